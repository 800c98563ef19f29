/* SPDX-License-Identifier: MIT
 *
 * The other side of the gate: whether a text may be stored, and if not, why and where.
 */
#include "text/clean.h"

#include <unictype.h>

#include "base/i18n.h"
#include "text/utf8.h"

#define MARKS_IN_NAME 8

static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code <= 0x9F);
}

/* What ends a line: LF, and the line and paragraph separators of Unicode. */
static bool is_line_end(uint32_t code)
{
	return code == '\n' || code == 0x2028 || code == 0x2029;
}

/* A character that no stored text may hold; a line end is one in what has but one line. */
static bool is_refused(uint32_t code, enum text_kind kind)
{
	return is_line_end(code) ? kind != TEXT_PROSE : is_control(code);
}

static bool refuse_character(struct err *err, uint32_t code, size_t at, size_t step)
{
	if (is_line_end(code)) {
		return err_set(err, ERR_INVALID,
			       _("This is one line of text; byte %zu begins another line."),
			       at + step + 1);
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
			return refuse_character(err, code, at, step);
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

/* U+2800 is the pattern of no dots: a blank that Unicode counts among the signs. */
static bool is_seen(uint32_t code)
{
	if (is_control(code)) {
		return code != '\n';
	}
	return !uc_is_property_white_space(code) &&
	       !uc_is_property_default_ignorable_code_point(code) &&
	       !uc_is_general_category(code, UC_CATEGORY_M) && code != 0x2800;
}

bool text_is_visible(const char *bytes, size_t len)
{
	uint32_t code;
	for (size_t at = 0; at < len;) {
		at += utf8_decode(bytes + at, len - at, &code);
		if (is_seen(code)) {
			return true;
		}
	}
	return false;
}
