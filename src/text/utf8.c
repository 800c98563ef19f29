/* SPDX-License-Identifier: MIT
 *
 * UTF-8 as code points and grapheme clusters, on top of libunistring. Clusters are looked for in a
 * window, so that a hostile text of marks alone costs no more than any other.
 */
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/mem.h"
#include "base/str.h"

/* Longest cluster in bytes; a longer one is cut here. Real ones take 40 at most. */
enum { WINDOW = 128 };

static bool is_ascii(char byte)
{
	return (unsigned char)byte < 0x80;
}

/* Bytes that no cluster goes on after or before: printable ASCII. */
static bool is_plain(char byte)
{
	return byte >= ' ' && byte <= '~';
}

bool utf8_is_valid(const char *bytes, size_t len)
{
	return u8_check((const uint8_t *)bytes, len) == NULL;
}

size_t utf8_decode(const char *bytes, size_t len, uint32_t *code)
{
	ucs4_t decoded = 0;
	int taken = u8_mbtoucr(&decoded, (const uint8_t *)bytes, len);

	if (taken <= 0) {
		*code = 0xFFFD;
		return 1;
	}
	*code = decoded;
	return (size_t)taken;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	int len = u8_uctomb((uint8_t *)out, code, 4);

	if (len < 0) {
		memcpy(out, "\xEF\xBF\xBD", 3);
		return 3;
	}
	return (size_t)len;
}

size_t utf8_sequence_length(unsigned char first)
{
	if (first < 0x80) {
		return 1;
	}
	if (first >= 0xC2 && first < 0xE0) {
		return 2;
	}
	if (first >= 0xE0 && first < 0xF0) {
		return 3;
	}
	return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

/* The longest beginning of at most limit bytes that ends between two code points. */
static size_t cut_between_codes(const char *bytes, size_t len, size_t limit)
{
	size_t end = limit;

	if (len <= limit) {
		return len;
	}
	while (end > limit - 4 && ((unsigned char)bytes[end] & 0xC0) == 0x80) {
		end--;
	}
	return end;
}

size_t cluster_length(const char *bytes, size_t len)
{
	char breaks[WINDOW];

	if (is_plain(bytes[0]) && (len == 1 || is_ascii(bytes[1]))) {
		return 1;
	}
	size_t window = cut_between_codes(bytes, len, WINDOW);
	u8_grapheme_breaks((const uint8_t *)bytes, window, breaks);
	for (size_t i = 1; i < window; i++) {
		if (breaks[i]) {
			return i;
		}
	}
	return window;
}

size_t cluster_before(const char *bytes, size_t len, size_t at)
{
	if (at >= 2 && is_plain(bytes[at - 1]) && is_plain(bytes[at - 2])) {
		return at - 1;
	}
	/* Two windows back something must have begun; printable ASCII surely begins a cluster. */
	size_t start = at > 2 * WINDOW ? at - 2 * WINDOW : 0;
	for (size_t i = at; i-- > start;) {
		if (is_plain(bytes[i]) && i + 1 < at) {
			start = i;
		}
	}
	while (start > 0 && start < at && ((unsigned char)bytes[start] & 0xC0) == 0x80) {
		start++;
	}
	while (start < at) {
		size_t next = start + cluster_length(bytes + start, len - start);

		if (next >= at) {
			break;
		}
		start = next;
	}
	return start < at ? start : 0;
}

/* A copy in which what is no UTF-8 became U+FFFD. */
static void repair(struct str *out, const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		char encoded[4];

		at += utf8_decode(bytes + at, len - at, &code);
		str_add_bytes(out, encoded, utf8_encode(code, encoded));
	}
}

char *utf8_normalize(const char *bytes, size_t len)
{
	struct str valid = STR_EMPTY;
	size_t size = 0;

	if (utf8_is_valid(bytes, len)) {
		str_add_bytes(&valid, bytes, len);
	} else {
		repair(&valid, bytes, len);
	}
	uint8_t *composed = u8_normalize(UNINORM_NFC, (const uint8_t *)str_text(&valid), valid.len,
					 NULL, &size);
	char *copy = composed != NULL ? mem_copy_bytes((const char *)composed, size)
				      : mem_copy_text(str_text(&valid));
	free(composed);
	str_clear(&valid);
	return copy;
}

bool utf8_is_right_to_left(const char *text)
{
	size_t len = strlen(text);

	for (size_t at = 0; at < len;) {
		uint32_t code;

		at += utf8_decode(text + at, len - at, &code);
		int class = code < 0x590 ? UC_BIDI_ON : uc_bidi_class(code);
		if (class == UC_BIDI_R || class == UC_BIDI_AL) {
			return true;
		}
		if (uc_bidi_class(code) == UC_BIDI_L) {
			return false;
		}
	}
	return false;
}
