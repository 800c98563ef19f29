/* SPDX-License-Identifier: MIT
 *
 * The folder of kept sheets and the names in it. For the unsaved_ files alone.
 */
#ifndef IEMN_INTERCHANGE_UNSAVED_FOLDER_H
#define IEMN_INTERCHANGE_UNSAVED_FOLDER_H

#include "base/err.h"

#define UNSAVED_START "unsaved-"
#define UNSAVED_ENDING ".json"
#define UNSAVED_DRAFT_ENDING ".json.new"   /* being written */
#define UNSAVED_ASIDE_ENDING ".unreadable" /* behind the name of what is no sheet */
#define UNSAVED_PREFIX_SIZE 32

/* $XDG_STATE_HOME/iemn, or ~/.local/state/iemn, yours to free; NULL when there is no home. Relative
 * paths are ignored (XDG Base Directory Specification). */
char *unsaved_folder_path(void);

/* Makes the folders of a path that are missing; the last one may be missing still, which shows when it
 * is opened. */
void unsaved_folder_make(const char *path);

/* What the names of all sheets of a directory file begin with. */
void unsaved_prefix(const char *directory, char out[UNSAVED_PREFIX_SIZE]);

/* Opens the folder, if it is the user's own; -1 with errno otherwise. */
int unsaved_folder_open(const char *path);

/* What errno says, as an error; gives false. */
bool unsaved_report(struct err *err);

#endif
