/* SPDX-License-Identifier: MIT
 *
 * The rules that a record must keep towards the others in the file. What can be said without the file
 * is record_check().
 */
#ifndef IEMN_STORE_RECORD_RULE_H
#define IEMN_STORE_RECORD_RULE_H

#include "store/record.h"

/* Whether a record may be written beside what the file holds now; was is what it holds of the record
 * itself, NULL when it is new. Values are as they are to be stored, NULL for none, and references lead
 * somewhere. Refused are a uid or a country code that is taken, an organisation below itself, a new
 * reference to what is in the bin, a term that has ended without a last date, one that for certain
 * overlaps with another of its member in the same post. What does not change is not held against a
 * record, unless it comes out of the bin. ERR_INVALID names the field. */
bool record_rule_check(struct store *store, const struct record *was, const struct record *next,
		       struct err *err);

/* The rule of country codes that are taken alone, which the file itself keeps at every write: it cannot be asked later. */
bool record_rule_check_code(struct store *store, const struct record *was,
			    const struct record *next, struct err *err);

/* Whether a code that the record is about to get is that of a country, and other new values are in the
 * letters that their fields are for. It is asked of a save alone: an undo gives back what stood there. */
bool record_rule_check_new(const struct record *was, const struct record *next, struct err *err);

/* The rule of overlapping terms alone, for one that the file holds. */
bool record_rule_check_overlap(struct store *store, const struct record *term, struct err *err);

#endif
