/* SPDX-License-Identifier: MIT
 *
 * From one line that leads somewhere to the next.
 */
#include "tui/lead.h"

static bool line_leads(const struct doc_line *line)
{
	return line->link.id != 0 || line->about.id != 0 || line->item != DOC_NO_ITEM ||
	       line->url != NULL;
}

static bool is_same_line(const struct doc *doc, size_t a, size_t b)
{
	return doc->rows[a].line == doc->rows[b].line;
}

/* Whether a row is the first one of a line that leads somewhere. */
static bool is_lead(const struct doc *doc, size_t row)
{
	return line_leads(&doc->lines[doc->rows[row].line]) &&
	       (row == 0 || !is_same_line(doc, row, row - 1));
}

/* The first such row from a row on, or from the one before it back; false for none. */
static bool find_lead(const struct doc *doc, size_t from, bool is_back, size_t *found)
{
	for (size_t at = from; is_back ? at > 0 : at < doc->row_count; is_back ? at-- : at++) {
		size_t row = is_back ? at - 1 : at;

		if (is_lead(doc, row)) {
			*found = row;
			return true;
		}
	}
	return false;
}

/* The headings above a row. */
static size_t first_above(const struct doc *doc, size_t row)
{
	while (row > 0 && !line_leads(&doc->lines[doc->rows[row - 1].line])) {
		row--;
	}
	return row;
}

/* The last row of the line, or of the text where no further line leads anywhere. */
static size_t last_below(const struct doc *doc, size_t row)
{
	size_t next;

	if (!find_lead(doc, row + 1, false, &next)) {
		return doc->row_count - 1;
	}
	while (row + 1 < doc->row_count && is_same_line(doc, row, row + 1)) {
		row++;
	}
	return row;
}

/* Selects a row, with what belongs to it in sight where there is room. */
static void select_lead(const struct doc *doc, struct list *list, size_t row)
{
	list_select(list, last_below(doc, row));
	list_select(list, first_above(doc, row));
	list_select(list, row);
}

void lead_step(const struct doc *doc, struct list *list, bool is_back)
{
	size_t at = list->selected;
	size_t first;
	size_t row;

	if (!find_lead(doc, 0, false, &first)) {
		list_move(list, is_back ? -1 : 1);
		return;
	}
	if (!find_lead(doc, is_back ? at : at + 1, is_back, &row)) {
		row = is_lead(doc, at) ? at : first;
	}
	size_t distance = row > at ? row - at : at - row;
	if (distance >= list->height) {
		list_move(list, is_back ? -1 : 1);
	} else {
		select_lead(doc, list, row);
	}
}

void lead_settle(const struct doc *doc, struct list *list)
{
	size_t at = list->selected;
	size_t end = list->top + list->height;
	size_t row;

	if (list->count == 0 || is_lead(doc, at)) {
		return;
	}
	if (find_lead(doc, at, false, &row) && row < end) {
		select_lead(doc, list, row);
	} else if (find_lead(doc, at, true, &row) && row >= list->top) {
		select_lead(doc, list, row);
	}
}
