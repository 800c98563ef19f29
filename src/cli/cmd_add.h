/* SPDX-License-Identifier: MIT
 *
 * Commands that fill one record: a new one, one like another, one that is there.
 */
#ifndef IEMN_CLI_CMD_ADD_H
#define IEMN_CLI_CMD_ADD_H

#include "cli/request.h"

bool cmd_add(struct request *request, struct err *err);
bool cmd_copy(struct request *request, struct err *err);
bool cmd_edit(struct request *request, struct err *err);
bool cmd_rename(struct request *request, struct err *err);

#endif
