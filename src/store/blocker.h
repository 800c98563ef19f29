/* SPDX-License-Identifier: MIT
 *
 * Which actions stand in the way of undoing or redoing one.
 */
#ifndef IEMN_STORE_BLOCKER_H
#define IEMN_STORE_BLOCKER_H

#include "store/journal.h"
#include "store/rows.h"

struct blockers {
	struct store *store;
	struct arena *arena;
	int64_t subject; /* the action that is to be undone or redone */
	int64_t walk;	 /* the undo or redo that is under way; 0 while it has no row */
	struct rows ids; /* int64_t: each action once */
};

/* Adds the actions that hold, took hold later than the last word on the subject, and changed the field
 * of a change. */
bool blockers_add_later(struct blockers *blockers, const struct change_row *change,
			struct err *err);

/* Adds those that stand on the subject, which holds: they changed the same field later, or anything of
 * a record that it made, or made a record refer to that. */
bool blockers_add_dependents(struct blockers *blockers, const struct change_rows *changes,
			     struct err *err);

/* Adds those that made a record which is not there any more, because they were taken back. */
bool blockers_add_makers(struct blockers *blockers, const char *uid, struct err *err);

/* The actions as rows, the newest first. */
bool blockers_read(struct blockers *blockers, struct action_rows *rows, struct err *err);

#endif
