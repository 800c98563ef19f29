/* SPDX-License-Identifier: MIT
 *
 * Signals while the screen is open. Those that the loop answers are noted and wake it through a pipe,
 * so that none is lost between looking and waiting. Those of a crash give the terminal back with
 * bytes prepared beforehand. Handlers have no argument for state: it is static here, and only here.
 */
#include "tui/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "tui/screen_parts.h"

#define RESET_SIZE 512
#define MESSAGE_SIZE 256
#define CRASH_STACK_SIZE 32768

static struct {
	int pipe[2];
	volatile sig_atomic_t end;
	volatile sig_atomic_t resized;
	volatile sig_atomic_t continued;
	volatile sig_atomic_t stopped;
	volatile sig_atomic_t is_armed;
	int fd;
	const struct termios *modes;
	char reset[RESET_SIZE];
	size_t reset_len;
	char crash_message[MESSAGE_SIZE];
	stack_t old_stack;
} state = {.pipe = {-1, -1}};

static char crash_stack[CRASH_STACK_SIZE];

static void note(int number)
{
	int saved = errno;
	if (number == SIGWINCH) {
		state.resized = 1;
	} else if (number == SIGCONT) {
		state.continued = 1;
	} else if (number == SIGTSTP) {
		state.stopped = 1;
	} else {
		state.end = number;
	}
	/* A full pipe wakes the loop just as well. */
	ssize_t written = write(state.pipe[1], "", 1);
	(void)written;
	errno = saved;
}

static void write_plainly(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t written = write(fd, bytes, len);
		if (written <= 0) {
			return;
		}
		bytes += written;
		len -= (size_t)written;
	}
}

/* Only what may be called in a signal handler, and at most once. */
static void give_terminal_back(const char *message)
{
	if (!state.is_armed) {
		return;
	}
	state.is_armed = 0;
	write_plainly(state.fd, state.reset, state.reset_len);
	if (state.modes) {
		tcsetattr(state.fd, TCSANOW, state.modes);
	}
	write_plainly(STDERR_FILENO, message, strlen(message));
}

static void crash(int number)
{
	give_terminal_back(state.crash_message);
	/* SA_RESETHAND has brought the default action back: this ends the program with its core. */
	raise(number);
}

/* mem.c writes the line of this case. */
static void memory_is_out(void)
{
	give_terminal_back("");
}

/* Signals and their handlers. yields: an ignored signal stays ignored (nohup). */
static const struct {
	int number;
	void (*handler)(int);
	bool yields;
} watched[] = {
	{SIGWINCH, note, false},   {SIGCONT, note, false},  {SIGTSTP, note, true},
	{SIGTERM, note, true},	   {SIGHUP, note, true},    {SIGINT, note, true},
	{SIGPIPE, SIG_IGN, false}, {SIGSEGV, crash, false}, {SIGBUS, crash, false},
	{SIGABRT, crash, false},   {SIGFPE, crash, false},  {SIGILL, crash, false},
	{SIGQUIT, crash, false},
};

#define WATCHED_COUNT (sizeof watched / sizeof watched[0])

static struct sigaction old[WATCHED_COUNT]; /* in the order of watched */

/* Signals of the keyboard while a child has the terminal. */
static struct {
	int number;
	void (*handler)(int);
	struct sigaction ours;
} lent[] = {
	{.number = SIGTSTP, .handler = SIG_DFL},
	{.number = SIGINT, .handler = note},
	{.number = SIGQUIT, .handler = note},
};

#define LENT_COUNT (sizeof lent / sizeof lent[0])

static bool open_pipe(void)
{
	if (pipe(state.pipe) != 0) {
		return false;
	}
	for (int i = 0; i < 2; i++) {
		fcntl(state.pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(state.pipe[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

bool screen_signal_open(struct err *err)
{
	if (!open_pipe()) {
		return err_set(err, ERR_SYSTEM, _("The screen could not be opened: %s"),
			       strerror(errno));
	}
	state.end = state.resized = state.continued = state.stopped = 0;
	stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
	sigaltstack(&stack, &state.old_stack);
	for (size_t i = 0; i < WATCHED_COUNT; i++) {
		sigaction(watched[i].number, NULL, &old[i]);
		if (watched[i].yields && old[i].sa_handler == SIG_IGN) {
			continue;
		}
		bool is_crash = watched[i].handler == crash;
		/* SA_RESETHAND is the sign bit of the int that flags are kept in. */
		struct sigaction action = {
			.sa_flags = is_crash ? (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK)
					     : SA_RESTART};
		action.sa_handler = watched[i].handler;
		sigemptyset(&action.sa_mask);
		sigaction(watched[i].number, &action, NULL);
	}
	return true;
}

void screen_signal_close(void)
{
	if (state.pipe[0] < 0) {
		return;
	}
	for (size_t i = 0; i < WATCHED_COUNT; i++) {
		sigaction(watched[i].number, &old[i], NULL);
	}
	sigaltstack(&state.old_stack, NULL);
	close(state.pipe[0]);
	close(state.pipe[1]);
	state.pipe[0] = state.pipe[1] = -1;
}

int screen_signal_fd(void)
{
	return state.pipe[0];
}

bool screen_signal_waits(void)
{
	return state.end || state.resized || state.continued || state.stopped;
}

bool screen_signal_ends(void)
{
	return state.end;
}

int screen_signal_take_end(void)
{
	int number = state.end;
	state.end = 0;
	return number;
}

bool screen_signal_take(int number)
{
	volatile sig_atomic_t *flag = number == SIGWINCH  ? &state.resized
				      : number == SIGCONT ? &state.continued
							  : &state.stopped;
	bool came = *flag;
	*flag = 0;
	return came;
}

bool screen_signal_stop(bool whole_group)
{
	struct sigaction ours;
	struct sigaction action = {.sa_flags = 0};
	sigaction(SIGTSTP, NULL, &ours);
	if (ours.sa_handler == SIG_IGN) {
		return false;
	}
	action.sa_handler = SIG_DFL;
	sigemptyset(&action.sa_mask);
	sigaction(SIGTSTP, &action, NULL);
	/* ^Z on a terminal stops all that the shell started together; a wrapper script too. */
	if (whole_group) {
		kill(0, SIGTSTP);
	} else {
		raise(SIGTSTP);
	}
	sigaction(SIGTSTP, &ours, NULL);
	state.continued = 0;
	return true;
}

/* Handlers do not outlive the start of a child, so that it gets ^C and ^\ as usual; what they note here
 * is forgotten. The default of SIGTSTP stops this process with the child: the shell waits for both. */
void screen_signal_lend(void)
{
	for (size_t i = 0; i < LENT_COUNT; i++) {
		sigaction(lent[i].number, NULL, &lent[i].ours);
		if (lent[i].ours.sa_handler != SIG_IGN) {
			struct sigaction action = {.sa_flags = SA_RESTART};
			action.sa_handler = lent[i].handler;
			sigemptyset(&action.sa_mask);
			sigaction(lent[i].number, &action, NULL);
		}
	}
}

void screen_signal_take_back(void)
{
	for (size_t i = 0; i < LENT_COUNT; i++) {
		sigaction(lent[i].number, &lent[i].ours, NULL);
	}
	if (state.end == SIGINT || state.end == SIGQUIT) {
		state.end = 0;
	}
	state.continued = 0;
	state.stopped = 0;
}

static void copy_message(char out[MESSAGE_SIZE], const char *text)
{
	size_t len = strlen(text);
	if (len > MESSAGE_SIZE - 2) {
		len = MESSAGE_SIZE - 2;
	}
	memcpy(out, text, len);
	out[len] = '\n';
	out[len + 1] = '\0';
}

void screen_crash_arm(int fd, const struct termios *modes, const char *reset, size_t len)
{
	state.fd = fd;
	state.modes = modes;
	state.reset_len = len < RESET_SIZE ? len : 0;
	memcpy(state.reset, reset, state.reset_len);
	copy_message(state.crash_message, _("iemn stopped unexpectedly; saved data is intact."));
	mem_on_failure(memory_is_out);
	state.is_armed = 1;
}

void screen_crash_disarm(void)
{
	state.is_armed = 0;
	mem_on_failure(NULL);
}
