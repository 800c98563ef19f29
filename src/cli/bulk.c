/* SPDX-License-Identifier: MIT
 *
 * Which records a query means, what setting a field would do to them, the question, and the doing.
 */
#include "cli/bulk.h"

#include <string.h>

#include "base/i18n.h"
#include "cli/flag.h"
#include "cli/input.h"
#include "cli/writing.h"
#include "interchange/term_change.h"
#include "store/event.h"
#include "store/organisation.h"
#include "store/person.h"

#define IMPORTANCE_ALL 3

struct bulk {
	struct writing *writing;
	struct query query;
	struct refs refs;
};

static void take_refs(struct bulk *bulk, size_t count)
{
	bulk->refs.items = arena_new_array(bulk->writing->arena, count, sizeof bulk->refs.items[0]);
	bulk->refs.count = count;
}

static bool find_people(struct bulk *bulk, struct err *err)
{
	struct writing *writing = bulk->writing;
	struct person_list list = {.query = bulk->query, .day = writing->request->day};
	struct person_rows found = {0};
	size_t count;
	if (!person_count(writing->store, &list, &count, err) ||
	    !person_window(writing->store, &list, 0, count, writing->arena, &found, err)) {
		return false;
	}
	take_refs(bulk, found.count);
	for (size_t i = 0; i < found.count; i++) {
		bulk->refs.items[i] = (struct ref){RECORD_PERSON, found.items[i].id};
	}
	return true;
}

static bool find_agencies(struct bulk *bulk, struct err *err)
{
	struct writing *writing = bulk->writing;
	struct organisation_rows found = {0};
	if (!organisation_list(writing->store, &bulk->query, writing->arena, &found, err)) {
		return false;
	}
	take_refs(bulk, found.count);
	for (size_t i = 0; i < found.count; i++) {
		bulk->refs.items[i] = (struct ref){RECORD_ORGANISATION, found.items[i].id};
	}
	return true;
}

static bool find_events(struct bulk *bulk, struct err *err)
{
	struct writing *writing = bulk->writing;
	struct event_rows found = {0};
	if (!event_list(writing->store, &bulk->query, IMPORTANCE_ALL, writing->arena, &found,
			err)) {
		return false;
	}
	take_refs(bulk, found.count);
	for (size_t i = 0; i < found.count; i++) {
		bulk->refs.items[i] = (struct ref){RECORD_EVENT, found.items[i].id};
	}
	return true;
}

static const struct bulk_list {
	const char *name;
	enum record_kind kind;
	bool (*find)(struct bulk *bulk, struct err *err);
} lists[] = {
	{"people", RECORD_PERSON, find_people},
	{"agencies", RECORD_ORGANISATION, find_agencies},
	{"events", RECORD_EVENT, find_events},
};

static const struct bulk_list *find_list(const char *name)
{
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		if (strcmp(lists[i].name, name) == 0) {
			return &lists[i];
		}
	}
	return NULL;
}

/* What would be set, how often: the sentence before the question. */
static const char *preview(struct writing *writing, const struct field *field, const char *value,
			   const struct bulk_result *result)
{
	const char *count = arena_format(
		writing->arena,
		ngettext("%zu record would change", "%zu records would change", result->changed),
		result->changed);
	if (value[0] == '\0') {
		return arena_format(writing->arena, _("%s: %s to no value; %zu have none."),
				    _(field->label), count, result->same);
	}
	return arena_format(writing->arena, _("%s: %s to \"%s\"; %zu have it already."),
			    _(field->label), count, value, result->same);
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

/* Tries, tells, asks, does. */
static bool set_all(struct bulk *bulk, const struct field *field, const char *value,
		    struct err *err)
{
	struct writing *writing = bulk->writing;
	struct intent trial = writing->intent;
	struct bulk_result result = {0};
	trial.is_trial = true;
	if (!bulk_set(writing->store, bulk->refs.items, bulk->refs.count, field->name, value,
		      &trial, &result, err)) {
		return false;
	}
	output_say(&writing->request->cli, "", preview(writing, field, value, &result));
	if (writing->intent.is_trial || result.changed == 0) {
		return true;
	}
	return may_go_on(writing->request, err) &&
	       bulk_set(writing->store, bulk->refs.items, bulk->refs.count, field->name, value,
			&writing->intent, &result, err);
}

static bool run(struct writing *writing, struct err *err)
{
	const struct request *request = writing->request;
	const struct bulk_list *list = find_list(request->words[0]);
	struct bulk bulk = {.writing = writing};
	struct str value = STR_EMPTY;
	int field = flag_field(list->kind, request->flags[0].name, err);
	bool done = field >= 0 && flag_value(request, 0, &value, err) &&
		    request_query(request->given[OPTION_WHERE], writing->arena, &bulk.query, err) &&
		    list->find(&bulk, err);
	if (done && bulk.refs.count == 0) {
		done = err_set(err, ERR_NOT_FOUND, _("No record of the list matches: %s"),
			       request->given[OPTION_WHERE]);
	}
	if (done) {
		const struct field *row = &record_type(list->kind)->fields[field];
		done = set_all(&bulk, row, str_text(&value), err);
	}
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
