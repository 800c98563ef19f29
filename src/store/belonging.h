/* SPDX-License-Identifier: MIT
 *
 * The records that belong to one (owner.h), and to those in turn, as the file holds them.
 */
#ifndef IEMN_STORE_BELONGING_H
#define IEMN_STORE_BELONGING_H

#include "store/record.h"
#include "store/rows.h"

/* Adds the references (struct ref) of all that belongs to owner and was moved to the bin at this
 * moment, NULL for what is in use; what belongs to those stands behind them. None comes twice. */
bool belonging_find(struct store *store, struct ref owner, const char *binned, struct rows *refs,
		    struct err *err);

/* The owners of a record in the order of their rows (struct ref), two of a term, one of most others. */
bool belonging_owners(struct store *store, const struct record *record, struct rows *refs,
		      struct err *err);

#endif
