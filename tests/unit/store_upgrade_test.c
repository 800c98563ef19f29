/* SPDX-License-Identifier: MIT
 *
 * Files of earlier versions of this program: they are brought to today's schema when they are opened,
 * with all that is in them, after a backup.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "action_fixture.h"
#include "folder.h"
#include "sample.h"
#include "store/db.h"
#include "store/inspect.h"
#include "store/layout.h"

#define NAMES                                                                                      \
	"SELECT group_concat(name || ':' || sql, char(10)) FROM"                                   \
	" (SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name)"

#define KILL_STRIDE 3 /* as in store_migrate_test.c */

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

/* Makes a file of the first version as that version made it, and puts into it what the SQL says. */
static const char *make_first_of(struct folder *folder, const char *sql)
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
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
		fail_msg("%s", sqlite3_errmsg(db));
	}
	sqlite3_close(db);
	assert_true(sample_tamper(path, "PRAGMA application_id = 0x49454D4E;"
					"PRAGMA user_version = 1"));
	assert_int_equal(chmod(path, 0600), 0);
	return path;
}

static const char *make_first(struct folder *folder)
{
	return make_first_of(folder, records);
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

/* A file of today's version with records of every kind, and a journal with two saves, the second one
 * undone. */
static const char *make_full_of_today(struct folder *folder)
{
	const char *path = folder_file(folder, "today.db");
	struct err err = {0};
	fixture_assert_ok(store_create(path, false, fixture_fill, NULL, &err), &err);
	struct fixture fixture = {.store = sample_open(path, false), .arena = arena_new()};
	/* A parent in the bin, which no save would let stand. */
	fixture_tamper(fixture.store, "UPDATE organisation SET parent_id = NULL "
				      "WHERE uid = '" ORPHAN_OFFICE "'");
	struct ref person = fixture_ref(fixture.store, RECORD_PERSON, HSU);
	fixture_save(&fixture, person, "note", "one");
	fixture_undo(&fixture, fixture_save(&fixture, person, "note", "two"));
	store_close(fixture.store);
	arena_free(fixture.arena);
	return path;
}

/* The first version with all of that: its tables have the same columns. */
static const char *make_full(struct folder *folder)
{
	struct str sql = STR_EMPTY;
	str_add_format(&sql, "ATTACH '%s' AS today;", make_full_of_today(folder));
	for (size_t i = 0; i < layouts[0].count; i++) {
		const struct layout_row *row = &layouts[0].rows[i];
		if (strcmp(row->type, "table") == 0) {
			str_add_format(&sql, "INSERT INTO main.%s SELECT * FROM today.%s;",
				       row->name, row->name);
		}
	}
	const char *path = make_first_of(folder, str_text(&sql));
	str_clear(&sql);
	return path;
}

static void assert_sound(struct store *store, struct arena *arena)
{
	struct findings findings;
	struct err err = {0};
	fixture_assert_ok(inspect_file(store, 9, arena, &findings, &err), &err);
	if (findings.count > 0) {
		fail_msg("%s", findings.items[0].text);
	}
}

static void a_file_full_of_records_is_sound_afterwards_and_can_be_walked(void **state)
{
	const char *path = make_full(*state);
	assert_string_equal(sample_ask(*state, path, "SELECT count(*) FROM change"), "3");
	struct fixture fixture = {.store = sample_open(path, false), .arena = arena_new()};
	struct ref person = fixture_ref(fixture.store, RECORD_PERSON, HSU);
	struct change_rows changes;
	struct err err = {0};

	assert_sound(fixture.store, fixture.arena);
	fixture_assert_ok(
		journal_of_record(fixture.store, person, true, fixture.arena, &changes, &err),
		&err);
	assert_int_equal(changes.count, 3);
	assert_string_equal(changes.items[2].new, "one");
	assert_string_equal(fixture_read(&fixture, person, "note"), "one");
	int64_t second = fixture_next(&fixture, false);
	fixture_redo(&fixture, second);
	assert_string_equal(fixture_read(&fixture, person, "note"), "two");
	fixture_undo(&fixture, second);
	fixture_undo(&fixture, fixture_next(&fixture, true));
	assert_null(fixture_read(&fixture, person, "note"));
	assert_sound(fixture.store, fixture.arena);
	store_close(fixture.store);
	arena_free(fixture.arena);
}

static int open_here(void *context)
{
	struct err err;
	struct store *store = NULL;
	bool ok = store_open(context, false, &store, &err) && !store_is_read_only(store);
	store_close(store);
	return ok ? 0 : 1;
}

/* Kills the opening of an old file before one of its system calls: it has the one version or the other,
 * with all that was in it, and the next opening ends what was begun. */
static enum child_end kill_one(struct folder *folder, const struct str *bytes, unsigned call)
{
	static const char version[] = "PRAGMA user_version";
	static const char counts[] = "SELECT (SELECT count(*) FROM person) || ' ' || "
				     "(SELECT count(*) FROM membership) || ' ' || "
				     "(SELECT count(*) FROM change)";
	const char *path = folder_write(folder, "old.db", bytes->data, bytes->len);
	const char *before = sample_ask(folder, path, counts);
	assert_int_equal(chmod(path, 0600), 0);
	enum child_end end = sample_kill_at(call, open_here, path);
	int64_t found = atoi(sample_ask(folder, path, version));
	assert_true(found == 1 || found == 2);
	assert_string_equal(
		sample_ask(folder, path,
			   "SELECT count(*) FROM sqlite_schema WHERE name = 'tombstone'"),
		found == 1 ? "0" : "1");
	assert_string_equal(sample_ask(folder, path, counts), before);
	assert_string_equal(sample_ask(folder, path, "PRAGMA integrity_check"), "ok");
	struct store *store = sample_open(path, false);
	assert_sound(store, folder->arena);
	store_close(store);
	assert_string_equal(sample_ask(folder, path, version), "2");
	assert_string_equal(sample_ask(folder, path, counts), before);
	return end;
}

static void an_upgrade_may_be_killed_at_any_moment(void **state)
{
	struct folder *folder = *state;
	struct str bytes = STR_EMPTY;
	enum child_end end = CHILD_KILLED;
	unsigned call = 1;
	folder_read(make_full(folder), &bytes);
	for (; end == CHILD_KILLED; call += KILL_STRIDE) {
		folder_clear(folder);
		folder_init(folder);
		end = kill_one(folder, &bytes, call);
	}
	str_clear(&bytes);
	assert_int_equal(end, CHILD_FINISHED);
	assert_true(call > 100);
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
		FOLDER_TEST(a_file_full_of_records_is_sound_afterwards_and_can_be_walked),
		FOLDER_TEST(an_upgrade_may_be_killed_at_any_moment),
		cmocka_unit_test(a_released_version_never_changes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
