/* SPDX-License-Identifier: MIT
 *
 * The report for programs. Its form is described in iemn(1); values stand as they are stored, a
 * reference as a uid.
 */
#include "cli/report.h"

#include "cli/subcommand.h"

static void add_changes(const struct change_group *record, struct json_writer *writer)
{
	json_begin_array(writer, "changes");
	for (size_t i = 0; i < record->count; i++) {
		json_begin_object(writer, NULL);
		json_text(writer, "field", record->items[i].field);
		json_text(writer, "old", record->items[i].old);
		json_text(writer, "new", record->items[i].new);
		json_end_object(writer);
	}
	json_end_array(writer);
}

static void add_records(struct writing *writing, struct json_writer *writer)
{
	struct change_text words = report_words(writing);
	json_begin_array(writer, "records");
	for (size_t at = 0; at < writing->changes.count;) {
		struct change_group record = change_group_at(&writing->changes, at);
		const struct change_row *first = &record.items[0];
		json_begin_object(writer, NULL);
		json_text(writer, "record", record_type(first->kind)->name);
		json_text(writer, "uid", first->uid);
		json_text(writer, "label", change_text_label(&words, first->kind, first->uid));
		add_changes(&record, writer);
		json_end_object(writer);
		at += record.count;
	}
	json_end_array(writer);
}

static void add_conflicts(struct writing *writing, struct json_writer *writer)
{
	json_begin_array(writer, "conflicts");
	for (size_t i = 0; i < writing->clash_count; i++) {
		const struct writing_clash *clash = &writing->clashes[i];
		const struct record_type *type = record_type(clash->kind);
		const struct save_clash *values = &clash->clash;
		json_begin_object(writer, NULL);
		json_text(writer, "record", type->name);
		json_text(writer, "uid", clash->uid);
		json_text(writer, "field",
			  values->field >= 0 ? type->fields[values->field].name : JOURNAL_BINNED);
		json_text(writer, "base", values->base);
		json_text(writer, "theirs", values->theirs);
		json_text(writer, "mine", values->mine);
		json_text(writer, "actor", values->actor);
		json_text(writer, "moment", values->moment);
		json_end_object(writer);
	}
	json_end_array(writer);
}

static void add_fault(const char *record, const char *field, const char *text,
		      struct json_writer *writer)
{
	json_begin_object(writer, NULL);
	json_text(writer, "record", record);
	json_text(writer, "field", field);
	json_text(writer, "text", text);
	json_end_object(writer);
}

static void add_faults(const struct writing *writing, const struct err *err,
		       struct json_writer *writer)
{
	json_begin_array(writer, "faults");
	for (size_t i = 0; i < writing->fault_count; i++) {
		const struct writing_fault *fault = &writing->faults[i];
		add_fault(record_type(fault->kind)->name, fault->field, fault->text, writer);
	}
	if (writing->fault_count == 0 && err != NULL) {
		add_fault(NULL, err->field[0] != '\0' ? err->field : NULL, err->text, writer);
	}
	json_end_array(writer);
}

static void add_blockers(const struct writing *writing, struct json_writer *writer)
{
	json_begin_array(writer, "blockers");
	for (size_t i = 0; i < writing->blockers.count; i++) {
		const struct action_row *action = &writing->blockers.items[i];
		json_begin_object(writer, NULL);
		json_number(writer, "action", action->id);
		json_text(writer, "moment", action->moment);
		json_text(writer, "actor", action->actor);
		json_text(writer, "name", action->name);
		json_end_object(writer);
	}
	json_end_array(writer);
}

static void add_texts(struct json_writer *writer, const char *key, const char *const *texts,
		      size_t count)
{
	json_begin_array(writer, key);
	for (size_t i = 0; i < count; i++) {
		json_text(writer, NULL, texts[i]);
	}
	json_end_array(writer);
}

static void add_receipt(const struct writing *writing, struct json_writer *writer)
{
	const struct erase_receipt *receipt = writing->receipt;
	json_begin_object(writer, "receipt");
	json_text(writer, "uid", receipt->uid);
	json_text(writer, "moment", receipt->moment);
	json_text(writer, "actor", receipt->actor);
	json_number(writer, "rows", (int64_t)receipt->rows);
	json_number(writer, "changes", (int64_t)receipt->changes);
	json_number(writer, "actions", (int64_t)receipt->actions);
	json_number(writer, "unsaved", (int64_t)writing->unsaved);
	json_text(writer, "unfinished", receipt->unfinished);
	json_flag(writer, "searched", receipt->is_searched);
	json_number(writer, "strings", (int64_t)receipt->strings);
	json_number(writer, "too_short", (int64_t)receipt->too_short);
	json_number(writer, "left", (int64_t)receipt->left);
	add_texts(writer, "places", receipt->places, receipt->place_count);
	add_texts(writer, "backups", receipt->backups, receipt->backup_count);
	json_end_object(writer);
}

void report_write_json(struct writing *writing, const struct err *err)
{
	struct str text = STR_EMPTY;
	struct json_writer writer = {.out = &text};
	int64_t action = err == NULL ? report_action(writing) : 0;
	json_begin_object(&writer, NULL);
	json_text(&writer, "format", "iemn-report");
	json_number(&writer, "version", REPORT_VERSION);
	json_text(&writer, "command", writing->request->command->name);
	json_flag(&writer, "dry_run", writing->intent.is_trial);
	json_number(&writer, "exit_code",
		    err_exit_code(err == NULL ? writing->shortfall.kind : err->kind));
	if (action != 0) {
		json_number(&writer, "action", action);
	} else {
		json_text(&writer, "action", NULL);
	}
	if (err != NULL) {
		writing->changes = (struct change_rows){0};
	}
	add_records(writing, &writer);
	add_conflicts(writing, &writer);
	add_faults(writing, err, &writer);
	add_blockers(writing, &writer);
	if (err == NULL && writing->receipt != NULL) {
		add_receipt(writing, &writer);
	}
	json_end_object(&writer);
	str_add_char(&text, '\n');
	output_send(&writing->request->out, &text);
	str_clear(&text);
	writing->request->is_reported = true;
}

void report_refused(struct request *request, const struct err *err)
{
	struct writing writing = {
		.request = request,
		.intent.is_trial = request->given[OPTION_DRY_RUN] != NULL,
	};
	if (request->form == FORM_JSON && !request->is_reported) {
		report_write_json(&writing, err);
	}
}
