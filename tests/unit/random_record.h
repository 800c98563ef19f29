/* SPDX-License-Identifier: MIT
 *
 * Records and edits from a fixed sequence, made from the field rows, with names in many scripts.
 */
#ifndef IEMN_TESTS_RANDOM_RECORD_H
#define IEMN_TESTS_RANDOM_RECORD_H

#include "random_text.h"
#include "store/record.h"

/* Gives the uid of some record of a kind, or NULL for none. */
typedef const char *random_target(void *context, enum record_kind kind);

struct random_records {
	struct random *random;
	struct arena *arena;
	random_target *target;
	void *context;
};

/* A kind of which records are added: all but countries, whose codes are taken soon. */
enum record_kind random_kind(struct random *random);

/* A new record with a uid that the sequence makes; as it is stored, normal form and initial values
 * included. */
struct record random_record(struct random_records *records, enum record_kind kind);

/* A field that may be changed on its own, and a value for it, as it is stored. */
int random_field(struct random_records *records, enum record_kind kind);
const char *random_value(struct random_records *records, enum record_kind kind, int field);

/* A made-up name: Latin with diacritics, Han, Arabic, Thai, Cyrillic. */
const char *random_name(struct random *random);

#endif
