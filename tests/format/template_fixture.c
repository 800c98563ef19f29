/* SPDX-License-Identifier: MIT
 *
 * See template_fixture.h.
 */
#include "template_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct str template_text(struct fixture *fixture, const struct sheet *sheet)
{
	struct str text = STR_EMPTY;
	template_write(sheet, fixture->store, NULL, &text);
	return text;
}

const char *template_refusal(struct fixture *fixture, struct sheet *sheet, const char *text,
			     size_t len)
{
	struct err err = {.kind = ERR_NONE};
	if (template_read(sheet, fixture->store, text, len, &err)) {
		return NULL;
	}
	assert_int_equal(err.kind, ERR_INVALID);
	return arena_text(fixture->arena, err.text);
}

void template_must_read(struct fixture *fixture, struct sheet *sheet, const char *text)
{
	const char *said = template_refusal(fixture, sheet, text, strlen(text));
	if (said) {
		fail_msg("%s", said);
	}
}

void template_replace(struct str *text, const char *old, const char *new)
{
	const char *at = strstr(str_text(text), old);
	if (!at || strstr(at + 1, old)) {
		fail_msg("“%s” does not stand there once.", old);
	}
	size_t place = (size_t)(at - text->data);
	str_remove(text, place, strlen(old));
	str_insert(text, place, new, strlen(new));
}
