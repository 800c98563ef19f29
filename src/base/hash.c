/* SPDX-License-Identifier: MIT
 *
 * FNV-1a, as its authors Fowler, Noll and Vo describe it.
 */
#include "base/hash.h"

#include <string.h>

#define PRIME UINT64_C(0x100000001b3)

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	for (size_t i = 0; i < len; i++) {
		hash = (hash ^ at[i]) * PRIME;
	}
	return hash;
}

uint64_t hash_text(uint64_t hash, const char *text)
{
	return hash_bytes(hash, text, strlen(text));
}
