/* SPDX-License-Identifier: MIT
 *
 * How rows of the journal are read, for the files that tell of it.
 */
#ifndef IEMN_STORE_JOURNAL_ROWS_H
#define IEMN_STORE_JOURNAL_ROWS_H

#include "store/journal.h"
#include "store/rows.h"

/* Whether an action is taken back: the latest undo or redo that is about it says so. */
#define IS_UNDONE                                                                                  \
	"coalesce((SELECT later.origin FROM action later WHERE later.undoes = action.id "          \
	"ORDER BY later.id DESC LIMIT 1) = 'undo', 0)"

#define CHANGE_COLUMNS                                                                             \
	"SELECT change.action_id, action.moment, action.actor, action.origin, action.reason, "     \
	"change.record, change.record_uid, change.field, change.old, change.new, change.id "       \
	"FROM change JOIN action ON action.id = change.action_id "

/* Adds the changes that a statement with CHANGE_COLUMNS gives for an id ?1 and, if it is not NULL, a
 * uid ?2. */
bool journal_select(struct store *store, const char *sql, int64_t id, const char *uid,
		    struct rows *rows, struct err *err);

#endif
