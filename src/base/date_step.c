/* SPDX-License-Identifier: MIT
 *
 * One step forth or back in the calendar.
 */
#include "base/date_step.h"

#define MONTHS 12
#define DAYS_MAX 31

static bool is_date(struct date date)
{
	char text[DATE_SIZE];
	date_format(date, text);
	return date_parse(text, &date, NULL);
}

static struct date step_month(struct date date, int step)
{
	date.month += step;
	if (date.month < 1 || date.month > MONTHS) {
		date.month = step > 0 ? 1 : MONTHS;
		date.year += step;
	}
	return date;
}

static struct date step_day(struct date date, int step)
{
	date.day += step;
	if (date.day >= 1 && is_date(date)) {
		return date;
	}
	date = step_month(date, step);
	date.day = step > 0 ? 1 : DAYS_MAX;
	while (date.day > 1 && date.year >= 1 && !is_date(date)) {
		date.day--;
	}
	return date;
}

static bool step_date(const char *text, int step, char out[DATE_SIZE])
{
	struct date date;
	if (!text || !date_parse(text, &date, NULL)) {
		return false;
	}
	if (date.day > 0) {
		date = step_day(date, step);
	} else if (date.month > 0) {
		date = step_month(date, step);
	} else {
		date.year += step;
	}
	if (date.year < 1 || date.year > 9999) {
		return false;
	}
	date_format(date, out);
	return true;
}

bool date_after(const char *date, char out[DATE_SIZE])
{
	return step_date(date, 1, out);
}

bool date_before(const char *date, char out[DATE_SIZE])
{
	return step_date(date, -1, out);
}

bool date_since(const char *until, char out[DATE_SIZE])
{
	struct date date;
	char next[DATE_SIZE];
	if (!date_after(until, next) || !date_parse(next, &date, NULL)) {
		return false;
	}
	date.day = date.day == 1 ? 0 : date.day;
	date.month = date.month == 1 && date.day == 0 ? 0 : date.month;
	date_format(date, out);
	return true;
}
