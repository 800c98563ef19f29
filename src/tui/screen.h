/* SPDX-License-Identifier: MIT
 *
 * The terminal: the only place that knows curses. Text that comes in is cleaned, cut and padded here;
 * keys come out as code points, named keys, control keys or a paste. Nobody else counts columns.
 */
#ifndef IEMN_TUI_SCREEN_H
#define IEMN_TUI_SCREEN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"

/* Roles of text. Colours and attributes of each stand in one table in screen.c; none is told by
 * colour alone. */
enum style {
	STYLE_TEXT,
	STYLE_BAR,	       /* title line and status line */
	STYLE_FRAME,	       /* lines between the panes */
	STYLE_FRAME_FOCUS,     /* the same around the pane with the focus */
	STYLE_PANE,	       /* name of a pane */
	STYLE_PANE_FOCUS,      /* name of the pane with the focus */
	STYLE_HEADING,	       /* heading inside a text or list */
	STYLE_LABEL,	       /* label of a field */
	STYLE_LINK,	       /* text that leads somewhere */
	STYLE_DIM,	       /* what matters less */
	STYLE_STRONG,	       /* what matters more */
	STYLE_SELECTED,	       /* selected row of the pane with the focus */
	STYLE_SELECTED_BEHIND, /* selected row of another pane */
	STYLE_MATCH,	       /* hit of a search */
	STYLE_MESSAGE,
	STYLE_ERROR,
	STYLE_FIELD, /* what is being typed into, to its last column */
	STYLE_COUNT,
};

enum screen_color {
	SCREEN_COLOR_AUTO, /* colours if the terminal has them and NO_COLOR is empty */
	SCREEN_COLOR_ALWAYS,
	SCREEN_COLOR_NEVER,
};

/* Keys that are no code point. Control keys are their C0 code: 1 for ^A to 26 for ^Z, 27 for Esc;
 * Tab is 9, Enter 13 (10 is given as 13). Alt with a letter is KEY_ALT plus the letter. */
enum screen_key {
	SCREEN_KEY_NONE = 0,
	SCREEN_KEY_ENTER = 13,
	SCREEN_KEY_ESCAPE = 27,
	SCREEN_KEY_ALT = 0x200000, /* added to the code point of the letter */
	SCREEN_KEY_UP = 0x400000,
	SCREEN_KEY_DOWN,
	SCREEN_KEY_LEFT,
	SCREEN_KEY_RIGHT,
	SCREEN_KEY_HOME,
	SCREEN_KEY_END,
	SCREEN_KEY_PAGE_UP,
	SCREEN_KEY_PAGE_DOWN,
	SCREEN_KEY_INSERT,
	SCREEN_KEY_DELETE,
	SCREEN_KEY_BACKSPACE, /* ^H and DEL too */
	SCREEN_KEY_BACKTAB,
	SCREEN_KEY_F1, /* F2 is SCREEN_KEY_F1 + 1, up to F12 */
	SCREEN_KEY_F12 = SCREEN_KEY_F1 + 11,
	SCREEN_KEY_PASTE,  /* key.text holds what was pasted, cleaned, yours to free */
	SCREEN_KEY_RESIZE, /* the size changed; lay everything out again */
	SCREEN_KEY_RESUME, /* back from ^Z; draw everything again */
	SCREEN_KEY_SIGNAL, /* SIGTERM, SIGHUP or SIGINT from outside: key.number is the signal */
	SCREEN_KEY_HANGUP, /* the terminal is gone; key.number is SIGHUP */
};

struct key {
	uint32_t code;
	int number;
	char *text;
};

struct screen;

struct screen_options {
	FILE *in;	  /* stdin for people; a pipe in tests */
	FILE *out;	  /* stdout for people */
	const char *term; /* terminal type; NULL takes it from TERM */
	enum screen_color color;
	bool ascii; /* lines and marks in ASCII */
	int rows;   /* fixed size for tests; 0 asks the terminal */
	int columns;
	bool is_checked; /* screen_check() was asked already */
};

/* Whether the terminal can be used, without touching it: ERR_USAGE when it cannot. */
bool screen_check(const struct screen_options *options, struct err *err);

/* Takes the terminal over: alternate screen, bracketed paste, signal handlers, no flow control.
 * ERR_USAGE when it cannot be used: no terminal, TERM unknown, or dumb. */
bool screen_open(const struct screen_options *options, struct screen **screen, struct err *err);

/* Gives the terminal back as it was. NULL is accepted. Safe when the terminal is gone. */
void screen_close(struct screen *screen);

int screen_rows(const struct screen *screen);
int screen_columns(const struct screen *screen);
bool screen_is_ascii(const struct screen *screen);

/* Whether the terminal shows no colours, so that roles are told by attributes and marks alone. */
bool screen_is_mono(const struct screen *screen);

/* Begins a new picture: everything blank. */
void screen_erase(struct screen *screen);

/* Draws text in exactly width columns from (row, column) on: cleaned, cut at a cluster with an
 * ellipsis or padded with blanks. What lies outside the screen is left out. A right-to-left text
 * is fenced so that it does not disturb its row. */
void screen_text(struct screen *screen, int row, int column, int width, enum style style,
		 const char *text);

/* The same, and the part of the text in bytes from start on, len long, drawn as STYLE_MATCH. */
void screen_text_match(struct screen *screen, int row, int column, int width, enum style style,
		       const char *text, size_t start, size_t len);

/* Horizontal and vertical lines, and corners: `-` `|` `+` in ASCII. */
void screen_horizontal(struct screen *screen, int row, int column, int width, enum style style);
void screen_vertical(struct screen *screen, int row, int column, int height, enum style style);

/* One cell of a frame: 'l' 'r' 'L' 'R' the corners top left, top right, bottom left, bottom right;
 * 't' 'b' tees at top and bottom, '>' '<' tees at the left and the right side. */
void screen_corner(struct screen *screen, int row, int column, char which, enum style style);

/* Marks of this terminal, clean text one column wide (STYLE is the caller's). */
enum mark {
	MARK_MAJOR,	/* an important event: ● or * */
	MARK_MIDDLE,	/* a milestone: ○ or o */
	MARK_MINOR,	/* a detail: · or . */
	MARK_FOLDED,	/* ▸ or + */
	MARK_UNFOLDED,	/* ▾ or - */
	MARK_SELECTED,	/* > */
	MARK_MORE,	/* … or ~ */
	MARK_DASH,	/* – or - */
	MARK_SEPARATOR, /* · or - between words */
	MARK_COUNT,
};
const char *screen_mark(const struct screen *screen, enum mark mark);

/* Where the hardware cursor is to stand; screen readers and braille displays follow it. */
void screen_cursor(struct screen *screen, int row, int column);

/* Sends what differs from what the terminal shows. Nothing when nothing differs. While keys wait, as
 * in a storm of them, at most one picture in 16 milliseconds goes out. */
void screen_flush(struct screen *screen);

/* Whether the last flush was held back because a key waits: the picture is still to be sent. */
bool screen_is_behind(const struct screen *screen);

/* Forgets what the terminal shows, so that the next flush draws every cell (^L). */
void screen_redraw(struct screen *screen);

/* Waits for a key, at most timeout milliseconds (-1 for ever); SCREEN_KEY_NONE when none came. Bad bytes
 * are dropped. */
struct key screen_read_key(struct screen *screen, int timeout);

/* Whether a key waits, without reading it. */
bool screen_has_key(struct screen *screen);

/* Gives the terminal back, stops the process (SIGTSTP), takes it again when it is continued. */
void screen_suspend(struct screen *screen);

/* Gives the terminal to a child, such as an editor, that is waited for; and takes it back. In between
 * ^C is for the child alone, and ^Z stops the child and this process together. */
void screen_leave(struct screen *screen);
void screen_return(struct screen *screen);

/* Puts a text on the clipboard of the terminal (OSC 52), cleaned, at most 64 KiB. */
void screen_copy(struct screen *screen, const char *text);

/* For tests: the picture as text, one line a row, blanks at the end cut; and where the cursor is. */
void screen_dump(struct screen *screen, struct str *out);
void screen_get_cursor(const struct screen *screen, int *row, int *column);

/* For tests: as if the terminal had got this size; the next key is SCREEN_KEY_RESIZE. */
void screen_set_size(struct screen *screen, int rows, int columns);

/* For tests: the styles of a row, one letter a column ('a' + enum style). */
void screen_dump_styles(struct screen *screen, int row, struct str *out);

#endif
