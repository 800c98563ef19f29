/* SPDX-License-Identifier: MIT
 *
 * The writing side of the journal, for the files of this folder that change records. What a row says
 * stands in journal.h; without an action nothing is kept.
 */
#ifndef IEMN_STORE_CHANGE_H
#define IEMN_STORE_CHANGE_H

#include "store/record.h"

struct change {
	enum record_kind kind;
	const char *uid;   /* of the record */
	const char *field; /* see journal.h */
	const char *old;   /* or NULL */
	const char *new;   /* or NULL */
};

/* Adds a change to the open action, whose row is made with its first change. Without an action it
 * does nothing. */
bool change_add(struct store *store, const struct change *change, struct err *err);

/* Whether the open action has not changed the record of this uid yet. Without an action each change
 * is a first one. */
bool change_is_first(struct store *store, const char *uid, bool *is_first, struct err *err);

/* Makes the row of the open action even if no field changes, so that it stays: an erasure, or a fact
 * about two records. Gives its id. */
bool action_keep(struct store *store, int64_t *id, struct err *err);

/* What the open action, which has no row yet, is about, when it is an undo or a redo. */
struct action_subject {
	int64_t id;
	const char *name; /* instead of the name that the intent had */
};
void action_set_subject(struct store *store, const struct action_subject *subject);

/* Whether what is added now must keep the rules between records: always, unless the open action is an
 * undo or a redo, which asks at its end: what is right then may look wrong on the way. */
bool action_keeps_rules(const struct store *store);

/* Forgets the open action without touching the transaction: for store_commit() and
 * store_rollback(). */
void action_forget(struct store *store);

#endif
