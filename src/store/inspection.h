/* SPDX-License-Identifier: MIT
 *
 * A looking-through that is under way: what inspect.c, inspect_record.c and inspect_journal.c share.
 */
#ifndef IEMN_STORE_INSPECTION_H
#define IEMN_STORE_INSPECTION_H

#include "store/inspect.h"
#include "store/rows.h"

struct inspection {
	struct store *store;
	size_t limit;
	struct arena *scratch; /* cleared by each part as it likes */
	struct rows findings;
};

/* Nothing more is looked for. */
bool inspection_is_full(const struct inspection *inspection);

/* Adds a finding, until the limit is reached; ref with id 0 for the file. */
void inspection_add(struct inspection *inspection, struct ref ref, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Adds a finding for each record of a kind whose id a statement without values gives. */
bool inspection_add_rows(struct inspection *inspection, enum record_kind kind, const char *sql,
			 const char *text, struct err *err);

/* The parts. */
bool inspect_values(struct inspection *inspection, struct err *err);
bool inspect_sort_keys(struct inspection *inspection, struct err *err);
bool inspect_search_texts(struct inspection *inspection, struct err *err);
bool inspect_bin(struct inspection *inspection, struct err *err);
bool inspect_overlaps(struct inspection *inspection, struct err *err);
bool inspect_journal(struct inspection *inspection, struct err *err);

#endif
