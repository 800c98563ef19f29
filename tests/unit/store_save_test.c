/* SPDX-License-Identifier: MIT
 *
 * Saving: settings that must hold, transactions that come whole or not at all, and what happens when
 * the disk is full, the file is gone, or someone else is at it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cmocka.h>

#include "child.h"
#include "folder.h"
#include "sample.h"
#include "store/db.h"
#include "store/store.h"

static void assert_meta(struct store *store, const char *name, const char *expected)
{
	struct arena *arena = arena_new();
	const char *value = store_meta(store, name, arena);
	if (expected == NULL) {
		assert_null(value);
	} else {
		assert_non_null(value);
		assert_string_equal(value, expected);
	}
	arena_free(arena);
}

/* Saves one fact; both steps must succeed. */
static void save(struct store *store, const char *name, const char *value)
{
	struct err err;
	if (!store_begin(store, &err) || !store_set_meta(store, name, value, &err) ||
	    !store_commit(store, &err)) {
		fail_msg("%s", err.text);
	}
}

static int64_t ask_number(struct store *store, const char *sql)
{
	int64_t number = -1;
	struct err err;
	if (!db_number(store, sql, &number, &err)) {
		fail_msg("%s: %s", sql, err.text);
	}
	return number;
}

static void settings_are_as_they_must_be(void **state)
{
	struct store *store = sample_open(sample_make(*state, "plain.db"), false);
	sqlite3_stmt *statement = NULL;

	assert_int_equal(ask_number(store, "PRAGMA synchronous"), 3);
	assert_int_equal(ask_number(store, "PRAGMA temp_store"), 2);
	assert_int_equal(ask_number(store, "PRAGMA mmap_size"), 0);
	assert_int_equal(ask_number(store, "PRAGMA cell_size_check"), 1);
	assert_int_equal(ask_number(store, "PRAGMA secure_delete"), 1);
	assert_int_equal(ask_number(store, "PRAGMA fullfsync"), 1);
	assert_int_equal(ask_number(store, "PRAGMA foreign_keys"), 1);
	assert_int_equal(ask_number(store, "PRAGMA trusted_schema"), 0);
	assert_int_equal(ask_number(store, "PRAGMA hard_heap_limit"), 256 * 1024 * 1024);
	assert_int_equal(
		sqlite3_prepare_v2(store_db(store), "PRAGMA journal_mode", -1, &statement, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	assert_string_equal(db_lent_text(statement, 0), "truncate");
	sqlite3_finalize(statement);
	store_close(store);
}

static void dangerous_features_are_off(void **state)
{
	static const int off[] = {
		SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER,
		SQLITE_DBCONFIG_ENABLE_VIEW,	SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER,
		SQLITE_DBCONFIG_DQS_DDL,	SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
		SQLITE_DBCONFIG_DQS_DML,
	};
	struct store *store = sample_open(sample_make(*state, "plain.db"), false);
	int now = -1;
	for (size_t i = 0; i < sizeof(off) / sizeof(off[0]); i++) {
		sqlite3_db_config(store_db(store), off[i], -1, &now);
		assert_int_equal(now, 0);
	}
	sqlite3_db_config(store_db(store), SQLITE_DBCONFIG_DEFENSIVE, -1, &now);
	assert_int_equal(now, 1);
	assert_int_equal(sqlite3_limit(store_db(store), SQLITE_LIMIT_LENGTH, -1), 4000000);
	assert_int_equal(sqlite3_limit(store_db(store), SQLITE_LIMIT_ATTACHED, -1), 1);
	store_close(store);
}

static void saved_is_saved_and_taken_back_is_gone(void **state)
{
	struct err err;
	const char *path = sample_make(*state, "plain.db");
	struct store *store = sample_open(path, false);

	save(store, "network", "IEMN");
	assert_true(store_begin(store, &err));
	assert_true(store_set_meta(store, "network", "other", &err));
	store_rollback(store);
	store_rollback(store); /* harmless */

	assert_meta(store, "network", "IEMN");
	assert_meta(store, "bundle", NULL);
	store_close(store);
	assert_string_equal(
		sample_ask(*state, path, "SELECT value FROM meta WHERE name = 'network'"), "IEMN");
}

static void nothing_is_written_outside_of_a_save(void **state)
{
	struct err err;
	struct store *store = sample_open(sample_make(*state, "plain.db"), false);

	assert_false(store_set_meta(store, "edition", "changed", &err));

	assert_string_equal(err.text, "A change was tried outside of a save.");
	assert_meta(store, "edition", "sample");
	store_close(store);
}

static void save_with_a_failed_step_is_not_completed(void **state)
{
	struct err err;
	struct store *store = sample_open(sample_make(*state, "plain.db"), false);

	assert_true(store_begin(store, &err));
	assert_true(store_set_meta(store, "edition", "changed", &err));
	assert_false(store_set_meta(store, "", "a fact must have a name", &err));
	assert_int_equal(err.kind, ERR_INVALID);
	assert_false(store_set_meta(store, "network", "IEMN", &err));
	assert_false(store_commit(store, &err));

	assert_string_equal(err.text, "An earlier step of this save failed. Nothing was saved.");
	assert_meta(store, "edition", "sample");
	save(store, "edition", "later");
	store_close(store);
}

static void too_long_text_is_refused(void **state)
{
	enum { SIZE = 4000001 };
	struct err err;
	struct store *store = sample_open(sample_make(*state, "plain.db"), false);
	char *text = mem_new(1, SIZE + 1);
	memset(text, 'x', SIZE);

	assert_true(store_begin(store, &err));
	assert_false(store_set_meta(store, "edition", text, &err));

	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.text, "A text is too long.");
	assert_false(store_commit(store, &err));
	assert_meta(store, "edition", "sample");
	free(text);
	store_close(store);
}

static void reference_to_nothing_is_refused(void **state)
{
	struct err err;
	sqlite3_stmt *statement = NULL;
	struct store *store = sample_open(sample_make(*state, "plain.db"), false);

	assert_true(store_begin(store, &err));
	assert_true(db_prepare(store,
			       "INSERT INTO change (action_id, record, record_uid, field)"
			       " VALUES (77, 'person', '', 'name')",
			       &statement, &err));
	assert_false(db_run(store, statement, &err));

	assert_int_equal(err.kind, ERR_INVALID);
	store_rollback(store);
	store_close(store);
}

/* Saves ever more into a small medium until it is full. */
static int fill_a_small_medium(void *context)
{
	struct folder *folder = context;
	struct err err = {0};
	struct store *store = NULL;
	if (mount("tmpfs", folder->path, "tmpfs", 0, "size=1m,mode=0755") != 0) {
		return 99;
	}
	const char *path = sample_make(folder, "small.db");
	char name[40];
	char *value = mem_new(1, 4000);
	memset(value, 'x', 3999);
	bool ok = store_open(path, false, &store, &err);
	for (int i = 0; ok && i < 1000; i++) {
		snprintf(name, sizeof(name), "fact-%d", i);
		ok = store_begin(store, &err);
		for (int j = 0; ok && j < 50; j++) {
			snprintf(name, sizeof(name), "fact-%d-%d", i, j);
			ok = store_set_meta(store, name, value, &err);
		}
		ok = ok && store_commit(store, &err);
	}
	bool told = !ok && err.kind == ERR_SYSTEM && strstr(err.text, "disk is full") != NULL;
	/* Whoever goes on in spite of the error must not save half of it. */
	bool went_on = store_set_meta(store, "edition", "half", &err);
	store_rollback(store);
	store_close(store);
	const char *left = sample_ask(folder, path, "SELECT count(*) % 50 FROM meta");
	const char *sound = sample_ask(folder, path, "PRAGMA integrity_check");
	return told && !went_on && strcmp(left, "1") == 0 && strcmp(sound, "ok") == 0 ? 0 : 1;
}

static void full_disk_is_told_and_costs_nothing_that_was_saved(void **state)
{
	int status = child_run_with_mounts(fill_a_small_medium, *state);
	if (status == -1) {
		print_message("SKIP: a small medium needs root and mounts\n");
		skip();
	}
	assert_int_equal(status, 0);
}

static void assert_gone(struct store *store)
{
	struct err err;
	assert_false(store_begin(store, &err));
	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_non_null(strstr(err.text, "moved or replaced"));
	store_close(store);
}

static void renamed_file_is_not_written(void **state)
{
	const char *path = sample_make(*state, "plain.db");
	struct store *store = sample_open(path, false);
	assert_int_equal(rename(path, folder_file(*state, "away.db")), 0);

	assert_gone(store);
}

static void replaced_file_is_not_written(void **state)
{
	const char *path = sample_make(*state, "plain.db");
	const char *other = sample_make(*state, "other.db");
	struct store *store = sample_open(path, false);
	assert_int_equal(rename(other, path), 0);

	assert_gone(store);
}

static void deleted_file_is_not_written(void **state)
{
	const char *path = sample_make(*state, "plain.db");
	struct store *store = sample_open(path, false);
	assert_int_equal(unlink(path), 0);

	assert_gone(store);
}

static int stop_after_three;

static bool count_and_stop(void *context)
{
	(void)context;
	return ++stop_after_three >= 3;
}

static const char long_query[] = "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1"
				 " FROM number WHERE n < 300000) SELECT count(*) FROM number";

static void query_gives_way_when_asked(void **state)
{
	struct err err;
	int64_t number = 0;
	struct store *store = sample_open(sample_make(*state, "plain.db"), false);
	stop_after_three = 0;
	store_on_wait(store, count_and_stop, NULL);

	assert_false(db_number(store, long_query, &number, &err));

	assert_int_equal(err.kind, ERR_CANCELLED);
	assert_int_equal(stop_after_three, 3);
	store_close(store);
}

static void save_does_not_give_way(void **state)
{
	struct err err;
	struct store *store = sample_open(sample_make(*state, "plain.db"), false);
	stop_after_three = 2;
	store_on_wait(store, count_and_stop, NULL);

	assert_true(store_begin(store, &err));
	assert_int_equal(ask_number(store, long_query), 300000);
	assert_true(store_commit(store, &err));
	store_close(store);
}

static void changes_of_others_are_noticed(void **state)
{
	const char *path = sample_make(*state, "plain.db");
	struct store *store = sample_open(path, false);
	struct store *other = sample_open(path, false);

	assert_false(store_has_changed(store));
	save(store, "network", "own changes do not count");
	assert_false(store_has_changed(store));
	save(other, "network", "IEMN");

	assert_true(store_has_changed(store));
	assert_false(store_has_changed(store));
	assert_meta(store, "network", "IEMN");
	store_close(other);
	store_close(store);
}

static void file_that_became_newer_is_only_read(void **state)
{
	struct err err;
	const char *path = sample_make(*state, "plain.db");
	struct store *store = sample_open(path, false);
	struct store *other = sample_open(path, false);
	assert_true(sample_tamper(path, "PRAGMA user_version = 99"));

	assert_true(store_has_changed(store));
	assert_true(store_is_read_only(store));
	assert_false(store_begin(other, &err)); /* which did not look */

	assert_int_equal(err.kind, ERR_NEWER);
	assert_true(store_is_read_only(other));
	store_close(other);
	store_close(store);
}

static void loops_over_the_same_text_may_nest(void **state)
{
	static const char sql[] = "SELECT n FROM (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3)";
	struct err err;
	sqlite3_stmt *outer = NULL;
	sqlite3_stmt *inner = NULL;
	bool outer_row = false;
	bool inner_row = false;
	int64_t sum = 0;
	struct store *store = sample_open(sample_make(*state, "plain.db"), false);

	assert_true(db_prepare(store, sql, &outer, &err));
	while (db_step(store, outer, &outer_row, &err) && outer_row) {
		assert_true(db_prepare(store, sql, &inner, &err));
		while (db_step(store, inner, &inner_row, &err) && inner_row) {
			sum += db_int(outer, 0) * db_int(inner, 0);
		}
	}

	assert_int_equal(sum, 36);
	store_close(store);
}

static void statement_is_found_again_without_its_values(void **state)
{
	static const char sql[] = "SELECT ?1";
	struct err err;
	sqlite3_stmt *first = NULL;
	sqlite3_stmt *again = NULL;
	bool row = false;
	struct store *store = sample_open(sample_make(*state, "plain.db"), false);

	assert_true(db_prepare(store, sql, &first, &err));
	db_bind_text(store, first, 1, "value");
	assert_true(db_step(store, first, &row, &err));
	db_reset(first);
	assert_true(db_prepare(store, sql, &again, &err));

	assert_ptr_equal(first, again);
	assert_true(db_step(store, again, &row, &err));
	assert_null(db_lent_text(again, 0));
	store_close(store);
}

static void more_statements_than_are_kept_do_no_harm(void **state)
{
	char sql[32];
	struct store *store = sample_open(sample_make(*state, "plain.db"), false);
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 300; i++) {
			snprintf(sql, sizeof(sql), "SELECT %d", i);
			assert_int_equal(ask_number(store, sql), i);
		}
	}
	store_close(store);
}

static void stock_tools_can_write_the_file(void **state)
{
	const char *path = sample_make(*state, "plain.db");

	assert_true(sample_tamper(path, "PRAGMA foreign_keys = ON;"
					"INSERT INTO place (uid, code, name) VALUES"
					" ('00000000-0000-4000-8000-000000000001', 'TW', 'Taiwan');"
					"UPDATE place SET revision = revision + 1;"
					"DELETE FROM place"));

	store_close(sample_open(path, false));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FOLDER_TEST(settings_are_as_they_must_be),
		FOLDER_TEST(dangerous_features_are_off),
		FOLDER_TEST(saved_is_saved_and_taken_back_is_gone),
		FOLDER_TEST(nothing_is_written_outside_of_a_save),
		FOLDER_TEST(save_with_a_failed_step_is_not_completed),
		FOLDER_TEST(too_long_text_is_refused),
		FOLDER_TEST(reference_to_nothing_is_refused),
		FOLDER_TEST(full_disk_is_told_and_costs_nothing_that_was_saved),
		FOLDER_TEST(renamed_file_is_not_written),
		FOLDER_TEST(replaced_file_is_not_written),
		FOLDER_TEST(deleted_file_is_not_written),
		FOLDER_TEST(query_gives_way_when_asked),
		FOLDER_TEST(save_does_not_give_way),
		FOLDER_TEST(changes_of_others_are_noticed),
		FOLDER_TEST(file_that_became_newer_is_only_read),
		FOLDER_TEST(loops_over_the_same_text_may_nest),
		FOLDER_TEST(statement_is_found_again_without_its_values),
		FOLDER_TEST(more_statements_than_are_kept_do_no_harm),
		FOLDER_TEST(stock_tools_can_write_the_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
