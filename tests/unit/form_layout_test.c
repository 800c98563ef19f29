/* SPDX-License-Identifier: MIT
 *
 * Where the rows of a form stand, beside or below their labels, and what of them shows.
 */
#include "tui/form_layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static const struct form_note notes[] = {
	{FORM_NOTE_OFFER, "an offer that is longer than any row of forty columns has room for",
	 false},
	{FORM_NOTE_FAULT,
	 "! It must not be empty, and it must be told in words that take two rows.", false},
};

static const struct form_item items[] = {
	{.kind = FORM_FIELD, .label = "Name *", .text = "Ana Example"},
	{.kind = FORM_FIELD,
	 .label = "Note",
	 .is_prose = true,
	 .text = "a first line\n\nand another that is broken into rows by its length alone"},
	{.kind = FORM_HEADING, .label = "Term", .text = "chair"},
	{.kind = FORM_FIELD,
	 .level = 1,
	 .label = "Role *",
	 .text = "",
	 .notes = notes,
	 .note_count = 2},
	{.kind = FORM_ADD, .label = "+ Add a term", .text = ""},
};

enum { ITEM_COUNT = sizeof items / sizeof items[0] };

/* The lines as a text: L, T or N, the item, and the part of its text. */
static void assert_lines(const struct form_lines *lines, const char *expected)
{
	struct str got = STR_EMPTY;
	for (size_t i = 0; i < lines->count; i++) {
		const struct form_line *line = &lines->items[i];
		const struct form_item *item = &items[line->item];
		const char *text = line->kind == FORM_LINE_NOTE	   ? item->notes[line->note].text
				   : line->kind == FORM_LINE_LABEL ? item->label
								   : item->text;
		int len = line->kind == FORM_LINE_LABEL ? (int)strlen(text) : (int)line->len;
		str_add_format(&got, "%c%zu%s %.*s\n", "LTN"[line->kind], line -> item,
			       line -> is_first ? "!" : "", len, text + line->start);
	}
	assert_string_equal(str_text(&got), expected);
	str_clear(&got);
}

static void labels_stand_beside_texts_where_there_is_room(void **state)
{
	struct form_lines lines = {NULL, 0, 0};
	(void)state;
	form_lay_out(items, ITEM_COUNT, 80, &lines);
	assert_lines(&lines,
		     "T0! Ana Example\n"
		     "T1! a first line\n"
		     "T1 \n"
		     "T1 and another that is broken into rows by its length\n"
		     "T1 alone\n"
		     "T2! chair\n"
		     "T3! \n"
		     "N3 an offer that is longer than any row of forty columns has room for\n"
		     "N3 ! It must not be empty, and it must be told in words\n"
		     "N3 that take two rows.\n"
		     "T4! \n");
	form_lines_clear(&lines);
}

static void labels_stand_above_texts_on_a_narrow_screen(void **state)
{
	struct form_lines lines = {NULL, 0, 0};
	(void)state;
	form_lay_out(items, ITEM_COUNT, 40, &lines);
	assert_lines(&lines,
		     "L0! Name *\n"
		     "T0 Ana Example\n"
		     "L1! Note\n"
		     "T1 a first line\n"
		     "T1 \n"
		     "T1 and another that is broken into\n"
		     "T1 rows by its length alone\n"
		     "T2! chair\n"
		     "L3! Role *\n"
		     "T3 \n"
		     "N3 an offer that is longer than any row of forty columns has room for\n"
		     "N3 ! It must not be empty, and it\n"
		     "N3 must be told in words that take\n"
		     "N3 two rows.\n"
		     "T4! \n");
	form_lines_clear(&lines);
}

static void a_long_text_is_cut_where_few_lines_are_wanted(void **state)
{
	struct form_lines lines = {NULL, 0, 0};
	struct form_item item = items[1];
	(void)state;
	item.most_lines = 2;
	form_lay_out(&item, 1, 80, &lines);
	assert_int_equal(lines.count, 2);
	assert_false(lines.items[0].is_cut);
	assert_true(lines.items[1].is_cut);
	/* As many as there are: nothing is cut. */
	item.most_lines = 4;
	form_lay_out(&item, 1, 80, &lines);
	assert_int_equal(lines.count, 4);
	assert_false(lines.items[3].is_cut);
	form_lines_clear(&lines);
}

static void columns_stay_inside_any_screen(void **state)
{
	(void)state;
	for (int columns = 1; columns < 250; columns++) {
		for (int level = 0; level < 2; level++) {
			struct form_columns place = form_columns_of(columns, level);
			assert_true(place.text_width >= 1);
			assert_true(form_wrap_width(columns, level) >= 1);
			if (columns >= 20) {
				assert_true(place.text + place.text_width <= columns);
				assert_true(place.label + place.label_width <= columns);
			}
			assert_true(place.is_narrow ||
				    place.label + place.label_width < place.text);
		}
	}
}

/* Ten items of three lines each. */
static void make_lines(struct form_lines *lines, struct form_line *room)
{
	for (size_t i = 0; i < 30; i++) {
		room[i] = (struct form_line){.kind = FORM_LINE_TEXT, .item = i / 3};
	}
	*lines = (struct form_lines){room, 30, 30};
}

static void all_lines_of_the_item_under_the_cursor_show(void **state)
{
	struct form_line room[30];
	struct form_lines lines;
	(void)state;
	make_lines(&lines, room);
	/* Nothing moves while it shows; it moves no more than needed. */
	assert_int_equal(form_scroll(&lines, 1, 3, 2, 8), 2);
	assert_int_equal(form_scroll(&lines, 4, 12, 0, 8), 7);
	/* Upwards the item before it comes along, where there is room for both. */
	assert_int_equal(form_scroll(&lines, 2, 6, 9, 13), 3);
	assert_int_equal(form_scroll(&lines, 2, 6, 9, 12), 6);
	assert_int_equal(form_scroll(&lines, 0, 0, 9, 8), 0);
	/* Nothing is wasted below the end. */
	assert_int_equal(form_scroll(&lines, 9, 27, 28, 8), 22);
	assert_int_equal(form_scroll(&lines, 0, 0, 5, 40), 0);
}

static void of_an_item_taller_than_the_screen_the_cursor_shows(void **state)
{
	struct form_line room[30];
	struct form_lines lines;
	(void)state;
	make_lines(&lines, room);
	for (size_t i = 0; i < 30; i++) {
		room[i].item = 0;
	}
	for (size_t cursor = 0; cursor < 30; cursor++) {
		for (size_t top = 0; top < 30; top++) {
			size_t got = form_scroll(&lines, 0, cursor, top, 4);
			assert_true(got <= cursor && cursor < got + 4);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels_stand_beside_texts_where_there_is_room),
		cmocka_unit_test(labels_stand_above_texts_on_a_narrow_screen),
		cmocka_unit_test(a_long_text_is_cut_where_few_lines_are_wanted),
		cmocka_unit_test(columns_stay_inside_any_screen),
		cmocka_unit_test(all_lines_of_the_item_under_the_cursor_show),
		cmocka_unit_test(of_an_item_taller_than_the_screen_the_cursor_shows),
	};
	return cmocka_run_group_tests_name("form_layout", tests, NULL, NULL);
}
