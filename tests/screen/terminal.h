/* SPDX-License-Identifier: MIT
 *
 * A terminal for tests: a program runs in a session of its own on a pty, its output is kept by
 * libvterm. Nothing here sleeps; what is waited for has a limit. Failures end the test.
 */
#ifndef IEMN_TEST_TERMINAL_H
#define IEMN_TEST_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/str.h"

/* How long anything may take, in milliseconds; long enough for sanitizers on a busy machine. */
#define TERMINAL_LIMIT 20000

struct terminal;

struct terminal_options {
	const char *const *arguments;	/* program and arguments, NULL at the end */
	const char *const *environment; /* the whole of it, NULL at the end */
	int rows;
	int columns;
	bool ignores_hangup; /* the program starts with SIGHUP ignored, as under nohup */
};

struct terminal *terminal_start(const struct terminal_options *options);

/* Kills the program if it still runs and frees everything. */
void terminal_free(struct terminal *terminal);

/* The program's process; not the leader of the session. */
pid_t terminal_process(const struct terminal *terminal);

/* Types bytes, all at once. */
void terminal_type(struct terminal *terminal, const char *bytes, size_t len);
void terminal_type_text(struct terminal *terminal, const char *text);

/* Whether a text stands in one row of the screen as far as it has been painted. */
bool terminal_shows(struct terminal *terminal, const char *text);

/* Waits until a text stands in one row of the screen; false when the limit has passed. */
bool terminal_wait_for(struct terminal *terminal, const char *text);

/* Waits until something holds of the screen; false when the limit has passed. */
bool terminal_wait_until(struct terminal *terminal,
			 bool (*holds)(struct terminal *terminal, void *context), void *context);

/* Waits until the program has written nothing for so many milliseconds. */
void terminal_wait_for_quiet(struct terminal *terminal, int milliseconds);

/* Takes output for so many milliseconds and says how many bytes came. */
size_t terminal_watch(struct terminal *terminal, int milliseconds);

/* Waits until the program has ended or stopped, and gives what waitpid() said. */
bool terminal_wait_for_end(struct terminal *terminal, int *status);

/* Whether the program has neither ended nor stopped so far. */
bool terminal_is_running(const struct terminal *terminal);

/* Puts a stopped program into the foreground and continues it, as `fg` does. */
void terminal_continue(struct terminal *terminal);

/* Closes the terminal under the program. */
void terminal_close(struct terminal *terminal);

/* Sets the size that the program is told; beyond 500x1000 the picture is not kept. */
void terminal_resize(struct terminal *terminal, int rows, int columns);

/* Adds the text of a row to out, blanks at the end cut. */
void terminal_row(struct terminal *terminal, int row, struct str *out);

/* The whole picture, a line a row. */
void terminal_picture(struct terminal *terminal, struct str *out);

void terminal_cursor(struct terminal *terminal, int *row, int *column);
bool terminal_is_cursor_visible(const struct terminal *terminal);

/* Whether the program is on the alternate screen, and whether pastes are bracketed. */
bool terminal_is_alternate(const struct terminal *terminal);
bool terminal_brackets_pastes(const struct terminal *terminal);

/* Bytes that the program has written so far. */
size_t terminal_bytes(const struct terminal *terminal);

/* What was written that must not be: control characters outside of known sequences, C1, bidi
 * controls. Empty when there was nothing. */
const char *terminal_forbidden(const struct terminal *terminal);

/* Whether the terminal's modes are those of before the program started. */
bool terminal_has_its_modes(const struct terminal *terminal);

#endif
