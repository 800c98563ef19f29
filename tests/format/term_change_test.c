/* SPDX-License-Identifier: MIT
 *
 * Terms of office that end and are followed by others, the one that words mean, and one field of many
 * records.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "interchange/term_change.h"
#include "interchange/bulk.h"
#include "sheet_fixture.h"
#include "store/journal.h"

#define CHAIR UID("d1")	     /* Hsu, committee, since 2020 */
#define STAFF_TERM UID("d2") /* Hsu, staff, 2018-02 to 2019 */
#define CO_CHAIR UID("d4")   /* Łukasz, committee, since 2022-05-17 */

static struct ref term_of(struct fixture *fixture, const char *uid)
{
	return fixture_ref(fixture->store, RECORD_MEMBERSHIP, uid);
}

static struct ref person_of(struct fixture *fixture, const char *uid)
{
	return fixture_ref(fixture->store, RECORD_PERSON, uid);
}

static const char *stored(struct fixture *fixture, const char *uid, const char *field)
{
	return sheet_stored(fixture, RECORD_MEMBERSHIP, uid, field);
}

static const char *action_name(struct fixture *fixture, int64_t id)
{
	struct action_row row;
	struct err err = {.kind = ERR_NONE};
	fixture_assert_ok(journal_action(fixture->store, id, fixture->arena, &row, &err), &err);
	return row.name;
}

static void a_successor_who_is_not_listed_is_added_by_the_same_action(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct action_row next;
	struct err err = {.kind = ERR_NONE};
	fixture_assert_ok(journal_next_undo(fixture->store, fixture->arena, &next, &err), &err);
	int64_t before = next.id;

	/* The term began later: neither is saved. */
	assert_false(term_succeed_new(fixture->store, term_of(fixture, CO_CHAIR), "Zoe Example",
				      "2022-05-17", &sheet_intent, fixture->arena, &result, &err));
	assert_int_equal(err.kind, ERR_INVALID);
	fixture_assert_ok(journal_next_undo(fixture->store, fixture->arena, &next, &err), &err);
	assert_int_equal(next.id, before);

	fixture_assert_ok(term_succeed_new(fixture->store, term_of(fixture, CHAIR), "Zoe Example",
					   "2026-11-23", &sheet_intent, fixture->arena, &result,
					   &err),
			  &err);
	assert_string_equal(
		action_name(fixture, result.action),
		"Zoe Example succeeds Hsu, Ming-Hua 徐銘華 as chair, TN Steering Committee");
	assert_int_equal(result.refs[0].kind, RECORD_PERSON);
	assert_string_equal(record_label(fixture->store, result.refs[0], fixture->arena),
			    "Zoe Example");
	assert_string_equal(stored(fixture, CHAIR, "valid_to"), "2026-11-22");
	struct action_rows blockers;
	fixture_assert_ok(journal_undo(fixture->store, result.action, &sheet_intent, fixture->arena,
				       &blockers, &err),
			  &err);
	struct record record;
	assert_false(record_get(fixture->store, result.refs[0], fixture->arena, &record, &err));
	assert_string_equal(stored(fixture, CHAIR, "valid_to"), "-");
}

static void a_term_ends_on_a_date(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct err err = {.kind = ERR_NONE};

	fixture_assert_ok(term_end(fixture->store, term_of(fixture, CHAIR), "2026-11", NULL,
				   &sheet_intent, fixture->arena, &result, &err),
			  &err);

	assert_string_equal(stored(fixture, CHAIR, "valid_to"), "2026-11");
	assert_string_equal(stored(fixture, CHAIR, "ended"), "term over");
	assert_string_equal(action_name(fixture, result.action),
			    "End the term of Hsu, Ming-Hua 徐銘華 as chair, TN Steering Committee");

	fixture_assert_ok(term_end(fixture->store, term_of(fixture, CHAIR), "2026-11-22",
				   "resigned", &sheet_intent, fixture->arena, &result, &err),
			  &err);
	assert_string_equal(stored(fixture, CHAIR, "valid_to"), "2026-11-22");
	assert_string_equal(stored(fixture, CHAIR, "ended"), "resigned");
	fixture_assert_ok(term_end(fixture->store, term_of(fixture, CHAIR), "2026-11-22", NULL,
				   &sheet_intent, fixture->arena, &result, &err),
			  &err);
	assert_int_equal(result.action, 0);
}

static const struct {
	const char *term;
	const char *date;
	const char *said;
} bad_ends[] = {
	{STAFF_TERM, "2020", "The term has ended already, on 2019. Edit it if that is not right."},
	{STAFF_TERM, "2018-11",
	 "The term has ended already, on 2019. Edit it if that is not right."},
	{STAFF_TERM, "2018-01", "The term begins on 2018-02 and cannot end on 2018-01."},
	{CHAIR, "2019-12-31", "The term begins on 2020 and cannot end on 2019-12-31."},
	{CHAIR, "today", "Write a date like 2011, 2011-05 or 2011-05-17."},
};

static void a_term_cannot_end_twice_or_before_it_begins(void **state)
{
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof bad_ends / sizeof bad_ends[0]; i++) {
		struct save_result result;
		struct err err = {.kind = ERR_NONE};
		assert_false(term_end(fixture->store, term_of(fixture, bad_ends[i].term),
				      bad_ends[i].date, NULL, &sheet_intent, fixture->arena,
				      &result, &err));
		assert_int_equal(err.kind, ERR_INVALID);
		assert_string_equal(err.field, "valid_to");
		assert_string_equal(err.text, bad_ends[i].said);
	}
}

static void one_action_ends_a_term_and_begins_the_next(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct err err = {.kind = ERR_NONE};
	struct ref thai =
		fixture_add(fixture->store, RECORD_PERSON, NULL, VALUES({"name", "ตัวอย่าง สมมติ"}));

	fixture_assert_ok(term_succeed(fixture->store, term_of(fixture, CHAIR), thai, "2027-01-01",
				       &sheet_intent, fixture->arena, &result, &err),
			  &err);

	assert_string_equal(stored(fixture, CHAIR, "valid_to"), "2026-12-31");
	assert_string_equal(stored(fixture, CHAIR, "ended"), "replaced");
	struct record next;
	fixture_assert_ok(record_get(fixture->store, result.refs[1], fixture->arena, &next, &err),
			  &err);
	assert_string_equal(record_value(&next, "organisation"), COMMITTEE);
	assert_string_equal(record_value(&next, "role"), "chair");
	assert_string_equal(record_value(&next, "behalf"), MINISTRY);
	assert_string_equal(record_value(&next, "rank"), "1");
	assert_string_equal(record_value(&next, "valid_from"), "2027-01-01");
	assert_null(record_value(&next, "valid_to"));
	assert_string_equal(action_name(fixture, result.action),
			    "ตัวอย่าง สมมติ succeeds Hsu, Ming-Hua 徐銘華 as chair, TN Steering "
			    "Committee");

	struct action_rows blockers;
	struct intent undo = {.origin = "undo", .actor = "tester"};
	fixture_assert_ok(
		journal_undo(fixture->store, result.action, &undo, fixture->arena, &blockers, &err),
		&err);
	assert_string_equal(stored(fixture, CHAIR, "valid_to"), "-");
	assert_false(record_get(fixture->store, result.refs[1], fixture->arena, &next, NULL));
}

static void a_successor_begins_as_exactly_as_the_date_is_known(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct err err = {.kind = ERR_NONE};
	fixture_assert_ok(term_succeed(fixture->store, term_of(fixture, CHAIR),
				       person_of(fixture, ORTIZ), "2024", &sheet_intent,
				       fixture->arena, &result, &err),
			  &err);
	assert_string_equal(stored(fixture, CHAIR, "valid_to"), "2023");
}

static void the_next_term_begins_just_after_one_that_has_an_end(void **state)
{
	static const struct {
		const char *term;
		const char *next;
	} terms[] = {{CHAIR, SHEET_DAY}, {STAFF_TERM, "2020"}};
	struct fixture *fixture = *state;
	struct term_words words;
	struct err err = {.kind = ERR_NONE};

	for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
		fixture_assert_ok(term_describe(fixture->store, term_of(fixture, terms[i].term),
						SHEET_DAY, fixture->arena, &words, &err),
				  &err);
		assert_string_equal(words.next, terms[i].next);
	}
	assert_string_equal(words.holder, "Hsu, Ming-Hua 徐銘華");
	assert_string_equal(words.body, "TN Staff");
}

static void a_term_that_is_over_stays_when_somebody_follows(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct err err = {.kind = ERR_NONE};
	fixture_assert_ok(term_succeed(fixture->store, term_of(fixture, STAFF_TERM),
				       person_of(fixture, MONO), "2021", &sheet_intent,
				       fixture->arena, &result, &err),
			  &err);
	assert_string_equal(stored(fixture, STAFF_TERM, "valid_to"), "2019");
	assert_string_equal(stored(fixture, STAFF_TERM, "ended"), "-");

	/* Nor is its end moved for one who is to begin before it. */
	assert_false(term_succeed(fixture->store, term_of(fixture, STAFF_TERM),
				  person_of(fixture, MONO), "2018-06", &sheet_intent,
				  fixture->arena, &result, &err));
	assert_string_equal(err.text, "The term before ended on 2019; the next one can begin only "
				      "after that, not on 2018-06.");
	assert_string_equal(stored(fixture, STAFF_TERM, "valid_to"), "2019");
}

static void the_end_of_a_term_that_is_over_can_be_told_more_exactly(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct err err = {.kind = ERR_NONE};
	fixture_assert_ok(term_end(fixture->store, term_of(fixture, STAFF_TERM), "2019-06-30", NULL,
				   &sheet_intent, fixture->arena, &result, &err),
			  &err);
	assert_string_equal(stored(fixture, STAFF_TERM, "valid_to"), "2019-06-30");
	assert_false(term_end(fixture->store, term_of(fixture, STAFF_TERM), "2019", NULL,
			      &sheet_intent, fixture->arena, &result, &err));
	assert_string_equal(stored(fixture, STAFF_TERM, "valid_to"), "2019-06-30");
}

static void a_term_that_is_to_end_is_not_made_longer(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct err err = {.kind = ERR_NONE};
	fixture_assert_ok(term_end(fixture->store, term_of(fixture, CHAIR), "2030", NULL,
				   &sheet_intent, fixture->arena, &result, &err),
			  &err);
	assert_false(term_end(fixture->store, term_of(fixture, CHAIR), "2031-02", NULL,
			      &sheet_intent, fixture->arena, &result, &err));
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(
		err.text,
		"The term ends on 2030 and so not on 2031-02. Edit it if that is not right.");
	assert_string_equal(stored(fixture, CHAIR, "valid_to"), "2030");
}

static void nobody_follows_before_the_beginning_or_follows_oneself(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct err err = {.kind = ERR_NONE};

	assert_false(term_succeed(fixture->store, term_of(fixture, CO_CHAIR),
				  person_of(fixture, ORTIZ), "2022-05-17", &sheet_intent,
				  fixture->arena, &result, &err));
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.field, "valid_from");
	assert_false(term_succeed(fixture->store, term_of(fixture, CO_CHAIR),
				  person_of(fixture, LUKASZ), "2025", &sheet_intent, fixture->arena,
				  &result, &err));
	assert_string_equal(err.field, "person");
	assert_false(term_succeed(fixture->store, term_of(fixture, CO_CHAIR),
				  person_of(fixture, ORTIZ), "May", &sheet_intent, fixture->arena,
				  &result, &err));
	assert_string_equal(stored(fixture, CO_CHAIR, "valid_to"), "-");
}

static const struct {
	const char *person;
	const char *body;
	const char *role;
	const char *term; /* or NULL */
	enum err_kind kind;
} wanted[] = {
	{"徐銘華", NULL, NULL, CHAIR, ERR_NONE},
	{"Hsu, Ming-Hua", "TN Steering Committee", "Chair", CHAIR, ERR_NONE},
	{CHAIR, NULL, NULL, CHAIR, ERR_NONE},
	{STAFF_TERM, "TN Staff", NULL, STAFF_TERM, ERR_NONE},
	{"d4000000", NULL, NULL, CO_CHAIR, ERR_NONE},
	{"Chile E.P.A. of Tests", "Test Network", NULL, UID("d6"), ERR_NONE},
	{"Hsu, Ming-Hua", "TN Staff", NULL, NULL, ERR_NOT_FOUND},
	{"Hsu, Ming-Hua", NULL, "expert", NULL, ERR_NOT_FOUND},
	{"Mono", NULL, NULL, NULL, ERR_NOT_FOUND},
	{"Nobody Known", NULL, NULL, NULL, ERR_NOT_FOUND},
	{"Hsu, Ming-Hua", "No Such Body", NULL, NULL, ERR_NOT_FOUND},
};

static void the_one_term_that_words_mean_is_found(void **state)
{
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		struct ref term = {RECORD_MEMBERSHIP, 0};
		struct err err = {.kind = ERR_NONE};
		bool found = term_lookup(fixture->store, wanted[i].person, wanted[i].body,
					 wanted[i].role, FIXTURE_DAY, &term, &err);
		if (found != (wanted[i].term != NULL)) {
			fail_msg("%s: %s", wanted[i].person, err.text);
		}
		assert_int_equal(err.kind, wanted[i].kind);
		assert_int_equal(term.id, wanted[i].term ? term_of(fixture, wanted[i].term).id : 0);
	}
}

static void several_terms_are_named(void **state)
{
	struct fixture *fixture = *state;
	struct ref term;
	struct err err = {.kind = ERR_NONE};
	fixture_add(fixture->store, RECORD_MEMBERSHIP, UID("da"),
		    VALUES({"person", HSU}, {"organisation", STAFF}, {"role", "expert"}));

	assert_false(term_lookup(fixture->store, "徐銘華", NULL, NULL, FIXTURE_DAY, &term, &err));
	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_string_equal(
		err.text, "Hsu, Ming-Hua 徐銘華 holds 2 such terms. Name the body or the role, or "
			  "the term by the beginning of its uid: d1000000 chair, TN Steering "
			  "Committee; da000000 expert, TN Staff");
	assert_true(
		term_lookup(fixture->store, "徐銘華", "TN Staff", NULL, FIXTURE_DAY, &term, &err));
	assert_int_equal(term.id, term_of(fixture, UID("da")).id);
}

static void a_term_and_an_organisation_are_not_guessed(void **state)
{
	struct fixture *fixture = *state;
	struct ref term;
	struct err err = {.kind = ERR_NONE};
	fixture_add(fixture->store, RECORD_MEMBERSHIP, "da000000-0000-4000-8000-000000000001",
		    VALUES({"person", HSU}, {"organisation", STAFF}, {"role", "expert"}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, "da000000-0000-4000-8000-000000000002",
		    VALUES({"person", MONO}, {"organisation", STAFF}, {"role", "staff"}));
	assert_false(term_lookup(fixture->store, "da000000", NULL, NULL, FIXTURE_DAY, &term, &err));
	assert_int_equal(err.kind, ERR_CONFLICT);

	fixture_add(fixture->store, RECORD_ORGANISATION, NULL,
		    VALUES({"kind", "office"}, {"name", "Twin Office"}));
	fixture_add(fixture->store, RECORD_ORGANISATION, NULL,
		    VALUES({"kind", "office"}, {"name", "Twin Office"}));
	assert_false(
		term_lookup(fixture->store, "Twin Office", NULL, NULL, FIXTURE_DAY, &term, &err));
	assert_int_equal(err.kind, ERR_CONFLICT);
}

static void one_field_of_many_records_is_set_as_one_action(void **state)
{
	struct fixture *fixture = *state;
	struct bulk_result result;
	struct err err = {.kind = ERR_NONE};
	struct ref people[] = {person_of(fixture, HSU), person_of(fixture, ORTIZ),
			       person_of(fixture, MONO)};
	struct intent trial = sheet_intent;
	trial.is_trial = true;

	fixture_assert_ok(
		bulk_set(fixture->store, people, 3, "place", "taiwan", &trial, &result, &err),
		&err);
	assert_int_equal(result.changed, 2);
	assert_int_equal(result.same, 1);
	assert_string_equal(sheet_stored(fixture, RECORD_PERSON, MONO, "place"), "-");

	fixture_assert_ok(
		bulk_set(fixture->store, people, 3, "place", "TW", &sheet_intent, &result, &err),
		&err);
	assert_int_equal(result.changed, 2);
	assert_int_equal(result.same, 1);
	assert_string_equal(sheet_stored(fixture, RECORD_PERSON, MONO, "place"), TAIWAN);
	assert_string_equal(sheet_stored(fixture, RECORD_PERSON, ORTIZ, "place"), TAIWAN);
	assert_string_equal(action_name(fixture, result.action), "Set Country of 2 records to TW");
	fixture_assert_ok(
		bulk_set(fixture->store, people, 3, "note", "Seen.", &sheet_intent, &result, &err),
		&err);
	fixture_assert_ok(
		bulk_set(fixture->store, people, 3, "note", "", &sheet_intent, &result, &err),
		&err);
	assert_string_equal(action_name(fixture, result.action), "Clear Note of 3 records");
	fixture_assert_ok(
		bulk_set(fixture->store, people, 3, "place", "TW", &sheet_intent, &result, &err),
		&err);
	assert_int_equal(result.action, 0);
	assert_int_equal(result.changed, 0);
}

static void a_record_that_does_not_take_the_value_is_named(void **state)
{
	struct fixture *fixture = *state;
	struct bulk_result result;
	struct err err = {.kind = ERR_NONE};
	struct ref terms[] = {term_of(fixture, CHAIR), term_of(fixture, CO_CHAIR)};
	struct ref mixed[] = {terms[0], person_of(fixture, HSU)};

	assert_false(bulk_set(fixture->store, terms, 2, "valid_to", "2021", &sheet_intent, &result,
			      &err));
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.text,
			    "Directrice générale, TN Steering Committee: The end, 2021, is before "
			    "the beginning, 2022-05-17.");
	assert_string_equal(stored(fixture, CHAIR, "valid_to"), "-");
	assert_false(bulk_set(fixture->store, terms, 2, "role", "", &sheet_intent, &result, &err));
	assert_string_equal(err.field, "role");
	assert_false(bulk_set(fixture->store, terms, 2, "valid_to", "soon", &sheet_intent, &result,
			      &err));
	assert_false(
		bulk_set(fixture->store, terms, 2, "colour", "red", &sheet_intent, &result, &err));
	assert_string_equal(err.text, "There is no field “colour” in such a record.");
	assert_false(bulk_set(fixture->store, mixed, 2, "note", "x", &sheet_intent, &result, &err));
	assert_string_equal(err.text, "Only records of one kind can be changed together.");
	assert_true(bulk_set(fixture->store, NULL, 0, "note", "x", &sheet_intent, &result, &err));
	assert_int_equal(result.changed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SHEET_TEST(a_successor_who_is_not_listed_is_added_by_the_same_action),
		SHEET_TEST(a_term_ends_on_a_date),
		SHEET_TEST(a_term_cannot_end_twice_or_before_it_begins),
		SHEET_TEST(one_action_ends_a_term_and_begins_the_next),
		SHEET_TEST(a_successor_begins_as_exactly_as_the_date_is_known),
		SHEET_TEST(the_next_term_begins_just_after_one_that_has_an_end),
		SHEET_TEST(a_term_that_is_over_stays_when_somebody_follows),
		SHEET_TEST(the_end_of_a_term_that_is_over_can_be_told_more_exactly),
		SHEET_TEST(a_term_that_is_to_end_is_not_made_longer),
		SHEET_TEST(nobody_follows_before_the_beginning_or_follows_oneself),
		SHEET_TEST(the_one_term_that_words_mean_is_found),
		SHEET_TEST(several_terms_are_named),
		SHEET_TEST(a_term_and_an_organisation_are_not_guessed),
		SHEET_TEST(one_field_of_many_records_is_set_as_one_action),
		SHEET_TEST(a_record_that_does_not_take_the_value_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
