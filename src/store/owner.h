/* SPDX-License-Identifier: MIT
 *
 * Which records belong to which: what goes to the bin with a record, comes back with it and is erased
 * with it. A term belongs to who holds it and to the body; a citation to the record that it supports,
 * not to the source.
 */
#ifndef IEMN_STORE_OWNER_H
#define IEMN_STORE_OWNER_H

#include "store/field.h"

struct owner_row {
	enum record_kind kind; /* what belongs to another record */
	const char *field;     /* its reference to that record */
};

extern const struct owner_row owner_rows[];
extern const size_t owner_row_count;

/* Whether a record of a kind belongs to what its field refers to. */
bool owner_is(enum record_kind kind, const char *field);

/* Whether records of a kind belong to others: a channel does, a person does not. */
bool owner_has(enum record_kind kind);

#endif
