/* SPDX-License-Identifier: MIT
 *
 * Countries and territories, and the part they took in the network.
 */
#include "store/place.h"

#include "base/str.h"
#include "store/query_sql.h"
#include "store/rows.h"

/* An event counts once for a country, however it is tied to it. */
static const char select_places[] =
	"WITH part (place_id, event_id, date) AS ("
	"SELECT place_id, id, date FROM event WHERE binned IS NULL AND place_id IS NOT NULL "
	"UNION "
	"SELECT link.place_id, event.id, event.date FROM event_link link "
	"JOIN event ON event.id = link.event_id "
	"WHERE link.binned IS NULL AND event.binned IS NULL AND link.place_id IS NOT NULL), "
	"tally (place_id, held, first_date, last_date) AS ("
	"SELECT place_id, count(*), min(date), max(date) FROM part GROUP BY place_id) "
	"SELECT place.id, place.code, place.name, place.region, "
	"substr(tally.first_date, 1, 4), substr(tally.last_date, 1, 4), "
	"coalesce(tally.held, 0) AS events, "
	"(SELECT count(*) FROM organisation WHERE place_id = place.id AND binned IS NULL) "
	"AS organisations, "
	"(SELECT count(*) FROM person WHERE place_id = place.id AND binned IS NULL) AS people "
	"FROM place LEFT JOIN tally ON tally.place_id = place.id "
	"WHERE (?1 OR events + organisations + people > 0) AND ";

static const char order_places[] = " ORDER BY place.name COLLATE NOCASE, place.code";

static void read_place(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct place_row *row = item;
	*row = (struct place_row){
		.id = db_int(statement, 0),
		.code = db_text(statement, 1, arena),
		.name = db_text(statement, 2, arena),
		.region = db_text(statement, 3, arena),
		.first_year = db_text(statement, 4, arena),
		.last_year = db_text(statement, 5, arena),
		.event_count = db_int(statement, 6),
		.organisation_count = db_int(statement, 7),
		.person_count = db_int(statement, 8),
	};
}

bool place_list(struct store *store, const struct query *query, bool all, struct arena *arena,
		struct place_rows *rows, struct err *err)
{
	struct query_sql conditions;
	query_sql_make(&conditions, query, RECORD_PLACE, NULL, 2);
	struct str sql = STR_EMPTY;
	str_add_format(&sql, "%s%s%s", select_places, str_text(&conditions.where), order_places);
	struct rows items = ROWS_OF(struct place_row, arena);
	sqlite3_stmt *statement;
	bool ok = db_prepare(store, str_text(&sql), &statement, err);
	if (ok) {
		db_bind_int(store, statement, 1, all);
		query_sql_bind(&conditions, store, statement);
		ok = rows_fill(&items, store, statement, read_place, err);
	}
	if (ok) {
		*rows = (struct place_rows){items.items, items.count};
	}
	str_clear(&sql);
	query_sql_clear(&conditions);
	return ok;
}
