/* SPDX-License-Identifier: MIT
 *
 * The loop, and what belongs to no single command: the focus, the card that follows the cursor, the
 * trail, messages.
 */
#include "tui/app.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "tui/action.h"
#include "tui/command.h"
#include "tui/state.h"
#include "tui/tui.h"

static struct pane *(*const pane_makers[FRAME_PANES])(const struct pane_host *host) = {
	[PANE_MISSION] = pane_mission_new,
	[PANE_HISTORY] = pane_timeline_new,
	[PANE_AGENCIES] = pane_agencies_new,
	[PANE_PEOPLE] = pane_people_new,
};

bool app_new(struct store *store, struct screen *screen, const struct app_options *options,
	     struct app **out, struct err *err)
{
	struct app *app = mem_new(1, sizeof *app);

	app->options = *options;
	app->host = (struct pane_host){store, screen, app->options.today};
	for (int i = 0; i < FRAME_PANES; i++) {
		app->panes[i] = pane_makers[i](&app->host);
	}
	app->card = doc_pane_new(&app->host);
	store_begin_reading(store);
	bool done = true;
	for (int i = 0; i < FRAME_PANES && done; i++) {
		app->panes[i]->is_stale = false;
		done = app->panes[i]->type->load(app->panes[i], err);
	}
	store_end_reading(store);
	if (!done) {
		app_free(app);
		return false;
	}
	if (store_is_read_only(store)) {
		app_say(app, "%s", store_read_only_reason(store));
	}
	*out = app;
	return true;
}

void app_free(struct app *app)
{
	if (app == NULL) {
		return;
	}
	for (int i = 0; i < FRAME_PANES; i++) {
		pane_free(app->panes[i]);
	}
	pane_free(app->card);
	app_close_overlay(app);
	prompt_clear(&app->prompt);
	complete_reset(app);
	str_clear(&app->choices);
	str_clear(&app->message);
	str_clear(&app->messages);
	free(app->before.filter);
	free(app->trail.stops);
	free(app);
}

int app_signal(const struct app *app)
{
	return app->signal;
}

struct pane *app_focus(struct app *app)
{
	if (app->overlay != NULL) {
		return app->overlay;
	}
	return app->on_card ? app->card : app->panes[app->active];
}

static void keep_message(struct app *app, enum style style)
{
	app->message_style = style;
	str_add_format(&app->messages, "%s\n", str_text(&app->message));
}

void app_say(struct app *app, const char *format, ...)
{
	va_list arguments;

	str_reset(&app->message);
	va_start(arguments, format);
	str_add_arguments(&app->message, format, arguments);
	va_end(arguments);
	keep_message(app, STYLE_MESSAGE);
}

void app_fail(struct app *app, const struct err *err)
{
	str_reset(&app->message);
	str_add(&app->message, err->text);
	keep_message(app, STYLE_ERROR);
}

/* Reads a pane anew and keeps its selection on the record that it was on. */
static void reload(struct app *app, struct pane *pane)
{
	struct err err = {0};
	struct ref ref = pane_current(pane);

	pane->is_stale = false;
	if (!pane->type->load(pane, &err)) {
		app_fail(app, &err);
	} else if (!pane->type->is_text) {
		pane_select_ref(pane, ref);
	}
}

/* Columns of a pane between the blanks at its sides. */
static int inner_columns(const struct app *app, struct area area)
{
	return app->frame.mode == FRAME_SINGLE ? area.columns : area.columns - 2;
}

static void fit_pane(struct app *app, struct pane *pane, struct area area)
{
	if (area.rows <= 0) {
		return;
	}
	if (pane->type->set_width != NULL) {
		pane->type->set_width(pane, inner_columns(app, area));
	}
	list_set_height(&pane->list, (size_t)area.rows);
}

void app_show_card(struct app *app, struct ref ref)
{
	struct doc *doc = doc_pane_doc(app->card);
	struct arena *arena = arena_new();
	struct card card = {0};
	struct err err = {0};

	app->card_ref = ref;
	store_begin_reading(app->host.store);
	doc_reset(doc);
	list_select(&app->card->list, 0);
	pane_set_filter(app->card, NULL);
	if (ref.id != 0 && !card_build(app->host.store, ref, app->host.today, arena, &card, &err)) {
		app_fail(app, &err);
	}
	for (size_t i = 0; i < card.count; i++) {
		doc_add(doc, &card.items[i]);
	}
	store_end_reading(app->host.store);
	arena_free(arena);
}

void app_refresh(struct app *app)
{
	store_begin_reading(app->host.store);
	for (int i = 0; i < FRAME_PANES; i++) {
		if (app->panes[i]->is_stale) {
			reload(app, app->panes[i]);
		}
	}
	store_end_reading(app->host.store);
	frame_arrange(&app->frame, screen_rows(app->host.screen), screen_columns(app->host.screen),
		      app->active, app->on_card);
	for (int i = 0; i < FRAME_PANES; i++) {
		fit_pane(app, app->panes[i], app->frame.panes[i]);
	}
	fit_pane(app, app->card, app->frame.card);
	if (app->overlay != NULL) {
		fit_pane(app, app->overlay, app->frame.body);
	}
}

/* Shows the record under the cursor beside the list. Gives whether the card had to change. */
static bool follow_cursor(struct app *app)
{
	struct ref ref = pane_current(app->panes[app->active]);

	if (app->on_card || (ref.kind == app->card_ref.kind && ref.id == app->card_ref.id)) {
		return false;
	}
	app_show_card(app, ref);
	fit_pane(app, app->card, app->frame.card);
	return true;
}

/* Puts a record behind the present stop of the trail; what came after it is forgotten. */
static void grow_trail(struct app *app, struct ref ref)
{
	struct trail *trail = &app->trail;
	size_t at = trail->count > 0 ? trail->at + 1 : 0;

	if (trail->at < trail->count && app->on_card) {
		trail->stops[trail->at].row = app->card->list.selected;
	}
	trail->stops = mem_resize(trail->stops, at + 1, sizeof *trail->stops);
	trail->stops[at] = (struct trail_stop){ref, 0};
	trail->at = at;
	trail->count = at + 1;
}

void app_open(struct app *app, struct ref ref)
{
	grow_trail(app, ref);
	app->on_card = true;
	app_show_card(app, ref);
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

	app_close_overlay(app);
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
}

/* A key while the prompt is open. */
static void run_prompt_key(struct app *app, const struct key *key)
{
	enum prompt_kind kind = app->prompt.kind;
	bool is_find = kind == PROMPT_FILTER || kind == PROMPT_SEARCH;

	if (key->code != '\t') {
		complete_reset(app);
	}
	switch (prompt_key(&app->prompt, key)) {
	case PROMPT_EDITING:
		if (is_find) {
			find_changed(app);
		}
		break;
	case PROMPT_COMPLETE:
		if (kind == PROMPT_COMMAND) {
			complete_next(app);
		}
		break;
	case PROMPT_CANCELLED:
		prompt_close(&app->prompt, false);
		if (is_find) {
			find_cancelled(app);
		}
		break;
	case PROMPT_ENTERED: {
		char *line = mem_copy_text(str_text(&app->prompt.line.text));
		prompt_close(&app->prompt, true);
		if (is_find) {
			find_entered(app);
		} else {
			command_run_line(app, line);
		}
		free(line);
		break;
	}
	case PROMPT_IGNORED:
		break;
	}
}

/* A key that belongs to no prompt: the command of its row. Pasted text is never keys. */
static void run_command_key(struct app *app, const struct key *key)
{
	const struct command *command = command_of_key(app, key->code);
	bool asked_leave = app->asked_leave;

	if (key->code == SCREEN_KEY_PASTE) {
		app_say(app, _("Pasted text is not taken as keys. / searches: paste it there."));
		return;
	}
	if (command == NULL) {
		app_say(app, _("That key does nothing here. ? shows the keys."));
	} else {
		command->run(app, "", command->amount);
	}
	app->asked_leave = app->asked_leave && !asked_leave;
}

/* What happens to the program rather than in it. Gives whether the key was such a thing. */
static bool run_outside_event(struct app *app, const struct key *key)
{
	switch (key->code) {
	case SCREEN_KEY_NONE:
	case SCREEN_KEY_RESIZE:
	case SCREEN_KEY_RESUME:
		return true;
	case SCREEN_KEY_SIGNAL:
	case SCREEN_KEY_HANGUP:
		app->signal = key->number;
		app->is_over = true;
		return true;
	}
	return false;
}

/* The list first: its card costs more than all its rows, and a key that waits comes before. */
static void draw(struct app *app)
{
	app_refresh(app);
	view_draw(app);
	if (!screen_has_key(app->host.screen) && follow_cursor(app)) {
		view_draw(app);
	}
}

bool app_step(struct app *app, int timeout)
{
	draw(app);
	struct key key = screen_read_key(app->host.screen, timeout);

	if (!run_outside_event(app, &key)) {
		str_reset(&app->message);
		if (app->frame.mode == FRAME_TOO_SMALL && app->prompt.kind == PROMPT_NONE) {
			/* Nothing is seen, so nothing is done but to leave. */
			app->is_over = key.code == 'q' || key.code == 'Q';
		} else if (app->prompt.kind != PROMPT_NONE) {
			run_prompt_key(app, &key);
		} else {
			run_command_key(app, &key);
		}
	}
	free(key.text);
	return !app->is_over;
}

bool tui_run(struct store *store, const struct tui_options *options, int *ended_by, struct err *err)
{
	struct app_options app_options = {options->today, options->demo};
	struct screen *screen = NULL;
	struct app *app = NULL;

	if (!screen_open(&options->screen, &screen, err)) {
		return false;
	}
	bool done = app_new(store, screen, &app_options, &app, err);
	if (done) {
		draw(app);
		done = store_check(store, err);
	}
	while (done && app_step(app, -1)) {
	}
	*ended_by = done ? app_signal(app) : 0;
	app_free(app);
	screen_close(screen);
	return done;
}
