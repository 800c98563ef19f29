/* SPDX-License-Identifier: MIT
 *
 * Permanent names of records: random UUIDs, so that two offices never make the same one.
 */
#include "store/record.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* xxxxxxxx-xxxx-4xxx-[89ab]xxx-xxxxxxxxxxxx, RFC 9562 section 5.4. */
static bool is_dash_place(size_t i)
{
	return i == 8 || i == 13 || i == 18 || i == 23;
}

void uid_new(char out[UID_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[16];
	if (getentropy(bytes, sizeof bytes) != 0) {
		abort(); /* no system that we run on lacks it, and a guessable uid would be worse */
	}
	bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x40);
	bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);
	size_t at = 0;
	for (size_t i = 0; i < sizeof bytes; i++) {
		if (is_dash_place(at)) {
			out[at++] = '-';
		}
		out[at++] = digits[bytes[i] >> 4];
		out[at++] = digits[bytes[i] & 0x0f];
	}
	out[at] = '\0';
}

bool uid_is_valid(const char *text)
{
	if (strlen(text) != UID_SIZE - 1) {
		return false;
	}
	for (size_t i = 0; i < UID_SIZE - 1; i++) {
		if (is_dash_place(i) ? text[i] != '-' : !strchr("0123456789abcdef", text[i])) {
			return false;
		}
	}
	return true;
}

bool uid_is_beginning(const char *text)
{
	size_t len = strlen(text);
	return len >= UID_BEGINNING_MIN && len < UID_SIZE &&
	       strspn(text, "0123456789abcdef-") == len;
}
