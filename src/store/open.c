/* SPDX-License-Identifier: MIT
 *
 * Opening a directory file, in an order that lets a hostile or a strange one do no harm: the file is
 * looked at before SQLite sees it, SQLite is limited before it reads, and the schema is compared before
 * it is used.
 */
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/connection.h"
#include "store/draft.h"
#include "store/file.h"
#include "store/layout.h"
#include "store/migrate.h"

/* Up to here a file is checked whenever it is opened: that takes a few milliseconds. Opening must be
 * instant with a million people too, so larger files are checked by `iemn check` and before a
 * backup. */
#define QUICK_CHECK_SIZE (4 * 1024 * 1024)

/* How a file is opened. */
struct manner {
	char *reason; /* why for reading only, a sentence; NULL when it can be written */
	bool is_wish; /* it could be written, but was not to be */
	const struct store_wait *wait; /* or NULL */
};

/* A file as an URI that SQLite reads without locks, and without looking for a journal. */
static char *immutable_uri(const char *path)
{
	struct str uri = STR_EMPTY;
	str_add(&uri, "file:");
	for (const char *at = path; *at != '\0'; at++) {
		if (strchr("%?#", *at) != NULL) {
			str_add_format(&uri, "%%%02X", (unsigned char)*at);
		} else {
			str_add_char(&uri, *at);
		}
	}
	str_add(&uri, "?immutable=1");
	return str_take(&uri);
}

/* Opens the connection and lets SQLite read the file for the first time: now a journal that a killed
 * program left is played back, and a lock is waited for. */
static bool connect(const char *name, int flags, const struct file_facts *facts,
		    const struct manner *manner, struct store **store, struct err *err)
{
	struct store *opened = NULL;
	if (!connection_open(name, flags, &opened, err)) {
		return false;
	}
	opened->path = mem_copy_text(facts->path);
	opened->device = facts->device;
	opened->inode = facts->inode;
	if (manner->wait != NULL) {
		store_on_lock(opened, manner->wait->waits, manner->wait->context);
		opened->watches_reads = true;
	}
	if (manner->reason != NULL) {
		store_set_read_only(opened, "%s", manner->reason);
	}
	int64_t tables = 0;
	if (!db_number(opened, "SELECT count(*) FROM sqlite_schema", &tables, err)) {
		if (err->kind == ERR_FAILED) {
			err_set(err, ERR_DAMAGED, _("%s is damaged (%s)."), facts->path,
				sqlite3_errmsg(opened->db));
		}
		store_close(opened);
		return false;
	}
	if (sqlite3_db_readonly(opened->db, "main") == 1) {
		store_set_read_only(opened, "%s", _("The file can only be read."));
	}
	*store = opened;
	return true;
}

/* Whether reading failed for want of something that could not be written. */
static bool needs_repair(const struct file_facts *facts, const struct err *err)
{
	return (err->kind == ERR_READ_ONLY || err->kind == ERR_SYSTEM) &&
	       (file_has_companion(facts->path, "-journal") ||
		(facts->is_wal && file_has_companion(facts->path, "-wal")));
}

/* A file that another program left in WAL mode needs a helper file beside it. Where none can be made
 * it is read without one, but only if nothing waits in a journal, for then half of a save would be
 * shown, and only if nobody can change it meanwhile. */
static bool connect_without_helper(const struct file_facts *facts, const struct manner *manner,
				   struct store **store, struct err *err)
{
	if (!file_is_on_read_only_medium(facts->path)) {
		return err_set(err, ERR_READ_ONLY, "%s",
			       _("This file can only be opened where it can be written: copy it "
				 "to a folder of yours and open the copy."));
	}
	char *uri = immutable_uri(facts->path);
	bool ok = connect(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, facts, manner, store, err);
	free(uri);
	return ok;
}

static bool connect_reading(const struct file_facts *facts, const struct manner *manner,
			    struct store **store, struct err *err)
{
	if (connect(facts->path, SQLITE_OPEN_READONLY, facts, manner, store, err)) {
		return true;
	}
	if (needs_repair(facts, err)) {
		return err_set(err, ERR_READ_ONLY, "%s",
			       manner->is_wish
				       ? _("A save of this file did not end and needs repair: "
					   "open the file once so that it can be written.")
				       : _("This copy was taken during a save and needs repair: "
					   "copy it to a writable folder (both files)."));
	}
	if (facts->is_wal && (err->kind == ERR_READ_ONLY || err->kind == ERR_SYSTEM)) {
		return connect_without_helper(facts, manner, store, err);
	}
	return false;
}

static const struct layout *find_layout(int64_t version)
{
	for (size_t i = 0; i < layout_count; i++) {
		if (layouts[i].version == version) {
			return &layouts[i];
		}
	}
	return NULL;
}

/* Compares the schema with the one that a version must have; *is_ours tells. What differs is only
 * read. */
static bool check_layout(struct store *store, int64_t version, bool *is_ours, struct err *err)
{
	const struct layout *layout = find_layout(version);
	if (layout == NULL) {
		return err_set(err, ERR_DAMAGED, _("%s is damaged: there is no schema %d."),
			       store->path, (int)version);
	}
	struct arena *arena = arena_new();
	const char *difference = NULL;
	bool ok = layout_check(store, layout, arena, &difference, err);
	if (ok && difference != NULL) {
		store_set_read_only(store,
				    _("The file can only be read: another program changed its "
				      "schema (%s)."),
				    difference);
	}
	*is_ours = difference == NULL;
	arena_free(arena);
	return ok;
}

static bool quick_check(struct store *store, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	bool row = false;
	if (!db_prepare(store, "PRAGMA quick_check(1)", &statement, err) ||
	    !db_step(store, statement, &row, err)) {
		return false;
	}
	const char *answer = row ? db_lent_text(statement, 0) : NULL;
	bool ok = answer != NULL && strcmp(answer, "ok") == 0;
	if (!ok) {
		err_set(err, ERR_DAMAGED, _("%s is damaged (%s)."), store->path,
			answer != NULL ? answer : "?");
	}
	db_reset(statement);
	return ok;
}

bool store_check(struct store *store, struct err *err)
{
	bool is_due = store->needs_check;
	store->needs_check = false;
	return !is_due || quick_check(store, err);
}

static bool note_check(struct store *store, bool is_due)
{
	store->needs_check = is_due;
	return true;
}

/* What is asked of a file before it is written or its records are read. The version is asked again:
 * playing back a journal may have changed it. A changed schema is not checked further, for its
 * checks may be made to run for ever. A file that is to be migrated is checked before. */
static bool examine(struct store *store, off_t size, int64_t *version, struct err *err)
{
	bool is_ours = false;
	return connection_prepare_reading(store, err) &&
	       db_number(store, "PRAGMA user_version", version, err) &&
	       check_layout(store, *version, &is_ours, err) &&
	       note_check(store, is_ours && size <= QUICK_CHECK_SIZE) &&
	       (*version == STORE_SCHEMA_VERSION || store_check(store, err));
}

/* Makes an examined store ready for use. */
static bool make_ready(struct store **store, int64_t version, struct err *err)
{
	bool is_ours = false;
	if (!store_is_read_only(*store) && !connection_prepare_writing(*store, err)) {
		return false;
	}
	if (version < STORE_SCHEMA_VERSION &&
	    (!migrate_update(store, migrations, migration_count, err) ||
	     !check_layout(*store, STORE_SCHEMA_VERSION, &is_ours, err))) {
		return false;
	}
	return db_number(*store, "PRAGMA data_version", &(*store)->data_version, err);
}

static bool open_inspected(const struct file_facts *facts, const struct manner *manner,
			   struct store **store, struct err *err)
{
	struct store *opened = NULL;
	int64_t version = 0;
	bool ok = manner->reason != NULL ? connect_reading(facts, manner, &opened, err)
					 : connect(facts->path, SQLITE_OPEN_READWRITE, facts,
						   manner, &opened, err);
	if (!ok) {
		return false;
	}
	if (!examine(opened, facts->size, &version, err) || !make_ready(&opened, version, err)) {
		store_close(opened);
		return false;
	}
	if (manner->wait != NULL && !manner->wait->lasts) {
		store_on_lock(opened, NULL, NULL);
		opened->watches_reads = false;
	}
	*store = opened;
	return true;
}

/* Looks at the file; one with a second name may have it from a program that was killed while it gave
 * the file its name, so what dead programs left is swept away first. */
static bool inspect(const char *path, bool read_only, struct file_facts *facts, struct err *err)
{
	if (!file_inspect(path, facts, err)) {
		return false;
	}
	if (facts->names == 1 || read_only) {
		return true;
	}
	draft_sweep(facts->path);
	free(facts->path);
	return file_inspect(path, facts, err);
}

bool store_open(const char *path, bool read_only, struct store **store, struct err *err)
{
	struct store *opened = NULL;
	if (!store_open_unchecked(path, read_only, &opened, err)) {
		return false;
	}
	if (!store_check(opened, err)) {
		store_close(opened);
		return false;
	}
	*store = opened;
	return true;
}

bool store_open_unchecked(const char *path, bool read_only, struct store **store, struct err *err)
{
	return store_open_waiting(path, read_only, NULL, store, err);
}

bool store_open_waiting(const char *path, bool read_only, const struct store_wait *wait,
			struct store **store, struct err *err)
{
	struct file_facts facts;
	if (!inspect(path, read_only, &facts, err)) {
		return false;
	}
	struct manner manner = {file_find_obstacle(&facts), false, wait};
	if (read_only && manner.reason == NULL) {
		manner.reason = mem_copy_text(_("The file was opened for reading only."));
		manner.is_wish = true;
	}
	bool ok = open_inspected(&facts, &manner, store, err);
	free(manner.reason);
	free(facts.path);
	return ok;
}
