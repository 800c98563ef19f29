/* SPDX-License-Identifier: MIT
 *
 * Gathers what is held on a person: the rows that belong to them by owner.h, and what the journal says
 * belonged to them once. A record that went over to somebody else stays with them; what the journal
 * tells of it up to then is the person's.
 */
#include "store/holding.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "store/journal.h"
#include "store/owner.h"
#include "store/rows.h"

struct gathering {
	struct store *store;
	struct arena *arena;
	struct rows records; /* of struct holding_record */
	struct rows changes; /* of struct holding_change */
};

static struct holding_record *find_record(const struct gathering *gathering, enum record_kind kind,
					  const char *uid)
{
	struct holding_record *items = gathering->records.items;
	for (size_t i = 0; i < gathering->records.count; i++) {
		if (items[i].kind == kind && strcmp(items[i].uid, uid) == 0) {
			return &items[i];
		}
	}
	return NULL;
}

static void read_row(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct holding_record *held = item;
	held->id = db_int(statement, 0);
	held->uid = db_text(statement, 1, arena);
}

/* The rows of a kind whose reference leads to the owner. */
static bool add_rows(struct gathering *gathering, const struct owner_row *owned, int64_t owner_id,
		     struct err *err)
{
	struct str sql = STR_EMPTY;
	str_add_format(&sql, "SELECT id, uid FROM %s WHERE %s_id = ?1 ORDER BY id",
		       record_type(owned->kind)->name, owned->field);
	size_t first = gathering->records.count;
	bool ok = rows_select(&gathering->records, gathering->store, str_text(&sql), owner_id, NULL,
			      read_row, err);
	str_clear(&sql);
	struct holding_record *items = gathering->records.items;
	for (size_t i = first; i < gathering->records.count; i++) {
		items[i].kind = owned->kind;
	}
	return ok;
}

static bool is_owned_by(const struct owner_row *owned, enum record_kind owner)
{
	int index = field_index(owned->kind, owned->field);
	return record_type(owned->kind)->fields[index].target == owner;
}

/* What the journal says of references to records of a kind: which record referred to which. */
struct mention {
	enum record_kind kind;
	const char *uid;
	int64_t action_id;
};

/* Adds a record that only the journal knows as the person's, or notes that it went over later. */
static void add_mention(struct gathering *gathering, const struct mention *mention, int64_t until)
{
	struct holding_record *known = find_record(gathering, mention->kind, mention->uid);
	int64_t last = until != 0 && until < mention->action_id ? until : mention->action_id;
	if (known == NULL) {
		struct holding_record *held = rows_add(&gathering->records);
		held->kind = mention->kind;
		held->uid = arena_text(gathering->arena, mention->uid);
		held->until = last;
	} else if (known->id == 0 && known->until < last) {
		known->until = last;
	}
}

static bool is_owner(const struct gathering *gathering, enum record_kind owner, const char *uid,
		     int64_t *until)
{
	const struct holding_record *held = uid != NULL ? find_record(gathering, owner, uid) : NULL;
	*until = held != NULL ? held->until : 0;
	return held != NULL;
}

/* One row of the journal: the record and what its reference led to before and after. */
static void consider(struct gathering *gathering, const struct owner_row *owned,
		     enum record_kind owner, sqlite3_stmt *statement)
{
	struct mention mention = {owned->kind, db_lent_text(statement, 0), db_int(statement, 1)};
	for (int column = 2; column <= 3; column++) {
		int64_t until = 0;
		if (is_owner(gathering, owner, db_lent_text(statement, column), &until)) {
			add_mention(gathering, &mention, until);
		}
	}
}

/* Records of a kind that once referred to an owner which is held already. The journal has no index of
 * what is referred to: all changes of this reference are looked at. */
static bool add_mentions(struct gathering *gathering, const struct owner_row *owned,
			 enum record_kind owner, struct err *err)
{
	static const char sql[] = "SELECT record_uid, action_id, old, new FROM change "
				  "WHERE record = ?1 AND field = ?2 ORDER BY id";
	sqlite3_stmt *statement;
	bool ok;
	bool row;
	if (!db_prepare(gathering->store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(gathering->store, statement, 1, record_type(owned->kind)->name);
	db_bind_text(gathering->store, statement, 2, owned->field);
	while ((ok = db_step(gathering->store, statement, &row, err)) && row) {
		consider(gathering, owned, owner, statement);
	}
	db_reset(statement);
	return ok;
}

/* What belongs to the records of a kind that are held: their rows, then what the journal knows. */
static bool add_belongings(struct gathering *gathering, enum record_kind owner, struct err *err)
{
	size_t count = gathering->records.count;
	for (size_t i = 0; i < owner_row_count; i++) {
		if (!is_owned_by(&owner_rows[i], owner)) {
			continue;
		}
		for (size_t j = 0; j < count; j++) {
			struct holding_record held =
				((struct holding_record *)gathering->records.items)[j];
			if (held.kind == owner && held.id != 0 &&
			    !add_rows(gathering, &owner_rows[i], held.id, err)) {
				return false;
			}
		}
		if (!add_mentions(gathering, &owner_rows[i], owner, err)) {
			return false;
		}
	}
	return true;
}

/* A record that is in its table no more went over to nobody: all that the journal tells of it is the
 * person's. */
static bool look_for_lost(struct gathering *gathering, struct err *err)
{
	struct holding_record *items = gathering->records.items;
	for (size_t i = 0; i < gathering->records.count; i++) {
		struct ref ref = {items[i].kind, items[i].id};
		if (items[i].id != 0) {
			continue;
		}
		if (!record_find_uid(gathering->store, items[i].kind, items[i].uid, &ref, err)) {
			return false;
		}
		if (ref.id == 0) {
			items[i].until = 0;
		}
	}
	return true;
}

#define CHANGE_COLUMNS                                                                             \
	"SELECT change.id, action.id, action.moment, action.actor, action.origin, action.name, "   \
	"action.reason, change.field, change.old, change.new, change.record_uid "                  \
	"FROM change JOIN action ON action.id = change.action_id "

static void read_change(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	*(struct holding_change *)item = (struct holding_change){
		.id = db_int(statement, 0),
		.action_id = db_int(statement, 1),
		.moment = db_text(statement, 2, arena),
		.actor = db_text(statement, 3, arena),
		.origin = db_text(statement, 4, arena),
		.action = db_text(statement, 5, arena),
		.reason = db_text(statement, 6, arena),
		.field = db_text(statement, 7, arena),
		.old = db_text(statement, 8, arena),
		.new = db_text(statement, 9, arena),
		.uid = db_text(statement, 10, arena),
	};
}

static bool add_changes(struct gathering *gathering, const struct holding_record *held,
			struct err *err)
{
	static const char sql[] =
		CHANGE_COLUMNS "WHERE change.record_uid = ?2 AND change.record = ?3 "
			       "AND (?1 = 0 OR change.action_id <= ?1) ORDER BY change.id";
	sqlite3_stmt *statement;
	if (!db_prepare(gathering->store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(gathering->store, statement, 1, held->until);
	db_bind_text(gathering->store, statement, 2, held->uid);
	db_bind_text(gathering->store, statement, 3, record_type(held->kind)->name);
	size_t first = gathering->changes.count;
	if (!rows_fill(&gathering->changes, gathering->store, statement, read_change, err)) {
		return false;
	}
	struct holding_change *items = gathering->changes.items;
	for (size_t i = first; i < gathering->changes.count; i++) {
		items[i].kind = held->kind;
	}
	return true;
}

/* What the journal of others tells of the person: from whom the person was told apart. */
static bool add_apart(struct gathering *gathering, const char *uid, struct err *err)
{
	static const char sql[] =
		CHANGE_COLUMNS "WHERE ?1 = 0 AND change.field = '" JOURNAL_APART "' "
			       "AND ?2 IN (change.old, change.new) AND change.action_id IN "
			       "(SELECT action_id FROM change WHERE record_uid = ?2) "
			       "ORDER BY change.id";
	size_t first = gathering->changes.count;
	if (!rows_select(&gathering->changes, gathering->store, sql, 0, uid, read_change, err)) {
		return false;
	}
	struct holding_change *items = gathering->changes.items;
	for (size_t i = first; i < gathering->changes.count; i++) {
		items[i].kind = RECORD_PERSON;
	}
	return true;
}

static int compare_changes(const void *a, const void *b)
{
	const struct holding_change *left = a;
	const struct holding_change *right = b;
	return (left->id > right->id) - (left->id < right->id);
}

static bool add_journal(struct gathering *gathering, struct err *err)
{
	const struct holding_record *items = gathering->records.items;
	for (size_t i = 0; i < gathering->records.count; i++) {
		if (!add_changes(gathering, &items[i], err)) {
			return false;
		}
	}
	if (!add_apart(gathering, items[0].uid, err)) {
		return false;
	}
	if (gathering->changes.count > 1) {
		qsort(gathering->changes.items, gathering->changes.count, gathering->changes.size,
		      compare_changes);
	}
	return true;
}

static void read_line(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	*(struct holding_line *)item = (struct holding_line){
		.format = db_text(statement, 0, arena),
		.name = db_text(statement, 1, arena),
		.value = db_text(statement, 2, arena),
	};
}

static void read_other(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	*(struct holding_other *)item = (struct holding_other){
		.uid = db_text(statement, 0, arena),
		.moment = db_text(statement, 1, arena),
		.actor = db_text(statement, 2, arena),
	};
}

static bool gather_all(struct gathering *gathering, struct ref person, struct holding *holding,
		       struct err *err)
{
	static const char select_lines[] = "SELECT format, name, value FROM raw_property "
					   "WHERE person_id = ?1 ORDER BY id";
	static const char select_others[] =
		"SELECT CASE uid_a WHEN ?2 THEN uid_b ELSE uid_a END, moment, actor "
		"FROM not_duplicate WHERE ?1 >= 0 AND (uid_a = ?2 OR uid_b = ?2) ORDER BY moment";
	struct rows lines = ROWS_OF(struct holding_line, gathering->arena);
	struct rows others = ROWS_OF(struct holding_other, gathering->arena);
	const char *uid = ((const struct holding_record *)gathering->records.items)[0].uid;
	if (!add_belongings(gathering, RECORD_PERSON, err) ||
	    !add_belongings(gathering, RECORD_MEMBERSHIP, err) || !look_for_lost(gathering, err) ||
	    !add_journal(gathering, err) ||
	    !rows_select(&lines, gathering->store, select_lines, person.id, NULL, read_line, err) ||
	    !rows_select(&others, gathering->store, select_others, person.id, uid, read_other,
			 err)) {
		return false;
	}
	*holding = (struct holding){
		.records = gathering->records.items,
		.record_count = gathering->records.count,
		.lines = lines.items,
		.line_count = lines.count,
		.changes = gathering->changes.items,
		.change_count = gathering->changes.count,
		.others = others.items,
		.other_count = others.count,
	};
	return true;
}

bool holding_gather(struct store *store, const struct record *person, struct arena *arena,
		    struct holding *holding, struct err *err)
{
	struct gathering gathering = {.store = store,
				      .arena = arena,
				      .records = ROWS_OF(struct holding_record, arena),
				      .changes = ROWS_OF(struct holding_change, arena)};
	struct holding_record *first = rows_add(&gathering.records);
	*first = (struct holding_record){
		.kind = RECORD_PERSON, .uid = person->uid, .id = person->ref.id};
	return gather_all(&gathering, person->ref, holding, err);
}
