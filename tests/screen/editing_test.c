/* SPDX-License-Identifier: MIT
 *
 * The whole program on a terminal where editing meets the world: a file that can only be read, another
 * program that holds it, and an end in the middle of typing.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "terminal.h"

#define PATH_SIZE 300
#define VARIABLES_MAX 16

/* SQLite's byte that a writer holds (RESERVED_BYTE in its os.h). */
#define WRITER_BYTE (0x40000000 + 1)

/* All that SQLite locks: who holds these lets nobody read (EXCLUSIVE_LOCK). */
#define LOCKS_BEGIN 0x40000000
#define LOCKS_COUNT 512

static char folder[PATH_SIZE];
static char variables[VARIABLES_MAX][PATH_SIZE + 32];
static const char *environment[VARIABLES_MAX + 1];

static void set_environment(void)
{
	static const char *const passed[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
					     "LD_PRELOAD", "LD_LIBRARY_PATH"};
	int count = 0;
	snprintf(variables[count++], sizeof variables[0], "IEMN_FILE=%s/directory.db", folder);
	snprintf(variables[count++], sizeof variables[0], "HOME=%s", folder);
	snprintf(variables[count++], sizeof variables[0], "XDG_STATE_HOME=%s/state", folder);
	snprintf(variables[count++], sizeof variables[0], "IEMN_USER=ana");
	snprintf(variables[count++], sizeof variables[0], "LC_ALL=C.UTF-8");
	snprintf(variables[count++], sizeof variables[0], "TERM=xterm-256color");
	snprintf(variables[count++], sizeof variables[0], "SOURCE_DATE_EPOCH=1795435200");
	for (size_t i = 0; i < sizeof passed / sizeof passed[0]; i++) {
		const char *value = getenv(passed[i]);
		if (value) {
			snprintf(variables[count++], sizeof variables[0], "%s=%s", passed[i],
				 value);
		}
	}
	for (int i = 0; i <= count; i++) {
		environment[i] = i < count ? variables[i] : NULL;
	}
}

static struct terminal *start_waiting_for(const char *option, const char *text)
{
	static const char *arguments[3];
	arguments[0] = getenv("IEMN_PROGRAM");
	arguments[1] = option;
	set_environment();
	struct terminal *terminal = terminal_start(&(struct terminal_options){
		.arguments = arguments, .environment = environment, .rows = 24, .columns = 80});
	assert_true(terminal_wait_for(terminal, text));
	return terminal;
}

static struct terminal *start(const char *option)
{
	return start_waiting_for(option, "Mission");
}

static void assert_exit(struct terminal *terminal, int code)
{
	int status;
	assert_true(terminal_wait_for_end(terminal, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), code);
}

static void leave(struct terminal *terminal)
{
	terminal_type_text(terminal, "Q");
	assert_exit(terminal, 0);
	assert_string_equal(terminal_forbidden(terminal), "");
	terminal_free(terminal);
}

static bool shows(struct terminal *terminal, const char *text)
{
	struct str picture = STR_EMPTY;
	terminal_picture(terminal, &picture);
	bool is_there = strstr(str_text(&picture), text) != NULL;
	str_clear(&picture);
	return is_there;
}

/* A file is there before the tests that hold it. */
static void make_file(void)
{
	leave(start(NULL));
}

static void on_a_file_that_is_only_read_writing_keys_say_why(void **state)
{
	static const char *const keys[] = {"a", "e", "E", "c", "d", "x", "X", "u", "\022"};
	static const char why[] = "The file was opened for reading only.";
	(void)state;
	make_file();
	struct terminal *reader = start("-R");
	assert_true(terminal_wait_for(reader, why));
	terminal_type_text(reader, "3");
	assert_true(terminal_wait_for(reader, "? help"));
	assert_false(shows(reader, "a add"));
	assert_false(shows(reader, "e edit"));
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		terminal_type_text(reader, keys[i]);
		assert_true(terminal_wait_for(reader, why));
		terminal_type_text(reader, "j");
		assert_true(terminal_wait_for(reader, "? help"));
	}
	/* Help offers none of them either, and shows what only reads. */
	terminal_type_text(reader, "?/needs attention\r");
	assert_true(terminal_wait_for(reader, "Show what needs attention"));
	assert_false(shows(reader, "Take back what was done last"));
	assert_false(shows(reader, "Edit the record"));
	leave(reader);
}

/* Holds bytes of the file that stand for locks; gives the descriptor. */
static int hold_bytes(off_t begin, off_t count)
{
	char path[PATH_SIZE + 16];
	struct flock lock = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = begin, .l_len = count};
	snprintf(path, sizeof path, "%s/directory.db", folder);
	int fd = open(path, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(fcntl(fd, F_SETLK, &lock), 0);
	return fd;
}

/* Holds the file as a program does that is saving. */
static int hold_file(void)
{
	return hold_bytes(WRITER_BYTE, 1);
}

static void a_file_that_nobody_may_read_is_waited_for_and_opened(void **state)
{
	(void)state;
	make_file();
	int holder = hold_bytes(LOCKS_BEGIN, LOCKS_COUNT);
	struct terminal *terminal = start_waiting_for(NULL, "waiting for another program");
	assert_true(terminal_is_running(terminal));
	assert_false(terminal_is_alternate(terminal));
	close(holder);
	assert_true(terminal_wait_for(terminal, "? help"));
	leave(terminal);
}

static void the_wait_for_a_file_that_nobody_may_read_is_given_up_by_control_c(void **state)
{
	int status;
	(void)state;
	make_file();
	int holder = hold_bytes(LOCKS_BEGIN, LOCKS_COUNT);
	struct terminal *terminal = start_waiting_for(NULL, "^C gives up");
	terminal_type_text(terminal, "\003");
	assert_true(terminal_wait_for_end(terminal, &status));
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGINT);
	terminal_free(terminal);
	close(holder);
}

static void a_save_waits_for_another_program_until_escape(void **state)
{
	(void)state;
	make_file();
	struct terminal *terminal = start(NULL);
	terminal_type_text(terminal, "3G");
	int holder = hold_file();
	terminal_type_text(terminal, "d");
	assert_true(terminal_wait_for(terminal, "Waiting for another program"));
	assert_true(terminal_wait_for(terminal, "Esc gives up; nothing is lost."));
	terminal_type_text(terminal, "\033");
	assert_true(terminal_wait_for(terminal, "try again."));
	close(holder);
	terminal_type_text(terminal, "d");
	assert_true(terminal_wait_for(terminal, "to the bin"));
	terminal_type_text(terminal, "u");
	assert_true(terminal_wait_for(terminal, "Took back"));
	leave(terminal);
}

static void keys_pressed_while_a_save_waits_are_dropped_when_it_fails(void **state)
{
	(void)state;
	make_file();
	struct terminal *terminal = start(NULL);
	terminal_type_text(terminal, "3G");
	int holder = hold_file();
	terminal_type_text(terminal, "d");
	assert_true(terminal_wait_for(terminal, "Waiting for another program"));
	terminal_resize(terminal, 10, 40);
	terminal_type_text(terminal, "kqQ\033");
	assert_true(terminal_wait_for(terminal, "were dropped."));
	assert_true(terminal_is_running(terminal));
	close(holder);
	leave(terminal);
}

/* The number before " s. Esc gives up", -1 when it is not there. */
static long seconds_told(struct terminal *terminal)
{
	struct str picture = STR_EMPTY;
	terminal_picture(terminal, &picture);
	const char *end = strstr(str_text(&picture), " s. Esc");
	const char *at = end;
	while (at != NULL && at > picture.data && at[-1] >= '0' && at[-1] <= '9') {
		at--;
	}
	long seconds = at != end ? strtol(at, NULL, 10) : -1;
	str_clear(&picture);
	return seconds;
}

static bool tells_later(struct terminal *terminal, void *seconds)
{
	return seconds_told(terminal) > *(long *)seconds;
}

/* Waits until the program has taken what was typed. It takes keys before it tells the seconds: those
 * told next may be of a round that was on its way when the keys came, those after it are not. */
static void wait_until_keys_are_taken(struct terminal *terminal)
{
	terminal_wait_for_quiet(terminal, 0);
	for (int round = 0; round < 2; round++) {
		long seconds = seconds_told(terminal);
		assert_true(terminal_wait_until(terminal, tells_later, &seconds));
	}
}

static void a_save_that_waited_is_made_when_the_file_is_free(void **state)
{
	(void)state;
	make_file();
	struct terminal *terminal = start(NULL);
	terminal_type_text(terminal, "3G");
	int holder = hold_file();
	terminal_type_text(terminal, "d");
	assert_true(terminal_wait_for(terminal, "Waiting for another program"));
	/* Keys pressed meanwhile are run afterwards, but not the same one again, which is pressed out
	 * of impatience. */
	terminal_type_text(terminal, "d/EMB\r");
	wait_until_keys_are_taken(terminal);
	close(holder);
	assert_true(terminal_wait_for(terminal, "/EMB"));
	terminal_type_text(terminal, "u");
	assert_true(terminal_wait_for(terminal, "Took back"));
	terminal_type_text(terminal, "u");
	assert_true(terminal_wait_for(terminal, "Nothing was done that could be taken back."));
	leave(terminal);
}

static void what_another_program_saves_shows_beside_the_filter(void **state)
{
	(void)state;
	make_file();
	struct terminal *mine = start(NULL);
	struct terminal *theirs = start(NULL);
	terminal_type_text(mine, "3/EMB\r");
	assert_true(terminal_wait_for(mine, "/EMB"));
	terminal_type_text(theirs, "3/EMB\rd");
	assert_true(terminal_wait_for(theirs, "to the bin"));
	assert_true(terminal_wait_for(mine, "Nothing matches \"EMB\""));
	terminal_type_text(theirs, "u");
	assert_true(terminal_wait_for(theirs, "Took back"));
	assert_true(terminal_wait_for(mine, "Environmental Management Bureau"));
	leave(theirs);
	leave(mine);
}

static void what_was_typed_is_offered_after_a_hangup(void **state)
{
	(void)state;
	make_file();
	struct terminal *terminal = start(NULL);
	terminal_type_text(terminal, "4a");
	assert_true(terminal_wait_for(terminal, "New person"));
	terminal_type_text(terminal, "Nora Example");
	assert_true(terminal_wait_for(terminal, "Nora Example"));
	kill(terminal_process(terminal), SIGHUP);
	assert_exit(terminal, 128 + SIGHUP);
	terminal_free(terminal);

	terminal = start(NULL);
	assert_true(terminal_wait_for(terminal, "Not saved when the program ended: Nora Example"));
	terminal_type_text(terminal, "o");
	assert_true(terminal_wait_for(terminal, "New person"));
	assert_true(terminal_wait_for(terminal, "^S save"));
	terminal_type_text(terminal, "\033");
	assert_true(terminal_wait_for(terminal, "[k]eep editing"));
	terminal_type_text(terminal, "d");
	assert_true(terminal_wait_for(terminal, "discarded"));
	leave(terminal);

	/* A question would stand where the hints do. */
	terminal = start(NULL);
	assert_true(terminal_wait_for(terminal, "? help"));
	assert_false(shows(terminal, "Not saved"));
	leave(terminal);
}

static int make_folder(void **state)
{
	const char *place = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/iemn-editing-XXXXXX", place ? place : "/tmp");
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	static const char *const names[] = {"directory.db", "directory.db-journal", "state/iemn",
					    "state"};
	char path[PATH_SIZE + 32];
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		remove(path);
	}
	/* Fails when anything else was left behind. */
	return rmdir(folder);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_folder, remove_folder)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(on_a_file_that_is_only_read_writing_keys_say_why),
		TEST(a_file_that_nobody_may_read_is_waited_for_and_opened),
		TEST(the_wait_for_a_file_that_nobody_may_read_is_given_up_by_control_c),
		TEST(a_save_waits_for_another_program_until_escape),
		TEST(keys_pressed_while_a_save_waits_are_dropped_when_it_fails),
		TEST(a_save_that_waited_is_made_when_the_file_is_free),
		TEST(what_another_program_saves_shows_beside_the_filter),
		TEST(what_was_typed_is_offered_after_a_hangup),
	};
	if (!getenv("IEMN_PROGRAM")) {
		fprintf(stderr, "IEMN_PROGRAM names no program\n");
		return 2;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
