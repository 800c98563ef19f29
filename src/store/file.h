/* SPDX-License-Identifier: MIT
 *
 * What can be told of a file before SQLite sees it: whether it is one of ours, and whether it can be
 * written. So another program's file is never touched, nor its journal played back.
 */
#ifndef IEMN_STORE_FILE_H
#define IEMN_STORE_FILE_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"

struct file_facts {
	char *path; /* absolute, without symbolic links */
	dev_t device;
	ino_t inode;
	nlink_t names; /* how many names lead to it */
	off_t size;    /* bytes */
	int version;   /* user_version */
	bool is_wal;   /* written in WAL mode, by another program */
};

/* Looks at a file and refuses what is not a directory file that this program knows. Everything is
 * closed again afterwards. */
bool file_inspect(const char *path, struct file_facts *facts, struct err *err);

/* A sentence that says why the file can only be read, yours to free; NULL when it can be written. */
char *file_find_obstacle(const struct file_facts *facts);

/* Whether a kind of file system (statfs f_type) is on a network, where locks cannot be trusted. */
bool file_is_network_type(long type);

/* Whether the medium is mounted for reading only. */
bool file_is_on_read_only_medium(const char *path);

/* Whether a file of that name with this ending (-journal, -wal) is there and not empty. */
bool file_has_companion(const char *path, const char *ending);

#endif
