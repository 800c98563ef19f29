/* SPDX-License-Identifier: MIT
 *
 * Hands a web address to the desktop, where there is one. The program itself never goes online.
 */
#ifndef IEMN_TUI_OPENER_H
#define IEMN_TUI_OPENER_H

#include <stdbool.h>

#include "base/err.h"

/* Whether an address may leave the program: http, https or mailto, printable ASCII only. */
bool opener_accepts(const char *url);

/* Whether there is a desktop to hand addresses to. */
bool opener_is_available(void);

/* Starts the desktop's opener with the address, never through a shell, and does not wait for it.
 * ERR_INVALID for an address that may not leave; ERR_FAILED when it cannot be started. */
bool opener_open(const char *url, struct err *err);

#endif
