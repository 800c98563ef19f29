/* SPDX-License-Identifier: MIT
 *
 * Back and forth in the journal.
 */
#ifndef IEMN_CLI_CMD_UNDO_H
#define IEMN_CLI_CMD_UNDO_H

#include "cli/request.h"

bool cmd_undo(struct request *request, struct err *err);
bool cmd_redo(struct request *request, struct err *err);

#endif
