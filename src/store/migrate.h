/* SPDX-License-Identifier: MIT
 *
 * Brings an older file to the newest schema, step by step; a step is applied whole or not at all.
 */
#ifndef IEMN_STORE_MIGRATE_H
#define IEMN_STORE_MIGRATE_H

#include <stddef.h>

#include "store/handle.h"

/* A step stands in migrations/NNNN-name.sql, where NNNN is the version that it leads to. */
struct migration {
	int version;	 /* the file has it afterwards */
	const char *sql; /* several statements, none of them BEGIN or COMMIT */
};

/* The steps of this program, in order. */
extern const struct migration migrations[];
extern const size_t migration_count;

/* Applies the steps that the file does not have yet, each in a transaction of its own. When one
 * fails the file has the version of the step before it. */
bool migrate_run(struct store *store, const struct migration *steps, size_t count, struct err *err);

/* Copies the file as it is to NAME.before-vN beside it, or to NAME.before-vN-2 … when that is there:
 * a backup is never written over. */
bool migrate_back_up(struct store *store, int version, struct err *err);

/* A copy of the store in memory, for a file that cannot be written. */
bool migrate_copy(struct store *store, struct store **copy, struct err *err);

/* Brings an older file up to date after a backup; one that cannot be written is replaced by its
 * up-to-date copy in memory. */
bool migrate_update(struct store **store, const struct migration *steps, size_t count,
		    struct err *err);

#endif
