/* SPDX-License-Identifier: MIT
 *
 * What an open store is made of. Only for the files that open, close and watch over the file; the
 * others use db.h.
 */
#ifndef IEMN_STORE_HANDLE_H
#define IEMN_STORE_HANDLE_H

#include <sys/types.h>
#include <time.h>

#include "store/db.h"
#include "store/lock_holder.h"

#define STATEMENTS_MAX 96

/* Statements kept for the next use; when all places are taken the longest unused one goes. */
struct statement_cache {
	struct {
		sqlite3_stmt *statement;
		uint64_t hash; /* of the SQL text */
		unsigned used; /* value of clock when it was last asked for */
	} items[STATEMENTS_MAX];
	size_t count;
	unsigned clock;
};

struct store {
	sqlite3 *db;
	char *path; /* absolute; NULL in memory */
	dev_t device;
	ino_t inode;
	char *read_only_reason; /* NULL when it can be written */
	bool needs_check;	/* store_check() was not called yet */
	bool is_writing;	/* between store_begin() and store_commit() */
	int readings;		/* store_begin_reading() without its end yet */
	bool defers_search;	/* search texts wait for search_rebuild(), in this transaction */
	struct action *action;	/* whose transaction is open, or NULL (change.h) */
	bool has_failed;      /* a statement failed since store_begin(): nothing may be committed */
	int bind_failure;     /* SQLite's code of a value that could not be bound, 0 for none */
	int64_t data_version; /* as SQLite last told it */
	bool (*must_stop)(void *context);
	void *wait_context;
	bool never_waits; /* a lock is not waited for just now */
	long patience;	  /* milliseconds that reads still wait for a lock, all together */
	bool was_stopped; /* must_stop said so while a lock was waited for */
	struct timespec wait_began; /* when the lock was first found taken */
	bool is_saving;		    /* what is waited for is the lock of a save, not of a read */
	bool watches_reads;	    /* lock_wait is asked for reads too */
	store_lock_wait *lock_wait; /* asked while it waits, or NULL */
	void *lock_context;
	char lock_holder[LOCK_HOLDER_SIZE]; /* who holds the file, "" when it is not known */
	struct statement_cache cache;
	struct person_ladder *ladder; /* person_ladder.h, or NULL */
};

/* Begins a transaction that may write, without asking whether it is wise. */
bool store_lock(struct store *store, struct err *err);

/* Lets the file be read only from now on. The first reason stays. */
void store_set_read_only(struct store *store, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Closes all statements of the cache. */
void statement_cache_clear(struct statement_cache *cache);

#endif
