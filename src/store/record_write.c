/* SPDX-License-Identifier: MIT
 *
 * Writing of records by their field rows: every write of a record goes through this file. It checks,
 * computes what is computed, tells the journal, and has the search texts follow.
 */
#include "store/record_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/change.h"
#include "store/db.h"
#include "store/erase.h"
#include "store/journal.h"
#include "store/person_ladder.h"
#include "store/person_name.h"
#include "store/record_rule.h"
#include "store/search.h"
#include "text/utf8.h"

/* Places of the values that stand before the fields in an INSERT. */
enum {
	PLACE_UID = 1,
	PLACE_BINNED,
	PLACE_FIRST_FIELD,
};

/* A record on its way in: its texts in normal form, its references as ids. */
struct entry {
	struct record record;
	int64_t ids[FIELDS_MAX];
	char uid[UID_SIZE];
};

/* The fields of a record that are to be written. */
struct difference {
	bool fields[FIELDS_MAX];
	bool binned;
	bool any;
};

static bool is_ascii(const char *text)
{
	for (const char *c = text; *c; c++) {
		if ((unsigned char)*c >= 0x80) {
			return false;
		}
	}
	return true;
}

/* What is not UTF-8 stays as it is, for record_check() to refuse. */
static const char *normal_text(const char *value, struct arena *arena)
{
	if (is_ascii(value) || !utf8_is_valid(value, strlen(value))) {
		return value;
	}
	char *normal = utf8_normalize(value, strlen(value));
	const char *kept = arena_text(arena, normal);
	free(normal);
	return kept;
}

/* A whole number as the table gives it back; what is none stays as it is. */
static const char *normal_number(const char *value, struct arena *arena)
{
	char *end;
	long number = strtol(value, &end, 10);
	bool is_number = *end == '\0' && strlen(value) < 10 && strspn(value, "-0123456789") > 0;
	return is_number ? arena_format(arena, "%ld", number) : value;
}

void record_normalize(struct record *record, struct arena *arena)
{
	const struct record_type *type = record_type(record->ref.kind);
	for (size_t i = 0; i < type->field_count; i++) {
		const char *value = record->values[i];
		if (!value || value[0] == '\0') {
			record->values[i] = type->fields[i].initial;
		} else if (type->fields[i].kind == FIELD_NUMBER) {
			record->values[i] = normal_number(value, arena);
		} else {
			record->values[i] = normal_text(value, arena);
		}
	}
}

static bool entry_resolve(struct store *store, struct entry *entry, struct err *err)
{
	const struct record_type *type = record_type(entry->record.ref.kind);
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		const char *uid = entry->record.values[i];
		if (field->kind != FIELD_REFERENCE || !uid) {
			continue;
		}
		struct ref target;
		if (!record_find_uid(store, field->target, uid, &target, err)) {
			return false;
		}
		if (target.id == 0) {
			return err_set_field(err, field->name,
					     _("There is no record with the uid %s."), uid);
		}
		entry->ids[i] = target.id;
	}
	return true;
}

static void bind_sort_key(struct store *store, sqlite3_stmt *statement, int place,
			  const struct record *record)
{
	struct str key = STR_EMPTY;
	person_name_record_key(record, &key);
	db_bind_text(store, statement, place, str_text(&key));
	str_clear(&key);
}

static void bind_field(struct store *store, sqlite3_stmt *statement, int place,
		       const struct entry *entry, size_t i)
{
	enum field_kind kind = record_type(entry->record.ref.kind)->fields[i].kind;
	const char *value = entry->record.values[i];
	if (kind == FIELD_REFERENCE) {
		db_bind_id(store, statement, place, entry->ids[i]);
	} else if (value && (kind == FIELD_NUMBER || kind == FIELD_FLAG)) {
		db_bind_int(store, statement, place, strtol(value, NULL, 10));
	} else {
		db_bind_text(store, statement, place, value);
	}
}

static void add_column(struct str *sql, const struct field *field)
{
	str_add(sql, field->name);
	str_add(sql, field->kind == FIELD_REFERENCE ? "_id" : "");
}

/* The statement of a kind never changes: it is made once and kept while the program runs. */
static const char *insert_text(enum record_kind kind)
{
	static char *texts[RECORD_KINDS];
	if (texts[kind]) {
		return texts[kind];
	}
	const struct record_type *type = record_type(kind);
	struct str sql = STR_EMPTY;
	str_add_format(&sql, "INSERT INTO %s (uid, binned", type->name);
	for (size_t i = 0; i < type->field_count; i++) {
		str_add(&sql, ", ");
		add_column(&sql, &type->fields[i]);
	}
	str_add(&sql, kind == RECORD_PERSON ? ", sort_key) VALUES (?" : ") VALUES (?");
	size_t more = type->field_count + (kind == RECORD_PERSON ? 2 : 1);
	for (size_t i = 0; i < more; i++) {
		str_add(&sql, ", ?");
	}
	str_add(&sql, ")");
	texts[kind] = str_take(&sql);
	return texts[kind];
}

static bool entry_insert(struct store *store, struct entry *entry, struct err *err)
{
	struct record *record = &entry->record;
	const struct record_type *type = record_type(record->ref.kind);
	sqlite3_stmt *statement;
	if (!db_prepare(store, insert_text(record->ref.kind), &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, PLACE_UID, record->uid);
	db_bind_text(store, statement, PLACE_BINNED, record->binned);
	int place = PLACE_FIRST_FIELD;
	for (size_t i = 0; i < type->field_count; i++, place++) {
		bind_field(store, statement, place, entry, i);
	}
	if (record->ref.kind == RECORD_PERSON) {
		bind_sort_key(store, statement, place, record);
	}
	if (!db_run(store, statement, err)) {
		return false;
	}
	record->ref.id = sqlite3_last_insert_rowid(store_db(store));
	return true;
}

/* Tells the journal of a record that came into being (old NULL) or was taken out (new NULL). */
static bool note_existence(struct store *store, const struct record *old, const struct record *new,
			   struct err *err)
{
	const struct record *record = new ? new : old;
	struct change change = {
		.kind = record->ref.kind,
		.uid = record->uid,
		.field = JOURNAL_UID,
		.old = old ? old->uid : NULL,
		.new = new ? new->uid : NULL,
	};
	return change_add(store, &change, err);
}

/* Tells the journal of every value that differs; either side may be NULL for no record. */
static bool note_values(struct store *store, const struct record *old, const struct record *new,
			struct err *err)
{
	const struct record *record = new ? new : old;
	const struct record_type *type = record_type(record->ref.kind);
	struct change change = {.kind = record->ref.kind, .uid = record->uid};
	for (size_t i = 0; i < type->field_count; i++) {
		change.field = type->fields[i].name;
		change.old = old ? old->values[i] : NULL;
		change.new = new ? new->values[i] : NULL;
		if (!str_is_same(change.old, change.new) && !change_add(store, &change, err)) {
			return false;
		}
	}
	change.field = JOURNAL_BINNED;
	change.old = old ? old->binned : NULL;
	change.new = new ? new->binned : NULL;
	return str_is_same(change.old, change.new) || change_add(store, &change, err);
}

/* What keeps step with a row that was written: the journal, search texts, who stands where. */
static bool follow_write(struct store *store, const struct record *old, const struct record *new,
			 struct err *err)
{
	person_ladder_follow(store, old, new);
	return note_values(store, old, new, err) && search_follow(store, old, new, err);
}

/* What was erased does not come back: not from an import, nor from the journal of another program. */
static bool check_tombstone(struct store *store, const struct record *record, struct err *err)
{
	bool is_erased;
	if (!erase_is_erased(store, record->uid, &is_erased, err)) {
		return false;
	}
	return !is_erased ||
	       err_set(err, ERR_CONFLICT,
		       _("The record with the uid %s was erased and is not taken in again."),
		       record->uid);
}

/* Rules that may wait are asked by whoever waits. */
static bool check_rules(struct store *store, const struct record *old, const struct record *new,
			bool may_wait, struct err *err)
{
	return may_wait ? record_rule_check_code(store, old, new, err)
			: record_rule_check_new(old, new, err) &&
				  record_rule_check(store, old, new, err);
}

bool record_add(struct store *store, struct record *record, struct err *err)
{
	struct arena *arena = arena_new();
	struct entry entry = {.record = *record};
	struct record *added = &entry.record;
	record_normalize(added, arena);
	if (!record->uid || record->uid[0] == '\0') {
		uid_new(entry.uid);
		added->uid = entry.uid;
	}
	bool done = record_check(added, err) && check_tombstone(store, added, err) &&
		    entry_resolve(store, &entry, err) &&
		    check_rules(store, NULL, added, !action_keeps_rules(store), err) &&
		    entry_insert(store, &entry, err) && note_existence(store, NULL, added, err) &&
		    follow_write(store, NULL, added, err);
	if (done) {
		record->ref.id = added->ref.id;
	}
	arena_free(arena);
	return done;
}

static struct difference compare(const struct record *old, const struct record *new)
{
	struct difference difference = {.binned = !str_is_same(old->binned, new->binned)};
	difference.any = difference.binned;
	size_t count = record_type(old->ref.kind)->field_count;
	for (size_t i = 0; i < count; i++) {
		difference.fields[i] = !str_is_same(old->values[i], new->values[i]);
		difference.any = difference.any || difference.fields[i];
	}
	return difference;
}

/* UPDATE with only the columns that differ; the places of their values are counted from 3 on, after
 * id and step of the revision. */
static char *update_text(enum record_kind kind, const struct difference *difference)
{
	const struct record_type *type = record_type(kind);
	struct str sql = STR_EMPTY;
	str_add_format(&sql, "UPDATE %s SET revision = revision + ?2", type->name);
	str_add(&sql, difference->binned ? ", binned = ?" : "");
	for (size_t i = 0; i < type->field_count; i++) {
		if (difference->fields[i]) {
			str_add(&sql, ", ");
			add_column(&sql, &type->fields[i]);
			str_add(&sql, " = ?");
		}
	}
	str_add(&sql, kind == RECORD_PERSON ? ", sort_key = ? WHERE id = ?1" : " WHERE id = ?1");
	return str_take(&sql);
}

static bool entry_update(struct store *store, const struct entry *entry,
			 const struct difference *difference, int step, struct err *err)
{
	const struct record *record = &entry->record;
	size_t count = record_type(record->ref.kind)->field_count;
	char *sql = update_text(record->ref.kind, difference);
	sqlite3_stmt *statement;
	bool is_prepared = db_prepare(store, sql, &statement, err);
	free(sql);
	if (!is_prepared) {
		return false;
	}
	db_bind_int(store, statement, 1, record->ref.id);
	db_bind_int(store, statement, 2, step);
	int place = 3;
	if (difference->binned) {
		db_bind_text(store, statement, place++, record->binned);
	}
	for (size_t i = 0; i < count; i++) {
		if (difference->fields[i]) {
			bind_field(store, statement, place++, entry, i);
		}
	}
	if (record->ref.kind == RECORD_PERSON) {
		bind_sort_key(store, statement, place, record);
	}
	return db_run(store, statement, err);
}

/* How a record is written. */
struct manner {
	int step;      /* of its revision */
	bool may_wait; /* with the rules between records */
};

/* One action is one step of the revision, however often it comes back to a record. */
static bool write_difference(struct store *store, const struct record *old, struct entry *entry,
			     const struct manner *manner, struct err *err)
{
	struct difference difference = compare(old, &entry->record);
	bool is_first;
	if (!difference.any) {
		return true;
	}
	return record_check(&entry->record, err) && entry_resolve(store, entry, err) &&
	       check_rules(store, old, &entry->record, manner->may_wait, err) &&
	       change_is_first(store, old->uid, &is_first, err) &&
	       entry_update(store, entry, &difference, is_first ? manner->step : 0, err) &&
	       follow_write(store, old, &entry->record, err);
}

static bool update(struct store *store, const struct record *record, const struct manner *manner,
		   struct err *err)
{
	struct arena *arena = arena_new();
	struct entry entry = {.record = *record};
	struct record old;
	bool done = record_get(store, record->ref, arena, &old, err);
	/* An id may come again after its record was taken out; a uid does not. */
	if (done && record->uid && strcmp(record->uid, old.uid) != 0) {
		done = err_set(err, ERR_NOT_FOUND, _("The record is no longer there."));
	}
	if (done) {
		entry.record.uid = old.uid;
		record_normalize(&entry.record, arena);
		done = write_difference(store, &old, &entry, manner, err);
	}
	arena_free(arena);
	return done;
}

bool record_update(struct store *store, const struct record *record, struct err *err)
{
	const struct manner manner = {.step = 1, .may_wait = false};
	return update(store, record, &manner, err);
}

bool record_update_by(struct store *store, const struct record *record, int step, struct err *err)
{
	const struct manner manner = {.step = step, .may_wait = true};
	return update(store, record, &manner, err);
}

bool record_set_revision(struct store *store, struct ref ref, int64_t revision, struct err *err)
{
	char sql[80];
	snprintf(sql, sizeof sql, "UPDATE %s SET revision = ?2 WHERE id = ?1",
		 record_type(ref.kind)->name);
	sqlite3_stmt *statement;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(store, statement, 1, ref.id);
	db_bind_int(store, statement, 2, revision);
	return db_run(store, statement, err);
}

static bool delete_row(struct store *store, struct ref ref, struct err *err)
{
	char sql[64];
	snprintf(sql, sizeof sql, "DELETE FROM %s WHERE id = ?1", record_type(ref.kind)->name);
	sqlite3_stmt *statement;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(store, statement, 1, ref.id);
	return db_run(store, statement, err);
}

bool record_remove(struct store *store, struct ref ref, struct err *err)
{
	struct arena *arena = arena_new();
	struct record old;
	bool done = record_get(store, ref, arena, &old, err) && delete_row(store, ref, err) &&
		    note_existence(store, &old, NULL, err) && follow_write(store, &old, NULL, err);
	arena_free(arena);
	return done;
}
