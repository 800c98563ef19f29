/* SPDX-License-Identifier: MIT
 *
 * Any record by its field rows: the SQL is made from them, so a new field needs no new SQL. Every
 * write of a record goes through this file.
 */
#include "store/record.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/db.h"
#include "store/person_name.h"
#include "store/rows.h"
#include "store/search.h"
#include "text/utf8.h"

/* Places of the values that stand before the fields in an INSERT. */
enum {
	PLACE_UID = 1,
	PLACE_BINNED,
	PLACE_FIRST_FIELD,
};

static void add_column(struct str *sql, const struct field *field)
{
	str_add(sql, field->name);
	str_add(sql, field->kind == FIELD_REFERENCE ? "_id" : "");
}

/* The statements of a kind never change: they are made once and kept while the program runs. */
static const char *select_text(enum record_kind kind)
{
	static char *texts[RECORD_KINDS];
	if (texts[kind]) {
		return texts[kind];
	}
	const struct record_type *type = record_type(kind);
	struct str sql = STR_EMPTY;
	str_add(&sql, "SELECT this.uid, this.revision, this.binned");
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		if (field->kind == FIELD_REFERENCE) {
			str_add_format(&sql, ", (SELECT uid FROM %s WHERE id = this.%s_id)",
				       record_type(field->target)->name, field->name);
		} else {
			str_add_format(&sql, ", this.%s", field->name);
		}
	}
	str_add_format(&sql, " FROM %s this WHERE this.id = ?1", type->name);
	texts[kind] = str_take(&sql);
	return texts[kind];
}

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

bool record_get(struct store *store, struct ref ref, struct arena *arena, struct record *record,
		struct err *err)
{
	sqlite3_stmt *statement;
	bool row;
	if (!db_prepare(store, select_text(ref.kind), &statement, err)) {
		return false;
	}
	db_bind_int(store, statement, 1, ref.id);
	if (!db_step(store, statement, &row, err)) {
		return false;
	}
	if (!row) {
		db_reset(statement);
		return err_set(err, ERR_NOT_FOUND, _("The record is no longer there."));
	}
	*record = (struct record){.ref = ref,
				  .uid = db_text(statement, 0, arena),
				  .revision = db_int(statement, 1),
				  .binned = db_text(statement, 2, arena)};
	size_t count = record_type(ref.kind)->field_count;
	for (size_t i = 0; i < count; i++) {
		record->values[i] = db_text(statement, 3 + (int)i, arena);
	}
	db_reset(statement);
	return true;
}

const char *record_value(const struct record *record, const char *field)
{
	int index = field_index(record->ref.kind, field);
	assert(index >= 0);
	return record->values[index];
}

bool record_find_uid(struct store *store, enum record_kind kind, const char *uid, struct ref *ref,
		     struct err *err)
{
	char sql[80];
	snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE uid = ?1", record_type(kind)->name);
	sqlite3_stmt *statement;
	bool row;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, 1, uid);
	if (!db_step(store, statement, &row, err)) {
		return false;
	}
	*ref = (struct ref){kind, row ? db_int(statement, 0) : 0};
	db_reset(statement);
	return true;
}

/* A record on its way in: its texts in normal form, its references as ids. */
struct entry {
	struct record record;
	int64_t ids[FIELDS_MAX];
	char uid[UID_SIZE];
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
static const char *normal_value(const char *value, struct arena *arena)
{
	if (!value || is_ascii(value) || !utf8_is_valid(value, strlen(value))) {
		return value;
	}
	char *normal = utf8_normalize(value, strlen(value));
	const char *kept = arena_text(arena, normal);
	free(normal);
	return kept;
}

static void entry_fill(struct entry *entry, const struct record *record, struct arena *arena)
{
	*entry = (struct entry){.record = *record};
	const struct record_type *type = record_type(record->ref.kind);
	for (size_t i = 0; i < type->field_count; i++) {
		const char *value = normal_value(record->values[i], arena);
		entry->record.values[i] = value && value[0] ? value : type->fields[i].initial;
	}
	if (!record->uid || record->uid[0] == '\0') {
		uid_new(entry->uid);
		entry->record.uid = entry->uid;
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
	struct person_name name = {
		.name = record_value(record, "name"),
		.latin_name = record_value(record, "latin_name"),
		.family_name = record_value(record, "family_name"),
		.given_name = record_value(record, "given_name"),
		.sort_as = record_value(record, "sort_as"),
	};
	struct str key = STR_EMPTY;
	person_name_sort_key(&name, &key);
	db_bind_text(store, statement, place, str_text(&key));
	str_clear(&key);
}

static bool entry_insert(struct store *store, const struct entry *entry, struct err *err)
{
	const struct record *record = &entry->record;
	const struct record_type *type = record_type(record->ref.kind);
	sqlite3_stmt *statement;
	if (!db_prepare(store, insert_text(record->ref.kind), &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, PLACE_UID, record->uid);
	db_bind_text(store, statement, PLACE_BINNED, record->binned);
	int place = PLACE_FIRST_FIELD;
	for (size_t i = 0; i < type->field_count; i++, place++) {
		enum field_kind kind = type->fields[i].kind;
		if (kind == FIELD_REFERENCE) {
			db_bind_id(store, statement, place, entry->ids[i]);
		} else if (record->values[i] && (kind == FIELD_NUMBER || kind == FIELD_FLAG)) {
			db_bind_int(store, statement, place, strtol(record->values[i], NULL, 10));
		} else {
			db_bind_text(store, statement, place, record->values[i]);
		}
	}
	if (record->ref.kind == RECORD_PERSON) {
		bind_sort_key(store, statement, place, record);
	}
	return db_run(store, statement, err);
}

/* The field that holds the owner of a record which others show beside theirs. */
static const struct {
	enum record_kind kind;
	const char *field;
} owner_fields[] = {
	{RECORD_ORGANISATION_NAME, "organisation"},
	{RECORD_CHANNEL, "person"},
	{RECORD_CHANNEL, "organisation"},
	{RECORD_MEMBERSHIP, "person"},
	{RECORD_MEMBERSHIP, "member"},
	{RECORD_EVENT_LINK, "event"},
};

static bool update_search(struct store *store, const struct entry *entry, struct err *err)
{
	struct ref ref = entry->record.ref;
	if (!search_update(store, ref, err)) {
		return false;
	}
	for (size_t i = 0; i < sizeof owner_fields / sizeof owner_fields[0]; i++) {
		if (owner_fields[i].kind != ref.kind) {
			continue;
		}
		int index = field_index(ref.kind, owner_fields[i].field);
		struct ref owner = {record_type(ref.kind)->fields[index].target, entry->ids[index]};
		if (owner.id != 0 && !search_update(store, owner, err)) {
			return false;
		}
	}
	return true;
}

bool record_add(struct store *store, struct record *record, struct err *err)
{
	struct arena *arena = arena_new();
	struct entry entry;
	entry_fill(&entry, record, arena);
	bool done = record_check(&entry.record, err) && entry_resolve(store, &entry, err) &&
		    entry_insert(store, &entry, err);
	if (done) {
		entry.record.ref.id = sqlite3_last_insert_rowid(store_db(store));
		done = search_is_deferred(store) || update_search(store, &entry, err);
	}
	if (done) {
		record->ref.id = entry.record.ref.id;
	}
	arena_free(arena);
	return done;
}

/* Which records belong to which, and their order. */
static const struct {
	enum record_kind owner;
	enum record_kind child;
	const char *sql;
} child_rows[] = {
	{RECORD_ORGANISATION, RECORD_ORGANISATION_NAME,
	 "SELECT id FROM organisation_name WHERE organisation_id = ?1 AND binned IS NULL "
	 "ORDER BY id"},
	{RECORD_ORGANISATION, RECORD_CHANNEL,
	 "SELECT id FROM channel WHERE organisation_id = ?1 AND binned IS NULL "
	 "ORDER BY preferred DESC, id"},
	{RECORD_PERSON, RECORD_CHANNEL,
	 "SELECT id FROM channel WHERE person_id = ?1 AND binned IS NULL "
	 "ORDER BY preferred DESC, id"},
	{RECORD_ORGANISATION, RECORD_MEMBERSHIP,
	 "SELECT id FROM membership WHERE member_id = ?1 AND binned IS NULL "
	 "ORDER BY rank, valid_from, id"},
	{RECORD_PERSON, RECORD_MEMBERSHIP,
	 "SELECT id FROM membership WHERE person_id = ?1 AND binned IS NULL "
	 "ORDER BY rank, valid_from, id"},
	{RECORD_EVENT, RECORD_EVENT_LINK,
	 "SELECT id FROM event_link WHERE event_id = ?1 AND binned IS NULL "
	 "ORDER BY rank, id"},
#define CITATIONS_OF(kind, column)                                                                 \
	{                                                                                          \
		kind, RECORD_CITATION,                                                             \
			"SELECT id FROM citation WHERE " column " = ?1 AND binned IS NULL "        \
			"ORDER BY field IS NOT NULL, rank, id"                                     \
	}
	CITATIONS_OF(RECORD_ORGANISATION, "organisation_id"),
	CITATIONS_OF(RECORD_PERSON, "person_id"),
	CITATIONS_OF(RECORD_MEMBERSHIP, "membership_id"),
	CITATIONS_OF(RECORD_PLACE, "place_id"),
	CITATIONS_OF(RECORD_EVENT, "event_id"),
	CITATIONS_OF(RECORD_PAGE, "page_id"),
};

static const char *children_text(enum record_kind owner, enum record_kind child)
{
	for (size_t i = 0; i < sizeof child_rows / sizeof child_rows[0]; i++) {
		if (child_rows[i].owner == owner && child_rows[i].child == child) {
			return child_rows[i].sql;
		}
	}
	return NULL;
}

static void read_child(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	(void)arena;
	struct ref *ref = item;
	ref->id = db_int(statement, 0);
}

bool record_children(struct store *store, struct ref owner, enum record_kind kind,
		     struct arena *arena, struct refs *children, struct err *err)
{
	struct rows rows = ROWS_OF(struct ref, arena);
	const char *sql = children_text(owner.kind, kind);
	if (sql && !rows_select(&rows, store, sql, owner.id, NULL, read_child, err)) {
		return false;
	}
	*children = (struct refs){rows.items, rows.count};
	for (size_t i = 0; i < children->count; i++) {
		children->items[i].kind = kind;
	}
	return true;
}
