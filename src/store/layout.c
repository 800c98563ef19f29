/* SPDX-License-Identifier: MIT
 *
 * Compares sqlite_schema with the layout that a version must have, text by text.
 */
#include "store/layout.h"

#include <string.h>

/* Left out: the indexes that SQLite makes itself for UNIQUE and PRIMARY KEY (they have no text), and
 * the statistics that ANALYZE keeps. Not every name that begins with sqlite_: a trigger can be
 * planted under such a name. */
static const char rows_sql[] = "SELECT type, name, tbl_name, sql\n"
			       "FROM sqlite_schema\n"
			       "WHERE NOT (type = 'index' AND sql IS NULL)\n"
			       "AND NOT (type = 'table' AND name GLOB 'sqlite_stat[1-4]')\n"
			       "ORDER BY name, type";

static bool is_same(sqlite3_stmt *statement, const struct layout_row *row)
{
	const char *const expected[] = {row->type, row->name, row->table, row->sql};
	for (int i = 0; i < 4; i++) {
		const char *text = db_lent_text(statement, i);
		if (text == NULL || strcmp(text, expected[i]) != 0) {
			return false;
		}
	}
	return true;
}

/* What to call the difference: a thing of ours that is missing, else the thing that stands there. */
static const char *difference_name(sqlite3_stmt *statement, const struct layout_row *expected,
				   struct arena *arena)
{
	const char *name = db_lent_text(statement, 1);
	if (expected != NULL && (name == NULL || strcmp(expected->name, name) < 0)) {
		return arena_text(arena, expected->name);
	}
	return arena_text(arena, name != NULL ? name : "?");
}

bool layout_check(struct store *store, const struct layout *layout, struct arena *arena,
		  const char **difference, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	if (!db_prepare(store, rows_sql, &statement, err)) {
		return false;
	}
	const char *found = NULL;
	size_t at = 0;
	bool row = false;
	bool ok = true;
	while (found == NULL && (ok = db_step(store, statement, &row, err)) && row) {
		const struct layout_row *expected = at < layout->count ? &layout->rows[at] : NULL;
		if (expected == NULL || !is_same(statement, expected)) {
			found = difference_name(statement, expected, arena);
		}
		at++;
	}
	db_reset(statement);
	if (!ok) {
		return false;
	}
	if (found == NULL && at < layout->count) {
		found = layout->rows[at].name;
	}
	*difference = found;
	return true;
}
