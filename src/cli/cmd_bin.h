/* SPDX-License-Identifier: MIT
 *
 * To the bin and out of it.
 */
#ifndef IEMN_CLI_CMD_BIN_H
#define IEMN_CLI_CMD_BIN_H

#include "cli/request.h"
#include "cli/writing.h"

bool cmd_remove(struct request *request, struct err *err);
bool cmd_restore(struct request *request, struct err *err);

/* The record in the bin that the words of the request name: by uid, its beginning, or name. */
bool cmd_bin_find(struct writing *writing, struct held *held, struct err *err);

#endif
