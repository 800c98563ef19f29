/* SPDX-License-Identifier: MIT
 *
 * Columns: widths, cutting and padding, lines of text, and the locale that widths come from.
 */
#include "text/layout.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "random_text.h"
#include "text/clean.h"
#include "text/utf8.h"

static void width_is_the_sum_of_its_characters(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int width;
	} rows[] = {
		{"", 0},
		{"Ana Ortiz", 9},
		{"徐銘華", 6},
		{"é", 1},
		{"e\u0301", 1},
		{"ﾊﾝｶｸ", 4},
		{"한", 2},
		{"\u1112\u1161\u11AB", 2},
		{"ที่", 1},
		{"🇹🇼", 2},
		{"👨\u200D👩\u200D👧", 6},
		{"❤\uFE0F", 1},
		{"…", 1},
		{"محمد", 4},
		/* What was not cleaned takes nothing, as curses has no cell for it. */
		{"\n\033", 0},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(text_width(rows[i].text), rows[i].width);
		assert_int_equal(cluster_width(rows[i].text, strlen(rows[i].text)), rows[i].width);
	}
}

static void text_is_padded_or_cut_to_its_columns(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int width;
		const char *left;
		const char *right;
	} rows[] = {
		{"Ana", 0, "", ""},
		{"Ana", -3, "", ""},
		{"", 2, "  ", "  "},
		{"Ana", 3, "Ana", "Ana"},
		{"Ana", 5, "Ana  ", "  Ana"},
		{"Ana", 2, "A…", "A…"},
		{"Ana", 1, "…", "…"},
		{"徐銘華", 6, "徐銘華", "徐銘華"},
		{"徐銘華", 7, "徐銘華 ", " 徐銘華"},
		/* A character of two columns is not cut in half: a blank stands in. */
		{"徐銘華", 5, "徐銘…", "徐銘…"},
		{"徐銘華", 4, "徐… ", " 徐…"},
		{"徐", 1, "…", "…"},
		{"a徐", 2, "a…", "a…"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…", "e\u0301…"},
		{"🇹🇼🇺🇸", 3, "🇹🇼…", "🇹🇼…"},
		{"👨\u200D👩ab", 4, "…   ", "   …"},
		{"ab👨\u200D👩", 5, "ab…  ", "  ab…"},
		{"محمد", 3, "مح…", "مح…"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str left = STR_EMPTY;
		struct str right = STR_EMPTY;
		text_fit(&left, rows[i].text, rows[i].width, false);
		text_fit_right(&right, rows[i].text, rows[i].width, false);
		assert_string_equal(str_text(&left), rows[i].left);
		assert_string_equal(str_text(&right), rows[i].right);
		str_clear(&left);
		str_clear(&right);
	}
}

static void ascii_is_cut_with_a_tilde(void **state)
{
	(void)state;
	struct str out = STR_EMPTY;
	str_add(&out, "|");
	text_fit(&out, "Ministry", 5, true);
	str_add(&out, "|");
	text_fit_right(&out, "Min", 5, true);
	assert_string_equal(str_text(&out), "|Mini~|  Min");
	str_clear(&out);
}

/* A text as it reaches the layout; yours to free. */
static char *make_clean(struct random *random, enum text_kind kind)
{
	char bytes[300];
	struct str out = STR_EMPTY;
	size_t len = random_next(random, 2) == 0 ? random_bytes(random, bytes, sizeof(bytes))
						 : random_words(random, bytes, sizeof(bytes));
	text_show(&out, bytes, len, kind);
	return str_take(&out);
}

static void fitted_text_has_exactly_its_columns(void **state)
{
	(void)state;
	struct random random = {11};
	for (int round = 0; round < 20000; round++) {
		char *text = make_clean(&random, TEXT_LINE);
		int width = (int)random_next(&random, 60);
		struct str left = STR_EMPTY;
		struct str right = STR_EMPTY;
		text_fit(&left, text, width, false);
		text_fit_right(&right, text, width, true);
		assert_int_equal(text_width(str_text(&left)), width);
		assert_int_equal(text_width(str_text(&right)), width);
		assert_true(utf8_is_valid(str_text(&left), left.len));
		if (text_width(text) <= width) {
			assert_memory_equal(str_text(&left), text, strlen(text));
		}
		str_clear(&left);
		str_clear(&right);
		free(text);
	}
}

/* Wraps a text and joins its lines with strokes. */
static void assert_wrapped(const char *text, int width, const char *want)
{
	struct text_lines lines = {NULL, 0, 0};
	struct str joined = STR_EMPTY;
	text_wrap(text, width, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		str_add(&joined, i > 0 ? "|" : "");
		str_add_bytes(&joined, text + lines.items[i].start, lines.items[i].len);
	}
	assert_string_equal(str_text(&joined), want);
	str_clear(&joined);
	text_lines_clear(&lines);
}

static void lines_break_at_blanks(void **state)
{
	(void)state;
	assert_wrapped("", 10, "");
	assert_wrapped("one two three", 20, "one two three");
	assert_wrapped("one two three", 7, "one two|three");
	assert_wrapped("one two three", 8, "one two|three");
	assert_wrapped("one two three", 6, "one|two|three");
	assert_wrapped("one   two", 4, "one|two");
	assert_wrapped("one   ", 3, "one");
	assert_wrapped("   ", 2, "");
	assert_wrapped("e-waste", 5, "e-|waste");
	assert_wrapped("a\u00A0b c", 3, "a\u00A0b|c");
}

static void line_ends_stay(void **state)
{
	(void)state;
	assert_wrapped("a\nb", 10, "a|b");
	assert_wrapped("a\n\nb", 10, "a||b");
	assert_wrapped("a\n", 10, "a|");
	assert_wrapped("\n", 10, "|");
	assert_wrapped("one two\nthree", 5, "one|two|three");
}

static void an_indent_stays_with_its_line(void **state)
{
	(void)state;
	assert_wrapped("  one two", 5, "  one|two");
	assert_wrapped("  three", 5, "three");
	assert_wrapped("      a", 3, "a");
}

static void long_words_break_at_a_cluster(void **state)
{
	(void)state;
	assert_wrapped("abcdefgh", 3, "abc|def|gh");
	assert_wrapped("a bcdefgh", 3, "a|bcd|efg|h");
	assert_wrapped("e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301");
	assert_wrapped("ab", 0, "a|b");
	assert_wrapped("ab", -5, "a|b");
}

static void han_breaks_anywhere_but_before_its_stops(void **state)
{
	(void)state;
	assert_wrapped("徐銘華", 4, "徐銘|華");
	assert_wrapped("徐銘華", 5, "徐銘|華");
	assert_wrapped("徐銘。", 4, "徐|銘。");
	assert_wrapped("「徐」銘", 6, "「徐」|銘");
	assert_wrapped("徐銘", 1, "徐|銘");
	assert_wrapped("a徐b", 1, "a|徐|b");
}

static void abbreviations_dates_and_addresses_break_where_they_may(void **state)
{
	(void)state;
	/* UAX #14, LB29: no break between a full stop and a letter. */
	assert_wrapped("the U.S. EPA", 6, "the|U.S.|EPA");
	assert_wrapped("now т.е. да", 6, "now|т.е.|да");
	assert_wrapped("a 銘.徐", 5, "a 銘.|徐");
	assert_wrapped("on 2011-05-17 in", 10, "on|2011-05-17|in");
	assert_wrapped("10.5 or 1,000", 7, "10.5 or|1,000");
	assert_wrapped("a vice-president", 10, "a vice-|president");
	assert_wrapped("non\u2011stop", 5, "non\u2011s|top");
	assert_wrapped("see https://example.org/a/long-path now", 13,
		       "see https://|example.org/|a/long-path|now");
	assert_wrapped("example.org/3F/2b/a-page", 14, "example.org/|3F/2b/a-page");
	assert_wrapped("about 2011/05 and 1/2", 8, "about|2011/05|and 1/2");
	assert_wrapped("to info@example.org or", 16, "to|info@example.org|or");
}

static void text_that_is_no_utf8_is_wrapped_all_the_same(void **state)
{
	(void)state;
	/* Room for exactly these bytes, so that the sanitizer sees others being read. */
	char *text = malloc(4);
	memcpy(text, "ab\xF0", 4);
	assert_wrapped(text, 2, "ab|\xF0");
	free(text);
}

static void assert_only_blanks(const char *text, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++) {
		assert_true(text[at] == ' ' || text[at] == '\n');
	}
}

static void assert_lines_hold(const char *text, int width, const struct text_lines *lines)
{
	size_t reached = 0;
	for (size_t i = 0; i < lines->count; i++) {
		const char *line = text + lines->items[i].start;
		size_t len = lines->items[i].len;
		assert_true(lines->items[i].start >= reached);
		assert_only_blanks(text, reached, lines->items[i].start);
		reached = lines->items[i].start + len;
		assert_null(memchr(line, '\n', len));
		assert_true(len == 0 || line[len - 1] != ' ');
		if (cluster_width(line, len) > width && cluster_length(line, len) != len) {
			fail_msg("%d columns instead of %d: %s", cluster_width(line, len), width,
				 show_hex(line, len));
		}
	}
	assert_only_blanks(text, reached, strlen(text));
}

static void lines_hold_everything_and_are_not_too_wide(void **state)
{
	(void)state;
	struct random random = {13};
	struct text_lines lines = {NULL, 0, 0};
	for (int round = 0; round < 5000; round++) {
		char *text = make_clean(&random, TEXT_PROSE);
		int width = 1 + (int)random_next(&random, 200);
		text_wrap(text, width, &lines);
		assert_lines_hold(text, width, &lines);
		width = 1 + (int)random_next(&random, 12);
		text_wrap(text, width, &lines);
		assert_lines_hold(text, width, &lines);
		free(text);
	}
	text_lines_clear(&lines);
	text_lines_clear(&lines);
	text_lines_clear(NULL);
}

static void every_width_holds(void **state)
{
	(void)state;
	const char text[] = "The network shares best practices – 電子廢棄物 – and «experiences»\n\n"
			    "  สมชาย: https://example.org/a/very/long/path?with=query 한국어 text";
	struct text_lines lines = {NULL, 0, 0};
	for (int width = 1; width <= 200; width++) {
		text_wrap(text, width, &lines);
		assert_lines_hold(text, width, &lines);
	}
	text_lines_clear(&lines);
}

struct wish {
	const char *all;
	const char *type;
	const char *lang;
	bool is_utf8;
	const char *language; /* NULL when none is set */
};

static void set_or_unset(const char *name, const char *value)
{
	if (value) {
		setenv(name, value, 1);
	} else {
		unsetenv(name);
	}
}

static void widths_are_known_in_any_locale(void **state)
{
	(void)state;
	/* xx_XX is a locale that no machine has. */
	static const struct wish wishes[] = {
		{"C.UTF-8", NULL, NULL, true, NULL},
		{NULL, "C.UTF-8", "C", true, NULL},
		{NULL, NULL, "C.utf8", true, NULL},
		{"C", NULL, "C.UTF-8", false, NULL},
		{"POSIX", NULL, NULL, false, NULL},
		{NULL, NULL, NULL, false, NULL},
		{"", "", "", false, NULL},
		{"xx_XX.UTF-8", NULL, NULL, true, "xx_XX"},
		{"xx_XX.utf8@new", NULL, NULL, true, "xx_XX"},
		{NULL, NULL, "xx_XX.UTF-8", true, "xx_XX"},
		{"xx_XX.ISO-8859-1", NULL, NULL, false, "xx_XX"},
		{"xx_XX", NULL, NULL, false, "xx_XX"},
		{NULL, "xx_XX.UTF-8", "C", true, "C"},
	};
	for (size_t i = 0; i < sizeof(wishes) / sizeof(wishes[0]); i++) {
		const struct wish *wish = &wishes[i];
		set_or_unset("LC_ALL", wish->all);
		set_or_unset("LC_CTYPE", wish->type);
		set_or_unset("LANG", wish->lang);
		unsetenv("LC_MESSAGES");
		unsetenv("LANGUAGE");
		setlocale(LC_ALL, "C");
		assert_int_equal(layout_set_locale(), wish->is_utf8);
		assert_string_equal(nl_langinfo(CODESET), "UTF-8");
		assert_int_equal(text_width("徐"), 2);
		const char *language = getenv("LANGUAGE");
		assert_string_equal(language ? language : "none",
				    wish->language ? wish->language : "none");
	}
}

static void a_language_that_was_chosen_stays(void **state)
{
	(void)state;
	setenv("LC_ALL", "xx_XX.UTF-8", 1);
	setenv("LANGUAGE", "yy", 1);
	assert_true(layout_set_locale());
	assert_string_equal(getenv("LANGUAGE"), "yy");
	/* gettext heeds LANGUAGE only when messages are not in C. */
	assert_string_equal(setlocale(LC_MESSAGES, NULL), "C.UTF-8");
}

static int set_up(void **state)
{
	(void)state;
	setenv("LC_ALL", "C.UTF-8", 1);
	return layout_set_locale() ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(width_is_the_sum_of_its_characters),
		cmocka_unit_test(text_is_padded_or_cut_to_its_columns),
		cmocka_unit_test(ascii_is_cut_with_a_tilde),
		cmocka_unit_test(fitted_text_has_exactly_its_columns),
		cmocka_unit_test(lines_break_at_blanks),
		cmocka_unit_test(line_ends_stay),
		cmocka_unit_test(an_indent_stays_with_its_line),
		cmocka_unit_test(long_words_break_at_a_cluster),
		cmocka_unit_test(han_breaks_anywhere_but_before_its_stops),
		cmocka_unit_test(abbreviations_dates_and_addresses_break_where_they_may),
		cmocka_unit_test(text_that_is_no_utf8_is_wrapped_all_the_same),
		cmocka_unit_test(lines_hold_everything_and_are_not_too_wide),
		cmocka_unit_test(every_width_holds),
		cmocka_unit_test(widths_are_known_in_any_locale),
		cmocka_unit_test(a_language_that_was_chosen_stays),
	};
	return cmocka_run_group_tests_name("layout", tests, set_up, NULL);
}
