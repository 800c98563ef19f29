/* SPDX-License-Identifier: MIT
 *
 * What lies in the bin, which of it a text means, and what would go there with a record.
 */
#include "store/bin.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/belonging.h"
#include "store/owner.h"
#include "store/term.h"
#include "text/fold.h"

static bool is_current(struct store *store, int64_t id, const char *day, bool *current,
		       struct err *err)
{
	struct str sql = STR_EMPTY;
	sqlite3_stmt *statement;
	bool row;
	str_add(&sql, "SELECT 1 FROM membership term WHERE term.id = ?1 AND ");
	term_add_condition(&sql, "?2");
	bool ok = db_prepare(store, str_text(&sql), &statement, err);
	str_clear(&sql);
	if (!ok) {
		return false;
	}
	db_bind_int(store, statement, 1, id);
	db_bind_text(store, statement, 2, day);
	if (!db_step(store, statement, &row, err)) {
		return false;
	}
	db_reset(statement);
	*current = row;
	return true;
}

static bool weigh_one(struct store *store, struct ref ref, const char *day,
		      struct bin_weight *weight, struct err *err)
{
	bool current = false;
	switch (ref.kind) {
	case RECORD_CHANNEL:
		weight->channels++;
		return true;
	case RECORD_EVENT_LINK:
		weight->links++;
		return true;
	case RECORD_MEMBERSHIP:
		weight->terms++;
		if (!is_current(store, ref.id, day, &current, err)) {
			return false;
		}
		weight->current_terms += current;
		return true;
	case RECORD_ORGANISATION_NAME:
		weight->names++;
		return true;
	default:
		weight->citations++;
		return true;
	}
}

bool bin_weigh(struct store *store, struct ref ref, const char *day, struct bin_weight *weight,
	       struct err *err)
{
	struct arena *arena = arena_new();
	struct rows rows = ROWS_OF(struct ref, arena);
	struct bin_weight sum = {0};
	bool ok = belonging_find(store, ref, NULL, &rows, err);
	const struct ref *refs = rows.items;
	for (size_t i = 0; ok && i < rows.count; i++) {
		ok = weigh_one(store, refs[i], day, &sum, err);
	}
	arena_free(arena);
	if (ok) {
		*weight = sum;
	}
	return ok;
}

/* A record in the bin, before its owner and who moved it are looked up. */
struct lying {
	struct bin_row row;
	const char *uid;
};

static void read_lying(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct lying *lying = item;
	lying->row.ref.id = db_int(statement, 0);
	lying->uid = db_text(statement, 1, arena);
	lying->row.moment = db_text(statement, 2, arena);
}

/* The records of a kind that lie in the bin, without those whose owner took them along. */
static void make_sql(enum record_kind kind, struct str *sql)
{
	str_add_format(sql,
		       "SELECT this.id, this.uid, this.binned FROM %s this "
		       "WHERE this.binned IS NOT NULL",
		       record_type(kind)->name);
	for (size_t i = 0; i < owner_row_count; i++) {
		if (owner_rows[i].kind != kind) {
			continue;
		}
		int index = field_index(kind, owner_rows[i].field);
		str_add_format(sql,
			       " AND NOT EXISTS (SELECT 1 FROM %s owner "
			       "WHERE owner.id = this.%s_id AND owner.binned = this.binned)",
			       record_type(record_type(kind)->fields[index].target)->name,
			       owner_rows[i].field);
	}
}

static bool add_kind(struct store *store, enum record_kind kind, struct rows *rows, struct err *err)
{
	struct str sql = STR_EMPTY;
	sqlite3_stmt *statement;
	size_t first = rows->count;
	make_sql(kind, &sql);
	bool ok = db_prepare(store, str_text(&sql), &statement, err) &&
		  rows_fill(rows, store, statement, read_lying, err);
	str_clear(&sql);
	for (size_t i = first; i < rows->count; i++) {
		((struct lying *)rows->items)[i].row.ref.kind = kind;
	}
	return ok;
}

/* The newest first; what was moved at one moment in the order of kinds. */
static int compare_lying(const void *a, const void *b)
{
	const struct lying *left = a;
	const struct lying *right = b;
	int order = strcmp(right->row.moment, left->row.moment);
	if (order == 0) {
		order = (int)left->row.ref.kind - (int)right->row.ref.kind;
	}
	return order != 0 ? order
			  : (left->row.ref.id > right->row.ref.id) -
				    (left->row.ref.id < right->row.ref.id);
}

/* The first owner stands behind the label: an address or a term says little by itself. */
static bool find_label(struct store *store, struct arena *arena, struct bin_row *row,
		       struct err *err)
{
	struct refs owners;
	row->label = record_label(store, row->ref, arena);
	if (!owner_has(row->ref.kind)) {
		return true;
	}
	if (!record_owners(store, row->ref, arena, &owners, err)) {
		return false;
	}
	if (owners.count > 0) {
		row->label = arena_format(arena, _("%s (%s)"), row->label,
					  record_label(store, owners.items[0], arena));
	}
	return true;
}

static void read_text(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	const char **text = item;
	*text = db_text(statement, 0, arena);
}

static bool find_actor(struct store *store, struct arena *arena, struct lying *lying,
		       struct err *err)
{
	static const char sql[] = "SELECT action.actor FROM change "
				  "JOIN action ON action.id = change.action_id "
				  "WHERE change.id > ?1 AND change.record_uid = ?2 "
				  "AND change.field = 'binned' AND change.new IS NOT NULL "
				  "ORDER BY change.id DESC LIMIT 1";
	struct rows rows = ROWS_OF(const char *, arena);
	if (!rows_select(&rows, store, sql, 0, lying->uid, read_text, err)) {
		return false;
	}
	lying->row.actor = rows.count > 0 ? *(const char *const *)rows.items : NULL;
	return true;
}

bool bin_list(struct store *store, struct arena *arena, struct bin_rows *rows, struct err *err)
{
	struct rows found = ROWS_OF(struct lying, arena);
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		if (!add_kind(store, (enum record_kind)kind, &found, err)) {
			return false;
		}
	}
	struct lying *lying = found.items;
	struct bin_row *items = arena_new_array(arena, found.count + 1, sizeof *items);
	if (found.count > 0) {
		qsort(lying, found.count, sizeof *lying, compare_lying);
	}
	for (size_t i = 0; i < found.count; i++) {
		if (!find_label(store, arena, &lying[i].row, err) ||
		    !find_actor(store, arena, &lying[i], err)) {
			return false;
		}
		items[i] = lying[i].row;
	}
	*rows = (struct bin_rows){items, found.count};
	return true;
}

/* A record that a text means. */
struct candidate {
	struct ref ref;
	const char *uid;
	const char *label;
};

static bool is_meant(const struct record *record, const char *label, const char *text)
{
	const struct record_type *type = record_type(record->ref.kind);
	if ((uid_is_beginning(text) && strncmp(record->uid, text, strlen(text)) == 0) ||
	    text_is_same_folded(label, text)) {
		return true;
	}
	for (size_t i = 0; i < type->field_count; i++) {
		enum field_kind kind = type->fields[i].kind;
		bool is_name = type->fields[i].searched &&
			       (kind == FIELD_NAME || kind == FIELD_LINE || kind == FIELD_CODE);
		if (is_name && record->values[i] && text_is_same_folded(record->values[i], text)) {
			return true;
		}
	}
	return false;
}

static bool refuse_several(const struct candidate *found, size_t count, const char *text,
			   struct err *err)
{
	struct str list = STR_EMPTY;
	for (size_t i = 0; i < count; i++) {
		str_add_format(&list, "%s%.*s %s", i > 0 ? "; " : "", UID_SHOWN, found[i].uid,
			       found[i].label);
	}
	err_set(err, ERR_CONFLICT,
		_("Several records in the bin are called “%.100s”. Name one by its uid: %s"), text,
		str_text(&list));
	str_clear(&list);
	return false;
}

bool bin_find(struct store *store, const char *text, struct arena *arena, struct ref *ref,
	      struct err *err)
{
	struct bin_rows rows = {0};
	if (!bin_list(store, arena, &rows, err)) {
		return false;
	}
	struct candidate *found = arena_new_array(arena, rows.count, sizeof *found);
	size_t count = 0;
	for (size_t i = 0; i < rows.count; i++) {
		struct record record;
		if (!record_get(store, rows.items[i].ref, arena, &record, err)) {
			return false;
		}
		if (is_meant(&record, rows.items[i].label, text)) {
			found[count++] =
				(struct candidate){record.ref, record.uid, rows.items[i].label};
		}
	}
	if (count == 0) {
		return err_set(err, ERR_NOT_FOUND, _("Nothing in the bin is called “%.200s”."),
			       text);
	}
	if (count > 1) {
		return refuse_several(found, count, text, err);
	}
	*ref = found[0].ref;
	return true;
}
