/* SPDX-License-Identifier: MIT
 *
 * Sheets on their way into the file: one action, in every script, and what happens when another
 * program was there first. Everybody here is invented.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sheet_fixture.h"
#include "store/bin.h"
#include "store/journal.h"

static const char *action_name(struct fixture *fixture, int64_t id)
{
	struct action_row row;
	struct err err = {.kind = ERR_NONE};
	fixture_assert_ok(journal_action(fixture->store, id, fixture->arena, &row, &err), &err);
	return row.name;
}

/* People whose names the program must keep letter by letter. */
static const struct {
	const char *name;
	const char *latin;
	const char *language;
} people[] = {
	{"Žofie Příkladná", NULL, "cs"},
	{"范例虚构", "Fanli Xugou", "zh-Hans"},
	{"مثال التجربة", "Mithal at-Tajriba", "ar"},
	{"ตัวอย่าง สมมติ", "Tuayang Sommut", "th"},
};

static void a_new_person_with_address_and_term_is_one_action(void **state)
{
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof people / sizeof people[0]; i++) {
		struct sheet *sheet = sheet_new(RECORD_PERSON);
		sheet_type(fixture, sheet, 0, "name", people[i].name);
		sheet_type(fixture, sheet, 0, "latin_name", people[i].latin ? people[i].latin : "");
		sheet_type(fixture, sheet, 0, "languages", people[i].language);
		size_t term = sheet_add(sheet, RECORD_MEMBERSHIP);
		size_t channel = sheet_add(sheet, RECORD_CHANNEL);
		term++;
		sheet_type(fixture, sheet, channel, "kind", "email");
		sheet_type(fixture, sheet, channel, "value", "someone@example.org");
		sheet_type(fixture, sheet, term, "organisation", "TN Staff");
		sheet_type(fixture, sheet, term, "role", "staff");
		const char *uid = sheet->parts[0].now.uid;

		int64_t action = sheet_must_save(fixture, sheet);

		assert_int_equal(action, i + 1);
		assert_string_equal(sheet_stored(fixture, RECORD_PERSON, uid, "name"),
				    people[i].name);
		assert_int_equal(sheet->count, 3);
		assert_string_equal(sheet->parts[0].base.uid, uid);
		assert_string_equal(sheet_value(sheet, 2, "person"), uid);
		assert_false(sheet_is_changed(sheet));
		sheet_free(sheet);
	}
	assert_string_equal(action_name(fixture, 1), "Add Žofie Příkladná");
	assert_string_equal(action_name(fixture, 3), "Add Mithal at-Tajriba مثال التجربة");
}

static void an_unchanged_sheet_saves_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_ORGANISATION, MINISTRY);
	sheet_add(sheet, RECORD_CHANNEL);

	assert_int_equal(sheet_must_save(fixture, sheet), 0);
	assert_int_equal(sheet_count_of(sheet, RECORD_CHANNEL), 0);
	sheet_free(sheet);
}

static void a_new_part_that_was_taken_out_is_dropped(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, MONO);
	size_t part = sheet_add(sheet, RECORD_CHANNEL);
	sheet_type(fixture, sheet, part, "kind", "email");
	sheet_take_out(sheet, part, true);
	sheet_type(fixture, sheet, 0, "note", "Changed.");

	int64_t action = sheet_must_save(fixture, sheet);

	assert_string_equal(action_name(fixture, action), "Edit Mono");
	assert_int_equal(sheet_count_of(sheet, RECORD_CHANNEL), 0);
	assert_string_equal(sheet_stored(fixture, RECORD_PERSON, MONO, "note"), "Changed.");
	sheet_free(sheet);
}

static struct record stored_record(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	struct record record;
	struct err err = {.kind = ERR_NONE};
	fixture_assert_ok(record_get(fixture->store, fixture_ref(fixture->store, kind, uid),
				     fixture->arena, &record, &err),
			  &err);
	return record;
}

static void a_term_that_is_taken_out_goes_to_the_bin_with_its_citations(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_CITATION, UID("91"),
		    VALUES({"source", LETTER}, {"membership", UID("d1")}));
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_take_out(sheet, sheet_part_of(sheet, RECORD_MEMBERSHIP, 0), true);

	sheet_must_save(fixture, sheet);

	struct record term = stored_record(fixture, RECORD_MEMBERSHIP, UID("d1"));
	struct record citation = stored_record(fixture, RECORD_CITATION, UID("91"));
	assert_string_equal(fixture_word(term.binned), "2026-11-23T12:00:00Z");
	assert_string_equal(fixture_word(citation.binned), "2026-11-23T12:00:00Z");
	assert_int_equal(sheet_count_of(sheet, RECORD_MEMBERSHIP), 1);
	sheet_free(sheet);
}

/* Another program moves a record to the bin, or takes it out. */
static void move_to_bin(struct fixture *fixture, struct ref ref)
{
	struct intent intent = sheet_intent;
	struct err err = {.kind = ERR_NONE};
	intent.name = "To the bin";
	fixture_assert_ok(bin_move(fixture->store, &ref, 1, &intent, NULL, &err), &err);
}

static void restore(struct fixture *fixture, struct ref ref)
{
	struct intent intent = sheet_intent;
	struct err err = {.kind = ERR_NONE};
	intent.name = "Out of the bin";
	fixture_assert_ok(bin_restore(fixture->store, &ref, 1, &intent, NULL, &err), &err);
}

/* Within the same second, before the sheet was opened. */
static void what_lay_in_the_bin_before_its_term_does_not_come_back_with_it(void **state)
{
	struct fixture *fixture = *state;
	struct ref citation = fixture_add(fixture->store, RECORD_CITATION, UID("91"),
					  VALUES({"source", LETTER}, {"membership", UID("d1")}));
	struct ref term = fixture_ref(fixture->store, RECORD_MEMBERSHIP, UID("d1"));
	move_to_bin(fixture, citation);
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_take_out(sheet, sheet_part_of(sheet, RECORD_MEMBERSHIP, 0), true);
	sheet_must_save(fixture, sheet);

	restore(fixture, term);

	assert_null(stored_record(fixture, RECORD_MEMBERSHIP, UID("d1")).binned);
	assert_non_null(stored_record(fixture, RECORD_CITATION, UID("91")).binned);
	sheet_free(sheet);
}

/* The one goes before the other comes: two terms in one post must not overlap. */
static void a_term_may_take_the_place_of_one_that_is_taken_out(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_take_out(sheet, sheet_part_of(sheet, RECORD_MEMBERSHIP, 0), true);
	size_t term = sheet_add(sheet, RECORD_MEMBERSHIP);
	sheet_type(fixture, sheet, term, "organisation", "TN Steering Committee");
	sheet_type(fixture, sheet, term, "role", "chair");
	sheet_type(fixture, sheet, term, "valid_from", "2021");

	sheet_must_save(fixture, sheet);

	assert_int_equal(sheet_count_of(sheet, RECORD_MEMBERSHIP), 2);
	assert_non_null(stored_record(fixture, RECORD_MEMBERSHIP, UID("d1")).binned);
	sheet_free(sheet);
}

static void text_that_is_no_value_stops_the_save(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct err err = {.kind = ERR_NONE};
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, MONO);
	sheet_type(fixture, sheet, 0, "note", "Changed.");
	sheet_refusal(fixture, sheet, 0, "place", "Nowhere");

	assert_false(
		sheet_save(sheet, fixture->store, &sheet_intent, fixture->arena, &result, &err));
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.field, "place");
	assert_string_equal(sheet_stored(fixture, RECORD_PERSON, MONO, "note"), "-");
	sheet_free(sheet);
}

static void a_trial_leaves_file_and_sheet_as_they_were(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct err err = {.kind = ERR_NONE};
	struct intent trial = sheet_intent;
	trial.is_trial = true;
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, MONO);
	sheet_type(fixture, sheet, 0, "note", "Changed.");

	fixture_assert_ok(sheet_save(sheet, fixture->store, &trial, fixture->arena, &result, &err),
			  &err);

	assert_true(sheet_is_changed(sheet));
	assert_string_equal(sheet_stored(fixture, RECORD_PERSON, MONO, "note"), "-");
	sheet_free(sheet);
}

static void what_two_programs_changed_in_different_fields_is_merged(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct err err = {.kind = ERR_NONE};
	struct sheet *mine = sheet_of(fixture, RECORD_PERSON, HSU);
	struct sheet *theirs = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_type(fixture, theirs, 0, "honorific", "Dr.");
	sheet_type(fixture, mine, 0, "languages", "zh-Hant en");
	sheet_must_save(fixture, theirs);

	fixture_assert_ok(
		sheet_save(mine, fixture->store, &sheet_intent, fixture->arena, &result, &err),
		&err);

	assert_int_equal(result.merged, 1);
	assert_int_equal(result.refs[0].id, fixture_id(fixture->store, RECORD_PERSON, HSU));
	assert_string_equal(sheet_value(mine, 0, "honorific"), "Dr.");
	assert_string_equal(sheet_value(mine, 0, "languages"), "zh-Hant en");
	sheet_free(mine);
	sheet_free(theirs);
}

/* Saves a sheet that must meet clashes. */
static struct save_result clash(struct fixture *fixture, struct sheet *sheet)
{
	struct save_result result;
	struct err err = {.kind = ERR_NONE};
	assert_false(
		sheet_save(sheet, fixture->store, &sheet_intent, fixture->arena, &result, &err));
	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_true(result.clash_count > 0);
	return result;
}

static void a_field_that_both_changed_is_settled_by_the_user(void **state)
{
	struct fixture *fixture = *state;
	for (int takes_theirs = 0; takes_theirs < 2; takes_theirs++) {
		struct sheet *mine = sheet_of(fixture, RECORD_PERSON, LUKASZ);
		struct sheet *theirs = sheet_of(fixture, RECORD_PERSON, LUKASZ);
		size_t term = sheet_part_of(mine, RECORD_MEMBERSHIP, 0);
		size_t new = sheet_add(mine, RECORD_CHANNEL);
		sheet_type(fixture, mine, new, "kind", "phone");
		sheet_type(fixture, mine, new, "value", takes_theirs ? "+48 2" : "+48 1");
		sheet_add(mine, RECORD_CHANNEL);
		term += 2;
		sheet_type(fixture, mine, term, "title", takes_theirs ? "Mine 2" : "Mine 1");
		sheet_type(fixture, theirs, sheet_part_of(theirs, RECORD_MEMBERSHIP, 0), "title",
			   takes_theirs ? "Theirs 2" : "Theirs 1");
		sheet_must_save(fixture, theirs);

		struct save_result result = clash(fixture, mine);
		assert_int_equal(result.clash_count, 1);
		assert_int_equal(result.clashes[0].item, term);
		assert_int_equal(result.clashes[0].field, field_index(RECORD_MEMBERSHIP, "title"));

		sheet_settle(mine, &result.clashes[0], takes_theirs == 1);
		assert_true(sheet_must_save(fixture, mine) > 0);
		assert_string_equal(sheet_stored(fixture, RECORD_MEMBERSHIP, UID("d4"), "title"),
				    takes_theirs ? "Theirs 2" : "Mine 1");
		assert_int_equal(sheet_count_of(mine, RECORD_CHANNEL), takes_theirs + 1);
		sheet_free(mine);
		sheet_free(theirs);
	}
}

static void a_part_that_the_other_binned_comes_back_when_mine_stays(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *mine = sheet_of(fixture, RECORD_PERSON, HSU);
	struct sheet *theirs = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_type(fixture, mine, 3, "title", "Chair of trials");
	sheet_take_out(theirs, 3, true);
	sheet_must_save(fixture, theirs);

	struct save_result result = clash(fixture, mine);
	assert_int_equal(result.clashes[0].item, 3);
	assert_int_equal(result.clashes[0].field, SAVE_BIN);
	sheet_settle(mine, &result.clashes[0], false);
	sheet_must_save(fixture, mine);

	struct record term = stored_record(fixture, RECORD_MEMBERSHIP, UID("d1"));
	assert_null(term.binned);
	assert_string_equal(record_value(&term, "title"), "Chair of trials");
	sheet_free(mine);
	sheet_free(theirs);
}

static void a_part_that_the_other_binned_stays_there_when_theirs_is_taken(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *mine = sheet_of(fixture, RECORD_PERSON, HSU);
	struct sheet *theirs = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_type(fixture, mine, 3, "title", "Chair of trials");
	sheet_type(fixture, mine, 0, "honorific", "Dr.");
	sheet_take_out(theirs, 3, true);
	sheet_must_save(fixture, theirs);

	struct save_result result = clash(fixture, mine);
	sheet_settle(mine, &result.clashes[0], true);
	sheet_must_save(fixture, mine);

	struct record term = stored_record(fixture, RECORD_MEMBERSHIP, UID("d1"));
	assert_non_null(term.binned);
	assert_null(record_value(&term, "title"));
	assert_string_equal(sheet_value(mine, 0, "honorific"), "Dr.");
	assert_int_equal(sheet_count_of(mine, RECORD_MEMBERSHIP), 1);
	sheet_free(mine);
	sheet_free(theirs);
}

static void what_i_binned_and_the_other_changed_is_asked_too(void **state)
{
	struct fixture *fixture = *state;
	for (int takes_theirs = 1; takes_theirs >= 0; takes_theirs--) {
		struct sheet *mine = sheet_of(fixture, RECORD_PERSON, HSU);
		struct sheet *theirs = sheet_of(fixture, RECORD_PERSON, HSU);
		sheet_take_out(mine, 1, true);
		sheet_type(fixture, theirs, 1, "label", takes_theirs ? "Office" : "Home");
		sheet_must_save(fixture, theirs);

		struct save_result result = clash(fixture, mine);
		assert_int_equal(result.clash_count, 1);
		assert_int_equal(result.clashes[0].item, 1);
		sheet_settle(mine, &result.clashes[0], takes_theirs == 1);
		sheet_must_save(fixture, mine);

		assert_int_equal(sheet_count_of(mine, RECORD_CHANNEL), takes_theirs ? 2 : 1);
		if (takes_theirs) {
			assert_string_equal(sheet_value(mine, 1, "label"), "Office");
		}
		sheet_free(mine);
		sheet_free(theirs);
	}
}

/* Changes a person, moves the person to the bin behind the back of the sheet, and
 * lets the save meet that. */
static struct sheet *clash_with_bin(struct fixture *fixture, const char *name,
				    struct save_result *result)
{
	struct sheet *mine = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_type(fixture, mine, 0, "honorific", name);
	move_to_bin(fixture, mine->parts[0].now.ref);
	*result = clash(fixture, mine);
	assert_int_equal(result->clash_count, 1);
	assert_int_equal(result->clashes[0].item, 0);
	assert_int_equal(result->clashes[0].field, SAVE_BIN);
	return mine;
}

static void a_record_that_the_other_binned_comes_back_with_all_that_is_its(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct sheet *mine = clash_with_bin(fixture, "Dr.", &result);

	sheet_settle(mine, &result.clashes[0], false);
	sheet_must_save(fixture, mine);

	assert_null(mine->parts[0].now.binned);
	assert_string_equal(sheet_value(mine, 0, "honorific"), "Dr.");
	assert_int_equal(mine->count, 6);
	sheet_free(mine);
}

/* The citation of a term stands in no form of the person. */
static void so_does_what_belongs_to_its_parts(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	fixture_add(fixture->store, RECORD_CITATION, UID("91"),
		    VALUES({"source", LETTER}, {"membership", UID("d1")}));
	struct sheet *mine = clash_with_bin(fixture, "Dr.", &result);

	sheet_settle(mine, &result.clashes[0], false);
	sheet_must_save(fixture, mine);

	assert_null(stored_record(fixture, RECORD_MEMBERSHIP, UID("d1")).binned);
	assert_null(stored_record(fixture, RECORD_CITATION, UID("91")).binned);
	sheet_free(mine);
}

/* A part of a record that comes back is left in the bin, with what belongs to it. */
static void a_part_may_stay_there_when_its_record_comes_back(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_CITATION, UID("91"),
		    VALUES({"source", LETTER}, {"membership", UID("d1")}));
	struct sheet *mine = sheet_of(fixture, RECORD_PERSON, HSU);
	size_t term = sheet_part_of(mine, RECORD_MEMBERSHIP, 0);
	sheet_type(fixture, mine, 0, "honorific", "Dr.");
	sheet_type(fixture, mine, term, "title", "Chair of trials");
	move_to_bin(fixture, mine->parts[0].now.ref);

	struct save_result result = clash(fixture, mine);
	assert_int_equal(result.clash_count, 2);
	sheet_settle(mine, &result.clashes[0], false);
	sheet_settle(mine, &result.clashes[1], true);
	sheet_must_save(fixture, mine);

	assert_null(mine->parts[0].now.binned);
	assert_int_equal(sheet_count_of(mine, RECORD_MEMBERSHIP), 1);
	assert_non_null(stored_record(fixture, RECORD_MEMBERSHIP, UID("d1")).binned);
	assert_non_null(stored_record(fixture, RECORD_CITATION, UID("91")).binned);
	sheet_free(mine);
}

/* A country that went to the bin after the person did: the record itself is at fault. */
static void what_comes_back_must_fit_in(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct err err = {.kind = ERR_NONE};
	struct ref country = fixture_add(fixture->store, RECORD_PLACE, UID("92"),
					 VALUES({"code", "WS"}, {"name", "Samoa"}));
	struct sheet *moved = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_type(fixture, moved, 0, "place", "Samoa");
	sheet_must_save(fixture, moved);
	struct sheet *mine = clash_with_bin(fixture, "Dr.", &result);
	move_to_bin(fixture, country);

	sheet_settle(mine, &result.clashes[0], false);
	assert_false(
		sheet_save(mine, fixture->store, &sheet_intent, fixture->arena, &result, &err));

	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.field, "place");
	assert_string_equal(err.text, "“Samoa” is in the bin. Restore it first.");
	assert_non_null(stored_record(fixture, RECORD_PERSON, HSU).binned);
	sheet_free(mine);
	sheet_free(moved);
}

static void a_record_that_the_other_binned_may_stay_there(void **state)
{
	struct fixture *fixture = *state;
	struct save_result result;
	struct sheet *mine = clash_with_bin(fixture, "Dr.", &result);

	sheet_settle(mine, &result.clashes[0], true);

	assert_false(sheet_is_out(mine, 0));
	assert_int_equal(sheet_must_save(fixture, mine), 0);
	assert_non_null(stored_record(fixture, RECORD_PERSON, HSU).binned);
	assert_string_equal(sheet_stored(fixture, RECORD_PERSON, HSU, "honorific"), "-");
	sheet_free(mine);
}

static void a_part_comes_back_with_the_record_that_it_belongs_to(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *mine = sheet_of(fixture, RECORD_PERSON, HSU);
	sheet_type(fixture, mine, 1, "label", "Office");
	move_to_bin(fixture, mine->parts[0].now.ref);

	struct save_result result = clash(fixture, mine);
	assert_int_equal(result.clashes[0].item, 1);
	sheet_settle(mine, &result.clashes[0], false);
	sheet_must_save(fixture, mine);

	assert_null(mine->parts[0].now.binned);
	assert_string_equal(sheet_value(mine, 1, "label"), "Office");
	assert_int_equal(mine->count, 6);
	sheet_free(mine);
}

static void a_clash_is_no_fault_of_the_sheet(void **state)
{
	struct fixture *fixture = *state;
	struct sheet_faults faults;
	struct sheet *mine = sheet_of(fixture, RECORD_PERSON, MONO);
	struct sheet *theirs = sheet_of(fixture, RECORD_PERSON, MONO);
	sheet_type(fixture, mine, 0, "name", "Mono One");
	sheet_type(fixture, theirs, 0, "name", "Mono Two");
	sheet_must_save(fixture, theirs);

	assert_true(sheet_check(mine, fixture->store, fixture->arena, &faults, NULL));
	struct save_result result = clash(fixture, mine);
	assert_string_equal(result.clashes[0].base, "Mono");
	assert_string_equal(result.clashes[0].theirs, "Mono Two");
	assert_string_equal(result.clashes[0].mine, "Mono One");
	sheet_free(mine);
	sheet_free(theirs);
}

static void a_file_that_cannot_be_asked_is_told_and_is_no_fault(void **state)
{
	struct fixture *fixture = *state;
	struct sheet_faults faults;
	struct err err = {.kind = ERR_NONE};
	struct sheet *sheet = sheet_of(fixture, RECORD_PERSON, MONO);
	sheet_type(fixture, sheet, 0, "name", "Mono One");
	fixture_tamper(fixture->store, "DROP TABLE change");

	assert_false(sheet_check(sheet, fixture->store, fixture->arena, &faults, &err));

	assert_int_equal(faults.count, 0);
	assert_int_equal(err.kind, ERR_FAILED);
	sheet_free(sheet);
}

static void a_renamed_agency_is_found_by_both_names(void **state)
{
	struct fixture *fixture = *state;
	struct ref found;
	struct err err = {.kind = ERR_NONE};
	struct sheet *sheet = sheet_of(fixture, RECORD_ORGANISATION, MINISTRY);
	sheet_type(fixture, sheet, 0, "name", "Ministry of Trials");
	sheet_keep_name(sheet, "2026-11");

	sheet_must_save(fixture, sheet);

	int64_t id = fixture_id(fixture->store, RECORD_ORGANISATION, MINISTRY);
	fixture_assert_ok(record_lookup(fixture->store, "Ministry of Trials", &found, &err), &err);
	assert_int_equal(found.id, id);
	assert_int_equal(sheet_count_of(sheet, RECORD_ORGANISATION_NAME), 4);
	sheet_free(sheet);
	sheet = sheet_new(RECORD_MEMBERSHIP);
	sheet_type(fixture, sheet, 0, "organisation", "Protection Administration");
	assert_string_equal(sheet_value(sheet, 0, "organisation"), MINISTRY);
	sheet_free(sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SHEET_TEST(a_new_person_with_address_and_term_is_one_action),
		SHEET_TEST(an_unchanged_sheet_saves_nothing),
		SHEET_TEST(a_new_part_that_was_taken_out_is_dropped),
		SHEET_TEST(a_term_that_is_taken_out_goes_to_the_bin_with_its_citations),
		SHEET_TEST(what_lay_in_the_bin_before_its_term_does_not_come_back_with_it),
		SHEET_TEST(a_term_may_take_the_place_of_one_that_is_taken_out),
		SHEET_TEST(text_that_is_no_value_stops_the_save),
		SHEET_TEST(a_trial_leaves_file_and_sheet_as_they_were),
		SHEET_TEST(what_two_programs_changed_in_different_fields_is_merged),
		SHEET_TEST(a_field_that_both_changed_is_settled_by_the_user),
		SHEET_TEST(a_part_that_the_other_binned_comes_back_when_mine_stays),
		SHEET_TEST(a_part_that_the_other_binned_stays_there_when_theirs_is_taken),
		SHEET_TEST(what_i_binned_and_the_other_changed_is_asked_too),
		SHEET_TEST(a_record_that_the_other_binned_comes_back_with_all_that_is_its),
		SHEET_TEST(so_does_what_belongs_to_its_parts),
		SHEET_TEST(a_part_may_stay_there_when_its_record_comes_back),
		SHEET_TEST(what_comes_back_must_fit_in),
		SHEET_TEST(a_record_that_the_other_binned_may_stay_there),
		SHEET_TEST(a_part_comes_back_with_the_record_that_it_belongs_to),
		SHEET_TEST(a_clash_is_no_fault_of_the_sheet),
		SHEET_TEST(a_file_that_cannot_be_asked_is_told_and_is_no_fault),
		SHEET_TEST(a_renamed_agency_is_found_by_both_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
