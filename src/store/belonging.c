/* SPDX-License-Identifier: MIT
 *
 * The records that belong to one: the SQL is made from the rows of owner.c.
 */
#include "store/belonging.h"

#include "base/str.h"
#include "store/owner.h"

static enum record_kind owner_kind(const struct owner_row *row)
{
	return record_type(row->kind)->fields[field_index(row->kind, row->field)].target;
}

/* All records of one kind that belong to ?1, by whichever reference. False when there are none of
 * that kind. */
static bool make_sql(enum record_kind owner, enum record_kind kind, struct str *sql)
{
	bool has_any = false;
	for (size_t i = 0; i < owner_row_count; i++) {
		if (owner_rows[i].kind == kind && owner_kind(&owner_rows[i]) == owner) {
			if (!has_any) {
				str_add_format(sql, "SELECT id FROM %s WHERE (",
					       record_type(kind)->name);
			}
			str_add_format(sql, "%s%s_id = ?1", has_any ? " OR " : "",
				       owner_rows[i].field);
			has_any = true;
		}
	}
	if (has_any) {
		str_add(sql, ") AND binned IS ?2 ORDER BY id");
	}
	return has_any;
}

static void read_ref(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	(void)arena;
	struct ref *ref = item;
	ref->id = db_int(statement, 0);
}

static bool add_kind(struct store *store, struct ref owner, enum record_kind kind,
		     const char *binned, struct rows *refs, struct err *err)
{
	struct str sql = STR_EMPTY;
	sqlite3_stmt *statement;
	size_t first = refs->count;
	if (!make_sql(owner.kind, kind, &sql)) {
		return true;
	}
	bool ok = db_prepare(store, str_text(&sql), &statement, err);
	str_clear(&sql);
	if (!ok) {
		return false;
	}
	db_bind_int(store, statement, 1, owner.id);
	db_bind_text(store, statement, 2, binned);
	ok = rows_fill(refs, store, statement, read_ref, err);
	for (size_t i = first; i < refs->count; i++) {
		((struct ref *)refs->items)[i].kind = kind;
	}
	return ok;
}

bool belonging_find(struct store *store, struct ref owner, const char *binned, struct rows *refs,
		    struct err *err)
{
	struct ref at = owner;
	/* What is found is looked through in its turn. */
	for (size_t next = refs->count;; next++) {
		for (int kind = 0; kind < RECORD_KINDS; kind++) {
			if (!add_kind(store, at, (enum record_kind)kind, binned, refs, err)) {
				return false;
			}
		}
		if (next == refs->count) {
			return true;
		}
		at = ((const struct ref *)refs->items)[next];
	}
}

bool belonging_owners(struct store *store, const struct record *record, struct rows *refs,
		      struct err *err)
{
	for (size_t i = 0; i < owner_row_count; i++) {
		if (owner_rows[i].kind != record->ref.kind) {
			continue;
		}
		const char *uid = record_value(record, owner_rows[i].field);
		struct ref ref = {owner_kind(&owner_rows[i]), 0};
		if (!uid) {
			continue;
		}
		if (!record_find_uid(store, ref.kind, uid, &ref, err)) {
			return false;
		}
		if (ref.id != 0) {
			*(struct ref *)rows_add(refs) = ref;
		}
	}
	return true;
}

bool record_owners(struct store *store, struct ref ref, struct arena *arena, struct refs *owners,
		   struct err *err)
{
	struct record record;
	struct rows rows = ROWS_OF(struct ref, arena);
	if (!record_get(store, ref, arena, &record, err) ||
	    !belonging_owners(store, &record, &rows, err)) {
		return false;
	}
	*owners = (struct refs){rows.items, rows.count};
	return true;
}
