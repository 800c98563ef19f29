/* SPDX-License-Identifier: MIT
 *
 * Records of one kind by what is typed. Names are looked through in search_text, where they stand
 * folded before the bar, each with a blank more around it.
 */
#include "store/suggest.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/country_name.h"
#include "store/lookup.h"
#include "store/rows.h"
#include "text/fold.h"

#define WORDS_MAX 12 /* what is typed beyond that is not looked at */
#define DETAILS 2
#define TEXTS_MAX 3
#define NEAR_MAX 3 /* named when a text names no record */

/* How the records of a kind are found and told apart. The table is called `this`. */
struct suggest_type {
	enum record_kind kind;
	const char *joins; /* what the details need, or NULL */
	const char *names; /* search texts beside that of the record itself, or NULL */
	const char
		*words[TEXTS_MAX]; /* the texts that names are looked for in, the first one first */
	const char *sort_key;	   /* folded and with an index, or NULL */
	const char *order_by;
	const char *details[DETAILS]; /* or NULL */
	bool has_other_names;	      /* country_name.h knows some, by the code */
};

#define PLACE_OF_THIS "LEFT JOIN place ON place.id = this.place_id AND place.binned IS NULL "

#define BY_TITLE "this.title COLLATE NOCASE, this.id"
#define BY_NAME "this.name COLLATE NOCASE, this.id"

static const struct suggest_type types[] = {
	{.kind = RECORD_PERSON,
	 .joins = PLACE_OF_THIS,
	 .words = {"own.words"},
	 .sort_key = "this.sort_key",
	 .order_by = "this.sort_key, this.uid",
	 .details = {"place.name"}},
	{.kind = RECORD_ORGANISATION,
	 .joins = PLACE_OF_THIS,
	 .words = {"own.words"},
	 .order_by = BY_NAME,
	 .details = {"this.abbreviation", "place.name"}},
	{.kind = RECORD_PLACE,
	 .words = {"own.words"},
	 .order_by = BY_NAME,
	 .details = {"this.code"},
	 .has_other_names = true},
	{.kind = RECORD_EVENT,
	 .words = {"own.words"},
	 .order_by = BY_TITLE,
	 .details = {"this.date"}},
	{.kind = RECORD_PAGE, .words = {"own.words"}, .order_by = BY_TITLE},
	{.kind = RECORD_SOURCE,
	 .words = {"own.words"},
	 .order_by = BY_TITLE,
	 .details = {"this.publisher", "this.date"}},
	/* A term has no name: it is found by who holds it, by the post and by the body. */
	{.kind = RECORD_MEMBERSHIP,
	 .joins = "LEFT JOIN person ON person.id = this.person_id "
		  "LEFT JOIN organisation member ON member.id = this.member_id ",
	 .names = "JOIN search_text body ON body.record = 'organisation' "
		  "AND body.record_id = this.organisation_id "
		  "JOIN search_text holder ON holder.record = "
		  "CASE WHEN this.person_id IS NULL THEN 'organisation' ELSE 'person' END "
		  "AND holder.record_id = coalesce(this.person_id, this.member_id) ",
	 .words = {"holder.words", "own.words", "body.words"},
	 .order_by = "coalesce(person.sort_key, lower(member.name)), this.valid_from, this.id",
	 .details = {"coalesce(person.latin_name, person.name, member.name)",
		     "coalesce(this.valid_from, '') || '–' || coalesce(this.valid_to, '')"}},
};

static const struct suggest_type *find_type(enum record_kind kind)
{
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		if (types[i].kind == kind) {
			return &types[i];
		}
	}
	return NULL;
}

/* What was typed, folded: "hsu mi", " hsu mi" and its words " hsu", " mi". */
struct typed {
	struct str key;
	struct str whole;
	const char *words[WORDS_MAX];
	size_t count;
	const char *code; /* of the country with that other name, or "" */
	struct str begun; /* the codes of those with another name that begins so: " GB UA " */
};

static void typed_init(struct typed *typed, const char *text, struct arena *arena)
{
	*typed = (struct typed){.code = ""};
	text_fold(&typed->key, text, strlen(text));
	text_fold_words(&typed->whole, text, strlen(text));
	/* The last word may be the beginning of one. */
	str_cut(&typed->whole, typed->whole.len > 0 ? typed->whole.len - 1 : 0);
	const char *at = str_text(&typed->whole);
	while (*at && typed->count < WORDS_MAX) {
		size_t blanks = strspn(at, " ");
		size_t len = strcspn(at + blanks, " ");
		typed->words[typed->count++] = arena_format(arena, " %.*s", (int)len, at + blanks);
		at += blanks + len;
	}
}

static void typed_add_codes(struct typed *typed, const char *text)
{
	const char *code = country_name_code(text);
	typed->code = code ? code : "";
	country_name_add_begun(&typed->begun, text);
}

static void typed_clear(struct typed *typed)
{
	str_clear(&typed->key);
	str_clear(&typed->whole);
	str_clear(&typed->begun);
}

/* Places of the values of a statement. */
enum {
	PLACE_LIMIT = 1,
	PLACE_KEY,
	PLACE_WHOLE,
	PLACE_CODE,
	PLACE_CODES,
	PLACE_WORDS, /* and on */
};

/* How a statement goes through the records of a kind. */
enum walk {
	WALK_FIRST, /* all of them in their order, whatever their names */
	WALK_KEY,   /* those whose sort key begins with what was typed, in its order */
	WALK_NAMES, /* all search texts of the kind; what is found is put in order */
};

/* That each word stands in the names of one of the search texts, or that what was typed begins a name
 * that is in none. */
static void add_conditions(struct str *sql, const struct suggest_type *type, size_t words)
{
	str_add(sql, " AND (1");
	for (size_t word = 0; word < words; word++) {
		str_add(sql, " AND (");
		for (size_t i = 0; i < TEXTS_MAX && type->words[i]; i++) {
			str_add_format(sql, "%sinstr(%s, ?%zu) BETWEEN 1 AND instr(%s, '|')",
				       i > 0 ? " OR " : "", type->words[i], PLACE_WORDS + word,
				       type->words[i]);
		}
		str_add(sql, ")");
	}
	str_add(sql, type->has_other_names
			     ? " OR this.code = ?4 OR instr(?5, ' ' || this.code || ' ') > 0)"
			     : ")");
}

/* CROSS keeps the order in which the tables are gone through. */
static void add_tables(struct str *sql, const struct suggest_type *type, enum walk walk)
{
	const char *name = record_type(type->kind)->name;
	if (walk == WALK_FIRST) {
		str_add_format(sql, "%s this ", name);
	} else if (walk == WALK_KEY) {
		str_add_format(sql,
			       "%s this CROSS JOIN search_text own ON own.record = '%s' "
			       "AND own.record_id = this.id ",
			       name, name);
	} else {
		str_add_format(sql,
			       "search_text own CROSS JOIN %s this ON own.record = '%s' "
			       "AND this.id = own.record_id %s",
			       name, name, type->names ? type->names : "");
	}
	str_add_format(sql, "%sWHERE this.binned IS NULL", type->joins ? type->joins : "");
	if (walk == WALK_KEY) {
		str_add_format(sql, " AND %s BETWEEN ?2 AND ?2 || char(1114111)", type->sort_key);
	}
}

/* First what is meant by the very text or listed so, then what has a name that begins so: two blanks stand
 * before a name, one before any other word. */
static void add_order(struct str *sql, const struct suggest_type *type, enum walk walk)
{
	str_add(sql, " ORDER BY ");
	if (walk == WALK_NAMES && type->has_other_names) {
		str_add(sql, "this.code = ?4 DESC, ");
	}
	if (walk == WALK_NAMES && type->sort_key) {
		str_add_format(sql, "%s BETWEEN ?2 AND ?2 || char(1114111) DESC, ", type->sort_key);
	}
	if (walk == WALK_NAMES) {
		str_add_format(sql,
			       "instr(' ' || %s, ' ' || ?3) BETWEEN 1 AND instr(%s, '|') DESC, ",
			       type->words[0], type->words[0]);
	}
	str_add_format(sql, "%s LIMIT ?1", type->order_by);
}

static void make_sql(struct str *sql, const struct suggest_type *type, enum walk walk, size_t words)
{
	str_add_format(sql, "SELECT this.id, this.uid, %s, %s FROM ",
		       type->details[0] ? type->details[0] : "NULL",
		       type->details[1] ? type->details[1] : "NULL");
	add_tables(sql, type, walk);
	if (walk != WALK_FIRST) {
		add_conditions(sql, type, words);
	}
	add_order(sql, type, walk);
}

static void read_suggestion(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct suggestion *suggestion = item;
	const char *first = db_lent_text(statement, 2);
	const char *second = db_lent_text(statement, 3);
	*suggestion = (struct suggestion){
		.ref.id = db_int(statement, 0),
		.uid = db_text(statement, 1, arena),
		.detail = arena_format(arena, "%s%s%s", first ? first : "",
				       first && second ? ", " : "", second ? second : ""),
	};
}

struct asking {
	struct store *store;
	const struct suggest_type *type;
	const struct typed *typed;
	size_t limit;
	const char *codes; /* of countries that are offered by another name */
};

static void bind(const struct asking *asking, sqlite3_stmt *statement, enum walk walk)
{
	const struct typed *typed = asking->typed;
	db_bind_int(asking->store, statement, PLACE_LIMIT,
		    asking->limit > INT32_MAX ? INT32_MAX : (int64_t)asking->limit);
	if (walk == WALK_FIRST) {
		return;
	}
	db_bind_text(asking->store, statement, PLACE_KEY, str_text(&typed->key));
	db_bind_text(asking->store, statement, PLACE_WHOLE, str_text(&typed->whole));
	if (asking->type->has_other_names) {
		db_bind_text(asking->store, statement, PLACE_CODE, typed->code);
		db_bind_text(asking->store, statement, PLACE_CODES, asking->codes);
	}
	for (size_t i = 0; i < typed->count; i++) {
		db_bind_text(asking->store, statement, PLACE_WORDS + (int)i, typed->words[i]);
	}
}

static bool walk_records(const struct asking *asking, enum walk walk, struct rows *rows,
			 struct err *err)
{
	struct str sql = STR_EMPTY;
	sqlite3_stmt *statement;
	make_sql(&sql, asking->type, walk, asking->typed->count);
	bool ok = db_prepare(asking->store, str_text(&sql), &statement, err);
	str_clear(&sql);
	if (!ok) {
		return false;
	}
	bind(asking, statement, walk);
	rows->count = 0;
	return rows_fill(rows, asking->store, statement, read_suggestion, err);
}

/* Countries with another name that begins so: they are offered when no name in the file fits, or those
 * whose formal name is "United …" would stand between the few that are meant. */
static bool find_begun(const struct asking *asking, struct rows *rows, struct err *err)
{
	struct asking wider = *asking;
	wider.codes = str_text(&asking->typed->begun);
	return rows->count > 0 || wider.codes[0] == '\0' ||
	       walk_records(&wider, WALK_NAMES, rows, err);
}

/* What is listed so comes first, and the index finds it at once; only when that is too little are all
 * names gone through. */
static bool find(const struct asking *asking, struct rows *rows, struct err *err)
{
	if (asking->typed->count == 0) {
		return walk_records(asking, WALK_FIRST, rows, err);
	}
	if (asking->type->sort_key && !walk_records(asking, WALK_KEY, rows, err)) {
		return false;
	}
	return rows->count == asking->limit ||
	       (walk_records(asking, WALK_NAMES, rows, err) && find_begun(asking, rows, err));
}

bool suggest_records(struct store *store, enum record_kind kind, const char *typed, size_t limit,
		     struct arena *arena, struct suggestions *found, struct err *err)
{
	const struct suggest_type *type = find_type(kind);
	struct rows rows = ROWS_OF(struct suggestion, arena);
	struct typed words;
	typed_init(&words, typed, arena);
	if (type && type->has_other_names) {
		typed_add_codes(&words, typed);
	}
	struct asking asking = {store, type, &words, limit, ""};
	bool ok = !type || find(&asking, &rows, err);
	typed_clear(&words);
	if (!ok) {
		return false;
	}
	struct suggestion *items = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		items[i].ref.kind = kind;
		items[i].label = record_label(store, items[i].ref, arena);
	}
	*found = (struct suggestions){items, rows.count};
	return true;
}

static bool is_wordless(const char *text)
{
	struct str words = STR_EMPTY;
	text_fold(&words, text, strlen(text));
	bool is_wordless = words.len == 0;
	str_clear(&words);
	return is_wordless;
}

void suggest_add_near(struct store *store, const enum record_kind *kinds, size_t count,
		      const char *text, struct err *err)
{
	if (err == NULL || err->kind != ERR_NOT_FOUND || is_wordless(text)) {
		return;
	}
	struct arena *arena = arena_new();
	struct str names = STR_EMPTY;
	size_t left = NEAR_MAX;
	for (size_t i = 0; i < count && left > 0; i++) {
		struct suggestions found = {0};
		/* A term is called by no name that could be typed. */
		if (kinds[i] == RECORD_MEMBERSHIP ||
		    !suggest_records(store, kinds[i], text, left, arena, &found, NULL)) {
			continue;
		}
		for (size_t k = 0; k < found.count; k++) {
			str_add_format(&names, "%s“%s”", names.len > 0 ? ", " : "",
				       found.items[k].label);
		}
		left -= found.count;
	}
	if (names.len > 0) {
		err_set(err, ERR_NOT_FOUND, _("%s Did you mean: %s?"), arena_text(arena, err->text),
			str_text(&names));
	}
	str_clear(&names);
	arena_free(arena);
}

bool suggest_lookup(struct store *store, enum record_kind kind, const char *text, struct ref *ref,
		    struct err *err)
{
	bool done = lookup_kind(store, kind, text, ref, err);
	if (!done) {
		suggest_add_near(store, &kind, 1, text, err);
	}
	return done;
}

/* Whether the text, which may be NULL, is read back as this record. False with an error only when
 * the file could not be read. */
static bool reads_back(struct store *store, struct ref ref, const char *text, bool *does,
		       struct err *err)
{
	struct ref found = {ref.kind, 0};
	struct err reason = {.kind = ERR_NONE};
	*does = false;
	if (!text || text[0] == '\0') {
		return true;
	}
	if (lookup_kind(store, ref.kind, text, &found, &reason)) {
		*does = found.id == ref.id;
	} else if (reason.kind != ERR_NOT_FOUND && reason.kind != ERR_CONFLICT) {
		if (err) {
			*err = reason;
		}
		return false;
	}
	return true;
}

bool suggest_name(struct store *store, struct ref ref, struct arena *arena, const char **name,
		  struct err *err)
{
	struct record record;
	bool does;
	if (!record_get(store, ref, arena, &record, err)) {
		return false;
	}
	const char *label = record_label(store, ref, arena);
	if (!find_type(ref.kind) || ref.kind == RECORD_MEMBERSHIP) {
		label = NULL; /* they have no names */
	}
	if (!reads_back(store, ref, label, &does, err)) {
		return false;
	}
	*name = does ? label : record.uid;
	return true;
}
