/* SPDX-License-Identifier: MIT
 *
 * `iemn list`: people, agencies, events and countries.
 */
#ifndef IEMN_CLI_CMD_LIST_H
#define IEMN_CLI_CMD_LIST_H

#include "cli/request.h"

bool cmd_list(struct request *request, struct err *err);

#endif
