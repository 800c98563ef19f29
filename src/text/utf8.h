/* SPDX-License-Identifier: MIT
 *
 * UTF-8 (RFC 3629) as code points and grapheme clusters (UAX #29). It knows nothing of columns:
 * that is layout.h.
 */
#ifndef IEMN_TEXT_UTF8_H
#define IEMN_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether len bytes are well-formed UTF-8. */
bool utf8_is_valid(const char *bytes, size_t len);

/* Decodes the first code point of len > 0 bytes and gives its length in bytes; a byte that begins
 * none gives U+FFFD and 1. */
size_t utf8_decode(const char *bytes, size_t len, uint32_t *code);

/* Writes a code point as UTF-8 and gives its length, 1 to 4; what is none is written as U+FFFD. */
size_t utf8_encode(uint32_t code, char out[4]);

/* How many bytes a sequence that begins with this byte has: 1 to 4, 0 for a byte that begins none. */
size_t utf8_sequence_length(unsigned char first);

/* Bytes of the first grapheme cluster of len > 0 bytes. */
size_t cluster_length(const char *bytes, size_t len);

/* Where the cluster before byte at begins; 0 at the start. */
size_t cluster_before(const char *bytes, size_t len, size_t at);

/* text in Unicode normal form C, yours to free; bad bytes become U+FFFD. */
char *utf8_normalize(const char *bytes, size_t len);

/* The same in normal form D: letters and marks apart. */
char *utf8_decompose(const char *bytes, size_t len);

/* Whether two texts are the same letters, in whatever normal form each is (compared in form KC). */
bool utf8_is_same(const char *a, const char *b);

#endif
