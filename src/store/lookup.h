/* SPDX-License-Identifier: MIT
 *
 * record_lookup() among the records of one kind.
 */
#ifndef IEMN_STORE_LOOKUP_H
#define IEMN_STORE_LOOKUP_H

#include "store/record.h"

/* The record of a kind that a text names. A kind without names, such as a term, is found by its uid
 * or the beginning of it alone; a person also by what lists show. ERR_NOT_FOUND; ERR_CONFLICT names the
 * candidates. */
bool lookup_kind(struct store *store, enum record_kind kind, const char *text, struct ref *ref,
		 struct err *err);

#endif
