/* SPDX-License-Identifier: MIT
 *
 * The tags of the list that has the focus, as the commands on them see them (act_tag.c).
 */
#ifndef IEMN_TUI_TAG_H
#define IEMN_TUI_TAG_H

#include "store/record.h"

struct app;

/* Whether the list that is in use has tags, and how many. */
bool tag_has_any(const struct app *app);
size_t tag_count(const struct app *app);

/* Those records; the items are yours to free. */
void tag_refs(const struct app *app, struct refs *refs);

/* Takes the tags of records away that are in the bin or gone. */
void tag_prune(struct app *app);

/* Takes them away. */
void tag_clear(struct app *app);

/* Asks for a field and a value, and sets it in all of them after a preview. */
void tag_edit(struct app *app);

/* The kind of record that may be tagged in a pane; false when none may. */
bool tag_kind_of_pane(int pane, enum record_kind *kind);

#endif
