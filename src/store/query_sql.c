/* SPDX-License-Identifier: MIT
 *
 * What a query means in SQL. Words are looked for in search_text (see rebuild.sql): every word there
 * stands after a blank, the names of a record before the bar.
 */
#include "store/query_sql.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "store/country_name.h"
#include "store/term.h"

#define VALUE_SIZE 8 /* bytes of ?12 */

/* One for each term of the query, one for a day, and the bin. */
#define CONDITIONS_MAX (QUERY_TERMS_MAX + 2)

/* Conditions on their way to be joined. */
struct conditions {
	struct str text;
	size_t count;
	size_t ends[CONDITIONS_MAX]; /* bytes of text behind each of them */
};

static void condition_end(struct conditions *conditions)
{
	assert(conditions->count < CONDITIONS_MAX);
	conditions->ends[conditions->count++] = conditions->text.len;
}

/* Joins conditions by AND, as a flat tree: SQLite limits how deep an expression may be, and counts
 * the depth of a statement within a statement several times. */
static void join(const struct conditions *conditions, size_t first, size_t count, struct str *out)
{
	if (count == 1) {
		size_t start = first > 0 ? conditions->ends[first - 1] : 0;
		str_add_bytes(out, conditions->text.data + start, conditions->ends[first] - start);
		return;
	}
	str_add(out, "(");
	join(conditions, first, count / 2, out);
	str_add(out, " AND ");
	join(conditions, first + count / 2, count - count / 2, out);
	str_add(out, ")");
}

/* Takes a value in and gives its place in the statement, "?7". */
static const char *add_value(struct query_sql *sql, const char *value, char out[VALUE_SIZE])
{
	assert(sql->count < QUERY_VALUES_MAX);
	snprintf(out, VALUE_SIZE, "?%d", sql->place + (int)sql->count);
	sql->values[sql->count++] = value;
	return out;
}

static void add_text(struct query_sql *sql, const struct query_term *term, enum record_kind kind,
		     struct str *out)
{
	char text[VALUE_SIZE];
	const char *name = record_type(kind)->name;
	str_add_format(out,
		       "EXISTS (SELECT 1 FROM search_text WHERE record = '%s' "
		       "AND record_id = %s.id AND instr(words, %s) > 0)",
		       name, name, add_value(sql, term->text, text));
}

/* Whether the country at hand is the one with that code or with that other name, which no file holds;
 * when there is none, or three small letters may be meant otherwise, whether a word in its name begins so.
 * The name is the first text of its words and ends at two blanks. */
static void add_country(struct query_sql *sql, const struct query_term *term, enum record_kind kind,
			struct str *out)
{
	static const char *const columns[RECORD_KINDS] = {
		[RECORD_PLACE] = "country.id = place.id",
		[RECORD_ORGANISATION] = "country.id = organisation.place_id",
		[RECORD_PERSON] = "country.id = person.place_id",
		[RECORD_EVENT] = "(country.id = event.place_id OR country.id IN (SELECT place_id "
				 "FROM event_link WHERE event_id = event.id AND binned IS NULL))",
	};
	if (!columns[kind]) {
		str_add(out, "0");
		return;
	}
	char code[VALUE_SIZE];
	char certain[VALUE_SIZE];
	char text[VALUE_SIZE];
	const char *known = country_name_code(term->raw);
	bool is_certain = known && !country_name_is_doubtful(term->raw);
	add_value(sql, known ? known : term->raw, code);
	add_value(sql, is_certain ? known : term->raw, certain);
	add_value(sql, term->text, text);
	str_add_format(out,
		       "EXISTS (SELECT 1 FROM place country "
		       "JOIN search_text ON record = 'place' AND record_id = country.id "
		       "WHERE %s AND (country.code = upper(%s) "
		       "OR NOT EXISTS (SELECT 1 FROM place WHERE code = upper(%s)) "
		       "AND instr(words, %s) BETWEEN 1 AND instr(words, '  ')))",
		       columns[kind], code, certain, text);
}

/* A kind is a word of a short list, so ASCII folding is enough. */
static void add_kind(struct query_sql *sql, const struct query_term *term, enum record_kind kind,
		     struct str *out)
{
	char text[VALUE_SIZE];
	if (kind != RECORD_ORGANISATION && kind != RECORD_EVENT) {
		str_add(out, "0");
		return;
	}
	str_add_format(out, "instr(' ' || replace(lower(%s.kind), '-', ' ') || ' ', %s) = 1",
		       record_type(kind)->name, add_value(sql, term->text, text));
}

static void add_body(struct query_sql *sql, const struct query_term *term, struct str *out)
{
	char text[VALUE_SIZE];
	str_add_format(out, "instr(body.words, %s) BETWEEN 1 AND instr(body.words, '|')",
		       add_value(sql, term->text, text));
}

/* The blank more on both sides holds the term to the beginning of a role or title. */
static void add_role(struct query_sql *sql, const struct query_term *term, struct str *out)
{
	char text[VALUE_SIZE];
	str_add_format(out,
		       "instr(' ' || post.words, ' ' || %s) BETWEEN 1 AND instr(post.words, '|')",
		       add_value(sql, term->text, text));
}

static void add_date(struct query_sql *sql, const char *date, struct str *out)
{
	char text[VALUE_SIZE];
	term_add_condition(out, add_value(sql, date, text));
}

static bool is_of_office(enum query_field field)
{
	return field == QUERY_BODY || field == QUERY_ROLE || field == QUERY_AT;
}

/* What a term of the query asks of a term of office. */
static void add_office(struct query_sql *sql, const struct query_term *term, struct str *out)
{
	if (term->field == QUERY_BODY) {
		add_body(sql, term, out);
	} else if (term->field == QUERY_ROLE) {
		add_role(sql, term, out);
	} else {
		add_date(sql, term->text, out);
	}
}

/* That a term of office of the person at hand meets all conditions. */
static void add_held(const struct conditions *offices, struct str *out)
{
	str_add(out, "EXISTS (SELECT 1 FROM membership term "
		     "LEFT JOIN search_text body ON body.record = 'organisation' "
		     "AND body.record_id = term.organisation_id "
		     "LEFT JOIN search_text post ON post.record = 'membership' "
		     "AND post.record_id = term.id "
		     "WHERE term.person_id = person.id AND term.binned IS NULL AND ");
	join(offices, 0, offices->count, out);
	str_add(out, ")");
}

/* The moments that terms of office are looked at: every at: of the query, else the day. Adds nothing
 * when there is neither. */
static void add_dates(struct query_sql *sql, const struct query *query, const char *day,
		      struct conditions *dates)
{
	for (size_t i = 0; i < query->count; i++) {
		if (query->terms[i].field == QUERY_AT && !query->terms[i].negated) {
			add_date(sql, query->terms[i].text, &dates->text);
			condition_end(dates);
		}
	}
	if (dates->count == 0 && day) {
		add_date(sql, day, &dates->text);
		condition_end(dates);
	}
}

/* A term with a minus: no term of office is so. It is looked at when the others are, but for -at:. */
static void add_not_held(struct query_sql *sql, const struct query_term *term,
			 const struct conditions *dates, struct conditions *all)
{
	struct conditions offices = {.count = 0};
	if (dates->count > 0 && term->field != QUERY_AT) {
		join(dates, 0, dates->count, &offices.text);
		condition_end(&offices);
	}
	add_office(sql, term, &offices.text);
	condition_end(&offices);
	str_add(&all->text, "NOT ");
	add_held(&offices, &all->text);
	condition_end(all);
	str_clear(&offices.text);
}

/* body:, role: and at: of people. What stands without a minus is asked of one term of office. */
static void add_offices(struct query_sql *sql, const struct query *query, const char *day,
			struct conditions *all)
{
	struct conditions dates = {.count = 0};
	struct conditions offices = {.count = 0};
	bool has_held = false;
	add_dates(sql, query, day, &dates);
	for (size_t i = 0; i < query->count; i++) {
		const struct query_term *term = &query->terms[i];
		if (!is_of_office(term->field)) {
			continue;
		}
		if (term->negated) {
			add_not_held(sql, term, &dates, all);
			continue;
		}
		has_held = true;
		if (term->field != QUERY_AT) {
			add_office(sql, term, &offices.text);
			condition_end(&offices);
		}
	}
	if (has_held) {
		if (dates.count > 0) {
			join(&dates, 0, dates.count, &offices.text);
			condition_end(&offices);
		}
		add_held(&offices, &all->text);
		condition_end(all);
	}
	str_clear(&dates.text);
	str_clear(&offices.text);
}

/* A term that is not asked of terms of office. */
static void add_other(struct query_sql *sql, const struct query_term *term, enum record_kind kind,
		      struct conditions *all)
{
	str_add(&all->text, term->negated ? "NOT " : "");
	if (term->field == QUERY_TEXT) {
		add_text(sql, term, kind, &all->text);
	} else if (term->field == QUERY_COUNTRY) {
		add_country(sql, term, kind, &all->text);
	} else if (term->field == QUERY_KIND) {
		add_kind(sql, term, kind, &all->text);
	} else {
		str_add(&all->text, "0"); /* only people hold offices */
	}
	condition_end(all);
}

void query_sql_make(struct query_sql *sql, const struct query *query, enum record_kind kind,
		    const char *day, int place)
{
	struct conditions all = {.count = 0};
	bool has_office = false;
	*sql = (struct query_sql){.place = place};
	str_add_format(&all.text, "%s.binned IS NULL", record_type(kind)->name);
	condition_end(&all);
	for (size_t i = 0; i < query->count; i++) {
		if (kind == RECORD_PERSON && is_of_office(query->terms[i].field)) {
			has_office = true;
		} else {
			add_other(sql, &query->terms[i], kind, &all);
		}
	}
	if (has_office) {
		add_offices(sql, query, day, &all);
	}
	join(&all, 0, all.count, &sql->where);
	str_clear(&all.text);
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

bool query_sql_list(const struct query_list *list, const struct query *query, struct store *store,
		    struct rows *rows, struct err *err)
{
	struct query_sql conditions;
	struct str sql = STR_EMPTY;
	sqlite3_stmt *statement;
	query_sql_make(&conditions, query, list->kind, NULL, 1);
	str_add_format(&sql, "%s%s %s", list->select, str_text(&conditions.where), list->order_by);
	bool ok = db_prepare(store, str_text(&sql), &statement, err);
	if (ok) {
		query_sql_bind(&conditions, store, statement);
		ok = rows_fill(rows, store, statement, list->read, err);
	}
	str_clear(&sql);
	query_sql_clear(&conditions);
	return ok;
}
