/* SPDX-License-Identifier: MIT
 *
 * Commands that move: inside a pane, and from pane to pane.
 */
#include "tui/action.h"
#include "tui/lead.h"
#include "tui/state.h"

/* The text that lies over everything, which may be a list; NULL when nothing does. */
static struct doc *overlay_doc(struct app *app)
{
	return app->overlay != NULL ? doc_pane_doc(app->overlay) : NULL;
}

void act_move(struct app *app, const char *argument, int amount)
{
	struct doc *doc = overlay_doc(app);

	(void)argument;
	if (doc != NULL) {
		lead_step(doc, &app->overlay->list, amount < 0);
	} else {
		list_move(&app_focus(app)->list, amount);
	}
}

static void scroll(struct app *app, long rows)
{
	struct doc *doc = overlay_doc(app);

	list_scroll(&app_focus(app)->list, rows);
	if (doc != NULL) {
		lead_settle(doc, &app->overlay->list);
	}
}

void act_half_page(struct app *app, const char *argument, int amount)
{
	(void)argument;
	scroll(app, amount * (view_rows(app) / 2 + 1));
}

void act_page(struct app *app, const char *argument, int amount)
{
	(void)argument;
	scroll(app, amount * view_rows(app));
}

void act_end(struct app *app, const char *argument, int amount)
{
	struct list *list = &app_focus(app)->list;
	struct doc *doc = overlay_doc(app);

	(void)argument;
	list_select(list, amount > 0 && list->count > 0 ? list->count - 1 : 0);
	if (doc != NULL) {
		lead_settle(doc, list);
	}
}

void act_part(struct app *app, const char *argument, int amount)
{
	struct pane *pane = app_focus(app);
	size_t row = pane->list.selected;

	(void)argument;
	if (doc_find_part(doc_pane_doc(pane), amount < 0, &row)) {
		list_select(&pane->list, row);
	}
}

void act_pane(struct app *app, const char *argument, int amount)
{
	(void)argument;
	app_close_overlay(app);
	app_leave_card(app);
	app->active = amount;
}

/* The panes stand in a ring; the record comes behind the people. */
void act_next_pane(struct app *app, const char *argument, int amount)
{
	int places = FRAME_PANES + 1;
	int at = app->on_card ? FRAME_PANES : app->active;
	int next = (at + places + amount) % places;

	if (next == FRAME_PANES && app->card_ref.id == 0) {
		next = (next + places + amount) % places;
	}
	if (next == FRAME_PANES) {
		app_close_overlay(app);
		app->on_card = true;
		app->followed = 0;
	} else {
		act_pane(app, argument, next);
	}
}
