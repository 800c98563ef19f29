/* SPDX-License-Identifier: MIT
 *
 * A whole record as a text: from a file or standard input, or in the editor.
 */
#ifndef IEMN_CLI_SHEET_TEXT_H
#define IEMN_CLI_SHEET_TEXT_H

#include "cli/writing.h"

/* Fills a sheet from the text that --input names. ERR_INVALID says the line. */
bool sheet_text_input(struct writing *writing, struct sheet *sheet, struct err *err);

/* Lets the record be edited as a text and saves it. A text that comes back unchanged changes
 * nothing but the fields that were given.
 * A mistake brings the editor back with the fault on top where somebody sits at a terminal; when the
 * text is then left as it is, or nobody sits there, the text stays in a file that is named. */
bool sheet_text_edit(struct writing *writing, struct sheet *sheet, struct err *err);

#endif
