/* SPDX-License-Identifier: MIT
 *
 * What else countries are called: by which names a code is found, and which are left to be asked about.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/country_name.h"

static void assert_code(const char *text, const char *expected)
{
	const char *code = country_name_code(text);
	if (!code || strcmp(code, expected) != 0) {
		fail_msg("%s: %s instead of %s", text, code ? code : "nothing", expected);
	}
}

static void a_country_is_found_by_what_else_it_is_called(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"USA", "US"},	      {"U.S.A.", "US"},
		{"uk", "GB"},	      {"Great Britain", "GB"},
		{"Turkey", "TR"},     {"Czech Republic", "CZ"},
		{"Burma", "MM"},      {"Swaziland", "SZ"},
		{"Macau", "MO"},      {"Korea, Republic of", "KR"},
		{"Holland", "NL"},    {"the netherlands", "NL"},
		{"TWN", "TW"},	      {"twn", "TW"},
		{"台灣", "TW"},	      {"台湾", "TW"},
		{"中華民國", "TW"},   {"Chinese Taipei", "TW"},
		{"Osterreich", "AT"}, {"Republic of China", "TW"},
		{"日本", "JP"},	      {"Taiwan, Province of China", "TW"},
		{"ＺＷＥ", "ZW"},     {"AND", "AD"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_code(rows[i][0], rows[i][1]);
	}
}

static void a_name_of_two_countries_is_nobodys(void **state)
{
	(void)state;
	static const char *const texts[] = {"Congo", "Korea", "Guinea", "Republic",  "",
					    "-",     "|",     "U",	"Kingdom of"};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (country_name_code(texts[i])) {
			fail_msg("%s: %s", texts[i], country_name_code(texts[i]));
		}
	}
}

static void the_beginning_of_a_name_gives_every_code(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"uk", " GB UA "}, {"great br", " GB "}, {"中華", " CN TW "},
		{"holl", " NL "},  {"zzz", ""},		 {"", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct str codes = STR_EMPTY;
		country_name_add_begun(&codes, rows[i][0]);
		assert_string_equal(str_text(&codes), rows[i][1]);
		str_clear(&codes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_country_is_found_by_what_else_it_is_called),
		cmocka_unit_test(a_name_of_two_countries_is_nobodys),
		cmocka_unit_test(the_beginning_of_a_name_gives_every_code),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
