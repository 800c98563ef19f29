/* SPDX-License-Identifier: MIT
 *
 * The gate. text_show() is one walk from left to right that remembers what it let through last, so
 * that its output passes again unchanged: marks need something to stand on, joiners something on
 * both sides.
 */
#include "text/clean.h"

#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <wchar.h>

#include "text/utf8.h"

#define REPLACEMENT 0xFFFD
#define DOTTED_CIRCLE 0x25CC /* what Unicode shows a mark without its letter on */
#define JOINER 0x200D
#define NON_JOINER 0x200C
#define TEXT_SELECTOR 0xFE0E
#define EMOJI_SELECTOR 0xFE0F
#define PICTURES 0x2400 /* control pictures of C0; DEL has U+2421 */
#define PICTURE_OF_DEL 0x2421
#define LINE_SEPARATOR 0x2028
#define PARAGRAPH_SEPARATOR 0x2029

#define MARKS_SHOWN 4

static bool is_c1(uint32_t code)
{
	return code >= 0x80 && code <= 0x9F;
}

/* Whether a character goes with the letter before it; a few vowel signs stand alone. */
static bool is_mark(uint32_t code)
{
	return code >= 0x300 && uc_is_general_category(code, UC_CATEGORY_M) &&
	       !uc_is_grapheme_break(DOTTED_CIRCLE, code);
}

/* A format character that is never seen. Libraries differ on whether it takes a column. */
static bool is_unseen(uint32_t code)
{
	return uc_graphemeclusterbreak_property(code) == GBP_CONTROL;
}

/* What is being shown and what was let through last. */
struct shower {
	struct str *out;
	bool has_widths; /* wcwidth() can be asked about everything */
	bool is_prose;
	uint32_t last;	 /* code point added last, 0 at the start and after LF */
	uint32_t joiner; /* waiting for something to join, 0 when none is */
	int marks;	 /* on the letter */
	bool is_picture; /* the letter is an emoji, with nothing but marks behind it */
};

static void add_code(struct shower *shower, uint32_t code)
{
	char encoded[4];
	str_add_bytes(shower->out, encoded, utf8_encode(code, encoded));
	shower->last = code;
}

/* A character that stands for itself. */
static void add_letter(struct shower *shower, uint32_t code)
{
	bool is_picture = uc_is_property_extended_pictographic(code);
	/* Two pictures make one cluster with a joiner between them (UAX #29, GB11). */
	if (shower->joiner == JOINER && shower->is_picture && is_picture &&
	    shower->marks < MARKS_SHOWN) {
		add_code(shower, JOINER);
	}
	add_code(shower, code);
	shower->joiner = 0;
	shower->marks = 0;
	shower->is_picture = is_picture;
}

static void add_line_end(struct shower *shower)
{
	add_letter(shower, '\n');
	shower->last = 0;
}

/* What takes no column of its own, or is a mark: needs a letter, and not too many on it. */
static void add_mark(struct shower *shower, uint32_t code)
{
	bool stands = shower->last != 0 && !uc_is_grapheme_break(shower->last, code);
	if (!stands) {
		add_letter(shower, is_mark(code) ? DOTTED_CIRCLE : REPLACEMENT);
		if (!is_mark(code)) {
			return;
		}
	}
	/* Only a mark stays in the cluster behind a joiner. */
	if (!is_mark(code)) {
		shower->joiner = 0;
	}
	int needed = shower->joiner ? 2 : 1;
	if (shower->marks + needed > MARKS_SHOWN) {
		shower->joiner = 0;
		needed = 1;
	}
	if (shower->marks + needed > MARKS_SHOWN) {
		return;
	}
	if (shower->joiner) {
		add_code(shower, shower->joiner);
		shower->joiner = 0;
	}
	add_code(shower, code);
	shower->marks += needed;
	shower->is_picture &= uc_graphemeclusterbreak_property(code) == GBP_EXTEND;
}

/* Variation selectors change the look of what they follow; one is enough. */
static void add_selector(struct shower *shower, uint32_t code)
{
	bool follows = shower->last == TEXT_SELECTOR || shower->last == EMOJI_SELECTOR;
	if (shower->last != 0 && !follows) {
		add_mark(shower, code);
	}
}

/* Bidi controls in words: left out they would hide that someone meddled with the order. */
static const char *find_bidi_words(uint32_t code)
{
	static const struct {
		uint32_t code;
		const char *words;
	} names[] = {
		{0x061C, "‹ALM›"}, {0x200E, "‹LRM›"}, {0x200F, "‹RLM›"}, {0x202A, "‹LRE›"},
		{0x202B, "‹RLE›"}, {0x202C, "‹PDF›"}, {0x202D, "‹LRO›"}, {0x202E, "‹RLO›"},
		{0x2066, "‹LRI›"}, {0x2067, "‹RLI›"}, {0x2068, "‹FSI›"}, {0x2069, "‹PDI›"},
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (names[i].code == code) {
			return names[i].words;
		}
	}
	return NULL;
}

static void show_bidi_control(struct shower *shower, const char *words)
{
	size_t len = strlen(words);
	for (size_t at = 0; at < len;) {
		uint32_t code;
		at += utf8_decode(words + at, len - at, &code);
		add_letter(shower, code);
	}
}

static void show_control(struct shower *shower, uint32_t code)
{
	if (shower->is_prose && code == '\n') {
		add_line_end(shower);
	} else if (shower->is_prose && code == '\t') {
		add_letter(shower, ' ');
	} else {
		add_letter(shower, code == 0x7F ? PICTURE_OF_DEL : PICTURES + code);
	}
}

static void show_separator(struct shower *shower)
{
	if (shower->is_prose) {
		add_line_end(shower);
	} else {
		add_letter(shower, PICTURES + '\n');
	}
}

/* A code point beyond ASCII and C1. */
static void show_wide(struct shower *shower, uint32_t code)
{
	const char *words = find_bidi_words(code);
	if (words) {
		show_bidi_control(shower, words);
	} else if (code == LINE_SEPARATOR || code == PARAGRAPH_SEPARATOR) {
		show_separator(shower);
	} else if (code == JOINER || code == NON_JOINER) {
		shower->joiner = shower->last != 0 ? code : 0;
	} else if (code == TEXT_SELECTOR || code == EMOJI_SELECTOR) {
		add_selector(shower, code);
	} else if (uc_is_property_default_ignorable_code_point(code)) {
		return;
	} else if (is_unseen(code) || (shower->has_widths && wcwidth((wchar_t)code) < 0)) {
		add_letter(shower, REPLACEMENT);
	} else if (is_mark(code) || (shower->has_widths && wcwidth((wchar_t)code) == 0)) {
		add_mark(shower, code);
	} else {
		add_letter(shower, code);
	}
}

/* Adds the printable ASCII at the beginning as it is; gives its length. */
static size_t show_plain(struct shower *shower, const char *bytes, size_t len)
{
	size_t count = 0;
	while (count < len && bytes[count] >= 0x20 && bytes[count] < 0x7F) {
		count++;
	}
	if (count > 0) {
		str_add_bytes(shower->out, bytes, count - 1);
		add_letter(shower, (unsigned char)bytes[count - 1]);
	}
	return count;
}

void text_show(struct str *out, const char *bytes, size_t len, enum text_kind kind)
{
	/* A locale that does not know Han knows too little to say what cannot be shown. */
	struct shower shower = {
		.out = out, .has_widths = wcwidth(0x5F90) == 2, .is_prose = kind == TEXT_PROSE};
	for (size_t at = show_plain(&shower, bytes, len); at < len;) {
		uint32_t code;
		size_t step = utf8_decode(bytes + at, len - at, &code);
		bool ends_line = code == '\r' && at + 1 < len && bytes[at + 1] == '\n';
		if (is_c1(code)) {
			add_letter(&shower, REPLACEMENT);
		} else if (code >= 0x80) {
			show_wide(&shower, code);
		} else if (!(ends_line && shower.is_prose)) {
			show_control(&shower, code);
		}
		at += step;
		at += show_plain(&shower, bytes + at, len - at);
	}
}
