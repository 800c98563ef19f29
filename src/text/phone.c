/* SPDX-License-Identifier: MIT
 *
 * Telephone numbers in texts. What is typed between digits is gone once a text is folded, and a letter
 * ends a number.
 */
#include "text/phone.h"

#include <string.h>

#include "text/fold.h"

#define DIGITS "0123456789"
#define CORE_MIN 6	/* fewer digits say little by themselves */
#define WITH_COUNTRY 11 /* digits of a number that is hardly written without its country */
#define EXTENSION "#,;" /* what begins an extension, a letter aside */
#define WIDE_PLUS "\xEF\xBC\x8B"

/* Codes of countries that have two digits by ITU-T E.164. Those in 1 and 7 have one, the rest three. */
static const char two_digits[] =
	" 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 "
	"55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

static size_t country_length(const char *digits)
{
	const char code[] = {' ', digits[0], digits[1], ' ', '\0'};
	if (digits[0] == '1' || digits[0] == '7') {
		return 1;
	}
	return strstr(two_digits, code) != NULL ? 2 : 3;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The digits of a folded text up to the first letter; gives where that stands. */
static size_t take_digits(const char *folded, struct str *digits)
{
	size_t i = 0;
	for (; is_digit(folded[i]) || folded[i] == ' '; i++) {
		if (is_digit(folded[i])) {
			str_add_char(digits, folded[i]);
		}
	}
	return i;
}

static bool begins_with_plus(const char *text)
{
	text += strspn(text, " (");
	return *text == '+' || strncmp(text, WIDE_PLUS, strlen(WIDE_PLUS)) == 0;
}

/* Behind a number nothing stands but an extension; behind a plus it is a number whatever follows. */
static bool is_number(const char *text, const char *rest)
{
	return *rest == '\0' || *rest == 'x' || strncmp(rest, "ext", 3) == 0 ||
	       begins_with_plus(text);
}

/* Where the core begins; the whole of a number that is short without its country. */
static const char *skip_country(const char *digits, bool has_plus)
{
	bool is_abroad = has_plus || strncmp(digits, "00", 2) == 0;
	const char *whole = digits + strspn(digits, "0");
	size_t len = strlen(whole);
	if (len >= CORE_MIN && (is_abroad || (*digits != '0' && len >= WITH_COUNTRY))) {
		const char *core = whole + country_length(whole);
		core += strspn(core, "0");
		return strlen(core) >= CORE_MIN ? core : whole;
	}
	return whole;
}

bool phone_core(const char *text, struct str *core)
{
	struct str folded = STR_EMPTY;
	struct str digits = STR_EMPTY;
	text_fold(&folded, text, strcspn(text, EXTENSION));
	const char *rest = str_text(&folded) + take_digits(str_text(&folded), &digits);
	const char *found = skip_country(str_text(&digits), begins_with_plus(text));
	bool is_one = is_number(text, rest) && strlen(found) >= CORE_MIN;
	if (is_one) {
		str_add(core, found);
	}
	str_clear(&folded);
	str_clear(&digits);
	return is_one;
}

static bool ends_in(const struct str *digits, const char *core, size_t len)
{
	return digits->len >= len && memcmp(digits->data + digits->len - len, core, len) == 0;
}

bool phone_is_in(const char *core, const char *text)
{
	struct str folded = STR_EMPTY;
	struct str digits = STR_EMPTY;
	bool is_in = false;
	text_fold(&folded, text, strlen(text));
	for (const char *at = str_text(&folded); *at && !is_in; at++) {
		if (is_digit(*at)) {
			str_add_char(&digits, *at);
			is_in = !is_digit(at[1]) && ends_in(&digits, core, strlen(core));
		} else if (*at != ' ') {
			str_reset(&digits);
		}
	}
	str_clear(&folded);
	str_clear(&digits);
	return is_in;
}
