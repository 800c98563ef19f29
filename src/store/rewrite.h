/* SPDX-License-Identifier: MIT
 *
 * Writing a whole file anew, without what is free in it, and looking through its bytes.
 */
#ifndef IEMN_STORE_REWRITE_H
#define IEMN_STORE_REWRITE_H

#include "store/store.h"

/* Writes every page anew (VACUUM), outside a transaction: what was deleted is then in no page. It waits
 * for others like a save and is not given up for a key. */
bool rewrite_file(struct store *store, struct err *err);

/* Handed the bytes of a file in their order, piece by piece; `is_last` with the last piece. */
typedef void rewrite_reader(void *context, const unsigned char *bytes, size_t len, bool is_last);

/* Reads all bytes of the file as it lies on disk, then of the journal beside it when there is one. No
 * file is opened a second time: POSIX would drop SQLite's locks. */
bool rewrite_read(struct store *store, rewrite_reader *reader, void *context, struct err *err);

#endif
