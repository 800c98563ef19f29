/* SPDX-License-Identifier: MIT
 *
 * Commands that find: narrowing a list as one types, jumping in a text, searching in everything.
 */
#include "base/i18n.h"
#include "store/search.h"
#include "tui/action.h"
#include "tui/command.h"
#include "tui/state.h"

#include <stdlib.h>
#include <string.h>

enum { FOUND_LIMIT = 500 };

/* Remembers what Esc is to bring back. */
static void remember(struct app *app, struct pane *pane)
{
	free(app->before.filter);
	app->before = (struct before_filter){mem_copy_text(pane->filter), pane_current(pane),
					     pane->list.selected};
}

static void restore(struct app *app, struct pane *pane)
{
	pane_set_filter(pane, app->before.filter);
	app_refresh(app);
	if (pane->type->is_text || !pane_select_ref(pane, app->before.ref)) {
		list_select(&pane->list, app->before.row);
	}
}

static bool is_text(struct pane *pane)
{
	return pane->type->is_text;
}

/* Jumps to the first hit at or behind the row that the search began at. */
static void jump(struct app *app, struct pane *pane)
{
	size_t row = app->before.row;
	size_t last = pane->list.count > 0 ? pane->list.count - 1 : 0;

	if (pane->filter != NULL &&
	    doc_find(doc_pane_doc(pane), pane->filter, row > 0 ? row - 1 : last, false, &row)) {
		list_select(&pane->list, row);
	}
}

void find_changed(struct app *app)
{
	struct pane *pane = app_focus(app);

	pane_set_filter(pane, str_text(&app->prompt.line.text));
	if (is_text(pane)) {
		list_select(&pane->list, app->before.row);
		jump(app, pane);
		return;
	}
	app_refresh(app);
	if (!pane_select_ref(pane, app->before.ref)) {
		list_select(&pane->list, 0);
	}
}

void find_entered(struct app *app)
{
	struct pane *pane = app_focus(app);
	size_t row = 0;

	if (is_text(pane) && pane->filter != NULL &&
	    !doc_find(doc_pane_doc(pane), pane->filter, 0, false, &row)) {
		app_say(app, _("\"%s\" is not in this text."), pane->filter);
		restore(app, pane);
	} else if (!is_text(pane) && pane->filter != NULL && pane->list.count > 0) {
		app_say(app,
			ngettext("%zu row matches. \\ shows all again.",
				 "%zu rows match. \\ shows all again.", pane->list.count),
			pane->list.count);
	}
}

void find_cancelled(struct app *app)
{
	restore(app, app_focus(app));
}

void act_filter(struct app *app, const char *argument, int amount)
{
	struct pane *pane = app_focus(app);
	enum prompt_kind kind = is_text(pane) ? PROMPT_SEARCH : PROMPT_FILTER;

	(void)amount;
	remember(app, pane);
	prompt_open(&app->prompt, kind, argument);
	if (argument[0] != '\0') {
		find_changed(app);
		find_entered(app);
		prompt_close(&app->prompt, true);
	}
}

void act_next_hit(struct app *app, const char *argument, int amount)
{
	struct pane *pane = app_focus(app);
	size_t row = pane->list.selected;

	(void)argument;
	if (pane->filter == NULL) {
		app_say(app, _("Nothing was searched for yet: / begins."));
	} else if (!is_text(pane)) {
		list_move(&pane->list, amount);
	} else if (doc_find(doc_pane_doc(pane), pane->filter, row, amount < 0, &row)) {
		list_select(&pane->list, row);
	} else {
		app_say(app, _("\"%s\" is not in this text."), pane->filter);
	}
}

void act_clear(struct app *app, const char *argument, int amount)
{
	struct pane *pane = app_focus(app);
	bool found_nothing = pane->list.count == 0;

	(void)argument, (void)amount;
	if (pane->filter == NULL) {
		return;
	}
	pane_set_filter(pane, NULL);
	if (found_nothing) {
		/* Nothing is selected that the selection could stay on: back to where / was pressed. */
		app_refresh(app);
		pane_select_ref(pane, app->before.ref);
	}
}

void act_find(struct app *app, const char *argument, int amount)
{
	struct arena *arena = arena_new();
	struct search_rows found = {0};
	struct err err = {0};
	struct query query;

	(void)amount;
	query_parse(argument, arena, &query);
	if (argument[0] == '\0') {
		app_say(app, _("Say what to search for: find TEXT."));
	} else if (!search_all(app->host.store, &query, FOUND_LIMIT, arena, &found, &err)) {
		app_fail(app, &err);
	} else if (found.count == 0) {
		app_say(app, _("Nothing matches \"%s\"."), argument);
	} else {
		struct doc *doc = app_open_overlay(
			app, arena_format(arena,
					  ngettext("%zu record with \"%s\"",
						   "%zu records with \"%s\"", found.count),
					  found.count, argument));
		app->overlay_view.place = IN_RECORDS;
		for (size_t i = 0; i < found.count; i++) {
			const struct search_row *row = &found.items[i];

			doc_add(doc,
				&(struct card_line){.role = CARD_ITEM,
						    .label = app_record_title(row->ref.kind),
						    .text = row->detail[0] == '\0'
								    ? row->label
								    : arena_format(arena, "%s, %s",
										   row->label,
										   row->detail),
						    .link = row->ref});
		}
	}
	arena_free(arena);
}
