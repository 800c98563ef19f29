/* SPDX-License-Identifier: MIT
 *
 * Where the parts of a form stand.
 */
#include "tui/form_layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/layout.h"

enum {
	WIDE_COLUMNS = 60, /* from here on labels stand beside the texts */
	MARK_WIDTH = 2,	   /* the mark of the row under the cursor, and a blank */
	LABEL_WIDTH = 23,
	TEXT_MAX = 80, /* longer rows are hard to read */
};

struct form_columns form_columns_of(int columns, int level)
{
	struct form_columns place = {.is_narrow = columns < WIDE_COLUMNS};
	int step = place.is_narrow ? 1 : 2;

	place.label = MARK_WIDTH + level * step;
	if (place.is_narrow) {
		place.label_width = columns - place.label;
		place.text = place.label + 2;
	} else {
		place.label_width = MARK_WIDTH + LABEL_WIDTH - place.label;
		place.text = MARK_WIDTH + LABEL_WIDTH + 1;
	}
	place.text_width = columns - place.text - 1;
	if (place.text_width > TEXT_MAX) {
		place.text_width = TEXT_MAX;
	}
	if (place.text_width < 1) {
		place.text_width = 1;
	}
	return place;
}

int form_wrap_width(int columns, int level)
{
	int width = form_columns_of(columns, level).text_width - 1;

	return width > 0 ? width : 1;
}

static void add_line(struct form_lines *lines, struct form_line line)
{
	if (lines->count == lines->capacity) {
		lines->capacity = lines->capacity > 0 ? 2 * lines->capacity : 64;
		lines->items = mem_resize(lines->items, lines->capacity, sizeof *lines->items);
	}
	lines->items[lines->count++] = line;
}

/* What is laid out, and for how many columns. */
struct laying {
	const struct form_item *items;
	int columns;
	struct text_lines broken; /* work space */
	struct form_lines *lines;
};

static void add_text(struct laying *laying, size_t at)
{
	const struct form_item *item = &laying->items[at];
	struct form_line line = {.kind = FORM_LINE_TEXT, .item = at, .is_first = true};

	if (item->kind == FORM_FIELD && form_columns_of(laying->columns, item->level).is_narrow) {
		line.kind = FORM_LINE_LABEL;
		add_line(laying->lines, line);
		line.kind = FORM_LINE_TEXT;
		line.is_first = false;
	}
	if (!item->is_prose) {
		line.len = strlen(item->text);
		add_line(laying->lines, line);
		return;
	}
	text_wrap(item->text, form_wrap_width(laying->columns, item->level), &laying->broken);
	size_t count = laying->broken.count;
	size_t shown = item->most_lines > 0 && item->most_lines < count ? item->most_lines : count;
	for (size_t i = 0; i < shown; i++) {
		line.start = laying->broken.items[i].start;
		line.len = laying->broken.items[i].len;
		line.is_cut = i + 1 == shown && shown < count;
		add_line(laying->lines, line);
		line.is_first = false;
	}
}

static void add_note(struct laying *laying, size_t at, size_t note)
{
	const struct form_item *item = &laying->items[at];
	struct form_line line = {.kind = FORM_LINE_NOTE, .item = at, .note = note};

	if (item->notes[note].kind == FORM_NOTE_OFFER) {
		line.len = strlen(item->notes[note].text);
		add_line(laying->lines, line);
		return;
	}
	int width = form_columns_of(laying->columns, item->level).text_width;
	text_wrap(item->notes[note].text, width, &laying->broken);
	for (size_t i = 0; i < laying->broken.count; i++) {
		line.start = laying->broken.items[i].start;
		line.len = laying->broken.items[i].len;
		add_line(laying->lines, line);
	}
}

void form_lay_out(const struct form_item *items, size_t count, int columns,
		  struct form_lines *lines)
{
	struct laying laying = {.items = items, .columns = columns, .lines = lines};

	lines->count = 0;
	for (size_t i = 0; i < count; i++) {
		add_text(&laying, i);
		for (size_t note = 0; note < items[i].note_count; note++) {
			add_note(&laying, i, note);
		}
	}
	text_lines_clear(&laying.broken);
}

void form_lines_clear(struct form_lines *lines)
{
	free(lines->items);
	*lines = (struct form_lines){NULL, 0, 0};
}

size_t form_scroll(const struct form_lines *lines, size_t item, size_t cursor_line, size_t top,
		   size_t height)
{
	size_t first = 0;
	size_t before = 0;

	while (first < lines->count && lines->items[first].item < item) {
		before = first == 0 || lines->items[first].item != lines->items[first - 1].item
				 ? first
				 : before;
		first++;
	}
	size_t end = first;
	while (end < lines->count && lines->items[end].item == item) {
		end++;
	}
	if (end > top + height) {
		top = end - height;
	}
	if (first < top) {
		/* What stands above tells where one is; on a small screen what follows does more. */
		top = 2 * (end - before) < height ? before : first;
	}
	/* An item that is taller than the screen shows the part with the cursor. */
	if (cursor_line >= top + height) {
		top = cursor_line - height + 1;
	}
	if (top + height > lines->count) {
		top = lines->count > height ? lines->count - height : 0;
	}
	return top;
}
