/* SPDX-License-Identifier: MIT
 *
 * Files of earlier versions of this program: they are brought to today's schema when they are opened,
 * with all that is in them, after a backup.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "folder.h"
#include "sample.h"
#include "store/db.h"
#include "store/layout.h"
#include "store/record.h"

#define NAMES                                                                                      \
	"SELECT group_concat(name || ':' || sql, char(10)) FROM"                                   \
	" (SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name)"

#define UID(two) two "000000-0000-4000-8000-000000000000"

static const char records[] =
	"INSERT INTO meta (name, value) VALUES ('edition', 'first');"
	"INSERT INTO place (uid, code, name) VALUES ('" UID(
		"a1") "', 'TW', 'Taiwan');"
		      "INSERT INTO person (uid, revision, name, sort_key, place_id) VALUES"
		      " ('" UID("b1") "', 4, '徐銘華', 'hsu ming hua', 1);"
				      "INSERT INTO action (moment, actor, origin, name) VALUES"
				      " ('2026-01-01T00:00:00Z', 'desk', 'shell', 'Edit');"
				      "INSERT INTO change (action_id, record, record_uid, field, "
				      "old, new) VALUES"
				      " (1, 'person', '" UID(
					      "b1") "', 'note', 'x', NULL);"
						    "INSERT INTO search_text (record, record_id, "
						    "words) VALUES ('person', 1, ' hsu |  ')";

/* Makes a file of the first version, with records, as that version made it. */
static const char *make_first(struct folder *folder)
{
	const char *path = folder_file(folder, "old.db");
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(layouts[0].version, 1);
	/* Tables before their indexes. */
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < layouts[0].count; i++) {
			const struct layout_row *row = &layouts[0].rows[i];
			if ((strcmp(row->type, "table") == 0) == (pass == 0)) {
				assert_int_equal(sqlite3_exec(db, row->sql, NULL, NULL, NULL),
						 SQLITE_OK);
			}
		}
	}
	assert_int_equal(sqlite3_exec(db, records, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_true(sample_tamper(path, "PRAGMA application_id = 0x49454D4E;"
					"PRAGMA user_version = 1"));
	assert_int_equal(chmod(path, 0600), 0);
	return path;
}

static void assert_record(struct store *store)
{
	struct arena *arena = arena_new();
	struct record record;
	struct err err = {0};
	assert_true(record_get(store, (struct ref){RECORD_PERSON, 1}, arena, &record, &err));
	assert_string_equal(record.uid, UID("b1"));
	assert_int_equal(record.revision, 4);
	assert_string_equal(record_value(&record, "name"), "徐銘華");
	assert_string_equal(record_value(&record, "place"), UID("a1"));
	arena_free(arena);
}

static void a_file_of_the_first_version_becomes_one_of_today(void **state)
{
	const char *path = make_first(*state);

	struct store *store = sample_open(path, false);
	assert_false(store_is_read_only(store));
	assert_record(store);
	store_close(store);

	assert_string_equal(sample_ask(*state, path, "PRAGMA user_version"), "2");
	assert_string_equal(sample_ask(*state, path, NAMES),
			    sample_ask(*state, sample_make(*state, "fresh.db"), NAMES));
	assert_string_equal(sample_ask(*state, path, "PRAGMA integrity_check"), "ok");
	assert_string_equal(sample_ask(*state, path, "SELECT words FROM search_text"), " hsu |  ");
	assert_string_equal(sample_ask(*state, path, "SELECT old FROM change"), "x");
}

static void the_file_of_before_stays_beside_it(void **state)
{
	const char *path = make_first(*state);
	const char *names = sample_ask(*state, path, NAMES);

	store_close(sample_open(path, false));

	const char *backup = folder_file(*state, "old.db.before-v1");
	assert_string_equal(sample_ask(*state, backup, "PRAGMA user_version"), "1");
	assert_string_equal(sample_ask(*state, backup, NAMES), names);
	assert_string_equal(sample_ask(*state, backup, "SELECT name FROM person"), "徐銘華");
	/* The second opening has nothing to do and makes no other backup. */
	store_close(sample_open(path, false));
	assert_int_not_equal(access(folder_file(*state, "old.db.before-v1-2"), F_OK), 0);
}

static void an_old_file_that_is_only_read_stays_as_it_is(void **state)
{
	const char *path = make_first(*state);
	int64_t count = -1;
	struct err err = {0};

	struct store *store = sample_open(path, true);

	assert_true(store_is_read_only(store));
	assert_record(store);
	assert_true(db_number(store, "SELECT count(*) FROM tombstone", &count, &err));
	assert_int_equal(count, 0);
	store_close(store);
	assert_string_equal(sample_ask(*state, path, "PRAGMA user_version"), "1");
	assert_int_equal(folder_count(*state), 1);
}

static void an_old_file_that_was_altered_is_not_brought_up_to_date(void **state)
{
	const char *path = make_first(*state);
	assert_true(sample_tamper(path, "ALTER TABLE page ADD COLUMN secret TEXT"));

	struct store *store = sample_open(path, false);

	assert_true(store_is_read_only(store));
	store_close(store);
	assert_string_equal(sample_ask(*state, path, "PRAGMA user_version"), "1");
}

/* FNV-1a over the text of every CREATE statement of a version. */
static unsigned long fingerprint(const struct layout *layout)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < layout->count; i++) {
		for (const char *c = layout->rows[i].sql; *c != '\0'; c++) {
			hash = (hash ^ (unsigned char)*c) * 16777619u;
		}
	}
	return hash;
}

/* Whoever changes a byte of what was released makes every file of that version foreign. */
static void a_released_version_never_changes(void **state)
{
	(void)state;
	assert_int_equal(layouts[layout_count - 1].version, STORE_SCHEMA_VERSION);
	assert_int_equal(layouts[0].version, 1);
	assert_int_equal(fingerprint(&layouts[0]), 0xca05a1ba);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FOLDER_TEST(a_file_of_the_first_version_becomes_one_of_today),
		FOLDER_TEST(the_file_of_before_stays_beside_it),
		FOLDER_TEST(an_old_file_that_is_only_read_stays_as_it_is),
		FOLDER_TEST(an_old_file_that_was_altered_is_not_brought_up_to_date),
		cmocka_unit_test(a_released_version_never_changes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
