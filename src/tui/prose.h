/* SPDX-License-Identifier: MIT
 *
 * Several lines of text that are being edited: a line (line.h) that may hold line ends, broken to the
 * columns of its place. It knows no terminal.
 */
#ifndef IEMN_TUI_PROSE_H
#define IEMN_TUI_PROSE_H

#include "text/layout.h"
#include "tui/line.h"

struct prose {
	struct line line;
	int width;	/* columns that it is broken at */
	int wanted;	/* column that Up and Down keep to */
	bool is_wanted; /* the last key was Up or Down: wanted counts */
};

void prose_clear(struct prose *prose);

/* Does what a key says: Up and Down go to the row above or below, Enter begins a line where line ends
 * may stand, the rest is line_key(). Up in the first row and Down in the last are LINE_IGNORED. */
enum line_result prose_key(struct prose *prose, const struct key *key);

/* The row of the cursor among rows that text_wrap() made, and its column in it. */
void prose_place(const struct prose *prose, const struct text_lines *rows, size_t *row,
		 int *column);

/* Columns that a part of a text takes as it is shown while it is edited. */
int prose_columns(const char *bytes, size_t len);

#endif
