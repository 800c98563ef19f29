/* SPDX-License-Identifier: MIT
 *
 * Partial dates and the clock. A date that is not fully known stays shorter, so that comparing the
 * texts byte by byte is the right order already.
 */
#include "base/date.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"

/* 9999-12-31T23:59:59Z; later moments have no four-digit year. */
#define LAST_MOMENT 253402300799LL

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && is_leap ? 29 : days[month - 1];
}

/* Reads exactly count ASCII digits; -1 when one of them is none. */
static int parse_digits(const char *text, int count)
{
	int number = 0;
	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9') {
			return -1;
		}
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

static bool has_date_form(const char *text, size_t len)
{
	return (len == 4 || len == 7 || len == 10) && (len < 7 || text[4] == '-') &&
	       (len < 10 || text[7] == '-');
}

bool date_parse(const char *text, struct date *date, struct err *err)
{
	size_t len = text ? strlen(text) : 0;
	struct date parsed = {-1, -1, -1};
	if (has_date_form(text, len)) {
		parsed.year = parse_digits(text, 4);
		parsed.month = len >= 7 ? parse_digits(text + 5, 2) : 0;
		parsed.day = len >= 10 ? parse_digits(text + 8, 2) : 0;
	}
	if (parsed.year < 0 || parsed.month < 0 || parsed.day < 0) {
		return err_set(err, ERR_INVALID,
			       _("Write a date like 2011, 2011-05 or 2011-05-17."));
	}
	if (parsed.year == 0) {
		return err_set(err, ERR_INVALID, _("The year must be between 0001 and 9999."));
	}
	if (len >= 7 && (parsed.month < 1 || parsed.month > 12)) {
		return err_set(err, ERR_INVALID, _("The month must be between 01 and 12."));
	}
	if (len >= 10 &&
	    (parsed.day < 1 || parsed.day > days_in_month(parsed.year, parsed.month))) {
		return err_set(err, ERR_INVALID, _("The month %.7s does not have a day %02d."),
			       text, parsed.day);
	}
	*date = parsed;
	return true;
}

void date_format(struct date date, char out[DATE_SIZE])
{
	if (date.month == 0) {
		snprintf(out, DATE_SIZE, "%04d", date.year);
	} else if (date.day == 0) {
		snprintf(out, DATE_SIZE, "%04d-%02d", date.year, date.month);
	} else {
		snprintf(out, DATE_SIZE, "%04d-%02d-%02d", date.year, date.month, date.day);
	}
}

void date_first_day(const char *date, char out[DATE_SIZE])
{
	struct date day = {1, 1, 1};
	date_parse(date, &day, NULL);
	day.month = day.month == 0 ? 1 : day.month;
	day.day = day.day == 0 ? 1 : day.day;
	date_format(day, out);
}

void date_last_day(const char *date, char out[DATE_SIZE])
{
	struct date day = {9999, 12, 31};
	date_parse(date, &day, NULL);
	day.month = day.month == 0 ? 12 : day.month;
	day.day = day.day == 0 ? days_in_month(day.year, day.month) : day.day;
	date_format(day, out);
}

int date_compare(const char *a, const char *b)
{
	if (!a || !b) {
		return (a ? 1 : 0) - (b ? 1 : 0);
	}
	int order = strcmp(a, b);
	return (order > 0) - (order < 0);
}

bool date_is_before(const char *a, const char *b)
{
	size_t len = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
	return strncmp(a, b, len) < 0;
}

/* Years are counted from March, so that the leap day is their last one. */
long date_number(struct date day)
{
	long year = day.month > 2 ? day.year : day.year - 1;
	long month = day.month > 2 ? day.month - 3 : day.month + 9;
	long leap_days = year / 4 - year / 100 + year / 400;
	return year * 365 + leap_days + (153 * month + 2) / 5 + day.day - 1 - 719468;
}

struct date date_of_number(long number)
{
	struct date day = {(int)(1970 + number / 366), 1, 1};
	while (date_number((struct date){day.year + 1, 1, 1}) <= number) {
		day.year++;
	}
	while (date_number(day) > number) {
		day.year--;
	}
	while (day.month < 12 && date_number((struct date){day.year, day.month + 1, 1}) <= number) {
		day.month++;
	}
	day.day = (int)(number - date_number(day)) + 1;
	return day;
}

/* Reads SOURCE_DATE_EPOCH (reproducible-builds.org); false when it is missing or no moment. */
static bool get_fixed_moment(time_t *moment)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	if (!text || text[0] < '0' || text[0] > '9') {
		return false;
	}
	char *end;
	errno = 0;
	long long seconds = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0' || seconds > LAST_MOMENT) {
		return false;
	}
	*moment = (time_t)seconds;
	return true;
}

void date_today(char out[DATE_SIZE])
{
	time_t moment;
	struct tm parts = {0};
	if (get_fixed_moment(&moment)) {
		gmtime_r(&moment, &parts);
	} else {
		moment = time(NULL);
		localtime_r(&moment, &parts);
	}
	strftime(out, DATE_SIZE, "%Y-%m-%d", &parts);
}

void date_now(char out[MOMENT_SIZE])
{
	time_t moment;
	struct tm parts = {0};
	if (!get_fixed_moment(&moment)) {
		moment = time(NULL);
	}
	gmtime_r(&moment, &parts);
	strftime(out, MOMENT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

/* timegm() is in no standard that we build for. */
static bool parse_moment(const char *text, time_t *moment)
{
	char day[DATE_SIZE];
	struct date date;
	if (strlen(text) != MOMENT_SIZE - 1 || text[10] != 'T' || text[13] != ':' ||
	    text[16] != ':' || text[19] != 'Z') {
		return false;
	}
	memcpy(day, text, DATE_SIZE - 1);
	day[DATE_SIZE - 1] = '\0';
	int hour = parse_digits(text + 11, 2);
	int minute = parse_digits(text + 14, 2);
	int second = parse_digits(text + 17, 2);
	if (!date_parse(day, &date, NULL) || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
	    second < 0 || second > 60) {
		return false;
	}
	long long hours = (long long)date_number(date) * 24 + hour;
	*moment = (time_t)((hours * 60 + minute) * 60 + second);
	return true;
}

void date_local(const char *moment, char out[LOCAL_SIZE])
{
	time_t seconds;
	struct tm parts = {0};
	if (!parse_moment(moment, &seconds) || localtime_r(&seconds, &parts) == NULL ||
	    strftime(out, LOCAL_SIZE, "%Y-%m-%d %H:%M", &parts) == 0) {
		snprintf(out, LOCAL_SIZE, "%s", moment);
	}
}
