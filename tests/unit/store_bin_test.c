/* SPDX-License-Identifier: MIT
 *
 * The bin: what goes there with a record, what holds it in its place, and what comes back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bin_fixture.h"
#include "store/event.h"
#include "store/membership.h"
#include "store/person.h"
#include "store/search.h"

/* Holds the bin against lines of what lies in it. */
static void assert_bin(struct fixture *fixture, const char *expected)
{
	struct bin_rows rows;
	struct err err = {0};
	fixture_assert_ok(bin_list(fixture->store, fixture->arena, &rows, &err), &err);
	for (size_t i = 0; i < rows.count; i++) {
		str_add_format(&fixture->seen, "%s %s %s %s\n", rows.items[i].moment + 11,
			       fixture_word(rows.items[i].actor),
			       record_type(rows.items[i].ref.kind)->name, rows.items[i].label);
	}
	fixture_assert_seen(fixture, expected);
}

/* The bin before a test, each time at its end. */
#define OLD_BIN                                                                                    \
	"00:00:00Z - organisation Old Bureau\n"                                                    \
	"00:00:00Z - person Binned Person\n"

static void a_person_goes_with_all_that_is_theirs_and_comes_back_with_it(void **state)
{
	struct fixture *fixture = *state;
	struct bin_weight weight;
	struct err err = {0};
	fixture_add(fixture->store, RECORD_CITATION, UID("aa"),
		    VALUES({"source", REPORT}, {"membership", UID("d1")}));
	fixture_add(fixture->store, RECORD_CITATION, UID("ab"),
		    VALUES({"source", REPORT}, {"person", HSU}));
	const char *before = fixture_everything(fixture, false);

	fixture_assert_ok(bin_weigh(fixture->store, fixture_ref(fixture->store, RECORD_PERSON, HSU),
				    FIXTURE_DAY, &weight, &err),
			  &err);
	assert_int_equal(weight.channels, 2);
	assert_int_equal(weight.terms, 2);
	assert_int_equal(weight.current_terms, 1);
	assert_int_equal(weight.links, 1);
	assert_int_equal(weight.names, 0);
	assert_int_equal(weight.citations, 2);

	fixture_move(fixture, RECORD_PERSON, HSU);
	assert_true(fixture_is_binned(fixture, RECORD_MEMBERSHIP, UID("d1")));
	assert_true(fixture_is_binned(fixture, RECORD_MEMBERSHIP, UID("d2")));
	assert_true(fixture_is_binned(fixture, RECORD_CITATION, UID("aa")));
	assert_true(fixture_is_binned(fixture, RECORD_CITATION, UID("ab")));
	assert_false(fixture_is_binned(fixture, RECORD_MEMBERSHIP, UID("d3")));
	assert_bin(fixture, "12:00:00Z tester person Hsu, Ming-Hua 徐銘華\n" OLD_BIN);

	fixture_restore(fixture, RECORD_PERSON, HSU);
	assert_bin(fixture, OLD_BIN);
	assert_string_equal(fixture_everything(fixture, false), before);
}

static void what_lay_in_the_bin_before_stays_there(void **state)
{
	struct fixture *fixture = *state;
	fixture_move(fixture, RECORD_MEMBERSHIP, UID("d2"));
	fixture_move(fixture, RECORD_PERSON, HSU);
	assert_bin(fixture,
		   "12:00:01Z tester person Hsu, Ming-Hua 徐銘華\n"
		   "12:00:00Z tester membership staff, TN Staff (Hsu, Ming-Hua 徐銘華)\n" OLD_BIN);

	fixture_restore(fixture, RECORD_PERSON, HSU);

	assert_false(fixture_is_binned(fixture, RECORD_MEMBERSHIP, UID("d1")));
	assert_bin(fixture,
		   "12:00:00Z tester membership staff, TN Staff (Hsu, Ming-Hua 徐銘華)\n" OLD_BIN);
	fixture_restore(fixture, RECORD_MEMBERSHIP, UID("d2"));
	assert_bin(fixture, OLD_BIN);
}

/* The citation of a term of theirs, moved alone within the same second. */
static void what_belongs_to_what_goes_has_its_own_moment_too(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_CITATION, UID("aa"),
		    VALUES({"source", REPORT}, {"membership", UID("d1")}));
	fixture_move(fixture, RECORD_CITATION, UID("aa"));
	fixture_move(fixture, RECORD_PERSON, HSU);

	fixture_restore(fixture, RECORD_PERSON, HSU);

	assert_true(fixture_is_binned(fixture, RECORD_CITATION, UID("aa")));
	assert_false(fixture_is_binned(fixture, RECORD_MEMBERSHIP, UID("d1")));
}

static void a_body_goes_with_the_terms_in_it(void **state)
{
	struct fixture *fixture = *state;
	const char *before = fixture_everything(fixture, false);

	fixture_move(fixture, RECORD_ORGANISATION, COMMITTEE);
	assert_true(fixture_is_binned(fixture, RECORD_MEMBERSHIP, UID("d1")));
	assert_true(fixture_is_binned(fixture, RECORD_MEMBERSHIP, UID("d3")));
	assert_true(fixture_is_binned(fixture, RECORD_MEMBERSHIP, UID("d4")));
	assert_false(fixture_is_binned(fixture, RECORD_MEMBERSHIP, UID("d2")));
	assert_false(fixture_is_binned(fixture, RECORD_PERSON, HSU));

	fixture_restore(fixture, RECORD_ORGANISATION, COMMITTEE);
	assert_string_equal(fixture_everything(fixture, false), before);
}

static void a_term_comes_back_when_its_second_owner_does(void **state)
{
	struct fixture *fixture = *state;
	const char *before = fixture_everything(fixture, false);
	fixture_add(fixture->store, RECORD_CITATION, UID("aa"),
		    VALUES({"source", REPORT}, {"membership", UID("d1")}));
	const char *with_citation = fixture_everything(fixture, false);
	assert_string_not_equal(before, with_citation);
	fixture_move(fixture, RECORD_PERSON, HSU);
	fixture_move(fixture, RECORD_ORGANISATION, COMMITTEE);

	fixture_restore(fixture, RECORD_PERSON, HSU);
	assert_true(fixture_is_binned(fixture, RECORD_MEMBERSHIP, UID("d1")));
	assert_true(fixture_is_binned(fixture, RECORD_CITATION, UID("aa")));
	assert_false(fixture_is_binned(fixture, RECORD_MEMBERSHIP, UID("d2")));
	assert_bin(fixture, "12:00:01Z tester organisation TN Steering Committee\n" OLD_BIN);

	fixture_restore(fixture, RECORD_ORGANISATION, COMMITTEE);
	assert_string_equal(fixture_everything(fixture, false), with_citation);
}

static void what_belongs_to_something_in_the_bin_cannot_come_back_alone(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	fixture_move(fixture, RECORD_PERSON, HSU);

	assert_false(fixture_try_restore(fixture, RECORD_MEMBERSHIP, UID("d1"), &err));

	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_string_equal(err.text,
			    "“chair, TN Steering Committee” belongs to “Hsu, Ming-Hua 徐銘華”, "
			    "which is in the bin itself. Restore that first.");
	assert_true(fixture_is_binned(fixture, RECORD_MEMBERSHIP, UID("d1")));
}

static void several_come_back_in_whatever_order(void **state)
{
	struct fixture *fixture = *state;
	const char *before = fixture_everything(fixture, false);
	struct err err = {0};
	int64_t action;
	fixture_move(fixture, RECORD_MEMBERSHIP, UID("d1"));
	fixture_move(fixture, RECORD_PERSON, HSU);
	struct ref refs[] = {
		fixture_ref(fixture->store, RECORD_MEMBERSHIP, UID("d1")),
		fixture_ref(fixture->store, RECORD_PERSON, HSU),
		fixture_ref(fixture->store, RECORD_PERSON, ORTIZ), /* not in the bin */
	};

	fixture_assert_ok(bin_restore(fixture->store, refs, 3, &bin_intent, &action, &err), &err);

	assert_string_equal(fixture_everything(fixture, false), before);
}

/* What cannot go, and the sentence that says why. */
static const struct {
	enum record_kind kind;
	const char *uid;
	const char *text;
} held_rows[] = {
	{RECORD_ORGANISATION, NETWORK,
	 "“Test Network” cannot go to the bin: 2 bodies are below it. Change or remove those "
	 "first."},
	{RECORD_ORGANISATION, MINISTRY,
	 "“Ministry of Environment” cannot go to the bin: 1 body is below it, 1 term is held on "
	 "its "
	 "behalf, 1 page is about it. Change or remove those first."},
	{RECORD_PLACE, TAIWAN,
	 "“Taiwan” cannot go to the bin: 2 organisations are there, 2 people are from there, 1 "
	 "event tells of its part. Change or remove those first."},
	{RECORD_PLACE, VIET_NAM,
	 "“Viet Nam” cannot go to the bin: 1 person is from there, 1 event is there, 1 event tells "
	 "of its part. Change or remove those first."},
	{RECORD_SOURCE, LETTER,
	 "“A letter” cannot go to the bin: 3 facts name it as their source. Change or remove those "
	 "first."},
	{RECORD_SOURCE, REPORT,
	 "“Annual report” cannot go to the bin: 1 fact names it as its source. Change or remove "
	 "that "
	 "first."},
};

static void what_others_stand_on_cannot_go(void **state)
{
	struct fixture *fixture = *state;
	const char *before = fixture_everything(fixture, true);
	for (size_t i = 0; i < sizeof held_rows / sizeof held_rows[0]; i++) {
		struct err err;
		struct ref ref = fixture_ref(fixture->store, held_rows[i].kind, held_rows[i].uid);
		assert_false(fixture_try_move(fixture, ref, &err));
		assert_int_equal(err.kind, ERR_CONFLICT);
		assert_string_equal(err.text, held_rows[i].text);
	}
	assert_string_equal(fixture_everything(fixture, true), before);
	fixture_move(fixture, RECORD_PLACE, KOREA); /* nobody is there */
}

static void what_goes_along_holds_nothing(void **state)
{
	struct fixture *fixture = *state;
	const char *before = fixture_everything(fixture, false);
	struct err err = {0};
	int64_t action;
	struct ref refs[] = {
		fixture_ref(fixture->store, RECORD_ORGANISATION, MINISTRY),
		fixture_ref(fixture->store, RECORD_ORGANISATION, CLIMATE),
		fixture_ref(fixture->store, RECORD_PAGE, MINISTRY_PAGE),
		fixture_ref(fixture->store, RECORD_PERSON, HSU), /* who sits on its behalf */
	};

	fixture_assert_ok(bin_move(fixture->store, refs, 4, &bin_intent, &action, &err), &err);
	assert_true(fixture_is_binned(fixture, RECORD_ORGANISATION_NAME, FORMER_NAME));

	fixture_assert_ok(bin_restore(fixture->store, refs, 4, &bin_intent, &action, &err), &err);
	assert_string_equal(fixture_everything(fixture, false), before);
}

static void a_second_move_changes_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {0};
	int64_t action = -1;
	fixture_move(fixture, RECORD_PERSON, HSU);
	struct ref ref = fixture_ref(fixture->store, RECORD_PERSON, HSU);

	fixture_assert_ok(bin_move(fixture->store, &ref, 1, &bin_intent, &action, &err), &err);
	assert_int_equal(action, 0);
	fixture_restore(fixture, RECORD_PERSON, HSU);
	fixture_assert_ok(bin_restore(fixture->store, &ref, 1, &bin_intent, &action, &err), &err);
	assert_int_equal(action, 0);
}

static void what_is_not_there_is_not_moved(void **state)
{
	struct err err;
	assert_false(fixture_try_move(*state, (struct ref){RECORD_PERSON, 12345}, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void a_trial_moves_nothing(void **state)
{
	struct fixture *fixture = *state;
	const char *before = fixture_everything(fixture, true);
	struct intent trial = bin_intent;
	struct err err = {0};
	int64_t action;
	trial.is_trial = true;
	struct ref ref = fixture_ref(fixture->store, RECORD_PERSON, HSU);

	fixture_assert_ok(bin_move(fixture->store, &ref, 1, &trial, &action, &err), &err);

	assert_string_equal(fixture_everything(fixture, true), before);
}

/* The moment of the last second of a day cannot be stepped, and nothing hangs. */
static void the_last_second_of_a_day_is_a_moment_too(void **state)
{
	struct fixture *fixture = *state;
	setenv("SOURCE_DATE_EPOCH", "1709337598", 1); /* 2024-03-01T23:59:58Z */
	fixture_move(fixture, RECORD_MEMBERSHIP, UID("d2"));
	fixture_move(fixture, RECORD_MEMBERSHIP, UID("d1"));
	fixture_move(fixture, RECORD_PERSON, HSU);
	assert_bin(fixture,
		   "23:59:59Z tester person Hsu, Ming-Hua 徐銘華\n"
		   "23:59:58Z tester membership chair, TN Steering Committee (Hsu, "
		   "Ming-Hua 徐銘華)\n"
		   "23:59:58Z tester membership staff, TN Staff (Hsu, Ming-Hua 徐銘華)\n" OLD_BIN);
	fixture_restore(fixture, RECORD_PERSON, HSU);
	setenv("SOURCE_DATE_EPOCH", "1709337599", 1);
	fixture_move(fixture, RECORD_PERSON, HSU);
	fixture_move(fixture, RECORD_PERSON, LUKASZ);
	fixture_move(fixture, RECORD_ORGANISATION,
		     COMMITTEE); /* d4 lies there with its moment already */
	assert_true(fixture_is_binned(fixture, RECORD_ORGANISATION, COMMITTEE));
}

static void lists_show_nothing_of_what_is_in_the_bin(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {0};
	struct membership_rows terms;
	struct person_rows people;
	struct person_list list = {.day = FIXTURE_DAY};
	struct search_rows hits;
	struct event_link_rows links;
	fixture_move(fixture, RECORD_PERSON, HSU);

	fixture_assert_ok(
		membership_in_body(fixture->store,
				   fixture_id(fixture->store, RECORD_ORGANISATION, COMMITTEE),
				   FIXTURE_DAY, fixture->arena, &terms, &err),
		&err);
	assert_int_equal(terms.count, 2);
	fixture_assert_ok(
		membership_on_behalf(fixture->store,
				     fixture_id(fixture->store, RECORD_ORGANISATION, MINISTRY),
				     FIXTURE_DAY, fixture->arena, &terms, &err),
		&err);
	assert_int_equal(terms.count, 0);
	fixture_assert_ok(event_links(fixture->store,
				      fixture_id(fixture->store, RECORD_EVENT, MEETING),
				      fixture->arena, &links, &err),
			  &err);
	assert_int_equal(links.count, 3);
	query_parse("ming-hua", fixture->arena, &list.query);
	fixture_assert_ok(search_all(fixture->store, &list.query, 10, fixture->arena, &hits, &err),
			  &err);
	assert_int_equal(hits.count, 0); /* the meeting does not tell of the speaker either */

	fixture_move(fixture, RECORD_ORGANISATION, COMMITTEE);
	query_parse("body:steering", fixture->arena, &list.query);
	fixture_assert_ok(
		person_window(fixture->store, &list, 0, 10, fixture->arena, &people, &err), &err);
	assert_int_equal(people.count, 0);
	query_parse("lukasz", fixture->arena, &list.query);
	fixture_assert_ok(
		person_window(fixture->store, &list, 0, 10, fixture->arena, &people, &err), &err);
	assert_int_equal(people.count, 1);
	assert_null(people.items[0].post);
	query_parse("directrice", fixture->arena, &list.query);
	fixture_assert_ok(search_all(fixture->store, &list.query, 10, fixture->arena, &hits, &err),
			  &err);
	assert_int_equal(hits.count, 0);
}

/* What a text means in the bin: a kind and a label, or why nothing. */
static const char *meant(struct fixture *fixture, const char *text)
{
	struct ref ref;
	struct err err = {0};
	return bin_find(fixture->store, text, fixture->arena, &ref, &err)
		       ? arena_format(fixture->arena, "%s %s", record_type(ref.kind)->name,
				      record_label(fixture->store, ref, fixture->arena))
		       : arena_text(fixture->arena, err.text);
}

static void what_lies_in_the_bin_is_found_by_name_and_by_uid(void **state)
{
	struct fixture *fixture = *state;
	fixture_move(fixture, RECORD_PERSON, HSU);
	assert_string_equal(meant(fixture, "old  BUREAU"), "organisation Old Bureau");
	assert_string_equal(meant(fixture, HSU), meant(fixture, "徐銘華"));
	assert_string_equal(meant(fixture, "Ortiz, Ana"),
			    "Nothing in the bin is called “Ortiz, Ana”.");
	assert_string_equal(meant(fixture, "+"), "Nothing in the bin is called “+”.");
	assert_string_equal(meant(fixture, ""), "Nothing in the bin is called “”.");
	fixture_add(fixture->store, RECORD_PERSON, UID("bb"), VALUES({"name", "Binned person"}));
	fixture_move(fixture, RECORD_PERSON, UID("bb"));
	assert_non_null(strstr(meant(fixture, "binned person"),
			       "Several records in the bin are called “binned person”. Name one "
			       "by its uid: "));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		BIN_TEST(a_person_goes_with_all_that_is_theirs_and_comes_back_with_it),
		BIN_TEST(what_lay_in_the_bin_before_stays_there),
		BIN_TEST(what_belongs_to_what_goes_has_its_own_moment_too),
		BIN_TEST(a_body_goes_with_the_terms_in_it),
		BIN_TEST(a_term_comes_back_when_its_second_owner_does),
		BIN_TEST(what_belongs_to_something_in_the_bin_cannot_come_back_alone),
		BIN_TEST(several_come_back_in_whatever_order),
		BIN_TEST(what_others_stand_on_cannot_go),
		BIN_TEST(what_goes_along_holds_nothing),
		BIN_TEST(a_second_move_changes_nothing),
		BIN_TEST(what_is_not_there_is_not_moved),
		BIN_TEST(a_trial_moves_nothing),
		BIN_TEST(the_last_second_of_a_day_is_a_moment_too),
		BIN_TEST(lists_show_nothing_of_what_is_in_the_bin),
		BIN_TEST(what_lies_in_the_bin_is_found_by_name_and_by_uid),
	};
	return cmocka_run_group_tests_name("store-bin", tests, NULL, NULL);
}
