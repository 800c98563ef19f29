/* SPDX-License-Identifier: MIT
 *
 * Actions in the journal, and walking back and forth over them: every row comes back as it was, and
 * what stands in the way is named.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "directory_fixture.h"
#include "dump.h"
#include "store/journal.h"

static const struct intent edit = {.origin = "shell", .name = "Edit", .actor = "desk"};

/* Begins an action that must begin. */
static void begin(struct fixture *fixture, const struct intent *intent)
{
	struct err err = {0};
	fixture_assert_ok(action_begin(fixture->store, intent, &err), &err);
}

static int64_t end(struct fixture *fixture)
{
	struct err err = {0};
	int64_t id = -1;
	fixture_assert_ok(action_end(fixture->store, &id, &err), &err);
	return id;
}

/* Sets a field inside the open action. */
static void set(struct fixture *fixture, struct ref ref, const char *field, const char *value)
{
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	record.values[field_index(ref.kind, field)] = value;
	fixture_assert_ok(record_update(fixture->store, &record, &err), &err);
}

/* Sets a field as an action of its own. */
static int64_t save(struct fixture *fixture, struct ref ref, const char *field, const char *value)
{
	begin(fixture, &edit);
	set(fixture, ref, field, value);
	return end(fixture);
}

/* Adds a record inside the open action. */
static struct ref add(struct fixture *fixture, enum record_kind kind, const char *uid,
		      const struct fixture_value *values)
{
	struct ref ref = {kind, 0};
	struct err err = {0};
	fixture_assert_ok(fixture_try(fixture->store, kind, uid, values, &ref, &err), &err);
	return ref;
}

static struct ref hsu(struct fixture *fixture)
{
	return fixture_ref(fixture->store, RECORD_PERSON, HSU);
}

static const char *value_of(struct fixture *fixture, struct ref ref, const char *field)
{
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	return record_value(&record, field);
}

static void undo(struct fixture *fixture, int64_t id)
{
	struct err err = {0};
	struct action_rows blockers;
	fixture_assert_ok(journal_undo(fixture->store, id, &edit, fixture->arena, &blockers, &err),
			  &err);
}

static void redo(struct fixture *fixture, int64_t id)
{
	struct err err = {0};
	struct action_rows blockers;
	fixture_assert_ok(journal_redo(fixture->store, id, &edit, fixture->arena, &blockers, &err),
			  &err);
}

/* Tries a walk that must be refused, and shows the error's kind and the blockers. */
static void see_refused(struct fixture *fixture, int64_t id, bool is_back)
{
	struct err err = {0};
	struct action_rows blockers;
	char *before = dump_tables(fixture->store);
	bool done =
		is_back ? journal_undo(fixture->store, id, &edit, fixture->arena, &blockers, &err)
			: journal_redo(fixture->store, id, &edit, fixture->arena, &blockers, &err);
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

static int64_t next(struct fixture *fixture, bool is_back)
{
	struct action_row row;
	struct err err = {0};
	fixture_assert_ok(is_back ? journal_next_undo(fixture->store, fixture->arena, &row, &err)
				  : journal_next_redo(fixture->store, fixture->arena, &row, &err),
			  &err);
	return row.id;
}

/* Shows the changes of an action. */
static void see_changes(struct fixture *fixture, int64_t id)
{
	struct change_rows rows;
	struct err err = {0};
	fixture_assert_ok(journal_changes(fixture->store, id, fixture->arena, &rows, &err), &err);
	for (size_t i = 0; i < rows.count; i++) {
		const struct change_row *row = &rows.items[i];
		str_add_format(&fixture->seen, "%s %.2s %s: %s > %s\n",
			       record_type(row->kind)->name, row->uid, row->field,
			       fixture_word(row->old), fixture_word(row->new));
	}
}

static void a_changed_field_is_a_row_of_the_journal(void **state)
{
	struct fixture *fixture = *state;
	const struct intent intent = {
		.origin = "shell", .name = "Move", .reason = "she moved", .actor = "desk"};
	begin(fixture, &intent);
	set(fixture, hsu(fixture), "place", CHILE);
	set(fixture, hsu(fixture), "note", "Cafe\xcc\x81");
	int64_t id = end(fixture);

	see_changes(fixture, id);
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
	begin(fixture, &edit);
	add(fixture, RECORD_CHANNEL, UID("d9"),
	    VALUES({"person", HSU}, {"kind", "email"}, {"value", "two@example.org"}));
	int64_t id = end(fixture);

	see_changes(fixture, id);

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

	assert_int_equal(save(fixture, hsu(fixture), "name", "徐銘華"), 0);
	begin(fixture, &edit);
	assert_int_equal(end(fixture), 0);

	fixture_assert_ok(journal_actions(fixture->store, 0, 10, fixture->arena, &rows, &err),
			  &err);
	assert_int_equal(rows.count, 0);
	assert_int_equal(next(fixture, true), 0);
	assert_int_equal(next(fixture, false), 0);
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

	begin(fixture, &trial);
	set(fixture, hsu(fixture), "status", "former");
	end(fixture);

	assert_int_equal(changes.count, 1);
	assert_string_equal(changes.items[0].new, "former");
	char *after = dump_tables(fixture->store);
	dump_assert_same(after, before);
	assert_int_equal(next(fixture, true), 0);
	free(before);
	free(after);
}

static void what_is_cancelled_leaves_nothing(void **state)
{
	struct fixture *fixture = *state;
	begin(fixture, &edit);
	set(fixture, hsu(fixture), "status", "former");
	action_cancel(fixture->store);

	assert_string_equal(value_of(fixture, hsu(fixture), "status"), "active");
	assert_int_equal(next(fixture, true), 0);
}

static void a_plain_transaction_is_not_journalled(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_PERSON, NULL, VALUES({"name", "Someone"}));
	assert_int_equal(next(fixture, true), 0);
}

static void one_action_is_one_step_of_the_revision(void **state)
{
	struct fixture *fixture = *state;
	struct record record;
	struct err err = {0};
	begin(fixture, &edit);
	set(fixture, hsu(fixture), "note", "one");
	set(fixture, hsu(fixture), "note", "two");
	end(fixture);
	save(fixture, hsu(fixture), "note", "three");
	fixture_assert_ok(record_get(fixture->store, hsu(fixture), fixture->arena, &record, &err),
			  &err);
	assert_int_equal(record.revision, 3);
}

/* Everything that the walk tests do: a value, a reference, the bin, a record with what belongs to it. */
static void do_four_things(struct fixture *fixture, int64_t ids[4])
{
	struct record record;
	struct err err = {0};
	ids[0] = save(fixture, fixture_ref(fixture->store, RECORD_ORGANISATION, MINISTRY), "name",
		      "Bộ Môi trường กระทรวง");
	ids[1] = save(fixture, hsu(fixture), "place", VIET_NAM);
	begin(fixture, &edit);
	struct ref ref = fixture_ref(fixture->store, RECORD_ORGANISATION, COMMITTEE);
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	record.binned = "2026-11-23T00:00:00Z";
	fixture_assert_ok(record_update(fixture->store, &record, &err), &err);
	ids[2] = end(fixture);
	begin(fixture, &edit);
	add(fixture, RECORD_PERSON, UID("c9"),
	    VALUES({"name", "سمير مثال"}, {"latin_name", "Samir Mithal"}, {"place", CHILE}));
	add(fixture, RECORD_CHANNEL, NULL,
	    VALUES({"person", UID("c9")}, {"kind", "email"}, {"value", "samir@example.org"}));
	add(fixture, RECORD_EVENT_LINK, NULL, VALUES({"event", FOUNDING}, {"person", UID("c9")}));
	set(fixture, fixture_ref(fixture->store, RECORD_PERSON, UID("c9")), "note", "New.");
	ids[3] = end(fixture);
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
			assert_int_equal(next(fixture, true), ids[i]);
			undo(fixture, ids[i]);
			assert_int_equal(next(fixture, false), ids[i]);
		}
		assert_int_equal(next(fixture, true), 0);
		char *now = dump_tables(fixture->store);
		dump_assert_same(now, before);
		free(now);
		for (int i = 0; i < 4; i++) {
			assert_int_equal(next(fixture, false), ids[i]);
			redo(fixture, ids[i]);
			assert_int_equal(next(fixture, true), ids[i]);
		}
		assert_int_equal(next(fixture, false), 0);
		now = dump_tables(fixture->store);
		dump_assert_same(now, after);
		free(now);
	}
	free(before);
	free(after);
}

static void a_walk_is_an_action_that_says_what_it_is_about(void **state)
{
	struct fixture *fixture = *state;
	int64_t id = save(fixture, hsu(fixture), "status", "former");
	undo(fixture, id);
	redo(fixture, id);
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
	see_changes(fixture, 2);
	fixture_assert_seen(fixture, "person c1 status: former > active\n");
	fixture_assert_ok(journal_actions(fixture->store, 3, 1, fixture->arena, &rows, &err), &err);
	assert_int_equal(rows.count, 1);
	assert_int_equal(rows.items[0].id, 2);
}

static void a_save_clears_what_could_be_redone(void **state)
{
	struct fixture *fixture = *state;
	int64_t first = save(fixture, hsu(fixture), "note", "one");
	undo(fixture, first);
	assert_int_equal(next(fixture, false), first);
	int64_t second = save(fixture, hsu(fixture), "status", "former");

	assert_int_equal(next(fixture, false), 0);
	assert_int_equal(next(fixture, true), second);
	undo(fixture, second);
	assert_int_equal(next(fixture, false), second);
	redo(fixture, second);
	/* The older one can still be brought back by its number. */
	redo(fixture, first);
	assert_string_equal(value_of(fixture, hsu(fixture), "note"), "one");
	assert_int_equal(next(fixture, true), first);
}

static void an_older_action_is_undone_when_nothing_stands_on_it(void **state)
{
	struct fixture *fixture = *state;
	int64_t first = save(fixture, hsu(fixture), "note", "one");
	int64_t second = save(fixture, hsu(fixture), "status", "former");

	undo(fixture, first);

	assert_null(value_of(fixture, hsu(fixture), "note"));
	assert_string_equal(value_of(fixture, hsu(fixture), "status"), "former");
	assert_int_equal(next(fixture, true), second);
	assert_int_equal(next(fixture, false), first);
}

static void what_stands_on_an_action_is_named_the_newest_first(void **state)
{
	struct fixture *fixture = *state;
	int64_t first = save(fixture, hsu(fixture), "note", "one");
	int64_t second = save(fixture, hsu(fixture), "note", "two");
	save(fixture, hsu(fixture), "status", "former");
	int64_t fourth = save(fixture, hsu(fixture), "note", "one");

	see_refused(fixture, first, true);
	fixture_assert_seen(fixture, "5: 4 2");
	undo(fixture, fourth);
	see_refused(fixture, first, true);
	fixture_assert_seen(fixture, "5: 2");
	undo(fixture, second);
	undo(fixture, first);
	assert_null(value_of(fixture, hsu(fixture), "note"));
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
	int64_t first = save(fixture, hsu(fixture), "note", "one");
	int64_t second = save(fixture, hsu(fixture), "status", "former");
	assert_int_equal(revision_of(fixture, hsu(fixture)), 3);

	undo(fixture, first);
	assert_int_equal(revision_of(fixture, hsu(fixture)), 4);
	redo(fixture, first);
	assert_int_equal(revision_of(fixture, hsu(fixture)), 3);
	undo(fixture, second);
	assert_int_equal(revision_of(fixture, hsu(fixture)), 2);
	undo(fixture, first);
	assert_int_equal(revision_of(fixture, hsu(fixture)), 1);
}

static void what_is_put_in_again_goes_on_with_its_revision(void **state)
{
	struct fixture *fixture = *state;
	begin(fixture, &edit);
	struct ref body = add(fixture, RECORD_ORGANISATION, UID("d8"),
			      VALUES({"kind", "office"}, {"name", "New Office"}));
	int64_t made = end(fixture);
	int64_t noted = save(fixture, body, "note", "A note");
	int64_t named = save(fixture, body, "name", "Newer Office");
	undo(fixture, noted);
	undo(fixture, named);
	undo(fixture, made);

	redo(fixture, made);
	assert_int_equal(
		revision_of(fixture, fixture_ref(fixture->store, RECORD_ORGANISATION, UID("d8"))),
		5);
	redo(fixture, named);
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
	int64_t cut = save(fixture, term, "valid_to", "2022");
	begin(fixture, &edit);
	struct ref other = add(fixture, RECORD_MEMBERSHIP, UID("d9"),
			       VALUES({"person", ORTIZ}, {"organisation", COMMITTEE},
				      {"role", "alternate"}, {"valid_from", "2022-06"}));
	end(fixture);
	int64_t moved = save(fixture, other, "valid_from", "2024");
	undo(fixture, cut);

	assert_false(journal_undo(fixture->store, moved, &edit, fixture->arena, &blockers, &err));

	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_string_equal(err.text, "It cannot be undone. Ortiz, Ana has a term as alternate in "
				      "TN Steering Committee already, 2021 to 2023. Two terms in "
				      "one post must not overlap.");
	assert_string_equal(value_of(fixture, other, "valid_from"), "2024");
	redo(fixture, cut);
	undo(fixture, moved);
	assert_string_equal(value_of(fixture, other, "valid_from"), "2022-06");
}

static void a_record_stays_while_later_actions_need_it(void **state)
{
	struct fixture *fixture = *state;
	begin(fixture, &edit);
	struct ref body = add(fixture, RECORD_ORGANISATION, UID("d8"),
			      VALUES({"kind", "office"}, {"name", "New Office"}));
	int64_t first = end(fixture);
	int64_t second = save(fixture, body, "note", "A note");
	int64_t third = save(fixture, fixture_ref(fixture->store, RECORD_ORGANISATION, STAFF),
			     "parent", UID("d8"));

	see_refused(fixture, first, true);
	fixture_assert_seen(fixture, "5: 3 2");
	undo(fixture, third);
	undo(fixture, second);
	undo(fixture, first);
	see_refused(fixture, third, false); /* needs the first */
	fixture_assert_seen(fixture, "5: 1");
	redo(fixture, first);
	redo(fixture, third);
	assert_string_equal(value_of(fixture,
				     fixture_ref(fixture->store, RECORD_ORGANISATION, STAFF),
				     "parent"),
			    UID("d8"));
}

static void what_is_used_without_the_journal_knowing_stays_too(void **state)
{
	struct fixture *fixture = *state;
	begin(fixture, &edit);
	add(fixture, RECORD_PERSON, UID("c9"), VALUES({"name", "Someone"}));
	int64_t first = end(fixture);
	fixture_add(fixture->store, RECORD_CHANNEL, NULL,
		    VALUES({"person", UID("c9")}, {"kind", "phone"}, {"value", "1"}));

	see_refused(fixture, first, true);
	fixture_assert_seen(fixture, "5:");
}

static void a_value_that_was_changed_without_the_journal_is_not_overwritten(void **state)
{
	struct fixture *fixture = *state;
	int64_t id = save(fixture, hsu(fixture), "note", "one");
	fixture_tamper(fixture->store, "UPDATE person SET note = 'other' WHERE uid = '" HSU "'");

	see_refused(fixture, id, true);
	fixture_assert_seen(fixture, "5:");
}

static void what_cannot_be_walked_over_is_refused(void **state)
{
	struct fixture *fixture = *state;
	int64_t id = save(fixture, hsu(fixture), "note", "one");
	see_refused(fixture, id, false);
	undo(fixture, id);
	see_refused(fixture, id, true);
	see_refused(fixture, id + 1, true);
	see_refused(fixture, 99, true);
	fixture_assert_seen(fixture, "4:4:4:3:");
}

static void what_was_erased_does_not_come_back(void **state)
{
	struct fixture *fixture = *state;
	begin(fixture, &edit);
	add(fixture, RECORD_PERSON, UID("c9"), VALUES({"name", "Someone"}));
	int64_t id = end(fixture);
	undo(fixture, id);
	fixture_tamper(fixture->store, "INSERT INTO tombstone (uid, record, moment) VALUES ('" UID(
					       "c9") "', 'person', '2026-01-01T00:00:00Z')");

	see_refused(fixture, id, false);

	fixture_assert_seen(fixture, "5:");
}

static void the_history_of_a_record_tells_of_what_belonged_to_it(void **state)
{
	struct fixture *fixture = *state;
	save(fixture, hsu(fixture), "note", "one");
	begin(fixture, &edit);
	add(fixture, RECORD_CHANNEL, UID("d9"),
	    VALUES({"person", HSU}, {"kind", "email"}, {"value", "two@example.org"}));
	int64_t second = end(fixture);
	undo(fixture, second);
	save(fixture, fixture_ref(fixture->store, RECORD_MEMBERSHIP, UID("d1")), "note", "term");
	save(fixture, fixture_ref(fixture->store, RECORD_PERSON, MONO), "note", "not hers");
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
		FIXTURE_TEST(undone_all_rows_are_those_of_before_and_redone_those_of_after),
		FIXTURE_TEST(a_walk_is_an_action_that_says_what_it_is_about),
		FIXTURE_TEST(a_save_clears_what_could_be_redone),
		FIXTURE_TEST(an_older_action_is_undone_when_nothing_stands_on_it),
		FIXTURE_TEST(what_stands_on_an_action_is_named_the_newest_first),
		FIXTURE_TEST(an_older_undo_is_one_more_revision_and_an_exact_one_is_one_less),
		FIXTURE_TEST(what_is_put_in_again_goes_on_with_its_revision),
		FIXTURE_TEST(an_undo_to_what_never_was_keeps_the_rules),
		FIXTURE_TEST(a_record_stays_while_later_actions_need_it),
		FIXTURE_TEST(what_is_used_without_the_journal_knowing_stays_too),
		FIXTURE_TEST(a_value_that_was_changed_without_the_journal_is_not_overwritten),
		FIXTURE_TEST(what_cannot_be_walked_over_is_refused),
		FIXTURE_TEST(what_was_erased_does_not_come_back),
		FIXTURE_TEST(the_history_of_a_record_tells_of_what_belonged_to_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
