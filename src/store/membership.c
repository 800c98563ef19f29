/* SPDX-License-Identifier: MIT
 *
 * Terms of office. Whether one is current is computed for a day, by the one rule of term.h.
 */
#include "store/membership.h"

#include "base/date.h"
#include "base/str.h"
#include "store/organisation.h"
#include "store/person_name.h"
#include "store/rows.h"
#include "store/term.h"

/* ?1 is the id that a list asks for, ?2 the day. */
static const char select_terms[] =
	"SELECT term.id, term.person_id, term.member_id, "
	"coalesce(person.name, member.name) AS member_name, person.latin_name, "
	"person.family_name, person.given_name, "
	"body.id, body.name AS body_name, term.role, term.title, behalf.id, behalf.name, "
	"term.valid_from, term.valid_to, term.ended, term.note, term.rank, "
	"coalesce(person.sort_key, lower(member.name)) AS sort_key, "
	"EXISTS (SELECT 1 FROM organisation_name "
	"WHERE organisation_id IN (term.organisation_id, term.behalf_id, term.member_id) "
	"AND kind = 'former' AND binned IS NULL), ";

static const char from_terms[] = " AS is_current "
				 "FROM membership term "
				 "JOIN organisation body ON body.id = term.organisation_id "
				 "LEFT JOIN person ON person.id = term.person_id "
				 "LEFT JOIN organisation member ON member.id = term.member_id "
				 "LEFT JOIN organisation behalf "
				 "ON behalf.id = term.behalf_id AND behalf.binned IS NULL "
				 "WHERE term.binned IS NULL AND body.binned IS NULL "
				 "AND person.binned IS NULL AND member.binned IS NULL ";

/* Adds the roles as the choices of the field stand. */
static void add_role_order(struct str *sql)
{
	const struct record_type *type = record_type(RECORD_MEMBERSHIP);
	const char *const *roles = type->fields[field_index(RECORD_MEMBERSHIP, "role")].choices;
	int place = 0;
	str_add(sql, "CASE term.role");
	for (; roles[place] != NULL; place++) {
		str_add_format(sql, " WHEN '%s' THEN %d", roles[place], place);
	}
	str_add_format(sql, " ELSE %d END", place);
}

/* A list of the terms whose column holds the id. */
struct term_list {
	const char *column;
	const char *order_by; /* behind the rank */
	bool is_by_role;      /* before order_by, of current terms */
	int64_t id;
	const char *day;
};

/* Adds the order of terms: current ones by rank, past ones by their end, the latest first. */
static void add_order(struct str *sql, const struct term_list *list)
{
	str_add(sql, " ORDER BY is_current DESC, CASE WHEN is_current THEN term.rank END, "
		     "CASE WHEN is_current THEN NULL "
		     "ELSE coalesce(term.valid_to, '9999') END DESC, ");
	if (list->is_by_role) {
		str_add(sql, "CASE WHEN is_current THEN ");
		add_role_order(sql);
		str_add(sql, " END, ");
	}
	str_add(sql, list->order_by);
}

enum column {
	COLUMN_ID,
	COLUMN_PERSON,
	COLUMN_MEMBER,
	COLUMN_NAME,
	COLUMN_LATIN_NAME,
	COLUMN_FAMILY_NAME,
	COLUMN_GIVEN_NAME,
	COLUMN_BODY,
	COLUMN_BODY_NAME,
	COLUMN_ROLE,
	COLUMN_TITLE,
	COLUMN_BEHALF,
	COLUMN_BEHALF_NAME,
	COLUMN_VALID_FROM,
	COLUMN_VALID_TO,
	COLUMN_ENDED,
	COLUMN_NOTE,
	COLUMN_RANK,
	COLUMN_SORT_KEY,
	COLUMN_IS_RENAMED,
	COLUMN_IS_CURRENT,
};

/* A term as it is read; the names that its organisations bore are asked for afterwards. */
struct term {
	struct membership_row row;
	bool is_renamed; /* one of the organisations bore another name once */
};

static void read_member(sqlite3_stmt *statement, struct arena *arena, struct membership_row *row)
{
	int64_t person_id = db_int(statement, COLUMN_PERSON);
	if (person_id == 0) {
		row->member = (struct ref){RECORD_ORGANISATION, db_int(statement, COLUMN_MEMBER)};
		row->member_name = db_text(statement, COLUMN_NAME, arena);
		return;
	}
	struct person_name name = {
		.name = db_lent_text(statement, COLUMN_NAME),
		.latin_name = db_lent_text(statement, COLUMN_LATIN_NAME),
		.family_name = db_lent_text(statement, COLUMN_FAMILY_NAME),
		.given_name = db_lent_text(statement, COLUMN_GIVEN_NAME),
	};
	row->member = (struct ref){RECORD_PERSON, person_id};
	row->member_name = person_name_for_list(&name, arena);
}

static void read_term(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct term *term = item;
	struct membership_row *row = &term->row;
	term->is_renamed = db_int(statement, COLUMN_IS_RENAMED) != 0;
	*row = (struct membership_row){
		.id = db_int(statement, COLUMN_ID),
		.body_id = db_int(statement, COLUMN_BODY),
		.body_name = db_text(statement, COLUMN_BODY_NAME, arena),
		.role = db_text(statement, COLUMN_ROLE, arena),
		.title = db_text(statement, COLUMN_TITLE, arena),
		.behalf_id = db_int(statement, COLUMN_BEHALF),
		.behalf_name = db_text(statement, COLUMN_BEHALF_NAME, arena),
		.valid_from = db_text(statement, COLUMN_VALID_FROM, arena),
		.valid_to = db_text(statement, COLUMN_VALID_TO, arena),
		.ended = db_text(statement, COLUMN_ENDED, arena),
		.note = db_text(statement, COLUMN_NOTE, arena),
		.is_current = db_int(statement, COLUMN_IS_CURRENT) != 0,
	};
	read_member(statement, arena, row);
}

static bool name_at(struct store *store, int64_t id, const char *date, struct arena *arena,
		    const char **name, struct err *err)
{
	const char *found = id == 0 ? NULL : organisation_name_at(store, id, date, arena, err);
	if (id != 0 && !found) {
		return false;
	}
	*name = found;
	return true;
}

/* A term that is over shows the names of the day on which it ended. */
static bool use_names_of_the_time(struct store *store, const char *day, struct arena *arena,
				  struct term *term, struct err *err)
{
	struct membership_row *row = &term->row;
	bool is_over = !row->is_current && row->valid_to && date_compare(row->valid_to, day) < 0;
	if (!is_over || !term->is_renamed) {
		return true;
	}
	return name_at(store, row->body_id, row->valid_to, arena, &row->body_name, err) &&
	       name_at(store, row->behalf_id, row->valid_to, arena, &row->behalf_name, err) &&
	       (row->member.kind != RECORD_ORGANISATION ||
		name_at(store, row->member.id, row->valid_to, arena, &row->member_name, err));
}

static bool read_list(struct store *store, const struct term_list *list, struct arena *arena,
		      struct membership_rows *terms, struct err *err)
{
	struct str sql = STR_EMPTY;
	str_add(&sql, select_terms);
	term_add_condition(&sql, "?2");
	str_add_format(&sql, "%s AND %s = ?1", from_terms, list->column);
	add_order(&sql, list);
	struct rows rows = ROWS_OF(struct term, arena);
	bool ok = rows_select(&rows, store, str_text(&sql), list->id, list->day, read_term, err);
	str_clear(&sql);
	struct membership_row *items = arena_new_array(arena, rows.count + 1, sizeof *items);
	struct term *found = rows.items;
	for (size_t i = 0; ok && i < rows.count; i++) {
		ok = use_names_of_the_time(store, list->day, arena, &found[i], err);
		items[i] = found[i].row;
	}
	if (ok) {
		*terms = (struct membership_rows){items, rows.count};
	}
	return ok;
}

bool membership_in_body(struct store *store, int64_t body_id, const char *day, struct arena *arena,
			struct membership_rows *rows, struct err *err)
{
	struct term_list list = {"term.organisation_id", "sort_key, term.id", true, body_id, day};
	return read_list(store, &list, arena, rows, err);
}

bool membership_of(struct store *store, struct ref member, const char *day, struct arena *arena,
		   struct membership_rows *rows, struct err *err)
{
	struct term_list list = {
		.column = member.kind == RECORD_PERSON ? "term.person_id" : "term.member_id",
		.order_by = "term.valid_from, body_name, term.id",
		.id = member.id,
		.day = day,
	};
	return read_list(store, &list, arena, rows, err);
}

bool membership_on_behalf(struct store *store, int64_t organisation_id, const char *day,
			  struct arena *arena, struct membership_rows *rows, struct err *err)
{
	struct term_list list = {"term.behalf_id", "sort_key, term.id", true, organisation_id, day};
	return read_list(store, &list, arena, rows, err);
}
