/* SPDX-License-Identifier: MIT
 *
 * Editing several lines: rows as they are broken to the width of their place. A stroke shows where the
 * cursor stands.
 */
#include "tui/prose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/utf8.h"

#define CONTROL(letter) ((letter) - 'A' + 1)

static int set_up(void **state)
{
	static struct prose prose;
	prose.width = 10;
	prose.line.has_ends = true;
	*state = &prose;
	return 0;
}

static int tear_down(void **state)
{
	struct prose *prose = *state;
	prose_clear(prose);
	*prose = (struct prose){.width = 0};
	return 0;
}

static void set(struct prose *prose, const char *marked)
{
	size_t at = strcspn(marked, "|");
	line_set(&prose->line, marked);
	str_remove(&prose->line.text, at, 1);
	prose->line.cursor = at;
	prose->is_wanted = false;
}

static enum line_result press(struct prose *prose, uint32_t code)
{
	return prose_key(prose, &(struct key){.code = code});
}

static void assert_text(const struct prose *prose, const char *marked)
{
	struct str shown = STR_EMPTY;
	str_add(&shown, str_text(&prose->line.text));
	str_insert(&shown, prose->line.cursor, "|", 1);
	assert_string_equal(str_text(&shown), marked);
	str_clear(&shown);
}

static void enter_begins_a_line(void **state)
{
	struct prose *prose = *state;
	set(prose, "one| two");
	assert_int_equal(press(prose, SCREEN_KEY_ENTER), LINE_CHANGED);
	assert_text(prose, "one\n| two");
}

static void enter_is_left_to_others_in_one_line(void **state)
{
	struct prose *prose = *state;
	set(prose, "one| two");
	prose->line.has_ends = false;
	assert_int_equal(press(prose, SCREEN_KEY_ENTER), LINE_IGNORED);
	assert_text(prose, "one| two");
}

static void a_paste_keeps_its_line_ends(void **state)
{
	struct prose *prose = *state;
	char pasted[] = "a\nb";
	set(prose, "<|>");
	prose_key(prose, &(struct key){.code = SCREEN_KEY_PASTE, .text = pasted});
	assert_text(prose, "<a\nb|>");
}

static void up_and_down_go_by_broken_rows(void **state)
{
	struct prose *prose = *state;
	set(prose, "one two| three four");
	assert_int_equal(press(prose, SCREEN_KEY_DOWN), LINE_MOVED);
	assert_text(prose, "one two three f|our");
	assert_int_equal(press(prose, SCREEN_KEY_UP), LINE_MOVED);
	assert_text(prose, "one two| three four");
}

static void the_column_is_kept_over_a_short_row(void **state)
{
	struct prose *prose = *state;
	set(prose, "abcdefg|\nab\nabcdefgh");
	press(prose, SCREEN_KEY_DOWN);
	assert_text(prose, "abcdefg\nab|\nabcdefgh");
	press(prose, SCREEN_KEY_DOWN);
	assert_text(prose, "abcdefg\nab\nabcdefg|h");
	/* Any other key forgets it. */
	press(prose, SCREEN_KEY_UP);
	press(prose, SCREEN_KEY_LEFT);
	press(prose, SCREEN_KEY_UP);
	assert_text(prose, "a|bcdefg\nab\nabcdefgh");
}

static void rows_count_in_columns_of_wide_letters(void **state)
{
	struct prose *prose = *state;
	set(prose, "徐銘華|x\nabcdefgh");
	press(prose, SCREEN_KEY_DOWN);
	assert_text(prose, "徐銘華x\nabcdef|gh");
	/* Between the halves of a wide letter there is no place. */
	set(prose, "abc|\n徐銘華");
	press(prose, SCREEN_KEY_DOWN);
	assert_text(prose, "abc\n徐|銘華");
}

static void the_edges_are_left_to_others(void **state)
{
	struct prose *prose = *state;
	set(prose, "on|e\ntwo");
	assert_int_equal(press(prose, SCREEN_KEY_UP), LINE_IGNORED);
	set(prose, "one\nt|wo");
	assert_int_equal(press(prose, SCREEN_KEY_DOWN), LINE_IGNORED);
	set(prose, "|");
	assert_int_equal(press(prose, SCREEN_KEY_UP), LINE_IGNORED);
	assert_int_equal(press(prose, SCREEN_KEY_DOWN), LINE_IGNORED);
}

static void keys_of_the_line_work_on_the_line_of_the_cursor(void **state)
{
	struct prose *prose = *state;
	set(prose, "one\ntw|o\nthree");
	press(prose, CONTROL('A'));
	assert_text(prose, "one\n|two\nthree");
	press(prose, CONTROL('E'));
	assert_text(prose, "one\ntwo|\nthree");
	press(prose, CONTROL('U'));
	assert_text(prose, "one\n|\nthree");
	press(prose, CONTROL('Y'));
	assert_text(prose, "one\ntwo|\nthree");
	set(prose, "one\nt|wo\nthree");
	press(prose, CONTROL('K'));
	assert_text(prose, "one\nt|\nthree");
	/* At the end of a line its end goes, and only that. */
	press(prose, CONTROL('K'));
	assert_text(prose, "one\nt|three");
}

static void words_end_at_line_ends(void **state)
{
	struct prose *prose = *state;
	set(prose, "one\ntwo|");
	press(prose, CONTROL('W'));
	assert_text(prose, "one\n|");
}

static void a_long_word_has_no_place_behind_its_row(void **state)
{
	struct prose *prose = *state;
	set(prose, "abcdefghijklmnopqrst\nabcdefghij|");
	press(prose, SCREEN_KEY_UP);
	press(prose, SCREEN_KEY_UP);
	assert_text(prose, "abcdefghi|jklmnopqrst\nabcdefghij");
}

static void the_place_of_the_cursor_is_its_row_and_column(void **state)
{
	static const struct {
		const char *marked;
		size_t row;
		int column;
	} cases[] = {
		{"|", 0, 0},
		{"one two|", 0, 7},
		{"one two |three", 1, 0},
		{"one\n|", 1, 0},
		{"徐銘|華", 0, 4},
		/* A blank that a row was broken at stands in its last column at most. */
		{"one two    | three", 0, 10},
	};
	struct prose *prose = *state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text_lines rows = {NULL, 0, 0};
		size_t row;
		int column;
		set(prose, cases[i].marked);
		text_wrap(str_text(&prose->line.text), prose->width, &rows);
		prose_place(prose, &rows, &row, &column);
		assert_int_equal(row, cases[i].row);
		assert_int_equal(column, cases[i].column);
		text_lines_clear(&rows);
	}
}

static void any_keys_leave_the_cursor_between_clusters(void **state)
{
	static const uint32_t keys[] = {
		SCREEN_KEY_UP, SCREEN_KEY_DOWN, SCREEN_KEY_LEFT, SCREEN_KEY_ENTER,
		CONTROL('K'),  SCREEN_KEY_HOME, CONTROL('W'),	 CONTROL('Y'),
		CONTROL('T'),  0x301,		0x5F90,		 'a',
		' ',	       SCREEN_KEY_END,	0x1F1F9,
	};
	struct prose *prose = *state;
	uint32_t seed = 7;
	for (int i = 0; i < 20000; i++) {
		seed = seed * 1664525u + 1013904223u;
		prose->width = 1 + (int)(seed >> 8) % 12;
		press(prose, keys[(seed >> 16) % (sizeof keys / sizeof keys[0])]);
		const struct line *line = &prose->line;
		const char *text = str_text(&line->text);
		assert_true(line->cursor <= line->text.len);
		if (line->cursor > 0 && line->cursor < line->text.len) {
			size_t before = cluster_before(text, line->text.len, line->cursor);
			size_t len = cluster_length(text + before, line->text.len - before);
			assert_int_equal(before + len, line->cursor);
		}
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(enter_begins_a_line),
		TEST(enter_is_left_to_others_in_one_line),
		TEST(a_paste_keeps_its_line_ends),
		TEST(up_and_down_go_by_broken_rows),
		TEST(the_column_is_kept_over_a_short_row),
		TEST(rows_count_in_columns_of_wide_letters),
		TEST(the_edges_are_left_to_others),
		TEST(keys_of_the_line_work_on_the_line_of_the_cursor),
		TEST(words_end_at_line_ends),
		TEST(a_long_word_has_no_place_behind_its_row),
		TEST(the_place_of_the_cursor_is_its_row_and_column),
		TEST(any_keys_leave_the_cursor_between_clusters),
	};
	layout_set_locale();
	return cmocka_run_group_tests_name("prose", tests, NULL, NULL);
}
