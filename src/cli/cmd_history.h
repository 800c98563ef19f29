/* SPDX-License-Identifier: MIT
 *
 * `iemn history`: what was done, or what became of one record.
 */
#ifndef IEMN_CLI_CMD_HISTORY_H
#define IEMN_CLI_CMD_HISTORY_H

#include "cli/request.h"

bool cmd_history(struct request *request, struct err *err);

#endif
