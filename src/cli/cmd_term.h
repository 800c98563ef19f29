/* SPDX-License-Identifier: MIT
 *
 * A term of office ends, another follows.
 */
#ifndef IEMN_CLI_CMD_TERM_H
#define IEMN_CLI_CMD_TERM_H

#include "cli/request.h"

bool cmd_end_term(struct request *request, struct err *err);
bool cmd_succeed(struct request *request, struct err *err);

#endif
