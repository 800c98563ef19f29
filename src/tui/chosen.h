/* SPDX-License-Identifier: MIT
 *
 * What the commands that change something share: the form of what is chosen, and what is said when it
 * is done. For the act_ files only.
 */
#ifndef IEMN_TUI_CHOSEN_H
#define IEMN_TUI_CHOSEN_H

#include "store/held.h"

struct app;
struct intent;
struct sheet;

/* The place of a record in a sheet; 0, the record itself, when it is not among its parts. */
size_t chosen_part(const struct sheet *sheet, struct ref ref);

/* Opens the form of a record at a part of it (id 0 for the record itself) and a field (NULL for the
 * first). */
void chosen_edit(struct app *app, struct ref owner, struct ref part, const char *field);

/* The record that a term, a channel or another part belongs to; id 0 for none. */
struct ref chosen_owner(struct app *app, struct ref part);

/* What a part is called in a sentence: "the term chair, Steering Committee"; of a record its name. In
 * the arena. */
const char *chosen_words(struct app *app, struct ref ref, struct arena *arena);

/* A record as it is held while a key or another program is waited for; what the card shows is the
 * record that was seen. False, and it has said why, when it is gone. */
bool chosen_hold(struct app *app, struct ref ref, struct held *held);

/* The same on the heap, for a question: NULL when it is gone. */
struct held *chosen_hold_new(struct app *app, struct ref ref);

/* Where a record that was held is now; false, and it has said so, when it is gone. */
bool chosen_find(struct app *app, const struct held *held, struct ref *ref);

/* What was typed: a name, and behind it a date; without one that is NULL. In the arena. */
struct named_date {
	const char *name;
	const char *date;
};
struct named_date chosen_name_and_date(const char *text, struct arena *arena);

/* The word at the end of what was typed, and whether it is written as dates are, so that a date was
 * meant even where it is none: 2025-13. */
const char *chosen_last_word(const char *text);
bool chosen_is_date_shaped(const char *word);

/* Records that a question is about. */
struct held_records {
	struct held *items;
	size_t count;
};
struct held_records *held_records_new(size_t capacity);
void held_records_free(void *records);

/* Where they are now, in the arena, with an intent that fails when one of them is taken out before the
 * file is ours. NULL when one is gone already. */
const struct ref *held_records_refs(struct app *app, struct held_records *records,
				    struct intent *intent, struct arena *arena, struct err *err);

#endif
