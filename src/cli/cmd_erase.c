/* SPDX-License-Identifier: MIT
 *
 * erase: finds the person, in the bin and the journal too, has the name typed, erases, prints the receipt.
 */
#include "cli/cmd_erase.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/card_print.h"
#include "cli/cmd_bin.h"
#include "cli/input.h"
#include "interchange/erase_text.h"
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

/* Takes away what was being typed about the person. The person is erased already, so a failure is
 * told and changes nothing of that. */
static void discard_drafts(struct writing *writing)
{
	struct err fault;
	if (!unsaved_discard_about(writing->store, writing->receipt->uid, &writing->unsaved,
				   &fault)) {
		output_say(&writing->request->cli, "", fault.text);
	}
}

static void tell(struct writing *writing)
{
	bool is_trial = writing->intent.is_trial;
	struct card card;
	if (!is_trial) {
		discard_drafts(writing);
	}
	writing->words = erase_text_rest();
	if (writing->receipt->unfinished != NULL) {
		err_set(&writing->shortfall, writing->receipt->fault, "%s",
			writing->receipt->unfinished);
	}
	if (writing->request->form == FORM_TEXT) {
		erase_text_card(writing->receipt,
				&(struct erase_telling){is_trial, writing->unsaved}, writing->arena,
				&card);
		card_print(&card, &writing->request->out);
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
		writing->receipt = receipt;
		tell(writing);
	}
	str_clear(&typed);
	return done;
}

bool cmd_erase(struct request *request, struct err *err)
{
	return writing_run(request, erase, err);
}
