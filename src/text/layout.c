/* SPDX-License-Identifier: MIT
 *
 * Columns. Widths are sums of wcwidth(), as curses counts them. Places where a line may end come
 * from libunistring (UAX #14); lines are filled here, since that library counts widths otherwise.
 */
#include "text/layout.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unictype.h>
#include <unilbrk.h>
#include <wchar.h>

#include "base/mem.h"
#include "text/fold.h"
#include "text/utf8.h"

static bool is_utf8(const char *codeset)
{
	return strncasecmp(codeset, "UTF-8", 5) == 0 || strncasecmp(codeset, "UTF8", 4) == 0;
}

/* The name of the locale that the user asked for in a category, empty when none. */
static const char *get_wished(const char *category)
{
	const char *const names[] = {"LC_ALL", category, "LANG"};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);
		if (value && value[0] != '\0') {
			return value;
		}
	}
	return "";
}

/* A language is spoken even where its locale is not installed: gettext follows LANGUAGE as soon as
 * LC_MESSAGES is anything but C. */
static void keep_language(void)
{
	const char *wished = get_wished("LC_MESSAGES");
	size_t len = strcspn(wished, ".@");
	if (len > 0 && setlocale(LC_MESSAGES, "C.UTF-8")) {
		char *language = mem_copy_bytes(wished, len);
		setenv("LANGUAGE", language, 0);
		free(language);
	}
}

bool layout_set_locale(void)
{
	/* Only these two: money, dates and order are ours, and each category is a file to open. */
	bool has_language = setlocale(LC_MESSAGES, "") != NULL;
	bool is_installed = setlocale(LC_CTYPE, "") != NULL && has_language;
	if (is_installed && is_utf8(nl_langinfo(CODESET))) {
		return true;
	}
	if (!is_installed) {
		keep_language();
	}
	if (!setlocale(LC_CTYPE, "C.UTF-8") && !setlocale(LC_CTYPE, "en_US.UTF-8")) {
		return false;
	}
	/* A UTF-8 locale that is only not installed here still tells what the terminal is. */
	const char *codeset = strchr(get_wished("LC_CTYPE"), '.');
	return codeset && is_utf8(codeset + 1);
}

/* Printable ASCII: a column each, and a cluster when another such byte or nothing follows. */
static bool is_plain(char byte)
{
	return byte >= ' ' && byte <= '~';
}

int cluster_width(const char *bytes, size_t len)
{
	int width = 0;
	for (size_t at = 0; at < len;) {
		if ((unsigned char)bytes[at] < 0x80) {
			width += is_plain(bytes[at]);
			at++;
			continue;
		}
		uint32_t code;
		at += utf8_decode(bytes + at, len - at, &code);
		int columns = wcwidth((wchar_t)code);
		width += columns > 0 ? columns : 0;
	}
	return width;
}

int text_width(const char *text)
{
	return cluster_width(text, strlen(text));
}

/* A cluster and its columns. */
struct step {
	size_t len;
	int columns;
};

static struct step measure(const char *text, size_t len)
{
	if (is_plain(text[0]) && (len == 1 || is_plain(text[1]))) {
		return (struct step){1, 1};
	}
	size_t size = cluster_length(text, len);
	return (struct step){size, cluster_width(text, size)};
}

/* What of a text goes into some columns. */
struct fitting {
	size_t len;	  /* bytes that fit */
	int columns;	  /* that they take, with the mark behind them */
	const char *mark; /* tells that the text was cut, empty when it was not */
};

static struct fitting find_fitting(const char *text, int width, bool ascii)
{
	struct fitting whole = {0, 0, ""};
	struct fitting part = {0, 1, ascii ? "~" : "…"};
	size_t len = strlen(text);
	while (whole.len < len) {
		struct step step = measure(text + whole.len, len - whole.len);
		if (step.columns > width - whole.columns) {
			return part;
		}
		whole.len += step.len;
		whole.columns += step.columns;
		if (whole.columns < width) {
			part.len = whole.len;
			part.columns = whole.columns + 1;
		}
	}
	return whole;
}

void text_fit(struct str *out, const char *text, int width, bool ascii)
{
	if (width > 0) {
		struct fitting fitting = find_fitting(text, width, ascii);
		str_add_bytes(out, text, fitting.len);
		str_add(out, fitting.mark);
		str_add_repeat(out, ' ', (size_t)(width - fitting.columns));
	}
}

void text_fit_right(struct str *out, const char *text, int width, bool ascii)
{
	if (width > 0) {
		struct fitting fitting = find_fitting(text, width, ascii);
		str_add_repeat(out, ' ', (size_t)(width - fitting.columns));
		str_add_bytes(out, text, fitting.len);
		str_add(out, fitting.mark);
	}
}

/* A text while it is broken into lines. */
struct wrapping {
	const char *text;
	const char *breaks; /* for each byte: may a line end before it (UC_BREAK_…) */
	int width;
	struct text_lines *lines;
};

static void add_line(struct wrapping *wrapping, size_t start, size_t end)
{
	struct text_lines *lines = wrapping->lines;
	if (lines->count == lines->capacity) {
		lines->capacity = lines->capacity * 2 + 16;
		lines->items = mem_resize(lines->items, lines->capacity, sizeof(*lines->items));
	}
	lines->items[lines->count++] = (struct text_line){start, end - start};
}

/* Where the line that begins at start ends: at the last place that may be broken before it grows
 * too wide, else before the cluster that is too much. */
static size_t find_line_end(const struct wrapping *wrapping, size_t start, size_t end)
{
	const char *text = wrapping->text;
	size_t indent = start + strspn(text + start, " ");
	size_t last_break = start;
	int columns = 0;
	for (size_t at = start; at < end;) {
		struct step step = measure(text + at, end - at);
		if (at > start && (at == indent || wrapping->breaks[at] == UC_BREAK_POSSIBLE)) {
			last_break = at;
		}
		/* Blanks at the end of a line take no room, unless they carry a mark. */
		bool is_blank = step.len == 1 && text[at] == ' ';
		if (step.columns > wrapping->width - columns && !is_blank) {
			if (last_break > start) {
				return last_break;
			}
			return at > start ? at : at + step.len;
		}
		columns += step.columns;
		at += step.len;
	}
	return end;
}

/* Adds the lines of the paragraph between two bytes of the text. */
static void wrap_paragraph(struct wrapping *wrapping, size_t start, size_t end)
{
	do {
		size_t next = find_line_end(wrapping, start, end);
		size_t line_end = next;
		while (line_end > start && wrapping->text[line_end - 1] == ' ') {
			line_end--;
		}
		/* An indent that was broken off is no line. */
		if (line_end > start || next == end) {
			add_line(wrapping, start, line_end);
		}
		start = next;
	} while (start < end);
}

/* UAX #14, LB29, which the library lacks: a letter stays with the stop right before it, as in U.S.
 * and example.org. */
static void keep_letters_after_stops(const char *text, size_t len, char *breaks)
{
	for (size_t at = 1; at < len; at++) {
		if (breaks[at] != UC_BREAK_POSSIBLE || !strchr(".,:;", text[at - 1])) {
			continue;
		}
		uint32_t code;
		utf8_decode(text + at, len - at, &code);
		if (uc_is_general_category(code, UC_CATEGORY_L) && !fold_is_ideograph(code)) {
			breaks[at] = UC_BREAK_PROHIBITED;
		}
	}
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* UAX #14, LB25, which grew milder with Unicode 16: a digit behind a slash may begin a line, as in
 * the path of an address, unless a number goes on with it, as in 2011/05. */
static void allow_digits_after_slashes(const char *text, size_t len, char *breaks)
{
	for (size_t at = 1; at < len; at++) {
		if (breaks[at] != UC_BREAK_PROHIBITED || text[at - 1] != '/' ||
		    !is_digit(text[at])) {
			continue;
		}
		size_t start = at;
		while (start > 0 && strchr("/.,:;", text[start - 1])) {
			start--;
		}
		if (start == 0 || !is_digit(text[start - 1])) {
			breaks[at] = UC_BREAK_POSSIBLE;
		}
	}
}

void text_wrap(const char *text, int width, struct text_lines *lines)
{
	size_t len = strlen(text);
	char *breaks = mem_new(len + 1, 1);
	u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8", breaks);
	keep_letters_after_stops(text, len, breaks);
	allow_digits_after_slashes(text, len, breaks);
	struct wrapping wrapping = {
		.text = text, .breaks = breaks, .width = width > 0 ? width : 1, .lines = lines};
	lines->count = 0;
	for (size_t start = 0; start <= len;) {
		size_t end = start + strcspn(text + start, "\n");
		wrap_paragraph(&wrapping, start, end);
		start = end + 1;
	}
	free(breaks);
}

void text_lines_clear(struct text_lines *lines)
{
	if (lines) {
		free(lines->items);
		*lines = (struct text_lines){NULL, 0, 0};
	}
}
