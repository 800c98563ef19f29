/* SPDX-License-Identifier: MIT
 *
 * Two people who look like one and are two.
 */
#ifndef IEMN_CLI_CMD_APART_H
#define IEMN_CLI_CMD_APART_H

#include "cli/request.h"

bool cmd_tell_apart(struct request *request, struct err *err);

#endif
