/* SPDX-License-Identifier: MIT
 *
 * Switches, limits and pragmas of a connection, so that a hostile file can neither run anything nor take
 * all memory, and the handlers that ask whether a query or a wait should stop.
 */
#include "store/connection.h"

#include <poll.h>
#include <string.h>

#include "base/i18n.h"

#define BUSY_WAIT_MS 3000
#define HELD_WAIT_MS 100 /* of reads that were told that the file is held: most saves are shorter */
#define BUSY_PAUSE_MS 20
#define HOLDER_TRIES 25	     /* pauses between two looks at who holds the file: half a second */
#define PROGRESS_STEPS 10000 /* a fraction of a millisecond between two questions */
#define HEAP_LIMIT (256 * 1024 * 1024)

struct setting {
	int name;
	int value;
};

/* The schema has neither triggers nor views: what a file brings of them is planted. */
static const struct setting switches[] = {
	{SQLITE_DBCONFIG_DEFENSIVE, 1},
	{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
	{SQLITE_DBCONFIG_ENABLE_VIEW, 0},
	{SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
	{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
	{SQLITE_DBCONFIG_DQS_DML, 0},
	{SQLITE_DBCONFIG_DQS_DDL, 0},
	{SQLITE_DBCONFIG_ENABLE_FKEY, 1},
};

static const struct setting limits[] = {
	{SQLITE_LIMIT_LENGTH, 4000000}, /* the longest text is a row of the search text */
	{SQLITE_LIMIT_SQL_LENGTH, 100000},
	{SQLITE_LIMIT_COLUMN, 100},
	{SQLITE_LIMIT_EXPR_DEPTH, 50}, /* filters are built from several parts */
	{SQLITE_LIMIT_COMPOUND_SELECT, 5},
	{SQLITE_LIMIT_VDBE_OP, 25000},
	{SQLITE_LIMIT_FUNCTION_ARG, 16},
	{SQLITE_LIMIT_ATTACHED, 1}, /* VACUUM attaches its new file */
	{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200},
	{SQLITE_LIMIT_VARIABLE_NUMBER, 100},
	{SQLITE_LIMIT_TRIGGER_DEPTH, 10},
	{SQLITE_LIMIT_WORKER_THREADS, 0},
};

/* A pragma, and what it must say when it is asked again. */
struct pragma {
	const char *set;
	const char *get;
	const char *expected;
};

static const struct pragma reading_pragmas[] = {
	/* Damage inside a page is found when the page is read. */
	{"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1"},
	/* A mapped file that another program cuts short kills the reader (SIGBUS). */
	{"PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0"},
	/* A sort must not leave names in temporary files. */
	{"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2"},
};

static const struct pragma writing_pragmas[] = {
	/* Erased means overwritten. */
	{"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1"},
	/* On macOS fsync() alone does not reach the disk; no effect elsewhere. */
	{"PRAGMA fullfsync = ON", "PRAGMA fullfsync", "1"},
	/* What was said to be saved survives a power cut. With the journal cut to nothing, not
	 * deleted, that holds also where SQLite was built without syncing folders (Fedora). Never
	 * WAL: a file renamed while open would swallow what is saved, and it cannot be read from
	 * read-only media. */
	{"PRAGMA synchronous = EXTRA", "PRAGMA synchronous", "3"},
	{"PRAGMA journal_mode = TRUNCATE", "PRAGMA journal_mode", "truncate"},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int must_stop(void *context)
{
	struct store *store = context;
	/* A save is not given up for a key: it is short, and what is half saved is lost. */
	return !store->is_writing && store->must_stop != NULL &&
	       store->must_stop(store->wait_context);
}

static long milliseconds_since(const struct timespec *start)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)(now.tv_sec - start->tv_sec) * 1000 + (now.tv_nsec - start->tv_nsec) / 1000000;
}

/* A read gives way to a key, and waits as long as there is patience: what is drawn takes many reads,
 * and all of them would wait out their time while another program holds the file. */
static bool goes_on_reading(struct store *store, long waited)
{
	if (must_stop(store)) {
		store->was_stopped = true;
		return false;
	}
	if (waited < store->patience) {
		return true;
	}
	store->patience = 0;
	return false;
}

void connection_is_free(struct store *store)
{
	store->patience = BUSY_WAIT_MS;
}

void connection_is_held(struct store *store)
{
	store->patience = store->patience < HELD_WAIT_MS ? store->patience : HELD_WAIT_MS;
}

/* A save is given up only by who was asked to watch over it. */
static bool goes_on_saving(struct store *store, int tries, long waited)
{
	if (!store->lock_wait) {
		return waited < BUSY_WAIT_MS;
	}
	/* The holder may be another one by now, and the list of locks is long on a busy machine. */
	if (tries % HOLDER_TRIES == 0) {
		connection_find_holder(store);
	}
	const char *holder = store->lock_holder[0] != '\0' ? store->lock_holder : NULL;
	return store->lock_wait(store->lock_context, waited, holder);
}

/* Called when a lock is taken by another program: waits a moment and gives 1 to try again. */
static int wait_for_lock(void *context, int tries)
{
	struct store *store = context;
	if (tries == 0) {
		clock_gettime(CLOCK_MONOTONIC, &store->wait_began);
	}
	if (store->never_waits) {
		return 0;
	}
	long waited = milliseconds_since(&store->wait_began);
	bool is_watched = store->is_saving || store->watches_reads;
	if (!is_watched && !goes_on_reading(store, waited)) {
		return 0;
	}
	if (is_watched && !goes_on_saving(store, tries, waited)) {
		store->patience = 0; /* what is drawn next need not wait again */
		return 0;
	}
	poll(NULL, 0, BUSY_PAUSE_MS);
	return 1;
}

void connection_find_holder(struct store *store)
{
	if (!store->path || !lock_holder_find(store->device, store->inode, store->lock_holder)) {
		store->lock_holder[0] = '\0';
	}
}

void store_on_lock(struct store *store, store_lock_wait *waits, void *context)
{
	store->lock_wait = waits;
	store->lock_context = context;
}

static bool set_switches(struct store *store, struct err *err)
{
	for (size_t i = 0; i < COUNT(switches); i++) {
		int now = -1;
		if (sqlite3_db_config(store->db, switches[i].name, switches[i].value, &now) !=
			    SQLITE_OK ||
		    now != switches[i].value) {
			return err_set(
				err, ERR_FAILED,
				_("SQLite %s on this machine lacks a protection that files from "
				  "elsewhere need."),
				sqlite3_libversion());
		}
	}
	return true;
}

void store_on_wait(struct store *store, bool (*stop)(void *context), void *context)
{
	store->must_stop = stop;
	store->wait_context = context;
	sqlite3_progress_handler(store->db, PROGRESS_STEPS, stop != NULL ? must_stop : NULL, store);
}

bool connection_open(const char *name, int flags, struct store **store, struct err *err)
{
	sqlite3_hard_heap_limit64(HEAP_LIMIT);
	struct store *opened = mem_new(1, sizeof(*opened));
	int code = sqlite3_open_v2(name, &opened->db,
				   flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE, NULL);
	if (opened->db == NULL) {
		store_close(opened);
		return err_set(err, ERR_SYSTEM, "%s", _("There is not enough memory."));
	}
	if (code != SQLITE_OK) {
		db_error(opened, err);
		store_close(opened);
		return false;
	}
	if (!set_switches(opened, err)) {
		store_close(opened);
		return false;
	}
	for (size_t i = 0; i < COUNT(limits); i++) {
		sqlite3_limit(opened->db, limits[i].name, limits[i].value);
	}
	sqlite3_busy_handler(opened->db, wait_for_lock, opened);
	connection_is_free(opened);
	*store = opened;
	return true;
}

/* Runs a pragma; the first column of its row, or "" when it gives none, goes into text. */
static bool run_pragma(struct store *store, const char *sql, char text[32], struct err *err)
{
	sqlite3_stmt *statement = NULL;
	if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK) {
		return db_error(store, err);
	}
	text[0] = '\0';
	int code = sqlite3_step(statement);
	if (code == SQLITE_ROW && db_lent_text(statement, 0) != NULL) {
		strncat(text, db_lent_text(statement, 0), 31);
	}
	if (code != SQLITE_ROW && code != SQLITE_DONE) {
		db_error(store, err);
		sqlite3_finalize(statement);
		return false;
	}
	sqlite3_finalize(statement);
	return true;
}

static bool set_pragmas(struct store *store, const struct pragma *pragmas, size_t count,
			struct err *err)
{
	char text[32];
	for (size_t i = 0; i < count; i++) {
		if (!run_pragma(store, pragmas[i].set, text, err) ||
		    !run_pragma(store, pragmas[i].get, text, err)) {
			return false;
		}
		if (strcmp(text, pragmas[i].expected) != 0) {
			store_set_read_only(
				store,
				_("It can only be read: SQLite %s does not take the setting “%s”."),
				sqlite3_libversion(), pragmas[i].set);
		}
	}
	return true;
}

bool connection_prepare_reading(struct store *store, struct err *err)
{
	return set_pragmas(store, reading_pragmas, COUNT(reading_pragmas), err);
}

bool connection_prepare_writing(struct store *store, struct err *err)
{
	return set_pragmas(store, writing_pragmas, COUNT(writing_pragmas), err);
}
