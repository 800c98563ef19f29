/* SPDX-License-Identifier: MIT
 *
 * What a query means in SQL. Words are looked for in search_text (see rebuild.sql): every word there
 * stands after a blank, the names of a record before the bar.
 */
#include "store/query_sql.h"

#include <stdio.h>
#include <string.h>

#include "store/term.h"

#define VALUE_SIZE 8 /* bytes of ?12 */

/* Takes a value in and gives its place in the statement, "?7". */
static const char *add_value(struct query_sql *sql, const char *value, char out[VALUE_SIZE])
{
	snprintf(out, VALUE_SIZE, "?%d", sql->place + (int)sql->count);
	sql->values[sql->count++] = value;
	return out;
}

static void add_text(struct query_sql *sql, const struct query_term *term, enum record_kind kind)
{
	char text[VALUE_SIZE];
	const char *name = record_type(kind)->name;
	str_add_format(
		&sql->where,
		"EXISTS (SELECT 1 FROM search_text WHERE record = '%s' AND record_id = %s.id "
		"AND instr(words, %s) > 0)",
		name, name, add_value(sql, term->text, text));
}

/* Whether the country at hand is the one with that code or, when there is none, has a word in its
 * name that begins so. The name is the first text of its words and ends at two blanks. */
static void add_country(struct query_sql *sql, const struct query_term *term, enum record_kind kind)
{
	static const char *const columns[RECORD_KINDS] = {
		[RECORD_PLACE] = "country.id = place.id",
		[RECORD_ORGANISATION] = "country.id = organisation.place_id",
		[RECORD_PERSON] = "country.id = person.place_id",
		[RECORD_EVENT] = "(country.id = event.place_id OR country.id IN (SELECT place_id "
				 "FROM event_link WHERE event_id = event.id AND binned IS NULL))",
	};
	if (!columns[kind]) {
		str_add(&sql->where, "0");
		return;
	}
	char code[VALUE_SIZE];
	char text[VALUE_SIZE];
	add_value(sql, term->raw, code);
	add_value(sql, term->text, text);
	str_add_format(&sql->where,
		       "EXISTS (SELECT 1 FROM place country "
		       "JOIN search_text ON record = 'place' AND record_id = country.id "
		       "WHERE %s AND (country.code = upper(%s) "
		       "OR NOT EXISTS (SELECT 1 FROM place WHERE code = upper(%s)) "
		       "AND instr(words, %s) BETWEEN 1 AND instr(words, '  ')))",
		       columns[kind], code, code, text);
}

/* A kind is a word of a short list, so ASCII folding is enough. */
static void add_kind(struct query_sql *sql, const struct query_term *term, enum record_kind kind)
{
	char text[VALUE_SIZE];
	if (kind != RECORD_ORGANISATION && kind != RECORD_EVENT) {
		str_add(&sql->where, "0");
		return;
	}
	str_add_format(&sql->where,
		       "instr(' ' || replace(lower(%s.kind), '-', ' ') || ' ', %s) = 1",
		       record_type(kind)->name, add_value(sql, term->text, text));
}

static void add_body(struct query_sql *sql, const struct query_term *term)
{
	char text[VALUE_SIZE];
	str_add_format(&sql->where,
		       " AND term.organisation_id IN (SELECT record_id FROM search_text "
		       "WHERE record = 'organisation' "
		       "AND instr(words, %s) BETWEEN 1 AND instr(words, '|'))",
		       add_value(sql, term->text, text));
}

/* The blank more on both sides holds the term to the beginning of a role or title. */
static void add_role(struct query_sql *sql, const struct query_term *term)
{
	char text[VALUE_SIZE];
	str_add_format(&sql->where,
		       " AND EXISTS (SELECT 1 FROM search_text WHERE record = 'membership' "
		       "AND record_id = term.id "
		       "AND instr(' ' || words, ' ' || %s) BETWEEN 1 AND instr(words, '|'))",
		       add_value(sql, term->text, text));
}

/* Adds to dates that a term holds on the date. */
static void add_date(struct query_sql *sql, const char *date, struct str *dates)
{
	char text[VALUE_SIZE];
	str_add(dates, " AND ");
	term_add_condition(dates, add_value(sql, date, text));
}

/* The moments that terms of office are looked at: every at: of the query, else the day. */
static void add_dates(struct query_sql *sql, const struct query *query, const char *day,
		      struct str *dates)
{
	for (size_t i = 0; i < query->count; i++) {
		if (query->terms[i].field == QUERY_AT && !query->terms[i].negated) {
			add_date(sql, query->terms[i].text, dates);
		}
	}
	if (dates->len == 0 && day) {
		add_date(sql, day, dates);
	}
}

static bool is_of_office(enum query_field field)
{
	return field == QUERY_BODY || field == QUERY_ROLE || field == QUERY_AT;
}

/* What a term of the query asks of a term of office, but for when it held. */
static void add_office(struct query_sql *sql, const struct query_term *term)
{
	if (term->field == QUERY_BODY) {
		add_body(sql, term);
	} else if (term->field == QUERY_ROLE) {
		add_role(sql, term);
	}
}

static const char held_term[] = "EXISTS (SELECT 1 FROM membership term "
				"WHERE term.person_id = person.id AND term.binned IS NULL";

static void add_held(struct query_sql *sql, const struct query *query, const struct str *dates)
{
	str_add_format(&sql->where, " AND %s%s", held_term, str_text(dates));
	for (size_t i = 0; i < query->count; i++) {
		if (!query->terms[i].negated) {
			add_office(sql, &query->terms[i]);
		}
	}
	str_add(&sql->where, ")");
}

static void add_not_held(struct query_sql *sql, const struct query_term *term,
			 const struct str *dates)
{
	str_add_format(&sql->where, " AND NOT %s", held_term);
	if (term->field == QUERY_AT) {
		add_date(sql, term->text, &sql->where);
	} else {
		str_add(&sql->where, str_text(dates));
		add_office(sql, term);
	}
	str_add(&sql->where, ")");
}

/* body:, role: and at: of people. What stands without a minus is asked of one term of office. */
static void add_offices(struct query_sql *sql, const struct query *query, enum record_kind kind,
			const char *day)
{
	struct str dates = STR_EMPTY;
	bool has_held = false;
	if (kind == RECORD_PERSON) {
		add_dates(sql, query, day, &dates);
	}
	for (size_t i = 0; i < query->count; i++) {
		const struct query_term *term = &query->terms[i];
		if (!is_of_office(term->field)) {
			continue;
		}
		if (kind != RECORD_PERSON) {
			str_add(&sql->where, term->negated ? "" : " AND 0");
		} else if (term->negated) {
			add_not_held(sql, term, &dates);
		} else if (!has_held) {
			add_held(sql, query, &dates);
			has_held = true;
		}
	}
	str_clear(&dates);
}

static void add_other(struct query_sql *sql, const struct query_term *term, enum record_kind kind)
{
	str_add(&sql->where, term->negated ? " AND NOT (" : " AND (");
	if (term->field == QUERY_TEXT) {
		add_text(sql, term, kind);
	} else if (term->field == QUERY_COUNTRY) {
		add_country(sql, term, kind);
	} else {
		add_kind(sql, term, kind);
	}
	str_add(&sql->where, ")");
}

void query_sql_make(struct query_sql *sql, const struct query *query, enum record_kind kind,
		    const char *day, int place)
{
	*sql = (struct query_sql){.place = place};
	str_add_format(&sql->where, "%s.binned IS NULL", record_type(kind)->name);
	bool has_office = false;
	for (size_t i = 0; i < query->count; i++) {
		if (is_of_office(query->terms[i].field)) {
			has_office = true;
		} else {
			add_other(sql, &query->terms[i], kind);
		}
	}
	if (has_office) {
		add_offices(sql, query, kind, day);
	}
}

void query_sql_bind(const struct query_sql *sql, struct store *store, sqlite3_stmt *statement)
{
	for (size_t i = 0; i < sql->count; i++) {
		db_bind_text(store, statement, sql->place + (int)i, sql->values[i]);
	}
}

void query_sql_clear(struct query_sql *sql)
{
	str_clear(&sql->where);
}
