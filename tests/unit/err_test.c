/* SPDX-License-Identifier: MIT
 *
 * Errors: kind, sentence and field, cut at a character, and the exit code of each kind.
 */
#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void setting_an_error_gives_false_and_keeps_kind_and_sentence(void **state)
{
	(void)state;
	struct err err = {.field = "name"};
	assert_false(err_set(&err, ERR_NOT_FOUND, "There is no %s with %d hats.", "person", 3));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
	assert_string_equal(err.text, "There is no person with 3 hats.");
	assert_string_equal(err.field, "");
}

static void a_field_at_fault_is_named(void **state)
{
	(void)state;
	struct err err = {0};
	assert_false(err_set_field(&err, "established", "The year is %s.", "missing"));
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.field, "established");
	assert_string_equal(err.text, "The year is missing.");
}

static void a_prefix_leaves_kind_field_and_sentence(void **state)
{
	(void)state;
	struct err err = {0};
	err_set_field(&err, "name", "It is empty.");
	assert_false(err_prefix(&err, "Line %d:", 7));
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.field, "name");
	assert_string_equal(err.text, "Line 7: It is empty.");
}

static void nobody_needs_to_listen(void **state)
{
	(void)state;
	assert_false(err_set(NULL, ERR_FAILED, "Nobody hears %s.", "this"));
	assert_false(err_set_field(NULL, "name", "Nobody hears this."));
	assert_false(err_prefix(NULL, "Nobody:"));
}

static void an_error_can_be_made_of_its_own_text(void **state)
{
	(void)state;
	struct err err = {0};
	err_set_field(&err, "name", "It is empty.");
	err_set(&err, ERR_FAILED, "Not saved. %s (%s)", err.text, err.field);
	assert_string_equal(err.text, "Not saved. It is empty. (name)");
	err_set_field(&err, err.text, "%s!", err.text);
	assert_string_equal(err.text, "Not saved. It is empty. (name)!");
	err_prefix(&err, "%s", err.text);
	assert_string_equal(err.text,
			    "Not saved. It is empty. (name)! Not saved. It is empty. (name)!");
}

/* A text of so many letters x with an end behind them. */
static const char *make_long(size_t letters, const char *end)
{
	static char text[2000];
	memset(text, 'x', letters);
	memcpy(text + letters, end, strlen(end) + 1);
	return text;
}

static void assert_cut(const char *end, size_t room_for_end, size_t kept)
{
	struct err err = {0};
	size_t room = sizeof(err.text) - 1;
	err_set(&err, ERR_FAILED, "%s", make_long(room - room_for_end, end));
	assert_int_equal(strlen(err.text), room - room_for_end + kept);
	err_set_field(&err, "name", "%s", make_long(room - room_for_end, end));
	assert_int_equal(strlen(err.text), room - room_for_end + kept);
	/* One word and a blank in front leave that much less room. */
	err_set(&err, ERR_FAILED, "%s", make_long(room - room_for_end - 2, end));
	err_prefix(&err, "A");
	assert_int_equal(strlen(err.text), room - room_for_end + kept);
}

static void a_long_sentence_is_cut_between_two_characters(void **state)
{
	(void)state;
	assert_cut("ab", 1, 1);
	assert_cut("\u00e9", 1, 0);
	assert_cut("\u00e9z", 2, 2);
	assert_cut("\u5f90", 1, 0);
	assert_cut("\u5f90", 2, 0);
	assert_cut("\u5f90z", 3, 3);
	assert_cut("\U0001F30D", 1, 0);
	assert_cut("\U0001F30D", 2, 0);
	assert_cut("\U0001F30D", 3, 0);
	assert_cut("\U0001F30Dz", 4, 4);
}

static void a_text_of_stray_bytes_is_cut_somewhere_and_ends(void **state)
{
	(void)state;
	char stray[1500];
	memset(stray, 0x80, sizeof(stray) - 1);
	stray[sizeof(stray) - 1] = '\0';
	struct err err = {0};
	err_set(&err, ERR_FAILED, "%s", stray);
	assert_true(strlen(err.text) < sizeof(err.text));
}

static void a_long_field_name_is_cut(void **state)
{
	(void)state;
	struct err err = {0};
	err_set_field(&err, make_long(100, ""), "No.");
	assert_int_equal(strlen(err.field), sizeof(err.field) - 1);
}

static void exit_codes_are_those_of_the_manual(void **state)
{
	(void)state;
	static const int codes[] = {
		[ERR_NONE] = 0,	     [ERR_FAILED] = 1,	 [ERR_USAGE] = 2,     [ERR_NOT_FOUND] = 3,
		[ERR_INVALID] = 4,   [ERR_CONFLICT] = 5, [ERR_READ_ONLY] = 6, [ERR_BUSY] = 6,
		[ERR_DAMAGED] = 7,   [ERR_FOREIGN] = 7,	 [ERR_NEWER] = 7,     [ERR_SYSTEM] = 8,
		[ERR_CANCELLED] = 1,
	};
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		assert_int_equal(err_exit_code((enum err_kind)i), codes[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(setting_an_error_gives_false_and_keeps_kind_and_sentence),
		cmocka_unit_test(a_field_at_fault_is_named),
		cmocka_unit_test(a_prefix_leaves_kind_field_and_sentence),
		cmocka_unit_test(nobody_needs_to_listen),
		cmocka_unit_test(an_error_can_be_made_of_its_own_text),
		cmocka_unit_test(a_long_sentence_is_cut_between_two_characters),
		cmocka_unit_test(a_text_of_stray_bytes_is_cut_somewhere_and_ends),
		cmocka_unit_test(a_long_field_name_is_cut),
		cmocka_unit_test(exit_codes_are_those_of_the_manual),
	};
	return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
