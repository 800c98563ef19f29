/* SPDX-License-Identifier: MIT
 *
 * The rows of a statement as an array in an arena.
 */
#include "store/rows.h"

void rows_read_id(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	(void)arena;
	int64_t *id = item;
	*id = db_int(statement, 0);
}

bool rows_fill(struct rows *rows, struct store *store, sqlite3_stmt *statement, rows_read *read,
	       struct err *err)
{
	bool ok;
	bool row;
	while ((ok = db_step(store, statement, &row, err)) && row) {
		read(statement, rows->arena, rows_add(rows));
	}
	db_reset(statement);
	return ok;
}

bool rows_select(struct rows *rows, struct store *store, const char *sql, int64_t id,
		 const char *text, rows_read *read, struct err *err)
{
	sqlite3_stmt *statement;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(store, statement, 1, id);
	if (text) {
		db_bind_text(store, statement, 2, text);
	}
	return rows_fill(rows, store, statement, read, err);
}
