/* SPDX-License-Identifier: MIT
 *
 * Organisations as a tree, in a filtered list and below others, and what one was called when.
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
#include "store/organisation.h"

static struct query parse(struct fixture *fixture, const char *typed)
{
	struct query query;
	query_parse(typed, fixture->arena, &query);
	return query;
}

static void see_organisations(struct fixture *fixture, const struct organisation_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		str_add_format(&fixture->seen, "%d%s %s\n", rows->items[i].depth,
			       rows->items[i].has_children ? "+" : "", rows->items[i].name);
	}
}

static void see_organisation_list(struct fixture *fixture, const char *typed)
{
	struct query query = parse(fixture, typed);
	struct organisation_rows rows;
	struct err err = {0};
	fixture_assert_ok(organisation_list(fixture->store, &query, fixture->arena, &rows, &err),
			  &err);
	see_organisations(fixture, &rows);
}

static void organisations_stand_behind_parents_and_elder_siblings(void **state)
{
	see_organisation_list(*state, "");
	fixture_assert_seen(*state, "0+ Test Network\n"
				    "1 TN Staff\n"
				    "1 TN Steering Committee\n"
				    "0 Chile E.P.A. of Tests\n"
				    "0+ Ministry of Environment\n"
				    "1 Climate Administration\n"
				    "0 Orphan Office\n"); /* its parent is in the bin */
}

static void a_filtered_list_is_flat_and_keeps_the_order(void **state)
{
	see_organisation_list(*state, "country:TW");
	fixture_assert_seen(*state, "0+ Ministry of Environment\n0 Climate Administration\n");
	see_organisation_list(*state, "kind:off");
	fixture_assert_seen(*state, "0 TN Staff\n0 Orphan Office\n");
	see_organisation_list(*state, "-kind:office -country:TW -chile");
	fixture_assert_seen(*state, "0+ Test Network\n0 TN Steering Committee\n");
	see_organisation_list(*state, "protection"); /* a former name */
	fixture_assert_seen(*state, "0+ Ministry of Environment\n");
	see_organisation_list(*state, "role:chair");
	fixture_assert_seen(*state, "");
}

static void a_row_tells_what_the_organisation_is(void **state)
{
	struct fixture *fixture = *state;
	struct query query = parse(fixture, "moenv");
	struct organisation_rows rows;
	struct err err = {0};
	fixture_assert_ok(organisation_list(fixture->store, &query, fixture->arena, &rows, &err),
			  &err);
	assert_string_equal(rows.items[0].abbreviation, "MOENV");
	assert_string_equal(rows.items[0].kind, "ministry");
	assert_string_equal(rows.items[0].place_code, "TW");
	assert_string_equal(rows.items[0].place_name, "Taiwan");
	assert_int_equal(rows.items[0].parent_id, 0);
	assert_null(rows.items[0].role);
}

static void parents_in_a_circle_show_once(void **state)
{
	struct fixture *fixture = *state;
	fixture_tamper(fixture->store,
		       "UPDATE organisation SET parent_id = "
		       "(SELECT id FROM organisation WHERE name = 'Climate Administration') "
		       "WHERE name = 'Ministry of Environment'; "
		       "UPDATE organisation SET parent_id = "
		       "(SELECT id FROM organisation WHERE name = 'TN Staff') "
		       "WHERE name = 'Test Network'");
	see_organisation_list(fixture, "");
	fixture_assert_seen(fixture, "0 Chile E.P.A. of Tests\n"
				     "0 Orphan Office\n"
				     "0+ Test Network\n"
				     "1 TN Staff\n"
				     "1 TN Steering Committee\n"
				     "0+ Climate Administration\n"
				     "1 Ministry of Environment\n");
}

static void a_very_deep_tree_is_listed(void **state)
{
	struct fixture *fixture = *state;
	fixture_tamper(fixture->store,
		       "WITH RECURSIVE n (i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n "
		       "WHERE i < 6000) "
		       "INSERT INTO organisation (id, uid, kind, name, parent_id) "
		       "SELECT i, printf('%036d', i), 'office', 'Deep', "
		       "CASE WHEN i > 1001 THEN i - 1 END FROM n");
	struct query query = parse(fixture, "");
	struct organisation_rows rows;
	struct err err = {0};
	fixture_assert_ok(organisation_list(fixture->store, &query, fixture->arena, &rows, &err),
			  &err);
	assert_int_equal(rows.count, 5007);
	int deepest = 0;
	for (size_t i = 0; i < rows.count; i++) {
		deepest = rows.items[i].depth > deepest ? rows.items[i].depth : deepest;
	}
	assert_int_equal(deepest, 4999);
}

static void children_and_countries_list_their_organisations(void **state)
{
	struct fixture *fixture = *state;
	struct organisation_rows rows;
	struct err err = {0};
	int64_t network = fixture_id(fixture->store, RECORD_ORGANISATION, NETWORK);
	int64_t taiwan = fixture_id(fixture->store, RECORD_PLACE, TAIWAN);

	fixture_assert_ok(
		organisation_children(fixture->store, network, fixture->arena, &rows, &err), &err);
	see_organisations(fixture, &rows);
	fixture_assert_seen(fixture, "0 TN Staff\n0 TN Steering Committee\n");

	fixture_assert_ok(
		organisation_of_place(fixture->store, taiwan, fixture->arena, &rows, &err), &err);
	see_organisations(fixture, &rows);
	fixture_assert_seen(fixture, "0 Climate Administration\n0+ Ministry of Environment\n");
}

/* What the ministry was called when: it was renamed on 2023-08-22. */
static const struct {
	const char *date;
	bool is_former;
} name_rows[] = {
	{NULL, false},	      {"2011", true},	     {"1987", true},	 {"1987-08", true},
	{"1987-08-22", true}, {"1987-08-21", false}, {"1986", false},	 {"2022-12", true},
	{"2023", false},      {"2023-07", true},     {"2023-08", false}, {"2023-08-20", true},
	{"2023-08-21", true}, {"2023-08-22", false}, {"2023-09", false}, {"2024", false},
};

static void bodies_are_committees_and_staff_outside_the_bin(void **state)
{
	struct fixture *fixture = *state;
	struct organisation_bodies bodies;
	struct err err = {0};

	fixture_tamper(fixture->store,
		       "UPDATE organisation SET kind = 'staff' WHERE uid = '" STAFF "'");
	fixture_assert_ok(organisation_bodies(fixture->store, fixture->arena, &bodies, &err), &err);
	assert_int_equal(bodies.count, 2);
	assert_string_equal(bodies.items[0].name, "TN Steering Committee");
	assert_string_equal(bodies.items[1].name, "TN Staff");

	fixture_tamper(fixture->store, "UPDATE organisation SET binned = '2024-01-01T00:00:00Z' "
				       "WHERE uid = '" COMMITTEE "'");
	fixture_assert_ok(organisation_bodies(fixture->store, fixture->arena, &bodies, &err), &err);
	assert_int_equal(bodies.count, 1);
	assert_string_equal(bodies.items[0].name, "TN Staff");
}

static void an_organisation_has_the_name_of_its_time(void **state)
{
	struct fixture *fixture = *state;
	int64_t ministry = fixture_id(fixture->store, RECORD_ORGANISATION, MINISTRY);
	for (size_t i = 0; i < sizeof name_rows / sizeof name_rows[0]; i++) {
		const char *name = organisation_name_at(fixture->store, ministry, name_rows[i].date,
							fixture->arena, NULL);
		const char *expected = name_rows[i].is_former ? "Protection Administration"
							      : "Ministry of Environment";
		if (strcmp(name, expected) != 0) {
			fail_msg("%s: %s", fixture_word(name_rows[i].date), name);
		}
	}
}

static void of_several_former_names_the_one_of_the_time_wins(void **state)
{
	struct fixture *fixture = *state;
	int64_t agency = fixture_id(fixture->store, RECORD_ORGANISATION, AGENCY);
	fixture_add(fixture->store, RECORD_ORGANISATION_NAME, NULL,
		    VALUES({"organisation", AGENCY}, {"kind", "former"}, {"name", "Open end"},
			   {"valid_from", "1960"}));
	fixture_add(fixture->store, RECORD_ORGANISATION_NAME, NULL,
		    VALUES({"organisation", AGENCY}, {"kind", "former"}, {"name", "Second"},
			   {"valid_from", "1980"}, {"valid_to", "1999"}));
	fixture_add(fixture->store, RECORD_ORGANISATION_NAME, NULL,
		    VALUES({"organisation", AGENCY}, {"kind", "former"}, {"name", "First"},
			   {"valid_to", "1979"}));
	fixture_add(fixture->store, RECORD_ORGANISATION_NAME, NULL,
		    VALUES({"organisation", AGENCY}, {"kind", "alias"}, {"name", "Alias"},
			   {"valid_to", "2020"}));
	static const char *const expected[][2] = {
		{"1970", "First"},  {"1979-12-31", "First"},  {"1980-01-01", "Second"},
		{"1990", "Second"}, {"1999-12-31", "Second"}, {"2000", "Open end"},
		{"1959", "First"},
	};
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		assert_string_equal(organisation_name_at(fixture->store, agency, expected[i][0],
							 fixture->arena, NULL),
				    expected[i][1]);
	}
}

static void a_parent_in_the_bin_is_no_parent(void **state)
{
	struct fixture *fixture = *state;
	struct organisation_rows rows;
	struct err err = {0};
	fixture_tamper(fixture->store, "UPDATE organisation SET place_id = "
				       "(SELECT id FROM place WHERE code = 'KR') "
				       "WHERE name = 'Orphan Office'");
	fixture_assert_ok(organisation_of_place(fixture->store,
						fixture_id(fixture->store, RECORD_PLACE, KOREA),
						fixture->arena, &rows, &err),
			  &err);
	assert_int_equal(rows.count, 1);
	assert_int_equal(rows.items[0].parent_id, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(organisations_stand_behind_parents_and_elder_siblings),
		FIXTURE_TEST(a_filtered_list_is_flat_and_keeps_the_order),
		FIXTURE_TEST(a_row_tells_what_the_organisation_is),
		FIXTURE_TEST(parents_in_a_circle_show_once),
		FIXTURE_TEST(a_very_deep_tree_is_listed),
		FIXTURE_TEST(children_and_countries_list_their_organisations),
		FIXTURE_TEST(a_parent_in_the_bin_is_no_parent),
		FIXTURE_TEST(bodies_are_committees_and_staff_outside_the_bin),
		FIXTURE_TEST(an_organisation_has_the_name_of_its_time),
		FIXTURE_TEST(of_several_former_names_the_one_of_the_time_wins),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
