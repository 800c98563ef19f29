/* SPDX-License-Identifier: MIT
 *
 * What a connection may do and how it treats the file: switches, limits and pragmas, each with its
 * reason. A file is opened with suspicion: it may come from anywhere.
 */
#ifndef IEMN_STORE_CONNECTION_H
#define IEMN_STORE_CONNECTION_H

#include "store/handle.h"

/* Opens a database for SQLite and makes a store of it, distrusted and limited. name is an absolute
 * path, a URI or ":memory:"; flags are those of sqlite3_open_v2(). Reads nothing of the file. */
bool connection_open(const char *name, int flags, struct store **store, struct err *err);

/* Sets how the file is read, and how it is written; reads every setting back. One that did not take
 * makes the store read only. */
bool connection_prepare_reading(struct store *store, struct err *err);
bool connection_prepare_writing(struct store *store, struct err *err);

/* That the file was read, so that reads wait again where they must; that another program holds it, so
 * that they hardly wait until it is free. */
void connection_is_free(struct store *store);
void connection_is_held(struct store *store);

/* Looks up which other program holds the file, for lock_holder. */
void connection_find_holder(struct store *store);

#endif
