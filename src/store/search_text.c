/* SPDX-License-Identifier: MIT
 *
 * Keeping the table search_text: the words of a record, folded. First what it is called, then a bar,
 * then all else that it says and what stands beside it.
 */
#include "store/search.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "store/handle.h"
#include "store/rows.h"
#include "text/fold.h"

/* Statements whose texts make up the words of a record, every column of every row one text. */
struct part {
	enum record_kind kind;
	const char *sql;
};

/* What the record is called: the part before the bar, of which record_lookup() and body: look for
 * whole names. */
static const struct part name_parts[] = {
	{RECORD_PERSON, "SELECT name, latin_name, family_name || ' ' || given_name, "
			"given_name || ' ' || family_name FROM person WHERE id = ?1"},
	{RECORD_ORGANISATION, "SELECT name, abbreviation FROM organisation WHERE id = ?1"},
	{RECORD_ORGANISATION, "SELECT name, abbreviation FROM organisation_name "
			      "WHERE organisation_id = ?1 AND binned IS NULL"},
	{RECORD_MEMBERSHIP, "SELECT role, title FROM membership WHERE id = ?1"},
	{RECORD_EVENT, "SELECT title FROM event WHERE id = ?1"},
	{RECORD_PLACE, "SELECT name, code FROM place WHERE id = ?1"},
	{RECORD_PAGE, "SELECT title FROM page WHERE id = ?1"},
	{RECORD_SOURCE, "SELECT title FROM source WHERE id = ?1"},
};

#define TERM_TEXTS                                                                                 \
	"SELECT term.role, term.title, term.note, body.name, body.abbreviation, behalf.name, "     \
	"behalf.abbreviation FROM membership term "                                                \
	"JOIN organisation body ON body.id = term.organisation_id "                                \
	"LEFT JOIN organisation behalf ON behalf.id = term.behalf_id "                             \
	"WHERE term.binned IS NULL AND "

#define COUNTRY_TEXTS(table)                                                                       \
	"SELECT place.name, place.code FROM " table " JOIN place ON place.id = " table             \
	".place_id WHERE " table ".id = ?1"

static const struct part beside_parts[] = {
	{RECORD_PERSON, COUNTRY_TEXTS("person")},
	{RECORD_PERSON, "SELECT value, label FROM channel WHERE person_id = ?1 AND binned IS NULL"},
	{RECORD_PERSON, TERM_TEXTS "term.person_id = ?1"},
	{RECORD_ORGANISATION, COUNTRY_TEXTS("organisation")},
	{RECORD_ORGANISATION, "SELECT parent.name, parent.abbreviation FROM organisation "
			      "JOIN organisation parent ON parent.id = organisation.parent_id "
			      "AND parent.binned IS NULL "
			      "WHERE organisation.id = ?1"},
	{RECORD_ORGANISATION, "SELECT value, label FROM channel "
			      "WHERE organisation_id = ?1 AND binned IS NULL"},
	{RECORD_ORGANISATION, TERM_TEXTS "term.member_id = ?1"},
	{RECORD_EVENT, COUNTRY_TEXTS("event")},
	{RECORD_EVENT, "SELECT organisation.name, organisation.abbreviation, person.name, "
		       "person.latin_name, place.name, place.code FROM event_link link "
		       "LEFT JOIN organisation ON organisation.id = link.organisation_id "
		       "LEFT JOIN person ON person.id = link.person_id "
		       "LEFT JOIN place ON place.id = link.place_id "
		       "WHERE link.event_id = ?1 AND link.binned IS NULL"},
	{RECORD_PAGE, "SELECT organisation.name, organisation.abbreviation FROM page "
		      "JOIN organisation ON organisation.id = page.organisation_id "
		      "WHERE page.id = ?1"},
};

/* Numbers are found however they are grouped: besides the groups, the digits from each group on. */
static const char digit_text[] = "SELECT value FROM channel WHERE binned IS NULL "
				 "AND kind IN ('phone', 'mobile', 'fax') AND ";

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void add_digits(struct str *words, const char *number)
{
	for (const char *start = number; *start; start++) {
		if (!is_digit(*start) || (start > number && is_digit(start[-1]))) {
			continue;
		}
		str_add_char(words, ' ');
		for (const char *c = start; *c; c++) {
			if (is_digit(*c)) {
				str_add_char(words, *c);
			}
		}
		str_add_char(words, ' ');
	}
}

static void add_words(struct str *words, const char *text)
{
	text_fold_words(words, text, strlen(text));
}

/* Runs a statement for the record and hands every text that it gives to add. */
static bool add_texts(struct store *store, const char *sql, int64_t id, struct str *words,
		      void (*add)(struct str *words, const char *text), struct err *err)
{
	sqlite3_stmt *statement;
	bool ok;
	bool row;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(store, statement, 1, id);
	while ((ok = db_step(store, statement, &row, err)) && row) {
		int columns = sqlite3_column_count(statement);
		for (int i = 0; i < columns; i++) {
			const char *text = db_lent_text(statement, i);
			if (text) {
				add(words, text);
			}
		}
	}
	db_reset(statement);
	return ok;
}

static bool add_parts(struct store *store, struct ref ref, const struct part *parts, size_t count,
		      struct str *words, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		if (parts[i].kind == ref.kind &&
		    !add_texts(store, parts[i].sql, ref.id, words, add_words, err)) {
			return false;
		}
	}
	return true;
}

/* What the record itself says: the fields whose rows say that they are searched. */
static bool add_fields(struct store *store, struct ref ref, struct str *words, struct err *err)
{
	const struct record_type *type = record_type(ref.kind);
	struct str sql = STR_EMPTY;
	for (size_t i = 0; i < type->field_count; i++) {
		if (type->fields[i].searched) {
			str_add(&sql, sql.len == 0 ? "SELECT " : ", ");
			str_add(&sql, type->fields[i].name);
		}
	}
	str_add_format(&sql, " FROM %s WHERE id = ?1", type->name);
	bool ok = add_texts(store, str_text(&sql), ref.id, words, add_words, err);
	str_clear(&sql);
	return ok;
}

static bool add_numbers(struct store *store, struct ref ref, struct str *words, struct err *err)
{
	if (ref.kind != RECORD_PERSON && ref.kind != RECORD_ORGANISATION) {
		return true;
	}
	char sql[160];
	snprintf(sql, sizeof sql, "%s%s_id = ?1", digit_text, record_type(ref.kind)->name);
	return add_texts(store, sql, ref.id, words, add_digits, err);
}

bool search_has_text(enum record_kind kind)
{
	for (size_t i = 0; i < sizeof name_parts / sizeof name_parts[0]; i++) {
		if (name_parts[i].kind == kind) {
			return true;
		}
	}
	return false;
}

bool search_compose(struct store *store, struct ref ref, struct str *words, struct err *err)
{
	if (!add_parts(store, ref, name_parts, sizeof name_parts / sizeof name_parts[0], words,
		       err)) {
		return false;
	}
	str_add(words, " | ");
	return add_fields(store, ref, words, err) &&
	       add_parts(store, ref, beside_parts, sizeof beside_parts / sizeof beside_parts[0],
			 words, err) &&
	       add_numbers(store, ref, words, err);
}

static bool save_words(struct store *store, struct ref ref, const struct str *words,
		       struct err *err)
{
	static const char sql[] = "INSERT INTO search_text (record, record_id, words) "
				  "VALUES (?1, ?2, ?3) "
				  "ON CONFLICT (record, record_id) DO UPDATE SET words = ?3 "
				  "WHERE words <> ?3";
	sqlite3_stmt *statement;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, 1, record_type(ref.kind)->name);
	db_bind_int(store, statement, 2, ref.id);
	db_bind_text(store, statement, 3, str_text(words));
	return db_run(store, statement, err);
}

bool search_update(struct store *store, struct ref ref, struct err *err)
{
	if (!search_has_text(ref.kind)) {
		return true;
	}
	struct str words = STR_EMPTY;
	bool ok = search_compose(store, ref, &words, err) && save_words(store, ref, &words, err);
	str_clear(&words);
	return ok;
}

bool search_forget(struct store *store, struct ref ref, struct err *err)
{
	static const char sql[] = "DELETE FROM search_text WHERE record = ?1 AND record_id = ?2";
	sqlite3_stmt *statement;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, 1, record_type(ref.kind)->name);
	db_bind_int(store, statement, 2, ref.id);
	return db_run(store, statement, err);
}

/* The ids are read before the first text is written, so that no statement is open meanwhile. */
static bool rebuild_kind(struct store *store, enum record_kind kind, struct arena *arena,
			 struct err *err)
{
	struct rows rows = ROWS_OF(int64_t, arena);
	char sql[64];
	snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE id > ?1", record_type(kind)->name);
	if (!rows_select(&rows, store, sql, 0, NULL, rows_read_id, err)) {
		return false;
	}
	const int64_t *ids = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		if (!search_update(store, (struct ref){kind, ids[i]}, err)) {
			return false;
		}
	}
	return true;
}

bool search_rebuild(struct store *store, struct err *err)
{
	sqlite3_stmt *statement;
	if (!db_prepare(store, "DELETE FROM search_text", &statement, err) ||
	    !db_run(store, statement, err)) {
		return false;
	}
	struct arena *arena = arena_new();
	bool ok = true;
	for (int kind = 0; kind < RECORD_KINDS && ok; kind++) {
		if (search_has_text((enum record_kind)kind)) {
			arena_clear(arena);
			ok = rebuild_kind(store, (enum record_kind)kind, arena, err);
		}
	}
	arena_free(arena);
	store->defers_search = store->defers_search && !ok;
	return ok;
}

void search_defer(struct store *store)
{
	store->defers_search = true;
}

bool search_is_deferred(const struct store *store)
{
	return store->defers_search;
}
