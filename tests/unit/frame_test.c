/* SPDX-License-Identifier: MIT
 *
 * The arrangement of every size of screen that there is.
 */
#include "tui/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define MOST_ROWS 130
#define MOST_COLUMNS 200

/* What is being looked at, for a message. */
struct view {
	struct frame frame;
	int active;
	bool on_card;
};

static void fail_view(const struct view *view, const char *what)
{
	fail_msg("%dx%d, pane %d%s: %s", view->frame.columns, view->frame.rows, view->active + 1,
		 view->on_card ? ", on the card" : "", what);
}

static bool is_shown(const struct area *area)
{
	return area->rows > 0;
}

static bool is_inside(const struct frame *frame, const struct area *area)
{
	return area->row >= 1 && area->column >= 0 && area->columns > 0 &&
	       area->row + area->rows <= frame->rows - 1 &&
	       area->column + area->columns <= frame->columns;
}

static bool overlap(const struct area *a, const struct area *b)
{
	return a->row < b->row + b->rows && b->row < a->row + a->rows &&
	       a->column < b->column + b->columns && b->column < a->column + a->columns;
}

/* An area with its heading, where it has one. */
static struct area with_heading(const struct frame *frame, struct area area)
{
	if (frame->mode != FRAME_SINGLE && area.columns > 0) {
		area.row--;
		area.rows++;
	}
	return area;
}

static void check_areas(const struct view *view)
{
	const struct frame *frame = &view->frame;
	struct area areas[FRAME_PANES + 1];
	for (int i = 0; i < FRAME_PANES; i++) {
		areas[i] = with_heading(frame, frame->panes[i]);
	}
	areas[FRAME_PANES] = with_heading(frame, frame->card);
	for (int i = 0; i <= FRAME_PANES; i++) {
		if (is_shown(&areas[i]) && !is_inside(frame, &areas[i])) {
			fail_view(view, "an area leaves the screen");
		}
		for (int j = 0; j < i; j++) {
			if (is_shown(&areas[i]) && is_shown(&areas[j]) &&
			    overlap(&areas[i], &areas[j])) {
				fail_view(view, "two areas overlap");
			}
		}
	}
}

static void check_focus(const struct view *view)
{
	const struct frame *frame = &view->frame;
	if (frame->mode == FRAME_TOO_SMALL) {
		return;
	}
	if (!is_shown(view->on_card ? &frame->card : &frame->panes[view->active])) {
		fail_view(view, "what has the focus is not shown");
	}
	for (int i = 0; i < FRAME_PANES; i++) {
		if (frame->panes[i].rows < 0 || frame->card.rows < 0) {
			fail_view(view, "an area has less than no rows");
		}
		if (frame->mode != FRAME_SINGLE && frame->panes[i].row < 1) {
			fail_view(view, "a heading is missing");
		}
	}
	if (frame->mode == FRAME_STACKED || frame->mode == FRAME_WIDE) {
		if (!is_shown(&frame->card) || !is_shown(&frame->panes[view->active])) {
			fail_view(view, "the list and its record are not seen together");
		}
	}
}

static enum frame_mode expected_mode(int rows, int columns)
{
	if (rows < 5 || columns < 20) {
		return FRAME_TOO_SMALL;
	}
	if (rows < 18 || columns < 72) {
		return FRAME_SINGLE;
	}
	return columns < 100 ? FRAME_STACKED : FRAME_WIDE;
}

static void every_size_shows_what_has_the_focus_and_nothing_twice(void **state)
{
	(void)state;
	for (int rows = 1; rows <= MOST_ROWS; rows++) {
		for (int columns = 1; columns <= MOST_COLUMNS; columns++) {
			for (int focus = 0; focus < 2 * FRAME_PANES; focus++) {
				struct view view = {.active = focus / 2, .on_card = focus % 2};
				frame_arrange(&view.frame, rows, columns, view.active,
					      view.on_card);
				assert_int_equal(view.frame.mode, expected_mode(rows, columns));
				check_areas(&view);
				check_focus(&view);
			}
		}
	}
}

static void sizes_that_no_terminal_has_are_too_small(void **state)
{
	(void)state;
	struct frame frame;
	frame_arrange(&frame, 0, 0, 0, false);
	assert_int_equal(frame.mode, FRAME_TOO_SMALL);
	frame_arrange(&frame, -3, 80, 3, true);
	assert_int_equal(frame.mode, FRAME_TOO_SMALL);
	assert_int_equal(frame.body.rows, 0);
}

static void a_usual_screen_shows_four_panes_and_the_record(void **state)
{
	(void)state;
	static const struct {
		int rows;
		int columns;
	} sizes[] = {{24, 80}, {30, 100}, {40, 120}, {18, 72}};
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		for (int active = 0; active < FRAME_PANES; active++) {
			struct frame frame;
			frame_arrange(&frame, sizes[i].rows, sizes[i].columns, active, false);
			for (int pane = 0; pane < FRAME_PANES; pane++) {
				assert_in_range(frame.panes[pane].rows, 1,
						frame.panes[active].rows);
			}
			assert_true(frame.card.rows >= 3);
		}
	}
}

static void on_a_small_screen_one_thing_has_all_of_it(void **state)
{
	(void)state;
	struct frame frame;
	frame_arrange(&frame, 10, 40, 2, false);
	assert_int_equal(frame.mode, FRAME_SINGLE);
	const struct area all = {1, 0, 8, 40};
	assert_memory_equal(&frame.panes[2], &all, sizeof(all));
	assert_int_equal(frame.card.rows, 0);
	assert_int_equal(frame.panes[0].rows, 0);
	frame_arrange(&frame, 10, 40, 2, true);
	assert_memory_equal(&frame.card, &all, sizeof(all));
	assert_int_equal(frame.panes[2].rows, 0);
}

static void the_record_stands_beside_the_lists_from_100_columns_on(void **state)
{
	(void)state;
	struct frame frame;
	frame_arrange(&frame, 24, 99, 0, false);
	assert_true(frame.card.row > frame.panes[3].row);
	frame_arrange(&frame, 24, 100, 0, false);
	assert_true(frame.card.column > frame.panes[0].column + frame.panes[0].columns);
	assert_true(frame.card.columns > 40);
}

static void the_pane_in_use_is_the_largest(void **state)
{
	(void)state;
	for (int rows = 18; rows <= MOST_ROWS; rows++) {
		for (int active = 0; active < FRAME_PANES; active++) {
			struct frame frame;
			frame_arrange(&frame, rows, 120, active, false);
			for (int i = 0; i < FRAME_PANES; i++) {
				assert_true(frame.panes[i].rows <= frame.panes[active].rows);
			}
		}
	}
}

/* One pane ends where the heading of the next one stands; gives the row behind the last. */
static int assert_stacked_closely(const struct frame *frame)
{
	int row = frame->body.row;
	for (int i = 0; i < FRAME_PANES; i++) {
		assert_int_equal(frame->panes[i].row, row + 1);
		row += 1 + frame->panes[i].rows;
	}
	return row;
}

static void no_row_and_no_column_is_wasted(void **state)
{
	(void)state;
	for (int rows = 18; rows <= MOST_ROWS; rows++) {
		for (int focus = 0; focus < 2 * FRAME_PANES; focus++) {
			struct frame frame;
			frame_arrange(&frame, rows, 80, focus / 2, focus % 2);
			assert_int_equal(frame.card.row, assert_stacked_closely(&frame) + 1);
			assert_int_equal(frame.card.row + frame.card.rows, rows - 1);
			assert_int_equal(frame.panes[0].columns, 80);
			assert_int_equal(frame.card.columns, 80);
			/* Boxes have a line below and at each side. */
			frame_arrange(&frame, rows, 100 + rows % 50, focus / 2, focus % 2);
			assert_int_equal(assert_stacked_closely(&frame), rows - 2);
			assert_int_equal(frame.card.row, 2);
			assert_int_equal(frame.card.row + frame.card.rows, rows - 2);
			assert_int_equal(frame.panes[0].column, 1);
			assert_int_equal(frame.card.column,
					 frame.panes[0].column + frame.panes[0].columns + 2);
			assert_int_equal(frame.card.column + frame.card.columns, frame.columns - 1);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_size_shows_what_has_the_focus_and_nothing_twice),
		cmocka_unit_test(sizes_that_no_terminal_has_are_too_small),
		cmocka_unit_test(a_usual_screen_shows_four_panes_and_the_record),
		cmocka_unit_test(on_a_small_screen_one_thing_has_all_of_it),
		cmocka_unit_test(the_record_stands_beside_the_lists_from_100_columns_on),
		cmocka_unit_test(the_pane_in_use_is_the_largest),
		cmocka_unit_test(no_row_and_no_column_is_wasted),
	};
	return cmocka_run_group_tests_name("frame", tests, NULL, NULL);
}
