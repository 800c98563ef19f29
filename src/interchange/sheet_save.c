/* SPDX-License-Identifier: MIT
 *
 * The way of a sheet into the file: its faults, its save as one action, and what to do when another
 * program was there first.
 */
#include "interchange/sheet_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/rows.h"

/* Records to save, and the part that each comes from. */
struct plan {
	struct rows items; /* struct save_item */
	struct rows parts; /* size_t */
};

static size_t plan_part(const struct plan *plan, size_t item)
{
	return ((const size_t *)plan->parts.items)[item];
}

static void plan_add(struct plan *plan, size_t part, const struct record *base,
		     const struct record *next)
{
	struct save_item *item = rows_add(&plan->items);
	*item = (struct save_item){.base = *base, .next = *next};
	*(size_t *)rows_add(&plan->parts) = part;
}

/* New parts that are out or empty are left out; what belongs to one that goes, goes with it. */
static void plan_fill(struct plan *plan, const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++) {
		const struct sheet_part *part = &sheet->parts[i];
		bool is_out = sheet_is_out(sheet, i);
		struct record gone = part->base;
		gone.binned = part->now.binned;
		if (is_out && part->base.uid) {
			plan_add(plan, i, &part->base, &gone);
		} else if (!is_out && (i == 0 || !sheet_part_is_empty(sheet, i))) {
			plan_add(plan, i, &part->base, &part->now);
		}
	}
}

/* Items become parts. */
static void plan_translate(const struct plan *plan, const struct sheet *sheet, struct arena *arena,
			   struct save_result *result)
{
	for (size_t i = 0; i < result->clash_count; i++) {
		result->clashes[i].item = plan_part(plan, result->clashes[i].item);
	}
	if (!result->refs) {
		return;
	}
	struct ref *refs = arena_new_array(arena, sheet->count, sizeof *refs);
	for (size_t i = 0; i < sheet->count; i++) {
		refs[i] = (struct ref){sheet->parts[i].now.ref.kind, 0};
	}
	for (size_t i = 0; i < plan->items.count; i++) {
		refs[plan_part(plan, i)] = result->refs[i];
	}
	result->refs = refs;
}

/* Saves or tries to. *fault is the part at fault. */
static bool save_parts(const struct sheet *sheet, struct store *store, const struct intent *intent,
		       struct arena *arena, struct save_result *result, size_t *fault,
		       struct err *err)
{
	struct plan plan = {ROWS_OF(struct save_item, arena), ROWS_OF(size_t, arena)};
	size_t item = 0;
	*result = (struct save_result){.action = 0};
	*fault = 0;
	plan_fill(&plan, sheet);
	bool done = save_records(store, intent, plan.items.items, plan.items.count, arena, result,
				 &item, err);
	*fault = item < plan.parts.count ? plan_part(&plan, item) : 0;
	plan_translate(&plan, sheet, arena, result);
	return done;
}

/* Faults while they are gathered. */
struct gathering {
	const struct sheet *sheet;
	struct arena *arena;
	struct rows faults; /* struct sheet_fault */
};

static void add_fault(struct gathering *gathering, size_t part, int field, const char *text)
{
	struct sheet_fault *fault = rows_add(&gathering->faults);
	bool is_shown = field >= 0 && sheet_shows(gathering->sheet, part, field);
	*fault = (struct sheet_fault){part, is_shown ? field : SHEET_WHOLE,
				      arena_text(gathering->arena, text)};
}

/* Whether each value may stand in its field. */
static bool check_fields(struct gathering *gathering, size_t part)
{
	const struct sheet_part *this = &gathering->sheet->parts[part];
	const struct record_type *type = record_type(this->now.ref.kind);
	size_t before = gathering->faults.count;
	for (size_t i = 0; i < type->field_count; i++) {
		struct err err = {.kind = ERR_NONE};
		if (this->raw[i]) {
			add_fault(gathering, part, (int)i, this->fault[i] ? this->fault[i] : "");
		} else if (!field_check(&type->fields[i], this->now.values[i], &err)) {
			add_fault(gathering, part, (int)i, err.text);
		}
	}
	return gathering->faults.count == before;
}

static void add_err(struct gathering *gathering, size_t part, const struct err *err)
{
	enum record_kind kind = gathering->sheet->parts[part].now.ref.kind;
	add_fault(gathering, part, err->field[0] ? field_index(kind, err->field) : -1, err->text);
}

static void check_part(struct gathering *gathering, size_t part)
{
	struct err err = {.kind = ERR_NONE};
	if (check_fields(gathering, part) &&
	    !record_check(&gathering->sheet->parts[part].now, &err)) {
		add_err(gathering, part, &err);
	}
}

/* What only the file knows is found by a save that is taken back. A file that cannot be written now,
 * clashes, and a record or file that is gone are no faults of the sheet: the save will tell. */
static bool check_with_file(struct gathering *gathering, struct store *store, struct err *err)
{
	struct intent intent = {.origin = "screen", .name = "", .is_trial = true};
	struct save_result result;
	struct err fault = {.kind = ERR_NONE};
	size_t part;
	if (!sheet_is_changed(gathering->sheet) || store_is_read_only(store) ||
	    save_parts(gathering->sheet, store, &intent, gathering->arena, &result, &part,
		       &fault)) {
		return true;
	}
	if (fault.kind == ERR_CONFLICT && result.clash_count > 0) {
		return true;
	}
	bool is_moved = fault.kind == ERR_CONFLICT && store_has_moved(store);
	if (!is_moved && (fault.kind == ERR_INVALID || fault.kind == ERR_CONFLICT)) {
		add_err(gathering, part, &fault);
		return true;
	}
	bool is_left_to_save =
		is_moved || fault.kind == ERR_NOT_FOUND || fault.kind == ERR_READ_ONLY;
	return is_left_to_save || err_set(err, fault.kind, "%s", fault.text);
}

/* What was no value when it was typed may be one by now: the body was added meanwhile, the file can be
 * read again. */
static void retry_raw(struct sheet *sheet, struct store *store)
{
	for (size_t i = 0; i < sheet->count; i++) {
		const struct record_type *type = record_type(sheet->parts[i].now.ref.kind);
		for (size_t j = 0; j < type->field_count; j++) {
			const char *text = sheet->parts[i].raw[j];
			if (text && !sheet_is_out(sheet, i)) {
				(void)sheet_set(sheet, store, i, (int)j, text, NULL);
			}
		}
	}
}

bool sheet_check(struct sheet *sheet, struct store *store, struct arena *arena,
		 struct sheet_faults *faults, struct err *err)
{
	struct gathering gathering = {sheet, arena, ROWS_OF(struct sheet_fault, arena)};
	retry_raw(sheet, store);
	for (size_t i = 0; i < sheet->count; i++) {
		if (!sheet_is_out(sheet, i) && (i == 0 || !sheet_part_is_empty(sheet, i))) {
			check_part(&gathering, i);
		}
	}
	bool is_asked = gathering.faults.count > 0 || check_with_file(&gathering, store, err);
	*faults = (struct sheet_faults){gathering.faults.items, gathering.faults.count};
	return is_asked && faults->count == 0;
}

/* Text that is no value is not left out silently. */
static bool refuse_raw(const struct sheet *sheet, struct err *err)
{
	for (size_t i = 0; i < sheet->count; i++) {
		const struct sheet_part *part = &sheet->parts[i];
		const struct record_type *type = record_type(part->now.ref.kind);
		for (size_t j = 0; j < type->field_count && !sheet_is_out(sheet, i); j++) {
			if (part->raw[j]) {
				return err_set_field(err, type->fields[j].name, "%s",
						     part->fault[j] ? part->fault[j] : "");
			}
		}
	}
	return true;
}

/* When what was just saved cannot be read, the sheet goes on with what it sent. */
static void settle_all(struct sheet *sheet, const struct save_result *result)
{
	for (size_t i = 0; i < sheet->count; i++) {
		struct sheet_part *part = &sheet->parts[i];
		if (result->refs && result->refs[i].id != 0) {
			part->now.ref = result->refs[i];
			part->base = part->now;
		}
	}
}

static void reopen(struct sheet *sheet, struct store *store, const struct save_result *result)
{
	struct sheet before = *sheet;
	struct ref ref = result->refs ? result->refs[0] : sheet->parts[0].now.ref;
	sheet->parts = NULL;
	sheet->count = 0;
	sheet->capacity = 0;
	if (!sheet_load(sheet, store, ref, NULL)) {
		*sheet = before;
		settle_all(sheet, result);
	}
}

/* Keeps what the file holds of the parts, for sheet_settle(). */
static void read_theirs(struct sheet *sheet, struct store *store)
{
	for (size_t i = 0; i < sheet->count; i++) {
		struct sheet_part *part = &sheet->parts[i];
		struct record theirs;
		struct ref ref = {0};
		/* By the uid: what was undone and redone may have another id. */
		if (part->base.uid &&
		    record_find_uid(store, part->base.ref.kind, part->base.uid, &ref, NULL) &&
		    ref.id != 0 && record_get(store, ref, sheet->arena, &theirs, NULL)) {
			part->theirs = theirs;
		}
	}
}

bool sheet_save(struct sheet *sheet, struct store *store, const struct intent *intent,
		struct arena *arena, struct save_result *result, struct err *err)
{
	struct intent named = *intent;
	size_t fault;
	*result = (struct save_result){.action = 0};
	retry_raw(sheet, store);
	if (!refuse_raw(sheet, err)) {
		return false;
	}
	if (!named.name) {
		const char *label = sheet_summary(sheet, store, 0, arena);
		named.name = arena_format(
			arena, sheet->parts[0].base.uid ? _("Edit %s") : _("Add %s"), label);
	}
	if (!save_parts(sheet, store, &named, arena, result, &fault, err)) {
		if (result->clash_count > 0) {
			read_theirs(sheet, store);
		}
		return false;
	}
	if (!named.is_trial) {
		reopen(sheet, store, result);
	}
	return true;
}

static void forget_raw(struct sheet_part *part)
{
	memset(part->raw, 0, sizeof part->raw);
	memset(part->fault, 0, sizeof part->fault);
}

/* A record that comes out of the bin brings along what went there with it. */
static void take_along(struct sheet *sheet, const char *moment)
{
	for (size_t i = 1; i < sheet->count; i++) {
		struct sheet_part *part = &sheet->parts[i];
		if (part->theirs.binned && strcmp(part->theirs.binned, moment) == 0) {
			part->base.binned = part->theirs.binned;
		}
	}
}

static void settle_bin(struct sheet *sheet, size_t place, bool takes_theirs)
{
	struct sheet_part *part = &sheet->parts[place];
	if (!part->theirs.uid) {
		return;
	}
	if (takes_theirs) {
		part->base = part->theirs;
		part->now = part->theirs;
		forget_raw(part);
	} else if (part->theirs.binned) {
		const char *owner = sheet->parts[0].theirs.binned;
		part->base.binned = part->theirs.binned;
		/* What comes back alone would belong to a record in the bin. */
		if (owner) {
			sheet->parts[0].base.binned = owner;
			take_along(sheet, owner);
		}
	} else {
		/* Who puts it into the bin has seen what the other changed in it. */
		part->base = part->theirs;
	}
}

void sheet_settle(struct sheet *sheet, const struct save_clash *clash, bool takes_theirs)
{
	struct sheet_part *part = &sheet->parts[clash->item];
	if (clash->field == SAVE_BIN) {
		settle_bin(sheet, clash->item, takes_theirs);
		return;
	}
	const char *theirs = arena_text(sheet->arena, clash->theirs);
	part->base.values[clash->field] = theirs;
	if (takes_theirs) {
		part->now.values[clash->field] = theirs;
		part->raw[clash->field] = NULL;
		part->fault[clash->field] = NULL;
	}
}
