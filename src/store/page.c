/* SPDX-License-Identifier: MIT
 *
 * Sections of prose about the network.
 */
#include "store/page.h"

#include "store/query_sql.h"
#include "store/rows.h"

static void read_page(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct page_row *row = item;
	*row = (struct page_row){
		.id = db_int(statement, 0),
		.title = db_text(statement, 1, arena),
		.body = db_text(statement, 2, arena),
		.organisation_id = db_int(statement, 3),
		.source_id = db_int(statement, 4),
		.source = db_text(statement, 5, arena),
	};
}

bool page_find(struct store *store, const struct query *query, struct arena *arena,
	       struct page_rows *rows, struct err *err)
{
	static const struct query_list list = {
		.kind = RECORD_PAGE,
		.select = "SELECT page.id, page.title, page.body, page.organisation_id, source.id, "
			  "source.title FROM page LEFT JOIN source ON source.id = (SELECT "
			  "source_id FROM citation WHERE page_id = page.id AND field IS NULL "
			  "AND binned IS NULL ORDER BY rank, id LIMIT 1) "
			  "AND source.binned IS NULL WHERE ",
		.order_by = "ORDER BY page.rank, page.uid",
		.read = read_page,
	};
	struct rows items = ROWS_OF(struct page_row, arena);
	if (!query_sql_list(&list, query, store, &items, err)) {
		return false;
	}
	*rows = (struct page_rows){items.items, items.count};
	return true;
}

bool page_list(struct store *store, struct arena *arena, struct page_rows *rows, struct err *err)
{
	return page_find(store, &(struct query){.count = 0}, arena, rows, err);
}
