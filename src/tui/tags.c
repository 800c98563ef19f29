/* SPDX-License-Identifier: MIT
 *
 * Records that were tagged.
 */
#include "tui/tags.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void tags_clear(struct tags *tags)
{
	free(tags->items);
	*tags = (struct tags){0};
}

static int compare(const void *a, const void *b)
{
	const struct ref *x = &((const struct held *)a)->ref;
	const struct ref *y = &((const struct held *)b)->ref;

	if (x->kind != y->kind) {
		return x->kind < y->kind ? -1 : 1;
	}
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Where a record stands, or would stand. */
static size_t place_of(const struct tags *tags, struct ref ref)
{
	const struct held wanted = {.ref = ref};
	size_t from = 0;
	size_t to = tags->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (compare(&tags->items[middle], &wanted) < 0) {
			from = middle + 1;
		} else {
			to = middle;
		}
	}
	return from;
}

bool tags_hold(const struct tags *tags, struct ref ref)
{
	const struct held wanted = {.ref = ref};
	size_t at = place_of(tags, ref);

	return at < tags->count && compare(&tags->items[at], &wanted) == 0;
}

size_t tags_count(const struct tags *tags, enum record_kind kind)
{
	return place_of(tags, (struct ref){kind, INT64_MAX}) -
	       place_of(tags, (struct ref){kind, INT64_MIN});
}

static void reserve(struct tags *tags, size_t count)
{
	if (count > tags->capacity) {
		tags->capacity = count * 2 + 16;
		tags->items = mem_resize(tags->items, tags->capacity, sizeof *tags->items);
	}
}

bool tags_toggle(struct tags *tags, const struct held *held)
{
	size_t at = place_of(tags, held->ref);
	bool was_held = tags_hold(tags, held->ref);
	size_t behind = tags->count - at;

	if (was_held) {
		tags->count--;
		memmove(&tags->items[at], &tags->items[at + 1], (behind - 1) * sizeof *tags->items);
	} else {
		reserve(tags, tags->count + 1);
		memmove(&tags->items[at + 1], &tags->items[at], behind * sizeof *tags->items);
		tags->items[at] = *held;
		tags->count++;
	}
	return !was_held;
}

void tags_remove_kind(struct tags *tags, enum record_kind kind)
{
	size_t kept = 0;

	for (size_t i = 0; i < tags->count; i++) {
		if (tags->items[i].ref.kind != kind) {
			tags->items[kept++] = tags->items[i];
		}
	}
	tags->count = kept;
}

void tags_sort(struct tags *tags)
{
	if (tags->count > 0) {
		qsort(tags->items, tags->count, sizeof *tags->items, compare);
	}
}

void tags_invert(struct tags *tags, const struct held *items, size_t count)
{
	struct tags shown = {0};
	struct tags result = {0};

	reserve(&shown, count);
	reserve(&result, tags->count + count);
	if (count > 0) {
		memcpy(shown.items, items, count * sizeof *items);
		qsort(shown.items, count, sizeof *items, compare);
	}
	for (size_t i = 0; i < count; i++) {
		if (shown.count == 0 ||
		    compare(&shown.items[shown.count - 1], &shown.items[i]) != 0) {
			shown.items[shown.count++] = shown.items[i];
		}
	}
	for (size_t i = 0; i < tags->count; i++) {
		if (!tags_hold(&shown, tags->items[i].ref)) {
			result.items[result.count++] = tags->items[i];
		}
	}
	for (size_t i = 0; i < shown.count; i++) {
		if (!tags_hold(tags, shown.items[i].ref)) {
			result.items[result.count++] = shown.items[i];
		}
	}
	tags_sort(&result);
	tags_clear(&shown);
	tags_clear(tags);
	*tags = result;
}
