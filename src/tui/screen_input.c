/* SPDX-License-Identifier: MIT
 *
 * Keys. Bytes come from curses, which knows the sequences of the terminal's keys; characters are put
 * together here, since get_wch() falls silent for good after one bad byte. What is pasted becomes one
 * key, so that pasted text never runs a command.
 */
#include "tui/screen.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "text/utf8.h"
#include "tui/screen_parts.h"

/* What read_code() gives when it gives no byte and no key of curses. */
enum { CODE_NONE = -1, CODE_GONE = -2, CODE_SIGNAL = -3 };

/* Keys of ours in the numbering of curses, beyond its own and those of extended descriptions. */
enum { CODE_PASTE_BEGIN = 5000, CODE_PASTE_END };

#define PASTE_MAX 65536
#define PASTE_PAUSE 1000  /* milliseconds after which a paste without an end has ended */
#define SEQUENCE_PAUSE 50 /* the same for the rest of a character */
#define BURST_MIN 16	  /* bytes that wait together before it may be a paste */
#define BURST_DISTINCT 4  /* different ones among them: a key held down has one */
#define FAILURES_MAX 20	  /* reads in a row that give nothing although something is said to wait */

static const struct {
	int code;
	uint32_t key;
} named[] = {
	{KEY_UP, SCREEN_KEY_UP},
	{KEY_DOWN, SCREEN_KEY_DOWN},
	{KEY_LEFT, SCREEN_KEY_LEFT},
	{KEY_RIGHT, SCREEN_KEY_RIGHT},
	{KEY_HOME, SCREEN_KEY_HOME},
	{KEY_FIND, SCREEN_KEY_HOME},
	{KEY_A1, SCREEN_KEY_HOME},
	{KEY_END, SCREEN_KEY_END},
	{KEY_SELECT, SCREEN_KEY_END},
	{KEY_C1, SCREEN_KEY_END},
	{KEY_PPAGE, SCREEN_KEY_PAGE_UP},
	{KEY_A3, SCREEN_KEY_PAGE_UP},
	{KEY_NPAGE, SCREEN_KEY_PAGE_DOWN},
	{KEY_C3, SCREEN_KEY_PAGE_DOWN},
	{KEY_IC, SCREEN_KEY_INSERT},
	{KEY_DC, SCREEN_KEY_DELETE},
	{KEY_BACKSPACE, SCREEN_KEY_BACKSPACE},
	{KEY_BTAB, SCREEN_KEY_BACKTAB},
	{KEY_ENTER, SCREEN_KEY_ENTER},
};

/* Sequences of common terminals; used where the description of the terminal has no other meaning
 * for them, since many terminals come with a description that is not quite theirs. */
static const struct {
	const char *bytes;
	int code;
} sequences[] = {
	{"\033[200~", CODE_PASTE_BEGIN},
	{"\033[201~", CODE_PASTE_END},
	{"\033[A", KEY_UP},
	{"\033[B", KEY_DOWN},
	{"\033[C", KEY_RIGHT},
	{"\033[D", KEY_LEFT},
	{"\033OA", KEY_UP},
	{"\033OB", KEY_DOWN},
	{"\033OC", KEY_RIGHT},
	{"\033OD", KEY_LEFT},
	{"\033[H", KEY_HOME},
	{"\033[F", KEY_END},
	{"\033OH", KEY_HOME},
	{"\033OF", KEY_END},
	{"\033[1~", KEY_HOME},
	{"\033[4~", KEY_END},
	{"\033[7~", KEY_HOME},
	{"\033[8~", KEY_END},
	{"\033[2~", KEY_IC},
	{"\033[3~", KEY_DC},
	{"\033[5~", KEY_PPAGE},
	{"\033[6~", KEY_NPAGE},
	{"\033[Z", KEY_BTAB},
	{"\033OM", KEY_ENTER},
	{"\033OP", KEY_F(1)},
	{"\033OQ", KEY_F(2)},
	{"\033[11~", KEY_F(1)},
	{"\033[12~", KEY_F(2)},
	{"\033[[A", KEY_F(1)},
	{"\033[[B", KEY_F(2)},
};

void screen_input_open(struct screen *screen)
{
	for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
		if (key_defined(sequences[i].bytes) == 0) {
			define_key(sequences[i].bytes, sequences[i].code);
		}
	}
	const char *brackets = tigetstr("BE");
	screen->marks_pastes = brackets && brackets != (const char *)-1;
}

int64_t screen_now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Moment in which a wait of so many milliseconds ends; -1 for never. */
static int64_t deadline_after(int timeout)
{
	return timeout < 0 ? -1 : screen_now() + timeout;
}

enum wait { WAIT_OVER, WAIT_INPUT, WAIT_SIGNAL, WAIT_GONE };

/* Waits for the terminal or a signal. A signal that comes just before the wait has written to its
 * pipe, so the wait ends at once. */
static enum wait wait_until(struct screen *screen, int64_t deadline)
{
	struct pollfd fds[2] = {
		{.fd = screen->in, .events = POLLIN},
		{.fd = screen_signal_fd(), .events = POLLIN},
	};
	int timeout = -1;
	if (deadline >= 0) {
		int64_t rest = deadline - screen_now();
		timeout = rest <= 0 ? 0 : rest > 1000000 ? 1000000 : (int)rest;
	}
	int count = poll(fds, 2, timeout);
	if (count < 0) {
		return errno == EINTR ? WAIT_SIGNAL : WAIT_GONE;
	}
	if (fds[1].revents) {
		char bytes[64];
		while (read(fds[1].fd, bytes, sizeof bytes) > 0) {
		}
		return WAIT_SIGNAL;
	}
	if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) {
		return WAIT_GONE;
	}
	return count > 0 ? WAIT_INPUT : WAIT_OVER;
}

/* The next byte or key of curses. When the terminal is gone, what it had sent before still comes
 * first. heeds_signals: whether a signal ends the wait. */
static int read_code(struct screen *screen, int64_t deadline, bool heeds_signals)
{
	if (screen->queue_start < screen->queue_end) {
		return screen->queue[screen->queue_start++];
	}
	bool is_gone = screen->is_gone;
	for (int failures = 0; failures < FAILURES_MAX && !is_gone;) {
		if (heeds_signals && screen_signal_waits()) {
			return CODE_SIGNAL;
		}
		int code = wgetch(screen->keyboard);
		if (code != ERR) {
			return code;
		}
		switch (wait_until(screen, deadline)) {
		case WAIT_OVER:
			return CODE_NONE;
		case WAIT_INPUT:
			failures++;
			break;
		case WAIT_GONE:
			code = wgetch(screen->keyboard);
			if (code != ERR) {
				return code;
			}
			is_gone = true;
			break;
		case WAIT_SIGNAL:
			break;
		}
	}
	screen->is_gone = true;
	return CODE_GONE;
}

/* Gives back a code that was read too much; it comes next. */
static void unread(struct screen *screen, int code)
{
	if (code < 0) {
		return;
	}
	if (screen->queue_start == 0) {
		memmove(screen->queue + 1, screen->queue,
			(size_t)screen->queue_end * sizeof screen->queue[0]);
		screen->queue_start = 1;
		screen->queue_end++;
	}
	screen->queue[--screen->queue_start] = code;
}

/* Puts together the character that begins with a byte; 0 when there is none. */
static uint32_t read_character(struct screen *screen, int first)
{
	char bytes[4] = {(char)first};
	size_t len = utf8_sequence_length((unsigned char)first);
	uint32_t code = 0;
	for (size_t i = 1; i < len; i++) {
		int next = read_code(screen, deadline_after(SEQUENCE_PAUSE), false);
		if (next < 0x80 || next > 0xBF) {
			unread(screen, next);
			return 0;
		}
		bytes[i] = (char)next;
	}
	if (len < 2 || !utf8_is_valid(bytes, len)) {
		return 0;
	}
	utf8_decode(bytes, len, &code);
	return code < 0xA0 ? 0 : code;
}

/* Adds what a paste brought: line ends become LF, tabs a blank, other controls go. */
static void add_pasted(struct screen *screen, struct str *text, int code, int before)
{
	char bytes[4];
	if (code == '\r' || (code == '\n' && before != '\r')) {
		str_add_char(text, '\n');
	} else if (code == '\t') {
		str_add_char(text, ' ');
	} else if (code >= 0x20 && code < 0x7F) {
		str_add_char(text, (char)code);
	} else if (code >= 0x80 && code <= 0xFF) {
		uint32_t character = read_character(screen, code);
		str_add_bytes(text, bytes, character ? utf8_encode(character, bytes) : 0);
	}
}

/* Reads a paste up to its end or a pause. What is beyond the limit is read and dropped. */
static struct key read_paste(struct screen *screen, int pause)
{
	struct str text = STR_EMPTY;
	int before = CODE_NONE;
	for (;;) {
		int code = read_code(screen, deadline_after(pause), false);
		if (code < 0 || code == CODE_PASTE_END) {
			break;
		}
		if (screen_signal_ends()) {
			break;
		}
		size_t len = text.len;
		add_pasted(screen, &text, code, before);
		if (text.len > PASTE_MAX) {
			str_cut(&text, len);
		}
		before = code;
	}
	return (struct key){.code = SCREEN_KEY_PASTE, .text = str_take(&text)};
}

static bool is_text(int code)
{
	return (code >= 0x20 && code <= 0xFF && code != 0x7F) || code == '\t' || code == '\r' ||
	       code == '\n';
}

/* Whether the codes in the queue were pasted: all of them text, and not a few keys held down. */
static bool queue_is_paste(const struct screen *screen)
{
	int distinct[BURST_DISTINCT];
	int count = 0;
	for (int i = screen->queue_start; i < screen->queue_end; i++) {
		int code = screen->queue[i];
		bool is_new = true;
		for (int k = 0; k < count; k++) {
			is_new = is_new && distinct[k] != code;
		}
		if (!is_text(code)) {
			return false;
		}
		if (is_new && count < BURST_DISTINCT) {
			distinct[count++] = code;
		}
	}
	return count == BURST_DISTINCT;
}

/* A terminal that does not mark what is pasted sends it all at once, and each letter would be a
 * command. So when much waits behind a letter, all of it is looked at: text is taken for a paste,
 * anything else stays keys. */
static bool read_burst(struct screen *screen, int first, struct key *key)
{
	int waiting = 0;
	if (screen->marks_pastes || screen->queue_start < screen->queue_end ||
	    !screen->is_terminal || ioctl(screen->in, FIONREAD, &waiting) != 0 ||
	    waiting < BURST_MIN) {
		return false;
	}
	screen->queue_start = 0;
	screen->queue_end = 0;
	screen->queue[screen->queue_end++] = first;
	for (int code; screen->queue_end <= waiting && screen->queue_end < SCREEN_QUEUE_SIZE - 2;) {
		code = wgetch(screen->keyboard);
		if (code == ERR) {
			break;
		}
		screen->queue[screen->queue_end++] = code;
	}
	if (!queue_is_paste(screen)) {
		screen->queue_start = 1; /* the first is in the caller's hands */
		return false;
	}
	*key = read_paste(screen, SEQUENCE_PAUSE);
	return true;
}

/* Drops the rest of an unknown sequence (ECMA-48 5.4), which would run as commands otherwise. False
 * when nothing follows: then it was Alt with the letter that introduces sequences. */
static bool skip_sequence(struct screen *screen, int introducer)
{
	int code = read_code(screen, 0, false);
	if (code < 0) {
		return false;
	}
	while (introducer == '[' && code >= 0x20 && code <= 0x3F) {
		code = read_code(screen, 0, false);
	}
	if (code < 0x20 || code > 0x7E) {
		unread(screen, code);
	}
	return true;
}

/* What follows Esc at once belongs to it: Alt with a key, or a sequence that nobody knows. */
static bool read_escape(struct screen *screen, struct key *key)
{
	int next = read_code(screen, 0, false);
	key->code = SCREEN_KEY_ESCAPE;
	if (next == '[' || next == 'O') {
		key->code = SCREEN_KEY_ALT + (uint32_t)next;
		return !skip_sequence(screen, next);
	}
	if (next == 0x7F || next == '\b') {
		key->code = SCREEN_KEY_ALT + SCREEN_KEY_BACKSPACE;
	} else if (next >= 0x20 && next < 0x7F) {
		key->code = SCREEN_KEY_ALT + (uint32_t)next;
	} else if (next >= 0x80 && next <= 0xFF) {
		uint32_t code = read_character(screen, next);
		key->code = SCREEN_KEY_ALT + code;
		return code != 0;
	} else {
		unread(screen, next);
	}
	return true;
}

static bool find_named(int code, struct key *key)
{
	if (code >= KEY_F(1) && code <= KEY_F(12)) {
		key->code = SCREEN_KEY_F1 + (uint32_t)(code - KEY_F(1));
		return true;
	}
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
		if (named[i].code == code) {
			key->code = named[i].key;
			return true;
		}
	}
	return false;
}

/* The key that begins with a code; false when it is none of ours. */
static bool read_from(struct screen *screen, int code, struct key *key)
{
	if (code == CODE_PASTE_BEGIN) {
		screen->marks_pastes = true;
		*key = read_paste(screen, PASTE_PAUSE);
		return true;
	}
	if (code > 0xFF) {
		return find_named(code, key);
	}
	if (code == 27) {
		return read_escape(screen, key);
	}
	if (code >= 0x20 && code != 0x7F && read_burst(screen, code, key)) {
		return true;
	}
	if (code >= 0x80) {
		key->code = read_character(screen, code);
	} else if (code == '\n' || code == '\r') {
		key->code = SCREEN_KEY_ENTER;
	} else if (code == '\b' || code == 0x7F) {
		key->code = SCREEN_KEY_BACKSPACE;
	} else {
		key->code = (uint32_t)code;
	}
	return key->code != SCREEN_KEY_NONE;
}

/* What happened besides keys; those that end the program come first. */
static bool take_event(struct screen *screen, struct key *key)
{
	key->number = screen_signal_take_end();
	if (key->number) {
		key->code = SCREEN_KEY_SIGNAL;
		return true;
	}
	if (screen_signal_take(SIGTSTP)) {
		screen_stop(screen);
		key->code = SCREEN_KEY_RESUME;
		return true;
	}
	if (screen_signal_take(SIGCONT)) {
		screen_retake(screen);
		key->code = SCREEN_KEY_RESUME;
		return true;
	}
	if (screen_signal_take(SIGWINCH) || screen->must_lay_out) {
		screen->must_lay_out = false;
		screen_take_size(screen);
		key->code = SCREEN_KEY_RESIZE;
		return true;
	}
	return false;
}

struct key screen_read_key(struct screen *screen, int timeout)
{
	int64_t deadline = deadline_after(timeout);
	for (;;) {
		struct key key = {0};
		if (take_event(screen, &key)) {
			return key;
		}
		int code = read_code(screen, deadline, true);
		if (code == CODE_GONE) {
			key.code = SCREEN_KEY_HANGUP;
			key.number = SIGHUP;
			return key;
		}
		if (code == CODE_NONE || (code >= 0 && read_from(screen, code, &key))) {
			return key;
		}
	}
}

bool screen_has_key(struct screen *screen)
{
	struct pollfd fd = {.fd = screen->in, .events = POLLIN};
	return screen->is_gone || screen->must_lay_out || screen_signal_waits() ||
	       screen->queue_start < screen->queue_end || poll(&fd, 1, 0) > 0;
}
