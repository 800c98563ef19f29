/* SPDX-License-Identifier: MIT
 *
 * Countries and territories, and the part they took in the network.
 */
#ifndef IEMN_STORE_PLACE_H
#define IEMN_STORE_PLACE_H

#include "store/query.h"
#include "store/record.h"

struct place_row {
	int64_t id;
	const char *code; /* ISO 3166-1 alpha-2 */
	const char *name;
	const char *region;	/* or NULL */
	const char *first_year; /* of the first event it took part in, or NULL */
	const char *last_year;	/* of the last one, or NULL */
	int64_t event_count;
	int64_t organisation_count;
	int64_t person_count;
};

struct place_rows {
	struct place_row *items;
	size_t count;
};

/* Countries in the order of their names that match the query; unless all is set, only those with an
 * event, an organisation or a person. */
bool place_list(struct store *store, const struct query *query, bool all, struct arena *arena,
		struct place_rows *rows, struct err *err);

#endif
