/* SPDX-License-Identifier: MIT
 *
 * What is opened: the card of a record, and the trail of records that were opened.
 */
#include <string.h>

#include "base/i18n.h"
#include "tui/state.h"

/* A list of past terms longer than this is one row until Enter unfolds it. */
enum { PAST_SHOWN = 2 };

static size_t count_past(const struct card *card)
{
	size_t count = 0;

	for (size_t i = 0; i < card->count; i++) {
		count += card->items[i].is_past && card->items[i].link.id != 0 ? 1 : 0;
	}
	return count;
}

/* Adds the lines of a card; past terms that are many are one row that stands for them. */
static void add_card(struct app *app, const struct card *card, struct arena *arena)
{
	struct doc *doc = doc_pane_doc(app->card);
	size_t past = count_past(card);
	bool folds = past > PAST_SHOWN && !app->shows_past;
	bool has_row = false;

	for (size_t i = 0; i < card->count; i++) {
		const struct card_line *line = &card->items[i];

		if (!folds || !line->is_past) {
			doc_add(doc, line);
		} else if (!has_row) {
			struct card_line row = {
				.role = CARD_FIELD,
				.label = line->label,
				.text = arena_format(arena,
						     ngettext("%zu term, Enter shows it",
							      "%zu terms, Enter shows them", past),
						     past)};
			doc_add(doc, &row);
			doc_mark_item(doc, CARD_PAST);
			has_row = true;
		}
	}
}

bool app_show_card(struct app *app, struct ref ref)
{
	struct arena *arena = arena_new();
	struct card card = {0};
	struct err err = {0};
	struct held held = {.ref = ref};
	bool is_other = ref.kind != app->card_ref.kind || ref.id != app->card_ref.id;

	store_begin_reading(app->host.store);
	bool done = ref.id == 0 ||
		    (card_build(app->host.store, ref, app->host.today, arena, &card, &err) &&
		     held_take(app->host.store, ref, &held, &err));
	store_end_reading(app->host.store);
	/* A card that was not read is none, so that the next key asks for it again. */
	app->card_ref = done ? ref : (struct ref){0};
	memcpy(app->card_uid, held.uid, sizeof app->card_uid);
	app->shows_past = app->shows_past && !is_other;
	doc_reset(doc_pane_doc(app->card));
	if (done) {
		add_card(app, &card, arena);
	}
	list_set_count(&app->card->list, 0);
	pane_set_filter(app->card, NULL);
	if (!done) {
		app_tell_failure(app, &err);
	}
	arena_free(arena);
	return done;
}

void app_select_part(struct app *app, struct ref part)
{
	size_t row = 0;

	if (part.id == 0 || !app->on_card) {
		return;
	}
	/* A small screen gives the card a place only now. */
	app_refresh(app);
	if (!doc_find_about(doc_pane_doc(app->card), part, &row) && !app->shows_past) {
		/* It may be among the past terms that are folded. */
		app->shows_past = true;
		app_show_card(app, app->card_ref);
		app_fit_card(app);
	}
	if (doc_find_about(doc_pane_doc(app->card), part, &row)) {
		list_select(&app->card->list, row);
	}
}

bool app_unfold_past(struct app *app)
{
	size_t row = app->card->list.selected;
	const struct doc_line *line = doc_line_at(doc_pane_doc(app->card), row);

	if (line == NULL || line->item != CARD_PAST) {
		return false;
	}
	app->shows_past = true;
	if (app_show_card(app, app->card_ref)) {
		app_fit_card(app);
		list_select(&app->card->list, row);
	}
	return true;
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
static void grow_trail(struct app *app)
{
	struct trail *trail = &app->trail;
	size_t at = trail->count > 0 ? trail->at + 1 : 0;

	trail->stops = mem_resize(trail->stops, at + 1, sizeof *trail->stops);
	trail->stops[at] = (struct trail_stop){{.ref = app->card_ref}, 0};
	memcpy(trail->stops[at].held.uid, app->card_uid, sizeof app->card_uid);
	trail->at = at;
	trail->count = at + 1;
}

void app_open(struct app *app, struct ref ref)
{
	app_leave_card(app);
	if (app_show_card(app, ref)) {
		grow_trail(app);
		app->on_card = true;
	}
}

void app_find_opened(struct app *app)
{
	struct trail *trail = &app->trail;
	struct held card = {.ref = app->card_ref};
	size_t kept = 0;
	size_t at = 0;

	for (size_t i = 0; i < trail->count; i++) {
		struct trail_stop stop = trail->stops[i];

		if (held_is_there(app->host.store, &stop.held)) {
			at = i <= trail->at ? kept : at;
			trail->stops[kept++] = stop;
		}
	}
	trail->count = kept;
	trail->at = at;
	app->followed = app->followed < at ? app->followed : at;
	memcpy(card.uid, app->card_uid, sizeof card.uid);
	if (card.ref.id != 0) {
		bool is_there = held_is_there(app->host.store, &card);

		app->card_ref = is_there ? card.ref : (struct ref){0};
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

void app_jump(struct app *app, struct ref ref)
{
	static const int places[RECORD_KINDS] = {
		[RECORD_ORGANISATION] = PANE_AGENCIES,
		[RECORD_PERSON] = PANE_PEOPLE,
		[RECORD_EVENT] = PANE_HISTORY,
	};
	/* Mission is 0: it lists no records, so it stands for no pane. */
	int place = places[ref.kind];

	app_keep_results(app);
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
