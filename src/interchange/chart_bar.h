/* SPDX-License-Identifier: MIT
 *
 * Bars of a chart: a span of days as cells of one column, below an axis of years. For chart.c alone.
 */
#ifndef IEMN_INTERCHANGE_CHART_BAR_H
#define IEMN_INTERCHANGE_CHART_BAR_H

#include <stdbool.h>

#include "base/mem.h"

/* Before and behind all days that a date can tell. */
#define SPAN_OPEN_FIRST (-1000000L)
#define SPAN_OPEN_LAST 4000000L

struct span {
	long first; /* number of the first day, or SPAN_OPEN_FIRST */
	long last;  /* of the last, or SPAN_OPEN_LAST */
};

struct chart_axis {
	int first_year;
	int last_year;
	long today;  /* within them; its column bears a mark */
	int columns; /* that the years take */
	bool ascii;
};

enum chart_bar_kind {
	CHART_BAR_TERM, /* ends that are open go to the edge and bear a mark */
	CHART_BAR_GAP,
};

/* Takes as many columns as the years can use, at most so many. */
void chart_axis_fit(struct chart_axis *axis, int columns);

/* A bar for a span, with the mark of today, without blanks at its end. In the arena. */
const char *chart_bar(const struct chart_axis *axis, const struct span *span,
		      enum chart_bar_kind kind, struct arena *arena);

/* The years themselves, as many as find room, each at its place, and the mark where it hides none. In the
 * arena. */
const char *chart_bar_years(const struct chart_axis *axis, struct arena *arena);

#endif
