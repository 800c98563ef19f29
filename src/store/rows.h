/* SPDX-License-Identifier: MIT
 *
 * The rows of a statement as an array (base/rows.h): every list of this folder is read this way.
 */
#ifndef IEMN_STORE_ROWS_H
#define IEMN_STORE_ROWS_H

#include "base/rows.h"
#include "store/db.h"

/* Fills an item from the row that the statement stands on. */
typedef void rows_read(sqlite3_stmt *statement, struct arena *arena, void *item);

/* One for rows of an id alone: the item is an int64_t. */
rows_read rows_read_id;

/* Steps a statement, whose values are bound, to its end and adds an item for each row. */
bool rows_fill(struct rows *rows, struct store *store, sqlite3_stmt *statement, rows_read *read,
	       struct err *err);

/* The same for a statement with up to two values: an id and a text. A text NULL is not bound. */
bool rows_select(struct rows *rows, struct store *store, const char *sql, int64_t id,
		 const char *text, rows_read *read, struct err *err);

#endif
