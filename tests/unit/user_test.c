/* SPDX-License-Identifier: MIT
 *
 * The name under which changes are kept.
 */
#include "base/user.h"

#include <pwd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char *name_with(const char *value)
{
	static char name[USER_SIZE];
	if (value) {
		setenv("IEMN_USER", value, 1);
	} else {
		unsetenv("IEMN_USER");
	}
	user_name(name);
	return name;
}

/* Who the system says it is. */
static const char *login_name(void)
{
	static char number[24];
	const struct passwd *entry = getpwuid(getuid());
	snprintf(number, sizeof number, "%lu", (unsigned long)getuid());
	return entry ? entry->pw_name : number;
}

static void iemn_user_is_taken_as_it_is(void **state)
{
	(void)state;
	assert_string_equal(name_with("desk"), "desk");
	assert_string_equal(name_with("Zoë Łukasz 徐"), "Zoë Łukasz 徐");
	assert_string_equal(name_with("\xf0\x9f\x93\x87 desk"), "\xf0\x9f\x93\x87 desk");
}

static void without_it_the_login_name_is_taken(void **state)
{
	(void)state;
	assert_string_equal(name_with(NULL), login_name());
	assert_string_equal(name_with(""), login_name());
	assert_string_equal(name_with("  "), login_name());
	assert_string_equal(name_with("\x1b\x7f"), login_name());
}

static void controls_and_bad_bytes_are_left_out(void **state)
{
	(void)state;
	assert_string_equal(name_with("a\x1b[31m\nb\x7f"), "a[31mb");
	assert_string_equal(name_with("a\xc2\x9b"
				      "b"),
			    "ab"); /* CSI of C1 */
	assert_string_equal(name_with("a\xff\xc0\xaf\xed\xa0\x80\xe2\x82"
				      "b"),
			    "ab");
	assert_string_equal(name_with("a\xe5"), "a"); /* a character cut short by the end */
}

static void what_changes_the_direction_of_text_is_left_out(void **state)
{
	(void)state;
	assert_string_equal(name_with("Kim\xe2\x80\xaegnp.exe"), "Kimgnp.exe");
	assert_string_equal(name_with("\xd8\x9c"
				      "a\xe2\x80\x8e"
				      "b\xe2\x80\x8f"
				      "c\xe2\x81\xa6"
				      "d\xe2\x81\xa9"),
			    "abcd");
	assert_string_equal(name_with("a\xe2\x80\x8d"
				      "\xe2\x80\xa9"
				      "b"),
			    "a\xe2\x80\x8d\xe2\x80\xa9"
			    "b"); /* the neighbours */
	assert_string_equal(name_with("\xe2\x80\xab"), login_name());
}

static void a_long_name_is_cut_at_a_character(void **state)
{
	(void)state;
	char text[3 * 40 + 1] = "";
	for (int i = 0; i < 40; i++) {
		strcat(text, "徐");
	}
	assert_int_equal(strlen(name_with(text)), 99);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(iemn_user_is_taken_as_it_is),
		cmocka_unit_test(without_it_the_login_name_is_taken),
		cmocka_unit_test(controls_and_bad_bytes_are_left_out),
		cmocka_unit_test(what_changes_the_direction_of_text_is_left_out),
		cmocka_unit_test(a_long_name_is_cut_at_a_character),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
