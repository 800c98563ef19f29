/* SPDX-License-Identifier: MIT
 *
 * People in the order of their names, a window of the list at a time. Which post a person shows is
 * found in the same statement, for the rows of the window alone where the order allows it.
 */
#include "store/person.h"

#include "base/str.h"
#include "store/person_ladder.h"
#include "store/person_name.h"
#include "store/query_sql.h"
#include "store/rows.h"
#include "store/term.h"

/* Places of the values of a statement; those of the query come last. */
enum {
	PLACE_DAY = 1,
	PLACE_FIRST,
	PLACE_PERSON = PLACE_FIRST,
	PLACE_LIMIT,
	PLACE_KEY, /* of a rung */
	PLACE_UID,
	PLACE_QUERY,
};

/* Orders, forth and back. People without post or country come last both ways. */
static const char *const orders[][2] = {
	[PERSON_BY_NAME] = {"person.sort_key, person.uid", "person.sort_key DESC, person.uid DESC"},
	[PERSON_BY_BODY] =
		{"body.id IS NULL, coalesce(body.abbreviation, body.name) COLLATE NOCASE, body.id, "
		 "person.sort_key, person.uid",
		 "body.id IS NULL, coalesce(body.abbreviation, body.name) COLLATE NOCASE DESC, "
		 "body.id DESC, "
		 "person.sort_key DESC, person.uid DESC"},
	[PERSON_BY_COUNTRY] = {"place.id IS NULL, place.name COLLATE NOCASE, place.id, "
			       "person.sort_key, person.uid",
			       "place.id IS NULL, place.name COLLATE NOCASE DESC, place.id DESC, "
			       "person.sort_key DESC, person.uid DESC"},
};

/* What the order needs beside the person. */
static void add_sources(struct str *sql, enum person_order order)
{
	str_add(sql, " FROM person");
	if (order == PERSON_BY_COUNTRY) {
		str_add(sql, " LEFT JOIN place ON place.id = person.place_id");
	} else if (order == PERSON_BY_BODY) {
		str_add(sql, " LEFT JOIN membership post ON post.id = ");
		term_add_first(sql, "?1");
		str_add(sql, " LEFT JOIN organisation body ON body.id = post.organisation_id");
	}
}

/* Whether it is the list of everybody by name, where the ladder tells places. */
static bool is_plain(const struct person_list *list)
{
	return list->order == PERSON_BY_NAME && list->query.count == 0;
}

bool person_count(struct store *store, const struct person_list *list, size_t *count,
		  struct err *err)
{
	if (is_plain(list)) {
		return person_ladder_count(store, count, err);
	}
	struct query_sql conditions;
	query_sql_make(&conditions, &list->query, RECORD_PERSON, list->day, 1);
	struct str sql = STR_EMPTY;
	str_add_format(&sql, "SELECT count(*) FROM person WHERE %s", str_text(&conditions.where));
	sqlite3_stmt *statement;
	bool row;
	bool ok = db_prepare(store, str_text(&sql), &statement, err);
	if (ok) {
		query_sql_bind(&conditions, store, statement);
		ok = db_step(store, statement, &row, err);
	}
	if (ok) {
		*count = (size_t)db_int(statement, 0);
		db_reset(statement);
	}
	str_clear(&sql);
	query_sql_clear(&conditions);
	return ok;
}

enum column {
	COLUMN_ID,
	COLUMN_NAME,
	COLUMN_LATIN_NAME,
	COLUMN_FAMILY_NAME,
	COLUMN_GIVEN_NAME,
	COLUMN_POST,
	COLUMN_BODY,
	COLUMN_BODY_NAME,
	COLUMN_BODY_ID,
	COLUMN_AGENCY,
	COLUMN_PLACE_CODE,
	COLUMN_PLACE_NAME,
};

static const char select_people[] =
	"SELECT person.id, person.name, person.latin_name, person.family_name, person.given_name, "
	"coalesce(post.title, post.role), coalesce(body.abbreviation, body.name), body.name, "
	"body.id, coalesce(behalf.abbreviation, behalf.name), place.code, place.name "
	"FROM ";

static const char join_posts[] =
	" LEFT JOIN organisation body ON body.id = post.organisation_id "
	"LEFT JOIN organisation behalf ON behalf.id = post.behalf_id AND behalf.binned IS NULL";

static void read_person(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct person_name name = {
		.name = db_lent_text(statement, COLUMN_NAME),
		.latin_name = db_lent_text(statement, COLUMN_LATIN_NAME),
		.family_name = db_lent_text(statement, COLUMN_FAMILY_NAME),
		.given_name = db_lent_text(statement, COLUMN_GIVEN_NAME),
	};
	struct person_row *row = item;
	*row = (struct person_row){
		.id = db_int(statement, COLUMN_ID),
		.name = person_name_for_list(&name, arena),
		.post = db_text(statement, COLUMN_POST, arena),
		.body = db_text(statement, COLUMN_BODY, arena),
		.body_name = db_text(statement, COLUMN_BODY_NAME, arena),
		.body_id = db_int(statement, COLUMN_BODY_ID),
		.agency = db_text(statement, COLUMN_AGENCY, arena),
		.place_code = db_text(statement, COLUMN_PLACE_CODE, arena),
		.place_name = db_text(statement, COLUMN_PLACE_NAME, arena),
	};
}

/* Where the reading of a window begins: at a rung of the ladder, if there is one, and so many further. */
struct beginning {
	struct person_rung rung; /* sort_key NULL for the top of the list */
	size_t skipped;
};

/* In the list of everybody the rung is before the first row, and behind it in the reverse order. */
static bool find_beginning(struct store *store, const struct person_list *list, size_t first,
			   struct beginning *beginning, struct err *err)
{
	struct person_rung before;
	struct person_rung behind;
	size_t count;
	*beginning = (struct beginning){.skipped = first};
	if (!is_plain(list)) {
		return true;
	}
	if (!person_ladder_count(store, &count, err)) {
		return false;
	}
	size_t place = first;
	if (list->reverse && first < count) {
		place = count - 1 - first;
	}
	if (!person_ladder_span(store, place, &before, &behind, err)) {
		return false;
	}
	if (!list->reverse) {
		*beginning = (struct beginning){before, first - before.place};
	} else if (first < count && place < behind.place) {
		*beginning = (struct beginning){behind, behind.place - 1 - place};
	}
	return true;
}

/* The people of the window are chosen first; what they show is asked for them alone. */
static void add_window(struct str *sql, const struct person_list *list,
		       const struct beginning *beginning, const char *where)
{
	const char *order = orders[list->order][list->reverse];
	str_add_format(sql, "%s(SELECT person.id AS id", select_people);
	add_sources(sql, list->order);
	str_add_format(sql, " WHERE %s", where);
	if (beginning->rung.sort_key) {
		str_add_format(sql, " AND (person.sort_key, person.uid) %s (?4, ?5)",
			       list->reverse ? "<" : ">=");
	}
	str_add_format(sql,
		       " ORDER BY %s LIMIT ?3 OFFSET ?2) chosen "
		       "JOIN person ON person.id = chosen.id "
		       "LEFT JOIN place ON place.id = person.place_id "
		       "LEFT JOIN membership post ON post.id = ",
		       order);
	term_add_first(sql, "?1");
	str_add_format(sql, "%s ORDER BY %s", join_posts, order);
}

static int64_t as_number(size_t size)
{
	return size > INT64_MAX ? INT64_MAX : (int64_t)size;
}

bool person_window(struct store *store, const struct person_list *list, size_t first, size_t limit,
		   struct arena *arena, struct person_rows *rows, struct err *err)
{
	struct query_sql conditions;
	struct beginning beginning;
	if (!find_beginning(store, list, first, &beginning, err)) {
		return false;
	}
	query_sql_make(&conditions, &list->query, RECORD_PERSON, list->day, PLACE_QUERY);
	struct str sql = STR_EMPTY;
	add_window(&sql, list, &beginning, str_text(&conditions.where));
	struct rows items = ROWS_OF(struct person_row, arena);
	sqlite3_stmt *statement;
	bool ok = db_prepare(store, str_text(&sql), &statement, err);
	if (ok) {
		query_sql_bind(&conditions, store, statement);
		db_bind_text(store, statement, PLACE_DAY, list->day);
		db_bind_int(store, statement, PLACE_FIRST, as_number(beginning.skipped));
		db_bind_int(store, statement, PLACE_LIMIT, as_number(limit));
		if (beginning.rung.sort_key) {
			db_bind_text(store, statement, PLACE_KEY, beginning.rung.sort_key);
			db_bind_text(store, statement, PLACE_UID, beginning.rung.uid);
		}
		ok = rows_fill(&items, store, statement, read_person, err);
	}
	if (ok) {
		*rows = (struct person_rows){items.items, items.count};
	}
	str_clear(&sql);
	query_sql_clear(&conditions);
	return ok;
}

/* In the order of names the index counts who stands before; any other order is numbered through. */
static void add_position(struct str *sql, const struct person_list *list, const char *where)
{
	if (list->order == PERSON_BY_NAME) {
		str_add_format(sql,
			       "SELECT (SELECT count(*) FROM person WHERE %s "
			       "AND (person.sort_key, person.uid) %s (SELECT this.sort_key, "
			       "this.uid FROM person this WHERE this.id = ?2)) "
			       "FROM person WHERE person.id = ?2 AND %s",
			       where, list->reverse ? ">" : "<", where);
		return;
	}
	str_add_format(sql,
		       "SELECT place FROM (SELECT person.id AS id, row_number() OVER (ORDER BY %s) "
		       "- 1 AS place",
		       orders[list->order][list->reverse]);
	add_sources(sql, list->order);
	str_add_format(sql, " WHERE %s) WHERE id = ?2", where);
}

/* The place in the list of everybody, whose ladder counts from the top of the names. */
static bool find_by_ladder(struct store *store, const struct person_list *list, int64_t id,
			   size_t *place, bool *found, struct err *err)
{
	static const char sql[] = "SELECT sort_key, uid\n"
				  "FROM person\n"
				  "WHERE id = ?1 AND binned IS NULL";
	sqlite3_stmt *statement;
	size_t before;
	size_t count;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(store, statement, 1, id);
	bool ok = db_step(store, statement, found, err);
	if (!ok || !*found) {
		*place = 0;
		return ok;
	}
	ok = person_ladder_place(store, db_lent_text(statement, 0), db_lent_text(statement, 1),
				 &before, err) &&
	     person_ladder_count(store, &count, err);
	db_reset(statement);
	if (ok) {
		*place = list->reverse ? count - 1 - before : before;
	}
	return ok;
}

bool person_position(struct store *store, const struct person_list *list, int64_t id, size_t *place,
		     bool *found, struct err *err)
{
	if (is_plain(list)) {
		return find_by_ladder(store, list, id, place, found, err);
	}
	struct query_sql conditions;
	query_sql_make(&conditions, &list->query, RECORD_PERSON, list->day, PLACE_QUERY);
	struct str sql = STR_EMPTY;
	add_position(&sql, list, str_text(&conditions.where));
	sqlite3_stmt *statement;
	bool row;
	bool ok = db_prepare(store, str_text(&sql), &statement, err);
	if (ok) {
		query_sql_bind(&conditions, store, statement);
		db_bind_text(store, statement, PLACE_DAY, list->day);
		db_bind_int(store, statement, PLACE_PERSON, id);
		ok = db_step(store, statement, &row, err);
	}
	if (ok) {
		*found = row;
		*place = row ? (size_t)db_int(statement, 0) : 0;
		db_reset(statement);
	}
	str_clear(&sql);
	query_sql_clear(&conditions);
	return ok;
}
