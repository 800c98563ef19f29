/* SPDX-License-Identifier: MIT
 *
 * One search over everything: each kind of record is asked through its own list, so that a search
 * and a filter never disagree.
 */
#include "store/search.h"

#include "base/date.h"
#include "base/str.h"
#include "store/event.h"
#include "store/organisation.h"
#include "store/person.h"
#include "store/place.h"
#include "store/query_sql.h"
#include "store/rows.h"

struct search {
	struct store *store;
	const struct query *query;
	size_t limit;
	struct arena *arena;
	struct rows rows;
};

/* Adds a row with up to three details, each of which may be NULL. Beyond the limit nothing is added. */
static void add_row(struct search *search, struct ref ref, const char *label,
		    const char *const details[3])
{
	if (search->rows.count == search->limit) {
		return;
	}
	struct str text = STR_EMPTY;
	for (int i = 0; i < 3; i++) {
		if (details[i]) {
			str_add(&text, text.len > 0 ? ", " : "");
			str_add(&text, details[i]);
		}
	}
	struct search_row *row = rows_add(&search->rows);
	*row = (struct search_row){ref, label, arena_text(search->arena, str_text(&text))};
	str_clear(&text);
}

static bool search_people(struct search *search, struct err *err)
{
	char today[DATE_SIZE];
	date_today(today);
	struct person_list list = {.query = *search->query, .day = today};
	struct person_rows found;
	if (!person_window(search->store, &list, 0, search->limit, search->arena, &found, err)) {
		return false;
	}
	for (size_t i = 0; i < found.count; i++) {
		const struct person_row *row = &found.items[i];
		const char *const details[3] = {row->post, row->body_name, row->place_name};
		add_row(search, (struct ref){RECORD_PERSON, row->id}, row->name, details);
	}
	return true;
}

static bool search_organisations(struct search *search, struct err *err)
{
	struct organisation_rows found;
	if (!organisation_list(search->store, search->query, search->arena, &found, err)) {
		return false;
	}
	for (size_t i = 0; i < found.count; i++) {
		const struct organisation_row *row = &found.items[i];
		const char *const details[3] = {row->abbreviation, row->kind, row->place_name};
		add_row(search, (struct ref){RECORD_ORGANISATION, row->id}, row->name, details);
	}
	return true;
}

static bool search_events(struct search *search, struct err *err)
{
	struct event_rows found;
	if (!event_list(search->store, search->query, 3, search->arena, &found, err)) {
		return false;
	}
	for (size_t i = 0; i < found.count; i++) {
		const struct event_row *row = &found.items[i];
		const char *const details[3] = {row->date, row->city, row->place_name};
		add_row(search, (struct ref){RECORD_EVENT, row->id}, row->title, details);
	}
	return true;
}

static bool search_places(struct search *search, struct err *err)
{
	struct place_rows found;
	if (!place_list(search->store, search->query, true, search->arena, &found, err)) {
		return false;
	}
	for (size_t i = 0; i < found.count; i++) {
		const struct place_row *row = &found.items[i];
		const char *const details[3] = {row->code};
		add_row(search, (struct ref){RECORD_PLACE, row->id}, row->name, details);
	}
	return true;
}

static void read_page(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct search_row *row = item;
	*row = (struct search_row){
		{RECORD_PAGE, db_int(statement, 0)}, db_text(statement, 1, arena), ""};
}

static bool search_pages(struct search *search, struct err *err)
{
	struct query_sql conditions;
	query_sql_make(&conditions, search->query, RECORD_PAGE, NULL, 1);
	struct str sql = STR_EMPTY;
	str_add_format(&sql, "SELECT page.id, page.title FROM page WHERE %s ORDER BY rank, uid",
		       str_text(&conditions.where));
	struct rows found = ROWS_OF(struct search_row, search->arena);
	sqlite3_stmt *statement;
	bool ok = db_prepare(search->store, str_text(&sql), &statement, err);
	if (ok) {
		query_sql_bind(&conditions, search->store, statement);
		ok = rows_fill(&found, search->store, statement, read_page, err);
	}
	static const char *const no_details[3];
	const struct search_row *rows = found.items;
	for (size_t i = 0; ok && i < found.count; i++) {
		add_row(search, rows[i].ref, rows[i].label, no_details);
	}
	str_clear(&sql);
	query_sql_clear(&conditions);
	return ok;
}

bool search_all(struct store *store, const struct query *query, size_t limit, struct arena *arena,
		struct search_rows *rows, struct err *err)
{
	static bool (*const searches[])(struct search * search, struct err * err) = {
		search_people, search_organisations, search_events, search_places, search_pages,
	};
	struct search search = {store, query, limit, arena, ROWS_OF(struct search_row, arena)};
	for (size_t i = 0; i < sizeof searches / sizeof searches[0]; i++) {
		if (search.rows.count < limit && !searches[i](&search, err)) {
			return false;
		}
	}
	*rows = (struct search_rows){search.rows.items, search.rows.count};
	return true;
}
