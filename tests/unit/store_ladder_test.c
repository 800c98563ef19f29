/* SPDX-License-Identifier: MIT
 *
 * The places of many people in the order of their names, held against the whole list while people come,
 * go, are renamed and taken back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "directory_fixture.h"
#include "folder.h"
#include "sample.h"
#include "store/action.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/person.h"
#include "store/search.h"

/* More than two rungs of the ladder. */
enum { MANY = 1300 };

static const struct intent intent = {.origin = "screen", .name = "Edit"};

/* A family name that differs from that of other numbers, in no order. */
static const char *family_name(struct arena *arena, unsigned number)
{
	return arena_format(arena, "%08x", number * 2654435761U);
}

static struct ref add_person(struct store *store, struct arena *arena, unsigned number)
{
	struct ref ref;
	struct err err = {0};
	fixture_assert_ok(fixture_try(store, RECORD_PERSON, NULL,
				      VALUES({"name", "Example"},
					     {"family_name", family_name(arena, number)}),
				      &ref, &err),
			  &err);
	return ref;
}

static void add_many(struct store *store, struct arena *arena)
{
	struct err err = {0};
	fixture_assert_ok(store_begin(store, &err), &err);
	search_defer(store);
	for (unsigned i = 0; i < MANY; i++) {
		add_person(store, arena, i);
	}
	fixture_assert_ok(search_rebuild(store, &err) && store_commit(store, &err), &err);
}

/* Everybody by name, as the table has them; in the arena. */
static size_t read_all(struct store *store, struct arena *arena, int64_t **ids)
{
	sqlite3_stmt *statement;
	struct err err = {0};
	size_t count = 0;
	bool row;
	*ids = arena_new_array(arena, 2 * MANY, sizeof **ids);
	fixture_assert_ok(db_prepare(store,
				     "SELECT id FROM person WHERE binned IS NULL "
				     "ORDER BY sort_key, uid",
				     &statement, &err),
			  &err);
	while (db_step(store, statement, &row, &err) && row) {
		assert_true(count < (size_t)2 * MANY);
		(*ids)[count++] = db_int(statement, 0);
	}
	return count;
}

/* Holds a window of the list against the table. */
static void assert_window(struct store *store, const struct person_list *list, const int64_t *ids,
			  size_t count, size_t first)
{
	struct arena *arena = arena_new();
	struct person_rows rows;
	struct err err = {0};
	size_t left = first < count ? count - first : 0;
	fixture_assert_ok(person_window(store, list, first, 7, arena, &rows, &err), &err);
	assert_int_equal(rows.count, left < 7 ? left : 7);
	for (size_t i = 0; i < rows.count; i++) {
		size_t at = list->reverse ? count - 1 - first - i : first + i;
		assert_int_equal(rows.items[i].id, ids[at]);
	}
	arena_free(arena);
}

static void assert_list(struct store *store, bool reverse)
{
	struct arena *arena = arena_new();
	struct person_list list = {.reverse = reverse, .day = FIXTURE_DAY};
	struct err err = {0};
	int64_t *ids;
	size_t count = read_all(store, arena, &ids);
	size_t found;
	fixture_assert_ok(person_count(store, &list, &found, &err), &err);
	assert_int_equal(found, count);
	for (size_t i = 0; i < count; i += 53) {
		size_t place;
		bool is_there;
		fixture_assert_ok(person_position(store, &list, ids[i], &place, &is_there, &err),
				  &err);
		assert_true(is_there);
		assert_int_equal(place, reverse ? count - 1 - i : i);
		assert_window(store, &list, ids, count, i);
	}
	for (size_t first = count - 8; first < count + 2; first++) {
		assert_window(store, &list, ids, count, first);
	}
	arena_free(arena);
}

static void assert_places(struct store *store)
{
	assert_list(store, false);
	assert_list(store, true);
}

static int set_up(void **state)
{
	if (fixture_set_up(state) != 0) {
		return -1;
	}
	struct fixture *fixture = *state;
	add_many(fixture->store, fixture->arena);
	return 0;
}

static void places_are_those_of_the_whole_list(void **state)
{
	struct fixture *fixture = *state;
	assert_places(fixture->store);
}

/* Gives one person another name, or takes the person into the bin or out of it. */
static void change_person(struct fixture *fixture, unsigned number)
{
	struct ref ref = {RECORD_PERSON, 1 + number * 7919 % MANY};
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	if (number % 3 == 0) {
		record.binned = record.binned ? NULL : "2024-01-01T00:00:00Z";
	} else {
		record.values[field_index(RECORD_PERSON, "family_name")] =
			family_name(fixture->arena, MANY + number);
	}
	fixture_assert_ok(record_update(fixture->store, &record, &err), &err);
}

static void who_comes_goes_or_is_renamed_moves_the_others(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {0};
	assert_places(fixture->store);
	for (unsigned step = 0; step < 200; step++) {
		fixture_assert_ok(action_begin(fixture->store, &intent, &err), &err);
		if (step % 4 == 0) {
			add_person(fixture->store, fixture->arena, 3 * MANY + step);
		} else {
			change_person(fixture, step);
		}
		fixture_assert_ok(action_end(fixture->store, NULL, &err), &err);
		if (step % 10 == 0) {
			assert_places(fixture->store);
		}
	}
	assert_places(fixture->store);
}

static void what_is_given_up_moved_nobody(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {0};
	assert_places(fixture->store);
	fixture_assert_ok(action_begin(fixture->store, &intent, &err), &err);
	add_person(fixture->store, fixture->arena, MANY);
	change_person(fixture, 1);
	change_person(fixture, 3);
	action_cancel(fixture->store);
	assert_places(fixture->store);
}

static void undo_and_redo_put_everybody_back(void **state)
{
	struct fixture *fixture = *state;
	struct action_rows blockers;
	struct action_row row;
	struct err err = {0};
	assert_places(fixture->store);
	fixture_assert_ok(action_begin(fixture->store, &intent, &err), &err);
	add_person(fixture->store, fixture->arena, MANY);
	change_person(fixture, 1);
	fixture_assert_ok(action_end(fixture->store, NULL, &err), &err);
	for (int i = 0; i < 2; i++) {
		bool is_redo = i == 1;
		fixture_assert_ok(
			is_redo ? journal_next_redo(fixture->store, fixture->arena, &row, &err)
				: journal_next_undo(fixture->store, fixture->arena, &row, &err),
			&err);
		fixture_assert_ok((is_redo ? journal_redo : journal_undo)(fixture->store, row.id,
									  &intent, fixture->arena,
									  &blockers, &err),
				  &err);
		assert_places(fixture->store);
	}
}

static void rows_that_nobody_told_of_are_noticed(void **state)
{
	struct fixture *fixture = *state;
	assert_places(fixture->store);
	fixture_tamper(fixture->store, "UPDATE person SET sort_key = 'zz' || id WHERE id % 90 = 1");
	assert_places(fixture->store);
}

static void what_others_save_is_noticed(void **state)
{
	struct fixture *fixture = *state;
	struct folder folder;
	folder_init(&folder);
	const char *path = sample_make(&folder, "directory.db");
	struct store *store = sample_open(path, false);
	add_many(store, fixture->arena);
	assert_places(store);
	assert_true(sample_tamper(path, "UPDATE person SET sort_key = 'a' WHERE id % 40 = 3"));
	assert_places(store);
	store_close(store);
	folder_clear(&folder);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, fixture_tear_down)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(places_are_those_of_the_whole_list),
		TEST(who_comes_goes_or_is_renamed_moves_the_others),
		TEST(what_is_given_up_moved_nobody),
		TEST(undo_and_redo_put_everybody_back),
		TEST(rows_that_nobody_told_of_are_noticed),
		TEST(what_others_save_is_noticed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
