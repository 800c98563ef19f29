/* SPDX-License-Identifier: MIT
 *
 * The terminal as a whole: taking it over and giving it back, its size, sending what changed,
 * suspending, the clipboard. Drawing is screen_draw.c, keys are screen_input.c. Everything is drawn
 * on stdscr: a window of its own would be shrunk by a small size and never grow back.
 */
#include "tui/screen.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/clean.h"
#include "tui/screen_parts.h"

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

/* Least milliseconds between two pictures while keys wait. */
#define FRAME_TIME 16

/* Bytes of text that make 64 KiB of base64, as much as terminals take. */
#define COPY_MAX 49152

static int clamp(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

void screen_write(struct screen *screen, const char *bytes, size_t len)
{
	while (len > 0 && !screen->is_gone) {
		ssize_t written = write(screen->out, bytes, len);
		if (written > 0) {
			bytes += written;
			len -= (size_t)written;
		} else if (written < 0 && errno == EAGAIN) {
			struct pollfd wait = {.fd = screen->out, .events = POLLOUT};
			poll(&wait, 1, 1000);
		} else if (written == 0 || errno != EINTR) {
			return;
		}
	}
}

static const char *capability(const char *name)
{
	const char *text = tigetstr(name);
	/* NULL is a missing one, -1 a name that is no string. */
	return text && text != (const char *)-1 ? text : NULL; /* NOLINT: curses says so */
}

/* Adds a capability without its padding marks, `$<5>`: no terminal of today needs to wait. */
static void add_capability(struct str *out, const char *name)
{
	const char *text = capability(name);
	while (text && *text) {
		const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
		if (end) {
			text = end + 1;
		} else {
			str_add_char(out, *text++);
		}
	}
}

static void arm_crash(struct screen *screen)
{
	struct str reset = STR_EMPTY;
	add_capability(&reset, "sgr0");
	add_capability(&reset, "rmkx");
	add_capability(&reset, "cnorm");
	str_add(&reset, PASTE_OFF);
	add_capability(&reset, "rmcup");
	str_add(&reset, "\r\n");
	screen_crash_arm(screen->out, screen->has_modes ? &screen->modes : NULL, str_text(&reset),
			 reset.len);
	str_clear(&reset);
}

/* Takes the size on as far as curses goes along. */
static void set_size(struct screen *screen, int rows, int columns)
{
	resize_term(clamp(rows, 1, SCREEN_ROWS_MAX), clamp(columns, 1, SCREEN_COLUMNS_MAX));
	getmaxyx(stdscr, screen->rows, screen->columns);
	size_t cells = (size_t)screen->rows * (size_t)screen->columns;
	screen->styles = mem_resize(screen->styles, cells, 1);
	screen_erase(screen);
	screen_redraw(screen);
}

void screen_take_size(struct screen *screen)
{
	struct winsize size = {0};
	if (screen->fixed_rows > 0) {
		set_size(screen, screen->fixed_rows, screen->fixed_columns);
		return;
	}
	if (ioctl(screen->out, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) {
		size = (struct winsize){.ws_row = 24, .ws_col = 80};
	}
	set_size(screen, size.ws_row, size.ws_col);
}

void screen_set_size(struct screen *screen, int rows, int columns)
{
	screen->fixed_rows = rows > 0 ? rows : 1;
	screen->fixed_columns = columns;
	screen->must_lay_out = true;
}

static bool check_terminal(const struct screen_options *options, const char *term, struct err *err)
{
	/* A size of its own marks a test, which plays on plain files. */
	bool is_terminal = isatty(fileno(options->in)) && isatty(fileno(options->out));
	if (!is_terminal && options->rows == 0) {
		return err_set(err, ERR_USAGE,
			       _("The screen needs a terminal. The shell commands work without "
				 "one: iemn help"));
	}
	if (!term || !*term) {
		return err_set(err, ERR_USAGE,
			       _("The terminal has no type (TERM is not set), so the screen cannot "
				 "be shown. "
				 "The shell commands work on it: iemn help"));
	}
	return true;
}

static void put_variable(const char *name, const char *value)
{
	if (value) {
		setenv(name, value, 1);
	} else {
		unsetenv(name);
	}
}

/* Starts curses with a usual size; the real one is taken afterwards, within its limits. Left alone,
 * curses would believe LINES and COLUMNS, whatever they hold, and a terminal of 65535 rows. Told to
 * look at neither (use_env), it refuses terminals whose description has no size, as linux. */
static SCREEN *start_curses(const struct screen_options *options, const char *term)
{
	char *lines = mem_copy_text(getenv("LINES"));
	char *columns = mem_copy_text(getenv("COLUMNS"));
	setenv("LINES", "24", 1);
	setenv("COLUMNS", "80", 1);
	SCREEN *curses = newterm(term, options->out, options->in);
	put_variable("LINES", lines);
	put_variable("COLUMNS", columns);
	free(lines);
	free(columns);
	return curses;
}

static void set_modes(struct screen *screen)
{
	raw(); /* with it goes flow control: ^S is a key */
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	typeahead(-1); /* a picture is sent whole */
	scrollok(stdscr, FALSE);
	set_escdelay(screen->is_terminal ? 25 : 0);
	screen->keyboard = newpad(1, 1);
	keypad(screen->keyboard, TRUE);
	nodelay(screen->keyboard, TRUE);
	if (!screen->is_terminal) {
		meta(screen->keyboard, TRUE); /* a terminal of eight bits has it on already */
	}
	curs_set(1);
	screen_input_open(screen);
}

/* Eight bits from the keyboard: curses looks at these modes when it starts. */
static void prepare_modes(struct screen *screen)
{
	screen->has_modes = tcgetattr(screen->in, &screen->modes) == 0;
	if (screen->has_modes) {
		struct termios modes = screen->modes;
		modes.c_iflag &= ~(tcflag_t)ISTRIP;
		modes.c_cflag = (modes.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
		tcsetattr(screen->in, TCSANOW, &modes);
	}
}

static struct screen *screen_new(const struct screen_options *options)
{
	struct screen *screen = mem_new(1, sizeof *screen);
	screen->in = fileno(options->in);
	screen->out = fileno(options->out);
	screen->is_terminal = isatty(screen->in);
	screen->has_ascii_text = MB_CUR_MAX == 1;
	screen->is_ascii = options->ascii || screen->has_ascii_text;
	screen->fixed_rows = options->rows;
	screen->fixed_columns = options->columns;
	return screen;
}

bool screen_check(const struct screen_options *options, struct err *err)
{
	const char *term = options->term ? options->term : getenv("TERM");
	return check_terminal(options, term, err) &&
	       screen_type_check(term, fileno(options->out), err);
}

bool screen_open(const struct screen_options *options, struct screen **out, struct err *err)
{
	const char *term = options->term ? options->term : getenv("TERM");
	if (!options->is_checked && !screen_check(options, err)) {
		return false;
	}
	struct screen *screen = screen_new(options);
	/* Handlers come first: curses leaves those alone that it finds. */
	if (!screen_signal_open(err)) {
		screen->is_released = true;
		screen_close(screen);
		return false;
	}
	prepare_modes(screen);
	screen->curses = start_curses(options, term);
	if (!screen->curses) {
		screen->is_released = true;
		if (screen->has_modes) {
			tcsetattr(screen->in, TCSANOW, &screen->modes);
		}
		screen_close(screen);
		return err_set(err, ERR_USAGE,
			       _("The screen could not be opened on this terminal (TERM=%s). "
				 "The shell commands work on it: iemn help"),
			       term);
	}
	arm_crash(screen);
	set_modes(screen);
	screen->is_mono = screen_style_open(options->color);
	screen_take_size(screen);
	screen_write(screen, PASTE_ON, strlen(PASTE_ON));
	*out = screen;
	return true;
}

/* Gives the terminal back to whoever had it; doupdate() takes it again. */
static void release(struct screen *screen)
{
	screen_crash_disarm();
	if (screen->is_released || screen->is_gone) {
		return;
	}
	screen->is_released = true;
	screen_write(screen, PASTE_OFF, strlen(PASTE_OFF));
	endwin();
	if (screen->has_modes) {
		tcsetattr(screen->in, TCSANOW, &screen->modes);
	}
}

void screen_close(struct screen *screen)
{
	if (!screen) {
		return;
	}
	/* From the background the terminal may not be set, and trying would stop us. */
	sigset_t background;
	sigset_t before;
	sigemptyset(&background);
	sigaddset(&background, SIGTTOU);
	sigprocmask(SIG_BLOCK, &background, &before);
	release(screen);
	if (screen->keyboard) {
		delwin(screen->keyboard);
	}
	if (screen->curses) {
		delscreen(screen->curses);
	}
	screen_signal_close();
	sigprocmask(SIG_SETMASK, &before, NULL);
	free(screen->styles);
	str_clear(&screen->shown);
	str_clear(&screen->fitted);
	free(screen);
}

int screen_rows(const struct screen *screen)
{
	return screen->rows;
}

int screen_columns(const struct screen *screen)
{
	return screen->columns;
}

bool screen_is_ascii(const struct screen *screen)
{
	return screen->is_ascii;
}

bool screen_is_mono(const struct screen *screen)
{
	return screen->is_mono;
}

void screen_cursor(struct screen *screen, int row, int column)
{
	screen->cursor_row = row;
	screen->cursor_column = column;
}

void screen_get_cursor(const struct screen *screen, int *row, int *column)
{
	*row = clamp(screen->cursor_row, 0, screen->rows - 1);
	*column = clamp(screen->cursor_column, 0, screen->columns - 1);
}

bool screen_is_behind(const struct screen *screen)
{
	return screen->is_behind;
}

void screen_flush(struct screen *screen)
{
	int row;
	int column;
	if (screen->is_gone || screen->is_released) {
		return;
	}
	int64_t moment = screen_now();
	if (screen->is_terminal && moment - screen->sent_at < FRAME_TIME &&
	    screen_has_key(screen)) {
		screen->is_behind = true;
		return;
	}
	screen->is_behind = false;
	screen->sent_at = moment;
	screen_get_cursor(screen, &row, &column);
	wmove(stdscr, row, column);
	wnoutrefresh(stdscr);
	doupdate();
}

void screen_redraw(struct screen *screen)
{
	(void)screen;
	clearok(curscr, TRUE);
}

void screen_retake(struct screen *screen)
{
	arm_crash(screen);
	screen->is_released = false;
	reset_prog_mode();
	screen_take_size(screen);
	screen_write(screen, PASTE_ON, strlen(PASTE_ON));
}

static void suspend(struct screen *screen, bool whole_group)
{
	release(screen);
	screen_signal_stop(whole_group);
	/* A shell ends a stopped job with SIGTERM and SIGCONT: then the terminal is the shell's. */
	if (!screen_signal_ends()) {
		screen_retake(screen);
	}
}

void screen_suspend(struct screen *screen)
{
	suspend(screen, true);
}

void screen_stop(struct screen *screen)
{
	suspend(screen, false);
}

void screen_leave(struct screen *screen)
{
	release(screen);
	screen_signal_lend();
}

void screen_return(struct screen *screen)
{
	screen_signal_take_back();
	screen_retake(screen);
}

static void add_base64(struct str *out, const unsigned char *bytes, size_t len)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < len; i += 3) {
		size_t rest = len - i;
		uint32_t group = (uint32_t)bytes[i] << 16;
		group |= rest > 1 ? (uint32_t)bytes[i + 1] << 8 : 0;
		group |= rest > 2 ? bytes[i + 2] : 0;
		str_add_char(out, digits[group >> 18]);
		str_add_char(out, digits[group >> 12 & 63]);
		str_add_char(out, rest > 1 ? digits[group >> 6 & 63] : '=');
		str_add_char(out, rest > 2 ? digits[group & 63] : '=');
	}
}

/* tmux hands on what it does not know itself inside an envelope, with each ESC doubled. */
static void add_envelope(struct str *out, const char *sequence)
{
	str_add(out, "\033Ptmux;");
	for (; *sequence; sequence++) {
		if (*sequence == '\033') {
			str_add_char(out, '\033');
		}
		str_add_char(out, *sequence);
	}
	str_add(out, "\033\\");
}

void screen_copy(struct screen *screen, const char *text)
{
	struct str clean = STR_EMPTY;
	struct str sequence = STR_EMPTY;
	struct str wrapped = STR_EMPTY;
	if (!isatty(screen->out)) {
		return;
	}
	text_show(&clean, text, strlen(text), TEXT_PROSE);
	if (clean.len > COPY_MAX) {
		size_t cut = COPY_MAX;
		while ((clean.data[cut] & 0xC0) == 0x80) {
			cut--;
		}
		str_cut(&clean, cut);
	}
	str_add(&sequence, "\033]52;c;");
	add_base64(&sequence, (const unsigned char *)str_text(&clean), clean.len);
	str_add(&sequence, "\a");
	const char *tmux = getenv("TMUX");
	if (tmux && *tmux) {
		add_envelope(&wrapped, str_text(&sequence));
	} else {
		str_add(&wrapped, str_text(&sequence));
	}
	screen_write(screen, str_text(&wrapped), wrapped.len);
	str_clear(&clean);
	str_clear(&sequence);
	str_clear(&wrapped);
}
