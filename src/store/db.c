/* SPDX-License-Identifier: MIT
 *
 * Statements, kept and found again by their text, and the translation of SQLite's errors. What a
 * transaction is, and who may begin one, stands in store.c.
 */
#include "store/handle.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "store/connection.h"

/* What a result code means for people. An extended code comes before its primary one; the sentence
 * takes what SQLite or the system says about it, if it has a place for that. */
enum detail {
	DETAIL_NONE,
	DETAIL_SQLITE,
	DETAIL_SYSTEM,
};

struct error_row {
	int code;
	enum err_kind kind;
	enum detail detail;
	const char *text;
};

static const struct error_row error_rows[] = {
	{SQLITE_READONLY_DBMOVED, ERR_CONFLICT, DETAIL_NONE,
	 N_("The file was moved or replaced on disk. Nothing was saved: open it again.")},
	{SQLITE_READONLY_ROLLBACK, ERR_READ_ONLY, DETAIL_NONE,
	 N_("This copy was taken during a save and needs repair: copy it to a writable folder "
	    "(both files).")},
	{SQLITE_BUSY, ERR_BUSY, DETAIL_NONE,
	 N_("Another program holds the file. Nothing is lost: try again.")},
	{SQLITE_LOCKED, ERR_BUSY, DETAIL_NONE,
	 N_("Another query holds the file. Nothing is lost: try again.")},
	{SQLITE_FULL, ERR_SYSTEM, DETAIL_NONE, N_("The disk is full. Nothing was saved.")},
	{SQLITE_IOERR_NOMEM, ERR_SYSTEM, DETAIL_NONE, N_("There is not enough memory.")},
	{SQLITE_NOMEM, ERR_SYSTEM, DETAIL_NONE, N_("There is not enough memory.")},
	{SQLITE_IOERR, ERR_SYSTEM, DETAIL_SYSTEM, N_("The file could not be read or written: %s.")},
	{SQLITE_CANTOPEN, ERR_SYSTEM, DETAIL_SYSTEM, N_("The file could not be opened: %s.")},
	{SQLITE_READONLY, ERR_READ_ONLY, DETAIL_NONE, N_("The file cannot be written.")},
	{SQLITE_PERM, ERR_READ_ONLY, DETAIL_NONE, N_("You may not use this file.")},
	{SQLITE_CORRUPT, ERR_DAMAGED, DETAIL_SQLITE, N_("The file is damaged (%s).")},
	{SQLITE_NOTADB, ERR_DAMAGED, DETAIL_SQLITE, N_("The file is damaged (%s).")},
	{SQLITE_CONSTRAINT, ERR_INVALID, DETAIL_SQLITE,
	 N_("The directory does not take this value (%s).")},
	{SQLITE_MISMATCH, ERR_INVALID, DETAIL_SQLITE,
	 N_("The directory does not take this value (%s).")},
	{SQLITE_TOOBIG, ERR_INVALID, DETAIL_NONE, N_("A text is too long.")},
	{SQLITE_INTERRUPT, ERR_CANCELLED, DETAIL_NONE, N_("Stopped.")},
};

static const struct error_row other_error = {SQLITE_ERROR, ERR_FAILED, DETAIL_SQLITE,
					     N_("The database reports: %s.")};

sqlite3 *store_db(struct store *store)
{
	return store->db;
}

static const struct error_row *find_error(int code)
{
	for (size_t i = 0; i < sizeof(error_rows) / sizeof(error_rows[0]); i++) {
		if (error_rows[i].code == code || error_rows[i].code == (code & 0xff)) {
			return &error_rows[i];
		}
	}
	return &other_error;
}

/* What the system said about the last failure; SQLite's words when it said nothing. */
static const char *system_words(struct store *store)
{
	int number = sqlite3_system_errno(store->db);
	return number != 0 ? strerror(number) : sqlite3_errmsg(store->db);
}

/* The sentences with a place for a detail have one %s: the table above is their only source. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static bool set_error(struct store *store, const struct error_row *row, struct err *err)
{
	switch (row->detail) {
	case DETAIL_SQLITE:
		return err_set(err, row->kind, _(row->text), sqlite3_errmsg(store->db));
	case DETAIL_SYSTEM:
		return err_set(err, row->kind, _(row->text), system_words(store));
	default:
		return err_set(err, row->kind, "%s", _(row->text));
	}
}
#pragma GCC diagnostic pop

/* Who waited in vain is told for whom, when that can be known, and what became of the work. */
static bool set_busy(struct store *store, struct err *err)
{
	if (err == NULL) {
		return false; /* who holds it is looked up for those who are told */
	}
	const char *outcome = store->is_saving || store->is_writing
				      ? _("Nothing was saved: try again.")
				      : _("Nothing is lost: try again.");
	connection_find_holder(store);
	if (store->lock_holder[0] == '\0') {
		return err_set(err, ERR_BUSY, _("Another program holds the file. %s"), outcome);
	}
	return err_set(err, ERR_BUSY, _("Another program holds the file: %s. %s"),
		       store->lock_holder, outcome);
}

/* Whether the file is a directory no more: something else was written over it while it was open. */
static bool is_overwritten(struct store *store)
{
	sqlite3_stmt *statement = NULL;
	bool is_other = store->path != NULL &&
			sqlite3_prepare_v2(store->db, "PRAGMA application_id", -1, &statement,
					   NULL) == SQLITE_OK &&
			sqlite3_step(statement) == SQLITE_ROW &&
			sqlite3_column_int64(statement, 0) != STORE_APPLICATION_ID;
	sqlite3_finalize(statement);
	return is_other;
}

/* The name of a table that is not there would say nothing to anybody. */
static bool set_mistake(struct store *store, struct err *err)
{
	char *words = mem_copy_text(sqlite3_errmsg(store->db));
	bool is_missing = strncmp(words, "no such ", 8) == 0;
	bool done =
		is_missing && is_overwritten(store)
			? err_set(err, ERR_FOREIGN, _("%s is not a directory file."), store->path)
			: err_set(err, other_error.kind, _("The database reports: %s."), words);
	free(words);
	return done;
}

bool db_error(struct store *store, struct err *err)
{
	int code = sqlite3_extended_errcode(store->db);
	store->has_failed = store->is_writing;
	if (code == SQLITE_TOOBIG && !store->is_writing) {
		return err_set(err, ERR_DAMAGED, "%s",
			       _("The file is damaged: it holds a text that is longer than any "
				 "may be."));
	}
	if (store->was_stopped) {
		store->was_stopped = false;
		return err_set(err, ERR_CANCELLED, "%s", _("Stopped."));
	}
	if ((code & 0xff) == SQLITE_BUSY && !store->never_waits) {
		return set_busy(store, err);
	}
	return code == SQLITE_ERROR ? set_mistake(store, err)
				    : set_error(store, find_error(code), err);
}

/* Place of an idle statement with this text; count when there is none. */
static size_t find_statement(const struct statement_cache *cache, const char *sql, uint64_t hash)
{
	for (size_t i = 0; i < cache->count; i++) {
		sqlite3_stmt *statement = cache->items[i].statement;
		if (cache->items[i].hash == hash && !sqlite3_stmt_busy(statement) &&
		    strcmp(sqlite3_sql(statement), sql) == 0) {
			return i;
		}
	}
	return cache->count;
}

/* Place for one more statement: a free one, else that of the idle one that was longest unused. */
static size_t free_place(struct statement_cache *cache)
{
	if (cache->count < STATEMENTS_MAX) {
		return cache->count++;
	}
	size_t oldest = STATEMENTS_MAX;
	for (size_t i = 0; i < STATEMENTS_MAX; i++) {
		if (!sqlite3_stmt_busy(cache->items[i].statement) &&
		    (oldest == STATEMENTS_MAX ||
		     cache->clock - cache->items[i].used >
			     cache->clock - cache->items[oldest].used)) {
			oldest = i;
		}
	}
	assert(oldest < STATEMENTS_MAX);
	sqlite3_finalize(cache->items[oldest].statement);
	return oldest;
}

bool db_prepare(struct store *store, const char *sql, sqlite3_stmt **statement, struct err *err)
{
	struct statement_cache *cache = &store->cache;
	uint64_t hash = hash_text(HASH_START, sql);
	size_t place = find_statement(cache, sql, hash);
	if (place < cache->count) {
		sqlite3_reset(cache->items[place].statement);
		sqlite3_clear_bindings(cache->items[place].statement);
	} else {
		sqlite3_stmt *fresh = NULL;
		if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &fresh,
				       NULL) != SQLITE_OK) {
			return db_error(store, err);
		}
		place = free_place(cache);
		cache->items[place].statement = fresh;
		cache->items[place].hash = hash;
	}
	cache->items[place].used = ++cache->clock;
	store->bind_failure = SQLITE_OK;
	*statement = cache->items[place].statement;
	return true;
}

void statement_cache_clear(struct statement_cache *cache)
{
	for (size_t i = 0; i < cache->count; i++) {
		sqlite3_finalize(cache->items[i].statement);
	}
	cache->count = 0;
}

static void note_bind(struct store *store, int code)
{
	assert(code != SQLITE_RANGE && code != SQLITE_MISUSE);
	if (code != SQLITE_OK) {
		store->bind_failure = code;
	}
}

void db_bind_text(struct store *store, sqlite3_stmt *statement, int place, const char *text)
{
	note_bind(store, sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT));
}

void db_bind_int(struct store *store, sqlite3_stmt *statement, int place, int64_t value)
{
	note_bind(store, sqlite3_bind_int64(statement, place, value));
}

void db_bind_id(struct store *store, sqlite3_stmt *statement, int place, int64_t id)
{
	if (id == 0) {
		note_bind(store, sqlite3_bind_null(statement, place));
	} else {
		db_bind_int(store, statement, place, id);
	}
}

/* When the disk is full and the like, SQLite takes the whole transaction back by itself, and the next
 * statement of the same edit would be saved alone: no write without a living transaction. */
static bool may_step(struct store *store, sqlite3_stmt *statement, struct err *err)
{
	if (store->bind_failure != SQLITE_OK) {
		store->has_failed = store->is_writing;
		bool ok = set_error(store, find_error(store->bind_failure), err);
		store->bind_failure = SQLITE_OK;
		return ok;
	}
	if (sqlite3_stmt_readonly(statement)) {
		return true;
	}
	if (!store->is_writing) {
		return err_set(err, ERR_FAILED, "%s", _("A change was tried outside of a save."));
	}
	if (store->has_failed || sqlite3_get_autocommit(store->db)) {
		store->has_failed = true;
		return err_set(err, ERR_FAILED, "%s",
			       _("An earlier step of this save failed. Nothing was saved."));
	}
	return true;
}

bool db_step(struct store *store, sqlite3_stmt *statement, bool *row, struct err *err)
{
	if (!may_step(store, statement, err)) {
		return false;
	}
	int code = sqlite3_step(statement);
	if (code != SQLITE_ROW && code != SQLITE_DONE) {
		db_error(store, err);
		sqlite3_reset(statement);
		return false;
	}
	connection_is_free(store);
	*row = code == SQLITE_ROW;
	return true;
}

bool db_run(struct store *store, sqlite3_stmt *statement, struct err *err)
{
	bool row = false;
	bool ok = db_step(store, statement, &row, err);
	db_reset(statement);
	return ok;
}

void db_reset(sqlite3_stmt *statement)
{
	sqlite3_reset(statement);
}

bool db_execute(struct store *store, const char *sql, struct err *err)
{
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK) {
		return db_error(store, err);
	}
	return true;
}

bool db_number(struct store *store, const char *sql, int64_t *number, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	bool row = false;
	if (!db_prepare(store, sql, &statement, err) || !db_step(store, statement, &row, err)) {
		return false;
	}
	*number = row ? db_int(statement, 0) : 0;
	db_reset(statement);
	return true;
}

const char *db_lent_text(sqlite3_stmt *statement, int column)
{
	return (const char *)sqlite3_column_text(statement, column);
}

const char *db_text(sqlite3_stmt *statement, int column, struct arena *arena)
{
	return arena_text(arena, db_lent_text(statement, column));
}

int64_t db_int(sqlite3_stmt *statement, int column)
{
	return sqlite3_column_int64(statement, column);
}
