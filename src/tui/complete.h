/* SPDX-License-Identifier: MIT
 *
 * Tab on the `:` line: names of commands, then names of records; and in lines that are asked for.
 */
#ifndef IEMN_TUI_COMPLETE_H
#define IEMN_TUI_COMPLETE_H

#include <stddef.h>

#include "tui/line.h"

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

/* Offers a line that begins with len bytes of begin and goes on with a name; detail, or "", tells the
 * name from others where the choices are listed. */
void complete_offer(struct app *app, const char *begin, size_t len, const char *name,
		    const char *detail);

/* Puts the next of what was offered into a line; says so when nothing was. */
void complete_step(struct app *app, struct line *line);

#endif
