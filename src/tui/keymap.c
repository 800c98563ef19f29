/* SPDX-License-Identifier: MIT
 *
 * Names of keys.
 */
#include "tui/keymap.h"

#include <string.h>

#include "text/utf8.h"
#include "tui/screen.h"

static const struct {
	const char *name;
	uint32_t code;
} named_keys[] = {
	{"Up", SCREEN_KEY_UP},
	{"Down", SCREEN_KEY_DOWN},
	{"Left", SCREEN_KEY_LEFT},
	{"Right", SCREEN_KEY_RIGHT},
	{"Home", SCREEN_KEY_HOME},
	{"End", SCREEN_KEY_END},
	{"PgUp", SCREEN_KEY_PAGE_UP},
	{"PgDn", SCREEN_KEY_PAGE_DOWN},
	{"Delete", SCREEN_KEY_DELETE},
	{"Backspace", SCREEN_KEY_BACKSPACE},
	{"Enter", SCREEN_KEY_ENTER},
	{"Esc", SCREEN_KEY_ESCAPE},
	{"Space", ' '},
	{"Tab", '\t'},
	{"S-Tab", SCREEN_KEY_BACKTAB},
	{"F1", SCREEN_KEY_F1},
	{"F2", SCREEN_KEY_F1 + 1},
};

uint32_t key_parse(const char *name, int len)
{
	size_t size = (size_t)len;
	uint32_t code = SCREEN_KEY_NONE;

	for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++) {
		if (strlen(named_keys[i].name) == size &&
		    memcmp(named_keys[i].name, name, size) == 0) {
			return named_keys[i].code;
		}
	}
	if (size == 2 && name[0] == '^' && name[1] >= 'A' && name[1] <= 'Z') {
		return (uint32_t)(name[1] - 'A' + 1);
	}
	if (size > 0 && utf8_decode(name, size, &code) == size) {
		return code;
	}
	return SCREEN_KEY_NONE;
}

bool keys_hold(const char *names, uint32_t code)
{
	while (*names != '\0') {
		size_t len = strcspn(names, " ");

		if (key_parse(names, (int)len) == code) {
			return true;
		}
		names += len;
		names += strspn(names, " ");
	}
	return false;
}
