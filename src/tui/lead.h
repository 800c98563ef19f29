/* SPDX-License-Identifier: MIT
 *
 * Moving in a text whose lines are a list: from one line that leads somewhere to the next. Headings,
 * blanks and what goes on in a further row are passed over, and stay in sight. A text of which no line
 * leads anywhere is read row by row.
 */
#ifndef IEMN_TUI_LEAD_H
#define IEMN_TUI_LEAD_H

#include "tui/doc.h"
#include "tui/list.h"

/* Selects the next line that leads somewhere, or the one before; what is longer than the screen between
 * two of them is gone through row by row. */
void lead_step(const struct doc *doc, struct list *list, bool is_back);

/* Selects the line that leads somewhere next to the selected row, as long as one is in sight. */
void lead_settle(const struct doc *doc, struct list *list);

#endif
