/* SPDX-License-Identifier: MIT
 *
 * What every save on the screen shares: who and why, waiting for another program, and what follows.
 */
#include <stdlib.h>

#include "base/i18n.h"
#include "tui/state.h"
#include "tui/view.h"

enum {
	CONTROL_C = 3,
	CONTROL_G = 7,
	SILENT_MS = 500, /* waits shorter than this are not worth a word */
};

struct intent app_intent(struct app *app, const char *name)
{
	return (struct intent){.origin = "screen", .name = name, .reason = app->reason};
}

void app_saved(struct app *app)
{
	/* Asked before everything is read anew, which brings it up to date. */
	bool is_changed = store_has_changed(app->host.store);
	app->held_keys.are_late = is_changed || app->held_keys.are_late;
	app->was_saved = true;

	free(app->reason);
	app->reason = NULL;
	app_reload(app);
}

bool app_may_write(struct app *app)
{
	const char *reason = store_read_only_reason(app->host.store);

	if (reason != NULL) {
		app_say(app, "%s", reason);
		app->message_style = STYLE_ERROR;
	}
	return reason == NULL;
}

void saving_drop_keys(struct app *app)
{
	struct held_keys *held = &app->held_keys;

	for (size_t i = held->at; i < held->count; i++) {
		free(held->items[i].text);
	}
	free(held->items);
	*held = (struct held_keys){.items = NULL};
}

static void hold_key(struct app *app, struct key *take_key)
{
	struct held_keys *held = &app->held_keys;

	/* Who presses the same key again is impatient, and does not mean the next record. */
	if (held->at == held->count && take_key->code == held->starter) {
		free(take_key->text);
		return;
	}
	held->items = mem_resize(held->items, held->count + 1, sizeof *held->items);
	held->items[held->count++] = *take_key;
}

void saving_settle(struct app *app)
{
	struct held_keys *held = &app->held_keys;

	if (!held->has_waited) {
		held->are_late = held->are_late && held->is_releasing;
		return;
	}
	held->has_waited = false;
	held->is_releasing = app->was_saved;
	if (held->is_releasing || held->at == held->count) {
		return;
	}
	saving_drop_keys(app);
	str_add_format(&app->message, "%s%s", app->message.len > 0 ? " " : "",
		       _("The keys pressed meanwhile were dropped."));
}

bool saving_next_key(struct app *app, struct key *key)
{
	struct held_keys *held = &app->held_keys;

	if (!held->is_releasing) {
		return false;
	}
	if (held->at == held->count) {
		saving_drop_keys(app);
		return false;
	}
	*key = held->items[held->at++];
	return true;
}

/* What the program draws while it waits, when the size has changed: the file cannot be read now. */
static void lay_out(struct app *app)
{
	frame_arrange(&app->frame, screen_rows(app->host.screen), screen_columns(app->host.screen),
		      app->active, app->on_card);
	screen_erase(app->host.screen);
}

/* Takes the keys that wait; gives whether one of them gives the save up. Signals are left to the loop. */
static bool is_given_up(struct app *app)
{
	bool gives_up = false;

	while (!gives_up && !app->is_over && screen_has_key(app->host.screen)) {
		struct key key = screen_read_key(app->host.screen, 0);

		if (key.code == SCREEN_KEY_SIGNAL || key.code == SCREEN_KEY_HANGUP) {
			app->signal = key.number;
			app->is_over = true;
		}
		gives_up = app->is_over || key.code == SCREEN_KEY_ESCAPE || key.code == CONTROL_C ||
			   key.code == CONTROL_G;
		app->needs_drawing = true;
		if (key.code == SCREEN_KEY_RESIZE) {
			lay_out(app);
		} else if (!gives_up && key.code != SCREEN_KEY_NONE &&
			   key.code != SCREEN_KEY_RESUME) {
			hold_key(app, &key);
		} else {
			free(key.text);
		}
	}
	return gives_up;
}

bool saving_waits(void *context, long milliseconds, const char *holder)
{
	struct app *app = context;

	if (milliseconds < SILENT_MS) {
		return true;
	}
	app->held_keys.has_waited = true;
	/* Not kept among the messages: it says something else each second. */
	str_reset(&app->message);
	app->message_style = STYLE_MESSAGE;
	if (holder != NULL) {
		str_add_format(&app->message,
			       _("Waiting for another program (%s) that holds the file, %ld s. Esc "
				 "gives up; nothing is lost."),
			       holder, milliseconds / 1000);
	} else {
		str_add_format(
			&app->message,
			_("Waiting for another program that holds the file, %ld s. Esc gives "
			  "up; nothing is lost."),
			milliseconds / 1000);
	}
	bool gives_up = is_given_up(app);
	view_draw_foot(app);
	screen_flush(app->host.screen);
	app->needs_drawing = true;
	return !gives_up;
}
