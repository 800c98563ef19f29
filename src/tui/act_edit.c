/* SPDX-License-Identifier: MIT
 *
 * Editing what is chosen: the form of a record, at the part that the line tells of; a record with the
 * values of another; a new name; and the reason for the next save.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/state.h"
#include "tui/tag.h"

/* Whether a part is edited in the form of a record. */
static bool belongs_to(struct app *app, struct ref part, struct ref owner)
{
	struct err err = {0};
	struct sheet *sheet = sheet_open(app->host.store, owner, &err);
	bool is_part = sheet != NULL && chosen_part(sheet, part) != 0;

	sheet_free(sheet);
	return is_part;
}

void act_edit(struct app *app, const char *argument, int amount)
{
	struct ref ref = app_chosen_record(app);
	struct ref part = app_chosen_part(app);
	const struct doc_line *line = app_line(app);

	(void)argument, (void)amount;
	if (!app->on_card && app->overlay == NULL && tag_has_any(app)) {
		tag_edit(app);
		return;
	}
	if (ref.id == 0) {
		app_say(app, _("There is no record here to edit. a adds one."));
		return;
	}
	if (part.id != 0 && (part.kind != ref.kind || part.id != ref.id) &&
	    !belongs_to(app, part, ref)) {
		/* A seat on the card of its body is edited with who holds it. */
		struct ref owner = chosen_owner(app, part);
		ref = owner.id != 0 ? owner : ref;
	}
	chosen_edit(app, ref, part, line != NULL ? line->field : NULL);
}

void act_duplicate(struct app *app, const char *argument, int amount)
{
	struct ref ref = app_chosen_record(app);
	struct err err = {0};

	(void)argument, (void)amount;
	if (ref.id == 0) {
		app_say(app, _("There is no record here to copy."));
		return;
	}
	struct sheet *sheet = sheet_copy(app->host.store, ref, &err);
	if (sheet == NULL) {
		app_fail(app, &err);
	} else {
		app_open_form(app, sheet, &(struct form_options){0});
	}
}

/* Opens the form of an agency with its new name; until, or NULL, is proposed when saving asks for
 * the date. */
static void open_renaming(struct app *app, const struct held *held, const char *name,
			  const char *until)
{
	struct err err = {0};
	struct ref ref;

	if (!chosen_find(app, held, &ref)) {
		return;
	}
	struct sheet *sheet = sheet_open(app->host.store, ref, &err);
	if (sheet == NULL) {
		app_fail(app, &err);
		return;
	}
	sheet_set(sheet, app->host.store, 0, field_index(ref.kind, "name"), name, NULL);
	app_open_form(app, sheet,
		      &(struct form_options){.field = "name", .renames = true, .until = until});
}

static void name_entered(struct app *app, const char *text, void *context)
{
	if (text != NULL && text[0] != '\0') {
		open_renaming(app, context, text, NULL);
	}
}

/* What is taken for the new name may be a date: one alone, or one that is none. */
static bool check_new_name(struct app *app, const struct named_date *typed)
{
	const char *word = chosen_last_word(typed->name);
	struct err err = {0};
	struct date date;

	if (typed->date != NULL) {
		return true;
	}
	if (date_parse(word, &date, &err)) {
		app_say(app, _("Write the new name; the date stands behind it."));
		return false;
	}
	if (chosen_is_date_shaped(word)) {
		app_fail(app, &err);
		return false;
	}
	return true;
}

void act_rename(struct app *app, const char *argument, int amount)
{
	struct ref ref = app_chosen_record(app);
	struct arena *arena = arena_new();
	struct held held;

	(void)amount;
	if (ref.id == 0 || ref.kind != RECORD_ORGANISATION) {
		app_say(app, _("Only agencies keep their former names. e edits any other name."));
	} else if (!chosen_hold(app, ref, &held)) {
		/* It has said why. */
	} else if (argument[0] != '\0') {
		struct named_date typed = chosen_name_and_date(argument, arena);

		if (check_new_name(app, &typed)) {
			open_renaming(app, &held, typed.name, typed.date);
		}
	} else {
		struct held *context = mem_new(1, sizeof *context);

		*context = held;
		app_ask_line(app, &(struct line_question){
					  .text = _("New name"),
					  .initial = record_label(app->host.store, ref, arena),
					  .entered = name_entered,
					  .take_context = context,
					  .free_context = free});
	}
	arena_free(arena);
}

void act_reason(struct app *app, const char *argument, int amount)
{
	struct err err = {0};

	(void)amount;
	if (!action_check_reason(argument, &err)) {
		app_fail(app, &err);
		return;
	}
	free(app->reason);
	app->reason = argument[strspn(argument, " ")] != '\0' ? mem_copy_text(argument) : NULL;
	if (app->reason != NULL) {
		app_say(app, _("The next save says why: %s"), app->reason);
	} else {
		app_say(app, _("The next save gives no reason."));
	}
}
