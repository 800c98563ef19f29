/* SPDX-License-Identifier: MIT
 *
 * Two namesakes are told apart from the lists that name them together, with one key, and it is taken
 * back with another.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "scene.h"

#define ENTER "\r"

static struct scene scene;

static const char one[] = "c1000000-0000-4000-8000-000000000000";
static const char other[] = "c2000000-0000-4000-8000-000000000000";

static bool add_namesake(struct store *store, const char *uid, const char *place, struct err *err)
{
	struct record person = {.ref = {RECORD_PERSON, 0}, .uid = uid};
	person.values[field_index(RECORD_PERSON, "name")] = "Ana Example";
	person.values[field_index(RECORD_PERSON, "status")] = "active";
	person.values[field_index(RECORD_PERSON, "place")] = place;
	return record_add(store, &person, err);
}

static bool fill(struct store *store, void *context, struct err *err)
{
	static const char uid[] = "a1000000-0000-4000-8000-000000000000";
	struct record place = {.ref = {RECORD_PLACE, 0}, .uid = uid};
	(void)context;
	place.values[field_index(RECORD_PLACE, "code")] = "TW";
	place.values[field_index(RECORD_PLACE, "name")] = "Taiwan";
	return record_add(store, &place, err) && add_namesake(store, one, uid, err) &&
	       add_namesake(store, other, uid, err);
}

static int set_up(void **state)
{
	(void)state;
	scene_open(&scene, fill);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	scene_close(&scene);
	return 0;
}

static void a_key_in_the_list_of_duplicates_tells_them_apart(void **state)
{
	(void)state;
	scene_type(&scene, ":duplicates" ENTER);
	scene_expect(&scene, "the same name and country");
	scene_expect(&scene, "c1000000 Ana Example");
	scene_expect(&scene, "c2000000 Ana Example");
	scene_expect(&scene, "t are two");
	scene_type(&scene, "jt");
	scene_expect(&scene, "Noted: Ana Example and Ana Example are two people. u takes it back.");
	scene_expect(&scene, "No two people are likely one and the same.");
	assert_int_equal(scene_actions(&scene), 1);
	scene_type(&scene, "u");
	scene_type(&scene, ":duplicates" ENTER);
	scene_expect(&scene, "the same name and country");
}

static void the_list_of_attention_names_both_ways_and_takes_the_command(void **state)
{
	(void)state;
	scene_type(&scene, "!G");
	scene_expect(&scene, "and remove that");
	scene_expect(&scene, "two people (t)");
	scene_expect(&scene, "t are two");
	scene_type(&scene, ":tell-a\t" ENTER);
	scene_expect(&scene, "are two people. u takes it back.");
	scene_expect_none(&scene, "People who are likely one and the same");
}

static void the_history_says_so_in_words(void **state)
{
	(void)state;
	scene_type(&scene, ":duplicates" ENTER "t");
	scene_type(&scene, "q4" ENTER "H");
	scene_expect(&scene, "told apart from Ana Example");
	scene_type(&scene, "r");
	scene_expect(&scene, "Two people were told apart, or that was taken back");
	assert_int_equal(scene_actions(&scene), 1);
}

static void a_line_of_no_pair_says_where_there_are_some(void **state)
{
	(void)state;
	scene_type(&scene, ":countries" ENTER);
	scene_expect_none(&scene, "t are two");
	scene_type(&scene, "t");
	scene_expect(&scene, "Go to two people who are likely one first (:duplicates).");
	assert_int_equal(scene_actions(&scene), 0);
}

static void a_file_that_can_only_be_read_offers_it_not(void **state)
{
	(void)state;
	scene_stop(&scene);
	scene_start(&scene, true);
	scene_type(&scene, "!G");
	scene_expect_none(&scene, "t are two");
	scene_expect_none(&scene, "and remove that");
	scene_type(&scene, "t");
	assert_int_equal(scene_actions(&scene), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_key_in_the_list_of_duplicates_tells_them_apart),
		TEST(the_list_of_attention_names_both_ways_and_takes_the_command),
		TEST(the_history_says_so_in_words),
		TEST(a_line_of_no_pair_says_where_there_are_some),
		TEST(a_file_that_can_only_be_read_offers_it_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
