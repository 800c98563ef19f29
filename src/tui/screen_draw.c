/* SPDX-License-Identifier: MIT
 *
 * Drawing on the screen: text that is cleaned, cut and padded, lines and corners, and the table that
 * says what each role of text looks like.
 *
 * Right-to-left text is put down cell by cell in the order of its letters. A terminal that knows
 * bidi (mlterm, Konsole, VTE when asked) turns each run of such letters round in its own cells;
 * others show it as it stands. Neither moves what stands beside it, so no direction marks go out:
 * text_show() has made visible those that a text brought along.
 */
#include "tui/screen.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/mem.h"
#include "text/clean.h"
#include "text/layout.h"
#include "text/utf8.h"
#include "tui/screen_parts.h"

/* The terminal's own foreground. */
#define COLOR_OWN (-1)

/* What a role looks like: the terminal's palette on its own background, so that the user's choice
 * of colours rules; mono says the same without colours. Bright black is left alone: some palettes
 * make it the background. */
static const struct {
	short color;
	attr_t attributes;
	attr_t mono;
} looks[STYLE_COUNT] = {
	[STYLE_TEXT] = {COLOR_OWN, A_NORMAL, A_NORMAL},
	[STYLE_BAR] = {COLOR_CYAN, A_NORMAL, A_NORMAL},
	[STYLE_FRAME] = {COLOR_OWN, A_DIM, A_NORMAL},
	[STYLE_FRAME_FOCUS] = {COLOR_CYAN, A_NORMAL, A_BOLD},
	[STYLE_PANE] = {COLOR_OWN, A_NORMAL, A_NORMAL},
	[STYLE_PANE_FOCUS] = {COLOR_CYAN, A_BOLD, A_BOLD | A_REVERSE},
	[STYLE_HEADING] = {COLOR_OWN, A_BOLD, A_BOLD},
	[STYLE_LABEL] = {COLOR_CYAN, A_NORMAL, A_NORMAL},
	[STYLE_LINK] = {COLOR_OWN, A_UNDERLINE, A_UNDERLINE},
	[STYLE_DIM] = {COLOR_OWN, A_DIM, A_DIM},
	[STYLE_STRONG] = {COLOR_OWN, A_BOLD, A_BOLD},
	[STYLE_SELECTED] = {COLOR_OWN, A_REVERSE, A_REVERSE},
	[STYLE_SELECTED_BEHIND] = {COLOR_CYAN, A_UNDERLINE, A_UNDERLINE | A_BOLD},
	[STYLE_MATCH] = {COLOR_YELLOW, A_REVERSE, A_UNDERLINE | A_BOLD},
	[STYLE_MESSAGE] = {COLOR_GREEN, A_NORMAL, A_NORMAL},
	[STYLE_ERROR] = {COLOR_RED, A_BOLD, A_BOLD},
	[STYLE_FIELD] = {COLOR_OWN, A_UNDERLINE, A_UNDERLINE},
};

static const struct {
	const char *text;
	const char *ascii;
} marks[MARK_COUNT] = {
	[MARK_MAJOR] = {"●", "*"},  [MARK_MIDDLE] = {"○", "o"},	  [MARK_MINOR] = {"·", "."},
	[MARK_FOLDED] = {"▸", "+"}, [MARK_UNFOLDED] = {"▾", "-"}, [MARK_SELECTED] = {">", ">"},
	[MARK_MORE] = {"…", "~"},   [MARK_DASH] = {"–", "-"},	  [MARK_SEPARATOR] = {"·", "-"},
};

static const struct {
	char name;
	wchar_t code;
} corners[] = {
	{'l', 0x250C}, {'r', 0x2510}, {'L', 0x2514}, {'R', 0x2518},
	{'t', 0x252C}, {'b', 0x2534}, {'>', 0x251C}, {'<', 0x2524},
};

/* What is to be drawn in a row: a clean text, and the part of it that is a match. */
struct run {
	int row;
	int column;
	enum style style;
	size_t match_start; /* bytes of the clean text */
	size_t match_end;
};

bool screen_style_open(enum screen_color color)
{
	const char *no_color = getenv("NO_COLOR");
	bool is_wished = color == SCREEN_COLOR_ALWAYS ||
			 (color == SCREEN_COLOR_AUTO && !(no_color && *no_color));
	if (!is_wished || !has_colors() || start_color() == ERR || use_default_colors() == ERR) {
		return true;
	}
	for (short i = 0; i < STYLE_COUNT; i++) {
		if (looks[i].color != COLOR_OWN) {
			init_pair((short)(i + 1), looks[i].color, COLOR_OWN);
		}
	}
	return false;
}

static void set_style(const struct screen *screen, enum style style)
{
	if (screen->is_mono) {
		attr_set(looks[style].mono, 0, NULL);
	} else {
		short pair = looks[style].color == COLOR_OWN ? 0 : (short)(style + 1);
		attr_set(looks[style].attributes, pair, NULL);
	}
}

static void note_style(struct screen *screen, int row, int column, int width, enum style style)
{
	size_t at = (size_t)row * (size_t)screen->columns + (size_t)column;
	memset(screen->styles + at, (int)style, (size_t)width);
}

void screen_erase(struct screen *screen)
{
	attr_set(A_NORMAL, 0, NULL);
	werase(stdscr);
	memset(screen->styles, STYLE_TEXT, (size_t)screen->rows * (size_t)screen->columns);
}

const char *screen_mark(const struct screen *screen, enum mark mark)
{
	return screen->is_ascii ? marks[mark].ascii : marks[mark].text;
}

/* Puts a cluster into its cells: each character with a width begins one, those without follow in it,
 * four at most, as many as curses keeps. */
static void put_cluster(int row, int column, const char *bytes, size_t len)
{
	wchar_t cell[CCHARW_MAX + 1];
	int count = 0;
	int width = 0;
	for (size_t at = 0; at < len || count > 0;) {
		uint32_t code = 0;
		size_t step = at < len ? utf8_decode(bytes + at, len - at, &code) : 0;
		int code_width = step > 0 ? wcwidth((wchar_t)code) : 1;
		if (code_width != 0 && count > 0) {
			cchar_t out;
			cell[count] = L'\0';
			setcchar(&out, cell, A_NORMAL, 0, NULL);
			mvadd_wch(row, column, &out);
			column += width;
			count = 0;
		}
		if (step > 0 && (code_width > 0 || (code_width == 0 && count > 0)) &&
		    count < CCHARW_MAX) {
			width = count == 0 ? code_width : width;
			cell[count++] = (wchar_t)code;
		}
		at += step;
	}
}

static bool is_plain(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] < 0x20 || text[i] > 0x7E) {
			return false;
		}
	}
	return true;
}

/* How far a part of one style reaches from byte at on, and which it is. */
static size_t style_end(const struct run *run, size_t at, size_t len, enum style *style)
{
	bool is_match = at >= run->match_start && at < run->match_end;
	size_t end = is_match ? run->match_end : at < run->match_start ? run->match_start : len;
	*style = is_match ? STYLE_MATCH : run->style;
	return end < len ? end : len;
}

/* Most text of most screens: a byte is a column, and curses takes the whole part at once. */
static void put_plain(struct screen *screen, const struct run *run, const char *text, size_t len)
{
	enum style style;
	for (size_t at = 0, end; at < len; at = end) {
		end = style_end(run, at, len, &style);
		set_style(screen, style);
		mvaddnstr(run->row, run->column + (int)at, text + at, (int)(end - at));
		note_style(screen, run->row, run->column + (int)at, (int)(end - at), style);
	}
}

static void put_clusters(struct screen *screen, const struct run *run, int width, const char *text,
			 size_t len)
{
	int column = run->column;
	set_style(screen, run->style);
	mvhline(run->row, column, ' ', width);
	note_style(screen, run->row, column, width, run->style);
	for (size_t at = 0, step; at < len; at += step) {
		enum style style;
		step = cluster_length(text + at, len - at);
		int columns = cluster_width(text + at, step);
		if (columns <= 0 || column + columns > run->column + width) {
			continue;
		}
		style_end(run, at, len, &style);
		set_style(screen, style);
		put_cluster(run->row, column, text + at, step);
		note_style(screen, run->row, column, columns, style);
		column += columns;
	}
}

static void show(const struct screen *screen, struct str *out, const char *text, size_t len)
{
	if (is_plain(text, len)) {
		str_add_bytes(out, text, len);
	} else if (screen->has_ascii_text) {
		text_show_ascii(out, text, len, TEXT_LINE);
	} else {
		text_show(out, text, len, TEXT_LINE);
	}
}

void screen_text(struct screen *screen, int row, int column, int width, enum style style,
		 const char *text)
{
	screen_text_match(screen, row, column, width, style, text, 0, 0);
}

void screen_text_match(struct screen *screen, int row, int column, int width, enum style style,
		       const char *text, size_t start, size_t len)
{
	size_t total = strlen(text);
	struct run run = {.row = row, .column = column, .style = style};
	if (row < 0 || row >= screen->rows || column < 0 || column >= screen->columns ||
	    width <= 0) {
		return;
	}
	if (width > screen->columns - column) {
		width = screen->columns - column;
	}
	start = start < total ? start : total;
	len = len < total - start ? len : total - start;
	/* Shown in parts, since cleaning moves bytes. */
	str_reset(&screen->shown);
	show(screen, &screen->shown, text, start);
	run.match_start = screen->shown.len;
	show(screen, &screen->shown, text + start, len);
	run.match_end = screen->shown.len;
	show(screen, &screen->shown, text + start + len, total - start - len);
	str_reset(&screen->fitted);
	text_fit(&screen->fitted, str_text(&screen->shown), width, screen->is_ascii);
	const char *fitted = str_text(&screen->fitted);
	if (is_plain(fitted, screen->fitted.len) && screen->fitted.len == (size_t)width) {
		put_plain(screen, &run, fitted, screen->fitted.len);
	} else {
		put_clusters(screen, &run, width, fitted, screen->fitted.len);
	}
}

static void put_code(struct screen *screen, int row, int column, wchar_t code, enum style style)
{
	const wchar_t text[2] = {code, L'\0'};
	cchar_t cell;
	if (row < 0 || row >= screen->rows || column < 0 || column >= screen->columns) {
		return;
	}
	set_style(screen, style);
	setcchar(&cell, text, A_NORMAL, 0, NULL);
	mvadd_wch(row, column, &cell);
	note_style(screen, row, column, 1, style);
}

void screen_horizontal(struct screen *screen, int row, int column, int width, enum style style)
{
	for (int i = 0; i < width && column + i < screen->columns; i++) {
		put_code(screen, row, column + i, screen->is_ascii ? L'-' : 0x2500, style);
	}
}

void screen_vertical(struct screen *screen, int row, int column, int height, enum style style)
{
	for (int i = 0; i < height && row + i < screen->rows; i++) {
		put_code(screen, row + i, column, screen->is_ascii ? L'|' : 0x2502, style);
	}
}

void screen_corner(struct screen *screen, int row, int column, char which, enum style style)
{
	for (size_t i = 0; i < sizeof corners / sizeof corners[0]; i++) {
		if (corners[i].name == which) {
			put_code(screen, row, column, screen->is_ascii ? L'+' : corners[i].code,
				 style);
		}
	}
}

void screen_dump(struct screen *screen, struct str *out)
{
	size_t room = (size_t)screen->columns * CCHARW_MAX + 1;
	wchar_t *row = mem_new(room, sizeof *row);
	for (int i = 0; i < screen->rows; i++) {
		mvinnwstr(i, 0, row, (int)room - 1);
		size_t end = wcslen(row);
		while (end > 0 && row[end - 1] == L' ') {
			end--;
		}
		for (size_t at = 0; at < end; at++) {
			char bytes[4];
			str_add_bytes(out, bytes, utf8_encode((uint32_t)row[at], bytes));
		}
		str_add_char(out, '\n');
	}
	free(row);
}

void screen_dump_styles(struct screen *screen, int row, struct str *out)
{
	for (int i = 0; i < screen->columns && row >= 0 && row < screen->rows; i++) {
		size_t at = (size_t)row * (size_t)screen->columns + (size_t)i;
		str_add_char(out, (char)('a' + screen->styles[at]));
	}
}
