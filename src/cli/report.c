/* SPDX-License-Identifier: MIT
 *
 * The report for people: a line for each record, below it one for each field, then a sentence.
 */
#include "cli/report.h"

#include <inttypes.h>

#include "base/date.h"
#include "base/i18n.h"

int64_t report_action(const struct writing *writing)
{
	bool is_kept = writing->changes.count > 0 && !writing->intent.is_trial;
	return is_kept ? writing->changes.items[0].action_id : 0;
}

struct change_text report_words(const struct writing *writing)
{
	return (struct change_text){
		.store = writing->store,
		.arena = writing->arena,
		.known = &writing->changes,
	};
}

static void print_heading(struct writing *writing, const char *heading)
{
	struct output *out = &writing->request->out;
	struct str line = STR_EMPTY;
	output_bold(out, &line, true);
	output_clean(out, &line, heading, TEXT_LINE);
	output_bold(out, &line, false);
	str_add_char(&line, '\n');
	output_send(out, &line);
	str_clear(&line);
}

static void print_field(struct writing *writing, const char *label, const char *step)
{
	struct output *out = &writing->request->out;
	struct str line = STR_EMPTY;
	str_add(&line, "  ");
	str_add_format(&line, _("%s: "), label);
	output_clean(out, &line, step, TEXT_LINE);
	str_add_char(&line, '\n');
	output_send(out, &line);
	str_clear(&line);
}

static void print_record(struct writing *writing, const struct change_group *group)
{
	struct change_text words = report_words(writing);
	const char *arrow = writing->request->out.ascii_marks ? "->" : "→";
	print_heading(writing, change_text_heading(&words, group));
	for (size_t i = 0; i < group->count; i++) {
		const struct change_row *change = &group->items[i];
		if (change_text_tells(&words, group, change)) {
			print_field(writing, _(change_field(change)->label),
				    change_text_step(&words, group, change, arrow));
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
	if (writing->intent.is_trial && writing->tried != NULL) {
		say(writing, writing->tried);
	} else if (writing->intent.is_trial && writing->changes.count == 0) {
		say(writing, _("This was a trial, and nothing differs."));
	} else if (writing->intent.is_trial) {
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
		for (size_t at = 0; at < writing->changes.count;) {
			struct change_group group = change_group_at(&writing->changes, at);
			print_record(writing, &group);
			at += group.count;
		}
	}
	say_saved(writing);
}

static void say_clash(struct writing *writing, const struct writing_clash *clash)
{
	struct change_text words = report_words(writing);
	if (clash->clash.field < 0) {
		say(writing, _("One side moved the record to the bin, the other changed it."));
		return;
	}
	const struct field *field = &record_type(clash->kind)->fields[clash->clash.field];
	const char *actor = clash->clash.actor != NULL ? clash->clash.actor : _("somebody");
	say(writing,
	    arena_format(writing->arena,
			 _("%s: it was \"%s\", %s saved \"%s\", and yours is \"%s\"."),
			 _(field->label), change_text_value(&words, field, clash->clash.base),
			 actor, change_text_value(&words, field, clash->clash.theirs),
			 change_text_value(&words, field, clash->clash.mine)));
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
		char moment[LOCAL_SIZE];
		date_local(action->moment, moment);
		say(writing, arena_format(writing->arena, _("action %" PRId64 ", %s, %s: %s"),
					  action->id, moment, action->actor, action->name));
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
