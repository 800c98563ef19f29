/* SPDX-License-Identifier: MIT
 *
 * Drafts: `.NAME.new-PID` beside NAME, locked (flock) for as long as its maker lives. A draft whose
 * lock can be taken is dead, for the system gives up the locks of a killed process.
 */
#include "store/draft.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

#define RENAME_KEEPING_TARGET 1u /* RENAME_NOREPLACE; its name needs more than POSIX */

/* The kind of trouble that an error number of the system means. */
static enum err_kind kind_of_errno(int number)
{
	switch (number) {
	case ENOENT:
	case ENOTDIR:
		return ERR_NOT_FOUND;
	case EACCES:
	case EPERM:
	case EROFS:
		return ERR_READ_ONLY;
	default:
		return ERR_SYSTEM;
	}
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash != NULL ? slash + 1 : path;
}

/* Folder of an absolute path; yours to free. */
static char *folder_name(const char *path)
{
	size_t len = (size_t)(base_name(path) - path);
	return mem_copy_bytes(path, len > 1 ? len - 1 : 1);
}

/* The beginning that all drafts for a target share; yours to free. */
static char *draft_prefix(const char *target)
{
	struct str prefix = STR_EMPTY;
	str_add_format(&prefix, ".%s.new-", base_name(target));
	return str_take(&prefix);
}

/* Whether the name in the folder still leads to the open file. */
static bool is_same_file(int folder, const char *name, int fd)
{
	struct stat by_name;
	struct stat by_fd;
	return fstatat(folder, name, &by_name, AT_SYMLINK_NOFOLLOW) == 0 &&
	       fstat(fd, &by_fd) == 0 && by_name.st_dev == by_fd.st_dev &&
	       by_name.st_ino == by_fd.st_ino;
}

static void remove_if_dead(int folder, const char *name)
{
	int fd = openat(folder, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat status;
	if (fd < 0) {
		return;
	}
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid() &&
	    flock(fd, LOCK_EX | LOCK_NB) == 0 && is_same_file(folder, name, fd)) {
		unlinkat(folder, name, 0);
	}
	close(fd);
}

static bool is_draft_name(const char *name, const char *prefix)
{
	size_t len = strlen(prefix);
	return strncmp(name, prefix, len) == 0 && name[len] != '\0' &&
	       strspn(name + len, "0123456789") == strlen(name + len);
}

void draft_sweep(const char *target)
{
	char *folder = folder_name(target);
	char *prefix = draft_prefix(target);
	DIR *dir = opendir(folder);
	if (dir != NULL) {
		struct dirent *entry;
		while ((entry = readdir(dir)) != NULL) {
			if (is_draft_name(entry->d_name, prefix)) {
				remove_if_dead(dirfd(dir), entry->d_name);
			}
		}
		closedir(dir);
	}
	free(prefix);
	free(folder);
}

static bool open_failed(const char *target, struct err *err)
{
	int number = errno;
	char *folder = folder_name(target);
	if (number == ENOENT || number == ENOTDIR) {
		err_set(err, ERR_NOT_FOUND, _("The folder %s does not exist."), folder);
	} else {
		err_set(err, kind_of_errno(number), _("No file can be made in the folder %s: %s."),
			folder, strerror(number));
	}
	free(folder);
	return false;
}

/* Makes and locks one draft. It may be swept away between the two, as it looks dead until it is
 * locked; errno is then EAGAIN. */
static bool make_locked(struct draft *draft)
{
	int fd = open(draft->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) {
		return false;
	}
	flock(fd, LOCK_EX);
	if (!is_same_file(AT_FDCWD, draft->path, fd)) {
		close(fd);
		errno = EAGAIN;
		return false;
	}
	draft->fd = fd;
	return true;
}

bool draft_open(const char *target, struct draft *draft, struct err *err)
{
	draft_sweep(target);
	char *folder = folder_name(target);
	char *prefix = draft_prefix(target);
	struct draft made = {.target = mem_copy_text(target), .fd = -1};
	/* A process makes one draft at a time, but a number may be taken by a process that sees this
	 * folder from another machine or container. */
	for (int i = 0; i < 100 && made.fd < 0; i++) {
		struct str path = STR_EMPTY;
		str_add_format(&path, "%s/%s%ld", strcmp(folder, "/") == 0 ? "" : folder, prefix,
			       (long)getpid() + 10000000L * i);
		free(made.path);
		made.path = str_take(&path);
		if (!make_locked(&made) && errno != EEXIST && errno != EAGAIN) {
			break;
		}
	}
	bool ok = made.fd >= 0 || open_failed(target, err);
	free(prefix);
	free(folder);
	if (ok) {
		*draft = made;
	} else {
		free(made.target);
		free(made.path);
	}
	return ok;
}

static void draft_end(struct draft *draft)
{
	if (draft->fd >= 0) {
		close(draft->fd);
	}
	free(draft->target);
	free(draft->path);
	*draft = (struct draft){.fd = -1};
}

void draft_discard(struct draft *draft)
{
	if (draft->path != NULL) {
		unlink(draft->path);
		draft_end(draft);
	}
}

/* Gives the draft its name unless that is taken (EEXIST). Where the file system cannot rename so, a
 * second name is made and the first removed: a program that is killed in between leaves both, and
 * opening the file then sweeps. */
static bool move_into_place(const char *from, const char *to)
{
	if (syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, RENAME_KEEPING_TARGET) == 0) {
		return true;
	}
	if (errno != EINVAL && errno != ENOSYS) {
		return false;
	}
	return link(from, to) == 0 && unlink(from) == 0;
}

/* Makes a change of names in the folder of a path last. Some file systems cannot sync a folder. */
static bool sync_folder(const char *path)
{
	char *folder = folder_name(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (fd < 0) {
		return false;
	}
	bool ok = fsync(fd) == 0 || errno == EINVAL;
	int number = errno;
	close(fd);
	errno = number;
	return ok;
}

bool draft_publish(struct draft *draft, bool *taken, struct err *err)
{
	bool exists = false;
	bool ok = fsync(draft->fd) == 0 && move_into_place(draft->path, draft->target) &&
		  sync_folder(draft->target);
	if (!ok && errno == EEXIST) {
		exists = true;
		ok = true;
		unlink(draft->path);
	} else if (!ok) {
		err_set(err, kind_of_errno(errno), _("The file %s cannot be made: %s."),
			draft->target, strerror(errno));
		unlink(draft->path);
	}
	draft_end(draft);
	if (ok) {
		*taken = exists;
	}
	return ok;
}
