/* SPDX-License-Identifier: MIT
 *
 * Reading the journal: actions, their changes, and which of them undo and redo come to next. The
 * history of a record is journal_record.c, walking back and forth is undo.c.
 */
#include "store/journal.h"

#include "base/i18n.h"
#include "store/journal_rows.h"

#define ACTION_COLUMNS                                                                             \
	"SELECT action.id, action.moment, action.actor, action.origin, action.name, "              \
	"action.reason, action.undoes, "                                                           \
	"(SELECT count(*) FROM change WHERE change.action_id = action.id), " IS_UNDONE             \
	" FROM action "

static void read_action(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct action_row *row = item;
	*row = (struct action_row){
		.id = db_int(statement, 0),
		.moment = db_text(statement, 1, arena),
		.actor = db_text(statement, 2, arena),
		.origin = db_text(statement, 3, arena),
		.name = db_text(statement, 4, arena),
		.reason = db_text(statement, 5, arena),
		.undoes = db_int(statement, 6),
		.change_count = db_int(statement, 7),
		.is_undone = db_int(statement, 8) != 0,
	};
}

static void read_change(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct change_row *row = item;
	*row = (struct change_row){
		.action_id = db_int(statement, 0),
		.moment = db_text(statement, 1, arena),
		.actor = db_text(statement, 2, arena),
		.origin = db_text(statement, 3, arena),
		.reason = db_text(statement, 4, arena),
		.kind = RECORD_KINDS,
		.uid = db_text(statement, 6, arena),
		.field = db_text(statement, 7, arena),
		.old = db_text(statement, 8, arena),
		.new = db_text(statement, 9, arena),
		.id = db_int(statement, 10),
	};
	const char *table = db_lent_text(statement, 5);
	if (table) {
		record_kind_of_name(table, &row->kind);
	}
}

bool journal_actions(struct store *store, int64_t before, size_t limit, struct arena *arena,
		     struct action_rows *rows, struct err *err)
{
	static const char sql[] = ACTION_COLUMNS "WHERE ?1 = 0 OR action.id < ?1 "
						 "ORDER BY action.id DESC LIMIT ?2";
	struct rows found = ROWS_OF(struct action_row, arena);
	sqlite3_stmt *statement;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(store, statement, 1, before);
	db_bind_int(store, statement, 2, limit > INT64_MAX ? INT64_MAX : (int64_t)limit);
	if (!rows_fill(&found, store, statement, read_action, err)) {
		return false;
	}
	*rows = (struct action_rows){found.items, found.count};
	return true;
}

bool journal_action(struct store *store, int64_t id, struct arena *arena, struct action_row *row,
		    struct err *err)
{
	struct rows found = ROWS_OF(struct action_row, arena);
	if (!rows_select(&found, store, ACTION_COLUMNS "WHERE action.id = ?1", id, NULL,
			 read_action, err)) {
		return false;
	}
	if (found.count == 0) {
		return err_set(err, ERR_NOT_FOUND, _("The history has no entry %lld."),
			       (long long)id);
	}
	*row = *(const struct action_row *)found.items;
	return true;
}

bool journal_last_walk(struct store *store, int64_t id, struct arena *arena, struct action_row *row,
		       struct err *err)
{
	struct rows found = ROWS_OF(struct action_row, arena);
	if (!rows_select(&found, store,
			 ACTION_COLUMNS "WHERE action.undoes = ?1 ORDER BY action.id DESC LIMIT 1",
			 id, NULL, read_action, err)) {
		return false;
	}
	*row = found.count > 0 ? *(const struct action_row *)found.items : (struct action_row){0};
	return true;
}

bool journal_select(struct store *store, const char *sql, int64_t id, const char *uid,
		    struct rows *rows, struct err *err)
{
	size_t first = rows->count;
	if (!rows_select(rows, store, sql, id, uid, read_change, err)) {
		return false;
	}
	const struct change_row *items = rows->items;
	for (size_t i = first; i < rows->count; i++) {
		if (items[i].kind == RECORD_KINDS) {
			return err_set(err, ERR_DAMAGED, "%s",
				       _("The history tells of a kind of record that there is "
					 "not."));
		}
	}
	return true;
}

bool journal_changes(struct store *store, int64_t id, struct arena *arena, struct change_rows *rows,
		     struct err *err)
{
	struct rows found = ROWS_OF(struct change_row, arena);
	if (!journal_select(store, CHANGE_COLUMNS "WHERE change.action_id = ?1 ORDER BY change.id",
			    id, NULL, &found, err)) {
		return false;
	}
	*rows = (struct change_rows){found.items, found.count};
	return true;
}

#define HAS_CHANGES(id) "EXISTS (SELECT 1 FROM change WHERE change.action_id = " id ")"

/* Actions that a walk goes back over: those that changed something and are no walk themselves. */
#define IS_ORDINARY "(action.origin NOT IN ('undo', 'redo') AND " HAS_CHANGES("action.id") ")"

/* Which action an action is about: an undo or redo about another one. */
#define SUBJECT "coalesce(action.undoes, action.id)"

/* No undo or redo that came later is about the same one. */
#define IS_LAST_WORD                                                                               \
	"NOT EXISTS (SELECT 1 FROM action later WHERE later.undoes = " SUBJECT                     \
	" AND later.id > action.id)"

/* Read from the newest on, the first that still holds: an action that was never taken back, or the
 * one that a redo brought back. */
static const char next_undo_sql[] =
	"SELECT " SUBJECT " FROM action WHERE action.origin <> 'undo' AND " HAS_CHANGES(
		SUBJECT) " AND " IS_LAST_WORD " ORDER BY action.id DESC LIMIT 1";

/* Read from the newest on, what comes first: an undo that still holds, or a save. */
static const char next_redo_sql[] =
	"SELECT CASE action.origin WHEN 'undo' THEN action.undoes ELSE 0 END FROM action "
	"WHERE " IS_ORDINARY
	" OR (action.origin = 'undo' AND " HAS_CHANGES(SUBJECT) " AND " IS_LAST_WORD
								") ORDER BY action.id DESC LIMIT 1";

/* The action that a statement gives the id of in its first row; id 0 for none. */
static bool select_action(struct store *store, const char *sql, struct arena *arena,
			  struct action_row *row, struct err *err)
{
	int64_t id;
	if (!db_number(store, sql, &id, err)) {
		return false;
	}
	*row = (struct action_row){0};
	return id == 0 || journal_action(store, id, arena, row, err);
}

bool journal_next_undo(struct store *store, struct arena *arena, struct action_row *row,
		       struct err *err)
{
	return select_action(store, next_undo_sql, arena, row, err);
}

bool journal_next_redo(struct store *store, struct arena *arena, struct action_row *row,
		       struct err *err)
{
	return select_action(store, next_redo_sql, arena, row, err);
}
