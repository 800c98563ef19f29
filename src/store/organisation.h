/* SPDX-License-Identifier: MIT
 *
 * Organisations as a tree, and what one was called when.
 */
#ifndef IEMN_STORE_ORGANISATION_H
#define IEMN_STORE_ORGANISATION_H

#include "store/query.h"
#include "store/record.h"

struct organisation_row {
	int64_t id;
	int64_t parent_id; /* 0 for a root */
	int depth;	   /* 0 for a root; 0 for every row of a filtered list */
	bool has_children;
	const char *kind;
	const char *name;
	const char *abbreviation; /* or NULL */
	const char *place_code;	  /* or NULL */
	const char *place_name;	  /* or NULL */
	const char *role;	  /* its part in the network, or NULL */
	const char *established;  /* or NULL */
	const char *dissolved;	  /* or NULL */
};

struct organisation_rows {
	struct organisation_row *items;
	size_t count;
};

/* All organisations, each behind its parent and its elder siblings (rank, then name), or those that match the
 * query in that order. */
bool organisation_list(struct store *store, const struct query *query, struct arena *arena,
		       struct organisation_rows *rows, struct err *err);

/* The organisations directly below one, or those of a country. */
bool organisation_children(struct store *store, int64_t id, struct arena *arena,
			   struct organisation_rows *rows, struct err *err);
bool organisation_of_place(struct store *store, int64_t place_id, struct arena *arena,
			   struct organisation_rows *rows, struct err *err);

struct organisation_body {
	int64_t id;
	const char *name;
	const char *description; /* or NULL */
};

struct organisation_bodies {
	struct organisation_body *items;
	size_t count;
};

/* The bodies that people sit in as such, committees before staff. */
bool organisation_bodies(struct store *store, struct arena *arena,
			 struct organisation_bodies *bodies, struct err *err);

/* The name that an organisation bore on a partial date: a former name when the date lies in its
 * span, else today's name. date NULL gives today's. In the arena; NULL when it could not be read. */
const char *organisation_name_at(struct store *store, int64_t id, const char *date,
				 struct arena *arena, struct err *err);

#endif
