/* SPDX-License-Identifier: MIT
 *
 * Text for terminals that can do no more than ASCII: letters lose their diacritics, a few signs
 * have a plain form, everything else is a question mark.
 */
#include "text/clean.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/mem.h"
#include "text/utf8.h"

static const char *find_plain_form(uint32_t code)
{
	static const struct {
		uint32_t code;
		const char *form;
	} forms[] = {
		{0x00AB, "<<"}, {0x00B7, "."},	 {0x00BB, ">>"}, {0x00C6, "AE"}, {0x00D0, "D"},
		{0x00D7, "x"},	{0x00D8, "O"},	 {0x00DE, "Th"}, {0x00DF, "ss"}, {0x00E6, "ae"},
		{0x00F0, "d"},	{0x00F8, "o"},	 {0x00FE, "th"}, {0x0110, "D"},	 {0x0111, "d"},
		{0x0126, "H"},	{0x0127, "h"},	 {0x0131, "i"},	 {0x0141, "L"},	 {0x0142, "l"},
		{0x014A, "Ng"}, {0x014B, "ng"},	 {0x0152, "OE"}, {0x0153, "oe"}, {0x0166, "T"},
		{0x0167, "t"},	{0x1E9E, "SS"},	 {0x2010, "-"},	 {0x2012, "-"},	 {0x2013, "-"},
		{0x2014, "-"},	{0x2015, "-"},	 {0x2018, "'"},	 {0x2019, "'"},	 {0x201C, "\""},
		{0x201D, "\""}, {0x201E, "\""},	 {0x2022, "*"},	 {0x2039, "<"},	 {0x203A, ">"},
		{0x2044, "/"},	{0x20AC, "EUR"}, {0x2190, "<-"}, {0x2192, "->"}, {0x2212, "-"},
		{0x25CF, "*"},
	};
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (forms[i].code == code) {
			return forms[i].form;
		}
	}
	return NULL;
}

/* Adds what ASCII has for one character of a clean text. */
static void add_character(struct str *out, const char *bytes, size_t len, uint32_t code)
{
	const char *form = find_plain_form(code);
	if (form) {
		str_add(out, form);
		return;
	}
	if (uc_is_general_category(code, UC_CATEGORY_M) ||
	    uc_is_property_default_ignorable_code_point(code)) {
		return;
	}
	size_t count;
	char *parts = (char *)u8_normalize(UNINORM_NFKD, (const uint8_t *)bytes, len, NULL, &count);
	if (!parts) {
		mem_failed();
	}
	size_t before = out->len;
	for (size_t at = 0; at < count;) {
		uint32_t part;
		at += utf8_decode(parts + at, count - at, &part);
		form = find_plain_form(part);
		if (form) {
			str_add(out, form);
		} else if (part >= 0x20 && part < 0x7F) {
			str_add_char(out, (char)part);
		}
	}
	if (out->len == before) {
		str_add_char(out, '?');
	}
	free(parts);
}

void text_show_ascii(struct str *out, const char *bytes, size_t len, enum text_kind kind)
{
	struct str clean = STR_EMPTY;
	text_show(&clean, bytes, len, kind);
	for (size_t at = 0; at < clean.len;) {
		uint32_t code;
		size_t step = utf8_decode(clean.data + at, clean.len - at, &code);
		if (code < 0x80) {
			str_add_char(out, (char)code);
		} else {
			add_character(out, clean.data + at, step, code);
		}
		at += step;
	}
	str_clear(&clean);
}
