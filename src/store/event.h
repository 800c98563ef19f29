/* SPDX-License-Identifier: MIT
 *
 * Events for the timeline, and what they are tied to.
 */
#ifndef IEMN_STORE_EVENT_H
#define IEMN_STORE_EVENT_H

#include "store/query.h"
#include "store/record.h"

struct event_row {
	int64_t id;
	const char *date;
	const char *date_end; /* or NULL */
	const char *kind;
	int importance; /* 1 told by the network itself, 2 a milestone, 3 a detail */
	const char *title;
	const char *city;	/* or NULL */
	const char *place_code; /* or NULL */
	const char *place_name; /* or NULL */
	const char *role;	/* of event_of(): the part that the record had in it, or NULL */
	int64_t link_id;	/* of event_of(): the first link that ties the record to it, or 0 */
};

struct event_rows {
	struct event_row *items;
	size_t count;
};

struct event_link_row {
	int64_t id;
	struct ref target; /* organisation, person or place */
	const char *name;  /* the name that the target bore at the date of the event */
	const char *role;  /* or NULL */
};

struct event_link_rows {
	struct event_link_row *items;
	size_t count;
};

/* Events up to an importance (3 for all) that match the query, the oldest first. */
bool event_list(struct store *store, const struct query *query, int importance, struct arena *arena,
		struct event_rows *rows, struct err *err);

/* Events tied to an organisation, a person or a place, the oldest first. */
bool event_of(struct store *store, struct ref ref, struct arena *arena, struct event_rows *rows,
	      struct err *err);

/* What an event is tied to: organisations, people, places; each by rank, then name. */
bool event_links(struct store *store, int64_t id, struct arena *arena, struct event_link_rows *rows,
		 struct err *err);

#endif
