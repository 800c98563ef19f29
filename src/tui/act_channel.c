/* SPDX-License-Identifier: MIT
 *
 * Addresses and numbers: one that was seen to work gets the date of today.
 */
#include <string.h>

#include "base/i18n.h"
#include "store/save.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/state.h"

static void verify(struct app *app, struct ref channel)
{
	struct arena *arena = arena_new();
	int field = field_index(RECORD_CHANNEL, "verified");
	struct save_result result = {0};
	struct save_item item = {0};
	struct err err = {0};

	if (!record_get(app->host.store, channel, arena, &item.base, &err)) {
		app_fail(app, &err);
	} else if (item.base.binned != NULL) {
		app_say(app, _("It lies in the bin. R takes it out."));
	} else {
		const char *value = record_value(&item.base, "value");
		const char *owner =
			record_label(app->host.store, chosen_owner(app, channel), arena);
		struct intent intent = app_intent(
			app, arena_format(arena, _("Seen to work: %s, %s"), value, owner));

		item.next = item.base;
		item.next.values[field] = app->host.today;
		if (!save_records(app->host.store, &intent, &item, 1, arena, &result, NULL, &err)) {
			app_fail(app, &err);
		} else if (result.action == 0) {
			app_say(app, _("That %s was seen to work today is noted already."), value);
		} else {
			app_saved(app);
			app_say(app, _("Noted: %s was seen to work today. u takes it back."),
				value);
		}
	}
	arena_free(arena);
}

void act_verify(struct app *app, const char *argument, int amount)
{
	struct ref part = app_chosen_part(app);

	(void)argument, (void)amount;
	if (part.id != 0 && part.kind == RECORD_CHANNEL) {
		verify(app, part);
	} else {
		app_say(app, _("Go to the line of an address or a number first."));
	}
}
