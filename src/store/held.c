/* SPDX-License-Identifier: MIT
 *
 * Records by their uids.
 */
#include "store/held.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "store/db.h"

static bool refuse(struct err *err)
{
	return err_set(err, ERR_NOT_FOUND, "%s",
		       _("The record was taken out of the directory meanwhile. Nothing was "
			 "saved."));
}

bool held_take(struct store *store, struct ref ref, struct held *held, struct err *err)
{
	char sql[80];
	snprintf(sql, sizeof sql, "SELECT uid FROM %s WHERE id = ?1", record_type(ref.kind)->name);
	sqlite3_stmt *statement;
	bool row;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(store, statement, 1, ref.id);
	if (!db_step(store, statement, &row, err)) {
		return false;
	}
	if (row) {
		held->ref = ref;
		snprintf(held->uid, sizeof held->uid, "%s",
			 (const char *)sqlite3_column_text(statement, 0));
	}
	db_reset(statement);
	return row || refuse(err);
}

bool held_resolve(struct store *store, struct held *held, struct err *err)
{
	struct ref ref;
	if (!record_find_uid(store, held->ref.kind, held->uid, &ref, err)) {
		return false;
	}
	if (ref.id == 0) {
		return refuse(err);
	}
	held->ref = ref;
	return true;
}

bool held_is_there(struct store *store, struct held *held)
{
	struct err err = {.kind = ERR_NONE};
	return held_resolve(store, held, &err) || err.kind != ERR_NOT_FOUND;
}

bool held_check(struct store *store, const struct held *held, struct err *err)
{
	struct held found = *held;
	return held_resolve(store, &found, err) && (found.ref.id == held->ref.id || refuse(err));
}
