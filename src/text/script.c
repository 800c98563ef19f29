/* SPDX-License-Identifier: MIT
 *
 * Looks at letters alone: Unicode has their script.
 */
#include "text/script.h"

#include <string.h>
#include <unictype.h>

#include "text/utf8.h"

static bool is_common(const char *script)
{
	return strcmp(script, "Latin") == 0 || strcmp(script, "Common") == 0 ||
	       strcmp(script, "Inherited") == 0;
}

static bool is_other_letter(uint32_t code)
{
	if (code < 0x80 || !uc_is_general_category_withtable(code, UC_CATEGORY_MASK_L)) {
		return false;
	}
	const uc_script_t *script = uc_script(code);
	return script != NULL && !is_common(script->name);
}

size_t script_latin_length(const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t step = utf8_decode(bytes + at, len - at, &code);
		if (is_other_letter(code)) {
			return at;
		}
		at += step;
	}
	return len;
}
