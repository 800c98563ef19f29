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
 * its record out. ERR_INVALID says line and field, or that the text was cut short: its last line, as
 * template_write() writes it, must be there when something would be taken out or the first line is. A text
 * that tells of another state of the file than the sheet is held against the record as it stood then, with
 * the errors of sheet_rewind(). After an error the sheet is half filled and is to be opened anew. Lines are counted
 * as they stand once template_set_fault() has put the fault in. */
bool template_read(struct sheet *sheet, struct store *store, const char *text, size_t len,
		   struct err *err);

/* The same for a text that comes from a file: its lines are counted as they stand there, and that of a
 * new record needs no last line. */
bool template_read_file(struct sheet *sheet, struct store *store, const char *text, size_t len,
			struct err *err);

/* A fault that sheet_check() found after a text was read, with the section and field that it is about.
 * In the arena. */
const char *template_fault(const struct sheet *sheet, struct store *store,
			   const struct sheet_fault *fault, struct arena *arena);

/* Puts a fault as a comment on top of a text, instead of the one that stood there. */
void template_set_fault(struct str *text, const char *fault);

/* Whether a text says nothing: only remarks and blanks. Read as it is, it would take out all that
 * belongs to the record. */
bool template_is_empty(const char *text);

/* The parts of a sheet before a text is read into it, to be put back when the text is not saved. What
 * the sheet was opened with is then the same over all attempts, so that what another program saves in
 * between is merged, and not overwritten. They live in the sheet. */
struct template_before {
	struct sheet_part *parts;
	size_t count;
	struct sheet_state state;
};
struct template_before template_keep(const struct sheet *sheet);
void template_put_back(struct sheet *sheet, const struct template_before *before);

#endif
