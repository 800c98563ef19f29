/* SPDX-License-Identifier: MIT
 *
 * The gate for text: what may be stored, what is shown, what is left of it in ASCII. Row numbers
 * are those of the table of faults that the rules come from.
 */
#include "text/clean.h"

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
#include "text/layout.h"
#include "text/utf8.h"

struct shown {
	const char *text;
	const char *line;  /* as TEXT_LINE */
	const char *prose; /* as TEXT_PROSE, NULL when it is the same */
};

static void assert_shown(const char *text, size_t len, enum text_kind kind, const char *want)
{
	struct str out = STR_EMPTY;
	str_add(&out, "<");
	text_show(&out, text, len, kind);
	assert_string_equal(str_text(&out) + 1, want);
	assert_int_equal(out.data[0], '<');
	str_clear(&out);
}

static void assert_all_shown(const struct shown *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct shown *row = &rows[i];
		assert_shown(row->text, strlen(row->text), TEXT_LINE, row->line);
		assert_shown(row->text, strlen(row->text), TEXT_NAME, row->line);
		assert_shown(row->text, strlen(row->text), TEXT_PROSE,
			     row->prose ? row->prose : row->line);
	}
}

#define ASSERT_ALL_SHOWN(rows) assert_all_shown(rows, sizeof(rows) / sizeof(rows[0]))

static void ordinary_text_stays_as_it_is(void **state)
{
	(void)state;
	static const struct shown rows[] = {
		{"", "", NULL},
		{"Ana Ortiz, alternate (2021)", "Ana Ortiz, alternate (2021)", NULL},
		{"Łukasz Ünal-Øye", "Łukasz Ünal-Øye", NULL},
		{"徐銘華 ﾊﾝｶｸ 한국", "徐銘華 ﾊﾝｶｸ 한국", NULL},
		{"สมชาย หน่อย", "สมชาย หน่อย", NULL},
		{"مُحَمَّد", "مُحَمَّد", NULL},
		{"שָׁלוֹם", "שָׁלוֹם", NULL},
		{"क्षत्रिय", "क्षत्रिय", NULL},
		{"👍🏽 🇹🇼 👨‍👩‍👧", "👍🏽 🇹🇼 👨‍👩‍👧",
		 NULL},
		{"❤️ ☎︎", "❤️ ☎︎", NULL},
		{"a\u00A0b\u3000c", "a\u00A0b\u3000c", NULL},
	};
	ASSERT_ALL_SHOWN(rows);
}

static void controls_become_pictures(void **state)
{
	(void)state;
	static const struct shown rows[] = {
		{"\033[31mred", "␛[31mred", NULL},
		{"\033]0;title\a", "␛]0;title␇", NULL},
		{"a\bb\fc\vd", "a␈b␌c␋d", NULL},
		{"a\177", "a␡", NULL},
		{"a\nb", "a␊b", "a\nb"},
		{"a\r\nb", "a␍␊b", "a\nb"},
		{"a\rb", "a␍b", NULL},
		{"a\r\r\nb", "a␍␍␊b", "a␍\nb"},
		{"a\tb", "a␉b", "a b"},
		{"\302\205\302\23331m", "\uFFFD\uFFFD31m", NULL},
		{"a\u2028b\u2029c", "a␊b␊c", "a\nb\nc"},
	};
	ASSERT_ALL_SHOWN(rows);
	assert_shown("a\0b", 3, TEXT_LINE, "a␀b");
}

static void every_bad_byte_becomes_one_replacement(void **state)
{
	(void)state;
	static const struct shown rows[] = {
		{"M\374ller", "M\uFFFDller", NULL},
		{"\233"
		 "31m",
		 "\uFFFD31m", NULL},
		{"\xC0\x80", "\uFFFD\uFFFD", NULL},
		{"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", NULL},
		{"\xF5\x80\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD", NULL},
		{"\xE5\xBE", "\uFFFD\uFFFD", NULL},
		{"\xE5\xBE"
		 "a",
		 "\uFFFD\uFFFD"
		 "a",
		 NULL},
	};
	ASSERT_ALL_SHOWN(rows);
}

static void bidi_controls_are_said_in_words(void **state)
{
	(void)state;
	static const struct shown rows[] = {
		{"a\u202Eb\u202C", "a‹RLO›b‹PDF›", NULL},
		{"\u202A\u202B\u202D", "‹LRE›‹RLE›‹LRO›", NULL},
		{"\u2066\u2067\u2068\u2069", "‹LRI›‹RLI›‹FSI›‹PDI›", NULL},
		{"\u200E\u200F\u061C", "‹LRM›‹RLM›‹ALM›", NULL},
	};
	ASSERT_ALL_SHOWN(rows);
}

static void what_is_not_seen_is_left_out(void **state)
{
	(void)state;
	static const struct shown rows[] = {
		{"a\u200Bb\uFEFFc\u00ADd\u2060e", "abcde", NULL},
		{"\uFEFFAna", "Ana", NULL},
		{"a\U000E0041\U000E007F", "a", NULL},
		{"a\u115F\u3164b", "ab", NULL},
		{"a\u180Eb\u034Fc", "abc", NULL},
		{"\U000E0100x\U000E0100", "x", NULL},
		/* Joiners with nothing to join. */
		{"\u200Da\u200D", "a", NULL},
		{"a\u200Db\u200Cc", "abc", NULL},
		{"👨\u200D", "👨", NULL},
		{"👨\u200Da", "👨a", NULL},
		{"👨\u200D\u200D👩", "👨\u200D👩", NULL},
		/* Selectors with nothing to select, or twice. */
		{"\uFE0Fa", "a", NULL},
		{"a\n\uFE0Fb", "a␊\uFE0Fb", "a\nb"},
		{"❤\uFE0F\uFE0E\uFE0F", "❤\uFE0F", NULL},
	};
	ASSERT_ALL_SHOWN(rows);
}

static void a_letter_keeps_four_marks(void **state)
{
	(void)state;
	static const struct shown rows[] = {
		{"e\u0301\u0302\u0303\u0304", "e\u0301\u0302\u0303\u0304", NULL},
		{"e\u0301\u0302\u0303\u0304\u0305\u0306x", "e\u0301\u0302\u0303\u0304x", NULL},
		{"👨\u0301\u0301\u0301\u0301\u200D👩", "👨\u0301\u0301\u0301\u0301👩", NULL},
	};
	ASSERT_ALL_SHOWN(rows);
	/* Given a letter with a hundred marks, longer than any cluster is looked at. */
	struct str zalgo = STR_EMPTY;
	str_add(&zalgo, "e");
	for (int i = 0; i < 100; i++) {
		str_add(&zalgo, "\u0301");
	}
	str_add(&zalgo, "x");
	assert_shown(zalgo.data, zalgo.len, TEXT_LINE, "e\u0301\u0301\u0301\u0301x");
	str_clear(&zalgo);
}

static void a_mark_without_its_letter_gets_a_circle(void **state)
{
	(void)state;
	static const struct shown rows[] = {
		{"\u0301a", "◌\u0301a", NULL},
		{"a\n\u0301", "a␊\u0301", "a\n◌\u0301"},
		{"\u1161", "\uFFFD", NULL},
		{"\u1100\u1161\u11A8", "\u1100\u1161\u11A8", NULL},
		{"\u1100\u200D\u1161", "\u1100\u1161", NULL},
		{"a\u1161\u11A8", "a\uFFFD\uFFFD", NULL},
	};
	ASSERT_ALL_SHOWN(rows);
}

static void what_has_no_width_of_its_own_is_replaced(void **state)
{
	(void)state;
	static const struct shown rows[] = {
		{"a\uFFFE\U0010FFFF", "a\uFFFD\uFFFD", NULL},
		{"\uFFF9", "\uFFFD", NULL},
		{"a\uFFFAb\U00013430", "a\uFFFDb\uFFFD", NULL},
	};
	ASSERT_ALL_SHOWN(rows);
}

static void a_locale_without_widths_lets_no_control_through(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C");
	assert_shown("徐\302\233e\u0301\u202E\033", strlen("徐\302\233e\u0301\u202E\033"),
		     TEXT_LINE, "徐\uFFFDe\u0301‹RLO›␛");
	layout_set_locale();
}

static bool is_forbidden(uint32_t code, enum text_kind kind)
{
	return (code < 0x20 && !(code == '\n' && kind == TEXT_PROSE)) ||
	       (code >= 0x7F && code <= 0x9F) || code == 0x61C || code == 0x200E ||
	       code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF || code == 0x200B;
}

/* What holds of everything that was shown. */
static void assert_clean(const struct str *out, enum text_kind kind)
{
	assert_true(utf8_is_valid(out->data, out->len));
	int followers = 0; /* without a column, in the cell of the character before */
	for (size_t at = 0; at < out->len;) {
		uint32_t code;
		at += utf8_decode(out->data + at, out->len - at, &code);
		assert_false(is_forbidden(code, kind));
		if (code == '\n') {
			followers = 4;
			continue;
		}
		int columns = wcwidth((wchar_t)code);
		assert_in_range(columns, 0, 2);
		followers = columns > 0 ? 0 : followers + 1;
		assert_in_range(followers, 0, 4);
	}
	for (size_t at = 0; at < out->len;) {
		size_t step = cluster_length(out->data + at, out->len - at);
		assert_true(out->data[at] == '\n' || cluster_width(out->data + at, step) > 0);
		at += step;
	}
}

/* Shows a text, and shows that again: nothing may change. */
static void assert_settles(const char *bytes, size_t len, enum text_kind kind)
{
	struct str once = STR_EMPTY;
	struct str twice = STR_EMPTY;
	struct str ascii = STR_EMPTY;
	str_add(&once, "");
	text_show(&once, bytes, len, kind);
	assert_clean(&once, kind);
	text_show(&twice, once.data, once.len, kind);
	assert_string_equal(str_text(&once), str_text(&twice));
	text_show_ascii(&ascii, bytes, len, kind);
	for (size_t i = 0; i < ascii.len; i++) {
		char c = ascii.data[i];
		assert_true((c >= 0x20 && c < 0x7F) || (c == '\n' && kind == TEXT_PROSE));
	}
	str_clear(&once);
	str_clear(&twice);
	str_clear(&ascii);
}

/* A generator that gives the same everywhere (xorshift). */
static uint32_t next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* Code points that take part in rules, oftener than chance would have them. */
static uint32_t pick_code(uint32_t *seed)
{
	static const uint32_t codes[] = {
		'a',	' ',	'\n',	'\r',	0x301,	0x302,	 0x93E,	 0x94D,	  0x915,  0x200D,
		0x200C, 0xFE0F, 0xFE0E, 0x1100, 0x1161, 0x11A8,	 0xAC00, 0x1F468, 0x2764, 0x1F1E6,
		0x200B, 0xAD,	0x600,	0x202E, 0x2029, 0x115F,	 0x34F,	 0x1F3FD, 0xE33,  0x5F90,
		0x3099, 0x304B, 0x9B,	0x1B,	0xFFFE, 0xE0041, 0x20E3, 0xFEFF,  0x180B, 0xFFF9,
	};
	uint32_t number = next_random(seed);
	return number % 16 == 0 ? (number >> 8) % 0x110000
				: codes[(number >> 8) % (sizeof(codes) / sizeof(codes[0]))];
}

static void shown_text_is_clean_and_stays_so(void **state)
{
	(void)state;
	uint32_t seed = 20111001;
	for (int round = 0; round < 20000; round++) {
		struct str text = STR_EMPTY;
		uint32_t count = next_random(&seed) % 40;
		for (uint32_t i = 0; i < count; i++) {
			char encoded[4];
			str_add_bytes(&text, encoded, utf8_encode(pick_code(&seed), encoded));
		}
		assert_settles(str_text(&text), text.len, TEXT_LINE);
		assert_settles(str_text(&text), text.len, TEXT_PROSE);
		str_clear(&text);
	}
}

static void shown_bytes_are_clean_and_stay_so(void **state)
{
	(void)state;
	uint32_t seed = 19930923;
	for (int round = 0; round < 5000; round++) {
		char bytes[64];
		size_t len = next_random(&seed) % sizeof(bytes);
		for (size_t i = 0; i < len; i++) {
			bytes[i] = (char)(next_random(&seed) >> 7);
		}
		assert_settles(bytes, len, TEXT_NAME);
		assert_settles(bytes, len, TEXT_PROSE);
	}
}

/* What holds in every locale, whether it knows widths or not. */
static void assert_harmless(const char *bytes, size_t len, enum text_kind kind)
{
	struct str once = STR_EMPTY;
	struct str twice = STR_EMPTY;
	text_show(&once, bytes, len, kind);
	text_show(&twice, str_text(&once), once.len, kind);
	bool is_good = utf8_is_valid(str_text(&once), once.len) &&
		       strcmp(str_text(&once), str_text(&twice)) == 0;
	for (size_t at = 0; at < once.len && is_good;) {
		uint32_t code;
		at += utf8_decode(once.data + at, once.len - at, &code);
		is_good = !is_forbidden(code, kind);
	}
	if (!is_good) {
		fail_msg("kind %d of %s", (int)kind, show_hex(bytes, len));
	}
	str_clear(&once);
	str_clear(&twice);
}

static void mixed_bytes_are_harmless_in_any_locale(void **state)
{
	(void)state;
	struct random random = {1993};
	for (int round = 0; round < 200000; round++) {
		char bytes[80];
		size_t len = random_bytes(&random, bytes, sizeof(bytes));
		if (round == 100000) {
			setlocale(LC_ALL, "C");
		}
		assert_harmless(bytes, len, (enum text_kind)(round % 3));
	}
	layout_set_locale();
}

static void every_code_point_alone_is_shown_clean(void **state)
{
	(void)state;
	for (uint32_t code = 0; code < 0x110000; code++) {
		char encoded[4];
		size_t len = utf8_encode(code, encoded);
		assert_settles(encoded, len, TEXT_PROSE);
	}
}

static void ascii_keeps_what_can_be_kept(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		const char *want;
	} rows[] = {
		{"Łukasz Ünal-Øye", "Lukasz Unal-Oye"},
		{"e\u0301té naïve Æsir straße", "ete naive AEsir strasse"},
		{"1970–2023 “best” …", "1970-2023 \"best\" ..."},
		{"徐銘華", "???"},
		{"ＡＢ", "AB"},
		{"👨\u200D👩", "??"},
		{"\033\u202E", "?<RLO>"},
		{"½ №", "1/2 No"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str out = STR_EMPTY;
		text_show_ascii(&out, rows[i].text, strlen(rows[i].text), TEXT_LINE);
		assert_string_equal(str_text(&out), rows[i].want);
		str_clear(&out);
	}
}

static void text_that_may_be_stored_passes(void **state)
{
	(void)state;
	struct err err = {0};
	assert_true(text_check("", 0, TEXT_NAME, 0, &err));
	assert_true(text_check("徐銘華", 9, TEXT_NAME, 9, &err));
	assert_true(text_check("a\nb", 3, TEXT_PROSE, 400, &err));
	assert_true(text_check("a\u202Eb", 5, TEXT_LINE, 400, &err));
	assert_int_equal(err.kind, ERR_NONE);
}

static void what_may_not_be_stored_is_told_with_its_byte(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t len;
		enum text_kind kind;
		const char *words;
	} rows[] = {
		{"M\374ller", 6, TEXT_PROSE, "byte 2"},
		{"ab\xE5\xBE", 4, TEXT_PROSE, "byte 3"},
		{"a\0b", 3, TEXT_PROSE, "U+0000 at byte 2"},
		{"a\033[m", 4, TEXT_PROSE, "U+001B at byte 2"},
		{"a\tb", 3, TEXT_PROSE, "U+0009 at byte 2"},
		{"a\177", 2, TEXT_PROSE, "U+007F at byte 2"},
		{"é\302\205", 4, TEXT_PROSE, "U+0085 at byte 3"},
		{"a\r\nb", 4, TEXT_PROSE, "U+000D at byte 2"},
		{"a\nb", 3, TEXT_LINE, "byte 3"},
		{"a\nb", 3, TEXT_NAME, "byte 3"},
		{"a\u2028b", 5, TEXT_LINE, "byte 5 begins another line"},
		{"a\u2029b", 5, TEXT_NAME, "byte 5 begins another line"},
		{"a\u202Eb", 5, TEXT_NAME, "U+202E"},
		{"a\u200Fb", 5, TEXT_NAME, "byte 2"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err err = {0};
		assert_false(text_check(rows[i].text, rows[i].len, rows[i].kind, 400, &err));
		assert_int_equal(err.kind, ERR_INVALID);
		assert_non_null(strstr(err.text, rows[i].words));
	}
}

static void a_refusal_is_a_whole_sentence(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t limit;
		const char *sentence;
	} rows[] = {
		{"four", 3, "This text is too long: 4 bytes; at most 3 are allowed."},
		{"M\374ller", 9, "This is not UTF-8: the byte 2 is wrong."},
		{"a\033", 9, "The control character U+001B at byte 2 is not allowed."},
		{"a\nb", 9, "This is one line of text; byte 3 begins another line."},
		{"\u202Ea", 9,
		 "A name may not hold U+202E, which changes the direction of text; "
		 "it stands at byte 1."},
		{"e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", 99,
		 "A letter in a name may carry at most 8 marks; byte 18 begins one more."},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err err = {0};
		assert_false(text_check(rows[i].text, strlen(rows[i].text), TEXT_NAME,
					rows[i].limit, &err));
		assert_string_equal(err.text, rows[i].sentence);
	}
}

static void the_limit_counts_bytes(void **state)
{
	(void)state;
	struct err err = {0};
	assert_true(text_check("徐", 3, TEXT_LINE, 3, &err));
	assert_false(text_check("徐", 3, TEXT_LINE, 2, &err));
	assert_non_null(strstr(err.text, "3 bytes"));
}

static void a_name_keeps_eight_marks_on_a_letter(void **state)
{
	(void)state;
	struct err err = {0};
	const char eight[] = "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301e\u0301";
	const char nine[] = "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301";
	assert_true(text_check(eight, strlen(eight), TEXT_NAME, 400, &err));
	assert_false(text_check(nine, strlen(nine), TEXT_NAME, 400, &err));
	assert_non_null(strstr(err.text, "byte 18"));
	assert_true(text_check(nine, strlen(nine), TEXT_LINE, 400, &err));
}

static int set_up(void **state)
{
	(void)state;
	layout_set_locale();
	return wcwidth(0x5F90) == 2 ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ordinary_text_stays_as_it_is),
		cmocka_unit_test(controls_become_pictures),
		cmocka_unit_test(every_bad_byte_becomes_one_replacement),
		cmocka_unit_test(bidi_controls_are_said_in_words),
		cmocka_unit_test(what_is_not_seen_is_left_out),
		cmocka_unit_test(a_letter_keeps_four_marks),
		cmocka_unit_test(a_mark_without_its_letter_gets_a_circle),
		cmocka_unit_test(what_has_no_width_of_its_own_is_replaced),
		cmocka_unit_test(a_locale_without_widths_lets_no_control_through),
		cmocka_unit_test(shown_text_is_clean_and_stays_so),
		cmocka_unit_test(shown_bytes_are_clean_and_stay_so),
		cmocka_unit_test(mixed_bytes_are_harmless_in_any_locale),
		cmocka_unit_test(every_code_point_alone_is_shown_clean),
		cmocka_unit_test(ascii_keeps_what_can_be_kept),
		cmocka_unit_test(text_that_may_be_stored_passes),
		cmocka_unit_test(what_may_not_be_stored_is_told_with_its_byte),
		cmocka_unit_test(a_refusal_is_a_whole_sentence),
		cmocka_unit_test(the_limit_counts_bytes),
		cmocka_unit_test(a_name_keeps_eight_marks_on_a_letter),
	};
	return cmocka_run_group_tests_name("clean", tests, set_up, NULL);
}
