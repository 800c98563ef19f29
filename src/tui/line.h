/* SPDX-License-Identifier: MIT
 *
 * A line of text that is being edited: readline's keys, one grapheme cluster at a time. Line ends may
 * stand in it where they are let in (prose.h); its keys then work on the line of the cursor.
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
	struct str killed; /* what ^K, ^U or ^W took last, in a row together; ^Y puts it back */
	unsigned kills;	   /* how many keys of these came in a row up to now */
	size_t limit;	   /* longest text in bytes; 0 for LINE_LIMIT */
	bool has_ends;	   /* line ends may stand in it: a paste keeps its own */
};

enum line_result {
	LINE_IGNORED, /* no key for a line */
	LINE_MOVED,   /* the cursor may have moved */
	LINE_CHANGED, /* the text changed */
};

void line_clear(struct line *line);

/* Replaces the text; the cursor stands at its end. */
void line_set(struct line *line, const char *text);

/* Does what a key says. A paste goes in with blanks for its line ends, unless has_ends is set. */
enum line_result line_key(struct line *line, const struct key *key);

/* Puts a text in at the cursor, when there is room for all of it. */
enum line_result line_insert(struct line *line, const char *text);

#endif
