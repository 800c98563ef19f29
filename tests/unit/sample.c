/* SPDX-License-Identifier: MIT
 *
 * Directory files for tests.
 */
#include "sample.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

static bool fill(struct store *store, void *context, struct err *err)
{
	return store_set_meta(store, "edition", context, err);
}

const char *sample_make(struct folder *folder, const char *name)
{
	struct err err;
	const char *path = folder_file(folder, name);
	if (!store_create(path, false, fill, "sample", &err)) {
		fail_msg("%s", err.text);
	}
	return path;
}

struct store *sample_open(const char *path, bool read_only)
{
	struct err err;
	struct store *store = NULL;
	if (!store_open(path, read_only, &store, &err)) {
		fail_msg("%s", err.text);
	}
	return store;
}

struct store *sample_open_read_only(const char *path, const char *words)
{
	struct store *store = sample_open(path, false);
	struct err err;
	const char *reason = store_read_only_reason(store);
	assert_non_null(reason);
	if (strstr(reason, words) == NULL) {
		fail_msg("%s", reason);
	}
	assert_true(store_is_read_only(store));
	assert_false(store_begin(store, &err));
	assert_int_equal(err.kind, ERR_READ_ONLY);
	assert_string_equal(err.text, reason);
	return store;
}

bool sample_tamper(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	bool ok = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
		  sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_close(db);
	return ok;
}

const char *sample_ask(struct folder *folder, const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *statement = NULL;
	const char *answer = "";
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW) {
		answer = arena_text(folder->arena, (const char *)sqlite3_column_text(statement, 0));
	}
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return answer;
}

enum child_end sample_kill_at(unsigned call, child_body *body, const char *path)
{
	enum child_end end = child_kill_at(call, body, (void *)path);
	if (end == CHILD_UNWATCHED) {
		print_message("SKIP: no process can be watched here (ptrace)\n");
		skip();
	}
	assert_true(sample_tamper(path, "BEGIN IMMEDIATE; ROLLBACK"));
	return end;
}

/* A small cache makes SQLite write pages before the save is complete. */
static int die_while_saving(void *context)
{
	sqlite3 *db = NULL;
	sqlite3_open_v2(context, &db, SQLITE_OPEN_READWRITE, NULL);
	sqlite3_exec(db,
		     "PRAGMA cache_size = 2;"
		     "BEGIN IMMEDIATE;"
		     "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number"
		     " WHERE n < 300)"
		     "INSERT INTO action (moment, actor, origin, name)"
		     " SELECT '2026', hex(randomblob(400)), 'shell', n FROM number;"
		     "UPDATE meta SET value = 'half'",
		     NULL, NULL, NULL);
	raise(SIGKILL);
	return 0;
}

void sample_interrupt_save(const char *path)
{
	assert_int_equal(child_run(die_while_saving, (void *)path), -1);
}
