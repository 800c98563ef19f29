/* SPDX-License-Identifier: MIT
 *
 * Commands about records: opening them, the way back, the view of a list, and handing text out.
 */
#include "base/i18n.h"
#include "tui/action.h"
#include "tui/command.h"
#include "tui/opener.h"
#include "tui/state.h"

#include <string.h>

void act_open(struct app *app, const char *argument, int amount)
{
	struct pane *pane = app_focus(app);
	struct ref ref = pane_current(pane);
	const struct doc_line *line =
		pane == app->card ? doc_line_at(doc_pane_doc(pane), pane->list.selected) : NULL;

	(void)argument, (void)amount;
	if (ref.id != 0 && pane == app->overlay) {
		struct ref part = app_chosen_part(app);

		app_jump(app, ref);
		app_select_part(app, part);
	} else if (pane == app->card && app_unfold_past(app)) {
		return;
	} else if (ref.id != 0) {
		app->followed = pane == app->card ? app->followed + 1 : 0;
		app_open(app, ref);
	} else if (line != NULL && line->url != NULL) {
		act_link(app, "", 0);
	} else {
		app_say(app, _("This line leads nowhere."));
	}
}

/* Shows the record of a stop of the trail as it was left. */
static void go_to_stop(struct app *app, size_t at)
{
	struct trail *trail = &app->trail;

	app_leave_card(app);
	trail->at = at;
	app->on_card = app_show_card(app, trail->stops[at].held.ref);
	app_refresh(app);
	list_select(&app->card->list, trail->stops[at].row);
}

/* Whether a command of the trail leads from the card, or what lies over it, to a record: which one. */
static bool find_stop(const struct app *app, int step, size_t *at)
{
	const struct trail *trail = &app->trail;

	if (step < 0 && !app->on_card) {
		*at = trail->at;
		return trail->count > 0;
	}
	*at = step < 0 ? trail->at - 1 : trail->at + 1;
	return step < 0 ? trail->at > 0 : trail->at + 1 < trail->count;
}

/* The way back from the records leads to the list again that lies over everything, not to help. */
static void lay_list_aside(struct app *app)
{
	if (app->overlay != NULL && (app->overlay_view.place & (IN_RECORDS | IN_BIN)) != 0) {
		app_keep_results(app);
	} else if (app->overlay != NULL) {
		app_close_overlay(app);
	}
}

void act_trail(struct app *app, const char *argument, int amount)
{
	size_t at;

	(void)argument;
	if (find_stop(app, amount, &at)) {
		lay_list_aside(app);
		if (at > app->trail.at) {
			app->followed++;
		} else if (at < app->trail.at) {
			app->followed -= app->followed > 0 ? 1 : 0;
		}
		go_to_stop(app, at);
	} else if (amount > 0 || app->overlay != NULL || !app_return_to_results(app)) {
		app_say(app, amount < 0 ? _("No record was opened before this one.")
					: _("No record was opened after this one."));
	}
}

void act_back(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	if (app_leave_overlay(app)) {
		return;
	}
	if (app->on_card && app->followed > 0 && app->trail.at > 0) {
		app->followed--;
		go_to_stop(app, app->trail.at - 1);
	} else if (app->on_card && app_return_to_results(app)) {
		return;
	} else if (app->on_card) {
		app_leave_card(app);
		app_show_card(app, pane_current(app->panes[app->active]));
	} else {
		act_clear(app, "", 0);
	}
}

void act_branch_up(struct app *app, const char *argument, int amount)
{
	(void)amount;
	if (!agencies_leave(app->panes[PANE_AGENCIES])) {
		act_back(app, argument, 0);
	}
}

static bool is_same(struct ref a, struct ref b)
{
	return a.kind == b.kind && a.id == b.id;
}

/* The list that the card belongs to: what a search found, else the pane, unless that is a text. */
static struct pane *list_of_card(struct app *app)
{
	struct pane *pane = app->panes[app->active];

	if (app_results(app) != NULL) {
		return app_results(app);
	}
	return pane->type->is_text ? NULL : pane;
}

/* Moves a list to its next record; several rows can stand for one. Gives false, and moves nothing,
 * at the end of the list. */
static bool select_other(struct pane *pane, int step, struct ref *ref)
{
	struct ref start = pane_current(pane);
	size_t before = pane->list.selected;
	size_t at;

	do {
		at = pane->list.selected;
		list_move(&pane->list, step);
		*ref = pane_current(pane);
	} while (pane->list.selected != at && (ref->id == 0 || is_same(*ref, start)));
	if (ref->id != 0 && !is_same(*ref, start)) {
		return true;
	}
	list_select(&pane->list, before);
	return false;
}

void act_step_record(struct app *app, const char *argument, int amount)
{
	struct pane *pane = list_of_card(app);
	struct ref ref;

	(void)argument;
	if (pane == NULL || (app->followed == 0 && !is_same(app->card_ref, pane_current(pane)))) {
		app_say(app, _("This record stands in no list."));
	} else if (select_other(pane, amount, &ref)) {
		app->followed = 0;
		app_open(app, ref);
	} else {
		app_say(app, amount > 0 ? _("This is the last record of the list.")
					: _("This is the first record of the list."));
	}
}

void act_show(struct app *app, const char *argument, int amount)
{
	struct err err = {0};
	struct ref ref;

	(void)amount;
	if (argument[0] == '\0') {
		app_say(app, _("Say which record: show NAME. Tab completes the name."));
	} else if (record_lookup(app->host.store, argument, &ref, &err)) {
		app_close_overlay(app);
		app_jump(app, ref);
	} else if (err.kind == ERR_CONFLICT) {
		/* Several bear the name: they are listed, to pick one. */
		act_find(app, argument, 0);
	} else {
		app_fail(app, &err);
	}
}

void act_fold(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	agencies_fold(app->panes[PANE_AGENCIES]);
}

void act_zoom(struct app *app, const char *argument, int amount)
{
	struct pane *pane = app->panes[PANE_HISTORY];

	(void)argument;
	if (!timeline_zoom(pane, amount)) {
		app_say(app,
			amount > 0 ? _("All events are shown.")
				   : _("Only the events that the network itself tells are shown."));
		return;
	}
	if (!app_refresh(app)) {
		return;
	}
	app_say(app, ngettext("%zu event is shown.", "%zu events are shown.", pane->list.count),
		pane->list.count);
}

void act_sort(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	if (!people_next_order(app->panes[PANE_PEOPLE])) {
		app_say(app, _("There is no one to sort."));
	}
}

void act_reverse(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	if (!people_reverse(app->panes[PANE_PEOPLE])) {
		app_say(app, _("There is no one to sort."));
	}
}

static void copy(struct app *app, const char *text)
{
	screen_copy(app->host.screen, text);
	app_say(app, _("Copied, if the terminal allows it: %s"), text);
}

void act_copy(struct app *app, const char *argument, int amount)
{
	struct pane *pane = app_focus(app);

	(void)argument, (void)amount;
	const char *text =
		pane->list.count > 0 ? pane->type->text_at(pane, pane->list.selected) : "";
	if (text[0] != '\0') {
		copy(app, text);
	} else {
		app_say(app, _("This line is empty: nothing was copied."));
	}
}

void act_copy_card(struct app *app, const char *argument, int amount)
{
	struct doc *doc = doc_pane_doc(app->card);
	struct str text = STR_EMPTY;

	(void)argument, (void)amount;
	for (size_t row = 0; row < doc->row_count; row++) {
		if (row == 0 || doc->rows[row].line != doc->rows[row - 1].line) {
			doc_row_text(doc, row, &text);
			str_add_char(&text, '\n');
		}
	}
	screen_copy(app->host.screen, str_text(&text));
	app_say(app, _("Copied the record, if the terminal allows it."));
	str_clear(&text);
}

void act_link(struct app *app, const char *argument, int amount)
{
	struct pane *pane = app_focus(app);
	const struct doc_line *line = doc_line_at(doc_pane_doc(pane), pane->list.selected);
	struct err err = {0};

	(void)argument, (void)amount;
	if (line == NULL || line->url == NULL) {
		app_say(app, _("This line has no web address."));
	} else if (!opener_is_available()) {
		copy(app, line->url);
	} else if (opener_open(line->url, &err)) {
		app_say(app, _("Handed to the desktop: %s"), line->url);
	} else {
		app_fail(app, &err);
	}
}
