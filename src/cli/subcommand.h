/* SPDX-License-Identifier: MIT
 *
 * One row for each command of the shell face. Reading the command line, help and completion walk
 * these rows.
 */
#ifndef IEMN_CLI_SUBCOMMAND_H
#define IEMN_CLI_SUBCOMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "cli/request.h"

/* What commands are for, as help groups them. */
enum subcommand_group {
	SUBCOMMAND_READ,
	SUBCOMMAND_KEEP,
	SUBCOMMAND_PROGRAM,
	SUBCOMMAND_GROUPS,
};

struct subcommand {
	const char *name;
	enum subcommand_group group;
	const char *arguments; /* as help shows them, NULL for none; marked with N_() */
	const char *summary;   /* one line of help; marked with N_() */
	const char *help;      /* more of it; marked with N_() */
	const char *examples;  /* one a line, or NULL */
	unsigned options;      /* set of OPTION_BIT() of its own options */
	bool takes_fields;     /* --FIELD VALUE for the fields of records */
	int words_min;	       /* how many words it needs */
	int words_max;	       /* and takes; -1 for any number */
	bool (*run)(struct request *request, struct err *err);
};

/* The heading of a group, translated. */
const char *subcommand_group_title(enum subcommand_group group);

/* All rows, group by group, in the order in which help shows them. */
const struct subcommand *subcommand_rows(size_t *count);

/* Whether a command changes records: then it has --dry-run, and a report in JSON. */
bool subcommand_writes(const struct subcommand *command);

/* The row of a command; NULL and ERR_USAGE with the nearest guess when there is none. */
const struct subcommand *subcommand_find(const char *name, struct err *err);

#endif
