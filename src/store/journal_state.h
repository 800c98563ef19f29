/* SPDX-License-Identifier: MIT
 *
 * The states that the file went through, as the journal tells: each entry leads to a new one, but for
 * an undo or redo that takes back the very entry after which the file held what it holds now.
 */
#ifndef IEMN_STORE_JOURNAL_STATE_H
#define IEMN_STORE_JOURNAL_STATE_H

#include "store/rows.h"

struct journal_states {
	struct rows entries; /* of the whole journal, in their order; private */
};

/* Reads the journal up to now. */
bool journal_states_read(struct journal_states *states, struct store *store, struct arena *arena,
			 struct err *err);

/* Whether an undo or redo of the action, whichever is due, would lead back to the state that the file
 * had before the action's last entry: nothing has come since, or all of that was taken back. */
bool journal_states_is_exact(const struct journal_states *states, int64_t action);

/* What that undo or redo adds to the revision of each record that it changes. An exact one takes back
 * what was added, so that the row is the one of before; any other one adds 1, as a save does: one
 * number never stands for two contents in one line of saves. */
int journal_states_step(const struct journal_states *states, int64_t action);

/* The revision of a record, which was taken out, when it is put in again: where it was left. */
bool journal_states_revision(const struct journal_states *states, struct store *store,
			     const char *uid, int64_t *revision, struct err *err);

#endif
