/* SPDX-License-Identifier: MIT
 *
 * The table for people. Every cell is cleaned first, since widths are those of what is shown. On a
 * terminal the widest columns give way until a row fits; into a pipe nothing is cut.
 */
#include "cli/table.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "text/layout.h"

#define GAP 2	    /* columns between two columns */
#define INDENT 2    /* columns for each level of a tree */
#define WIDTH_MIN 8 /* a column gives way down to this, or to its heading */
#define SEND_SIZE 4096
#define DEPTH_MAX 20  /* a deeper branch is set in no further: every row is as wide as the widest */
#define WIDTH_MAX 400 /* as long as a name may be; what is longer is cut, into a pipe too */

struct sheet {
	const struct table *table;
	struct output *out;
	struct arena *arena;
	size_t shown[TABLE_COLUMNS_MAX]; /* places of the columns that people see */
	size_t shown_count;
	int widths[TABLE_COLUMNS_MAX]; /* by place in shown */
	const char **texts;	       /* cleaned, headings first, shown_count of them a row */
};

static const char *clean_cell(struct sheet *sheet, const char *text, int depth)
{
	struct str clean = STR_EMPTY;
	str_add_repeat(&clean, ' ', (size_t)(depth < DEPTH_MAX ? depth : DEPTH_MAX) * INDENT);
	output_clean(sheet->out, &clean, text, TEXT_LINE);
	const char *kept = arena_bytes(sheet->arena, str_text(&clean), clean.len);
	str_clear(&clean);
	return kept;
}

static void clean_cells(struct sheet *sheet)
{
	const struct table *table = sheet->table;
	for (size_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].label != NULL) {
			sheet->shown[sheet->shown_count++] = i;
		}
	}
	size_t cell_count = (table->count + 1) * sheet->shown_count;
	sheet->texts = arena_new_array(sheet->arena, cell_count, sizeof sheet->texts[0]);
	const char **text = sheet->texts;
	for (size_t i = 0; i < sheet->shown_count; i++) {
		*text++ = clean_cell(sheet, _(table->columns[sheet->shown[i]].label), 0);
	}
	for (size_t row = 0; row < table->count; row++) {
		for (size_t i = 0; i < sheet->shown_count; i++) {
			const char *cell = table->rows[row].cells[sheet->shown[i]];
			int depth = i == 0 ? table->rows[row].depth : 0;
			*text++ = cell == NULL ? "" : clean_cell(sheet, cell, depth);
		}
	}
}

static void measure(struct sheet *sheet)
{
	size_t cell_count = (sheet->table->count + 1) * sheet->shown_count;
	for (size_t i = 0; i < cell_count; i++) {
		int width = text_width(sheet->texts[i]);
		int *widest = &sheet->widths[i % sheet->shown_count];
		if (width > *widest) {
			*widest = width < WIDTH_MAX ? width : WIDTH_MAX;
		}
	}
}

static int narrowest(const struct sheet *sheet, size_t i)
{
	int heading = text_width(sheet->texts[i]);
	return heading > WIDTH_MIN ? heading : WIDTH_MIN;
}

/* The widest column that can still give way; shown_count when none can. */
static size_t find_widest(const struct sheet *sheet)
{
	size_t widest = sheet->shown_count;
	for (size_t i = 0; i < sheet->shown_count; i++) {
		bool is_wider =
			widest == sheet->shown_count || sheet->widths[i] > sheet->widths[widest];
		if (is_wider && sheet->widths[i] > narrowest(sheet, i)) {
			widest = i;
		}
	}
	return widest;
}

static void shrink(struct sheet *sheet)
{
	int total = GAP * ((int)sheet->shown_count - 1);
	for (size_t i = 0; i < sheet->shown_count; i++) {
		total += sheet->widths[i];
	}
	while (total > sheet->out->width) {
		size_t widest = find_widest(sheet);
		if (widest == sheet->shown_count) {
			return;
		}
		sheet->widths[widest]--;
		total--;
	}
}

static void cut_blanks(struct str *line)
{
	size_t len = line->len;
	while (len > 0 && line->data[len - 1] == ' ') {
		len--;
	}
	str_cut(line, len);
}

/* Adds one row; texts are its cells. */
static void add_row(struct sheet *sheet, const char *const *texts, struct str *out)
{
	bool ascii = sheet->out->ascii_marks;
	struct str line = STR_EMPTY;
	for (size_t i = 0; i < sheet->shown_count; i++) {
		bool is_number = sheet->table->columns[sheet->shown[i]].is_number;
		str_add_repeat(&line, ' ', i == 0 ? 0 : GAP);
		if (is_number) {
			text_fit_right(&line, texts[i], sheet->widths[i], ascii);
		} else {
			text_fit(&line, texts[i], sheet->widths[i], ascii);
		}
	}
	cut_blanks(&line);
	int width = sheet->out->width;
	if (width > 0 && text_width(str_text(&line)) > width) {
		text_fit(out, str_text(&line), width, ascii);
	} else {
		str_add(out, str_text(&line));
	}
	str_clear(&line);
}

static void print_rows(struct sheet *sheet)
{
	struct str text = STR_EMPTY;
	output_bold(sheet->out, &text, true);
	add_row(sheet, sheet->texts, &text);
	output_bold(sheet->out, &text, false);
	str_add_char(&text, '\n');
	for (size_t row = 1; row <= sheet->table->count; row++) {
		add_row(sheet, sheet->texts + row * sheet->shown_count, &text);
		str_add_char(&text, '\n');
		if (text.len > SEND_SIZE) {
			output_send(sheet->out, &text);
		}
	}
	output_send(sheet->out, &text);
	str_clear(&text);
}

void table_print(const struct table *table, struct output *out)
{
	struct sheet sheet = {.table = table, .out = out, .arena = arena_new()};
	clean_cells(&sheet);
	measure(&sheet);
	if (out->width > 0) {
		shrink(&sheet);
	}
	print_rows(&sheet);
	arena_free(sheet.arena);
}
