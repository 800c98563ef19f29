/* SPDX-License-Identifier: MIT
 *
 * Finding the record that people mean: uids, names, and what happens when several bear a name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "directory_fixture.h"
#include "store/db.h"
#include "store/lookup.h"

/* The uid of the record that a text means, or the kind of the error in words. */
static const char *look_up(struct store *store, const char *text, char uid[UID_SIZE])
{
	struct ref ref = {RECORD_KINDS, 0};
	struct err err = {0};
	if (!record_lookup(store, text, &ref, &err)) {
		assert_int_equal(ref.kind, RECORD_KINDS); /* set on success only */
		if (err.kind != ERR_NOT_FOUND && err.kind != ERR_CONFLICT) {
			fail_msg("%s: %s", text, err.text);
		}
		return err.kind == ERR_NOT_FOUND ? "not found" : "conflict";
	}
	struct arena *arena = arena_new();
	struct record record;
	assert_true(record_get(store, ref, arena, &record, &err));
	memcpy(uid, record.uid, UID_SIZE);
	arena_free(arena);
	return uid;
}

struct look_up_row {
	const char *text;
	const char *found;
};

static void assert_look_ups(struct store *store, const struct look_up_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char uid[UID_SIZE];
		const char *found = look_up(store, rows[i].text, uid);
		if (strcmp(found, rows[i].found) != 0) {
			fail_msg("%s: %s instead of %s", rows[i].text, found, rows[i].found);
		}
	}
}

#define ASSERT_LOOK_UPS(state, rows)                                                               \
	assert_look_ups(((struct fixture *)*(state))->store, rows, sizeof rows / sizeof rows[0])

static void a_record_is_found_by_its_uid_or_the_beginning_of_it(void **state)
{
	static const struct look_up_row rows[] =
		{
			{MINISTRY, MINISTRY},
			{BINNED_PERSON, BINNED_PERSON},
			{"b400", MINISTRY},
			{"b4000000-0000", MINISTRY},
			{"b40", "not found"}, /* three letters are too few */
			{"B400", "not found"},
			{"c600", "not found"}, /* in the bin */
			{"b4001", "not found"},
			{UID("d1"), "not found"}, /* a term is no record of its own */
			{UID("99"), "not found"},
		};
	ASSERT_LOOK_UPS(state, rows);
}

static void the_beginning_of_two_uids_is_a_conflict(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_PERSON, "b4000000-1000-4000-8000-000000000000",
		    VALUES({"name", "Someone"}));
	static const struct look_up_row rows[] = {
		{"b4000000", "conflict"},
		{"b4000000-0", MINISTRY},
		{"b4000000-1", "b4000000-1000-4000-8000-000000000000"},
	};
	ASSERT_LOOK_UPS(state, rows);
}

static void a_record_is_found_by_any_of_its_names(void **state)
{
	static const struct look_up_row rows[] = {
		{"TN Steering Committee", COMMITTEE},
		{"moenv", MINISTRY},
		{"Protection Administration", MINISTRY},
		{"Board of Sanitation", MINISTRY},
		{"環境部", MINISTRY},
		{"TW", TAIWAN},
		{"viet nam", VIET_NAM},
		{"Third meeting", MEETING},
		{"Our mission", MISSION},
		{"Annual report", REPORT},
		{"徐銘華", HSU},
		{"Hsu Ming-Hua", HSU},
		{"Hsu, Ming-Hua", HSU},
		{"ming-hua hsu", HSU},
		{"Lukasz, Zoe", LUKASZ},
		{"Zoe\xcc\x88 Łukasz", LUKASZ}, /* decomposed */
		{"Mono", MONO},
	};
	ASSERT_LOOK_UPS(state, rows);
}

static void a_country_is_found_by_names_that_no_file_holds(void **state)
{
	struct fixture *fixture = *state;
	static const struct look_up_row rows[] = {
		{"中華民國", TAIWAN},		{"Chinese Taipei", TAIWAN}, {"TWN", TAIWAN},
		{"Chile EPA of Tests", AGENCY}, {"Burma", "not found"}, /* it has no record here */
		{"twn", "not found"}, /* rather the beginning of somebody's name */
	};
	ASSERT_LOOK_UPS(state, rows);
	struct ref ref;
	struct err err = {0};
	fixture_assert_ok(lookup_kind(fixture->store, RECORD_PLACE, "twn", &ref, &err), &err);
	assert_false(lookup_kind(fixture->store, RECORD_PERSON, "TWN", &ref, &err));
	fixture_add(fixture->store, RECORD_ORGANISATION, UID("ba"),
		    VALUES({"kind", "agency"}, {"name", "Formosa"}));
	static const struct look_up_row namesakes[] = {{"formosa", UID("ba")}};
	ASSERT_LOOK_UPS(state, namesakes);
}

static void a_part_of_a_name_is_no_name(void **state)
{
	static const struct look_up_row rows[] = {
		{"Steering Committee", "not found"},
		{"Hsu", "not found"},
		{"徐", "not found"},
		{"Ministry", "not found"},
		{"", "not found"},
		{" ", "not found"},
		{"-", "not found"},
		{"%", "not found"},
		{"|", "not found"},
		{"Speaks of e-waste.", "not found"},
		{"Environment MOENV", "not found"}, /* two names in a row */
		{"hsu@example.org", "not found"},
	};
	ASSERT_LOOK_UPS(state, rows);
}

static void punctuation_and_blanks_do_not_count(void **state)
{
	static const struct look_up_row rows[] = {
		{"Chile EPA of Tests", AGENCY},
		{"chile e.p.a. of tests", AGENCY},
		{"Chile E P A of Tests", AGENCY},
		{"VietNam", VIET_NAM},
		{"e.p.a.", AGENCY},
	};
	ASSERT_LOOK_UPS(state, rows);
}

static void a_present_name_goes_before_a_former_one(void **state)
{
	static const struct look_up_row rows[] = {
		{"EPA", AGENCY}, /* and not the ministry that was called so */
		{"epa", AGENCY},
	};
	ASSERT_LOOK_UPS(state, rows);
}

static void an_organisation_goes_before_a_page_of_its_title(void **state)
{
	static const struct look_up_row rows[] = {
		{"Ministry of Environment", MINISTRY},
		{"MINISTRY OF ENVIRONMENT", MINISTRY},
	};
	ASSERT_LOOK_UPS(state, rows);
}

static void an_exact_name_goes_before_a_folded_one(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_PERSON, UID("c8"), VALUES({"name", "mono"}));
	fixture_add(fixture->store, RECORD_PERSON, UID("c9"), VALUES({"name", "Zoe Łukasz"}));
	static const struct look_up_row rows[] = {
		{"Mono", MONO},
		{"mono", UID("c8")},
		{"MONO", "conflict"},
		{"Zoe Łukasz", UID("c9")},
		{"Zoe\xcc\x88 Łukasz", LUKASZ}, /* decomposed, as some systems paste it */
		{"zoe lukasz", "conflict"},
	};
	ASSERT_LOOK_UPS(state, rows);
}

static void what_is_in_the_bin_bears_no_name(void **state)
{
	static const struct look_up_row rows[] = {
		{"Binned Person", "not found"},
		{"Old Bureau", "not found"},
	};
	ASSERT_LOOK_UPS(state, rows);
}

static void namesakes_are_a_conflict_that_tells_them_apart(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref;
	struct err err = {0};
	assert_false(record_lookup(fixture->store, "Ana Ortiz", &ref, &err));
	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_non_null(strstr(err.text, "c2000000 Ortiz, Ana (Chile)"));
	assert_non_null(strstr(err.text, "c3000000 Ana Ortiz (Viet Nam)"));
	assert_true(record_lookup(fixture->store, "Ortiz, Ana", &ref, &err));
}

static void what_is_not_found_is_named(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref;
	struct err err = {0};
	assert_false(record_lookup(fixture->store, "Nobody Here", &ref, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
	assert_non_null(strstr(err.text, "Nobody Here"));
}

/* All kinds are looked over before one is chosen, and what people call a record goes before uids. */
static void the_beginning_of_uids_of_two_kinds_is_a_conflict(void **state)
{
	static const enum record_kind among[] = {RECORD_PERSON, RECORD_MEMBERSHIP, RECORD_CHANNEL};
	struct fixture *fixture = *state;
	struct ref ref;
	struct err err = {0};
	fixture_add(fixture->store, RECORD_CHANNEL, "d1000000-1000-4000-8000-000000000000",
		    VALUES({"person", MONO}, {"kind", "phone"}, {"value", "1"}));
	assert_false(record_lookup_among(fixture->store, among, 3, "d100", &ref, &err));
	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_non_null(strstr(err.text, "2 records"));
	assert_false(record_lookup_among(fixture->store, among, 3, "d1000000", &ref, &err));
	assert_non_null(strstr(err.text, UID("d1")));
	assert_non_null(strstr(err.text, "d1000000-1000-4000-8000-000000000000"));
	assert_true(record_lookup_among(fixture->store, among, 3, "d1000000-1", &ref, &err));
	assert_int_equal(ref.kind, RECORD_CHANNEL);
	fixture_add(fixture->store, RECORD_PERSON, NULL, VALUES({"name", "d100"}));
	assert_true(record_lookup_among(fixture->store, among, 3, "d100", &ref, &err));
	assert_int_equal(ref.kind, RECORD_PERSON);
}

/* However a person is listed, the person is no organisation. */
static void among_one_kind_no_other_kind_is_found(void **state)
{
	static const enum record_kind others[] = {
		RECORD_ORGANISATION, RECORD_PLACE,  RECORD_EVENT,
		RECORD_PAGE,	     RECORD_SOURCE, RECORD_MEMBERSHIP,
	};
	static const char *const texts[] = {"Mono", "Ortiz, Ana", "Łukasz, Zoë"};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		for (size_t j = 0; j < sizeof texts / sizeof texts[0]; j++) {
			struct ref ref;
			struct err err = {0};
			assert_false(lookup_kind(fixture->store, others[i], texts[j], &ref, &err));
			assert_int_equal(err.kind, ERR_NOT_FOUND);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_record_is_found_by_its_uid_or_the_beginning_of_it),
		FIXTURE_TEST(the_beginning_of_two_uids_is_a_conflict),
		FIXTURE_TEST(a_record_is_found_by_any_of_its_names),
		FIXTURE_TEST(a_country_is_found_by_names_that_no_file_holds),
		FIXTURE_TEST(a_part_of_a_name_is_no_name),
		FIXTURE_TEST(punctuation_and_blanks_do_not_count),
		FIXTURE_TEST(a_present_name_goes_before_a_former_one),
		FIXTURE_TEST(an_organisation_goes_before_a_page_of_its_title),
		FIXTURE_TEST(an_exact_name_goes_before_a_folded_one),
		FIXTURE_TEST(what_is_in_the_bin_bears_no_name),
		FIXTURE_TEST(namesakes_are_a_conflict_that_tells_them_apart),
		FIXTURE_TEST(what_is_not_found_is_named),
		FIXTURE_TEST(the_beginning_of_uids_of_two_kinds_is_a_conflict),
		FIXTURE_TEST(among_one_kind_no_other_kind_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
