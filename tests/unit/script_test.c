/* SPDX-License-Identifier: MIT
 *
 * Where a text leaves the Latin script.
 */
#include "text/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void names_in_latin_letters_are_latin_throughout(void **state)
{
	static const char *const texts[] = {
		"",	    "Ana de Ortiz",   "Nguyễn Văn Mẫu",	  "Dæmisdóttir Þ.",
		"O’Brien",  "Kealoha ʻAlohi", "Àpẹẹrẹ e\u0301 2", "Ａｎａ",
		"Ñ. (2nd)", "\xff",
	};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		assert_int_equal(script_latin_length(texts[i], strlen(texts[i])), strlen(texts[i]));
	}
}

static void the_first_letter_of_another_script_is_found(void **state)
{
	static const char *const texts[] = {
		"Ana |徐", "|Иван", "|مثال", "A. |ทดสอบ", "|Αna", "x|かな", "|한", "|Ꭰ", "(|א",
	};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		char text[64];
		size_t before = strcspn(texts[i], "|");
		memcpy(text, texts[i], before);
		strcpy(text + before, texts[i] + before + 1);
		assert_int_equal(script_latin_length(text, strlen(text)), before);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_in_latin_letters_are_latin_throughout),
		cmocka_unit_test(the_first_letter_of_another_script_is_found),
	};
	return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
