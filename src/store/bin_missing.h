/* SPDX-License-Identifier: MIT
 *
 * What must come out of the bin together: two bodies that hold terms on each other's behalf cannot come
 * back one by one.
 */
#ifndef IEMN_STORE_BIN_MISSING_H
#define IEMN_STORE_BIN_MISSING_H

#include "store/action.h"
#include "store/late_rule.h"

/* After late_rules_check() failed with a reason: takes out what the records at fault refer to, until the
 * rules are kept, and adds it to *missing (of struct ref). False when nothing in the bin would help. */
bool bin_missing_take_out(struct late_rules *rules, const struct err *reason, struct rows *missing);

/* ERR_CONFLICT that names what the records cannot come back without, and the command for all of them. */
bool bin_missing_refuse(struct store *store, struct refs refs, struct refs missing,
			struct arena *arena, struct err *err);

#endif
