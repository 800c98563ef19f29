/* SPDX-License-Identifier: MIT
 *
 * Everything that the file holds on a person, as JSON: what a person who asks for it is given. How
 * records and values are written is json_write.c.
 */
#include "interchange/json.h"

#include <assert.h>
#include <string.h>

#include "interchange/json_form.h"
#include "store/holding.h"

struct output {
	struct json_writer *writer;
	struct store *store;
	struct arena *arena;
	struct holding holding;
};

static bool write_record(struct output *output, const char *key, const struct holding_record *held,
			 const char *omitted, struct err *err);

/* Whether a record that is held belongs to the owner by the reference of that name. */
static bool is_child(struct output *output, const struct holding_record *held,
		     const char *reference, const struct holding_record *owner, bool *is_child,
		     struct err *err)
{
	struct record record;
	struct ref ref = {held->kind, held->id};
	*is_child = false;
	if (held->id == 0) {
		return true;
	}
	if (!record_get(output->store, ref, output->arena, &record, err)) {
		return false;
	}
	const char *uid = record_value(&record, reference);
	*is_child = uid != NULL && strcmp(uid, owner->uid) == 0;
	return true;
}

/* An array of the records of a kind that belong to the owner. */
static bool write_children(struct output *output, const struct holding_record *owner,
			   enum record_kind kind, const char *reference, struct err *err)
{
	json_begin_array(output->writer, record_type(kind)->plural);
	for (size_t i = 0; i < output->holding.record_count; i++) {
		const struct holding_record *held = &output->holding.records[i];
		bool is_its = false;
		if (held->kind != kind) {
			continue;
		}
		if (!is_child(output, held, reference, owner, &is_its, err) ||
		    (is_its && !write_record(output, NULL, held, reference, err))) {
			return false;
		}
	}
	json_end_array(output->writer);
	return true;
}

/* What stands inside a record of a person; the events are not part of the form of a directory, where
 * they hold their links themselves. */
static const struct json_nest nests[] = {
	{RECORD_PERSON, RECORD_CHANNEL, "person"},
	{RECORD_PERSON, RECORD_MEMBERSHIP, "person"},
	{RECORD_PERSON, RECORD_EVENT_LINK, "person"},
	{RECORD_PERSON, RECORD_CITATION, "person"},
	{RECORD_MEMBERSHIP, RECORD_CITATION, "membership"},
};

static bool write_record(struct output *output, const char *key, const struct holding_record *held,
			 const char *omitted, struct err *err)
{
	struct record record;
	struct ref ref = {held->kind, held->id};
	if (!record_get(output->store, ref, output->arena, &record, err)) {
		return false;
	}
	json_begin_object(output->writer, key);
	if (!json_fields(output->writer, output->store, &record, omitted, err)) {
		return false;
	}
	json_text(output->writer, "binned", record.binned);
	for (size_t i = 0; i < sizeof nests / sizeof nests[0]; i++) {
		if (nests[i].owner == held->kind &&
		    !write_children(output, held, nests[i].child, nests[i].owner_field, err)) {
			return false;
		}
	}
	json_end_object(output->writer);
	return true;
}

static void write_lines(struct output *output)
{
	json_begin_array(output->writer, "raw_properties");
	for (size_t i = 0; i < output->holding.line_count; i++) {
		const struct holding_line *line = &output->holding.lines[i];
		json_begin_object(output->writer, NULL);
		json_text(output->writer, "format", line->format);
		json_text(output->writer, "name", line->name);
		json_text(output->writer, "value", line->value);
		json_end_object(output->writer);
	}
	json_end_array(output->writer);
}

static void write_change(struct json_writer *writer, const struct holding_change *change)
{
	json_begin_object(writer, NULL);
	json_number(writer, "action", change->action_id);
	json_text(writer, "moment", change->moment);
	json_text(writer, "actor", change->actor);
	json_text(writer, "origin", change->origin);
	json_text(writer, "name", change->action);
	json_text(writer, "reason", change->reason);
	json_text(writer, "record", record_type(change->kind)->name);
	json_text(writer, "uid", change->uid);
	json_text(writer, "field", change->field);
	json_text(writer, "old", change->old);
	json_text(writer, "new", change->new);
	json_end_object(writer);
}

static void write_changes(struct output *output)
{
	json_begin_array(output->writer, "changes");
	for (size_t i = 0; i < output->holding.change_count; i++) {
		write_change(output->writer, &output->holding.changes[i]);
	}
	json_end_array(output->writer);
}

static void write_others(struct output *output)
{
	json_begin_array(output->writer, "not_duplicates");
	for (size_t i = 0; i < output->holding.other_count; i++) {
		const struct holding_other *other = &output->holding.others[i];
		json_begin_object(output->writer, NULL);
		json_text(output->writer, "uid", other->uid);
		json_text(output->writer, "moment", other->moment);
		json_text(output->writer, "actor", other->actor);
		json_end_object(output->writer);
	}
	json_end_array(output->writer);
}

static bool write_all(struct output *output, const struct record *person, struct err *err)
{
	if (!holding_gather(output->store, person, output->arena, &output->holding, err)) {
		return false;
	}
	json_begin_object(output->writer, NULL);
	if (person->ref.id == 0) {
		json_text(output->writer, "person", NULL);
	} else if (!write_record(output, "person", &output->holding.records[0], NULL, err)) {
		return false;
	}
	write_lines(output);
	write_changes(output);
	write_others(output);
	json_end_object(output->writer);
	return true;
}

bool json_all_data(struct json_writer *writer, struct store *store, struct ref person,
		   struct err *err)
{
	assert(person.kind == RECORD_PERSON);
	struct record record;
	struct output output = {.writer = writer, .store = store, .arena = arena_new()};
	store_begin_reading(store);
	bool done = record_get(store, person, output.arena, &record, err) &&
		    write_all(&output, &record, err);
	store_end_reading(store);
	arena_free(output.arena);
	return done;
}

bool json_all_data_lost(struct json_writer *writer, struct store *store,
			const struct record *person, struct err *err)
{
	struct output output = {.writer = writer, .store = store, .arena = arena_new()};
	store_begin_reading(store);
	bool done = write_all(&output, person, err);
	store_end_reading(store);
	arena_free(output.arena);
	return done;
}
