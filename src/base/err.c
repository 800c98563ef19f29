/* SPDX-License-Identifier: MIT
 *
 * The three ways to fill an error and the exit code of each kind. Text that does not fit is cut
 * between two characters, so that no half of one reaches a screen.
 */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* vsnprintf() cuts at a byte: takes the rest of a cut UTF-8 sequence away from the end. */
static void cut_at_character(char *text, size_t len)
{
	size_t at = len;
	while (at > 0 && ((unsigned char)text[at - 1] & 0xC0) == 0x80) {
		at--;
	}
	if (at == 0) {
		return;
	}
	unsigned char first = (unsigned char)text[at - 1];
	size_t needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
	if (len - (at - 1) < needed) {
		text[at - 1] = '\0';
	}
}

static void format_text(char *out, size_t size, const char *format, va_list arguments)
	__attribute__((format(printf, 3, 0)));

static void format_text(char *out, size_t size, const char *format, va_list arguments)
{
	int len = vsnprintf(out, size, format, arguments);
	if (len < 0) {
		out[0] = '\0';
	} else if ((size_t)len >= size) {
		cut_at_character(out, size - 1);
	}
}

bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
{
	if (!err) {
		return false;
	}
	/* The arguments may point into err itself, so the new text is made beside it. */
	char text[sizeof(err->text)];
	va_list arguments;
	va_start(arguments, format);
	format_text(text, sizeof(text), format, arguments);
	va_end(arguments);
	memcpy(err->text, text, strlen(text) + 1);
	err->field[0] = '\0';
	err->kind = kind;
	return false;
}

bool err_set_field(struct err *err, const char *field, const char *format, ...)
{
	if (!err) {
		return false;
	}
	char name[sizeof(err->field)];
	char text[sizeof(err->text)];
	va_list arguments;
	va_start(arguments, format);
	format_text(text, sizeof(text), format, arguments);
	va_end(arguments);
	snprintf(name, sizeof(name), "%s", field);
	memcpy(err->text, text, strlen(text) + 1);
	memcpy(err->field, name, strlen(name) + 1);
	err->kind = ERR_INVALID;
	return false;
}

bool err_prefix(struct err *err, const char *format, ...)
{
	if (!err) {
		return false;
	}
	char words[sizeof(err->text)];
	char old[sizeof(err->text)];
	va_list arguments;
	va_start(arguments, format);
	format_text(words, sizeof(words), format, arguments);
	va_end(arguments);
	memcpy(old, err->text, sizeof(old));
	int len = snprintf(err->text, sizeof(err->text), "%s %s", words, old);
	if (len >= 0 && (size_t)len >= sizeof(err->text)) {
		cut_at_character(err->text, sizeof(err->text) - 1);
	}
	return false;
}

int err_exit_code(enum err_kind kind)
{
	static const int codes[] = {
		[ERR_NONE] = 0,	     [ERR_FAILED] = 1,	 [ERR_USAGE] = 2,     [ERR_NOT_FOUND] = 3,
		[ERR_INVALID] = 4,   [ERR_CONFLICT] = 5, [ERR_READ_ONLY] = 6, [ERR_BUSY] = 6,
		[ERR_DAMAGED] = 7,   [ERR_FOREIGN] = 7,	 [ERR_NEWER] = 7,     [ERR_SYSTEM] = 8,
		[ERR_CANCELLED] = 1,
	};
	return codes[kind];
}
