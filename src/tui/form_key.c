/* SPDX-License-Identifier: MIT
 *
 * The keys of a form: a row for each, from which the hints at the foot and the help are made. What is in
 * no row is typed into the field under the cursor.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "text/layout.h"
#include "tui/action.h"
#include "tui/command.h"
#include "tui/form_parts.h"
#include "tui/keymap.h"

/* Where a key makes sense. */
enum {
	IN_LINE = 1 << 0,
	IN_PROSE = 1 << 1,
	IN_CONTROLLED = 1 << 2, /* values can be offered for it */
	IN_FLAG = 1 << 3,
	IN_OFFERS = 1 << 4, /* they are shown */
	IN_CLASH = 1 << 5,
	ON_HEADING = 1 << 6,
	ON_ADD = 1 << 7,
	IN_TURNED = 1 << 8, /* theirs stands there for now */
	IN_FIELD = IN_LINE | IN_PROSE,
	EVERYWHERE = IN_FIELD | ON_HEADING | ON_ADD,
};

/* Rows on a screen, about: how far PgDn goes. */
static size_t page_of(const struct app *app)
{
	return app->frame.body.rows > 8 ? (size_t)(app->frame.body.rows - 6) : 3;
}

/* Whatever leaves a field takes the value that is marked there. */
static void move(struct app *app, long rows)
{
	struct form *form = app->form;
	struct form_row left = *form_at(form);
	bool was_typing = form->is_typing;
	size_t back = rows < 0 ? (size_t)-rows : 0;
	size_t at = form->rows.at;

	form_offers_take(app);
	at = rows < 0 ? (at > back ? at - back : 0) : at + (size_t)rows;
	if (form_go(app, at)) {
		form_tell_remarks(app, &left, was_typing);
	}
}

static void go_up(struct app *app)
{
	move(app, -1);
}

static void go_down(struct app *app)
{
	move(app, 1);
}

static void page_up(struct app *app)
{
	move(app, -(long)page_of(app));
}

static void page_down(struct app *app)
{
	move(app, (long)page_of(app));
}

static void go_on(struct app *app)
{
	if (!form_offers_complete(app)) {
		move(app, 1);
	}
}

static void choose_next(struct app *app)
{
	if (!form_offers_move(app, 1)) {
		move(app, 1);
	}
}

static void choose_previous(struct app *app)
{
	if (!form_offers_move(app, -1)) {
		move(app, -1);
	}
}

static void close_offers(struct app *app)
{
	form_offers_close(app->form);
}

static void fold(struct app *app)
{
	struct form *form = app->form;
	size_t part = form_at(form)->part;

	form->is_open[part] = !form->is_open[part];
	form->was_unfolded = form->is_open[part];
	form_set_rows(form);
}

static void add(struct app *app)
{
	struct form *form = app->form;
	size_t part = sheet_add(form->sheet, form_at(form)->adds);

	form_insert_part(form, part);
	form->is_open[part] = true;
	form->was_unfolded = true;
	form_set_rows(form);
	form_go_to(app, part, -1);
	move(app, 1);
}

static void take_out(struct app *app)
{
	struct form *form = app->form;
	size_t part = form_at(form)->part;

	sheet_take_out(form->sheet, part, !sheet_is_out(form->sheet, part));
	form->faults.count = 0;
	form_take_text(app);
}

static void turn_flag(struct app *app)
{
	struct form *form = app->form;
	bool was_yes = strcmp(str_text(&form->prose.line.text), _("yes")) == 0;

	line_set(&form->prose.line, was_yes ? _("no") : _("yes"));
	form_offers_close(form);
	form_commit(app);
	form->is_whole = true;
}

static void redraw(struct app *app)
{
	screen_redraw(app->host.screen);
}

static void suspend(struct app *app)
{
	screen_suspend(app->host.screen);
}

static void show_help(struct app *app);

/* The first row whose place fits has the key. Hints stand in this order, what is needed most first. */
static const struct form_key {
	const char *keys; /* divided by blanks */
	unsigned where;
	void (*run)(struct app *app);
	const char *hint; /* for the foot, marked with N_(); or NULL */
	const char *help; /* marked with N_() */
} form_keys[] = {
	{"^T", IN_CLASH, form_clash_turn, N_("theirs"),
	 N_("Take what another program saved in this field")},
	{"^T", IN_TURNED, form_clash_turn, N_("yours"), N_("Take yours again")},
	{"Down ^N", IN_OFFERS, choose_next, N_("choose"),
	 N_("Mark the next value offered; behind the last one take it and go on")},
	{"Up ^P", IN_OFFERS, choose_previous, NULL, N_("Mark the value above; none at the top")},
	{"Enter", IN_OFFERS, go_on, N_("take"),
	 N_("Take the value that is marked and go on; mark the first when several fit")},
	{"Esc ^G ^C", IN_OFFERS, close_offers, NULL, N_("Close what is offered; the text stays")},
	{"Enter Space", ON_ADD, add, N_("add"), N_("Add a record that belongs to this one")},
	{"Enter Space", ON_HEADING, fold, N_("fold"), N_("Unfold or fold what belongs to it")},
	{"d Delete", ON_HEADING, take_out, N_("take out"),
	 N_("Take it out, to the bin when saved; again takes it in")},
	{"Space", IN_FLAG, turn_flag, N_("yes/no"), N_("Turn yes into no, no into yes")},
	{"^S F2", EVERYWHERE, form_save, N_("save"), N_("Save")},
	{"Esc ^G ^C", EVERYWHERE, form_leave, N_("leave"),
	 N_("Leave the form; asks when something was changed")},
	{"^N", IN_CONTROLLED, form_offers_ask, N_("list"),
	 N_("List the values that may stand here")},
	{"Tab", EVERYWHERE, go_on, N_("next"),
	 N_("Go to the next field; takes the value that is marked or the only one that fits")},
	{"S-Tab", EVERYWHERE, go_up, NULL, N_("Go to the field before")},
	{"Enter", IN_LINE, go_on, NULL,
	 N_("Go to the next field; in a text of several lines begin a line")},
	{"Up ^P", IN_LINE | ON_HEADING | ON_ADD, go_up, NULL, N_("Go to the row above")},
	{"Down ^N", IN_LINE | ON_HEADING | ON_ADD, go_down, NULL, N_("Go to the row below")},
	{"PgUp", EVERYWHERE, page_up, NULL, N_("Go up some rows")},
	{"PgDn", EVERYWHERE, page_down, NULL, N_("Go down some rows")},
	{"^O", IN_FIELD, form_edit_outside, N_("editor"), N_("Open the field in your editor")},
	{"^L", EVERYWHERE, redraw, NULL, N_("Draw the screen again")},
	{"^Z", EVERYWHERE, suspend, NULL, N_("Suspend the program; fg brings it back")},
	{"F1", EVERYWHERE, show_help, NULL, N_("Show these keys")},
};

enum { KEY_COUNT = sizeof form_keys / sizeof *form_keys, HELP_COLUMNS = 18 };

/* What line.c does with keys, in the words of the help. */
static const char *const line_help[][2] = {
	{"Left ^B", N_("A letter to the left; Alt-b a word")},
	{"Right ^F", N_("A letter to the right; Alt-f a word")},
	{"Home ^A", N_("To the beginning of the line")},
	{"End ^E", N_("To the end of the line")},
	{"Backspace", N_("Delete the letter before")},
	{"Delete ^D", N_("Delete the letter under the cursor")},
	{"^W", N_("Take out the word before; Alt-d the one behind")},
	{"^U", N_("Take out all before the cursor")},
	{"^K", N_("Take out all behind the cursor")},
	{"^Y", N_("Put back what was taken out last, in any field")},
	{"^T", N_("Swap two letters")},
};

/* The rows as help lists them: what works in any field first, then what only some places have. Gives the
 * row after one, the first for -1; KEY_COUNT when there is none. */
static int next_in_help(int row)
{
	bool was_general = row < 0 || (form_keys[row].where & IN_LINE) != 0;

	for (int i = row + 1; was_general && i < KEY_COUNT; i++) {
		if ((form_keys[i].where & IN_LINE) != 0) {
			return i;
		}
	}
	for (int i = was_general ? 0 : row + 1; i < KEY_COUNT; i++) {
		if ((form_keys[i].where & IN_LINE) == 0) {
			return i;
		}
	}
	return KEY_COUNT;
}

void form_key_table(struct str *out)
{
	str_add_format(out, "%s\n", _("In a form"));
	for (int i = next_in_help(-1); i < KEY_COUNT; i = next_in_help(i)) {
		str_add_format(out, "  %-22s %s\n", form_keys[i].keys, _(form_keys[i].help));
	}
}

static void show_help(struct app *app)
{
	struct doc *doc = app_open_overlay(app, _("Keys of the form: q closes"));

	doc->wanted = HELP_COLUMNS;
	doc_add(doc, &(struct card_line){.role = CARD_TITLE, .text = _("In a form")});
	doc_add(doc,
		&(struct card_line){
			.role = CARD_PROSE,
			.text = _("A field with * must be filled. Dates may be a year, a month "
				  "or a day: 2011, 2011-05, 2011-05-17; today is today.")});
	for (int i = next_in_help(-1); i < KEY_COUNT; i = next_in_help(i)) {
		doc_add(doc, &(struct card_line){.role = CARD_FIELD,
						 .label = form_keys[i].keys,
						 .text = _(form_keys[i].help)});
	}
	doc_add(doc, &(struct card_line){.role = CARD_TITLE, .text = _("In a text")});
	for (size_t i = 0; i < sizeof line_help / sizeof *line_help; i++) {
		doc_add(doc, &(struct card_line){.role = CARD_FIELD,
						 .label = line_help[i][0],
						 .text = _(line_help[i][1])});
	}
}

static unsigned place_of_cursor(struct app *app)
{
	struct form *form = app->form;
	const struct form_row *row = form_at(form);
	const struct field *field = form_field_of(form, row);
	const struct form_clash *clash = form_clash_at(form, row);
	unsigned place = clash == NULL ? 0 : clash->takes_theirs ? IN_TURNED : IN_CLASH;

	if (field == NULL) {
		return place | (row->kind == FORM_ADD ? ON_ADD : ON_HEADING);
	}
	place |= field->kind == FIELD_PROSE ? IN_PROSE : IN_LINE;
	place |= field->kind == FIELD_FLAG ? IN_FLAG : 0;
	form_offers_update(app);
	if (form->offers.found.count > 0) {
		return place | IN_OFFERS;
	}
	return place | (form_is_controlled(field) ? IN_CONTROLLED : 0);
}

static const struct form_key *find_key(struct app *app, uint32_t code)
{
	unsigned place = place_of_cursor(app);

	for (size_t i = 0; i < KEY_COUNT; i++) {
		if ((form_keys[i].where & place) != 0 && keys_hold(form_keys[i].keys, code)) {
			return &form_keys[i];
		}
	}
	return NULL;
}

/* Takes out a value that stands there as a whole, for a letter or a paste that comes in its place. ^Y
 * puts it back. Gives whether the key has done its work with that. */
static bool replace_whole(struct form *form, uint32_t code)
{
	bool deletes = code == SCREEN_KEY_BACKSPACE || code == SCREEN_KEY_DELETE;
	bool types = code == SCREEN_KEY_PASTE || (code >= ' ' && code <= 0x10FFFF);

	if (form->is_whole && (deletes || types)) {
		line_key(&form->prose.line, &(struct key){.code = 'U' - '@'});
	}
	deletes = deletes && form->is_whole;
	form->is_whole = false;
	return deletes;
}

static void text_changed(struct app *app)
{
	app->form->is_typing = true;
	app->form->needs_keeping = true;
	form_offers_open(app);
}

/* At its edges the cursor leaves a text of several lines. */
static void leave_prose(struct app *app, uint32_t code)
{
	if (code == SCREEN_KEY_UP || code == 'P' - '@') {
		move(app, -1);
	} else if (code == SCREEN_KEY_DOWN || code == 'N' - '@') {
		move(app, 1);
	} else {
		app_say(app, _("That key does nothing here. F1 shows the keys."));
	}
}

/* What is no command is text. */
static void type_key(struct app *app, const struct key *key)
{
	struct form *form = app->form;
	const struct form_row *row = form_at(form);

	if (row->kind == FORM_ADD) {
		app_say(app, _("Nothing is typed here: Enter adds one."));
		return;
	}
	if (row->kind != FORM_FIELD) {
		app_say(app, _("That key does nothing here. F1 shows the keys."));
		return;
	}
	form->prose.width = form_wrap_width(app->frame.columns, row->part > 0 ? 1 : 0);
	if (replace_whole(form, key->code)) {
		text_changed(app);
		return;
	}
	switch (prose_key(&form->prose, key)) {
	case LINE_CHANGED:
		text_changed(app);
		break;
	case LINE_MOVED:
		break;
	case LINE_IGNORED:
		leave_prose(app, key->code);
		break;
	}
}

/* Over a form only what moves in the help and closes it does anything. */
static void run_overlay_key(struct app *app, const struct key *key)
{
	const struct command *command = command_of_key(app, key->code);
	bool is_harmless =
		command != NULL && (command->group == GROUP_MOVE || command->group == GROUP_FIND ||
				    command->run == act_back || command->run == act_quit ||
				    command->run == act_cancel || command->run == act_redraw ||
				    command->run == act_suspend);

	if (is_harmless) {
		command->run(app, "", command->amount);
	} else {
		app_say(app, _("A form is open below. q goes back to it."));
	}
}

void form_key(struct app *app, const struct key *key)
{
	if (app->overlay != NULL) {
		run_overlay_key(app, key);
		return;
	}
	const struct form_key *row = find_key(app, key->code);

	if (row != NULL) {
		row->run(app);
	} else {
		type_key(app, key);
	}
}

void form_add_hints(struct app *app, int columns, struct str *out)
{
	unsigned place = place_of_cursor(app);
	const char *help = _("F1 help");
	int room = columns - text_width(help) - 2;

	for (size_t i = 0; i < KEY_COUNT; i++) {
		const char *gap = out->len > 0 ? "  " : "";
		int len = (int)strcspn(form_keys[i].keys, " ");

		if (form_keys[i].hint == NULL || (form_keys[i].where & place) == 0) {
			continue;
		}
		const char *hint = _(form_keys[i].hint);
		int width = text_width(gap) + len + 1 + text_width(hint);
		if (text_width(str_text(out)) + width <= room) {
			str_add_format(out, "%s%.*s %s", gap, len, form_keys[i].keys, hint);
		}
	}
	str_add_format(out, "%s%s", out->len > 0 ? "  " : "", help);
}
