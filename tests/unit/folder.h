/* SPDX-License-Identifier: MIT
 *
 * A folder for the files of one test, gone when the test is over.
 */
#ifndef IEMN_TESTS_FOLDER_H
#define IEMN_TESTS_FOLDER_H

#include <stddef.h>

#include "base/mem.h"
#include "base/str.h"

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

/* Adds the bytes of a file; none when it is not there. */
void folder_read(const char *path, struct str *bytes);

/* How many names stand in the folder. */
size_t folder_count(const struct folder *folder);

/* A folder for each test, for cmocka: *state is a struct folder. */
int folder_set_up(void **state);
int folder_tear_down(void **state);

/* A test that is given one. */
#define FOLDER_TEST(name) cmocka_unit_test_setup_teardown(name, folder_set_up, folder_tear_down)

#endif
