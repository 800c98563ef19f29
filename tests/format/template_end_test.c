/* SPDX-License-Identifier: MIT
 *
 * Texts that were cut short on their way back from the editor: what they lost is not taken out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "interchange/template.h"
#include "sheet_fixture.h"

#define END "# This is the end of the record.\n"

/* Whether a text is taken; what is refused here is refused for its end. */
static bool is_taken(struct fixture *fixture, struct sheet *sheet, const char *text, size_t len)
{
	struct err err = {.kind = ERR_NONE};
	if (template_read(sheet, fixture->store, text, len, &err)) {
		return true;
	}
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.text,
			    "The text ends too early: the line “# This is the end of the record.” "
			    "is missing. When nothing else is, write it at the end.");
	return false;
}

static void a_text_that_was_cut_after_any_line_is_refused(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		enum record_kind kind;
		const char *uid;
	} records[] = {{RECORD_PERSON, HSU}, {RECORD_PERSON, MONO}, {RECORD_PAGE, MISSION}};
	for (size_t i = 0; i < sizeof records / sizeof records[0]; i++) {
		struct str text = STR_EMPTY;
		struct sheet *sheet = sheet_of(fixture, records[i].kind, records[i].uid);
		template_write(sheet, fixture->store, NULL, &text);
		sheet_free(sheet);
		const char *end = strstr(str_text(&text), END);
		for (const char *at = text.data; (at = strchr(at, '\n')) != NULL; at++) {
			sheet = sheet_of(fixture, records[i].kind, records[i].uid);
			bool has_end = at > end;
			assert_int_equal(
				is_taken(fixture, sheet, text.data, (size_t)(at + 1 - text.data)),
				has_end);
			sheet_free(sheet);
		}
		str_clear(&text);
	}
}

/* Without remarks, as some write or generate it. */
static void a_short_text_takes_out_only_what_it_ends_behind(void **state)
{
	struct fixture *fixture = *state;
	static const char short_text[] = "note: short\n";
	static const char ended[] = "note: short\n" END;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	assert_false(is_taken(fixture, sheet, short_text, strlen(short_text)));
	sheet_free(sheet);
	sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	assert_true(is_taken(fixture, sheet, ended, strlen(ended)));
	assert_true(sheet_is_out(sheet, 1));
	sheet_free(sheet);
	sheet = sheet_of(fixture, RECORD_PAGE, MISSION);
	assert_true(is_taken(fixture, sheet, short_text, 0));
	sheet_free(sheet);
}

static void a_file_for_a_new_record_needs_no_end(void **state)
{
	struct fixture *fixture = *state;
	static const char text[] =
		"# IEMN Directory\nname: Ana Example\n[new channel]\nkind: email\n";
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	assert_true(template_read_file(sheet, fixture->store, text, strlen(text), NULL));
	sheet_free(sheet);
	sheet = sheet_of(fixture, RECORD_PERSON, MONO);
	assert_false(template_read_file(sheet, fixture->store, text, strlen(text), NULL));
	sheet_free(sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SHEET_TEST(a_text_that_was_cut_after_any_line_is_refused),
		SHEET_TEST(a_short_text_takes_out_only_what_it_ends_behind),
		SHEET_TEST(a_file_for_a_new_record_needs_no_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
