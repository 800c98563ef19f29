/* SPDX-License-Identifier: MIT
 *
 * Names of keys, as the command rows, the help and the manual write them: j, ^D, Tab, PgDn, F1.
 */
#ifndef IEMN_TUI_KEYMAP_H
#define IEMN_TUI_KEYMAP_H

#include <stdbool.h>
#include <stdint.h>

/* Code of the key of len bytes at name, as struct key has it; SCREEN_KEY_NONE for no such key. */
uint32_t key_parse(const char *name, int len);

/* Whether code is among the names that blanks divide. */
bool keys_hold(const char *names, uint32_t code);

#endif
