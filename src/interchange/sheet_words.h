/* SPDX-License-Identifier: MIT
 *
 * The words for records that a sheet tells of, remembered for as long as the sheet lives: while another
 * program holds the file nothing can be read, and a form must not turn names into uids then. For the
 * sheet_ files alone.
 */
#ifndef IEMN_INTERCHANGE_SHEET_WORDS_H
#define IEMN_INTERCHANGE_SHEET_WORDS_H

#include "interchange/sheet.h"

/* None yet; in the arena. */
struct sheet_words *sheet_words_new(struct arena *arena);

/* The text of suggest_name() for the record of a uid, read anew or, where the file cannot be read just
 * now, as it was read last. NULL when there is no such record, or it was never read. In the arena; the
 * label by sheet.h comes from the same place. */
const char *sheet_name(const struct sheet *sheet, struct store *store, enum record_kind kind,
		       const char *uid, struct arena *arena);

#endif
