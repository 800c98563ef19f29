/* SPDX-License-Identifier: MIT
 *
 * Likely duplicates: people are put in order by what they would share, so that those who share it
 * stand side by side. Names are compared folded, and within one country only.
 */
#include "store/duplicate.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "base/str.h"
#include "store/held.h"
#include "store/rows.h"
#include "text/fold.h"

static const struct {
	const char *name;
	const char *words; /* "as" and the other person may follow */
} reasons[] = {
	[DUPLICATE_EMAIL] = {"email", N_("the same e-mail address")},
	[DUPLICATE_NAME] = {"name", N_("the same name and country")},
	[DUPLICATE_SWAPPED] = {"swapped",
			       N_("the same country and, in another order, the same names")},
};

const char *duplicate_reason_name(enum duplicate_reason reason)
{
	return reasons[reason].name;
}

const char *duplicate_reason_words(enum duplicate_reason reason)
{
	return _(reasons[reason].words);
}

/* What a person may share with another. */
struct trait {
	uint64_t hash; /* of key, and of the country where it counts */
	int64_t place_id;
	int64_t person_id;
	const char *key;  /* what is the same: an address in small letters, the words in order */
	const char *name; /* the folded name as it is written; NULL for an address */
};

struct pair {
	int64_t a; /* the smaller id */
	int64_t b;
};

/* Pairs in order, to be found again. */
struct pairs {
	const struct pair *items;
	size_t count;
};

struct search {
	struct store *store;
	struct arena *arena; /* for what is needed meanwhile */
	size_t limit;
	struct pairs apart; /* told apart by people */
	struct pairs found; /* found already, for a stronger reason */
};

static uint64_t hash_trait(const struct trait *trait)
{
	uint64_t hash = hash_text(HASH_START, trait->key);
	return hash_bytes(hash, &trait->place_id, sizeof trait->place_id);
}

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_traits(const void *a, const void *b)
{
	const struct trait *left = a;
	const struct trait *right = b;
	if (left->hash != right->hash) {
		return left->hash < right->hash ? -1 : 1;
	}
	return compare_numbers(left->person_id, right->person_id);
}

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *left = a;
	const struct pair *right = b;
	int order = compare_numbers(left->a, right->a);
	return order != 0 ? order : compare_numbers(left->b, right->b);
}

static bool has_pair(const struct pairs *pairs, const struct pair *pair)
{
	return pairs->count > 0 &&
	       bsearch(pair, pairs->items, pairs->count, sizeof *pair, compare_pairs) != NULL;
}

static struct pair pair_of(int64_t one, int64_t other)
{
	return one < other ? (struct pair){one, other} : (struct pair){other, one};
}

static void sort_items(struct rows *rows, int (*compare)(const void *a, const void *b))
{
	if (rows->count > 1) {
		qsort(rows->items, rows->count, rows->size, compare);
	}
}

static void read_apart(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	(void)arena;
	*(struct pair *)item = pair_of(db_int(statement, 0), db_int(statement, 1));
}

static bool read_told_apart(struct search *search, struct err *err)
{
	static const char sql[] = "SELECT a.id, b.id FROM not_duplicate "
				  "JOIN person a ON a.uid = not_duplicate.uid_a "
				  "JOIN person b ON b.uid = not_duplicate.uid_b "
				  "WHERE a.id > ?1";
	struct rows rows = ROWS_OF(struct pair, search->arena);
	if (!rows_select(&rows, search->store, sql, 0, NULL, read_apart, err)) {
		return false;
	}
	sort_items(&rows, compare_pairs);
	search->apart = (struct pairs){rows.items, rows.count};
	return true;
}

/* The address in small letters: those of ASCII, for what other letters stand for is up to the server
 * that takes the mail. */
static void read_email(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct trait *trait = item;
	*trait = (struct trait){.person_id = db_int(statement, 0),
				.key = db_text(statement, 1, arena)};
	trait->hash = hash_trait(trait);
}

/* What belongs to a post is shared by those who hold it one after the other. */
static bool read_emails(struct search *search, struct rows *traits, struct err *err)
{
	static const char sql[] = "SELECT person.id, lower(channel.value) FROM channel "
				  "JOIN person ON person.id = channel.person_id "
				  "WHERE channel.kind = 'email' AND channel.functional = 0 "
				  "AND channel.binned IS NULL AND person.binned IS NULL "
				  "AND channel.id > ?1";
	return rows_select(traits, search->store, sql, 0, NULL, read_email, err);
}

static int compare_words(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

#define WORDS_MAX 24 /* of a name; what stands behind them is not put in order */

/* The words of a folded name in the order of the alphabet. */
static const char *order_words(const char *name, struct arena *arena)
{
	char *copy = mem_copy_text(name);
	char *words[WORDS_MAX + 1];
	size_t count = 0;
	char *rest = copy;
	while (rest && count < WORDS_MAX) {
		words[count++] = rest;
		rest = strchr(rest, ' ');
		if (rest) {
			*rest++ = '\0';
		}
	}
	qsort(words, count, sizeof words[0], compare_words);
	if (rest) {
		words[count++] = rest;
	}
	struct str ordered = STR_EMPTY;
	for (size_t i = 0; i < count; i++) {
		str_add(&ordered, words[i]);
		str_add_char(&ordered, ' ');
	}
	const char *kept = arena_text(arena, str_text(&ordered));
	str_clear(&ordered);
	free(copy);
	return kept;
}

/* Whether the last traits, which are this person's, hold the folded name. */
static bool has_name(const struct rows *traits, int64_t person_id, const char *folded)
{
	const struct trait *items = traits->items;
	for (size_t i = traits->count; i > 0 && items[i - 1].person_id == person_id; i--) {
		if (strcmp(items[i - 1].name, folded) == 0) {
			return true;
		}
	}
	return false;
}

static void add_name(struct rows *traits, int64_t person_id, int64_t place_id, const char *name)
{
	struct str folded = STR_EMPTY;
	text_fold(&folded, name, strlen(name));
	if (folded.len > 0 && !has_name(traits, person_id, str_text(&folded))) {
		struct trait *trait = rows_add(traits);
		trait->person_id = person_id;
		trait->place_id = place_id;
		trait->name = arena_text(traits->arena, str_text(&folded));
		trait->key = order_words(trait->name, traits->arena);
		trait->hash = hash_trait(trait);
	}
	str_clear(&folded);
}

/* The names that a person goes by. A country that is not known is not the same as another. */
static bool read_names(struct search *search, struct rows *traits, struct err *err)
{
	static const char sql[] = "SELECT id, place_id, name, latin_name, "
				  "given_name || ' ' || family_name FROM person "
				  "WHERE binned IS NULL AND place_id IS NOT NULL";
	sqlite3_stmt *statement;
	bool ok;
	bool row;
	if (!db_prepare(search->store, sql, &statement, err)) {
		return false;
	}
	while ((ok = db_step(search->store, statement, &row, err)) && row) {
		for (int column = 2; column <= 4; column++) {
			const char *text = db_lent_text(statement, column);
			if (text) {
				add_name(traits, db_int(statement, 0), db_int(statement, 1), text);
			}
		}
	}
	db_reset(statement);
	return ok;
}

static bool is_shared(const struct trait *a, const struct trait *b)
{
	return a->person_id != b->person_id && a->place_id == b->place_id &&
	       strcmp(a->key, b->key) == 0;
}

static enum duplicate_reason reason_of(const struct trait *a, const struct trait *b)
{
	if (!a->name) {
		return DUPLICATE_EMAIL;
	}
	return strcmp(a->name, b->name) == 0 ? DUPLICATE_NAME : DUPLICATE_SWAPPED;
}

static void add_row(const struct search *search, struct rows *rows, const struct trait *a,
		    const struct trait *b)
{
	struct pair pair = pair_of(a->person_id, b->person_id);
	if (has_pair(&search->apart, &pair) || has_pair(&search->found, &pair)) {
		return;
	}
	struct duplicate_row *row = rows_add(rows);
	row->a = (struct ref){RECORD_PERSON, pair.a};
	row->b = (struct ref){RECORD_PERSON, pair.b};
	row->reason = reason_of(a, b);
}

/* The same pair side by side, the stronger reason first. */
static int compare_rows(const void *a, const void *b)
{
	const struct duplicate_row *left = a;
	const struct duplicate_row *right = b;
	int order = compare_numbers(left->a.id, right->a.id);
	if (order == 0) {
		order = compare_numbers(left->b.id, right->b.id);
	}
	return order != 0 ? order : (int)left->reason - (int)right->reason;
}

/* Two people may share several things: the first row of a pair is kept. */
static void drop_repeated(struct rows *rows)
{
	sort_items(rows, compare_rows);
	struct duplicate_row *items = rows->items;
	size_t kept = 0;
	for (size_t i = 0; i < rows->count; i++) {
		if (kept == 0 || items[kept - 1].a.id != items[i].a.id ||
		    items[kept - 1].b.id != items[i].b.id) {
			items[kept++] = items[i];
		}
	}
	rows->count = kept;
}

/* Whether as many pairs as are wanted were found, each counted once. What is repeated is dropped when
 * twice as many rows stand there: a name that half the world bears must not fill the memory. */
static bool is_full(const struct search *search, struct rows *rows)
{
	if (rows->count / 2 < search->limit) {
		return false;
	}
	drop_repeated(rows);
	return rows->count >= search->limit;
}

static void compare_neighbours(const struct search *search, struct rows *traits, struct rows *rows)
{
	sort_items(traits, compare_traits);
	const struct trait *items = traits->items;
	for (size_t i = 0; i < traits->count && !is_full(search, rows); i++) {
		for (size_t j = i + 1;
		     j < traits->count && items[j].hash == items[i].hash && !is_full(search, rows);
		     j++) {
			if (is_shared(&items[i], &items[j])) {
				add_row(search, rows, &items[i], &items[j]);
			}
		}
	}
	drop_repeated(rows);
}

static void remember(struct search *search, const struct rows *rows)
{
	const struct duplicate_row *items = rows->items;
	struct pair *pairs = arena_new_array(search->arena, rows->count, sizeof *pairs);
	for (size_t i = 0; i < rows->count; i++) {
		pairs[i] = pair_of(items[i].a.id, items[i].b.id);
	}
	search->found = (struct pairs){pairs, rows->count};
}

static bool find_all(struct search *search, struct rows *by_email, struct rows *by_name,
		     struct err *err)
{
	struct rows traits = ROWS_OF(struct trait, search->arena);
	if (!read_told_apart(search, err) || !read_emails(search, &traits, err)) {
		return false;
	}
	compare_neighbours(search, &traits, by_email);
	remember(search, by_email);
	traits = ROWS_OF(struct trait, search->arena);
	if (!read_names(search, &traits, err)) {
		return false;
	}
	compare_neighbours(search, &traits, by_name);
	return true;
}

static void take_rows(struct rows *rows, const struct rows *from, size_t limit)
{
	const struct duplicate_row *items = from->items;
	for (size_t i = 0; i < from->count && rows->count < limit; i++) {
		*(struct duplicate_row *)rows_add(rows) = items[i];
	}
}

bool duplicate_list(struct store *store, size_t limit, struct arena *arena,
		    struct duplicate_rows *rows, struct err *err)
{
	struct search search = {.store = store, .arena = arena_new(), .limit = limit};
	struct rows by_email = ROWS_OF(struct duplicate_row, search.arena);
	struct rows by_name = ROWS_OF(struct duplicate_row, search.arena);
	struct rows taken = ROWS_OF(struct duplicate_row, arena);
	bool ok = find_all(&search, &by_email, &by_name, err);
	if (ok) {
		take_rows(&taken, &by_email, limit);
		take_rows(&taken, &by_name, limit);
		*rows = (struct duplicate_rows){taken.items, taken.count};
	}
	arena_free(search.arena);
	return ok;
}

bool duplicate_labels(struct store *store, const struct duplicate_row *row, struct arena *arena,
		      const char *labels[2], struct err *err)
{
	const struct ref refs[2] = {row->a, row->b};
	for (int i = 0; i < 2; i++) {
		labels[i] = record_label(store, refs[i], arena);
	}
	bool are_namesakes = strcmp(labels[0], labels[1]) == 0;
	for (int i = 0; i < 2 && are_namesakes; i++) {
		struct held held;
		if (!held_take(store, refs[i], &held, err)) {
			return false;
		}
		labels[i] = arena_format(arena, "%.*s %s", UID_SHOWN, held.uid, labels[i]);
	}
	return true;
}

/* The names that are looked for, folded. */
struct wanted {
	struct arena *arena;
	const char *names[3];
	size_t count;
};

static const char *fold(struct arena *arena, const char *text)
{
	struct str folded = STR_EMPTY;
	text_fold(&folded, text, strlen(text));
	const char *kept = arena_text(arena, str_text(&folded));
	str_clear(&folded);
	return kept;
}

static void want(struct wanted *wanted, const char *name)
{
	const char *folded = name ? fold(wanted->arena, name) : "";
	if (folded[0]) {
		wanted->names[wanted->count++] = folded;
	}
}

static bool is_wanted(const struct wanted *wanted, const char *name)
{
	const char *folded = name ? fold(wanted->arena, name) : "";
	for (size_t i = 0; i < wanted->count; i++) {
		if (strcmp(wanted->names[i], folded) == 0) {
			return true;
		}
	}
	return false;
}

static bool find_name(struct store *store, const struct wanted *wanted, const char *place,
		      int64_t *id, struct err *err)
{
	static const char sql[] =
		"SELECT id, name, latin_name, "
		"given_name || ' ' || family_name FROM person "
		"WHERE binned IS NULL "
		"AND place_id = (SELECT id FROM place WHERE uid = ?1) ORDER BY id";
	sqlite3_stmt *statement;
	bool ok;
	bool row;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, 1, place);
	while ((ok = db_step(store, statement, &row, err)) && row && *id == 0) {
		for (int column = 1; column <= 3 && *id == 0; column++) {
			if (is_wanted(wanted, db_lent_text(statement, column))) {
				*id = db_int(statement, 0);
			}
		}
	}
	db_reset(statement);
	return ok;
}

static bool find_email(struct store *store, const char *email, struct arena *arena, int64_t *id,
		       struct err *err)
{
	static const char sql[] = "SELECT person.id FROM channel "
				  "JOIN person ON person.id = channel.person_id "
				  "WHERE channel.id > ?1 AND lower(channel.value) = lower(?2) "
				  "AND channel.kind = 'email' AND channel.functional = 0 "
				  "AND channel.binned IS NULL AND person.binned IS NULL LIMIT 1";
	struct rows rows = ROWS_OF(int64_t, arena);
	if (!rows_select(&rows, store, sql, 0, email, rows_read_id, err)) {
		return false;
	}
	*id = rows.count > 0 ? *(const int64_t *)rows.items : 0;
	return true;
}

bool duplicate_find(struct store *store, const struct record *person, const char *const *emails,
		    size_t email_count, struct duplicate_match *found, struct err *err)
{
	struct wanted wanted = {.arena = arena_new()};
	const char *place = record_value(person, "place");
	const char *given = record_value(person, "given_name");
	const char *family = record_value(person, "family_name");
	int64_t id = 0;
	bool ok = true;
	for (size_t i = 0; ok && id == 0 && i < email_count; i++) {
		ok = find_email(store, emails[i], wanted.arena, &id, err);
	}
	enum duplicate_reason reason = DUPLICATE_EMAIL;
	if (ok && id == 0 && place) {
		reason = DUPLICATE_NAME;
		want(&wanted, record_value(person, "name"));
		want(&wanted, record_value(person, "latin_name"));
		want(&wanted,
		     given && family ? arena_format(wanted.arena, "%s %s", given, family) : NULL);
		ok = find_name(store, &wanted, place, &id, err);
	}
	*found = (struct duplicate_match){{RECORD_PERSON, id}, reason};
	arena_free(wanted.arena);
	return ok;
}
