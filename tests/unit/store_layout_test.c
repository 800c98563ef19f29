/* SPDX-License-Identifier: MIT
 *
 * A file whose schema is not ours: it is read, never written, and nothing planted in it runs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "folder.h"
#include "sample.h"
#include "store/db.h"
#include "store/store.h"

/* Tries to write through the connection itself, past all that the store forbids. */
static bool force(struct store *store, const char *sql)
{
	sqlite3_exec(store_db(store), "PRAGMA query_only = OFF", NULL, NULL, NULL);
	return sqlite3_exec(store_db(store), sql, NULL, NULL, NULL) == SQLITE_OK;
}

static void planted_trigger_does_not_fire(void **state)
{
	const char *path = sample_make(*state, "trap.db");
	assert_true(sample_tamper(path, "CREATE TRIGGER trap AFTER INSERT ON meta"
					" BEGIN DELETE FROM meta; END"));

	struct store *store = sample_open_read_only(path, "(trap)");

	assert_true(force(store, "INSERT INTO meta VALUES ('network', 'IEMN')"));
	store_close(store);
	assert_string_equal(sample_ask(*state, path, "SELECT count(*) FROM meta"), "2");
}

static void trigger_hidden_under_a_name_of_sqlite_is_found(void **state)
{
	const char *path = sample_make(*state, "trap.db");
	assert_true(sample_tamper(path,
				  "CREATE TRIGGER trap AFTER INSERT ON meta"
				  " BEGIN DELETE FROM meta; END;"
				  "PRAGMA writable_schema = ON;"
				  "UPDATE sqlite_schema SET name = 'sqlite_stat1',"
				  " sql = replace(sql, 'TRIGGER trap', 'TRIGGER sqlite_stat1')"
				  " WHERE name = 'trap'"));

	store_close(sample_open_read_only(path, "(sqlite_stat1)"));
}

static void planted_view_cannot_be_read(void **state)
{
	const char *path = sample_make(*state, "trap.db");
	assert_true(sample_tamper(path, "CREATE VIEW trap AS SELECT * FROM meta"));

	struct store *store = sample_open_read_only(path, "(trap)");

	assert_false(force(store, "SELECT * FROM trap"));
	store_close(store);
}

static void altered_table_makes_a_file_read_only(void **state)
{
	const char *path = sample_make(*state, "altered.db");
	assert_true(sample_tamper(path, "ALTER TABLE page ADD COLUMN secret TEXT"));

	store_close(sample_open_read_only(path, "(page)"));
}

static void missing_index_makes_a_file_read_only(void **state)
{
	const char *path = sample_make(*state, "altered.db");
	assert_true(sample_tamper(path, "DROP INDEX page_order"));

	store_close(sample_open_read_only(path, "(page_order)"));
}

static void missing_last_table_is_noticed_too(void **state)
{
	const char *path = sample_make(*state, "altered.db");
	const char *last =
		sample_ask(*state, path, "SELECT max(name) FROM sqlite_schema WHERE sql > ''");
	struct folder *folder = *state;
	assert_true(sample_tamper(path, arena_format(folder->arena, "DROP TABLE %s", last)));

	store_close(sample_open_read_only(path, last));
}

static void statistics_do_no_harm(void **state)
{
	const char *path = sample_make(*state, "plain.db");
	assert_true(sample_tamper(path, "ANALYZE"));

	struct store *store = sample_open(path, false);

	assert_false(store_is_read_only(store));
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FOLDER_TEST(planted_trigger_does_not_fire),
		FOLDER_TEST(trigger_hidden_under_a_name_of_sqlite_is_found),
		FOLDER_TEST(planted_view_cannot_be_read),
		FOLDER_TEST(altered_table_makes_a_file_read_only),
		FOLDER_TEST(missing_index_makes_a_file_read_only),
		FOLDER_TEST(missing_last_table_is_noticed_too),
		FOLDER_TEST(statistics_do_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
