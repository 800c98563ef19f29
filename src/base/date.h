/* SPDX-License-Identifier: MIT
 *
 * Partial dates: ISO 8601 text as exact as a date is known (2011, 2011-05, 2011-05-17), and the
 * clock. Dates stay text everywhere; this file judges and compares them.
 */
#ifndef IEMN_BASE_DATE_H
#define IEMN_BASE_DATE_H

#include <stdbool.h>

#include "base/err.h"

#define DATE_SIZE 11   /* bytes of YYYY-MM-DD with its NUL */
#define MOMENT_SIZE 21 /* bytes of YYYY-MM-DDTHH:MM:SSZ with its NUL */
#define LOCAL_SIZE 17  /* bytes of YYYY-MM-DD HH:MM with its NUL */

struct date {
	int year;  /* 1 to 9999 */
	int month; /* 1 to 12, 0 when not known */
	int day;   /* 1 to 31, 0 when not known */
};

/* Reads a partial date, strictly: no blanks, no other order, no 30 February. ERR_INVALID otherwise. */
bool date_parse(const char *text, struct date *date, struct err *err);

/* Writes the date as exactly as it is known. */
void date_format(struct date date, char out[DATE_SIZE]);

/* The first and the last day that a partial date may mean: 2024-02 is 2024-02-01 and 2024-02-29. The
 * date must be one that date_parse() takes. */
void date_first_day(const char *date, char out[DATE_SIZE]);
void date_last_day(const char *date, char out[DATE_SIZE]);

/* Orders two partial dates, an unknown month or day before a known one: -1, 0 or 1. NULL comes
 * before everything. */
int date_compare(const char *a, const char *b);

/* Whether one partial date lies before another for certain: only what both know is compared, so that
 * 2023 is neither before 2023-08 nor after it. */
bool date_is_before(const char *a, const char *b);

/* A full date as the number of days since 1970-01-01, and back, from 0001-01-01 to 9999-12-31. */
long date_number(struct date day);
struct date date_of_number(long number);

/* Today, local time. SOURCE_DATE_EPOCH (seconds) stands in for the clock when it is set. */
void date_today(char out[DATE_SIZE]);

/* This moment in UTC, YYYY-MM-DDTHH:MM:SSZ; SOURCE_DATE_EPOCH as above. */
void date_now(char out[MOMENT_SIZE]);

/* A moment as date_now() writes it, for people: YYYY-MM-DD HH:MM, local time. What is no moment stays
 * as it is, as far as there is room. */
void date_local(const char *moment, char out[LOCAL_SIZE]);

#endif
