/* SPDX-License-Identifier: MIT
 *
 * Tagged records as a set: what toggling and inverting leave.
 */
#include "tui/tags.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct ref person(int64_t id)
{
	return (struct ref){RECORD_PERSON, id};
}

static struct ref event(int64_t id)
{
	return (struct ref){RECORD_EVENT, id};
}

static bool toggle(struct tags *tags, struct ref ref)
{
	return tags_toggle(tags, &(struct held){.ref = ref});
}

static void a_record_is_tagged_and_untagged(void **state)
{
	(void)state;
	struct tags tags = {0};
	assert_false(tags_hold(&tags, person(3)));
	assert_true(toggle(&tags, person(3)));
	assert_true(toggle(&tags, person(1)));
	assert_true(toggle(&tags, person(2)));
	assert_true(tags_hold(&tags, person(1)));
	assert_true(tags_hold(&tags, person(2)));
	assert_true(tags_hold(&tags, person(3)));
	assert_false(toggle(&tags, person(2)));
	assert_false(tags_hold(&tags, person(2)));
	assert_int_equal(tags.count, 2);
	tags_clear(&tags);
	assert_int_equal(tags.count, 0);
}

static void kinds_are_counted_and_taken_away_apart(void **state)
{
	(void)state;
	struct tags tags = {0};
	toggle(&tags, person(1));
	toggle(&tags, person(2));
	toggle(&tags, event(1));
	assert_int_equal(tags_count(&tags, RECORD_PERSON), 2);
	assert_int_equal(tags_count(&tags, RECORD_EVENT), 1);
	assert_int_equal(tags_count(&tags, RECORD_PAGE), 0);
	tags_remove_kind(&tags, RECORD_PERSON);
	assert_int_equal(tags_count(&tags, RECORD_PERSON), 0);
	assert_true(tags_hold(&tags, event(1)));
	tags_clear(&tags);
}

static void inverting_turns_what_is_shown_and_leaves_the_rest(void **state)
{
	(void)state;
	struct tags tags = {0};
	/* Two rows can stand for one record: it is turned once. */
	const struct held shown[] = {
		{.ref = person(3)}, {.ref = person(1)}, {.ref = person(2)}, {.ref = person(1)}};
	toggle(&tags, person(1));
	toggle(&tags, person(9));
	toggle(&tags, event(2));
	tags_invert(&tags, shown, 4);
	assert_false(tags_hold(&tags, person(1)));
	assert_true(tags_hold(&tags, person(2)));
	assert_true(tags_hold(&tags, person(3)));
	assert_true(tags_hold(&tags, person(9)));
	assert_true(tags_hold(&tags, event(2)));
	assert_int_equal(tags.count, 4);
	tags_invert(&tags, shown, 4);
	assert_true(tags_hold(&tags, person(1)));
	assert_int_equal(tags.count, 3);
	tags_invert(&tags, shown, 0);
	assert_int_equal(tags.count, 3);
	tags_clear(&tags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_is_tagged_and_untagged),
		cmocka_unit_test(kinds_are_counted_and_taken_away_apart),
		cmocka_unit_test(inverting_turns_what_is_shown_and_leaves_the_rest),
	};
	return cmocka_run_group_tests_name("tags", tests, NULL, NULL);
}
