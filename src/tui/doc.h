/* SPDX-License-Identifier: MIT
 *
 * A text of labelled lines, broken to the width of its pane: cards, the mission, help. It keeps a
 * clean copy of the lines and knows which row shows which part of which line.
 */
#ifndef IEMN_TUI_DOC_H
#define IEMN_TUI_DOC_H

#include "interchange/card.h"
#include "tui/pane.h"

struct doc_line {
	enum card_role role;
	const char *label;  /* clean; or NULL */
	const char *text;   /* clean */
	const char *joined; /* label and text as one; NULL without a label */
	struct ref link;
	struct ref about;  /* what the line tells of, see card.h */
	const char *field; /* that it shows, or NULL */
	size_t item;	   /* place among what the one who filled the text holds, or DOC_NO_ITEM */
	int64_t journal;   /* the change or action that it tells of, 0 for none */
	const char *url;   /* or NULL */
};

#define DOC_NO_ITEM ((size_t)-1)
#define DOC_HANG 2 /* of a list */

struct doc_row {
	size_t line;  /* which line */
	size_t start; /* byte of its text where the row begins */
	size_t len;
};

struct doc {
	struct arena *arena;
	struct doc_line *lines;
	size_t line_count;
	size_t line_capacity;
	struct doc_row *rows;
	size_t row_count;
	size_t row_capacity;
	int width;  /* columns that the rows were broken for; 0 for not yet */
	int gutter; /* columns of the labels */
	int wanted; /* columns that labels would like; 0 for those of cards */
	int hang; /* columns by which the further rows of a line that leads on stand in; 0 for none */
};

void doc_init(struct doc *doc);
void doc_clear(struct doc *doc);

/* Takes all lines out. */
void doc_reset(struct doc *doc);

/* Adds a line; texts are cleaned and copied. */
void doc_add(struct doc *doc, const struct card_line *line);

/* Marks the line added last with a place among what the caller holds. */
void doc_mark_item(struct doc *doc, size_t item);

/* Marks it with the change or action that it tells of. */
void doc_mark_journal(struct doc *doc, int64_t id);

/* Breaks the lines for so many columns; does nothing when they are. */
void doc_set_width(struct doc *doc, int width);

/* Draws a row; hit is what was searched for, or NULL. */
void doc_draw_row(struct doc *doc, struct pane *pane, size_t row, const struct row_look *look,
		  const char *hit);

/* The row behind (or before) row from that holds needle, going round at the ends; false for none. */
bool doc_find(const struct doc *doc, const char *needle, size_t from, bool backward, size_t *row);

/* Moves *row to the next heading or labelled line, or the one before; false when there is none. */
bool doc_find_part(const struct doc *doc, bool backward, size_t *row);

/* The first row of the line that tells of a part; false when none does. */
bool doc_find_about(const struct doc *doc, struct ref about, size_t *row);

/* The first row of the line that tells of the same as another, which stood in the text before it was
 * filled anew; false when none does, or when that one told of nothing. */
bool doc_find_same(const struct doc *doc, const struct doc_line *line, size_t *row);

/* The first row of the line that a row shows. */
size_t doc_first_row(const struct doc *doc, size_t row);

/* The line that a row shows; NULL when there is none. */
const struct doc_line *doc_line_at(const struct doc *doc, size_t row);

/* Whether a line leads to one of two people who are likely one, and tells of the other. */
bool doc_line_is_pair(const struct doc_line *line);

/* The text of a row with its label, as it is copied. Added to out. */
void doc_row_text(const struct doc *doc, size_t row, struct str *out);

/* A pane that shows a document: help, messages, what a search found. doc_pane_doc() gives the
 * document to fill; load does nothing. title is lent. */
struct pane *doc_pane_new(const struct pane_host *host);
struct doc *doc_pane_doc(struct pane *pane);

/* The functions of a pane whose struct begins with pane, followed by a doc. */
struct doc_pane {
	struct pane pane;
	struct doc doc;
};
void doc_pane_set_width(struct pane *pane, int columns);
void doc_pane_draw_row(struct pane *pane, size_t row, const struct row_look *look);
struct ref doc_pane_ref_at(struct pane *pane, size_t row);
const char *doc_pane_text_at(struct pane *pane, size_t row);
void doc_pane_free(struct pane *pane);

#endif
