/* SPDX-License-Identifier: MIT
 *
 * What comes out of the bin, and what goes back there, where something it refers to lies in the bin or
 * something in use refers to it: no record in use is left to name one in the bin.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bin_fixture.h"
#include "store/journal.h"

#define SUPPORT UID("aa")
#define LEANING UID("ab")

/* A record that leans on another, by each reference that does not make an owner. */
struct pair {
	enum record_kind kind; /* of the support */
	const char *label;
	struct fixture_value values[4];
	enum record_kind leaning_kind;
	struct fixture_value leaning[5];
	const char *held; /* what stands on the support, in the sentence */
};

static const struct pair pairs[] = {
	{RECORD_ORGANISATION,
	 "Parent",
	 {{"kind", "office"}, {"name", "Parent"}},
	 RECORD_ORGANISATION,
	 {{"kind", "office"}, {"name", "Child"}, {"parent", SUPPORT}},
	 "1 body is below it"},
	{RECORD_PLACE,
	 "Samoa",
	 {{"code", "WS"}, {"name", "Samoa"}},
	 RECORD_PERSON,
	 {{"name", "Somebody Else"}, {"place", SUPPORT}},
	 "1 person is from there"},
	{RECORD_ORGANISATION,
	 "Sender",
	 {{"kind", "agency"}, {"name", "Sender"}},
	 RECORD_MEMBERSHIP,
	 {{"person", MONO}, {"organisation", COMMITTEE}, {"role", "expert"}, {"behalf", SUPPORT}},
	 "1 term is held on its behalf"},
	{RECORD_SOURCE,
	 "Minutes",
	 {{"title", "Minutes"}, {"kind", "primary"}},
	 RECORD_CITATION,
	 {{"person", MONO}, {"source", SUPPORT}},
	 "1 fact names it as its source"},
};

#define COUNT(array) (sizeof array / sizeof array[0])

static void add_support(struct fixture *fixture, const struct pair *pair)
{
	fixture_add(fixture->store, pair->kind, SUPPORT, pair->values);
}

static void add_leaning(struct fixture *fixture, const struct pair *pair)
{
	fixture_add(fixture->store, pair->leaning_kind, LEANING, pair->leaning);
}

/* Runs a test for each pair, each in a directory of its own. */
static void for_each_pair(void (*test)(struct fixture *fixture, const struct pair *pair))
{
	for (size_t i = 0; i < COUNT(pairs); i++) {
		void *fixture;
		assert_int_equal(bin_set_up(&fixture), 0);
		test(fixture, &pairs[i]);
		assert_int_equal(bin_tear_down(&fixture), 0);
	}
}

static int64_t last_action(struct fixture *fixture)
{
	struct action_rows rows;
	struct err err = {0};
	fixture_assert_ok(journal_actions(fixture->store, 0, 1, fixture->arena, &rows, &err), &err);
	return rows.items[0].id;
}

static bool try_walk(struct fixture *fixture, int64_t id, bool is_back, struct err *err)
{
	struct action_rows blockers;
	*err = (struct err){0};
	return (is_back ? journal_undo : journal_redo)(fixture->store, id, &bin_intent,
						       fixture->arena, &blockers, err);
}

static void assert_refused(bool done, const struct err *err, const char *text)
{
	assert_false(done);
	assert_string_equal(err->text, text);
	assert_int_equal(err->kind, ERR_CONFLICT);
}

/* Both lie in the bin, the leaning one first. Gives the action that took it there. */
static int64_t move_both(struct fixture *fixture, const struct pair *pair)
{
	add_support(fixture, pair);
	add_leaning(fixture, pair);
	fixture_move(fixture, pair->leaning_kind, LEANING);
	int64_t moved = last_action(fixture);
	fixture_move(fixture, pair->kind, SUPPORT);
	return moved;
}

static void restore_pair(struct fixture *fixture, const struct pair *pair)
{
	struct err err;
	move_both(fixture, pair);
	const char *before = fixture_everything(fixture, true);

	assert_refused(
		fixture_try_restore(fixture, pair->leaning_kind, LEANING, &err), &err,
		arena_format(fixture->arena, "“%s” is in the bin. Restore it first.", pair->label));

	assert_string_equal(fixture_everything(fixture, true), before);
	fixture_restore(fixture, pair->kind, SUPPORT);
	fixture_restore(fixture, pair->leaning_kind, LEANING);
	assert_false(fixture_is_binned(fixture, pair->leaning_kind, LEANING));
}

static void what_refers_to_the_bin_does_not_come_out_of_it(void **state)
{
	(void)state;
	for_each_pair(restore_pair);
}

static void undo_pair(struct fixture *fixture, const struct pair *pair)
{
	struct err err;
	int64_t moved = move_both(fixture, pair);
	const char *before = fixture_everything(fixture, true);

	assert_refused(try_walk(fixture, moved, true, &err), &err,
		       arena_format(fixture->arena,
				    "It cannot be undone. “%s” is in the bin. Restore it first.",
				    pair->label));

	assert_string_equal(fixture_everything(fixture, true), before);
	fixture_restore(fixture, pair->kind, SUPPORT);
	fixture_assert_ok(try_walk(fixture, moved, true, &err), &err);
}

static void nor_by_an_undo(void **state)
{
	(void)state;
	for_each_pair(undo_pair);
}

static void undo_support(struct fixture *fixture, const struct pair *pair)
{
	struct err err;
	add_support(fixture, pair);
	fixture_move(fixture, pair->kind, SUPPORT);
	fixture_restore(fixture, pair->kind, SUPPORT);
	int64_t restored = last_action(fixture);
	add_leaning(fixture, pair);
	fixture_move(fixture, RECORD_PERSON, HSU); /* the undo is none of the newest action */

	assert_refused(try_walk(fixture, restored, true, &err), &err,
		       arena_format(fixture->arena,
				    "It cannot be undone. “%s” cannot go to the bin: %s. Change or "
				    "remove that first.",
				    pair->label, pair->held));

	fixture_move(fixture, pair->leaning_kind, LEANING);
	fixture_assert_ok(try_walk(fixture, restored, true, &err), &err);
	assert_true(fixture_is_binned(fixture, pair->kind, SUPPORT));
}

static void what_others_stand_on_by_now_does_not_go_back_to_the_bin(void **state)
{
	(void)state;
	for_each_pair(undo_support);
}

static void a_redo_takes_nothing_to_the_bin_that_others_stand_on(void **state)
{
	struct fixture *fixture = *state;
	const struct pair *pair = &pairs[0];
	struct err err;
	add_support(fixture, pair);
	fixture_move(fixture, pair->kind, SUPPORT);
	int64_t moved = last_action(fixture);
	fixture_move(fixture, RECORD_PERSON, HSU);
	fixture_assert_ok(try_walk(fixture, moved, true, &err), &err);
	add_leaning(fixture, pair);
	fixture_move(fixture, RECORD_PERSON, LUKASZ);

	assert_refused(try_walk(fixture, moved, false, &err), &err,
		       "It cannot be redone. “Parent” cannot go to the bin: 1 body is below it. "
		       "Change or remove that first.");
}

static void what_came_to_belong_to_a_record_keeps_it_in_use(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	fixture_move(fixture, RECORD_PERSON, MONO);
	fixture_restore(fixture, RECORD_PERSON, MONO);
	int64_t restored = last_action(fixture);
	fixture_add(fixture->store, RECORD_CHANNEL, NULL,
		    VALUES({"person", MONO}, {"kind", "phone"}, {"value", "+886 2 5550-0100"}));
	fixture_move(fixture, RECORD_PERSON, HSU);

	assert_refused(try_walk(fixture, restored, true, &err), &err,
		       "It cannot be undone. “Mono” cannot go to the bin: 1 record belongs to it. "
		       "Change or remove that first.");
}

/* A term on behalf of what lies there by now. */
static void what_belongs_to_a_record_is_asked_too(void **state)
{
	struct fixture *fixture = *state;
	const struct pair *pair = &pairs[2];
	struct err err;
	add_support(fixture, pair);
	add_leaning(fixture, pair);
	fixture_move(fixture, RECORD_PERSON, MONO);
	fixture_move(fixture, pair->kind, SUPPORT);

	assert_refused(fixture_try_restore(fixture, RECORD_PERSON, MONO, &err), &err,
		       "“Sender” is in the bin. Restore it first.");

	assert_true(fixture_is_binned(fixture, RECORD_PERSON, MONO));
}

/* Two bodies, each with a term on behalf of the other, and a third that only needs one of them. */
static void what_needs_each_other_is_told_to_come_back_together(void **state)
{
	struct fixture *fixture = *state;
	const char first[] = "51111111-0000-4000-8000-000000000000";
	const char second[] = "52222222-0000-4000-8000-000000000000";
	const char third[] = "53333333-0000-4000-8000-000000000000";
	struct err err = {.kind = ERR_NONE};
	fixture_add(fixture->store, RECORD_ORGANISATION, first,
		    VALUES({"kind", "office"}, {"name", "First"}));
	fixture_add(fixture->store, RECORD_ORGANISATION, second,
		    VALUES({"kind", "office"}, {"name", "Second"}));
	fixture_add(fixture->store, RECORD_ORGANISATION, third,
		    VALUES({"kind", "office"}, {"name", "Third"}, {"parent", first}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", MONO}, {"organisation", first}, {"role", "expert"},
			   {"behalf", second}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", MONO}, {"organisation", second}, {"role", "expert"},
			   {"behalf", first}));
	const struct ref refs[] = {
		fixture_ref(fixture->store, RECORD_ORGANISATION, first),
		fixture_ref(fixture->store, RECORD_ORGANISATION, second),
		fixture_ref(fixture->store, RECORD_ORGANISATION, third),
	};
	fixture_assert_ok(bin_move(fixture->store, refs, 3, &bin_intent, NULL, &err), &err);

	assert_refused(fixture_try_restore(fixture, RECORD_ORGANISATION, first, &err), &err,
		       "“First” cannot come back without “Second”, which is in the bin too. "
		       "Restore them together, in the shell: iemn restore 51111111 52222222");
	assert_refused(fixture_try_restore(fixture, RECORD_ORGANISATION, second, &err), &err,
		       "“Second” cannot come back without “First”, which is in the bin too. "
		       "Restore them together, in the shell: iemn restore 52222222 51111111");
	assert_refused(fixture_try_restore(fixture, RECORD_ORGANISATION, third, &err), &err,
		       "“First” is in the bin. Restore it first.");

	fixture_assert_ok(bin_restore(fixture->store, refs, 2, &bin_intent, NULL, &err), &err);
	fixture_restore(fixture, RECORD_ORGANISATION, third);
	assert_false(fixture_is_binned(fixture, RECORD_ORGANISATION, second));
}

static void restore_together(struct fixture *fixture, const struct pair *pair)
{
	struct err err = {0};
	int64_t restored = 0;
	move_both(fixture, pair);
	const struct ref refs[] = {
		fixture_ref(fixture->store, pair->leaning_kind, LEANING),
		fixture_ref(fixture->store, pair->kind, SUPPORT),
	};
	const char *before = fixture_everything(fixture, true);

	fixture_assert_ok(bin_restore(fixture->store, refs, 2, &bin_intent, &restored, &err), &err);

	assert_false(fixture_is_binned(fixture, pair->leaning_kind, LEANING));
	const char *after = fixture_everything(fixture, true);
	fixture_assert_ok(try_walk(fixture, restored, true, &err), &err);
	assert_string_equal(fixture_everything(fixture, true), before);
	fixture_assert_ok(try_walk(fixture, restored, false, &err), &err);
	assert_string_equal(fixture_everything(fixture, true), after);
}

static void both_come_out_together_in_whatever_order(void **state)
{
	(void)state;
	for_each_pair(restore_together);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_refers_to_the_bin_does_not_come_out_of_it),
		cmocka_unit_test(nor_by_an_undo),
		cmocka_unit_test(what_others_stand_on_by_now_does_not_go_back_to_the_bin),
		BIN_TEST(a_redo_takes_nothing_to_the_bin_that_others_stand_on),
		BIN_TEST(what_came_to_belong_to_a_record_keeps_it_in_use),
		BIN_TEST(what_belongs_to_a_record_is_asked_too),
		BIN_TEST(what_needs_each_other_is_told_to_come_back_together),
		cmocka_unit_test(both_come_out_together_in_whatever_order),
	};
	return cmocka_run_group_tests_name("store-return", tests, NULL, NULL);
}
