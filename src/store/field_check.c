/* SPDX-License-Identifier: MIT
 *
 * Whether a value may stand in a field: one small rule for each kind, found by a table. What a
 * value is measured against stands in the rows of field.c.
 */
#include "store/field.h"

#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "store/record.h"
#include "text/clean.h"
#include "text/script.h"
#include "text/utf8.h"

#define NUMBER_DIGITS 9 /* so that every number fits an int */

static bool is_choice(const struct field *field, const char *value)
{
	for (const char *const *choice = field->choices; *choice; choice++) {
		if (strcmp(*choice, value) == 0) {
			return true;
		}
	}
	return false;
}

/* text_check() knows what is wrong, this knows where. */
static bool check_text(const struct field *field, const char *value, enum text_kind kind,
		       struct err *err)
{
	if (!text_is_visible(value, strlen(value))) {
		return err_set_field(err, field->name, _("It holds nothing that can be seen."));
	}
	struct err reason = {0};
	if (!text_check(value, strlen(value), kind, field->limit, &reason)) {
		return err_set_field(err, field->name, "%s", reason.text);
	}
	return true;
}

static bool check_name(const struct field *field, const char *value, struct err *err)
{
	return check_text(field, value, TEXT_NAME, err);
}

static bool check_line(const struct field *field, const char *value, struct err *err)
{
	return check_text(field, value, TEXT_LINE, err);
}

static bool check_prose(const struct field *field, const char *value, struct err *err)
{
	return check_text(field, value, TEXT_PROSE, err);
}

static bool check_date(const struct field *field, const char *value, struct err *err)
{
	struct date date;
	struct err reason = {0};
	if (!date_parse(value, &date, &reason)) {
		return err_set_field(err, field->name, "%s", reason.text);
	}
	return true;
}

static bool check_choice(const struct field *field, const char *value, struct err *err)
{
	if (is_choice(field, value)) {
		return true;
	}
	struct str choices = STR_EMPTY;
	for (const char *const *choice = field->choices; *choice; choice++) {
		str_add_format(&choices, "%s%s", choices.len > 0 ? ", " : "", *choice);
	}
	err_set_field(err, field->name, _("“%.60s” is none of its choices: %s."), value,
		      str_text(&choices));
	str_clear(&choices);
	return false;
}

static bool check_flag(const struct field *field, const char *value, struct err *err)
{
	if (strcmp(value, "0") != 0 && strcmp(value, "1") != 0) {
		return err_set_field(err, field->name, _("It must be 0 or 1."));
	}
	return true;
}

static bool check_number(const struct field *field, const char *value, struct err *err)
{
	const char *digits = value + (value[0] == '-');
	size_t count = strspn(digits, "0123456789");
	if (count == 0 || count > NUMBER_DIGITS || digits[count] != '\0') {
		return err_set_field(err, field->name,
				     _("It must be a whole number of at most %d digits."),
				     NUMBER_DIGITS);
	}
	return !field->choices || check_choice(field, value, err);
}

static bool check_url(const struct field *field, const char *value, struct err *err)
{
	static const char *const schemes[] = {"https://", "http://", "mailto:"};
	bool is_known = false;
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		size_t len = strlen(schemes[i]);
		is_known = is_known || (strncmp(value, schemes[i], len) == 0 && value[len]);
	}
	if (!is_known) {
		return err_set_field(err, field->name,
				     _("A link must begin with https://, http:// or mailto: and "
				       "lead somewhere."));
	}
	for (const char *c = value; *c; c++) {
		if (*c <= ' ' || *c >= 0x7f) {
			return err_set_field(err, field->name,
					     _("A link may hold only printable ASCII characters, "
					       "without blanks."));
		}
	}
	if (strlen(value) > field->limit) {
		return err_set_field(err, field->name, _("A link may have at most %zu bytes."),
				     field->limit);
	}
	return true;
}

static bool is_upper_letter(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool check_code(const struct field *field, const char *value, struct err *err)
{
	if (strlen(value) != 2 || !is_upper_letter(value[0]) || !is_upper_letter(value[1])) {
		return err_set_field(err, field->name,
				     _("A country code is two capital letters, such as MY."));
	}
	return true;
}

/* The shape of a tag, not its registration: RFC 5646 section 2.1, subtags of 1 to 8 letters or
 * digits, the first of 2 to 8 letters. */
static bool is_language_tag(const char *tag, size_t len)
{
	size_t subtag = 0;
	bool is_first = true;
	for (size_t i = 0; i <= len; i++) {
		if (i == len || tag[i] == '-') {
			if (subtag < (is_first ? 2 : 1) || subtag > 8) {
				return false;
			}
			subtag = 0;
			is_first = false;
		} else if (isalpha((unsigned char)tag[i]) ||
			   (!is_first && isdigit((unsigned char)tag[i]))) {
			subtag++;
		} else {
			return false;
		}
	}
	return true;
}

static bool check_languages(const struct field *field, const char *value, struct err *err)
{
	if (strlen(value) > field->limit) {
		return err_set_field(err, field->name, _("It may have at most %zu bytes."),
				     field->limit);
	}
	for (const char *tag = value;; tag++) {
		size_t len = strcspn(tag, " ");
		if (!is_language_tag(tag, len)) {
			return err_set_field(
				err, field->name,
				_("Languages are tags such as en or zh-Hant with a blank between "
				  "them."));
		}
		tag += len;
		if (*tag == '\0') {
			return true;
		}
	}
}

/* The record it names is looked up by record.c; a uid is all that is asked here. */
static bool check_reference(const struct field *field, const char *value, struct err *err)
{
	if (!uid_is_valid(value)) {
		return err_set_field(err, field->name, _("“%.60s” is not a uid."), value);
	}
	return true;
}

typedef bool check_value(const struct field *field, const char *value, struct err *err);

static check_value *const checks[] = {
	[FIELD_NAME] = check_name,
	[FIELD_LINE] = check_line,
	[FIELD_PROSE] = check_prose,
	[FIELD_DATE] = check_date,
	[FIELD_CHOICE] = check_choice,
	[FIELD_WORD] = check_name,
	[FIELD_FLAG] = check_flag,
	[FIELD_NUMBER] = check_number,
	[FIELD_URL] = check_url,
	[FIELD_CODE] = check_code,
	[FIELD_LANGUAGES] = check_languages,
	[FIELD_REFERENCE] = check_reference,
};

bool field_check(const struct field *field, const char *value, struct err *err)
{
	if (!value || value[0] == '\0') {
		if (field->required) {
			return err_set_field(err, field->name, _("It must not be empty."));
		}
		return true;
	}
	return checks[field->kind](field, value, err);
}

bool field_check_letters(const struct field *field, const char *value, struct err *err)
{
	size_t len = field->is_latin && value ? strlen(value) : 0;
	size_t at = script_latin_length(value, len);
	if (at == len) {
		return true;
	}
	return err_set_field(err, field->name,
			     _("“%.*s” is not a Latin letter. A name in its own letters is written "
			       "in the field “Name”."),
			     (int)cluster_length(value + at, len - at), value + at);
}
