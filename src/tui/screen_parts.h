/* SPDX-License-Identifier: MIT
 *
 * What the files of the screen share among themselves: curses, the state of the terminal, keys that
 * wait, signals. Nobody outside screen*.c includes this.
 */
#ifndef IEMN_TUI_SCREEN_PARTS_H
#define IEMN_TUI_SCREEN_PARTS_H

#include <stdbool.h>
#include <stdint.h>
#include <termios.h>

/* curses.h has a struct screen of its own and shows no more of it than the name. */
#define screen curses_screen
#include <curses.h>
#undef screen

#include "tui/screen.h"

/* Sizes that a terminal may have: beyond them curses takes gigabytes, or crashes. */
#define SCREEN_ROWS_MAX 500
#define SCREEN_COLUMNS_MAX 1000

/* A terminal queues 4095 bytes; what was looked at to tell a paste from typing waits here. */
#define SCREEN_QUEUE_SIZE 4100

struct screen {
	SCREEN *curses;
	WINDOW *keyboard; /* a pad to read keys from: reading from stdscr would draw it */
	int in;		  /* descriptors */
	int out;
	bool is_terminal;    /* keys come from one, not from a pipe of a test */
	bool is_ascii;	     /* lines and marks in ASCII */
	bool has_ascii_text; /* the locale has no UTF-8: text in ASCII too */
	bool is_mono;
	int fixed_rows; /* size that a test asked for; 0: the terminal is asked */
	int fixed_columns;
	bool is_gone;	   /* the terminal does not answer any more */
	bool is_released;  /* given back, by a suspend that ends the program or by closing */
	bool must_lay_out; /* the size was set by a test */
	bool marks_pastes; /* the terminal is known to bracket what is pasted */
	int rows;
	int columns;
	int cursor_row;
	int cursor_column;
	int64_t sent_at;       /* moment of the last picture */
	bool is_behind;	       /* the last flush was held back for a key that waits */
	unsigned char *styles; /* enum style of each cell, for tests */
	struct str shown;      /* work space of the drawing functions */
	struct str fitted;
	bool has_modes;
	struct termios modes; /* as they were found */
	int queue[SCREEN_QUEUE_SIZE];
	int queue_start;
	int queue_end;
};

/* Writes all the bytes to the terminal, past curses; gives up when it is gone. */
void screen_write(struct screen *screen, const char *bytes, size_t len);

/* Asks the terminal for its size and takes it on; everything is drawn anew. */
void screen_take_size(struct screen *screen);

/* Takes the terminal again after a stop that was not ours to prepare (SIGSTOP). */
void screen_retake(struct screen *screen);

/* The same as screen_suspend(), when only this process was asked to stop. */
void screen_stop(struct screen *screen);

/* Whether a type of terminal can show the screen; ERR_USAGE otherwise. */
bool screen_type_check(const char *term, int fd, struct err *err);

/* Prepares the colour pairs; says whether there are none. */
bool screen_style_open(enum screen_color color);

/* Milliseconds of a clock that only goes forward. */
int64_t screen_now(void);

/* Keys that terminals send although their description names others, and the ends of a paste. */
void screen_input_open(struct screen *screen);

/* Signals. They are noted by handlers, wake screen_signal_fd() and are taken one by one. */
bool screen_signal_open(struct err *err);
void screen_signal_close(void);
int screen_signal_fd(void);
bool screen_signal_waits(void);
bool screen_signal_ends(void);	     /* whether a signal asks the program to end */
int screen_signal_take_end(void);    /* that signal, or 0 */
bool screen_signal_take(int number); /* SIGWINCH, SIGCONT or SIGTSTP: whether it came */

/* Lets SIGTSTP act as if we were not here: false when it is ignored and nothing would stop. */
bool screen_signal_stop(bool whole_group);

/* Leaves the signals of the keyboard to a child that has the terminal; and heeds them again. What came
 * in between was for the child. */
void screen_signal_lend(void);
void screen_signal_take_back(void);

/* What a crash writes to the terminal before the program dies: bytes that reset it, then modes. */
void screen_crash_arm(int fd, const struct termios *modes, const char *reset, size_t len);
void screen_crash_disarm(void);

#endif
