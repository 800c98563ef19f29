/* SPDX-License-Identifier: MIT
 *
 * Code points, grapheme clusters and normal form. The decoder is our own, strict as RFC 3629 asks,
 * so that a bad byte is one step everywhere; clusters come from libunistring, looked at through a
 * window so that a hostile text of marks costs no more than any other.
 */
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/mem.h"
#include "base/str.h"

#define CLUSTER_MAX 128	 /* bytes; a longer one is cut there, real ones take 40 at most */
#define CLUSTER_USUAL 24 /* bytes that all but a few have */
#define REPLACEMENT 0xFFFD
#define JOINER 0x200D
#define DEVANAGARI_KA 0x915
#define DEVANAGARI_VIRAMA 0x94D

bool utf8_is_valid(const char *bytes, size_t len)
{
	return !u8_check((const uint8_t *)bytes, len);
}

size_t utf8_sequence_length(unsigned char first)
{
	if (first < 0x80) {
		return 1;
	}
	if (first < 0xC2 || first > 0xF4) {
		return 0;
	}
	return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

size_t utf8_decode(const char *bytes, size_t len, uint32_t *code)
{
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first = (unsigned char)bytes[0];
	size_t needed = utf8_sequence_length(first);
	if (needed == 1) {
		*code = first;
		return 1;
	}
	*code = REPLACEMENT;
	if (needed == 0 || needed > len) {
		return 1;
	}
	uint32_t value = first & (0x7FU >> needed);
	for (size_t i = 1; i < needed; i++) {
		unsigned char next = (unsigned char)bytes[i];
		if ((next & 0xC0) != 0x80) {
			return 1;
		}
		value = value << 6 | (next & 0x3FU);
	}
	/* Overlong forms, surrogates and what lies past Unicode. */
	if (value < smallest[needed] || (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF) {
		return 1;
	}
	*code = value;
	return needed;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
		code = REPLACEMENT;
	}
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80U | (code & 0x3FU));
		code >>= 6;
	}
	out[0] = (char)(marks[len] | code);
	return len;
}

/* Whether a code point can be the second consonant of an Indic conjunct (UAX #29, GB9c). A library
 * older than that rule joins none. */
static bool ends_conjunct(uint32_t code)
{
	const ucs4_t codes[] = {DEVANAGARI_KA, DEVANAGARI_VIRAMA, code};
	char breaks[3];
	uc_grapheme_breaks(codes, 3, breaks);
	return !breaks[2];
}

/* Whether a cluster surely ends between two code points, whatever stands before them: conjuncts,
 * flags and joined pictures need more than the pair (UAX #29, GB9c and GB11 to GB13). */
static bool is_sure_break(uint32_t before, uint32_t after)
{
	if (before == JOINER || !uc_is_grapheme_break(before, after)) {
		return false;
	}
	switch (uc_graphemeclusterbreak_property(before)) {
	case GBP_RI:
		return uc_graphemeclusterbreak_property(after) != GBP_RI;
	case GBP_EXTEND:
		return !ends_conjunct(after);
	default:
		return true;
	}
}

/* At most limit bytes of the text, not through the middle of a character. */
static size_t cut_window(const char *bytes, size_t len, size_t limit)
{
	if (len <= limit) {
		return len;
	}
	size_t window = limit;
	while (window > limit - 3 && ((unsigned char)bytes[window] & 0xC0) == 0x80) {
		window--;
	}
	return window;
}

/* Length of the first cluster in a window of at most CLUSTER_MAX bytes; all of it when none ends
 * there. The library walks through decoded text, where a bad byte is one step for it too. */
static size_t find_break(const char *bytes, size_t window)
{
	ucs4_t codes[CLUSTER_MAX];
	size_t starts[CLUSTER_MAX];
	char breaks[CLUSTER_MAX];
	size_t count = 0;
	size_t at = 0;
	do {
		starts[count] = at;
		at += utf8_decode(bytes + at, window - at, &codes[count]);
		count++;
	} while (at < window);
	uc_grapheme_breaks(codes, count, breaks);
	for (size_t i = 1; i < count; i++) {
		if (breaks[i]) {
			return starts[i];
		}
	}
	return window;
}

size_t cluster_length(const char *bytes, size_t len)
{
	uint32_t first;
	uint32_t second;
	size_t step = utf8_decode(bytes, len, &first);
	if (step == len) {
		return step;
	}
	if (first < 0x80 && (unsigned char)bytes[1] < 0x80) {
		return first == '\r' && bytes[1] == '\n' ? 2 : 1;
	}
	utf8_decode(bytes + step, len - step, &second);
	if (is_sure_break(first, second)) {
		return step;
	}
	/* Most end soon; only those that do not are looked at in full. */
	size_t window = cut_window(bytes, len, CLUSTER_USUAL);
	size_t found = find_break(bytes, window);
	return found < window ? found : find_break(bytes, cut_window(bytes, len, CLUSTER_MAX));
}

/* Where the character before byte at > 0 begins. */
static size_t find_character_before(const char *bytes, size_t at)
{
	uint32_t code;
	for (size_t step = 2; step <= 4 && step <= at; step++) {
		if (utf8_decode(bytes + at - step, step, &code) == step) {
			return at - step;
		}
	}
	return at - 1;
}

size_t cluster_before(const char *bytes, size_t len, size_t at)
{
	if (at == 0) {
		return 0;
	}
	/* Back to a place that is surely a boundary, then forward as everyone else walks. */
	size_t start = find_character_before(bytes, at);
	while (start > 0) {
		uint32_t before;
		uint32_t after;
		size_t previous = find_character_before(bytes, start);
		utf8_decode(bytes + previous, start - previous, &before);
		utf8_decode(bytes + start, len - start, &after);
		if (is_sure_break(before, after)) {
			break;
		}
		start = previous;
	}
	for (;;) {
		size_t next = start + cluster_length(bytes + start, len - start);
		if (next >= at) {
			return start;
		}
		start = next;
	}
}

static bool is_ascii(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)bytes[i] >= 0x80) {
			return false;
		}
	}
	return true;
}

/* Adds the bytes with U+FFFD for what is bad. */
static void add_repaired(struct str *out, const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		char encoded[4];
		at += utf8_decode(bytes + at, len - at, &code);
		str_add_bytes(out, encoded, utf8_encode(code, encoded));
	}
}

static char *normalize(uninorm_t form, const char *bytes, size_t len)
{
	if (is_ascii(bytes, len)) {
		return mem_copy_bytes(bytes, len);
	}
	struct str repaired = STR_EMPTY;
	size_t count;
	add_repaired(&repaired, bytes, len);
	char *normal = (char *)u8_normalize(form, (const uint8_t *)repaired.data, repaired.len,
					    NULL, &count);
	if (!normal) {
		mem_failed();
	}
	char *text = mem_copy_bytes(normal, count);
	free(normal);
	str_clear(&repaired);
	return text;
}

char *utf8_normalize(const char *bytes, size_t len)
{
	return normalize(UNINORM_NFC, bytes, len);
}

char *utf8_decompose(const char *bytes, size_t len)
{
	return normalize(UNINORM_NFD, bytes, len);
}

bool utf8_is_same(const char *a, const char *b)
{
	char *one = normalize(UNINORM_NFKC, a, strlen(a));
	char *other = normalize(UNINORM_NFKC, b, strlen(b));
	bool is_same = strcmp(one, other) == 0;
	free(one);
	free(other);
	return is_same;
}
