/* SPDX-License-Identifier: MIT
 *
 * UTF-8: what is well-formed, and where a grapheme cluster begins and ends.
 */
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistring/version.h>

#include "base/str.h"
#include "random_text.h"

#define BREAK_TEST "/usr/share/unicode/auxiliary/GraphemeBreakTest.txt"

static void every_code_point_comes_back(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		char bytes[4];
		uint32_t back = 0;
		size_t len = utf8_encode(code, bytes);
		bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
		size_t needed = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
		if (len != needed || utf8_decode(bytes, len, &back) != len ||
		    back != (is_surrogate ? 0xFFFD : code) || !utf8_is_valid(bytes, len) ||
		    utf8_sequence_length((unsigned char)bytes[0]) != len) {
			fail_msg("U+%04X became %s", (unsigned)code, show_hex(bytes, len));
		}
	}
}

static void what_is_no_code_point_is_written_as_a_replacement(void **state)
{
	(void)state;
	static const uint32_t codes[] = {0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x110000, 0xFFFFFFFF};
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		char bytes[4];
		assert_int_equal(utf8_encode(codes[i], bytes), 3);
		assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
	}
}

static void a_bad_byte_is_one_step(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"\x80",
		"\xBF",
		"\xC0\x80",
		"\xC1\xBF",
		"\xC2",
		"\xC2\x41",
		"\xE0\x80\x80",
		"\xE0\x9F\xBF",
		"\xE5\xBE",
		"\xE5\xBE\x41",
		"\xED\xA0\x80",
		"\xED\xBF\xBF",
		"\xF0\x80\x80\x80",
		"\xF0\x8F\xBF\xBF",
		"\xF0\x9F\x8C",
		"\xF4\x90\x80\x80",
		"\xF5\x80\x80\x80",
		"\xF8\x88\x80\x80",
		"\xFE",
		"\xFF",
		"\xE5\x41\x90",
		"\xF0\x9F\x41\x90",
		"\xF0\x9F\x8C\xC0",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		uint32_t code = 0;
		size_t len = strlen(texts[i]);
		assert_int_equal(utf8_decode(texts[i], len, &code), 1);
		assert_int_equal(code, 0xFFFD);
		assert_false(utf8_is_valid(texts[i], len));
	}
}

static void a_sequence_that_ends_too_early_is_not_read_beyond(void **state)
{
	(void)state;
	/* Room of exactly one byte, so that the sanitizer sees a second one being read. */
	char *first = malloc(1);
	uint32_t code;
	*first = '\xF0';
	assert_int_equal(utf8_decode(first, 1, &code), 1);
	assert_false(utf8_is_valid(first, 1));
	assert_int_equal(cluster_length(first, 1), 1);
	assert_int_equal(cluster_before(first, 1, 1), 0);
	free(first);
}

static void the_first_byte_tells_the_length(void **state)
{
	(void)state;
	for (int byte = 0; byte < 256; byte++) {
		size_t expected = byte < 0x80	? 1
				  : byte < 0xC2 ? 0
				  : byte < 0xE0 ? 2
				  : byte < 0xF0 ? 3
				  : byte < 0xF5 ? 4
						: 0;
		assert_int_equal(utf8_sequence_length((unsigned char)byte), expected);
	}
}

/* The bytes between two strokes are one cluster. */
static void assert_clusters(const char *marked)
{
	struct str text = STR_EMPTY;
	size_t ends[200];
	size_t count = 0;
	for (const char *part = marked; *part != '\0';) {
		size_t len = strcspn(part, "|");
		str_add_bytes(&text, part, len);
		ends[count++] = text.len;
		part += len + (part[len] == '|' ? 1 : 0);
	}
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		size_t len = cluster_length(text.data + at, text.len - at);
		if (at + len != ends[i]) {
			fail_msg("%s: cluster %zu has %zu bytes instead of %zu", marked, i + 1, len,
				 ends[i] - at);
		}
		size_t before = cluster_before(text.data, text.len, ends[i]);
		if (before != at) {
			fail_msg("%s: before byte %zu is %zu instead of %zu", marked, ends[i],
				 before, at);
		}
		at += len;
	}
	assert_int_equal(cluster_before(text.data, text.len, 0), 0);
	str_clear(&text);
}

static void a_cluster_is_what_a_reader_takes_for_one_letter(void **state)
{
	(void)state;
	assert_clusters("a|b|c");
	assert_clusters("e\u0301|x");
	assert_clusters("x|e\u0301\u0327|y");
	assert_clusters("徐|銘|華");
	assert_clusters("a|\r\n|b|\n|\r");
	assert_clusters("\r|a\u0301");
	assert_clusters("ก|า|น|ที่|น้ำ");
	assert_clusters("नि|पि|म्");
	assert_clusters("கா|ஷி");
	assert_clusters("مُ|حَ|مَّ|د");
	assert_clusters("カ\u3099|ｶ\uFF9E|x");
}

static void consonants_join_where_the_library_knows_it(void **state)
{
	(void)state;
	/* UAX #29, GB9c, came with Unicode 15.1, which is in libunistring 1.2. */
	bool joins = _libunistring_version >= 0x10200;
	assert_clusters(joins ? "नि|म्पि|x" : "नि|म्|पि|x");
	assert_clusters(joins ? "क्\u200Dष्म|क" : "क्\u200D|ष्|म|क");
	assert_clusters("a\u094D|प|म");
}

static void korean_letters_join_to_a_syllable(void **state)
{
	(void)state;
	assert_clusters("\u1112\u1161\u11AB|\u1100\u1173\u11AF");
	assert_clusters("\uAC00\u11A8|\uAC01|\u1100");
	assert_clusters("\u1100\u1100\u1161\u1161\u11A8\u11A8|\u1161|a");
}

static void flags_go_in_pairs(void **state)
{
	(void)state;
	assert_clusters("🇹🇼|🇺🇸|a");
	assert_clusters("🇹🇼|🇺|a|🇺🇸|🇹");
	assert_clusters("🇹\u0308|🇼🇺|🇸");
	assert_clusters("a|🇹🇼");
}

static void joined_pictures_are_one(void **state)
{
	(void)state;
	assert_clusters("👩\u200D👩\u200D👧\u200D👦|👩");
	assert_clusters("👩🏽\u200D🔬|x");
	assert_clusters("🏳\uFE0F\u200D🌈|🏳");
	assert_clusters("👩\u200D|a");
	assert_clusters("a\u200D|👩");
	assert_clusters("👩\u0308\u200D👩|👩");
	assert_clusters("1\uFE0F\u20E3|2");
}

static void bad_bytes_are_clusters_of_their_own(void **state)
{
	(void)state;
	assert_clusters("\xFF|\xFE|a|\xE5|\xBE|b");
	assert_clusters("徐|\xE5|\xBE");
	assert_clusters("\x80|\x80|\x80|\x80|\x80|徐");
}

/* Walks forth and back; both must see the same boundaries. Gives how many clusters there are. */
static size_t assert_same_both_ways(const char *bytes, size_t len)
{
	static size_t starts[70000];
	size_t count = 0;
	for (size_t at = 0; at < len;) {
		starts[count++] = at;
		size_t step = cluster_length(bytes + at, len - at);
		assert_true(step > 0 && step <= len - at);
		at += step;
	}
	size_t at = len;
	for (size_t i = count; i-- > 0;) {
		size_t before = cluster_before(bytes, len, at);
		if (before != starts[i]) {
			fail_msg("before byte %zu is %zu instead of %zu in %s", at, before,
				 starts[i], show_hex(bytes, len));
		}
		at = before;
	}
	return count;
}

static void walking_back_visits_the_same_places(void **state)
{
	(void)state;
	struct random random = {42};
	for (int round = 0; round < 30000; round++) {
		char bytes[300];
		size_t len = random_bytes(&random, bytes, sizeof(bytes));
		assert_same_both_ways(bytes, len);
	}
}

static void conjuncts_walk_back_alike(void **state)
{
	(void)state;
	static const char *const pieces[] = {"क", "ष", "\u094D", "\u093C", "\u0301",
					     "ि", "a", "\u200D", "🇹",	   "👩"};
	struct random random = {15};
	for (int round = 0; round < 3000; round++) {
		struct str text = STR_EMPTY;
		size_t count = 1 + random_next(&random, 80);
		for (size_t i = 0; i < count; i++) {
			str_add(&text, pieces[random_next(&random, 10)]);
		}
		assert_same_both_ways(text.data, text.len);
		str_clear(&text);
	}
}

static void long_rows_of_flags_walk_back_alike(void **state)
{
	(void)state;
	for (int flags = 1; flags < 150; flags++) {
		struct str text = STR_EMPTY;
		str_add(&text, "徐");
		for (int i = 0; i < flags; i++) {
			str_add(&text, "🇹");
		}
		assert_int_equal(assert_same_both_ways(text.data, text.len),
				 1 + (size_t)(flags + 1) / 2);
		str_clear(&text);
	}
}

static void ten_thousand_marks_have_an_end(void **state)
{
	(void)state;
	struct str text = STR_EMPTY;
	str_add(&text, "e");
	for (int i = 0; i < 10000; i++) {
		str_add(&text, "\u0301");
	}
	str_add(&text, "x");
	/* Cut here and there, but in pieces that a screen can hold, and never through a mark. */
	size_t count = assert_same_both_ways(text.data, text.len);
	assert_in_range(count, 3, 2000);
	for (size_t at = 0; at < text.len;) {
		size_t step = cluster_length(text.data + at, text.len - at);
		assert_true(utf8_is_valid(text.data + at, step));
		at += step;
	}
	str_clear(&text);
}

/* Reads a line such as `÷ 0020 × 0308 ÷` into bytes with a stroke at each break. */
static bool read_break_line(const char *line, struct str *marked)
{
	str_reset(marked);
	while (*line != '\0' && *line != '#') {
		char *end;
		char encoded[4];
		unsigned long code = strtoul(line, &end, 16);
		if (end != line) {
			str_add_bytes(marked, encoded, utf8_encode((uint32_t)code, encoded));
			line = end;
		} else if (strncmp(line, "÷", 2) == 0) {
			str_add(marked, marked->len > 0 ? "|" : "");
			line += 2;
		} else {
			line += strncmp(line, "×", 2) == 0 ? 2 : 1;
		}
	}
	return marked->len > 0;
}

static void the_examples_of_unicode_are_met(void **state)
{
	(void)state;
	FILE *file = fopen(BREAK_TEST, "r");
	if (!file) {
		print_message("SKIP: there is no %s; it is in the package unicode-data\n",
			      BREAK_TEST);
		skip();
	}
	struct str marked = STR_EMPTY;
	char line[1000];
	int count = 0;
	while (fgets(line, sizeof(line), file)) {
		if (read_break_line(line, &marked)) {
			assert_clusters(str_text(&marked));
			count++;
		}
	}
	fclose(file);
	str_clear(&marked);
	assert_true(count > 500);
}

static void assert_normal(const char *text, size_t len, const char *expected)
{
	char *normal = utf8_normalize(text, len);
	assert_string_equal(normal, expected);
	free(normal);
}

static void letters_and_marks_are_composed(void **state)
{
	(void)state;
	assert_normal("", 0, "");
	assert_normal("plain", 5, "plain");
	assert_normal("e\u0301", 3, "é");
	assert_normal("\u1112\u1161\u11AB", 9, "한");
	assert_normal("A\u030A", 3, "Å");
	assert_normal("Å", 2, "Å");
	assert_normal("a\xFF", 2, "a\uFFFD");
	assert_normal("\xC3", 1, "\uFFFD");
}

static void a_text_is_the_same_in_every_normal_form(void **state)
{
	(void)state;
	assert_true(utf8_is_same("é", "e\u0301"));
	assert_true(utf8_is_same("한", "\u1112\u1161\u11AB"));
	assert_true(utf8_is_same("ﬁn Ａna", "fin Ana"));
	assert_true(utf8_is_same("", ""));
	assert_true(utf8_is_same("a\xFF", "a\uFFFD"));
	assert_false(utf8_is_same("é", "e"));
	assert_false(utf8_is_same("Ana", "ana"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_comes_back),
		cmocka_unit_test(what_is_no_code_point_is_written_as_a_replacement),
		cmocka_unit_test(a_bad_byte_is_one_step),
		cmocka_unit_test(a_sequence_that_ends_too_early_is_not_read_beyond),
		cmocka_unit_test(the_first_byte_tells_the_length),
		cmocka_unit_test(a_cluster_is_what_a_reader_takes_for_one_letter),
		cmocka_unit_test(consonants_join_where_the_library_knows_it),
		cmocka_unit_test(korean_letters_join_to_a_syllable),
		cmocka_unit_test(flags_go_in_pairs),
		cmocka_unit_test(joined_pictures_are_one),
		cmocka_unit_test(bad_bytes_are_clusters_of_their_own),
		cmocka_unit_test(walking_back_visits_the_same_places),
		cmocka_unit_test(conjuncts_walk_back_alike),
		cmocka_unit_test(long_rows_of_flags_walk_back_alike),
		cmocka_unit_test(ten_thousand_marks_have_an_end),
		cmocka_unit_test(the_examples_of_unicode_are_met),
		cmocka_unit_test(letters_and_marks_are_composed),
		cmocka_unit_test(a_text_is_the_same_in_every_normal_form),
	};
	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
