/* SPDX-License-Identifier: MIT
 *
 * Bringing an older file up to date, with steps made for the test: each whole or not at all, after a
 * backup, whenever the program is killed.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "child.h"
#include "folder.h"
#include "sample.h"
#include "store/db.h"
#include "store/migrate.h"

#define KILL_STRIDE 3 /* every system call takes seven seconds, and found nothing more */

static const struct migration steps[] = {
	{3, "CREATE TABLE second (n INTEGER NOT NULL) STRICT;"
	    "INSERT INTO second (n) VALUES (2)"},
	{4, "CREATE TABLE third (n INTEGER NOT NULL, extra TEXT) STRICT;"
	    "INSERT INTO third (n) SELECT n + 1 FROM second;"
	    "DROP TABLE second;"
	    "UPDATE meta SET value = 'third' WHERE name = 'edition'"},
};

/* What a file is: its version, its edition, and the tables that the steps make. */
static const char *describe(struct folder *folder, const char *path)
{
	return sample_ask(folder, path,
			  "SELECT (SELECT user_version FROM pragma_user_version) || ' '"
			  " || (SELECT value FROM meta WHERE name = 'edition') || ' '"
			  " || (SELECT coalesce(group_concat(name), '') FROM sqlite_schema"
			  " WHERE name IN ('second', 'third'))");
}

static void steps_are_applied_in_order(void **state)
{
	struct err err;
	const char *path = sample_make(*state, "old.db");
	struct store *store = sample_open(path, false);

	assert_true(migrate_run(store, steps, 2, &err));
	assert_true(migrate_run(store, steps, 2, &err)); /* has nothing left to do */

	store_close(store);
	assert_string_equal(describe(*state, path), "4 third third");
	assert_string_equal(sample_ask(*state, path, "SELECT n FROM third"), "3");
}

static void failing_step_leaves_nothing_of_itself(void **state)
{
	static const struct migration failing[] = {
		{3, "CREATE TABLE second (n INTEGER NOT NULL) STRICT"},
		{4, "CREATE TABLE third (n INTEGER NOT NULL) STRICT;"
		    "UPDATE meta SET value = 'half';"
		    "INSERT INTO third (n) VALUES (NULL)"},
	};
	struct err err;
	const char *path = sample_make(*state, "old.db");
	struct store *store = sample_open(path, false);

	assert_false(migrate_run(store, failing, 2, &err));

	assert_non_null(strstr(err.text, "could not be brought to schema 4"));
	store_close(store);
	assert_string_equal(describe(*state, path), "3 sample second");
}

static void step_that_breaks_a_reference_is_taken_back(void **state)
{
	static const struct migration careless[] = {{3, "DELETE FROM place"}};
	struct err err;
	const char *path = sample_make(*state, "old.db");
	assert_true(sample_tamper(
		path, "INSERT INTO place (id, uid, code, name) VALUES"
		      " (5, '00000000-0000-4000-8000-000000000001', 'TW', 'Taiwan');"
		      "INSERT INTO organisation (uid, kind, name, place_id) VALUES"
		      " ('00000000-0000-4000-8000-000000000002', 'ministry', 'Test ministry', 5)"));
	struct store *store = sample_open(path, false);

	assert_false(migrate_run(store, careless, 1, &err));

	assert_int_equal(err.kind, ERR_DAMAGED);
	store_close(store);
	assert_string_equal(describe(*state, path), "2 sample ");
	assert_string_equal(sample_ask(*state, path, "SELECT count(*) FROM place"), "1");
}

static void references_are_guarded_again_afterwards(void **state)
{
	struct err err;
	int64_t is_on = 0;
	struct store *store = sample_open(sample_make(*state, "old.db"), false);

	assert_true(migrate_run(store, steps, 2, &err));

	assert_true(db_number(store, "PRAGMA foreign_keys", &is_on, &err));
	assert_int_equal(is_on, 1);
	store_close(store);
}

static void backup_is_made_first_and_never_written_over(void **state)
{
	struct err err;
	const char *path = sample_make(*state, "old.db");
	folder_write(*state, "old.db.before-v2", "precious", 8);
	struct store *store = sample_open(path, false);

	assert_true(migrate_update(&store, steps, 2, &err));

	store_close(store);
	assert_string_equal(describe(*state, path), "4 third third");
	assert_string_equal(describe(*state, folder_file(*state, "old.db.before-v2-2")),
			    "2 sample ");
	FILE *file = fopen(folder_file(*state, "old.db.before-v2"), "r");
	char text[16] = "";
	assert_non_null(fgets(text, sizeof(text), file));
	fclose(file);
	assert_string_equal(text, "precious");
}

static void file_that_cannot_be_written_is_updated_in_memory(void **state)
{
	struct err err;
	int64_t number = 0;
	const char *path = sample_make(*state, "old.db");
	struct store *store = sample_open(path, true);

	assert_true(migrate_update(&store, steps, 2, &err));

	assert_true(db_number(store, "SELECT n FROM third", &number, &err));
	assert_int_equal(number, 3);
	assert_string_equal(store_path(store), path);
	assert_true(store_is_read_only(store));
	assert_false(store_begin(store, &err));
	store_close(store);
	assert_string_equal(describe(*state, path), "2 sample ");
	assert_int_equal(folder_count(*state), 1);
}

static int update_here(void *context)
{
	struct err err;
	struct store *store = NULL;
	if (!store_open(context, false, &store, &err)) {
		return 1;
	}
	bool ok = migrate_update(&store, steps, 2, &err);
	store_close(store);
	return ok ? 0 : 1;
}

static bool is_whole(const char *description)
{
	return strcmp(description, "2 sample ") == 0 ||
	       strcmp(description, "3 sample second") == 0 ||
	       strcmp(description, "4 third third") == 0;
}

/* Kills an update before one of its system calls: the file has the schema of before or after a step, and
 * nothing in between. */
static enum child_end kill_one(struct folder *folder, unsigned call)
{
	const char *path = sample_make(folder, "old.db");
	enum child_end end = sample_kill_at(call, update_here, path);
	const char *before = describe(folder, path);
	if (!is_whole(before)) {
		fail_msg("killed at call %u: %s", call, before);
	}
	assert_string_equal(sample_ask(folder, path, "PRAGMA integrity_check"), "ok");
	if (before[0] == '2') {
		assert_int_equal(child_run(update_here, (void *)path), 0);
		assert_string_equal(describe(folder, path), "4 third third");
	}
	return end;
}

static void update_may_be_killed_at_any_moment(void **state)
{
	struct folder *folder = *state;
	enum child_end end = CHILD_KILLED;
	unsigned call = 1;
	for (; end == CHILD_KILLED; call += KILL_STRIDE) {
		end = kill_one(folder, call);
		folder_clear(folder);
		folder_init(folder);
	}
	assert_int_equal(end, CHILD_FINISHED);
	assert_true(call > 100);
}

static void die(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)context;
	(void)count;
	(void)values;
	kill(getpid(), SIGKILL);
}

static int update_and_die(void *context)
{
	static const struct migration deadly[] = {
		{3, "CREATE TABLE second (n INTEGER NOT NULL) STRICT;"
		    "UPDATE meta SET value = 'half';"
		    "SELECT die()"},
	};
	struct err err;
	struct store *store = sample_open(context, false);
	sqlite3_create_function(store_db(store), "die", 0, SQLITE_UTF8, NULL, die, NULL, NULL);
	return migrate_run(store, deadly, 1, &err) ? 0 : 1;
}

static void update_killed_in_the_middle_of_a_step_leaves_the_old_file(void **state)
{
	const char *path = sample_make(*state, "old.db");

	assert_int_equal(child_run(update_and_die, (void *)path), -1);

	store_close(sample_open(path, false));
	assert_string_equal(describe(*state, path), "2 sample ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FOLDER_TEST(steps_are_applied_in_order),
		FOLDER_TEST(failing_step_leaves_nothing_of_itself),
		FOLDER_TEST(step_that_breaks_a_reference_is_taken_back),
		FOLDER_TEST(references_are_guarded_again_afterwards),
		FOLDER_TEST(backup_is_made_first_and_never_written_over),
		FOLDER_TEST(file_that_cannot_be_written_is_updated_in_memory),
		FOLDER_TEST(update_may_be_killed_at_any_moment),
		FOLDER_TEST(update_killed_in_the_middle_of_a_step_leaves_the_old_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
