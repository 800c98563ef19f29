/* SPDX-License-Identifier: MIT
 *
 * Telephone numbers: which texts are one, and which hold the same.
 */
#include "text/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool holds(const char *number, const char *text)
{
	struct str core = STR_EMPTY;
	assert_true(phone_core(number, &core));
	bool is_in = phone_is_in(str_text(&core), text);
	str_clear(&core);
	return is_in;
}

static void a_number_is_found_however_it_is_written(void **state)
{
	static const char *const ways[] = {
		"+886 2 1234 5678",
		"+886-2-1234-5678",
		"+886 (0)2 12345678",
		"00886212345678",
		"011 886 2 1234 5678",
		"(02) 1234-5678",
		"0212345678",
		"02.1234.5678 ext. 12",
		"＋８８６ ２ １２３４－５６７８",
		"+886\xC2\xA0"
		"2\xE2\x80\x91"
		"1234\xE2\x80\x93"
		"5678#12",
	};
	const size_t count = sizeof ways / sizeof ways[0];
	(void)state;
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < count; j++) {
			struct str said = STR_EMPTY;
			if (i == 4) {
				continue; /* no number is kept with what one country dials first */
			}
			str_add_format(&said, "Asked on 2024-05-17 at %s, 電話%s前", ways[j],
				       ways[j]);
			assert_true(holds(ways[i], str_text(&said)));
			str_clear(&said);
		}
	}
	assert_true(holds("2 1234 5678", "called +886 2 1234 5678 2024-05-17"));
	assert_true(holds("886212345678", "called 02 12345678"));
	assert_true(holds("+1 (212) 555-0100", "called 212-555-0100"));
	assert_true(holds("+688 20123", "called +688-20-123"));
	assert_true(holds("+886 2 1234 5678 (office)", "called 0212345678"));
}

static void other_digits_are_another_number(void **state)
{
	(void)state;
	assert_false(holds("+886 2 1234 5678", "called 02 1234 5679"));
	assert_false(holds("+886 2 1234 5678", "called 02 1234 56780"));
	assert_false(holds("+886 2 1234 5678", "02 1234 and then 5678"));
	assert_false(holds("+886 2 1234 5678", "1234 5678"));
	assert_false(holds("+886 2 1234 5678", ""));
	assert_false(holds("+688 20123", "20123"));
}

static void what_is_short_or_no_number_is_none(void **state)
{
	static const char *const texts[] = {
		"",	      "12345",		 "0012345",
		"+12345",     "ana@example.org", "238801 Example Street",
		"no. 123456",
	};
	struct str core = STR_EMPTY;
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		assert_false(phone_core(texts[i], &core));
	}
	assert_int_equal(core.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_found_however_it_is_written),
		cmocka_unit_test(other_digits_are_another_number),
		cmocka_unit_test(what_is_short_or_no_number_is_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
