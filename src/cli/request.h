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

enum option_id {
	OPTION_FILE,
	OPTION_READ_ONLY,
	OPTION_DEMO,
	OPTION_ASCII,
	OPTION_COLOR,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_JSON,
	OPTION_CSV,
	OPTION_NULL,
	OPTION_AT,
	OPTION_ALL,
	OPTION_DRY_RUN,
	OPTION_REASON,
	OPTION_YES,
	OPTION_EDITOR,
	OPTION_INPUT,
	OPTION_WHERE,
	OPTION_ON,
	OPTION_HOW,
	OPTION_BY,
	OPTION_BODY,
	OPTION_ROLE,
	OPTION_SHORT,
	OPTION_NAME,
	OPTION_LIMIT,
	OPTION_ALL_DATA,
	OPTION_COUNT,
};

/* A field of a record and its value, as they were typed. */
struct flag {
	char *name; /* without the dashes */
	const char *value;
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
	bool is_reported;    /* the report in JSON was printed */
	const char
		*given[OPTION_COUNT]; /* of options without a function of their own: the value, ""
					    when they take none; NULL when not given */
	struct flag *flags;	      /* of a command that takes fields; yours to free */
	size_t flag_count;
	char **words; /* what stands behind the command and is no option; yours to free */
	int word_count;
	struct output out; /* stdout */
};

/* Frees what belongs to the request. */
void request_clear(struct request *request);

/* The words from place first on with a blank between them, yours to free. Never NULL. */
char *request_text(const struct request *request, int first);

/* Sets *limit to the value of --limit, SIZE_MAX for 0, otherwise to usual. ERR_USAGE when it is no
 * number. */
bool request_limit(const struct request *request, size_t usual, size_t *limit, struct err *err);

/* Reads what a list or a search is asked for. ERR_USAGE when at: is given something that is no date:
 * on the screen it may be half typed, here it is a mistake. */
bool request_query(const char *text, struct arena *arena, struct query *query, struct err *err);

#endif
