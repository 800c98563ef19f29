/* SPDX-License-Identifier: MIT
 *
 * How a person is called in lists, and what lists are sorted by.
 */
#include "store/person_name.h"

#include <string.h>

#include "text/fold.h"
#include "text/script.h"

static bool is_given(const char *text)
{
	return text && text[0] != '\0';
}

static bool is_latin(const char *text)
{
	size_t len = strlen(text);
	return script_latin_length(text, len) == len;
}

/* Whether a name has all words of another, which need not be told beside it then. */
static bool tells(const char *name, const char *other)
{
	struct str whole = STR_EMPTY;
	struct str part = STR_EMPTY;
	text_fold_words(&whole, name, strlen(name));
	text_fold_words(&part, other, strlen(other));
	bool answer = strstr(str_text(&whole), str_text(&part)) != NULL;
	str_clear(&whole);
	str_clear(&part);
	return answer;
}

/* "Family, Given", NULL when that is not Latin throughout: then it is the name once more. */
static const char *ordered_form(const struct person_name *name, struct arena *arena)
{
	if (!is_given(name->family_name) || !is_given(name->given_name) ||
	    !is_latin(name->family_name) || !is_latin(name->given_name)) {
		return NULL;
	}
	return arena_format(arena, "%s, %s", name->family_name, name->given_name);
}

const char *person_name_for_list(const struct person_name *name, struct arena *arena)
{
	const char *ordered = ordered_form(name, arena);
	const char *latin = name->latin_name;
	if (is_latin(name->name)) {
		return ordered ? ordered : arena_text(arena, name->name);
	}
	if (!is_given(latin) || !is_latin(latin)) {
		latin = ordered;
	}
	if (!latin || tells(name->name, latin)) {
		return arena_text(arena, name->name);
	}
	return arena_format(arena, "%s %s", ordered ? ordered : latin, name->name);
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
