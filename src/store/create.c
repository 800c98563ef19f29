/* SPDX-License-Identifier: MIT
 *
 * Making a directory file: complete or not at all, and never over another one. The same filling
 * makes a store in memory.
 */
#include "store/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/connection.h"
#include "store/draft.h"
#include "store/layout.h"

/* Writes schema, marks and content in one transaction. */
static bool fill_store(struct store *store, store_fill *fill, void *context, struct err *err)
{
	char marks[96];
	snprintf(marks, sizeof(marks), "PRAGMA application_id = %d; PRAGMA user_version = %d",
		 STORE_APPLICATION_ID, STORE_SCHEMA_VERSION);
	if (!store_lock(store, err)) {
		return false;
	}
	if (!db_execute(store, layout_text, err) || !db_execute(store, marks, err) ||
	    !fill(store, context, err)) {
		store_rollback(store);
		return false;
	}
	return store_commit(store, err);
}

bool store_open_memory(store_fill *fill, void *context, struct store **store, struct err *err)
{
	struct store *opened = NULL;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
	if (!connection_open(":memory:", flags, &opened, err)) {
		return false;
	}
	if (!db_execute(opened, "PRAGMA temp_store = MEMORY", err) ||
	    !fill_store(opened, fill, context, err)) {
		store_close(opened);
		return false;
	}
	*store = opened;
	return true;
}

/* Makes the folders above a path that are missing. */
static bool make_folders_above(const char *path, struct err *err)
{
	char *folder = mem_copy_text(path);
	bool ok = true;
	for (char *slash = strchr(folder + 1, '/'); ok && slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(folder, 0700) != 0 && errno != EEXIST && errno != EISDIR) {
			bool denied = errno == EACCES || errno == EPERM || errno == EROFS;
			ok = err_set(err, denied ? ERR_READ_ONLY : ERR_SYSTEM,
				     _("The folder %s cannot be made: %s."), folder,
				     strerror(errno));
		}
		*slash = '/';
	}
	free(folder);
	return ok;
}

/* The path with its folder made absolute and free of symbolic links, as SQLite wants it; yours to
 * free. NULL when it cannot be. */
static char *resolve_target(const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	if (name[0] == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
		err_set(err, ERR_INVALID, _("%s is not a name for a file."), path);
		return NULL;
	}
	char *folder = slash == NULL
			       ? mem_copy_text(".")
			       : mem_copy_bytes(path, slash == path ? 1 : (size_t)(slash - path));
	char *real = realpath(folder, NULL);
	struct str target = STR_EMPTY;
	if (real == NULL && (errno == ENOENT || errno == ENOTDIR)) {
		err_set(err, ERR_NOT_FOUND, _("The folder %s does not exist."), folder);
	} else if (real == NULL) {
		err_set(err, ERR_READ_ONLY, _("The folder %s cannot be used: %s."), folder,
			strerror(errno));
	} else {
		str_add_format(&target, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name);
	}
	free(real);
	free(folder);
	return target.data;
}

/* A journal that stayed when its file was deleted would be played into the new file. */
static bool check_leftovers(const char *target, struct err *err)
{
	static const char *const endings[] = {"-journal", "-wal"};
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		struct str path = STR_EMPTY;
		struct stat status;
		str_add_format(&path, "%s%s", target, endings[i]);
		bool ok = lstat(path.data, &status) != 0 || status.st_size == 0 ||
			  err_set(err, ERR_CONFLICT,
				  _("%s was left behind by another file. Move it away first."),
				  path.data);
		str_clear(&path);
		if (!ok) {
			return false;
		}
	}
	return true;
}

/* Whether the last folder above a path that is there can be written. */
static bool check_folder(const char *path, struct err *err)
{
	char *folder = mem_copy_text(path);
	char *slash;
	struct stat status;
	do {
		slash = strrchr(folder, '/');
		slash[slash == folder] = '\0';
	} while (slash > folder && stat(folder, &status) != 0);
	bool ok = access(folder, W_OK | X_OK) == 0 ||
		  err_set(err, ERR_READ_ONLY, _("No file can be made in the folder %s: %s."),
			  folder, strerror(errno));
	free(folder);
	return ok;
}

bool store_check_place(const char *path, bool make_folders, struct err *err)
{
	if (make_folders) {
		return check_folder(path, err);
	}
	char *target = resolve_target(path, err);
	bool ok = target != NULL && check_leftovers(target, err) && check_folder(target, err);
	free(target);
	return ok;
}

/* Fills the draft. It needs no journal on disk: what is not completed is thrown away. */
static bool fill_draft(const char *path, store_fill *fill, void *context, struct err *err)
{
	struct store *store = NULL;
	if (!connection_open(path, SQLITE_OPEN_READWRITE, &store, err)) {
		return false;
	}
	bool ok = connection_prepare_reading(store, err) &&
		  connection_prepare_writing(store, err) &&
		  db_execute(store, "PRAGMA journal_mode = MEMORY", err) &&
		  fill_store(store, fill, context, err);
	store_close(store);
	return ok;
}

bool store_create(const char *path, bool make_folders, store_fill *fill, void *context,
		  struct err *err)
{
	struct stat status;
	if (lstat(path, &status) == 0) {
		return true;
	}
	if (make_folders && !make_folders_above(path, err)) {
		return false;
	}
	char *target = resolve_target(path, err);
	struct draft draft = {.fd = -1};
	bool taken = false;
	bool ok = target != NULL && check_leftovers(target, err) &&
		  draft_open(target, &draft, err) && fill_draft(draft.path, fill, context, err) &&
		  draft_publish(&draft, &taken, err);
	draft_discard(&draft);
	free(target);
	return ok;
}
