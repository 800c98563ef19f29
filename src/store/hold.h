/* SPDX-License-Identifier: MIT
 *
 * What holds a record in its place: records in use that refer to it keep it out of the bin.
 */
#ifndef IEMN_STORE_HOLD_H
#define IEMN_STORE_HOLD_H

#include "store/record.h"

/* Whether nothing in use stands on a record that is in the bin by now. ERR_CONFLICT counts what does,
 * by what it is. */
bool hold_check(struct store *store, struct ref ref, struct arena *arena, struct err *err);

#endif
