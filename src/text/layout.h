/* SPDX-License-Identifier: MIT
 *
 * Columns: how wide clean text is on a terminal, cutting, padding and wrapping. Widths are those of
 * wcwidth(), since curses lays cells out with it. Text that comes in must have passed text_show().
 */
#ifndef IEMN_TEXT_LAYOUT_H
#define IEMN_TEXT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Sets LC_MESSAGES and LC_CTYPE from the environment, and LC_CTYPE to C.UTF-8 when that is not UTF-8,
 * so that wcwidth() knows all characters; no other category. Gives whether the user's own locale is
 * UTF-8; false asks for ASCII lines. */
bool layout_set_locale(void);

/* Columns of one grapheme cluster of len bytes: 0 to 2 for most, the sum of its characters. */
int cluster_width(const char *bytes, size_t len);

/* Columns of a text. */
int text_width(const char *text);

/* Adds text to out in exactly width columns: padded with blanks, or cut at a cluster with `…` (or
 * `~` when ascii). width <= 0 adds nothing. */
void text_fit(struct str *out, const char *text, int width, bool ascii);

/* The same with the blanks on the left. */
void text_fit_right(struct str *out, const char *text, int width, bool ascii);

struct text_line {
	size_t start; /* byte where the line begins */
	size_t len;   /* bytes in it, without the blanks or the LF that it was broken at */
};

struct text_lines {
	struct text_line *items;
	size_t count;
	size_t capacity;
};

/* Breaks a text into lines of at most width columns (UAX #14), also at each LF; a word that is too
 * long is broken at a cluster. An empty text is one empty line. lines is emptied first; width below
 * 1 counts as 1. */
void text_wrap(const char *text, int width, struct text_lines *lines);

void text_lines_clear(struct text_lines *lines);

#endif
