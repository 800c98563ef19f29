/* SPDX-License-Identifier: MIT
 *
 * Where facts come from: the sources of a record, and the records of a source.
 */
#include "store/source.h"

#include <assert.h>
#include <stdio.h>

#include "store/query_sql.h"
#include "store/rows.h"

static void read_source(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct source_row *row = item;
	*row = (struct source_row){
		.id = db_int(statement, 0),
		.title = db_text(statement, 1, arena),
		.publisher = db_text(statement, 2, arena),
		.kind = db_text(statement, 3, arena),
		.url = db_text(statement, 4, arena),
		.date = db_text(statement, 5, arena),
	};
}

bool source_list(struct store *store, const struct query *query, struct arena *arena,
		 struct source_rows *rows, struct err *err)
{
	static const struct query_list list = {
		.kind = RECORD_SOURCE,
		.select = "SELECT source.id, source.title, source.publisher, source.kind, "
			  "source.url, source.date FROM source WHERE ",
		.order_by = "ORDER BY lower(source.title), source.id",
		.read = read_source,
	};
	struct rows items = ROWS_OF(struct source_row, arena);
	if (!query_sql_list(&list, query, store, &items, err)) {
		return false;
	}
	*rows = (struct source_rows){items.items, items.count};
	return true;
}

static void read_citation(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct citation_row *row = item;
	*row = (struct citation_row){
		.source_id = db_int(statement, 0),
		.title = db_text(statement, 1, arena),
		.publisher = db_text(statement, 2, arena),
		.kind = db_text(statement, 3, arena),
		.url = db_text(statement, 4, arena),
		.date = db_text(statement, 5, arena),
		.field = db_text(statement, 6, arena),
		.claim = db_text(statement, 7, arena),
		.id = db_int(statement, 8),
	};
}

bool source_citations(struct store *store, struct ref ref, struct arena *arena,
		      struct citation_rows *rows, struct err *err)
{
	struct rows items = ROWS_OF(struct citation_row, arena);
	const char *name = record_type(ref.kind)->name;
	if (field_index(RECORD_CITATION, name) >= 0 && ref.kind != RECORD_SOURCE) {
		char sql[512];
		int len =
			snprintf(sql, sizeof sql,
				 "SELECT source.id, source.title, source.publisher, source.kind, "
				 "source.url, "
				 "source.date, citation.field, citation.claim, citation.id "
				 "FROM citation JOIN source ON source.id = citation.source_id "
				 "WHERE citation.%s_id = ?1 AND citation.binned IS NULL "
				 "AND source.binned IS NULL "
				 "ORDER BY citation.field IS NOT NULL, citation.rank, citation.id",
				 name);
		assert(len > 0 && (size_t)len < sizeof sql);
		if (!rows_select(&items, store, sql, ref.id, NULL, read_citation, err)) {
			return false;
		}
	}
	*rows = (struct citation_rows){items.items, items.count};
	return true;
}

/* What citations can point to, in the order of select_records. */
static const enum record_kind cited_kinds[] = {
	RECORD_ORGANISATION, RECORD_PERSON, RECORD_MEMBERSHIP,
	RECORD_PLACE,	     RECORD_EVENT,  RECORD_PAGE,
};

#define CITED_KINDS (sizeof cited_kinds / sizeof cited_kinds[0])

/* A record that is cited for several fields comes once. */
static const char select_records[] =
	"SELECT DISTINCT citation.organisation_id, citation.person_id, citation.membership_id, "
	"citation.place_id, citation.event_id, citation.page_id FROM citation "
	"LEFT JOIN organisation ON organisation.id = citation.organisation_id "
	"LEFT JOIN person ON person.id = citation.person_id "
	"LEFT JOIN membership ON membership.id = citation.membership_id "
	"LEFT JOIN place ON place.id = citation.place_id "
	"LEFT JOIN event ON event.id = citation.event_id "
	"LEFT JOIN page ON page.id = citation.page_id "
	"WHERE citation.source_id = ?1 AND citation.binned IS NULL "
	"AND organisation.binned IS NULL AND person.binned IS NULL AND membership.binned IS NULL "
	"AND place.binned IS NULL AND event.binned IS NULL AND page.binned IS NULL "
	"ORDER BY citation.organisation_id IS NULL, citation.person_id IS NULL, "
	"citation.membership_id IS NULL, citation.place_id IS NULL, citation.event_id IS NULL, "
	"lower(organisation.name), person.sort_key, citation.membership_id, lower(place.name), "
	"event.date, page.rank, citation.event_id, citation.page_id";

static void read_record(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	(void)arena;
	struct ref *ref = item;
	for (size_t i = 0; i < CITED_KINDS; i++) {
		int64_t id = db_int(statement, (int)i);
		if (id != 0) {
			*ref = (struct ref){cited_kinds[i], id};
		}
	}
}

bool source_records(struct store *store, int64_t source_id, struct arena *arena, struct refs *refs,
		    struct err *err)
{
	struct rows items = ROWS_OF(struct ref, arena);
	if (!rows_select(&items, store, select_records, source_id, NULL, read_record, err)) {
		return false;
	}
	*refs = (struct refs){items.items, items.count};
	return true;
}
