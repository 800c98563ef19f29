/* SPDX-License-Identifier: MIT
 *
 * What stood under the cursor when a key was pressed, over a change of the file: the key is for that
 * and for nothing that took its place.
 */
#ifndef IEMN_TUI_ANCHOR_H
#define IEMN_TUI_ANCHOR_H

#include <stdbool.h>

#include "store/record.h"

struct app;
struct pane;

struct anchor {
	const struct pane *pane; /* that had the focus */
	struct ref ref;		 /* of the row; id 0 for none */
	struct ref part;	 /* that the line tells of; id 0 for none */
	int64_t journal;	 /* the change or action that it tells of; 0 for none */
	char card[UID_SIZE];	 /* of the record on the card */
	char *text;		 /* of the row */
};

/* Takes down what is under the cursor; to be cleared. */
void anchor_take(struct app *app, struct anchor *anchor);
void anchor_clear(struct anchor *anchor);

/* Whether the cursor is still on the same, and it reads as before. */
bool anchor_holds(struct app *app, const struct anchor *anchor);

#endif
