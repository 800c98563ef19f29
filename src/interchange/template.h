/* SPDX-License-Identifier: MIT
 *
 * A sheet as plain text for an editor, and back: `name: value` lines, one section for each record that
 * belongs to it, comments that say what may stand where.
 */
#ifndef IEMN_INTERCHANGE_TEMPLATE_H
#define IEMN_INTERCHANGE_TEMPLATE_H

#include "base/str.h"
#include "interchange/sheet.h"

/* Adds the text of a sheet to out. fault, a sentence, stands in its first line when it is not NULL. */
void template_write(const struct sheet *sheet, struct store *store, const char *fault,
		    struct str *out);

/* Puts what a text says into the sheet; what it says nothing of stays, a section that is missing takes
 * its record out. ERR_INVALID says line and field; the sheet is then half filled and is to be opened
 * anew. Lines are counted as they stand once template_set_fault() has put the fault in. */
bool template_read(struct sheet *sheet, struct store *store, const char *text, size_t len,
		   struct err *err);

/* The same for a text that comes from a file: its lines are counted as they stand there. */
bool template_read_file(struct sheet *sheet, struct store *store, const char *text, size_t len,
			struct err *err);

/* A fault that sheet_check() found after a text was read, with the section and field that it is about.
 * In the arena. */
const char *template_fault(const struct sheet *sheet, struct store *store,
			   const struct sheet_fault *fault, struct arena *arena);

/* Puts a fault as a comment on top of a text, instead of the one that stood there. */
void template_set_fault(struct str *text, const char *fault);

/* Starts $VISUAL, else $EDITOR, else vi, split at blanks and never through a shell, on a file of mode
 * 0600 that holds text, and waits; the text is then what was written. is_changed tells whether it
 * differs. The screen must have been left. The file is removed when keep is NULL; otherwise *keep is its
 * path, yours to free, or NULL when there is none, after a failure too. ERR_FAILED when no editor could
 * be run or it ended with an error: the text is then as it was. */
bool template_run_editor(struct str *text, bool *is_changed, char **keep, struct err *err);

#endif
