/* SPDX-License-Identifier: MIT
 *
 * Editing a line: readline's keys, a grapheme cluster at a time. A stroke shows where the cursor
 * stands.
 */
#include "tui/line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "random_text.h"
#include "text/utf8.h"

#define CONTROL(letter) ((letter) - 'A' + 1)
#define ALT(letter) (SCREEN_KEY_ALT + (letter))

static int set_up(void **state)
{
	static struct line line;
	*state = &line;
	return 0;
}

static int tear_down(void **state)
{
	line_clear(*state);
	return 0;
}

static enum line_result press(struct line *line, uint32_t code)
{
	return line_key(line, &(struct key){.code = code});
}

static void type(struct line *line, const char *text)
{
	size_t len = strlen(text);
	for (size_t at = 0; at < len;) {
		uint32_t code;
		at += utf8_decode(text + at, len - at, &code);
		press(line, code);
	}
}

static enum line_result paste(struct line *line, const char *text)
{
	char copy[200];
	memcpy(copy, text, strlen(text) + 1);
	return line_key(line, &(struct key){.code = SCREEN_KEY_PASTE, .text = copy});
}

/* Sets a line; the stroke is the cursor. */
static void set(struct line *line, const char *marked)
{
	size_t at = strcspn(marked, "|");
	line_set(line, marked);
	str_remove(&line->text, at, 1);
	line->cursor = at;
}

static void assert_line(const struct line *line, const char *marked)
{
	struct str shown = STR_EMPTY;
	str_add(&shown, str_text(&line->text));
	str_insert(&shown, line->cursor, "|", 1);
	assert_string_equal(str_text(&shown), marked);
	str_clear(&shown);
}

/* What a key makes of a line. */
static void assert_key(struct line *line, const char *before, uint32_t code, const char *after)
{
	set(line, before);
	enum line_result result = press(line, code);
	assert_line(line, after);
	assert_int_equal(result, strlen(before) == strlen(after) && code != CONTROL('T')
					 ? LINE_MOVED
					 : LINE_CHANGED);
}

static void typed_letters_go_in_at_the_cursor(void **state)
{
	struct line *line = *state;
	type(line, "ac");
	press(line, SCREEN_KEY_LEFT);
	type(line, "徐");
	assert_line(line, "a徐|c");
	type(line, " ~");
	assert_line(line, "a徐 ~|c");
	/* The first beyond the controls, and the last that there is. */
	type(line, "\u00A0\U0010FFFF");
	assert_line(line, "a徐 ~\u00A0\U0010FFFF|c");
}

static void keys_move_by_clusters(void **state)
{
	struct line *line = *state;
	static const uint32_t left[] = {SCREEN_KEY_LEFT, CONTROL('B')};
	static const uint32_t right[] = {SCREEN_KEY_RIGHT, CONTROL('F')};
	for (int i = 0; i < 2; i++) {
		assert_key(line, "ab|", left[i], "a|b");
		assert_key(line, "|ab", left[i], "|ab");
		assert_key(line, "ae\u0301|x", left[i], "a|e\u0301x");
		assert_key(line, "徐銘|華", left[i], "徐|銘華");
		assert_key(line, "a👩\u200D🔬|", left[i], "a|👩\u200D🔬");
		assert_key(line, "🇹🇼🇺🇸|", left[i], "🇹🇼|🇺🇸");
		assert_key(line, "a|b", right[i], "ab|");
		assert_key(line, "ab|", right[i], "ab|");
		assert_key(line, "|e\u0301x", right[i], "e\u0301|x");
		assert_key(line, "|徐銘", right[i], "徐|銘");
	}
}

static void keys_move_to_the_ends(void **state)
{
	struct line *line = *state;
	assert_key(line, "ab|c", CONTROL('A'), "|abc");
	assert_key(line, "ab|c", SCREEN_KEY_HOME, "|abc");
	assert_key(line, "a|bc", CONTROL('E'), "abc|");
	assert_key(line, "a|bc", SCREEN_KEY_END, "abc|");
}

static void alt_moves_by_words(void **state)
{
	struct line *line = *state;
	assert_key(line, "one two|", ALT('b'), "one |two");
	assert_key(line, "one two  |", ALT('b'), "one |two  ");
	assert_key(line, "one |two", ALT('b'), "|one two");
	assert_key(line, "|one", ALT('b'), "|one");
	assert_key(line, "|one two", ALT('f'), "one| two");
	assert_key(line, "one|  徐銘 x", ALT('f'), "one  徐銘| x");
	assert_key(line, "one|", ALT('f'), "one|");
}

static void deleting_takes_a_whole_cluster(void **state)
{
	struct line *line = *state;
	assert_key(line, "e\u0301|x", SCREEN_KEY_BACKSPACE, "|x");
	assert_key(line, "徐銘|華", SCREEN_KEY_BACKSPACE, "徐|華");
	assert_key(line, "|abc", SCREEN_KEY_BACKSPACE, "|abc");
	assert_key(line, "|e\u0301x", SCREEN_KEY_DELETE, "|x");
	assert_key(line, "|e\u0301x", CONTROL('D'), "|x");
	assert_key(line, "abc|", CONTROL('D'), "abc|");
}

static void a_mark_typed_later_joins_its_letter(void **state)
{
	struct line *line = *state;
	set(line, "e|x");
	type(line, "\u0301");
	assert_line(line, "e\u0301|x");
	press(line, SCREEN_KEY_BACKSPACE);
	assert_line(line, "|x");
	/* And a letter typed before a mark that stood alone. */
	set(line, "|\u0301x");
	type(line, "e");
	assert_line(line, "e\u0301|x");
}

static void the_cursor_stays_outside_of_what_melts_together(void **state)
{
	struct line *line = *state;
	assert_key(line, "🇹|x🇼", CONTROL('D'), "🇹🇼|");
	assert_key(line, "🇹x|🇼y", SCREEN_KEY_BACKSPACE, "🇹🇼|y");
	set(line, "|🇼y");
	paste(line, "🇹");
	assert_line(line, "🇹🇼|y");
}

static void what_is_killed_can_be_put_back(void **state)
{
	struct line *line = *state;
	assert_key(line, "one |two", CONTROL('K'), "one |");
	press(line, SCREEN_KEY_HOME);
	press(line, CONTROL('Y'));
	assert_line(line, "two|one ");
	assert_key(line, "one |two", CONTROL('U'), "|two");
	press(line, SCREEN_KEY_END);
	press(line, CONTROL('Y'));
	press(line, CONTROL('Y'));
	assert_line(line, "twoone one |");
	assert_key(line, "one 徐銘  |x", CONTROL('W'), "one |x");
	press(line, CONTROL('Y'));
	assert_line(line, "one 徐銘  |x");
	assert_key(line, "one| two three", ALT('d'), "one| three");
	press(line, CONTROL('Y'));
	assert_line(line, "one two| three");
}

static void killing_nothing_forgets_nothing(void **state)
{
	struct line *line = *state;
	assert_key(line, "one|", CONTROL('U'), "|");
	press(line, CONTROL('K'));
	press(line, CONTROL('U'));
	press(line, CONTROL('W'));
	press(line, CONTROL('Y'));
	assert_line(line, "one|");
}

static void what_is_killed_in_a_row_comes_back_as_it_stood(void **state)
{
	struct line *line = *state;
	set(line, "one two three| four five");
	press(line, CONTROL('W'));
	press(line, CONTROL('W'));
	press(line, ALT('d'));
	press(line, CONTROL('K'));
	press(line, CONTROL('U'));
	press(line, CONTROL('U'));
	assert_line(line, "|");
	press(line, CONTROL('Y'));
	assert_line(line, "one two three four five|");
}

static void another_key_or_another_line_begins_a_new_row_of_kills(void **state)
{
	struct line *line = *state;
	set(line, "one two three|");
	press(line, CONTROL('W'));
	press(line, CONTROL('A'));
	press(line, CONTROL('E'));
	press(line, CONTROL('W'));
	press(line, CONTROL('Y'));
	assert_line(line, "one two |");
	press(line, CONTROL('W'));
	set(line, "four|");
	press(line, CONTROL('W'));
	press(line, CONTROL('Y'));
	assert_line(line, "four|");
}

static void two_letters_change_places(void **state)
{
	struct line *line = *state;
	assert_key(line, "a|b", CONTROL('T'), "ba|");
	assert_key(line, "ab|", CONTROL('T'), "ba|");
	assert_key(line, "xe\u0301|徐z", CONTROL('T'), "x徐e\u0301|z");
	set(line, "|ab");
	assert_int_equal(press(line, CONTROL('T')), LINE_MOVED);
	assert_line(line, "|ab");
	set(line, "a|");
	assert_int_equal(press(line, CONTROL('T')), LINE_MOVED);
	assert_line(line, "a|");
	set(line, "|");
	assert_int_equal(press(line, CONTROL('T')), LINE_MOVED);
}

static void a_paste_is_one_line(void **state)
{
	struct line *line = *state;
	set(line, "<|>");
	assert_int_equal(paste(line, "one\ntwo\r\nthree\r徐"), LINE_CHANGED);
	assert_line(line, "<one two three 徐|>");
	assert_int_equal(paste(line, ""), LINE_MOVED);
	assert_int_equal(paste(line, "\u0301"), LINE_CHANGED);
	assert_line(line, "<one two three 徐\u0301|>");
}

static void a_line_has_a_limit(void **state)
{
	struct line *line = *state;
	line_set(line, "");
	str_add_repeat(&line->text, 'x', LINE_LIMIT - 4);
	line->cursor = line->text.len;
	type(line, "徐");
	assert_int_equal(line->text.len, LINE_LIMIT - 1);
	assert_int_equal(press(line, 0x5F90), LINE_MOVED);
	assert_int_equal(line->text.len, LINE_LIMIT - 1);
	/* Nothing behind what did not fit is taken. */
	paste(line, "徐a");
	assert_int_equal(line->text.len, LINE_LIMIT - 1);
	paste(line, "ab");
	assert_int_equal(line->text.len, LINE_LIMIT);
	assert_int_equal(line->text.data[LINE_LIMIT - 1], 'a');
	assert_int_equal(press(line, 'b'), LINE_MOVED);
	assert_int_equal(line->text.len, LINE_LIMIT);
}

static void other_keys_are_left_to_others(void **state)
{
	struct line *line = *state;
	static const uint32_t codes[] = {
		SCREEN_KEY_NONE,
		SCREEN_KEY_ENTER,
		SCREEN_KEY_ESCAPE,
		SCREEN_KEY_UP,
		SCREEN_KEY_DOWN,
		SCREEN_KEY_F1,
		SCREEN_KEY_RESIZE,
		SCREEN_KEY_SIGNAL,
		SCREEN_KEY_BACKTAB,
		'\t',
		CONTROL('L'),
		CONTROL('Z'),
		0x7F,
		0x80,
		0x9F,
		ALT('x'),
	};
	set(line, "a|b");
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		assert_int_equal(press(line, codes[i]), LINE_IGNORED);
		assert_line(line, "a|b");
	}
}

static bool is_between_clusters(const struct line *line)
{
	size_t at = 0;
	while (at < line->cursor) {
		at += cluster_length(line->text.data + at, line->text.len - at);
	}
	return at == line->cursor;
}

static void act_at_random(struct line *line, struct random *random)
{
	static const uint32_t codes[] = {
		CONTROL('A'),	 CONTROL('B'),	       CONTROL('D'),	  CONTROL('E'),
		CONTROL('F'),	 CONTROL('K'),	       CONTROL('T'),	  CONTROL('U'),
		CONTROL('W'),	 CONTROL('Y'),	       ALT('b'),	  ALT('f'),
		ALT('d'),	 SCREEN_KEY_BACKSPACE, SCREEN_KEY_DELETE, SCREEN_KEY_LEFT,
		SCREEN_KEY_LEFT, SCREEN_KEY_LEFT,      SCREEN_KEY_RIGHT,  SCREEN_KEY_RIGHT,
	};
	static const char *const texts[] = {
		"a",	" ",  "e\u0301", "\u0301", "\u0308", "徐", "🇹", "🇼", "👩", "\u200D",
		"🏽", "각", "\u1100",	 "\u1161", "\u11A8", "म",  "्",	"ि", "ก", "ำ",
	};
	size_t what = random_next(random, 10);
	if (what < 4) {
		press(line, codes[random_next(random, sizeof(codes) / sizeof(codes[0]))]);
	} else if (what < 9) {
		type(line, texts[random_next(random, sizeof(texts) / sizeof(texts[0]))]);
	} else {
		char words[60];
		random_words(random, words, sizeof(words));
		paste(line, words);
	}
}

static void the_cursor_is_always_between_two_clusters(void **state)
{
	struct line *line = *state;
	struct random random = {11};
	for (int round = 0; round < 100000; round++) {
		act_at_random(line, &random);
		if (line->cursor > line->text.len || !is_between_clusters(line) ||
		    !utf8_is_valid(str_text(&line->text), line->text.len)) {
			fail_msg("round %d: byte %zu of %s", round, line->cursor,
				 show_hex(str_text(&line->text), line->text.len));
		}
		if (line->text.len > 200) {
			line_set(line, "");
		}
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(typed_letters_go_in_at_the_cursor),
		TEST(keys_move_by_clusters),
		TEST(keys_move_to_the_ends),
		TEST(alt_moves_by_words),
		TEST(deleting_takes_a_whole_cluster),
		TEST(a_mark_typed_later_joins_its_letter),
		TEST(the_cursor_stays_outside_of_what_melts_together),
		TEST(what_is_killed_can_be_put_back),
		TEST(killing_nothing_forgets_nothing),
		TEST(what_is_killed_in_a_row_comes_back_as_it_stood),
		TEST(another_key_or_another_line_begins_a_new_row_of_kills),
		TEST(two_letters_change_places),
		TEST(a_paste_is_one_line),
		TEST(a_line_has_a_limit),
		TEST(other_keys_are_left_to_others),
		TEST(the_cursor_is_always_between_two_clusters),
	};
	return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
