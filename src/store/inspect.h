/* SPDX-License-Identifier: MIT
 *
 * Looking through a whole file for what is wrong in it: SQLite's own pages, references, values that
 * break a rule, search texts out of step, and a journal that does not lead to what the rows hold.
 */
#ifndef IEMN_STORE_INSPECT_H
#define IEMN_STORE_INSPECT_H

#include "store/record.h"

struct finding {
	struct ref ref;	  /* the record, id 0 when it is about the file */
	const char *text; /* a sentence */
};

struct findings {
	struct finding *items;
	size_t count;
};

/* Looks through the file; it is sound when nothing is found. At most limit findings. Errors only when
 * it could not be looked at. */
bool inspect_file(struct store *store, size_t limit, struct arena *arena, struct findings *findings,
		  struct err *err);

#endif
