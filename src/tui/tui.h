/* SPDX-License-Identifier: MIT
 *
 * The screen face of the directory, as main.c sees it.
 */
#ifndef IEMN_TUI_TUI_H
#define IEMN_TUI_TUI_H

#include <stdbool.h>
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"
#include "store/store.h"
#include "tui/screen.h"

struct tui_options {
	struct screen_options screen;
	const char *today; /* YYYY-MM-DD; what is current is told for this day */
	bool demo;	   /* the title line says so */
};

/* Opens the screen over the store and returns when the user leaves. *signal is the signal that
 * ended it, or 0. ERR_USAGE when the terminal cannot be used; ERR_DAMAGED when store_check(), which is
 * called after the first picture, finds the file so. */
bool tui_run(struct store *store, const struct tui_options *options, int *signal, struct err *err);

/* Adds the table of keys to out as plain text, made from the command rows: `iemn help keys`. */
void tui_key_table(struct str *out);

#endif
