/* SPDX-License-Identifier: MIT
 *
 * Events for the timeline, and what they are tied to.
 */
#include "store/event.h"

#include "base/str.h"
#include "store/organisation.h"
#include "store/person_name.h"
#include "store/query_sql.h"
#include "store/rows.h"

static const char select_events[] =
	"SELECT event.id, event.date, event.date_end, event.kind, event.importance, event.title, "
	"event.city, place.code, place.name, ";

static const char from_events[] = " FROM event LEFT JOIN place ON place.id = event.place_id ";

static const char order_events[] = " ORDER BY event.date, event.uid";

static void read_event(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct event_row *row = item;
	*row = (struct event_row){
		.id = db_int(statement, 0),
		.date = db_text(statement, 1, arena),
		.date_end = db_text(statement, 2, arena),
		.kind = db_text(statement, 3, arena),
		.importance = (int)db_int(statement, 4),
		.title = db_text(statement, 5, arena),
		.city = db_text(statement, 6, arena),
		.place_code = db_text(statement, 7, arena),
		.place_name = db_text(statement, 8, arena),
		.role = db_text(statement, 9, arena),
		.link_id = db_int(statement, 10),
	};
}

bool event_list(struct store *store, const struct query *query, int importance, struct arena *arena,
		struct event_rows *rows, struct err *err)
{
	struct query_sql conditions;
	query_sql_make(&conditions, query, RECORD_EVENT, NULL, 2);
	struct str sql = STR_EMPTY;
	str_add_format(&sql, "%sNULL, NULL%sWHERE event.importance <= ?1 AND %s%s", select_events,
		       from_events, str_text(&conditions.where), order_events);
	struct rows items = ROWS_OF(struct event_row, arena);
	sqlite3_stmt *statement;
	bool ok = db_prepare(store, str_text(&sql), &statement, err);
	if (ok) {
		db_bind_int(store, statement, 1, importance);
		query_sql_bind(&conditions, store, statement);
		ok = rows_fill(&items, store, statement, read_event, err);
	}
	if (ok) {
		*rows = (struct event_rows){items.items, items.count};
	}
	str_clear(&sql);
	query_sql_clear(&conditions);
	return ok;
}

/* An event is tied to a country by a link or by having taken place there. It comes once, with the
 * part that the first link tells. */
bool event_of(struct store *store, struct ref ref, struct arena *arena, struct event_rows *rows,
	      struct err *err)
{
	const char *name = record_type(ref.kind)->name;
	struct str sql = STR_EMPTY;
	str_add_format(
		&sql,
		"%slink.role, link.id%s"
		"LEFT JOIN event_link link ON link.id = (SELECT first.id FROM event_link first "
		"WHERE first.event_id = event.id AND first.binned IS NULL AND first.%s_id = ?1 "
		"ORDER BY first.rank, first.id LIMIT 1) "
		"WHERE event.binned IS NULL AND (event.id IN (SELECT event_id FROM event_link "
		"WHERE %s_id = ?1 AND binned IS NULL)%s)%s",
		select_events, from_events, name, name,
		ref.kind == RECORD_PLACE ? " OR event.place_id = ?1" : "", order_events);
	struct rows items = ROWS_OF(struct event_row, arena);
	bool ok = rows_select(&items, store, str_text(&sql), ref.id, NULL, read_event, err);
	str_clear(&sql);
	if (ok) {
		*rows = (struct event_rows){items.items, items.count};
	}
	return ok;
}

static const char select_links[] =
	"SELECT link.organisation_id, link.person_id, link.place_id, "
	"coalesce(organisation.name, person.name, place.name) AS name, "
	"person.latin_name, person.family_name, person.given_name, link.role, event.date, "
	"link.id "
	"FROM event_link link "
	"JOIN event ON event.id = link.event_id "
	"LEFT JOIN organisation ON organisation.id = link.organisation_id "
	"LEFT JOIN person ON person.id = link.person_id "
	"LEFT JOIN place ON place.id = link.place_id "
	"WHERE link.event_id = ?1 AND link.binned IS NULL AND organisation.binned IS NULL "
	"AND person.binned IS NULL AND place.binned IS NULL "
	"ORDER BY link.organisation_id IS NULL, link.person_id IS NULL, link.rank, "
	"coalesce(person.sort_key, lower(organisation.name), lower(place.name)), link.id";

/* A link as it is read; the name that an organisation bore is asked for afterwards. */
struct link {
	struct event_link_row row;
	const char *date;
};

static void read_link(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct link *link = item;
	link->date = db_text(statement, 8, arena);
	link->row.id = db_int(statement, 9);
	link->row.role = db_text(statement, 7, arena);
	link->row.name = db_text(statement, 3, arena);
	if (db_int(statement, 0) != 0) {
		link->row.target = (struct ref){RECORD_ORGANISATION, db_int(statement, 0)};
	} else if (db_int(statement, 2) != 0) {
		link->row.target = (struct ref){RECORD_PLACE, db_int(statement, 2)};
	} else {
		struct person_name name = {
			.name = link->row.name,
			.latin_name = db_lent_text(statement, 4),
			.family_name = db_lent_text(statement, 5),
			.given_name = db_lent_text(statement, 6),
		};
		link->row.target = (struct ref){RECORD_PERSON, db_int(statement, 1)};
		link->row.name = person_name_for_list(&name, arena);
	}
}

bool event_links(struct store *store, int64_t id, struct arena *arena, struct event_link_rows *rows,
		 struct err *err)
{
	struct rows links = ROWS_OF(struct link, arena);
	if (!rows_select(&links, store, select_links, id, NULL, read_link, err)) {
		return false;
	}
	struct event_link_row *items =
		arena_new_array(arena, links.count + 1, sizeof(struct event_link_row));
	for (size_t i = 0; i < links.count; i++) {
		const struct link *link = (const struct link *)links.items + i;
		items[i] = link->row;
		if (items[i].target.kind == RECORD_ORGANISATION) {
			items[i].name = organisation_name_at(store, items[i].target.id, link->date,
							     arena, err);
			if (!items[i].name) {
				return false;
			}
		}
	}
	*rows = (struct event_link_rows){items, links.count};
	return true;
}
