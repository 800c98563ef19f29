/* SPDX-License-Identifier: MIT
 *
 * A pane: rows, one of them selected, and a table of functions that knows what the rows are. app.c
 * scrolls and draws every pane the same way.
 */
#ifndef IEMN_TUI_PANE_H
#define IEMN_TUI_PANE_H

#include "base/mem.h"
#include "store/record.h"
#include "store/store.h"
#include "tui/frame.h"
#include "tui/list.h"
#include "tui/screen.h"

/* What all panes stand on; lent. */
struct pane_host {
	struct store *store;
	struct screen *screen;
	const char *today; /* YYYY-MM-DD */
};

struct pane;

/* What app.c tells a row that is drawn. */
struct row_look {
	struct area area; /* one row high */
	enum style style; /* STYLE_TEXT, or the style of the selection for the whole row */
	bool is_first;	  /* the row on top of the pane */
};

struct pane_type {
	const char *title; /* marked with N_() */
	bool is_text;	   /* `/` jumps in it; in others it narrows */
	/* Reads the rows for pane->filter anew and sets the count of pane->list. */
	bool (*load)(struct pane *pane, struct err *err);
	/* Breaks text into lines of so many columns; NULL for lists. */
	void (*set_width)(struct pane *pane, int columns);
	void (*draw_row)(struct pane *pane, size_t row, const struct row_look *look);
	/* The record that a row stands for; id 0 for none. */
	struct ref (*ref_at)(struct pane *pane, size_t row);
	/* The row of a record among those that show; NULL looks through them one by one. */
	bool (*find)(struct pane *pane, struct ref ref, size_t *row);
	/* Brings the row of a record out when it is folded away or left out, and selects it; NULL when
	 * nothing can hide it. */
	bool (*reveal)(struct pane *pane, struct ref ref);
	/* Text of a row: what is searched and copied. Lent until the next call; never NULL. */
	const char *(*text_at)(struct pane *pane, size_t row);
	/* Adds what stands at the right of the heading. */
	void (*summary)(struct pane *pane, struct str *out);
	void (*free)(struct pane *pane);
};

struct pane {
	const struct pane_type *type;
	const struct pane_host *host;
	struct arena *arena; /* rows live here, from one load to the next */
	struct list list;
	char *filter;  /* query that narrows a list, what was searched for in a text; or NULL */
	bool is_stale; /* load before the next drawing */
	struct err failure; /* why rows could not be read; none is asked for until the next key */
};

/* Sets up what every pane has. */
void pane_init(struct pane *pane, const struct pane_type *type, const struct pane_host *host);

/* Frees what pane_init() and the filter hold, then the pane itself by its type. NULL is accepted. */
void pane_free(struct pane *pane);

/* Sets the filter; NULL or an empty text takes it away. */
void pane_set_filter(struct pane *pane, const char *filter);

/* The record under the cursor; id 0 for none. */
struct ref pane_current(struct pane *pane);

/* Selects the row that stands for a record; gives false and selects nothing when none does. */
bool pane_select_ref(struct pane *pane, struct ref ref);

/* The same, and brings the row out when it is folded away or left out. */
bool pane_reveal(struct pane *pane, struct ref ref);

/* Draws a text in columns from column on of a row, in own unless the whole row has a style. Gives
 * the column behind it. */
int row_text(struct pane *pane, const struct row_look *look, int column, int columns,
	     enum style own, const char *text);

/* A part of a row: its text and the columns that it takes, a blank behind it included. */
struct cell {
	const char *text; /* NULL for nothing */
	int columns;
	enum style style;
};

/* Draws the parts of a row beside each other; the last one that
 * takes any ends without a blank. */
void row_cells(struct pane *pane, const struct row_look *look, const struct cell *cells,
	       size_t count);

/* The panes, each in its own file. */
struct pane *pane_mission_new(const struct pane_host *host);
struct pane *pane_timeline_new(const struct pane_host *host);
struct pane *pane_agencies_new(const struct pane_host *host);
struct pane *pane_people_new(const struct pane_host *host);

/* What only one pane can do; each gives false when there is nothing to do. */
bool timeline_zoom(struct pane *pane, int change);
bool agencies_fold(struct pane *pane);
bool agencies_leave(struct pane *pane);
bool people_next_order(struct pane *pane);
bool people_reverse(struct pane *pane);

#endif
