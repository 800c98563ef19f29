/* SPDX-License-Identifier: MIT
 *
 * The journal, the newest first: actions as a table, or the changes of a record under the actions that
 * made them. People read local time and names; programs get UTC and uids.
 */
#include "cli/cmd_history.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/form.h"
#include "store/journal.h"

#define LIMIT_ON_TERMINAL 50
#define CHANGE_INDENT 2
#define CHANGE_HANGING 2

struct history {
	struct request *request;
	struct arena *arena;
	size_t limit;
	bool is_cut; /* there is more than was asked for */
	struct listing listing;
};

static const char *number(struct history *history, int64_t value)
{
	return arena_format(history->arena, "%" PRId64, value);
}

static const char *local(struct history *history, const char *moment)
{
	char text[LOCAL_SIZE];
	date_local(moment, text);
	return arena_text(history->arena, text);
}

static struct table_row *new_rows(struct history *history, size_t found)
{
	struct table *table = &history->listing.table;
	history->is_cut = found > history->limit;
	table->count = history->is_cut ? history->limit : found;
	table->rows = arena_new_array(history->arena, table->count, sizeof table->rows[0]);
	return table->rows;
}

static const struct column action_columns[] = {
	{.name = "action", .label = N_("Action"), .is_number = true},
	{.label = N_("When")},
	{.name = "moment"},
	{.name = "actor", .label = N_("Who")},
	{.label = N_("What")},
	{.name = "origin", .label = N_("From")},
	{.name = "reason", .label = N_("Why")},
	{.name = "undoes", .is_number = true},
	{.name = "undone", .is_flag = true},
	{.name = "changes", .is_number = true},
	{.name = "name"},
};

static void fill_action(struct history *history, const struct action_row *action,
			struct table_row *row)
{
	const char *name = action->name;
	if (action->is_undone) {
		name = arena_format(history->arena, _("%s (undone)"), name);
	}
	*row = (struct table_row){
		.cells = {number(history, action->id), local(history, action->moment),
			  action->moment, action->actor, name, action->origin, action->reason,
			  action->undoes != 0 ? number(history, action->undoes) : NULL,
			  action->is_undone ? "1" : "0", number(history, action->change_count),
			  action->name},
	};
}

static bool load_actions(struct history *history, struct err *err)
{
	struct action_rows found = {0};
	size_t asked = history->limit < SIZE_MAX ? history->limit + 1 : SIZE_MAX;
	if (!journal_actions(history->listing.store, 0, asked, history->arena, &found, err)) {
		return false;
	}
	struct table_row *rows = new_rows(history, found.count);
	for (size_t i = 0; i < history->listing.table.count; i++) {
		fill_action(history, &found.items[i], &rows[i]);
	}
	return true;
}

static const struct column change_columns[] = {
	{.name = "action", .is_number = true},
	{.name = "moment"},
	{.name = "actor"},
	{.name = "origin"},
	{.name = "reason"},
	{.name = "record"},
	{.name = "uid"},
	{.name = "old"},
	{.name = "new"},
	{.name = "old_name"},
	{.name = "new_name"},
	{.name = "field"},
};

/* The row of the field that changed; NULL for a change of the record as a whole. */
static const struct field *field_of(const struct change_row *change)
{
	int index = field_index(change->kind, change->field);
	return index < 0 ? NULL : &record_type(change->kind)->fields[index];
}

/* The name of what a value refers to; NULL when it refers to nothing that is in the file. */
static const char *find_name(struct history *history, const struct field *field, const char *value)
{
	struct ref target;
	if (field == NULL || field->kind != FIELD_REFERENCE || value == NULL ||
	    !record_find_uid(history->listing.store, field->target, value, &target, NULL) ||
	    target.id == 0) {
		return NULL;
	}
	return record_label(history->listing.store, target, history->arena);
}

static void fill_change(struct history *history, const struct change_row *change,
			struct table_row *row)
{
	const struct field *field = field_of(change);
	*row = (struct table_row){
		.cells = {number(history, change->action_id), change->moment, change->actor,
			  change->origin, change->reason, record_type(change->kind)->name,
			  change->uid, change->old, change->new,
			  find_name(history, field, change->old),
			  find_name(history, field, change->new), change->field},
	};
}

/* The label of the record that a change is about, when it is another than that of the history. */
static const char *find_owner(struct history *history, const struct change_row *change,
			      struct ref of)
{
	struct ref ref;
	const char *kind = _(record_type(change->kind)->label);
	if (!record_find_uid(history->listing.store, change->kind, change->uid, &ref, NULL) ||
	    ref.id == 0) {
		return kind;
	}
	if (ref.kind == of.kind && ref.id == of.id) {
		return NULL;
	}
	return arena_format(history->arena, _("%s %s"), kind,
			    record_label(history->listing.store, ref, history->arena));
}

static const char *tell_value(struct history *history, const struct field *field, const char *value)
{
	const char *name = find_name(history, field, value);
	if (value == NULL || value[0] == '\0') {
		return _("(empty)");
	}
	if (field->kind == FIELD_FLAG) {
		return strcmp(value, "1") == 0 ? _("yes") : _("no");
	}
	return name != NULL ? name : value;
}

/* What became of the record as a whole, or "Field: old → new". */
static const char *tell_change(struct history *history, const struct change_row *change)
{
	const struct field *field = field_of(change);
	const char *arrow = history->request->out.ascii_marks ? "->" : "→";
	if (field != NULL) {
		return arena_format(history->arena, _("%s: %s %s %s"), _(field->label),
				    tell_value(history, field, change->old), arrow,
				    tell_value(history, field, change->new));
	}
	if (strcmp(change->field, JOURNAL_BINNED) == 0) {
		return change->new != NULL ? _("to the bin") : _("out of the bin");
	}
	return change->new != NULL ? _("new") : _("taken out");
}

static void print_heading(struct history *history, const struct change_row *change)
{
	const char *text =
		arena_format(history->arena, _("Action %" PRId64 ", %s, %s"), change->action_id,
			     local(history, change->moment), change->actor);
	if (change->reason != NULL) {
		text = arena_format(history->arena, _("%s: %s"), text, change->reason);
	}
	output_paragraph(&history->request->out, &(struct paragraph){.text = text, .bold = true});
}

static void print_change(struct history *history, const struct change_row *change, struct ref of)
{
	const char *owner = find_owner(history, change, of);
	const char *text = tell_change(history, change);
	if (owner != NULL) {
		text = arena_format(history->arena, _("%s: %s"), owner, text);
	}
	output_paragraph(&history->request->out, &(struct paragraph){.gutter = CHANGE_INDENT,
								     .hanging = CHANGE_HANGING,
								     .text = text});
}

static void print_changes(struct history *history, const struct change_rows *changes, struct ref of)
{
	for (size_t i = 0; i < history->listing.table.count; i++) {
		const struct change_row *change = &changes->items[i];
		if (i == 0 || change->action_id != changes->items[i - 1].action_id) {
			print_heading(history, change);
		}
		print_change(history, change, of);
	}
}

static bool write_changes(struct history *history, struct ref ref, struct err *err)
{
	struct change_rows found = {0};
	if (!journal_of_record(history->listing.store, ref, true, history->arena, &found, err)) {
		return false;
	}
	struct table_row *rows = new_rows(history, found.count);
	if (history->request->form == FORM_TEXT) {
		print_changes(history, &found, ref);
		return true;
	}
	for (size_t i = 0; i < history->listing.table.count; i++) {
		fill_change(history, &found.items[i], &rows[i]);
	}
	return form_write(&history->listing, history->request, err);
}

static bool write_history(struct history *history, const char *name, struct err *err)
{
	struct ref ref;
	if (history->request->word_count == 0) {
		return load_actions(history, err) &&
		       form_write(&history->listing, history->request, err);
	}
	return record_lookup(history->listing.store, name, &ref, err) &&
	       write_changes(history, ref, err);
}

/* Says on stderr what the rows do not: that there are none, or more. */
static void say_rest(const struct history *history)
{
	const struct cli *cli = &history->request->cli;
	size_t count = history->listing.table.count;
	if (count == 0) {
		output_say(cli, "", _("Nothing was changed yet."));
	} else if (history->is_cut && history->request->given[OPTION_LIMIT] == NULL) {
		struct str sentence = STR_EMPTY;
		str_add_format(&sentence,
			       _("These are the newest %zu; \"--limit 0\" prints all of them."),
			       count);
		output_say(cli, "", str_text(&sentence));
		str_clear(&sentence);
	}
}

bool cmd_history(struct request *request, struct err *err)
{
	bool is_for_people = request->form == FORM_TEXT && request->out.width > 0;
	bool is_of_record = request->word_count > 0;
	struct history history = {.request = request};
	if (!request_limit(request, is_for_people ? LIMIT_ON_TERMINAL : SIZE_MAX, &history.limit,
			   err)) {
		return false;
	}
	history.arena = arena_new();
	history.listing.is_plain = true;
	history.listing.table = (struct table){
		.columns = is_of_record ? change_columns : action_columns,
		.column_count = is_of_record ? sizeof change_columns / sizeof change_columns[0]
					     : sizeof action_columns / sizeof action_columns[0],
	};
	char *name = request_text(request, 0);
	bool done = directory_open(&request->cli.directory, &history.listing.store, err) &&
		    write_history(&history, name, err);
	if (done) {
		say_rest(&history);
	}
	store_close(history.listing.store);
	free(name);
	arena_free(history.arena);
	return done;
}
