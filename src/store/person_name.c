/* SPDX-License-Identifier: MIT
 *
 * How a person is called in lists, and what lists are sorted by.
 */
#include "store/person_name.h"

#include <stdint.h>
#include <string.h>

#include "text/fold.h"
#include "text/utf8.h"

static bool is_given(const char *text)
{
	return text && text[0] != '\0';
}

/* Letters of the Latin blocks, and what stands between and upon them. */
static bool is_latin(uint32_t code)
{
	return code < 0x370 || (code >= 0x1d00 && code <= 0x1eff) ||
	       (code >= 0x2000 && code <= 0x206f) || (code >= 0xa720 && code <= 0xa7ff);
}

static bool is_in_other_script(const char *text)
{
	size_t len = strlen(text);
	for (size_t at = 0; at < len;) {
		uint32_t code;
		at += utf8_decode(text + at, len - at, &code);
		if (!is_latin(code)) {
			return true;
		}
	}
	return false;
}

const char *person_name_for_list(const struct person_name *name, struct arena *arena)
{
	const char *ordered = NULL;
	if (is_given(name->family_name) && is_given(name->given_name)) {
		ordered = arena_format(arena, "%s, %s", name->family_name, name->given_name);
	}
	if (!is_in_other_script(name->name)) {
		return ordered ? ordered : arena_text(arena, name->name);
	}
	const char *latin = ordered ? ordered : name->latin_name;
	if (!is_given(latin)) {
		return arena_text(arena, name->name);
	}
	return arena_format(arena, "%s %s", latin, name->name);
}

void person_name_sort_key(const struct person_name *name, struct str *out)
{
	struct str text = STR_EMPTY;
	if (is_given(name->sort_as)) {
		str_add(&text, name->sort_as);
	} else if (is_given(name->family_name)) {
		str_add(&text, name->family_name);
		str_add_char(&text, ' ');
		str_add(&text, is_given(name->given_name) ? name->given_name : "");
	} else {
		str_add(&text, is_given(name->latin_name) ? name->latin_name : name->name);
	}
	text_fold(out, str_text(&text), text.len);
	str_clear(&text);
}

struct person_name person_name_of(const struct record *person)
{
	return (struct person_name){
		.name = record_value(person, "name"),
		.latin_name = record_value(person, "latin_name"),
		.family_name = record_value(person, "family_name"),
		.given_name = record_value(person, "given_name"),
		.sort_as = record_value(person, "sort_as"),
	};
}

void person_name_record_key(const struct record *person, struct str *out)
{
	struct person_name name = person_name_of(person);
	person_name_sort_key(&name, out);
}
