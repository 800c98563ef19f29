/* SPDX-License-Identifier: MIT
 *
 * Where the parts of a form stand: each row of it becomes one or more lines. Arithmetic only; it knows
 * neither terminal nor records.
 */
#ifndef IEMN_TUI_FORM_LAYOUT_H
#define IEMN_TUI_FORM_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

enum form_row_kind {
	FORM_FIELD,
	FORM_HEADING, /* of a record that belongs to the first one */
	FORM_ADD,     /* adds such a record */
};

enum form_note_kind {
	FORM_NOTE_FAULT,
	FORM_NOTE_REMARK,
	FORM_NOTE_OFFER, /* one line, never broken */
};

/* What stands below a row. */
struct form_note {
	enum form_note_kind kind;
	const char *text;
	bool is_chosen; /* an offer */
};

/* A row of the form, as it is to be shown. */
struct form_item {
	enum form_row_kind kind;
	int level;	   /* 1 for the fields of a record that belongs to the first one */
	bool is_prose;	   /* the text is broken, others are cut */
	size_t most_lines; /* of a text that is broken; 0 for all */
	const char *label;
	const char *text;
	const struct form_note *notes;
	size_t note_count;
};

enum form_line_kind {
	FORM_LINE_LABEL, /* the label alone, where there is no room beside it */
	FORM_LINE_TEXT,
	FORM_LINE_NOTE,
};

struct form_line {
	enum form_line_kind kind;
	size_t item;
	size_t note;
	size_t start; /* the part of the text that it shows, in bytes */
	size_t len;
	bool is_first; /* the label stands in it */
	bool is_cut;   /* the text goes on, and nothing of it shows below */
};

struct form_lines {
	struct form_line *items;
	size_t count;
	size_t capacity;
};

/* Columns of a row. */
struct form_columns {
	bool is_narrow; /* labels stand above */
	int label;	/* where it begins */
	int label_width;
	int text;
	int text_width;
};

struct form_columns form_columns_of(int columns, int level);

/* Columns that the text of a field is broken at: one is left for the cursor behind its end. */
int form_wrap_width(int columns, int level);

/* Breaks rows into lines; lines is emptied first. */
void form_lay_out(const struct form_item *items, size_t count, int columns,
		  struct form_lines *lines);

void form_lines_clear(struct form_lines *lines);

/* The first line to show of height ones, when top was the first so far: all lines of an item show, or
 * at least the line of the cursor, and none is wasted below the end. Where it goes up, the item before it
 * shows too, if both take less than half the room. */
size_t form_scroll(const struct form_lines *lines, size_t item, size_t cursor_line, size_t top,
		   size_t height);

#endif
