/* SPDX-License-Identifier: MIT
 *
 * An array in an arena that grows: what was in it before it grew stays there until the arena goes.
 */
#ifndef IEMN_BASE_ROWS_H
#define IEMN_BASE_ROWS_H

#include <stddef.h>

#include "base/mem.h"

struct rows {
	void *items; /* in the arena; NULL while there are none */
	size_t count;
	size_t capacity;
	size_t size; /* bytes of an item */
	struct arena *arena;
};

#define ROWS_OF(type, in) ((struct rows){.size = sizeof(type), .arena = (in)})

/* One more item, zeroed; lent until the next one is asked for. */
void *rows_add(struct rows *rows);

#endif
