/* SPDX-License-Identifier: MIT
 *
 * Walking back and forth in the journal. The actions that hold, in the order in which they took hold,
 * lead to what the file holds: each field goes from value to value. An action can be taken back when no
 * later one stands on it; it is brought back as the newest of all, if the values fit.
 */
#include "store/journal.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/apart.h"
#include "store/blocker.h"
#include "store/change.h"
#include "store/journal_state.h"
#include "store/late_rule.h"
#include "store/record_write.h"

/* One undo or redo on its way. */
struct walk {
	struct store *store;
	struct arena *arena;
	struct action_row action; /* that is taken back or brought back */
	struct change_rows changes;
	bool is_back;
	struct arena *scratch; /* of the states */
	struct journal_states states;
	bool is_exact;	 /* it leads to a state that the file had before */
	bool is_missing; /* it came to a record that is not there */
	struct blockers blockers;
	struct late_rules rules; /* unless it is exact: the file kept them then */
};

/* Changes begin to end - 1 of the action: one write of one record. */
struct step {
	size_t begin;
	size_t end;
};

static bool is_making(const struct change_row *change)
{
	return strcmp(change->field, JOURNAL_UID) == 0;
}

/* What people call the field of a change. */
static const char *label_of(const struct change_row *change)
{
	int field = field_index(change->kind, change->field);
	if (field >= 0) {
		return _(record_type(change->kind)->fields[field].label);
	}
	return apart_is_field(change->field) ? _("Told apart from") : _("Bin");
}

/* What the file holds is not what the journal left there: who else changed it is asked for the field,
 * else nobody knows. */
static bool refuse_value(struct walk *walk, const struct change_row *change, struct err *err)
{
	if (!blockers_add_later(&walk->blockers, change, err)) {
		return false;
	}
	return err_set(err, ERR_CONFLICT,
		       walk->is_back ? _("It cannot be undone: “%s” does not hold what was saved.")
				     : _("It cannot be redone: “%s” does not hold what stood "
					 "there before."),
		       label_of(change));
}

static bool refuse_missing(struct walk *walk, const char *uid, struct err *err)
{
	if (!blockers_add_makers(&walk->blockers, uid, err)) {
		return false;
	}
	walk->is_missing = true;
	return err_set(err, ERR_CONFLICT,
		       walk->is_back ? _("It cannot be undone: a record that it needs is gone.")
				     : _("It cannot be redone: a record that it needs is gone."));
}

/* Whether every record that a record refers to is there. */
static bool check_references(struct walk *walk, const struct record *record, struct err *err)
{
	const struct record_type *type = record_type(record->ref.kind);
	for (size_t i = 0; i < type->field_count; i++) {
		struct ref target;
		const char *uid = record->values[i];
		if (type->fields[i].kind != FIELD_REFERENCE || !uid) {
			continue;
		}
		if (!record_find_uid(walk->store, type->fields[i].target, uid, &target, err)) {
			return false;
		}
		if (target.id == 0) {
			return refuse_missing(walk, uid, err);
		}
	}
	return true;
}

/* The place in a record where a change stands; NULL for a field that there is not. */
static const char **find_place(struct record *record, const struct change_row *change)
{
	if (strcmp(change->field, JOURNAL_BINNED) == 0) {
		return &record->binned;
	}
	int index = field_index(record->ref.kind, change->field);
	return index < 0 ? NULL : &record->values[index];
}

/* Brings one field from what the change left to what it found, or the other way. */
static bool move_value(struct walk *walk, struct record *record, const struct change_row *change,
		       struct err *err)
{
	const char **value = find_place(record, change);
	const char *from = walk->is_back ? change->new : change->old;
	if (!value) {
		return err_set(err, ERR_DAMAGED,
			       _("The history tells of a field “%s” that there "
				 "is not."),
			       change->field);
	}
	if (!str_is_same(*value, from)) {
		return refuse_value(walk, change, err);
	}
	*value = walk->is_back ? change->old : change->new;
	return true;
}

static bool find_record(struct walk *walk, const struct change_row *change, struct record *record,
			struct err *err)
{
	struct ref ref;
	if (!record_find_uid(walk->store, change->kind, change->uid, &ref, err)) {
		return false;
	}
	if (ref.id == 0) {
		return refuse_missing(walk, change->uid, err);
	}
	return record_get(walk->store, ref, walk->arena, record, err);
}

/* Whether a field of any record refers to a record. */
static bool is_referred_by(struct walk *walk, const char *table, const char *field, int64_t id,
			   bool *is_referred, struct err *err)
{
	char sql[120];
	sqlite3_stmt *statement;
	snprintf(sql, sizeof sql, "SELECT 1 FROM %s WHERE %s_id = ?1 LIMIT 1", table, field);
	if (!db_prepare(walk->store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(walk->store, statement, 1, id);
	if (!db_step(walk->store, statement, is_referred, err)) {
		return false;
	}
	db_reset(statement);
	return true;
}

/* The journal has no say in what was loaded without it. */
static bool check_unreferred(struct walk *walk, struct ref ref, struct err *err)
{
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		const struct record_type *type = record_type((enum record_kind)kind);
		for (size_t i = 0; i < type->field_count; i++) {
			const struct field *field = &type->fields[i];
			bool is_referred = false;
			if (field->kind == FIELD_REFERENCE && field->target == ref.kind &&
			    !is_referred_by(walk, type->name, field->name, ref.id, &is_referred,
					    err)) {
				return false;
			}
			if (is_referred) {
				return err_set(err, ERR_CONFLICT,
					       _("It cannot be undone: other records refer to "
						 "“%s”."),
					       record_label(walk->store, ref, walk->arena));
			}
		}
	}
	return true;
}

/* Moves every value of a step, the last change first on the way back. */
static bool move_values(struct walk *walk, const struct step *step, struct record *record,
			struct err *err)
{
	size_t count = step->end - step->begin;
	for (size_t i = 0; i < count; i++) {
		size_t at = walk->is_back ? step->end - 1 - i : step->begin + i;
		const struct change_row *change = &walk->changes.items[at];
		if (!is_making(change) && !move_value(walk, record, change, err)) {
			return false;
		}
	}
	return true;
}

static bool take_out(struct walk *walk, const struct step *step, struct err *err)
{
	struct record record;
	return find_record(walk, &walk->changes.items[step->begin], &record, err) &&
	       move_values(walk, step, &record, err) && check_unreferred(walk, record.ref, err) &&
	       record_remove(walk->store, record.ref, err);
}

/* Gives a record that was just put in the revision that it was left with. */
static bool restore_revision(struct walk *walk, const struct record *record, struct err *err)
{
	int64_t revision;
	return journal_states_revision(&walk->states, walk->store, record->uid, &revision, err) &&
	       (revision == 1 || record_set_revision(walk->store, record->ref, revision, err));
}

static bool put_in(struct walk *walk, const struct step *step, struct err *err)
{
	const struct change_row *first = &walk->changes.items[step->begin];
	struct record record = {.ref = {first->kind, 0}, .uid = first->uid};
	if (!move_values(walk, step, &record, err) || !check_references(walk, &record, err) ||
	    !record_add(walk->store, &record, err) || !restore_revision(walk, &record, err)) {
		return false;
	}
	if (!walk->is_exact) {
		/* To the rules it comes out of the bin, with nothing in it. */
		late_rules_note(&walk->rules,
				&(struct record){record.ref, first->uid, 0, "", {NULL}});
	}
	return true;
}

static bool edit(struct walk *walk, const struct step *step, struct err *err)
{
	struct record record;
	if (!find_record(walk, &walk->changes.items[step->begin], &record, err)) {
		return false;
	}
	if (!walk->is_exact) {
		late_rules_note(&walk->rules, &record);
	}
	return move_values(walk, step, &record, err) && check_references(walk, &record, err) &&
	       record_update_by(walk->store, &record,
				journal_states_step(&walk->states, walk->action.id), err);
}

/* Of the two people in a step like this both are there, or it is refused for the other one's. */
static bool tell_apart(struct walk *walk, const struct step *step, struct err *err)
{
	const struct change_row *row = &walk->changes.items[step->begin];
	const struct change change = {
		.kind = row->kind,
		.uid = row->uid,
		.field = row->field,
		.old = walk->is_back ? row->new : row->old,
		.new = walk->is_back ? row->old : row->new,
	};
	struct record record;
	bool fits;
	return find_record(walk, row, &record, err) &&
	       apart_move(walk->store, &change, walk->action.id, &fits, err) &&
	       (fits || refuse_value(walk, row, err));
}

static bool run_step(struct walk *walk, const struct step *step, struct err *err)
{
	if (apart_is_field(walk->changes.items[step->begin].field)) {
		return tell_apart(walk, step, err);
	}
	if (!is_making(&walk->changes.items[step->begin])) {
		return edit(walk, step, err);
	}
	return walk->is_back ? take_out(walk, step, err) : put_in(walk, step, err);
}

/* Whether a change begins another write than the one that began at begin: of another record, of a field
 * that was written already, or of none. */
static bool begins_step(const struct walk *walk, size_t begin, size_t at)
{
	const struct change_row *change = &walk->changes.items[at];
	for (size_t i = begin; i < at; i++) {
		const struct change_row *other = &walk->changes.items[i];
		if (strcmp(other->uid, change->uid) != 0 || apart_is_field(other->field) ||
		    apart_is_field(change->field) || strcmp(other->field, change->field) == 0) {
			return true;
		}
	}
	return false;
}

/* All writes of the action, one after the other, in their order or against it: when it is exact, each
 * state on the way is one that the file had. */
static bool run_steps(struct walk *walk, struct err *err)
{
	struct rows rows = ROWS_OF(struct step, walk->arena);
	for (size_t begin = 0; begin < walk->changes.count;) {
		size_t end = begin + 1;
		while (end < walk->changes.count && !begins_step(walk, begin, end)) {
			end++;
		}
		struct step *step = rows_add(&rows);
		*step = (struct step){begin, end};
		begin = end;
	}
	const struct step *steps = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		if (!run_step(walk, &steps[walk->is_back ? rows.count - 1 - i : i], err)) {
			return false;
		}
	}
	return true;
}

/* There is nothing left to do: says which action did it. */
static bool refuse_done(const struct walk *walk, struct err *err)
{
	struct action_row by;
	if (!journal_last_walk(walk->store, walk->action.id, walk->arena, &by, err)) {
		return false;
	}
	if (by.id == 0) {
		return err_set(err, ERR_NOT_FOUND, _("“%s” was not undone."), walk->action.name);
	}
	return err_set(err, ERR_NOT_FOUND,
		       walk->is_back ? _("“%s” was undone already, by action %lld of %s.")
				     : _("“%s” was brought back already, by action %lld of %s."),
		       walk->action.name, (long long)by.id, by.actor);
}

/* Whether the action can be taken back or brought back at all. */
static bool check_action(const struct walk *walk, struct err *err)
{
	const struct action_row *action = &walk->action;
	if (action->undoes != 0) {
		return err_set(err, ERR_INVALID, "%s",
			       _("Name the action that was undone or redone, not the undo or "
				 "redo."));
	}
	if (action->change_count == 0) {
		return err_set(err, ERR_NOT_FOUND, _("“%s” left nothing that can be undone."),
			       action->name);
	}
	return action->is_undone != walk->is_back || refuse_done(walk, err);
}

/* Reads what is to be walked over, inside the transaction: it may have been erased or undone by
 * another program a moment before. */
static bool load(struct walk *walk, int64_t id, struct err *err)
{
	if (!journal_action(walk->store, id, walk->arena, &walk->action, err) ||
	    !check_action(walk, err) ||
	    !journal_changes(walk->store, id, walk->arena, &walk->changes, err) ||
	    !journal_states_read(&walk->states, walk->store, walk->scratch, err)) {
		return false;
	}
	walk->is_exact = journal_states_is_exact(&walk->states, id);
	const struct action_subject subject = {
		.id = id,
		.name = arena_format(walk->arena, walk->is_back ? _("Undo: %s") : _("Redo: %s"),
				     walk->action.name),
	};
	action_set_subject(walk->store, &subject);
	walk->blockers.subject = id;
	if (walk->is_back && !walk->is_exact &&
	    !blockers_add_dependents(&walk->blockers, &walk->changes, err)) {
		return false;
	}
	return action_keep(walk->store, &walk->blockers.walk, err);
}

/* Tells which actions stand in the way. */
static bool tell_blockers(struct walk *walk, struct action_rows *rows, struct err *err)
{
	if (!blockers_read(&walk->blockers, rows, err)) {
		return false;
	}
	const char *const format = walk->is_missing ? _("“%s” needs “%s”, which was undone.")
				   : walk->is_back
					   ? _("“%s” cannot be undone before “%s” is.")
					   : _("“%s” cannot be redone: “%s” has changed the "
					       "same since.");
	return err_set(err, ERR_CONFLICT, format, walk->action.name, rows->items[0].name);
}

static bool run(struct walk *walk, int64_t id, struct err *err)
{
	struct err reason = {.kind = ERR_NONE};
	if (!load(walk, id, err)) {
		return false;
	}
	if (walk->blockers.ids.count > 0) {
		return err_set(err, ERR_CONFLICT, "%s", _("Later actions depend on it."));
	}
	bool is_walked = run_steps(walk, &reason);
	if (is_walked && late_rules_check(&walk->rules, &reason)) {
		return true;
	}
	/* No value is at fault, only what came to stand beside it. */
	bool is_clash = reason.kind == ERR_INVALID || (is_walked && reason.kind == ERR_CONFLICT);
	err_set(err, is_clash ? ERR_CONFLICT : reason.kind, "%s", reason.text);
	return is_clash ? err_prefix(err, walk->is_back ? _("It cannot be undone.")
							: _("It cannot be redone."))
			: false;
}

/* Names the action that is next when none was given; 0 when there is none. */
static bool pick(struct walk *walk, int64_t *id, struct err *err)
{
	struct action_row row = {0};
	bool done = *id != 0 ||
		    (walk->is_back ? journal_next_undo(walk->store, walk->arena, &row, err)
				   : journal_next_redo(walk->store, walk->arena, &row, err));
	*id = *id != 0 ? *id : row.id;
	return done;
}

/* Id 0 means the action that is next. */
static bool walk_as_action(struct walk *walk, int64_t id, const struct intent *intent,
			   struct action_rows *blockers, struct err *err)
{
	struct intent own = *intent;
	own.origin = walk->is_back ? "undo" : "redo";
	*blockers = (struct action_rows){NULL, 0};
	if (!action_begin(walk->store, &own, err)) {
		return false;
	}
	bool is_picked = pick(walk, &id, err);
	if (is_picked && id != 0 && run(walk, id, err)) {
		return action_end(walk->store, NULL, err);
	}
	if (walk->blockers.ids.count > 0) {
		tell_blockers(walk, blockers, err);
	}
	action_cancel(walk->store);
	return is_picked && id == 0;
}

static bool walk_over(struct walk *walk, int64_t id, const struct intent *intent,
		      struct action_rows *blockers, struct err *err)
{
	walk->scratch = arena_new();
	bool done = walk_as_action(walk, id, intent, blockers, err);
	arena_free(walk->scratch);
	return done;
}

static struct walk walk_make(struct store *store, struct arena *arena, bool is_back)
{
	return (struct walk){
		.store = store,
		.arena = arena,
		.is_back = is_back,
		.blockers = {.store = store, .arena = arena, .ids = ROWS_OF(int64_t, arena)},
		.rules = late_rules_make(store, arena),
	};
}

bool journal_undo(struct store *store, int64_t id, const struct intent *intent, struct arena *arena,
		  struct action_rows *blockers, struct err *err)
{
	struct walk walk = walk_make(store, arena, true);
	return walk_over(&walk, id, intent, blockers, err);
}

bool journal_redo(struct store *store, int64_t id, const struct intent *intent, struct arena *arena,
		  struct action_rows *blockers, struct err *err)
{
	struct walk walk = walk_make(store, arena, false);
	return walk_over(&walk, id, intent, blockers, err);
}

bool journal_undo_next(struct store *store, const struct intent *intent, struct arena *arena,
		       struct action_row *row, struct action_rows *blockers, struct err *err)
{
	struct walk walk = walk_make(store, arena, true);
	bool done = walk_over(&walk, 0, intent, blockers, err);
	*row = walk.action;
	return done;
}

bool journal_redo_next(struct store *store, const struct intent *intent, struct arena *arena,
		       struct action_row *row, struct action_rows *blockers, struct err *err)
{
	struct walk walk = walk_make(store, arena, false);
	bool done = walk_over(&walk, 0, intent, blockers, err);
	*row = walk.action;
	return done;
}
