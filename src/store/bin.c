/* SPDX-License-Identifier: MIT
 *
 * Into the bin and out of it. What belongs to a record shares its moment, and that is how it is known
 * again: a moment is given to one such heap only. What lies there is listed by bin_list.c.
 */
#include "store/bin.h"

#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "store/belonging.h"
#include "store/bin_missing.h"
#include "store/hold.h"
#include "store/late_rule.h"
#include "store/owner.h"
#include "store/record_write.h"

static bool put_in(struct store *store, struct ref ref, const char *moment, struct arena *arena,
		   struct err *err)
{
	struct record record;
	if (!record_get(store, ref, arena, &record, err)) {
		return false;
	}
	record.binned = moment;
	return record_update(store, &record, err);
}

/* Takes a record out, or leaves it there with the moment of another owner. */
static bool take_out(struct late_rules *rules, const struct record *record, const char *moment,
		     struct err *err)
{
	struct record next = *record;
	late_rules_note(rules, record);
	next.binned = moment;
	return record_update_by(rules->store, &next, 1, err);
}

/* A second later; the last one of a day stays. */
static void step_moment(char moment[MOMENT_SIZE])
{
	static const struct {
		int at;
		int last;
	} parts[] = {{17, 59}, {14, 59}, {11, 23}};
	char next[MOMENT_SIZE];
	memcpy(next, moment, MOMENT_SIZE);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		char *digits = next + parts[i].at;
		int number = (digits[0] - '0') * 10 + (digits[1] - '0');
		int after = number < parts[i].last ? number + 1 : 0;
		digits[0] = (char)('0' + after / 10);
		digits[1] = (char)('0' + after % 10);
		if (after > 0) {
			memcpy(moment, next, MOMENT_SIZE);
			return;
		}
	}
}

/* Whether something of what belongs to a record, or to what goes with it, is in the bin with this
 * moment already: moved there by itself within the same second. */
static bool is_taken(struct store *store, struct ref ref, const char *moment, struct arena *arena,
		     bool *taken, struct err *err)
{
	struct rows going = ROWS_OF(struct ref, arena);
	struct rows lying = ROWS_OF(struct ref, arena);
	if (!belonging_find(store, ref, NULL, &going, err) ||
	    !belonging_find(store, ref, moment, &lying, err)) {
		return false;
	}
	for (size_t i = 0; i < going.count && lying.count == 0; i++) {
		struct ref at = ((const struct ref *)going.items)[i];
		if (!belonging_find(store, at, moment, &lying, err)) {
			return false;
		}
	}
	*taken = lying.count > 0;
	return true;
}

static bool find_moment(struct store *store, const struct ref *refs, size_t count,
			struct arena *arena, char moment[MOMENT_SIZE], struct err *err)
{
	date_now(moment);
	for (size_t i = 0; i < count;) {
		bool taken;
		char before[MOMENT_SIZE];
		memcpy(before, moment, MOMENT_SIZE);
		if (!is_taken(store, refs[i], moment, arena, &taken, err)) {
			return false;
		}
		if (taken) {
			step_moment(moment);
		}
		/* From the first one on again, unless there is no other moment to be had. */
		i = taken && strcmp(before, moment) != 0 ? 0 : i + 1;
	}
	return true;
}

static bool move_one(struct store *store, struct ref ref, const char *moment, struct arena *arena,
		     struct err *err)
{
	struct record record;
	struct rows rows = ROWS_OF(struct ref, arena);
	if (!record_get(store, ref, arena, &record, err)) {
		return false;
	}
	if (record.binned) {
		return true; /* it lies there, or went with another one just now */
	}
	if (!belonging_find(store, ref, NULL, &rows, err)) {
		return false;
	}
	/* The owner last: an undo goes the other way, and brings the owner back first. */
	const struct ref *belonging = rows.items;
	for (size_t i = rows.count; i > 0; i--) {
		if (!put_in(store, belonging[i - 1], moment, arena, err)) {
			return false;
		}
	}
	return put_in(store, ref, moment, arena, err);
}

bool bin_put_in(struct store *store, const struct ref *refs, size_t count, struct arena *arena,
		struct err *err)
{
	char moment[MOMENT_SIZE];
	if (!find_moment(store, refs, count, arena, moment, err)) {
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		if (!move_one(store, refs[i], moment, arena, err)) {
			return false;
		}
	}
	/* Only now is known what went along. */
	for (size_t i = 0; i < count; i++) {
		if (!hold_check(store, refs[i], arena, err)) {
			return false;
		}
	}
	return true;
}

/* The first owner of a record that is in the bin; id 0 when none is. */
static bool find_binned_owner(struct store *store, const struct record *record, struct arena *arena,
			      struct record *owner, struct err *err)
{
	struct rows rows = ROWS_OF(struct ref, arena);
	*owner = (struct record){.ref = {RECORD_ORGANISATION, 0}};
	if (!belonging_owners(store, record, &rows, err)) {
		return false;
	}
	const struct ref *owners = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		struct record found;
		if (!record_get(store, owners[i], arena, &found, err)) {
			return false;
		}
		if (found.binned) {
			*owner = found;
			return true;
		}
	}
	return true;
}

/* What came into the bin with one owner comes back with it. A term whose other owner is there by now
 * stays, to come back with that one. */
static bool restore_belonging(struct late_rules *rules, struct ref ref, struct err *err)
{
	struct record record;
	struct record owner;
	return record_get(rules->store, ref, rules->arena, &record, err) &&
	       find_binned_owner(rules->store, &record, rules->arena, &owner, err) &&
	       take_out(rules, &record, owner.binned, err);
}

static bool refuse_restore(struct late_rules *rules, struct ref ref, struct ref owner,
			   struct err *err)
{
	return err_set(err, ERR_CONFLICT,
		       _("“%s” belongs to “%s”, which is in the bin itself. Restore that first."),
		       record_label(rules->store, ref, rules->arena),
		       record_label(rules->store, owner, rules->arena));
}

static bool restore_one(struct late_rules *rules, struct ref ref, struct err *err)
{
	struct record record;
	struct record owner;
	struct rows rows = ROWS_OF(struct ref, rules->arena);
	if (!record_get(rules->store, ref, rules->arena, &record, err)) {
		return false;
	}
	if (!record.binned) {
		return true;
	}
	if (!find_binned_owner(rules->store, &record, rules->arena, &owner, err)) {
		return false;
	}
	if (owner.ref.id != 0) {
		return refuse_restore(rules, ref, owner.ref, err);
	}
	if (!belonging_find(rules->store, ref, record.binned, &rows, err) ||
	    !take_out(rules, &record, NULL, err)) {
		return false;
	}
	const struct ref *belonging = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		if (!restore_belonging(rules, belonging[i], err)) {
			return false;
		}
	}
	return true;
}

/* Owners stand before what belongs to them: 0 for a record of its own, 1 for a term, 2 for the rest. */
static int level_of(enum record_kind kind)
{
	if (!owner_has(kind)) {
		return 0;
	}
	return kind == RECORD_MEMBERSHIP ? 1 : 2;
}

bool bin_take_out(struct late_rules *rules, const struct ref *refs, size_t count, struct err *err)
{
	for (int level = 0; level <= 2; level++) {
		for (size_t i = 0; i < count; i++) {
			if (level_of(refs[i].kind) == level && !restore_one(rules, refs[i], err)) {
				return false;
			}
		}
	}
	return true;
}

struct job {
	bool (*act)(struct store *store, const struct job *job, struct arena *arena,
		    struct err *err);
	const struct ref *refs;
	size_t count;
	struct rows *missing; /* of struct ref: without which a restore fails; or NULL */
};

static bool move_all(struct store *store, const struct job *job, struct arena *arena,
		     struct err *err)
{
	return bin_put_in(store, job->refs, job->count, arena, err);
}

/* No value is at fault, only what still lies there or came to stand beside it. */
static bool restore_all(struct store *store, const struct job *job, struct arena *arena,
			struct err *err)
{
	struct late_rules rules = late_rules_make(store, arena);
	struct err reason = {.kind = ERR_NONE};
	bool is_out = bin_take_out(&rules, job->refs, job->count, &reason);
	if (is_out && late_rules_check(&rules, &reason)) {
		return true;
	}
	if (is_out && job->missing != NULL &&
	    !bin_missing_take_out(&rules, &reason, job->missing)) {
		job->missing->count = 0;
	}
	bool is_clash = reason.kind == ERR_INVALID;
	return err_set(err, is_clash ? ERR_CONFLICT : reason.kind, "%s", reason.text);
}

/* As one action, or not at all. */
static bool run(struct store *store, const struct job *job, const struct intent *intent,
		int64_t *action, struct err *err)
{
	if (!action_begin(store, intent, err)) {
		return false;
	}
	struct arena *arena = arena_new();
	bool ok = job->act(store, job, arena, err);
	arena_free(arena);
	if (!ok) {
		action_cancel(store);
		return false;
	}
	return action_end(store, action, err);
}

bool bin_move(struct store *store, const struct ref *refs, size_t count,
	      const struct intent *intent, int64_t *action, struct err *err)
{
	struct job job = {move_all, refs, count, NULL};
	return run(store, &job, intent, action, err);
}

/* What can come back by itself is to be restored first; what cannot, together. */
static bool tell_missing(struct store *store, const struct job *job, const struct intent *intent,
			 struct arena *arena, struct err *err)
{
	const struct refs refs = {(struct ref *)job->refs, job->count};
	const struct refs missing = {job->missing->items, job->missing->count};
	struct intent trial = {.origin = intent->origin, .name = "", .is_trial = true};
	struct job alone = {restore_all, missing.items, missing.count, NULL};
	struct err fault = {.kind = ERR_NONE};
	return missing.count == 0 || run(store, &alone, &trial, NULL, &fault)
		       ? false
		       : bin_missing_refuse(store, refs, missing, arena, err);
}

bool bin_restore(struct store *store, const struct ref *refs, size_t count,
		 const struct intent *intent, int64_t *action, struct err *err)
{
	struct arena *arena = arena_new();
	struct rows missing = ROWS_OF(struct ref, arena);
	struct job job = {restore_all, refs, count, &missing};
	bool done = run(store, &job, intent, action, err) ||
		    tell_missing(store, &job, intent, arena, err);
	arena_free(arena);
	return done;
}
