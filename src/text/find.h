/* SPDX-License-Identifier: MIT
 *
 * Finding words in a text as a person reads it: case, width and diacritics do not count.
 */
#ifndef IEMN_TEXT_FIND_H
#define IEMN_TEXT_FIND_H

#include <stdbool.h>
#include <stddef.h>

/* Looks for needle in text from byte from on; sets where it begins and how many bytes it takes. A
 * needle without letters or digits is never found. */
bool text_find(const char *text, size_t from, const char *needle, size_t *start, size_t *len);

#endif
