/* SPDX-License-Identifier: MIT
 *
 * Saving what was edited, where another program may have saved meanwhile. Each record comes as it was
 * read (base) and as it is to be (next); inside the transaction they are held against what the file
 * holds now (theirs). A field that only one side changed takes that side's value; a field that both
 * changed, differently, is a clash, and then nothing is saved. Values are compared, not only revisions,
 * so that an undone save is no reason to ask.
 */
#ifndef IEMN_STORE_SAVE_H
#define IEMN_STORE_SAVE_H

#include "store/action.h"
#include "store/record.h"

#define SAVE_BIN (-1) /* the place of `binned` among the fields */

struct save_item {
	struct record base; /* as it was read; uid NULL for a record that is new */
	struct record
		next; /* as it is to be; ref.kind is set. A new one has a uid when others of the
			       same save refer to it. binned set, at whatever moment, moves it to the bin
			       with what belongs to it, NULL takes it out with what went along (bin.h) */
};

struct save_clash {
	size_t item; /* which of the items */
	int field;   /* its field row, or SAVE_BIN: one side binned what the other changed */
	const char *base;
	const char *theirs;
	const char *mine;
	const char *actor;  /* who saved theirs, or NULL when it is not known */
	const char *moment; /* when, UTC, or NULL */
};

struct save_result {
	int64_t action;	  /* place in the journal, 0 when nothing differed */
	struct ref *refs; /* of each item */
	size_t merged;	  /* fields that took what another program had saved meanwhile */
	struct save_clash *clashes;
	size_t clash_count;
};

/* Saves the items in their order as one action; a record that is new stands before those that refer
 * to it. ERR_CONFLICT with clashes when fields clash, ERR_NOT_FOUND when a record was erased
 * meanwhile, ERR_INVALID naming the field (*fault is the item, when fault is not NULL). When it gives
 * false nothing was written. The result lives in the arena. */
bool save_records(struct store *store, const struct intent *intent, const struct save_item *items,
		  size_t count, struct arena *arena, struct save_result *result, size_t *fault,
		  struct err *err);

#endif
