/* SPDX-License-Identifier: MIT
 *
 * Sections of prose about the network.
 */
#ifndef IEMN_STORE_PAGE_H
#define IEMN_STORE_PAGE_H

#include "store/query.h"
#include "store/record.h"

struct page_row {
	int64_t id;
	const char *title;
	const char *body;	 /* paragraphs with an empty line between them */
	int64_t organisation_id; /* whom it is about, or 0 */
	int64_t source_id;	 /* the source that is relied on first, or 0 */
	const char *source;	 /* its title, or NULL */
};

struct page_rows {
	struct page_row *items;
	size_t count;
};

/* All sections in reading order. */
bool page_list(struct store *store, struct arena *arena, struct page_rows *rows, struct err *err);

/* The same, of those that match a query. */
bool page_find(struct store *store, const struct query *query, struct arena *arena,
	       struct page_rows *rows, struct err *err);

#endif
