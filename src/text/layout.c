/* SPDX-License-Identifier: MIT
 *
 * Columns: width, cutting, padding and wrapping of clean text.
 */
#include "text/layout.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <unilbrk.h>

#include "base/mem.h"
#include "text/utf8.h"

static bool is_utf8_locale(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* The language that the user asked for stays in use when only its character set is replaced. */
static void keep_language(void)
{
	const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value != NULL && value[0] != '\0') {
			if (strcmp(value, "C") != 0 && strcmp(value, "POSIX") != 0) {
				setenv("LANGUAGE", value, 0);
			}
			return;
		}
	}
}

bool layout_set_locale(void)
{
	bool was_set = setlocale(LC_ALL, "") != NULL;

	if (was_set && is_utf8_locale()) {
		return true;
	}
	keep_language();
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) {
		setlocale(LC_CTYPE, "en_US.UTF-8");
	}
	/* A locale that is not installed but asks for UTF-8 tells what the terminal is. */
	const char *wished = getenv("LC_ALL");
	if (wished == NULL || wished[0] == '\0') {
		wished = getenv("LC_CTYPE");
	}
	if (wished == NULL || wished[0] == '\0') {
		wished = getenv("LANG");
	}
	return !was_set && wished != NULL && strstr(wished, "UTF-8") != NULL && is_utf8_locale();
}

int cluster_width(const char *bytes, size_t len)
{
	int width = 0;

	if (len == 1 && bytes[0] >= ' ' && bytes[0] <= '~') {
		return 1;
	}
	for (size_t at = 0; at < len;) {
		uint32_t code;

		at += utf8_decode(bytes + at, len - at, &code);
		int columns = wcwidth((wchar_t)code);
		/* What the C library does not know yet is drawn as one U+FFFD. */
		width += columns >= 0 ? columns : 1;
	}
	return width;
}

int text_width(const char *text)
{
	size_t len = strlen(text);
	int width = 0;

	for (size_t at = 0; at < len;) {
		size_t size = cluster_length(text + at, len - at);

		width += cluster_width(text + at, size);
		at += size;
	}
	return width;
}

/* What of a text goes into width columns. */
struct fitting {
	size_t len;  /* bytes that fit */
	int columns; /* that they take */
	bool is_cut; /* an ellipsis stands behind them */
};

static struct fitting fit(const char *text, int width)
{
	struct fitting with_ellipsis = {0, 0, true};
	struct fitting whole = {0, 0, false};
	size_t len = strlen(text);

	while (whole.len < len) {
		size_t size = cluster_length(text + whole.len, len - whole.len);
		int columns = whole.columns + cluster_width(text + whole.len, size);

		if (columns > width) {
			return with_ellipsis;
		}
		whole.len += size;
		whole.columns = columns;
		if (columns <= width - 1) {
			with_ellipsis.len = whole.len;
			with_ellipsis.columns = columns;
		}
	}
	return whole;
}

static void add_fitting(struct str *out, const char *text, const struct fitting *fitting,
			bool ascii)
{
	str_add_bytes(out, text, fitting->len);
	if (fitting->is_cut) {
		str_add(out, ascii ? "~" : "\u2026");
	}
}

static size_t blanks(const struct fitting *fitting, int width)
{
	int taken = fitting->columns + (fitting->is_cut ? 1 : 0);

	return taken < width ? (size_t)(width - taken) : 0;
}

void text_fit(struct str *out, const char *text, int width, bool ascii)
{
	if (width > 0) {
		struct fitting fitting = fit(text, width);

		add_fitting(out, text, &fitting, ascii);
		str_add_repeat(out, ' ', blanks(&fitting, width));
	}
}

void text_fit_right(struct str *out, const char *text, int width, bool ascii)
{
	if (width > 0) {
		struct fitting fitting = fit(text, width);

		str_add_repeat(out, ' ', blanks(&fitting, width));
		add_fitting(out, text, &fitting, ascii);
	}
}

static void add_line(struct text_lines *lines, const char *text, size_t start, size_t end)
{
	while (end > start && text[end - 1] == ' ') {
		end--;
	}
	if (lines->count == lines->capacity) {
		lines->capacity = lines->capacity * 2 + 16;
		lines->items = mem_resize(lines->items, lines->capacity, sizeof *lines->items);
	}
	lines->items[lines->count++] = (struct text_line){start, end - start};
}

/* Where the line that begins at start ends: at the last place that may be broken before it grows
 * too wide, else before the cluster that is too much. text is one paragraph; breaks tells for each of
 * its bytes whether a line may end before it. */
static size_t find_line_end(const char *text, size_t start, size_t end, int width,
			    const char *breaks)
{
	size_t last_break = start;
	int columns = 0;

	for (size_t at = start; at < end;) {
		size_t size = cluster_length(text + at, end - at);

		if (at > start && breaks[at] == UC_BREAK_POSSIBLE) {
			last_break = at;
		}
		columns += cluster_width(text + at, size);
		/* Blanks at the end of a line take no room. */
		if (columns > width && text[at] != ' ') {
			if (last_break > start) {
				return last_break;
			}
			return at > start ? at : at + size;
		}
		at += size;
	}
	return end;
}

/* Adds the lines of the paragraph of len bytes that begins at byte offset of text. */
static void wrap_paragraph(const char *text, size_t offset, size_t len, int width,
			   struct text_lines *lines)
{
	const char *paragraph = text + offset;
	char *breaks = mem_new(len + 1, 1);
	size_t start = 0;

	u8_possible_linebreaks((const uint8_t *)paragraph, len, "UTF-8", breaks);
	do {
		size_t end = find_line_end(paragraph, start, len, width, breaks);

		add_line(lines, text, offset + start, offset + end);
		start = end;
	} while (start < len);
	free(breaks);
}

void text_wrap(const char *text, int width, struct text_lines *lines)
{
	size_t start = 0;

	lines->count = 0;
	for (;;) {
		size_t len = strcspn(text + start, "\n");

		wrap_paragraph(text, start, len, width > 0 ? width : 1, lines);
		if (text[start + len] == '\0') {
			return;
		}
		start += len + 1;
	}
}

void text_lines_clear(struct text_lines *lines)
{
	free(lines->items);
	*lines = (struct text_lines){0};
}
