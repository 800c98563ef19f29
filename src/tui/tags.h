/* SPDX-License-Identifier: MIT
 *
 * Records that were tagged: a set. It knows neither panes nor the file.
 */
#ifndef IEMN_TUI_TAGS_H
#define IEMN_TUI_TAGS_H

#include <stdbool.h>

#include "store/held.h"

struct tags {
	struct held *items; /* by kind, then id */
	size_t count;
	size_t capacity;
};

void tags_clear(struct tags *tags);

bool tags_hold(const struct tags *tags, struct ref ref);

/* How many there are of a kind. */
size_t tags_count(const struct tags *tags, enum record_kind kind);

/* Tags a record, or takes its tag away; gives whether it is tagged now. */
bool tags_toggle(struct tags *tags, const struct held *held);

/* Takes the tags of a kind away. */
void tags_remove_kind(struct tags *tags, enum record_kind kind);

/* Sorts them again after records were found at other places. */
void tags_sort(struct tags *tags);

/* Of these records those get a tag that had none, and the others lose theirs; what is not among them
 * stays as it is. One that stands there twice counts once. */
void tags_invert(struct tags *tags, const struct held *items, size_t count);

#endif
