/* SPDX-License-Identifier: MIT
 *
 * Help made from the rows of the commands and options, and the version.
 */
#ifndef IEMN_CLI_HELP_H
#define IEMN_CLI_HELP_H

#include "cli/subcommand.h"
#include "cli/request.h"

/* Prints the help of one command. */
void help_print(const struct subcommand *command, struct output *out);

bool cmd_help(struct request *request, struct err *err);
bool cmd_version(struct request *request, struct err *err);

#endif
