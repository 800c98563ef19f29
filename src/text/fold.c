/* SPDX-License-Identifier: MIT
 *
 * Folding by the frozen table in fold_table.h.
 */
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

#include "text/fold_table.h"
#include "text/utf8.h"

/* Scripts that are written without blanks and searched by the character. */
static const uint32_t ideograph_ranges[][2] = {
	{0x3005, 0x3007},   /* marks that stand for a Han character */
	{0x3041, 0x30FF},   /* hiragana, katakana */
	{0x31F0, 0x31FF},   /* small katakana */
	{0x3400, 0x4DBF},   /* Han */
	{0x4E00, 0x9FFF},   /* Han */
	{0xAC00, 0xD7A3},   /* Hangul syllables */
	{0xF900, 0xFAFF},   /* Han */
	{0x1B000, 0x1B16F}, /* old kana */
	{0x20000, 0x3FFFD}, /* Han */
};

static bool is_in_ranges(uint32_t code, const uint32_t (*ranges)[2], size_t count)
{
	size_t low = 0;
	size_t high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (code > ranges[middle][1]) {
			low = middle + 1;
		} else if (code < ranges[middle][0]) {
			high = middle;
		} else {
			return true;
		}
	}
	return false;
}

bool fold_is_ideograph(uint32_t code)
{
	return is_in_ranges(code, ideograph_ranges,
		sizeof ideograph_ranges / sizeof *ideograph_ranges);
}

/* What a character folds to, from the table; NULL for itself. */
static const char *find_folded(uint32_t code)
{
	size_t low = 0;
	size_t high = sizeof fold_codes / sizeof *fold_codes;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (fold_codes[middle] == code) {
			return (const char *)fold_pool + fold_places[middle];
		}
		if (fold_codes[middle] < code) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return NULL;
}

/* Adds one blank, unless the text would begin with it or one stands there already. */
static void add_blank(struct str *out, size_t start)
{
	if (out->len > start && out->data[out->len - 1] != ' ') {
		str_add_char(out, ' ');
	}
}

static void add_ascii(struct str *out, size_t start, char c)
{
	if (c >= 'A' && c <= 'Z') {
		str_add_char(out, (char)(c - 'A' + 'a'));
	} else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
		str_add_char(out, c);
	} else {
		add_blank(out, start);
	}
}

static void add_folded(struct str *out, size_t start, uint32_t code, const char *bytes, size_t len)
{
	if (!is_in_ranges(code, word_ranges, sizeof word_ranges / sizeof *word_ranges)) {
		add_blank(out, start);
		return;
	}
	const char *to = find_folded(code);
	if (to == NULL) {
		str_add_bytes(out, bytes, len);
		return;
	}
	for (; *to != '\0'; to++) {
		if (*to == ' ') {
			add_blank(out, start);
		} else {
			str_add_char(out, *to);
		}
	}
}

static bool is_all_ascii(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)bytes[i] >= 0x80) {
			return false;
		}
	}
	return true;
}

void text_fold(struct str *out, const char *bytes, size_t len)
{
	size_t start = out->len;
	/* Composed first: the table knows characters, not a letter and its mark apart. */
	char *composed = is_all_ascii(bytes, len) ? NULL : utf8_normalize(bytes, len);
	const char *text = composed != NULL ? composed : bytes;
	size_t size = composed != NULL ? strlen(composed) : len;

	for (size_t at = 0; at < size;) {
		uint32_t code;
		size_t step = utf8_decode(text + at, size - at, &code);

		if (code < 0x80) {
			add_ascii(out, start, text[at]);
		} else {
			add_folded(out, start, code, text + at, step);
		}
		at += step;
	}
	if (out->len > start && out->data[out->len - 1] == ' ') {
		str_cut(out, out->len - 1);
	}
	free(composed);
}

void text_fold_words(struct str *out, const char *bytes, size_t len)
{
	struct str folded = STR_EMPTY;

	text_fold(&folded, bytes, len);
	if (folded.len > 0) {
		str_add_char(out, ' ');
	}
	for (size_t at = 0; at < folded.len;) {
		uint32_t code;
		size_t step = utf8_decode(folded.data + at, folded.len - at, &code);
		bool is_alone = code >= 0x80 && fold_is_ideograph(code);

		if (is_alone && out->data[out->len - 1] != ' ') {
			str_add_char(out, ' ');
		}
		str_add_bytes(out, folded.data + at, step);
		at += step;
		bool ends_word = is_alone || at == folded.len;
		if (ends_word && (at == folded.len || folded.data[at] != ' ')) {
			str_add_char(out, ' ');
		}
	}
	str_clear(&folded);
}
