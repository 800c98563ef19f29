/* SPDX-License-Identifier: MIT
 *
 * Everything held on a person, as JSON: with the bin, what was taken out, and the journal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "../unit/directory_fixture.h"
#include "base/str.h"
#include "interchange/json.h"
#include "store/action.h"
#include "store/journal.h"

static struct intent intent_of(const char *name, const char *reason)
{
	return (struct intent){
		.origin = "shell", .name = name, .reason = reason, .actor = "tester"};
}

/* The object, yours to let go of. */
static json_t *all_data(struct fixture *fixture, const char *uid)
{
	struct str text = STR_EMPTY;
	struct json_writer writer = {.out = &text};
	struct err err = {0};
	fixture_assert_ok(json_all_data(&writer, fixture->store,
					fixture_ref(fixture->store, RECORD_PERSON, uid), &err),
			  &err);
	json_error_t fault;
	json_t *object = json_loads(str_text(&text), JSON_REJECT_DUPLICATES, &fault);
	if (object == NULL) {
		fail_msg("%d: %s\n%s", fault.line, fault.text, str_text(&text));
	}
	str_clear(&text);
	return object;
}

/* A text inside the object by a path of keys and places: "person channels 0 value". */
static const char *text_at(json_t *object, const char *path)
{
	char copy[200];
	strncpy(copy, path, sizeof copy - 1);
	copy[sizeof copy - 1] = '\0';
	for (char *key = strtok(copy, " "); key != NULL; key = strtok(NULL, " ")) {
		object = json_is_array(object) ? json_array_get(object, (size_t)atoi(key))
					       : json_object_get(object, key);
	}
	return json_is_null(object) ? "null" : fixture_word(json_string_value(object));
}

static size_t size_at(json_t *object, const char *key, const char *array)
{
	return json_array_size(json_object_get(json_object_get(object, key), array));
}

static void set_channel(struct fixture *fixture, const char *uid, const char *label,
			const char *binned)
{
	struct record record;
	struct err err = {0};
	struct intent intent = intent_of("Edit a channel", "a letter");
	fixture_assert_ok(record_get(fixture->store,
				     fixture_ref(fixture->store, RECORD_CHANNEL, uid),
				     fixture->arena, &record, &err),
			  &err);
	record.values[field_index(RECORD_CHANNEL, "label")] = label;
	record.binned = binned;
	fixture_assert_ok(action_begin(fixture->store, &intent, &err) &&
				  record_update(fixture->store, &record, &err) &&
				  action_end(fixture->store, NULL, &err),
			  &err);
}

static void records_stand_in_the_record_they_belong_to(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_CITATION, NULL,
		    VALUES({"source", REPORT}, {"membership", UID("d1")}, {"claim", "so it is"}));
	fixture_add(fixture->store, RECORD_CITATION, NULL,
		    VALUES({"source", LETTER}, {"person", HSU}));
	json_t *object = all_data(fixture, HSU);
	assert_string_equal(text_at(object, "person name"), "徐銘華");
	assert_string_equal(text_at(object, "person place name"), "Taiwan");
	assert_string_equal(text_at(object, "person binned"), "null");
	assert_int_equal(size_at(object, "person", "channels"), 2);
	assert_int_equal(size_at(object, "person", "memberships"), 2);
	assert_int_equal(size_at(object, "person", "citations"), 1);
	assert_string_equal(text_at(object, "person memberships 0 citations 0 claim"), "so it is");
	assert_string_equal(text_at(object, "person memberships 1 organisation name"), "TN Staff");
	assert_string_equal(text_at(object, "person links 0 event name"), "Third meeting");
	assert_string_equal(text_at(object, "person links 0 role"), "speaker");
	assert_int_equal(json_array_size(json_object_get(object, "changes")), 0);
	json_decref(object);
}

static void the_bin_and_its_moment_are_told(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_CHANNEL, UID("cc"),
		    VALUES({"person", MONO}, {"kind", "email"}, {"value", "mono@example.org"}));
	set_channel(fixture, UID("cc"), "at night", "2024-02-01T00:00:00Z");
	json_t *object = all_data(fixture, MONO);
	assert_string_equal(text_at(object, "person channels 0 binned"), "2024-02-01T00:00:00Z");
	json_decref(object);
}

static void every_change_is_told_with_its_action(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_CHANNEL, UID("cc"),
		    VALUES({"person", MONO}, {"kind", "email"}, {"value", "mono@example.org"}));
	set_channel(fixture, UID("cc"), "at night", NULL);
	set_channel(fixture, UID("cc"), NULL, NULL);
	json_t *object = all_data(fixture, MONO);
	assert_int_equal(json_array_size(json_object_get(object, "changes")), 2);
	assert_string_equal(text_at(object, "changes 0 actor"), "tester");
	assert_string_equal(text_at(object, "changes 0 origin"), "shell");
	assert_string_equal(text_at(object, "changes 0 name"), "Edit a channel");
	assert_string_equal(text_at(object, "changes 0 reason"), "a letter");
	assert_int_equal(strlen(text_at(object, "changes 0 moment")), 20);
	assert_string_equal(text_at(object, "changes 0 record"), "channel");
	assert_string_equal(text_at(object, "changes 0 uid"), UID("cc"));
	assert_string_equal(text_at(object, "changes 0 field"), "label");
	assert_string_equal(text_at(object, "changes 0 old"), "null");
	assert_string_equal(text_at(object, "changes 0 new"), "at night");
	assert_string_equal(text_at(object, "changes 1 old"), "at night");
	json_decref(object);
}

static void what_was_undone_is_told_too(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref;
	struct err err = {0};
	struct action_rows blockers;
	int64_t id = 0;
	struct intent intent = intent_of("Add a channel", NULL);
	fixture_assert_ok(
		action_begin(fixture->store, &intent, &err) &&
			fixture_try(fixture->store, RECORD_CHANNEL, NULL,
				    VALUES({"person", MONO}, {"kind", "email"},
					   {"value", "gone@example.org"}),
				    &ref, &err) &&
			action_end(fixture->store, &id, &err) &&
			journal_undo(fixture->store, id, &intent, fixture->arena, &blockers, &err),
		&err);
	json_t *object = all_data(fixture, MONO);
	assert_int_equal(size_at(object, "person", "channels"), 0);
	json_t *changes = json_object_get(object, "changes");
	size_t told = 0;
	for (size_t i = 0; i < json_array_size(changes); i++) {
		const char *value =
			json_string_value(json_object_get(json_array_get(changes, i), "old"));
		told += value != NULL && strcmp(value, "gone@example.org") == 0;
	}
	assert_int_equal(told, 1);
	json_decref(object);
}

static void lines_of_imports_and_people_told_apart_are_there(void **state)
{
	struct fixture *fixture = *state;
	fixture_tamper(fixture->store,
		       "INSERT INTO raw_property (person_id, format, name, value) SELECT id, "
		       "'vcard', 'X-HAT', 'X-HAT:grey' FROM person WHERE uid = '" MONO "';"
		       "INSERT INTO not_duplicate VALUES ('" HSU "', '" MONO
		       "', '2024-01-01T00:00:00Z', 'tester')");
	json_t *object = all_data(fixture, MONO);
	assert_string_equal(text_at(object, "raw_properties 0 value"), "X-HAT:grey");
	assert_string_equal(text_at(object, "not_duplicates 0 uid"), HSU);
	assert_string_equal(text_at(object, "not_duplicates 0 actor"), "tester");
	json_decref(object);
}

static void nothing_of_others_is_told(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_CHANNEL, UID("cc"),
		    VALUES({"person", MONO}, {"kind", "email"}, {"value", "mono@example.org"}));
	set_channel(fixture, UID("cc"), "at night", NULL);
	json_t *object = all_data(fixture, OTHER_ORTIZ);
	assert_int_equal(size_at(object, "person", "channels"), 0);
	assert_int_equal(json_array_size(json_object_get(object, "changes")), 0);
	json_decref(object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(records_stand_in_the_record_they_belong_to),
		FIXTURE_TEST(the_bin_and_its_moment_are_told),
		FIXTURE_TEST(every_change_is_told_with_its_action),
		FIXTURE_TEST(what_was_undone_is_told_too),
		FIXTURE_TEST(lines_of_imports_and_people_told_apart_are_there),
		FIXTURE_TEST(nothing_of_others_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
