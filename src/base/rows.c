/* SPDX-License-Identifier: MIT
 *
 * A growing array.
 */
#include "base/rows.h"

#include <string.h>

#define FIRST_CAPACITY 16

void *rows_add(struct rows *rows)
{
	if (rows->count == rows->capacity) {
		size_t capacity = rows->capacity ? rows->capacity * 2 : FIRST_CAPACITY;
		void *items = arena_new_array(rows->arena, capacity, rows->size);
		if (rows->count > 0) {
			memcpy(items, rows->items, rows->count * rows->size);
		}
		rows->items = items;
		rows->capacity = capacity;
	}
	return (char *)rows->items + rows->count++ * rows->size;
}
