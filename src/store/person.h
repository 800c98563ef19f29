/* SPDX-License-Identifier: MIT
 *
 * People in the order of their names, a window of the list at a time, each with the post that comes
 * first on a given day.
 */
#ifndef IEMN_STORE_PERSON_H
#define IEMN_STORE_PERSON_H

#include "store/query.h"
#include "store/record.h"

struct person_row {
	int64_t id;
	const char *name;	/* for lists: "Hsu, Ming-Hua 徐銘華", the Latin form first */
	const char *post;	/* title, else role; NULL when no post is held on the day */
	const char *body;	/* body of that post, its abbreviation where it has one; or NULL */
	const char *body_name;	/* full name of the body; or NULL */
	int64_t body_id;	/* or 0 */
	const char *agency;	/* on whose behalf, abbreviation where it has one; or NULL */
	const char *place_code; /* or NULL */
	const char *place_name; /* or NULL */
};

struct person_rows {
	struct person_row *items;
	size_t count;
};

enum person_order {
	PERSON_BY_NAME,
	PERSON_BY_BODY,	   /* by the body of the first post, then name; without post last */
	PERSON_BY_COUNTRY, /* by country name, then name */
};

struct person_list {
	struct query query;
	enum person_order order;
	bool reverse;
	const char *day; /* full date that posts are looked at for */
};

/* How many people the list holds. */
bool person_count(struct store *store, const struct person_list *list, size_t *count,
		  struct err *err);

/* The rows from place first on (0 is the top), at most limit of them. */
bool person_window(struct store *store, const struct person_list *list, size_t first, size_t limit,
		   struct arena *arena, struct person_rows *rows, struct err *err);

/* Place of a person in the list; *found is false when it does not hold the person. */
bool person_position(struct store *store, const struct person_list *list, int64_t id, size_t *place,
		     bool *found, struct err *err);

#endif
