/* SPDX-License-Identifier: MIT
 *
 * What lies over everything: help, messages, what a search found, and lists that are read from the
 * file. And what a command is about, wherever the focus is.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "tui/lead.h"
#include "tui/state.h"

/* What was laid aside, the newest first. */
struct aside {
	struct pane *pane;
	char *title;
	struct overlay_view view;
	struct aside *below;
};

static void close_overlay(struct app *app)
{
	pane_free(app->overlay);
	free(app->overlay_title);
	arena_free(app->overlay_view.arena);
	app->overlay = NULL;
	app->overlay_title = NULL;
	app->overlay_view = (struct overlay_view){0};
}

/* Puts what was laid aside last over everything again; false when there is nothing. */
static bool take_back(struct app *app)
{
	struct aside *aside = app->aside;

	if (aside == NULL) {
		return false;
	}
	close_overlay(app);
	app->overlay = aside->pane;
	app->overlay_title = aside->title;
	app->overlay_view = aside->view;
	app->aside = aside->below;
	free(aside);
	return true;
}

struct doc *app_open_overlay(struct app *app, const char *title)
{
	/* What stands in the place of another lies over the same. */
	bool is_over_list = app->overlay_view.is_over_list;

	close_overlay(app);
	app->overlay_view.is_over_list = is_over_list;
	app->overlay = doc_pane_new(&app->host);
	app->overlay_title = mem_copy_text(title);
	return doc_pane_doc(app->overlay);
}

void app_close_overlay(struct app *app)
{
	while (take_back(app)) {
		/* Each closes the one before. */
	}
	close_overlay(app);
}

bool app_leave_overlay(struct app *app)
{
	if (app->overlay == NULL) {
		return false;
	}
	bool is_over_list = app->overlay_view.is_over_list;
	close_overlay(app);
	if (is_over_list) {
		app_take_back_overlay(app);
	}
	return true;
}

void app_set_overlay_title(struct app *app, const char *title)
{
	free(app->overlay_title);
	app->overlay_title = mem_copy_text(title);
}

int app_overlay_columns(const struct app *app)
{
	return app->frame.mode == FRAME_SINGLE ? app->frame.body.columns
					       : app->frame.body.columns - 2;
}

struct area app_overlay_area(const struct app *app)
{
	struct area area = app->frame.body;
	int above = app->overlay_view.pinned != NULL ? 1 : 0;

	area.row += above;
	area.rows -= above;
	return area;
}

/* Fills the text from the file; what its rows stood for before is dropped afterwards. */
static bool fill(struct app *app, struct err *err)
{
	struct overlay_view *view = &app->overlay_view;
	struct arena *before = view->arena;
	const void *rows_before = view->rows;
	const char *pinned_before = view->pinned;

	view->pinned = NULL;
	view->arena = arena_new();
	view->columns = app_overlay_columns(app);
	doc_reset(doc_pane_doc(app->overlay));
	store_begin_reading(app->host.store);
	bool done = view->fill(app, view, doc_pane_doc(app->overlay), err);
	store_end_reading(app->host.store);
	if (!done) {
		arena_free(view->arena);
		view->arena = before;
		view->rows = rows_before;
		view->pinned = pinned_before;
		doc_reset(doc_pane_doc(app->overlay));
		return false;
	}
	arena_free(before);
	return true;
}

bool app_open_view(struct app *app, const char *title, const struct overlay_view *view)
{
	struct held held;
	struct err err = {0};

	app_open_overlay(app, title);
	bool is_over_list = app->overlay_view.is_over_list || view->is_over_list;
	app->overlay_view = *view;
	app->overlay_view.is_over_list = is_over_list;
	if (view->ref.id != 0 && held_take(app->host.store, view->ref, &held, &err)) {
		memcpy(app->overlay_view.uid, held.uid, sizeof held.uid);
	}
	if (!fill(app, &err)) {
		app_leave_overlay(app);
		app_fail(app, &err);
		return false;
	}
	/* The first line that leads somewhere, below its headings. */
	struct doc *doc = doc_pane_doc(app->overlay);
	doc_set_width(doc, app_overlay_columns(app));
	list_set_count(&app->overlay->list, doc->row_count);
	list_set_height(&app->overlay->list, (size_t)app_overlay_area(app).rows);
	lead_settle(doc, &app->overlay->list);
	return true;
}

/* What the rows are about may stand elsewhere by now, or be gone: then they cannot be read. */
static void find_subject(struct app *app)
{
	struct overlay_view *view = &app->overlay_view;
	struct held held = {.ref = view->ref};

	memcpy(held.uid, view->uid, sizeof held.uid);
	if (view->ref.id != 0) {
		view->ref.id = held_is_there(app->host.store, &held) ? held.ref.id : 0;
	}
}

void app_refill_overlay(struct app *app)
{
	struct err err = {0};

	if (app->overlay == NULL || app->overlay_view.fill == NULL) {
		return;
	}
	struct doc *doc = doc_pane_doc(app->overlay);
	size_t row = app->overlay->list.selected;
	const struct doc_line *line = doc_line_at(doc, row);
	struct doc_line before = line != NULL ? *line : (struct doc_line){0};
	size_t below = row - doc_first_row(doc, row);
	size_t first;
	find_subject(app);
	if (!fill(app, &err)) {
		app_tell_failure(app, &err);
	}
	doc_set_width(doc, app_overlay_columns(app));
	list_set_count(&app->overlay->list, doc->row_count);
	if (doc_find_same(doc, &before, &first)) {
		row = first + below;
	}
	list_select(&app->overlay->list, row);
	lead_settle(doc, &app->overlay->list);
}

bool app_lay_aside(struct app *app)
{
	if (app->overlay == NULL) {
		return false;
	}
	struct aside *aside = mem_new(1, sizeof *aside);
	*aside = (struct aside){app->overlay, app->overlay_title, app->overlay_view, app->aside};
	app->aside = aside;
	app->overlay = NULL;
	app->overlay_title = NULL;
	app->overlay_view = (struct overlay_view){0};
	return true;
}

void app_keep_results(struct app *app)
{
	struct aside *below = app->aside;

	app->aside = NULL;
	app_lay_aside(app);
	struct aside *kept = app->aside;
	app->aside = below;
	app_close_overlay(app);
	app->aside = kept;
}

bool app_take_back_overlay(struct app *app)
{
	if (!take_back(app)) {
		return false;
	}
	app_refill_overlay(app);
	return true;
}

bool app_return_to_results(struct app *app)
{
	if (app->aside == NULL) {
		return false;
	}
	app_leave_card(app);
	return app_take_back_overlay(app);
}

struct pane *app_results(const struct app *app)
{
	return app->aside != NULL ? app->aside->pane : NULL;
}

bool app_results_are(const struct app *app, overlay_fill *wanted)
{
	return app->aside != NULL && app->aside->view.fill == wanted;
}

const struct doc_line *app_line(struct app *app)
{
	struct pane *pane = app_focus(app);

	return pane->type->is_text ? doc_line_at(doc_pane_doc(pane), pane->list.selected) : NULL;
}

struct ref app_chosen_part(struct app *app)
{
	const struct doc_line *line = app_line(app);

	return line != NULL ? line->about : (struct ref){0};
}

struct ref app_chosen_record(struct app *app)
{
	if (app->overlay != NULL) {
		struct ref ref = pane_current(app->overlay);

		return ref.id != 0 ? ref : app->overlay_view.ref;
	}
	if (app->on_card) {
		return app->card_ref;
	}
	/* The mission shows pages, beside the card of what they are about. */
	return app->active == PANE_MISSION ? app_chosen_part(app)
					   : pane_current(app->panes[app->active]);
}
