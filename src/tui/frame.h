/* SPDX-License-Identifier: MIT
 *
 * Which part of the screen belongs to whom: an accordion of four panes and the record. Arithmetic
 * only; app.c draws it.
 */
#ifndef IEMN_TUI_FRAME_H
#define IEMN_TUI_FRAME_H

#include <stdbool.h>

#define FRAME_PANES 4

/* The smallest screen that is used; below, the program says so and waits. */
#define FRAME_MIN_ROWS 5
#define FRAME_MIN_COLUMNS 20

struct area {
	int row;
	int column;
	int rows; /* 0 when it is not shown */
	int columns;
};

enum frame_mode {
	FRAME_TOO_SMALL,
	FRAME_SINGLE,  /* one pane at a time, the record over it */
	FRAME_STACKED, /* four panes and the record below each other */
	FRAME_WIDE,    /* four panes on the left, the record on the right */
};

struct frame {
	enum frame_mode mode;
	int rows; /* of the screen */
	int columns;
	struct area panes[FRAME_PANES]; /* what is inside; the heading is the row above */
	struct area card;
	struct area body; /* everything between title and status line */
};

/* Arranges a screen. active is the list pane that is in use (0 to 3); on_card tells that the focus
 * is on the record. */
void frame_arrange(struct frame *frame, int rows, int columns, int active, bool on_card);

#endif
