/* SPDX-License-Identifier: MIT
 *
 * The report for people: a line for each record, below it one for each field, then a sentence.
 */
#include "cli/report.h"

#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "store/owner.h"

int64_t report_action(const struct writing *writing)
{
	bool is_kept = writing->changes.count > 0 && !writing->intent.is_trial;
	return is_kept ? writing->changes.items[0].action_id : 0;
}

/* The value of a field that a change put in, or took out. */
static const char *find_value(const struct writing *writing, const char *uid, const char *field)
{
	for (size_t i = 0; i < writing->changes.count; i++) {
		const struct change_row *change = &writing->changes.items[i];
		if (strcmp(change->uid, uid) == 0 && strcmp(change->field, field) == 0) {
			return change->new != NULL ? change->new : change->old;
		}
	}
	return NULL;
}

const char *report_label(struct writing *writing, enum record_kind kind, const char *uid)
{
	static const char *const fields[] = {"name", "title", "value", "role"};
	struct ref ref = {kind, 0};
	if (record_find_uid(writing->store, kind, uid, &ref, NULL) && ref.id != 0) {
		return record_label(writing->store, ref, writing->arena);
	}
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		const char *value = find_value(writing, uid, fields[i]);
		if (value != NULL) {
			return value;
		}
	}
	return "";
}

bool report_next_record(const struct writing *writing, size_t *at, struct change_rows *record)
{
	const struct change_rows *all = &writing->changes;
	size_t first = *at;
	while (*at < all->count && strcmp(all->items[*at].uid, all->items[first].uid) == 0) {
		(*at)++;
	}
	*record = (struct change_rows){.items = all->items + first, .count = *at - first};
	return record->count > 0;
}

enum fate {
	FATE_EDITED,
	FATE_NEW,
	FATE_TAKEN_OUT,
	FATE_BINNED,
	FATE_RESTORED,
};

/* What became of the record as a whole. */
static enum fate find_fate(const struct change_rows *record)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct change_row *change = &record->items[i];
		if (strcmp(change->field, JOURNAL_UID) == 0) {
			return change->new != NULL ? FATE_NEW : FATE_TAKEN_OUT;
		}
		if (strcmp(change->field, JOURNAL_BINNED) == 0) {
			return change->new != NULL ? FATE_BINNED : FATE_RESTORED;
		}
	}
	return FATE_EDITED;
}

static bool is_field(const struct change_row *change)
{
	return field_index(change->kind, change->field) >= 0;
}

static const char *show_value(struct writing *writing, const struct change_row *change,
			      const char *value)
{
	const struct field *field =
		&record_type(change->kind)->fields[field_index(change->kind, change->field)];
	if (value == NULL || value[0] == '\0') {
		return _("(empty)");
	}
	if (field->kind == FIELD_REFERENCE) {
		const char *label = report_label(writing, field->target, value);
		return label[0] != '\0' ? label : value;
	}
	if (field->kind == FIELD_FLAG) {
		return strcmp(value, "1") == 0 ? _("yes") : _("no");
	}
	return value;
}

/* Whether a field of a new record has nothing, or what every new one gets. */
static bool is_initial(const struct change_row *change)
{
	const struct field *field =
		&record_type(change->kind)->fields[field_index(change->kind, change->field)];
	return change->old == NULL && change->new != NULL &&
	       field->initial != NULL &&strcmp(change->new, field->initial) == 0;
}

static void print_field(struct writing *writing, const struct change_row *change, bool is_new)
{
	struct output *out = &writing->request->out;
	struct str line = STR_EMPTY;
	int field = field_index(change->kind, change->field);
	str_add(&line, "  ");
	str_add_format(&line, _("%s: "), _(record_type(change->kind)->fields[field].label));
	if (!is_new) {
		output_clean(out, &line, show_value(writing, change, change->old), TEXT_LINE);
		str_add(&line, out->ascii_marks ? " -> " : " → ");
	}
	output_clean(out, &line, show_value(writing, change, change->new), TEXT_LINE);
	str_add_char(&line, '\n');
	output_send(out, &line);
	str_clear(&line);
}

/* Whose a term, an address and the like is; "" of what stands on its own or is not in the file. */
static const char *find_owner(struct writing *writing, const struct change_row *first)
{
	struct ref ref = {first->kind, 0};
	struct record record;
	if (!record_find_uid(writing->store, first->kind, first->uid, &ref, NULL) || ref.id == 0 ||
	    !record_get(writing->store, ref, writing->arena, &record, NULL)) {
		return "";
	}
	for (size_t i = 0; i < owner_row_count; i++) {
		if (owner_rows[i].kind != first->kind) {
			continue;
		}
		const char *uid = record_value(&record, owner_rows[i].field);
		int field = field_index(first->kind, owner_rows[i].field);
		if (uid != NULL) {
			return report_label(writing, record_type(first->kind)->fields[field].target,
					    uid);
		}
	}
	return "";
}

static void print_heading(struct writing *writing, const struct change_row *first, enum fate fate)
{
	static const char *const formats[] = {
		[FATE_EDITED] = N_("%s %s"),
		[FATE_NEW] = N_("%s %s, new"),
		[FATE_TAKEN_OUT] = N_("%s %s, taken out"),
		[FATE_BINNED] = N_("%s %s, to the bin"),
		[FATE_RESTORED] = N_("%s %s, out of the bin"),
	};
	struct output *out = &writing->request->out;
	struct str line = STR_EMPTY;
	const char *label = report_label(writing, first->kind, first->uid);
	const char *owner = fate == FATE_NEW ? "" : find_owner(writing, first);
	if (owner[0] != '\0') {
		label = arena_format(writing->arena, _("%s (%s)"), label, owner);
	}
	const char *heading = arena_format(writing->arena, _(formats[fate]),
					   _(record_type(first->kind)->label), label);
	output_bold(out, &line, true);
	output_clean(out, &line, heading, TEXT_LINE);
	output_bold(out, &line, false);
	str_add_char(&line, '\n');
	output_send(out, &line);
	str_clear(&line);
}

static void print_record(struct writing *writing, const struct change_rows *record)
{
	enum fate fate = find_fate(record);
	bool is_new = fate == FATE_NEW;
	print_heading(writing, &record->items[0], fate);
	for (size_t i = 0; fate != FATE_TAKEN_OUT && i < record->count; i++) {
		const struct change_row *change = &record->items[i];
		if (is_field(change) && !(is_new && is_initial(change))) {
			print_field(writing, change, is_new);
		}
	}
}

static void say(const struct writing *writing, const char *sentence)
{
	output_say(&writing->request->cli, "", sentence);
}

static void say_saved(struct writing *writing)
{
	int64_t action = report_action(writing);
	if (writing->intent.is_trial) {
		say(writing, _("This was a trial: nothing was saved."));
	} else if (writing->words != NULL) {
		say(writing, writing->words);
	} else if (action == 0) {
		say(writing, _("Nothing differs, so nothing was saved."));
	} else if (writing->request->cli.directory.demo) {
		say(writing, _("Saved, and gone with the throw-away directory."));
	} else {
		say(writing,
		    arena_format(writing->arena,
				 _("Saved as action %" PRId64 ". \"iemn undo\" takes it back."),
				 action));
	}
}

void report_done(struct writing *writing)
{
	if (writing->request->form == FORM_JSON) {
		report_write_json(writing, NULL);
	} else {
		struct change_rows record;
		size_t at = 0;
		while (report_next_record(writing, &at, &record)) {
			print_record(writing, &record);
		}
	}
	say_saved(writing);
}

static void say_clash(struct writing *writing, const struct writing_clash *clash)
{
	const struct change_row change = {
		.kind = clash->kind,
		.field = clash->clash.field >= 0
				 ? record_type(clash->kind)->fields[clash->clash.field].name
				 : "",
	};
	if (clash->clash.field < 0) {
		say(writing, _("One side moved the record to the bin, the other changed it."));
		return;
	}
	const struct field *field = &record_type(clash->kind)->fields[clash->clash.field];
	const char *actor = clash->clash.actor != NULL ? clash->clash.actor : _("somebody");
	say(writing, arena_format(writing->arena,
				  _("%s: it was \"%s\", %s saved \"%s\", and yours is \"%s\"."),
				  _(field->label), show_value(writing, &change, clash->clash.base),
				  actor, show_value(writing, &change, clash->clash.theirs),
				  show_value(writing, &change, clash->clash.mine)));
}

static void say_fault(struct writing *writing, const struct writing_fault *fault)
{
	say(writing,
	    arena_format(writing->arena, _("%s: %s"), writing_fault_label(fault), fault->text));
}

static void say_blockers(struct writing *writing)
{
	for (size_t i = 0; i < writing->blockers.count; i++) {
		const struct action_row *action = &writing->blockers.items[i];
		say(writing, arena_format(writing->arena, _("action %" PRId64 ", %s, %s: %s"),
					  action->id, action->moment, action->actor, action->name));
	}
}

void report_failed(struct writing *writing, const struct err *err)
{
	if (writing->request->form == FORM_JSON) {
		report_write_json(writing, err);
	}
	for (size_t i = 0; i < writing->clash_count; i++) {
		say_clash(writing, &writing->clashes[i]);
	}
	/* The first one is what the program ends with. */
	for (size_t i = 1; i < writing->fault_count; i++) {
		say_fault(writing, &writing->faults[i]);
	}
	say_blockers(writing);
}
