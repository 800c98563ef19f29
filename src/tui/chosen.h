/* SPDX-License-Identifier: MIT
 *
 * What the commands that change something share: the form of what is chosen, and what is said when it
 * is done. For the act_ files only.
 */
#ifndef IEMN_TUI_CHOSEN_H
#define IEMN_TUI_CHOSEN_H

#include "store/record.h"

struct app;
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

#endif
