/* SPDX-License-Identifier: MIT
 *
 * A line of text that is being edited.
 */
#include "tui/line.h"

#include <string.h>

#include "text/utf8.h"

enum {
	CONTROL_A = 1,
	CONTROL_B = 2,
	CONTROL_D = 4,
	CONTROL_E = 5,
	CONTROL_F = 6,
	CONTROL_K = 11,
	CONTROL_T = 20,
	CONTROL_U = 21,
	CONTROL_W = 23,
	CONTROL_Y = 25,
};

void line_clear(struct line *line)
{
	str_clear(&line->text);
	str_clear(&line->killed);
	line->cursor = 0;
}

void line_set(struct line *line, const char *text)
{
	str_reset(&line->text);
	str_add(&line->text, text);
	line->cursor = line->text.len;
	line->kills = 0;
}

static size_t before(const struct line *line, size_t at)
{
	return at > 0 ? cluster_before(str_text(&line->text), line->text.len, at) : 0;
}

static size_t after(const struct line *line, size_t at)
{
	size_t left = line->text.len - at;

	return left > 0 ? at + cluster_length(str_text(&line->text) + at, left) : at;
}

static bool is_blank_at(const struct line *line, size_t at)
{
	return at < line->text.len && (line->text.data[at] == ' ' || line->text.data[at] == '\n');
}

/* Where the line of the cursor begins and ends: the whole text when no line end stands in it. */
static size_t start_of(const struct line *line)
{
	size_t at = line->cursor;

	while (at > 0 && line->text.data[at - 1] != '\n') {
		at--;
	}
	return at;
}

static size_t end_of(const struct line *line)
{
	return line->cursor + strcspn(str_text(&line->text) + line->cursor, "\n");
}

static size_t word_before(const struct line *line)
{
	size_t at = line->cursor;

	while (at > 0 && is_blank_at(line, before(line, at))) {
		at = before(line, at);
	}
	while (at > 0 && !is_blank_at(line, before(line, at))) {
		at = before(line, at);
	}
	return at;
}

static size_t word_after(const struct line *line)
{
	size_t at = line->cursor;

	while (is_blank_at(line, at)) {
		at = after(line, at);
	}
	while (at < line->text.len && !is_blank_at(line, at)) {
		at = after(line, at);
	}
	return at;
}

static enum line_result move_to(struct line *line, size_t at)
{
	line->cursor = at;
	return LINE_MOVED;
}

static enum line_result take_out(struct line *line, size_t from, size_t to)
{
	if (from == to) {
		return LINE_MOVED;
	}
	str_remove(&line->text, from, to - from);
	line->cursor = from;
	return LINE_CHANGED;
}

/* Takes out and keeps what was taken for ^Y. What is killed in a row comes back together, as it stood. */
static enum line_result kill(struct line *line, size_t from, size_t to)
{
	if (from < to) {
		size_t at = to > line->cursor ? line->killed.len : 0;

		if (line->kills == 0) {
			str_reset(&line->killed);
			at = 0;
		}
		str_insert(&line->killed, at, str_text(&line->text) + from, to - from);
	}
	line->kills++;
	return take_out(line, from, to);
}

static enum line_result put_in(struct line *line, const char *bytes, size_t len)
{
	size_t limit = line->limit > 0 ? line->limit : LINE_LIMIT;

	if (len == 0 || line->text.len + len > limit) {
		return LINE_MOVED;
	}
	str_insert(&line->text, line->cursor, bytes, len);
	line->cursor += len;
	return LINE_CHANGED;
}

static enum line_result line_home(struct line *line)
{
	return move_to(line, start_of(line));
}

static enum line_result line_end(struct line *line)
{
	return move_to(line, end_of(line));
}

static enum line_result line_left(struct line *line)
{
	return move_to(line, before(line, line->cursor));
}

static enum line_result line_right(struct line *line)
{
	return move_to(line, after(line, line->cursor));
}

static enum line_result line_word_left(struct line *line)
{
	return move_to(line, word_before(line));
}

static enum line_result line_word_right(struct line *line)
{
	return move_to(line, word_after(line));
}

static enum line_result line_backspace(struct line *line)
{
	return take_out(line, before(line, line->cursor), line->cursor);
}

static enum line_result line_delete(struct line *line)
{
	return take_out(line, line->cursor, after(line, line->cursor));
}

/* At the end of a line the line end itself goes, and the next line joins. */
static enum line_result line_kill_end(struct line *line)
{
	size_t end = end_of(line);

	return kill(line, line->cursor, end > line->cursor ? end : after(line, end));
}

static enum line_result line_kill_start(struct line *line)
{
	return kill(line, start_of(line), line->cursor);
}

static enum line_result line_kill_word_left(struct line *line)
{
	return kill(line, word_before(line), line->cursor);
}

static enum line_result line_kill_word_right(struct line *line)
{
	return kill(line, line->cursor, word_after(line));
}

static enum line_result line_yank(struct line *line)
{
	return put_in(line, str_text(&line->killed), line->killed.len);
}

/* Swaps the cluster before the cursor with the one at it, or the last two at the end. */
static enum line_result line_swap(struct line *line)
{
	size_t middle = line->cursor < line->text.len ? line->cursor : before(line, line->cursor);
	size_t start = before(line, middle);
	size_t end = after(line, middle);
	struct str first = STR_EMPTY;

	if (start == middle) {
		return LINE_MOVED;
	}
	str_add_bytes(&first, str_text(&line->text) + start, middle - start);
	str_remove(&line->text, start, first.len);
	str_insert(&line->text, end - first.len, first.data, first.len);
	line->cursor = end;
	str_clear(&first);
	return LINE_CHANGED;
}

static const struct {
	uint32_t code;
	enum line_result (*run)(struct line *line);
} line_keys[] = {
	{CONTROL_A, line_home},
	{SCREEN_KEY_HOME, line_home},
	{CONTROL_E, line_end},
	{SCREEN_KEY_END, line_end},
	{CONTROL_B, line_left},
	{SCREEN_KEY_LEFT, line_left},
	{CONTROL_F, line_right},
	{SCREEN_KEY_RIGHT, line_right},
	{SCREEN_KEY_ALT + 'b', line_word_left},
	{SCREEN_KEY_ALT + 'f', line_word_right},
	{SCREEN_KEY_BACKSPACE, line_backspace},
	{CONTROL_D, line_delete},
	{SCREEN_KEY_DELETE, line_delete},
	{CONTROL_K, line_kill_end},
	{CONTROL_U, line_kill_start},
	{CONTROL_W, line_kill_word_left},
	{SCREEN_KEY_ALT + 'd', line_kill_word_right},
	{CONTROL_Y, line_yank},
	{CONTROL_T, line_swap},
};

/* A pasted text has passed the cleaning of the screen; only its line ends are left to deal with. What
 * stands behind the first cluster without room is left out with it. */
static enum line_result paste(struct line *line, const char *text)
{
	enum line_result result = LINE_MOVED;

	for (size_t at = 0, size = strlen(text); at < size;) {
		size_t step = cluster_length(text + at, size - at);
		bool is_end = text[at] == '\n' || text[at] == '\r';
		const char *end = line->has_ends ? "\n" : " ";

		if (put_in(line, is_end ? end : text + at, is_end ? 1 : step) != LINE_CHANGED) {
			break;
		}
		result = LINE_CHANGED;
		at += step;
	}
	return result;
}

static enum line_result run_key(struct line *line, const struct key *key)
{
	char bytes[4];

	if (key->code == SCREEN_KEY_PASTE) {
		return paste(line, key->text);
	}
	for (size_t i = 0; i < sizeof line_keys / sizeof *line_keys; i++) {
		if (line_keys[i].code == key->code) {
			return line_keys[i].run(line);
		}
	}
	if (key->code < ' ' || key->code > 0x10FFFF || (key->code >= 0x7F && key->code < 0xA0)) {
		return LINE_IGNORED;
	}
	return put_in(line, bytes, utf8_encode(key->code, bytes));
}

/* What came or went can make one cluster of its neighbours, a letter and a mark or the two halves of a
 * flag: the cursor must not stand inside. */
static void leave_cluster(struct line *line)
{
	if (line->cursor > 0 && line->cursor < line->text.len) {
		size_t end = after(line, before(line, line->cursor));

		line->cursor = end > line->cursor ? end : line->cursor;
	}
}

enum line_result line_key(struct line *line, const struct key *key)
{
	unsigned kills = line->kills;
	enum line_result result = run_key(line, key);

	line->kills = line->kills > kills ? line->kills : 0;
	leave_cluster(line);
	return result;
}

enum line_result line_insert(struct line *line, const char *text)
{
	enum line_result result = put_in(line, text, strlen(text));

	leave_cluster(line);
	return result;
}
