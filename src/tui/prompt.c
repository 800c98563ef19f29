/* SPDX-License-Identifier: MIT
 *
 * The prompt at the foot.
 */
#include "tui/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	HISTORY_LIMIT = 100,
	CONTROL_C = 3,
	CONTROL_G = 7,
	CONTROL_N = 14,
	CONTROL_P = 16,
};

void prompt_open(struct prompt *prompt, enum prompt_kind kind, const char *text)
{
	prompt->kind = kind;
	line_set(&prompt->line, text);
	prompt->place = prompt->history[kind].count;
}

static void remember(struct prompt_history *history, const char *text)
{
	bool is_repeated =
		history->count > 0 && strcmp(history->items[history->count - 1], text) == 0;

	if (text[0] == '\0' || is_repeated) {
		return;
	}
	if (history->count == HISTORY_LIMIT) {
		free(history->items[0]);
		memmove(history->items, history->items + 1,
			(HISTORY_LIMIT - 1) * sizeof *history->items);
		history->count--;
	}
	history->items = mem_resize(history->items, history->count + 1, sizeof *history->items);
	history->items[history->count++] = mem_copy_text(text);
}

void prompt_close(struct prompt *prompt, bool keep)
{
	if (keep) {
		remember(&prompt->history[prompt->kind], str_text(&prompt->line.text));
	}
	prompt->kind = PROMPT_NONE;
	line_set(&prompt->line, "");
	free(prompt->typed);
	prompt->typed = NULL;
}

/* Shows the line before or behind the present one; behind the newest stands what was being typed. */
static enum prompt_result recall(struct prompt *prompt, bool is_older)
{
	const struct prompt_history *history = &prompt->history[prompt->kind];

	if (is_older ? prompt->place == 0 : prompt->place == history->count) {
		return PROMPT_IGNORED;
	}
	if (prompt->place == history->count) {
		free(prompt->typed);
		prompt->typed = mem_copy_text(str_text(&prompt->line.text));
	}
	prompt->place = is_older ? prompt->place - 1 : prompt->place + 1;
	const char *text =
		prompt->place < history->count ? history->items[prompt->place] : prompt->typed;
	line_set(&prompt->line, text != NULL ? text : "");
	return PROMPT_EDITING;
}

enum prompt_result prompt_key(struct prompt *prompt, const struct key *key)
{
	switch (key->code) {
	case SCREEN_KEY_ENTER:
		return PROMPT_ENTERED;
	case SCREEN_KEY_ESCAPE:
	case CONTROL_G:
	case CONTROL_C:
		return PROMPT_CANCELLED;
	case '\t':
		return PROMPT_COMPLETE;
	case SCREEN_KEY_UP:
	case CONTROL_P:
		return recall(prompt, true);
	case SCREEN_KEY_DOWN:
	case CONTROL_N:
		return recall(prompt, false);
	case SCREEN_KEY_BACKSPACE:
		if (prompt->line.text.len == 0) {
			return PROMPT_CANCELLED;
		}
		break;
	}
	return line_key(&prompt->line, key) == LINE_IGNORED ? PROMPT_IGNORED : PROMPT_EDITING;
}

void prompt_clear(struct prompt *prompt)
{
	for (int kind = 0; kind < PROMPT_KINDS; kind++) {
		for (size_t i = 0; i < prompt->history[kind].count; i++) {
			free(prompt->history[kind].items[i]);
		}
		free(prompt->history[kind].items);
	}
	line_clear(&prompt->line);
	free(prompt->typed);
	*prompt = (struct prompt){0};
}
