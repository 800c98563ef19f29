/* SPDX-License-Identifier: MIT
 *
 * Keys as they come out of bytes: characters, named keys, Alt, pastes, and what must come to nothing.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "stage.h"
#include "text/layout.h"

static struct stage shared;

static int open_stage(void **state)
{
	stage_open(&shared, (struct screen_options){.rows = 6, .columns = 20});
	*state = &shared;
	return 0;
}

static int close_stage(void **state)
{
	stage_close(*state);
	return 0;
}

#define TYPE(stage, literal) stage_type(stage, literal, sizeof(literal) - 1)

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

static void assert_paste(struct stage *stage, const char *expected)
{
	struct key key = screen_read_key(stage->screen, 2000);
	assert_int_equal(key.code, SCREEN_KEY_PASTE);
	assert_string_equal(key.text, expected);
	free(key.text);
}

static void typed_characters_are_keys(void **state)
{
	struct stage *stage = *state;
	TYPE(stage, "aé徐😀");
	assert_key(stage, 'a');
	assert_key(stage, 0xE9);
	assert_key(stage, 0x5F90);
	assert_key(stage, 0x1F600);
	assert_no_key(stage);
}

static void bad_bytes_are_dropped_and_the_next_key_works(void **state)
{
	struct stage *stage = *state;
	TYPE(stage, "\xFF"
		    "a\xC3"
		    "b\xE5\xBE"
		    "c\x80"
		    "d\xED\xA0\x80"
		    "e\xC2\x9B"
		    "f");
	for (uint32_t code = 'a'; code <= 'f'; code++) {
		assert_key(stage, code);
	}
	assert_no_key(stage);
}

static void enter_and_backspace_have_one_code_each(void **state)
{
	struct stage *stage = *state;
	TYPE(stage, "\r\n\033OM");
	assert_key(stage, SCREEN_KEY_ENTER);
	assert_key(stage, SCREEN_KEY_ENTER);
	assert_key(stage, SCREEN_KEY_ENTER);
	TYPE(stage, "\b\x7F");
	assert_key(stage, SCREEN_KEY_BACKSPACE);
	assert_key(stage, SCREEN_KEY_BACKSPACE);
	assert_no_key(stage);
}

static void named_keys_are_told_from_their_sequences(void **state)
{
	static const struct {
		const char *bytes;
		uint32_t code;
	} keys[] = {
		{"\033OA", SCREEN_KEY_UP},
		{"\033[B", SCREEN_KEY_DOWN},
		{"\033OD", SCREEN_KEY_LEFT},
		{"\033[C", SCREEN_KEY_RIGHT},
		{"\033OH", SCREEN_KEY_HOME},
		{"\033[1~", SCREEN_KEY_HOME},
		{"\033[F", SCREEN_KEY_END},
		{"\033[5~", SCREEN_KEY_PAGE_UP},
		{"\033[6~", SCREEN_KEY_PAGE_DOWN},
		{"\033[2~", SCREEN_KEY_INSERT},
		{"\033[3~", SCREEN_KEY_DELETE},
		{"\033[Z", SCREEN_KEY_BACKTAB},
		{"\033OP", SCREEN_KEY_F1},
		{"\033[15~", SCREEN_KEY_F1 + 4},
		{"\033[24~", SCREEN_KEY_F12},
		{"\t", '\t'},
		{"\f", 12},
		{"\003", 3},
	};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		stage_type(*state, keys[i].bytes, strlen(keys[i].bytes));
		assert_key(*state, keys[i].code);
	}
	assert_no_key(*state);
}

static void alt_is_escape_with_a_key_at_once(void **state)
{
	struct stage *stage = *state;
	TYPE(stage, "\033b\033é\033");
	assert_key(stage, SCREEN_KEY_ALT + 'b');
	assert_key(stage, SCREEN_KEY_ALT + 0xE9);
	assert_key(stage, SCREEN_KEY_ESCAPE);
	TYPE(stage, "\033\033");
	assert_key(stage, SCREEN_KEY_ESCAPE);
	assert_key(stage, SCREEN_KEY_ESCAPE);
	assert_no_key(stage);
}

static void unknown_sequences_run_no_command(void **state)
{
	struct stage *stage = *state;
	TYPE(stage, "\033[97;5ud\033[99~\033[1;99Xe\033Oz");
	assert_key(stage, 'd');
	assert_key(stage, 'e');
	assert_no_key(stage);
}

static void a_paste_is_one_key_and_clean(void **state)
{
	struct stage *stage = *state;
	TYPE(stage, "x\033[200~jj徐\xFF\xC2\x9B"
		    "D\r\na\rb\nc\td\003\033[A\x7F\033[201~y");
	assert_key(stage, 'x');
	assert_paste(stage, "jj徐D\na\nb\nc d");
	assert_key(stage, 'y');
	assert_no_key(stage);
}

static void a_paste_without_an_end_ends_at_a_pause(void **state)
{
	struct stage *stage = *state;
	TYPE(stage, "\033[200~half");
	assert_paste(stage, "half");
	assert_no_key(stage);
}

static void a_long_paste_is_cut_and_eaten_whole(void **state)
{
	struct stage *stage = *state;
	pid_t writer = fork();
	if (writer == 0) {
		ssize_t written = write(stage->keyboard, "\033[200~", 6);
		for (int i = 0; i < 100000 && written > 0; i++) {
			written = write(stage->keyboard, "é", 2);
		}
		written = write(stage->keyboard, "\033[201~q", 7);
		_exit(written == 7 ? 0 : 1);
	}
	struct key key = screen_read_key(stage->screen, 2000);
	assert_int_equal(key.code, SCREEN_KEY_PASTE);
	assert_int_equal(strlen(key.text), 65536);
	free(key.text);
	assert_key(stage, 'q');
}

static void a_closed_keyboard_is_a_hangup_after_its_keys(void **state)
{
	struct stage *stage = *state;
	TYPE(stage, "ab");
	stage_hang_up(stage);
	assert_key(stage, 'a');
	assert_key(stage, 'b');
	assert_key(stage, SCREEN_KEY_HANGUP);
	assert_key(stage, SCREEN_KEY_HANGUP);
}

static void waiting_keys_are_seen_without_reading_them(void **state)
{
	struct stage *stage = *state;
	assert_false(screen_has_key(stage->screen));
	TYPE(stage, "k");
	assert_true(screen_has_key(stage->screen));
	assert_key(stage, 'k');
	assert_false(screen_has_key(stage->screen));
}

static void signals_come_as_keys(void **state)
{
	static const int numbers[] = {SIGTERM, SIGHUP, SIGINT};
	struct stage *stage = *state;
	for (size_t i = 0; i < 3; i++) {
		raise(numbers[i]);
		assert_true(screen_has_key(stage->screen));
		struct key key = screen_read_key(stage->screen, -1);
		assert_int_equal(key.code, SCREEN_KEY_SIGNAL);
		assert_int_equal(key.number, numbers[i]);
	}
	raise(SIGWINCH);
	assert_key(stage, SCREEN_KEY_RESIZE);
	assert_no_key(stage);
}

#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, open_stage, close_stage)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ON_STAGE(typed_characters_are_keys),
		ON_STAGE(bad_bytes_are_dropped_and_the_next_key_works),
		ON_STAGE(enter_and_backspace_have_one_code_each),
		ON_STAGE(named_keys_are_told_from_their_sequences),
		ON_STAGE(alt_is_escape_with_a_key_at_once),
		ON_STAGE(unknown_sequences_run_no_command),
		ON_STAGE(a_paste_is_one_key_and_clean),
		ON_STAGE(a_paste_without_an_end_ends_at_a_pause),
		ON_STAGE(a_long_paste_is_cut_and_eaten_whole),
		ON_STAGE(a_closed_keyboard_is_a_hangup_after_its_keys),
		ON_STAGE(waiting_keys_are_seen_without_reading_them),
		ON_STAGE(signals_come_as_keys),
	};
	layout_set_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
