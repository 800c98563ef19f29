/* SPDX-License-Identifier: MIT
 *
 * The tags of the list that has the focus, as the commands on them see them (act_tag.c).
 */
#ifndef IEMN_TUI_TAG_H
#define IEMN_TUI_TAG_H

#include "store/held.h"

struct app;

/* Whether the list that is in use has tags, and how many. */
bool tag_has_any(const struct app *app);
size_t tag_count(const struct app *app);

/* Those records, kept while a question is open; yours to free with held_records_free(). */
struct held_records *tag_records(const struct app *app);

/* Finds the tagged records again and takes the tags of those away that are in the bin or gone. */
void tag_prune(struct app *app);

/* Takes them away. */
void tag_clear(struct app *app);

/* Asks for a field and a value, and sets it in all of them after a preview. */
void tag_edit(struct app *app);

/* The kind of record that may be tagged in a pane; false when none may. */
bool tag_kind_of_pane(int pane, enum record_kind *kind);

#endif
