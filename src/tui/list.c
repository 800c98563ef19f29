/* SPDX-License-Identifier: MIT
 *
 * Scrolling as arithmetic.
 */
#include "tui/list.h"

/* Scrolls so that the selection is shown and no row is wasted below the end. */
static void fit(struct list *list)
{
	size_t height = list->height > 0 ? list->height : 1;

	if (list->selected < list->top) {
		list->top = list->selected;
	}
	if (list->selected >= list->top + height) {
		list->top = list->selected - height + 1;
	}
	if (list->top + height > list->count) {
		list->top = list->count > height ? list->count - height : 0;
	}
}

/* value + change, kept between 0 and last. */
static size_t shift(size_t value, long change, size_t last)
{
	if (change < 0) {
		size_t back = 0 - (size_t)change; /* also of LONG_MIN */
		return value > back ? value - back : 0;
	}
	return (size_t)change < last && value < last - (size_t)change ? value + (size_t)change
								      : last;
}

void list_set_count(struct list *list, size_t count)
{
	list->count = count;
	list_select(list, list->selected);
}

void list_set_height(struct list *list, size_t height)
{
	list->height = height > 0 ? height : 1;
	fit(list);
}

void list_select(struct list *list, size_t row)
{
	if (list->count == 0) {
		list->selected = 0;
		list->top = 0;
		return;
	}
	list->selected = row < list->count ? row : list->count - 1;
	fit(list);
}

void list_move(struct list *list, long rows)
{
	if (list->count > 0) {
		list_select(list, shift(list->selected, rows, list->count - 1));
	}
}

void list_scroll(struct list *list, long rows)
{
	if (list->count == 0) {
		return;
	}
	list->top = shift(list->top, rows, list->count - 1);
	list_move(list, rows);
}

void list_center(struct list *list)
{
	size_t half = list->height / 2;

	list->top = list->selected > half ? list->selected - half : 0;
	fit(list);
}
