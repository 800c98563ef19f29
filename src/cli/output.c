/* SPDX-License-Identifier: MIT
 *
 * Writing for a terminal and for a pipe. What is for people passes text_show() in both; data forms
 * (JSON, CSV) are sent as they are, since they escape what must be escaped.
 */
#include "cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "text/layout.h"

#define WIDTH_DEFAULT 80
#define WIDTH_MAX 1000
#define PARAGRAPH_WIDTH_MAX 80
#define TEXT_WIDTH_MIN 10

/* Columns of the terminal: COLUMNS, else what the terminal says. */
static int terminal_width(int fd)
{
	const char *columns = getenv("COLUMNS");
	long width = columns == NULL ? 0 : strtol(columns, NULL, 10);
	struct winsize size;
	if (width <= 0 && ioctl(fd, TIOCGWINSZ, &size) == 0) {
		width = size.ws_col;
	}
	if (width <= 0) {
		width = WIDTH_DEFAULT;
	}
	return width > WIDTH_MAX ? WIDTH_MAX : (int)width;
}

static bool wants_color(enum cli_color color, bool is_terminal)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");
	if (color != CLI_COLOR_AUTO) {
		return color == CLI_COLOR_ALWAYS;
	}
	if (!is_terminal || (no_color != NULL && no_color[0] != '\0')) {
		return false;
	}
	return term != NULL && term[0] != '\0' && strcmp(term, "dumb") != 0;
}

void output_init(struct output *out, FILE *file, const struct cli *cli)
{
	bool is_terminal = isatty(fileno(file)) == 1;
	*out = (struct output){
		.file = file,
		.color = wants_color(cli->color, is_terminal),
		.ascii_marks = cli->ascii || !cli->utf8,
		.ascii_text = is_terminal && !cli->utf8,
		.width = is_terminal ? terminal_width(fileno(file)) : 0,
	};
}

void output_send(struct output *out, struct str *text)
{
	if (out->fault == 0 && text->len > 0 &&
	    fwrite(text->data, 1, text->len, out->file) != text->len) {
		out->fault = errno;
	}
	str_reset(text);
}

void output_clean(const struct output *out, struct str *line, const char *text, enum text_kind kind)
{
	if (out->ascii_text) {
		text_show_ascii(line, text, strlen(text), kind);
	} else {
		text_show(line, text, strlen(text), kind);
	}
}

void output_bold(const struct output *out, struct str *line, bool on)
{
	if (out->color) {
		str_add(line, on ? "\033[1m" : "\033[0m");
	}
}

/* What stands before a line of a paragraph: the label before the first one, blanks before others. A
 * label that is too long gets a line of its own. */
static void add_gutter(struct str *line, const char *label, int gutter)
{
	int width = text_width(label);
	str_add(line, label);
	if (width > 0 && width + 2 > gutter) {
		str_add_char(line, '\n');
		width = 0;
	}
	if (gutter > width) {
		str_add_repeat(line, ' ', (size_t)(gutter - width));
	}
}

static int paragraph_width(const struct output *out, int gutter)
{
	int width = out->width;
	if (width == 0 || width > PARAGRAPH_WIDTH_MAX) {
		width = PARAGRAPH_WIDTH_MAX;
	}
	width -= gutter;
	return width < TEXT_WIDTH_MIN ? TEXT_WIDTH_MIN : width;
}

void output_paragraph(struct output *out, const struct paragraph *paragraph)
{
	struct str text = STR_EMPTY;
	struct str label = STR_EMPTY;
	struct str line = STR_EMPTY;
	struct text_lines lines = {0};
	output_clean(out, &text, paragraph->text, TEXT_PROSE);
	if (paragraph->label != NULL) {
		output_clean(out, &label, paragraph->label, TEXT_LINE);
	}
	text_wrap(str_text(&text), paragraph_width(out, paragraph->gutter + paragraph->hanging),
		  &lines);
	for (size_t i = 0; i < lines.count; i++) {
		if (i == 0) {
			add_gutter(&line, str_text(&label), paragraph->gutter);
		} else if (lines.items[i].len > 0) {
			add_gutter(&line, "", paragraph->gutter + paragraph->hanging);
		}
		if (paragraph->bold) {
			output_bold(out, &line, true);
		}
		str_add_bytes(&line, str_text(&text) + lines.items[i].start, lines.items[i].len);
		if (paragraph->bold) {
			output_bold(out, &line, false);
		}
		str_add_char(&line, '\n');
	}
	output_send(out, &line);
	text_lines_clear(&lines);
	str_clear(&line);
	str_clear(&label);
	str_clear(&text);
}

bool output_finish(struct output *out, struct err *err)
{
	if (fflush(out->file) != 0 && out->fault == 0) {
		out->fault = errno;
	}
	if (out->fault == 0) {
		return true;
	}
	return err_set(err, ERR_SYSTEM, _("The output could not be written: %s."),
		       strerror(out->fault));
}

void output_say(const struct cli *cli, const char *lead, const char *sentence)
{
	struct output out;
	struct str line = STR_EMPTY;
	output_init(&out, stderr, cli);
	str_add(&line, lead);
	output_clean(&out, &line, sentence, TEXT_LINE);
	str_add_char(&line, '\n');
	output_send(&out, &line);
	str_clear(&line);
}
