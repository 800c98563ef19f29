/* SPDX-License-Identifier: MIT
 *
 * Saving what was edited: three states of each record are held against each other, and what only one
 * side changed is merged.
 */
#include "store/save.h"

#include "base/i18n.h"
#include "base/str.h"
#include "store/journal.h"
#include "store/record_write.h"
#include "store/rows.h"

struct saving {
	struct store *store;
	struct arena *arena;
	struct save_result *result;
	struct rows clashes; /* struct save_clash */
	size_t at;	     /* item at hand */
};

/* The three states of a record, in the form in which they are stored. */
struct sides {
	struct record base;
	struct record theirs;
	struct record mine; /* becomes what is written */
	bool they_changed;  /* a field */
	bool i_changed;
};

static bool is_new(const struct save_item *item)
{
	return !item->base.uid;
}

/* Who gave the field, or with NULL any field, of a record the value that it has now. Nobody knows of
 * what was changed without the journal. */
static bool find_author(struct saving *saving, const char *uid, const char *field,
			struct save_clash *clash, struct err *err)
{
	static const char sql[] =
		"SELECT action.actor, action.moment FROM change "
		"JOIN action ON action.id = change.action_id "
		"WHERE change.record_uid = ?1 AND (?2 IS NULL OR change.field = ?2) "
		"ORDER BY change.id DESC LIMIT 1";
	sqlite3_stmt *statement;
	bool row;
	if (!db_prepare(saving->store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(saving->store, statement, 1, uid);
	db_bind_text(saving->store, statement, 2, field);
	if (!db_step(saving->store, statement, &row, err)) {
		return false;
	}
	clash->actor = row ? db_text(statement, 0, saving->arena) : NULL;
	clash->moment = row ? db_text(statement, 1, saving->arena) : NULL;
	db_reset(statement);
	return true;
}

static bool add_clash(struct saving *saving, const struct sides *sides, int field, struct err *err)
{
	struct save_clash *clash = rows_add(&saving->clashes);
	const struct record_type *type = record_type(sides->base.ref.kind);
	const char *name = field == SAVE_BIN ? JOURNAL_BINNED : type->fields[field].name;
	*clash = (struct save_clash){.item = saving->at, .field = field};
	if (field == SAVE_BIN) {
		clash->base = sides->base.binned;
		clash->theirs = sides->theirs.binned;
		clash->mine = sides->mine.binned;
	} else {
		clash->base = sides->base.values[field];
		clash->theirs = sides->theirs.values[field];
		clash->mine = sides->mine.values[field];
	}
	/* Who changed what I bin is whoever changed it last. */
	bool is_mine_binned = field == SAVE_BIN && !sides->theirs.binned;
	return find_author(saving, sides->base.uid, is_mine_binned ? NULL : name, clash, err);
}

static bool merge_field(struct saving *saving, struct sides *sides, int field, struct err *err)
{
	const char *base = sides->base.values[field];
	const char *theirs = sides->theirs.values[field];
	const char *mine = sides->mine.values[field];
	bool they_changed = !str_is_same(base, theirs);
	bool i_changed = !str_is_same(base, mine);
	sides->they_changed = sides->they_changed || they_changed;
	sides->i_changed = sides->i_changed || i_changed;
	if (they_changed && i_changed && !str_is_same(theirs, mine)) {
		return add_clash(saving, sides, field, err);
	}
	if (they_changed && !i_changed) {
		sides->mine.values[field] = theirs;
		saving->result->merged++;
	}
	return true;
}

/* The bin is one more field, but for two things: the moment does not matter, and moving a record to it
 * is no answer to what somebody has just written. */
static bool merge_bin(struct saving *saving, struct sides *sides, struct err *err)
{
	bool they_moved = !sides->base.binned != !sides->theirs.binned;
	bool i_moved = !sides->base.binned != !sides->mine.binned;
	bool is_theirs_lost = i_moved && !they_moved && sides->mine.binned && sides->they_changed;
	bool is_mine_lost = they_moved && !i_moved && sides->theirs.binned && sides->i_changed;
	if (is_theirs_lost || is_mine_lost) {
		return add_clash(saving, sides, SAVE_BIN, err);
	}
	if (!i_moved || they_moved) {
		sides->mine.binned = sides->theirs.binned;
		saving->result->merged += they_moved && !i_moved;
	}
	return true;
}

static bool find_theirs(struct saving *saving, const struct record *base, struct record *theirs,
			struct err *err)
{
	struct ref ref;
	if (!record_find_uid(saving->store, base->ref.kind, base->uid, &ref, err)) {
		return false;
	}
	if (ref.id == 0) {
		return err_set(err, ERR_NOT_FOUND, "%s",
			       _("The record was taken out of the directory meanwhile. Nothing "
				 "was saved."));
	}
	return record_get(saving->store, ref, saving->arena, theirs, err);
}

/* Merges one item; *merged is what is to be written of it. */
static bool merge(struct saving *saving, const struct save_item *item, struct record *merged,
		  struct err *err)
{
	struct sides sides = {.base = item->base, .mine = item->next};
	if (!find_theirs(saving, &item->base, &sides.theirs, err)) {
		return false;
	}
	sides.mine.ref = sides.base.ref = sides.theirs.ref;
	sides.mine.uid = sides.theirs.uid;
	record_normalize(&sides.base, saving->arena);
	record_normalize(&sides.mine, saving->arena);
	int count = (int)record_type(sides.theirs.ref.kind)->field_count;
	for (int i = 0; i < count; i++) {
		if (!merge_field(saving, &sides, i, err)) {
			return false;
		}
	}
	if (!merge_bin(saving, &sides, err)) {
		return false;
	}
	*merged = sides.mine;
	return true;
}

/* All are merged before the first is written: what clashes is told as a whole. */
static bool merge_all(struct saving *saving, const struct save_item *items, size_t count,
		      struct record *merged, struct err *err)
{
	for (saving->at = 0; saving->at < count; saving->at++) {
		const struct save_item *item = &items[saving->at];
		if (is_new(item)) {
			merged[saving->at] = item->next;
		} else if (!merge(saving, item, &merged[saving->at], err)) {
			return false;
		}
	}
	if (saving->clashes.count == 0) {
		return true;
	}
	saving->result->clashes = saving->clashes.items;
	saving->result->clash_count = saving->clashes.count;
	saving->at = saving->result->clashes[0].item;
	return err_set(err, ERR_CONFLICT, "%s",
		       _("Somebody else has changed the same meanwhile. Nothing was saved."));
}

static bool write_all(struct saving *saving, const struct save_item *items, size_t count,
		      struct record *merged, struct err *err)
{
	for (saving->at = 0; saving->at < count; saving->at++) {
		struct record *record = &merged[saving->at];
		if (is_new(&items[saving->at]) ? !record_add(saving->store, record, err)
					       : !record_update(saving->store, record, err)) {
			return false;
		}
		saving->result->refs[saving->at] = record->ref;
	}
	return true;
}

bool save_records(struct store *store, const struct intent *intent, const struct save_item *items,
		  size_t count, struct arena *arena, struct save_result *result, size_t *fault,
		  struct err *err)
{
	struct saving saving = {
		.store = store,
		.arena = arena,
		.result = result,
		.clashes = ROWS_OF(struct save_clash, arena),
	};
	struct record *merged = arena_new_array(arena, count > 0 ? count : 1, sizeof *merged);
	*result = (struct save_result){
		.refs = arena_new_array(arena, count > 0 ? count : 1, sizeof(struct ref)),
	};
	if (!action_begin(store, intent, err)) {
		return false;
	}
	if (!merge_all(&saving, items, count, merged, err) ||
	    !write_all(&saving, items, count, merged, err)) {
		action_cancel(store);
		if (fault) {
			*fault = saving.at;
		}
		return false;
	}
	return action_end(store, &result->action, err);
}
