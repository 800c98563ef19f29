/* SPDX-License-Identifier: MIT
 *
 * Where people stand in the order of their names, without counting all who stand before: every few
 * hundred people there is a rung, known by key and place. The ladder is kept in step with what this
 * program saves, and made anew after what others saved. People in the bin stand nowhere.
 */
#ifndef IEMN_STORE_PERSON_LADDER_H
#define IEMN_STORE_PERSON_LADDER_H

#include "store/record.h"

struct person_ladder;

/* A key of the order, of a person or between two, and how many people stand before it. */
struct person_rung {
	const char *sort_key; /* lent until the next call, as the uid is */
	const char *uid;
	size_t place;
};

/* How many people are listed. */
bool person_ladder_count(struct store *store, size_t *count, struct err *err);

/* How many people stand before a key. */
bool person_ladder_place(struct store *store, const char *sort_key, const char *uid, size_t *place,
			 struct err *err);

/* The rungs about the person at a place: the last one that is not behind the person, and the one after
 * it. The last rung, behind everybody, is both where not so many are listed. */
bool person_ladder_span(struct store *store, size_t place, struct person_rung *before,
			struct person_rung *behind, struct err *err);

/* To be called behind every row of a person that was written: old NULL for a new one, new NULL for one
 * that was deleted. Rows that it was not told of are noticed, and the ladder is made anew. */
void person_ladder_follow(struct store *store, const struct record *old, const struct record *new);

/* NULL is accepted. */
void person_ladder_free(struct person_ladder *ladder);

#endif
