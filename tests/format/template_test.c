/* SPDX-License-Identifier: MIT
 *
 * Records as text for the editor: what it looks like, and that it comes back unchanged, or with what was
 * changed in it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/random_text.h"
#include "template_fixture.h"

static void a_template_reads_like_a_letter(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PAGE, MISSION);
	sheet_put(sheet, 0, "organisation", NETWORK);
	struct str text = template_text(fixture, sheet);

	assert_string_equal(
		str_text(&text),
		"# IEMN Directory\n"
		"# State: 0 - " MISSION "\n"
		"#\n"
		"# This is a record of the directory as text. Change what stands behind the\n"
		"# names, save, and close the editor. What was given already is saved in any\n"
		"# case, unless the text is left empty.\n"
		"#\n"
		"# Lines that begin with # are remarks; they are not read. A field with nothing\n"
		"# behind its colon is empty. A * marks what must be filled in.\n"
		"#\n"
		"# A long text stands below its name, each line with four blanks before it.\n"
		"#\n"
		"# A heading in [brackets] begins something that belongs to the record. Take it\n"
		"# out with its lines, and it goes to the bin. The letters in it must stay as\n"
		"# they are. Empty ones to add stand behind #.\n"
		"#\n"
		"# By its second line the text is held against what others save meanwhile:\n"
		"# leave that line as it is.\n"
		"\n"
		"# Rank *: Its place in the reading order.\n"
		"rank: 1\n"
		"\n"
		"# Title *: The heading.\n"
		"title: Our mission\n"
		"\n"
		"# Text *: Paragraphs, with an empty line between them.\n"
		"body:\n"
		"    To test.\n"
		"\n"
		"    And to test again.\n"
		"\n"
		"# About: The organisation that it is about. An agency or body by its name or\n"
		"# short form.\n"
		"organisation: Test Network\n"
		"\n"
		"# ---- citation ----\n"
		"\n"
		"# To add one, take the first # from each of these lines:\n"
		"#[new citation]\n"
		"#\n"
		"## Source *: Where the fact comes from. The title of a source, or its uid.\n"
		"#source:\n"
		"#\n"
		"## Field: The field it supports; empty for the record as a whole.\n"
		"#field:\n"
		"#\n"
		"## Claim: What the source says, where sources differ.\n"
		"#claim:\n"
		"#\n"
		"## Rank: Smaller numbers stand first; the source relied on comes first.\n"
		"#rank: 100\n"
		"\n"
		"# This is the end of the record.\n");
	str_clear(&text);
	sheet_free(sheet);
}

/* Where an editor looks for settings. */
static void the_last_five_lines_hold_nothing_of_the_record(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		enum record_kind kind;
		const char *uid;
	} records[] = {{RECORD_SOURCE, LETTER}, {RECORD_PERSON, HSU}, {RECORD_EVENT, MEETING}};

	for (size_t i = 0; i < sizeof records / sizeof records[0]; i++) {
		struct sheet *sheet = sheet_of(fixture, records[i].kind, records[i].uid);
		struct str text = template_text(fixture, sheet);
		const char *line = str_text(&text) + text.len;
		for (int lines = 0; lines < 5; lines++) {
			line--;
			while (line[-1] != '\n') {
				line--;
			}
			assert_true(line[0] == '#' || line[0] == '\n');
		}
		str_clear(&text);
		sheet_free(sheet);
	}
}

static void what_may_stand_in_a_field_is_said_once_a_kind(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	struct str text = template_text(fixture, sheet);
	static const char *const once[] = {
		"One of: active, former,",
		"Such as: chair,",
		"or another word.",
		"Write yes or no.",
		"When nothing is changed, nothing is",
		"A country by its name",
		"2011-05-17 or today.",
	};

	for (size_t i = 0; i < sizeof once / sizeof once[0]; i++) {
		assert_non_null(strstr(str_text(&text), once[i]));
	}
	const char *role = strstr(str_text(&text), "# Role *:");
	assert_non_null(role);
	assert_null(strstr(role + 1, "# Role *:"));
	assert_non_null(strstr(str_text(&text), "\n[channel "));
	assert_non_null(strstr(str_text(&text), "\n[term d1000000]\n"));
	assert_non_null(strstr(str_text(&text), "\n#[new term]\n"));
	str_clear(&text);
	sheet_free(sheet);
}

static void every_record_comes_back_unchanged(void **state)
{
	struct fixture *fixture = *state;
	static const enum record_kind kinds[] = {
		RECORD_SOURCE,	   RECORD_PLACE,   RECORD_ORGANISATION, RECORD_ORGANISATION_NAME,
		RECORD_PERSON,	   RECORD_CHANNEL, RECORD_MEMBERSHIP,	RECORD_EVENT,
		RECORD_EVENT_LINK, RECORD_PAGE,	   RECORD_CITATION,
	};
	size_t count = 0;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		for (int64_t id = 1; id < 12; id++) {
			struct sheet *sheet =
				sheet_open(fixture->store, (struct ref){kinds[i], id}, NULL);
			if (!sheet) {
				continue;
			}
			struct str text = template_text(fixture, sheet);
			template_must_read(fixture, sheet, str_text(&text));
			assert_string_equal(sheet_changes_text(fixture, sheet), "");
			str_clear(&text);
			sheet_free(sheet);
			count++;
		}
	}
	assert_int_equal(count, 49);
}

/* What a line may begin with that means something in a template. */
static const char *const leads[] = {
	"#", "[", " ", "    ", "name: ", "\n", "", "[new channel]\n", "note:", "  \n"};

/* A text that may be stored in a field, or NULL where luck gave none. */
static const char *random_value(struct random *random, const struct field *field,
				struct arena *arena)
{
	struct str text = STR_EMPTY;
	size_t lines = field->kind == FIELD_PROSE ? 1 + random_next(random, 6) : 1;
	for (size_t i = 0; i < lines; i++) {
		char words[40];
		random_words(random, words, sizeof words);
		str_add(&text, i > 0 ? "\n" : "");
		str_add(&text, leads[random_next(random, sizeof leads / sizeof leads[0])]);
		str_add(&text, words);
		str_add(&text, random_next(random, 4) == 0 ? " " : "");
	}
	str_add(&text, random_next(random, 4) == 0 && field->kind == FIELD_PROSE ? "\n" : "");
	bool may_be = text.len > 0 && field_check(field, str_text(&text), NULL);
	const char *value = may_be ? arena_text(arena, str_text(&text)) : NULL;
	str_clear(&text);
	return value;
}

static size_t fill_randomly(struct random *random, struct sheet *sheet, size_t part)
{
	const struct record_type *type = record_type(sheet->parts[part].now.ref.kind);
	size_t filled = 0;
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		if (field->kind != FIELD_NAME && field->kind != FIELD_LINE &&
		    field->kind != FIELD_PROSE && field->kind != FIELD_WORD) {
			continue;
		}
		const char *value = random_value(random, field, sheet->arena);
		if (value) {
			sheet_put(sheet, part, field->name, value);
			filled++;
		}
	}
	return filled;
}

static void assert_same_values(const struct record *a, const struct record *b)
{
	const struct record_type *type = record_type(a->ref.kind);
	for (size_t i = 0; i < type->field_count; i++) {
		const char *before = a->values[i] ? a->values[i] : "";
		const char *after = b->values[i] ? b->values[i] : "";
		if (strcmp(before, after) != 0) {
			fail_msg("%s: %s became %s", type->fields[i].name, before, after);
		}
	}
}

static void every_text_that_may_be_stored_comes_back(void **state)
{
	struct fixture *fixture = *state;
	struct random random = {.seed = 3};
	size_t filled = 0;
	for (int i = 0; i < 1000; i++) {
		struct sheet *sheet = sheet_new(i % 2 ? RECORD_PERSON : RECORD_ORGANISATION);
		filled += fill_randomly(&random, sheet, 0);
		filled += fill_randomly(&random, sheet, sheet_add(sheet, RECORD_MEMBERSHIP));
		filled += fill_randomly(&random, sheet, sheet_add(sheet, RECORD_CITATION));
		struct str text = template_text(fixture, sheet);
		struct record before[3] = {sheet->parts[0].now, sheet->parts[1].now,
					   sheet->parts[2].now};

		template_must_read(fixture, sheet, str_text(&text));

		for (size_t part = 0; part < 3; part++) {
			assert_same_values(&before[part], &sheet->parts[part].now);
		}
		str_clear(&text);
		sheet_free(sheet);
		arena_clear(fixture->arena);
	}
	assert_true(filled > 5000);
}

static void text_that_is_no_value_stays_in_the_template(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, MONO);
	sheet_refusal(fixture, sheet, 0, "place", "Nowhere");
	sheet_refusal(fixture, sheet, 0, "name", "two\nlines");
	struct str text = template_text(fixture, sheet);

	template_must_read(fixture, sheet, str_text(&text));

	assert_string_equal(sheet_shown(fixture, sheet, 0, "place"), "Nowhere");
	assert_string_equal(sheet_shown(fixture, sheet, 0, "name"), "two\nlines");
	str_clear(&text);
	sheet_free(sheet);
}

/* The line of the date stands in the text as it was. */
static void an_address_that_changes_in_a_text_was_not_verified(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_CHANNEL, UID("cd"),
		    VALUES({"person", HSU}, {"kind", "email"}, {"value", "one@example.org"},
			   {"verified", "2024-02"}));
	struct sheet *sheet = sheet_of(fixture, RECORD_CHANNEL, UID("cd"));

	template_must_read(fixture, sheet, "value: two@example.org\nverified: 2024-02\n");
	assert_string_equal(sheet_value(sheet, 0, "verified"), "-");
	sheet_free(sheet);

	sheet = sheet_of(fixture, RECORD_CHANNEL, UID("cd"));
	template_must_read(fixture, sheet, "verified: 2024-03\nvalue: two@example.org\n");
	assert_string_equal(sheet_value(sheet, 0, "verified"), "2024-03");
	sheet_free(sheet);

	sheet = sheet_of(fixture, RECORD_CHANNEL, UID("cd"));
	template_must_read(fixture, sheet, "value: one@example.org\nverified:\n");
	assert_string_equal(sheet_value(sheet, 0, "verified"), "-");
	sheet_free(sheet);
}

static void what_is_typed_behind_a_name_is_the_value(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, MONO);

	template_must_read(fixture, sheet,
			   "name: มโน สมมติ\n"
			   "In Latin letters :   Mano Sommut  \n"
			   "FAMILY-NAME:Sommut\n"
			   "# given_name: not read\n"
			   "place: viet nam\n"
			   "languages: th, en\n"
			   "note:\n"
			   "\n"
			   "    First: a colon.\n"
			   "\n"
			   "\t# no remark\n"
			   "\n"
			   "\n"
			   "status: Former\n"
			   "[Term d5]\n");

	assert_string_equal(sheet_changes_text(fixture, sheet),
			    "Name: Mono -> มโน สมมติ\n"
			    "In Latin letters:  -> Mano Sommut\n"
			    "Family name:  -> Sommut\n"
			    "Country:  -> Viet Nam\n"
			    "Languages:  -> th en\n"
			    "Status: active -> former\n"
			    "Note:  -> First: a colon.\n\n# no remark\n");
	sheet_free(sheet);
}

static void a_field_that_is_not_named_stays_and_one_without_value_is_emptied(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, LUKASZ);

	template_must_read(fixture, sheet, "place:\nnote: \n[term d4000000]\ntitle:\n");

	assert_string_equal(sheet_changes_text(fixture, sheet), "Country: Taiwan -> \n"
								"Note: Speaks of e-waste. -> \n"
								"Title: Directrice générale -> \n");
	sheet_free(sheet);
}

static void a_section_that_is_gone_takes_its_record_out(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	struct str text = template_text(fixture, sheet);
	const char *section = strstr(str_text(&text), "\n[term d2000000]");
	size_t at = (size_t)(section - text.data);
	size_t len = (size_t)(strstr(section, "\n# To add one") - section);
	str_remove(&text, at, len);

	template_must_read(fixture, sheet, str_text(&text));

	assert_string_equal(sheet_changes_text(fixture, sheet),
			    "term: 2018-02 to 2019, staff, TN Staff -> \n");
	str_clear(&text);
	sheet_free(sheet);
}

static void sections_are_added_by_taking_the_mark_away(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, MONO);
	struct str text = template_text(fixture, sheet);
	struct str edited = STR_EMPTY;
	bool is_channel = false;
	for (const char *line = str_text(&text); *line;) {
		size_t len = strcspn(line, "\n") + 1;
		is_channel =
			(is_channel || strncmp(line, "#[new channel]", 14) == 0) && line[0] == '#';
		str_add_bytes(&edited, line + is_channel, len - is_channel);
		line += len;
	}
	template_replace(&edited, "\nkind:\n", "\nkind: email\n");
	template_replace(&edited, "\nvalue:\n", "\nvalue: mono@example.org\n");
	template_replace(&edited, "\n# ---- term ----\n",
			 "\n[new channel]\n\n[New Address or number]\nkind: phone\nvalue: 1\n");

	template_must_read(fixture, sheet, str_text(&edited));

	assert_string_equal(sheet_changes_text(fixture, sheet),
			    "address or number:  -> email, mono@example.org\n"
			    "address or number:  -> phone, 1\n");
	str_clear(&edited);
	str_clear(&text);
	sheet_free(sheet);
}

static void a_new_sheet_with_parts_comes_back(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_new(RECORD_EVENT);
	sheet_type(fixture, sheet, 0, "title", "مؤتمر تجريبي");
	size_t link = sheet_add(sheet, RECORD_EVENT_LINK);
	sheet_type(fixture, sheet, link, "person", "Mono");
	struct str text = template_text(fixture, sheet);

	template_must_read(fixture, sheet, str_text(&text));

	assert_false(sheet_is_out(sheet, link));
	assert_string_equal(sheet_value(sheet, link, "person"), MONO);
	assert_string_equal(sheet_value(sheet, 0, "title"), "مؤتمر تجريبي");
	str_clear(&text);
	sheet_free(sheet);
}

static void line_ends_and_marks_of_other_systems_are_taken(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_put(sheet, 0, "note", "One\n\nTwo");
	struct str text = template_text(fixture, sheet);
	struct str other = STR_EMPTY;
	str_add(&other, "\xEF\xBB\xBF");
	for (size_t i = 0; i < text.len; i++) {
		str_add(&other, text.data[i] == '\n' ? "\r" : "");
		str_add_char(&other, text.data[i]);
	}

	template_must_read(fixture, sheet, str_text(&other));

	assert_string_equal(sheet_value(sheet, 0, "note"), "One\n\nTwo");
	assert_string_equal(sheet_changes_text(fixture, sheet), "Note:  -> One\n\nTwo\n");
	str_clear(&text);
	str_clear(&other);
	sheet_free(sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SHEET_TEST(a_template_reads_like_a_letter),
		SHEET_TEST(the_last_five_lines_hold_nothing_of_the_record),
		SHEET_TEST(what_may_stand_in_a_field_is_said_once_a_kind),
		SHEET_TEST(every_record_comes_back_unchanged),
		SHEET_TEST(every_text_that_may_be_stored_comes_back),
		SHEET_TEST(text_that_is_no_value_stays_in_the_template),
		SHEET_TEST(an_address_that_changes_in_a_text_was_not_verified),
		SHEET_TEST(what_is_typed_behind_a_name_is_the_value),
		SHEET_TEST(a_field_that_is_not_named_stays_and_one_without_value_is_emptied),
		SHEET_TEST(a_section_that_is_gone_takes_its_record_out),
		SHEET_TEST(sections_are_added_by_taking_the_mark_away),
		SHEET_TEST(a_new_sheet_with_parts_comes_back),
		SHEET_TEST(line_ends_and_marks_of_other_systems_are_taken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
