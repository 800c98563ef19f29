/* SPDX-License-Identifier: MIT
 *
 * Opening a directory file, in the order of RELIABILITY section 3.1: the file is looked at before
 * SQLite sees it, SQLite is limited before it reads, and the schema is compared before it is used.
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
static bool connect(const char *name, int flags, const struct file_facts *facts, const char *reason,
		    struct store **store, struct err *err)
{
	struct store *opened = NULL;
	if (!connection_open(name, flags, &opened, err)) {
		return false;
	}
	opened->path = mem_copy_text(facts->path);
	opened->device = facts->device;
	opened->inode = facts->inode;
	if (reason != NULL) {
		store_set_read_only(opened, "%s", reason);
	}
	int64_t tables = 0;
	if (!db_number(opened, "SELECT count(*) FROM sqlite_schema", &tables, err)) {
		store_close(opened);
		return false;
	}
	if (sqlite3_db_readonly(opened->db, "main") == 1) {
		store_set_read_only(opened, "%s", _("The file can only be read."));
	}
	*store = opened;
	return true;
}

/* A file that was left in WAL mode by another program needs a helper file beside it. Where none can
 * be made it is read without one, but only if no change waits in a journal, for then half of a save
 * would be shown, and only if nobody can change it meanwhile. */
static bool connect_reading(const struct file_facts *facts, const char *reason,
			    struct store **store, struct err *err)
{
	if (connect(facts->path, SQLITE_OPEN_READONLY, facts, reason, store, err)) {
		return true;
	}
	bool has_journal = file_has_companion(facts->path, "-journal");
	bool has_wal = file_has_companion(facts->path, "-wal");
	if (err->kind != ERR_READ_ONLY && err->kind != ERR_SYSTEM) {
		return false;
	}
	if (has_journal || (facts->is_wal && has_wal)) {
		return err_set(err, ERR_READ_ONLY, "%s",
			       _("This copy was taken during a save and needs repair: copy it to a "
				 "writable "
				 "folder (both files)."));
	}
	if (!facts->is_wal) {
		return false;
	}
	if (!file_is_on_read_only_medium(facts->path)) {
		return err_set(err, ERR_READ_ONLY, "%s",
			       _("This file can only be opened where it can be written: copy it to "
				 "a folder "
				 "of yours and open the copy."));
	}
	char *uri = immutable_uri(facts->path);
	bool ok = connect(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, facts, reason, store, err);
	free(uri);
	return ok;
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

/* The version as SQLite sees it, after a journal was played back, and the layout it must have. */
static bool check_layout(struct store *store, int64_t *version, struct err *err)
{
	if (!db_number(store, "PRAGMA user_version", version, err)) {
		return false;
	}
	const struct layout *layout = find_layout(*version);
	if (layout == NULL) {
		return err_set(err, ERR_DAMAGED, _("%s is damaged: there is no schema %d."),
			       store->path, (int)*version);
	}
	struct arena *arena = arena_new();
	const char *difference = NULL;
	bool ok = layout_check(store, layout, arena, &difference, err);
	if (ok && difference != NULL) {
		store_set_read_only(store,
				    _("The file can only be read: its schema was changed by "
				      "another program (%s)."),
				    difference);
	}
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

/* Brings an older file up to date, or an older file's copy in memory. */
static bool update(struct store **store, int version, const struct migration *steps, size_t count,
		   struct err *err)
{
	if (!store_is_read_only(*store)) {
		return migrate_back_up(*store, version, err) &&
		       migrate_run(*store, steps, count, err);
	}
	struct store *copy = NULL;
	if (!migrate_copy(*store, &copy, err) || !migrate_run(copy, steps, count, err)) {
		store_close(copy);
		return false;
	}
	copy->path = mem_copy_text((*store)->path);
	store_set_read_only(copy, "%s", (*store)->read_only_reason);
	store_close(*store);
	*store = copy;
	return true;
}

/* Everything that is asked of a file before its records are read. */
static bool settle(struct store **store, const struct file_facts *facts, struct err *err)
{
	int64_t version = 0;
	if (!connection_settle(*store, err) || !check_layout(*store, &version, err) ||
	    (facts->size <= QUICK_CHECK_SIZE && !quick_check(*store, err))) {
		return false;
	}
	if (version < STORE_SCHEMA_VERSION &&
	    !update(store, (int)version, migrations, migration_count, err)) {
		return false;
	}
	return db_number(*store, "PRAGMA data_version", &(*store)->data_version, err);
}

static bool open_inspected(const struct file_facts *facts, const char *reason, struct store **store,
			   struct err *err)
{
	struct store *opened = NULL;
	bool ok = reason != NULL
			  ? connect_reading(facts, reason, &opened, err)
			  : connect(facts->path, SQLITE_OPEN_READWRITE, facts, NULL, &opened, err);
	if (!ok) {
		return false;
	}
	if (!settle(&opened, facts, err)) {
		store_close(opened);
		return false;
	}
	*store = opened;
	return true;
}

bool store_open(const char *path, bool read_only, struct store **store, struct err *err)
{
	struct file_facts facts;
	if (!file_inspect(path, &facts, err)) {
		return false;
	}
	char *reason = read_only ? mem_copy_text(_("The file was opened for reading only."))
				 : file_find_obstacle(&facts);
	bool ok = open_inspected(&facts, reason, store, err);
	free(reason);
	free(facts.path);
	return ok;
}
