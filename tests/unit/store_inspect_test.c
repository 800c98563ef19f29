/* SPDX-License-Identifier: MIT
 *
 * Each fault that a file may have is found, and a sound file has none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "directory_fixture.h"
#include "store/action.h"
#include "store/db.h"
#include "store/inspect.h"
#include "store/search.h"

static void see_limited(struct fixture *fixture, size_t limit)
{
	struct findings findings;
	struct err err = {0};
	fixture_assert_ok(inspect_file(fixture->store, limit, fixture->arena, &findings, &err),
			  &err);
	for (size_t i = 0; i < findings.count; i++) {
		const struct finding *finding = &findings.items[i];
		str_add_format(&fixture->seen, "%s: %s\n",
			       finding->ref.id != 0
				       ? record_label(fixture->store, finding->ref, fixture->arena)
				       : "-",
			       finding->text);
	}
}

/* What is found after SQL went behind the back of record.h. The search texts follow, unless they are
 * the matter. */
static void see_after(struct fixture *fixture, const char *sql)
{
	struct err err = {0};
	fixture_tamper(fixture->store, sql);
	fixture_assert_ok(store_begin(fixture->store, &err) &&
				  search_rebuild(fixture->store, &err) &&
				  store_commit(fixture->store, &err),
			  &err);
	see_limited(fixture, 100);
}

static void mend_fixture(struct fixture *fixture)
{
	/* An office in the fixture is part of one in the bin, which no save would let stand. */
	fixture_tamper(fixture->store,
		       "UPDATE organisation SET parent_id = NULL WHERE name = 'Orphan Office'");
}

static void a_sound_file_has_no_findings(void **state)
{
	struct fixture *fixture = *state;
	mend_fixture(fixture);
	see_limited(fixture, 100);
	fixture_assert_seen(fixture, "");
}

static void a_value_that_breaks_a_rule_is_found(void **state)
{
	struct fixture *fixture = *state;
	mend_fixture(fixture);
	see_after(fixture, "UPDATE channel SET value = 'nowhere' WHERE kind = 'email'");
	fixture_assert_seen(fixture, "nowhere: Address or number: An e-mail address looks like "
				     "name@example.org.\n");
}

/* Lets SQLite take what it would refuse, as another program may have done. */
static void tamper_unchecked(struct fixture *fixture, const char *sql)
{
	sqlite3_exec(store_db(fixture->store),
		     "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON", NULL, NULL,
		     NULL);
	fixture_tamper(fixture->store, sql);
	sqlite3_exec(store_db(fixture->store),
		     "PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF", NULL, NULL,
		     NULL);
}

static void a_reference_to_nothing_is_found(void **state)
{
	struct fixture *fixture = *state;
	tamper_unchecked(fixture, "UPDATE person SET place_id = 999 WHERE name = 'Mono'");
	see_limited(fixture, 100);
	fixture_assert_seen(fixture,
			    "Mono: It refers to a record that is not there (table place).\n");
}

static void damage_ends_the_search(void **state)
{
	struct fixture *fixture = *state;
	tamper_unchecked(fixture, "UPDATE person SET status = 'asleep' WHERE name = 'Mono'");
	see_limited(fixture, 100);
	fixture_assert_seen(fixture,
			    "-: The file is damaged (CHECK constraint failed in person).\n");
}

static void a_circle_of_parents_is_found(void **state)
{
	struct fixture *fixture = *state;
	mend_fixture(fixture);
	see_after(fixture, "UPDATE organisation SET parent_id = (SELECT id FROM organisation "
			   "WHERE name = 'Climate Administration') "
			   "WHERE name = 'Ministry of Environment'");
	fixture_assert_seen(fixture, "Ministry of Environment: It is a part of itself, near or "
				     "far, or of one that is.\n"
				     "Climate Administration: It is a part of itself, near or "
				     "far, or of one that is.\n");
}

static void terms_that_overlap_are_found(void **state)
{
	struct fixture *fixture = *state;
	mend_fixture(fixture);
	see_after(fixture,
		  "INSERT INTO membership (uid, person_id, organisation_id, role, valid_from) "
		  "SELECT '" UID("d7") "', person_id, organisation_id, role, '2022' "
				       "FROM membership WHERE uid = '" UID("d1") "'");
	assert_non_null(strstr(str_text(&fixture->seen),
			       "chair, TN Steering Committee: From: Hsu, Ming-Hua 徐銘華 has a "
			       "term as chair in TN Steering Committee already"));
}

/* Another fault of the same terms does not hide that they overlap. */
static void terms_that_overlap_on_behalf_of_the_bin_are_found(void **state)
{
	struct fixture *fixture = *state;
	mend_fixture(fixture);
	see_after(fixture,
		  "INSERT INTO membership (uid, person_id, organisation_id, role, valid_from, "
		  "behalf_id) SELECT '" UID("d7") "', person_id, organisation_id, role, '2022', "
						  "behalf_id FROM membership WHERE uid = '" UID(
							  "d1") "';"
								"UPDATE organisation SET binned = "
								"'2024-01-01T00:00:00Z' "
								"WHERE uid = '" MINISTRY "'");
	assert_non_null(strstr(str_text(&fixture->seen),
			       "chair, TN Steering Committee: From: Hsu, Ming-Hua 徐銘華 has a "
			       "term as chair in TN Steering Committee already"));
}

static void what_refers_to_the_bin_is_found(void **state)
{
	struct fixture *fixture = *state;
	see_limited(fixture, 100);
	fixture_assert_seen(fixture,
			    "Orphan Office: It is in use, and refers to a record in the bin.\n");
}

static void a_sort_key_out_of_step_is_found(void **state)
{
	struct fixture *fixture = *state;
	mend_fixture(fixture);
	see_after(fixture, "UPDATE person SET sort_key = 'zzz' WHERE name = 'Mono'");
	fixture_assert_seen(fixture, "Mono: It stands in a wrong place of the lists: what it is "
				     "sorted by is out of step with the name.\n");
}

static void a_search_text_out_of_step_is_found(void **state)
{
	struct fixture *fixture = *state;
	mend_fixture(fixture);
	fixture_tamper(fixture->store,
		       "UPDATE search_text SET words = ' mono | ' WHERE record = 'person' AND "
		       "record_id = (SELECT id FROM person WHERE name = 'Zoë Łukasz');"
		       "DELETE FROM search_text WHERE record = 'page' AND "
		       "record_id = (SELECT id FROM page WHERE title = 'Our mission');"
		       "INSERT INTO search_text VALUES ('event', 999, ' gone | ')");
	see_limited(fixture, 100);
	fixture_assert_seen(fixture,
			    "Łukasz, Zoë: Its search text is out of step: a search may not "
			    "find it.\n"
			    "-: Search texts of records that are not there: 1 (table event).\n"
			    "Our mission: Its search text is out of step: a search may not "
			    "find it.\n");
}

/* Gives a person a note by an action. */
static void write_note(struct fixture *fixture, const char *uid, const char *note)
{
	const struct intent intent = {.origin = "shell", .name = "Edit", .actor = "tester"};
	struct ref ref = fixture_ref(fixture->store, RECORD_PERSON, uid);
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	record.values[field_index(RECORD_PERSON, "note")] = note;
	fixture_assert_ok(action_begin(fixture->store, &intent, &err) &&
				  record_update(fixture->store, &record, &err) &&
				  action_end(fixture->store, NULL, &err),
			  &err);
}

static void a_journal_that_leads_to_the_values_is_sound(void **state)
{
	struct fixture *fixture = *state;
	mend_fixture(fixture);
	write_note(fixture, MONO, "one");
	write_note(fixture, MONO, "two");
	write_note(fixture, MONO, NULL);
	write_note(fixture, HSU, "three");
	see_limited(fixture, 100);
	fixture_assert_seen(fixture, "");
}

static void a_value_that_the_journal_does_not_know_is_found(void **state)
{
	struct fixture *fixture = *state;
	mend_fixture(fixture);
	write_note(fixture, MONO, "one");
	write_note(fixture, HSU, "two");
	see_after(fixture, "UPDATE person SET note = 'other' WHERE name = 'Mono'");
	fixture_assert_seen(fixture, "Mono: Note: the value is not the one that the history says "
				     "last.\n");
}

static void a_record_that_the_journal_made_is_missed(void **state)
{
	struct fixture *fixture = *state;
	const struct intent intent = {.origin = "shell", .name = "Add", .actor = "tester"};
	struct ref ref;
	struct err err = {0};
	mend_fixture(fixture);
	fixture_assert_ok(action_begin(fixture->store, &intent, &err) &&
				  fixture_try(fixture->store, RECORD_PERSON, UID("c7"),
					      VALUES({"name", "New One"}), &ref, &err) &&
				  action_end(fixture->store, NULL, &err),
			  &err);
	see_after(fixture, "DELETE FROM person WHERE name = 'New One'");
	fixture_assert_seen(fixture, "-: The history tells of a record that is not there: person, "
				     "uid " UID("c7") ".\n");
}

static void a_record_that_was_taken_out_must_stay_out(void **state)
{
	struct fixture *fixture = *state;
	mend_fixture(fixture);
	see_after(fixture,
		  "INSERT INTO action (id, moment, actor, origin, name) "
		  "VALUES (7, '2024-01-01T00:00:00Z', 'tester', 'undo', 'Undo');"
		  "INSERT INTO change (action_id, record, record_uid, field, old, new) VALUES "
		  "(7, 'person', '" MONO "', 'uid', '" MONO "', NULL), "
		  "(7, 'person', '" MONO "', 'name', 'Mono', NULL)");
	fixture_assert_seen(fixture, "Mono: It is there, although its history says that it was "
				     "taken out.\n");
}

static void what_was_erased_must_stay_erased(void **state)
{
	struct fixture *fixture = *state;
	mend_fixture(fixture);
	see_after(fixture,
		  "INSERT INTO tombstone VALUES ('" MONO "', 'person', '2024-01-01T00:00:00Z')");
	fixture_assert_seen(fixture, "Mono: It was erased, and is there again.\n");
}

static void another_schema_is_found_and_nothing_else_is_looked_for(void **state)
{
	struct fixture *fixture = *state;
	fixture_tamper(fixture->store, "CREATE TABLE planted (id INTEGER)");
	see_limited(fixture, 100);
	fixture_assert_seen(fixture, "-: Another program changed the schema (planted).\n");
}

static void the_limit_ends_the_search(void **state)
{
	struct fixture *fixture = *state;
	fixture_tamper(fixture->store, "DELETE FROM search_text");
	see_limited(fixture, 2);
	fixture_assert_seen(fixture, "Orphan Office: It is in use, and refers to a record in the "
				     "bin.\n"
				     "Annual report: Its search text is out of step: a search may "
				     "not find it.\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_sound_file_has_no_findings),
		FIXTURE_TEST(a_value_that_breaks_a_rule_is_found),
		FIXTURE_TEST(a_reference_to_nothing_is_found),
		FIXTURE_TEST(damage_ends_the_search),
		FIXTURE_TEST(a_circle_of_parents_is_found),
		FIXTURE_TEST(terms_that_overlap_are_found),
		FIXTURE_TEST(terms_that_overlap_on_behalf_of_the_bin_are_found),
		FIXTURE_TEST(what_refers_to_the_bin_is_found),
		FIXTURE_TEST(a_sort_key_out_of_step_is_found),
		FIXTURE_TEST(a_search_text_out_of_step_is_found),
		FIXTURE_TEST(a_journal_that_leads_to_the_values_is_sound),
		FIXTURE_TEST(a_value_that_the_journal_does_not_know_is_found),
		FIXTURE_TEST(a_record_that_the_journal_made_is_missed),
		FIXTURE_TEST(a_record_that_was_taken_out_must_stay_out),
		FIXTURE_TEST(what_was_erased_must_stay_erased),
		FIXTURE_TEST(another_schema_is_found_and_nothing_else_is_looked_for),
		FIXTURE_TEST(the_limit_ends_the_search),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
