/* SPDX-License-Identifier: MIT
 *
 * Records of one kind by what is typed: for completion, and for values that name a record.
 */
#ifndef IEMN_STORE_SUGGEST_H
#define IEMN_STORE_SUGGEST_H

#include "store/record.h"

struct suggestion {
	struct ref ref;
	const char *uid;
	const char *label;  /* what the record is called */
	const char *detail; /* what tells it from others: code, short form, country, date; or "" */
};

struct suggestions {
	struct suggestion *items;
	size_t count;
};

/* Records in use of a kind whose names (any of them: former, Latin, short form, code) hold all the words
 * typed, each as the beginning of a word: first those that are listed by what was typed, then those of
 * whom another name begins so, then the rest, each by label. A country that is meant by a name of
 * country_name.h comes before all; when nothing fits, those with such a name that begins so are given. An
 * empty text gives the first ones. */
bool suggest_records(struct store *store, enum record_kind kind, const char *typed, size_t limit,
		     struct arena *arena, struct suggestions *found, struct err *err);

/* The record of a kind that a text names, as record_lookup() reads it but among that kind only.
 * ERR_NOT_FOUND, ERR_CONFLICT naming the candidates. */
bool suggest_lookup(struct store *store, enum record_kind kind, const char *text, struct ref *ref,
		    struct err *err);

/* Adds to the sentence that no record is called by a text up to three of those kinds whose names hold
 * all its words: "Did you mean: “Example, Ana”?" Nothing when there is none. err may be NULL. */
void suggest_add_near(struct store *store, const enum record_kind *kinds, size_t count,
		      const char *text, struct err *err);

/* A text that suggest_lookup() reads back as this record: its label, or its uid where the label fits
 * others too or is no name (a term, what is in the bin). In the arena. */
bool suggest_name(struct store *store, struct ref ref, struct arena *arena, const char **name,
		  struct err *err);

#endif
