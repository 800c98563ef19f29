/* SPDX-License-Identifier: MIT
 *
 * A string that grows. Start from STR_EMPTY or a zeroed struct; str_clear() gives the memory back.
 */
#ifndef IEMN_BASE_STR_H
#define IEMN_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct str {
	char *data;	 /* NUL-terminated; NULL only while nothing was ever added */
	size_t len;	 /* bytes without the NUL */
	size_t capacity; /* bytes allocated */
};

#define STR_EMPTY ((struct str){NULL, 0, 0})

/* Frees the memory; the string is empty and can be used again. */
void str_clear(struct str *str);

/* Empties the string and keeps its memory. */
void str_reset(struct str *str);

void str_add(struct str *str, const char *text);
void str_add_bytes(struct str *str, const char *bytes, size_t len);
void str_add_char(struct str *str, char c);
void str_add_repeat(struct str *str, char c, size_t count);
void str_add_format(struct str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_add_arguments(struct str *str, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

/* Puts len bytes in at byte at, or takes len bytes out there. */
void str_insert(struct str *str, size_t at, const char *bytes, size_t len);
void str_remove(struct str *str, size_t at, size_t len);

/* Cuts the string to its first len bytes; a shorter string stays as it is. */
void str_cut(struct str *str, size_t len);

/* The text, never NULL; lent until the next change. */
const char *str_text(const struct str *str);

/* The text as yours to free; the string is empty afterwards. Never NULL. */
char *str_take(struct str *str);

/* Whether two texts are the same; NULL is only the same as NULL. */
bool str_is_same(const char *a, const char *b);

/* The same for values of fields, of which an empty one is none: NULL is the same as "". */
bool str_is_same_value(const char *a, const char *b);

#endif
