/* SPDX-License-Identifier: MIT
 *
 * What every run of the program begins with.
 */
#ifndef IEMN_BASE_PROCESS_H
#define IEMN_BASE_PROCESS_H

#include <stdbool.h>

#include "base/err.h"

/* Makes the process safe: descriptors 0 to 2 are open, new files are for the user alone, and personal
 * data goes into no core dump. ERR_FAILED when it runs with another user's rights; ERR_SYSTEM. */
bool process_prepare(struct err *err);

#endif
