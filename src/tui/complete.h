/* SPDX-License-Identifier: MIT
 *
 * Tab on the `:` line: names of commands, then names of records.
 */
#ifndef IEMN_TUI_COMPLETE_H
#define IEMN_TUI_COMPLETE_H

#include <stddef.h>

struct app;

/* What Tab goes through, from one Tab to the next. */
struct completion {
	char **items; /* whole lines */
	size_t count;
	size_t at; /* the one that stands in the line; count for what was typed */
};

/* Puts the next thing into the `:` line that it may become, and lists all of them in app->choices. */
void complete_next(struct app *app);

/* Forgets what was offered: another key than Tab was pressed. */
void complete_reset(struct app *app);

#endif
