/* SPDX-License-Identifier: MIT
 *
 * Folding: what is the same for a search, and that folded text does not change any more. The sum
 * of the table stands here because folded text is stored in files.
 */
#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "random_text.h"
#include "text/fold_table.h"
#include "text/utf8.h"

struct folded {
	const char *text;
	const char *want;
};

static void assert_folded(const char *text, size_t len, const char *want)
{
	struct str out = STR_EMPTY;
	str_add(&out, "before");
	text_fold(&out, text, len);
	assert_string_equal(out.data + strlen("before"), want);
	str_clear(&out);
}

static void assert_all_folded(const struct folded *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		assert_folded(rows[i].text, strlen(rows[i].text), rows[i].want);
	}
}

#define ASSERT_ALL_FOLDED(rows) assert_all_folded(rows, sizeof(rows) / sizeof(rows[0]))

static void case_and_signs_do_not_count(void **state)
{
	(void)state;
	static const struct folded rows[] = {
		{"", ""},
		{"Ana Ortiz", "ana ortiz"},
		{"  O'Brien-Smith, (Jr.) ", "o brien smith jr"},
		{"E-Waste & Co.", "e waste co"},
		{"---", ""},
		{"2011–05/17", "2011 05 17"},
		{"a_b@example.org", "a b example org"},
		{"a\nb\tc", "a b c"},
		{"Oʼahu Oʻahu O’ahu O'ahu", "o ahu o ahu o ahu o ahu"},
		{"👩a", "a"},
	};
	ASSERT_ALL_FOLDED(rows);
}

static void latin_letters_lose_their_diacritics(void **state)
{
	(void)state;
	static const struct folded rows[] = {
		{"Łukasz Ünal-Øye", "lukasz unal oye"},
		{"Đặng Thị Hồng", "dang thi hong"},
		{"E\u0301te\u0301", "ete"},
		{"Åse A\u030Ase \u212Bse", "ase ase ase"},
		{"straße STRASSE ẞ", "strasse strasse ss"},
		{"Æsir œuvre Þór Guðrún", "aesir oeuvre thor gudrun"},
		{"İstanbul ıl Işık", "istanbul il isik"},
		{"Əliyev Ħal Ŧa Ŋa ŉ", "eliyev hal ta nga n"},
		{"ǅ ǆ ﬁ ſ", "dz dz fi s"},
	};
	ASSERT_ALL_FOLDED(rows);
}

static void greek_and_cyrillic_fold_too(void **state)
{
	(void)state;
	static const struct folded rows[] = {
		{"Ὀδυσσεύς ΟΔΥΣΣΕΥΣ", "οδυσσευσ οδυσσευσ"},
		{"ᾳ ΐ", "α ι"},
		{"Йосиф йосиф Ёлка", "иосиф иосиф елка"},
		{"Ґанок Қазақ", "ганок казак"},
		{"Ї И\u0306", "і и"},
	};
	ASSERT_ALL_FOLDED(rows);
}

static void full_and_half_width_are_alike(void **state)
{
	(void)state;
	static const struct folded rows[] = {
		{"ＡＢｃ１２", "abc12"},
		{"ﾊﾝｶﾞｸ", "ハンガク"},
		{"ハンカ\u3099ク", "ハンガク"},
		{"ー ｰ", "ー ー"},
		{"㈱ ℃ № ① ²", "株 c no 1 2"},
		{"\uFFA1\uFFC2", "가"},
		{"𝐀𝓫", "ab"},
	};
	ASSERT_ALL_FOLDED(rows);
}

static void korean_is_composed(void **state)
{
	(void)state;
	static const struct folded rows[] = {
		{"한국", "한국"},
		{"\u1112\u1161\u11AB\u1100\u116E\u11A8", "한국"},
	};
	ASSERT_ALL_FOLDED(rows);
}

static void arabic_spellings_meet(void **state)
{
	(void)state;
	static const struct folded rows[] = {
		{"مُحَمَّد محمد محـــمد", "محمد محمد محمد"},
		{"أحمد إحمد آحمد ٱحمد ا\u0653حمد", "احمد احمد احمد احمد احمد"},
		{"علی علي على", "علي علي علي"},
		{"فاطمة فاطمه", "فاطمه فاطمه"},
		{"ﻣﺤﻤﺪ", "محمد"},
		{"٢٠١١ ۲۰۱۱", "2011 2011"},
	};
	ASSERT_ALL_FOLDED(rows);
}

static void marks_that_make_a_word_stay(void **state)
{
	(void)state;
	static const struct folded rows[] = {
		{"สมชาย ที่น้ำ", "สมชาย ที่น\u0E49\u0E4Dา"},
		{"ນ້ຳ", "ນ\u0EC9\u0ECDາ"},
		{"क्षत्रिय हिन्दी", "क्षत्रिय हिन्दी"},
		{"தமிழ்", "தமிழ்"},
		{"שָׁלוֹם", "שלומ"},
	};
	assert_all_folded(rows, 4);
	/* Hebrew points are left out; final letters stay what they are. */
	assert_folded(rows[4].text, strlen(rows[4].text), "שלום");
}

static void what_is_not_seen_does_not_part_a_word(void **state)
{
	(void)state;
	static const struct folded rows[] = {
		{"Circu\u00ADlar \uFEFFa\u200Bb", "circular ab"},
		{"می\u200Cخواهم", "ميخواهم"},
		{"a\u202Eb", "ab"},
		{"\u0301\u200D", ""},
	};
	ASSERT_ALL_FOLDED(rows);
}

static void bad_bytes_count_as_blanks(void **state)
{
	(void)state;
	assert_folded("M\374ller", 6, "m ller");
	assert_folded("\xE5\xBE", 2, "");
	assert_folded("a\0b", 3, "a b");
}

static void assert_words(const char *text, const char *want)
{
	struct str out = STR_EMPTY;
	str_add(&out, "x");
	text_fold_words(&out, text, strlen(text));
	assert_string_equal(out.data + 1, want);
	str_clear(&out);
}

static void each_word_has_a_blank_before_it(void **state)
{
	(void)state;
	assert_words("", "");
	assert_words(" - ", "");
	assert_words("Ana", " ana ");
	assert_words("Hsu, Ming-Hua", " hsu ming hua ");
}

static void texts_are_the_same_by_what_is_left_of_them(void **state)
{
	(void)state;
	assert_true(text_is_same_folded("Ana ÓRTIZ", "ana-ortiz"));
	assert_false(text_is_same_folded("Ana Ortiz", "Ana Ortiz Example"));
	assert_true(text_is_same_folded("", NULL));
	assert_false(text_is_same_folded("Ana", NULL));
	assert_false(text_is_same_folded("+", "Ana"));
	assert_true(text_is_same_folded("+", "+"));
	assert_false(text_is_same_folded("+", "?"));
	assert_false(text_is_same_folded("+", NULL));
}

static void each_ideograph_is_a_word(void **state)
{
	(void)state;
	assert_words("徐銘華", " 徐 銘 華 ");
	assert_words("徐 銘華", " 徐 銘 華 ");
	assert_words("Hsu徐a", " hsu 徐 a ");
	assert_words("スーパー", " ス ー パ ー ");
	assert_words("한국", " 한 국 ");
	assert_words("あ\u3099い", " あ\u3099 い ");
	assert_words("\u3099あ", " \u3099 あ ");
	assert_words("佐々木〇", " 佐 々 木 〇 ");
}

static void ideographs_are_known(void **state)
{
	(void)state;
	static const uint32_t yes[] = {0x3005, 0x3042, 0x30A2, 0x30FC, 0x3400,
				       0x5F90, 0xAC00, 0xD7A3, 0xFF71, 0x20000};
	static const uint32_t no[] = {'a', 0x3001, 0x30FB, 0x1100, 0xE01, 0xD7A4, 0x1F600, 0x3099};
	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		assert_true(fold_is_ideograph(yes[i]));
	}
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++) {
		assert_false(fold_is_ideograph(no[i]));
	}
}

/* Folds a text twice and its words as well; gives the folded text, yours to free. */
static char *fold_twice(const char *bytes, size_t len)
{
	struct str once = STR_EMPTY;
	struct str twice = STR_EMPTY;
	struct str words = STR_EMPTY;
	text_fold(&once, bytes, len);
	text_fold(&twice, str_text(&once), once.len);
	text_fold_words(&words, bytes, len);
	if (strcmp(str_text(&once), str_text(&twice)) != 0) {
		fail_msg("%s folds to <%s>, and that to <%s>", show_hex(bytes, len),
			 str_text(&once), str_text(&twice));
	}
	assert_true(utf8_is_valid(str_text(&once), once.len));
	assert_null(strstr(str_text(&once), "  "));
	assert_null(strstr(str_text(&words), "  "));
	assert_true(once.len == 0 || (once.data[0] != ' ' && once.data[once.len - 1] != ' '));
	assert_int_equal(once.len == 0, words.len == 0);
	str_clear(&twice);
	str_clear(&words);
	return str_take(&once);
}

static void folded_text_folds_to_itself(void **state)
{
	(void)state;
	struct random random = {7};
	for (int round = 0; round < 20000; round++) {
		char bytes[120];
		size_t len = random_bytes(&random, bytes, sizeof(bytes));
		free(fold_twice(bytes, len));
	}
}

static void normal_form_makes_no_difference(void **state)
{
	(void)state;
	struct random random = {8};
	for (int round = 0; round < 20000; round++) {
		char bytes[120];
		size_t len = random_bytes(&random, bytes, sizeof(bytes));
		len = strnlen(bytes, len);
		char *normal = utf8_normalize(bytes, len);
		char *plain = fold_twice(bytes, len);
		char *same = fold_twice(normal, strlen(normal));
		assert_string_equal(plain, same);
		free(normal);
		free(plain);
		free(same);
	}
}

static void every_code_point_folds_to_what_stays(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		char encoded[4];
		free(fold_twice(encoded, utf8_encode(code, encoded)));
	}
}

/* FNV-1a, to tell whether anything changed. */
static uint32_t add_to_sum(uint32_t sum, uint32_t number)
{
	for (int i = 0; i < 4; i++) {
		sum = (sum ^ (number & 0xFF)) * 16777619U;
		number >>= 8;
	}
	return sum;
}

static void the_table_is_frozen(void **state)
{
	(void)state;
	uint32_t sum = 2166136261U;
	for (size_t i = 0; i < fold_run_count; i++) {
		sum = add_to_sum(sum, fold_runs[i].first);
		sum = add_to_sum(sum, fold_runs[i].last);
		sum = add_to_sum(sum, (uint32_t)fold_runs[i].kind);
		sum = add_to_sum(sum, (uint32_t)fold_runs[i].number);
	}
	for (size_t i = 0; i < fold_text_count; i++) {
		sum = add_to_sum(sum, fold_texts[i].code);
		for (const char *text = fold_texts[i].text; *text != '\0'; text++) {
			sum = add_to_sum(sum, (unsigned char)*text);
		}
	}
	/* Another sum means another table: raise FOLD_VERSION, so that files are folded again. */
	assert_int_equal(FOLD_VERSION, 1);
	assert_int_equal(sum, 0xB2939A4E);
}

static void the_tables_are_in_order(void **state)
{
	(void)state;
	for (size_t i = 1; i < fold_run_count; i++) {
		assert_true(fold_runs[i - 1].last < fold_runs[i].first);
		assert_true(fold_runs[i].first <= fold_runs[i].last);
	}
	for (size_t i = 1; i < fold_text_count; i++) {
		assert_true(fold_texts[i - 1].code < fold_texts[i].code);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_and_signs_do_not_count),
		cmocka_unit_test(latin_letters_lose_their_diacritics),
		cmocka_unit_test(greek_and_cyrillic_fold_too),
		cmocka_unit_test(full_and_half_width_are_alike),
		cmocka_unit_test(korean_is_composed),
		cmocka_unit_test(arabic_spellings_meet),
		cmocka_unit_test(marks_that_make_a_word_stay),
		cmocka_unit_test(what_is_not_seen_does_not_part_a_word),
		cmocka_unit_test(bad_bytes_count_as_blanks),
		cmocka_unit_test(each_word_has_a_blank_before_it),
		cmocka_unit_test(texts_are_the_same_by_what_is_left_of_them),
		cmocka_unit_test(each_ideograph_is_a_word),
		cmocka_unit_test(ideographs_are_known),
		cmocka_unit_test(folded_text_folds_to_itself),
		cmocka_unit_test(normal_form_makes_no_difference),
		cmocka_unit_test(every_code_point_folds_to_what_stays),
		cmocka_unit_test(the_table_is_frozen),
		cmocka_unit_test(the_tables_are_in_order),
	};
	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
