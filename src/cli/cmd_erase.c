/* SPDX-License-Identifier: MIT
 *
 * erase: finds the person, in the bin and the journal too, has the name typed, erases, prints the receipt.
 */
#include "cli/cmd_erase.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/cmd_bin.h"
#include "cli/input.h"
#include "interchange/unsaved.h"
#include "store/lost.h"

/* Who is to be erased. */
struct target {
	struct held held;  /* ref.id 0: only the journal knows the person */
	const char *label; /* what the person is called */
};

/* Looks in the bin, then in the journal, for what is not in use. The error stays that of the first
 * look where the others found nothing. */
static bool find_elsewhere(struct writing *writing, struct target *target, struct err *err)
{
	struct err fault = {.kind = ERR_NONE};
	struct record lost;
	bool is_found = cmd_bin_find(writing, &target->held, &fault);
	if (!is_found && fault.kind == ERR_NOT_FOUND) {
		char *text = request_text(writing->request, 0);
		is_found = lost_find(writing->store, text, writing->arena, &lost, &fault);
		free(text);
		if (is_found) {
			const char *name = record_value(&lost, "name");
			*target = (struct target){{.ref = lost.ref}, name != NULL ? name : ""};
			snprintf(target->held.uid, sizeof target->held.uid, "%s", lost.uid);
		}
	}
	if (!is_found && fault.kind != ERR_NOT_FOUND) {
		*err = fault;
	}
	return is_found;
}

/* The person that the words mean. */
static bool find_person(struct writing *writing, struct target *target, struct err *err)
{
	*target = (struct target){.label = NULL};
	if (!writing_find(writing, &target->held, err) &&
	    (err->kind != ERR_NOT_FOUND || !find_elsewhere(writing, target, err))) {
		return false;
	}
	if (target->label == NULL) {
		target->label = writing_label(writing, target->held.ref);
	}
	return target->held.ref.kind == RECORD_PERSON ||
	       err_set(err, ERR_INVALID,
		       _("%s is no person. Only people are erased; \"iemn remove\" moves "
			 "other records to the bin."),
		       target->label);
}

/* The name as the user types it: --name, else an answer. */
static bool ask_name(struct writing *writing, const struct target *target, struct str *typed,
		     struct err *err)
{
	const struct request *request = writing->request;
	const char *name = request->given[OPTION_NAME];
	if (name != NULL) {
		str_add(typed, name);
		return true;
	}
	if (!input_is_terminal()) {
		return err_set(err, ERR_USAGE,
			       _("Nobody can be asked for the name here: --name=NAME gives it."));
	}
	output_say(&request->cli, "",
		   arena_format(writing->arena,
				_("%s will be erased for good, with all that belongs to the "
				  "person, and from the history too. This cannot be undone."),
				target->label));
	return (input_ask(&request->cli, _("Type the name to go on:"), typed) && typed->len > 0) ||
	       err_set(err, ERR_CANCELLED, _("Nothing was erased."));
}

static void print_line(struct writing *writing, const char *label, const char *text)
{
	output_paragraph(&writing->request->out,
			 &(struct paragraph){.label = label, .gutter = 24, .text = text});
}

static void print_count(struct writing *writing, const char *label, size_t count)
{
	print_line(writing, label, arena_format(writing->arena, "%zu", count));
}

/* What the bytes of the file were searched for, once the person was out of them. */
static void print_search(struct writing *writing, const struct erase_receipt *receipt)
{
	print_line(writing, _("Searched for"),
		   arena_format(writing->arena,
				ngettext("%zu name, address or note of the person",
					 "%zu names, addresses and notes of the person",
					 receipt->strings),
				receipt->strings));
	if (receipt->too_short > 0) {
		print_line(writing, _("Not searched for"),
			   arena_format(writing->arena,
					ngettext("%zu more, too short to be looked for",
						 "%zu more, too short to be looked for",
						 receipt->too_short),
					receipt->too_short));
	}
	if (receipt->strings == 0) {
		return;
	}
	print_line(writing, _("Found in the file"),
		   receipt->left == 0
			   ? _("none of them")
			   : arena_format(writing->arena,
					  ngettext("%zu of them, since others bear it too:",
						   "%zu of them, since others bear them too:",
						   receipt->left),
					  receipt->left));
	for (size_t i = 0; i < receipt->place_count; i++) {
		print_line(writing, "", receipt->places[i]);
	}
}

static void print_receipt(struct writing *writing, const struct erase_receipt *receipt)
{
	bool is_trial = writing->intent.is_trial;
	print_line(writing, is_trial ? _("Would be erased") : _("Erased"), receipt->uid);
	print_line(writing, _("On"), receipt->moment);
	print_line(writing, _("By"), receipt->actor);
	print_count(writing, _("Records"), receipt->rows);
	print_count(writing, _("Changes in the history"), receipt->changes);
	print_count(writing, _("Names of actions"), receipt->actions);
	if (receipt->is_searched) {
		print_search(writing, receipt);
	} else if (!is_trial) {
		print_line(writing, _("Not done"), receipt->unfinished);
	}
	for (size_t i = 0; i < receipt->backup_count; i++) {
		print_line(writing, i == 0 ? _("Copies from before") : "", receipt->backups[i]);
	}
}

/* Takes away what was being typed about the person. The person is erased already, so a failure is
 * told and changes nothing of that. */
static void discard_drafts(struct writing *writing, const struct erase_receipt *receipt)
{
	struct err fault;
	size_t count;
	if (!unsaved_discard_about(writing->store, receipt->uid, &count, &fault)) {
		output_say(&writing->request->cli, "", fault.text);
	}
}

static void tell(struct writing *writing, struct erase_receipt *receipt)
{
	writing->receipt = receipt;
	writing->words = _("The person is erased. Copies of the file made before still hold the "
			   "person.");
	if (writing->request->form == FORM_TEXT) {
		print_receipt(writing, receipt);
	}
	if (!writing->intent.is_trial) {
		discard_drafts(writing, receipt);
	}
}

static bool erase_target(struct writing *writing, const struct target *target, const char *typed,
			 struct erase_receipt *receipt, struct err *err)
{
	const struct held *held = &target->held;
	if (held->ref.id == 0) {
		return erase_lost(writing->store, held->uid, typed, &writing->intent,
				  writing->arena, receipt, err);
	}
	writing_hold(writing, held, 1);
	return erase_person(writing->store, held->ref, typed, &writing->intent, writing->arena,
			    receipt, err);
}

static bool erase(struct writing *writing, struct err *err)
{
	struct target target;
	struct str typed = STR_EMPTY;
	struct erase_receipt *receipt = arena_new_array(writing->arena, 1, sizeof *receipt);
	bool done = find_person(writing, &target, err) && ask_name(writing, &target, &typed, err) &&
		    erase_target(writing, &target, str_text(&typed), receipt, err);
	if (done) {
		tell(writing, receipt);
	}
	str_clear(&typed);
	return done;
}

bool cmd_erase(struct request *request, struct err *err)
{
	return writing_run(request, erase, err);
}
