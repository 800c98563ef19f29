/* SPDX-License-Identifier: MIT
 *
 * Directory files for tests, and a plain SQLite connection to tamper with them, as the stock sqlite3
 * shell would.
 */
#ifndef IEMN_TESTS_SAMPLE_H
#define IEMN_TESTS_SAMPLE_H

#include "child.h"
#include "folder.h"
#include "store/store.h"

/* Makes a directory file whose edition is "sample"; gives its path. */
const char *sample_make(struct folder *folder, const char *name);

/* Opens a file that must open. */
struct store *sample_open(const char *path, bool read_only);

/* Opens a file that can be read but not written, for a reason that holds these words. */
struct store *sample_open_read_only(const char *path, const char *words);

/* Runs SQL on a file without the store; false when SQLite refuses it. */
bool sample_tamper(const char *path, const char *sql);

/* The first column of the first row that a query gives on a file, without the store; "" for none. In
 * the arena of the folder. */
const char *sample_ask(struct folder *folder, const char *path, const char *sql);

/* Kills a body that works on a file before its system call of that number, and takes back what it left
 * half done, as whoever opens the file next would. Skips the test, aloud, where no process can be
 * watched. */
enum child_end sample_kill_at(unsigned call, child_body *body, const char *path);

/* Leaves a file in the middle of a save: its pages half written, a journal beside it that undoes
 * them. */
void sample_interrupt_save(const char *path);

#endif
