/* SPDX-License-Identifier: MIT
 *
 * The other side of the gate: whether a text may be stored, and if not, why and where.
 */
#include "text/clean.h"

#include <unictype.h>

#include "base/i18n.h"
#include "text/utf8.h"

#define MARKS_IN_NAME 8

/* A character that no stored text may hold; LF is one in what has but one line. */
static bool is_refused(uint32_t code, enum text_kind kind)
{
	if (code == '\n') {
		return kind != TEXT_PROSE;
	}
	return code < 0x20 || (code >= 0x7F && code <= 0x9F);
}

static bool refuse_control(struct err *err, uint32_t code, size_t at)
{
	if (code == '\n') {
		return err_set(err, ERR_INVALID,
			       _("This is one line of text; byte %zu begins another line."),
			       at + 2);
	}
	return err_set(err, ERR_INVALID,
		       _("The control character U+%04X at byte %zu is not allowed."),
		       (unsigned)code, at + 1);
}

static bool check_name_character(uint32_t code, size_t at, int marks, struct err *err)
{
	if (uc_is_property_bidi_control(code)) {
		return err_set(err, ERR_INVALID,
			       _("A name may not hold U+%04X, which changes the direction of text; "
				 "it stands at byte %zu."),
			       (unsigned)code, at + 1);
	}
	if (marks > MARKS_IN_NAME) {
		return err_set(err, ERR_INVALID,
			       _("A letter in a name may carry at most %d marks; "
				 "byte %zu begins one more."),
			       MARKS_IN_NAME, at + 1);
	}
	return true;
}

bool text_check(const char *bytes, size_t len, enum text_kind kind, size_t limit, struct err *err)
{
	if (len > limit) {
		return err_set(err, ERR_INVALID,
			       _("This text is too long: %zu bytes; at most %zu are allowed."), len,
			       limit);
	}
	int marks = 0;
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t step = utf8_decode(bytes + at, len - at, &code);
		if (step == 1 && code >= 0x80) {
			return err_set(err, ERR_INVALID,
				       _("This is not UTF-8: the byte %zu is wrong."), at + 1);
		}
		if (is_refused(code, kind)) {
			return refuse_control(err, code, at);
		}
		if (kind == TEXT_NAME && code >= 0x80) {
			marks = uc_is_general_category(code, UC_CATEGORY_M) ? marks + 1 : 0;
			if (!check_name_character(code, at, marks, err)) {
				return false;
			}
		} else {
			marks = 0;
		}
		at += step;
	}
	return true;
}
