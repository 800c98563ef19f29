/* SPDX-License-Identifier: MIT
 *
 * Which part of the screen belongs to whom.
 */
#include "tui/frame.h"

/* Sizes from which on a layout has room for itself. */
enum {
	WIDE_COLUMNS = 100,
	STACKED_COLUMNS = 72,
	STACKED_ROWS = 18,
};

static int clamp(int value, int low, int high)
{
	if (value > high) {
		value = high;
	}
	return value < low ? low : value;
}

static enum frame_mode choose_mode(int rows, int columns)
{
	if (rows < FRAME_MIN_ROWS || columns < FRAME_MIN_COLUMNS) {
		return FRAME_TOO_SMALL;
	}
	if (rows < STACKED_ROWS || columns < STACKED_COLUMNS) {
		return FRAME_SINGLE;
	}
	return columns < WIDE_COLUMNS ? FRAME_STACKED : FRAME_WIDE;
}

/* Lays the panes below each other from a heading at row on: the active one gets active_rows, the
 * others rest_rows each. Gives the row behind the last. */
static int stack_panes(struct frame *frame, struct area place, int active, int active_rows,
		       int rest_rows)
{
	int row = place.row;

	for (int i = 0; i < FRAME_PANES; i++) {
		int rows = i == active ? active_rows : rest_rows;

		frame->panes[i] = (struct area){row + 1, place.column, rows, place.columns};
		row += 1 + rows;
	}
	return row;
}

static void arrange_single(struct frame *frame, int active, bool on_card)
{
	if (on_card) {
		frame->card = frame->body;
	} else {
		frame->panes[active] = frame->body;
	}
}

static void arrange_stacked(struct frame *frame, int active, bool on_card)
{
	int inside = frame->body.rows - FRAME_PANES - 1;
	/* Whoever reads a record on a small screen needs its rows more than those of other panes. */
	int rest = on_card && inside < 24 ? 0 : clamp((inside - 13) / 8, 1, 4);
	int room = inside - rest * (FRAME_PANES - 1);
	int active_rows = on_card ? clamp(room / 3, 2, room - 4) : clamp(room * 4 / 7, 4, room - 3);
	int row = stack_panes(frame, frame->body, active, active_rows, rest);

	frame->card = (struct area){row + 1, 0, room - active_rows, frame->columns};
}

/* Boxes: the left one holds the panes between its top and bottom line, each heading in a line. */
static void arrange_wide(struct frame *frame, int active)
{
	int left = clamp(frame->columns * 2 / 5, 42, 64);
	int inside = frame->body.rows - FRAME_PANES - 1;
	int rest = clamp(inside / 6, 1, 8);
	int active_rows = inside - rest * (FRAME_PANES - 1);
	struct area place = {frame->body.row, 1, 0, left - 2};

	stack_panes(frame, place, active, active_rows, rest);
	frame->card = (struct area){frame->body.row + 1, left + 1, frame->body.rows - 2,
				    frame->columns - left - 2};
}

void frame_arrange(struct frame *frame, int rows, int columns, int active, bool on_card)
{
	*frame = (struct frame){
		.mode = choose_mode(rows, columns), .rows = rows, .columns = columns};
	frame->body = (struct area){1, 0, rows - 2, columns};
	switch (frame->mode) {
	case FRAME_TOO_SMALL:
		frame->body = (struct area){0, 0, 0, 0};
		break;
	case FRAME_SINGLE:
		arrange_single(frame, active, on_card);
		break;
	case FRAME_STACKED:
		arrange_stacked(frame, active, on_card);
		break;
	case FRAME_WIDE:
		arrange_wide(frame, active);
		break;
	}
}
