/* SPDX-License-Identifier: MIT
 *
 * A person who stands in the journal alone, since what added the person was undone: no list has such a
 * person, yet the file holds them, so that they can be handed out and erased.
 */
#ifndef IEMN_STORE_LOST_H
#define IEMN_STORE_LOST_H

#include "store/record.h"

/* The one whom a text means: a uid or the beginning of one, or the last name, in whatever case. The
 * record has ref.id 0 and the values that the journal tells last; in the arena. ERR_NOT_FOUND;
 * ERR_CONFLICT names the candidates. */
bool lost_find(struct store *store, const char *text, struct arena *arena, struct record *person,
	       struct err *err);

#endif
