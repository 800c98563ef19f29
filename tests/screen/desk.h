/* SPDX-License-Identifier: MIT
 *
 * Where whole-program tests work: a folder with a directory file, and the program started on it as a
 * member of staff has it. IEMN_PROGRAM names the program. For cmocka tests only.
 */
#ifndef IEMN_TEST_DESK_H
#define IEMN_TEST_DESK_H

#include "../unit/folder.h"
#include "terminal.h"

struct desk {
	struct folder folder;
	const char *environment[20];
};

/* Makes the folder; the file in it is made by the first start. */
void desk_init(struct desk *desk);

/* Removes the folder with all that is in it. */
void desk_clear(struct desk *desk);

/* The path of the directory file. */
const char *desk_file(struct desk *desk);

/* Starts the program with one word behind its name, or NULL for none. */
struct terminal *desk_start(struct desk *desk, const char *word, int rows, int columns);

/* Waits for the end of the program, fails unless it exits with the code and wrote nothing that it must
 * not, and frees the terminal. */
void desk_end(struct terminal *terminal, int code);

#endif
