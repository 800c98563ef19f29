/* SPDX-License-Identifier: MIT
 *
 * Drawing: frames and headings, rows of panes, the title and the foot, and where the cursor stands.
 */
#include "base/i18n.h"
#include "text/layout.h"
#include "tui/command.h"
#include "tui/keymap.h"
#include "tui/state.h"

#include <stdlib.h>
#include <string.h>

/* What the foot offers: commands by name, so that their keys are written in one place only. What is
 * needed most stands first, since a small screen has room for little. */
static const struct hint {
	const char *first;  /* command */
	const char *second; /* another one whose key stands beside it, or NULL */
	const char *text;   /* what it does, in a word or two */
	unsigned where;
} hints[] = {
	{"back", NULL, N_("back"), IN_CARD},
	{"quit", NULL, N_("back"), IN_HELP},
	{"open", NULL, N_("open"), IN_LIST | IN_TEXT},
	{"open", NULL, N_("follow"), IN_CARD},
	{"filter", NULL, N_("filter"), IN_LIST},
	{"filter", NULL, N_("search"), IN_TEXT | IN_CARD | IN_HELP},
	{"next-pane", NULL, N_("pane"), IN_LIST | IN_TEXT},
	{"next-record", "previous-record", N_("next"), IN_CARD},
	{"more", "less", N_("detail"), IN_HISTORY},
	{"fold", NULL, N_("fold"), IN_AGENCIES},
	{"sort", NULL, N_("sort"), IN_PEOPLE},
	{"quit", NULL, N_("leave"), IN_LIST | IN_TEXT},
	{"down", "up", N_("move"), IN_LIST | IN_TEXT | IN_CARD | IN_HELP},
};

static const struct hint help_hint = {"help", NULL, N_("help"), ANYWHERE};

static int pad_of(const struct app *app)
{
	return app->frame.mode == FRAME_SINGLE ? 0 : 1;
}

int view_rows(const struct app *app)
{
	const struct frame *frame = &app->frame;
	int rows = frame->panes[app->active].rows;

	if (app->overlay != NULL) {
		rows = frame->body.rows;
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
		str_add(&text, _("Nothing is here yet."));
	}
	screen_text(app->host.screen, area.row, area.column + pad_of(app),
		    area.columns - 2 * pad_of(app), STYLE_DIM, str_text(&text));
	str_clear(&text);
}

static void draw_pane(struct app *app, struct pane *pane, struct area area, bool has_focus)
{
	int pad = pad_of(app);

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
		pane->type->draw_row(pane, row, &look);
	}
	if (has_focus && app->prompt.kind == PROMPT_NONE) {
		int at = (int)(pane->list.selected - pane->list.top);
		screen_cursor(app->host.screen, area.row + at, area.column + pad);
	}
}

/* Adds number and name of a pane, such as "3 Agencies". */
static void add_pane_name(struct app *app, int pane, struct str *out)
{
	str_add_format(out, "%d %s", pane + 1, _(app->panes[pane]->type->title));
}

/* Adds what stands at the right of a pane's heading: its filter and its summary. */
static void add_summary(struct pane *pane, struct str *out)
{
	if (pane->filter != NULL) {
		str_add_format(out, "/%s", pane->filter);
	}
	if (pane->type->summary != NULL) {
		str_add(out, out->len > 0 ? "  " : "");
		pane->type->summary(pane, out);
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

	add_pane_name(app, pane, &name);
	add_summary(app->panes[pane], &summary);
	screen_horizontal(app->host.screen, area.row - 1, area.column, area.columns,
			  focus ? STYLE_FRAME_FOCUS : STYLE_FRAME);
	draw_heading(app, (struct area){area.row - 1, area.column + 1, 1, area.columns - 2},
		     focus ? STYLE_PANE_FOCUS : STYLE_PANE, str_text(&name), str_text(&summary));
	str_clear(&name);
	str_clear(&summary);
}

static const char *card_title(const struct app *app)
{
	return app->card_ref.id != 0 ? app_record_title(app->card_ref.kind) : _("Record");
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
		     focus ? STYLE_PANE_FOCUS : STYLE_PANE, card_title(app), str_text(&position));
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

/* The top line: the program, then the file in the room that the other two leave, then the day. */
static void draw_title(struct app *app)
{
	struct screen *screen = app->host.screen;
	int columns = app->frame.columns;
	const char *path = store_path(app->host.store);
	const char *file = path != NULL && strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : "";
	const char *name = _("IEMN Directory");
	struct str right = STR_EMPTY;

	if (app->options.demo) {
		file = _("demo: made-up people, nothing is kept");
	}
	if (store_is_read_only(app->host.store)) {
		str_add_format(&right, "%s  ", _("READ ONLY"));
	}
	str_add_format(&right, "%s ", app->options.today);
	int right_width = text_width(str_text(&right));
	int from = 1 + text_width(name) + 2;
	int room = columns - right_width - 2 - from;
	int width = text_width(file) < room ? text_width(file) : room;
	screen_text(screen, 0, 0, columns, STYLE_BAR, "");
	screen_text(screen, 0, 1, columns - 1, STYLE_BAR, name);
	if (width > 0) {
		screen_text(screen, 0, from + (room - width) / 2, width, STYLE_BAR, file);
	}
	screen_text(screen, 0, columns - right_width, right_width, STYLE_BAR, str_text(&right));
	str_clear(&right);
}

/* The first line of a small screen: the names of the panes, or where the record came from. */
static void draw_tabs(struct app *app)
{
	struct screen *screen = app->host.screen;
	struct str name = STR_EMPTY;
	int column = 0;

	screen_text(screen, 0, 0, app->frame.columns, STYLE_BAR, "");
	for (int i = 0; i < FRAME_PANES; i++) {
		bool is_active = i == app->active;
		bool is_short = app->on_card || app->frame.columns < 38;

		str_reset(&name);
		if (is_short && !is_active) {
			str_add_format(&name, "%d", i + 1);
		} else {
			add_pane_name(app, i, &name);
		}
		screen_text(screen, 0, column, text_width(str_text(&name)),
			    is_active ? STYLE_PANE_FOCUS : STYLE_BAR, str_text(&name));
		column += text_width(str_text(&name)) + 1;
	}
	if (app->on_card) {
		screen_text(screen, 0, column, app->frame.columns - column, STYLE_PANE_FOCUS,
			    card_title(app));
	}
	str_clear(&name);
}

static const char *key_of(const char *name, int *len)
{
	const struct command *command = command_of_name(name, strlen(name));

	*len = command != NULL ? (int)strcspn(command->keys, " ") : 0;
	return command != NULL ? command->keys : "";
}

/* Writes a hint: the keys, then what they do. */
static void format_hint(const struct hint *hint, struct str *out)
{
	int len = 0;
	const char *key = key_of(hint->first, &len);

	str_reset(out);
	str_add_format(out, "%.*s", len, key);
	if (hint->second != NULL) {
		key = key_of(hint->second, &len);
		str_add_format(out, "/%.*s", len, key);
	}
	str_add_format(out, " %s", _(hint->text));
}

/* Adds the hints that fit into so many columns. Help leads to all the others: it comes last, and the
 * rest may not crowd it out. */
static void add_hints(struct app *app, int columns, struct str *out)
{
	struct str hint = STR_EMPTY;
	struct str help = STR_EMPTY;
	struct command place = {0};

	if (app->overlay == NULL) {
		format_hint(&help_hint, &help);
		columns -= text_width(str_text(&help)) + 2;
	}
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		place.where = hints[i].where;
		format_hint(&hints[i], &hint);
		const char *gap = out->len > 0 ? "  " : "";
		int width =
			text_width(str_text(out)) + text_width(gap) + text_width(str_text(&hint));
		if (width <= columns && command_is_here(app, &place)) {
			str_add_format(out, "%s%s", gap, str_text(&hint));
		}
	}
	if (help.len > 0) {
		str_add_format(out, "%s%s", out->len > 0 ? "  " : "", str_text(&help));
	}
	str_clear(&help);
	str_clear(&hint);
}

/* What stands at the right of the foot of a small screen: filter, position, read-only. Larger ones have
 * headings and a title for it. */
static void add_state(struct app *app, struct str *out)
{
	struct pane *pane = app_focus(app);

	if (app->frame.mode != FRAME_SINGLE) {
		return;
	}
	add_summary(pane, out);
	if (pane->type->is_text && pane->list.count > 0) {
		str_add_format(out, "%s%zu/%zu", out->len > 0 ? "  " : "", pane->list.selected + 1,
			       pane->list.count);
	}
	if (store_is_read_only(app->host.store)) {
		str_add_format(out, "%s%s", out->len > 0 ? "  " : "", _("read-only"));
	}
}

static void draw_foot(struct app *app)
{
	struct screen *screen = app->host.screen;
	int row = app->frame.rows - 1;
	int pad = pad_of(app);
	struct str left = STR_EMPTY;
	struct str right = STR_EMPTY;

	if (app->message.len > 0) {
		screen_text(screen, row, 0, app->frame.columns, app->message_style, "");
		screen_text(screen, row, pad, app->frame.columns - pad, app->message_style,
			    str_text(&app->message));
		return;
	}
	add_state(app, &right);
	int room = app->frame.columns - text_width(str_text(&right)) - 2 - 2 * pad;
	add_hints(app, room, &left);
	screen_text(screen, row, 0, app->frame.columns, STYLE_BAR, "");
	screen_text(screen, row, pad, app->frame.columns - pad, STYLE_BAR, str_text(&left));
	int width = text_width(str_text(&right));
	if (width + pad < app->frame.columns) {
		screen_text(screen, row, app->frame.columns - width - pad, width, STYLE_BAR,
			    str_text(&right));
	}
	str_clear(&left);
	str_clear(&right);
}

/* The part of the line that fits, with the cursor inside it. Gives the column of the cursor. */
static int fit_prompt(const struct prompt *prompt, int columns, struct str *out)
{
	const char *text = str_text(&prompt->line.text);
	struct str head = STR_EMPTY;
	size_t from = 0;

	str_add_bytes(&head, text, prompt->line.cursor);
	while (text_width(str_text(&head) + from) >= columns && from < head.len) {
		from++;
		while (from < head.len && ((unsigned char)head.data[from] & 0xC0) == 0x80) {
			from++;
		}
	}
	int column = text_width(str_text(&head) + from);
	str_add(out, text + from);
	str_clear(&head);
	return column;
}

/* Adds what stands at the right of the prompt: what has been found by now. */
static void add_found(struct app *app, struct str *out)
{
	struct pane *pane = app_focus(app);
	size_t row = 0;

	if (app->prompt.kind == PROMPT_FILTER) {
		str_add_format(out, ngettext("%zu found", "%zu found", pane->list.count),
			       pane->list.count);
	} else if (app->prompt.kind == PROMPT_SEARCH && pane->filter != NULL &&
		   !doc_find(doc_pane_doc(pane), pane->filter, 0, false, &row)) {
		str_add(out, _("not found"));
	}
}

static void draw_prompt(struct app *app)
{
	struct screen *screen = app->host.screen;
	int row = app->frame.rows - 1;
	struct str text = STR_EMPTY;
	struct str found = STR_EMPTY;

	add_found(app, &found);
	int right = text_width(str_text(&found));
	int room = app->frame.columns - right - 2;
	if (room < 10) {
		room = app->frame.columns - 1;
		str_reset(&found);
	}
	int column = fit_prompt(&app->prompt, room, &text);
	screen_text(screen, row, 0, app->frame.columns, STYLE_TEXT,
		    app->prompt.kind == PROMPT_COMMAND ? ":" : "/");
	screen_text(screen, row, 1, room, STYLE_TEXT, str_text(&text));
	screen_text(screen, row, app->frame.columns - right, right, STYLE_DIM, str_text(&found));
	if (app->choices.len > 0) {
		screen_text(screen, row - 1, 0, app->frame.columns, STYLE_BAR,
			    str_text(&app->choices));
	}
	screen_cursor(screen, row, 1 + column);
	str_clear(&text);
	str_clear(&found);
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
	screen_text(screen, 0, pad_of(app), app->frame.columns - pad_of(app), STYLE_PANE_FOCUS,
		    app->overlay_title);
	draw_pane(app, app->overlay, app->frame.body, true);
}

static void draw_panes(struct app *app)
{
	bool is_single = app->frame.mode == FRAME_SINGLE;

	if (is_single) {
		draw_tabs(app);
	} else {
		draw_title(app);
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

void view_draw(struct app *app)
{
	screen_erase(app->host.screen);
	if (app->frame.mode == FRAME_TOO_SMALL) {
		draw_too_small(app);
		screen_flush(app->host.screen);
		return;
	}
	if (app->overlay != NULL) {
		draw_overlay(app);
	} else {
		draw_panes(app);
	}
	if (app->prompt.kind != PROMPT_NONE) {
		draw_prompt(app);
	} else {
		draw_foot(app);
	}
	screen_flush(app->host.screen);
}
