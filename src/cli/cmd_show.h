/* SPDX-License-Identifier: MIT
 *
 * `iemn show`, `iemn search` and `iemn schema`.
 */
#ifndef IEMN_CLI_CMD_SHOW_H
#define IEMN_CLI_CMD_SHOW_H

#include "cli/request.h"

bool cmd_show(struct request *request, struct err *err);
bool cmd_search(struct request *request, struct err *err);
bool cmd_schema(struct request *request, struct err *err);

#endif
