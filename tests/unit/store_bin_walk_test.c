/* SPDX-License-Identifier: MIT
 *
 * The bin and undo: a move is one step, and whatever is moved, restored and undone at random, everything
 * can come back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bin_fixture.h"
#include "store/inspect.h"
#include "store/journal.h"

/* Takes an action back, or brings it back with journal_redo(). */
typedef bool journal_step(struct store *store, int64_t id, const struct intent *intent,
			  struct arena *arena, struct action_rows *blockers, struct err *err);

static void go(struct fixture *fixture, journal_step *step, int64_t action)
{
	struct action_rows blockers;
	struct err err = {0};
	fixture_assert_ok(
		step(fixture->store, action, &bin_intent, fixture->arena, &blockers, &err), &err);
}

static void a_move_is_one_step_of_undo(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {0};
	const char *before = fixture_everything(fixture, true);
	struct ref refs[] = {
		fixture_ref(fixture->store, RECORD_MEMBERSHIP, UID("d1")),
		fixture_ref(fixture->store, RECORD_PERSON, HSU),
		fixture_ref(fixture->store, RECORD_ORGANISATION, COMMITTEE),
	};
	int64_t moved = 0;
	int64_t restored = 0;
	fixture_assert_ok(bin_move(fixture->store, refs, 3, &bin_intent, &moved, &err), &err);
	const char *in_the_bin = fixture_everything(fixture, true);
	fixture_assert_ok(bin_restore(fixture->store, refs, 3, &bin_intent, &restored, &err), &err);
	const char *after = fixture_everything(fixture, true);

	go(fixture, journal_undo, restored);
	assert_string_equal(fixture_everything(fixture, true), in_the_bin);
	go(fixture, journal_undo, moved);
	assert_string_equal(fixture_everything(fixture, true), before);
	go(fixture, journal_redo, moved);
	assert_string_equal(fixture_everything(fixture, true), in_the_bin);
	go(fixture, journal_redo, restored);
	assert_string_equal(fixture_everything(fixture, true), after);
}

/* Then each record is held against the rules on its way out of the bin. */
static void an_older_move_is_undone_too(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {0};
	struct ref person = fixture_ref(fixture->store, RECORD_PERSON, HSU);
	int64_t moved = 0;
	int64_t restored = 0;
	fixture_add(fixture->store, RECORD_CITATION, UID("aa"),
		    VALUES({"source", REPORT}, {"membership", UID("d1")}));
	const char *before = fixture_everything(fixture, false);
	fixture_assert_ok(bin_move(fixture->store, &person, 1, &bin_intent, &moved, &err), &err);
	fixture_move(fixture, RECORD_PERSON, LUKASZ);

	go(fixture, journal_undo, moved);
	fixture_restore(fixture, RECORD_PERSON, LUKASZ);
	assert_string_equal(fixture_everything(fixture, false), before);

	fixture_assert_ok(bin_move(fixture->store, &person, 1, &bin_intent, &moved, &err), &err);
	const char *in_the_bin = fixture_everything(fixture, false);
	fixture_assert_ok(bin_restore(fixture->store, &person, 1, &bin_intent, &restored, &err),
			  &err);
	fixture_move(fixture, RECORD_PERSON, LUKASZ);
	go(fixture, journal_undo, restored);
	fixture_restore(fixture, RECORD_PERSON, LUKASZ);
	assert_string_equal(fixture_everything(fixture, false), in_the_bin);
}

static unsigned random_below(uint64_t *seed, unsigned limit)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % limit;
}

/* No record in use may refer to one in the bin. */
static void assert_targets_in_use(struct fixture *fixture)
{
	struct findings findings;
	struct err err = {0};
	fixture_assert_ok(inspect_file(fixture->store, 1, fixture->arena, &findings, &err), &err);
	if (findings.count > 0) {
		fail_msg("%s", findings.items[0].text);
	}
}

/* Moves, restores or undoes something; what is refused leaves everything as it was. */
static void step_at_random(struct fixture *fixture, uint64_t *seed)
{
	struct ref refs[2];
	struct err err = {0};
	size_t count = 1 + random_below(seed, 2);
	for (size_t i = 0; i < count; i++) {
		struct record record;
		do {
			refs[i] = (struct ref){(enum record_kind)random_below(seed, RECORD_KINDS),
					       1 + random_below(seed, 8)};
		} while (!record_get(fixture->store, refs[i], fixture->arena, &record, NULL));
	}
	unsigned what = random_below(seed, 8);
	struct action_row last;
	struct action_rows blockers;
	const char *before = fixture_everything(fixture, true);
	bool ok = true;
	if (what < 4) {
		ok = bin_move(fixture->store, refs, count, &bin_intent, NULL, &err);
	} else if (what < 7) {
		ok = bin_restore(fixture->store, refs, count, &bin_intent, NULL, &err);
	} else if (journal_next_undo(fixture->store, fixture->arena, &last, &err) && last.id != 0) {
		ok = journal_undo(fixture->store, last.id, &bin_intent, fixture->arena, &blockers,
				  &err);
		fixture_assert_ok(ok, &err);
	}
	if (!ok) {
		assert_int_equal(err.kind, ERR_CONFLICT);
		assert_string_equal(fixture_everything(fixture, true), before);
	}
}

static void restore_everything(struct fixture *fixture)
{
	struct bin_rows rows;
	struct err err = {0};
	do {
		fixture_assert_ok(bin_list(fixture->store, fixture->arena, &rows, &err), &err);
		size_t count = 0;
		for (size_t i = 0; i < rows.count; i++) {
			const struct bin_row *row = &rows.items[i];
			/* What belongs to another row waits for the next turn. */
			count += bin_restore(fixture->store, &row->ref, 1, &bin_intent, NULL, &err);
		}
		assert_true(rows.count == 0 || count > 0);
	} while (rows.count > 0);
}

static void whatever_is_moved_everything_can_come_back(void **state)
{
	struct fixture *fixture = *state;
	uint64_t seed = 20261123;
	print_message("seed %llu\n", (unsigned long long)seed);
	restore_everything(fixture);
	const char *before = fixture_everything(fixture, false);
	for (int round = 0; round < 20; round++) {
		for (int i = 0; i < 20; i++) {
			step_at_random(fixture, &seed);
			assert_targets_in_use(fixture);
		}
		restore_everything(fixture);
		assert_string_equal(fixture_everything(fixture, false), before);
		arena_clear(fixture->arena);
		before = fixture_everything(fixture, false);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		BIN_TEST(a_move_is_one_step_of_undo),
		BIN_TEST(an_older_move_is_undone_too),
		BIN_TEST(whatever_is_moved_everything_can_come_back),
	};
	return cmocka_run_group_tests_name("store-bin-walk", tests, NULL, NULL);
}
