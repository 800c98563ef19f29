/* SPDX-License-Identifier: MIT
 *
 * What the commands that write have in common: the file is opened for writing, one step does the work
 * as one action, and what it changed is told: records and fields, or why nothing was saved.
 */
#ifndef IEMN_CLI_WRITING_H
#define IEMN_CLI_WRITING_H

#include "cli/request.h"
#include "interchange/sheet.h"
#include "store/erase.h"
#include "store/held.h"
#include "store/journal.h"

/* A field that two programs changed, as the report tells it. */
struct writing_clash {
	enum record_kind kind;
	const char *uid; /* of the record, or NULL */
	struct save_clash clash;
};

/* A value that breaks a rule. */
struct writing_fault {
	enum record_kind kind;
	const char *field; /* or NULL, for the record as a whole */
	const char *text;
};

struct writing {
	struct request *request;
	struct store *store;
	struct arena *arena;	       /* lives as long as the writing */
	struct intent intent;	       /* origin, reason and trial are set */
	struct change_rows changes;    /* what the action changed; intent points here */
	const char *words;	       /* said after a save instead of the usual; or NULL */
	const char *tried;	       /* the same after a trial */
	struct writing_clash *clashes; /* of a save that met another program's */
	size_t clash_count;
	struct writing_fault *faults; /* of a record that may not be saved */
	size_t fault_count;
	struct action_rows blockers;   /* actions that stand in the way of an undo */
	struct erase_receipt *receipt; /* of an erasure */
	struct err shortfall;	       /* what could not be done once the rest was; ERR_NONE */
	size_t unsaved;		       /* forms and texts about who was erased, taken away */
};

/* What is at fault, for people: the field, or the kind of record. */
const char *writing_fault_label(const struct writing_fault *fault);

/* Does the work and leaves what is to be told in the writing. */
typedef bool writing_step(struct writing *writing, struct err *err);

/* Opens the directory, runs the step, tells what it did. */
bool writing_run(struct request *request, writing_step *step, struct err *err);

/* The record that the words of the request name; a term, an address and the like by its uid. */
bool writing_find(struct writing *writing, struct held *held, struct err *err);

/* For what goes by the ids of records: the save is refused when one of them does not stand where it was
 * found any more. */
void writing_hold(struct writing *writing, const struct held *held, size_t count);

/* What a record is called, in the arena. */
const char *writing_label(struct writing *writing, struct ref ref);

/* Saves a sheet that was filled. Its faults, or what clashed, are told. */
bool writing_save(struct writing *writing, struct sheet *sheet, struct err *err);

/* Takes over what clashed in a save of records of one kind that had no sheet. */
void writing_take_clashes(struct writing *writing, enum record_kind kind,
			  const struct save_result *result);

/* Sets *date to the value of --on, otherwise to today. ERR_USAGE when it is no date. */
bool writing_date(const struct writing *writing, const char **date, struct err *err);

#endif
