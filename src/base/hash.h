/* SPDX-License-Identifier: MIT
 *
 * A number for a run of bytes: quick, spread well, the same on every machine. No secret.
 */
#ifndef IEMN_BASE_HASH_H
#define IEMN_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_START UINT64_C(0xcbf29ce484222325) /* of no bytes */

/* The hash of bytes behind those that hash is of: FNV-1a with 64 bits. */
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len);

/* The same for the bytes of a text, without the NUL behind it. */
uint64_t hash_text(uint64_t hash, const char *text);

#endif
