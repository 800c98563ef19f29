/* SPDX-License-Identifier: MIT
 *
 * Two people who look like one are told apart: both their histories say so, and it can be taken back
 * and brought again like any save.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "action_fixture.h"
#include "dump.h"
#include "store/apart.h"
#include "store/duplicate.h"
#include "store/held.h"
#include "store/holding.h"
#include "store/inspect.h"

static struct ref person(struct fixture *fixture, const char *uid)
{
	return fixture_ref(fixture->store, RECORD_PERSON, uid);
}

/* Three of one name, in an action. */
static int64_t add_three(struct fixture *fixture)
{
	static const char *const uids[] = {UID("c7"), UID("c8"), UID("c9")};
	fixture_begin(fixture, &fixture_intent);
	for (size_t i = 0; i < sizeof uids / sizeof uids[0]; i++) {
		fixture_put(fixture, RECORD_PERSON, uids[i],
			    VALUES({"name", "Kim Test"}, {"place", KOREA}));
	}
	return fixture_end(fixture);
}

static int64_t tell(struct fixture *fixture, const char *one, const char *other)
{
	struct intent intent = fixture_intent;
	struct err err = {0};
	int64_t action = 0;
	intent.actor = "the one who knows both";
	fixture_assert_ok(apart_tell(fixture->store, person(fixture, one), person(fixture, other),
				     &intent, &action, &err),
			  &err);
	return action;
}

/* The pairs that are listed, and the faults of the file. */
static void see(struct fixture *fixture)
{
	struct duplicate_rows rows;
	struct findings findings;
	struct held a;
	struct held b;
	struct err err = {0};
	fixture_assert_ok(duplicate_list(fixture->store, 100, fixture->arena, &rows, &err), &err);
	for (size_t i = 0; i < rows.count; i++) {
		fixture_assert_ok(held_take(fixture->store, rows.items[i].a, &a, &err) &&
					  held_take(fixture->store, rows.items[i].b, &b, &err),
				  &err);
		str_add_format(&fixture->seen, "%.2s=%.2s ", a.uid, b.uid);
	}
	fixture_assert_ok(inspect_file(fixture->store, 100, fixture->arena, &findings, &err), &err);
	for (size_t i = 0; i < findings.count; i++) {
		str_add_format(&fixture->seen, "%s\n", findings.items[i].text);
	}
}

/* Tries a walk that must be refused, and shows the error's kind and what stands in the way. */
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

static int set_up(void **state)
{
	fixture_set_up(state);
	struct fixture *fixture = *state;
	/* An office in the fixture is part of one in the bin, which no save would let stand. */
	fixture_tamper(fixture->store,
		       "UPDATE organisation SET parent_id = NULL WHERE name = 'Orphan Office'");
	return 0;
}

static void a_pair_that_was_told_apart_is_not_listed(void **state)
{
	struct fixture *fixture = *state;
	add_three(fixture);
	see(fixture);
	fixture_assert_seen(fixture, "c7=c8 c7=c9 c8=c9 ");
	tell(fixture, UID("c9"), UID("c7"));
	see(fixture);
	fixture_assert_seen(fixture, "c7=c8 c8=c9 ");
}

static void both_histories_tell_of_it(void **state)
{
	struct fixture *fixture = *state;
	add_three(fixture);
	int64_t action = tell(fixture, UID("c9"), UID("c7"));
	fixture_see_changes(fixture, action);
	fixture_assert_seen(fixture, "person c7 not_duplicate: - > " UID(
					     "c9") "\n"
						   "person c9 not_duplicate: - > " UID("c7") "\n");
	fixture_undo(fixture, action);
	fixture_see_changes(fixture, action + 1);
	fixture_assert_seen(fixture, "person c9 not_duplicate: " UID(
					     "c7") " > -\n"
						   "person c7 not_duplicate: " UID("c9") " > -\n");
}

static void undone_every_row_is_as_before_and_redone_as_after(void **state)
{
	struct fixture *fixture = *state;
	add_three(fixture);
	char *before = dump_tables(fixture->store);
	int64_t first = tell(fixture, UID("c7"), UID("c8"));
	int64_t second = tell(fixture, UID("c7"), UID("c9"));
	char *after = dump_tables(fixture->store);
	for (int round = 0; round < 2; round++) {
		assert_int_equal(fixture_next(fixture, true), second);
		fixture_undo(fixture, second);
		fixture_undo(fixture, first);
		char *now = dump_tables(fixture->store);
		dump_assert_same(now, before);
		free(now);
		see(fixture);
		fixture_assert_seen(fixture, "c7=c8 c7=c9 c8=c9 ");
		assert_int_equal(fixture_next(fixture, false), first);
		fixture_redo(fixture, first);
		fixture_redo(fixture, second);
		now = dump_tables(fixture->store);
		dump_assert_same(now, after);
		free(now);
		see(fixture);
		fixture_assert_seen(fixture, "c8=c9 ");
	}
	free(before);
	free(after);
}

static void what_is_noted_already_is_no_action(void **state)
{
	struct fixture *fixture = *state;
	add_three(fixture);
	assert_int_not_equal(tell(fixture, UID("c7"), UID("c8")), 0);
	assert_int_equal(tell(fixture, UID("c8"), UID("c7")), 0);
}

static void one_person_is_not_told_apart_from_itself(void **state)
{
	struct fixture *fixture = *state;
	struct ref mono = person(fixture, MONO);
	struct err err = {0};
	assert_false(apart_tell(fixture->store, mono, mono, &fixture_intent, NULL, &err));
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.text, "These are not two people, but one and the same.");
	assert_int_equal(fixture_next(fixture, true), 0);
}

static void an_older_one_is_taken_back_whoever_else_was_told_apart(void **state)
{
	struct fixture *fixture = *state;
	add_three(fixture);
	int64_t first = tell(fixture, UID("c7"), UID("c8"));
	tell(fixture, UID("c7"), UID("c9"));
	fixture_save(fixture, person(fixture, UID("c7")), "note", "Another one.");
	fixture_undo(fixture, first);
	see(fixture);
	fixture_assert_seen(fixture, "c7=c8 c8=c9 ");
}

static void one_that_was_told_anew_stands_in_the_way(void **state)
{
	struct fixture *fixture = *state;
	int64_t adding = add_three(fixture);
	int64_t first = tell(fixture, UID("c7"), UID("c8"));
	see_refused(fixture, adding, true);
	fixture_assert_seen(fixture, "5: 2");
	fixture_undo(fixture, first);
	int64_t again = tell(fixture, UID("c7"), UID("c8"));
	assert_int_equal(again, 4);
	see_refused(fixture, first, false);
	fixture_assert_seen(fixture, "5: 4");
	fixture_undo(fixture, again);
	fixture_undo(fixture, adding);
	see_refused(fixture, again, false);
	fixture_assert_seen(fixture, "5: 1");
}

static void a_pair_that_went_without_the_journal_is_told_in_words(void **state)
{
	struct fixture *fixture = *state;
	struct action_rows blockers;
	struct err err = {0};
	add_three(fixture);
	int64_t action = tell(fixture, UID("c7"), UID("c8"));
	fixture_tamper(fixture->store, "DELETE FROM not_duplicate");
	assert_false(journal_undo(fixture->store, action, &fixture_intent, fixture->arena,
				  &blockers, &err));
	assert_string_equal(err.text,
			    "It cannot be undone: “Told apart from” does not hold what was saved.");
}

static void telling_apart_is_no_new_revision(void **state)
{
	struct fixture *fixture = *state;
	int64_t adding = add_three(fixture);
	int64_t telling = tell(fixture, UID("c7"), UID("c8"));
	fixture_save(fixture, person(fixture, MONO), "note", "Between the two.");
	fixture_undo(fixture, telling);
	char *before = dump_tables(fixture->store);
	fixture_undo(fixture, adding);
	fixture_redo(fixture, adding);
	char *now = dump_tables(fixture->store);
	dump_assert_same(now, before);
	free(now);
	free(before);
}

static void what_the_history_does_not_know_is_a_fault(void **state)
{
	struct fixture *fixture = *state;
	static const char sentence[] =
		"Whom this person was told apart from is not what the history says last.\n";
	add_three(fixture);
	int64_t action = tell(fixture, UID("c7"), UID("c8"));
	fixture_tamper(fixture->store, "DELETE FROM not_duplicate");
	see_refused(fixture, action, true);
	see(fixture);
	fixture_assert_seen(fixture, arena_format(fixture->arena, "5:c7=c8 c7=c9 c8=c9 %s%s",
						  sentence, sentence));
}

static void a_trial_leaves_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct intent intent = fixture_intent;
	struct err err = {0};
	add_three(fixture);
	intent.is_trial = true;
	fixture_assert_ok(apart_tell(fixture->store, person(fixture, UID("c7")),
				     person(fixture, UID("c8")), &intent, NULL, &err),
			  &err);
	see(fixture);
	fixture_assert_seen(fixture, "c7=c8 c7=c9 c8=c9 ");
}

/* What is handed out, and what is erased, of either of the two. */
static void all_that_is_held_on_a_person_has_it(void **state)
{
	struct fixture *fixture = *state;
	static const char *const uids[] = {UID("c7"), UID("c8")};
	add_three(fixture);
	fixture_undo(fixture, tell(fixture, UID("c7"), UID("c8")));
	for (size_t i = 0; i < 2; i++) {
		struct record record;
		struct holding holding;
		struct err err = {0};
		fixture_assert_ok(record_get(fixture->store, person(fixture, uids[i]),
					     fixture->arena, &record, &err) &&
					  holding_gather(fixture->store, &record, fixture->arena,
							 &holding, &err),
				  &err);
		for (size_t j = 0; j < holding.change_count; j++) {
			const struct holding_change *change = &holding.changes[j];
			if (apart_is_field(change->field)) {
				str_add_format(&fixture->seen, "%.2s %d ", change->uid,
					       (int)change->action_id);
			}
		}
		fixture_assert_seen(fixture, "c7 2 c8 2 c8 3 c7 3 ");
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, fixture_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_pair_that_was_told_apart_is_not_listed),
		TEST(both_histories_tell_of_it),
		TEST(undone_every_row_is_as_before_and_redone_as_after),
		TEST(what_is_noted_already_is_no_action),
		TEST(one_person_is_not_told_apart_from_itself),
		TEST(an_older_one_is_taken_back_whoever_else_was_told_apart),
		TEST(one_that_was_told_anew_stands_in_the_way),
		TEST(a_pair_that_went_without_the_journal_is_told_in_words),
		TEST(telling_apart_is_no_new_revision),
		TEST(what_the_history_does_not_know_is_a_fault),
		TEST(a_trial_leaves_nothing),
		TEST(all_that_is_held_on_a_person_has_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
