/* SPDX-License-Identifier: MIT
 *
 * See terminal.h. Between the test and the program stands a small process that leads the session,
 * as a shell does: without it a program could not be stopped and continued.
 *
 * libvterm 0.1.4 has old tables of widths and keeps six characters a cell: texts that are waited for
 * must be such that it and wcwidth() agree on.
 */
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

#include "base/mem.h"
#include "recorder.h"
#include "text/utf8.h"

#define ROWS_MAX 500
#define COLUMNS_MAX 1000

/* What the leader tells: the process first, then what waitpid() said of it. */
struct report {
	pid_t process;
	int status;
};

struct terminal {
	int master;
	int reports; /* from the leader */
	int orders;  /* to it: a byte continues the program */
	pid_t leader;
	pid_t process;
	bool has_ended;
	VTerm *vterm;
	VTermScreen *screen;
	int rows;
	int columns;
	struct recorder recorder;
	struct termios first_modes; /* before the program started */
};

static void fail(const char *what)
{
	fprintf(stderr, "terminal: %s: %s\n", what, strerror(errno));
	abort();
}

static long long now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* The program's part of the fork. */
static void run_program(const struct terminal_options *options, int keep)
{
	setpgid(0, 0);
	tcsetpgrp(STDIN_FILENO, getpid());
	signal(SIGTTOU, SIG_DFL);
	signal(SIGHUP, options->ignores_hangup ? SIG_IGN : SIG_DFL);
	close(keep);
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	execve(options->arguments[0], (char *const *)options->arguments,
	       (char *const *)options->environment);
	_exit(127);
}

/* The leader: tells how the program fares, and puts it into the foreground when asked. */
static void lead(const struct terminal_options *options, int reports, int orders)
{
	signal(SIGTTOU, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	pid_t process = fork();
	if (process == 0) {
		close(orders);
		run_program(options, reports);
	}
	setpgid(process, process);
	tcsetpgrp(STDIN_FILENO, process);
	struct report report = {.process = process};
	ssize_t written = write(reports, &report, sizeof report);
	while (written == sizeof report && waitpid(process, &report.status, WUNTRACED) == process) {
		char order;
		tcsetpgrp(STDIN_FILENO, getpid());
		written = write(reports, &report, sizeof report);
		if (!WIFSTOPPED(report.status) || read(orders, &order, 1) != 1) {
			break;
		}
		tcsetpgrp(STDIN_FILENO, process);
		kill(-process, SIGCONT);
	}
	_exit(0);
}

static bool read_report(struct terminal *terminal, struct report *report)
{
	return read(terminal->reports, report, sizeof *report) == sizeof *report;
}

static int at_most(int value, int most)
{
	return value < most ? value : most;
}

/* A new picture, since the program draws everything again after a resize. It never becomes smaller:
 * what was still on its way for the old size would be written beside it, and libvterm 0.1.4 crashes
 * then. */
static void new_picture(struct terminal *terminal, int rows, int columns)
{
	int old_rows = 0;
	int old_columns = 0;
	terminal->rows = at_most(rows, ROWS_MAX);
	terminal->columns = at_most(columns, COLUMNS_MAX);
	if (terminal->vterm) {
		vterm_get_size(terminal->vterm, &old_rows, &old_columns);
		vterm_free(terminal->vterm);
	}
	terminal->vterm =
		vterm_new(terminal->rows > old_rows ? terminal->rows : old_rows,
			  terminal->columns > old_columns ? terminal->columns : old_columns);
	vterm_set_utf8(terminal->vterm, 1);
	terminal->screen = vterm_obtain_screen(terminal->vterm);
	vterm_screen_enable_altscreen(terminal->screen, 1);
	vterm_screen_reset(terminal->screen, 1);
}

struct terminal *terminal_start(const struct terminal_options *options)
{
	struct terminal *terminal = mem_new(1, sizeof *terminal);
	struct winsize size = {.ws_row = (unsigned short)options->rows,
			       .ws_col = (unsigned short)options->columns};
	struct report report;
	int reports[2];
	int orders[2];
	if (pipe(reports) != 0 || pipe(orders) != 0) {
		fail("pipe");
	}
	for (int i = 0; i < 2; i++) {
		fcntl(reports[i], F_SETFD, FD_CLOEXEC);
		fcntl(orders[i], F_SETFD, FD_CLOEXEC);
	}
	int slave;
	if (openpty(&terminal->master, &slave, NULL, NULL, &size) != 0 ||
	    tcgetattr(slave, &terminal->first_modes) != 0) {
		fail("openpty");
	}
	terminal->leader = fork();
	if (terminal->leader < 0) {
		fail("fork");
	}
	if (terminal->leader == 0) {
		close(terminal->master);
		close(reports[0]);
		close(orders[1]);
		login_tty(slave);
		lead(options, reports[1], orders[0]);
	}
	close(slave);
	close(reports[1]);
	close(orders[0]);
	fcntl(terminal->master, F_SETFD, FD_CLOEXEC);
	terminal->reports = reports[0];
	terminal->orders = orders[1];
	terminal->recorder.has_cursor = true;
	new_picture(terminal, options->rows, options->columns);
	if (!read_report(terminal, &report)) {
		fail("the program did not start");
	}
	terminal->process = report.process;
	return terminal;
}

void terminal_free(struct terminal *terminal)
{
	if (!terminal) {
		return;
	}
	if (!terminal->has_ended) {
		kill(terminal->process, SIGKILL);
	}
	terminal_close(terminal);
	close(terminal->orders);
	close(terminal->reports);
	waitpid(terminal->leader, NULL, 0);
	vterm_free(terminal->vterm);
	free(terminal);
}

pid_t terminal_process(const struct terminal *terminal)
{
	return terminal->process;
}

/* Takes what the program writes, waiting at most so long for it to begin; gives the bytes. */
static size_t take_output(struct terminal *terminal, int timeout)
{
	struct pollfd fd = {.fd = terminal->master, .events = POLLIN};
	char bytes[4096];
	if (terminal->master < 0 || poll(&fd, 1, timeout) <= 0) {
		return 0;
	}
	/* EIO: nobody has the terminal open at this moment. */
	ssize_t len = read(terminal->master, bytes, sizeof bytes);
	if (len <= 0) {
		poll(NULL, 0, timeout < 5 ? timeout : 5);
		return 0;
	}
	recorder_add(&terminal->recorder, bytes, (size_t)len);
	vterm_input_write(terminal->vterm, bytes, (size_t)len);
	return (size_t)len;
}

void terminal_type(struct terminal *terminal, const char *bytes, size_t len)
{
	/* Bytes are handed over as the program takes them, and its answers are taken meanwhile. */
	fcntl(terminal->master, F_SETFL, O_NONBLOCK);
	while (len > 0) {
		ssize_t written = write(terminal->master, bytes, len);
		if (written < 0 && errno != EAGAIN) {
			fail("typing");
		}
		if (written <= 0) {
			take_output(terminal, 10);
			continue;
		}
		bytes += written;
		len -= (size_t)written;
	}
}

void terminal_type_text(struct terminal *terminal, const char *text)
{
	terminal_type(terminal, text, strlen(text));
}

bool terminal_shows(struct terminal *terminal, const char *text)
{
	struct str picture = STR_EMPTY;
	terminal_picture(terminal, &picture);
	bool found = strstr(str_text(&picture), text) != NULL;
	str_clear(&picture);
	return found;
}

bool terminal_wait_until(struct terminal *terminal,
			 bool (*holds)(struct terminal *terminal, void *context), void *context)
{
	long long end = now() + TERMINAL_LIMIT;
	while (!holds(terminal, context)) {
		if (now() > end) {
			struct str picture = STR_EMPTY;
			terminal_picture(terminal, &picture);
			fprintf(stderr, "waited, and the screen shows\n%s\n", str_text(&picture));
			str_clear(&picture);
			return false;
		}
		take_output(terminal, 100);
	}
	return true;
}

static bool shows_awaited(struct terminal *terminal, void *context)
{
	return terminal_shows(terminal, context);
}

bool terminal_wait_for(struct terminal *terminal, const char *text)
{
	bool is_there = terminal_wait_until(terminal, shows_awaited, (void *)text);
	if (!is_there) {
		fprintf(stderr, "it was \"%s\" that was waited for\n", text);
	}
	return is_there;
}

void terminal_wait_for_quiet(struct terminal *terminal, int milliseconds)
{
	long long end = now() + TERMINAL_LIMIT;
	while (now() < end && take_output(terminal, milliseconds) > 0) {
	}
}

size_t terminal_watch(struct terminal *terminal, int milliseconds)
{
	long long end = now() + milliseconds;
	size_t count = 0;
	for (long long rest = milliseconds; rest > 0; rest = end - now()) {
		count += take_output(terminal, (int)rest);
	}
	return count;
}

bool terminal_wait_for_end(struct terminal *terminal, int *status)
{
	long long end = now() + TERMINAL_LIMIT;
	struct pollfd fd = {.fd = terminal->reports, .events = POLLIN};
	while (poll(&fd, 1, 0) == 0) {
		if (now() > end) {
			return false;
		}
		take_output(terminal, 20);
	}
	struct report report;
	if (!read_report(terminal, &report)) {
		return false;
	}
	while (take_output(terminal, 0) > 0) {
	}
	*status = report.status;
	terminal->has_ended = !WIFSTOPPED(report.status);
	return true;
}

bool terminal_is_running(const struct terminal *terminal)
{
	struct pollfd fd = {.fd = terminal->reports, .events = POLLIN};
	return !terminal->has_ended && poll(&fd, 1, 0) == 0;
}

void terminal_continue(struct terminal *terminal)
{
	if (write(terminal->orders, "", 1) != 1) {
		fail("continuing");
	}
}

void terminal_close(struct terminal *terminal)
{
	if (terminal->master >= 0) {
		close(terminal->master);
		terminal->master = -1;
	}
}

void terminal_resize(struct terminal *terminal, int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
	while (take_output(terminal, 0) > 0) {
	}
	new_picture(terminal, rows, columns);
	ioctl(terminal->master, TIOCSWINSZ, &size);
}

void terminal_row(struct terminal *terminal, int row, struct str *out)
{
	size_t end = out->len;
	VTermPos at = {.row = row};
	while (at.col < terminal->columns) {
		VTermScreenCell cell;
		if (!vterm_screen_get_cell(terminal->screen, at, &cell)) {
			break;
		}
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
			char bytes[4];
			str_add_bytes(out, bytes, utf8_encode(cell.chars[i], bytes));
		}
		if (cell.chars[0] == 0) {
			str_add_char(out, ' ');
		}
		end = cell.chars[0] == 0 || cell.chars[0] == ' ' ? end : out->len;
		at.col += cell.width > 1 ? cell.width : 1;
	}
	str_cut(out, end);
}

void terminal_picture(struct terminal *terminal, struct str *out)
{
	for (int row = 0; row < terminal->rows; row++) {
		terminal_row(terminal, row, out);
		str_add_char(out, '\n');
	}
}

void terminal_cursor(struct terminal *terminal, int *row, int *column)
{
	VTermPos at;
	vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &at);
	*row = at.row;
	*column = at.col;
}

bool terminal_is_cursor_visible(const struct terminal *terminal)
{
	return terminal->recorder.has_cursor;
}

bool terminal_is_alternate(const struct terminal *terminal)
{
	return terminal->recorder.alternate;
}

bool terminal_brackets_pastes(const struct terminal *terminal)
{
	return terminal->recorder.brackets;
}

size_t terminal_bytes(const struct terminal *terminal)
{
	return terminal->recorder.count;
}

const char *terminal_forbidden(const struct terminal *terminal)
{
	return terminal->recorder.forbidden;
}

bool terminal_has_its_modes(const struct terminal *terminal)
{
	struct termios modes;
	const struct termios *first = &terminal->first_modes;
	/* On Linux the master answers for the other side, also when nobody has it open. */
	if (tcgetattr(terminal->master, &modes) != 0) {
		fail("tcgetattr");
	}
	return modes.c_iflag == first->c_iflag && modes.c_oflag == first->c_oflag &&
	       modes.c_cflag == first->c_cflag && modes.c_lflag == first->c_lflag &&
	       memcmp(modes.c_cc, first->c_cc, sizeof modes.c_cc) == 0;
}
