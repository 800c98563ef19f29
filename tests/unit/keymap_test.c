/* SPDX-License-Identifier: MIT
 *
 * Names of keys.
 */
#include "tui/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tui/screen.h"

static void assert_key(const char *name, uint32_t code)
{
	uint32_t parsed = key_parse(name, (int)strlen(name));
	if (parsed != code) {
		fail_msg("\"%s\" is %X instead of %X", name, (unsigned)parsed, (unsigned)code);
	}
}

static void keys_have_the_names_that_are_written_on_them(void **state)
{
	(void)state;
	assert_key("Up", SCREEN_KEY_UP);
	assert_key("Down", SCREEN_KEY_DOWN);
	assert_key("Left", SCREEN_KEY_LEFT);
	assert_key("Right", SCREEN_KEY_RIGHT);
	assert_key("Home", SCREEN_KEY_HOME);
	assert_key("End", SCREEN_KEY_END);
	assert_key("PgUp", SCREEN_KEY_PAGE_UP);
	assert_key("PgDn", SCREEN_KEY_PAGE_DOWN);
	assert_key("Delete", SCREEN_KEY_DELETE);
	assert_key("Backspace", SCREEN_KEY_BACKSPACE);
	assert_key("Enter", SCREEN_KEY_ENTER);
	assert_key("Esc", SCREEN_KEY_ESCAPE);
	assert_key("Space", ' ');
	assert_key("Tab", '\t');
	assert_key("S-Tab", SCREEN_KEY_BACKTAB);
	assert_key("F1", SCREEN_KEY_F1);
}

static void a_caret_is_control(void **state)
{
	(void)state;
	assert_key("^A", 1);
	assert_key("^Z", 26);
	assert_key("^", '^');
	assert_key("^a", SCREEN_KEY_NONE);
	assert_key("^[", SCREEN_KEY_NONE);
}

static void a_character_is_its_own_name(void **state)
{
	(void)state;
	assert_key("j", 'j');
	assert_key("\\", '\\');
	assert_key("?", '?');
	assert_key("徐", 0x5F90);
}

static void other_names_are_no_keys(void **state)
{
	(void)state;
	static const char *const names[] = {"", "jk", "up", "UP", "Spac", "Spaces", "F0", "徐銘"};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		assert_key(names[i], SCREEN_KEY_NONE);
	}
}

static void a_name_ends_where_its_length_says(void **state)
{
	(void)state;
	assert_int_equal(key_parse("Up Down", 2), SCREEN_KEY_UP);
	assert_int_equal(key_parse("Enter", 1), 'E');
}

static void keys_of_a_row_are_divided_by_blanks(void **state)
{
	(void)state;
	assert_true(keys_hold("j Down ^N", 'j'));
	assert_true(keys_hold("j Down ^N", SCREEN_KEY_DOWN));
	assert_true(keys_hold("j  Down   ^N ", 14));
	assert_false(keys_hold("j Down ^N", 'D'));
	assert_false(keys_hold("j Down ^N", ' '));
	assert_false(keys_hold("", 'j'));
	assert_false(keys_hold("", SCREEN_KEY_NONE));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_have_the_names_that_are_written_on_them),
		cmocka_unit_test(a_caret_is_control),
		cmocka_unit_test(a_character_is_its_own_name),
		cmocka_unit_test(other_names_are_no_keys),
		cmocka_unit_test(a_name_ends_where_its_length_says),
		cmocka_unit_test(keys_of_a_row_are_divided_by_blanks),
	};
	return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
