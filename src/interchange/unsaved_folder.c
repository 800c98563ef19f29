/* SPDX-License-Identifier: MIT
 *
 * Where sheets are kept, and for which directory file.
 */
#include "interchange/unsaved_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

char *unsaved_folder_path(void)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	struct str path = STR_EMPTY;
	if (state != NULL && state[0] == '/') {
		str_add_format(&path, "%s/iemn", state);
	} else if (home != NULL && home[0] == '/') {
		str_add_format(&path, "%s/.local/state/iemn", home);
	} else {
		return NULL;
	}
	return str_take(&path);
}

void unsaved_folder_make(const char *path)
{
	char *folder = mem_copy_text(path);
	for (char *slash = strchr(folder + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(folder, 0700);
		*slash = '/';
	}
	mkdir(folder, 0700);
	free(folder);
}

void unsaved_prefix(const char *directory, char out[UNSAVED_PREFIX_SIZE])
{
	snprintf(out, UNSAVED_PREFIX_SIZE, UNSAVED_START "%016" PRIx64 "-",
		 hash_text(HASH_START, directory));
}

int unsaved_folder_open(const char *path)
{
	struct stat facts;
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder >= 0 && (fstat(folder, &facts) != 0 || facts.st_uid != geteuid())) {
		close(folder);
		errno = EPERM;
		return -1;
	}
	return folder;
}

bool unsaved_report(struct err *err)
{
	bool denied = errno == EACCES || errno == EPERM || errno == EROFS;
	return err_set(err, denied ? ERR_READ_ONLY : ERR_SYSTEM,
		       _("What you type cannot be kept for the case that the program ends: %s."),
		       strerror(errno));
}
