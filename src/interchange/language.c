/* SPDX-License-Identifier: MIT
 *
 * The languages that members of the network write to each other in, and some more.
 */
#include "interchange/language.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/str.h"

static const struct {
	const char *tag;
	const char *name;
} languages[] = {
	{"ar", N_("Arabic")},
	{"de", N_("German")},
	{"en", N_("English")},
	{"es", N_("Spanish")},
	{"fil", N_("Filipino")},
	{"fr", N_("French")},
	{"hi", N_("Hindi")},
	{"id", N_("Indonesian")},
	{"it", N_("Italian")},
	{"ja", N_("Japanese")},
	{"kk", N_("Kazakh")},
	{"km", N_("Khmer")},
	{"ko", N_("Korean")},
	{"ms", N_("Malay")},
	{"nl", N_("Dutch")},
	{"pl", N_("Polish")},
	{"pt", N_("Portuguese")},
	{"pt-BR", N_("Portuguese (Brazil)")},
	{"ru", N_("Russian")},
	{"sw", N_("Swahili")},
	{"th", N_("Thai")},
	{"tr", N_("Turkish")},
	{"uk", N_("Ukrainian")},
	{"ur", N_("Urdu")},
	{"vi", N_("Vietnamese")},
	{"zh", N_("Chinese")},
	{"zh-Hans", N_("Chinese (simplified)")},
	{"zh-Hant", N_("Chinese (traditional)")},
};

/* Tags are the same in any case (RFC 5646 section 2.1.1). */
static const char *find_name(const char *tag, size_t len)
{
	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
		if (strlen(languages[i].tag) == len &&
		    strncasecmp(languages[i].tag, tag, len) == 0) {
			return _(languages[i].name);
		}
	}
	return NULL;
}

const char *language_names(const char *tags, struct arena *arena)
{
	struct str text = STR_EMPTY;
	for (const char *tag = tags; *tag != '\0';) {
		size_t len = strcspn(tag, " ");
		const char *name = find_name(tag, len);
		str_add(&text, text.len > 0 ? ", " : "");
		if (name != NULL) {
			str_add(&text, name);
		} else {
			str_add_bytes(&text, tag, len);
		}
		tag += len;
		tag += strspn(tag, " ");
	}
	const char *names = arena_text(arena, str_text(&text));
	str_clear(&text);
	return names;
}

bool language_get(size_t place, const char **tag, const char **name)
{
	if (place >= sizeof languages / sizeof languages[0]) {
		return false;
	}
	*tag = languages[place].tag;
	*name = _(languages[place].name);
	return true;
}
