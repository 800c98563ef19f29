/* SPDX-License-Identifier: MIT
 *
 * What all panes have in common.
 */
#include "tui/pane.h"

#include <stdlib.h>

void pane_init(struct pane *pane, const struct pane_type *type, const struct pane_host *host)
{
	pane->type = type;
	pane->host = host;
	pane->arena = arena_new();
	pane->list.height = 1;
	pane->is_stale = true;
}

void pane_free(struct pane *pane)
{
	if (pane == NULL) {
		return;
	}
	if (pane->type->free != NULL) {
		pane->type->free(pane);
	}
	arena_free(pane->arena);
	free(pane->filter);
	free(pane);
}

void pane_set_filter(struct pane *pane, const char *filter)
{
	char *copy = filter != NULL && filter[0] != '\0' ? mem_copy_text(filter) : NULL;

	free(pane->filter);
	pane->filter = copy;
	pane->is_stale = pane->is_stale || !pane->type->is_text;
}

struct ref pane_current(struct pane *pane)
{
	if (pane->list.count == 0 || pane->type->ref_at == NULL) {
		return (struct ref){0};
	}
	return pane->type->ref_at(pane, pane->list.selected);
}

static bool look_through(struct pane *pane, struct ref ref, size_t *row)
{
	for (size_t i = 0; i < pane->list.count; i++) {
		struct ref at = pane->type->ref_at(pane, i);

		if (at.kind == ref.kind && at.id == ref.id) {
			*row = i;
			return true;
		}
	}
	return false;
}

bool pane_select_ref(struct pane *pane, struct ref ref)
{
	struct ref current = ref.id != 0 ? pane_current(pane) : (struct ref){0};
	size_t row = 0;

	/* Mostly it has not moved, and its row is read anyway: looking for it costs more. */
	if (current.id != 0 && current.kind == ref.kind && current.id == ref.id) {
		return true;
	}
	bool found = ref.id != 0 && (pane->type->find != NULL ? pane->type->find(pane, ref, &row)
							      : look_through(pane, ref, &row));

	if (found) {
		list_select(&pane->list, row);
	}
	return found;
}

bool pane_reveal(struct pane *pane, struct ref ref)
{
	return pane->type->reveal != NULL ? pane->type->reveal(pane, ref)
					  : pane_select_ref(pane, ref);
}

int row_text(struct pane *pane, const struct row_look *look, int column, int columns,
	     enum style own, const char *text)
{
	int end = look->area.column + look->area.columns;

	if (columns > end - column) {
		columns = end - column;
	}
	if (columns > 0) {
		enum style style = look->style == STYLE_TEXT ? own : look->style;

		screen_text(pane->host->screen, look->area.row, column, columns, style, text);
	}
	return column + (columns > 0 ? columns : 0);
}

void row_cells(struct pane *pane, const struct row_look *look, const struct cell *cells,
	       size_t count)
{
	int column = look->area.column;

	while (count > 0 && cells[count - 1].columns <= 0) {
		count--;
	}
	for (size_t i = 0; i < count; i++) {
		const struct cell *cell = &cells[i];
		int gap = i + 1 < count && cell->columns > 0 ? 1 : 0;

		column = row_text(pane, look, column, cell->columns - gap, cell->style,
				  cell->text != NULL ? cell->text : "");
		column = row_text(pane, look, column, gap, STYLE_TEXT, "");
	}
}
