/* SPDX-License-Identifier: MIT
 *
 * A text in the user's own editor.
 */
#ifndef IEMN_INTERCHANGE_EDITOR_H
#define IEMN_INTERCHANGE_EDITOR_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* Whether $VISUAL or $EDITOR names an editor: otherwise it is vi, which needs a terminal. */
bool editor_is_named(void);

/* Starts $VISUAL, else $EDITOR, else vi, split at blanks and never through a shell, on a file of mode
 * 0600 that holds text, and waits; the text is then what was written. The path of the file begins with
 * place, or is that of a temporary file when place is NULL. is_changed tells whether the text differs.
 * The screen must have been left. ERR_FAILED when no editor could be run or it ended with an error: the
 * text is then as it was. The file is removed, but for one that differs from text when keep is not NULL,
 * after a failure too: *keep is then its path, yours to free and editor_discard(); otherwise NULL. */
bool editor_run(const char *place, struct str *text, bool *is_changed, char **keep,
		struct err *err);

/* Removes a file that was kept, and what the editor put beside it. */
void editor_discard(const char *path);

#endif
