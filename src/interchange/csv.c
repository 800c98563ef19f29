/* SPDX-License-Identifier: MIT
 *
 * Writing CSV. A cell is quoted only where it must be.
 */
#include "interchange/csv.h"

#include <string.h>

/* What makes a spreadsheet take a cell for a formula (OWASP, "CSV injection"). */
static bool begins_formula(const char *text)
{
	return text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
}

void csv_cell(struct str *out, const char *text, bool is_first)
{
	if (!is_first) {
		str_add_char(out, ',');
	}
	if (text == NULL) {
		return;
	}
	bool guarded = begins_formula(text);
	if (!guarded && strpbrk(text, ",\"\r\n") == NULL) {
		str_add(out, text);
		return;
	}
	str_add(out, guarded ? "\"\t" : "\"");
	for (const char *at = text; *at != '\0'; at++) {
		if (*at == '"') {
			str_add_char(out, '"');
		}
		str_add_char(out, *at);
	}
	str_add_char(out, '"');
}

void csv_end_row(struct str *out)
{
	str_add(out, "\r\n");
}
