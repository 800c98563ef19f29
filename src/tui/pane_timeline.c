/* SPDX-License-Identifier: MIT
 *
 * The history pane: a timeline with a gutter for years and days, a mark for how much an event
 * matters, and as much detail as is asked for.
 */
#include "base/i18n.h"
#include "store/event.h"
#include "tui/pane.h"

#include <stdlib.h>
#include <string.h>

enum {
	YEAR_COLUMNS = 5, /* a year and a blank */
	DAY_COLUMNS = 6,  /* month and day and a blank */
	MARK_COLUMNS = 2,
	DAY_FROM_COLUMNS = 34, /* below, titles need the room of the day more */
	IMPORTANCE_ALL = 3,
	IMPORTANCE_START = 2,
};

struct timeline_pane {
	struct pane pane;
	struct event_rows rows;
	int importance; /* 1 to 3: events up to it are shown */
};

static struct timeline_pane *self(struct pane *pane)
{
	return (struct timeline_pane *)pane;
}

static bool timeline_load(struct pane *pane, struct err *err)
{
	struct timeline_pane *timeline = self(pane);
	struct arena *arena = arena_new();
	struct event_rows rows = {0};
	struct query query;
	/* A filter looks at everything: what is hidden for its small importance was asked for. */
	int importance = pane->filter != NULL ? IMPORTANCE_ALL : timeline->importance;

	query_parse(pane->filter != NULL ? pane->filter : "", arena, &query);
	if (!event_list(pane->host->store, &query, importance, arena, &rows, err)) {
		arena_free(arena);
		return false;
	}
	arena_free(pane->arena);
	pane->arena = arena;
	timeline->rows = rows;
	list_set_count(&pane->list, rows.count);
	return true;
}

static bool is_same_year(const char *a, const char *b)
{
	return strncmp(a, b, 4) == 0;
}

static const char *mark_of(struct pane *pane, int importance)
{
	static const enum mark marks[] = {[1] = MARK_MAJOR, [2] = MARK_MIDDLE, [3] = MARK_MINOR};

	return screen_mark(pane->host->screen, marks[importance]);
}

static void timeline_draw_row(struct pane *pane, size_t row, const struct row_look *look)
{
	const struct event_row *items = self(pane)->rows.items;
	const struct event_row *event = &items[row];
	bool is_repeated = row > 0 && !look->is_first && look->style == STYLE_TEXT &&
			   is_same_year(event->date, items[row - 1].date);
	bool is_major = event->importance == 1;
	int day = look->area.columns >= DAY_FROM_COLUMNS ? DAY_COLUMNS : 0;
	char year[5] = "";

	if (!is_repeated) {
		memcpy(year, event->date, 4);
	}
	const struct cell cells[] = {
		{year, YEAR_COLUMNS, STYLE_LABEL},
		{strlen(event->date) > 5 ? event->date + 5 : "", day, STYLE_DIM},
		{mark_of(pane, event->importance), MARK_COLUMNS,
		 is_major ? STYLE_STRONG : STYLE_DIM},
		{event->title, look->area.columns - YEAR_COLUMNS - day - MARK_COLUMNS,
		 is_major ? STYLE_STRONG : STYLE_TEXT},
	};
	row_cells(pane, look, cells, sizeof cells / sizeof *cells);
}

static struct ref timeline_ref_at(struct pane *pane, size_t row)
{
	return (struct ref){RECORD_EVENT, self(pane)->rows.items[row].id};
}

/* A detail that is left out for its small importance is brought in by showing everything. */
static bool timeline_reveal(struct pane *pane, struct ref ref)
{
	if (!pane_select_ref(pane, ref) && pane->filter == NULL) {
		self(pane)->importance = IMPORTANCE_ALL;
		pane->is_stale = !timeline_load(pane, &pane->failure);
	}
	return pane_select_ref(pane, ref);
}

static const char *timeline_text_at(struct pane *pane, size_t row)
{
	const struct event_row *event = &self(pane)->rows.items[row];

	return arena_format(pane->arena, "%s %s", event->date, event->title);
}

static void timeline_summary(struct pane *pane, struct str *out)
{
	const struct event_rows *rows = &self(pane)->rows;

	if (rows->count > 0) {
		const char *first = rows->items[0].date;
		const char *last = rows->items[rows->count - 1].date;

		str_add_format(out, "%.4s%s%.4s", first, screen_mark(pane->host->screen, MARK_DASH),
			       last);
	}
}

static const struct pane_type timeline_type = {
	.title = N_("History"),
	.load = timeline_load,
	.draw_row = timeline_draw_row,
	.ref_at = timeline_ref_at,
	.reveal = timeline_reveal,
	.text_at = timeline_text_at,
	.summary = timeline_summary,
};

struct pane *pane_timeline_new(const struct pane_host *host)
{
	struct timeline_pane *pane = mem_new(1, sizeof *pane);

	pane_init(&pane->pane, &timeline_type, host);
	pane->importance = IMPORTANCE_START;
	return &pane->pane;
}

bool timeline_zoom(struct pane *pane, int change)
{
	struct timeline_pane *timeline = self(pane);
	int importance = timeline->importance + change;

	if (importance < 1 || importance > IMPORTANCE_ALL) {
		return false;
	}
	timeline->importance = importance;
	pane->is_stale = true;
	return true;
}
