/* SPDX-License-Identifier: MIT
 *
 * The words of a form: its title, what each row says and what stands below it, the help and the change
 * of the field under the cursor.
 */
#include <string.h>

#include "base/i18n.h"
#include "text/layout.h"
#include "tui/form_parts.h"

enum {
	NOTES_MAX = 16,	  /* below one row */
	OFFERS_SHOWN = 8, /* of many; fewer on a small screen */
	OFFERS_SMALL = 3,
	PROSE_LINES = 3, /* of a long text that the cursor is not in */
	SMALL_ROWS = 14,
};

/* Rows while they are gathered. */
struct gathering {
	struct app *app;
	struct form *form;
	struct arena *arena;
	struct form_item *items;
};

static const struct child_words {
	const char *title; /* of a heading */
	const char *add;
} child_words[RECORD_KINDS] = {
	[RECORD_ORGANISATION_NAME] = {N_("Other name"), N_("Add another name")},
	[RECORD_CHANNEL] = {N_("Address or number"), N_("Add an address or number")},
	[RECORD_MEMBERSHIP] = {N_("Term"), N_("Add a term")},
	[RECORD_EVENT_LINK] = {N_("Event"), N_("Add an event")},
	[RECORD_CITATION] = {N_("Citation"), N_("Add a citation")},
};

/* What ties an event to those who took part is seen from its other end in the form of the event. */
static const struct child_words event_words = {N_("Who or where"), N_("Add who or where")};

static const struct child_words *words_of_child(const struct form *form, enum record_kind kind)
{
	bool is_of_event = form->sheet->parts[0].now.ref.kind == RECORD_EVENT;

	return is_of_event && kind == RECORD_EVENT_LINK ? &event_words : &child_words[kind];
}

static const char *const new_titles[RECORD_KINDS] = {
	[RECORD_SOURCE] = N_("New source"),
	[RECORD_PLACE] = N_("New country"),
	[RECORD_ORGANISATION] = N_("New organisation"),
	[RECORD_PERSON] = N_("New person"),
	[RECORD_MEMBERSHIP] = N_("New term"),
	[RECORD_EVENT] = N_("New event"),
	[RECORD_PAGE] = N_("New page"),
};

void form_add_title(struct app *app, struct str *out)
{
	struct form *form = app->form;
	const struct record *base = &form->sheet->parts[0].base;
	const char *title = new_titles[form->sheet->parts[0].now.ref.kind];
	struct arena *arena = arena_new();

	if (form->sheet->copied != NULL && base->uid == NULL) {
		str_add_format(out, _("Copy of %s"), form->sheet->copied);
	} else if (base->uid == NULL) {
		str_add(out, title != NULL ? _(title) : _("New record"));
	} else {
		const char *label =
			sheet_label(form->sheet, app->host.store, base->ref.kind, base->uid, arena);
		str_add_format(out, _("Edit %s"), label != NULL ? label : "");
	}
	arena_free(arena);
}

static void add_note(struct form_item *item, struct form_note *notes, struct form_note note)
{
	if (item->note_count < NOTES_MAX) {
		notes[item->note_count++] = note;
	}
}

/* What others did to a record that both touched: one side took it out. */
static const char *clash_of_part(struct gathering *gathering, const struct form_clash *clash)
{
	const char *format =
		clash->clash.mine != NULL
			? N_("! Changed meanwhile by %s. ^S takes it out all the same, "
			     "^T keeps it.")
			: N_("! To the bin meanwhile by %s. ^S keeps it, ^T leaves it "
			     "there.");

	if (clash->takes_theirs) {
		format = N_("! Theirs is kept (%s). ^T takes yours back.");
	}
	return arena_format(gathering->arena, _(format), clash->who);
}

/* How the side is told that does not stand in the field. */
static const char *format_of_side(const struct form_clash *clash)
{
	if (clash->takes_theirs) {
		return N_("  yours: %s");
	}
	return strcmp(clash->other.text, clash->theirs) != 0 ? N_("  theirs, changed by you: %s")
							     : N_("  theirs: %s");
}

/* What the keys do: they save what stands in the field. */
static const char *keys_of_clash(const struct form_clash *clash, const struct form_item *item)
{
	const char *text = item->text[0] != '\0' ? item->text : _("(empty)");

	if (!clash->takes_theirs) {
		return _("  ^T takes theirs, ^S saves yours");
	}
	return strcmp(text, clash->theirs) != 0 ? _("  ^T takes yours, ^S saves this")
						: _("  ^T takes yours, ^S saves theirs");
}

static void add_clash_notes(struct gathering *gathering, const struct form_row *row,
			    struct form_item *item, struct form_note *notes)
{
	const struct form_clash *clash = form_clash_at(gathering->form, row);
	struct arena *arena = gathering->arena;

	if (clash == NULL) {
		return;
	}
	const struct form_side *side = clash->takes_theirs ? &clash->mine : &clash->other;
	struct form_note note = {.kind = FORM_NOTE_FAULT};
	if (clash->is_about_part) {
		note.text = clash_of_part(gathering, clash);
		add_note(item, notes, note);
		return;
	}
	note.text = arena_format(arena, _("! Also changed by %s"), clash->who);
	add_note(item, notes, note);
	note.kind = FORM_NOTE_REMARK;
	/* The one of the two that does not stand in the field. */
	note.text = arena_format(arena, _(format_of_side(clash)), side->text);
	add_note(item, notes, note);
	note.text = arena_format(arena, _("  before: %s"), clash->was);
	add_note(item, notes, note);
	note.text = keys_of_clash(clash, item);
	add_note(item, notes, note);
}

/* Columns for the values of the offers that are shown: as many as the longest takes, with room for what
 * tells them apart. */
static int offer_width(const struct sheet_offers *found, size_t from, size_t count, int columns)
{
	int width = 0;
	int detail = 0;

	for (size_t i = from; i < from + count; i++) {
		int own = uid_is_valid(found->items[i].text) ? 0 : text_width(found->items[i].text);
		int other = text_width(found->items[i].detail);

		width = own > width ? own : width;
		detail = other > detail ? other : detail;
	}
	detail = detail > columns / 3 ? columns / 3 : detail;
	int room = columns - (detail > 0 ? detail + 2 : 0);
	return width < room ? width : room;
}

static const char *format_offer(struct gathering *gathering, const struct sheet_offer *offer,
				int width)
{
	struct str text = STR_EMPTY;

	/* What has no name of its own is told by its detail. */
	if (uid_is_valid(offer->text)) {
		return offer->detail;
	}
	text_fit(&text, offer->text, width, screen_is_ascii(gathering->app->host.screen));
	if (offer->detail[0] != '\0') {
		str_add_format(&text, "  %s", offer->detail);
	}
	const char *line = arena_text(gathering->arena, str_text(&text));
	str_clear(&text);
	return line;
}

static void add_offers(struct gathering *gathering, struct form_item *item, struct form_note *notes)
{
	const struct form_offers *offers = &gathering->form->offers;
	const struct sheet_offers *found = &offers->found;
	size_t room = gathering->app->frame.body.rows < SMALL_ROWS ? OFFERS_SMALL : OFFERS_SHOWN;
	size_t count = found->count < room ? found->count : room;
	size_t from = 0;

	if (offers->chosen < found->count && offers->chosen >= count) {
		from = offers->chosen - count + 1;
	}
	/* Two columns stand in front of an offer. */
	int columns = form_columns_of(gathering->app->frame.columns, item->level).text_width - 2;
	int width = offer_width(found, from, count, columns);
	for (size_t i = from; i < from + count; i++) {
		add_note(item, notes,
			 (struct form_note){FORM_NOTE_OFFER,
					    format_offer(gathering, &found->items[i], width),
					    i == offers->chosen});
	}
	if (from + count < found->count) {
		size_t more = found->count - from - count;
		add_note(item, notes,
			 (struct form_note){FORM_NOTE_OFFER,
					    arena_format(gathering->arena,
							 ngettext("(%zu more)", "(%zu more)", more),
							 more),
					    false});
	}
}

static void add_notes(struct gathering *gathering, size_t at)
{
	struct form_row *row = &gathering->form->rows.items[at];
	struct form_item *item = &gathering->items[at];
	struct form_note notes[NOTES_MAX];
	const char *fault = form_fault(gathering->form, row);
	const char *remark =
		fault == NULL ? form_remark(gathering->app, row, gathering->arena) : NULL;

	if (at == gathering->form->rows.at) {
		add_offers(gathering, item, notes);
	}
	if (fault != NULL) {
		add_note(item, notes,
			 (struct form_note){FORM_NOTE_FAULT,
					    arena_format(gathering->arena, "! %s", fault), false});
	}
	if (remark != NULL) {
		add_note(item, notes, (struct form_note){FORM_NOTE_REMARK, remark, false});
	}
	add_clash_notes(gathering, row, item, notes);
	if (item->note_count > 0) {
		struct form_note *kept =
			arena_new_array(gathering->arena, item->note_count, sizeof *kept);
		memcpy(kept, notes, item->note_count * sizeof *kept);
		item->notes = kept;
	}
}

static const char *heading_text(struct gathering *gathering, struct form_row *row)
{
	const struct sheet *sheet = gathering->form->sheet;
	const char *summary = form_text(gathering->app, row);
	enum record_kind kind = sheet->parts[row->part].now.ref.kind;

	/* What has no values yet is called by its kind, which the label says already. */
	if (strcmp(summary, _(record_type(kind)->label)) == 0) {
		summary = _("(new)");
	}
	if (!sheet_is_out(sheet, row->part)) {
		return summary;
	}
	return arena_format(gathering->arena,
			    sheet->parts[row->part].base.uid != NULL ? _("[to the bin] %s")
								     : _("[left out] %s"),
			    summary);
}

static const char *heading_label(struct gathering *gathering, const struct form_row *row)
{
	enum mark mark = gathering->form->is_open[row->part] ? MARK_UNFOLDED : MARK_FOLDED;
	enum record_kind kind = gathering->form->sheet->parts[row->part].now.ref.kind;
	const char *title = words_of_child(gathering->form, kind)->title;

	return arena_format(gathering->arena, "%s %s",
			    screen_mark(gathering->app->host.screen, mark),
			    title != NULL ? _(title) : _(record_type(kind)->label));
}

static const char *add_label(struct gathering *gathering, enum record_kind kind)
{
	const char *words = words_of_child(gathering->form, kind)->add;

	return arena_format(gathering->arena, "%s %s",
			    /* In ASCII the sign is that of what is folded. */
			    screen_is_ascii(gathering->app->host.screen) ? " " : "+",
			    words != NULL ? _(words) : _(record_type(kind)->label));
}

static void gather_item(struct gathering *gathering, size_t at)
{
	struct form *form = gathering->form;
	struct form_row *row = &form->rows.items[at];
	const struct field *field = form_field_of(form, row);
	struct form_item *item = &gathering->items[at];

	item->kind = row->kind;
	item->text = "";
	switch (row->kind) {
	case FORM_FIELD:
		item->level = row->part > 0 ? 1 : 0;
		item->is_prose = field->kind == FIELD_PROSE;
		item->most_lines = at == form->rows.at ? 0 : PROSE_LINES;
		item->label = field->required
				      ? arena_format(gathering->arena, "%s *", _(field->label))
				      : _(field->label);
		item->text = at == form->rows.at ? str_text(&form->prose.line.text)
						 : form_text(gathering->app, row);
		break;
	case FORM_HEADING:
		item->label = heading_label(gathering, row);
		item->text = heading_text(gathering, row);
		break;
	case FORM_ADD:
		item->label = add_label(gathering, row->adds);
		break;
	}
	add_notes(gathering, at);
}

struct form_item *form_items(struct app *app, struct arena *arena)
{
	struct form *form = app->form;
	struct gathering gathering = {app, form, arena, NULL};

	gathering.items = arena_new_array(arena, form->rows.count, sizeof *gathering.items);
	for (size_t i = 0; i < form->rows.count; i++) {
		gather_item(&gathering, i);
	}
	return gathering.items;
}

const char *form_help(struct form *form, struct arena *arena)
{
	const struct form_row *row = form_at(form);
	const struct field *field = form_field_of(form, row);

	if (field != NULL && field->kind == FIELD_DATE) {
		return arena_format(arena, _("%s 2026, 2026-11, 2026-11-23 or today."),
				    _(field->help));
	}
	if (field != NULL) {
		return _(field->help);
	}
	if (row->kind == FORM_ADD) {
		return _("Enter adds it; what stays empty is not saved.");
	}
	if (sheet_is_out(form->sheet, row->part)) {
		return _("d takes it in again.");
	}
	return form->is_open[row->part] ? _("Enter folds its fields away, d takes it out.")
					: _("Enter shows its fields, d takes it out.");
}

void form_add_change(struct app *app, struct str *out)
{
	struct form *form = app->form;
	const struct sheet_offer *marked = form_offers_marked(form);
	const char *now = marked != NULL ? marked->text : str_text(&form->prose.line.text);
	const char *arrow = screen_is_ascii(app->host.screen) ? "->" : "→";
	struct str old = STR_EMPTY;

	if (form->before == NULL || strcmp(form->before, now) == 0) {
		return;
	}
	if (marked != NULL && uid_is_valid(marked->text)) {
		now = marked->detail;
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
