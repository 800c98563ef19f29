/* SPDX-License-Identifier: MIT
 *
 * Several lines of text that are being edited.
 */
#include "tui/prose.h"

#include <string.h>

#include "text/clean.h"
#include "text/utf8.h"

enum {
	CONTROL_N = 14,
	CONTROL_P = 16,
};

void prose_clear(struct prose *prose)
{
	line_clear(&prose->line);
}

int prose_columns(const char *bytes, size_t len)
{
	struct str shown = STR_EMPTY;

	text_show(&shown, bytes, len, TEXT_LINE);
	int width = text_width(str_text(&shown));
	str_clear(&shown);
	return width;
}

void prose_place(const struct prose *prose, const struct text_lines *rows, size_t *row, int *column)
{
	const struct line *line = &prose->line;

	*row = 0;
	while (*row + 1 < rows->count && rows->items[*row + 1].start <= line->cursor) {
		(*row)++;
	}
	size_t start = rows->items[*row].start;
	int width = prose_columns(str_text(&line->text) + start, line->cursor - start);
	/* Blanks that a row was broken at stand in no column of it. */
	*column = width < prose->width ? width : prose->width;
}

/* The byte of a row that is nearest to a column, from the left. */
static size_t byte_at(const struct prose *prose, const struct text_lines *rows, size_t row,
		      int column)
{
	const char *text = str_text(&prose->line.text);
	const struct text_line *items = rows->items;
	size_t end = items[row].start + items[row].len;
	size_t at = items[row].start;

	/* Behind a word that was cut in two the next row begins: the cursor would stand there. */
	bool is_cut = row + 1 < rows->count && items[row + 1].start == end;
	while (at < end) {
		size_t next = at + cluster_length(text + at, end - at);

		if (prose_columns(text + items[row].start, next - items[row].start) > column ||
		    (is_cut && next == end)) {
			break;
		}
		at = next;
	}
	return at;
}

static enum line_result move_rows(struct prose *prose, int step)
{
	struct text_lines rows = {0};
	size_t row;
	int column;

	text_wrap(str_text(&prose->line.text), prose->width, &rows);
	prose_place(prose, &rows, &row, &column);
	bool is_edge = step < 0 ? row == 0 : row + 1 >= rows.count;
	if (!is_edge) {
		prose->wanted = prose->is_wanted ? prose->wanted : column;
		prose->is_wanted = true;
		row = step < 0 ? row - 1 : row + 1;
		prose->line.cursor = byte_at(prose, &rows, row, prose->wanted);
	}
	text_lines_clear(&rows);
	return is_edge ? LINE_IGNORED : LINE_MOVED;
}

enum line_result prose_key(struct prose *prose, const struct key *key)
{
	switch (key->code) {
	case SCREEN_KEY_UP:
	case CONTROL_P:
		return move_rows(prose, -1);
	case SCREEN_KEY_DOWN:
	case CONTROL_N:
		return move_rows(prose, 1);
	}
	prose->is_wanted = false;
	if (key->code == SCREEN_KEY_ENTER && prose->line.has_ends) {
		return line_insert(&prose->line, "\n");
	}
	return line_key(&prose->line, key);
}
