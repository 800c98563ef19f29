/* SPDX-License-Identifier: MIT
 *
 * The whole program on a terminal: what only a terminal shows. IEMN_PROGRAM names the program; it
 * works on a file in a folder of its own.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "terminal.h"

#define VARIABLES_MAX 16
#define PATH_SIZE 512

static char folder[PATH_SIZE];
static char variables[VARIABLES_MAX][PATH_SIZE];
static const char *environment[VARIABLES_MAX + 1];

/* The environment of the program: a small one, and what sanitizers want to know. */
static void set_environment(const char *term)
{
	static const char *const passed[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
					     "LD_PRELOAD", "LD_LIBRARY_PATH"};
	int count = 0;
	snprintf(variables[count++], PATH_SIZE, "IEMN_FILE=%s/directory.db", folder);
	snprintf(variables[count++], PATH_SIZE, "HOME=%s", folder);
	snprintf(variables[count++], PATH_SIZE, "LC_ALL=C.UTF-8");
	snprintf(variables[count++], PATH_SIZE, "SOURCE_DATE_EPOCH=1795435200");
	if (term) {
		snprintf(variables[count++], PATH_SIZE, "TERM=%s", term);
	}
	for (size_t i = 0; i < sizeof passed / sizeof passed[0]; i++) {
		const char *value = getenv(passed[i]);
		if (value) {
			snprintf(variables[count++], PATH_SIZE, "%s=%s", passed[i], value);
		}
	}
	for (int i = 0; i <= count; i++) {
		environment[i] = i < count ? variables[i] : NULL;
	}
}

static struct terminal *start_with(const char *option, const char *term, bool ignores_hangup)
{
	static const char *arguments[3];
	arguments[0] = getenv("IEMN_PROGRAM");
	arguments[1] = option;
	set_environment(term);
	return terminal_start(&(struct terminal_options){.arguments = arguments,
							 .environment = environment,
							 .rows = 24,
							 .columns = 80,
							 .ignores_hangup = ignores_hangup});
}

static struct terminal *start(const char *term, bool ignores_hangup)
{
	return start_with(NULL, term, ignores_hangup);
}

static void assert_panes(struct terminal *terminal)
{
	assert_true(terminal_wait_for(terminal, "Mission"));
	assert_true(terminal_wait_for(terminal, "History"));
	assert_true(terminal_wait_for(terminal, "Agencies"));
	assert_true(terminal_wait_for(terminal, "People"));
}

static int open_program(void **state)
{
	*state = start("xterm-256color", false);
	assert_panes(*state);
	return 0;
}

static int close_program(void **state)
{
	assert_string_equal(terminal_forbidden(*state), "");
	terminal_free(*state);
	return 0;
}

static int wait_for_end(struct terminal *terminal)
{
	int status;
	assert_true(terminal_wait_for_end(terminal, &status));
	return status;
}

static void assert_exit(struct terminal *terminal, int code)
{
	int status = wait_for_end(terminal);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), code);
}

/* What every way out must leave behind. */
static void assert_terminal_in_order(struct terminal *terminal)
{
	assert_true(terminal_has_its_modes(terminal));
	assert_false(terminal_is_alternate(terminal));
	assert_false(terminal_brackets_pastes(terminal));
	assert_true(terminal_is_cursor_visible(terminal));
}

static void assert_terminal_is_taken(struct terminal *terminal)
{
	assert_false(terminal_has_its_modes(terminal));
	assert_true(terminal_is_alternate(terminal));
	assert_true(terminal_brackets_pastes(terminal));
	assert_true(terminal_is_cursor_visible(terminal));
}

static void start_takes_the_terminal_and_q_gives_it_back(void **state)
{
	assert_terminal_is_taken(*state);
	terminal_type_text(*state, "q");
	assert_exit(*state, 0);
	assert_terminal_in_order(*state);
}

static void a_storm_of_sizes_ends_in_a_good_picture(void **state)
{
	static const int sizes[][2] = {{1, 1},	   {65535, 65535}, {10, 40}, {4, 19}, {65535, 1},
				       {1, 65535}, {40, 120},	   {0, 0},   {24, 80}};
	for (int round = 0; round < 5; round++) {
		for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
			terminal_resize(*state, sizes[i][0] ? sizes[i][0] : 1,
					sizes[i][1] ? sizes[i][1] : 1);
			terminal_wait_for_quiet(*state, round == 0 ? 30 : 1);
		}
	}
	assert_panes(*state);
	terminal_resize(*state, 10, 40);
	assert_true(terminal_wait_for(*state, "Mission"));
	terminal_type_text(*state, "q");
	assert_exit(*state, 0);
	assert_terminal_in_order(*state);
}

static void suspended_it_gives_the_terminal_back(void **state)
{
	terminal_type_text(*state, "\032");
	int status = wait_for_end(*state);
	assert_true(WIFSTOPPED(status));
	assert_terminal_in_order(*state);
	terminal_resize(*state, 30, 100);
	terminal_continue(*state);
	assert_panes(*state);
	assert_terminal_is_taken(*state);
	terminal_type_text(*state, "q");
	assert_exit(*state, 0);
	assert_terminal_in_order(*state);
}

static void stopped_from_outside_it_does_the_same(void **state)
{
	static const int numbers[] = {SIGTSTP, SIGSTOP};
	for (size_t i = 0; i < 2; i++) {
		kill(terminal_process(*state), numbers[i]);
		int status = wait_for_end(*state);
		assert_true(WIFSTOPPED(status));
		if (numbers[i] == SIGTSTP) {
			assert_terminal_in_order(*state);
		}
		terminal_resize(*state, 24, 80);
		terminal_continue(*state);
		assert_panes(*state);
		assert_terminal_is_taken(*state);
	}
	terminal_type_text(*state, "q");
	assert_exit(*state, 0);
	assert_terminal_in_order(*state);
}

static void signals_end_it_in_order(void **state)
{
	static const int numbers[] = {SIGTERM, SIGHUP, SIGINT};
	for (size_t i = 0; i < 3; i++) {
		struct terminal *terminal = start("xterm-256color", false);
		assert_panes(terminal);
		kill(terminal_process(terminal), numbers[i]);
		assert_exit(terminal, 128 + numbers[i]);
		assert_terminal_in_order(terminal);
		terminal_free(terminal);
	}
	(void)state;
}

static void ended_while_stopped_it_leaves_the_terminal_alone(void **state)
{
	terminal_type_text(*state, "\032");
	assert_true(WIFSTOPPED(wait_for_end(*state)));
	kill(terminal_process(*state), SIGTERM);
	size_t before = terminal_bytes(*state);
	terminal_continue(*state);
	assert_exit(*state, 128 + SIGTERM);
	assert_int_equal(terminal_bytes(*state), before);
	assert_terminal_in_order(*state);
}

static void a_crash_gives_the_terminal_back(void **state)
{
	static const int numbers[] = {SIGSEGV, SIGABRT, SIGQUIT};
	for (size_t i = 0; i < 3; i++) {
		struct terminal *terminal = start("xterm-256color", false);
		assert_panes(terminal);
		kill(terminal_process(terminal), numbers[i]);
		int status = wait_for_end(terminal);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), numbers[i]);
		assert_terminal_in_order(terminal);
		assert_true(terminal_wait_for(terminal, "saved data is intact"));
		terminal_free(terminal);
	}
	(void)state;
}

static void a_closed_terminal_ends_it(void **state)
{
	for (int ignores = 0; ignores < 2; ignores++) {
		struct terminal *terminal = start("xterm-256color", ignores);
		assert_panes(terminal);
		terminal_close(terminal);
		assert_exit(terminal, 128 + SIGHUP);
		terminal_free(terminal);
	}
	(void)state;
}

static void idle_it_writes_nothing_and_uses_no_time(void **state)
{
	clockid_t clock;
	struct timespec before;
	struct timespec after;
	terminal_wait_for_quiet(*state, 200);
	assert_int_equal(clock_getcpuclockid(terminal_process(*state), &clock), 0);
	clock_gettime(clock, &before);
	size_t written = terminal_watch(*state, 1000);
	clock_gettime(clock, &after);
	long long used =
		(after.tv_sec - before.tv_sec) * 1000000000LL + (after.tv_nsec - before.tv_nsec);
	assert_int_equal(written, 0);
	assert_in_range(used, 0, 5000000);
}

static void pasted_text_runs_no_command(void **state)
{
	terminal_type_text(*state, "\033[200~q\rQq\nyq\033[201~");
	terminal_wait_for_quiet(*state, 100);
	terminal_type_text(*state, "\033\033");
	terminal_wait_for_quiet(*state, 100);
	assert_panes(*state);
	assert_true(terminal_is_running(*state));
	terminal_type_text(*state, "q");
	assert_exit(*state, 0);
}

/* The console of Linux does not mark what is pasted. */
static void a_paste_without_marks_runs_no_command(void **state)
{
	struct terminal *terminal = start("linux", false);
	assert_panes(terminal);
	terminal_type_text(terminal, "quick brown foxes\rquit\nq");
	terminal_wait_for_quiet(terminal, 200);
	terminal_type_text(terminal, "\033");
	terminal_wait_for_quiet(terminal, 100);
	assert_panes(terminal);
	assert_true(terminal_is_running(terminal));
	terminal_type_text(terminal, "jjjjjjjjjjjjjjjjjjjjjjjj");
	terminal_wait_for_quiet(terminal, 100);
	assert_true(terminal_is_running(terminal));
	terminal_type_text(terminal, "q");
	assert_exit(terminal, 0);
	terminal_free(terminal);
	(void)state;
}

static void a_file_that_is_only_read_says_so_and_why(void **state)
{
	struct terminal *reader = start_with("-R", "xterm-256color", false);
	assert_panes(reader);
	assert_true(terminal_wait_for(reader, "READ ONLY"));
	assert_true(terminal_wait_for(reader, "The file was opened for reading only."));
	terminal_type_text(reader, "q");
	assert_exit(reader, 0);
	assert_terminal_in_order(reader);
	terminal_free(reader);
	(void)state;
}

/* Page 60 lies in a table that the first picture does not read. */
static void damage_found_behind_the_first_picture_ends_it_in_order(void **state)
{
	char path[PATH_SIZE + 16];
	char noise[4096];
	memset(noise, 'x', sizeof noise);
	snprintf(path, sizeof path, "%s/directory.db", folder);
	terminal_type_text(*state, "q");
	assert_exit(*state, 0);
	FILE *file = fopen(path, "r+");
	assert_non_null(file);
	assert_int_equal(fseek(file, 60L * (long)sizeof noise, SEEK_SET), 0);
	assert_int_equal(fwrite(noise, 1, sizeof noise, file), sizeof noise);
	assert_int_equal(fclose(file), 0);

	struct terminal *terminal = start("xterm-256color", false);
	assert_exit(terminal, 7);
	assert_terminal_in_order(terminal);
	assert_true(terminal_wait_for(terminal, "is damaged"));

	terminal_free(terminal);
	assert_int_equal(unlink(path), 0);
}

static void terminals_that_cannot_are_refused(void **state)
{
	static const char *const types[] = {"dumb", "no-such-terminal", NULL};
	for (size_t i = 0; i < 3; i++) {
		struct terminal *terminal = start(types[i], false);
		assert_exit(terminal, 2);
		assert_true(terminal_wait_for(terminal, "iemn help"));
		assert_true(terminal_has_its_modes(terminal));
		assert_string_equal(terminal_forbidden(terminal), "");
		terminal_free(terminal);
	}
	(void)state;
}

static void without_a_terminal_it_points_to_the_shell(void **state)
{
	char words[512] = {0};
	char command[PATH_SIZE * 2];
	snprintf(command, sizeof command, "IEMN_FILE=%s/directory.db TERM=xterm %s 2>&1 </dev/null",
		 folder, getenv("IEMN_PROGRAM"));
	FILE *program = popen(command, "r");
	assert_non_null(program);
	size_t len = fread(words, 1, sizeof words - 1, program);
	int status = pclose(program);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
	assert_true(len > 0);
	assert_non_null(strstr(words, "iemn help"));
	assert_null(strchr(words, '\033'));
	(void)state;
}

static int make_folder(void **state)
{
	const char *place = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/iemn-program-XXXXXX", place ? place : "/tmp");
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	char path[PATH_SIZE + 16];
	snprintf(path, sizeof path, "%s/directory.db", folder);
	unlink(path);
	(void)state;
	/* Fails when anything else was left behind. */
	return rmdir(folder);
}

#define RUNNING(test) cmocka_unit_test_setup_teardown(test, open_program, close_program)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		RUNNING(start_takes_the_terminal_and_q_gives_it_back),
		RUNNING(a_storm_of_sizes_ends_in_a_good_picture),
		RUNNING(suspended_it_gives_the_terminal_back),
		RUNNING(stopped_from_outside_it_does_the_same),
		RUNNING(ended_while_stopped_it_leaves_the_terminal_alone),
		RUNNING(idle_it_writes_nothing_and_uses_no_time),
		RUNNING(pasted_text_runs_no_command),
		RUNNING(a_file_that_is_only_read_says_so_and_why),
		RUNNING(damage_found_behind_the_first_picture_ends_it_in_order),
		cmocka_unit_test(signals_end_it_in_order),
		cmocka_unit_test(a_crash_gives_the_terminal_back),
		cmocka_unit_test(a_closed_terminal_ends_it),
		cmocka_unit_test(a_paste_without_marks_runs_no_command),
		cmocka_unit_test(terminals_that_cannot_are_refused),
		cmocka_unit_test(without_a_terminal_it_points_to_the_shell),
	};
	if (!getenv("IEMN_PROGRAM")) {
		fprintf(stderr, "IEMN_PROGRAM names no program\n");
		return 2;
	}
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
