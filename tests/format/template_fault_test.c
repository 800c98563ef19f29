/* SPDX-License-Identifier: MIT
 *
 * Mistakes in a text from the editor: what is said of each, on which line it stands, and that no text
 * breaks the reader.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/random_text.h"
#include "template_fixture.h"

/* A mistake and what is said of it. The texts have no first line, so it is counted as if it stood
 * there. */
static const struct {
	const char *text;
	const char *said;
} mistakes[] = {
	{"name: A\n\ncolour: red\n", "Line 4: there is no field “colour” here."},
	{"name: A\nperson: B\n", "Line 3: there is no field “person” here."},
	{"name: A\nname: B\n", "Line 3: Name stands here a second time."},
	{"name: A\nnonsense\n",
	 "Line 3: this is neither “name: value” nor a [section] nor a remark "
	 "behind #."},
	{"#\n  name: A\n", "Line 3: this line begins with a blank, but no field stands above it."},
	{"note: A\n\nlanguages: a_b\n",
	 "Line 4, Languages: Languages are tags such as en or zh-Hant "
	 "with a blank between them."},
	{"status: gone\n",
	 "Line 2, Status: “gone” is none of its choices: active, former, deceased."},
	{"note: x\n[term d1000000]\nvalid_from: May\n",
	 "Line 4, From (valid_from): Write a date like 2011, 2011-05 or 2011-05-17."},
	{"name: A\n[tern d1000000]\n", "Line 3: there is no section “[tern d1000000]” here. To add "
				       "one, write [new …] with what it is."},
	{"[term]\n", "Line 2: there is no section “[term]” here. To add one, write [new …] with "
		     "what it is."},
	{"[term d9]\n", "Line 2: there is no section “[term d9]” here. To add one, write [new …] "
			"with what it is."},
	{"[new body]\n", "Line 2: there is no section “[new body]” here. To add one, write "
			 "[new …] with what it is."},
	{"[term d1\n", "Line 2: there is no section “[term d1” here. To add one, write [new …] "
		       "with what it is."},
	{"[term d1]\n[term d1]\n", "Line 3: this section stands here a second time. To add one, "
				   "write [new term]."},
	{"name:\n    A\n    B\n",
	 "Line 2, Name: This is one line of text; byte 3 begins another line."},
	{"name: \xFF\n", "Line 2: this is not UTF-8 text."},
	{"name: A\x1B[2J\n",
	 "Line 2, Name: The control character U+001B at byte 2 is not allowed."},
	{"[term d1]\nvalid_from: 2020\nvalid_from: 2020\n",
	 "Line 4: From (valid_from) stands here a second time."},
};

static void each_mistake_is_named_by_line_and_field(void **state)
{
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
		struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
		const char *said = template_refusal(fixture, sheet, mistakes[i].text,
						    strlen(mistakes[i].text));
		assert_non_null(said);
		assert_string_equal(said, mistakes[i].said);
		sheet_free(sheet);
	}
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	assert_string_equal(template_refusal(fixture, sheet, "name: A\nno\0te: B\n", 16),
			    "Line 3: this is not UTF-8 text.");
	sheet_free(sheet);
}

static void lines_of_a_file_are_counted_as_they_stand(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {.kind = ERR_NONE};
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, MONO);
	static const char text[] = "name: A\nstatus: gone\n";

	assert_false(template_read_file(sheet, fixture->store, text, strlen(text), &err));
	assert_int_equal(strncmp(err.text, "Line 2, Status: ", 16), 0);
	assert_string_equal(err.field, "status");
	sheet_free(sheet);
}

/* Puts bytes from the sequence in the place of some that stand in the text. */
static void spoil(struct random *random, struct str *text)
{
	for (size_t count = 1 + random_next(random, 4); count > 0; count--) {
		char bytes[12];
		size_t at = random_next(random, text->len + 1);
		size_t left = text->len - at;
		str_remove(text, at, random_next(random, (left < 60 ? left : 60) + 1));
		str_insert(text, at, bytes, random_bytes(random, bytes, sizeof bytes));
	}
}

static void no_text_breaks_the_reader(void **state)
{
	struct fixture *fixture = *state;
	struct random random = {.seed = 5};
	size_t taken = 0;
	size_t refused = 0;
	for (int i = 0; i < 1500; i++) {
		struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
		struct str text = template_text(fixture, sheet);
		spoil(&random, &text);

		bool is_taken = !template_refusal(fixture, sheet, str_text(&text), text.len);

		taken += is_taken;
		refused += !is_taken;
		(void)sheet_changes_text(fixture, sheet);
		str_clear(&text);
		sheet_free(sheet);
		arena_clear(fixture->arena);
	}
	assert_true(taken > 100);
	assert_true(refused > 100);
}

/* Number of the line that holds a text. */
static size_t line_of(const char *text, const char *wanted)
{
	size_t line = 1;
	for (const char *at = text; at < strstr(text, wanted); at++) {
		line += *at == '\n';
	}
	return line;
}

static void line_numbers_hold_in_the_text_that_comes_up_again(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, MONO);
	struct str text = template_text(fixture, sheet);
	template_replace(&text, "\nstatus: active\n", "\nstatus: gone\n");
	const char *said = template_refusal(fixture, sheet, str_text(&text), text.len);
	for (int i = 0; i < 2; i++) {
		template_set_fault(&text, said);
		assert_string_equal(said,
				    arena_format(fixture->arena,
						 "Line %zu, Status: “gone” is none of its choices: "
						 "active, former, deceased.",
						 line_of(str_text(&text), "status: gone")));
		assert_int_equal(strncmp(str_text(&text), "# >>> Line ", 11), 0);
		sheet_free(sheet);
		sheet = sheet_of(fixture, RECORD_PERSON, MONO);
		said = template_refusal(fixture, sheet, str_text(&text), text.len);
	}
	assert_null(strstr(str_text(&text) + 4, "# >>>"));
	sheet_free(sheet);

	sheet = sheet_of(fixture, RECORD_PERSON, MONO);
	str_reset(&text);
	str_add(&text, "status: gone\n");
	said = template_refusal(fixture, sheet, str_text(&text), text.len);
	template_set_fault(&text, said);
	assert_string_equal(str_text(&text), "# >>> Line 2, Status: “gone” is none of its choices: "
					     "active, former, deceased.\nstatus: gone\n");
	sheet_free(sheet);
	str_clear(&text);
}

static void a_fault_of_the_sheet_names_section_and_field(void **state)
{
	struct fixture *fixture = *state;
	struct sheet_faults faults;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	template_must_read(fixture, sheet,
			   "name:\n[term d2]\nvalid_to: 2017\n# This is the end of the record.\n");

	assert_false(sheet_check(sheet, fixture->store, fixture->arena, &faults, NULL));
	assert_int_equal(faults.count, 2);
	assert_string_equal(template_fault(sheet, fixture->store, &faults.items[0], fixture->arena),
			    "Name: It must not be empty.");
	assert_string_equal(
		template_fault(sheet, fixture->store, &faults.items[1], fixture->arena),
		"term (2018-02 to 2017, staff, TN Staff), To (valid_to): The end, 2017, is before "
		"the beginning, 2018-02.");
	sheet_free(sheet);
}

static void a_fault_is_one_line_whatever_it_says(void **state)
{
	struct fixture *fixture = *state;
	struct str text = STR_EMPTY;
	struct sheet *sheet = sheet_of(fixture, RECORD_SOURCE, LETTER);
	template_write(sheet, fixture->store, "a\nname: b", &text);
	assert_int_equal(strncmp(str_text(&text), "# >>> a name: b\n# State: 0 - ", 29), 0);
	template_set_fault(&text, NULL);
	assert_int_equal(strncmp(str_text(&text), "# IEMN Directory\n# State: 0 - ", 30), 0);
	str_clear(&text);
	sheet_free(sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SHEET_TEST(each_mistake_is_named_by_line_and_field),
		SHEET_TEST(lines_of_a_file_are_counted_as_they_stand),
		SHEET_TEST(no_text_breaks_the_reader),
		SHEET_TEST(line_numbers_hold_in_the_text_that_comes_up_again),
		SHEET_TEST(a_fault_of_the_sheet_names_section_and_field),
		SHEET_TEST(a_fault_is_one_line_whatever_it_says),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
