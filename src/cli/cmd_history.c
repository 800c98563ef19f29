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
#include "store/owner.h"

#define LIMIT_ON_TERMINAL 50
#define CHANGE_INDENT 2

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

/* A record in an action: its changes stand together. */
struct group {
	const struct change_row *items;
	size_t count;
	const char *fate; /* what became of the record as a whole, or NULL */
	bool is_new;
	bool is_gone;
};

/* Another record than that of the history to which a record belongs: whose term of the body it is. NULL
 * for none. */
static const char *find_owner(struct history *history, struct ref ref, const char *of_uid)
{
	struct record record;
	if (!record_get(history->listing.store, ref, history->arena, &record, NULL)) {
		return NULL;
	}
	for (size_t i = 0; i < owner_row_count; i++) {
		const struct owner_row *owner = &owner_rows[i];
		const char *uid =
			owner->kind == ref.kind ? record_value(&record, owner->field) : NULL;
		if (uid != NULL && strcmp(uid, of_uid) != 0) {
			int field = field_index(ref.kind, owner->field);
			return find_name(history, &record_type(ref.kind)->fields[field], uid);
		}
	}
	return NULL;
}

/* What the record of a group is called; NULL for the one that the history is of. */
static const char *tell_record(struct history *history, const struct group *group,
			       const char *of_uid)
{
	const struct change_row *first = &group->items[0];
	const char *kind = _(record_type(first->kind)->label);
	struct ref ref;
	if (strcmp(first->uid, of_uid) == 0) {
		return NULL;
	}
	if (!record_find_uid(history->listing.store, first->kind, first->uid, &ref, NULL) ||
	    ref.id == 0) {
		return kind;
	}
	const char *label = record_label(history->listing.store, ref, history->arena);
	const char *owner = group->is_new ? NULL : find_owner(history, ref, of_uid);
	return owner != NULL ? arena_format(history->arena, _("%s %s (%s)"), kind, label, owner)
			     : arena_format(history->arena, _("%s %s"), kind, label);
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

static const char *tell_fate(const struct change_row *change)
{
	if (strcmp(change->field, JOURNAL_BINNED) == 0) {
		return change->new != NULL ? _("to the bin") : _("out of the bin");
	}
	return change->new != NULL ? _("new") : _("taken out");
}

/* The changes of the action and the record that the first one is about. */
static struct group read_group(const struct change_row *changes, size_t count)
{
	struct group group = {.items = changes};
	while (group.count < count && changes[group.count].action_id == changes->action_id &&
	       strcmp(changes[group.count].uid, changes->uid) == 0) {
		const struct change_row *change = &changes[group.count++];
		bool is_birth = strcmp(change->field, JOURNAL_UID) == 0;
		group.is_new = group.is_new || (is_birth && change->new != NULL);
		group.is_gone = group.is_gone || (is_birth && change->new == NULL);
		/* A new record, or one that is gone, is told as such, in the bin or not. */
		if (field_of(change) == NULL && (group.fate == NULL || is_birth)) {
			group.fate = tell_fate(change);
		}
	}
	return group;
}

/* Values that a new record has by itself, and whom it belongs to, go without saying. */
static bool goes_without_saying(const struct group *group, const struct change_row *change,
				const char *of_uid)
{
	const struct field *field = field_of(change);
	bool is_initial = field != NULL && field->initial != NULL &&
			  change->new != NULL &&strcmp(field->initial, change->new) == 0;
	bool is_owner = change->new != NULL &&strcmp(change->new, of_uid) == 0;
	return field == NULL || group->is_gone || (group->is_new && (is_initial || is_owner));
}

static void print_line(struct history *history, const char *text, int indent)
{
	output_paragraph(
		&history->request->out,
		&(struct paragraph){.gutter = indent, .hanging = CHANGE_INDENT, .text = text});
}

/* "Field: old → new", of a new record "Field: value". */
static void print_change(struct history *history, const struct change_row *change, bool is_new,
			 int indent)
{
	const struct field *field = field_of(change);
	const char *arrow = history->request->out.ascii_marks ? "->" : "→";
	const char *now = tell_value(history, field, change->new);
	const char *text =
		is_new ? arena_format(history->arena, _("%s: %s"), _(field->label), now)
		       : arena_format(history->arena, _("%s: %s %s %s"), _(field->label),
				      tell_value(history, field, change->old), arrow, now);
	print_line(history, text, indent);
}

static void print_group(struct history *history, const struct group *group, const char *of_uid)
{
	const char *record = tell_record(history, group, of_uid);
	int indent = CHANGE_INDENT;
	if (record != NULL && group->fate != NULL) {
		print_line(history, arena_format(history->arena, _("%s, %s"), record, group->fate),
			   indent);
	} else if (record != NULL || group->fate != NULL) {
		print_line(history, record != NULL ? record : group->fate, indent);
	}
	indent += record != NULL ? CHANGE_INDENT : 0;
	for (size_t i = 0; i < group->count; i++) {
		if (!goes_without_saying(group, &group->items[i], of_uid)) {
			print_change(history, &group->items[i], group->is_new, indent);
		}
	}
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

static bool print_changes(struct history *history, const struct change_rows *changes, struct ref of,
			  struct err *err)
{
	const char *uid = form_uid(history->listing.store, of, history->arena, err);
	size_t count = history->listing.table.count;
	for (size_t i = 0; uid != NULL && i < count;) {
		const struct change_row *change = &changes->items[i];
		struct group group = read_group(change, count - i);
		if (i == 0 || change->action_id != change[-1].action_id) {
			print_heading(history, change);
		}
		print_group(history, &group, uid);
		i += group.count;
	}
	return uid != NULL;
}

static bool write_changes(struct history *history, struct ref ref, struct err *err)
{
	struct change_rows found = {0};
	if (!journal_of_record(history->listing.store, ref, true, history->arena, &found, err)) {
		return false;
	}
	struct table_row *rows = new_rows(history, found.count);
	if (history->request->form == FORM_TEXT) {
		return print_changes(history, &found, ref, err);
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
