/* SPDX-License-Identifier: MIT
 *
 * Partial dates: what is one, their order, and the clock that a test can set.
 */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void a_date_is_as_exact_as_it_is_known(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		struct date date;
	} cases[] = {
		{"2011", {2011, 0, 0}},		{"2011-05", {2011, 5, 0}},
		{"2011-05-17", {2011, 5, 17}},	{"0001", {1, 0, 0}},
		{"9999-12-31", {9999, 12, 31}}, {"2024-02-29", {2024, 2, 29}},
		{"2000-02-29", {2000, 2, 29}},	{"1970-01-01", {1970, 1, 1}},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct date date;
		struct err err = {0};
		char text[DATE_SIZE];
		assert_true(date_parse(cases[i].text, &date, &err));
		assert_memory_equal(&date, &cases[i].date, sizeof(date));
		date_format(date, text);
		assert_string_equal(text, cases[i].text);
	}
}

static void assert_no_date(const char *text, const char *sentence)
{
	struct date date = {7, 7, 7};
	struct err err = {0};
	if (date_parse(text, &date, &err)) {
		fail_msg("\"%s\" was taken for a date", text);
	}
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.text, sentence);
	assert_int_equal(date.year, 7);
	assert_false(date_parse(text, &date, NULL));
}

static void what_has_another_form_is_no_date(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",
		"2",
		"201",
		"20111",
		"2011-",
		"2011-5",
		"2011-05-",
		"2011-05-1",
		"2011-05-017",
		" 2011",
		"2011 ",
		"2011-05-17 ",
		"2011/05/17",
		"2011.05",
		"17-05-2011",
		"-201",
		"+201",
		"2O11",
		"2011-0x",
		"2011--5",
		"2011-05--1",
		"2011-05- 7",
		"20110517",
		"2011-05-17T0",
		"2011-05-17T00:00:00Z",
		"2011\n",
		"abcd",
		"2011-05+17",
		"2011-ab-17",
		"２０１１",
		"99999999999",
		"2011-05-1\n",
		"2011:05",
		"    ",
		"1e03",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_no_date(texts[i], "Write a date like 2011, 2011-05 or 2011-05-17.");
	}
	assert_no_date(NULL, "Write a date like 2011, 2011-05 or 2011-05-17.");
}

static void there_is_no_year_nought(void **state)
{
	(void)state;
	assert_no_date("0000", "The year must be between 0001 and 9999.");
	assert_no_date("0000-01-01", "The year must be between 0001 and 9999.");
}

static void there_are_twelve_months(void **state)
{
	(void)state;
	assert_no_date("2011-00", "The month must be between 01 and 12.");
	assert_no_date("2011-13", "The month must be between 01 and 12.");
	assert_no_date("2011-99-01", "The month must be between 01 and 12.");
	assert_no_date("2011-00-10", "The month must be between 01 and 12.");
}

static void a_day_must_exist(void **state)
{
	(void)state;
	assert_no_date("2023-02-30", "The month 2023-02 does not have a day 30.");
	assert_no_date("2023-02-29", "The month 2023-02 does not have a day 29.");
	assert_no_date("1900-02-29", "The month 1900-02 does not have a day 29.");
	assert_no_date("2011-04-31", "The month 2011-04 does not have a day 31.");
	assert_no_date("2011-05-00", "The month 2011-05 does not have a day 00.");
	assert_no_date("2011-12-32", "The month 2011-12 does not have a day 32.");
}

/* mktime() knows the calendar as well. */
static bool is_in_calendar(int year, int month, int day)
{
	struct tm parts = {
		.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = 12};
	return mktime(&parts) != (time_t)-1 && parts.tm_mday == day && parts.tm_mon == month - 1;
}

static void every_day_of_a_leap_cycle_is_right(void **state)
{
	(void)state;
	for (int year = 1895; year <= 2105; year++) {
		for (int month = 1; month <= 12; month++) {
			for (int day = 28; day <= 32; day++) {
				char text[40];
				struct date date;
				snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, day);
				assert_int_equal(date_parse(text, &date, NULL),
						 is_in_calendar(year, month, day));
			}
		}
	}
}

/* A partial date, and the first and the last day that it may mean. */
static const struct {
	const char *date;
	const char *first;
	const char *last;
} day_rows[] = {
	{"2011", "2011-01-01", "2011-12-31"},	    {"2011-04", "2011-04-01", "2011-04-30"},
	{"2023-02", "2023-02-01", "2023-02-28"},    {"2024-02", "2024-02-01", "2024-02-29"},
	{"2011-05-17", "2011-05-17", "2011-05-17"},
};

static void a_partial_date_has_a_first_and_a_last_day(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof day_rows / sizeof day_rows[0]; i++) {
		char day[DATE_SIZE];
		date_first_day(day_rows[i].date, day);
		assert_string_equal(day, day_rows[i].first);
		date_last_day(day_rows[i].date, day);
		assert_string_equal(day, day_rows[i].last);
	}
}

static void less_exact_comes_before_more_exact(void **state)
{
	(void)state;
	static const char *const order[] = {
		NULL,	      "0001",	    "1993",    "2010-12-31", "2011",	   "2011-01",
		"2011-01-01", "2011-01-02", "2011-05", "2011-05-17", "2012-01-01", "9999-12-31",
	};
	int count = sizeof(order) / sizeof(order[0]);
	for (int i = 0; i < count; i++) {
		for (int j = 0; j < count; j++) {
			assert_int_equal(date_compare(order[i], order[j]), (i > j) - (i < j));
		}
	}
}

static void only_what_two_dates_both_know_tells_which_is_before(void **state)
{
	(void)state;
	assert_true(date_is_before("2022", "2023-08"));
	assert_true(date_is_before("2023-07-31", "2023-08"));
	assert_true(date_is_before("2023-08-20", "2023-08-21"));
	assert_false(date_is_before("2023", "2023-08"));
	assert_false(date_is_before("2023-08", "2023"));
	assert_false(date_is_before("2023-08-21", "2023-08-21"));
	assert_false(date_is_before("2024", "2023-08"));
}

static void assert_fixed(const char *seconds, const char *zone, const char *moment)
{
	char day[DATE_SIZE];
	char now[MOMENT_SIZE];
	setenv("SOURCE_DATE_EPOCH", seconds, 1);
	setenv("TZ", zone, 1);
	tzset();
	date_today(day);
	date_now(now);
	assert_string_equal(now, moment);
	assert_memory_equal(day, moment, DATE_SIZE - 1);
	assert_int_equal(strlen(day), DATE_SIZE - 1);
}

static void the_clock_can_be_fixed_in_any_zone(void **state)
{
	(void)state;
	static const char *const zones[] = {"UTC0", "XXX-14", "XXX12"};
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		assert_fixed("0", zones[i], "1970-01-01T00:00:00Z");
		assert_fixed("1795391999", zones[i], "2026-11-22T23:59:59Z");
		assert_fixed("253402300799", zones[i], "9999-12-31T23:59:59Z");
	}
}

static void a_moment_that_is_none_leaves_the_clock_alone(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"", "-1", " 1", "1x", "soon", "253402300800", "99999999999999999999", "0x10",
	};
	setenv("TZ", "UTC0", 1);
	tzset();
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		char before[40];
		char now[MOMENT_SIZE];
		char after[40];
		setenv("SOURCE_DATE_EPOCH", texts[i], 1);
		time_t clock = time(NULL);
		strftime(before, sizeof(before), "%Y-%m-%dT%H:%M:%SZ", gmtime(&clock));
		date_now(now);
		clock = time(NULL);
		strftime(after, sizeof(after), "%Y-%m-%dT%H:%M:%SZ", gmtime(&clock));
		assert_true(strcmp(before, now) <= 0 && strcmp(now, after) <= 0);
	}
}

static void today_is_local(void **state)
{
	(void)state;
	char east[DATE_SIZE];
	char west[DATE_SIZE];
	unsetenv("SOURCE_DATE_EPOCH");
	setenv("TZ", "XXX-14", 1);
	tzset();
	date_today(east);
	setenv("TZ", "XXX12", 1);
	tzset();
	date_today(west);
	/* 26 hours lie between the two, so that their days differ whenever this runs. */
	assert_int_equal(date_compare(west, east), -1);
}

static void every_day_has_a_number_and_back(void **state)
{
	(void)state;
	long first = date_number((struct date){1, 1, 1});
	long last = date_number((struct date){9999, 12, 31});
	struct date before = {0, 12, 31};
	for (long number = first; number <= last; number++) {
		struct date day = date_of_number(number);
		bool follows = day.day == before.day + 1 ||
			       (day.day == 1 && day.month == before.month % 12 + 1);
		if (!follows || date_number(day) != number) {
			fail_msg("%ld is not %04d-%02d-%02d", number, day.year, day.month, day.day);
		}
		before = day;
	}
	assert_int_equal(date_number((struct date){1970, 1, 1}), 0);
	assert_int_equal(before.year, 9999);
}

static void assert_local(const char *moment, const char *expected)
{
	char local[LOCAL_SIZE];
	date_local(moment, local);
	assert_string_equal(local, expected);
}

static void a_moment_is_told_in_local_time(void **state)
{
	(void)state;
	setenv("TZ", "XXX-8", 1);
	tzset();
	assert_local("2026-11-23T14:03:59Z", "2026-11-23 22:03");
	assert_local("2023-12-31T16:00:00Z", "2024-01-01 00:00");
	assert_local("2024-02-28T23:59:59Z", "2024-02-29 07:59");
	assert_local("1970-01-01T00:00:00Z", "1970-01-01 08:00");
	assert_local("1900-03-01T00:00:00Z", "1900-03-01 08:00");
}

static void every_moment_is_the_clocks(void **state)
{
	(void)state;
	setenv("TZ", "UTC0", 1);
	tzset();
	/* A step of some 31 days that is no whole number of them, up to the year 9999. */
	for (long long seconds = 0; seconds < 253402300800LL; seconds += 86399 * 31 + 12) {
		char moment[MOMENT_SIZE];
		char text[40];
		time_t clock = (time_t)seconds;
		snprintf(text, sizeof text, "%lld", seconds);
		setenv("SOURCE_DATE_EPOCH", text, 1);
		date_now(moment);
		strftime(text, sizeof text, "%Y-%m-%d %H:%M", gmtime(&clock));
		assert_local(moment, text);
	}
}

static void what_is_no_moment_stays_as_it_is(void **state)
{
	(void)state;
	assert_local("", "");
	assert_local("2026-11-23", "2026-11-23");
	assert_local("2026-13-23T14:03:59Z", "2026-13-23T14:03");
	assert_local("2026-11-23T24:03:59Z", "2026-11-23T24:03");
	assert_local("2026-11-23T14:03:59+", "2026-11-23T14:03");
}

static int tear_down(void **state)
{
	(void)state;
	unsetenv("SOURCE_DATE_EPOCH");
	unsetenv("TZ");
	tzset();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_date_is_as_exact_as_it_is_known),
		cmocka_unit_test(what_has_another_form_is_no_date),
		cmocka_unit_test(there_is_no_year_nought),
		cmocka_unit_test(there_are_twelve_months),
		cmocka_unit_test(a_day_must_exist),
		cmocka_unit_test(every_day_of_a_leap_cycle_is_right),
		cmocka_unit_test(a_partial_date_has_a_first_and_a_last_day),
		cmocka_unit_test(less_exact_comes_before_more_exact),
		cmocka_unit_test(only_what_two_dates_both_know_tells_which_is_before),
		cmocka_unit_test_teardown(the_clock_can_be_fixed_in_any_zone, tear_down),
		cmocka_unit_test_teardown(a_moment_that_is_none_leaves_the_clock_alone, tear_down),
		cmocka_unit_test_teardown(today_is_local, tear_down),
		cmocka_unit_test(every_day_has_a_number_and_back),
		cmocka_unit_test_teardown(a_moment_is_told_in_local_time, tear_down),
		cmocka_unit_test_teardown(every_moment_is_the_clocks, tear_down),
		cmocka_unit_test(what_is_no_moment_stays_as_it_is),
	};
	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
