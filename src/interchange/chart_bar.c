/* SPDX-License-Identifier: MIT
 *
 * Where a day stands in a row of cells, and the cells of a bar. The years share all columns there are,
 * so that they can differ by one.
 */
#include "interchange/chart_bar.h"

#include <assert.h>

#include "base/date.h"
#include "base/str.h"

#define YEAR_COLUMNS_MAX 8
#define YEAR_DAYS 366	/* room for each; a short year leaves its last day empty */
#define LABEL_COLUMNS 6 /* a year and two blanks */
#define LABEL_LEN 4

enum cell {
	CELL_TERM,
	CELL_OPEN_FIRST,
	CELL_OPEN_LAST,
	CELL_GAP,
	CELL_NONE,
	CELL_TODAY,	 /* nothing but the mark of today */
	CELL_TODAY_TERM, /* the mark in a term */
};

static const char *const cells[][2] = {
	[CELL_TERM] = {"━", "="},	[CELL_OPEN_FIRST] = {"◂", "<"},
	[CELL_OPEN_LAST] = {"▸", ">"},	[CELL_GAP] = {"·", "."},
	[CELL_NONE] = {" ", " "},	[CELL_TODAY] = {"┊", ":"},
	[CELL_TODAY_TERM] = {"┿", "+"},
};

void chart_axis_fit(struct chart_axis *axis, int columns)
{
	int most = (axis->last_year - axis->first_year + 1) * YEAR_COLUMNS_MAX;
	axis->columns = columns < most ? columns : most;
}

/* The column of a day that lies within the years of the axis. */
static int column_of(const struct chart_axis *axis, long day)
{
	struct date date = date_of_number(day);
	long years = axis->last_year - axis->first_year + 1;
	long day_of_year = day - date_number((struct date){date.year, 1, 1});
	long place = (date.year - axis->first_year) * YEAR_DAYS + day_of_year;
	assert(place >= 0);
	return (int)(place * axis->columns / (years * YEAR_DAYS));
}

/* The cells of a span: from its first column to its last. */
struct cells {
	int first;
	int last;
	bool is_open_first;
	bool is_open_last;
	enum cell inside;
};

static enum cell cell_of(const struct cells *span, int column, bool is_today)
{
	if (column < span->first || column > span->last) {
		return is_today ? CELL_TODAY : CELL_NONE;
	}
	if (column == span->last && span->is_open_last) {
		return CELL_OPEN_LAST;
	}
	if (column == span->first && span->is_open_first) {
		return CELL_OPEN_FIRST;
	}
	if (!is_today) {
		return span->inside;
	}
	return span->inside == CELL_TERM ? CELL_TODAY_TERM : CELL_TODAY;
}

const char *chart_bar(const struct chart_axis *axis, const struct span *span,
		      enum chart_bar_kind kind, struct arena *arena)
{
	struct cells drawn = {
		.is_open_first = span->first == SPAN_OPEN_FIRST,
		.is_open_last = span->last == SPAN_OPEN_LAST,
		.inside = kind == CHART_BAR_GAP ? CELL_GAP : CELL_TERM,
	};
	int today = column_of(axis, axis->today);
	struct str bar = STR_EMPTY;
	drawn.first = drawn.is_open_first ? 0 : column_of(axis, span->first);
	drawn.last = drawn.is_open_last ? axis->columns - 1 : column_of(axis, span->last);
	for (int column = 0; column <= drawn.last || column <= today; column++) {
		enum cell cell = cell_of(&drawn, column, column == today);
		str_add(&bar, cells[cell][axis->ascii]);
	}
	const char *kept = arena_text(arena, str_text(&bar));
	str_clear(&bar);
	return kept;
}

/* How many years lie between two that are written, so that they do not touch. */
static int find_step(const struct chart_axis *axis)
{
	static const int steps[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};
	int years = axis->last_year - axis->first_year + 1;
	size_t at = 0;
	while (at + 1 < sizeof steps / sizeof steps[0] &&
	       steps[at] * axis->columns / years < LABEL_COLUMNS) {
		at++;
	}
	return steps[at];
}

/* Puts the mark of today between the years, where it touches none of them. */
static const char *mark_today(const struct chart_axis *axis, struct str *years, struct arena *arena)
{
	size_t at = (size_t)column_of(axis, axis->today);
	if (at >= years->len) {
		str_add_repeat(years, ' ', at + 1 - years->len);
	}
	if (years->data[at] != ' ') {
		return arena_text(arena, str_text(years));
	}
	return arena_format(arena, "%.*s%s%s", (int)at, years->data, cells[CELL_TODAY][axis->ascii],
			    years->data + at + 1);
}

const char *chart_bar_years(const struct chart_axis *axis, struct arena *arena)
{
	struct str text = STR_EMPTY;
	int step = find_step(axis);
	for (int year = axis->first_year; year <= axis->last_year; year++) {
		int column = column_of(axis, date_number((struct date){year, 1, 1}));
		bool fits = column + LABEL_LEN <= axis->columns;
		bool is_whole = year % step == 0 || axis->last_year - axis->first_year < step;
		if (fits && is_whole && (text.len == 0 || column > (int)text.len)) {
			str_add_repeat(&text, ' ', (size_t)column - text.len);
			str_add_format(&text, "%04d", year);
		}
	}
	const char *kept = mark_today(axis, &text, arena);
	str_clear(&text);
	return kept;
}
