/* SPDX-License-Identifier: MIT
 *
 * The foot: the keys that help here, what was said, and the prompt.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "text/clean.h"
#include "text/layout.h"
#include "tui/command.h"
#include "tui/state.h"
#include "tui/view.h"

/* Rows that what was said may take at most. */
enum { MESSAGE_ROWS = 6 };

/* What a hint is for, besides the place. */
enum hint_line {
	LINE_ANY,
	LINE_TERM,     /* the line tells of a term */
	LINE_PAIR,     /* it tells of two people who are likely one */
	LINE_CHANNEL,  /* it tells of an address or a number */
	LINE_LEADS,    /* it leads somewhere */
	LINE_NOT_TERM, /* it tells of no term */
};

/* What the foot offers: commands by name, so that their keys are written in one place only. What is
 * needed most stands first, since a small screen has room for little. */
static const struct hint {
	const char *first;  /* command */
	const char *second; /* another one whose key stands beside it, or NULL */
	const char *text;   /* what it does, in a word or two */
	unsigned where;
	enum hint_line line;
} hints[] = {
	{"back", NULL, N_("back"), IN_CARD, LINE_ANY},
	{"quit", NULL, N_("back"), IN_HELP, LINE_ANY},
	{"restore", NULL, N_("restore"), IN_BIN, LINE_ANY},
	{"show-action", NULL, N_("show"), IN_ACTIONS, LINE_ANY},
	{"undo-action", NULL, N_("take back"), IN_ACTIONS | IN_ACTION, LINE_ANY},
	{"restore-field", NULL, N_("put back"), IN_CHANGES, LINE_ANY},
	{"succeed", NULL, N_("successor"), IN_CARD | IN_RECORDS, LINE_TERM},
	{"open", NULL, N_("open"), IN_RECORDS | IN_BIN, LINE_LEADS},
	{"end-term", NULL, N_("end"), IN_CARD | IN_RECORDS, LINE_TERM},
	{"verify", NULL, N_("works"), IN_CARD | IN_RECORDS, LINE_CHANNEL},
	{"tell-apart", NULL, N_("are two"), IN_RECORDS, LINE_PAIR},
	{"edit", NULL, N_("edit"), IN_RECORDS, LINE_LEADS},
	{"add", NULL, N_("add"), IN_KIND, LINE_ANY},
	{"open", NULL, N_("open"), IN_LIST | IN_TEXT, LINE_ANY},
	{"open", NULL, N_("open"), IN_CARD, LINE_LEADS},
	{"edit", NULL, N_("edit"), IN_CARD, LINE_ANY},
	{"add", NULL, N_("add"), IN_CARD, LINE_ANY},
	{"terms", NULL, N_("terms"), IN_CARD, LINE_TERM},
	{"changes", NULL, N_("history"), IN_CARD, LINE_NOT_TERM},
	{"editor", NULL, N_("editor"), IN_CARD, LINE_NOT_TERM},
	{"filter", NULL, N_("filter"), IN_LIST, LINE_ANY},
	{"add", NULL, N_("add"), IN_LIST | IN_TEXT, LINE_ANY},
	{"edit", NULL, N_("edit"), IN_LIST | IN_TEXT, LINE_ANY},
	{"filter", NULL, N_("search"), IN_TEXT | IN_CARD | IN_HELP, LINE_ANY},
	{"next-pane", NULL, N_("pane"), IN_LIST | IN_TEXT, LINE_ANY},
	{"quit", NULL, N_("leave"), IN_LIST | IN_TEXT, LINE_ANY},
	{"next-record", "previous-record", N_("next"), IN_CARD, LINE_ANY},
	{"more", "less", N_("detail"), IN_HISTORY, LINE_ANY},
	{"fold", NULL, N_("fold"), IN_AGENCIES, LINE_ANY},
	{"sort", NULL, N_("sort"), IN_PEOPLE, LINE_ANY},
	{"tag", NULL, N_("tag"), IN_PEOPLE | IN_HISTORY, LINE_ANY},
	{"down", "up", N_("move"), IN_LIST | IN_TEXT | IN_CARD | IN_HELP, LINE_ANY},
};

static const struct hint help_hint = {"help", NULL, N_("help"), ANYWHERE, LINE_ANY};

/* On the card of what lies in the bin nothing else can be changed. */
static const struct hint binned_hints[] = {
	{"back", NULL, N_("back"), IN_CARD, LINE_ANY},
	{"restore", NULL, N_("restore"), IN_CARD, LINE_ANY},
	{"open", NULL, N_("open"), IN_CARD, LINE_LEADS},
	{"changes", NULL, N_("history"), IN_CARD, LINE_ANY},
	{"filter", NULL, N_("search"), IN_CARD, LINE_ANY},
};

static bool is_line_of(struct app *app, const struct hint *hint)
{
	const struct doc_line *line = app_line(app);
	bool is_part = line != NULL && line->about.id != 0;
	bool is_term = is_part && line->about.kind == RECORD_MEMBERSHIP;

	switch (hint->line) {
	case LINE_TERM:
		return is_term;
	case LINE_NOT_TERM:
		return !is_term;
	case LINE_PAIR:
		return line != NULL && doc_line_is_pair(line);
	case LINE_CHANNEL:
		return is_part && line->about.kind == RECORD_CHANNEL;
	case LINE_LEADS:
		return line != NULL && (line->link.id != 0 || line->url != NULL);
	case LINE_ANY:
		break;
	}
	return true;
}

/* Whether a hint is for here, and what it offers can be done. */
static bool is_hint_of(struct app *app, const struct hint *hint)
{
	const struct command *command = command_of_name(hint->first, strlen(hint->first));
	struct command place = {.where = hint->where};

	return command_is_here(app, &place) && command_is_offered(app, command) &&
	       is_line_of(app, hint);
}

/* Whether the focus is on the card of a record that lies in the bin. */
static bool is_binned_card(struct app *app)
{
	struct arena *arena = arena_new();
	struct record record;
	bool is_binned = app->overlay == NULL && app->on_card && app->card_ref.id != 0 &&
			 record_get(app->host.store, app->card_ref, arena, &record, NULL) &&
			 record.binned != NULL;

	arena_free(arena);
	return is_binned;
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
	if (app->form != NULL && app->overlay == NULL) {
		form_add_hints(app, columns, out);
		return;
	}
	struct str hint = STR_EMPTY;
	struct str help = STR_EMPTY;

	if (app->overlay == NULL || app->overlay_view.fill != NULL) {
		format_hint(&help_hint, &help);
		columns -= text_width(str_text(&help)) + 2;
	}
	bool is_binned = is_binned_card(app);
	const struct hint *rows = is_binned ? binned_hints : hints;
	size_t count = is_binned ? sizeof binned_hints / sizeof *binned_hints
				 : sizeof hints / sizeof *hints;
	for (size_t i = 0; i < count; i++) {
		format_hint(&rows[i], &hint);
		const char *gap = out->len > 0 ? "  " : "";
		int width =
			text_width(str_text(out)) + text_width(gap) + text_width(str_text(&hint));
		if (width <= columns && is_hint_of(app, &rows[i])) {
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

	if (app->frame.mode != FRAME_SINGLE || (app->form != NULL && app->overlay == NULL)) {
		return;
	}
	/* An empty list says in words that it is empty: neither a 0 nor the count of their rows helps. */
	bool is_empty_list = pane->type->is_text && pane->type->summary != NULL;
	if (!is_empty_list) {
		view_add_summary(app, pane, out);
	}
	if (pane->type->is_text && !is_empty_list && pane->list.count > 0) {
		str_add_format(out, "%s%zu/%zu", out->len > 0 ? "  " : "", pane->list.selected + 1,
			       pane->list.count);
	}
	if (store_is_read_only(app->host.store)) {
		str_add_format(out, "%s%s", out->len > 0 ? "  " : "", _("read-only"));
	}
}

/* Rows that what was said may take. In a form the row of the cursor stays in sight; lists make room. */
static int message_rows(struct app *app, size_t wanted)
{
	int most = app->frame.rows / 2 < MESSAGE_ROWS ? app->frame.rows / 2 : MESSAGE_ROWS;
	int row = 0;
	int column = 0;

	if (app->form != NULL && app->overlay == NULL) {
		screen_get_cursor(app->host.screen, &row, &column);
		int left = app->frame.rows - 1 - row;
		most = left < most ? left : most;
	}
	return wanted < (size_t)most ? (int)wanted : most > 1 ? most : 1;
}

/* What was said, in as many rows as it takes and there are. Gives the first of them. */
static int draw_message(struct app *app)
{
	int pad = view_pad(app);
	int columns = app->frame.columns - 2 * pad;
	struct str text = STR_EMPTY;
	struct text_lines lines = {0};

	text_show(&text, str_text(&app->message), app->message.len, TEXT_LINE);
	text_wrap(str_text(&text), columns, &lines);
	int rows = message_rows(app, lines.count);
	for (int i = 0; i < rows; i++) {
		const char *from = str_text(&text) + lines.items[i].start;
		/* What has no room for all its rows ends with an ellipsis. */
		char *line = i + 1 < rows ? mem_copy_bytes(from, lines.items[i].len)
					  : mem_copy_text(from);
		int row = app->frame.rows - rows + i;

		screen_text(app->host.screen, row, 0, app->frame.columns, app->message_style, "");
		screen_text(app->host.screen, row, pad, columns, app->message_style, line);
		free(line);
	}
	text_lines_clear(&lines);
	str_clear(&text);
	return app->frame.rows - rows;
}

int view_draw_foot(struct app *app)
{
	struct screen *screen = app->host.screen;
	int row = app->frame.rows - 1;
	int pad = view_pad(app);
	struct str left = STR_EMPTY;
	struct str right = STR_EMPTY;

	if (app->message.len > 0) {
		return draw_message(app);
	}
	add_state(app, &right);
	if (app->reason != NULL) {
		str_add_format(&left, _("reason: %s"), app->reason);
		if (text_width(str_text(&left)) > app->frame.columns / 2) {
			str_reset(&left);
			str_add(&left, _("with a reason"));
		}
	}
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
	return row;
}

void view_draw_line(struct app *app, const struct line *line, struct area area)
{
	const char *text = str_text(&line->text);
	struct str head = STR_EMPTY;
	size_t from = 0;

	str_add_bytes(&head, text, line->cursor);
	while (text_width(str_text(&head) + from) >= area.columns && from < head.len) {
		from++;
		while (from < head.len && ((unsigned char)head.data[from] & 0xC0) == 0x80) {
			from++;
		}
	}
	screen_text(app->host.screen, area.row, area.column, area.columns, STYLE_TEXT, text + from);
	screen_cursor(app->host.screen, area.row, area.column + text_width(str_text(&head) + from));
	str_clear(&head);
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

void view_draw_prompt(struct app *app)
{
	struct screen *screen = app->host.screen;
	int row = app->frame.rows - 1;
	struct str found = STR_EMPTY;

	add_found(app, &found);
	int right = text_width(str_text(&found));
	int room = app->frame.columns - right - 2;
	if (room < 10) {
		room = app->frame.columns - 1;
		str_reset(&found);
	}
	screen_text(screen, row, 0, app->frame.columns, STYLE_TEXT,
		    app->prompt.kind == PROMPT_COMMAND ? ":" : "/");
	screen_text(screen, row, app->frame.columns - right, right, STYLE_DIM, str_text(&found));
	view_draw_choices(app, row);
	view_draw_line(app, &app->prompt.line, (struct area){row, 1, 1, room});
	str_clear(&found);
}
