/* SPDX-License-Identifier: MIT
 *
 * Two people who look like one and are two: noted from a list that names them together.
 */
#include "base/i18n.h"
#include "store/apart.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/state.h"

static void tell_apart(struct app *app, const struct held held[2])
{
	struct arena *arena = arena_new();
	const char *one = record_label(app->host.store, held[0].ref, arena);
	const char *other = record_label(app->host.store, held[1].ref, arena);
	struct intent intent =
		app_intent(app, arena_format(arena, _("Tell apart %s and %s"), one, other));
	int64_t number = 0;
	struct err err = {0};

	intent.held = held;
	intent.held_count = 2;
	if (!apart_tell(app->host.store, held[0].ref, held[1].ref, &intent, &number, &err)) {
		app_fail(app, &err);
	} else if (number == 0) {
		app_say(app, _("That %s and %s are two people is noted already."), one, other);
	} else {
		app_saved(app);
		app_say(app, _("Noted: %s and %s are two people. u takes it back."), one, other);
	}
	arena_free(arena);
}

void act_tell_apart(struct app *app, const char *argument, int amount)
{
	const struct doc_line *line = app_line(app);
	struct held held[2];

	(void)argument, (void)amount;
	if (line == NULL || !doc_line_is_pair(line)) {
		app_say(app, _("Go to two people who are likely one first (:duplicates)."));
	} else if (chosen_hold(app, line->link, &held[0]) &&
		   chosen_hold(app, line->about, &held[1])) {
		tell_apart(app, held);
	}
}
