/* SPDX-License-Identifier: MIT
 *
 * CSV (RFC 4180). Cells that a spreadsheet would run as a formula are guarded by a tab inside quotes.
 */
#ifndef IEMN_INTERCHANGE_CSV_H
#define IEMN_INTERCHANGE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Adds a cell, with a comma before it unless it is the first of its row. NULL is an empty cell. */
void csv_cell(struct str *out, const char *text, bool is_first);

/* Ends a row with CRLF. */
void csv_end_row(struct str *out);

#endif
