/* SPDX-License-Identifier: MIT
 *
 * SQL statements for the files of this folder, and nobody else: a statement for a text, values in,
 * rows out, and SQLite's errors as ours.
 *
 *	if (!db_prepare(store, sql, &statement, err)) {
 *		return false;
 *	}
 *	db_bind_int(store, statement, 1, id);
 *	while ((ok = db_step(store, statement, &row, err)) && row) {
 *		name = db_text(statement, 0, arena);
 *	}
 *
 * Who leaves such a loop before its end calls db_reset(): an open statement holds the file.
 */
#ifndef IEMN_STORE_DB_H
#define IEMN_STORE_DB_H

#include <sqlite3.h>

#include "store/store.h"

/* The connection, lent. */
sqlite3 *store_db(struct store *store);

/* The statement for this SQL text (one statement), reset and without values; lent. The store keeps
 * it, so that asking again costs a look-up. While one is being stepped the same text gives another
 * one, so loops may nest; between asking for one and its first step they may not. */
bool db_prepare(struct store *store, const char *sql, sqlite3_stmt **statement, struct err *err);

/* Binds a value to place ?1, ?2 …; the text is copied, NULL binds NULL. A failure is reported by the
 * next db_step(). */
void db_bind_text(struct store *store, sqlite3_stmt *statement, int place, const char *text);
void db_bind_int(struct store *store, sqlite3_stmt *statement, int place, int64_t value);

/* Binds the id of a record, and NULL for 0, which is no record. */
void db_bind_id(struct store *store, sqlite3_stmt *statement, int place, int64_t id);

/* Goes to the next row; *row is false when there is none left. A statement that writes is refused
 * outside store_begin() … store_commit(). */
bool db_step(struct store *store, sqlite3_stmt *statement, bool *row, struct err *err);

/* Runs a statement that gives no rows, and resets it. */
bool db_run(struct store *store, sqlite3_stmt *statement, struct err *err);

/* Lets go of what a statement holds; its values stay bound. NULL is accepted. */
void db_reset(sqlite3_stmt *statement);

/* Runs a text of several statements without values, such as the schema. */
bool db_execute(struct store *store, const char *sql, struct err *err);

/* The whole number that a statement without values gives in its first row; 0 when there is none. */
bool db_number(struct store *store, const char *sql, int64_t *number, struct err *err);

/* A text of the row, copied into the arena; NULL for NULL. */
const char *db_text(sqlite3_stmt *statement, int column, struct arena *arena);

/* The same, lent until the next step or reset. */
const char *db_lent_text(sqlite3_stmt *statement, int column);

/* A whole number of the row; 0 for NULL. */
int64_t db_int(sqlite3_stmt *statement, int column);

/* Puts what SQLite last complained about into err, and gives false. Inside a transaction it also
 * sees to it that nothing of the transaction can be committed any more. */
bool db_error(struct store *store, struct err *err);

#endif
