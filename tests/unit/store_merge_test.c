/* SPDX-License-Identifier: MIT
 *
 * Saving over what another program saved meanwhile: what only one side changed is merged, what both
 * changed is shown, and nothing is overwritten unseen.
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
#include "store/save.h"

static const struct intent mine = {.origin = "screen", .name = "Mine", .actor = "me"};
static const struct intent theirs = {.origin = "screen", .name = "Theirs", .actor = "them"};

static struct record get(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	struct record record;
	struct err err = {0};
	struct ref ref = fixture_ref(fixture->store, kind, uid);
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	return record;
}

/* A record as a form has it that has just been opened. */
static struct save_item item_of(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	struct record record = get(fixture, kind, uid);
	return (struct save_item){record, record};
}

static void set(struct save_item *item, const char *field, const char *value)
{
	int index = field_index(item->next.ref.kind, field);
	assert_true(index >= 0);
	item->next.values[index] = value;
}

static struct save_result save(struct fixture *fixture, const struct intent *intent,
			       const struct save_item *items, size_t count)
{
	struct save_result result;
	struct err err = {0};
	fixture_assert_ok(save_records(fixture->store, intent, items, count, fixture->arena,
				       &result, NULL, &err),
			  &err);
	return result;
}

/* Somebody else sets a field of a person. */
static void they_set(struct fixture *fixture, const char *field, const char *value)
{
	struct save_item item = item_of(fixture, RECORD_PERSON, HSU);
	set(&item, field, value);
	save(fixture, &theirs, &item, 1);
}

/* Whatever moment is asked for, it is the one of the save. */
static void they_bin(struct fixture *fixture)
{
	struct save_item item = item_of(fixture, RECORD_PERSON, HSU);
	item.next.binned = "2020-01-01T00:00:00Z";
	setenv("SOURCE_DATE_EPOCH", "1795442580", 1); /* 2026-11-23T14:03:00Z */
	save(fixture, &theirs, &item, 1);
	unsetenv("SOURCE_DATE_EPOCH");
}

/* A save that must be refused, with nothing written; shows the clashes. */
static struct err refuse(struct fixture *fixture, const struct save_item *items, size_t count,
			 size_t *fault)
{
	struct save_result result;
	struct err err = {0};
	char *before = dump_tables(fixture->store);
	assert_false(save_records(fixture->store, &mine, items, count, fixture->arena, &result,
				  fault, &err));
	for (size_t i = 0; i < result.clash_count; i++) {
		const struct save_clash *clash = &result.clashes[i];
		const struct record_type *type = record_type(items[clash->item].next.ref.kind);
		str_add_format(&fixture->seen, "%zu %s: %s, %s %s, mine %s\n", clash->item,
			       clash->field == SAVE_BIN ? "bin" : type->fields[clash->field].name,
			       fixture_word(clash->base), fixture_word(clash->actor),
			       fixture_word(clash->theirs), fixture_word(clash->mine));
		assert_true(!clash->actor == !clash->moment);
	}
	char *after = dump_tables(fixture->store);
	dump_assert_same(after, before);
	free(before);
	free(after);
	return err;
}

static void a_save_is_one_action(void **state)
{
	struct fixture *fixture = *state;
	struct save_item items[3] = {item_of(fixture, RECORD_PERSON, HSU)};
	set(&items[0], "note", "Chair.");
	items[1].next = (struct record){.ref = {RECORD_PERSON, 0}, .uid = UID("c9")};
	set(&items[1], "name", "ليلى تجربة");
	items[2].next = (struct record){.ref = {RECORD_CHANNEL, 0}};
	set(&items[2], "person", UID("c9"));
	set(&items[2], "kind", "email");
	set(&items[2], "value", "layla@example.org");
	struct change_rows changes;
	struct action_row row;
	struct err err = {0};

	struct save_result result = save(fixture, &mine, items, 3);

	assert_int_equal(result.refs[0].id, items[0].base.ref.id);
	assert_int_equal(result.refs[1].id, fixture_id(fixture->store, RECORD_PERSON, UID("c9")));
	assert_int_equal(result.refs[2].kind, RECORD_CHANNEL);
	assert_true(result.refs[2].id > 0);
	assert_int_equal(result.merged + result.clash_count, 0);
	fixture_assert_ok(journal_action(fixture->store, result.action, fixture->arena, &row, &err),
			  &err);
	assert_string_equal(row.actor, "me");
	fixture_assert_ok(
		journal_changes(fixture->store, result.action, fixture->arena, &changes, &err),
		&err);
	assert_int_equal(changes.count, 1 + 3 + 6);
}

static void a_save_of_nothing_new_leaves_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct save_item item = item_of(fixture, RECORD_PERSON, HSU);
	set(&item, "note", "");
	assert_int_equal(save(fixture, &mine, &item, 1).action, 0);
	assert_int_equal(save(fixture, &mine, NULL, 0).action, 0);
	assert_int_equal(get(fixture, RECORD_PERSON, HSU).revision, 1);
}

static void what_only_one_side_changed_is_merged(void **state)
{
	struct fixture *fixture = *state;
	struct save_item item = item_of(fixture, RECORD_PERSON, HSU);
	set(&item, "note", "Mine.");
	they_set(fixture, "status", "former");
	they_set(fixture, "place", CHILE);

	struct save_result result = save(fixture, &mine, &item, 1);

	struct record record = get(fixture, RECORD_PERSON, HSU);
	assert_string_equal(record_value(&record, "note"), "Mine.");
	assert_string_equal(record_value(&record, "status"), "former");
	assert_string_equal(record_value(&record, "place"), CHILE);
	assert_int_equal(record.revision, 4);
	assert_int_equal(result.merged, 2);
	struct change_rows changes;
	struct err err = {0};
	fixture_assert_ok(
		journal_changes(fixture->store, result.action, fixture->arena, &changes, &err),
		&err);
	assert_int_equal(changes.count, 1);
}

static void what_both_changed_is_shown_and_nothing_is_saved(void **state)
{
	struct fixture *fixture = *state;
	struct save_item items[2] = {item_of(fixture, RECORD_PERSON, ORTIZ),
				     item_of(fixture, RECORD_PERSON, HSU)};
	size_t fault = 99;
	set(&items[0], "note", "Would be saved.");
	set(&items[1], "note", "Mine.");
	set(&items[1], "status", "deceased");
	set(&items[1], "honorific", "Dr.");
	they_set(fixture, "note", "Theirs.");
	they_set(fixture, "status", "former");

	struct err err = refuse(fixture, items, 2, &fault);

	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_int_equal(fault, 1);
	fixture_assert_seen(fixture, "1 status: active, them former, mine deceased\n"
				     "1 note: -, them Theirs., mine Mine.\n");
}

static void the_same_change_on_both_sides_is_no_clash(void **state)
{
	struct fixture *fixture = *state;
	struct save_item item = item_of(fixture, RECORD_PERSON, HSU);
	set(&item, "note", "Cafe\xcc\x81");
	they_set(fixture, "note", "Caf\xc3\xa9");
	struct save_result result = save(fixture, &mine, &item, 1);
	assert_int_equal(result.action, 0);
	assert_int_equal(result.merged, 0);
}

static void a_save_that_was_undone_is_no_reason_to_ask(void **state)
{
	struct fixture *fixture = *state;
	struct save_item item = item_of(fixture, RECORD_PERSON, HSU);
	struct action_row row;
	struct action_rows blockers;
	struct err err = {0};
	set(&item, "note", "Mine.");
	they_set(fixture, "note", "Theirs.");
	fixture_assert_ok(journal_next_undo(fixture->store, fixture->arena, &row, &err), &err);
	fixture_assert_ok(
		journal_undo(fixture->store, row.id, &theirs, fixture->arena, &blockers, &err),
		&err);
	save(fixture, &mine, &item, 1);
}

static void what_the_other_side_moved_to_the_bin_is_not_edited_unseen(void **state)
{
	struct fixture *fixture = *state;
	struct save_item item = item_of(fixture, RECORD_PERSON, HSU);
	set(&item, "note", "Mine.");
	they_bin(fixture);

	assert_int_equal(refuse(fixture, &item, 1, NULL).kind, ERR_CONFLICT);
	fixture_assert_seen(fixture, "0 bin: -, them 2026-11-23T14:03:00Z, mine -\n");
}

static void what_the_other_side_edited_is_not_moved_to_the_bin_unseen(void **state)
{
	struct fixture *fixture = *state;
	struct save_item item = item_of(fixture, RECORD_PERSON, HSU);
	item.next.binned = "2026-11-23T14:03:00Z";
	they_set(fixture, "note", "Theirs.");

	assert_int_equal(refuse(fixture, &item, 1, NULL).kind, ERR_CONFLICT);
	fixture_assert_seen(fixture, "0 bin: -, them -, mine 2026-11-23T14:03:00Z\n");
}

static void both_may_move_it_to_the_bin(void **state)
{
	struct fixture *fixture = *state;
	struct save_item item = item_of(fixture, RECORD_PERSON, HSU);
	item.next.binned = "2026-11-23T15:00:00Z";
	they_bin(fixture);

	assert_int_equal(save(fixture, &mine, &item, 1).action, 0);
	assert_string_equal(get(fixture, RECORD_PERSON, HSU).binned, "2026-11-23T14:03:00Z");
}

static void a_record_comes_out_of_the_bin_with_an_edit_of_the_other_side(void **state)
{
	struct fixture *fixture = *state;
	they_bin(fixture);
	struct save_item item = item_of(fixture, RECORD_PERSON, HSU);
	item.next.binned = NULL;
	they_set(fixture, "note", "Theirs.");

	save(fixture, &mine, &item, 1);

	struct record record = get(fixture, RECORD_PERSON, HSU);
	assert_null(record.binned);
	assert_string_equal(record_value(&record, "note"), "Theirs.");
}

/* Added since the record was read, while the save waited for the file. */
static void what_others_added_to_a_record_goes_to_the_bin_with_it(void **state)
{
	struct fixture *fixture = *state;
	struct save_item item = item_of(fixture, RECORD_MEMBERSHIP, UID("d1"));
	item.next.binned = "2026-11-23T14:03:00Z";
	fixture_add(fixture->store, RECORD_CITATION, UID("91"),
		    VALUES({"source", LETTER}, {"membership", UID("d1")}));

	save(fixture, &mine, &item, 1);

	struct record term = get(fixture, RECORD_MEMBERSHIP, UID("d1"));
	assert_non_null(term.binned);
	assert_string_equal(get(fixture, RECORD_CITATION, UID("91")).binned, term.binned);
}

static void what_went_to_the_bin_with_a_record_comes_out_with_it(void **state)
{
	struct fixture *fixture = *state;
	they_bin(fixture);
	struct save_item item = item_of(fixture, RECORD_PERSON, HSU);
	item.next.binned = NULL;
	set(&item, "note", "Mine.");
	assert_non_null(get(fixture, RECORD_MEMBERSHIP, UID("d1")).binned);

	save(fixture, &mine, &item, 1);

	struct record person = get(fixture, RECORD_PERSON, HSU);
	assert_string_equal(record_value(&person, "note"), "Mine.");
	assert_null(get(fixture, RECORD_MEMBERSHIP, UID("d1")).binned);
}

/* What belongs to it may be what does not fit: no item is at fault but the one that brings it. */
static void what_comes_out_of_the_bin_must_fit_in(void **state)
{
	struct fixture *fixture = *state;
	struct save_item term = item_of(fixture, RECORD_MEMBERSHIP, UID("d1"));
	size_t fault = 99;
	they_bin(fixture);
	fixture_add(fixture->store, RECORD_ORGANISATION, UID("92"),
		    VALUES({"kind", "agency"}, {"name", "Sender"}));
	term.base = term.next = get(fixture, RECORD_MEMBERSHIP, UID("d1"));
	set(&term, "behalf", UID("92"));
	save(fixture, &theirs, &term, 1);
	struct save_item sender = item_of(fixture, RECORD_ORGANISATION, UID("92"));
	sender.next.binned = "2026-11-23T14:03:00Z";
	save(fixture, &theirs, &sender, 1);
	struct save_item items[2] = {item_of(fixture, RECORD_PERSON, ORTIZ),
				     item_of(fixture, RECORD_PERSON, HSU)};
	items[1].next.binned = NULL;

	struct err err = refuse(fixture, items, 2, &fault);

	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.text, "“Sender” is in the bin. Restore it first.");
	assert_string_equal(err.field, "");
	assert_int_equal(fault, 1);
}

/* Two spells in one post, written one after the other: in between they overlap, whichever way the day
 * moves that parts them. */
static void two_terms_may_change_where_they_meet(void **state)
{
	static const char *const days[][2] = {{"2021-06-30", "2021-07-01"},
					      {"2023-03-31", "2023-04-01"}};
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_MEMBERSHIP, UID("91"),
		    VALUES({"person", ORTIZ}, {"organisation", STAFF}, {"role", "editor"},
			   {"valid_from", "2020-01-01"}, {"valid_to", "2022-06-30"}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, UID("92"),
		    VALUES({"person", ORTIZ}, {"organisation", STAFF}, {"role", "editor"},
			   {"valid_from", "2022-07-01"}, {"valid_to", "2024-12-31"}));
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		struct save_item items[2] = {item_of(fixture, RECORD_MEMBERSHIP, UID("91")),
					     item_of(fixture, RECORD_MEMBERSHIP, UID("92"))};
		set(&items[0], "valid_to", days[i][0]);
		set(&items[1], "valid_from", days[i][1]);
		save(fixture, &mine, items, 2);
	}
	struct save_item items[2] = {item_of(fixture, RECORD_PERSON, HSU),
				     item_of(fixture, RECORD_MEMBERSHIP, UID("92"))};
	size_t fault = 99;
	set(&items[1], "valid_from", "2023-03-31");
	struct err err = refuse(fixture, items, 2, &fault);
	assert_int_equal(err.kind, ERR_INVALID);
	assert_int_equal(fault, 1);
}

static void a_record_that_is_gone_is_told(void **state)
{
	struct fixture *fixture = *state;
	struct save_item items[2] = {item_of(fixture, RECORD_PERSON, ORTIZ),
				     item_of(fixture, RECORD_SOURCE, REPORT)};
	size_t fault = 99;
	set(&items[0], "note", "x");
	set(&items[1], "note", "x");
	fixture_tamper(fixture->store,
		       "DELETE FROM citation; DELETE FROM source WHERE uid = '" REPORT "'");
	assert_int_equal(refuse(fixture, items, 2, &fault).kind, ERR_NOT_FOUND);
	assert_int_equal(fault, 1);
}

static void a_bad_value_names_its_item_and_field(void **state)
{
	struct fixture *fixture = *state;
	struct save_item items[2] = {item_of(fixture, RECORD_PERSON, ORTIZ),
				     item_of(fixture, RECORD_PERSON, HSU)};
	size_t fault = 99;
	set(&items[0], "note", "x");
	set(&items[1], "status", "asleep");
	struct err err = refuse(fixture, items, 2, &fault);
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.field, "status");
	assert_int_equal(fault, 1);
}

static void a_merge_that_breaks_a_rule_is_refused(void **state)
{
	struct fixture *fixture = *state;
	struct save_item yours = item_of(fixture, RECORD_MEMBERSHIP, UID("d1"));
	struct save_item item = yours;
	set(&item, "valid_to", "2021");
	set(&yours, "valid_from", "2022");
	save(fixture, &theirs, &yours, 1);

	struct err err = refuse(fixture, &item, 1, NULL);

	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.field, "valid_to");
}

static void a_trial_finds_clashes_and_saves_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct save_item item = item_of(fixture, RECORD_PERSON, HSU);
	struct intent trial = mine;
	char *before = dump_tables(fixture->store);
	trial.is_trial = true;
	set(&item, "note", "Mine.");
	assert_true(save(fixture, &trial, &item, 1).action != 0);
	char *after = dump_tables(fixture->store);
	dump_assert_same(after, before);
	free(before);
	free(after);
	they_set(fixture, "note", "Theirs.");
	assert_int_equal(refuse(fixture, &item, 1, NULL).kind, ERR_CONFLICT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_save_is_one_action),
		FIXTURE_TEST(a_save_of_nothing_new_leaves_nothing),
		FIXTURE_TEST(what_only_one_side_changed_is_merged),
		FIXTURE_TEST(what_both_changed_is_shown_and_nothing_is_saved),
		FIXTURE_TEST(the_same_change_on_both_sides_is_no_clash),
		FIXTURE_TEST(a_save_that_was_undone_is_no_reason_to_ask),
		FIXTURE_TEST(what_the_other_side_moved_to_the_bin_is_not_edited_unseen),
		FIXTURE_TEST(what_the_other_side_edited_is_not_moved_to_the_bin_unseen),
		FIXTURE_TEST(both_may_move_it_to_the_bin),
		FIXTURE_TEST(a_record_comes_out_of_the_bin_with_an_edit_of_the_other_side),
		FIXTURE_TEST(what_others_added_to_a_record_goes_to_the_bin_with_it),
		FIXTURE_TEST(what_went_to_the_bin_with_a_record_comes_out_with_it),
		FIXTURE_TEST(what_comes_out_of_the_bin_must_fit_in),
		FIXTURE_TEST(two_terms_may_change_where_they_meet),
		FIXTURE_TEST(a_record_that_is_gone_is_told),
		FIXTURE_TEST(a_bad_value_names_its_item_and_field),
		FIXTURE_TEST(a_merge_that_breaks_a_rule_is_refused),
		FIXTURE_TEST(a_trial_finds_clashes_and_saves_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
