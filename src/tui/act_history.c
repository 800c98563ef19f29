/* SPDX-License-Identifier: MIT
 *
 * The journal as lists: what each field of a record was, and all that was done in the file.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "store/journal.h"
#include "store/owner.h"
#include "store/save.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/command.h"
#include "tui/state.h"

enum {
	ACTIONS_SHOWN = 1000,
	LABEL_COLUMNS = 24, /* for the part and its field */
};

/* The field of a change; NULL for what is none, such as that the record came into being. */
static const struct field *field_of(const struct change_row *change)
{
	int place = field_index(change->kind, change->field);

	return place >= 0 ? &record_type(change->kind)->fields[place] : NULL;
}

/* A value as people read it: of a reference what its target is called. */
static const char *value_words(struct app *app, const struct field *field, const char *value,
			       struct arena *arena)
{
	struct ref ref = {0};

	if (value == NULL) {
		return _("nothing");
	}
	if (field->kind == FIELD_FLAG) {
		return strcmp(value, "1") == 0 ? _("yes") : _("no");
	}
	if (field->kind != FIELD_REFERENCE ||
	    !record_find_uid(app->host.store, field->target, value, &ref, NULL) || ref.id == 0) {
		return value;
	}
	return record_label(app->host.store, ref, arena);
}

/* What changed, without the name of the field: "old → new". */
static const char *change_words(struct app *app, const struct change_row *change,
				struct arena *arena)
{
	const struct field *field = field_of(change);

	if (strcmp(change->field, JOURNAL_UID) == 0) {
		return change->new != NULL ? _("added") : _("taken out again");
	}
	if (strcmp(change->field, JOURNAL_BINNED) == 0) {
		return change->new != NULL ? _("moved to the bin") : _("taken out of the bin");
	}
	if (field == NULL) {
		return "";
	}
	if (change->old == NULL) {
		return value_words(app, field, change->new, arena);
	}
	return arena_format(arena, "%s → %s", value_words(app, field, change->old, arena),
			    value_words(app, field, change->new, arena));
}

/* The name of the field, with that of the part where it is none of the record itself. */
static const char *change_label(const struct change_row *change, const struct overlay_view *view)
{
	const struct field *field = field_of(change);
	const char *part =
		change->kind != view->ref.kind ? _(record_type(change->kind)->label) : NULL;
	const char *name = field != NULL ? _(field->label) : NULL;

	if (part != NULL && name != NULL) {
		return arena_format(view->arena, "%s, %s", part, name);
	}
	if (name != NULL) {
		return name;
	}
	return part != NULL ? part : _("Record");
}

/* Who, when, from where and why. */
static const char *moment_words(const struct change_row *change, struct arena *arena)
{
	char moment[LOCAL_SIZE];

	date_local(change->moment, moment);
	const char *words =
		arena_format(arena, "%s · %s · %s", moment, change->actor, change->origin);
	return change->reason != NULL ? arena_format(arena, "%s · %s", words, change->reason)
				      : words;
}

/* Whether a change only ties a part to the record whose history it is: that goes without saying. */
static bool is_tie(const struct change_row *change, const char *uid)
{
	return change->old == NULL && change->new != NULL &&owner_is(change->kind, change->field) &&
	       strcmp(change->new, uid) == 0;
}

static bool fill_changes(struct app *app, struct overlay_view *view, struct doc *doc,
			 struct err *err)
{
	struct change_rows *rows = arena_new_array(view->arena, 1, sizeof *rows);
	struct record record;

	if (!record_get(app->host.store, view->ref, view->arena, &record, err) ||
	    !journal_of_record(app->host.store, view->ref, true, view->arena, rows, err)) {
		return false;
	}
	view->rows = rows;
	app_set_overlay_title(app,
			      arena_format(view->arena, _("History: %s"),
					   record_label(app->host.store, view->ref, view->arena)));
	doc->wanted = LABEL_COLUMNS;
	for (size_t i = 0; i < rows->count; i++) {
		const struct change_row *row = &rows->items[i];

		if (i == 0 || rows->items[i - 1].action_id != row->action_id) {
			if (i > 0) {
				doc_add(doc, &(struct card_line){.role = CARD_GAP, .text = ""});
			}
			doc_add(doc, &(struct card_line){.role = CARD_TITLE,
							 .text = moment_words(row, view->arena)});
		}
		if (is_tie(row, record.uid)) {
			continue;
		}
		doc_add(doc, &(struct card_line){.role = CARD_FIELD,
						 .label = change_label(row, view),
						 .text = change_words(app, row, view->arena)});
		doc_mark_item(doc, i);
	}
	if (rows->count == 0) {
		doc_add(doc, &(struct card_line){
				     .role = CARD_PROSE,
				     .text = _("Nothing was changed since the file was made.")});
	}
	return true;
}

void act_changes(struct app *app, const char *argument, int amount)
{
	struct ref ref = app_chosen_record(app);

	(void)argument, (void)amount;
	if (ref.id == 0) {
		app_say(app, _("There is no record here. :history shows what was done in the "
			       "file."));
	} else {
		app_open_view(app, "",
			      &(struct overlay_view){
				      .place = IN_CHANGES, .fill = fill_changes, .ref = ref});
	}
}

/* Puts the old value of a change back, as a save of its own. */
static void restore_value(struct app *app, const struct change_row *change)
{
	struct arena *arena = arena_new();
	const struct field *field = field_of(change);
	struct save_result result = {0};
	struct save_item item = {0};
	struct err err = {0};
	struct ref ref = {0};

	record_find_uid(app->host.store, change->kind, change->uid, &ref, NULL);
	if (ref.id == 0) {
		app_say(app, _("The record of this line is gone."));
	} else if (!record_get(app->host.store, ref, arena, &item.base, &err)) {
		app_fail(app, &err);
	} else {
		const char *label = _(field->label);
		const char *old = value_words(app, field, change->old, arena);
		const char *owner = chosen_words(app, ref, arena);
		struct intent intent =
			app_intent(app, arena_format(arena, _("Restore %s of %s"), label, owner));

		item.next = item.base;
		item.next.values[field_index(change->kind, change->field)] = change->old;
		if (!save_records(app->host.store, &intent, &item, 1, arena, &result, NULL, &err)) {
			app_fail(app, &err);
		} else if (result.action == 0) {
			app_say(app, _("%s is \"%s\" already."), label, old);
		} else {
			/* What the line held dies with the list that is filled anew. */
			const char *words = arena_text(arena, old);
			app_saved(app);
			app_say(app, _("%s is \"%s\" again. u takes it back."), label, words);
		}
	}
	arena_free(arena);
}

void act_restore_field(struct app *app, const char *argument, int amount)
{
	const struct doc_line *line = app_line(app);
	const struct change_rows *rows = app->overlay_view.rows;

	(void)argument, (void)amount;
	if (line == NULL || line->item == DOC_NO_ITEM || rows == NULL) {
		app_say(app, _("No field stands on this line."));
	} else if (strcmp(rows->items[line->item].field, JOURNAL_UID) == 0) {
		app_say(app, _("The record was added here. d on its card moves it to the bin."));
	} else if (field_of(&rows->items[line->item]) == NULL) {
		app_say(app, _("R on the card takes a record out of the bin, d moves it there."));
	} else {
		restore_value(app, &rows->items[line->item]);
	}
}

static bool fill_actions(struct app *app, struct overlay_view *view, struct doc *doc,
			 struct err *err)
{
	struct action_rows *rows = arena_new_array(view->arena, 1, sizeof *rows);
	struct arena *arena = view->arena;

	if (!journal_actions(app->host.store, 0, ACTIONS_SHOWN, arena, rows, err)) {
		return false;
	}
	view->rows = rows;
	doc->wanted = LOCAL_SIZE;
	for (size_t i = 0; i < rows->count; i++) {
		const struct action_row *row = &rows->items[i];
		char moment[LOCAL_SIZE];

		date_local(row->moment, moment);
		const char *who = arena_format(arena, "%s, %s", row->actor, row->origin);
		const char *why =
			row->reason != NULL ? arena_format(arena, ": %s", row->reason) : "";
		const char *state = row->is_undone ? _(", taken back") : "";
		doc_add(doc, &(struct card_line){.role = CARD_FIELD,
						 .label = arena_text(arena, moment),
						 .text = arena_format(arena, "%s (%s%s)%s",
								      row->name, who, state, why)});
		doc_mark_item(doc, i);
	}
	return true;
}

void act_actions(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	app_open_view(app, _("All that was done, newest first"),
		      &(struct overlay_view){.place = IN_ACTIONS, .fill = fill_actions});
}
