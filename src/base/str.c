/* SPDX-License-Identifier: MIT
 *
 * The growing string. Memory doubles, so that adding byte by byte stays cheap; there is always a
 * NUL behind the text.
 */
#include "base/str.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Makes room for more bytes and a NUL behind what is there. */
static void reserve(struct str *str, size_t more)
{
	/* A sum that overflows becomes a size that mem_resize() refuses. */
	size_t needed = more < SIZE_MAX - str->len ? str->len + more + 1 : SIZE_MAX;
	if (needed <= str->capacity) {
		return;
	}
	size_t capacity = str->capacity > SIZE_MAX / 2 ? SIZE_MAX : str->capacity * 2;
	if (capacity < 32) {
		capacity = 32;
	}
	if (capacity < needed) {
		capacity = needed;
	}
	str->data = mem_resize(str->data, capacity, 1);
	str->capacity = capacity;
	str->data[str->len] = '\0';
}

void str_clear(struct str *str)
{
	if (str) {
		free(str->data);
		*str = STR_EMPTY;
	}
}

void str_reset(struct str *str)
{
	str_cut(str, 0);
}

void str_add(struct str *str, const char *text)
{
	str_add_bytes(str, text, strlen(text));
}

void str_add_bytes(struct str *str, const char *bytes, size_t len)
{
	reserve(str, len);
	if (len > 0) {
		memcpy(str->data + str->len, bytes, len);
	}
	str->len += len;
	str->data[str->len] = '\0';
}

void str_add_char(struct str *str, char c)
{
	str_add_bytes(str, &c, 1);
}

void str_add_repeat(struct str *str, char c, size_t count)
{
	reserve(str, count);
	memset(str->data + str->len, c, count);
	str->len += count;
	str->data[str->len] = '\0';
}

void str_add_arguments(struct str *str, const char *format, va_list arguments)
{
	va_list again;

	va_copy(again, arguments);
	int len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len >= 0) {
		reserve(str, (size_t)len);
		vsnprintf(str->data + str->len, (size_t)len + 1, format, arguments);
		str->len += (size_t)len;
	}
}

void str_add_format(struct str *str, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	str_add_arguments(str, format, arguments);
	va_end(arguments);
}

void str_insert(struct str *str, size_t at, const char *bytes, size_t len)
{
	assert(at <= str->len);
	reserve(str, len);
	memmove(str->data + at + len, str->data + at, str->len - at + 1);
	if (len > 0) {
		memcpy(str->data + at, bytes, len);
	}
	str->len += len;
}

void str_remove(struct str *str, size_t at, size_t len)
{
	assert(at <= str->len && len <= str->len - at);
	if (len > 0) {
		memmove(str->data + at, str->data + at + len, str->len - at - len + 1);
		str->len -= len;
	}
}

void str_cut(struct str *str, size_t len)
{
	if (len < str->len) {
		str->len = len;
		str->data[len] = '\0';
	}
}

const char *str_text(const struct str *str)
{
	return str->data ? str->data : "";
}

char *str_take(struct str *str)
{
	reserve(str, 0);
	char *text = str->data;
	*str = STR_EMPTY;
	return text;
}

bool str_is_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

bool str_is_same_value(const char *a, const char *b)
{
	return str_is_same(a ? a : "", b ? b : "");
}
