/* SPDX-License-Identifier: MIT
 *
 * The copies that lie beside the file and still hold who is erased: those that this program made before
 * it changed the schema, and any other directory file. They are named, and left alone.
 */
#include "store/erasure.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "store/file.h"

/* Whether an entry is a plain file, and not the directory file itself. To open and close that would end
 * the locks that this program has on it. */
static bool is_other_file(const char *path, const struct stat *own)
{
	struct stat facts;
	return lstat(path, &facts) == 0 && S_ISREG(facts.st_mode) &&
	       (facts.st_dev != own->st_dev || facts.st_ino != own->st_ino);
}

/* Whether a file is a directory file, also one that this version does not know or that has a fault. */
static bool is_directory_file(const char *path)
{
	struct file_facts facts = {.path = NULL};
	struct err err = {.kind = ERR_NONE};
	bool is_known = file_inspect(path, &facts, &err);
	free(facts.path);
	return is_known || err.kind == ERR_NEWER || err.kind == ERR_DAMAGED;
}

static bool holds_uid(const char *path, const char *uid)
{
	int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool is_held = file >= 0 && file_holds(file, uid);
	if (file >= 0) {
		close(file);
	}
	return is_held;
}

static void look_at(struct erasure *erasure, const char *path, const struct stat *own,
		    struct rows *copies)
{
	if (is_other_file(path, own) && is_directory_file(path) &&
	    holds_uid(path, erasure->record.uid)) {
		const char **copy = rows_add(copies);
		*copy = path;
	}
}

void erasure_list_copies(struct erasure *erasure)
{
	const char *path = store_path(erasure->store);
	struct stat own;
	if (path == NULL || stat(path, &own) != 0) {
		return;
	}
	struct rows copies = ROWS_OF(const char *, erasure->arena);
	size_t len = (size_t)(strrchr(path, '/') + 1 - path);
	const char *folder = arena_bytes(erasure->arena, path, len);
	DIR *stream = opendir(folder);
	struct dirent *entry;
	while (stream != NULL && (entry = readdir(stream)) != NULL) {
		look_at(erasure, arena_format(erasure->arena, "%s%s", folder, entry->d_name), &own,
			&copies);
	}
	if (stream != NULL) {
		closedir(stream);
	}
	erasure->receipt.backups = copies.items;
	erasure->receipt.backup_count = copies.count;
}
