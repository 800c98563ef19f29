/* SPDX-License-Identifier: MIT
 *
 * What a command reads besides its words: a file, standard input, an answer.
 */
#ifndef IEMN_CLI_INPUT_H
#define IEMN_CLI_INPUT_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "cli/cli.h"

/* Reads all of a file, of standard input for "-". ERR_NOT_FOUND, ERR_SYSTEM; ERR_INVALID when it is
 * larger than any record or holds a NUL. */
bool input_read(const char *path, struct str *text, struct err *err);

/* Whether somebody sits at standard input who can be asked. */
bool input_is_terminal(void);

/* Asks on standard error and reads a line from standard input, without its end. False when there was
 * none. */
bool input_ask(const struct cli *cli, const char *question, struct str *answer);

/* Asks a question that ends with [y/N]. Nothing but y or yes is a yes. */
bool input_ask_yes(const struct cli *cli, const char *question);

#endif
