/* SPDX-License-Identifier: MIT
 *
 * Which action stands on which is told by the journal alone: not by what the rows hold now, for a field
 * that came back to an earlier value would hide who brought it there.
 */
#include "store/blocker.h"

#include <stdlib.h>
#include <string.h>

#include "store/apart.h"
#include "store/journal_rows.h"

/* Actions that hold and took hold later than ?1, but for the action ?3. */
#define LATER_ACTIONS                                                                              \
	"SELECT DISTINCT action.id FROM change JOIN action ON action.id = change.action_id "       \
	"WHERE action.id <> ?3 AND action.origin NOT IN ('undo', 'redo') "                         \
	"AND NOT " IS_UNDONE " "                                                                   \
	"AND coalesce((SELECT max(later.id) FROM action later WHERE later.undoes = action.id), "   \
	"action.id) > ?1 "

static const char changed_field_sql[] =
	LATER_ACTIONS "AND change.record_uid = ?2 AND change.field = ?4 "
		      "AND (?5 IS NULL OR ?5 IN (change.old, change.new))";
static const char changed_record_sql[] = LATER_ACTIONS "AND change.record_uid = ?2";
static const char referred_sql[] = LATER_ACTIONS "AND change.new = ?2 AND length(change.new) = 36";

static const char makers_sql[] =
	"SELECT change.action_id FROM change JOIN action ON action.id = change.action_id "
	"WHERE change.new = ?1 AND length(change.new) = 36 AND change.field = 'uid' "
	"AND action.origin NOT IN ('undo', 'redo')";

static void add(struct blockers *blockers, int64_t id)
{
	const int64_t *ids = blockers->ids.items;
	for (size_t i = 0; i < blockers->ids.count; i++) {
		if (ids[i] == id) {
			return;
		}
	}
	int64_t *item = rows_add(&blockers->ids);
	*item = id;
}

/* Steps a statement to its end; each row is a blocker. */
static bool add_all(struct blockers *blockers, sqlite3_stmt *statement, struct err *err)
{
	bool ok;
	bool row;
	while ((ok = db_step(blockers->store, statement, &row, err)) && row) {
		add(blockers, db_int(statement, 0));
	}
	db_reset(statement);
	return ok;
}

/* The last undo or redo of the subject before the walk, or the subject itself. */
static bool last_word(const struct blockers *blockers, int64_t *id, struct err *err)
{
	static const char sql[] = "SELECT coalesce(max(id), ?1) FROM action "
				  "WHERE undoes = ?1 AND id <> ?2";
	sqlite3_stmt *statement;
	bool row;
	if (!db_prepare(blockers->store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(blockers->store, statement, 1, blockers->subject);
	db_bind_int(blockers->store, statement, 2, blockers->walk);
	if (!db_step(blockers->store, statement, &row, err)) {
		return false;
	}
	*id = db_int(statement, 0);
	db_reset(statement);
	return true;
}

static bool add_later(struct blockers *blockers, const char *sql, const struct change_row *change,
		      struct err *err)
{
	int64_t since;
	sqlite3_stmt *statement;
	if (!last_word(blockers, &since, err) ||
	    !db_prepare(blockers->store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(blockers->store, statement, 1, since);
	db_bind_text(blockers->store, statement, 2, change->uid);
	db_bind_int(blockers->store, statement, 3, blockers->subject);
	if (sql == changed_field_sql) {
		/* A person may be told apart from several: each of those is a field of its own. */
		const char *value = change->new ? change->new : change->old;
		db_bind_text(blockers->store, statement, 4, change->field);
		db_bind_text(blockers->store, statement, 5,
			     apart_is_field(change->field) ? value : NULL);
	}
	return add_all(blockers, statement, err);
}

bool blockers_add_later(struct blockers *blockers, const struct change_row *change, struct err *err)
{
	return add_later(blockers, changed_field_sql, change, err);
}

bool blockers_add_dependents(struct blockers *blockers, const struct change_rows *changes,
			     struct err *err)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct change_row *change = &changes->items[i];
		bool is_making = strcmp(change->field, JOURNAL_UID) == 0;
		if (!add_later(blockers, is_making ? changed_record_sql : changed_field_sql, change,
			       err) ||
		    (is_making && !add_later(blockers, referred_sql, change, err))) {
			return false;
		}
	}
	return true;
}

bool blockers_add_makers(struct blockers *blockers, const char *uid, struct err *err)
{
	sqlite3_stmt *statement;
	if (!db_prepare(blockers->store, makers_sql, &statement, err)) {
		return false;
	}
	db_bind_text(blockers->store, statement, 1, uid);
	return add_all(blockers, statement, err);
}

static int compare_ids(const void *a, const void *b)
{
	const int64_t *first = a;
	const int64_t *second = b;
	return *first < *second ? 1 : *first > *second ? -1 : 0;
}

bool blockers_read(struct blockers *blockers, struct action_rows *rows, struct err *err)
{
	struct rows found = ROWS_OF(struct action_row, blockers->arena);
	int64_t *ids = blockers->ids.items;
	if (blockers->ids.count > 1) {
		qsort(ids, blockers->ids.count, sizeof *ids, compare_ids);
	}
	for (size_t i = 0; i < blockers->ids.count; i++) {
		struct action_row *row = rows_add(&found);
		if (!journal_action(blockers->store, ids[i], blockers->arena, row, err)) {
			return false;
		}
	}
	*rows = (struct action_rows){found.items, found.count};
	return true;
}
