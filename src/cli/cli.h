/* SPDX-License-Identifier: MIT
 *
 * The shell face of the directory: options, subcommands, what they print.
 */
#ifndef IEMN_CLI_CLI_H
#define IEMN_CLI_CLI_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "interchange/directory.h"

enum cli_color {
	CLI_COLOR_AUTO,
	CLI_COLOR_ALWAYS,
	CLI_COLOR_NEVER,
};

struct cli {
	struct directory_options directory;
	enum cli_color color;
	bool ascii;
	bool utf8;			    /* the locale is UTF-8; set by main */
	void (*key_table)(struct str *out); /* what `help keys` prints; set by main */
	int argc;			    /* words of the command; 0 opens the screen */
	char *const *argv;		    /* lent by main, or the program's own */
};

/* Reads the options that stand before the command. ERR_USAGE with a sentence and the nearest guess.
 * -h and -V become the commands help and version. */
bool cli_parse(int argc, char **argv, struct cli *cli, struct err *err);

/* Runs the command and gives the exit code of the program. Data goes to stdout, words to stderr. */
int cli_run(const struct cli *cli);

/* Prints an error as `iemn: sentence`, cleaned, on stderr, and gives its exit code. */
int cli_report(const struct cli *cli, const struct err *err);

#endif
