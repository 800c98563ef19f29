/* SPDX-License-Identifier: MIT
 *
 * A store once it is open: transactions, facts about the file, whether others have changed it. How
 * it is opened stands in open.c, how it is made in create.c.
 */
#include "store/store.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "store/change.h"
#include "store/connection.h"
#include "store/handle.h"
#include "store/layout.h"
#include "store/person_ladder.h"

void store_close(struct store *store)
{
	if (store == NULL) {
		return;
	}
	action_forget(store);
	statement_cache_clear(&store->cache);
	person_ladder_free(store->ladder);
	sqlite3_close(store->db);
	free(store->path);
	free(store->read_only_reason);
	free(store);
}

const char *store_path(const struct store *store)
{
	return store->path;
}

bool store_is_read_only(const struct store *store)
{
	return store->read_only_reason != NULL;
}

const char *store_read_only_reason(const struct store *store)
{
	return store->read_only_reason;
}

void store_set_read_only(struct store *store, const char *format, ...)
{
	if (store->read_only_reason != NULL) {
		return;
	}
	char reason[1000];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(reason, sizeof(reason), format, arguments);
	va_end(arguments);
	store->read_only_reason = mem_copy_text(reason);
	/* The connection may be able to write; from now on SQLite refuses it too. */
	sqlite3_exec(store->db, "PRAGMA query_only = ON", NULL, NULL, NULL);
}

bool store_has_moved(struct store *store)
{
	if (store->path == NULL) {
		return false;
	}
	int moved = 0;
	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	struct stat status;
	return moved != 0 || lstat(store->path, &status) != 0 || status.st_dev != store->device ||
	       status.st_ino != store->inode;
}

/* Runs the beginning or the end of a save: the one waits for others who save, the other for those who
 * read. */
static bool run_saving(struct store *store, const char *sql, struct err *err)
{
	store->is_saving = true;
	bool done = db_execute(store, sql, err);
	store->is_saving = false;
	return done;
}

bool store_lock(struct store *store, struct err *err)
{
	assert(!store->is_writing && store->readings == 0);
	if (!run_saving(store, "BEGIN IMMEDIATE", err)) {
		return false;
	}
	store->is_writing = true;
	store->has_failed = false;
	return true;
}

/* The version of the schema may have changed since the file was opened. */
static bool check_version(struct store *store, struct err *err)
{
	int64_t version = 0;
	if (!db_number(store, "PRAGMA user_version", &version, err)) {
		return false;
	}
	if (version == 0) {
		return err_set(err, ERR_FOREIGN, _("%s is not a directory file."), store->path);
	}
	if (version != STORE_SCHEMA_VERSION) {
		store_set_read_only(
			store,
			_("A newer version of this program has changed the file (schema %d; this "
			  "program knows up to %d)."),
			(int)version, STORE_SCHEMA_VERSION);
		return err_set(err, ERR_NEWER, "%s", store->read_only_reason);
	}
	return true;
}

bool store_begin(struct store *store, struct err *err)
{
	if (store_is_read_only(store)) {
		return err_set(err, ERR_READ_ONLY, "%s", store->read_only_reason);
	}
	if (store_has_moved(store)) {
		return err_set(err, ERR_CONFLICT, "%s",
			       _("The file was moved or replaced on disk. Nothing was saved: open "
				 "it again."));
	}
	if (!store_lock(store, err)) {
		return false;
	}
	if (!check_version(store, err)) {
		store_rollback(store);
		return false;
	}
	return true;
}

bool store_commit(struct store *store, struct err *err)
{
	assert(store->is_writing);
	bool ok = false;
	if (store->has_failed || sqlite3_get_autocommit(store->db)) {
		err_set(err, ERR_FAILED, "%s",
			_("An earlier step of this save failed. Nothing was saved."));
	} else {
		ok = run_saving(store, "COMMIT", err);
	}
	if (!ok) {
		store_rollback(store);
	}
	store->is_writing = false;
	action_forget(store);
	return ok;
}

void store_begin_reading(struct store *store)
{
	assert(!store->is_writing);
	if (store->readings++ == 0) {
		sqlite3_exec(store->db, "BEGIN DEFERRED", NULL, NULL, NULL);
	}
}

void store_end_reading(struct store *store)
{
	assert(!store->is_writing && store->readings > 0);
	/* After some errors SQLite has ended it by itself. */
	if (--store->readings == 0 && !sqlite3_get_autocommit(store->db)) {
		sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	}
}

void store_rollback(struct store *store)
{
	/* After some errors SQLite has rolled back by itself and has nothing open any more. */
	if (!sqlite3_get_autocommit(store->db)) {
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	}
	store->is_writing = false;
	store->has_failed = false;
	store->defers_search = false; /* what the texts were to be written of is gone */
	action_forget(store);
}

const char *store_meta(struct store *store, const char *name, struct arena *arena)
{
	static const char sql[] = "SELECT value\n"
				  "FROM meta\n"
				  "WHERE name = ?1";
	sqlite3_stmt *statement = NULL;
	struct err err;
	if (!db_prepare(store, sql, &statement, &err)) {
		return NULL;
	}
	db_bind_text(store, statement, 1, name);
	bool row = false;
	bool ok = db_step(store, statement, &row, &err);
	const char *value = ok && row ? db_text(statement, 0, arena) : NULL;
	db_reset(statement);
	return value;
}

bool store_set_meta(struct store *store, const char *name, const char *value, struct err *err)
{
	static const char sql[] = "INSERT INTO meta (name, value)\n"
				  "VALUES (?1, ?2)\n"
				  "ON CONFLICT (name) DO UPDATE SET value = excluded.value";
	sqlite3_stmt *statement = NULL;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, 1, name);
	db_bind_text(store, statement, 2, value);
	return db_run(store, statement, err);
}

bool store_has_changed(struct store *store)
{
	struct err err;
	int64_t version = 0;
	/* Who holds the file has not saved yet: it is asked again the next time. */
	store->never_waits = true;
	bool is_told = db_number(store, "PRAGMA data_version", &version, &err);
	store->never_waits = false;
	if (!is_told) {
		connection_is_held(store);
	}
	if (!is_told || version == store->data_version) {
		return false;
	}
	store->data_version = version;
	check_version(store, &err);
	return true;
}

const char *store_schema_text(void)
{
	return layout_text;
}

const char *store_library_version(void)
{
	return sqlite3_libversion();
}
