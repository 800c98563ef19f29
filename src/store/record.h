/* SPDX-License-Identifier: MIT
 *
 * Any record by its field rows: read one, add one, find one by what people call it. Lists that show
 * something of several records have their own files (person.h, organisation.h …).
 */
#ifndef IEMN_STORE_RECORD_H
#define IEMN_STORE_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"
#include "store/field.h"
#include "store/store.h"

#define UID_SIZE 37	    /* bytes of a UUID with its NUL */
#define UID_SHOWN 8	    /* letters of a uid that people are shown: mostly enough to tell it */
#define UID_BEGINNING_MIN 4 /* letters of a uid that may stand for it */

/* Points to a record in this file; id 0 points to none. */
struct ref {
	enum record_kind kind;
	int64_t id;
};

struct record {
	struct ref ref;
	const char *uid;
	int64_t revision;   /* one more with each change; journal_undo() tells when it goes back */
	const char *binned; /* moment it was moved to the bin, or NULL */
	const char
		*values[FIELDS_MAX]; /* by field row; NULL for no value; a reference is the uid of
					   its target */
};

struct refs {
	struct ref *items;
	size_t count;
};

/* A new random UUID, version 4 (RFC 9562), in lower case. */
void uid_new(char out[UID_SIZE]);

/* Whether text is a UUID in lower case. */
bool uid_is_valid(const char *text);

/* Whether text could be the beginning of one that is long enough to stand for it, or a whole one. */
bool uid_is_beginning(const char *text);

/* Reads a record; its texts live in the arena. ERR_NOT_FOUND. */
bool record_get(struct store *store, struct ref ref, struct arena *arena, struct record *record,
		struct err *err);

/* The value of a field by name; NULL when it has none. The name must be one of the kind's. */
const char *record_value(const struct record *record, const char *field);

/* Whether a record may be stored: each field by its row, ends after beginnings, exactly one owner
 * where there must be one, the value of a channel by its kind. ERR_INVALID names the field. Whether
 * references lead anywhere is asked by record_add(). */
bool record_check(const struct record *record, struct err *err);

/* Whether values that are sound by themselves go together, of a record that is not complete yet: ends after
 * beginnings, the value of a channel by its kind. ERR_INVALID names the field. */
bool record_check_between(const struct record *record, struct err *err);

/* Adds a record inside the open transaction: brings texts into normal form C, checks every field,
 * makes a uid when there is none (record_get() tells it), computes what is computed (a person's sort
 * key) and keeps the search text, of the owner too; search_defer() puts that off. revision is not
 * looked at, binned is stored. Sets record->ref.id. ERR_INVALID names the field at fault, a reference
 * to no record included; ERR_CONFLICT when a record of that uid was erased. Every record of every kind
 * goes through here. */
bool record_add(struct store *store, struct record *record, struct err *err);

/* Writes the fields and `binned` in which a record differs from what the file holds, inside the open
 * transaction, with the same checks, and what follows from it: revision, sort key, the search texts of
 * the record, its owners and of those who show its name. revision of the record is not looked at.
 * ERR_NOT_FOUND. Nothing differs: nothing is written. */
bool record_update(struct store *store, const struct record *record, struct err *err);

/* The record of a kind with this uid; ref.id is 0 when there is none. */
bool record_find_uid(struct store *store, enum record_kind kind, const char *uid, struct ref *ref,
		     struct err *err);

/* The records of one kind that belong to owner (the names of an organisation, the links of an
 * event, the terms that a person or a member organisation holds), in their order, without the bin.
 * None when such records never belong to such an owner. */
bool record_children(struct store *store, struct ref owner, enum record_kind kind,
		     struct arena *arena, struct refs *children, struct err *err);

/* The records that one belongs to (owner.h), the first one first: of a term who holds it, then the
 * body; none of a person. ERR_NOT_FOUND when it is not there itself. */
bool record_owners(struct store *store, struct ref ref, struct arena *arena, struct refs *owners,
		   struct err *err);

/* What a record is called: a name, a title; of a person the name as lists show it. In the arena;
 * never NULL, empty when there is no such record. */
const char *record_label(struct store *store, struct ref ref, struct arena *arena);

/* The record that people mean: a uid, an exact name, or the unique beginning of a uid (4 characters
 * or more). A name is a name, a name in Latin letters, "Family, Given", what lists show of a person,
 * an abbreviation, a former or other name, a country code or a title; case, diacritics, punctuation
 * and blanks do not count ("us epa" is "U.S. EPA"). When several records bear it, an exact match goes
 * before others, then organisations before people, countries, events, pages, sources, then a present
 * name before former and other ones. ERR_NOT_FOUND; ERR_CONFLICT names the candidates. The bin is
 * looked into only for whole uids. */
bool record_lookup(struct store *store, const char *text, struct ref *ref, struct err *err);

/* The same among some kinds only; where several bear a name, the first kind goes before the others. A
 * record without a name, such as a term, is found by its uid or the beginning of it. */
bool record_lookup_among(struct store *store, const enum record_kind *among, size_t count,
			 const char *text, struct ref *ref, struct err *err);

#endif
