/* SPDX-License-Identifier: MIT
 *
 * The directory file: opening it with suspicion, transactions, and facts about the file. Everything
 * that speaks SQL stands in this folder; what a record is stands in field.h and record.h.
 */
#ifndef IEMN_STORE_STORE_H
#define IEMN_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"

/* Version of the schema that this program writes (user_version) and the mark of its files
 * (application_id, "IEMN"). */
#define STORE_SCHEMA_VERSION 2
#define STORE_APPLICATION_ID 0x49454D4E

struct store;

/* Opens an existing directory file. It is opened for reading only when read_only asks for it or when
 * file, folder or medium cannot be written; store_read_only_reason() then says why. Errors: ERR_NOT_FOUND no
 * file there; ERR_FOREIGN not a database or another program's; ERR_NEWER; ERR_DAMAGED; ERR_BUSY;
 * ERR_READ_ONLY when it may not be read, or needs repair where nothing can be written; ERR_SYSTEM.
 * What a failed opening found is left as it was. A file that this process has open must not be opened
 * again: POSIX drops all its locks when the second opening looks at it. */
bool store_open(const char *path, bool read_only, struct store **store, struct err *err);

/* The same without looking for damage, which reads the whole of a small file (up to 4 MiB; larger ones
 * are left to `iemn check`). Who has to show something first calls store_check() afterwards:
 * ERR_DAMAGED. */
bool store_open_unchecked(const char *path, bool read_only, struct store **store, struct err *err);
bool store_check(struct store *store, struct err *err);

/* Asked again and again while another program that holds the file is waited for, with the time waited so
 * far in milliseconds and what is known of the holder ("iemn, process 1234"), or NULL; the wait ends
 * with ERR_BUSY when it gives false. It must not use the store. */
typedef bool store_lock_wait(void *context, long milliseconds, const char *holder);
struct store_wait {
	store_lock_wait *waits;
	void *context;
	bool lasts; /* it is asked for saves and reads of the open file, too */
};

/* The same as store_open_unchecked(), which waits three seconds for another program: wait is asked
 * instead, until the file is open or, if it lasts, is closed. */
bool store_open_waiting(const char *path, bool read_only, const struct store_wait *wait,
			struct store **store, struct err *err);

/* Fills a new file inside its first transaction. */
typedef bool store_fill(struct store *store, void *context, struct err *err);

/* Makes a new directory file (0600) that holds what fill writes. The folders of the default place
 * are made (0700) when make_folders is set, otherwise a missing folder is ERR_NOT_FOUND. The file is
 * made under another name and appears at path complete or not at all; one that another program put
 * there meanwhile is left alone and that is no error. */
bool store_create(const char *path, bool make_folders, store_fill *fill, void *context,
		  struct err *err);

/* Whether store_create() could make a file there, as far as it can be told without doing so. Errors as
 * store_create(). */
bool store_check_place(const char *path, bool make_folders, struct err *err);

/* A store in memory, filled like a new file, that leaves nothing behind. */
bool store_open_memory(store_fill *fill, void *context, struct store **store, struct err *err);

/* Closes the file. NULL is accepted. */
void store_close(struct store *store);

/* Absolute path of the file; NULL for a store in memory. */
const char *store_path(const struct store *store);

/* Whether the path leads to another file by now, or to none: what is written into a file that was renamed
 * or deleted is lost, so every save fails with ERR_CONFLICT. A store in memory cannot be moved. */
bool store_has_moved(struct store *store);

bool store_is_read_only(const struct store *store);

/* Why the file can only be read, a sentence; NULL when it can be written. */
const char *store_read_only_reason(const struct store *store);

/* A transaction that may write. ERR_READ_ONLY; ERR_BUSY when another program held the file too long, see
 * store_on_lock(). */
bool store_begin(struct store *store, struct err *err);
bool store_commit(struct store *store, struct err *err);

/* Takes back what was not committed; harmless when nothing is open. */
void store_rollback(struct store *store);

/* Several reads as one: between the two calls nothing that other programs save shows, and the file is
 * locked once instead of for each read. No key may be awaited and nothing written in between. Pairs
 * may stand inside each other: the outermost one counts. A reading that cannot begin is none: the reads
 * inside say what is wrong. */
void store_begin_reading(struct store *store);
void store_end_reading(struct store *store);

/* A fact about the file, in the arena; NULL when there is none of that name: edition and network of the
 * facts it holds, bundle it was made from, created, and erasing while an erasure is not over. */
const char *store_meta(struct store *store, const char *name, struct arena *arena);
bool store_set_meta(struct store *store, const char *name, const char *value, struct err *err);

/* Whether another program has changed the file since the last call. It never waits: while another
 * program holds the file the answer is no. */
bool store_has_changed(struct store *store);

/* Asked now and then while a query runs or waits for another program; when it gives true the query or
 * the wait stops with ERR_CANCELLED. A save is not stopped, and neither is its beginning. NULL asks
 * nobody. */
void store_on_wait(struct store *store, bool (*must_stop)(void *context), void *context);

/* Who is asked while a save waits. Without such a function a save waits three seconds. NULL takes the
 * function away. */
void store_on_lock(struct store *store, store_lock_wait *waits, void *context);

/* The schema as SQL with its comments: schema.sql, then rebuild.sql. */
const char *store_schema_text(void);

/* Version of the SQLite library in use. */
const char *store_library_version(void);

#endif
