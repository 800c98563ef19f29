/* SPDX-License-Identifier: MIT
 *
 * Two people who look like one and are two, as somebody has found out: an action like any other, that
 * the history of both tells, and that can be taken back.
 */
#ifndef IEMN_STORE_APART_H
#define IEMN_STORE_APART_H

#include "store/action.h"
#include "store/change.h"

/* Notes, as an action of its own, that two people are two: duplicate.h does not list them any more.
 * *action is 0 when that is noted already. ERR_INVALID when both are the same one. action may be NULL. */
bool apart_tell(struct store *store, struct ref one, struct ref other, const struct intent *intent,
		int64_t *action, struct err *err);

/* Whether a change of the journal is one of these. Each action has two, one for either person. */
bool apart_is_field(const char *field);

/* For undo and redo: brings what a change says from old to new, with moment and name of the action that
 * told the two apart, and notes it. *fits tells whether the file held the old value; else nothing is
 * done. */
bool apart_move(struct store *store, const struct change *change, int64_t teller, bool *fits,
		struct err *err);

#endif
