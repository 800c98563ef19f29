/* SPDX-License-Identifier: MIT
 *
 * Where facts come from: the sources of a record, and the records of a source.
 */
#ifndef IEMN_STORE_SOURCE_H
#define IEMN_STORE_SOURCE_H

#include "store/query.h"
#include "store/record.h"

struct citation_row {
	int64_t id;
	int64_t source_id;
	const char *title;
	const char *publisher; /* or NULL */
	const char *kind;
	const char *url;   /* or NULL */
	const char *date;  /* or NULL */
	const char *field; /* field that it supports; NULL for the record as a whole */
	const char *claim; /* what it says, where sources differ; or NULL */
};

struct citation_rows {
	struct citation_row *items;
	size_t count;
};

struct source_row {
	int64_t id;
	const char *title;
	const char *publisher; /* or NULL */
	const char *kind;
	const char *url;  /* or NULL */
	const char *date; /* or NULL */
};

struct source_rows {
	struct source_row *items;
	size_t count;
};

/* The sources that match a query, by title. */
bool source_list(struct store *store, const struct query *query, struct arena *arena,
		 struct source_rows *rows, struct err *err);

/* The sources of a record: those of the whole record first, each by rank. */
bool source_citations(struct store *store, struct ref ref, struct arena *arena,
		      struct citation_rows *rows, struct err *err);

/* The records that a source supports. */
bool source_records(struct store *store, int64_t source_id, struct arena *arena, struct refs *refs,
		    struct err *err);

#endif
