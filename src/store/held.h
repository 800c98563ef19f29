/* SPDX-License-Identifier: MIT
 *
 * A record that is remembered while a key or another program is waited for. When the adding of a record
 * is undone its id is free, and the next record gets it: only the uid tells them apart.
 */
#ifndef IEMN_STORE_HELD_H
#define IEMN_STORE_HELD_H

#include "store/record.h"

struct held {
	struct ref ref; /* where it was found last */
	char uid[UID_SIZE];
};

/* Remembers a record. ERR_NOT_FOUND. */
bool held_take(struct store *store, struct ref ref, struct held *held, struct err *err);

/* Finds it again and sets held->ref; ERR_NOT_FOUND when it was taken out of the file meanwhile. */
bool held_resolve(struct store *store, struct held *held, struct err *err);

/* The same for what is only shown: false when it is gone, and not when the file could not be asked. */
bool held_is_there(struct store *store, struct held *held);

/* Whether it still stands where it was found last; ERR_NOT_FOUND otherwise. */
bool held_check(struct store *store, const struct held *held, struct err *err);

#endif
