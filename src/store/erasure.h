/* SPDX-License-Identifier: MIT
 *
 * An erasure on its way, for the files that carry it out: erase.c and those named erase_.
 */
#ifndef IEMN_STORE_ERASURE_H
#define IEMN_STORE_ERASURE_H

#include "store/erase.h"
#include "store/holding.h"
#include "store/rows.h"
#include "store/trace.h"

struct erasure {
	struct store *store;
	struct ref person;
	struct arena *arena; /* of the receipt */
	struct record record;
	struct holding holding;
	struct trace *trace;
	struct rows names; /* of const char *: what the person was called and the addresses, each
				  folded */
	struct rows
		numbers; /* of const char *: the person's telephone numbers, as digits (phone.h) */
	struct rows words;     /* of const char *: all short texts of the person, each folded */
	struct rows too_short; /* of const char *: what the bytes cannot be searched for */
	struct refs events;    /* that show the person's name */
	struct erase_receipt receipt;
};

/* Runs a statement with an id and a text, as far as it has places for them; *count, when it is asked
 * for, grows by the rows that it changed. A text NULL is not bound. */
bool erasure_run(struct store *store, const char *sql, int64_t id, const char *text, size_t *count,
		 struct err *err);

/* Whether what was typed is a name of the person, in whatever normal form of Unicode; the refusal says
 * which ones are. */
bool erasure_check_typed(struct erasure *erasure, const char *typed, struct err *err);

/* Notes the texts of what is held on the person: those that the file is searched for afterwards, and
 * those that the names of actions must not hold. */
bool erasure_gather_texts(struct erasure *erasure, struct err *err);

/* Takes the person's changes out of the journal, and the person's words out of its actions. */
bool erasure_clear_journal(struct erasure *erasure, struct err *err);

/* Notes in the receipt the directory files in the same folder that hold the uid; none where the folder
 * cannot be read. */
void erasure_list_copies(struct erasure *erasure);

#endif
