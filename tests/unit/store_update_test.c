/* SPDX-License-Identifier: MIT
 *
 * Changing records: only what differs is written, with the checks of a new record, and everything that
 * is kept beside the fields follows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "directory_fixture.h"
#include "dump.h"
#include "store/db.h"
#include "store/search.h"

static struct record get(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	struct record record;
	struct err err = {0};
	struct ref ref = fixture_ref(fixture->store, kind, uid);
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	return record;
}

static void set(struct record *record, const char *field, const char *value)
{
	int index = field_index(record->ref.kind, field);
	assert_true(index >= 0);
	record->values[index] = value;
}

static void update(struct fixture *fixture, const struct record *record)
{
	struct err err = {0};
	fixture_assert_ok(store_begin(fixture->store, &err), &err);
	fixture_assert_ok(record_update(fixture->store, record, &err), &err);
	fixture_assert_ok(store_commit(fixture->store, &err), &err);
}

/* Sets one field of a record in the file. */
static void change(struct fixture *fixture, enum record_kind kind, const char *uid,
		   const char *field, const char *value)
{
	struct record record = get(fixture, kind, uid);
	set(&record, field, value);
	update(fixture, &record);
}

/* Tries a change that must be refused; nothing of it may stay. */
static struct err refuse(struct fixture *fixture, const struct record *record)
{
	struct err err = {0};
	char *before = dump_tables(fixture->store);
	fixture_assert_ok(store_begin(fixture->store, &err), &err);
	assert_false(record_update(fixture->store, record, &err));
	store_rollback(fixture->store);
	char *after = dump_tables(fixture->store);
	dump_assert_same(after, before);
	free(before);
	free(after);
	return err;
}

static void a_change_is_stored_and_counted(void **state)
{
	struct fixture *fixture = *state;
	struct record record = get(fixture, RECORD_PERSON, HSU);
	set(&record, "status", "former");
	set(&record, "place", NULL);
	set(&record, "languages", "zh-Hant th");
	update(fixture, &record);

	record = get(fixture, RECORD_PERSON, HSU);
	assert_string_equal(record_value(&record, "status"), "former");
	assert_null(record_value(&record, "place"));
	assert_string_equal(record_value(&record, "languages"), "zh-Hant th");
	assert_string_equal(record_value(&record, "name"), "徐銘華");
	assert_int_equal(record.revision, 2);
	assert_null(record.binned);
}

static void nothing_different_is_nothing_written(void **state)
{
	struct fixture *fixture = *state;
	struct record record = get(fixture, RECORD_MEMBERSHIP, UID("d1"));
	int64_t before = sqlite3_total_changes(store_db(fixture->store));
	set(&record, "rank", "001");
	set(&record, "note", "");
	record.revision = 99; /* is not looked at */

	update(fixture, &record);

	assert_int_equal(sqlite3_total_changes(store_db(fixture->store)), before);
	assert_int_equal(get(fixture, RECORD_MEMBERSHIP, UID("d1")).revision, 1);
}

static void a_text_that_stays_the_same_is_not_written_again(void **state)
{
	struct fixture *fixture = *state;
	int64_t before = sqlite3_total_changes(store_db(fixture->store));
	change(fixture, RECORD_PERSON, HSU, "status", "former");
	assert_int_equal(sqlite3_total_changes(store_db(fixture->store)), before + 1);
}

static void a_field_without_value_gets_its_initial_one(void **state)
{
	struct fixture *fixture = *state;
	change(fixture, RECORD_MEMBERSHIP, UID("d1"), "rank", NULL);
	struct record record = get(fixture, RECORD_MEMBERSHIP, UID("d1"));
	assert_string_equal(record_value(&record, "rank"), "100");
}

static void a_change_is_stored_in_normal_form(void **state)
{
	struct fixture *fixture = *state;
	change(fixture, RECORD_PERSON, HSU, "note", "Cafe\xcc\x81");
	struct record record = get(fixture, RECORD_PERSON, HSU);
	assert_string_equal(record_value(&record, "note"), "Caf\xc3\xa9");
	int64_t before = sqlite3_total_changes(store_db(fixture->store));
	change(fixture, RECORD_PERSON, HSU, "note", "Cafe\xcc\x81");
	assert_int_equal(sqlite3_total_changes(store_db(fixture->store)), before);
}

static void a_bad_change_is_refused_and_named(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		enum record_kind kind;
		const char *uid;
		const char *field;
		const char *value;
		const char *at;
	} rows[] = {
		{RECORD_PERSON, HSU, "name", "", "name"},
		{RECORD_PERSON, HSU, "name", "\xff", "name"},
		{RECORD_PERSON, HSU, "place", UID("99"), "place"},
		{RECORD_PERSON, HSU, "place", MINISTRY, "place"},
		{RECORD_MEMBERSHIP, UID("d1"), "valid_to", "2019", "valid_to"},
		{RECORD_MEMBERSHIP, UID("d1"), "member", AGENCY, "person"},
		{RECORD_PLACE, NIGER, "code", "ne", "code"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct record record = get(fixture, rows[i].kind, rows[i].uid);
		set(&record, rows[i].field, rows[i].value);
		struct err err = refuse(fixture, &record);
		assert_int_equal(err.kind, ERR_INVALID);
		assert_string_equal(err.field, rows[i].at);
	}
}

static void a_record_that_is_gone_is_not_found(void **state)
{
	struct fixture *fixture = *state;
	struct record record = get(fixture, RECORD_PERSON, MONO);
	set(&record, "note", "x");
	record.ref.id = 9999;
	assert_int_equal(refuse(fixture, &record).kind, ERR_NOT_FOUND);
	/* Nor is another one taken for it that has its id now. */
	record.ref.id = fixture_id(fixture->store, RECORD_PERSON, HSU);
	assert_int_equal(refuse(fixture, &record).kind, ERR_NOT_FOUND);
}

static void a_record_that_was_erased_is_not_added_again(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref;
	struct err err = {0};
	fixture_tamper(fixture->store, "INSERT INTO tombstone (uid, record, moment) VALUES ('" UID(
					       "c9") "', 'person', '2026-01-01T00:00:00Z')");
	assert_true(store_begin(fixture->store, &err));
	assert_false(fixture_try(fixture->store, RECORD_PERSON, UID("c9"),
				 VALUES({"name", "Someone"}), &ref, &err));
	store_rollback(fixture->store);
	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_non_null(strstr(err.text, "erased"));
}

static void the_sort_key_follows_the_name(void **state)
{
	struct fixture *fixture = *state;
	int64_t count = 0;
	struct err err = {0};
	change(fixture, RECORD_PERSON, LUKASZ, "family_name", "Ñandú");
	assert_true(db_number(fixture->store,
			      "SELECT count(*) FROM person WHERE sort_key = 'nandu zoe'", &count,
			      &err));
	assert_int_equal(count, 1);
}

/* Shows what a search for the words finds, by the first two letters of the uids. */
static void see_found(struct fixture *fixture, const char *words)
{
	struct query query;
	struct search_rows rows;
	struct err err = {0};
	query_parse(words, fixture->arena, &query);
	fixture_assert_ok(search_all(fixture->store, &query, 50, fixture->arena, &rows, &err),
			  &err);
	for (size_t i = 0; i < rows.count; i++) {
		struct record record;
		fixture_assert_ok(record_get(fixture->store, rows.items[i].ref, fixture->arena,
					     &record, &err),
				  &err);
		str_add_format(&fixture->seen, "%s%.2s", i > 0 ? " " : "", record.uid);
	}
}

static void assert_texts_are_those_of_a_rebuild(struct fixture *fixture)
{
	struct err err = {0};
	char *kept = dump_tables(fixture->store);
	assert_true(store_begin(fixture->store, &err));
	assert_true(search_rebuild(fixture->store, &err));
	char *rebuilt = dump_tables(fixture->store);
	store_rollback(fixture->store);
	dump_assert_same(kept, rebuilt);
	free(kept);
	free(rebuilt);
}

static void whoever_shows_a_name_is_found_by_the_new_one(void **state)
{
	struct fixture *fixture = *state;
	change(fixture, RECORD_ORGANISATION, MINISTRY, "name", "Quellenamt");
	see_found(fixture, "quellenamt");
	/* Who sits for it; itself and its branch; the events and the page about it. */
	fixture_assert_seen(fixture, "c1 b4 b5 e1 e2 f2");
	assert_texts_are_those_of_a_rebuild(fixture);

	change(fixture, RECORD_PLACE, TAIWAN, "name", "Testland");
	see_found(fixture, "testland");
	fixture_assert_seen(fixture, "c1 c5 b4 b5 e3 a1");
	assert_texts_are_those_of_a_rebuild(fixture);

	change(fixture, RECORD_PERSON, HSU, "latin_name", "Probemann");
	see_found(fixture, "probemann");
	fixture_assert_seen(fixture, "c1 e3");
	assert_texts_are_those_of_a_rebuild(fixture);
}

static void what_goes_to_another_owner_is_found_there(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref = {RECORD_CHANNEL, 2};
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	see_found(fixture, "hsu@example.org");
	fixture_assert_seen(fixture, "c1");

	set(&record, "person", NULL);
	set(&record, "organisation", AGENCY);
	update(fixture, &record);

	see_found(fixture, "hsu@example.org");
	fixture_assert_seen(fixture, "b6");
	assert_texts_are_those_of_a_rebuild(fixture);
}

static void what_is_in_the_bin_is_found_with_nobody(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref = {RECORD_CHANNEL, 2};
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);

	record.binned = "2026-11-23T14:03:00Z";
	update(fixture, &record);
	see_found(fixture, "hsu@example.org");
	fixture_assert_seen(fixture, "");
	assert_texts_are_those_of_a_rebuild(fixture);

	record.binned = NULL;
	update(fixture, &record);
	see_found(fixture, "hsu@example.org");
	fixture_assert_seen(fixture, "c1");
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	assert_int_equal(record.revision, 3);
}

static void every_change_of_every_field_leaves_the_texts_in_step(void **state)
{
	struct fixture *fixture = *state;
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		const struct record_type *type = record_type((enum record_kind)kind);
		for (size_t i = 0; i < type->field_count; i++) {
			enum field_kind value = type->fields[i].kind;
			struct record record;
			struct err err = {0};
			fixture_assert_ok(record_get(fixture->store,
						     (struct ref){(enum record_kind)kind, 1},
						     fixture->arena, &record, &err),
					  &err);
			if (value != FIELD_NAME && value != FIELD_LINE && value != FIELD_PROSE) {
				continue;
			}
			record.values[i] = "example@example.org";
			update(fixture, &record);
			assert_texts_are_those_of_a_rebuild(fixture);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_change_is_stored_and_counted),
		FIXTURE_TEST(nothing_different_is_nothing_written),
		FIXTURE_TEST(a_text_that_stays_the_same_is_not_written_again),
		FIXTURE_TEST(a_field_without_value_gets_its_initial_one),
		FIXTURE_TEST(a_change_is_stored_in_normal_form),
		FIXTURE_TEST(a_bad_change_is_refused_and_named),
		FIXTURE_TEST(a_record_that_is_gone_is_not_found),
		FIXTURE_TEST(a_record_that_was_erased_is_not_added_again),
		FIXTURE_TEST(the_sort_key_follows_the_name),
		FIXTURE_TEST(whoever_shows_a_name_is_found_by_the_new_one),
		FIXTURE_TEST(what_goes_to_another_owner_is_found_there),
		FIXTURE_TEST(what_is_in_the_bin_is_found_with_nobody),
		FIXTURE_TEST(every_change_of_every_field_leaves_the_texts_in_step),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
