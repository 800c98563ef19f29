/* SPDX-License-Identifier: MIT
 *
 * Whether what was typed to erase a person is a name of that person: any that the card or a list shows,
 * the family and the given name in either order too.
 */
#include "store/erasure.h"

#include <string.h>

#include "base/i18n.h"
#include "store/person_name.h"
#include "text/utf8.h"

#define NAMES_MAX 6

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The text without blanks around it, in the arena. */
static const char *trim(const char *text, struct arena *arena)
{
	while (is_blank(*text)) {
		text++;
	}
	size_t len = strlen(text);
	while (len > 0 && is_blank(text[len - 1])) {
		len--;
	}
	return arena_bytes(arena, text, len);
}

/* The names of a person, as many as there are. */
static size_t list_names(const struct person_name *name, struct arena *arena,
			 const char *names[NAMES_MAX])
{
	size_t count = 0;
	const char *family = name->family_name;
	const char *given = name->given_name;
	if (name->name != NULL) {
		names[count++] = name->name;
		names[count++] = person_name_for_list(name, arena);
	}
	if (name->latin_name != NULL) {
		names[count++] = name->latin_name;
	}
	if (family != NULL && given != NULL) {
		names[count++] = arena_format(arena, "%s, %s", family, given);
		names[count++] = arena_format(arena, "%s %s", family, given);
		names[count++] = arena_format(arena, "%s %s", given, family);
	}
	return count;
}

/* Says what is wanted, since the name may be in letters that the keyboard has not. */
static bool refuse(const struct person_name *name, struct err *err)
{
	if (name->latin_name == NULL) {
		return err_set_field(err, "name",
				     _("That is not the name of this person, “%.400s”. Nothing "
				       "was erased."),
				     name->name != NULL ? name->name : "");
	}
	return err_set_field(err, "name",
			     _("That is not the name of this person, “%.400s” or “%.400s”. "
			       "Nothing was erased."),
			     name->name != NULL ? name->name : "", name->latin_name);
}

bool erasure_check_typed(struct erasure *erasure, const char *typed, struct err *err)
{
	const char *names[NAMES_MAX];
	struct person_name name = person_name_of(&erasure->record);
	size_t count = list_names(&name, erasure->arena, names);
	const char *trimmed = trim(typed, erasure->arena);
	for (size_t i = 0; i < count; i++) {
		if (trimmed[0] != '\0' && utf8_is_same(trimmed, names[i])) {
			return true;
		}
	}
	return refuse(&name, err);
}
