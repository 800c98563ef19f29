/* SPDX-License-Identifier: MIT
 *
 * Rules between records that are asked at the end of an action, for what looks wrong on the way: an
 * organisation may come out of the bin before its parent does.
 */
#ifndef IEMN_STORE_LATE_RULE_H
#define IEMN_STORE_LATE_RULE_H

#include "store/record.h"
#include "store/rows.h"

struct late_rules {
	struct store *store;
	struct arena *arena;
	struct rows touched;	       /* records as they were before they were written */
	const struct record *at_fault; /* the one that broke a rule, as it was; or NULL */
};

struct late_rules late_rules_make(struct store *store, struct arena *arena);

/* Notes a record that record_update_by() is about to write. The first note of a record counts. */
void late_rules_note(struct late_rules *rules, const struct record *was);

/* Whether each record noted fits beside what the file holds by now. ERR_INVALID as record_rule_check();
 * ERR_CONFLICT when something in use stands on one that went to the bin. */
bool late_rules_check(struct late_rules *rules, struct err *err);

#endif
