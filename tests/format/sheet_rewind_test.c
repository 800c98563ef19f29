/* SPDX-License-Identifier: MIT
 *
 * A text that comes back when others have saved since: what it was taken from is found again, and only
 * what it changes is saved.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/random_text.h"
#include "store/journal.h"
#include "template_fixture.h"

#define STEPS 60

static const struct intent undo_intent = {.origin = "undo", .actor = "tester"};

static void undo_next(struct fixture *fixture)
{
	struct action_row row;
	struct action_rows blockers;
	struct err err = {.kind = ERR_NONE};
	fixture_assert_ok(journal_undo_next(fixture->store, &undo_intent, fixture->arena, &row,
					    &blockers, &err),
			  &err);
}

/* Changes a field of the person, or adds or takes out an address, or takes back what was done. */
static void step_at_random(struct fixture *fixture, struct random *random, int step)
{
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	const char *words = arena_format(fixture->arena, "Step %d", step);
	size_t part;
	switch (random_next(random, 6)) {
	case 0:
		sheet_put(sheet, 0, "note", words);
		break;
	case 1:
		part = sheet_add(sheet, RECORD_CHANNEL);
		sheet_put(sheet, part, "kind", "email");
		sheet_put(sheet, part, "value",
			  arena_format(fixture->arena, "step%d@example.org", step));
		break;
	case 2:
		sheet_take_out(sheet, random_next(random, sheet->count), true);
		break;
	case 3:
		part = random_next(random, sheet->count);
		if (sheet->parts[part].now.ref.kind == RECORD_CHANNEL) {
			sheet_put(sheet, part, "label", words);
		}
		break;
	default:
		sheet_free(sheet);
		undo_next(fixture);
		return;
	}
	sheet_must_save(fixture, sheet);
	sheet_free(sheet);
}

/* Whether two sheets hold the same records with the same values, in whatever order. */
static void assert_same(const struct sheet *sheet, const struct sheet *other)
{
	assert_int_equal(sheet->count, other->count);
	for (size_t i = 0; i < sheet->count; i++) {
		const struct sheet_part *part = &sheet->parts[i];
		size_t at = 0;
		while (strcmp(other->parts[at].now.uid, part->now.uid) != 0) {
			at++;
			assert_true(at < other->count);
		}
		for (size_t j = 0; j < record_type(part->now.ref.kind)->field_count; j++) {
			assert_string_equal(fixture_word(part->now.values[j]),
					    fixture_word(other->parts[at].now.values[j]));
		}
		assert_null(part->now.binned);
		assert_string_equal(part->base.uid, part->now.uid);
	}
	assert_false(sheet_is_changed(sheet));
}

static void a_record_is_found_as_it_stood_in_each_state(void **state)
{
	struct fixture *fixture = *state;
	struct random random = {1};
	struct sheet *then[STEPS];
	struct err err = {.kind = ERR_NONE};
	for (int i = 0; i < STEPS; i++) {
		then[i] = sheet_of(fixture, RECORD_PERSON, HSU);
		step_at_random(fixture, &random, i);
	}
	for (int i = 0; i < STEPS; i++) {
		struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
		fixture_assert_ok(sheet_rewind(sheet, fixture->store, &then[i]->state, &err), &err);
		assert_same(sheet, then[i]);
		sheet_free(sheet);
		sheet_free(then[i]);
	}
}

/* Reads a text as of a file into the record as it is now. */
static bool read_back(struct fixture *fixture, struct sheet *sheet, const struct str *text,
		      struct err *err)
{
	return template_read_file(sheet, fixture->store, str_text(text), text->len, err);
}

static void what_only_others_changed_since_stays(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {.kind = ERR_NONE};
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	size_t channels = sheet_count_of(sheet, RECORD_CHANNEL);
	struct str text = template_text(fixture, sheet);
	sheet_put(sheet, 0, "note", "Theirs");
	size_t part = sheet_add(sheet, RECORD_CHANNEL);
	sheet_put(sheet, part, "kind", "email");
	sheet_put(sheet, part, "value", "theirs@example.org");
	sheet_must_save(fixture, sheet);
	sheet_free(sheet);

	template_replace(&text, "\ngiven_name: Ming-Hua\n", "\ngiven_name: Mine\n");
	sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	fixture_assert_ok(read_back(fixture, sheet, &text, &err), &err);
	assert_string_equal(sheet_changes_text(fixture, sheet), "Given name: Ming-Hua -> Mine\n");
	sheet_must_save(fixture, sheet);
	assert_string_equal(sheet_value(sheet, 0, "note"), "Theirs");
	assert_string_equal(sheet_value(sheet, 0, "given_name"), "Mine");
	assert_int_equal(sheet_count_of(sheet, RECORD_CHANNEL), channels + 1);
	sheet_free(sheet);
	str_clear(&text);
}

/* An editor comes back with a mistake in such a text, and then without it. */
static void a_text_that_is_read_again_is_held_against_the_same(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {.kind = ERR_NONE};
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	struct str text = template_text(fixture, sheet);
	sheet_put(sheet, 0, "note", "Theirs");
	sheet_must_save(fixture, sheet);
	for (int i = 0; i < 2; i++) {
		struct template_before before = template_keep(sheet);
		fixture_assert_ok(read_back(fixture, sheet, &text, &err), &err);
		assert_false(sheet_is_changed(sheet));
		template_put_back(sheet, &before);
		assert_string_equal(sheet_value(sheet, 0, "note"), "Theirs");
	}
	sheet_free(sheet);
	str_clear(&text);
}

/* The first line of a text that begins so, behind its beginning. */
static const char *behind(const struct str *text, const char *beginning)
{
	const char *at = strstr(str_text(text), beginning);
	assert_non_null(at);
	return at + strlen(beginning);
}

static void a_text_of_another_record_or_state_is_refused(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		const char *line;
		enum err_kind kind;
		const char *said;
	} cases[] = {
		{" 0 - " MONO, ERR_INVALID, "The text is of another record than “"},
		{" 900 2026-11-23T12:00:00Z " HSU, ERR_CONFLICT, "The text is of a state"},
		{" 1 2026-11-23T11:59:59Z " HSU, ERR_CONFLICT, "The text is of a state"},
		{" 1 - " HSU, ERR_CONFLICT, "The text is of a state"},
		{" -1 - " HSU, ERR_INVALID, "The line “# State:” is not as it was written."},
		{" 1x - " HSU, ERR_INVALID, "The line “# State:” is not as it was written."},
		{" 0 - " HSU " more", ERR_INVALID, "The line “# State:” is not"},
		{" 0 -", ERR_INVALID, "The line “# State:” is not"},
		{"", ERR_INVALID, "The line “# State:” is not"},
	};
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	struct str text = template_text(fixture, sheet);
	sheet_put(sheet, 0, "note", "The first action");
	sheet_must_save(fixture, sheet);
	sheet_free(sheet);
	const char *line = behind(&text, "\n# State:");
	size_t at = (size_t)(line - text.data);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct err err = {.kind = ERR_NONE};
		str_remove(&text, at, strcspn(text.data + at, "\n"));
		str_insert(&text, at, cases[i].line, strlen(cases[i].line));
		sheet = sheet_of(fixture, RECORD_PERSON, HSU);
		assert_false(read_back(fixture, sheet, &text, &err));
		assert_int_equal(err.kind, cases[i].kind);
		assert_int_equal(strncmp(err.text, cases[i].said, strlen(cases[i].said)), 0);
		sheet_free(sheet);
	}
	str_clear(&text);
}

static void a_text_of_a_new_record_tells_no_state(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	struct str text = template_text(fixture, sheet);
	assert_null(strstr(str_text(&text), "# State:"));
	str_clear(&text);
	sheet_free(sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SHEET_TEST(a_record_is_found_as_it_stood_in_each_state),
		SHEET_TEST(what_only_others_changed_since_stays),
		SHEET_TEST(a_text_that_is_read_again_is_held_against_the_same),
		SHEET_TEST(a_text_of_another_record_or_state_is_refused),
		SHEET_TEST(a_text_of_a_new_record_tells_no_state),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
