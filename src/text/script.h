/* SPDX-License-Identifier: MIT
 *
 * Which script a text is written in, by the script property of Unicode (UAX #24).
 */
#ifndef IEMN_TEXT_SCRIPT_H
#define IEMN_TEXT_SCRIPT_H

#include <stddef.h>

/* Bytes before the first letter of another script than Latin; len when there is none. Digits, marks and
 * punctuation go with every script, and so does what the library does not know yet. */
size_t script_latin_length(const char *bytes, size_t len);

#endif
