/* SPDX-License-Identifier: MIT
 *
 * The history of one record, and of what belongs to it or did so once.
 */
#include "store/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "store/journal_rows.h"
#include "store/owner.h"

/* A record whose history is told. */
struct part {
	enum record_kind kind;
	const char *uid;
};

struct family {
	struct store *store;
	struct arena *arena;
	struct rows parts; /* struct part; those behind `done` were not asked for their children */
	size_t done;
	size_t *slots; /* by the hash of the uid: one more than the place of a part, 0 for none */
	size_t slot_count;
};

/* The slot of a part with the uid, or the empty one where it is to stand. */
static size_t *find_slot(const struct family *family, const char *uid)
{
	const struct part *parts = family->parts.items;
	size_t at = (size_t)hash_text(HASH_START, uid) % family->slot_count;
	while (family->slots[at] != 0 && strcmp(parts[family->slots[at] - 1].uid, uid) != 0) {
		at = (at + 1) % family->slot_count;
	}
	return &family->slots[at];
}

/* Half of the slots stay empty: a body may have had thousands of members. */
static void add_slots(struct family *family)
{
	const struct part *parts = family->parts.items;
	family->slot_count = 64 + 4 * family->parts.count;
	family->slots = arena_new_array(family->arena, family->slot_count, sizeof family->slots[0]);
	for (size_t i = 0; i < family->parts.count; i++) {
		*find_slot(family, parts[i].uid) = i + 1;
	}
}

static void add_part(struct family *family, enum record_kind kind, const char *uid)
{
	if (2 * family->parts.count >= family->slot_count) {
		add_slots(family);
	}
	size_t *slot = find_slot(family, uid);
	if (*slot == 0) {
		struct part *part = rows_add(&family->parts);
		*part = (struct part){kind, uid};
		*slot = family->parts.count;
	}
}

static void read_uid(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	const char **uid = item;
	*uid = db_text(statement, 0, arena);
}

/* Adds the records of a kind that a statement names by their uids. */
static bool add_parts(struct family *family, enum record_kind kind, const char *sql,
		      const char *owner_uid, struct err *err)
{
	struct rows rows = ROWS_OF(const char *, family->arena);
	if (!rows_select(&rows, family->store, sql, 0, owner_uid, read_uid, err)) {
		return false;
	}
	const char *const *uids = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		add_part(family, kind, uids[i]);
	}
	return true;
}

/* What belongs to a record now, in the bin or not, and what the journal knows to have belonged to it
 * before it was taken out or given to another. */
static bool add_children(struct family *family, const struct part *part,
			 const struct owner_row *row, struct err *err)
{
	const char *child = record_type(row->kind)->name;
	char now[200];
	char before[240];
	snprintf(now, sizeof now,
		 "SELECT child.uid FROM %s child JOIN %s owner ON owner.id = child.%s_id "
		 "WHERE ?1 = 0 AND owner.uid = ?2",
		 child, record_type(part->kind)->name, row->field);
	snprintf(before, sizeof before,
		 "SELECT record_uid FROM change WHERE ?1 = 0 AND new = ?2 AND length(new) = 36 "
		 "AND record = '%s' AND field = '%s'",
		 child, row->field);
	return add_parts(family, row->kind, now, part->uid, err) &&
	       add_parts(family, row->kind, before, part->uid, err);
}

static bool add_descendants(struct family *family, struct err *err)
{
	while (family->done < family->parts.count) {
		const struct part part = ((const struct part *)family->parts.items)[family->done++];
		for (size_t i = 0; i < owner_row_count; i++) {
			const struct owner_row *row = &owner_rows[i];
			int field = field_index(row->kind, row->field);
			if (record_type(row->kind)->fields[field].target == part.kind &&
			    !add_children(family, &part, row, err)) {
				return false;
			}
		}
	}
	return true;
}

/* The newest action first; the changes of one stay in their order. */
static int compare_changes(const void *a, const void *b)
{
	const struct change_row *first = a;
	const struct change_row *second = b;
	if (first->action_id != second->action_id) {
		return first->action_id < second->action_id ? 1 : -1;
	}
	return first->id < second->id ? -1 : first->id > second->id;
}

bool journal_of_record(struct store *store, struct ref ref, bool deep, struct arena *arena,
		       struct change_rows *rows, struct err *err)
{
	struct family family = {
		.store = store, .arena = arena, .parts = ROWS_OF(struct part, arena)};
	struct rows found = ROWS_OF(struct change_row, arena);
	struct record record;
	if (!record_get(store, ref, arena, &record, err)) {
		return false;
	}
	add_part(&family, ref.kind, record.uid);
	if (deep && !add_descendants(&family, err)) {
		return false;
	}
	const struct part *parts = family.parts.items;
	for (size_t i = 0; i < family.parts.count; i++) {
		if (!journal_select(store, CHANGE_COLUMNS "WHERE ?1 = 0 AND change.record_uid = ?2",
				    0, parts[i].uid, &found, err)) {
			return false;
		}
	}
	if (found.count > 1) {
		qsort(found.items, found.count, sizeof(struct change_row), compare_changes);
	}
	*rows = (struct change_rows){found.items, found.count};
	return true;
}
