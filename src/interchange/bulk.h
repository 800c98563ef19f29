/* SPDX-License-Identifier: MIT
 *
 * One field of many records, set at once.
 */
#ifndef IEMN_INTERCHANGE_BULK_H
#define IEMN_INTERCHANGE_BULK_H

#include "store/action.h"
#include "store/record.h"

struct bulk_result {
	size_t changed;
	size_t same; /* had the value already */
	int64_t action;
};

/* Sets one field of many records of one kind to what a person typed, as one action. With
 * intent->is_trial it tells what would change; intent->name NULL gets words of its own. ERR_INVALID
 * names the record that does not take it. */
bool bulk_set(struct store *store, const struct ref *refs, size_t count, const char *field,
	      const char *text, const struct intent *intent, struct bulk_result *result,
	      struct err *err);

#endif
