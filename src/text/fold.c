/* SPDX-License-Identifier: MIT
 *
 * Folding for comparison. Each code point goes through the frozen table alone; normal form C at the
 * end makes one spelling of letters that can be written in several.
 */
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include "base/mem.h"
#include "text/fold_table.h"
#include "text/utf8.h"

/* Marks of voiced kana; there are kana that do not melt into one character with them. */
#define VOICED_MARK 0x3099
#define HALF_VOICED_MARK 0x309A

/* Folded text while it grows. */
struct folder {
	struct str *out;
	size_t start;  /* of this text in out */
	bool is_apart; /* a blank waits for the next letter */
	bool is_ascii; /* so far */
};

static void add_letters(struct folder *folder, const char *bytes, size_t len)
{
	if (folder->is_apart && folder->out->len > folder->start) {
		str_add_char(folder->out, ' ');
	}
	folder->is_apart = false;
	str_add_bytes(folder->out, bytes, len);
}

static void add_code(struct folder *folder, uint32_t code)
{
	char encoded[4];
	size_t len = utf8_encode(code, encoded);
	folder->is_ascii &= code < 0x80;
	add_letters(folder, encoded, len);
}

static void add_ascii(struct folder *folder, char c)
{
	if (c >= 'A' && c <= 'Z') {
		c = (char)(c - 'A' + 'a');
	}
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
		add_letters(folder, &c, 1);
	} else {
		folder->is_apart = true;
	}
}

static int compare_run(const void *key, const void *row)
{
	uint32_t code = *(const uint32_t *)key;
	const struct fold_run *run = row;
	return (code > run->last) - (code < run->first);
}

static int compare_text(const void *key, const void *row)
{
	uint32_t code = *(const uint32_t *)key;
	const struct fold_text *text = row;
	return (code > text->code) - (code < text->code);
}

static void add_run(struct folder *folder, const struct fold_run *run, uint32_t code)
{
	switch (run->kind) {
	case FOLD_KEEP:
		add_code(folder, code);
		break;
	case FOLD_DROP:
		break;
	case FOLD_MOVE:
		add_code(folder, (uint32_t)((int32_t)code + run->number));
		break;
	case FOLD_SAME:
		add_code(folder, (uint32_t)run->number);
		break;
	case FOLD_PAIRS:
		add_code(folder, code + ((code - run->first) % 2 == 0));
		break;
	}
}

/* Adds a text of the table: letters and blanks. */
static void add_text(struct folder *folder, const char *text)
{
	size_t len = strlen(text);
	for (size_t at = 0; at < len;) {
		uint32_t code;
		at += utf8_decode(text + at, len - at, &code);
		if (code == ' ') {
			folder->is_apart = true;
		} else {
			add_code(folder, code);
		}
	}
}

static void fold_code(struct folder *folder, uint32_t code)
{
	const struct fold_run *run =
		bsearch(&code, fold_runs, fold_run_count, sizeof(fold_runs[0]), compare_run);
	if (run) {
		add_run(folder, run, code);
		return;
	}
	const struct fold_text *text =
		bsearch(&code, fold_texts, fold_text_count, sizeof(fold_texts[0]), compare_text);
	if (text) {
		add_text(folder, text->text);
	} else {
		folder->is_apart = true;
	}
}

/* Brings what was added to out from byte start on into normal form C. */
static void normalize_end(struct str *out, size_t start)
{
	char *normal = utf8_normalize(out->data + start, out->len - start);
	str_cut(out, start);
	str_add(out, normal);
	free(normal);
}

void text_fold(struct str *out, const char *bytes, size_t len)
{
	struct folder folder = {.out = out, .start = out->len, .is_ascii = true};
	for (size_t at = 0; at < len;) {
		if ((unsigned char)bytes[at] < 0x80) {
			add_ascii(&folder, bytes[at]);
			at++;
			continue;
		}
		uint32_t code;
		at += utf8_decode(bytes + at, len - at, &code);
		fold_code(&folder, code);
	}
	if (!folder.is_ascii) {
		normalize_end(out, folder.start);
	}
}

bool fold_is_ideograph(uint32_t code)
{
	static const struct {
		uint32_t first;
		uint32_t last;
	} ranges[] = {
		{0x3005, 0x3007}, {0x3021, 0x3029},   {0x3038, 0x303B},	  {0x3041, 0x3096},
		{0x309D, 0x309F}, {0x30A1, 0x30FA},   {0x30FC, 0x30FF},	  {0x31F0, 0x31FF},
		{0x3400, 0x4DBF}, {0x4E00, 0x9FFF},   {0xAC00, 0xD7A3},	  {0xF900, 0xFAFF},
		{0xFF66, 0xFF9D}, {0x1AFF0, 0x1B16F}, {0x20000, 0x323AF},
	};
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		if (code >= ranges[i].first && code <= ranges[i].last) {
			return true;
		}
	}
	return false;
}

/* Adds a folded text with its words and ideographs apart, a blank before each. */
static void add_words(struct str *out, const char *text, size_t len)
{
	bool begins = true;	      /* a word begins here */
	bool is_after_single = false; /* an ideograph stands before this place */
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t step = utf8_decode(text + at, len - at, &code);
		bool is_single = fold_is_ideograph(code);
		bool is_voice = code == VOICED_MARK || code == HALF_VOICED_MARK;
		begins = begins || is_single || (is_after_single && !is_voice);
		if (begins && code != ' ') {
			str_add_char(out, ' ');
		}
		if (code != ' ') {
			str_add_bytes(out, text + at, step);
		}
		begins = code == ' ';
		is_after_single = is_single || (is_after_single && is_voice);
		at += step;
	}
	str_add_char(out, ' ');
}

void text_fold_words(struct str *out, const char *bytes, size_t len)
{
	struct str folded = STR_EMPTY;
	text_fold(&folded, bytes, len);
	if (folded.len > 0) {
		add_words(out, folded.data, folded.len);
	}
	str_clear(&folded);
}

bool text_is_same_folded(const char *a, const char *b)
{
	struct str left = STR_EMPTY;
	struct str right = STR_EMPTY;
	a = a != NULL ? a : "";
	b = b != NULL ? b : "";
	text_fold(&left, a, strlen(a));
	text_fold(&right, b, strlen(b));
	bool is_same = left.len == 0 && right.len == 0
			       ? strcmp(a, b) == 0
			       : strcmp(str_text(&left), str_text(&right)) == 0;
	str_clear(&right);
	str_clear(&left);
	return is_same;
}
