/* SPDX-License-Identifier: MIT
 *
 * A line of text that is being edited: readline's keys, one grapheme cluster at a time.
 */
#ifndef IEMN_TUI_LINE_H
#define IEMN_TUI_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "tui/screen.h"

/* Longest line, in bytes; what is pasted or typed beyond is left out. */
#define LINE_LIMIT 4000

struct line {
	struct str text;
	size_t cursor;	   /* byte that the cursor stands before; always between clusters */
	struct str killed; /* what ^K, ^U or ^W took last; ^Y puts it back */
};

enum line_result {
	LINE_IGNORED, /* no key for a line */
	LINE_MOVED,   /* the cursor may have moved */
	LINE_CHANGED, /* the text changed */
};

void line_clear(struct line *line);

/* Replaces the text; the cursor stands at its end. */
void line_set(struct line *line, const char *text);

/* Does what a key says. A paste goes in with blanks for its line ends. */
enum line_result line_key(struct line *line, const struct key *key);

#endif
