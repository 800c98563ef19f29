/* SPDX-License-Identifier: MIT
 *
 * The prompt at the foot: a sign, a line that is being edited, and the lines entered before.
 */
#ifndef IEMN_TUI_PROMPT_H
#define IEMN_TUI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/line.h"

enum prompt_kind {
	PROMPT_NONE,	/* closed */
	PROMPT_FILTER,	/* `/` in a list: narrows as it is typed */
	PROMPT_SEARCH,	/* `/` in a text: jumps as it is typed */
	PROMPT_COMMAND, /* `:` */
	PROMPT_KINDS,
};

enum prompt_result {
	PROMPT_IGNORED,
	PROMPT_EDITING,	  /* the line or the cursor changed */
	PROMPT_ENTERED,	  /* Enter: the line counts */
	PROMPT_CANCELLED, /* Esc, ^G, ^C, or Backspace on an empty line */
	PROMPT_COMPLETE,  /* Tab */
};

struct prompt_history {
	char **items; /* the oldest first */
	size_t count;
};

struct prompt {
	enum prompt_kind kind;
	struct line line;
	struct prompt_history history[PROMPT_KINDS];
	size_t place; /* in the history of the kind; its count stands for the line being typed */
	char *typed;  /* the line as it was before Up was pressed, or NULL */
};

/* Opens the prompt with a text in it. */
void prompt_open(struct prompt *prompt, enum prompt_kind kind, const char *text);

/* Closes it; when keep is set the line goes into the history. */
void prompt_close(struct prompt *prompt, bool keep);

enum prompt_result prompt_key(struct prompt *prompt, const struct key *key);

/* Frees what it holds. */
void prompt_clear(struct prompt *prompt);

#endif
