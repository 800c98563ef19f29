/* SPDX-License-Identifier: MIT
 *
 * The agencies pane: organisations as a tree that folds. A filter shows what it finds as a list.
 */
#include "base/i18n.h"
#include "store/organisation.h"
#include "text/layout.h"
#include "tui/pane.h"

#include <stdlib.h>
#include <string.h>

enum {
	INDENT_COLUMNS = 2,
	MARK_COLUMNS = 2,
	COUNTRY_COLUMNS = 3,
	COUNTRY_FROM_COLUMNS = 40, /* below, names need the room of the country more */
};

struct agencies_pane {
	struct pane pane;
	struct organisation_rows rows; /* the whole tree, or what the filter found */
	size_t *shown;		       /* places in rows of what is not folded away */
	int64_t *unfolded;	       /* ids of the branches that are open */
	size_t unfolded_count;
	bool was_loaded;
};

static struct agencies_pane *self(struct pane *pane)
{
	return (struct agencies_pane *)pane;
}

static bool is_unfolded(const struct agencies_pane *pane, int64_t id)
{
	for (size_t i = 0; i < pane->unfolded_count; i++) {
		if (pane->unfolded[i] == id) {
			return true;
		}
	}
	return false;
}

static void unfold(struct agencies_pane *pane, int64_t id)
{
	if (id != 0 && !is_unfolded(pane, id)) {
		pane->unfolded = mem_resize(pane->unfolded, pane->unfolded_count + 1,
					    sizeof *pane->unfolded);
		pane->unfolded[pane->unfolded_count++] = id;
	}
}

static void fold(struct agencies_pane *pane, int64_t id)
{
	for (size_t i = 0; i < pane->unfolded_count; i++) {
		if (pane->unfolded[i] == id) {
			pane->unfolded[i] = pane->unfolded[--pane->unfolded_count];
			return;
		}
	}
}

/* Writes down which rows of the tree show: none below a folded branch. */
static void collect_shown(struct agencies_pane *pane)
{
	int hidden_below = -1; /* depth of the folded branch that is passed over, or -1 */
	size_t count = 0;

	pane->shown = mem_resize(pane->shown, pane->rows.count + 1, sizeof *pane->shown);
	for (size_t i = 0; i < pane->rows.count; i++) {
		const struct organisation_row *row = &pane->rows.items[i];

		if (hidden_below >= 0 && row->depth > hidden_below) {
			continue;
		}
		pane->shown[count++] = i;
		bool is_folded = row->has_children && !is_unfolded(pane, row->id);
		hidden_below = is_folded && pane->pane.filter == NULL ? row->depth : -1;
	}
	list_set_count(&pane->pane.list, count);
}

/* At the start the first branch is open: the network and what it is a part of. */
static void unfold_first(struct agencies_pane *pane)
{
	for (size_t i = 0; i < pane->rows.count && (i == 0 || pane->rows.items[i].depth > 0); i++) {
		unfold(pane, pane->rows.items[i].id);
	}
}

static bool agencies_load(struct pane *pane, struct err *err)
{
	struct agencies_pane *agencies = self(pane);
	struct arena *arena = arena_new();
	struct organisation_rows rows = {0};
	struct query query;

	query_parse(pane->filter != NULL ? pane->filter : "", arena, &query);
	if (!organisation_list(pane->host->store, &query, arena, &rows, err)) {
		arena_free(arena);
		return false;
	}
	arena_free(pane->arena);
	pane->arena = arena;
	agencies->rows = rows;
	if (!agencies->was_loaded) {
		agencies->was_loaded = true;
		unfold_first(agencies);
	}
	collect_shown(agencies);
	return true;
}

static const struct organisation_row *row_at(struct pane *pane, size_t row)
{
	return &self(pane)->rows.items[self(pane)->shown[row]];
}

static const char *fold_mark(struct pane *pane, const struct organisation_row *row)
{
	if (!row->has_children || pane->filter != NULL) {
		return "";
	}
	return screen_mark(pane->host->screen,
			   is_unfolded(self(pane), row->id) ? MARK_UNFOLDED : MARK_FOLDED);
}

static int at_most(int value, int limit)
{
	return value < limit ? value : limit;
}

static void agencies_draw_row(struct pane *pane, size_t row, const struct row_look *look)
{
	const struct organisation_row *item = row_at(pane, row);
	int columns = look->area.columns;
	int indent = at_most(item->depth * INDENT_COLUMNS, columns / 3);
	int country = columns >= COUNTRY_FROM_COLUMNS ? COUNTRY_COLUMNS - 1 : 0;
	int abbreviation = 0;
	struct row_look rest = *look;

	if (item->abbreviation != NULL) {
		/* The last part of the row has no blank behind it. */
		int gap = country > 0 ? 1 : 0;
		abbreviation = at_most(text_width(item->abbreviation) + gap, columns / 3);
	}
	rest.area.column = row_text(pane, look, look->area.column, indent, STYLE_TEXT, "");
	rest.area.columns -= indent;
	const struct cell cells[] = {
		{fold_mark(pane, item), MARK_COLUMNS, STYLE_DIM},
		{item->name, rest.area.columns - MARK_COLUMNS - abbreviation - country,
		 item->dissolved != NULL ? STYLE_DIM : STYLE_TEXT},
		{item->abbreviation, abbreviation, STYLE_STRONG},
		{item->place_code, country, STYLE_DIM},
	};
	row_cells(pane, &rest, cells, sizeof cells / sizeof *cells);
}

static struct ref agencies_ref_at(struct pane *pane, size_t row)
{
	return (struct ref){RECORD_ORGANISATION, row_at(pane, row)->id};
}

/* Unfolds the branches above an organisation. Parents stand before their children. */
static bool agencies_reveal(struct pane *pane, struct ref ref)
{
	struct agencies_pane *agencies = self(pane);
	int64_t wanted = ref.id;

	for (size_t i = agencies->rows.count; i-- > 0;) {
		const struct organisation_row *row = &agencies->rows.items[i];

		if (row->id == wanted) {
			wanted = row->parent_id;
			unfold(agencies, wanted);
		}
	}
	collect_shown(agencies);
	return pane_select_ref(pane, ref);
}

static const char *agencies_text_at(struct pane *pane, size_t row)
{
	return row_at(pane, row)->name;
}

static void agencies_summary(struct pane *pane, struct str *out)
{
	const struct list *list = &pane->list;

	if (list->count > 0) {
		str_add_format(out, "%zu/%zu", self(pane)->shown[list->selected] + 1,
			       self(pane)->rows.count);
	} else {
		str_add(out, "0");
	}
}

static void agencies_free(struct pane *pane)
{
	free(self(pane)->shown);
	free(self(pane)->unfolded);
}

static const struct pane_type agencies_type = {
	.title = N_("Agencies"),
	.load = agencies_load,
	.draw_row = agencies_draw_row,
	.ref_at = agencies_ref_at,
	.reveal = agencies_reveal,
	.text_at = agencies_text_at,
	.summary = agencies_summary,
	.free = agencies_free,
};

struct pane *pane_agencies_new(const struct pane_host *host)
{
	struct agencies_pane *pane = mem_new(1, sizeof *pane);

	pane_init(&pane->pane, &agencies_type, host);
	return &pane->pane;
}

bool agencies_fold(struct pane *pane)
{
	if (pane->list.count == 0 || pane->filter != NULL) {
		return false;
	}
	const struct organisation_row *row = row_at(pane, pane->list.selected);

	if (!row->has_children) {
		return agencies_leave(pane);
	}
	if (is_unfolded(self(pane), row->id)) {
		fold(self(pane), row->id);
	} else {
		unfold(self(pane), row->id);
	}
	collect_shown(self(pane));
	return true;
}

bool agencies_leave(struct pane *pane)
{
	if (pane->list.count == 0 || pane->filter != NULL) {
		return false;
	}
	const struct organisation_row *row = row_at(pane, pane->list.selected);

	if (row->has_children && is_unfolded(self(pane), row->id)) {
		fold(self(pane), row->id);
		collect_shown(self(pane));
		return true;
	}
	return row->parent_id != 0 &&
	       pane_select_ref(pane, (struct ref){RECORD_ORGANISATION, row->parent_id});
}
