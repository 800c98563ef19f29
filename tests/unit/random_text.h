/* SPDX-License-Identifier: MIT
 *
 * A fixed sequence of numbers, and texts made from it: mixed scripts, marks, joiners, controls and
 * bad bytes, so that a property can be tried on many of them and a failure comes again.
 */
#ifndef IEMN_TESTS_RANDOM_TEXT_H
#define IEMN_TESTS_RANDOM_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct random {
	uint64_t seed;
};

/* The next number, 0 to limit - 1. */
size_t random_next(struct random *random, size_t limit);

/* Fills at most size bytes with pieces of all kinds; gives the length. May hold NUL and bad bytes. */
size_t random_bytes(struct random *random, char *out, size_t size);

/* The same as valid UTF-8 without controls, with a NUL behind it: a text that can be laid out. */
size_t random_words(struct random *random, char *out, size_t size);

/* The bytes as hexadecimal numbers, to show which text failed; lent until the next call. */
const char *show_hex(const char *bytes, size_t len);

#endif
