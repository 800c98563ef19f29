/* SPDX-License-Identifier: MIT
 *
 * Makes the process safe before it does anything else.
 */
#include "base/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"

/* A directory file must never be opened as 0, 1 or 2: a message would be written into it. What stands
 * in for them cannot be read or written, so that a value from nowhere and output that goes nowhere are
 * errors. */
static bool fill_standard_files(void)
{
	int fd = open("/dev/null", O_WRONLY);
	if (fd > STDIN_FILENO) {
		(void)close(fd);
	}
	do {
		fd = open("/dev/null", O_RDONLY);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	return fd > STDERR_FILENO && close(fd) == 0;
}

bool process_prepare(struct err *err)
{
	if (!fill_standard_files()) {
		return err_set(err, ERR_SYSTEM, _("/dev/null cannot be opened."));
	}
	/* Libraries read files that the environment names (terminfo, locales). */
	if (getuid() != geteuid() || getgid() != getegid()) {
		return err_set(
			err, ERR_FAILED,
			_("This program does not run with the rights of another user (setuid "
			  "or setgid)."));
	}
	const struct rlimit none = {0, 0};
	if (setrlimit(RLIMIT_CORE, &none) != 0) {
		return err_set(err, ERR_SYSTEM, _("Core dumps cannot be switched off."));
	}
	umask(S_IRWXG | S_IRWXO);
	signal(SIGXFSZ, SIG_IGN); /* a limit on file sizes is then an error that can be told */
	return true;
}
