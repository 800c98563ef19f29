/* SPDX-License-Identifier: MIT
 *
 * What needs attention, kind by kind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "directory_fixture.h"
#include "store/attention.h"

/* The rows of one kind: who, what about, the words. */
static void see_limited(struct fixture *fixture, enum attention_kind kind, size_t limit)
{
	struct attention_rows rows;
	struct err err = {0};
	fixture_assert_ok(
		attention_list(fixture->store, FIXTURE_DAY, limit, fixture->arena, &rows, &err),
		&err);
	for (size_t i = 0; i < rows.count; i++) {
		const struct attention_row *row = &rows.items[i];
		if (row->kind == kind) {
			str_add_format(&fixture->seen, "%s: %s\n", row->label, row->detail);
		}
	}
}

static void see(struct fixture *fixture, enum attention_kind kind)
{
	see_limited(fixture, kind, 100);
}

static void add_term(struct fixture *fixture, const char *person, const char *role,
		     const char *from, const char *to)
{
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", person}, {"organisation", COMMITTEE}, {"role", role},
			   {"valid_from", from}, {"valid_to", to}));
}

static void a_term_ends_within_ninety_days(void **state)
{
	struct fixture *fixture = *state;
	add_term(fixture, ORTIZ, "member", "2020", "2024-05-30");
	add_term(fixture, MONO, "member", "2020", "2024-05-31");
	add_term(fixture, LUKASZ, "member", "2020", "2024-03-01");
	see(fixture, ATTENTION_TERM_ENDS);
	fixture_assert_seen(fixture,
			    "Łukasz, Zoë: member of TN Steering Committee until 2024-03-01\n"
			    "Ortiz, Ana: member of TN Steering Committee until 2024-05-30\n");
}

static void a_month_ends_with_its_last_day(void **state)
{
	struct fixture *fixture = *state;
	add_term(fixture, MONO, "member", "2020", "2024-03");
	add_term(fixture, ORTIZ, "member", "2020", "2024");
	see(fixture, ATTENTION_TERM_ENDS);
	fixture_assert_seen(fixture, "Mono: member of TN Steering Committee until 2024-03\n");
	see(fixture, ATTENTION_TERM_ENDED);
	fixture_assert_seen(fixture, "Ortiz, Ana: alternate of TN Steering Committee until 2023; "
				     "nobody follows\n");
}

static void a_term_that_somebody_follows_needs_nothing(void **state)
{
	struct fixture *fixture = *state;
	add_term(fixture, MONO, "vice-chair", "2020", "2024-02-10");
	add_term(fixture, ORTIZ, "vice-chair", "2024-02-11", "2024-03-20");
	add_term(fixture, LUKASZ, "vice-chair", "2024-03-21", NULL);
	see(fixture, ATTENTION_TERM_ENDS);
	fixture_assert_seen(fixture, "");
}

static void who_comes_again_follows_and_another_member_does_not(void **state)
{
	struct fixture *fixture = *state;
	add_term(fixture, MONO, "member", "2020", "2024-02-10");
	add_term(fixture, MONO, "member", "2024-02-11", NULL);
	add_term(fixture, LUKASZ, "member", "2020", "2024-02-15");
	see(fixture, ATTENTION_TERM_ENDED);
	fixture_assert_seen(fixture, "Ortiz, Ana: alternate of TN Steering Committee until 2023; "
				     "nobody follows\n"
				     "Łukasz, Zoë: member of TN Steering Committee until "
				     "2024-02-15; nobody follows\n");
}

static void who_gets_the_same_title_or_seat_follows(void **state)
{
	struct fixture *fixture = *state;
	fixture_tamper(fixture->store, "DELETE FROM membership WHERE valid_to = '2023'");
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", MONO}, {"organisation", STAFF}, {"role", "staff"},
			   {"title", "Editor"}, {"valid_to", "2024-02-10"}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", MONO}, {"organisation", STAFF}, {"role", "member"},
			   {"behalf", AGENCY}, {"valid_to", "2024-02-10"}));
	see(fixture, ATTENTION_TERM_ENDED);
	fixture_assert_seen(fixture, "Mono: Editor, TN Staff until 2024-02-10; nobody follows\n"
				     "Mono: member of TN Staff until 2024-02-10; nobody follows\n");
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", HSU}, {"organisation", STAFF}, {"role", "staff"},
			   {"title", "Editor"}, {"valid_from", "2024-03"}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", ORTIZ}, {"organisation", STAFF}, {"role", "member"},
			   {"behalf", AGENCY}, {"valid_from", "2024-02"}));
	see(fixture, ATTENTION_TERM_ENDED);
	fixture_assert_seen(fixture, "");
}

static void who_sat_there_before_does_not_follow(void **state)
{
	struct fixture *fixture = *state;
	add_term(fixture, MONO, "co-chair", "2020", "2024-02-10");
	see(fixture, ATTENTION_TERM_ENDED);
	fixture_assert_seen(fixture, "Ortiz, Ana: alternate of TN Steering Committee until 2023; "
				     "nobody follows\n"
				     "Mono: co-chair of TN Steering Committee until 2024-02-10; "
				     "nobody follows\n");
}

static void a_post_is_empty_after_its_last_holder(void **state)
{
	struct fixture *fixture = *state;
	add_term(fixture, MONO, "vice-chair", "2018", "2019-05");
	add_term(fixture, ORTIZ, "vice-chair", "2019-06", "2021-12-31");
	see(fixture, ATTENTION_POST_EMPTY);
	fixture_assert_seen(fixture, "TN Steering Committee: no vice-chair since 2022; "
				     "Ortiz, Ana was the last\n");
}

static void a_post_with_somebody_to_come_is_not_empty(void **state)
{
	struct fixture *fixture = *state;
	add_term(fixture, MONO, "vice-chair", "2018", "2019-05");
	add_term(fixture, ORTIZ, "vice-chair", "2025", "2026");
	add_term(fixture, MONO, "secretariat", NULL, NULL);
	see(fixture, ATTENTION_POST_EMPTY);
	fixture_assert_seen(fixture, "");
}

static void each_agency_has_its_focal_point(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", MONO}, {"organisation", NETWORK}, {"role", "focal point"},
			   {"behalf", AGENCY}, {"valid_to", "2020"}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", HSU}, {"organisation", NETWORK}, {"role", "focal point"},
			   {"behalf", MINISTRY}, {"valid_from", "2020"}));
	see(fixture, ATTENTION_POST_EMPTY);
	fixture_assert_seen(fixture,
			    "Test Network: no focal point since 2021; Mono was the last\n");
}

static void a_focal_point_is_one_in_capitals_too(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", MONO}, {"organisation", NETWORK}, {"role", "Focal Point"},
			   {"behalf", AGENCY}, {"valid_to", "2020"}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", HSU}, {"organisation", NETWORK}, {"role", "Focal Point"},
			   {"behalf", MINISTRY}, {"valid_from", "2020"}));
	see(fixture, ATTENTION_POST_EMPTY);
	fixture_assert_seen(fixture,
			    "Test Network: no Focal Point since 2021; Mono was the last\n");
}

static void the_focal_point_of_another_agency_does_not_follow(void **state)
{
	struct fixture *fixture = *state;
	fixture_tamper(fixture->store, "DELETE FROM membership WHERE valid_to = '2023'");
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", MONO}, {"organisation", NETWORK}, {"role", "focal point"},
			   {"behalf", AGENCY}, {"valid_to", "2024-02-10"}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", HSU}, {"organisation", NETWORK}, {"role", "focal point"},
			   {"behalf", MINISTRY}, {"valid_from", "2024-02-11"}));
	see(fixture, ATTENTION_POST_EMPTY);
	fixture_assert_seen(fixture, "Test Network: no focal point since 2024-02-11; Mono was the "
				     "last\n");
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", ORTIZ}, {"organisation", NETWORK}, {"role", "focal point"},
			   {"behalf", AGENCY}, {"valid_from", "2024-02-12"}));
	see(fixture, ATTENTION_POST_EMPTY);
	fixture_assert_seen(fixture, "");
}

static void a_post_that_became_empty_lately_is_told_of_once(void **state)
{
	struct fixture *fixture = *state;
	add_term(fixture, MONO, "vice-chair", "2018", "2024-01-31");
	see(fixture, ATTENTION_POST_EMPTY);
	fixture_assert_seen(
		fixture, "TN Steering Committee: no vice-chair since 2024-02; Mono was the last\n");
	see(fixture, ATTENTION_TERM_ENDED);
	fixture_assert_seen(fixture, "Ortiz, Ana: alternate of TN Steering Committee until 2023; "
				     "nobody follows\n");
}

static void a_dissolved_body_has_no_posts(void **state)
{
	struct fixture *fixture = *state;
	add_term(fixture, MONO, "vice-chair", "2018", "2019-05");
	fixture_tamper(fixture->store, "UPDATE organisation SET dissolved = '2024-02' "
				       "WHERE name = 'TN Steering Committee'");
	see(fixture, ATTENTION_POST_EMPTY);
	fixture_assert_seen(fixture, "");
}

static void whoever_is_active_must_be_reachable(void **state)
{
	struct fixture *fixture = *state;
	see(fixture, ATTENTION_NO_CHANNEL);
	fixture_assert_seen(fixture,
			    "Ana Ortiz: no address or number\n"
			    "Łukasz, Zoë: Directrice générale, TN Steering Committee; no address "
			    "or number\n"
			    "Mono: no address or number\n"
			    "Ortiz, Ana: no address or number\n");
	fixture_tamper(fixture->store, "UPDATE person SET status = 'former'");
	see(fixture, ATTENTION_NO_CHANNEL);
	fixture_assert_seen(fixture, "");
}

static void a_title_that_names_the_body_stands_alone(void **state)
{
	static const struct {
		const char *title;
		const char *words;
	} rows[] = {
		{"Chair of the Steering Committee", "Chair of the Steering Committee"},
		{"Chair, TN STEERING COMMITTEE", "Chair, TN STEERING COMMITTEE"},
		{"Committee secretary", "Committee secretary, TN Steering Committee"},
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		fixture_tamper(fixture->store, "DELETE FROM membership");
		fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
			    VALUES({"person", MONO}, {"organisation", COMMITTEE},
				   {"role", "member"}, {"title", rows[i].title},
				   {"valid_to", "2024-05-30"}));
		see(fixture, ATTENTION_TERM_ENDS);
		fixture_assert_seen(
			fixture,
			arena_format(fixture->arena, "Mono: %s until 2024-05-30\n", rows[i].words));
	}
}

static void channels_are_verified_once_a_year(void **state)
{
	struct fixture *fixture = *state;
	fixture_tamper(fixture->store,
		       "UPDATE channel SET verified = '2023-02-28' WHERE kind = 'email';"
		       "UPDATE channel SET verified = '2023-03' WHERE kind = 'phone'");
	see(fixture, ATTENTION_UNVERIFIED);
	fixture_assert_seen(fixture,
			    "Chile E.P.A. of Tests: https://epa.example.org/ was never verified\n"
			    "Hsu, Ming-Hua 徐銘華: hsu@example.org was last verified on "
			    "2023-02-28\n");
}

static void channels_of_those_who_left_are_left_alone(void **state)
{
	struct fixture *fixture = *state;
	fixture_tamper(fixture->store, "UPDATE person SET status = 'former'");
	see(fixture, ATTENTION_UNVERIFIED);
	fixture_assert_seen(fixture, "Chile E.P.A. of Tests: https://epa.example.org/ was never "
				     "verified\n");
}

static void organisations_name_their_source(void **state)
{
	struct fixture *fixture = *state;
	see(fixture, ATTENTION_NO_SOURCE);
	fixture_assert_seen(fixture,
			    "Chile E.P.A. of Tests: no source is named for this agency\n"
			    "Climate Administration: no source is named for this administration\n"
			    "Orphan Office: no source is named for this office\n"
			    "Test Network: no source is named for this network\n"
			    "TN Staff: no source is named for this office\n"
			    "TN Steering Committee: no source is named for this committee\n");
}

static void duplicates_say_what_is_the_same(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_PERSON, NULL,
		    VALUES({"name", "Ana  ÓRTIZ"}, {"place", CHILE}));
	see(fixture, ATTENTION_DUPLICATE);
	fixture_assert_seen(fixture, "Ortiz, Ana: the same name and country as Ana  ÓRTIZ\n");
	fixture_add(fixture->store, RECORD_PERSON, UID("c9"),
		    VALUES({"name", "Ana  ÓRTIZ"}, {"place", CHILE}));
	see(fixture, ATTENTION_DUPLICATE);
	fixture_assert_seen(fixture,
			    "Ortiz, Ana: the same name and country as Ana  ÓRTIZ\n"
			    "Ortiz, Ana: the same name and country as Ana  ÓRTIZ\n"
			    "Ana  ÓRTIZ: the same name and country as c9000000 Ana  ÓRTIZ\n");
}

static void the_limit_holds_for_each_kind(void **state)
{
	struct fixture *fixture = *state;
	see_limited(fixture, ATTENTION_NO_SOURCE, 1);
	see_limited(fixture, ATTENTION_UNVERIFIED, 1);
	fixture_assert_seen(fixture,
			    "Chile E.P.A. of Tests: no source is named for this agency\n"
			    "Chile E.P.A. of Tests: https://epa.example.org/ was never verified\n");
}

/* The post that tells of the term may stand behind the limit, and terms that are not told of must not
 * take the places of others. */
static void a_limit_does_not_bring_back_what_is_told_elsewhere(void **state)
{
	struct fixture *fixture = *state;
	add_term(fixture, MONO, "vice-chair", "2018", "2023-12-05");
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", LUKASZ}, {"organisation", STAFF}, {"role", "chair"},
			   {"valid_from", "2018"}, {"valid_to", "2023-12-10"}));
	see_limited(fixture, ATTENTION_TERM_ENDED, 1);
	fixture_assert_seen(fixture, "Ortiz, Ana: alternate of TN Steering Committee until 2023; "
				     "nobody follows\n");
	see_limited(fixture, ATTENTION_POST_EMPTY, 1);
	fixture_assert_seen(fixture, "TN Staff: no chair since 2023-12-11; Łukasz, Zoë was the "
				     "last\n");
}

static void rows_lead_to_where_the_next_step_is_taken(void **state)
{
	struct fixture *fixture = *state;
	struct attention_rows rows;
	struct err err = {0};
	add_term(fixture, MONO, "member", "2020", "2024-05-30");
	fixture_assert_ok(
		attention_list(fixture->store, FIXTURE_DAY, 9, fixture->arena, &rows, &err), &err);
	assert_int_equal(rows.items[0].kind, ATTENTION_TERM_ENDS);
	assert_int_equal(rows.items[0].ref.kind, RECORD_PERSON);
	assert_int_equal(rows.items[0].ref.id, fixture_id(fixture->store, RECORD_PERSON, MONO));
	assert_int_equal(rows.items[0].about.kind, RECORD_MEMBERSHIP);
	assert_string_equal(record_label(fixture->store, rows.items[0].about, fixture->arena),
			    "member, TN Steering Committee");
}

static void every_kind_has_a_name_and_a_title(void **state)
{
	(void)state;
	for (int kind = 0; kind < ATTENTION_KINDS; kind++) {
		assert_true(strlen(attention_name((enum attention_kind)kind)) > 0);
		assert_true(strlen(attention_title((enum attention_kind)kind)) > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_term_ends_within_ninety_days),
		FIXTURE_TEST(a_month_ends_with_its_last_day),
		FIXTURE_TEST(a_term_that_somebody_follows_needs_nothing),
		FIXTURE_TEST(who_comes_again_follows_and_another_member_does_not),
		FIXTURE_TEST(who_gets_the_same_title_or_seat_follows),
		FIXTURE_TEST(who_sat_there_before_does_not_follow),
		FIXTURE_TEST(a_post_is_empty_after_its_last_holder),
		FIXTURE_TEST(a_post_with_somebody_to_come_is_not_empty),
		FIXTURE_TEST(each_agency_has_its_focal_point),
		FIXTURE_TEST(a_focal_point_is_one_in_capitals_too),
		FIXTURE_TEST(the_focal_point_of_another_agency_does_not_follow),
		FIXTURE_TEST(a_post_that_became_empty_lately_is_told_of_once),
		FIXTURE_TEST(a_dissolved_body_has_no_posts),
		FIXTURE_TEST(whoever_is_active_must_be_reachable),
		FIXTURE_TEST(a_title_that_names_the_body_stands_alone),
		FIXTURE_TEST(channels_are_verified_once_a_year),
		FIXTURE_TEST(channels_of_those_who_left_are_left_alone),
		FIXTURE_TEST(organisations_name_their_source),
		FIXTURE_TEST(duplicates_say_what_is_the_same),
		FIXTURE_TEST(the_limit_holds_for_each_kind),
		FIXTURE_TEST(a_limit_does_not_bring_back_what_is_told_elsewhere),
		FIXTURE_TEST(rows_lead_to_where_the_next_step_is_taken),
		cmocka_unit_test(every_kind_has_a_name_and_a_title),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
