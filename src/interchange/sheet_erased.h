/* SPDX-License-Identifier: MIT
 *
 * Whether what is being edited was erased meanwhile: that must not come back from a form or a text that
 * was open, nor from what is kept of them.
 */
#ifndef IEMN_INTERCHANGE_SHEET_ERASED_H
#define IEMN_INTERCHANGE_SHEET_ERASED_H

#include "interchange/sheet.h"

/* Whether a part is of a person who was erased: the person, or what belongs to them. False as well when
 * the file cannot be asked now. */
bool sheet_part_is_erased(const struct sheet *sheet, struct store *store, size_t part);

/* The same of the record that the sheet is about: nothing of it may be saved or kept. */
bool sheet_is_erased(const struct sheet *sheet, struct store *store);

/* The sentence for that, ERR_NOT_FOUND; true when it was not erased. */
bool sheet_check_erased(const struct sheet *sheet, struct store *store, struct err *err);

/* The uid by which an erasure finds what is kept of a sheet: of the person whom it is about, or of its
 * record when it is about nobody. Lent. */
const char *sheet_subject(const struct sheet *sheet);

#endif
