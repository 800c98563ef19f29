/* SPDX-License-Identifier: MIT
 *
 * Which records a query means, what setting a field would do to them, the question, and the doing.
 */
#include "cli/bulk.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/flag.h"
#include "cli/input.h"
#include "cli/list_kind.h"
#include "cli/writing.h"
#include "interchange/bulk.h"

static const struct bulk_list {
	enum record_kind kind;
	const struct list_kind *list;
} lists[] = {
	{RECORD_PERSON, &list_people},
	{RECORD_ORGANISATION, &list_agencies},
	{RECORD_EVENT, &list_events},
};

static const struct bulk_list *find_list(const char *name)
{
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		if (strcmp(lists[i].list->name, name) == 0) {
			return &lists[i];
		}
	}
	return NULL;
}

/* The records of a list that the query lets through. They are held for the save. */
static bool find_records(struct writing *writing, const struct bulk_list *row, struct refs *refs,
			 struct err *err)
{
	struct list list = {
		.request = writing->request,
		.arena = writing->arena,
		.limit = SIZE_MAX,
		.listing.store = writing->store,
	};
	const char *query = writing->request->given[OPTION_WHERE];
	if (!request_query(query, list.arena, &list.query, err) || !row->list->load(&list, err)) {
		return false;
	}
	const struct table *table = &list.listing.table;
	if (table->count == 0) {
		return err_set(err, ERR_NOT_FOUND, _("No record of the list matches: %s"), query);
	}
	refs->items = arena_new_array(writing->arena, table->count, sizeof refs->items[0]);
	refs->count = table->count;
	struct held *held = arena_new_array(writing->arena, table->count, sizeof held[0]);
	for (size_t i = 0; i < table->count; i++) {
		refs->items[i] = table->rows[i].ref;
		if (!held_take(writing->store, refs->items[i], &held[i], err)) {
			return false;
		}
	}
	writing_hold(writing, held, table->count);
	return true;
}

/* The same, all of it from one state of the file. */
static bool read_records(struct writing *writing, const struct bulk_list *row, struct refs *refs,
			 struct err *err)
{
	store_begin_reading(writing->store);
	bool done = find_records(writing, row, refs, err);
	store_end_reading(writing->store);
	return done;
}

static const char *count_words(struct arena *arena, enum record_kind kind, size_t count)
{
	switch (kind) {
	case RECORD_PERSON:
		return arena_format(arena, ngettext("%zu person", "%zu people", count), count);
	case RECORD_EVENT:
		return arena_format(arena, ngettext("%zu event", "%zu events", count), count);
	default:
		return arena_format(arena, ngettext("%zu agency", "%zu agencies", count), count);
	}
}

/* One field of many, as it is told. */
struct setting {
	enum record_kind kind;
	const struct field *field;
	const char *value; /* as it was given; "" for none */
};

/* The sentence before the question: what would be set, how often. */
static const char *preview(struct arena *arena, const struct setting *setting,
			   const struct bulk_result *result)
{
	if (result->changed == 0) {
		return _("All of them have it already.");
	}
	const char *first =
		arena_format(arena, _("%s would be %s for %s."), _(setting->field->label),
			     setting->value[0] != '\0' ? setting->value : _("(empty)"),
			     count_words(arena, setting->kind, result->changed));
	return result->same == 0 ? first
				 : arena_format(arena,
						ngettext("%s %zu has it already.",
							 "%s %zu have it already.", result->same),
						first, result->same);
}

static const char *outcome(struct arena *arena, const struct setting *setting,
			   const struct bulk_result *result)
{
	return arena_format(arena, _("%s is now %s for %s."), _(setting->field->label),
			    setting->value[0] != '\0' ? setting->value : _("(empty)"),
			    count_words(arena, setting->kind, result->changed));
}

/* Whether to go on; ERR_CANCELLED when the answer is no. */
static bool may_go_on(const struct request *request, struct err *err)
{
	if (request->given[OPTION_YES] != NULL) {
		return true;
	}
	if (!input_is_terminal()) {
		return err_set(err, ERR_USAGE,
			       _("Nobody can be asked here: --yes sets it, --dry-run shows it."));
	}
	return input_ask_yes(&request->cli, _("Save this? [y/N]")) ||
	       err_set(err, ERR_CANCELLED, _("Nothing was saved."));
}

/* Tries, tells, asks, does, tells. */
static bool set_all(struct writing *writing, const struct refs *refs, const struct setting *setting,
		    struct err *err)
{
	struct intent trial = writing->intent;
	struct bulk_result result = {0};
	trial.is_trial = true;
	if (!bulk_set(writing->store, refs->items, refs->count, setting->field->name,
		      setting->value, &trial, &result, err)) {
		return false;
	}
	output_say(&writing->request->cli, "", preview(writing->arena, setting, &result));
	if (writing->intent.is_trial || result.changed == 0) {
		return true;
	}
	if (!may_go_on(writing->request, err) ||
	    !bulk_set(writing->store, refs->items, refs->count, setting->field->name,
		      setting->value, &writing->intent, &result, err)) {
		return false;
	}
	output_say(&writing->request->cli, "", outcome(writing->arena, setting, &result));
	return true;
}

static bool run(struct writing *writing, struct err *err)
{
	const struct request *request = writing->request;
	const struct bulk_list *row = find_list(request->words[0]);
	struct refs refs = {0};
	struct str value = STR_EMPTY;
	int field = flag_field(row->kind, request->flags[0].name, err);
	bool done = field >= 0 && flag_value(request, 0, &value, err) &&
		    read_records(writing, row, &refs, err) &&
		    set_all(writing, &refs,
			    &(struct setting){row->kind, &record_type(row->kind)->fields[field],
					      str_text(&value)},
			    err);
	str_clear(&value);
	return done;
}

bool bulk_run(struct request *request, struct err *err)
{
	if (request->word_count != 1 || find_list(request->words[0]) == NULL) {
		return err_set(err, ERR_USAGE,
			       _("With --where the list is named and no record: people, agencies "
				 "or events."));
	}
	if (request->flag_count != 1 || request->given[OPTION_EDITOR] != NULL ||
	    request->given[OPTION_INPUT] != NULL) {
		return err_set(err, ERR_USAGE, _("With --where one field is set, and no more."));
	}
	return writing_run(request, run, err);
}
