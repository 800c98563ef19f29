/* SPDX-License-Identifier: MIT
 *
 * Hands a web address to the desktop.
 */
#include "tui/opener.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"

extern char **environ;

static bool has_value(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0';
}

bool opener_accepts(const char *url)
{
	static const char *const schemes[] = {"http://", "https://", "mailto:"};
	bool is_known = false;

	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		is_known = is_known || strncmp(url, schemes[i], strlen(schemes[i])) == 0;
	}
	for (const char *at = url; *at != '\0'; at++) {
		if (*at <= ' ' || *at > '~') {
			return false;
		}
	}
	return is_known;
}

bool opener_is_available(void)
{
	return has_value("WAYLAND_DISPLAY") || has_value("DISPLAY");
}

/* Nothing that the opener prints may reach the screen, and our signals are not its own. */
static bool spawn_quietly(char *const arguments[])
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t defaults;
	pid_t child;

	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&attributes);
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
	}
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	bool done =
		posix_spawnp(&child, arguments[0], &files, &attributes, arguments, environ) == 0;
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return done;
}

bool opener_open(const char *url, struct err *err)
{
	/* The casts take const away only: posix_spawn changes no argument. */
	char *const arguments[] = {(char *)"xdg-open", (char *)url, NULL};

	if (!opener_accepts(url)) {
		return err_set(err, ERR_INVALID, _("Only web and mail addresses are opened."));
	}
	/* Nobody waits for the child: the system takes it away when it ends. */
	signal(SIGCHLD, SIG_IGN);
	if (!spawn_quietly(arguments)) {
		return err_set(err, ERR_FAILED,
			       _("xdg-open, which opens links, is not installed."));
	}
	return true;
}
