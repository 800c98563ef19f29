/* SPDX-License-Identifier: MIT
 *
 * Whether the journal leads to what the rows hold: the newest change of a field is its value, and what
 * was taken out is not there. A journal may hold many times what the tables do, in an order of its own:
 * it is read once from end to end, and what it says last is kept as hashes; then the records are read.
 * A journal that is too large for that is looked at in parts, by the uids of records.
 */
#include "store/inspection.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "store/journal.h"

#define PART_CHANGES 4000000 /* looked at together, some 128 MiB */
#define FIRST_CAPACITY 1024  /* a power of two, as all capacities are */

/* What the journal says last: of a field the hash of its value, of a record as a whole one of these. */
enum existence {
	EXISTENCE_NONE,	     /* nothing was said yet */
	EXISTENCE_THERE,     /* it must be in its table */
	EXISTENCE_TAKEN_OUT, /* it must not */
	EXISTENCE_SEEN,	     /* it was, and its table was looked at */
};

struct word {
	uint64_t key;	/* hash of kind, uid and field; 0 for an empty place */
	uint64_t value; /* hash of the value, or an existence */
};

struct words {
	struct word *items;
	size_t count;
	size_t capacity;
};

struct account {
	struct inspection *inspection;
	struct words words;
	uint64_t part; /* which of the parts is looked at */
	uint64_t parts;
};

/* Continued by a text or by none; never 0. Where one ends and the next begins counts too. */
static uint64_t hash_word(uint64_t hash, const char *text)
{
	hash = text != NULL ? hash_bytes(hash, text, strlen(text) + 1) : hash_bytes(hash, "\1", 1);
	return hash != 0 ? hash : 1;
}

static uint64_t hash_value(const char *value)
{
	return hash_word(HASH_START, value);
}

static uint64_t hash_record(const char *kind, const char *uid)
{
	return hash_word(hash_value(kind), uid);
}

static struct word *find_place(const struct words *words, uint64_t key)
{
	size_t place = (size_t)(key ^ key >> 32) & (words->capacity - 1);
	while (words->items[place].key != 0 && words->items[place].key != key) {
		place = (place + 1) & (words->capacity - 1);
	}
	return &words->items[place];
}

static void grow(struct words *words)
{
	struct words old = *words;
	words->capacity = old.capacity > 0 ? old.capacity * 2 : FIRST_CAPACITY;
	words->items = mem_new(words->capacity, sizeof *words->items);
	for (size_t i = 0; i < old.capacity; i++) {
		if (old.items[i].key != 0) {
			*find_place(words, old.items[i].key) = old.items[i];
		}
	}
	free(old.items);
}

/* The word with this key, a new one if need be; lent until the next call. */
static struct word *get_word(struct words *words, uint64_t key)
{
	if (words->count >= words->capacity / 4 * 3) {
		grow(words);
	}
	struct word *word = find_place(words, key);
	if (word->key == 0) {
		word->key = key;
		words->count++;
	}
	return word;
}

/* The same, or NULL when nothing was said. */
static struct word *find_word(const struct words *words, uint64_t key)
{
	struct word *word = words->capacity > 0 ? find_place(words, key) : NULL;
	return word != NULL && word->key != 0 ? word : NULL;
}

/* A change of the journal: kind, uid, field, new value. */
static void note_change(struct account *account, sqlite3_stmt *statement)
{
	uint64_t record = hash_record(db_lent_text(statement, 0), db_lent_text(statement, 1));
	const char *field = db_lent_text(statement, 2);
	const char *value = db_lent_text(statement, 3);
	if (record % account->parts != account->part) {
		return;
	}
	struct word *existence = get_word(&account->words, record);
	if (strcmp(field, JOURNAL_UID) == 0) {
		existence->value = value != NULL ? EXISTENCE_THERE : EXISTENCE_TAKEN_OUT;
		return;
	}
	if (existence->value == EXISTENCE_NONE) {
		existence->value = EXISTENCE_THERE;
	}
	get_word(&account->words, hash_word(record, field))->value = hash_value(value);
}

/* Steps a statement without values to its end. */
static bool walk(struct account *account, const char *sql,
		 void (*take)(struct account *account, sqlite3_stmt *statement), struct err *err)
{
	struct store *store = account->inspection->store;
	sqlite3_stmt *statement;
	bool ok;
	bool row;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	while ((ok = db_step(store, statement, &row, err)) && row &&
	       !inspection_is_full(account->inspection)) {
		take(account, statement);
	}
	db_reset(statement);
	return ok;
}

static void compare_value(struct account *account, struct ref ref, uint64_t key, const char *value,
			  const char *label)
{
	const struct word *word = find_word(&account->words, key);
	if (word != NULL && word->value != hash_value(value)) {
		inspection_add(account->inspection, ref,
			       _("%s: the value is not the one that the history says last."),
			       label);
	}
}

static bool compare_record(struct account *account, struct ref ref, uint64_t key, struct err *err)
{
	struct arena *arena = account->inspection->scratch;
	const struct record_type *type = record_type(ref.kind);
	struct record record;
	arena_clear(arena);
	if (!record_get(account->inspection->store, ref, arena, &record, err)) {
		return false;
	}
	for (size_t i = 0; i < type->field_count; i++) {
		compare_value(account, ref, hash_word(key, type->fields[i].name), record.values[i],
			      _(type->fields[i].label));
	}
	compare_value(account, ref, hash_word(key, JOURNAL_BINNED), record.binned, _("In the bin"));
	return true;
}

/* Holds a record against what the journal says of it, if it says anything. */
static bool look_at(struct account *account, struct ref ref, const char *uid, struct err *err)
{
	uint64_t key = hash_record(record_type(ref.kind)->name, uid);
	struct word *existence = find_word(&account->words, key);
	if (existence == NULL) {
		return true;
	}
	if (existence->value == EXISTENCE_TAKEN_OUT) {
		inspection_add(account->inspection, ref,
			       _("It is there, although its history says that it was taken out."));
		return true;
	}
	existence->value = EXISTENCE_SEEN;
	return compare_record(account, ref, key, err);
}

static bool look_at_kind(struct account *account, enum record_kind kind, struct err *err)
{
	struct store *store = account->inspection->store;
	char sql[64];
	sqlite3_stmt *statement;
	bool ok;
	bool row;
	snprintf(sql, sizeof sql, "SELECT id, uid FROM %s ORDER BY id", record_type(kind)->name);
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	while ((ok = db_step(store, statement, &row, err)) && row &&
	       !inspection_is_full(account->inspection)) {
		struct ref ref = {kind, db_int(statement, 0)};
		ok = look_at(account, ref, db_lent_text(statement, 1), err);
		if (!ok) {
			break;
		}
	}
	db_reset(statement);
	return ok;
}

/* Of a change whose record was not seen in any table. */
static void miss_record(struct account *account, sqlite3_stmt *statement)
{
	const char *kind_name = db_lent_text(statement, 0);
	const char *uid = db_lent_text(statement, 1);
	struct word *existence = find_word(&account->words, hash_record(kind_name, uid));
	enum record_kind kind;
	if (existence == NULL || existence->value != EXISTENCE_THERE) {
		return;
	}
	existence->value = EXISTENCE_SEEN;
	const char *label =
		record_kind_of_name(kind_name, &kind) ? _(record_type(kind)->label) : kind_name;
	inspection_add(account->inspection, (struct ref){RECORD_PERSON, 0},
		       _("The history tells of a record that is not there: %s, uid %s."), label,
		       uid);
}

static bool has_missing(const struct words *words)
{
	for (size_t i = 0; i < words->capacity; i++) {
		if (words->items[i].key != 0 && words->items[i].value == EXISTENCE_THERE) {
			return true;
		}
	}
	return false;
}

static bool inspect_part(struct account *account, struct err *err)
{
	if (!walk(account, "SELECT record, record_uid, field, new FROM change ORDER BY id",
		  note_change, err)) {
		return false;
	}
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		if (!look_at_kind(account, (enum record_kind)kind, err)) {
			return false;
		}
	}
	/* The hash of a value may be taken for an existence: then it is looked for in vain. */
	return !has_missing(&account->words) ||
	       walk(account, "SELECT record, record_uid FROM change ORDER BY id", miss_record, err);
}

/* Whom the journal tells apart, and who are. */
static bool inspect_apart(struct inspection *inspection, struct err *err)
{
	static const char sql[] =
		"SELECT person.id FROM change JOIN person ON person.uid = change.record_uid "
		"WHERE change.field = 'not_duplicate' AND NOT EXISTS (SELECT 1 FROM change later "
		"WHERE later.record_uid = change.record_uid AND later.field = change.field "
		"AND coalesce(later.new, later.old) = coalesce(change.new, change.old) "
		"AND later.id > change.id) AND (change.new IS NOT NULL) <> EXISTS "
		"(SELECT 1 FROM not_duplicate WHERE "
		"uid_a = min(person.uid, coalesce(change.new, change.old)) AND "
		"uid_b = max(person.uid, coalesce(change.new, change.old)))";
	return inspection_add_rows(inspection, RECORD_PERSON, sql,
				   _("Whom this person was told apart from is not what the "
				     "history says last."),
				   err);
}

bool inspect_journal(struct inspection *inspection, struct err *err)
{
	int64_t count = 0;
	struct account account = {.inspection = inspection};
	bool ok = db_number(inspection->store, "SELECT count(*) FROM change", &count, err);
	account.parts = (uint64_t)count / PART_CHANGES + 1;
	for (; ok && account.part < account.parts; account.part++) {
		ok = inspect_part(&account, err);
		free(account.words.items);
		account.words = (struct words){.items = NULL};
	}
	return ok && inspect_apart(inspection, err);
}
