/* SPDX-License-Identifier: MIT
 *
 * Walking back and forth over the actions in the journal: every row comes back as it was, and what
 * stands in the way is named.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "action_fixture.h"
#include "dump.h"

static struct ref hsu(struct fixture *fixture)
{
	return fixture_ref(fixture->store, RECORD_PERSON, HSU);
}

/* Tries a walk that must be refused, and shows the error's kind and the blockers. */
static void see_refused(struct fixture *fixture, int64_t id, bool is_back)
{
	struct err err = {0};
	struct action_rows blockers;
	char *before = dump_tables(fixture->store);
	bool done = is_back ? journal_undo(fixture->store, id, &fixture_intent, fixture->arena,
					   &blockers, &err)
			    : journal_redo(fixture->store, id, &fixture_intent, fixture->arena,
					   &blockers, &err);
	assert_false(done);
	str_add_format(&fixture->seen, "%d:", (int)err.kind);
	for (size_t i = 0; i < blockers.count; i++) {
		str_add_format(&fixture->seen, " %d", (int)blockers.items[i].id);
	}
	char *after = dump_tables(fixture->store);
	dump_assert_same(after, before);
	free(before);
	free(after);
}

/* The same, and shows the sentence. */
static void see_refusal(struct fixture *fixture, int64_t id, bool is_back)
{
	struct err err = {0};
	struct action_rows blockers;
	bool done = is_back ? journal_undo(fixture->store, id, &fixture_intent, fixture->arena,
					   &blockers, &err)
			    : journal_redo(fixture->store, id, &fixture_intent, fixture->arena,
					   &blockers, &err);
	assert_false(done);
	str_add_format(&fixture->seen, "%s\n", err.text);
}

/* Everything that the walk tests do: a value, a reference, the bin, a record with what belongs to it. */
static void do_four_things(struct fixture *fixture, int64_t ids[4])
{
	struct record record;
	struct err err = {0};
	ids[0] = fixture_save(fixture, fixture_ref(fixture->store, RECORD_ORGANISATION, MINISTRY),
			      "name", "Bộ Môi trường กระทรวง");
	ids[1] = fixture_save(fixture, hsu(fixture), "place", VIET_NAM);
	fixture_begin(fixture, &fixture_intent);
	struct ref ref = fixture_ref(fixture->store, RECORD_ORGANISATION, COMMITTEE);
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	record.binned = "2026-11-23T00:00:00Z";
	fixture_assert_ok(record_update(fixture->store, &record, &err), &err);
	ids[2] = fixture_end(fixture);
	fixture_begin(fixture, &fixture_intent);
	fixture_put(
		fixture, RECORD_PERSON, UID("c9"),
		VALUES({"name", "سمير مثال"}, {"latin_name", "Samir Mithal"}, {"place", CHILE}));
	fixture_put(
		fixture, RECORD_CHANNEL, NULL,
		VALUES({"person", UID("c9")}, {"kind", "email"}, {"value", "samir@example.org"}));
	fixture_put(fixture, RECORD_EVENT_LINK, NULL,
		    VALUES({"event", FOUNDING}, {"person", UID("c9")}));
	fixture_set(fixture, fixture_ref(fixture->store, RECORD_PERSON, UID("c9")), "note", "New.");
	ids[3] = fixture_end(fixture);
}

static void undone_all_rows_are_those_of_before_and_redone_those_of_after(void **state)
{
	struct fixture *fixture = *state;
	int64_t ids[4];
	char *before = dump_tables(fixture->store);
	do_four_things(fixture, ids);
	char *after = dump_tables(fixture->store);

	for (int round = 0; round < 2; round++) {
		for (int i = 3; i >= 0; i--) {
			assert_int_equal(fixture_next(fixture, true), ids[i]);
			fixture_undo(fixture, ids[i]);
			assert_int_equal(fixture_next(fixture, false), ids[i]);
		}
		assert_int_equal(fixture_next(fixture, true), 0);
		char *now = dump_tables(fixture->store);
		dump_assert_same(now, before);
		free(now);
		for (int i = 0; i < 4; i++) {
			assert_int_equal(fixture_next(fixture, false), ids[i]);
			fixture_redo(fixture, ids[i]);
			assert_int_equal(fixture_next(fixture, true), ids[i]);
		}
		assert_int_equal(fixture_next(fixture, false), 0);
		now = dump_tables(fixture->store);
		dump_assert_same(now, after);
		free(now);
	}
	free(before);
	free(after);
}

static void a_save_clears_what_could_be_redone(void **state)
{
	struct fixture *fixture = *state;
	int64_t first = fixture_save(fixture, hsu(fixture), "note", "one");
	fixture_undo(fixture, first);
	assert_int_equal(fixture_next(fixture, false), first);
	int64_t second = fixture_save(fixture, hsu(fixture), "status", "former");

	assert_int_equal(fixture_next(fixture, false), 0);
	assert_int_equal(fixture_next(fixture, true), second);
	fixture_undo(fixture, second);
	assert_int_equal(fixture_next(fixture, false), second);
	fixture_redo(fixture, second);
	/* The older one can still be brought back by its number. */
	fixture_redo(fixture, first);
	assert_string_equal(fixture_read(fixture, hsu(fixture), "note"), "one");
	assert_int_equal(fixture_next(fixture, true), first);
}

static void an_older_action_is_undone_when_nothing_stands_on_it(void **state)
{
	struct fixture *fixture = *state;
	int64_t first = fixture_save(fixture, hsu(fixture), "note", "one");
	int64_t second = fixture_save(fixture, hsu(fixture), "status", "former");

	fixture_undo(fixture, first);

	assert_null(fixture_read(fixture, hsu(fixture), "note"));
	assert_string_equal(fixture_read(fixture, hsu(fixture), "status"), "former");
	assert_int_equal(fixture_next(fixture, true), second);
	assert_int_equal(fixture_next(fixture, false), first);
}

static void what_stands_on_an_action_is_named_the_newest_first(void **state)
{
	struct fixture *fixture = *state;
	int64_t first = fixture_save(fixture, hsu(fixture), "note", "one");
	int64_t second = fixture_save(fixture, hsu(fixture), "note", "two");
	fixture_save(fixture, hsu(fixture), "status", "former");
	int64_t fourth = fixture_save(fixture, hsu(fixture), "note", "one");

	see_refused(fixture, first, true);
	fixture_assert_seen(fixture, "5: 4 2");
	fixture_undo(fixture, fourth);
	see_refused(fixture, first, true);
	fixture_assert_seen(fixture, "5: 2");
	fixture_undo(fixture, second);
	fixture_undo(fixture, first);
	assert_null(fixture_read(fixture, hsu(fixture), "note"));
}

static int64_t revision_of(struct fixture *fixture, struct ref ref)
{
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	return record.revision;
}

static void an_older_undo_is_one_more_revision_and_an_exact_one_is_one_less(void **state)
{
	struct fixture *fixture = *state;
	int64_t first = fixture_save(fixture, hsu(fixture), "note", "one");
	int64_t second = fixture_save(fixture, hsu(fixture), "status", "former");
	assert_int_equal(revision_of(fixture, hsu(fixture)), 3);

	fixture_undo(fixture, first);
	assert_int_equal(revision_of(fixture, hsu(fixture)), 4);
	fixture_redo(fixture, first);
	assert_int_equal(revision_of(fixture, hsu(fixture)), 3);
	fixture_undo(fixture, second);
	assert_int_equal(revision_of(fixture, hsu(fixture)), 2);
	fixture_undo(fixture, first);
	assert_int_equal(revision_of(fixture, hsu(fixture)), 1);
}

static void what_is_put_in_again_goes_on_with_its_revision(void **state)
{
	struct fixture *fixture = *state;
	fixture_begin(fixture, &fixture_intent);
	struct ref body = fixture_put(fixture, RECORD_ORGANISATION, UID("d8"),
				      VALUES({"kind", "office"}, {"name", "New Office"}));
	int64_t made = fixture_end(fixture);
	int64_t noted = fixture_save(fixture, body, "note", "A note");
	int64_t named = fixture_save(fixture, body, "name", "Newer Office");
	fixture_undo(fixture, noted);
	fixture_undo(fixture, named);
	fixture_undo(fixture, made);

	fixture_redo(fixture, made);
	assert_int_equal(
		revision_of(fixture, fixture_ref(fixture->store, RECORD_ORGANISATION, UID("d8"))),
		5);
	fixture_redo(fixture, named);
	assert_int_equal(
		revision_of(fixture, fixture_ref(fixture->store, RECORD_ORGANISATION, UID("d8"))),
		4);
}

/* A term was cut short, another put behind it and moved on: without the cut, where it stood first is
 * taken. */
static void an_undo_to_what_never_was_keeps_the_rules(void **state)
{
	struct fixture *fixture = *state;
	struct ref term = fixture_ref(fixture->store, RECORD_MEMBERSHIP, UID("d3"));
	struct action_rows blockers;
	struct err err = {0};
	int64_t cut = fixture_save(fixture, term, "valid_to", "2022");
	fixture_begin(fixture, &fixture_intent);
	struct ref other = fixture_put(fixture, RECORD_MEMBERSHIP, UID("d9"),
				       VALUES({"person", ORTIZ}, {"organisation", COMMITTEE},
					      {"role", "alternate"}, {"valid_from", "2022-06"}));
	fixture_end(fixture);
	int64_t moved = fixture_save(fixture, other, "valid_from", "2024");
	fixture_undo(fixture, cut);

	assert_false(journal_undo(fixture->store, moved, &fixture_intent, fixture->arena, &blockers,
				  &err));

	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_string_equal(err.text, "It cannot be undone. Ortiz, Ana has a term as alternate in "
				      "TN Steering Committee already, 2021 to 2023. Two terms in "
				      "one post must not overlap.");
	assert_string_equal(fixture_read(fixture, other, "valid_from"), "2024");
	fixture_redo(fixture, cut);
	fixture_undo(fixture, moved);
	assert_string_equal(fixture_read(fixture, other, "valid_from"), "2022-06");
}

/* The table takes no code twice, not even on the way. */
static void a_country_does_not_come_back_to_a_code_that_is_taken(void **state)
{
	struct fixture *fixture = *state;
	struct action_rows blockers;
	struct err err = {0};
	fixture_begin(fixture, &fixture_intent);
	fixture_put(fixture, RECORD_PLACE, NULL, VALUES({"code", "WS"}, {"name", "Samoa"}));
	int64_t made = fixture_end(fixture);
	fixture_undo(fixture, made);
	int64_t moved = fixture_save(fixture, fixture_ref(fixture->store, RECORD_PLACE, NIGER),
				     "code", "WS");

	assert_false(journal_redo(fixture->store, made, &fixture_intent, fixture->arena, &blockers,
				  &err));
	assert_string_equal(err.text,
			    "It cannot be redone. The code WS is that of “Niger” already.");
	fixture_begin(fixture, &fixture_intent);
	fixture_put(fixture, RECORD_PLACE, NULL, VALUES({"code", "NE"}, {"name", "New"}));
	fixture_end(fixture);
	assert_false(journal_undo(fixture->store, moved, &fixture_intent, fixture->arena, &blockers,
				  &err));

	assert_string_equal(err.text, "It cannot be undone. The code NE is that of “New” already.");
	assert_int_equal(err.kind, ERR_CONFLICT);
}

/* A save would be refused the code that the file held from before. */
static void a_code_of_before_comes_back(void **state)
{
	struct fixture *fixture = *state;
	struct ref niger = fixture_ref(fixture->store, RECORD_PLACE, NIGER);
	fixture_tamper(fixture->store, "UPDATE place SET code = 'QQ' WHERE code = 'NE'");
	int64_t mended = fixture_save(fixture, niger, "code", "NE");
	fixture_save(fixture, niger, "region", "Africa");

	fixture_undo(fixture, mended);

	assert_string_equal(fixture_read(fixture, niger, "code"), "QQ");
}

static void a_record_stays_while_later_actions_need_it(void **state)
{
	struct fixture *fixture = *state;
	fixture_begin(fixture, &fixture_intent);
	struct ref body = fixture_put(fixture, RECORD_ORGANISATION, UID("d8"),
				      VALUES({"kind", "office"}, {"name", "New Office"}));
	int64_t first = fixture_end(fixture);
	int64_t second = fixture_save(fixture, body, "note", "A note");
	int64_t third =
		fixture_save(fixture, fixture_ref(fixture->store, RECORD_ORGANISATION, STAFF),
			     "parent", UID("d8"));

	see_refused(fixture, first, true);
	fixture_assert_seen(fixture, "5: 3 2");
	fixture_undo(fixture, third);
	fixture_undo(fixture, second);
	fixture_undo(fixture, first);
	see_refused(fixture, third, false); /* needs the first */
	fixture_assert_seen(fixture, "5: 1");
	fixture_redo(fixture, first);
	fixture_redo(fixture, third);
	assert_string_equal(fixture_read(fixture,
					 fixture_ref(fixture->store, RECORD_ORGANISATION, STAFF),
					 "parent"),
			    UID("d8"));
}

static void what_is_used_without_the_journal_knowing_stays_too(void **state)
{
	struct fixture *fixture = *state;
	fixture_begin(fixture, &fixture_intent);
	fixture_put(fixture, RECORD_PERSON, UID("c9"), VALUES({"name", "Someone"}));
	int64_t first = fixture_end(fixture);
	fixture_add(fixture->store, RECORD_CHANNEL, NULL,
		    VALUES({"person", UID("c9")}, {"kind", "phone"}, {"value", "1"}));

	see_refused(fixture, first, true);
	fixture_assert_seen(fixture, "5:");
}

static void a_value_that_was_changed_without_the_journal_is_not_overwritten(void **state)
{
	struct fixture *fixture = *state;
	int64_t id = fixture_save(fixture, hsu(fixture), "note", "one");
	fixture_tamper(fixture->store, "UPDATE person SET note = 'other' WHERE uid = '" HSU "'");

	see_refused(fixture, id, true);
	fixture_assert_seen(fixture, "5:");
}

static void a_refused_field_is_called_as_in_forms(void **state)
{
	static const char other[] = "UPDATE person SET latin_name = 'other' WHERE uid = '" HSU "'";
	static const char back[] = "UPDATE person SET latin_name = 'one' WHERE uid = '" HSU "'";
	struct fixture *fixture = *state;
	int64_t id = fixture_save(fixture, hsu(fixture), "latin_name", "one");
	fixture_tamper(fixture->store, other);
	see_refusal(fixture, id, true);
	fixture_tamper(fixture->store, back);
	fixture_undo(fixture, id);
	fixture_tamper(fixture->store, other);
	see_refusal(fixture, id, false);
	fixture_assert_seen(
		fixture,
		"It cannot be undone: “In Latin letters” does not hold what was saved.\n"
		"It cannot be redone: “In Latin letters” does not hold what stood there before.\n");
}

static void what_cannot_be_walked_over_is_refused(void **state)
{
	struct fixture *fixture = *state;
	int64_t id = fixture_save(fixture, hsu(fixture), "note", "one");
	see_refused(fixture, id, false);
	fixture_undo(fixture, id);
	see_refused(fixture, id, true);
	see_refused(fixture, id + 1, true);
	see_refused(fixture, 99, true);
	fixture_assert_seen(fixture, "3:3:4:3:");
}

static void what_was_done_already_is_told_with_who_did_it(void **state)
{
	struct fixture *fixture = *state;
	int64_t id = fixture_save(fixture, hsu(fixture), "note", "one");
	see_refusal(fixture, id, false);
	fixture_undo(fixture, id);
	see_refusal(fixture, id, true);
	fixture_redo(fixture, id);
	see_refusal(fixture, id, false);
	fixture_assert_seen(fixture, "“Edit” was not undone.\n"
				     "“Edit” was undone already, by action 2 of desk.\n"
				     "“Edit” was brought back already, by action 3 of desk.\n");
}

static void a_redo_names_who_changed_the_same_since(void **state)
{
	struct fixture *fixture = *state;
	int64_t first = fixture_save(fixture, hsu(fixture), "note", "one");
	fixture_undo(fixture, first);
	fixture_save(fixture, hsu(fixture), "status", "former");
	int64_t last = fixture_save(fixture, hsu(fixture), "note", "two");
	assert_int_equal(last, 4);

	see_refused(fixture, first, false);

	fixture_assert_seen(fixture, "5: 4");
}

static void what_was_erased_does_not_come_back(void **state)
{
	struct fixture *fixture = *state;
	fixture_begin(fixture, &fixture_intent);
	fixture_put(fixture, RECORD_PERSON, UID("c9"), VALUES({"name", "Someone"}));
	int64_t id = fixture_end(fixture);
	fixture_undo(fixture, id);
	fixture_tamper(fixture->store, "INSERT INTO tombstone (uid, record, moment) VALUES ('" UID(
					       "c9") "', 'person', '2026-01-01T00:00:00Z')");

	see_refused(fixture, id, false);

	fixture_assert_seen(fixture, "5:");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(undone_all_rows_are_those_of_before_and_redone_those_of_after),
		FIXTURE_TEST(a_save_clears_what_could_be_redone),
		FIXTURE_TEST(an_older_action_is_undone_when_nothing_stands_on_it),
		FIXTURE_TEST(what_stands_on_an_action_is_named_the_newest_first),
		FIXTURE_TEST(an_older_undo_is_one_more_revision_and_an_exact_one_is_one_less),
		FIXTURE_TEST(what_is_put_in_again_goes_on_with_its_revision),
		FIXTURE_TEST(an_undo_to_what_never_was_keeps_the_rules),
		FIXTURE_TEST(a_country_does_not_come_back_to_a_code_that_is_taken),
		FIXTURE_TEST(a_code_of_before_comes_back),
		FIXTURE_TEST(a_record_stays_while_later_actions_need_it),
		FIXTURE_TEST(what_is_used_without_the_journal_knowing_stays_too),
		FIXTURE_TEST(a_value_that_was_changed_without_the_journal_is_not_overwritten),
		FIXTURE_TEST(a_refused_field_is_called_as_in_forms),
		FIXTURE_TEST(what_cannot_be_walked_over_is_refused),
		FIXTURE_TEST(what_was_done_already_is_told_with_who_did_it),
		FIXTURE_TEST(a_redo_names_who_changed_the_same_since),
		FIXTURE_TEST(what_was_erased_does_not_come_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
