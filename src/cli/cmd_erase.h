/* SPDX-License-Identifier: MIT
 *
 * Erasing a person for good.
 */
#ifndef IEMN_CLI_CMD_ERASE_H
#define IEMN_CLI_CMD_ERASE_H

#include "cli/request.h"

bool cmd_erase(struct request *request, struct err *err);

#endif
