/* SPDX-License-Identifier: MIT
 *
 * `iemn check`: is the directory file sound?
 */
#ifndef IEMN_CLI_CMD_CHECK_H
#define IEMN_CLI_CMD_CHECK_H

#include "cli/request.h"

bool cmd_check(struct request *request, struct err *err);

#endif
