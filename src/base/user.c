/* SPDX-License-Identifier: MIT
 *
 * Who sits at the terminal. What the environment gives is taken as far as it is plain UTF-8: the name
 * goes into the file and from there to other people's screens.
 */
#include "base/user.h"

#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Bytes of the character that text begins with (RFC 3629); 0 when it is none, or a control. */
static size_t character_length(const unsigned char *text)
{
	/* By the first byte: the least and the greatest second byte, and the length. */
	static const struct {
		unsigned char first, last, low, high, len;
	} rows[] = {
		{0x20, 0x7e, 0, 0, 1},	     {0xc2, 0xc2, 0xa0, 0xbf, 2},
		{0xc3, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
		{0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3},
		{0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
		{0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (text[0] < rows[i].first || text[0] > rows[i].last) {
			continue;
		}
		if (rows[i].len > 1 && (text[1] < rows[i].low || text[1] > rows[i].high)) {
			return 0;
		}
		for (size_t byte = 2; byte < rows[i].len; byte++) {
			if ((text[byte] & 0xc0) != 0x80) {
				return 0;
			}
		}
		return rows[i].len;
	}
	return 0;
}

/* Whether a character changes the direction of text (Bidi_Control of Unicode), by which a name would
 * read as another one: U+061C, U+200E and F, U+202A to E, U+2066 to 9. */
static bool is_bidi_control(const char *text, size_t len)
{
	static const struct {
		const char *lead; /* all bytes but the last one */
		unsigned char low, high;
	} rows[] = {
		{"\xd8", 0x9c, 0x9c},
		{"\xe2\x80", 0x8e, 0x8f},
		{"\xe2\x80", 0xaa, 0xae},
		{"\xe2\x81", 0xa6, 0xa9},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t lead = strlen(rows[i].lead);
		if (len == lead + 1 && strncmp(text, rows[i].lead, lead) == 0 &&
		    (unsigned char)text[lead] >= rows[i].low &&
		    (unsigned char)text[lead] <= rows[i].high) {
			return true;
		}
	}
	return false;
}

/* Takes the characters of a text over; false when there are none. */
static bool take(const char *text, char out[USER_SIZE])
{
	size_t used = 0;
	for (size_t i = 0; text && text[i] != '\0';) {
		size_t len = character_length((const unsigned char *)text + i);
		size_t kept = is_bidi_control(text + i, len) ? 0 : len;
		if (used + kept >= USER_SIZE) {
			break;
		}
		memcpy(out + used, text + i, kept);
		used += kept;
		i += len > 0 ? len : 1;
	}
	out[used] = '\0';
	return out[strspn(out, " ")] != '\0';
}

void user_name(char out[USER_SIZE])
{
	if (take(getenv("IEMN_USER"), out)) {
		return;
	}
	const struct passwd *entry = getpwuid(getuid());
	if (!entry || !take(entry->pw_name, out)) {
		snprintf(out, USER_SIZE, "%lu", (unsigned long)getuid());
	}
}
