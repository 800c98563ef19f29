/* SPDX-License-Identifier: MIT
 *
 * What was being typed when a program ended without saving: offered at the start and by :unsaved, one
 * after the other. A file of it goes when its form was saved or given up, or after asking twice.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "interchange/unsaved.h"
#include "text/clean.h"
#include "text/layout.h"
#include "tui/action.h"
#include "tui/state.h"

/* Of a name in a question. */
enum { LABEL_COLUMNS = 60 };

enum { LEFTOVER_OPEN, LEFTOVER_DISCARD, LEFTOVER_LATER };

/* One of the sheets that are left, while it is asked what becomes of it. */
struct leftover {
	char *path;
	char *label;
	size_t place; /* in the list, the newest first */
};

static void leftover_free(void *context)
{
	struct leftover *leftover = context;

	free(leftover->path);
	free(leftover->label);
	free(leftover);
}

static struct leftover *copy_leftover(const struct leftover *leftover)
{
	struct leftover *copy = mem_new(1, sizeof *copy);

	*copy = (struct leftover){mem_copy_text(leftover->path), mem_copy_text(leftover->label),
				  leftover->place};
	return copy;
}

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
		form_take_over(app, path);
	}
}

static void say_kept(struct app *app)
{
	app_say(app, _("It is kept. :unsaved comes back to it, and so does the next start."));
}

static size_t offer_from(struct app *app, size_t place);

static void discard_answered(struct app *app, int answer, void *context)
{
	const struct leftover *leftover = context;

	if (answer != 0) {
		say_kept(app);
		return;
	}
	unsaved_discard(leftover->path);
	offer_from(app, leftover->place);
	app_say(app, _("Discarded what was typed for %s."), leftover->label);
}

/* Nothing brings typed text back that was discarded: one key alone does not do it. */
static void ask_discard(struct app *app, const struct leftover *leftover)
{
	static const struct answer answers[] = {{'d', N_("discard")}, {'k', N_("keep")}};
	struct arena *arena = arena_new();

	app_ask(app,
		arena_format(arena, _("Discard for good what was typed for %s?"), leftover->label),
		answers, 2, discard_answered, copy_leftover(leftover), leftover_free);
	arena_free(arena);
}

static void answered(struct app *app, int answer, void *context)
{
	const struct leftover *leftover = context;

	switch (answer) {
	case LEFTOVER_OPEN:
		open_leftover(app, leftover->path);
		break;
	case LEFTOVER_DISCARD:
		ask_discard(app, leftover);
		break;
	case LEFTOVER_LATER:
		offer_from(app, leftover->place + 1);
		say_kept(app);
		break;
	default:
		say_kept(app);
	}
}

/* What is said of files that hold no form, once, since they were set aside; NULL for none. */
static const char *unreadable_words(const struct unsaved_rows *rows, struct arena *arena)
{
	size_t count = rows->unreadable_count;

	return count == 0
		       ? NULL
		       : arena_format(arena,
				      ngettext("%zu unsaved form cannot be read. It is kept in %s",
					       "%zu unsaved forms cannot be read. One of them "
					       "is kept in %s",
					       count),
				      count, rows->unreadable[0]);
}

/* What a record is called, in not too many columns. */
static const char *short_label(const struct unsaved_row *row, struct arena *arena)
{
	struct str shown = STR_EMPTY;
	struct str label = STR_EMPTY;

	text_show(&shown, row->label, strlen(row->label), TEXT_LINE);
	if (text_width(str_text(&shown)) > LABEL_COLUMNS) {
		text_fit(&label, str_text(&shown), LABEL_COLUMNS, false);
	} else {
		str_add(&label, str_text(&shown));
	}
	const char *kept = arena_text(arena, str_text(&label));
	str_clear(&label);
	str_clear(&shown);
	return kept[0] != '\0' ? kept : _(record_type(row->kind)->label);
}

static void ask(struct app *app, const struct unsaved_rows *rows, size_t place)
{
	static const struct answer answers[] = {
		[LEFTOVER_OPEN] = {'o', N_("open")},
		[LEFTOVER_DISCARD] = {'d', N_("discard")},
		[LEFTOVER_LATER] = {'l', N_("later")},
	};
	struct arena *arena = arena_new();
	char moment[LOCAL_SIZE];
	const struct unsaved_row *row = &rows->items[place];
	const char *label = short_label(row, arena);
	struct leftover *leftover = mem_new(1, sizeof *leftover);

	*leftover = (struct leftover){mem_copy_text(row->path), mem_copy_text(label), place};
	date_local(row->moment, moment);
	const char *unreadable = unreadable_words(rows, arena);
	const char *words =
		row->elsewhere == NULL
			? arena_format(arena, _("Not saved when the program ended: %s, %s."), label,
				       moment)
			: arena_format(arena,
				       _("Not saved when the program ended: %s, %s. It was typed "
					 "into %s, which is not there any more."),
				       label, moment, row->elsewhere);
	app_ask(app, unreadable != NULL ? arena_format(arena, "%s\n%s", unreadable, words) : words,
		answers, sizeof answers / sizeof *answers, answered, leftover, leftover_free);
	arena_free(arena);
}

/* Asks what becomes of the sheet at a place, where there is one; gives how many are left. */
static size_t offer_from(struct app *app, size_t place)
{
	struct arena *arena = arena_new();
	struct unsaved_rows rows = {0};
	struct err err = {0};

	if (!unsaved_list(app->host.store, arena, &rows, &err)) {
		app_tell_failure(app, &err);
	} else if (place < rows.count) {
		ask(app, &rows, place);
	} else if (rows.unreadable_count > 0) {
		app_say(app, "%s", unreadable_words(&rows, arena));
	}
	size_t count = rows.count;
	arena_free(arena);
	return count;
}

void leftover_offer(struct app *app)
{
	if (!store_is_read_only(app->host.store)) {
		offer_from(app, 0);
	}
}

void act_unsaved(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	if (offer_from(app, 0) == 0 && app->message.len == 0) {
		app_say(app, _("Nothing is left that was not saved."));
	}
}

void leftover_settle(struct app *app)
{
	if (app->leftover != NULL && !app_has_form(app) && !app->is_over) {
		unsaved_discard(app->leftover);
		free(app->leftover);
		app->leftover = NULL;
	}
}
