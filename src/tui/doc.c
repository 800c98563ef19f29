/* SPDX-License-Identifier: MIT
 *
 * A text of labelled lines, broken to the width of its pane.
 */
#include "tui/doc.h"

#include <stdlib.h>
#include <string.h>

#include "text/clean.h"
#include "text/find.h"
#include "text/layout.h"

/* Columns of the labels: wide where there is room, none where text would have too little. */
enum {
	GUTTER_WIDE = 16,
	GUTTER_NARROW = 13,
	GUTTER_WIDE_FROM = 52,
	GUTTER_NARROW_FROM = 34,
};

void doc_init(struct doc *doc)
{
	*doc = (struct doc){.arena = arena_new()};
}

void doc_clear(struct doc *doc)
{
	arena_free(doc->arena);
	free(doc->lines);
	free(doc->rows);
	*doc = (struct doc){0};
}

void doc_reset(struct doc *doc)
{
	arena_clear(doc->arena);
	doc->line_count = 0;
	doc->row_count = 0;
	doc->width = 0;
}

static const char *clean_copy(struct doc *doc, const char *text, enum text_kind kind)
{
	struct str shown = STR_EMPTY;

	if (text == NULL) {
		return NULL;
	}
	text_show(&shown, text, strlen(text), kind);
	const char *copy = arena_text(doc->arena, str_text(&shown));
	str_clear(&shown);
	return copy;
}

void doc_add(struct doc *doc, const struct card_line *line)
{
	if (doc->line_count == doc->line_capacity) {
		doc->line_capacity = doc->line_capacity * 2 + 32;
		doc->lines = mem_resize(doc->lines, doc->line_capacity, sizeof *doc->lines);
	}
	const char *label = clean_copy(doc, line->label, TEXT_LINE);
	const char *text = clean_copy(doc, line->text != NULL ? line->text : "", TEXT_PROSE);

	doc->lines[doc->line_count++] = (struct doc_line){
		.role = line->role,
		.label = label,
		.text = text,
		.joined = label != NULL ? arena_format(doc->arena, "%s: %s", label, text) : NULL,
		.link = line->link,
		.about = line->about,
		.field = line->field,
		.item = DOC_NO_ITEM,
		.url = clean_copy(doc, line->url, TEXT_LINE),
	};
	doc->width = 0;
}

void doc_mark_item(struct doc *doc, size_t item)
{
	doc->lines[doc->line_count - 1].item = item;
}

void doc_mark_journal(struct doc *doc, int64_t id)
{
	doc->lines[doc->line_count - 1].journal = id;
}

static bool has_gutter(const struct doc_line *line)
{
	return line->role == CARD_FIELD || line->role == CARD_ITEM;
}

/* What of a line is broken into rows: without a gutter its label stands in front. */
static const char *shown_text(const struct doc *doc, const struct doc_line *line)
{
	return doc->gutter == 0 && line->joined != NULL ? line->joined : line->text;
}

static void add_row(struct doc *doc, size_t line, size_t start, size_t len)
{
	if (doc->row_count == doc->row_capacity) {
		doc->row_capacity = doc->row_capacity * 2 + 64;
		doc->rows = mem_resize(doc->rows, doc->row_capacity, sizeof *doc->rows);
	}
	doc->rows[doc->row_count++] = (struct doc_row){line, start, len};
}

static int choose_gutter(int width, int wanted)
{
	if (wanted > 0) {
		return width >= 3 * wanted ? wanted : 0;
	}
	if (width >= GUTTER_WIDE_FROM) {
		return GUTTER_WIDE;
	}
	return width >= GUTTER_NARROW_FROM ? GUTTER_NARROW : 0;
}

/* Columns by which the rows of a line but for the first stand in: so that each row of a list is seen to
 * begin. */
static int hang_of(const struct doc *doc, const struct doc_line *line)
{
	bool is_row = line->link.id != 0 || line->journal != 0;
	bool has_label_beside = has_gutter(line) && doc->gutter > 0;

	return is_row && !has_label_beside ? doc->hang : 0;
}

static void add_rows(struct doc *doc, size_t line, int width, struct text_lines *parts)
{
	const char *text = shown_text(doc, &doc->lines[line]);
	int hang = hang_of(doc, &doc->lines[line]);
	size_t begin = 0;

	text_wrap(text, width, parts);
	if (hang > 0 && parts->count > 1) {
		add_row(doc, line, parts->items[0].start, parts->items[0].len);
		begin = parts->items[1].start;
		text_wrap(text + begin, width - hang, parts);
	}
	for (size_t part = 0; part < parts->count; part++) {
		add_row(doc, line, begin + parts->items[part].start, parts->items[part].len);
	}
}

void doc_set_width(struct doc *doc, int width)
{
	struct text_lines parts = {0};

	if (doc->width == width) {
		return;
	}
	doc->width = width;
	doc->gutter = choose_gutter(width, doc->wanted);
	doc->row_count = 0;
	for (size_t i = 0; i < doc->line_count; i++) {
		const struct doc_line *line = &doc->lines[i];

		add_rows(doc, i, has_gutter(line) ? width - doc->gutter : width, &parts);
	}
	text_lines_clear(&parts);
}

static enum style style_of(const struct doc_line *line)
{
	static const enum style styles[] = {
		[CARD_TITLE] = STYLE_HEADING, [CARD_SUMMARY] = STYLE_DIM, [CARD_FIELD] = STYLE_TEXT,
		[CARD_ITEM] = STYLE_TEXT,     [CARD_PROSE] = STYLE_TEXT,  [CARD_NOTE] = STYLE_DIM,
		[CARD_GAP] = STYLE_TEXT,
	};
	bool leads_on = has_gutter(line) && (line->link.id != 0 || line->url != NULL);

	return leads_on ? STYLE_LINK : styles[line->role];
}

/* Draws the text of a row, with the part that was searched for marked where it shows. */
static void draw_part(struct pane *pane, const struct row_look *look, int column, enum style own,
		      const char *part, const char *hit)
{
	enum style style = look->style == STYLE_TEXT ? own : look->style;
	int columns = look->area.column + look->area.columns - column;
	size_t start = 0;
	size_t len = 0;

	if (hit != NULL && text_find(part, 0, hit, &start, &len)) {
		screen_text_match(pane->host->screen, look->area.row, column, columns, style, part,
				  start, len);
	} else if (own == STYLE_LINK && look->style == STYLE_TEXT) {
		/* Only the words are underlined, not the blanks behind them. */
		int width = text_width(part);
		screen_text(pane->host->screen, look->area.row, column,
			    width < columns ? width : columns, style, part);
	} else {
		screen_text(pane->host->screen, look->area.row, column, columns, style, part);
	}
}

void doc_draw_row(struct doc *doc, struct pane *pane, size_t row, const struct row_look *look,
		  const char *hit)
{
	const struct doc_row *at = &doc->rows[row];
	const struct doc_line *line = &doc->lines[at->line];
	bool is_first = row == 0 || doc->rows[row - 1].line != at->line;
	int column = look->area.column;
	struct str part = STR_EMPTY;

	str_add_bytes(&part, shown_text(doc, line) + at->start, at->len);
	if (has_gutter(line) && doc->gutter > 0) {
		const char *label = is_first && line->label != NULL ? line->label : "";

		column = row_text(pane, look, column, doc->gutter - 1, STYLE_LABEL, label);
		column = row_text(pane, look, column, 1, STYLE_LABEL, "");
	} else if (!is_first) {
		column += hang_of(doc, line);
	}
	draw_part(pane, look, column, style_of(line), str_text(&part), hit);
	str_clear(&part);
}

/* Row that shows byte at of a line. */
static size_t row_of(const struct doc *doc, size_t line, size_t at)
{
	size_t found = 0;

	for (size_t row = 0; row < doc->row_count && doc->rows[row].line <= line; row++) {
		if (doc->rows[row].line == line && doc->rows[row].start <= at) {
			found = row;
		}
	}
	return found;
}

/* Whether a row is where a hit begins. */
static bool begins_hit(const struct doc *doc, const char *needle, size_t row)
{
	const struct doc_row *at = &doc->rows[row];
	size_t start = 0;
	size_t len = 0;
	size_t from = at->start;

	return text_find(shown_text(doc, &doc->lines[at->line]), from, needle, &start, &len) &&
	       row_of(doc, at->line, start) == row;
}

bool doc_find(const struct doc *doc, const char *needle, size_t from, bool backward, size_t *row)
{
	size_t count = doc->row_count;

	for (size_t step = 1; step <= count; step++) {
		size_t at =
			backward ? (from + count - step % count) % count : (from + step) % count;

		if (begins_hit(doc, needle, at)) {
			*row = at;
			return true;
		}
	}
	return false;
}

static bool begins_part(const struct doc *doc, size_t row)
{
	const struct doc_line *line = &doc->lines[doc->rows[row].line];
	bool is_first = row == 0 || doc->rows[row - 1].line != doc->rows[row].line;

	return is_first && (line->role == CARD_TITLE || line->label != NULL);
}

bool doc_find_part(const struct doc *doc, bool backward, size_t *row)
{
	size_t at = *row;

	while (backward ? at > 0 : at + 1 < doc->row_count) {
		at = backward ? at - 1 : at + 1;
		if (begins_part(doc, at)) {
			*row = at;
			return true;
		}
	}
	return false;
}

bool doc_find_about(const struct doc *doc, struct ref about, size_t *row)
{
	for (size_t i = 0; i < doc->row_count; i++) {
		const struct doc_line *line = &doc->lines[doc->rows[i].line];

		if (line->about.kind == about.kind && line->about.id == about.id) {
			*row = i;
			return true;
		}
	}
	return false;
}

static bool is_same_ref(struct ref a, struct ref b)
{
	return a.kind == b.kind && a.id == b.id;
}

bool doc_find_same(const struct doc *doc, const struct doc_line *line, size_t *row)
{
	bool tells = line->journal != 0 || line->about.id != 0 || line->link.id != 0;

	for (size_t i = 0; tells && i < doc->row_count; i++) {
		const struct doc_line *other = &doc->lines[doc->rows[i].line];

		if (other->journal == line->journal && is_same_ref(other->about, line->about) &&
		    is_same_ref(other->link, line->link)) {
			*row = i;
			return true;
		}
	}
	return false;
}

size_t doc_first_row(const struct doc *doc, size_t row)
{
	while (row > 0 && row < doc->row_count && doc->rows[row - 1].line == doc->rows[row].line) {
		row--;
	}
	return row;
}

const struct doc_line *doc_line_at(const struct doc *doc, size_t row)
{
	return row < doc->row_count ? &doc->lines[doc->rows[row].line] : NULL;
}

bool doc_line_is_pair(const struct doc_line *line)
{
	return line->link.id != 0 && line->link.kind == RECORD_PERSON && line->about.id != 0 &&
	       line->about.kind == RECORD_PERSON;
}

void doc_row_text(const struct doc *doc, size_t row, struct str *out)
{
	const struct doc_line *line = doc_line_at(doc, row);

	if (line == NULL) {
		return;
	}
	str_add(out, line->joined != NULL ? line->joined : line->text);
}

void doc_pane_set_width(struct pane *pane, int columns)
{
	struct doc *doc = &((struct doc_pane *)pane)->doc;
	const struct doc_row *at =
		pane->list.selected < doc->row_count ? &doc->rows[pane->list.selected] : NULL;
	size_t line = at != NULL ? at->line : 0;
	size_t start = at != NULL ? at->start : 0;

	if (doc->width == columns) {
		return;
	}
	/* Whoever reads a text and changes the size of the window wants to go on where they were. */
	bool was_read = doc->width != 0;
	doc_set_width(doc, columns);
	list_set_count(&pane->list, doc->row_count);
	if (was_read) {
		list_select(&pane->list, row_of(doc, line, start));
	}
}

void doc_pane_draw_row(struct pane *pane, size_t row, const struct row_look *look)
{
	doc_draw_row(&((struct doc_pane *)pane)->doc, pane, row, look, pane->filter);
}

struct ref doc_pane_ref_at(struct pane *pane, size_t row)
{
	const struct doc_line *line = doc_line_at(&((struct doc_pane *)pane)->doc, row);

	return line != NULL ? line->link : (struct ref){0};
}

const char *doc_pane_text_at(struct pane *pane, size_t row)
{
	struct str text = STR_EMPTY;

	doc_row_text(&((struct doc_pane *)pane)->doc, row, &text);
	const char *copy = arena_text(pane->arena, str_text(&text));
	str_clear(&text);
	return copy;
}

void doc_pane_free(struct pane *pane)
{
	doc_clear(&((struct doc_pane *)pane)->doc);
}

static bool load_nothing(struct pane *pane, struct err *err)
{
	(void)err;
	list_set_count(&pane->list, ((struct doc_pane *)pane)->doc.row_count);
	return true;
}

static const struct pane_type doc_pane_type = {
	.title = "",
	.is_text = true,
	.load = load_nothing,
	.set_width = doc_pane_set_width,
	.draw_row = doc_pane_draw_row,
	.ref_at = doc_pane_ref_at,
	.text_at = doc_pane_text_at,
	.free = doc_pane_free,
};

struct pane *doc_pane_new(const struct pane_host *host)
{
	struct doc_pane *pane = mem_new(1, sizeof *pane);

	pane_init(&pane->pane, &doc_pane_type, host);
	doc_init(&pane->doc);
	return &pane->pane;
}

struct doc *doc_pane_doc(struct pane *pane)
{
	return &((struct doc_pane *)pane)->doc;
}
