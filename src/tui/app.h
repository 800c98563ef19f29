/* SPDX-License-Identifier: MIT
 *
 * The loop: draw what is stale and place the cursor; read one key and run one command. It owns the
 * panes, the focus, the trail of opened records and the status line.
 */
#ifndef IEMN_TUI_APP_H
#define IEMN_TUI_APP_H

#include <stdbool.h>

#include "base/err.h"
#include "store/store.h"
#include "tui/screen.h"

struct app;

struct app_options {
	const char *today; /* YYYY-MM-DD */
	bool demo;	   /* the title line says that this is a throw-away directory */
};

/* The program over a store, on a screen that is open. Both are lent and must live longer. */
bool app_new(struct store *store, struct screen *screen, const struct app_options *options,
	     struct app **app, struct err *err);

void app_free(struct app *app);

/* One turn: draws what is stale, then reads a key for at most timeout milliseconds (-1 for ever)
 * and runs its command. Gives false when the program is to end. */
bool app_step(struct app *app, int timeout);

/* Signal that asked the program to end, or 0. */
int app_signal(const struct app *app);

#endif
