/* SPDX-License-Identifier: MIT
 *
 * What is opened: the card of a record, the trail of records that were opened, and what lies over
 * everything, help and search results.
 */
#include <stdlib.h>

#include "base/i18n.h"
#include "tui/state.h"

bool app_show_card(struct app *app, struct ref ref)
{
	struct doc *doc = doc_pane_doc(app->card);
	struct arena *arena = arena_new();
	struct card card = {0};
	struct err err = {0};

	store_begin_reading(app->host.store);
	bool done = ref.id == 0 ||
		    card_build(app->host.store, ref, app->host.today, arena, &card, &err);
	store_end_reading(app->host.store);
	/* A card that was not read is none, so that the next key asks for it again. */
	app->card_ref = done ? ref : (struct ref){0};
	doc_reset(doc);
	for (size_t i = 0; done && i < card.count; i++) {
		doc_add(doc, &card.items[i]);
	}
	list_set_count(&app->card->list, 0);
	pane_set_filter(app->card, NULL);
	if (!done) {
		app_tell_failure(app, &err);
	}
	arena_free(arena);
	return done;
}

bool app_follow_cursor(struct app *app)
{
	struct ref ref = pane_current(app->panes[app->active]);

	if (app->on_card || (ref.kind == app->card_ref.kind && ref.id == app->card_ref.id)) {
		return false;
	}
	app_show_card(app, ref);
	app_fit_card(app);
	return true;
}

void app_leave_card(struct app *app)
{
	struct trail *trail = &app->trail;

	if (app->on_card && trail->at < trail->count) {
		trail->stops[trail->at].row = app->card->list.selected;
	}
	app->on_card = false;
}

/* Puts a record behind the present stop of the trail; what came after it is forgotten. */
static void grow_trail(struct app *app, struct ref ref)
{
	struct trail *trail = &app->trail;
	size_t at = trail->count > 0 ? trail->at + 1 : 0;

	trail->stops = mem_resize(trail->stops, at + 1, sizeof *trail->stops);
	trail->stops[at] = (struct trail_stop){ref, 0};
	trail->at = at;
	trail->count = at + 1;
}

void app_open(struct app *app, struct ref ref)
{
	app_leave_card(app);
	if (app_show_card(app, ref)) {
		grow_trail(app, ref);
		app->on_card = true;
	}
}

const char *app_record_title(enum record_kind kind)
{
	static const char *const titles[RECORD_KINDS] = {
		[RECORD_SOURCE] = N_("Source"),
		[RECORD_PLACE] = N_("Country"),
		[RECORD_ORGANISATION] = N_("Organisation"),
		[RECORD_PERSON] = N_("Person"),
		[RECORD_EVENT] = N_("Event"),
		[RECORD_PAGE] = N_("Page"),
	};

	return _(titles[kind] != NULL ? titles[kind] : N_("Record"));
}

struct doc *app_open_overlay(struct app *app, const char *title)
{
	app_close_overlay(app);
	app->overlay = doc_pane_new(&app->host);
	app->overlay_title = mem_copy_text(title);
	return doc_pane_doc(app->overlay);
}

void app_close_overlay(struct app *app)
{
	pane_free(app->overlay);
	free(app->overlay_title);
	app->overlay = NULL;
	app->overlay_title = NULL;
	pane_free(app->results);
	free(app->results_title);
	app->results = NULL;
	app->results_title = NULL;
}

/* Puts what a search found aside while one of its records is looked at. */
static void keep_results(struct app *app)
{
	struct pane *results = app->overlay;
	char *title = app->overlay_title;

	app->overlay = NULL;
	app->overlay_title = NULL;
	app_close_overlay(app);
	app->results = results;
	app->results_title = title;
}

bool app_return_to_results(struct app *app)
{
	if (app->results == NULL) {
		return false;
	}
	app_leave_card(app);
	app->overlay = app->results;
	app->overlay_title = app->results_title;
	app->results = NULL;
	app->results_title = NULL;
	return true;
}

void app_jump(struct app *app, struct ref ref)
{
	static const int places[RECORD_KINDS] = {
		[RECORD_ORGANISATION] = PANE_AGENCIES,
		[RECORD_PERSON] = PANE_PEOPLE,
		[RECORD_EVENT] = PANE_HISTORY,
	};
	/* Mission is 0: it lists no records, so it stands for no pane. */
	int place = places[ref.kind];

	keep_results(app);
	if (place != PANE_MISSION) {
		struct pane *pane = app->panes[place];

		app->active = place;
		if (!pane_reveal(pane, ref) && pane->filter != NULL) {
			pane_set_filter(pane, NULL);
			app_refresh(app);
			pane_reveal(pane, ref);
		}
	}
	app->followed = 0;
	app_open(app, ref);
}
