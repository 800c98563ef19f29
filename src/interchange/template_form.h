/* SPDX-License-Identifier: MIT
 *
 * The form of a template, where writing and reading must agree. For the template_ files alone.
 */
#ifndef IEMN_INTERCHANGE_TEMPLATE_FORM_H
#define IEMN_INTERCHANGE_TEMPLATE_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "interchange/sheet.h"

#define TEMPLATE_TITLE "# IEMN Directory" /* the first line while there is no fault */
#define TEMPLATE_FAULT "# >>> "		  /* the first line begins so when there is one */
#define TEMPLATE_STATE "# State:"	  /* the line that tells when the text was taken */
#define TEMPLATE_INDENT 4		  /* blanks before each line of a long text */
#define TEMPLATE_END N_("This is the end of the record.") /* behind #, the last words */
#define TEMPLATE_BOM "\xEF\xBB\xBF"			  /* some editors begin a file with it */

/* What a field is called in a sentence about the text: its label, and its name where that is another word:
 * "To (valid_to)". In the arena. */
const char *template_field_label(const struct field *field, struct arena *arena);

/* The word for a kind of record in the heading of a section. */
const char *template_word(enum record_kind kind);

/* Whether the first line of a text is one that template_set_fault() replaces. */
bool template_has_title(const char *text, size_t len);

/* Adds the line that tells of which record and which state of the file a text is. */
void template_write_state(const struct sheet *sheet, struct str *out);

/* Opens the sheet anew as the record stood when the text was taken, unless it is of that state. bytes, a line without its end, is what
 * template_write_state() wrote; ERR_INVALID when it is not any more or tells of another record. */
bool template_read_state(struct sheet *sheet, struct store *store, const char *bytes, size_t len,
			 struct err *err);

#endif
