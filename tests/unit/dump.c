/* SPDX-License-Identifier: MIT
 *
 * Rows as text: a line each, behind the name of its table.
 */
#include "dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/db.h"

static void must(bool ok, const struct err *err)
{
	if (!ok) {
		fail_msg("%s", err->text);
	}
}

static void add_rows(struct store *store, const char *table, struct str *out)
{
	char sql[100];
	struct err err = {0};
	sqlite3_stmt *statement;
	bool row;
	snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1, 2", table);
	must(db_prepare(store, sql, &statement, &err), &err);
	while (true) {
		must(db_step(store, statement, &row, &err), &err);
		if (!row) {
			break;
		}
		str_add(out, table);
		for (int i = 0; i < sqlite3_column_count(statement); i++) {
			const char *text = db_lent_text(statement, i);
			str_add_format(out, " %s=%s", sqlite3_column_name(statement, i),
				       text ? text : "-");
		}
		str_add(out, "\n");
	}
	db_reset(statement);
}

char *dump_tables(struct store *store)
{
	struct str out = STR_EMPTY;
	struct err err = {0};
	sqlite3_stmt *statement;
	bool row;
	must(db_prepare(store,
			"SELECT name FROM sqlite_schema WHERE type = 'table' "
			"AND name NOT IN ('action', 'change') ORDER BY name",
			&statement, &err),
	     &err);
	while (true) {
		must(db_step(store, statement, &row, &err), &err);
		if (!row) {
			break;
		}
		add_rows(store, db_lent_text(statement, 0), &out);
	}
	db_reset(statement);
	return str_take(&out);
}

void dump_assert_same(const char *found, const char *expected)
{
	size_t line = 0;
	for (size_t i = 0; found[i] != '\0' || expected[i] != '\0'; i++) {
		if (found[i] != expected[i]) {
			fail_msg("found    %.*s\nexpected %.*s", (int)strcspn(found + line, "\n"),
				 found + line, (int)strcspn(expected + line, "\n"),
				 expected + line);
		}
		line = found[i] == '\n' ? i + 1 : line;
	}
}
