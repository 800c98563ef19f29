/* SPDX-License-Identifier: MIT
 *
 * Drawing a form: its title, its rows with what stands below them, and the help and the change of the
 * field under the cursor at the foot.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "text/clean.h"
#include "text/layout.h"
#include "text/utf8.h"
#include "tui/form_parts.h"
#include "tui/view.h"

enum {
	NOTES_MAX = 12,	  /* below one row */
	OFFERS_SHOWN = 8, /* of many; fewer on a small screen */
	OFFERS_SMALL = 3,
	SMALL_ROWS = 14,
	RULED_ROWS = 14, /* from here on a line stands above the foot */
};

/* What is drawn, gathered first, since rows take the lines that they need. */
struct picture {
	struct app *app;
	struct form *form;
	struct area area; /* of the rows */
	struct arena *arena;
	struct form_item *items; /* as many as rows */
	struct form_lines lines;
	size_t first_offer; /* among those that were found */
	size_t cursor_line;
	size_t cursor_at; /* byte of its text where the row with the cursor begins */
};

static const struct {
	const char *title; /* of a heading */
	const char *add;
} child_words[RECORD_KINDS] = {
	[RECORD_ORGANISATION_NAME] = {N_("Other name"), N_("Add another name")},
	[RECORD_CHANNEL] = {N_("Address or number"), N_("Add an address or number")},
	[RECORD_MEMBERSHIP] = {N_("Term"), N_("Add a term")},
	[RECORD_EVENT_LINK] = {N_("Link"), N_("Add a link")},
	[RECORD_CITATION] = {N_("Source"), N_("Add a source")},
};

static const char *const new_titles[RECORD_KINDS] = {
	[RECORD_SOURCE] = N_("New source"),
	[RECORD_PLACE] = N_("New country"),
	[RECORD_ORGANISATION] = N_("New organisation"),
	[RECORD_PERSON] = N_("New person"),
	[RECORD_MEMBERSHIP] = N_("New term"),
	[RECORD_EVENT] = N_("New event"),
	[RECORD_PAGE] = N_("New page"),
};

/* Adds "Edit Ana Example", "New person". */
static void add_title(struct app *app, struct str *out)
{
	struct form *form = app->form;
	const struct record *base = &form->sheet->parts[0].base;
	const char *title = new_titles[form->sheet->parts[0].now.ref.kind];
	struct arena *arena = arena_new();

	if (base->uid == NULL) {
		str_add(out, title != NULL ? _(title) : _("New record"));
	} else {
		str_add_format(out, _("Edit %s"), record_label(app->host.store, base->ref, arena));
	}
	arena_free(arena);
}

static void draw_title(struct app *app)
{
	struct screen *screen = app->host.screen;
	struct str title = STR_EMPTY;
	int pad = view_pad(app);

	add_title(app, &title);
	screen_text(screen, 0, 0, app->frame.columns, STYLE_BAR, "");
	screen_text(screen, 0, pad, app->frame.columns - pad, STYLE_PANE_FOCUS, str_text(&title));
	str_clear(&title);
}

/* The fault of a row: what saving found, else why its text is no value; NULL for none. */
static const char *fault_of(const struct form *form, const struct form_row *row)
{
	const struct form_row *here = &form->rows.items[form->rows.at];

	if (row->kind == FORM_ADD || (row == here && form->is_typing)) {
		return NULL;
	}
	for (size_t i = 0; i < form->faults.count; i++) {
		const struct sheet_fault *fault = &form->faults.items[i];
		bool is_whole = fault->field < 0 && row->kind == FORM_HEADING;

		if (fault->part == row->part && (fault->field == row->field || is_whole)) {
			return fault->text;
		}
	}
	return row->kind == FORM_FIELD ? form->sheet->parts[row->part].fault[row->field] : NULL;
}

static void add_note(struct form_item *item, struct form_note *notes, struct form_note note)
{
	if (item->note_count < NOTES_MAX) {
		notes[item->note_count++] = note;
	}
}

static void add_clash_notes(struct picture *picture, const struct form_row *row,
			    struct form_item *item, struct form_note *notes)
{
	const struct form_clash *clash = form_clash_at(picture->form, row);
	struct arena *arena = picture->arena;
	const char *key;

	if (clash == NULL) {
		return;
	}
	if (clash->is_about_part) {
		bool is_mine = clash->clash.mine != NULL;
		key = arena_format(arena,
				   is_mine ? _("! Changed meanwhile (%s). It goes to the bin all "
					       "the same; ^T keeps it.")
					   : _("! To the bin meanwhile (%s). ^S brings it back; ^T "
					       "leaves it there."),
				   clash->who);
		add_note(item, notes, (struct form_note){FORM_NOTE_FAULT, key, false});
		return;
	}
	add_note(item, notes,
		 (struct form_note){
			 FORM_NOTE_FAULT,
			 arena_format(arena, _("! theirs: %s (%s)"), clash->theirs, clash->who),
			 false});
	add_note(item, notes,
		 (struct form_note){FORM_NOTE_REMARK,
				    arena_format(arena, _("  was: %s"), clash->was), false});
	add_note(item, notes,
		 (struct form_note){FORM_NOTE_REMARK,
				    clash->takes_theirs
					    ? _("  ^T takes yours back, ^S saves theirs")
					    : _("  ^T takes theirs, ^S saves yours"),
				    false});
}

/* Columns of the longest of the offers that are shown. */
static int offer_width(const struct sheet_offers *found, size_t from, size_t count)
{
	int width = 0;

	for (size_t i = from; i < from + count; i++) {
		int own = uid_is_valid(found->items[i].text) ? 0 : text_width(found->items[i].text);
		width = own > width ? own : width;
	}
	return width;
}

static const char *format_offer(struct picture *picture, const struct sheet_offer *offer, int width)
{
	struct str text = STR_EMPTY;

	/* What has no name of its own is told by its detail. */
	if (uid_is_valid(offer->text)) {
		return offer->detail;
	}
	text_fit(&text, offer->text, width, screen_is_ascii(picture->app->host.screen));
	if (offer->detail[0] != '\0') {
		str_add_format(&text, "  %s", offer->detail);
	}
	const char *line = arena_text(picture->arena, str_text(&text));
	str_clear(&text);
	return line;
}

static void add_offers(struct picture *picture, struct form_item *item, struct form_note *notes)
{
	const struct form_offers *offers = &picture->form->offers;
	const struct sheet_offers *found = &offers->found;
	size_t room = picture->app->frame.body.rows < SMALL_ROWS ? OFFERS_SMALL : OFFERS_SHOWN;
	size_t count = found->count < room ? found->count : room;
	size_t from = 0;

	if (offers->chosen < found->count && offers->chosen >= count) {
		from = offers->chosen - count + 1;
	}
	picture->first_offer = from;
	int width = offer_width(found, from, count);
	for (size_t i = from; i < from + count; i++) {
		add_note(item, notes,
			 (struct form_note){FORM_NOTE_OFFER,
					    format_offer(picture, &found->items[i], width),
					    i == offers->chosen});
	}
	if (from + count < found->count) {
		size_t more = found->count - from - count;
		add_note(item, notes,
			 (struct form_note){FORM_NOTE_OFFER,
					    arena_format(picture->arena,
							 ngettext("(%zu more)", "(%zu more)", more),
							 more),
					    false});
	}
}

static void add_notes(struct picture *picture, size_t at)
{
	const struct form_row *row = &picture->form->rows.items[at];
	struct form_item *item = &picture->items[at];
	struct form_note notes[NOTES_MAX];
	const char *fault = fault_of(picture->form, row);

	if (at == picture->form->rows.at) {
		add_offers(picture, item, notes);
	}
	if (fault != NULL) {
		add_note(item, notes,
			 (struct form_note){FORM_NOTE_FAULT,
					    arena_format(picture->arena, "! %s", fault), false});
	}
	add_clash_notes(picture, row, item, notes);
	if (item->note_count > 0) {
		struct form_note *kept =
			arena_new_array(picture->arena, item->note_count, sizeof *kept);
		memcpy(kept, notes, item->note_count * sizeof *kept);
		item->notes = kept;
	}
}

static const char *heading_text(struct picture *picture, struct form_row *row)
{
	const struct sheet *sheet = picture->form->sheet;
	const char *summary = form_text(picture->app, row);

	if (!sheet_is_out(sheet, row->part)) {
		return summary;
	}
	return arena_format(picture->arena,
			    sheet->parts[row->part].base.uid != NULL ? _("[to the bin] %s")
								     : _("[left out] %s"),
			    summary);
}

static const char *heading_label(struct picture *picture, const struct form_row *row)
{
	enum mark mark = picture->form->is_open[row->part] ? MARK_UNFOLDED : MARK_FOLDED;
	enum record_kind kind = picture->form->sheet->parts[row->part].now.ref.kind;
	const char *title = child_words[kind].title;

	return arena_format(picture->arena, "%s %s", screen_mark(picture->app->host.screen, mark),
			    title != NULL ? _(title) : _(record_type(kind)->label));
}

static void gather_item(struct picture *picture, size_t at)
{
	struct form *form = picture->form;
	struct form_row *row = &form->rows.items[at];
	const struct field *field = form_field_of(form, row);
	struct form_item *item = &picture->items[at];

	item->kind = row->kind;
	item->text = "";
	switch (row->kind) {
	case FORM_FIELD:
		item->level = row->part > 0 ? 1 : 0;
		item->is_prose = field->kind == FIELD_PROSE;
		item->label = field->required
				      ? arena_format(picture->arena, "%s *", _(field->label))
				      : _(field->label);
		item->text = at == form->rows.at ? str_text(&form->prose.line.text)
						 : form_text(picture->app, row);
		break;
	case FORM_HEADING:
		item->label = heading_label(picture, row);
		item->text = heading_text(picture, row);
		break;
	case FORM_ADD:
		item->label = arena_format(picture->arena, "+ %s",
					   child_words[row->adds].add != NULL
						   ? _(child_words[row->adds].add)
						   : _(record_type(row->adds)->label));
		break;
	}
	add_notes(picture, at);
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

static int shown_width(const char *bytes, size_t len)
{
	struct str shown = STR_EMPTY;

	text_show(&shown, bytes, len, TEXT_LINE);
	int width = text_width(str_text(&shown));
	str_clear(&shown);
	return width;
}

/* The part of a line that is being edited that fits, with the cursor in it. */
static size_t scroll_line(const struct line *line, int columns)
{
	const char *text = str_text(&line->text);
	size_t from = 0;

	while (from < line->cursor && shown_width(text + from, line->cursor - from) >= columns) {
		from += cluster_length(text + from, line->text.len - from);
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
	free(part);
	if (!is_prose || picture->cursor_at == line->start) {
		int column = edited->cursor >= from
				     ? shown_width(text + from, edited->cursor - from)
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
	char *text = mem_copy_bytes(item->text + line->start, line->len);
	screen_text(picture->app->host.screen, row, place->text, place->text_width, STYLE_TEXT,
		    text);
	free(text);
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

static void draw_rows(struct app *app, struct area area)
{
	struct form *form = app->form;
	struct picture picture = {.app = app, .form = form, .area = area, .arena = arena_new()};

	picture.items = arena_new_array(picture.arena, form->rows.count, sizeof *picture.items);
	for (size_t i = 0; i < form->rows.count; i++) {
		gather_item(&picture, i);
	}
	form_lay_out(picture.items, form->rows.count, area.columns, &picture.lines);
	find_cursor_line(&picture);
	form->top = form_scroll(&picture.lines, form->rows.at, picture.cursor_line, form->top,
				(size_t)area.rows);
	for (int i = 0; i < area.rows && form->top + (size_t)i < picture.lines.count; i++) {
		draw_line(&picture, form->top + (size_t)i, area.row + i);
	}
	form_lines_clear(&picture.lines);
	arena_free(picture.arena);
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

/* What helps to fill the row under the cursor. */
static const char *help_of(struct form *form)
{
	const struct form_row *row = form_at(form);
	const struct field *field = form_field_of(form, row);

	if (field != NULL) {
		return _(field->help);
	}
	if (row->kind == FORM_ADD) {
		return _("Enter adds it; what stays empty is not saved.");
	}
	return sheet_is_out(form->sheet, row->part) ? _("d takes it in again.")
						    : _("Enter shows its fields, d takes it out.");
}

/* "old → new" of the field under the cursor, when it was changed. */
static void add_change(struct app *app, struct str *out)
{
	struct form *form = app->form;
	const char *now = str_text(&form->prose.line.text);
	const char *arrow = screen_is_ascii(app->host.screen) ? "->" : "→";
	struct str old = STR_EMPTY;

	if (form->before == NULL || strcmp(form->before, now) == 0) {
		return;
	}
	/* A long text leaves room for the new one. */
	str_add(&old, form->before[0] != '\0' ? form->before : _("(empty)"));
	int room = app->frame.columns / 3;
	if (text_width(str_text(&old)) > room) {
		struct str cut = STR_EMPTY;
		text_fit(&cut, str_text(&old), room, screen_is_ascii(app->host.screen));
		str_reset(&old);
		str_add(&old, str_text(&cut));
		str_clear(&cut);
	}
	str_add_format(out, "%s %s %s", str_text(&old), arrow, now[0] != '\0' ? now : _("(empty)"));
	str_clear(&old);
}

static void draw_foot(struct app *app, struct area area)
{
	struct form *form = app->form;
	struct screen *screen = app->host.screen;
	size_t count = form_count_changes(form);
	struct str change = STR_EMPTY;
	struct str number = STR_EMPTY;
	int last = area.row + area.rows - 1;

	if (count > 0) {
		add_change(app, &change);
		str_add_format(&number, ngettext("%zu change", "%zu changes", count), count);
	}
	bool has_line = count > 0 && (area.rows > 1 || change.len > 0);
	struct area help = area;
	help.rows -= has_line ? 1 : 0;
	if (help.rows > 0) {
		draw_wrapped(app, help, STYLE_DIM, help_of(form));
	}
	if (has_line) {
		int width = text_width(str_text(&number));
		int left = area.columns - width - 2;

		screen_text(screen, last, area.column, left, STYLE_TEXT, str_text(&change));
		screen_text(screen, last, area.column + left + 2, width, STYLE_DIM,
			    str_text(&number));
	}
	str_clear(&change);
	str_clear(&number);
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

	form_offers_update(app);
	draw_title(app);
	struct area foot = take_rows(&area, area.rows >= 7 ? 2 : area.rows >= 4 ? 1 : 0);
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
	if (foot.rows > 0) {
		draw_foot(app, foot);
	}
}
