/* SPDX-License-Identifier: MIT
 *
 * The texts that people type into a sheet: which values they stand for, which are refused where they are
 * typed, and what is offered meanwhile.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sheet_fixture.h"

static void a_reference_is_taken_by_name_code_or_uid(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_new(RECORD_MEMBERSHIP);
	struct sheet *person = sheet_new(RECORD_PERSON);
	static const char *const taiwan[] = {"Taiwan", " taiwan ", "TW", TAIWAN, "a1000000"};
	static const char *const ministry[] = {"Ministry of Environment", "MOENV",
					       "Protection Administration", "環境部", MINISTRY};
	static const char *const hsu[] = {"Hsu, Ming-Hua", "徐銘華", "Hsu Ming-Hua", HSU};

	for (size_t i = 0; i < 5; i++) {
		sheet_type(fixture, person, 0, "place", "");
		sheet_type(fixture, person, 0, "place", taiwan[i]);
		assert_string_equal(sheet_value(person, 0, "place"), TAIWAN);
		sheet_type(fixture, sheet, 0, "organisation", ministry[i]);
		assert_string_equal(sheet_value(sheet, 0, "organisation"), MINISTRY);
	}
	for (size_t i = 0; i < 4; i++) {
		sheet_type(fixture, sheet, 0, "person", hsu[i]);
		assert_string_equal(sheet_value(sheet, 0, "person"), HSU);
	}
	assert_string_equal(sheet_shown(fixture, person, 0, "place"), "Taiwan");
	sheet_free(sheet);
	sheet_free(person);

	sheet = sheet_new(RECORD_CITATION);
	sheet_type(fixture, sheet, 0, "membership", UID("d1"));
	assert_string_equal(sheet_value(sheet, 0, "membership"), UID("d1"));
	sheet_free(sheet);
}

static void a_name_that_fits_two_or_none_stays_as_text_with_its_fault(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_PERSON, NULL, VALUES({"name", "Mono"}));
	struct sheet *sheet = sheet_of(fixture, RECORD_MEMBERSHIP, UID("d1"));

	assert_non_null(strstr(sheet_refusal(fixture, sheet, 0, "person", "Mono"), "c4000000"));
	assert_string_equal(sheet_shown(fixture, sheet, 0, "person"), "Mono");
	assert_string_equal(sheet_value(sheet, 0, "person"), HSU);
	assert_true(sheet_is_changed(sheet));
	sheet_refusal(fixture, sheet, 0, "behalf", "Ministry of Nothing");
	sheet_refusal(fixture, sheet, 0, "behalf", UID("99"));
	sheet_refusal(fixture, sheet, 0, "behalf", TAIWAN);

	sheet_type(fixture, sheet, 0, "person", HSU);
	sheet_type(fixture, sheet, 0, "behalf", "MOENV");
	assert_false(sheet_is_changed(sheet));
	sheet_free(sheet);
}

static void a_reference_is_shown_as_it_can_be_typed(void **state)
{
	struct fixture *fixture = *state;
	static const char *const people[] = {HSU, ORTIZ, OTHER_ORTIZ, MONO, LUKASZ};
	struct sheet *sheet = sheet_new(RECORD_MEMBERSHIP);
	fixture_add(fixture->store, RECORD_PERSON, NULL, VALUES({"name", "Mono"}));

	for (size_t i = 0; i < 5; i++) {
		sheet_put(sheet, 0, "person", people[i]);
		const char *shown = sheet_shown(fixture, sheet, 0, "person");
		sheet_put(sheet, 0, "person", NULL);
		sheet_type(fixture, sheet, 0, "person", shown);
		assert_string_equal(sheet_value(sheet, 0, "person"), people[i]);
	}
	sheet_free(sheet);
}

static void a_date_is_partial_or_today(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_new(RECORD_EVENT);

	sheet_type(fixture, sheet, 0, "date", "Today");
	assert_string_equal(sheet_value(sheet, 0, "date"), SHEET_DAY);
	sheet_type(fixture, sheet, 0, "date", " 2011-05 ");
	assert_string_equal(sheet_value(sheet, 0, "date"), "2011-05");
	assert_string_equal(sheet_refusal(fixture, sheet, 0, "date", "17.5.2011"),
			    "Write a date like 2011, 2011-05 or 2011-05-17.");
	sheet_refusal(fixture, sheet, 0, "date", "tomorrow");
	sheet_free(sheet);
}

static void a_flag_is_yes_or_no(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_new(RECORD_CHANNEL);
	static const char *const yes[] = {"yes", "Y", "1", "YES"};
	static const char *const no[] = {"no", "n", "0", ""};

	for (size_t i = 0; i < 4; i++) {
		sheet_type(fixture, sheet, 0, "preferred", yes[i]);
		assert_string_equal(sheet_value(sheet, 0, "preferred"), "1");
		assert_string_equal(sheet_shown(fixture, sheet, 0, "preferred"), "yes");
		sheet_type(fixture, sheet, 0, "preferred", no[i]);
		assert_string_equal(sheet_value(sheet, 0, "preferred"), "0");
		assert_string_equal(sheet_shown(fixture, sheet, 0, "preferred"), "no");
	}
	assert_string_equal(sheet_refusal(fixture, sheet, 0, "preferred", "perhaps"),
			    "Write yes or no.");
	sheet_free(sheet);
}

static void a_choice_is_found_without_regard_to_capitals(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *person = sheet_new(RECORD_PERSON);
	struct sheet *term = sheet_new(RECORD_MEMBERSHIP);

	sheet_type(fixture, person, 0, "status", "Former");
	assert_string_equal(sheet_value(person, 0, "status"), "former");
	assert_string_equal(sheet_refusal(fixture, person, 0, "status", "retired"),
			    "“retired” is none of its choices: active, former, deceased.");
	sheet_type(fixture, term, 0, "role", "Focal Point");
	assert_string_equal(sheet_value(term, 0, "role"), "focal point");
	sheet_type(fixture, term, 0, "role", "Rapporteur");
	assert_string_equal(sheet_value(term, 0, "role"), "Rapporteur");
	sheet_free(person);
	sheet_free(term);
}

static void letters_of_another_script_are_refused_as_soon_as_they_are_typed(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);

	assert_string_equal(
		sheet_refusal(fixture, sheet, 0, "family_name", "徐"),
		"“徐” is not a Latin letter. A name in its own letters is written in the "
		"field “Name”.");
	sheet_type(fixture, sheet, 0, "family_name", "Hsü");
	sheet_free(sheet);

	fixture_tamper(fixture->store,
		       "UPDATE person SET family_name = '徐' WHERE uid = '" HSU "'");
	sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_type(fixture, sheet, 0, "family_name", "徐");
	assert_false(sheet_is_changed(sheet));
	sheet_free(sheet);
}

static void an_address_that_changes_was_not_verified(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_CHANNEL, UID("cd"),
		    VALUES({"person", HSU}, {"kind", "email"}, {"value", "one@example.org"},
			   {"verified", "2024-02"}));
	struct sheet *sheet = sheet_of(fixture, RECORD_CHANNEL, UID("cd"));

	sheet_type(fixture, sheet, 0, "value", "two@example.org");
	assert_string_equal(sheet_changes_text(fixture, sheet),
			    "Address or number: one@example.org -> two@example.org\n"
			    "Last verified: 2024-02 -> \n");
	sheet_type(fixture, sheet, 0, "value", "one@example.org");
	assert_false(sheet_is_changed(sheet));
	sheet_type(fixture, sheet, 0, "value", "two@example.org");
	sheet_type(fixture, sheet, 0, "verified", "2024-02");
	sheet_type(fixture, sheet, 0, "value", "two@example.org");
	assert_string_equal(sheet_value(sheet, 0, "verified"), "2024-02");
	sheet_free(sheet);

	sheet = sheet_of(fixture, RECORD_CHANNEL, UID("cd"));
	sheet_type(fixture, sheet, 0, "label", "Office");
	sheet_type(fixture, sheet, 0, "verified", "2024-03");
	sheet_type(fixture, sheet, 0, "value", "two@example.org");
	assert_string_equal(sheet_value(sheet, 0, "verified"), "2024-03");
	sheet_free(sheet);
}

static void what_only_looks_different_is_the_same_value(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, LUKASZ);
	struct sheet *place = sheet_new(RECORD_PLACE);

	sheet_type(fixture, sheet, 0, "name", "  Zoe\xCC\x88 Łukasz ");
	sheet_type(fixture, sheet, 0, "note", "\nSpeaks of e-waste.\r\n\r\n");
	sheet_type(fixture, sheet, 0, "place", "tw");
	sheet_type(fixture, sheet, 0, "status", "");
	assert_false(sheet_is_changed(sheet));
	sheet_type(fixture, sheet, 0, "languages", "fr,  zh-Hant , en");
	assert_string_equal(sheet_value(sheet, 0, "languages"), "fr zh-Hant en");
	sheet_type(fixture, place, 0, "code", "my");
	assert_string_equal(sheet_value(place, 0, "code"), "MY");
	sheet_free(sheet);
	sheet_free(place);

	sheet = sheet_of(fixture, RECORD_MEMBERSHIP, UID("d2"));
	sheet_type(fixture, sheet, 0, "rank", "0100");
	assert_false(sheet_is_changed(sheet));
	sheet_refusal(fixture, sheet, 0, "rank", "first");
	sheet_free(sheet);
}

/* A code that a file holds from before is no fault of who edits the rest. */
static void a_code_that_no_country_has_is_refused_where_it_is_typed(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *place = sheet_new(RECORD_PLACE);
	assert_string_equal(sheet_refusal(fixture, place, 0, "code", "qq"),
			    "ISO 3166-1 gives the code QQ to no country.");
	assert_string_equal(sheet_refusal(fixture, place, 0, "code", "MYS"),
			    "A country code is two capital letters, such as MY.");
	sheet_free(place);

	fixture_tamper(fixture->store, "UPDATE place SET code = 'QQ' WHERE code = 'CL'");
	place = sheet_of(fixture, RECORD_PLACE, CHILE);
	sheet_type(fixture, place, 0, "region", "Americas");
	sheet_type(fixture, place, 0, "code", "CL");
	sheet_type(fixture, place, 0, "code", "qq");
	assert_string_equal(sheet_value(place, 0, "code"), "QQ");
	sheet_must_save(fixture, place);
	sheet_free(place);
}

static void text_that_may_not_be_stored_is_refused_where_it_is_typed(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_new(RECORD_PERSON);

	sheet_refusal(fixture, sheet, 0, "name", "Ana\x1B[2J");
	sheet_refusal(fixture, sheet, 0, "name", "Ana\xFF");
	sheet_refusal(fixture, sheet, 0, "place", "Taiwan\xC0");
	sheet_refusal(fixture, sheet, 0, "name", "Ana\nExample");
	sheet_refusal(fixture, sheet, 0, "languages", "plain_english");
	assert_true(sheet_is_changed(sheet));
	sheet_type(fixture, sheet, 0, "name", "");
	sheet_type(fixture, sheet, 0, "place", "");
	sheet_type(fixture, sheet, 0, "languages", "");
	assert_false(sheet_is_changed(sheet));
	sheet_free(sheet);
}

static void a_citation_names_a_field_of_what_it_supports(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_ORGANISATION, MINISTRY);
	size_t part = sheet_add(sheet, RECORD_CITATION);

	sheet_type(fixture, sheet, part, "field", "Established");
	assert_string_equal(sheet_value(sheet, part, "field"), "established");
	sheet_type(fixture, sheet, part, "field", "part of");
	assert_string_equal(sheet_value(sheet, part, "field"), "parent");
	sheet_type(fixture, sheet, part, "source", "A letter");
	assert_string_equal(sheet_value(sheet, part, "source"), LETTER);
	sheet_refusal(fixture, sheet, part, "field", "family_name");
	sheet_free(sheet);
}

/* What is offered, as "text (detail)" with bars between. */
static const char *offered(struct fixture *fixture, const struct sheet *sheet, size_t part,
			   const char *field, const char *typed)
{
	struct sheet_offers offers;
	struct err err = {.kind = ERR_NONE};
	int index = field_index(sheet->parts[part].now.ref.kind, field);
	fixture_assert_ok(sheet_offer(sheet, fixture->store, part, index, typed, 4, fixture->arena,
				      &offers, &err),
			  &err);
	assert_true(offers.count <= 4);
	str_reset(&fixture->seen);
	for (size_t i = 0; i < offers.count; i++) {
		str_add_format(&fixture->seen, "%s%s", i > 0 ? "|" : "", offers.items[i].text);
		if (offers.items[i].detail[0]) {
			str_add_format(&fixture->seen, " (%s)", offers.items[i].detail);
		}
	}
	return arena_text(fixture->arena, str_text(&fixture->seen));
}

static void choices_and_languages_are_offered(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	size_t term = sheet_part_of(sheet, RECORD_MEMBERSHIP, 0);
	size_t channel = sheet_part_of(sheet, RECORD_CHANNEL, 0);
	size_t citation = sheet_add(sheet, RECORD_CITATION);

	assert_string_equal(offered(fixture, sheet, term, "role", "ch"), "chair|co-chair");
	assert_string_equal(offered(fixture, sheet, term, "role", ""),
			    "chair|co-chair|member|alternate");
	assert_string_equal(offered(fixture, sheet, term, "role", "co cha"), "co-chair");
	assert_string_equal(offered(fixture, sheet, term, "role", "Cochair"), "co-chair");
	assert_string_equal(offered(fixture, sheet, channel, "kind", "E-m"), "email");
	assert_string_equal(offered(fixture, sheet, channel, "preferred", "Y"), "yes");
	assert_string_equal(offered(fixture, sheet, 0, "languages", "viet"), "vi (Vietnamese)");
	assert_string_equal(offered(fixture, sheet, 0, "languages", "en zh-hant"),
			    "en zh-Hant (Chinese (traditional))");
	assert_string_equal(offered(fixture, sheet, 0, "languages", "en, viet"),
			    "en, vi (Vietnamese)");
	assert_string_equal(offered(fixture, sheet, citation, "field", "family"),
			    "family_name (Family name)");
	assert_string_equal(offered(fixture, sheet, 0, "name", "H"), "");
	sheet_free(sheet);
}

static void records_are_offered_as_they_can_be_typed(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_MEMBERSHIP, UID("d1"));
	struct sheet_offers offers;
	struct err err = {.kind = ERR_NONE};
	int field = field_index(RECORD_MEMBERSHIP, "person");
	fixture_add(fixture->store, RECORD_PERSON, UID("c7"),
		    VALUES({"name", "Ana Ortiz"}, {"place", KOREA}));

	fixture_assert_ok(sheet_offer(sheet, fixture->store, 0, field, "ortiz", 9, fixture->arena,
				      &offers, &err),
			  &err);
	assert_int_equal(offers.count, 3);
	for (size_t i = 0; i < offers.count; i++) {
		sheet_type(fixture, sheet, 0, "person", offers.items[i].text);
		const char *uid = sheet_value(sheet, 0, "person");
		str_add_format(&fixture->seen, "%.2s %s (%s)|", uid,
			       strcmp(offers.items[i].text, uid) == 0 ? "uid"
								      : offers.items[i].text,
			       offers.items[i].detail);
	}
	fixture_assert_seen(fixture, "c2 Ortiz, Ana (Chile)|c3 uid (Ana Ortiz, Viet Nam)|"
				     "c7 uid (Ana Ortiz, Republic of Korea)|");
	sheet_free(sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SHEET_TEST(a_reference_is_taken_by_name_code_or_uid),
		SHEET_TEST(a_name_that_fits_two_or_none_stays_as_text_with_its_fault),
		SHEET_TEST(a_reference_is_shown_as_it_can_be_typed),
		SHEET_TEST(a_date_is_partial_or_today),
		SHEET_TEST(a_flag_is_yes_or_no),
		SHEET_TEST(a_choice_is_found_without_regard_to_capitals),
		SHEET_TEST(letters_of_another_script_are_refused_as_soon_as_they_are_typed),
		SHEET_TEST(an_address_that_changes_was_not_verified),
		SHEET_TEST(what_only_looks_different_is_the_same_value),
		SHEET_TEST(a_code_that_no_country_has_is_refused_where_it_is_typed),
		SHEET_TEST(text_that_may_not_be_stored_is_refused_where_it_is_typed),
		SHEET_TEST(a_citation_names_a_field_of_what_it_supports),
		SHEET_TEST(choices_and_languages_are_offered),
		SHEET_TEST(records_are_offered_as_they_can_be_typed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
