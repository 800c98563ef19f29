/* SPDX-License-Identifier: MIT
 *
 * One save is one action: a transaction with a row in the journal that says when, who, from where and
 * why, and a row for each field that changed. What record.h writes between action_begin() and
 * action_end() belongs to it; what it writes in a plain transaction (the first run) leaves no trace.
 */
#ifndef IEMN_STORE_ACTION_H
#define IEMN_STORE_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/store.h"

struct change_rows; /* journal.h */
struct held;	    /* held.h */

#define ACTION_REASON_MAX 400 /* bytes */

struct intent {
	const char *origin; /* screen, shell, import, undo, redo */
	const char *name;   /* what is done, in words: "Edit Ana Example" */
	const char *reason; /* why, one line; or NULL, and so is one of blanks */
	const char *actor;  /* NULL for user_name() */
	bool is_trial;	    /* everything is done and checked, then taken back: --dry-run */
	struct change_rows *changes; /* gets what changed, of a trial too; NULL when nobody asks */
	struct arena *arena;	     /* where they live */
	/* Records that must still stand where they were found once the file is ours, for what goes by
	 * their ids; NULL for none. */
	const struct held *held;
	size_t held_count;
};

/* Whether a reason may be kept, for who gives it long before the save: ERR_INVALID, field "reason". NULL and
 * one of blanks say nothing and may. */
bool action_check_reason(const char *reason, struct err *err);

/* Begins the transaction of an action. Errors as store_begin(); ERR_NOT_FOUND when a record that is
 * held was taken out of the file meanwhile; ERR_INVALID, field "reason", when that may not be kept. */
bool action_begin(struct store *store, const struct intent *intent, struct err *err);

/* Saves it; *id is its place in the journal, 0 when nothing differed: then nothing was written, and
 * that is no error. A trial is rolled back. id may be NULL. */
bool action_end(struct store *store, int64_t *id, struct err *err);

/* Takes everything since action_begin() back. */
void action_cancel(struct store *store);

#endif
