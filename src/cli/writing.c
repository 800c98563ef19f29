/* SPDX-License-Identifier: MIT
 *
 * The frame of the commands that write. What is told about their work is report.h.
 */
#include "cli/writing.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/report.h"

/* An error is told before anything is typed for nothing. */
static bool open_for_writing(struct writing *writing, struct err *err)
{
	struct directory_options *directory = &writing->request->cli.directory;
	directory->is_trial = writing->intent.is_trial;
	if (!directory_open(directory, &writing->store, err)) {
		return false;
	}
	const char *reason = store_read_only_reason(writing->store);
	return reason == NULL || err_set(err, ERR_READ_ONLY, "%s", reason);
}

bool writing_run(struct request *request, writing_step *step, struct err *err)
{
	struct writing writing = {.request = request, .arena = arena_new()};
	writing.intent = (struct intent){
		.origin = "shell",
		.reason = request->given[OPTION_REASON],
		.is_trial = request->given[OPTION_DRY_RUN] != NULL,
		.changes = &writing.changes,
		.arena = writing.arena,
	};
	bool done = open_for_writing(&writing, err) && step(&writing, err);
	if (done) {
		/* At once, since a body may have thousands of members to name. */
		store_begin_reading(writing.store);
		report_done(&writing);
		store_end_reading(writing.store);
		done = writing.shortfall.kind == ERR_NONE ||
		       err_set(err, writing.shortfall.kind, "%s", writing.shortfall.text);
	} else {
		report_failed(&writing, err);
	}
	store_close(writing.store);
	arena_free(writing.arena);
	return done;
}

bool writing_find(struct writing *writing, struct held *held, struct err *err)
{
	static const enum record_kind kinds[] = {
		RECORD_ORGANISATION, RECORD_PERSON,   RECORD_PLACE,
		RECORD_EVENT,	     RECORD_PAGE,     RECORD_SOURCE,
		RECORD_MEMBERSHIP,   RECORD_CHANNEL,  RECORD_ORGANISATION_NAME,
		RECORD_EVENT_LINK,   RECORD_CITATION,
	};
	char *text = request_text(writing->request, 0);
	struct ref ref;
	/* The uid is that of the record that was found, and of none that took its place. */
	store_begin_reading(writing->store);
	bool done = record_lookup_among(writing->store, kinds, sizeof kinds / sizeof kinds[0], text,
					&ref, err) &&
		    held_take(writing->store, ref, held, err);
	store_end_reading(writing->store);
	free(text);
	return done;
}

void writing_hold(struct writing *writing, const struct held *held, size_t count)
{
	struct held *kept = arena_new_array(writing->arena, count, sizeof kept[0]);
	memcpy(kept, held, count * sizeof kept[0]);
	writing->intent.held = kept;
	writing->intent.held_count = count;
}

const char *writing_label(struct writing *writing, struct ref ref)
{
	return record_label(writing->store, ref, writing->arena);
}

const char *writing_fault_label(const struct writing_fault *fault)
{
	const struct record_type *type = record_type(fault->kind);
	return fault->field == NULL ? _(type->label)
				    : _(type->fields[field_index(fault->kind, fault->field)].label);
}

/* Keeps all faults for the report; the first is the error. */
static bool take_faults(struct writing *writing, const struct sheet *sheet,
			const struct sheet_faults *faults, struct err *err)
{
	struct writing_fault *kept = arena_new_array(writing->arena, faults->count, sizeof kept[0]);
	for (size_t i = 0; i < faults->count; i++) {
		const struct sheet_fault *fault = &faults->items[i];
		enum record_kind kind = sheet->parts[fault->part].now.ref.kind;
		kept[i] = (struct writing_fault){
			.kind = kind,
			.field = fault->field < 0 ? NULL
						  : record_type(kind)->fields[fault->field].name,
			.text = arena_text(writing->arena, fault->text),
		};
	}
	writing->faults = kept;
	writing->fault_count = faults->count;
	return err_set_field(err, kept[0].field == NULL ? "" : kept[0].field, _("%s: %s"),
			     writing_fault_label(&kept[0]), kept[0].text);
}

static void take_sheet_clashes(struct writing *writing, const struct sheet *sheet,
			       const struct save_result *result)
{
	writing_take_clashes(writing, RECORD_PERSON, result);
	for (size_t i = 0; i < result->clash_count; i++) {
		const struct sheet_part *part = &sheet->parts[result->clashes[i].item];
		writing->clashes[i].kind = part->now.ref.kind;
		writing->clashes[i].uid = arena_text(writing->arena, part->now.uid);
	}
}

/* A clash whose texts outlive the sheet that they came from. */
static struct save_clash copy_clash(const struct save_clash *clash, struct arena *arena)
{
	return (struct save_clash){
		.item = clash->item,
		.field = clash->field,
		.base = arena_text(arena, clash->base),
		.theirs = arena_text(arena, clash->theirs),
		.mine = arena_text(arena, clash->mine),
		.actor = arena_text(arena, clash->actor),
		.moment = arena_text(arena, clash->moment),
	};
}

void writing_take_clashes(struct writing *writing, enum record_kind kind,
			  const struct save_result *result)
{
	writing->clashes =
		arena_new_array(writing->arena, result->clash_count, sizeof writing->clashes[0]);
	writing->clash_count = result->clash_count;
	for (size_t i = 0; i < result->clash_count; i++) {
		writing->clashes[i] = (struct writing_clash){
			.kind = kind,
			.clash = copy_clash(&result->clashes[i], writing->arena),
		};
	}
}

/* Says that somebody may be listed twice now, and what helps where something helps. */
static void say_listed(struct writing *writing, const struct sheet_listed *listed)
{
	bool stays = !writing->intent.is_trial && !writing->request->cli.directory.demo;
	output_say(&writing->request->cli, "iemn: ",
		   arena_format(writing->arena,
				stays ? _("%s was listed already, with %s; \"iemn undo\" takes "
					  "this one back")
				      : _("%s is listed already, with %s"),
				listed->name, listed->shared));
}

/* Faults are looked for only when a save was refused, since that costs as much as the save. */
bool writing_save(struct writing *writing, struct sheet *sheet, struct err *err)
{
	struct sheet_faults faults = {0};
	struct save_result result = {0};
	struct sheet_listed listed;
	/* Who cannot be asked for now is no reason to save nothing. */
	(void)sheet_find_listed(sheet, writing->store, writing->arena, &listed, NULL);
	if (sheet_save(sheet, writing->store, &writing->intent, writing->arena, &result, err)) {
		if (listed.name != NULL) {
			say_listed(writing, &listed);
		}
		return true;
	}
	take_sheet_clashes(writing, sheet, &result);
	bool may_be_fault =
		err->kind == ERR_INVALID || (err->kind == ERR_CONFLICT && result.clash_count == 0);
	if (may_be_fault && !sheet_check(sheet, writing->store, writing->arena, &faults, NULL) &&
	    faults.count > 0) {
		return take_faults(writing, sheet, &faults, err);
	}
	return false;
}

bool writing_date(const struct writing *writing, const char **date, struct err *err)
{
	struct date parsed;
	const char *given = writing->request->given[OPTION_ON];
	if (given != NULL && strcmp(given, "today") != 0 && !date_parse(given, &parsed, NULL)) {
		return err_set(err, ERR_USAGE,
			       _("--on takes a date such as 2021, 2021-05 or 2021-05-17, and not "
				 "\"%s\"."),
			       given);
	}
	*date = given != NULL && strcmp(given, "today") != 0 ? given : writing->request->day;
	return true;
}
