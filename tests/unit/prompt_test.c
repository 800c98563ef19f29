/* SPDX-License-Identifier: MIT
 *
 * The prompt: what its keys mean, and the lines entered before.
 */
#include "tui/prompt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define CONTROL(letter) ((letter) - 'A' + 1)

static int set_up(void **state)
{
	static struct prompt prompt;
	*state = &prompt;
	return 0;
}

static int tear_down(void **state)
{
	prompt_clear(*state);
	return 0;
}

static enum prompt_result press(struct prompt *prompt, uint32_t code)
{
	return prompt_key(prompt, &(struct key){.code = code});
}

static void type(struct prompt *prompt, const char *text)
{
	for (; *text != '\0'; text++) {
		assert_int_equal(press(prompt, (unsigned char)*text), PROMPT_EDITING);
	}
}

static void assert_text(const struct prompt *prompt, const char *text)
{
	assert_string_equal(str_text(&prompt->line.text), text);
	assert_int_equal(prompt->line.cursor, strlen(text));
}

static void enter(struct prompt *prompt, enum prompt_kind kind, const char *text)
{
	prompt_open(prompt, kind, "");
	type(prompt, text);
	assert_int_equal(press(prompt, SCREEN_KEY_ENTER), PROMPT_ENTERED);
	prompt_close(prompt, true);
}

static void a_prompt_opens_with_a_text_and_is_closed_empty(void **state)
{
	struct prompt *prompt = *state;
	prompt_open(prompt, PROMPT_FILTER, "country:TW");
	assert_int_equal(prompt->kind, PROMPT_FILTER);
	assert_text(prompt, "country:TW");
	prompt_close(prompt, false);
	assert_int_equal(prompt->kind, PROMPT_NONE);
	assert_text(prompt, "");
}

static void keys_end_complete_or_cancel(void **state)
{
	struct prompt *prompt = *state;
	prompt_open(prompt, PROMPT_COMMAND, "hel");
	assert_int_equal(press(prompt, SCREEN_KEY_ENTER), PROMPT_ENTERED);
	assert_int_equal(press(prompt, SCREEN_KEY_ESCAPE), PROMPT_CANCELLED);
	assert_int_equal(press(prompt, CONTROL('G')), PROMPT_CANCELLED);
	assert_int_equal(press(prompt, CONTROL('C')), PROMPT_CANCELLED);
	assert_int_equal(press(prompt, '\t'), PROMPT_COMPLETE);
	assert_int_equal(press(prompt, SCREEN_KEY_F1), PROMPT_IGNORED);
	assert_int_equal(press(prompt, CONTROL('A')), PROMPT_EDITING);
	assert_string_equal(str_text(&prompt->line.text), "hel");
}

static void backspace_on_an_empty_line_cancels(void **state)
{
	struct prompt *prompt = *state;
	prompt_open(prompt, PROMPT_COMMAND, "a");
	assert_int_equal(press(prompt, SCREEN_KEY_BACKSPACE), PROMPT_EDITING);
	assert_text(prompt, "");
	assert_int_equal(press(prompt, SCREEN_KEY_BACKSPACE), PROMPT_CANCELLED);
}

static void backspace_at_the_start_of_a_line_does_not_cancel(void **state)
{
	struct prompt *prompt = *state;
	prompt_open(prompt, PROMPT_COMMAND, "abc");
	press(prompt, SCREEN_KEY_HOME);
	assert_int_equal(press(prompt, SCREEN_KEY_BACKSPACE), PROMPT_EDITING);
	assert_string_equal(str_text(&prompt->line.text), "abc");
}

static void up_and_down_walk_through_what_was_entered(void **state)
{
	struct prompt *prompt = *state;
	enter(prompt, PROMPT_COMMAND, "first");
	enter(prompt, PROMPT_COMMAND, "second");
	prompt_open(prompt, PROMPT_COMMAND, "");
	type(prompt, "half");
	assert_int_equal(press(prompt, SCREEN_KEY_DOWN), PROMPT_IGNORED);
	assert_int_equal(press(prompt, SCREEN_KEY_UP), PROMPT_EDITING);
	assert_text(prompt, "second");
	assert_int_equal(press(prompt, CONTROL('P')), PROMPT_EDITING);
	assert_text(prompt, "first");
	assert_int_equal(press(prompt, SCREEN_KEY_UP), PROMPT_IGNORED);
	assert_text(prompt, "first");
	assert_int_equal(press(prompt, CONTROL('N')), PROMPT_EDITING);
	assert_text(prompt, "second");
	assert_int_equal(press(prompt, SCREEN_KEY_DOWN), PROMPT_EDITING);
	assert_text(prompt, "half");
	prompt_close(prompt, false);
	prompt_open(prompt, PROMPT_COMMAND, "");
	assert_int_equal(press(prompt, SCREEN_KEY_UP), PROMPT_EDITING);
	assert_text(prompt, "second");
}

static void a_recalled_line_can_be_changed_without_changing_the_history(void **state)
{
	struct prompt *prompt = *state;
	enter(prompt, PROMPT_COMMAND, "find");
	prompt_open(prompt, PROMPT_COMMAND, "");
	press(prompt, SCREEN_KEY_UP);
	type(prompt, " water");
	prompt_close(prompt, true);
	prompt_open(prompt, PROMPT_COMMAND, "");
	press(prompt, SCREEN_KEY_UP);
	assert_text(prompt, "find water");
	press(prompt, SCREEN_KEY_UP);
	assert_text(prompt, "find");
}

static void each_kind_has_its_own_history(void **state)
{
	struct prompt *prompt = *state;
	enter(prompt, PROMPT_FILTER, "water");
	enter(prompt, PROMPT_COMMAND, "help");
	prompt_open(prompt, PROMPT_SEARCH, "");
	assert_int_equal(press(prompt, SCREEN_KEY_UP), PROMPT_IGNORED);
	prompt_close(prompt, false);
	prompt_open(prompt, PROMPT_FILTER, "");
	press(prompt, SCREEN_KEY_UP);
	assert_text(prompt, "water");
}

static void nothing_and_the_same_again_are_not_remembered(void **state)
{
	struct prompt *prompt = *state;
	enter(prompt, PROMPT_COMMAND, "help");
	enter(prompt, PROMPT_COMMAND, "help");
	enter(prompt, PROMPT_COMMAND, "");
	prompt_open(prompt, PROMPT_COMMAND, "cancelled");
	prompt_close(prompt, false);
	assert_int_equal(prompt->history[PROMPT_COMMAND].count, 1);
}

static void the_oldest_of_many_lines_is_forgotten(void **state)
{
	struct prompt *prompt = *state;
	for (int i = 0; i < 130; i++) {
		char text[20];
		snprintf(text, sizeof(text), "line %d", i);
		enter(prompt, PROMPT_COMMAND, text);
	}
	const struct prompt_history *history = &prompt->history[PROMPT_COMMAND];
	assert_int_equal(history->count, 100);
	assert_string_equal(history->items[0], "line 30");
	assert_string_equal(history->items[99], "line 129");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_prompt_opens_with_a_text_and_is_closed_empty),
		TEST(keys_end_complete_or_cancel),
		TEST(backspace_on_an_empty_line_cancels),
		TEST(backspace_at_the_start_of_a_line_does_not_cancel),
		TEST(up_and_down_walk_through_what_was_entered),
		TEST(a_recalled_line_can_be_changed_without_changing_the_history),
		TEST(each_kind_has_its_own_history),
		TEST(nothing_and_the_same_again_are_not_remembered),
		TEST(the_oldest_of_many_lines_is_forgotten),
	};
	return cmocka_run_group_tests_name("prompt", tests, NULL, NULL);
}
