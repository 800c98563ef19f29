/* SPDX-License-Identifier: MIT
 *
 * Writing of records, as the rest of this folder needs it beside record.h: for saves that compare
 * values, and for walking back and forth in the journal.
 */
#ifndef IEMN_STORE_RECORD_WRITE_H
#define IEMN_STORE_RECORD_WRITE_H

#include "store/record.h"

/* Brings the values into the form in which they are stored: normal form C, an initial value for none,
 * NULL for an empty text, whole numbers without leading zeros. What is not valid stays for
 * record_check() to refuse. New texts live in the arena. */
void record_normalize(struct record *record, struct arena *arena);

/* record_update() for who asks the rules between records when all is done (late_rule.h). step is added
 * to the revision, which goes down where an undo is exact. */
bool record_update_by(struct store *store, const struct record *record, int step, struct err *err);

/* Sets the revision of a record that an undo or a redo has put in again. */
bool record_set_revision(struct store *store, struct ref ref, int64_t revision, struct err *err);

/* Takes a record out of its table, as if it had never been added. Nothing may refer to it. */
bool record_remove(struct store *store, struct ref ref, struct err *err);

#endif
