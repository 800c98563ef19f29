/* SPDX-License-Identifier: MIT
 *
 * Drawing: frames and headings, rows of panes, and where the cursor stands. The title is in
 * view_title.c, the foot in view_foot.c.
 */
#include "tui/view.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "text/layout.h"
#include "tui/state.h"

/* Columns of the sign in front of a tagged row. */
enum { TAG_COLUMNS = 2 };

int view_pad(const struct app *app)
{
	return app->frame.mode == FRAME_SINGLE ? 0 : 1;
}

int view_rows(const struct app *app)
{
	const struct frame *frame = &app->frame;
	int rows = frame->panes[app->active].rows;

	if (app->overlay != NULL) {
		rows = app_overlay_area(app).rows;
	} else if (app->on_card) {
		rows = frame->card.rows;
	}
	return rows > 0 ? rows : 1;
}

static enum style row_style(const struct app *app, const struct pane *pane, bool is_selected,
			    bool has_focus)
{
	bool is_active = pane == app->panes[app->active];

	if (!is_selected) {
		return STYLE_TEXT;
	}
	if (has_focus) {
		return STYLE_SELECTED;
	}
	return is_active && !pane->type->is_text ? STYLE_SELECTED_BEHIND : STYLE_TEXT;
}

/* Why a list is empty, and which key helps. */
static void draw_empty(struct app *app, struct pane *pane, struct area area)
{
	struct str text = STR_EMPTY;

	if (pane->filter != NULL) {
		str_add_format(&text, _("Nothing matches \"%s\". \\ shows all."), pane->filter);
	} else if (pane != app->card) {
		str_add(&text, store_is_read_only(app->host.store)
				       ? _("Nothing is here yet.")
				       : _("Nothing is here yet: a adds a record."));
	}
	screen_text(app->host.screen, area.row, area.column + view_pad(app),
		    area.columns - 2 * view_pad(app), STYLE_DIM, str_text(&text));
	str_clear(&text);
}

/* Draws the sign of a row that is tagged in front of it. The columns are taken only while something in
 * the pane is tagged. */
static void draw_tag(struct app *app, struct pane *pane, size_t row, struct row_look *look)
{
	struct ref ref = pane->type->ref_at(pane, row);
	bool is_tagged = ref.id != 0 && tags_hold(&app->tags, ref);

	row_text(pane, look, look->area.column, TAG_COLUMNS, STYLE_STRONG, is_tagged ? "*" : "");
	look->area.column += TAG_COLUMNS;
	look->area.columns -= TAG_COLUMNS;
}

static bool has_tags(const struct app *app, const struct pane *pane)
{
	for (int i = 0; i < FRAME_PANES; i++) {
		if (app->panes[i] == pane) {
			return view_count_tags(app, i) > 0;
		}
	}
	return false;
}

static void draw_pane(struct app *app, struct pane *pane, struct area area, bool has_focus)
{
	int pad = view_pad(app);
	bool shows_tags = has_tags(app, pane);

	if (pane->list.count == 0 && area.rows > 0) {
		draw_empty(app, pane, area);
	}
	for (int i = 0; i < area.rows && pane->list.top + (size_t)i < pane->list.count; i++) {
		size_t row = pane->list.top + (size_t)i;
		struct row_look look = {
			.area = {area.row + i, area.column + pad, 1, area.columns - 2 * pad},
			.style = row_style(app, pane, row == pane->list.selected, has_focus),
			.is_first = i == 0,
		};

		if (look.style != STYLE_TEXT) {
			screen_text(app->host.screen, area.row + i, area.column, area.columns,
				    look.style, "");
		}
		if (shows_tags) {
			draw_tag(app, pane, row, &look);
		}
		pane->type->draw_row(pane, row, &look);
	}
	if (has_focus && app->prompt.kind == PROMPT_NONE) {
		int at = (int)(pane->list.selected - pane->list.top);
		screen_cursor(app->host.screen, area.row + at, area.column + pad);
	}
}

/* Draws a heading into a line that is there: the name at the left, the summary at the right. */
static void draw_heading(struct app *app, struct area line, enum style style, const char *name,
			 const char *summary)
{
	struct str text = STR_EMPTY;
	int width = text_width(name) + 2;

	if (width > line.columns) {
		width = line.columns;
	}
	str_add_format(&text, " %s ", name);
	screen_text(app->host.screen, line.row, line.column, width, style, str_text(&text));
	int left = line.columns - width - 1;
	int wanted = text_width(summary) + 2;
	if (summary[0] != '\0' && left >= 5) {
		wanted = wanted < left ? wanted : left;
		str_reset(&text);
		str_add_format(&text, " %s ", summary);
		screen_text(app->host.screen, line.row, line.column + line.columns - wanted, wanted,
			    STYLE_DIM, str_text(&text));
	}
	str_clear(&text);
}

static bool has_focus(const struct app *app, int pane)
{
	return app->overlay == NULL && !app->on_card && app->active == pane;
}

/* The line above a pane with its name; side is the column that the name begins at. */
static void draw_pane_heading(struct app *app, int pane)
{
	struct area area = app->frame.panes[pane];
	struct str name = STR_EMPTY;
	struct str summary = STR_EMPTY;
	bool focus = has_focus(app, pane);

	view_add_pane_name(app, pane, &name);
	view_add_summary(app, app->panes[pane], &summary);
	screen_horizontal(app->host.screen, area.row - 1, area.column, area.columns,
			  focus ? STYLE_FRAME_FOCUS : STYLE_FRAME);
	draw_heading(app, (struct area){area.row - 1, area.column + 1, 1, area.columns - 2},
		     focus ? STYLE_PANE_FOCUS : STYLE_PANE, str_text(&name), str_text(&summary));
	str_clear(&name);
	str_clear(&summary);
}

static void draw_card_heading(struct app *app)
{
	struct area area = app->frame.card;
	bool focus = app->on_card && app->overlay == NULL;
	struct str position = STR_EMPTY;
	const struct list *list = &app->card->list;

	if (list->count > (size_t)area.rows) {
		str_add_format(&position, "%zu/%zu", list->selected + 1, list->count);
	}
	screen_horizontal(app->host.screen, area.row - 1, area.column, area.columns,
			  focus ? STYLE_FRAME_FOCUS : STYLE_FRAME);
	draw_heading(app, (struct area){area.row - 1, area.column + 1, 1, area.columns - 2},
		     focus ? STYLE_PANE_FOCUS : STYLE_PANE, view_card_title(app),
		     str_text(&position));
	str_clear(&position);
}

/* The two boxes of the wide layout around what is inside them. */
static void draw_boxes(struct app *app)
{
	struct screen *screen = app->host.screen;
	struct area body = app->frame.body;
	int bottom = body.row + body.rows - 1;
	int middle = app->frame.card.column - 1;
	int right = body.columns - 1;

	screen_vertical(screen, body.row + 1, 0, body.rows - 2, STYLE_FRAME);
	screen_vertical(screen, body.row + 1, middle - 1, body.rows - 2, STYLE_FRAME);
	screen_vertical(screen, body.row + 1, middle, body.rows - 2, STYLE_FRAME);
	screen_vertical(screen, body.row + 1, right, body.rows - 2, STYLE_FRAME);
	screen_horizontal(screen, bottom, 1, middle - 2, STYLE_FRAME);
	screen_horizontal(screen, bottom, middle + 1, right - middle - 1, STYLE_FRAME);
	for (int i = 0; i < FRAME_PANES; i++) {
		screen_corner(screen, app->frame.panes[i].row - 1, 0, i == 0 ? 'l' : '>',
			      STYLE_FRAME);
		screen_corner(screen, app->frame.panes[i].row - 1, middle - 1, i == 0 ? 'r' : '<',
			      STYLE_FRAME);
	}
	screen_corner(screen, bottom, 0, 'L', STYLE_FRAME);
	screen_corner(screen, bottom, middle - 1, 'R', STYLE_FRAME);
	screen_corner(screen, body.row, middle, 'l', STYLE_FRAME);
	screen_corner(screen, body.row, right, 'r', STYLE_FRAME);
	screen_corner(screen, bottom, middle, 'L', STYLE_FRAME);
	screen_corner(screen, bottom, right, 'R', STYLE_FRAME);
}

static void draw_too_small(struct app *app)
{
	struct str text = STR_EMPTY;
	struct text_lines lines = {0};

	str_add_format(&text, _("too small: %dx%d, need %dx%d"), app->frame.columns,
		       app->frame.rows, FRAME_MIN_COLUMNS, FRAME_MIN_ROWS);
	text_wrap(str_text(&text), app->frame.columns, &lines);
	for (size_t i = 0; i < lines.count && (int)i < app->frame.rows; i++) {
		char *line = mem_copy_bytes(text.data + lines.items[i].start, lines.items[i].len);

		screen_text(app->host.screen, (int)i, 0, app->frame.columns, STYLE_TEXT, line);
		free(line);
	}
	screen_cursor(app->host.screen, 0, 0);
	text_lines_clear(&lines);
	str_clear(&text);
}

static void draw_overlay(struct app *app)
{
	struct screen *screen = app->host.screen;

	screen_text(screen, 0, 0, app->frame.columns, STYLE_BAR, "");
	screen_text(screen, 0, view_pad(app), app->frame.columns - view_pad(app), STYLE_PANE_FOCUS,
		    app->overlay_title);
	if (app->overlay_view.pinned != NULL) {
		screen_text(screen, app->frame.body.row, view_pad(app), app_overlay_columns(app),
			    STYLE_DIM, app->overlay_view.pinned);
	}
	draw_pane(app, app->overlay, app_overlay_area(app), true);
}

static void draw_panes(struct app *app)
{
	bool is_single = app->frame.mode == FRAME_SINGLE;

	if (is_single) {
		view_draw_tabs(app);
	} else {
		view_draw_title(app);
	}
	for (int i = 0; i < FRAME_PANES; i++) {
		if (!is_single) {
			draw_pane_heading(app, i);
		}
		draw_pane(app, app->panes[i], app->frame.panes[i], has_focus(app, i));
	}
	if (!is_single) {
		draw_card_heading(app);
	}
	draw_pane(app, app->card, app->frame.card, app->on_card);
	if (app->frame.mode == FRAME_WIDE) {
		draw_boxes(app);
	}
}

static void draw_picture(struct app *app)
{
	screen_erase(app->host.screen);
	if (app->overlay != NULL) {
		draw_overlay(app);
	} else if (app->form != NULL) {
		form_draw(app, app->frame.body);
	} else {
		draw_panes(app);
	}
}

/* Gives the first row of the foot, the last row of the screen but for what is said or asked. */
static int draw_foot(struct app *app)
{
	if (app->question != NULL) {
		return view_draw_question(app);
	}
	if (app->prompt.kind != PROMPT_NONE) {
		view_draw_prompt(app);
		return app->frame.rows - 1;
	}
	return view_draw_foot(app);
}

/* Rows that the pane with the focus must be scrolled by, so that the foot hides its selection not. */
static size_t hidden_rows(struct app *app, int foot)
{
	struct pane *pane = app_focus(app);
	int first = app->frame.panes[app->active].row;

	if (app->overlay != NULL) {
		first = app_overlay_area(app).row;
	} else if (app->form != NULL || pane->list.count == 0) {
		return 0;
	} else if (app->on_card) {
		first = app->frame.card.row;
	}
	size_t above = pane->list.selected - pane->list.top;
	int hidden = first + (int)above - foot + 1;
	if (hidden <= 0) {
		return 0;
	}
	return (size_t)hidden < above ? (size_t)hidden : above;
}

void view_draw(struct app *app)
{
	if (app->frame.mode == FRAME_TOO_SMALL) {
		screen_erase(app->host.screen);
		draw_too_small(app);
		screen_flush(app->host.screen);
		return;
	}
	draw_picture(app);
	int foot = draw_foot(app);
	if (app->form != NULL && app->overlay == NULL) {
		form_fit_help(app, foot);
	}
	size_t hidden = hidden_rows(app, foot);
	if (hidden > 0) {
		struct list *list = &app_focus(app)->list;

		list->top += hidden;
		draw_picture(app);
		draw_foot(app);
		list->top -= hidden;
	}
	screen_flush(app->host.screen);
}
