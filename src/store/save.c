/* SPDX-License-Identifier: MIT
 *
 * Saving what was edited: three states of each record are held against each other, and what only one
 * side changed is merged.
 */
#include "store/save.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/bin.h"
#include "store/journal.h"
#include "store/late_rule.h"
#include "store/record_write.h"
#include "store/rows.h"

struct saving {
	struct store *store;
	struct arena *arena;
	struct save_result *result;
	const struct save_item *items;
	size_t count;
	struct merged *merged; /* of each item */
	struct rows clashes;   /* struct save_clash */
	size_t at;	       /* item at hand */
};

/* What is to be written of an item. */
struct merged {
	struct record record;
	bool returns; /* from the bin, by this save */
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
static bool merge(struct saving *saving, const struct save_item *item, struct merged *merged,
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
	*merged = (struct merged){sides.mine, sides.theirs.binned && !sides.mine.binned};
	return true;
}

/* All are merged before the first is written: what clashes is told as a whole. */
static bool merge_all(struct saving *saving, struct err *err)
{
	for (saving->at = 0; saving->at < saving->count; saving->at++) {
		const struct save_item *item = &saving->items[saving->at];
		if (is_new(item)) {
			saving->merged[saving->at].record = item->next;
		} else if (!merge(saving, item, &saving->merged[saving->at], err)) {
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

/* With what went to the bin at the same moment. */
static bool take_out(struct saving *saving, struct late_rules *rules, struct err *err)
{
	for (saving->at = 0; saving->at < saving->count; saving->at++) {
		const struct merged *merged = &saving->merged[saving->at];
		if (merged->returns && !bin_take_out(rules, &merged->record.ref, 1, err)) {
			return false;
		}
	}
	return true;
}

/* The moment of a record by now: it may have come back with its owner, or gone with it. */
static bool find_binned(struct saving *saving, size_t item, const char **binned, struct err *err)
{
	struct record now;
	if (!record_get(saving->store, saving->merged[item].record.ref, saving->arena, &now, err)) {
		return false;
	}
	*binned = now.binned;
	return true;
}

/* All at one moment, which the bin chooses, with what belongs to them by now. */
static bool put_in(struct saving *saving, struct err *err)
{
	struct rows going = ROWS_OF(struct ref, saving->arena);
	size_t first = 0;
	for (saving->at = 0; saving->at < saving->count; saving->at++) {
		const struct record *record = &saving->merged[saving->at].record;
		const char *binned = NULL;
		if (is_new(&saving->items[saving->at]) || !record->binned) {
			continue;
		}
		if (!find_binned(saving, saving->at, &binned, err)) {
			return false;
		}
		if (!binned) {
			first = going.count == 0 ? saving->at : first;
			*(struct ref *)rows_add(&going) = record->ref;
		}
	}
	saving->at = first;
	return going.count == 0 ||
	       bin_put_in(saving->store, going.items, going.count, saving->arena, err);
}

/* Terms are held against each other when all are written: one may make room for the next. */
static bool update_term(struct saving *saving, struct late_rules *rules, struct record *term,
			struct err *err)
{
	struct record now;
	if (!record_get(saving->store, term->ref, saving->arena, &now, err)) {
		return false;
	}
	term->binned = now.binned;
	late_rules_note(rules, &now);
	return record_update_by(saving->store, term, 1, err);
}

static bool write_one(struct saving *saving, struct late_rules *rules, struct err *err)
{
	struct record *record = &saving->merged[saving->at].record;
	if (is_new(&saving->items[saving->at])) {
		return record_add(saving->store, record, err);
	}
	if (record->ref.kind == RECORD_MEMBERSHIP) {
		return update_term(saving, rules, record, err);
	}
	return find_binned(saving, saving->at, &record->binned, err) &&
	       record_update(saving->store, record, err);
}

static bool write_all(struct saving *saving, struct late_rules *rules, struct err *err)
{
	for (saving->at = 0; saving->at < saving->count; saving->at++) {
		if (!write_one(saving, rules, err)) {
			return false;
		}
		saving->result->refs[saving->at] = saving->merged[saving->at].record.ref;
	}
	return true;
}

/* Of what came out of the bin with an item no field can be pointed at. */
static bool blame(struct saving *saving, const char *uid, struct err *err)
{
	size_t first = saving->count;
	for (saving->at = 0; saving->at < saving->count; saving->at++) {
		const struct merged *merged = &saving->merged[saving->at];
		if (merged->record.uid && strcmp(merged->record.uid, uid) == 0) {
			return false;
		}
		first = merged->returns && first == saving->count ? saving->at : first;
	}
	saving->at = first;
	if (err) {
		err->field[0] = '\0';
	}
	return false;
}

/* What is written may refer to what comes out, and take the place of what goes. */
static bool write_items(struct saving *saving, struct err *err)
{
	struct late_rules rules = late_rules_make(saving->store, saving->arena);
	if (!take_out(saving, &rules, err) || !put_in(saving, err) ||
	    !write_all(saving, &rules, err)) {
		return false;
	}
	return late_rules_check(&rules, err) ||
	       blame(saving, rules.at_fault != NULL ? rules.at_fault->uid : NULL, err);
}

bool save_records(struct store *store, const struct intent *intent, const struct save_item *items,
		  size_t count, struct arena *arena, struct save_result *result, size_t *fault,
		  struct err *err)
{
	size_t places = count > 0 ? count : 1;
	struct saving saving = {
		.store = store,
		.arena = arena,
		.result = result,
		.items = items,
		.count = count,
		.merged = arena_new_array(arena, places, sizeof(struct merged)),
		.clashes = ROWS_OF(struct save_clash, arena),
	};
	*result = (struct save_result){
		.refs = arena_new_array(arena, places, sizeof(struct ref)),
	};
	if (!action_begin(store, intent, err)) {
		return false;
	}
	if (!merge_all(&saving, err) || !write_items(&saving, err)) {
		action_cancel(store);
		if (fault) {
			*fault = saving.at;
		}
		return false;
	}
	return action_end(store, &result->action, err);
}
