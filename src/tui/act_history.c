/* SPDX-License-Identifier: MIT
 *
 * The journal as lists: what each field of a record was, and all that was done in the file.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "interchange/change_text.h"
#include "store/apart.h"
#include "store/save.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/command.h"
#include "tui/state.h"

enum {
	ACTIONS_SHOWN = 1000,
	LABEL_COLUMNS = 22, /* the longest label of a field, set in below its record */
};

#define ARROW "→"

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

/* A line that is about no change. */
static void add_plain(struct doc *doc, enum card_role role, const char *text)
{
	doc_add(doc, &(struct card_line){.role = role, .text = text});
}

/* The heading of a record, which stands for the change that made it or took it away. */
static void add_heading(struct doc *doc, const struct change_rows *rows,
			const struct change_group *group, const char *heading)
{
	add_plain(doc, CARD_PROSE, heading);
	for (size_t i = 0; i < group->count; i++) {
		if (change_field(&group->items[i]) == NULL) {
			doc_mark_item(doc, (size_t)(&group->items[i] - rows->items));
			doc_mark_journal(doc, group->items[i].id);
		}
	}
}

/* A record that changed and its fields, which are set in below the heading of a part. */
static void add_group(struct doc *doc, const struct change_text *words,
		      const struct change_rows *rows, const struct change_group *group)
{
	const char *heading = change_text_heading(words, group);
	bool is_part = words->of_uid == NULL || strcmp(group->items[0].uid, words->of_uid) != 0;

	if (heading != NULL) {
		add_heading(doc, rows, group, heading);
	}
	for (size_t i = 0; i < group->count; i++) {
		const struct change_row *change = &group->items[i];

		if (!change_text_tells(words, group, change)) {
			continue;
		}
		const char *label = _(change_field(change)->label);
		doc_add(doc, &(struct card_line){
				     .role = CARD_FIELD,
				     .label = is_part ? arena_format(words->arena, "  %s", label)
						      : label,
				     .text = change_text_step(words, group, change, ARROW)});
		doc_mark_item(doc, (size_t)(change - rows->items));
		doc_mark_journal(doc, change->id);
	}
}

static void add_changes(struct doc *doc, const struct change_text *words,
			const struct change_rows *rows)
{
	for (size_t at = 0; at < rows->count;) {
		const struct change_row *row = &rows->items[at];
		struct change_group group = change_group_at(rows, at);

		if (at == 0 || row[-1].action_id != row->action_id) {
			if (at > 0) {
				add_plain(doc, CARD_GAP, "");
			}
			add_plain(doc, CARD_TITLE, moment_words(row, words->arena));
		}
		add_group(doc, words, rows, &group);
		at += group.count;
	}
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
	add_changes(doc,
		    &(struct change_text){.store = app->host.store,
					  .arena = view->arena,
					  .of_uid = record.uid,
					  .known = rows},
		    rows);
	if (rows->count == 0) {
		add_plain(doc, CARD_PROSE, _("Nothing was changed since the file was made."));
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
	struct change_text words = {.store = app->host.store, .arena = arena};
	const struct field *field = change_field(change);
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
		const char *old =
			change->old == NULL
				? _("empty")
				: arena_format(arena, "\"%s\"",
					       change_text_value(&words, field, change->old));
		const char *owner = chosen_words(app, ref, arena);
		struct intent intent =
			app_intent(app, arena_format(arena, _("Restore %s of %s"), label, owner));

		item.next = item.base;
		item.next.values[field_index(change->kind, change->field)] = change->old;
		if (!save_records(app->host.store, &intent, &item, 1, arena, &result, NULL, &err)) {
			if (err.kind == ERR_INVALID) {
				err_prefix(&err, _("%s:"), label);
			}
			app_fail(app, &err);
		} else if (result.action == 0) {
			app_say(app, _("%s is %s already."), label, old);
		} else {
			/* What the line held dies with the list that is filled anew. */
			const char *again = arena_text(arena, old);
			app_saved(app);
			app_say(app, _("%s is %s again. u takes it back."), label, again);
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
	} else if (apart_is_field(rows->items[line->item].field)) {
		app_say(app, _("Two people were told apart, or that was taken back: u and ^R, or u "
			       "in :history, go back and forth."));
	} else if (change_field(&rows->items[line->item]) == NULL) {
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
	doc->hang = DOC_HANG;
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
		doc_mark_journal(doc, row->id);
	}
	return true;
}

void act_actions(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	app_open_view(app, _("All that was done, newest first"),
		      &(struct overlay_view){.place = IN_ACTIONS, .fill = fill_actions});
}

/* The records and fields that one action changed, as the history of a record tells them. */
static bool fill_action(struct app *app, struct overlay_view *view, struct doc *doc,
			struct err *err)
{
	struct change_rows *rows = arena_new_array(view->arena, 1, sizeof *rows);
	struct action_row row = {0};

	if (!journal_action(app->host.store, view->action, view->arena, &row, err) ||
	    !journal_changes(app->host.store, view->action, view->arena, rows, err)) {
		return false;
	}
	view->rows = rows;
	app_set_overlay_title(app, row.name);
	doc->wanted = LABEL_COLUMNS;
	add_changes(doc,
		    &(struct change_text){
			    .store = app->host.store, .arena = view->arena, .known = rows},
		    rows);
	if (rows->count == 0) {
		add_plain(doc, CARD_PROSE, _("Nothing is noted that it changed."));
	}
	if (row.is_undone) {
		add_plain(doc, CARD_NOTE, _("It was taken back."));
	}
	return true;
}

void act_show_action(struct app *app, const char *argument, int amount)
{
	const struct doc_line *line = app_line(app);

	(void)argument, (void)amount;
	if (line == NULL || line->journal == 0) {
		app_say(app, _("No action stands on this line."));
		return;
	}
	struct overlay_view view = {.place = IN_CHANGES | IN_ACTION,
				    .fill = fill_action,
				    .action = line->journal,
				    .is_over_list = true};
	app_lay_aside(app);
	app_open_view(app, "", &view);
}
