/* SPDX-License-Identifier: MIT
 *
 * One row for each option, and the reading of command lines: GNU style, no abbreviations, `--` ends
 * the options.
 */
#ifndef IEMN_CLI_OPTIONS_H
#define IEMN_CLI_OPTIONS_H

#include <stdbool.h>

#include "base/err.h"
#include "cli/request.h"

/* The member that stands for an option in a set. */
#define OPTION_BIT(id) (1U << (id))

struct option {
	const char *name; /* without the dashes */
	char letter;	  /* 0 when it has none */
	bool is_common;	  /* may stand before the command and behind any */
	const char
		*value; /* what its value is, for help, marked with N_(); NULL when it takes none */
	const char *help; /* marked with N_() */
	bool (*apply)(struct request *request, const char *value,
		      struct err *err); /* NULL: the value is kept in request->given */
};

/* The row of an option. */
const struct option *option_row(enum option_id id);

/* Reads options up to the first other word and gives the place of that word, or argc. */
bool options_read_leading(int argc, char *const *argv, struct request *request, int *next,
			  struct err *err);

/* Reads options of request->command, the fields that it takes, and its words, in any order. */
bool options_read_all(int argc, char *const *argv, struct request *request, struct err *err);

#endif
