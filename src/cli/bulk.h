/* SPDX-License-Identifier: MIT
 *
 * One field of many records, set at once: `edit --where QUERY people --FIELD VALUE`.
 */
#ifndef IEMN_CLI_BULK_H
#define IEMN_CLI_BULK_H

#include "cli/request.h"

/* Says how many records of a list would change, asks, and sets the field of all in one action. Where
 * nobody can be asked it needs --yes. */
bool bulk_run(struct request *request, struct err *err);

#endif
