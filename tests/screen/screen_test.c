/* SPDX-License-Identifier: MIT
 *
 * Drawing, the size, what is sent to the terminal, and which terminals are refused.
 */
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "recorder.h"
#include "stage.h"
#include "text/layout.h"

static struct stage shared;

static int open_small(void **state)
{
	stage_open(&shared, (struct screen_options){.rows = 6, .columns = 20});
	*state = &shared;
	return 0;
}

static int open_usual(void **state)
{
	stage_open(&shared, (struct screen_options){.rows = 24, .columns = 80});
	*state = &shared;
	return 0;
}

static int open_ascii(void **state)
{
	stage_open(&shared,
		   (struct screen_options){
			   .ascii = true, .color = SCREEN_COLOR_NEVER, .rows = 6, .columns = 20});
	*state = &shared;
	return 0;
}

static int close_stage(void **state)
{
	stage_close(*state);
	return 0;
}

static void assert_picture(struct stage *stage, const char *expected)
{
	struct str got = STR_EMPTY;
	screen_dump(stage->screen, &got);
	while (got.len > 1 && got.data[got.len - 1] == '\n' && got.data[got.len - 2] == '\n') {
		str_cut(&got, got.len - 1);
	}
	assert_string_equal(str_text(&got), expected);
	str_clear(&got);
}

static void assert_styles(struct stage *stage, int row, const char *expected)
{
	struct str got = STR_EMPTY;
	screen_dump_styles(stage->screen, row, &got);
	assert_string_equal(str_text(&got), expected);
	str_clear(&got);
}

static void assert_key(struct stage *stage, uint32_t code)
{
	struct key key = screen_read_key(stage->screen, 2000);
	assert_int_equal(key.code, code);
	assert_null(key.text);
}

static void assert_no_key(struct stage *stage)
{
	assert_int_equal(screen_read_key(stage->screen, 0).code, SCREEN_KEY_NONE);
}

static void text_is_padded_to_its_width(void **state)
{
	screen_text(((struct stage *)*state)->screen, 0, 0, 20, STYLE_TEXT, "....................");
	screen_text(((struct stage *)*state)->screen, 0, 2, 8, STYLE_TEXT, "abc");
	assert_picture(*state, "..abc     ..........\n");
}

static void text_is_cut_with_an_ellipsis(void **state)
{
	struct stage *stage = *state;
	screen_text(stage->screen, 0, 0, 8, STYLE_TEXT, "abcdefghij");
	screen_text(stage->screen, 1, 0, 8, STYLE_TEXT, "abcdefgh");
	screen_text(stage->screen, 2, 15, 50, STYLE_TEXT, "to the edge");
	assert_picture(stage, "abcdefg…\nabcdefgh\n               to t…\n");
}

static void wide_character_at_the_edge_is_not_halved(void **state)
{
	struct stage *stage = *state;
	screen_text(stage->screen, 0, 0, 6, STYLE_TEXT, "徐銘華陳");
	screen_text(stage->screen, 0, 6, 2, STYLE_TEXT, "||");
	screen_text(stage->screen, 1, 19, 5, STYLE_TEXT, "徐");
	assert_picture(stage, "徐銘… ||\n                   …\n");
}

static void marks_stay_on_their_letter(void **state)
{
	struct stage *stage = *state;
	screen_text(stage->screen, 0, 0, 8, STYLE_TEXT, "e\u0301x");
	screen_text(stage->screen, 1, 0, 8, STYLE_TEXT, "徐\u0301x");
	screen_text(stage->screen, 2, 0, 8, STYLE_TEXT, "\u1112\u1161\u11ABx");
	assert_picture(stage, "e\u0301x\n徐\u0301x\n\u1112\u1161\u11ABx\n");
}

static void right_to_left_text_leaves_its_row_alone(void **state)
{
	struct stage *stage = *state;
	screen_text(stage->screen, 0, 0, 4, STYLE_TEXT, "ab |");
	screen_text(stage->screen, 0, 4, 6, STYLE_TEXT, "שלום");
	screen_text(stage->screen, 0, 10, 4, STYLE_TEXT, "| cd");
	assert_picture(stage, "ab |שלום  | cd\n");
}

static void text_outside_of_the_screen_is_left_out(void **state)
{
	struct stage *stage = *state;
	screen_text(stage->screen, -1, 0, 5, STYLE_TEXT, "above");
	screen_text(stage->screen, 6, 0, 5, STYLE_TEXT, "below");
	screen_text(stage->screen, 0, 20, 5, STYLE_TEXT, "right");
	screen_text(stage->screen, 0, 0, 0, STYLE_TEXT, "none");
	screen_text(stage->screen, 5, 18, 2, STYLE_TEXT, "ok");
	assert_picture(stage, "\n\n\n\n\n                  ok\n");
}

static void controls_are_shown_and_do_nothing(void **state)
{
	struct stage *stage = *state;
	screen_text(stage->screen, 0, 0, 12, STYLE_TEXT, "a\033[2Jb\r\n\tc");
	assert_picture(stage, "a␛[2Jb␍␊␉c\n");
}

static void a_match_keeps_its_place_when_text_is_cleaned(void **state)
{
	struct stage *stage = *state;
	screen_text_match(stage->screen, 0, 0, 10, STYLE_TEXT, "\001\001needle", 4, 2);
	screen_text_match(stage->screen, 1, 0, 6, STYLE_SELECTED, "plain text", 1, 3);
	assert_picture(stage, "␁␁needle\nplain…\n");
	assert_styles(stage, 0, "aaaannaaaaaaaaaaaaaa");
	assert_styles(stage, 1, "lnnnllaaaaaaaaaaaaaa");
}

static void a_frame_has_lines_and_corners(void **state)
{
	struct stage *stage = *state;
	screen_corner(stage->screen, 0, 0, 'l', STYLE_FRAME);
	screen_horizontal(stage->screen, 0, 1, 18, STYLE_FRAME);
	screen_corner(stage->screen, 0, 19, 'r', STYLE_FRAME);
	screen_vertical(stage->screen, 1, 0, 1, STYLE_FRAME);
	screen_vertical(stage->screen, 1, 19, 100, STYLE_FRAME);
	screen_corner(stage->screen, 2, 0, 'L', STYLE_FRAME);
	assert_picture(stage, "┌──────────────────┐\n│                  │\n"
			      "└                  │\n                   │\n"
			      "                   │\n                   │\n");
}

static void ascii_has_plain_lines_and_marks(void **state)
{
	struct stage *stage = *state;
	screen_corner(stage->screen, 0, 0, 'l', STYLE_FRAME);
	screen_horizontal(stage->screen, 0, 1, 3, STYLE_FRAME);
	screen_vertical(stage->screen, 1, 0, 1, STYLE_FRAME);
	screen_text(stage->screen, 1, 2, 5, STYLE_TEXT, "abcdefg");
	screen_text(stage->screen, 1, 8, 9, STYLE_TEXT, "徐銘華");
	assert_picture(stage, "+---\n| abcd~ 徐銘華\n");
	assert_true(screen_is_mono(stage->screen));
	for (int i = 0; i < MARK_COUNT; i++) {
		const char *mark = screen_mark(stage->screen, (enum mark)i);
		assert_int_equal(strlen(mark), 1);
	}
}

static void every_mark_is_one_column_wide(void **state)
{
	struct stage *stage = *state;
	for (int i = 0; i < MARK_COUNT; i++) {
		assert_int_equal(text_width(screen_mark(stage->screen, (enum mark)i)), 1);
	}
}

static void the_cursor_stays_inside(void **state)
{
	struct stage *stage = *state;
	int row;
	int column;
	screen_cursor(stage->screen, 3, 7);
	screen_flush(stage->screen);
	screen_get_cursor(stage->screen, &row, &column);
	assert_int_equal(row, 3);
	assert_int_equal(column, 7);
	screen_cursor(stage->screen, 99, -5);
	screen_flush(stage->screen);
	screen_get_cursor(stage->screen, &row, &column);
	assert_int_equal(row, 5);
	assert_int_equal(column, 0);
}

static void handlers_of_before_are_put_back(void **state)
{
	struct stage stage;
	struct sigaction action;
	signal(SIGTERM, SIG_IGN);
	stage_open(&stage, (struct screen_options){.rows = 6, .columns = 20});
	raise(SIGTERM);
	assert_no_key(&stage);
	sigaction(SIGSEGV, NULL, &action);
	assert_true(action.sa_flags & SA_NODEFER);
	stage_close(&stage);
	sigaction(SIGTERM, NULL, &action);
	assert_true(action.sa_handler == SIG_IGN);
	sigaction(SIGSEGV, NULL, &action);
	assert_false(action.sa_flags & SA_NODEFER && action.sa_handler != SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	(void)state;
}

static void absurd_sizes_are_survived(void **state)
{
	static const int sizes[][2] = {{1, 1},	 {65535, 65535}, {0, 0}, {1, 500},
				       {500, 1}, {-7, 32767},	 {2, 2}, {24, 80}};
	struct stage *stage = *state;
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
			screen_set_size(stage->screen, sizes[i][0], sizes[i][1]);
			assert_key(stage, SCREEN_KEY_RESIZE);
			assert_in_range(screen_rows(stage->screen), 1, 500);
			assert_in_range(screen_columns(stage->screen), 1, 1000);
			screen_text(stage->screen, 0, 0, 70000, STYLE_BAR, "徐 title");
			screen_vertical(stage->screen, 0, 3, 70000, STYLE_FRAME);
			screen_flush(stage->screen);
		}
	}
	assert_int_equal(screen_rows(stage->screen), 24);
	assert_int_equal(screen_columns(stage->screen), 80);
	screen_erase(stage->screen);
	screen_text(stage->screen, 23, 70, 10, STYLE_TEXT, "corner 徐x");
	struct str picture = STR_EMPTY;
	screen_dump(stage->screen, &picture);
	assert_non_null(strstr(str_text(&picture), " corner 徐x\n"));
	str_clear(&picture);
}

static void draw_list(struct stage *stage, int selected)
{
	screen_erase(stage->screen);
	for (int i = 0; i < 24; i++) {
		screen_text(stage->screen, i, 0, 80, i == selected ? STYLE_SELECTED : STYLE_TEXT,
			    "Ortiz, Ana   徐銘華  שלום  EPA");
	}
	screen_cursor(stage->screen, selected, 0);
	screen_flush(stage->screen);
}

static void an_unchanged_picture_sends_nothing(void **state)
{
	struct stage *stage = *state;
	draw_list(stage, 4);
	long before = stage_sent(stage);
	draw_list(stage, 4);
	assert_no_key(stage);
	assert_int_equal(stage_sent(stage), before);
	screen_redraw(stage->screen);
	screen_flush(stage->screen);
	assert_true(stage_sent(stage) > before + 24L * 30);
}

static void moving_the_selection_sends_two_rows(void **state)
{
	struct stage *stage = *state;
	draw_list(stage, 4);
	long before = stage_sent(stage);
	draw_list(stage, 5);
	long cost = stage_sent(stage) - before;
	assert_in_range(cost, 80, 260);
}

static void only_known_bytes_are_sent(void **state)
{
	struct stage *stage = *state;
	struct recorder recorder = {0};
	char bytes[65536];
	for (int i = 0; i < STYLE_COUNT; i++) {
		screen_text(stage->screen, i, 0, 60, (enum style)i,
			    "a\033]0;x\a\xC2\x9B\u202Erlo\u202C \u061C\xFF\u200B\uFEFF b");
	}
	screen_flush(stage->screen);
	rewind(stage->out);
	size_t len = fread(bytes, 1, sizeof bytes, stage->out);
	recorder_add(&recorder, bytes, len);
	assert_string_equal(recorder.forbidden, "");
	assert_true(recorder.alternate);
	assert_true(recorder.brackets);
}

/* All that was sent, as a text of yours to free. */
static char *sent_text(struct stage *stage)
{
	size_t size = (size_t)stage_sent(stage);
	char *text = calloc(1, size + 1);
	rewind(stage->out);
	assert_int_equal(fread(text, 1, size, stage->out), size);
	return text;
}

static void without_colours_the_selection_is_told_by_attributes(void **state)
{
	struct stage *stage = *state;
	for (int i = 0; i < STYLE_COUNT; i++) {
		screen_text(stage->screen, i % 6, i, 1, (enum style)i, "x");
		screen_flush(stage->screen);
	}
	char *text = sent_text(stage);
	assert_non_null(strstr(text, ";7m"));
	assert_non_null(strstr(text, ";4m"));
	for (int color = 0; color < 8; color++) {
		char sequence[8];
		snprintf(sequence, sizeof sequence, "\033[3%dm", color);
		assert_null(strstr(text, sequence));
	}
	free(text);
}

static void without_utf8_text_is_ascii(void **state)
{
	struct stage stage;
	setlocale(LC_CTYPE, "C");
	stage_open(&stage, (struct screen_options){.rows = 6, .columns = 20});
	screen_text(stage.screen, 0, 0, 8, STYLE_TEXT, "a\303\251\345\276\220z");
	screen_text(stage.screen, 1, 0, 4, STYLE_TEXT, "abcdefg");
	screen_flush(stage.screen);
	assert_true(screen_is_ascii(stage.screen));
	assert_picture(&stage, "ae?z\nabc~\n");
	stage_close(&stage);
	layout_set_locale();
	(void)state;
}

/* What copying a text sends to a terminal; yours to free. */
static char *copied(const char *text)
{
	struct err err = {0};
	struct screen *screen = NULL;
	struct winsize size = {.ws_row = 65535, .ws_col = 65535};
	int master;
	int slave;
	char *bytes = calloc(1, 65536);
	size_t len = 0;
	assert_int_equal(openpty(&master, &slave, NULL, NULL, &size), 0);
	FILE *file = fdopen(slave, "r+");
	struct screen_options options = {.in = file, .out = file, .term = STAGE_TERM};
	assert_true(screen_open(&options, &screen, &err));
	assert_int_equal(screen_rows(screen), 500);
	assert_int_equal(screen_columns(screen), 1000);
	struct pollfd wait = {.fd = master, .events = POLLIN};
	screen_copy(screen, text);
	while (len < 65000 && poll(&wait, 1, 0) > 0) {
		ssize_t got = read(master, bytes + len, 65535 - len);
		assert_true(got > 0);
		len += (size_t)got;
	}
	screen_close(screen);
	fclose(file);
	close(master);
	return bytes;
}

static void copied_text_goes_out_clean_and_in_base64(void **state)
{
	unsetenv("TMUX");
	char *bytes = copied("h\303\251\n\033");
	assert_non_null(strstr(bytes, "\033]52;c;aMOpCuKQmw==\a"));
	free(bytes);
	setenv("TMUX", "/tmp/tmux", 1);
	bytes = copied("kok");
	assert_non_null(strstr(bytes, "\033Ptmux;\033\033]52;c;a29r\a\033\\"));
	free(bytes);
	unsetenv("TMUX");
	(void)state;
}

/* Whether a screen opened so shows no colours. */
static bool is_mono(const char *term, enum screen_color color)
{
	struct stage stage;
	stage_open(&stage,
		   (struct screen_options){.term = term, .color = color, .rows = 6, .columns = 20});
	bool mono = screen_is_mono(stage.screen);
	stage_close(&stage);
	return mono;
}

static void colours_can_be_refused(void **state)
{
	unsetenv("NO_COLOR");
	assert_false(is_mono(NULL, SCREEN_COLOR_AUTO));
	assert_true(is_mono(NULL, SCREEN_COLOR_NEVER));
	assert_true(is_mono("vt100", SCREEN_COLOR_ALWAYS));
	setenv("NO_COLOR", "1", 1);
	assert_true(is_mono(NULL, SCREEN_COLOR_AUTO));
	assert_false(is_mono(NULL, SCREEN_COLOR_ALWAYS));
	setenv("NO_COLOR", "", 1);
	assert_false(is_mono(NULL, SCREEN_COLOR_AUTO));
	unsetenv("NO_COLOR");
	(void)state;
}

static void terminals_that_cannot_are_refused(void **state)
{
	static const char *const types[] = {"dumb", "no-such-terminal", ""};
	for (size_t i = 0; i < 3; i++) {
		struct screen_options options = {
			.in = stdin, .out = stdout, .term = types[i], .rows = 6, .columns = 20};
		struct screen *screen = NULL;
		struct err err = {0};
		assert_false(screen_open(&options, &screen, &err));
		assert_int_equal(err.kind, ERR_USAGE);
		assert_non_null(strstr(err.text, "iemn help"));
		assert_null(screen);
	}
	(void)state;
}

#define SMALL(test) cmocka_unit_test_setup_teardown(test, open_small, close_stage)
#define USUAL(test) cmocka_unit_test_setup_teardown(test, open_usual, close_stage)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		SMALL(text_is_padded_to_its_width),
		SMALL(text_is_cut_with_an_ellipsis),
		SMALL(wide_character_at_the_edge_is_not_halved),
		SMALL(marks_stay_on_their_letter),
		SMALL(right_to_left_text_leaves_its_row_alone),
		SMALL(text_outside_of_the_screen_is_left_out),
		SMALL(controls_are_shown_and_do_nothing),
		SMALL(a_match_keeps_its_place_when_text_is_cleaned),
		SMALL(a_frame_has_lines_and_corners),
		cmocka_unit_test_setup_teardown(ascii_has_plain_lines_and_marks, open_ascii,
						close_stage),
		SMALL(every_mark_is_one_column_wide),
		SMALL(the_cursor_stays_inside),
		cmocka_unit_test(handlers_of_before_are_put_back),
		USUAL(absurd_sizes_are_survived),
		USUAL(an_unchanged_picture_sends_nothing),
		USUAL(moving_the_selection_sends_two_rows),
		USUAL(only_known_bytes_are_sent),
		cmocka_unit_test_setup_teardown(without_colours_the_selection_is_told_by_attributes,
						open_ascii, close_stage),
		cmocka_unit_test(without_utf8_text_is_ascii),
		cmocka_unit_test(copied_text_goes_out_clean_and_in_base64),
		cmocka_unit_test(colours_can_be_refused),
		cmocka_unit_test(terminals_that_cannot_are_refused),
	};
	layout_set_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
