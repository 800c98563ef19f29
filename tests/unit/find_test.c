/* SPDX-License-Identifier: MIT
 *
 * Finding words in a text as a person reads it, and pointing at what was found.
 */
#include "text/find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "random_text.h"
#include "text/fold.h"
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
	assert_found("Taiwan (MOENV)", "taiwan moenv", "[Taiwan (MOENV])");
	assert_found("the e-waste network", "ewaste", "");
	assert_found("ewaste", "e-waste", "");
}

static void what_is_not_seen_does_not_part_a_word(void **state)
{
	(void)state;
	assert_found("En\u00ADviron\u200Bment", "environment", "[En\u00ADviron\u200Bment]");
	assert_found("محـــمد", "محمد", "[محـــمد]");
	assert_found("محمد", "محـمد", "[محمد]");
	/* A hit begins with what was looked for. */
	assert_found("محـمد", "مد", "محـ[مد]");
	assert_found("\u200Ba", "a", "\u200B[a]");
}

static void every_script_is_found(void **state)
{
	(void)state;
	assert_found("السيد مُحَمَّد", "محمد", "السيد [مُحَمَّد]");
	assert_found("ประเทศไทย", "ประเทศ", "[ประเทศ]ไทย");
	assert_found("हिन्दी में", "हिन्दी", "[हिन्दी] में");
	assert_found("г. Москва", "москва", "г. [Москва]");
	assert_found("대한국", "한국", "대[한국]");
	assert_found("w Łódź, 2019", "lodz", "w [Łódź], 2019");
}

static void a_part_of_a_word_is_found(void **state)
{
	(void)state;
	assert_found("Management", "nage", "Ma[nage]ment");
	assert_found("aaab", "aab", "a[aab]");
	assert_found("Große", "s", "Gro[ß]e");
}

static void signs_alone_are_nothing_to_look_for(void **state)
{
	(void)state;
	assert_found("one two-three", "-", "");
	assert_found("one two", " ", "");
	assert_found("one?! two", "?!", "");
	assert_found("one\u200Btwo", "\u200B", "");
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

static size_t skip_clusters(const char *text, size_t at, size_t size, size_t count)
{
	for (size_t i = 0; i < count && at < size; i++) {
		at += cluster_length(text + at, size - at);
	}
	return at;
}

static bool is_between_clusters(const char *text, size_t at, size_t size)
{
	size_t place = 0;
	while (place < at) {
		place += cluster_length(text + place, size - place);
	}
	return place == at;
}

/* Whether anything is left of the first bytes of a text when it is folded. */
static bool has_letters(const char *text, size_t len)
{
	struct str folded = STR_EMPTY;
	text_fold(&folded, text, len);
	bool has = folded.len > 0;
	str_clear(&folded);
	return has;
}

static void every_part_of_a_text_is_found_in_it(void **state)
{
	(void)state;
	struct random random = {17};
	int hits = 0;
	for (int round = 0; round < 20000; round++) {
		char text[120];
		char part[120];
		size_t start = 0;
		size_t found = 0;
		size_t size = random_words(&random, text, sizeof(text));
		size_t from = skip_clusters(text, 0, size, random_next(&random, 10));
		size_t to = skip_clusters(text, from, size, 1 + random_next(&random, 5));
		snprintf(part, sizeof(part), "%.*s", (int)(to - from), text + from);
		if (text_find(text, 0, part, &start, &found)) {
			/* What is left out in front of it does not belong to the hit. */
			assert_true(start <= from || !has_letters(text + from, start - from));
			assert_true(found > 0 && start + found <= size);
			assert_true(is_between_clusters(text, start, size));
			assert_true(is_between_clusters(text, start + found, size));
			hits++;
		} else {
			assert_false(has_letters(part, strlen(part)));
		}
	}
	assert_true(hits > 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_width_and_diacritics_do_not_count),
		cmocka_unit_test(signs_between_words_are_one_blank),
		cmocka_unit_test(what_is_not_seen_does_not_part_a_word),
		cmocka_unit_test(every_script_is_found),
		cmocka_unit_test(a_part_of_a_word_is_found),
		cmocka_unit_test(signs_alone_are_nothing_to_look_for),
		cmocka_unit_test(what_is_not_there_is_not_found),
		cmocka_unit_test(the_search_goes_on_from_a_place),
		cmocka_unit_test(every_part_of_a_text_is_found_in_it),
	};
	return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
