/* SPDX-License-Identifier: MIT
 *
 * The part of the help that tells the fields of records.
 */
#ifndef IEMN_CLI_HELP_FIELDS_H
#define IEMN_CLI_HELP_FIELDS_H

#include "cli/flag.h"
#include "cli/output.h"

/* Prints the flags of one kind of record. */
void help_print_fields(const struct flag_kind *kind, struct output *out);

/* Prints those of all kinds. */
void help_print_all_fields(struct output *out);

#endif
