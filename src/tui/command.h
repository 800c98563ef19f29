/* SPDX-License-Identifier: MIT
 *
 * One row for each command. Keys, help, the `:` line, its completion and the manual's table of keys
 * come from these rows.
 */
#ifndef IEMN_TUI_COMMAND_H
#define IEMN_TUI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct app;

/* Where a command makes sense. */
enum command_place {
	IN_LIST = 1 << 0, /* history, agencies, people */
	IN_TEXT = 1 << 1, /* mission */
	IN_CARD = 1 << 2,
	IN_HELP = 1 << 3, /* help, messages, search results */
	IN_HISTORY = 1 << 4,
	IN_AGENCIES = 1 << 5,
	IN_PEOPLE = 1 << 6,
	IN_CHANGES = 1 << 7, /* history of a record; it is help too, as are the next ones */
	IN_ACTIONS = 1 << 8, /* what was done in the file */
	IN_BIN = 1 << 9,
	IN_ACTION = 1 << 11,  /* what one of those changed */
	IN_RECORDS = 1 << 10, /* a list over everything whose rows lead to records */
	IN_KIND = 1 << 12,    /* such a list of all records of one kind, that can be added to */
	WRITES = 1 << 16, /* no place: where nothing can be written the command says why, and is not
			     offered */
	ANYWHERE = IN_LIST | IN_TEXT | IN_CARD | IN_HELP,
};

enum command_group {
	GROUP_MOVE,
	GROUP_PANES,
	GROUP_RECORDS,
	GROUP_EDIT,
	GROUP_JOURNAL,
	GROUP_FIND,
	GROUP_VIEW,
	GROUP_PROGRAM,
	GROUP_COUNT,
};

struct command {
	const char *name;     /* for the `:` line */
	const char *keys;     /* divided by blanks; "" for none */
	const char *argument; /* what may stand behind the name, such as N_("TEXT"); or NULL */
	enum command_group group;
	unsigned where; /* enum command_place */
	/* argument is what stood behind the name, "" for nothing; amount is that of the row. */
	void (*run)(struct app *app, const char *argument, int amount);
	int amount;	  /* rows, steps or a pane: what tells two rows of one function apart */
	const char *help; /* a line; marked with N_() */
};

/* The rows; *count says how many. */
const struct command *command_rows(size_t *count);

/* The command of a key where the focus is; NULL for none. */
const struct command *command_of_key(const struct app *app, uint32_t code);

/* The command of a name, or of the unique beginning of one; NULL for none or several. */
const struct command *command_of_name(const char *name, size_t len);

/* Whether a command makes sense where the focus is. */
bool command_is_here(const struct app *app, const struct command *command);

/* Whether it may act on the line under the cursor: it does not only move, search, or concern the
 * program. */
bool command_is_about_line(const struct command *command);

/* Whether it is offered in hints and help: not what would write where nothing can be written. */
bool command_is_offered(const struct app *app, const struct command *command);

/* Runs a command, or says why the file can only be read. */
void command_run(struct app *app, const struct command *command, const char *argument);

/* Adds the keys of a command, or ":name WORDS" where it has none. */
void command_add_keys(struct str *out, const struct command *command);

/* Heading of a group, translated. */
const char *command_group_title(enum command_group group);

/* Runs what stands on the `:` line. */
void command_run_line(struct app *app, const char *line);

#endif
