/* SPDX-License-Identifier: MIT
 *
 * Into the bin and out of it. What belongs to a record shares its moment, and that is how it is known
 * again: a moment is given to one such heap only. What lies there is listed by bin_list.c.
 */
#include "store/bin.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "store/belonging.h"
#include "store/owner.h"

/* References that hold a record in its place: what stands on it does not go with it. */
static const struct hold {
	enum record_kind kind;
	const char *field;
	const char *singular; /* what follows the number in the sentence */
	const char *plural;
} holds[] = {
	{RECORD_ORGANISATION, "parent", N_("body is below it"), N_("bodies are below it")},
	{RECORD_ORGANISATION, "place", N_("organisation is there"), N_("organisations are there")},
	{RECORD_PERSON, "place", N_("person is from there"), N_("people are from there")},
	{RECORD_EVENT, "place", N_("event is there"), N_("events are there")},
	{RECORD_EVENT_LINK, "place", N_("event tells of its part"), N_("events tell of its part")},
	{RECORD_MEMBERSHIP, "behalf", N_("term is held on its behalf"),
	 N_("terms are held on its behalf")},
	{RECORD_PAGE, "organisation", N_("page is about it"), N_("pages are about it")},
	{RECORD_CITATION, "source", N_("fact names it as its source"),
	 N_("facts name it as their source")},
};

static bool count_hold(struct store *store, const struct hold *hold, int64_t id, int64_t *count,
		       struct err *err)
{
	char sql[120];
	snprintf(sql, sizeof sql, "SELECT count(*) FROM %s WHERE %s_id = ?1 AND binned IS NULL",
		 record_type(hold->kind)->name, hold->field);
	sqlite3_stmt *statement;
	bool row;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(store, statement, 1, id);
	if (!db_step(store, statement, &row, err)) {
		return false;
	}
	*count = row ? db_int(statement, 0) : 0;
	db_reset(statement);
	return true;
}

/* Whether nothing in use stands on a record that is in the bin by now. */
static bool check_holds(struct store *store, struct ref ref, struct arena *arena, struct err *err)
{
	struct str standing = STR_EMPTY;
	unsigned long total = 0;
	bool ok = true;
	for (size_t i = 0; i < sizeof holds / sizeof holds[0] && ok; i++) {
		const struct hold *hold = &holds[i];
		int index = field_index(hold->kind, hold->field);
		int64_t count = 0;
		if (record_type(hold->kind)->fields[index].target != ref.kind) {
			continue;
		}
		ok = count_hold(store, hold, ref.id, &count, err);
		if (ok && count > 0) {
			str_add_format(
				&standing, "%s%lld %s", standing.len > 0 ? ", " : "",
				(long long)count,
				ngettext(hold->singular, hold->plural, (unsigned long)count));
			total += (unsigned long)count;
		}
	}
	if (ok && standing.len > 0) {
		ok = err_set(err, ERR_CONFLICT,
			     ngettext("“%s” cannot go to the bin: %s. Change or remove that first.",
				      "“%s” cannot go to the bin: %s. Change or remove those "
				      "first.",
				      total),
			     record_label(store, ref, arena), str_text(&standing));
	}
	str_clear(&standing);
	return ok;
}

/* Writes the moment of a record, NULL to take it out of the bin. */
static bool set_binned(struct store *store, struct ref ref, const char *binned, struct arena *arena,
		       struct err *err)
{
	struct record record;
	if (!record_get(store, ref, arena, &record, err)) {
		return false;
	}
	record.binned = binned;
	return record_update(store, &record, err);
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
		if (!set_binned(store, belonging[i - 1], moment, arena, err)) {
			return false;
		}
	}
	return set_binned(store, ref, moment, arena, err);
}

static bool move_all(struct store *store, const struct ref *refs, size_t count, struct arena *arena,
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
		if (!check_holds(store, refs[i], arena, err)) {
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
static bool restore_belonging(struct store *store, struct ref ref, struct arena *arena,
			      struct err *err)
{
	struct record record;
	struct record owner;
	if (!record_get(store, ref, arena, &record, err) ||
	    !find_binned_owner(store, &record, arena, &owner, err)) {
		return false;
	}
	record.binned = owner.binned;
	return record_update(store, &record, err);
}

static bool restore_one(struct store *store, struct ref ref, struct arena *arena, struct err *err)
{
	struct record record;
	struct record owner;
	struct rows rows = ROWS_OF(struct ref, arena);
	if (!record_get(store, ref, arena, &record, err)) {
		return false;
	}
	if (!record.binned) {
		return true;
	}
	if (!find_binned_owner(store, &record, arena, &owner, err)) {
		return false;
	}
	if (owner.ref.id != 0) {
		return err_set(err, ERR_CONFLICT,
			       _("“%s” belongs to “%s”, which is in the bin itself. Restore that "
				 "first."),
			       record_label(store, ref, arena),
			       record_label(store, owner.ref, arena));
	}
	if (!belonging_find(store, ref, record.binned, &rows, err) ||
	    !set_binned(store, ref, NULL, arena, err)) {
		return false;
	}
	const struct ref *belonging = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		if (!restore_belonging(store, belonging[i], arena, err)) {
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

static bool restore_all(struct store *store, const struct ref *refs, size_t count,
			struct arena *arena, struct err *err)
{
	for (int level = 0; level <= 2; level++) {
		for (size_t i = 0; i < count; i++) {
			if (level_of(refs[i].kind) == level &&
			    !restore_one(store, refs[i], arena, err)) {
				return false;
			}
		}
	}
	return true;
}

typedef bool act_on(struct store *store, const struct ref *refs, size_t count, struct arena *arena,
		    struct err *err);

struct job {
	act_on *act;
	const struct ref *refs;
	size_t count;
};

/* As one action, or not at all. */
static bool run(struct store *store, const struct job *job, const struct intent *intent,
		int64_t *action, struct err *err)
{
	if (!action_begin(store, intent, err)) {
		return false;
	}
	struct arena *arena = arena_new();
	bool ok = job->act(store, job->refs, job->count, arena, err);
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
	struct job job = {move_all, refs, count};
	return run(store, &job, intent, action, err);
}

bool bin_restore(struct store *store, const struct ref *refs, size_t count,
		 const struct intent *intent, int64_t *action, struct err *err)
{
	struct job job = {restore_all, refs, count};
	return run(store, &job, intent, action, err);
}
