/* SPDX-License-Identifier: MIT
 *
 * Scrolling as arithmetic: which row is selected, which one is on top. It knows neither what a row
 * is nor what a screen is.
 */
#ifndef IEMN_TUI_LIST_H
#define IEMN_TUI_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list {
	size_t count;	 /* rows there are */
	size_t selected; /* row under the cursor; 0 when there is none */
	size_t top;	 /* first row shown */
	size_t height;	 /* rows shown at a time, at least 1 */
};

/* Sets how many rows there are and keeps the selection inside. */
void list_set_count(struct list *list, size_t count);

/* Sets how many rows are shown and scrolls so that the selection is among them. */
void list_set_height(struct list *list, size_t height);

/* Selects a row, the last one when it lies behind the end, and scrolls as little as it takes. */
void list_select(struct list *list, size_t row);

/* Moves the selection by so many rows, up when negative; it stops at the ends. */
void list_move(struct list *list, long rows);

/* Moves view and selection by so many rows, as ^D and ^U do. */
void list_scroll(struct list *list, long rows);

/* Puts the selection in the middle of what is shown, where there is room. */
void list_center(struct list *list);

#endif
