/* SPDX-License-Identifier: MIT
 *
 * The terms of a body over the years as a chart of text: who sat when, gaps named in words.
 */
#ifndef IEMN_INTERCHANGE_CHART_H
#define IEMN_INTERCHANGE_CHART_H

#include "base/str.h"
#include "store/record.h"

struct chart_line {
	enum chart_role {
		CHART_AXIS, /* the years */
		CHART_POST, /* heading: a role */
		CHART_TERM, /* a holder, with the years in words and as a bar */
		CHART_GAP,  /* "no one from 2014 to 2016" */
	} role;
	const char *label; /* name of the holder, of the post; "" on the axis and of a gap; clean */
	const char *words; /* "2011 to 2015", "since 2021" */
	const char *bar;   /* the years as a bar of one column cells, or NULL */
	struct ref ref;	   /* the term, id 0 for none */
	struct ref member; /* who holds it */
};

struct chart {
	struct chart_line *items; /* in the arena */
	size_t count;
	int label_columns; /* the widest label, cut to a third of the columns, or to what is left */
	int words_columns;
	bool is_narrow; /* the bar stands in a row below its label and words */
	bool ascii;
};

/* The chart of a body for so many columns (20 or more), bars in ASCII where asked for, with a mark at the
 * day. A body without
 * terms gives no lines. */
bool chart_build(struct store *store, struct ref body, const char *day, int columns, bool ascii,
		 struct arena *arena, struct chart *chart, struct err *err);

/* Adds a line as it is shown: label, words and bar below those of other lines, without blanks at its
 * end; of a narrow chart it can be two rows with LF between them. */
void chart_add_line(const struct chart *chart, const struct chart_line *line, struct str *out);

#endif
