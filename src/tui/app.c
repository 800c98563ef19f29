/* SPDX-License-Identifier: MIT
 *
 * The loop, and what belongs to no single command: the focus, the card that follows the cursor, the
 * trail, messages.
 */
#include "tui/app.h"

#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include "base/i18n.h"
#include "tui/action.h"
#include "tui/anchor.h"
#include "tui/command.h"
#include "tui/state.h"
#include "tui/tag.h"
#include "tui/tui.h"

enum {
	PATIENCE_MS = 100, /* reads that take longer give way to a key */
	POLL_MS = 1000,	   /* how often to look whether another program has saved something */
};

static struct pane *(*const pane_makers[FRAME_PANES])(const struct pane_host *host) = {
	[PANE_MISSION] = pane_mission_new,
	[PANE_HISTORY] = pane_timeline_new,
	[PANE_AGENCIES] = pane_agencies_new,
	[PANE_PEOPLE] = pane_people_new,
};

static int64_t milliseconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A read that takes longer than anybody waits gives way to a key. */
static bool gives_way(void *context)
{
	struct app *app = context;

	return milliseconds_now() - app->began > PATIENCE_MS && screen_has_key(app->host.screen);
}

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
	app->needs_drawing = true;
	app->began = milliseconds_now();
	store_on_wait(store, gives_way, app);
	store_on_lock(store, saving_waits, app);
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
	leftover_offer(app);
	*out = app;
	return true;
}

void app_free(struct app *app)
{
	if (app == NULL) {
		return;
	}
	store_on_wait(app->host.store, NULL, NULL);
	store_on_lock(app->host.store, NULL, NULL);
	for (int i = 0; i < FRAME_PANES; i++) {
		pane_free(app->panes[i]);
	}
	pane_free(app->card);
	app_close_overlay(app);
	question_close(app);
	form_close(app);
	prompt_clear(&app->prompt);
	complete_reset(app);
	str_clear(&app->choices);
	str_clear(&app->message);
	str_clear(&app->messages);
	tags_clear(&app->tags);
	saving_drop_keys(app);
	free(app->leftover);
	free(app->reason);
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

/* Tells what could not be read; that a key came first needs no telling. */
void app_tell_failure(struct app *app, const struct err *err)
{
	if (err->kind != ERR_CANCELLED) {
		app_fail(app, err);
	}
}

/* Reads a pane anew and keeps its selection on the record that it was on. What cannot be read stays
 * as it was, and is tried again with the next key. */
static bool reload(struct pane *pane)
{
	struct ref ref = pane_current(pane);

	if (pane->failure.kind != ERR_NONE || !pane->type->load(pane, &pane->failure)) {
		return false;
	}
	pane->is_stale = false;
	if (!pane->type->is_text) {
		pane_select_ref(pane, ref);
	}
	return true;
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

void app_fit_card(struct app *app)
{
	fit_pane(app, app->card, app->frame.card);
}

bool app_refresh(struct app *app)
{
	bool done = true;

	store_begin_reading(app->host.store);
	for (int i = 0; i < FRAME_PANES; i++) {
		if (app->panes[i]->is_stale && !reload(app->panes[i])) {
			done = false;
		}
	}
	store_end_reading(app->host.store);
	frame_arrange(&app->frame, screen_rows(app->host.screen), screen_columns(app->host.screen),
		      app->active, app->on_card);
	for (int i = 0; i < FRAME_PANES; i++) {
		fit_pane(app, app->panes[i], app->frame.panes[i]);
	}
	app_fit_card(app);
	if (app->overlay != NULL) {
		if (app->overlay_view.is_by_width &&
		    app->overlay_view.columns != app_overlay_columns(app)) {
			app_refill_overlay(app);
		}
		fit_pane(app, app->overlay, app_overlay_area(app));
	}
	return done;
}

/* Selects the line of the card that tells of a part, or else a row. */
static void select_card_line(struct app *app, struct ref about, size_t row)
{
	size_t found = row;

	if (about.id != 0 && doc_find_about(doc_pane_doc(app->card), about, &found)) {
		row = found;
	}
	list_select(&app->card->list, row);
}

void app_reload(struct app *app)
{
	size_t row = app->card->list.selected;
	const struct doc_line *line = doc_line_at(doc_pane_doc(app->card), row);
	struct ref about = line != NULL ? line->about : (struct ref){0};

	for (int i = 0; i < FRAME_PANES; i++) {
		app->panes[i]->is_stale = true;
		app->panes[i]->failure = (struct err){0};
	}
	tag_prune(app);
	app_find_opened(app);
	app_refill_overlay(app);
	app_refresh(app);
	if (app->on_card && app->card_ref.id == 0) {
		app->on_card = false;
		app_say(app, _("The record that was open was taken out of the directory."));
	}
	if (app_show_card(app, app->card_ref)) {
		app_fit_card(app);
		select_card_line(app, about, row);
	} else {
		app->on_card = false;
	}
}

/* Suspending and drawing anew, which work while something is asked or typed. Gives whether the key was
 * one of these. */
static bool run_terminal_key(struct app *app, const struct key *key)
{
	const struct command *command = command_of_key(app, key->code);
	bool is_one =
		command != NULL && (command->run == act_suspend || command->run == act_redraw);

	if (is_one) {
		command->run(app, "", command->amount);
	}
	return is_one;
}

static void run_question_key(struct app *app, const struct key *key)
{
	if (!run_terminal_key(app, key)) {
		question_key(app, key);
	}
}

/* A key while the prompt is open. */
static void run_prompt_key(struct app *app, const struct key *key)
{
	enum prompt_kind kind = app->prompt.kind;
	bool is_find = kind == PROMPT_FILTER || kind == PROMPT_SEARCH;

	if (key->code != '\t') {
		complete_reset(app);
	}
	if (run_terminal_key(app, key)) {
		return;
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

/* The answer to whether to leave: what does not leave stays, and does nothing else. */
static void answer_leave(struct app *app, const struct key *key)
{
	const struct command *command = command_of_key(app, key->code);

	app->asked_leave = false;
	app->is_over = command != NULL && (command->run == act_cancel || command->run == act_quit ||
					   command->run == act_leave);
}

/* A key that belongs to no prompt: the command of its row. Pasted text is never keys. */
static void run_command_key(struct app *app, const struct key *key)
{
	const struct command *command = command_of_key(app, key->code);

	if (app->asked_leave) {
		answer_leave(app, key);
	} else if (key->code == SCREEN_KEY_PASTE) {
		app_say(app, _("Pasted text is not taken as keys. / searches: paste it there."));
	} else if (command == NULL) {
		app_say(app, _("That key does nothing here. ? shows the keys."));
	} else {
		command_run(app, command, "");
	}
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

/* Says why rows of a pane show no text. Gives whether there was something to say. */
static bool tell_pane_failures(struct app *app)
{
	for (int i = 0; i < FRAME_PANES; i++) {
		if (app->panes[i]->failure.kind != ERR_NONE && app->message.len == 0) {
			app_tell_failure(app, &app->panes[i]->failure);
			return true;
		}
	}
	return false;
}

/* The list first: its card costs more than all its rows, and a key that waits comes before. */
static void draw(struct app *app)
{
	app_refresh(app);
	view_draw(app);
	/* What kept a list from being read would keep its card too. */
	bool has_failed = tell_pane_failures(app);
	bool has_card = !has_failed && !screen_has_key(app->host.screen) && app_follow_cursor(app);
	if (has_failed || has_card) {
		view_draw(app);
	}
	app->needs_drawing = screen_is_behind(app->host.screen);
}

static void run_key(struct app *app, const struct key *key)
{
	str_reset(&app->message);
	for (int i = 0; i < FRAME_PANES; i++) {
		app->panes[i]->failure = (struct err){0};
	}
	bool is_hidden = app->frame.mode == FRAME_TOO_SMALL;
	if (is_hidden && (app->question != NULL || app->form != NULL)) {
		/* Nobody answers, or types into, what nobody sees. */
		return;
	}
	if (is_hidden && app->prompt.kind == PROMPT_NONE) {
		/* Nothing is seen, so nothing is done but to leave. */
		app->is_over = key->code == 'q' || key->code == 'Q';
	} else if (app->question != NULL) {
		run_question_key(app, key);
	} else if (app->prompt.kind != PROMPT_NONE) {
		run_prompt_key(app, key);
	} else if (app->form != NULL) {
		form_key(app, key);
	} else {
		run_command_key(app, key);
	}
}

/* Whether a key runs a command that may act on the line under the cursor. Which command is typed is not
 * looked at. */
static bool key_is_about_line(const struct app *app, const struct key *key)
{
	if (app->question != NULL || app->form != NULL || app->asked_leave) {
		return false;
	}
	if (app->prompt.kind != PROMPT_NONE) {
		return app->prompt.kind == PROMPT_COMMAND && key->code == SCREEN_KEY_ENTER;
	}
	const struct command *command = command_of_key(app, key->code);
	return command != NULL && command_is_about_line(command);
}

/* Reads everything anew when another program has saved, between the picture that was seen and the key.
 * A command that is about what was under the cursor is dropped when that is gone or says something
 * else. Gives whether the key is to be run. */
static bool take_news(struct app *app, const struct key *key)
{
	bool is_about_line = key_is_about_line(app, key);
	struct anchor anchor;

	if (!store_has_changed(app->host.store)) {
		return true;
	}
	anchor_take(app, &anchor);
	app->needs_drawing = true;
	app_reload(app);
	form_file_changed(app);
	bool is_run = !is_about_line || anchor_holds(app, &anchor);
	if (!is_run) {
		str_reset(&app->message);
		app_say(app, _("Another program has saved: this line is not the one that you saw. "
			       "Press the key again if you mean it."));
	}
	anchor_clear(&anchor);
	return is_run;
}

/* A key that was pressed while a save waited, for a line that may be another one by now: it is dropped,
 * and so are those behind it. Gives whether the key is to be run. */
static bool is_in_time(struct app *app, const struct key *key)
{
	if (!app->held_keys.is_releasing || !app->held_keys.are_late ||
	    !key_is_about_line(app, key)) {
		return true;
	}
	saving_drop_keys(app);
	app_say(app, _("Another program has saved while you waited. The keys pressed meanwhile "
		       "were dropped."));
	return false;
}

/* Runs a key, then sees to the keys that were pressed while it ran. */
static void answer(struct app *app, const struct key *key)
{
	bool is_run = take_news(app, key);

	app->was_saved = false;
	app->held_keys.starter = key->code;
	if (!run_outside_event(app, key) && is_run) {
		run_key(app, key);
	}
	saving_settle(app);
}

bool app_step(struct app *app, int timeout)
{
	struct key key;

	if (app->needs_drawing) {
		draw(app);
	}
	bool is_held = saving_next_key(app, &key);
	if (!is_held) {
		key = screen_read_key(app->host.screen, timeout);
	}
	app->began = milliseconds_now();
	app->needs_drawing = app->needs_drawing || key.code != SCREEN_KEY_NONE;
	if (!is_held || is_in_time(app, &key)) {
		answer(app, &key);
	}
	leftover_settle(app);
	form_keep_unsaved(app);
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
	while (done && app_step(app, POLL_MS)) {
	}
	*ended_by = done ? app_signal(app) : 0;
	app_free(app);
	screen_close(screen);
	return done;
}
