/* SPDX-License-Identifier: MIT
 *
 * Sections of prose about the network.
 */
#include "store/page.h"

#include "store/rows.h"

static void read_page(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct page_row *row = item;
	*row = (struct page_row){
		.id = db_int(statement, 0),
		.title = db_text(statement, 1, arena),
		.body = db_text(statement, 2, arena),
		.organisation_id = db_int(statement, 3),
	};
}

bool page_list(struct store *store, struct arena *arena, struct page_rows *rows, struct err *err)
{
	static const char sql[] = "SELECT id, title, body, organisation_id FROM page "
				  "WHERE binned IS NULL ORDER BY rank, uid";
	struct rows items = ROWS_OF(struct page_row, arena);
	sqlite3_stmt *statement;
	if (!db_prepare(store, sql, &statement, err) ||
	    !rows_fill(&items, store, statement, read_page, err)) {
		return false;
	}
	*rows = (struct page_rows){items.items, items.count};
	return true;
}
