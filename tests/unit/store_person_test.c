/* SPDX-License-Identifier: MIT
 *
 * The list of people: rows, windows, orders and places.
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
#include "store/person.h"

static struct query parse(struct fixture *fixture, const char *typed)
{
	struct query query;
	query_parse(typed, fixture->arena, &query);
	return query;
}

static void see_people(struct fixture *fixture, const struct person_list *list, size_t first,
		       size_t limit)
{
	struct person_rows rows;
	struct err err = {0};
	fixture_assert_ok(
		person_window(fixture->store, list, first, limit, fixture->arena, &rows, &err),
		&err);
	for (size_t i = 0; i < rows.count; i++) {
		const struct person_row *row = &rows.items[i];
		str_add_format(&fixture->seen, "%s, %s, %s, %s, %s\n", row->name,
			       fixture_word(row->post), fixture_word(row->body),
			       fixture_word(row->agency), fixture_word(row->place_code));
	}
}

static void people_come_by_name_with_their_post(void **state)
{
	struct fixture *fixture = *state;
	struct person_list list = {.query = parse(fixture, ""), .day = FIXTURE_DAY};
	see_people(fixture, &list, 0, 100);
	fixture_assert_seen(fixture,
			    "Ana Ortiz, -, -, -, VN\n"
			    "Hsu, Ming-Hua 徐銘華, chair, TN Steering Committee, MOENV, TW\n"
			    "Łukasz, Zoë, Directrice générale, TN Steering Committee, -, TW\n"
			    "Mono, -, -, -, -\n"
			    "Ortiz, Ana, -, -, -, CL\n");
}

static void a_post_is_that_of_the_day(void **state)
{
	struct fixture *fixture = *state;
	struct person_list list = {.query = parse(fixture, "country:TW"), .day = "2018-06-01"};
	see_people(fixture, &list, 0, 100);
	fixture_assert_seen(fixture, "Hsu, Ming-Hua 徐銘華, staff, TN Staff, -, TW\n"
				     "Łukasz, Zoë, -, -, -, TW\n");
}

static void of_several_posts_the_first_by_rank_shows(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", HSU}, {"organisation", NETWORK}, {"role", "expert"},
			   {"valid_from", "2012"}));
	struct person_list list = {.query = parse(fixture, "hsu"), .day = FIXTURE_DAY};
	see_people(fixture, &list, 0, 100);
	fixture_assert_seen(fixture,
			    "Hsu, Ming-Hua 徐銘華, chair, TN Steering Committee, MOENV, TW\n");
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", HSU}, {"organisation", NETWORK}, {"role", "observer"},
			   {"rank", "1"}, {"valid_from", "2019"}));
	see_people(fixture, &list, 0, 100);
	fixture_assert_seen(fixture, "Hsu, Ming-Hua 徐銘華, observer, TN, -, TW\n");
}

static void a_window_is_a_part_of_the_list(void **state)
{
	struct fixture *fixture = *state;
	struct person_list list = {.query = parse(fixture, ""), .day = FIXTURE_DAY};
	see_people(fixture, &list, 3, 1);
	fixture_assert_seen(fixture, "Mono, -, -, -, -\n");
	see_people(fixture, &list, 4, SIZE_MAX);
	fixture_assert_seen(fixture, "Ortiz, Ana, -, -, -, CL\n");
	see_people(fixture, &list, 5, 10);
	fixture_assert_seen(fixture, "");
	see_people(fixture, &list, 0, 0);
	fixture_assert_seen(fixture, "");
	list.reverse = true;
	see_people(fixture, &list, 0, 2);
	fixture_assert_seen(fixture, "Ortiz, Ana, -, -, -, CL\nMono, -, -, -, -\n");
}

static void people_come_by_body_and_by_country(void **state)
{
	struct fixture *fixture = *state;
	struct person_list list = {
		.query = parse(fixture, ""), .order = PERSON_BY_BODY, .day = "2019-06-01"};
	see_people(fixture, &list, 0, 100);
	fixture_assert_seen(fixture, "Hsu, Ming-Hua 徐銘華, staff, TN Staff, -, TW\n"
				     "Ana Ortiz, -, -, -, VN\n"
				     "Łukasz, Zoë, -, -, -, TW\n"
				     "Mono, -, -, -, -\n"
				     "Ortiz, Ana, -, -, -, CL\n");
	list.order = PERSON_BY_COUNTRY;
	see_people(fixture, &list, 0, 100);
	fixture_assert_seen(fixture, "Ortiz, Ana, -, -, -, CL\n"
				     "Hsu, Ming-Hua 徐銘華, staff, TN Staff, -, TW\n"
				     "Łukasz, Zoë, -, -, -, TW\n"
				     "Ana Ortiz, -, -, -, VN\n"
				     "Mono, -, -, -, -\n");
	list.reverse = true;
	see_people(fixture, &list, 0, 2);
	fixture_assert_seen(fixture, "Ana Ortiz, -, -, -, VN\n"
				     "Łukasz, Zoë, -, -, -, TW\n");
}

/* Holds count and position against the list itself, for one order of it. */
static void assert_places_fit(struct fixture *fixture, const struct person_list *list)
{
	struct person_rows rows;
	struct err err = {0};
	size_t count;
	fixture_assert_ok(person_window(fixture->store, list, 0, 100, fixture->arena, &rows, &err),
			  &err);
	fixture_assert_ok(person_count(fixture->store, list, &count, &err), &err);
	assert_int_equal(count, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		size_t place;
		bool found;
		fixture_assert_ok(person_position(fixture->store, list, rows.items[i].id, &place,
						  &found, &err),
				  &err);
		assert_true(found);
		assert_int_equal(place, i);
	}
}

static void the_place_of_a_person_is_where_the_list_shows_it(void **state)
{
	struct fixture *fixture = *state;
	static const char *const queries[] = {"", "country:TW", "body:committee -zoe"};
	for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
		for (int order = 0; order < 6; order++) {
			struct person_list list = {
				.query = parse(fixture, queries[i]),
				.order = (enum person_order)(order / 2),
				.reverse = order % 2 == 1,
				.day = FIXTURE_DAY,
			};
			assert_places_fit(fixture, &list);
		}
	}
}

static void who_is_not_in_the_list_has_no_place(void **state)
{
	struct fixture *fixture = *state;
	struct person_list list = {.query = parse(fixture, "country:TW"), .day = FIXTURE_DAY};
	size_t place;
	bool found = true;
	struct err err = {0};
	fixture_assert_ok(person_position(fixture->store, &list,
					  fixture_id(fixture->store, RECORD_PERSON, MONO), &place,
					  &found, &err),
			  &err);
	assert_false(found);
	found = true;
	list.query = parse(fixture, "");
	fixture_assert_ok(person_position(fixture->store, &list,
					  fixture_id(fixture->store, RECORD_PERSON, BINNED_PERSON),
					  &place, &found, &err),
			  &err);
	assert_false(found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(people_come_by_name_with_their_post),
		FIXTURE_TEST(a_post_is_that_of_the_day),
		FIXTURE_TEST(of_several_posts_the_first_by_rank_shows),
		FIXTURE_TEST(a_window_is_a_part_of_the_list),
		FIXTURE_TEST(people_come_by_body_and_by_country),
		FIXTURE_TEST(the_place_of_a_person_is_where_the_list_shows_it),
		FIXTURE_TEST(who_is_not_in_the_list_has_no_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
