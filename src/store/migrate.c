/* SPDX-License-Identifier: MIT
 *
 * The runner of migrations, and the copies that are made before it runs: a file that it spoiled, or that
 * an older program has to read again, is still there as it was.
 */
#include "store/migrate.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/connection.h"
#include "store/draft.h"

#define BACKUPS_MAX 99

/* Version 1 is the first: no step leads to it. A later version adds its row here, and its file in
 * migrations/ to those that meson embeds. */
extern const char migration_2[];

const struct migration migrations[] = {{2, migration_2}};
const size_t migration_count = sizeof(migrations) / sizeof(migrations[0]);

static bool check_references(struct store *store, struct err *err)
{
	int64_t broken = 0;
	if (!db_number(store, "SELECT count(*) FROM pragma_foreign_key_check", &broken, err)) {
		return false;
	}
	return broken == 0 || err_set(err, ERR_DAMAGED, "%s",
				      _("After the change of schema a reference leads nowhere."));
}

static bool apply(struct store *store, const struct migration *step, struct err *err)
{
	char mark[48];
	int64_t version = 0;
	snprintf(mark, sizeof(mark), "PRAGMA user_version = %d", step->version);
	/* Asked inside the transaction: another program may have applied the step meanwhile. */
	if (!db_number(store, "PRAGMA user_version", &version, err)) {
		return false;
	}
	return version >= step->version ||
	       (db_execute(store, step->sql, err) && db_execute(store, mark, err) &&
		check_references(store, err));
}

static bool run_step(struct store *store, const struct migration *step, struct err *err)
{
	if (!store_lock(store, err)) {
		return false;
	}
	if (!apply(store, step, err)) {
		store_rollback(store);
		return false;
	}
	return store_commit(store, err);
}

bool migrate_run(struct store *store, const struct migration *steps, size_t count, struct err *err)
{
	bool ok = true;
	/* A table is replaced by dropping the old one, which foreign keys would forbid. They cannot be
	 * switched inside a transaction. */
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
	for (size_t i = 0; ok && i < count; i++) {
		ok = run_step(store, &steps[i], err) ||
		     err_prefix(err, _("The file could not be brought to schema %d."),
				steps[i].version);
	}
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	return ok;
}

/* Copies all pages of one connection to another. */
static bool copy_pages(struct store *from, struct store *to, struct err *err)
{
	sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", from->db, "main");
	if (backup == NULL) {
		return db_error(to, err);
	}
	sqlite3_backup_step(backup, -1);
	return sqlite3_backup_finish(backup) == SQLITE_OK || db_error(to, err);
}

bool migrate_copy(struct store *store, struct store **copy, struct err *err)
{
	struct store *opened = NULL;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
	if (!connection_open(":memory:", flags, &opened, err)) {
		return false;
	}
	if (!db_execute(opened, "PRAGMA temp_store = MEMORY", err) ||
	    !copy_pages(store, opened, err)) {
		store_close(opened);
		return false;
	}
	*copy = opened;
	return true;
}

static bool fill_backup(struct store *store, const char *path, struct err *err)
{
	struct store *backup = NULL;
	if (!connection_open(path, SQLITE_OPEN_READWRITE, &backup, err)) {
		return false;
	}
	bool ok = db_execute(backup, "PRAGMA journal_mode = MEMORY", err) &&
		  copy_pages(store, backup, err);
	store_close(backup);
	return ok;
}

bool migrate_back_up(struct store *store, int version, struct err *err)
{
	bool taken = true;
	bool ok = true;
	for (int i = 1; ok && taken && i <= BACKUPS_MAX; i++) {
		struct str target = STR_EMPTY;
		struct draft draft = {.fd = -1};
		str_add_format(&target, "%s.before-v%d", store->path, version);
		if (i > 1) {
			str_add_format(&target, "-%d", i);
		}
		ok = draft_open(target.data, &draft, err) && fill_backup(store, draft.path, err) &&
		     draft_publish(&draft, &taken, err);
		draft_discard(&draft);
		str_clear(&target);
	}
	if (ok && taken) {
		ok = err_set(err, ERR_CONFLICT, _("There are too many backups beside %s."),
			     store->path);
	}
	return ok;
}

/* The same for a file that cannot be written: its copy in memory takes its place. */
static bool update_copy(struct store **store, const struct migration *steps, size_t count,
			struct err *err)
{
	struct store *copy = NULL;
	if (!migrate_copy(*store, &copy, err)) {
		return false;
	}
	if (!migrate_run(copy, steps, count, err)) {
		store_close(copy);
		return false;
	}
	copy->path = mem_copy_text((*store)->path);
	store_set_read_only(copy, "%s", store_read_only_reason(*store));
	store_close(*store);
	*store = copy;
	return true;
}

bool migrate_update(struct store **store, const struct migration *steps, size_t count,
		    struct err *err)
{
	if (store_is_read_only(*store)) {
		return update_copy(store, steps, count, err);
	}
	int64_t version = 0;
	return db_number(*store, "PRAGMA user_version", &version, err) &&
	       migrate_back_up(*store, (int)version, err) && migrate_run(*store, steps, count, err);
}
