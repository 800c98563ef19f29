/* SPDX-License-Identifier: MIT
 *
 * Any record by its field rows, read: the SQL is made from them, so a new field needs no new SQL. How
 * records are written stands in record_write.c.
 */
#include "store/record.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/db.h"
#include "store/rows.h"

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
	{RECORD_PERSON, RECORD_EVENT_LINK,
	 "SELECT id FROM event_link WHERE person_id = ?1 AND binned IS NULL "
	 "ORDER BY id"},
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
