/* SPDX-License-Identifier: MIT
 *
 * What the writers of JSON and CSV put down, byte by byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "interchange/csv.h"
#include "interchange/json.h"

static void assert_written(const char *text, const char *expected)
{
	struct str out = STR_EMPTY;
	struct json_writer writer = {.out = &out};
	json_text(&writer, NULL, text);
	assert_string_equal(str_text(&out), expected);
	str_clear(&out);
}

static void quotes_backslashes_and_controls_are_escaped(void **state)
{
	(void)state;
	assert_written("a\"b\\c/d", "\"a\\\"b\\\\c/d\"");
	assert_written("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"");
	assert_written("\x01\x1b\x1f", "\"\\u0001\\u001b\\u001f\"");
}

static void what_steers_a_terminal_is_escaped(void **state)
{
	(void)state;
	assert_written("\x7f", "\"\\u007f\"");
	assert_written("\xc2\x80\xc2\x9b\xc2\x9f", "\"\\u0080\\u009b\\u009f\"");
	assert_written("\xc2\xa0", "\"\xc2\xa0\"");
}

static void what_reorders_a_line_is_escaped(void **state)
{
	(void)state;
	assert_written("\u061c\u200e\u200f", "\"\\u061c\\u200e\\u200f\"");
	assert_written("\u202a\u202b\u202c\u202d\u202e", "\"\\u202a\\u202b\\u202c\\u202d\\u202e\"");
	assert_written("\u2066\u2067\u2068\u2069", "\"\\u2066\\u2067\\u2068\\u2069\"");
	assert_written("\u2028\u2029", "\"\\u2028\\u2029\"");
}

static void names_of_all_scripts_stay_as_they_are(void **state)
{
	(void)state;
	assert_written("Zürich 環境部 การ \u200d 🌏", "\"Zürich 環境部 การ \u200d 🌏\"");
}

static void bytes_that_are_no_text_become_replacement_characters(void **state)
{
	(void)state;
	assert_written("a\xff\xc3", "\"a\ufffd\ufffd\"");
}

static void objects_and_arrays_are_indented_by_two_blanks(void **state)
{
	(void)state;
	struct str out = STR_EMPTY;
	struct json_writer writer = {.out = &out};
	json_begin_object(&writer, NULL);
	json_text(&writer, "none", NULL);
	json_number(&writer, "number", INT64_MIN);
	json_flag(&writer, "flag", true);
	json_begin_array(&writer, "empty");
	json_end_array(&writer);
	json_begin_array(&writer, "full");
	json_begin_object(&writer, NULL);
	json_end_object(&writer);
	json_flag(&writer, NULL, false);
	json_end_array(&writer);
	json_end_object(&writer);
	assert_string_equal(str_text(&out), "{\n"
					    "  \"none\": null,\n"
					    "  \"number\": -9223372036854775808,\n"
					    "  \"flag\": true,\n"
					    "  \"empty\": [],\n"
					    "  \"full\": [\n"
					    "    {},\n"
					    "    false\n"
					    "  ]\n"
					    "}");
	str_clear(&out);
}

static void assert_cell(const char *text, const char *expected)
{
	struct str out = STR_EMPTY;
	csv_cell(&out, text, true);
	assert_string_equal(str_text(&out), expected);
	str_clear(&out);
}

static void cells_are_quoted_only_where_needed(void **state)
{
	(void)state;
	assert_cell("plain words", "plain words");
	assert_cell(" kept blanks ", " kept blanks ");
	assert_cell("Taipei, Taiwan", "\"Taipei, Taiwan\"");
	assert_cell("the \"old\" name", "\"the \"\"old\"\" name\"");
	assert_cell("two\nlines", "\"two\nlines\"");
	assert_cell("a\rb", "\"a\rb\"");
	assert_cell(NULL, "");
	assert_cell("", "");
}

static void cells_that_a_spreadsheet_would_run_are_guarded(void **state)
{
	(void)state;
	assert_cell("=1+1", "\"\t=1+1\"");
	assert_cell("+886 2 0000", "\"\t+886 2 0000\"");
	assert_cell("-x", "\"\t-x\"");
	assert_cell("@sum", "\"\t@sum\"");
	assert_cell("\tx", "\"\t\tx\"");
	assert_cell("\rx", "\"\t\rx\"");
	assert_cell("1-2=3", "1-2=3");
}

static void rows_end_with_carriage_return_and_line_feed(void **state)
{
	(void)state;
	struct str out = STR_EMPTY;
	csv_cell(&out, "a", true);
	csv_cell(&out, NULL, false);
	csv_cell(&out, "c,d", false);
	csv_end_row(&out);
	assert_string_equal(str_text(&out), "a,,\"c,d\"\r\n");
	str_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_backslashes_and_controls_are_escaped),
		cmocka_unit_test(what_steers_a_terminal_is_escaped),
		cmocka_unit_test(what_reorders_a_line_is_escaped),
		cmocka_unit_test(names_of_all_scripts_stay_as_they_are),
		cmocka_unit_test(bytes_that_are_no_text_become_replacement_characters),
		cmocka_unit_test(objects_and_arrays_are_indented_by_two_blanks),
		cmocka_unit_test(cells_are_quoted_only_where_needed),
		cmocka_unit_test(cells_that_a_spreadsheet_would_run_are_guarded),
		cmocka_unit_test(rows_end_with_carriage_return_and_line_feed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
