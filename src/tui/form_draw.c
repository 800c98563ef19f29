/* SPDX-License-Identifier: MIT
 *
 * Drawing a form: its title, its rows with what stands below them, and the help and the change of the
 * field under the cursor at the foot. The words are form_item.c's, the lines form_layout.c's.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "text/layout.h"
#include "text/utf8.h"
#include "tui/form_parts.h"
#include "tui/view.h"

enum {
	FOOT_COLUMNS = 60, /* from here on the foot has room for the number of changes */
	RULED_ROWS = 14,   /* from here on a line stands above the foot */
	TALL_ROWS = 18,	   /* from here on the help has two rows, and the change its own */
	PINNED_ROWS = 4,   /* from here on the heading of the part stays in sight */
};

/* What is drawn: rows take the lines that they need. */
struct picture {
	struct app *app;
	struct form *form;
	struct area area;	 /* of the rows */
	struct form_item *items; /* as many as rows */
	struct form_lines lines;
	size_t cursor_line;
	size_t cursor_at; /* byte of its text where the row with the cursor begins */
};

/* Adds "2 changes"; nothing when there is none. */
static void add_count(const struct form *form, struct str *out)
{
	size_t count = form_count_changes(form);

	if (count > 0) {
		str_add_format(out, ngettext("%zu change", "%zu changes", count), count);
	}
}

/* Whether the foot has room for the number of changes. */
static bool foot_counts(const struct app *app, int rows)
{
	return app->frame.columns >= FOOT_COLUMNS && rows >= TALL_ROWS;
}

/* The number of changes stands here where the foot has no room for it. */
static void draw_title(struct app *app, bool counts)
{
	struct screen *screen = app->host.screen;
	struct str title = STR_EMPTY;
	struct str count = STR_EMPTY;
	int pad = view_pad(app);

	form_add_title(app, &title);
	if (counts) {
		add_count(app->form, &count);
	}
	int width = text_width(str_text(&count));
	int room = app->frame.columns - 2 * pad - width - (width > 0 ? 2 : 0);
	screen_text(screen, 0, 0, app->frame.columns, STYLE_BAR, "");
	screen_text(screen, 0, pad, room, STYLE_PANE_FOCUS, str_text(&title));
	screen_text(screen, 0, app->frame.columns - pad - width, width, STYLE_BAR,
		    str_text(&count));
	str_clear(&title);
	str_clear(&count);
}

/* Finds the line that the cursor is in. */
static void find_cursor_line(struct picture *picture)
{
	struct form *form = picture->form;
	size_t at = form->rows.at;
	bool is_field = picture->items[at].kind == FORM_FIELD;

	for (size_t i = 0; i < picture->lines.count; i++) {
		const struct form_line *line = &picture->lines.items[i];
		bool is_offer = line->kind == FORM_LINE_NOTE && line->item == at &&
				picture->items[at].notes[line->note].is_chosen;
		bool is_text = line->kind == FORM_LINE_TEXT && line->item == at &&
			       (!is_field || line->start <= form->prose.line.cursor);

		if (is_offer || is_text) {
			picture->cursor_line = i;
			picture->cursor_at = line->start;
		}
	}
}

/* The part of a line that is being edited that fits, with the cursor in it. */
static size_t scroll_line(const struct line *line, int columns)
{
	const char *text = str_text(&line->text);
	size_t from = 0;
	int width = prose_columns(text, line->cursor);

	while (from < line->cursor && width >= columns) {
		size_t len = cluster_length(text + from, line->text.len - from);

		width -= prose_columns(text + from, len);
		from += len;
	}
	return from;
}

/* The text of the field under the cursor, and the cursor. */
static void draw_edited(struct picture *picture, const struct form_line *line, int row,
			const struct form_columns *place)
{
	struct screen *screen = picture->app->host.screen;
	const struct line *edited = &picture->form->prose.line;
	const char *text = str_text(&edited->text);
	bool is_prose = picture->items[line->item].is_prose;
	size_t from = is_prose ? line->start : scroll_line(edited, place->text_width);
	size_t end = is_prose ? line->start + line->len : edited->text.len;
	char *part = mem_copy_bytes(text + from, end - from);

	screen_text(screen, row, place->text, place->text_width, STYLE_FIELD, part);
	if (picture->form->is_whole) {
		int width = prose_columns(part, end - from);
		screen_text(screen, row, place->text,
			    width < place->text_width ? width : place->text_width, STYLE_SELECTED,
			    part);
	}
	free(part);
	if (!is_prose || picture->cursor_at == line->start) {
		int column = edited->cursor >= from
				     ? prose_columns(text + from, edited->cursor - from)
				     : 0;
		int last = place->text_width - 1;
		screen_cursor(screen, row, place->text + (column < last ? column : last));
	}
}

static void draw_label(struct picture *picture, const struct form_line *line, int row,
		       const struct form_columns *place)
{
	const struct form_item *item = &picture->items[line->item];
	bool is_here = line->item == picture->form->rows.at;
	enum style style = is_here ? STYLE_STRONG : STYLE_LABEL;
	int width = item->kind == FORM_FIELD ? place->label_width
					     : picture->area.columns - place->label;

	if (is_here) {
		screen_text(picture->app->host.screen, row, 0, 1, STYLE_STRONG,
			    screen_mark(picture->app->host.screen, MARK_SELECTED));
	}
	screen_text(picture->app->host.screen, row, place->label, width, style, item->label);
}

/* A heading or a row that adds something: one line over all columns. */
static void draw_heading(struct picture *picture, const struct form_line *line, int row,
			 const struct form_columns *place)
{
	struct screen *screen = picture->app->host.screen;
	const struct form_item *item = &picture->items[line->item];
	int column = place->text;

	draw_label(picture, line, row, place);
	if (item->kind == FORM_HEADING && place->is_narrow) {
		column = place->label + text_width(item->label);
		screen_text(screen, row, column, 1, STYLE_LABEL, ":");
		column += 2;
	}
	if (item->kind == FORM_HEADING) {
		screen_text(screen, row, column, picture->area.columns - column, STYLE_TEXT,
			    item->text);
	}
	if (line->item == picture->form->rows.at) {
		screen_cursor(screen, row, place->label);
	}
}

static void draw_text_line(struct picture *picture, const struct form_line *line, int row,
			   const struct form_columns *place)
{
	const struct form_item *item = &picture->items[line->item];

	if (item->kind != FORM_FIELD) {
		draw_heading(picture, line, row, place);
		return;
	}
	if (line->is_first) {
		draw_label(picture, line, row, place);
	}
	if (line->item == picture->form->rows.at) {
		draw_edited(picture, line, row, place);
		return;
	}
	struct str text = STR_EMPTY;
	str_add_bytes(&text, item->text + line->start, line->len);
	if (line->is_cut) {
		str_add_format(&text, " %s", screen_mark(picture->app->host.screen, MARK_MORE));
	}
	screen_text(picture->app->host.screen, row, place->text, place->text_width, STYLE_TEXT,
		    str_text(&text));
	str_clear(&text);
}

static void draw_note(struct picture *picture, const struct form_line *line, int row,
		      const struct form_columns *place)
{
	static const enum style styles[] = {
		[FORM_NOTE_FAULT] = STYLE_ERROR,
		[FORM_NOTE_REMARK] = STYLE_DIM,
		[FORM_NOTE_OFFER] = STYLE_TEXT,
	};
	struct screen *screen = picture->app->host.screen;
	const struct form_note *note = &picture->items[line->item].notes[line->note];
	enum style style = note->is_chosen ? STYLE_SELECTED : styles[note->kind];
	char *text = mem_copy_bytes(note->text + line->start, line->len);

	if (note->kind == FORM_NOTE_OFFER) {
		screen_vertical(screen, row, place->text, 1, STYLE_FRAME_FOCUS);
		if (note->is_chosen) {
			screen_text(screen, row, place->text + 1, 1, STYLE_STRONG,
				    screen_mark(screen, MARK_SELECTED));
			screen_cursor(screen, row, place->text + 2);
		}
		screen_text(screen, row, place->text + 2, place->text_width - 2, style, text);
	} else {
		screen_text(screen, row, place->text, place->text_width, style, text);
	}
	free(text);
}

static void draw_line(struct picture *picture, size_t at, int row)
{
	const struct form_line *line = &picture->lines.items[at];
	struct form_columns place =
		form_columns_of(picture->area.columns, picture->items[line->item].level);

	switch (line->kind) {
	case FORM_LINE_LABEL:
		draw_label(picture, line, row, &place);
		break;
	case FORM_LINE_TEXT:
		draw_text_line(picture, line, row, &place);
		break;
	case FORM_LINE_NOTE:
		draw_note(picture, line, row, &place);
		break;
	}
}

/* Scrolls to the last field of the part that the cursor is in; the cursor comes into sight after it. */
static void scroll_to_end(struct picture *picture)
{
	struct form *form = picture->form;
	size_t part = form_at(form)->part;
	size_t last = form->rows.at;
	size_t end = 0;

	while (last + 1 < form->rows.count && form->rows.items[last + 1].part == part) {
		last++;
	}
	while (end + 1 < picture->lines.count && picture->lines.items[end + 1].item <= last) {
		end++;
	}
	form->top = form_scroll(&picture->lines, last, end, form->top, (size_t)picture->area.rows);
}

/* Finds the line of the heading of the part that the cursor is in; false when it is in none. */
static bool find_heading_line(const struct picture *picture, size_t *line)
{
	const struct form_rows *rows = &picture->form->rows;
	size_t heading = rows->at;
	size_t at = 0;

	if (rows->items[heading].kind != FORM_FIELD || rows->items[heading].part == 0) {
		return false;
	}
	while (rows->items[heading].kind != FORM_HEADING) {
		heading--;
	}
	while (picture->lines.items[at].item < heading) {
		at++;
	}
	*line = at;
	return true;
}

static void scroll_to_cursor(struct picture *picture)
{
	struct form *form = picture->form;

	form->top = form_scroll(&picture->lines, form->rows.at, picture->cursor_line, form->top,
				(size_t)picture->area.rows);
}

/* Scrolls to the cursor. A heading that went out of sight stays in the top row while the cursor is in
 * its part: that row is taken off the area. */
static void scroll(struct picture *picture)
{
	size_t heading;

	scroll_to_cursor(picture);
	if (picture->area.rows >= PINNED_ROWS && find_heading_line(picture, &heading) &&
	    heading < picture->form->top) {
		draw_line(picture, heading, picture->area.row);
		picture->area.row++;
		picture->area.rows--;
		scroll_to_cursor(picture);
	}
}

static void draw_rows(struct app *app, struct area area)
{
	struct form *form = app->form;
	struct arena *arena = arena_new();
	struct picture picture = {
		.app = app, .form = form, .area = area, .items = form_items(app, arena)};

	form_lay_out(picture.items, form->rows.count, area.columns, &picture.lines);
	find_cursor_line(&picture);
	if (form->was_unfolded) {
		form->was_unfolded = false;
		scroll_to_end(&picture);
	}
	scroll(&picture);
	for (int i = 0; i < picture.area.rows && form->top + (size_t)i < picture.lines.count; i++) {
		draw_line(&picture, form->top + (size_t)i, picture.area.row + i);
	}
	form_lines_clear(&picture.lines);
	arena_free(arena);
}

/* Draws a text in at most rows lines; gives how many it took. */
static int draw_wrapped(struct app *app, struct area area, enum style style, const char *text)
{
	struct text_lines lines = {0};
	int row = 0;

	text_wrap(text, area.columns, &lines);
	for (size_t i = 0; i < lines.count && row < area.rows; i++, row++) {
		/* The last line takes the rest, and is cut where it must be. */
		bool is_last = row + 1 == area.rows;
		size_t len = is_last ? strlen(text) - lines.items[i].start : lines.items[i].len;
		char *line = mem_copy_bytes(text + lines.items[i].start, len);

		screen_text(app->host.screen, area.row + row, area.column, area.columns, style,
			    line);
		free(line);
	}
	text_lines_clear(&lines);
	return row;
}

static void draw_help(struct app *app, struct area area)
{
	struct arena *arena = arena_new();

	draw_wrapped(app, area, STYLE_DIM, form_help(app->form, arena));
	arena_free(arena);
}

void form_fit_help(struct app *app, int foot)
{
	struct area area = app->form->help;
	int rows = foot - area.row;

	if (rows > 0 && rows < area.rows) {
		area.rows = rows;
		draw_help(app, area);
	}
}

static void draw_foot(struct app *app, struct area area, bool counts)
{
	struct screen *screen = app->host.screen;
	struct str change = STR_EMPTY;
	struct str count = STR_EMPTY;
	struct area help = area;

	form_add_change(app, &change);
	if (counts) {
		add_count(app->form, &count);
	}
	bool has_line = change.len > 0 || count.len > 0;
	help.rows -= has_line || counts ? 1 : 0;
	if (help.rows > 0) {
		draw_help(app, help);
	}
	app->form->help = help;
	if (has_line) {
		int row = area.row + area.rows - 1;
		int width = text_width(str_text(&count));
		int left = area.columns - width - (width > 0 ? 2 : 0);

		screen_text(screen, row, area.column, left, STYLE_TEXT, str_text(&change));
		screen_text(screen, row, area.column + area.columns - width, width, STYLE_DIM,
			    str_text(&count));
	}
	str_clear(&change);
	str_clear(&count);
}

/* Takes rows off the bottom of an area. */
static struct area take_rows(struct area *area, int rows)
{
	area->rows -= rows;
	return (struct area){area->row + area->rows, area->column, rows, area->columns};
}

void form_draw(struct app *app, struct area area)
{
	struct form *form = app->form;
	int pad = view_pad(app);
	bool counts = foot_counts(app, area.rows);
	int foot_rows = area.rows >= TALL_ROWS ? 3 : area.rows >= 7 ? 2 : area.rows >= 4 ? 1 : 0;

	form_offers_update(app);
	draw_title(app, !counts);
	struct area foot = take_rows(&area, foot_rows);
	if (area.rows >= RULED_ROWS) {
		struct area rule = take_rows(&area, 1);
		screen_horizontal(app->host.screen, rule.row, 0, rule.columns, STYLE_FRAME);
	}
	foot.column += pad;
	foot.columns -= 2 * pad;
	if (form->notice.len > 0 && area.rows >= 4) {
		struct area place = {area.row, pad, area.rows >= 6 ? 2 : 1, area.columns - 2 * pad};
		int taken = draw_wrapped(app, place, STYLE_MESSAGE, str_text(&form->notice));
		area.row += taken;
		area.rows -= taken;
	}
	draw_rows(app, area);
	form->help.rows = 0;
	if (foot.rows > 0) {
		draw_foot(app, foot, counts);
	}
}
