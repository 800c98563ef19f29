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
#include "interchange/change_text.h"

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

/* The name of what a value refers to; NULL when it refers to nothing that is in the file. */
static const char *find_name(struct history *history, const struct change_row *change,
			     const char *value)
{
	enum record_kind kind;
	struct ref target;
	if (value == NULL || !change_refers(change, &kind) ||
	    !record_find_uid(history->listing.store, kind, value, &target, NULL) ||
	    target.id == 0) {
		return NULL;
	}
	return record_label(history->listing.store, target, history->arena);
}

static void fill_change(struct history *history, const struct change_row *change,
			struct table_row *row)
{
	*row = (struct table_row){
		.cells = {number(history, change->action_id), change->moment, change->actor,
			  change->origin, change->reason, record_type(change->kind)->name,
			  change->uid, change->old, change->new,
			  find_name(history, change, change->old),
			  find_name(history, change, change->new), change->field},
	};
}

static void print_line(struct history *history, const char *text, int indent)
{
	output_paragraph(
		&history->request->out,
		&(struct paragraph){.gutter = indent, .hanging = CHANGE_INDENT, .text = text});
}

static void print_group(struct history *history, const struct change_text *words,
			const struct change_group *group)
{
	const char *heading = change_text_heading(words, group);
	const char *arrow = history->request->out.ascii_marks ? "->" : "→";
	bool is_part = strcmp(group->items[0].uid, words->of_uid) != 0;
	int indent = is_part ? 2 * CHANGE_INDENT : CHANGE_INDENT;
	if (heading != NULL) {
		print_line(history, heading, CHANGE_INDENT);
	}
	for (size_t i = 0; i < group->count; i++) {
		const struct change_row *change = &group->items[i];
		if (change_text_tells(words, group, change)) {
			const char *step = change_text_step(words, group, change, arrow);
			print_line(history,
				   arena_format(history->arena, _("%s: %s"),
						_(change_field(change)->label), step),
				   indent);
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
	struct change_text words = {
		.store = history->listing.store,
		.arena = history->arena,
		.of_uid = form_uid(history->listing.store, of, history->arena, err),
		.known = changes,
	};
	const struct change_rows shown = {changes->items, history->listing.table.count};
	for (size_t at = 0; words.of_uid != NULL && at < shown.count;) {
		const struct change_row *change = &shown.items[at];
		struct change_group group = change_group_at(&shown, at);
		if (at == 0 || change->action_id != change[-1].action_id) {
			print_heading(history, change);
		}
		print_group(history, &words, &group);
		at += group.count;
	}
	return words.of_uid != NULL;
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
	bool done = directory_open(&request->cli.directory, &history.listing.store, err);
	if (done) {
		/* At once: the labels are of one moment, and the file is not locked for each. */
		store_begin_reading(history.listing.store);
		done = write_history(&history, name, err);
		store_end_reading(history.listing.store);
	}
	if (done) {
		say_rest(&history);
	}
	store_close(history.listing.store);
	free(name);
	arena_free(history.arena);
	return done;
}
