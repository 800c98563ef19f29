/* SPDX-License-Identifier: MIT
 *
 * A file that is made under another name in the folder where it will stand, and appears there
 * complete or not at all. What a killed program leaves behind is cleaned away by the next draft.
 */
#ifndef IEMN_STORE_DRAFT_H
#define IEMN_STORE_DRAFT_H

#include <stdbool.h>

#include "base/err.h"

struct draft {
	char *target; /* absolute path that it is made for */
	char *path;   /* absolute path of the draft */
	int fd;	      /* holds the lock that shows the draft to be alive; -1 for none */
};

/* Makes an empty draft (0600) for a target and cleans away dead ones. ERR_NOT_FOUND when the folder
 * is missing. */
bool draft_open(const char *target, struct draft *draft, struct err *err);

/* Syncs the draft and gives it its name, synced too. *taken is set when something stands under that
 * name, which is left alone. Whatever happens, the draft is over. */
bool draft_publish(struct draft *draft, bool *taken, struct err *err);

/* Removes the draft. A zeroed or closed one is accepted. */
void draft_discard(struct draft *draft);

/* Removes what dead programs left of drafts for this target (an absolute path). */
void draft_sweep(const char *target);

#endif
