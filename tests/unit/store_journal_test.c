/* SPDX-License-Identifier: MIT
 *
 * Actions in the journal: what each of them tells, and what leaves nothing there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "action_fixture.h"
#include "dump.h"

static struct ref hsu(struct fixture *fixture)
{
	return fixture_ref(fixture->store, RECORD_PERSON, HSU);
}

static void a_changed_field_is_a_row_of_the_journal(void **state)
{
	struct fixture *fixture = *state;
	const struct intent intent = {
		.origin = "shell", .name = "Move", .reason = "she moved", .actor = "desk"};
	fixture_begin(fixture, &intent);
	fixture_set(fixture, hsu(fixture), "place", CHILE);
	fixture_set(fixture, hsu(fixture), "note", "Cafe\xcc\x81");
	int64_t id = fixture_end(fixture);

	fixture_see_changes(fixture, id);
	fixture_assert_seen(fixture, "person c1 place: " TAIWAN " > " CHILE "\n"
				     "person c1 note: - > Caf\xc3\xa9\n");
	struct action_row row;
	struct err err = {0};
	fixture_assert_ok(journal_action(fixture->store, id, fixture->arena, &row, &err), &err);
	assert_string_equal(row.origin, "shell");
	assert_string_equal(row.name, "Move");
	assert_string_equal(row.reason, "she moved");
	assert_string_equal(row.actor, "desk");
	assert_int_equal(row.change_count, 2);
	assert_false(row.is_undone);
	assert_int_equal(strlen(row.moment), 20);
}

static void a_record_that_comes_into_being_tells_all_its_values(void **state)
{
	struct fixture *fixture = *state;
	fixture_begin(fixture, &fixture_intent);
	fixture_put(fixture, RECORD_CHANNEL, UID("d9"),
		    VALUES({"person", HSU}, {"kind", "email"}, {"value", "two@example.org"}));
	int64_t id = fixture_end(fixture);

	fixture_see_changes(fixture, id);

	fixture_assert_seen(
		fixture, "channel d9 uid: - > " UID("d9") "\n"
							  "channel d9 person: - > " HSU "\n"
							  "channel d9 kind: - > email\n"
							  "channel d9 value: - > two@example.org\n"
							  "channel d9 functional: - > 0\n"
							  "channel d9 preferred: - > 0\n");
}

static void an_action_that_changed_nothing_leaves_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct action_rows rows;
	struct err err = {0};

	assert_int_equal(fixture_save(fixture, hsu(fixture), "name", "徐銘華"), 0);
	fixture_begin(fixture, &fixture_intent);
	assert_int_equal(fixture_end(fixture), 0);

	fixture_assert_ok(journal_actions(fixture->store, 0, 10, fixture->arena, &rows, &err),
			  &err);
	assert_int_equal(rows.count, 0);
	assert_int_equal(fixture_next(fixture, true), 0);
	assert_int_equal(fixture_next(fixture, false), 0);
}

static void a_trial_tells_what_it_would_do_and_does_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct change_rows changes;
	const struct intent trial = {.origin = "shell",
				     .name = "Try",
				     .is_trial = true,
				     .changes = &changes,
				     .arena = fixture->arena};
	char *before = dump_tables(fixture->store);

	fixture_begin(fixture, &trial);
	fixture_set(fixture, hsu(fixture), "status", "former");
	fixture_end(fixture);

	assert_int_equal(changes.count, 1);
	assert_string_equal(changes.items[0].new, "former");
	char *after = dump_tables(fixture->store);
	dump_assert_same(after, before);
	assert_int_equal(fixture_next(fixture, true), 0);
	free(before);
	free(after);
}

static void what_is_cancelled_leaves_nothing(void **state)
{
	struct fixture *fixture = *state;
	fixture_begin(fixture, &fixture_intent);
	fixture_set(fixture, hsu(fixture), "status", "former");
	action_cancel(fixture->store);

	assert_string_equal(fixture_read(fixture, hsu(fixture), "status"), "active");
	assert_int_equal(fixture_next(fixture, true), 0);
}

static void a_plain_transaction_is_not_journalled(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_PERSON, NULL, VALUES({"name", "Someone"}));
	assert_int_equal(fixture_next(fixture, true), 0);
}

static void one_action_is_one_step_of_the_revision(void **state)
{
	struct fixture *fixture = *state;
	struct record record;
	struct err err = {0};
	fixture_begin(fixture, &fixture_intent);
	fixture_set(fixture, hsu(fixture), "note", "one");
	fixture_set(fixture, hsu(fixture), "note", "two");
	fixture_end(fixture);
	fixture_save(fixture, hsu(fixture), "note", "three");
	fixture_assert_ok(record_get(fixture->store, hsu(fixture), fixture->arena, &record, &err),
			  &err);
	assert_int_equal(record.revision, 3);
}

static void a_walk_is_an_action_that_says_what_it_is_about(void **state)
{
	struct fixture *fixture = *state;
	int64_t id = fixture_save(fixture, hsu(fixture), "status", "former");
	fixture_undo(fixture, id);
	fixture_redo(fixture, id);
	struct action_rows rows;
	struct err err = {0};

	fixture_assert_ok(journal_actions(fixture->store, 0, 10, fixture->arena, &rows, &err),
			  &err);
	for (size_t i = 0; i < rows.count; i++) {
		const struct action_row *row = &rows.items[i];
		str_add_format(&fixture->seen, "%d %s “%s” about %d, %d, undone %d\n", (int)row->id,
			       row->origin, row->name, (int)row->undoes, (int)row->change_count,
			       row->is_undone);
	}

	fixture_assert_seen(fixture, "3 redo “Redo: Edit” about 1, 1, undone 0\n"
				     "2 undo “Undo: Edit” about 1, 1, undone 0\n"
				     "1 shell “Edit” about 0, 1, undone 0\n");
	fixture_see_changes(fixture, 2);
	fixture_assert_seen(fixture, "person c1 status: former > active\n");
	fixture_assert_ok(journal_actions(fixture->store, 3, 1, fixture->arena, &rows, &err), &err);
	assert_int_equal(rows.count, 1);
	assert_int_equal(rows.items[0].id, 2);
}

static void the_history_of_a_record_tells_of_what_belonged_to_it(void **state)
{
	struct fixture *fixture = *state;
	fixture_save(fixture, hsu(fixture), "note", "one");
	fixture_begin(fixture, &fixture_intent);
	fixture_put(fixture, RECORD_CHANNEL, UID("d9"),
		    VALUES({"person", HSU}, {"kind", "email"}, {"value", "two@example.org"}));
	int64_t second = fixture_end(fixture);
	fixture_undo(fixture, second);
	fixture_save(fixture, fixture_ref(fixture->store, RECORD_MEMBERSHIP, UID("d1")), "note",
		     "term");
	fixture_save(fixture, fixture_ref(fixture->store, RECORD_PERSON, MONO), "note", "not hers");
	struct change_rows rows;
	struct err err = {0};

	fixture_assert_ok(
		journal_of_record(fixture->store, hsu(fixture), false, fixture->arena, &rows, &err),
		&err);
	assert_int_equal(rows.count, 1);
	assert_string_equal(rows.items[0].new, "one");
	fixture_assert_ok(
		journal_of_record(fixture->store, hsu(fixture), true, fixture->arena, &rows, &err),
		&err);
	for (size_t i = 0; i < rows.count; i++) {
		str_add_format(&fixture->seen, "%d %.2s %s\n", (int)rows.items[i].action_id,
			       rows.items[i].uid, rows.items[i].field);
	}
	fixture_assert_seen(fixture, "4 d1 note\n"
				     "3 d9 uid\n3 d9 person\n3 d9 kind\n3 d9 value\n"
				     "3 d9 functional\n3 d9 preferred\n"
				     "2 d9 uid\n2 d9 person\n2 d9 kind\n2 d9 value\n"
				     "2 d9 functional\n2 d9 preferred\n"
				     "1 c1 note\n");
}

/* Enough that what they are kept in grows more than once. */
static void each_of_many_that_belong_to_a_record_is_told_once(void **state)
{
	struct fixture *fixture = *state;
	enum { MANY = 700 };
	struct change_rows rows;
	struct err err = {0};
	fixture_begin(fixture, &fixture_intent);
	for (int i = 0; i < MANY; i++) {
		fixture_put(fixture, RECORD_CHANNEL, NULL,
			    VALUES({"person", HSU}, {"kind", "email"}, {"value", "a@example.org"}));
	}
	fixture_end(fixture);
	fixture_assert_ok(
		journal_of_record(fixture->store, hsu(fixture), true, fixture->arena, &rows, &err),
		&err);
	int told = 0;
	for (size_t i = 0; i < rows.count; i++) {
		told += strcmp(rows.items[i].field, JOURNAL_UID) == 0;
	}
	assert_int_equal(told, MANY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_changed_field_is_a_row_of_the_journal),
		FIXTURE_TEST(a_record_that_comes_into_being_tells_all_its_values),
		FIXTURE_TEST(an_action_that_changed_nothing_leaves_nothing),
		FIXTURE_TEST(a_trial_tells_what_it_would_do_and_does_nothing),
		FIXTURE_TEST(what_is_cancelled_leaves_nothing),
		FIXTURE_TEST(a_plain_transaction_is_not_journalled),
		FIXTURE_TEST(one_action_is_one_step_of_the_revision),
		FIXTURE_TEST(a_walk_is_an_action_that_says_what_it_is_about),
		FIXTURE_TEST(the_history_of_a_record_tells_of_what_belonged_to_it),
		FIXTURE_TEST(each_of_many_that_belong_to_a_record_is_told_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
