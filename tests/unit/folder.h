/* SPDX-License-Identifier: MIT
 *
 * A folder for the files of one test, gone when the test is over.
 */
#ifndef IEMN_TESTS_FOLDER_H
#define IEMN_TESTS_FOLDER_H

#include <stddef.h>

#include "base/mem.h"

struct folder {
	char *path; /* absolute, without symbolic links */
	struct arena *arena;
};

/* Makes an empty folder that everyone may read. */
void folder_init(struct folder *folder);

/* Removes it with all that is in it. */
void folder_clear(struct folder *folder);

/* The path of a name in the folder; lives as long as the folder. */
const char *folder_file(struct folder *folder, const char *name);

/* Writes a file; gives its path. */
const char *folder_write(struct folder *folder, const char *name, const char *bytes, size_t len);

/* How many names stand in the folder. */
size_t folder_count(const struct folder *folder);

#endif
