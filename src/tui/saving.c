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
		free(key.text);
	}
	return gives_up;
}

bool saving_waits(void *context, long milliseconds, const char *holder)
{
	struct app *app = context;

	if (milliseconds < SILENT_MS) {
		return true;
	}
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
	view_draw_foot(app);
	screen_flush(app->host.screen);
	app->needs_drawing = true;
	return !is_given_up(app);
}
