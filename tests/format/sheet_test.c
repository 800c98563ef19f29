/* SPDX-License-Identifier: MIT
 *
 * Sheets before they are saved: what belongs to a record, what changed, what a copy takes along, and
 * which faults are found. The people are invented; their names say so in their languages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sheet_fixture.h"

static void a_person_comes_with_all_that_belongs_to_it(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);

	assert_int_equal(sheet->count, 6);
	for (size_t i = 0; i < sheet->count; i++) {
		str_add_format(&fixture->seen, "%s|",
			       sheet_summary(sheet, fixture->store, i, fixture->arena));
	}
	fixture_assert_seen(fixture, "Hsu, Ming-Hua 徐銘華|"
				     "email, hsu@example.org|phone, +886 2 5550-0199|"
				     "since 2020, chair, TN Steering Committee|"
				     "2018-02 to 2019, staff, TN Staff|"
				     "Third meeting, speaker|");
	assert_false(sheet_is_changed(sheet));
	sheet_free(sheet);
}

static void an_organisation_comes_with_the_terms_that_it_holds_itself(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *ministry = sheet_of(fixture, RECORD_ORGANISATION, MINISTRY);
	struct sheet *agency = sheet_of(fixture, RECORD_ORGANISATION, AGENCY);

	assert_int_equal(sheet_count_of(ministry, RECORD_ORGANISATION_NAME), 3);
	assert_int_equal(sheet_count_of(ministry, RECORD_CITATION), 3);
	assert_int_equal(sheet_count_of(agency, RECORD_CHANNEL), 1);
	assert_int_equal(sheet_count_of(agency, RECORD_MEMBERSHIP), 1);
	assert_string_equal(sheet_summary(agency, fixture->store,
					  sheet_part_of(agency, RECORD_MEMBERSHIP, 0),
					  fixture->arena),
			    "since 2011, founder, Test Network");
	sheet_free(ministry);
	sheet_free(agency);
}

static bool shows(const struct sheet *sheet, size_t part, const char *field)
{
	return sheet_shows(sheet, part, field_index(sheet->parts[part].now.ref.kind, field));
}

static void whose_it_is_is_not_asked_in_the_sheet_of_the_owner(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *person = sheet_of(fixture, RECORD_PERSON, HSU);
	struct sheet *event = sheet_of(fixture, RECORD_EVENT, MEETING);
	size_t term = sheet_part_of(person, RECORD_MEMBERSHIP, 0);
	size_t link = sheet_part_of(person, RECORD_EVENT_LINK, 0);
	size_t visit = sheet_part_of(event, RECORD_EVENT_LINK, 0);

	assert_false(shows(person, term, "person"));
	assert_false(shows(person, term, "member"));
	assert_true(shows(person, term, "organisation"));
	assert_true(shows(person, link, "event"));
	assert_false(shows(person, link, "place"));
	assert_false(shows(event, visit, "event"));
	assert_true(shows(event, visit, "place"));
	sheet_free(person);
	sheet_free(event);
}

static void a_term_alone_shows_who_holds_it(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_MEMBERSHIP, UID("d1"));

	assert_int_equal(sheet->count, 1);
	assert_true(shows(sheet, 0, "person"));
	assert_true(shows(sheet, 0, "organisation"));
	assert_string_equal(sheet_summary(sheet, fixture->store, 0, fixture->arena),
			    "since 2020, Hsu, Ming-Hua 徐銘華, chair, TN Steering Committee");
	sheet_free(sheet);
}

static void a_new_part_knows_its_owner_and_stands_behind_its_kind(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);

	assert_int_equal(sheet_add(sheet, RECORD_MEMBERSHIP), 5);
	assert_int_equal(sheet_add(sheet, RECORD_CHANNEL), 3);
	assert_int_equal(sheet_add(sheet, RECORD_CITATION), 8);
	assert_string_equal(sheet_value(sheet, 3, "person"), HSU);
	assert_string_equal(sheet_value(sheet, 3, "functional"), "0");
	assert_true(uid_is_valid(sheet->parts[3].now.uid));
	assert_null(sheet->parts[3].base.uid);
	assert_string_equal(sheet_value(sheet, 6, "person"), HSU);
	assert_string_equal(sheet_value(sheet, sheet_add(sheet, RECORD_EVENT_LINK), "person"), HSU);
	assert_false(sheet_is_changed(sheet));
	sheet_free(sheet);
}

/* Gives a person one more term. */
static void add_term(struct fixture *fixture, const char *role, const char *from, const char *to)
{
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	size_t part = sheet_add(sheet, RECORD_MEMBERSHIP);
	sheet_type(fixture, sheet, part, "organisation", "TN Staff");
	sheet_type(fixture, sheet, part, "role", role);
	sheet_type(fixture, sheet, part, "valid_from", from);
	sheet_type(fixture, sheet, part, "valid_to", to);
	sheet_must_save(fixture, sheet);
	sheet_free(sheet);
}

static void terms_that_go_on_stand_first_then_what_ended_last(void **state)
{
	struct fixture *fixture = *state;
	struct str roles = STR_EMPTY;
	add_term(fixture, "chair", "2010", "2011");
	add_term(fixture, "observer", "2012", "2027");
	add_term(fixture, "expert", "2022", "");

	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	for (size_t i = 0; i < sheet_count_of(sheet, RECORD_MEMBERSHIP); i++) {
		size_t part = sheet_part_of(sheet, RECORD_MEMBERSHIP, i);
		str_add_format(&roles, "%s ", sheet_value(sheet, part, "role"));
	}
	assert_string_equal(str_text(&roles), "chair expert observer staff chair ");
	str_clear(&roles);
	sheet_free(sheet);
}

static void the_line_about_a_part_tells_what_was_typed_be_it_wrong(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);

	sheet_refusal(fixture, sheet, 4, "organisation", "No Such Body");
	sheet_refusal(fixture, sheet, 4, "valid_to", "soon");
	assert_string_equal(sheet_summary(sheet, fixture->store, 4, fixture->arena),
			    "2018-02 to soon, staff, No Such Body");
	sheet_free(sheet);
}

static void what_is_proposed_is_saved_and_would_not_be_missed(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	size_t part = sheet_add(sheet, RECORD_MEMBERSHIP);

	sheet_propose(sheet, part, "organisation", sheet_value(sheet, 3, "organisation"));
	assert_false(sheet_is_touched(sheet, part, SHEET_WHOLE));
	assert_true(sheet_is_changed(sheet));
	sheet_propose(sheet, part, "no such field", "x");
	sheet_type(fixture, sheet, part, "role", "expert");
	assert_true(sheet_is_touched(sheet, part, SHEET_WHOLE));
	sheet_free(sheet);
}

static void what_lies_in_the_bin_is_not_opened(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {.kind = ERR_NONE};
	struct ref ref = fixture_ref(fixture->store, RECORD_PERSON, BINNED_PERSON);

	assert_null(sheet_open(fixture->store, ref, &err));
	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_string_equal(err.text,
			    "Binned Person lies in the bin. Restore it before it is edited.");
	assert_null(sheet_open(fixture->store, (struct ref){RECORD_PERSON, 999}, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void typing_a_change_back_makes_the_sheet_clean(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);

	sheet_type(fixture, sheet, 0, "given_name", "Minghua");
	assert_true(sheet_is_changed(sheet));
	sheet_type(fixture, sheet, 0, "given_name", "Ming-Hua");
	assert_false(sheet_is_changed(sheet));
	sheet_take_out(sheet, 1, true);
	assert_true(sheet_is_out(sheet, 1));
	assert_true(sheet_is_changed(sheet));
	sheet_take_out(sheet, 1, false);
	assert_false(sheet_is_changed(sheet));
	sheet_take_out(sheet, 0, true);
	assert_false(sheet_is_out(sheet, 0));
	assert_false(sheet_is_changed(sheet));
	size_t part = sheet_add(sheet, RECORD_CHANNEL);
	sheet_type(fixture, sheet, part, "kind", "email");
	sheet_take_out(sheet, part, true);
	assert_false(sheet_is_changed(sheet));
	sheet_free(sheet);
}

static void changes_are_told_in_words(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_type(fixture, sheet, 0, "place", "Chile");
	sheet_type(fixture, sheet, 0, "honorific", "Dr.");
	sheet_type(fixture, sheet, 1, "preferred", "no");
	sheet_take_out(sheet, 2, true);
	size_t part = sheet_add(sheet, RECORD_MEMBERSHIP);
	sheet_type(fixture, sheet, part, "organisation", "TN Staff");
	sheet_type(fixture, sheet, part, "role", "expert");
	sheet_type(fixture, sheet, part, "valid_from", "2026-12");
	sheet_refusal(fixture, sheet, part - 1, "valid_to", "soon");

	assert_string_equal(sheet_changes_text(fixture, sheet),
			    "Honorific:  -> Dr.\n"
			    "Country: Taiwan -> Chile\n"
			    "Preferred: yes -> no\n"
			    "address or number: phone, +886 2 5550-0199 -> \n"
			    "To: 2019 -> soon\n"
			    "term:  -> since 2026-12, expert, TN Staff\n");
	sheet_free(sheet);
}

static void a_new_record_is_told_by_its_fields(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_new(RECORD_PERSON);

	assert_string_equal(sheet_changes_text(fixture, sheet), "");
	sheet_type(fixture, sheet, 0, "name", "范例虚构");
	sheet_type(fixture, sheet, 0, "place", "VN");
	assert_string_equal(sheet_changes_text(fixture, sheet),
			    "Name:  -> 范例虚构\nCountry:  -> Viet Nam\n");
	sheet_free(sheet);
}

static void a_copy_has_what_another_can_have_too(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {.kind = ERR_NONE};
	fixture_add(fixture->store, RECORD_CHANNEL, NULL,
		    VALUES({"person", HSU}, {"kind", "email"}, {"value", "chair@example.org"},
			   {"functional", "1"}, {"verified", "2024-02"}));

	struct sheet *copy =
		sheet_copy(fixture->store, fixture_ref(fixture->store, RECORD_PERSON, HSU), &err);

	fixture_assert_ok(copy != NULL, &err);
	assert_null(copy->parts[0].base.uid);
	assert_string_not_equal(copy->parts[0].now.uid, HSU);
	assert_string_equal(sheet_value(copy, 0, "family_name"), "Hsu");
	assert_int_equal(copy->count, 3);
	assert_string_equal(sheet_value(copy, 1, "value"), "chair@example.org");
	assert_string_equal(sheet_value(copy, 1, "verified"), "-");
	assert_string_equal(sheet_value(copy, 1, "person"), copy->parts[0].now.uid);
	assert_string_equal(sheet_value(copy, 2, "role"), "chair");
	assert_true(sheet_is_changed(copy));
	assert_string_equal(copy->copied, "Hsu, Ming-Hua 徐銘華");
	for (size_t i = 0; i < copy->count; i++) {
		assert_false(sheet_is_touched(copy, i, SHEET_WHOLE));
	}
	sheet_take_out(copy, 1, true);
	assert_true(sheet_is_touched(copy, 1, SHEET_WHOLE));
	sheet_free(copy);

	copy = sheet_copy(fixture->store, fixture_ref(fixture->store, RECORD_EVENT, MEETING), &err);
	assert_int_equal(sheet_count_of(copy, RECORD_EVENT_LINK), 4);
	assert_int_equal(sheet_count_of(copy, RECORD_CITATION), 0);
	sheet_free(copy);
}

static void the_terms_of_a_copy_begin_anew(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {.kind = ERR_NONE};
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", HSU}, {"organisation", COMMITTEE}, {"role", "expert"},
			   {"valid_from", "2025"}, {"valid_to", "2027"}, {"ended", "term over"}));

	struct sheet *copy =
		sheet_copy(fixture->store, fixture_ref(fixture->store, RECORD_PERSON, HSU), &err);

	fixture_assert_ok(copy != NULL, &err);
	assert_int_equal(sheet_count_of(copy, RECORD_MEMBERSHIP), 2);
	for (size_t i = 1; i < copy->count; i++) {
		if (copy->parts[i].now.ref.kind == RECORD_MEMBERSHIP) {
			assert_string_equal(sheet_value(copy, i, "valid_from"), "-");
			assert_string_equal(sheet_value(copy, i, "valid_to"), "-");
			assert_string_equal(sheet_value(copy, i, "ended"), "-");
		}
	}
	sheet_free(copy);
}

static void the_old_name_of_an_agency_is_kept_with_its_dates(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_ORGANISATION, MINISTRY);

	assert_int_equal(sheet_keep_name(sheet, "2026"), 0);
	sheet_type(fixture, sheet, 0, "name", "Ministry of Trials");
	sheet_type(fixture, sheet, 0, "abbreviation", "MOT");
	size_t part = sheet_keep_name(sheet, "2026-11-22");

	assert_int_equal(sheet->parts[part].now.ref.kind, RECORD_ORGANISATION_NAME);
	assert_string_equal(sheet_value(sheet, part, "name"), "Ministry of Environment");
	assert_string_equal(sheet_value(sheet, part, "abbreviation"), "MOENV");
	assert_string_equal(sheet_value(sheet, part, "kind"), "former");
	assert_string_equal(sheet_value(sheet, part, "valid_from"), "2023-08-22");
	assert_string_equal(sheet_value(sheet, part, "valid_to"), "2026-11-22");
	assert_string_equal(sheet_value(sheet, part, "organisation"), MINISTRY);
	sheet_free(sheet);
}

static void the_first_name_of_an_agency_begins_with_the_agency(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_ORGANISATION, AGENCY);
	sheet_type(fixture, sheet, 0, "abbreviation", "EPAT");

	size_t part = sheet_keep_name(sheet, "2026");
	assert_string_equal(sheet_value(sheet, part, "abbreviation"), "EPA");
	assert_string_equal(sheet_value(sheet, part, "valid_from"), "-");
	sheet_take_out(sheet, part, true);
	sheet_type(fixture, sheet, 0, "established", "1999");
	part = sheet_keep_name(sheet, "2026");
	assert_string_equal(sheet_value(sheet, part, "valid_from"), "1999");
	sheet_take_out(sheet, part, true);
	part = sheet_keep_name(sheet, "1990");
	assert_string_equal(sheet_value(sheet, part, "valid_from"), "-");
	sheet_free(sheet);
}

/* Today is 2026-11-23; "" for no fault. */
static const char *until_fault(struct fixture *fixture, struct sheet *sheet, const char *until)
{
	struct err err = {.kind = ERR_NONE};
	bool done = sheet_check_until(sheet, until, "2026-11-23", &err);
	assert_int_equal(err.kind, done ? ERR_NONE : ERR_INVALID);
	return arena_text(fixture->arena, done ? "" : err.text);
}

static void an_old_name_ends_within_the_time_of_its_agency(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_ORGANISATION, AGENCY);

	assert_string_equal(until_fault(fixture, sheet, "1700"), "");
	sheet_type(fixture, sheet, 0, "abbreviation", "EPAT");
	assert_string_equal(until_fault(fixture, sheet, "1700"), "");
	sheet_type(fixture, sheet, 0, "established", "1999-08");
	assert_string_equal(until_fault(fixture, sheet, "1999-07-31"),
			    "The agency was established on 1999-08; its name cannot have ended on "
			    "1999-07-31.");
	assert_string_equal(until_fault(fixture, sheet, "1999"), "");
	assert_string_equal(until_fault(fixture, sheet, "1999-08-01"), "");
	assert_string_equal(until_fault(fixture, sheet, "2026"), "");
	assert_string_equal(until_fault(fixture, sheet, "2026-11-23"), "");
	assert_string_equal(until_fault(fixture, sheet, "2026-12"),
			    "The old name cannot have ended on 2026-12: that is after today.");
	assert_string_equal(until_fault(fixture, sheet, "2026-13"),
			    "The month must be between 01 and 12.");
	sheet_free(sheet);
}

static void an_old_name_does_not_end_before_the_one_before_it(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_ORGANISATION, MINISTRY);

	sheet_type(fixture, sheet, 0, "established", "");
	sheet_type(fixture, sheet, 0, "name", "Ministry of Trials");
	assert_string_equal(
		until_fault(fixture, sheet, "2022"),
		"The name before was borne until 2023-08-21; this one cannot have ended "
		"on 2022.");
	assert_string_equal(until_fault(fixture, sheet, "2023-08"), "");
	sheet_free(sheet);
}

/* The faults of a sheet as "part.field" words. */
static const char *faults_of(struct fixture *fixture, struct sheet *sheet)
{
	struct sheet_faults faults;
	bool is_sound = sheet_check(sheet, fixture->store, fixture->arena, &faults, NULL);
	assert_int_equal(is_sound, faults.count == 0);
	str_reset(&fixture->seen);
	for (size_t i = 0; i < faults.count; i++) {
		const struct sheet_fault *fault = &faults.items[i];
		const struct record_type *type =
			record_type(sheet->parts[fault->part].now.ref.kind);
		assert_true(fault->text[0] != '\0');
		str_add_format(&fixture->seen, "%s%zu.%s", i > 0 ? " " : "", fault->part,
			       fault->field == SHEET_WHOLE ? "*" : type->fields[fault->field].name);
	}
	return arena_text(fixture->arena, str_text(&fixture->seen));
}

static void all_faults_are_found_at_once(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	assert_string_equal(faults_of(fixture, sheet), "");

	sheet_type(fixture, sheet, 0, "name", "");
	sheet_refusal(fixture, sheet, 0, "place", "Nowhere");
	sheet_type(fixture, sheet, 1, "value", "no address");
	sheet_type(fixture, sheet, 3, "valid_to", "2019");
	size_t part = sheet_add(sheet, RECORD_MEMBERSHIP);
	sheet_type(fixture, sheet, part, "title", "Without a body");
	sheet_add(sheet, RECORD_CHANNEL);

	assert_string_equal(faults_of(fixture, sheet),
			    "0.name 0.place 1.value 4.valid_to 6.organisation 6.role");
	sheet_free(sheet);
}

static void a_rule_between_records_is_found_before_saving(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	size_t part = sheet_add(sheet, RECORD_MEMBERSHIP);
	sheet_type(fixture, sheet, part, "organisation", "TN Steering Committee");
	sheet_type(fixture, sheet, part, "role", "chair");
	sheet_type(fixture, sheet, part, "valid_from", "2022");
	assert_string_equal(faults_of(fixture, sheet), "5.valid_from");

	sheet_type(fixture, sheet, part - 2, "valid_to", "2021");
	assert_string_equal(faults_of(fixture, sheet), "");
	assert_string_equal(sheet_stored(fixture, RECORD_MEMBERSHIP, UID("d1"), "valid_to"), "-");
	sheet_free(sheet);
}

static void a_name_that_came_into_being_meanwhile_is_taken(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_MEMBERSHIP, UID("d1"));
	sheet_refusal(fixture, sheet, 0, "behalf", "Bureau of Trials");
	assert_string_equal(faults_of(fixture, sheet), "0.behalf");

	fixture_add(fixture->store, RECORD_ORGANISATION, UID("ba"),
		    VALUES({"kind", "office"}, {"name", "Bureau of Trials"}));

	assert_string_equal(faults_of(fixture, sheet), "");
	assert_string_equal(sheet_value(sheet, 0, "behalf"), UID("ba"));
	sheet_free(sheet);
}

static void faults_of_parts_that_are_out_do_not_count(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_refusal(fixture, sheet, 3, "valid_to", "soon");
	assert_string_equal(faults_of(fixture, sheet), "3.valid_to");
	sheet_take_out(sheet, 3, true);
	assert_string_equal(faults_of(fixture, sheet), "");
	sheet_free(sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SHEET_TEST(a_person_comes_with_all_that_belongs_to_it),
		SHEET_TEST(an_organisation_comes_with_the_terms_that_it_holds_itself),
		SHEET_TEST(whose_it_is_is_not_asked_in_the_sheet_of_the_owner),
		SHEET_TEST(a_term_alone_shows_who_holds_it),
		SHEET_TEST(a_new_part_knows_its_owner_and_stands_behind_its_kind),
		SHEET_TEST(terms_that_go_on_stand_first_then_what_ended_last),
		SHEET_TEST(the_line_about_a_part_tells_what_was_typed_be_it_wrong),
		SHEET_TEST(what_is_proposed_is_saved_and_would_not_be_missed),
		SHEET_TEST(what_lies_in_the_bin_is_not_opened),
		SHEET_TEST(typing_a_change_back_makes_the_sheet_clean),
		SHEET_TEST(changes_are_told_in_words),
		SHEET_TEST(a_new_record_is_told_by_its_fields),
		SHEET_TEST(a_copy_has_what_another_can_have_too),
		SHEET_TEST(the_terms_of_a_copy_begin_anew),
		SHEET_TEST(the_old_name_of_an_agency_is_kept_with_its_dates),
		SHEET_TEST(the_first_name_of_an_agency_begins_with_the_agency),
		SHEET_TEST(an_old_name_ends_within_the_time_of_its_agency),
		SHEET_TEST(an_old_name_does_not_end_before_the_one_before_it),
		SHEET_TEST(all_faults_are_found_at_once),
		SHEET_TEST(a_rule_between_records_is_found_before_saving),
		SHEET_TEST(a_name_that_came_into_being_meanwhile_is_taken),
		SHEET_TEST(faults_of_parts_that_are_out_do_not_count),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
