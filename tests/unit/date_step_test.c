/* SPDX-License-Identifier: MIT
 *
 * One step forth or back in the calendar.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/date_step.h"

static const struct {
	const char *before;
	const char *after;
} steps[] = {
	{"2024-05-17", "2024-05-18"},
	{"2024-02-28", "2024-02-29"},
	{"2024-02-29", "2024-03-01"},
	{"2023-02-28", "2023-03-01"},
	{"1900-02-28", "1900-03-01"},
	{"2000-02-29", "2000-03-01"},
	{"2023-12-31", "2024-01-01"},
	{"2024-04-30", "2024-05-01"},
	{"2024-01", "2024-02"},
	{"2023-12", "2024-01"},
	{"2023", "2024"},
	{"0001", "0002"},
	{"9998-12-31", "9999-01-01"},
};

static void a_step_keeps_how_exactly_the_date_is_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		char out[DATE_SIZE] = "";
		assert_true(date_after(steps[i].before, out));
		assert_string_equal(out, steps[i].after);
		assert_true(date_before(steps[i].after, out));
		assert_string_equal(out, steps[i].before);
	}
}

static void since_leaves_out_what_the_first_of_a_month_or_year_need_not_say(void **state)
{
	static const char *const dates[][2] = {
		{"2026-10-31", "2026-11"}, {"2026-12-31", "2027"}, {"2026-12", "2027"},
		{"2026-10", "2026-11"},	   {"2026", "2027"},	   {"2026-10-30", "2026-10-31"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		char out[DATE_SIZE] = "";
		assert_true(date_since(dates[i][0], out));
		assert_string_equal(out, dates[i][1]);
	}
	char kept[DATE_SIZE] = "kept";
	assert_false(date_since("9999", kept));
	assert_false(date_since(NULL, kept));
	assert_string_equal(kept, "kept");
}

static void there_is_no_step_out_of_the_calendar_or_from_what_is_no_date(void **state)
{
	(void)state;
	char out[DATE_SIZE] = "kept";
	assert_false(date_before("0001", out));
	assert_false(date_before("0001-01", out));
	assert_false(date_before("0001-01-01", out));
	assert_false(date_after("9999", out));
	assert_false(date_after("9999-12", out));
	assert_false(date_after("9999-12-31", out));
	assert_false(date_after("2023-02-30", out));
	assert_false(date_after("May", out));
	assert_false(date_after("", out));
	assert_false(date_after(NULL, out));
	assert_string_equal(out, "kept");
}

static void every_day_of_a_year_is_reached(void **state)
{
	(void)state;
	char day[DATE_SIZE] = "2024-01-01";
	int count = 0;
	for (; strcmp(day, "2025-01-01") != 0; count++) {
		assert_true(date_after(day, day));
	}
	assert_int_equal(count, 366);
	for (; strcmp(day, "2023-01-01") != 0; count++) {
		assert_true(date_before(day, day));
	}
	assert_int_equal(count, 366 + 366 + 365);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_step_keeps_how_exactly_the_date_is_known),
		cmocka_unit_test(since_leaves_out_what_the_first_of_a_month_or_year_need_not_say),
		cmocka_unit_test(there_is_no_step_out_of_the_calendar_or_from_what_is_no_date),
		cmocka_unit_test(every_day_of_a_year_is_reached),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
