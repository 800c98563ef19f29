/* SPDX-License-Identifier: MIT
 *
 * Scrolling: the selection is always a row that there is and that is shown.
 */
#include "tui/list.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "random_text.h"

static void assert_list(const struct list *list, size_t selected, size_t top)
{
	assert_int_equal(list->selected, selected);
	assert_int_equal(list->top, top);
}

static struct list make_list(size_t count, size_t height)
{
	struct list list = {0};
	list_set_height(&list, height);
	list_set_count(&list, count);
	return list;
}

static void moving_scrolls_as_little_as_it_takes(void **state)
{
	(void)state;
	struct list list = make_list(10, 3);
	assert_list(&list, 0, 0);
	list_move(&list, 2);
	assert_list(&list, 2, 0);
	list_move(&list, 1);
	assert_list(&list, 3, 1);
	list_move(&list, -1);
	assert_list(&list, 2, 1);
	list_move(&list, -2);
	assert_list(&list, 0, 0);
}

static void moving_stops_at_the_ends(void **state)
{
	(void)state;
	struct list list = make_list(10, 3);
	list_move(&list, -1);
	assert_list(&list, 0, 0);
	list_move(&list, LONG_MAX);
	assert_list(&list, 9, 7);
	list_move(&list, 1);
	assert_list(&list, 9, 7);
	list_move(&list, LONG_MIN);
	assert_list(&list, 0, 0);
	list_scroll(&list, LONG_MAX);
	assert_list(&list, 9, 7);
	list_scroll(&list, LONG_MIN);
	assert_list(&list, 0, 0);
}

static void scrolling_takes_the_selection_along(void **state)
{
	(void)state;
	struct list list = make_list(100, 10);
	list_select(&list, 4);
	list_scroll(&list, 5);
	assert_list(&list, 9, 5);
	list_scroll(&list, -5);
	assert_list(&list, 4, 0);
	list_scroll(&list, -5);
	assert_list(&list, 0, 0);
	list_scroll(&list, 95);
	assert_list(&list, 95, 90);
}

static void a_row_behind_the_end_is_the_last(void **state)
{
	(void)state;
	struct list list = make_list(10, 4);
	list_select(&list, SIZE_MAX);
	assert_list(&list, 9, 6);
	list_set_count(&list, 5);
	assert_list(&list, 4, 1);
	list_set_count(&list, 0);
	assert_list(&list, 0, 0);
	list_set_count(&list, 5);
	assert_list(&list, 0, 0);
}

static void an_empty_list_can_be_moved_in(void **state)
{
	(void)state;
	struct list list = make_list(0, 4);
	list_move(&list, 1);
	list_move(&list, -1);
	list_scroll(&list, 4);
	list_select(&list, 3);
	list_center(&list);
	assert_list(&list, 0, 0);
}

static void more_room_shows_more_rows(void **state)
{
	(void)state;
	struct list list = make_list(10, 3);
	list_select(&list, 9);
	assert_list(&list, 9, 7);
	list_set_height(&list, 6);
	assert_list(&list, 9, 4);
	list_set_height(&list, 20);
	assert_list(&list, 9, 0);
	list_set_height(&list, 1);
	assert_list(&list, 9, 9);
	list_set_height(&list, 0);
	assert_int_equal(list.height, 1);
}

static void the_selection_goes_to_the_middle(void **state)
{
	(void)state;
	struct list list = make_list(100, 10);
	list_select(&list, 50);
	list_center(&list);
	assert_list(&list, 50, 45);
	list_select(&list, 2);
	list_center(&list);
	assert_list(&list, 2, 0);
	list_select(&list, 98);
	list_center(&list);
	assert_list(&list, 98, 90);
}

static void act_at_random(struct list *list, struct random *random)
{
	long amount = (long)random_next(random, 61) - 30;
	switch (random_next(random, 7)) {
	case 0:
		list_set_count(list, random_next(random, 40));
		break;
	case 1:
		list_set_height(list, random_next(random, 20));
		break;
	case 2:
		list_select(list, random_next(random, 50));
		break;
	case 3:
		list_scroll(list, amount);
		break;
	case 4:
		list_center(list);
		break;
	default:
		list_move(list, amount);
		break;
	}
}

static void the_selection_is_shown_whatever_one_does(void **state)
{
	(void)state;
	struct random random = {7};
	struct list list = {0};
	for (int round = 0; round < 200000; round++) {
		act_at_random(&list, &random);
		size_t height = list.height > 0 ? list.height : 1;
		assert_true(list.selected < list.count || (list.count == 0 && list.selected == 0));
		assert_true(list.top <= list.selected && list.selected < list.top + height);
		/* No row is wasted below the end. */
		assert_true(list.top == 0 || list.top + height <= list.count);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moving_scrolls_as_little_as_it_takes),
		cmocka_unit_test(moving_stops_at_the_ends),
		cmocka_unit_test(scrolling_takes_the_selection_along),
		cmocka_unit_test(a_row_behind_the_end_is_the_last),
		cmocka_unit_test(an_empty_list_can_be_moved_in),
		cmocka_unit_test(more_room_shows_more_rows),
		cmocka_unit_test(the_selection_goes_to_the_middle),
		cmocka_unit_test(the_selection_is_shown_whatever_one_does),
	};
	return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
