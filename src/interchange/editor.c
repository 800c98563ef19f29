/* SPDX-License-Identifier: MIT
 *
 * Running the user's editor on a text. It is started by its name and arguments, never through a shell,
 * and gets the terminal as it is.
 */
#include "interchange/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"

#define FILE_NAME "iemn"
#define FILE_ENDING "-XXXXXX.txt"
#define FILE_SUFFIX 4			      /* of that, behind the X */
#define TEXT_LIMIT ((size_t)16 * 1024 * 1024) /* bytes that are read back at most */

extern char **environ;

static const char *folder(void)
{
	const char *name = getenv("TMPDIR");
	return name && name[0] == '/' ? name : "/tmp";
}

/* The path of a file for the user alone that holds the text; NULL when there is none. */
static char *make_file(const char *place, const struct str *text, struct err *err)
{
	struct str name = STR_EMPTY;
	if (place != NULL) {
		str_add(&name, place);
	} else {
		str_add_format(&name, "%s/%s", folder(), FILE_NAME);
	}
	str_add(&name, FILE_ENDING);
	char *path = str_take(&name);
	int fd = mkstemps(path, FILE_SUFFIX);
	if (fd < 0) {
		int fault = errno;
		*strrchr(path, '/') = '\0';
		err_set(err, ERR_SYSTEM, _("No file for the editor can be made in %s: %s."), path,
			strerror(fault));
		free(path);
		return NULL;
	}
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	bool done = file_write(fd, text);
	if (close(fd) != 0 || !done) {
		err_set(err, ERR_SYSTEM, _("%s cannot be written: %s."), path, strerror(errno));
		unlink(path);
		free(path);
		return NULL;
	}
	return path;
}

/* Editors that write anew and rename leave another file under the name: it is opened by name. A pipe
 * put there must not hold the program. */
static bool read_file(const char *path, struct str *out, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat facts;
	bool done = fd >= 0 && fstat(fd, &facts) == 0;
	if (done && !S_ISREG(facts.st_mode)) {
		errno = EINVAL;
		done = false;
	}
	done = done && file_read(fd, TEXT_LIMIT, out);
	if (!done && fd < 0 && errno == ENOENT) {
		err_set(err, ERR_FAILED, _("The editor took the text away: nothing was saved."));
	} else if (!done) {
		err_set(err, ERR_SYSTEM, _("What the editor left cannot be read: %s."),
			strerror(errno));
	}
	if (fd >= 0) {
		close(fd);
	}
	return done;
}

/* $VISUAL, else $EDITOR: the first that says anything. NULL for none. */
static const char *named_command(void)
{
	static const char *const names[] = {"VISUAL", "EDITOR"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *command = getenv(names[i]);
		if (command && command[strspn(command, " \t")] != '\0') {
			return command;
		}
	}
	return NULL;
}

bool editor_is_named(void)
{
	return named_command() != NULL;
}

/* The command split at blanks and the path behind it, NULL-terminated, in the arena. */
static char **editor_arguments(const char *path, struct arena *arena)
{
	const char *named = named_command();
	const char *command = named != NULL ? named : "vi";
	char **arguments = arena_new_array(arena, strlen(command) / 2 + 3, sizeof *arguments);
	size_t count = 0;
	for (command += strspn(command, " \t"); *command; command += strspn(command, " \t")) {
		size_t len = strcspn(command, " \t");
		/* The casts take const away only: posix_spawn changes no argument. */
		arguments[count++] = (char *)arena_bytes(arena, command, len);
		command += len;
	}
	arguments[count++] = (char *)arena_text(arena, path);
	return arguments;
}

/* What a child must not inherit as ignored. */
static const int default_signals[] = {SIGINT, SIGQUIT, SIGPIPE, SIGTSTP, SIGXFSZ};

static int spawn(char **arguments, const sigset_t *mask, pid_t *child)
{
	sigset_t defaults;
	posix_spawnattr_t attributes;
	sigemptyset(&defaults);
	for (size_t i = 0; i < sizeof default_signals / sizeof default_signals[0]; i++) {
		sigaddset(&defaults, default_signals[i]);
	}
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setsigmask(&attributes, mask);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	int error = posix_spawnp(child, arguments[0], NULL, &attributes, arguments, environ);
	posix_spawnattr_destroy(&attributes);
	return error;
}

/* As system() does it: ^C and ^\ are the editor's while it runs. SIGCHLD must not be ignored, or
 * nobody could wait. */
static const struct {
	int number;
	void (*handler)(int);
} held[] = {
	{SIGINT, SIG_IGN},
	{SIGQUIT, SIG_IGN},
	{SIGCHLD, SIG_DFL},
};

#define HELD (sizeof held / sizeof held[0])

/* 0, or why the editor could not be started. */
static int run(char **arguments, int *status)
{
	struct sigaction before[HELD];
	sigset_t child_signal;
	sigset_t mask;
	pid_t child;
	sigemptyset(&child_signal);
	sigaddset(&child_signal, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child_signal, &mask);
	for (size_t i = 0; i < HELD; i++) {
		struct sigaction action = {.sa_handler = held[i].handler};
		sigemptyset(&action.sa_mask);
		sigaction(held[i].number, &action, &before[i]);
	}
	int error = spawn(arguments, &mask, &child);
	while (error == 0 && waitpid(child, status, 0) < 0) {
		error = errno == EINTR ? 0 : errno;
	}
	for (size_t i = 0; i < HELD; i++) {
		sigaction(held[i].number, &before[i], NULL);
	}
	sigprocmask(SIG_SETMASK, &mask, NULL);
	return error;
}

#define EXIT_NOT_FOUND 127 /* of a child that could not become the editor */

static bool run_editor(const char *path, struct err *err)
{
	struct arena *arena = arena_new();
	char **arguments = editor_arguments(path, arena);
	int status = 0;
	int error = run(arguments, &status);
	bool done = error == 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	if (error != 0 || (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NOT_FOUND)) {
		err_set(err, ERR_FAILED,
			_("The editor “%.200s” cannot be run: %s. Set EDITOR to one that is "
			  "there."),
			arguments[0], strerror(error != 0 ? error : ENOENT));
	} else if (!done) {
		err_set(err, ERR_FAILED,
			_("The editor “%.200s” ended with an error, so what it wrote is not "
			  "taken."),
			arguments[0]);
	}
	arena_free(arena);
	return done;
}

/* Some editors keep the file as it was under this name: it holds personal data like the other. */
static void remove_backup(const char *path)
{
	struct str backup = STR_EMPTY;
	str_add_format(&backup, "%s~", path);
	unlink(str_text(&backup));
	str_clear(&backup);
}

void editor_discard(const char *path)
{
	remove_backup(path);
	unlink(path);
}

static bool is_same(const struct str *a, const struct str *b)
{
	return a->len == b->len && memcmp(str_text(a), str_text(b), a->len) == 0;
}

/* Whether an editor that failed left something behind that the text does not say. What cannot be read
 * may be worth a look. */
static bool has_left_anything(const char *path, const struct str *text)
{
	struct str left = STR_EMPTY;
	struct stat facts;
	if (lstat(path, &facts) != 0 && errno == ENOENT) {
		return false;
	}
	bool is_known = read_file(path, &left, NULL) && (left.len == 0 || is_same(&left, text));
	str_clear(&left);
	return !is_known;
}

bool editor_run(const char *place, struct str *text, bool *is_changed, char **keep, struct err *err)
{
	char *path = make_file(place, text, err);
	struct str written = STR_EMPTY;
	bool done = path && run_editor(path, err) && read_file(path, &written, err);
	bool is_other = done ? !is_same(&written, text) : path && has_left_anything(path, text);
	if (path) {
		remove_backup(path);
	}
	if (done) {
		*is_changed = is_other;
		str_clear(text);
		*text = written;
	} else {
		str_clear(&written);
	}
	if (path && !(keep && is_other)) {
		editor_discard(path);
		free(path);
		path = NULL;
	}
	if (keep) {
		*keep = path;
	}
	return done;
}
