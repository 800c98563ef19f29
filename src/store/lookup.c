/* SPDX-License-Identifier: MIT
 *
 * The record that people mean by a uid or a name. Names are found through search_text, folded; what
 * several records bear is judged by how well they bear it. A country is found by what else it is called,
 * too, when nothing in the file bears the name.
 */
#include "store/lookup.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/country_name.h"
#include "store/rows.h"
#include "store/suggest.h"
#include "text/fold.h"
#include "text/utf8.h"

#define CANDIDATES_MAX 5 /* named in an error */

/* Kinds that are looked among; when records of several kinds bear a name, the first kind wins. */
static const enum record_kind kinds[] = {
	RECORD_ORGANISATION, RECORD_PERSON, RECORD_PLACE, RECORD_EVENT, RECORD_PAGE, RECORD_SOURCE,
};

#define KINDS (sizeof kinds / sizeof kinds[0])

/* What a record of a kind is called: a name, and whether it bears it today. In the bin it is called
 * nothing. */
static const char *const name_texts[RECORD_KINDS] = {
	[RECORD_ORGANISATION] =
		("SELECT name, 1 FROM organisation WHERE id = ?1 AND binned IS NULL "
		 "UNION ALL SELECT abbreviation, 1 FROM organisation WHERE id = ?1 AND binned IS "
		 "NULL "
		 "UNION ALL SELECT other.name, 0 FROM organisation "
		 "JOIN organisation_name other ON other.organisation_id = organisation.id "
		 "WHERE organisation.id = ?1 AND organisation.binned IS NULL AND other.binned IS "
		 "NULL "
		 "UNION ALL SELECT other.abbreviation, 0 FROM organisation "
		 "JOIN organisation_name other ON other.organisation_id = organisation.id "
		 "WHERE organisation.id = ?1 AND organisation.binned IS NULL AND other.binned IS "
		 "NULL"),
	[RECORD_PERSON] =
		("SELECT name, 1 FROM person WHERE id = ?1 AND binned IS NULL "
		 "UNION ALL SELECT latin_name, 1 FROM person WHERE id = ?1 AND binned IS NULL "
		 "UNION ALL SELECT family_name || ', ' || given_name, 1 FROM person "
		 "WHERE id = ?1 AND binned IS NULL "
		 "UNION ALL SELECT given_name || ' ' || family_name, 1 FROM person "
		 "WHERE id = ?1 AND binned IS NULL"),
	[RECORD_PLACE] = ("SELECT name, 1 FROM place WHERE id = ?1 AND binned IS NULL "
			  "UNION ALL SELECT code, 1 FROM place WHERE id = ?1 AND binned IS NULL"),
	[RECORD_EVENT] = "SELECT title, 1 FROM event WHERE id = ?1 AND binned IS NULL",
	[RECORD_PAGE] = "SELECT title, 1 FROM page WHERE id = ?1 AND binned IS NULL",
	[RECORD_SOURCE] = "SELECT title, 1 FROM source WHERE id = ?1 AND binned IS NULL",
};

/* A record that bears the name, and how. Less is better. */
struct candidate {
	enum record_kind kind;
	int64_t id;
	bool is_loose;	 /* the name is the same only when folded */
	bool is_earlier; /* a former or other name */
	bool bears_it;
};

struct lookup {
	struct store *store;
	const enum record_kind *kinds; /* that are looked among */
	size_t kind_count;
	const char *text;   /* in normal form C, as names are stored */
	struct str words;   /* the text folded, a blank around each word */
	struct str letters; /* the same without any blanks */
	struct arena *arena;
};

static void add_letters(struct str *out, const char *words)
{
	for (const char *c = words; *c; c++) {
		if (*c != ' ') {
			str_add_char(out, *c);
		}
	}
}

static void read_candidate(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	(void)arena;
	struct candidate *candidate = item;
	candidate->kind = RECORD_KINDS;
	record_kind_of_name(db_lent_text(statement, 0), &candidate->kind);
	candidate->id = db_int(statement, 1);
}

/* The place of a kind among those that are looked among; their count when it is none of them. */
static size_t order_of(const struct lookup *lookup, enum record_kind kind)
{
	size_t i = 0;
	while (i < lookup->kind_count && lookup->kinds[i] != kind) {
		i++;
	}
	return i;
}

/* Records with the whole name ?1 (its words, a blank more on both sides) before the bar. */
static const char select_by_words[] =
	"SELECT record, record_id FROM search_text "
	"WHERE instr(' ' || words, ' ' || ?1 || ' ') BETWEEN 1 AND instr(words, '|')";

/* The same with the blanks inside names taken out, so that "usepa" finds "U.S. EPA": two blanks end
 * a name. Slower, so it is asked second. */
static const char select_by_letters[] =
	"SELECT record, record_id FROM search_text WHERE instr("
	"replace(replace('  ' || trim(substr(words, 1, instr(words, '|') - 1)) || '  ', "
	"'  ', '|'), ' ', ''), '|' || ?1 || '|') > 0";

static bool is_same_folded(const struct lookup *lookup, const char *name)
{
	struct str words = STR_EMPTY;
	struct str letters = STR_EMPTY;
	text_fold_words(&words, name, strlen(name));
	add_letters(&letters, str_text(&words));
	bool is_same = strcmp(str_text(&letters), str_text(&lookup->letters)) == 0;
	str_clear(&words);
	str_clear(&letters);
	return is_same;
}

/* Finds the best way in which the record bears the name. A text that ran over the end of a name was
 * no match: then none of its names is the same. */
static bool judge(const struct lookup *lookup, struct candidate *candidate, struct err *err)
{
	sqlite3_stmt *statement;
	bool ok;
	bool row;
	if (!db_prepare(lookup->store, name_texts[candidate->kind], &statement, err)) {
		return false;
	}
	db_bind_int(lookup->store, statement, 1, candidate->id);
	while ((ok = db_step(lookup->store, statement, &row, err)) && row) {
		const char *name = db_lent_text(statement, 0);
		if (!name || !is_same_folded(lookup, name)) {
			continue;
		}
		bool is_loose = strcmp(name, lookup->text) != 0;
		bool is_earlier = db_int(statement, 1) == 0;
		if (!candidate->bears_it || is_loose < candidate->is_loose ||
		    (is_loose == candidate->is_loose && is_earlier < candidate->is_earlier)) {
			candidate->is_loose = is_loose;
			candidate->is_earlier = is_earlier;
		}
		candidate->bears_it = true;
	}
	db_reset(statement);
	return ok;
}

/* Exact before folded, then by kind, then present names before others: -1, 0 or 1. */
static int compare_candidates(const struct lookup *lookup, const struct candidate *a,
			      const struct candidate *b)
{
	size_t left = order_of(lookup, a->kind);
	size_t right = order_of(lookup, b->kind);
	if (a->is_loose != b->is_loose) {
		return a->is_loose ? 1 : -1;
	}
	if (left != right) {
		return left < right ? -1 : 1;
	}
	return a->is_earlier - b->is_earlier;
}

/* Keeps the candidates that bear the name better than all others. */
static bool keep_best(const struct lookup *lookup, struct rows *rows, struct err *err)
{
	struct candidate *items = rows->items;
	size_t kept = 0;
	for (size_t i = 0; i < rows->count; i++) {
		if (order_of(lookup, items[i].kind) == lookup->kind_count ||
		    !name_texts[items[i].kind]) {
			continue;
		}
		if (!judge(lookup, &items[i], err)) {
			return false;
		}
		if (!items[i].bears_it) {
			continue;
		}
		int order = kept == 0 ? 0 : compare_candidates(lookup, &items[i], &items[0]);
		if (order < 0) {
			kept = 0;
		}
		if (order <= 0) {
			items[kept++] = items[i];
		}
	}
	rows->count = kept;
	return true;
}

/* Country of a person or an organisation in the error, so that namesakes can be told apart. */
static const char *country_of(struct store *store, const struct record *record, struct arena *arena)
{
	if (field_index(record->ref.kind, "place") < 0 || !record_value(record, "place")) {
		return NULL;
	}
	struct ref place;
	if (!record_find_uid(store, RECORD_PLACE, record_value(record, "place"), &place, NULL)) {
		return NULL;
	}
	return record_label(store, place, arena);
}

/* Letters of a uid that tell the candidates apart: all, where many were typed already. */
static int shown_letters(const struct lookup *lookup)
{
	return uid_is_beginning(lookup->text) && strlen(lookup->text) >= UID_SHOWN ? UID_SIZE - 1
										   : UID_SHOWN;
}

static void add_candidate(const struct lookup *lookup, const struct candidate *candidate,
			  struct str *out)
{
	struct ref ref = {candidate->kind, candidate->id};
	struct record record;
	if (!record_get(lookup->store, ref, lookup->arena, &record, NULL)) {
		return;
	}
	const char *country = country_of(lookup->store, &record, lookup->arena);
	str_add_format(out, "%s%.*s %s", out->len > 0 ? "; " : "", shown_letters(lookup),
		       record.uid, record_label(lookup->store, ref, lookup->arena));
	if (country) {
		str_add_format(out, " (%s)", country);
	}
}

static bool refuse_several(const struct lookup *lookup, const struct rows *rows, struct err *err)
{
	const struct candidate *items = rows->items;
	struct str names = STR_EMPTY;
	for (size_t i = 0; i < rows->count && i < CANDIDATES_MAX; i++) {
		add_candidate(lookup, &items[i], &names);
	}
	err_set(err, ERR_CONFLICT,
		ngettext(
			"%zu record is called “%.100s”. Name one by the beginning of its uid: %s",
			"%zu records are called “%.100s”. Name one by the beginning of its uid: %s",
			rows->count),
		rows->count, lookup->text, str_text(&names));
	str_clear(&names);
	return false;
}

/* Sets ref to the only candidate; leaves it alone when there is none. */
static bool take_only(const struct lookup *lookup, const struct rows *rows, struct ref *ref,
		      struct err *err)
{
	if (rows->count > 1) {
		return refuse_several(lookup, rows, err);
	}
	if (rows->count == 1) {
		const struct candidate *only = rows->items;
		*ref = (struct ref){only->kind, only->id};
	}
	return true;
}

static bool add_named(const struct lookup *lookup, const char *sql, const char *value,
		      struct rows *rows, struct err *err)
{
	bool is_one_kind = lookup->kind_count == 1;
	struct str text = STR_EMPTY;
	sqlite3_stmt *statement;
	str_add_format(&text, "%s%s", sql, is_one_kind ? " AND record = ?2" : "");
	bool ok = db_prepare(lookup->store, str_text(&text), &statement, err);
	str_clear(&text);
	if (!ok) {
		return false;
	}
	db_bind_text(lookup->store, statement, 1, value);
	if (is_one_kind) {
		db_bind_text(lookup->store, statement, 2, record_type(lookup->kinds[0])->name);
	}
	return rows_fill(rows, lookup->store, statement, read_candidate, err);
}

/* Sets ref when a record bears the name; leaves it alone when none does. */
static bool find_name(const struct lookup *lookup, const char *sql, const char *value,
		      struct ref *ref, struct err *err)
{
	struct rows rows = ROWS_OF(struct candidate, lookup->arena);
	return add_named(lookup, sql, value, &rows, err) && keep_best(lookup, &rows, err) &&
	       take_only(lookup, &rows, ref, err);
}

/* People who may be meant by what a list shows. */
struct listed {
	struct rows rows; /* struct candidate: listed so, or with a name that is the same */
	bool is_any;	  /* whether somebody is listed so */
};

/* Adds the people that are sorted by these words and are listed by the very text, or bear it. */
static bool add_listed(const struct lookup *lookup, const char *words, struct listed *listed,
		       struct err *err)
{
	static const char sql[] = "SELECT 'person', id FROM person "
				  "WHERE id > ?1 AND sort_key = ?2 AND binned IS NULL";
	struct rows sorted = ROWS_OF(struct candidate, lookup->arena);
	if (!rows_select(&sorted, lookup->store, sql, 0, words, read_candidate, err)) {
		return false;
	}
	struct candidate *items = sorted.items;
	for (size_t i = 0; i < sorted.count; i++) {
		struct ref ref = {items[i].kind, items[i].id};
		const char *label = record_label(lookup->store, ref, lookup->arena);
		bool is_listed = strcmp(label, lookup->text) == 0;
		if (!judge(lookup, &items[i], err)) {
			return false;
		}
		if (is_listed || (items[i].bears_it && !items[i].is_loose)) {
			*(struct candidate *)rows_add(&listed->rows) = items[i];
		}
		listed->is_any = listed->is_any || is_listed;
	}
	return true;
}

static bool has_candidate(const struct rows *rows, int64_t id)
{
	const struct candidate *items = rows->items;
	size_t i = 0;
	while (i < rows->count && items[i].id != id) {
		i++;
	}
	return i < rows->count;
}

/* Adds those who bear the text as a name, whatever they are sorted by. Whom the list shows by a family
 * name and a given name is sorted by them, so that nobody else has to be looked at. */
static bool add_namesakes(const struct lookup *lookup, struct rows *rows, struct err *err)
{
	static const char sql[] = "SELECT 'person', id FROM person WHERE id > ?1 "
				  "AND (name = ?2 OR latin_name = ?2 "
				  "OR given_name || ' ' || family_name = ?2) AND binned IS NULL";
	struct rows named = ROWS_OF(struct candidate, lookup->arena);
	if (strchr(lookup->text, ',')) {
		return true;
	}
	if (!rows_select(&named, lookup->store, sql, 0, lookup->text, read_candidate, err)) {
		return false;
	}
	const struct candidate *items = named.items;
	for (size_t i = 0; i < named.count; i++) {
		if (!has_candidate(rows, items[i].id)) {
			*(struct candidate *)rows_add(rows) = items[i];
		}
	}
	return true;
}

/* A person as lists show one, "Hsu, Ming-Hua 徐銘華": what the person is sorted by, then perhaps more
 * words. Quick at any size, since the index knows the words. */
static bool find_listed(const struct lookup *lookup, struct ref *ref, struct err *err)
{
	struct listed listed = {.rows = ROWS_OF(struct candidate, lookup->arena)};
	struct str words = STR_EMPTY;
	bool ok = true;
	text_fold(&words, lookup->text, strlen(lookup->text));
	while (ok && words.len > 0) {
		ok = add_listed(lookup, str_text(&words), &listed, err);
		const char *blank = strrchr(str_text(&words), ' ');
		str_cut(&words, blank ? (size_t)(blank - str_text(&words)) : 0);
	}
	str_clear(&words);
	if (!ok || !listed.is_any) {
		return ok;
	}
	return add_namesakes(lookup, &listed.rows, err) &&
	       take_only(lookup, &listed.rows, ref, err);
}

static bool find_uid(const struct lookup *lookup, struct ref *ref, struct err *err)
{
	for (size_t i = 0; i < lookup->kind_count && ref->id == 0; i++) {
		if (!record_find_uid(lookup->store, lookup->kinds[i], lookup->text, ref, err)) {
			return false;
		}
	}
	return true;
}

/* Adds the records of a kind whose uid begins with the text. A letter behind f ends the range. */
static bool add_prefixed(const struct lookup *lookup, enum record_kind kind, struct rows *rows,
			 struct err *err)
{
	char sql[160];
	snprintf(sql, sizeof sql,
		 "SELECT '%s', id FROM %s WHERE uid >= ?1 AND uid < ?1 || 'g' AND binned IS NULL",
		 record_type(kind)->name, record_type(kind)->name);
	sqlite3_stmt *statement;
	if (!db_prepare(lookup->store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(lookup->store, statement, 1, lookup->text);
	return rows_fill(rows, lookup->store, statement, read_candidate, err);
}

static bool find_prefix(const struct lookup *lookup, struct ref *ref, struct err *err)
{
	if (!uid_is_beginning(lookup->text)) {
		return true;
	}
	struct rows rows = ROWS_OF(struct candidate, lookup->arena);
	for (size_t i = 0; i < lookup->kind_count; i++) {
		if (!add_prefixed(lookup, lookup->kinds[i], &rows, err)) {
			return false;
		}
	}
	return take_only(lookup, &rows, ref, err);
}

/* Three small letters are rather the beginning of somebody's name, unless only countries are meant. */
static bool may_be_country(const struct lookup *lookup)
{
	return order_of(lookup, RECORD_PLACE) < lookup->kind_count &&
	       (lookup->kind_count == 1 || !country_name_is_doubtful(lookup->text));
}

/* A country by a name that the file does not hold, such as USA. */
static bool find_country(const struct lookup *lookup, struct ref *ref, struct err *err)
{
	static const char sql[] =
		"SELECT 'place', id FROM place WHERE id > ?1 AND code = ?2 AND binned IS NULL";
	struct rows rows = ROWS_OF(struct candidate, lookup->arena);
	const char *code = may_be_country(lookup) ? country_name_code(lookup->text) : NULL;
	return !code || (rows_select(&rows, lookup->store, sql, 0, code, read_candidate, err) &&
			 take_only(lookup, &rows, ref, err));
}

static bool find_called(const struct lookup *lookup, struct ref *ref, struct err *err)
{
	bool is_person = lookup->kind_count == 1 && lookup->kinds[0] == RECORD_PERSON;
	if (is_person && (!find_listed(lookup, ref, err) || ref->id != 0)) {
		return ref->id != 0;
	}
	if (!find_name(lookup, select_by_words, str_text(&lookup->words), ref, err) ||
	    (ref->id == 0 &&
	     !find_name(lookup, select_by_letters, str_text(&lookup->letters), ref, err))) {
		return false;
	}
	bool may_be_listed = !is_person && order_of(lookup, RECORD_PERSON) < lookup->kind_count;
	if (ref->id == 0 && may_be_listed && !find_listed(lookup, ref, err)) {
		return false;
	}
	return ref->id != 0 || find_country(lookup, ref, err);
}

static bool find_any(const struct lookup *lookup, struct ref *ref, struct err *err)
{
	if (uid_is_valid(lookup->text)) {
		return find_uid(lookup, ref, err);
	}
	if (lookup->letters.len > 0 && !find_called(lookup, ref, err)) {
		return false;
	}
	return ref->id != 0 || find_prefix(lookup, ref, err);
}

/* Finds the record among some kinds; ref->id is 0 when there is none. */
static bool look_up(struct store *store, const enum record_kind *among, size_t count,
		    const char *text, struct ref *ref, struct err *err)
{
	char *normal = utf8_normalize(text, strlen(text));
	struct lookup lookup = {.store = store,
				.kinds = among,
				.kind_count = count,
				.text = normal,
				.arena = arena_new()};
	text_fold_words(&lookup.words, normal, strlen(normal));
	add_letters(&lookup.letters, str_text(&lookup.words));
	*ref = (struct ref){among[0], 0};
	bool ok = find_any(&lookup, ref, err);
	str_clear(&lookup.words);
	str_clear(&lookup.letters);
	arena_free(lookup.arena);
	free(normal);
	return ok;
}

bool record_lookup_among(struct store *store, const enum record_kind *among, size_t count,
			 const char *text, struct ref *ref, struct err *err)
{
	struct ref found;
	if (!look_up(store, among, count, text, &found, err)) {
		return false;
	}
	if (found.id == 0) {
		err_set(err, ERR_NOT_FOUND, _("No record is called “%.200s”."), text);
		suggest_add_near(store, among, count, text, err);
		return false;
	}
	*ref = found;
	return true;
}

bool record_lookup(struct store *store, const char *text, struct ref *ref, struct err *err)
{
	return record_lookup_among(store, kinds, KINDS, text, ref, err);
}

bool lookup_kind(struct store *store, enum record_kind kind, const char *text, struct ref *ref,
		 struct err *err)
{
	struct ref found;
	if (!look_up(store, &kind, 1, text, &found, err)) {
		return false;
	}
	if (found.id == 0) {
		return err_set(err, ERR_NOT_FOUND, _("No %s is called “%.200s”."),
			       _(record_type(kind)->label), text);
	}
	assert(found.kind == kind);
	*ref = found;
	return true;
}
