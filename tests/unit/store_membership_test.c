/* SPDX-License-Identifier: MIT
 *
 * Terms of office: whose they are, their order, and when they are current.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "directory_fixture.h"
#include "store/membership.h"

static void see_terms(struct fixture *fixture, const struct membership_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct membership_row *row = &rows->items[i];
		str_add_format(&fixture->seen, "%s %s, %s, %s, %s\n",
			       row->is_current ? "now" : "past", row->member_name, row->role,
			       row->body_name, fixture_word(row->behalf_name));
	}
}

static void see_body(struct fixture *fixture, const char *uid, const char *day)
{
	struct membership_rows rows;
	struct err err = {0};
	fixture_assert_ok(membership_in_body(fixture->store,
					     fixture_id(fixture->store, RECORD_ORGANISATION, uid),
					     day, fixture->arena, &rows, &err),
			  &err);
	see_terms(fixture, &rows);
}

static void a_body_lists_current_terms_then_past_ones(void **state)
{
	struct fixture *fixture = *state;
	see_body(fixture, COMMITTEE, FIXTURE_DAY);
	fixture_assert_seen(
		fixture,
		"now Hsu, Ming-Hua 徐銘華, chair, TN Steering Committee, "
		"Ministry of Environment\n"
		"now Łukasz, Zoë, co-chair, TN Steering Committee, -\n"
		"past Ortiz, Ana, alternate, TN Steering Committee, Chile E.P.A. of Tests\n");
	see_body(fixture, NETWORK, FIXTURE_DAY);
	fixture_assert_seen(fixture, "now Chile E.P.A. of Tests, founder, Test Network, -\n");
}

static void past_terms_come_with_the_latest_end_first(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", LUKASZ}, {"organisation", STAFF}, {"role", "staff"},
			   {"valid_to", "2020-06"}));
	see_body(fixture, STAFF, FIXTURE_DAY);
	fixture_assert_seen(fixture, "past Łukasz, Zoë, staff, TN Staff, -\n"
				     "past Hsu, Ming-Hua 徐銘華, staff, TN Staff, -\n"
				     "past Mono, expert, TN Staff, -\n");
}

static void terms_of_one_rank_stand_in_the_order_of_the_roles(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", HSU}, {"organisation", NETWORK}, {"role", "observer"}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", LUKASZ}, {"organisation", NETWORK}, {"role", "chair"}));
	see_body(fixture, NETWORK, FIXTURE_DAY);
	fixture_assert_seen(fixture, "now Łukasz, Zoë, chair, Test Network, -\n"
				     "now Hsu, Ming-Hua 徐銘華, observer, Test Network, -\n"
				     "now Chile E.P.A. of Tests, founder, Test Network, -\n");
}

static void a_person_or_an_organisation_lists_what_it_holds(void **state)
{
	struct fixture *fixture = *state;
	struct membership_rows rows;
	struct err err = {0};
	fixture_assert_ok(membership_of(fixture->store,
					fixture_ref(fixture->store, RECORD_PERSON, HSU),
					"2019-05-01", fixture->arena, &rows, &err),
			  &err);
	see_terms(fixture, &rows);
	fixture_assert_seen(fixture, "now Hsu, Ming-Hua 徐銘華, staff, TN Staff, -\n"
				     "past Hsu, Ming-Hua 徐銘華, chair, TN Steering Committee, "
				     "Ministry of Environment\n"); /* to come, on that day */
	assert_int_equal(rows.items[0].member.kind, RECORD_PERSON);

	fixture_assert_ok(membership_of(fixture->store,
					fixture_ref(fixture->store, RECORD_ORGANISATION, AGENCY),
					FIXTURE_DAY, fixture->arena, &rows, &err),
			  &err);
	assert_int_equal(rows.count, 1);
	assert_int_equal(rows.items[0].member.kind, RECORD_ORGANISATION);
	assert_string_equal(rows.items[0].valid_from, "2011");
	assert_null(rows.items[0].valid_to);
}

static void an_agency_lists_the_seats_held_on_its_behalf(void **state)
{
	struct fixture *fixture = *state;
	struct membership_rows rows;
	struct err err = {0};
	fixture_assert_ok(
		membership_on_behalf(fixture->store,
				     fixture_id(fixture->store, RECORD_ORGANISATION, AGENCY),
				     FIXTURE_DAY, fixture->arena, &rows, &err),
		&err);
	see_terms(fixture, &rows);
	fixture_assert_seen(
		fixture,
		"past Ortiz, Ana, alternate, TN Steering Committee, Chile E.P.A. of Tests\n");
}

/* A term from–to, a day, and whether the term holds on it. */
static const struct {
	const char *from;
	const char *to;
	const char *day;
	bool is_current;
} current_rows[] = {
	{NULL, NULL, "2023-06-01", true},	   {"2023", NULL, "2023-01-01", true},
	{"2023", NULL, "2022-12-31", false},	   {"2023-06", NULL, "2023-05-31", false},
	{"2023-06", NULL, "2023-06-01", true},	   {"2023-06-02", NULL, "2023-06-01", false},
	{"2023-06-02", NULL, "2023-06-02", true},  {NULL, "2023", "2023-12-31", true},
	{NULL, "2023", "2024-01-01", false},	   {NULL, "2023-06", "2023-06-30", true},
	{NULL, "2023-06", "2023-07-01", false},	   {NULL, "2023-06-30", "2023-06-30", true},
	{NULL, "2023-06-30", "2023-07-01", false}, {"2023", "2023", "2023-06-01", true},
};

static void a_term_is_current_while_its_partial_dates_hold(void **state)
{
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof current_rows / sizeof current_rows[0]; i++) {
		char uid[UID_SIZE];
		uid_new(uid);
		struct ref person = fixture_add(fixture->store, RECORD_PERSON, uid,
						VALUES({"name", "Someone"}));
		fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
			    VALUES({"person", uid}, {"organisation", STAFF}, {"role", "staff"},
				   {"valid_from", current_rows[i].from},
				   {"valid_to", current_rows[i].to}));
		struct membership_rows rows;
		struct err err = {0};
		fixture_assert_ok(membership_of(fixture->store, person, current_rows[i].day,
						fixture->arena, &rows, &err),
				  &err);
		if (rows.items[0].is_current != current_rows[i].is_current) {
			fail_msg("%s to %s on %s", fixture_word(current_rows[i].from),
				 fixture_word(current_rows[i].to), current_rows[i].day);
		}
	}
}

static void terms_of_and_in_the_bin_do_not_show(void **state)
{
	struct fixture *fixture = *state;
	fixture_tamper(
		fixture->store,
		"UPDATE person SET binned = '2024-01-01T00:00:00Z' WHERE name = 'Mono'; "
		"UPDATE membership SET binned = '2024-01-01T00:00:00Z' WHERE role = 'staff'");
	see_body(fixture, STAFF, FIXTURE_DAY);
	fixture_assert_seen(fixture, "");
}

/* The ministry bore its former name until 2023-08-21. */
static void a_term_that_is_over_shows_the_names_of_its_time(void **state)
{
	struct fixture *fixture = *state;
	struct membership_rows rows;
	struct err err = {0};
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", MONO}, {"organisation", MINISTRY}, {"role", "staff"},
			   {"behalf", MINISTRY}, {"valid_from", "2001"}, {"valid_to", "2009-05"}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", MONO}, {"organisation", MINISTRY}, {"role", "expert"},
			   {"valid_from", "2001"}, {"valid_to", "2023-12"}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", MONO}, {"organisation", MINISTRY}, {"role", "alternate"},
			   {"valid_from", "2001"}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", MONO}, {"organisation", MINISTRY}, {"role", "member"},
			   {"valid_from", "2030"}, {"valid_to", "2031"}));
	struct ref mono = fixture_ref(fixture->store, RECORD_PERSON, MONO);

	fixture_assert_ok(
		membership_of(fixture->store, mono, FIXTURE_DAY, fixture->arena, &rows, &err),
		&err);
	see_terms(fixture, &rows);
	fixture_assert_seen(fixture, "now Mono, alternate, Ministry of Environment, -\n"
				     "past Mono, member, Ministry of Environment, -\n" /* to come */
				     "past Mono, expert, Ministry of Environment, -\n"
				     "past Mono, expert, TN Staff, -\n"
				     "past Mono, staff, Protection Administration, "
				     "Protection Administration\n");
	/* On a day of its time the term was not over. */
	fixture_assert_ok(membership_of(fixture->store, mono, "2005", fixture->arena, &rows, &err),
			  &err);
	assert_string_equal(rows.items[1].body_name, "Ministry of Environment");
}

static void a_member_organisation_bears_the_name_of_its_time(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"member", MINISTRY}, {"organisation", STAFF}, {"role", "founder"},
			   {"valid_from", "2001"}, {"valid_to", "2022"}));
	see_body(fixture, STAFF, FIXTURE_DAY);
	fixture_assert_seen(fixture, "past Protection Administration, founder, TN Staff, -\n"
				     "past Hsu, Ming-Hua 徐銘華, staff, TN Staff, -\n"
				     "past Mono, expert, TN Staff, -\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_body_lists_current_terms_then_past_ones),
		FIXTURE_TEST(past_terms_come_with_the_latest_end_first),
		FIXTURE_TEST(terms_of_one_rank_stand_in_the_order_of_the_roles),
		FIXTURE_TEST(a_person_or_an_organisation_lists_what_it_holds),
		FIXTURE_TEST(an_agency_lists_the_seats_held_on_its_behalf),
		FIXTURE_TEST(a_term_is_current_while_its_partial_dates_hold),
		FIXTURE_TEST(a_term_that_is_over_shows_the_names_of_its_time),
		FIXTURE_TEST(a_member_organisation_bears_the_name_of_its_time),
		FIXTURE_TEST(terms_of_and_in_the_bin_do_not_show),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
