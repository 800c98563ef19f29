/* SPDX-License-Identifier: MIT
 *
 * Finding words in a text as a person reads it, and pointing at what was found.
 */
#include "text/find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "random_text.h"
#include "text/utf8.h"

/* The text with what was found in it between brackets, want when nothing was. */
static void assert_found(const char *text, const char *needle, const char *want)
{
	size_t start = 0;
	size_t len = 0;
	char marked[200] = "";
	if (text_find(text, 0, needle, &start, &len)) {
		strncat(marked, text, start);
		strcat(marked, "[");
		strncat(marked, text + start, len);
		strcat(marked, "]");
		strcat(marked, text + start + len);
	}
	assert_string_equal(marked, want);
}

static void case_width_and_diacritics_do_not_count(void **state)
{
	(void)state;
	assert_found("Łukasz Ünal", "unal", "Łukasz [Ünal]");
	assert_found("Lukasz Unal", "ÜNAL", "Lukasz [Unal]");
	assert_found("Hauptstraße 3", "strasse", "Haupt[straße] 3");
	assert_found("Cafe\u0301 au lait", "café", "[Cafe\u0301] au lait");
	assert_found("ＥＰＡ", "epa", "[ＥＰＡ]");
	assert_found("徐銘華", "銘", "徐[銘]華");
	assert_found("ﾊﾝｶﾞｸ", "ガ", "ﾊﾝ[ｶﾞ]ｸ");
}

static void signs_between_words_are_one_blank(void **state)
{
	(void)state;
	assert_found("e-waste", "E Waste", "[e-waste]");
	assert_found("hazardous  –  waste", "hazardous waste", "[hazardous  –  waste]");
}

static void what_is_not_there_is_not_found(void **state)
{
	(void)state;
	assert_found("", "a", "");
	assert_found("abc", "", "");
	assert_found("abc", "abd", "");
	assert_found("abc", "abcd", "");
}

static void the_search_goes_on_from_a_place(void **state)
{
	(void)state;
	const char text[] = "waste, waste";
	size_t start = 0;
	size_t len = 0;
	assert_true(text_find(text, 1, "waste", &start, &len));
	assert_int_equal(start, 7);
	assert_int_equal(len, 5);
	assert_false(text_find(text, 8, "waste", &start, &len));
	assert_false(text_find(text, strlen(text), "waste", &start, &len));
	assert_int_equal(start, 7);
}

static void every_part_of_a_text_is_found_in_it(void **state)
{
	(void)state;
	struct random random = {17};
	for (int round = 0; round < 3000; round++) {
		char text[60];
		size_t start = 0;
		size_t found = 0;
		random_words(&random, text, sizeof(text));
		size_t size = strlen(text);
		size_t wanted = random_next(&random, size + 1);
		size_t at = 0;
		while (at < wanted) {
			at += cluster_length(text + at, size - at);
		}
		if (text_find(text, 0, text + at, &start, &found)) {
			assert_true(start <= at && found > 0 && start + found <= size);
		} else {
			assert_int_equal(at, size);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_width_and_diacritics_do_not_count),
		cmocka_unit_test(signs_between_words_are_one_blank),
		cmocka_unit_test(what_is_not_there_is_not_found),
		cmocka_unit_test(the_search_goes_on_from_a_place),
		cmocka_unit_test(every_part_of_a_text_is_found_in_it),
	};
	return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
