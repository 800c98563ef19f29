/* SPDX-License-Identifier: MIT
 *
 * What was being typed when a program ended without saving: offered at the start, one after the other.
 * A file of it goes when its form was saved or given up.
 */
#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "interchange/unsaved.h"
#include "tui/state.h"

enum { LEFTOVER_OPEN, LEFTOVER_DISCARD };

static void open_leftover(struct app *app, const char *path)
{
	struct sheet *sheet = NULL;
	struct err err = {0};

	if (!unsaved_read(app->host.store, path, &sheet, &err)) {
		app_fail(app, &err);
		return;
	}
	app_open_form(app, sheet, &(struct form_options){0});
	if (app_has_form(app)) {
		free(app->leftover);
		app->leftover = mem_copy_text(path);
	}
}

static void answered(struct app *app, int answer, void *context)
{
	const char *path = context;

	if (answer == LEFTOVER_OPEN) {
		open_leftover(app, path);
	} else if (answer == LEFTOVER_DISCARD) {
		unsaved_discard(path);
		leftover_offer(app);
	}
}

void leftover_offer(struct app *app)
{
	static const struct answer answers[] = {
		[LEFTOVER_OPEN] = {'o', N_("open")},
		[LEFTOVER_DISCARD] = {'d', N_("discard")},
	};
	struct arena *arena = arena_new();
	struct unsaved_rows rows = {0};
	char moment[LOCAL_SIZE];
	struct err err = {0};

	if (store_is_read_only(app->host.store)) {
		arena_free(arena);
		return;
	}
	if (!unsaved_list(app->host.store, arena, &rows, &err)) {
		app_tell_failure(app, &err);
	} else if (rows.count > 0) {
		const struct unsaved_row *row = &rows.items[0];
		const char *label = row->label != NULL && row->label[0] != '\0'
					    ? row->label
					    : _(record_type(row->kind)->label);

		date_local(row->moment, moment);
		app_ask(app,
			arena_format(arena, _("Not saved when the program ended: %s, %s."), label,
				     moment),
			answers, 2, answered, mem_copy_text(row->path), free);
	}
	arena_free(arena);
}

void leftover_settle(struct app *app)
{
	if (app->leftover != NULL && !app_has_form(app) && !app->is_over) {
		unsaved_discard(app->leftover);
		free(app->leftover);
		app->leftover = NULL;
	}
}
