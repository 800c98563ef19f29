/* SPDX-License-Identifier: MIT
 *
 * Questions at the foot: which keys answer, what is asked again, and where they stand.
 */
#include "tui/question.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "interchange/bundle.h"
#include "interchange/json.h"
#include "stage.h"
#include "text/layout.h"
#include "tui/state.h"

/* What an answer left behind. */
struct heard {
	struct stage stage;
	struct store *store;
	struct app *app;
	int answers;
	int answer;
	char *line;
	int freed;
};

static struct heard heard;

static const struct answer answers[] = {{'s', "save"}, {'x', "throw away"}};

static bool fill(struct store *store, void *context, struct err *err)
{
	(void)context;
	return json_load(store, bundle_facts, bundle_facts_size, err);
}

static int open_program(void **state)
{
	static const struct app_options options = {.today = "2026-11-23"};
	struct err err = {0};

	heard = (struct heard){0};
	stage_open(&heard.stage, (struct screen_options){.rows = 10, .columns = 40});
	assert_true(store_open_memory(fill, NULL, &heard.store, &err));
	assert_true(app_new(heard.store, heard.stage.screen, &options, &heard.app, &err));
	*state = &heard;
	return 0;
}

static int close_program(void **state)
{
	(void)state;
	app_free(heard.app);
	store_close(heard.store);
	stage_close(&heard.stage);
	free(heard.line);
	return 0;
}

static void hear(struct app *app, int answer, void *context)
{
	struct heard *to = context;

	assert_null(app->question);
	to->answers++;
	to->answer = answer;
}

static void hear_line(struct app *app, const char *text, void *context)
{
	struct heard *to = context;

	(void)app;
	to->answers++;
	free(to->line);
	to->line = mem_copy_text(text);
}

static void count_free(void *context)
{
	((struct heard *)context)->freed++;
}

static void type(const char *keys)
{
	stage_type(&heard.stage, keys, strlen(keys));
	while (screen_has_key(heard.stage.screen)) {
		assert_true(app_step(heard.app, 0));
	}
	app_step(heard.app, 0);
}

static void ask(const char *text)
{
	app_ask(heard.app, text, answers, 2, hear, &heard, count_free);
	type("");
}

/* The last rows of the picture, from one on. */
static void assert_foot(int from, const char *expected)
{
	struct str picture = STR_EMPTY;
	heard.app->needs_drawing = true;
	app_step(heard.app, 0);
	screen_dump(heard.stage.screen, &picture);
	const char *row = str_text(&picture);
	for (int i = 0; i < from; i++) {
		row = strchr(row, '\n') + 1;
	}
	assert_string_equal(row, expected);
	str_clear(&picture);
}

static void a_letter_answers_once(void **state)
{
	(void)state;
	ask("Save?");
	assert_foot(9, "Save?  [s]ave  [x] throw away\n");
	type("x");
	assert_int_equal(heard.answers, 1);
	assert_int_equal(heard.answer, 1);
	assert_int_equal(heard.freed, 1);
	assert_null(heard.app->question);
}

static void a_capital_letter_answers_too(void **state)
{
	(void)state;
	ask("Save?");
	type("S");
	assert_int_equal(heard.answer, 0);
	assert_int_equal(heard.answers, 1);
}

static void the_keys_that_save_answer_where_saving_is_an_answer(void **state)
{
	(void)state;
	ask("Save?");
	type("\023");
	assert_int_equal(heard.answers, 0);
	ask("Save?");
	question_save_key(heard.app, 0);
	type("\023");
	assert_int_equal(heard.answers, 1);
	assert_int_equal(heard.answer, 0);
	ask("Save?");
	question_save_key(heard.app, 0);
	type("\033OQ");
	assert_int_equal(heard.answers, 2);
	assert_int_equal(heard.answer, 0);
}

static void enter_and_other_keys_ask_again(void **state)
{
	(void)state;
	ask("Save?");
	type("\r");
	type("j");
	type("q");
	type("\033[200~s\033[201~");
	assert_int_equal(heard.answers, 0);
	assert_non_null(heard.app->question);
	assert_foot(7, "Save?\n[s]ave  [x] throw away  One of these\nletters, or Esc.\n");
	type("s");
	assert_int_equal(heard.answers, 1);
}

static void escape_answers_none(void **state)
{
	static const char *const keys[] = {"\033", "\003", "\007"};
	(void)state;
	for (int i = 0; i < 3; i++) {
		heard.answer = 5;
		ask("Save?");
		type(keys[i]);
		assert_int_equal(heard.answer, ANSWER_NONE);
		assert_int_equal(heard.answers, i + 1);
	}
}

static void long_words_take_several_rows_and_the_cursor_begins_them(void **state)
{
	int row;
	int column;
	(void)state;
	ask("Something long was typed here that nobody has saved by now.");
	assert_foot(7, "Something long was typed here that\nnobody has saved by now.\n"
		       "[s]ave  [x] throw away\n");
	screen_get_cursor(heard.stage.screen, &row, &column);
	assert_int_equal(row, 7);
	assert_int_equal(column, 0);
}

static void control_characters_of_names_are_shown(void **state)
{
	(void)state;
	ask("Remove \033[2J?");
	assert_foot(9, "Remove ␛[2J?  [s]ave  [x] throw away\n");
}

static void a_question_that_cannot_be_seen_is_not_answered(void **state)
{
	(void)state;
	ask("Save?");
	screen_set_size(heard.stage.screen, 4, 19);
	type("");
	type("s");
	type("q");
	assert_int_equal(heard.answers, 0);
	screen_set_size(heard.stage.screen, 10, 40);
	type("");
	type("s");
	assert_int_equal(heard.answers, 1);
}

static void ask_line(const char *initial, bool completes)
{
	struct line_question question = {.text = "Succeeded by",
					 .initial = initial,
					 .completes = completes,
					 .kind = RECORD_PLACE,
					 .entered = hear_line,
					 .take_context = &heard,
					 .free_context = count_free};
	app_ask_line(heard.app, &question);
	type("");
}

static void a_line_is_edited_and_entered(void **state)
{
	(void)state;
	ask_line("Ana", false);
	type("\177\177\177徐 B\177Q");
	assert_foot(9, "Succeeded by: 徐 Q\n");
	type("\r");
	assert_string_equal(heard.line, "徐 Q");
	assert_int_equal(heard.answers, 1);
	assert_int_equal(heard.freed, 1);
}

static void escape_enters_no_line(void **state)
{
	(void)state;
	ask_line("Ana", false);
	type("\033");
	assert_null(heard.line);
	assert_int_equal(heard.answers, 1);
}

/* Takes countries in use only. */
static bool check_place(struct app *app, const char *text, void *context)
{
	struct ref found;

	(void)context;
	if (!question_check_record(app, text, &found)) {
		return false;
	}
	if (found.id == 0) {
		app_say(app, "There is no such country.");
	}
	return found.id != 0;
}

static void ask_place(void)
{
	struct line_question question = {.text = "Which country?",
					 .initial = "",
					 .completes = true,
					 .kind = RECORD_PLACE,
					 .check = check_place,
					 .entered = hear_line,
					 .take_context = &heard,
					 .free_context = count_free};
	app_ask_line(heard.app, &question);
	type("");
}

static void a_key_that_no_line_takes_is_answered_in_words(void **state)
{
	(void)state;
	ask_place();
	type("\033OP");
	assert_foot(7, "Enter takes the line, Esc gives up.\nWhich country? Tab completes:\n\n");
	type("T");
	assert_foot(8, "Which country? Tab completes:\nT\n");
	assert_int_equal(heard.answers, 0);
}

static void what_does_not_do_stays_in_its_line(void **state)
{
	(void)state;
	ask_place();
	type("Nowhere\r");
	assert_int_equal(heard.answers, 0);
	assert_foot(7, "There is no such country.\nWhich country? Tab completes:\nNowhere\n");
	type("!");
	assert_foot(8, "Which country? Tab completes:\nNowhere!\n");
	type("\033");
	assert_null(heard.line);
	assert_int_equal(heard.answers, 1);
}

static void the_only_record_that_fits_is_put_into_the_line(void **state)
{
	(void)state;
	ask_place();
	type("Taiw\r");
	assert_int_equal(heard.answers, 0);
	assert_foot(7, "Only this one fits. Enter takes it.\nWhich country? Tab completes:\n"
		       "Taiwan\n");
	type("\r");
	assert_string_equal(heard.line, "Taiwan");
}

static void records_that_fit_are_listed_and_the_line_stays(void **state)
{
	(void)state;
	ask_place();
	type("Slov\r");
	assert_int_equal(heard.answers, 0);
	assert_foot(6, "Slovakia (SK)  Slovenia (SI)\n"
		       "Several fit: type more, or press Tab.\nWhich country? Tab completes:\n"
		       "Slov\n");
	type("\t\r");
	assert_int_equal(heard.answers, 1);
}

static void lines_that_are_pasted_are_said_to_be_one(void **state)
{
	(void)state;
	ask_line("", false);
	type("\033[200~one\n\033[201~");
	assert_foot(9, "Succeeded by: one\n");
	type("\033[200~two\nthree\033[201~");
	assert_foot(7, "One line is asked for: the line ends\n"
		       "that were pasted are blanks now.\n"
		       "Succeeded by: one two three\n");
	type("\r");
	assert_string_equal(heard.line, "one two three");
}

static void tab_says_where_nothing_completes(void **state)
{
	(void)state;
	ask_line("x", false);
	type("\t");
	assert_foot(8, "There is nothing to complete.\nSucceeded by: x\n");
}

static void ask_on(struct app *app, int answer, void *context)
{
	(void)answer;
	heard.answers++;
	app_ask(app, "Really?", answers, 2, hear, context, count_free);
}

static void an_answer_may_ask_the_next_question(void **state)
{
	(void)state;
	app_ask(heard.app, "Save?", answers, 2, ask_on, &heard, count_free);
	type("s");
	assert_non_null(heard.app->question);
	assert_int_equal(heard.freed, 1);
	type("x");
	assert_int_equal(heard.answers, 2);
	assert_int_equal(heard.answer, 1);
	assert_int_equal(heard.freed, 2);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_program, close_program)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_letter_answers_once),
		TEST(a_capital_letter_answers_too),
		TEST(the_keys_that_save_answer_where_saving_is_an_answer),
		TEST(enter_and_other_keys_ask_again),
		TEST(escape_answers_none),
		TEST(long_words_take_several_rows_and_the_cursor_begins_them),
		TEST(control_characters_of_names_are_shown),
		TEST(a_question_that_cannot_be_seen_is_not_answered),
		TEST(a_line_is_edited_and_entered),
		TEST(escape_enters_no_line),
		TEST(a_key_that_no_line_takes_is_answered_in_words),
		TEST(what_does_not_do_stays_in_its_line),
		TEST(the_only_record_that_fits_is_put_into_the_line),
		TEST(records_that_fit_are_listed_and_the_line_stays),
		TEST(lines_that_are_pasted_are_said_to_be_one),
		TEST(tab_says_where_nothing_completes),
		TEST(an_answer_may_ask_the_next_question),
	};
	layout_set_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
