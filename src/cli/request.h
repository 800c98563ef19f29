/* SPDX-License-Identifier: MIT
 *
 * What a command is asked for: the options that hold for every command, its own, and its words.
 */
#ifndef IEMN_CLI_REQUEST_H
#define IEMN_CLI_REQUEST_H

#include <stdbool.h>

#include "base/date.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "store/query.h"

enum form {
	FORM_TEXT, /* for people */
	FORM_JSON,
	FORM_CSV,
	FORM_NULL, /* uid, TAB, name, NUL */
};

struct request {
	struct cli cli;			  /* with what common options behind the command changed */
	const struct subcommand *command; /* NULL while its name is not read */
	enum form form;
	bool all;	     /* --all */
	char day[DATE_SIZE]; /* --at, else today */
	bool has_day;	     /* --at was given */
	bool wants_help;     /* -h */
	bool wants_version;  /* -V */
	char **words;	     /* what stands behind the command and is no option; yours to free */
	int word_count;
	struct output out; /* stdout */
};

/* The words from place first on with a blank between them, yours to free. Never NULL. */
char *request_text(const struct request *request, int first);

/* Reads what a list or a search is asked for. ERR_USAGE when at: is given something that is no date:
 * on the screen it may be half typed, here it is a mistake. */
bool request_query(const char *text, struct arena *arena, struct query *query, struct err *err);

#endif
