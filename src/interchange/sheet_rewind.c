/* SPDX-License-Identifier: MIT
 *
 * A sheet as it would have been opened some time ago. A text that was taken out of the directory is read
 * against the record as it stood then: otherwise what others saved since would look like something that
 * the text takes back. The history knows every value that was replaced, so it is walked back.
 */
#include "interchange/sheet_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "store/journal.h"

/* The place of a record, or the count of parts. base.uid tells whether the file held it. */
static size_t find_part(const struct sheet *sheet, const char *uid)
{
	size_t part = 0;
	while (part < sheet->count && strcmp(sheet->parts[part].now.uid, uid) != 0) {
		part++;
	}
	return part;
}

/* A part for what the sheet does not hold now: it lies in the bin, belongs to another record or was
 * taken out of the file. */
static bool add_part(struct sheet *sheet, struct store *store, const struct change_row *change,
		     struct err *err)
{
	struct record record = {.ref = {change->kind, 0}};
	struct ref ref;
	if (!record_find_uid(store, change->kind, change->uid, &ref, err) ||
	    (ref.id != 0 && !record_get(store, ref, sheet->arena, &record, err))) {
		return false;
	}
	struct sheet_part *part = &sheet->parts[sheet_make_room(sheet, change->kind)];
	part->base = record;
	part->now.ref = record.ref;
	part->now.uid = arena_text(sheet->arena, change->uid);
	return true;
}

/* Takes one change back. What is no field, such as who is not to be confused, is no matter of sheets. */
static void take_back(struct sheet *sheet, struct sheet_part *part, const struct change_row *change)
{
	const char *old = arena_text(sheet->arena, change->old);
	if (strcmp(change->field, JOURNAL_UID) == 0) {
		part->base.uid = old;
	} else if (strcmp(change->field, JOURNAL_BINNED) == 0) {
		part->base.binned = old;
	} else if (field_index(change->kind, change->field) >= 0) {
		part->base.values[field_index(change->kind, change->field)] = old;
	}
}

/* The same with a part for it, when there can be one. */
static bool walk_over(struct sheet *sheet, struct store *store, const struct change_row *change,
		      struct err *err)
{
	bool is_known = find_part(sheet, change->uid) < sheet->count;
	if (!is_known && sheet_owner_field(sheet->parts[0].now.ref.kind, change->kind) < 0) {
		return true;
	}
	if (!is_known && !add_part(sheet, store, change, err)) {
		return false;
	}
	take_back(sheet, &sheet->parts[find_part(sheet, change->uid)], change);
	return true;
}

/* Where the changes of the action end that begin at a place. */
static size_t end_of_action(const struct change_rows *rows, size_t at)
{
	size_t end = at;
	while (end < rows->count && rows->items[end].action_id == rows->items[at].action_id) {
		end++;
	}
	return end;
}

/* The newest action comes first, but its changes stand in their order. */
static bool walk_back(struct sheet *sheet, struct store *store, const struct change_rows *rows,
		      int64_t action, struct err *err)
{
	for (size_t at = 0; at < rows->count && rows->items[at].action_id > action;) {
		size_t end = end_of_action(rows, at);
		for (size_t i = end; i-- > at;) {
			if (!walk_over(sheet, store, &rows->items[i], err)) {
				return false;
			}
		}
		at = end;
	}
	return true;
}

/* Whether a part belonged to the record then. */
static bool was_there(const struct sheet *sheet, const struct record *base)
{
	const struct record *owner = &sheet->parts[0].now;
	int field = sheet_owner_field(owner->ref.kind, base->ref.kind);
	return base->uid && !base->binned && base->values[field] &&
	       strcmp(base->values[field], owner->uid) == 0;
}

/* Only what was there then stays in the sheet: what others added since is no matter of the text. */
static bool keep_what_was(struct sheet *sheet)
{
	size_t kept = 1;
	if (!sheet->parts[0].base.uid || sheet->parts[0].base.binned) {
		return false;
	}
	for (size_t i = 1; i < sheet->count; i++) {
		if (was_there(sheet, &sheet->parts[i].base)) {
			sheet->parts[kept++] = sheet->parts[i];
		}
	}
	sheet->count = kept;
	for (size_t i = 0; i < kept; i++) {
		sheet->parts[i].now = sheet->parts[i].base;
	}
	return true;
}

static bool refuse_state(struct err *err)
{
	return err_set(err, ERR_CONFLICT, "%s",
		       _("The text is of a state of the directory that this file does not know. "
			 "Nothing was saved."));
}

/* Whether this file ever was in the state: an older copy, or another one, was not. */
static bool check_state(struct store *store, const struct sheet_state *state, struct arena *arena,
			struct err *err)
{
	struct action_row row;
	struct err reason = {.kind = ERR_NONE};
	if (state->action == 0) {
		return true;
	}
	if (journal_action(store, state->action, arena, &row, &reason)) {
		return (state->moment && strcmp(row.moment, state->moment) == 0) ||
		       refuse_state(err);
	}
	return reason.kind == ERR_NOT_FOUND ? refuse_state(err)
					    : err_set(err, reason.kind, "%s", reason.text);
}

/* By the uid: another record may have the id by now. */
static bool load_anew(struct sheet *sheet, struct store *store, struct err *err)
{
	const struct record *record = &sheet->parts[0].now;
	struct ref ref;
	if (!record_find_uid(store, record->ref.kind, record->uid, &ref, err)) {
		return false;
	}
	sheet->count = 0;
	return sheet_load(sheet, store, ref, err);
}

bool sheet_rewind(struct sheet *sheet, struct store *store, const struct sheet_state *state,
		  struct err *err)
{
	struct change_rows rows;
	store_begin_reading(store);
	bool done =
		check_state(store, state, sheet->arena, err) && load_anew(sheet, store, err) &&
		journal_of_record(store, sheet->parts[0].now.ref, true, sheet->arena, &rows, err) &&
		walk_back(sheet, store, &rows, state->action, err) &&
		(keep_what_was(sheet) || refuse_state(err));
	store_end_reading(store);
	if (done) {
		sheet->state.action = state->action;
		sheet->state.moment = arena_text(sheet->arena, state->moment);
	}
	return done;
}

/* Puts a record without what belongs to it into a new sheet, as it stood after an action. */
static bool load_alone(struct sheet *sheet, struct store *store, const char *uid, int64_t action)
{
	struct sheet_part *part = &sheet->parts[0];
	struct change_rows rows;
	struct ref ref;
	if (!record_find_uid(store, part->now.ref.kind, uid, &ref, NULL) || ref.id == 0 ||
	    !record_get(store, ref, sheet->arena, &part->base, NULL) ||
	    !journal_of_record(store, ref, false, sheet->arena, &rows, NULL)) {
		return false;
	}
	part->now = part->base;
	bool done = walk_back(sheet, store, &rows, action, NULL);
	part->now = part->base;
	return done && part->now.uid;
}

bool sheet_was_called(const struct sheet *sheet, struct store *store, size_t part, int field,
		      const char *text)
{
	const struct record *now = &sheet->parts[part].now;
	const struct field *row = &record_type(now->ref.kind)->fields[field];
	if (row->kind != FIELD_REFERENCE || !now->values[field] || sheet->state.action < 0) {
		return false;
	}
	struct sheet *target = sheet_new(row->target);
	store_begin_reading(store);
	bool is_so = load_alone(target, store, now->values[field], sheet->state.action) &&
		     strcmp(sheet_summary(target, store, 0, target->arena), text) == 0;
	store_end_reading(store);
	sheet_free(target);
	return is_so;
}
