/* SPDX-License-Identifier: MIT
 *
 * Drawing the question that is open: its words in as many rows as they take, the answers or the line
 * to type below them, and what Tab offers above all.
 */
#include <stdlib.h>

#include "base/i18n.h"
#include "text/clean.h"
#include "text/layout.h"
#include "tui/state.h"
#include "tui/view.h"

#include <string.h>

/* Rows that stay free for what the question is about. */
enum { ROWS_ABOVE = 2 };

/* Adds "[s]ave", or "y yes, move it" where the word does not begin with the letter. */
static void add_answer(const struct answer *answer, struct str *out)
{
	const char *label = _(answer->label);

	str_add(out, out->len > 0 ? "  " : "");
	if ((unsigned char)label[0] == answer->key) {
		str_add_format(out, "[%c]%s", (char)answer->key, label + 1);
	} else {
		str_add_format(out, "[%c] %s", (char)answer->key, label);
	}
}

/* What stands below the words of the question, and what was said of a wrong key. */
static void add_answers(const struct question *question, struct str *out)
{
	for (size_t i = 0; i < question->count; i++) {
		add_answer(&question->answers[i], out);
	}
	if (question->is_repeated) {
		str_add_format(out, "  %s", _("One of these letters, or Esc."));
	}
}

/* Draws wrapped lines from a row on, the last ones where there is no room for all. */
static void draw_lines(struct app *app, const char *text, const struct text_lines *lines, int row,
		       int rows)
{
	int pad = view_pad(app);
	size_t skipped = lines->count > (size_t)rows ? lines->count - (size_t)rows : 0;

	for (size_t i = skipped; i < lines->count; i++) {
		char *line = mem_copy_bytes(text + lines->items[i].start, lines->items[i].len);

		screen_text(app->host.screen, row, 0, app->frame.columns, STYLE_MESSAGE, "");
		screen_text(app->host.screen, row, pad, app->frame.columns - pad, STYLE_MESSAGE,
			    line);
		free(line);
		row++;
	}
}

static void wrap(struct app *app, const char *text, struct text_lines *lines)
{
	text_wrap(text, app->frame.columns - 2 * view_pad(app) - 1, lines);
}

static int rows_of(struct app *app, const struct text_lines *lines)
{
	int most = app->frame.rows - ROWS_ABOVE - 1;

	return lines->count < (size_t)most ? (int)lines->count : most;
}

/* The words and the answers as one text: it is read out as one, and breaks where it must. */
static int draw_choice(struct app *app, const char *words)
{
	struct str text = STR_EMPTY;
	struct str answers = STR_EMPTY;
	struct text_lines lines = {0};

	add_answers(app->question, &answers);
	str_add_format(&text, "%s  %s", words, str_text(&answers));
	wrap(app, str_text(&text), &lines);
	if (lines.count > 1) {
		str_reset(&text);
		str_add_format(&text, "%s\n%s", words, str_text(&answers));
		wrap(app, str_text(&text), &lines);
	}
	int rows = rows_of(app, &lines);
	int top = app->frame.rows - rows;
	draw_lines(app, str_text(&text), &lines, top, rows);
	/* What reads the screen out begins where the cursor stands. */
	screen_cursor(app->host.screen, top, view_pad(app));
	text_lines_clear(&lines);
	str_clear(&answers);
	str_clear(&text);
	return top;
}

/* What was said of a line that was entered and does not do. */
static int draw_said(struct app *app, int top)
{
	struct str said = STR_EMPTY;
	struct text_lines lines = {0};

	if (app->message.len > 0) {
		text_show(&said, str_text(&app->message), app->message.len, TEXT_LINE);
		wrap(app, str_text(&said), &lines);
		int rows = lines.count < (size_t)top ? (int)lines.count : top;
		top -= rows;
		draw_lines(app, str_text(&said), &lines, top, rows);
	}
	text_lines_clear(&lines);
	str_clear(&said);
	return top;
}

/* The line stands beside short words, below long ones. */
static int draw_line_question(struct app *app, const char *words)
{
	const struct question *question = app->question;
	struct screen *screen = app->host.screen;
	int row = app->frame.rows - 1;
	int columns = app->frame.columns;
	int pad = view_pad(app);
	struct str text = STR_EMPTY;
	struct text_lines lines = {0};
	int top = row;
	int column = pad;

	if (question->asked.completes || question->asked.offer != NULL) {
		str_add_format(&text, "%s %s:", words, _("Tab completes"));
	} else {
		bool is_asked = words[0] != '\0' && words[strlen(words) - 1] == '?';
		str_add_format(&text, is_asked ? "%s" : "%s:", words);
	}
	screen_text(screen, row, 0, columns, STYLE_TEXT, "");
	wrap(app, str_text(&text), &lines);
	if (text_width(str_text(&text)) <= columns / 2) {
		screen_text(screen, row, pad, columns / 2, STYLE_MESSAGE, str_text(&text));
		column += text_width(str_text(&text)) + 1;
	} else {
		int rows = rows_of(app, &lines);
		top = row - rows;
		draw_lines(app, str_text(&text), &lines, top, rows);
	}
	top = draw_said(app, top);
	top = view_draw_choices(app, top);
	view_draw_line(app, &app->question->line, (struct area){row, column, 1, columns - column});
	text_lines_clear(&lines);
	str_clear(&text);
	return top;
}

int view_draw_question(struct app *app)
{
	const struct question *question = app->question;
	struct str words = STR_EMPTY;

	text_show(&words, question->text, strlen(question->text), TEXT_PROSE);
	int top = question->answers != NULL ? draw_choice(app, str_text(&words))
					    : draw_line_question(app, str_text(&words));
	str_clear(&words);
	return top;
}
