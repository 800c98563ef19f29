/* SPDX-License-Identifier: MIT
 *
 * Where the file of the directory lies (XDG Base Directory Specification 0.8), and its first start.
 */
#include "interchange/directory.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "interchange/bundle.h"
#include "interchange/json.h"
#include "store/erase.h"

struct location {
	char *path;
	bool is_default; /* nobody named it: its folders may be made */
};

/* A variable that is set and not empty. */
static const char *environment(const char *name)
{
	const char *value = getenv(name);
	return value != NULL && value[0] != '\0' ? value : NULL;
}

static char *join(const char *folder, const char *rest)
{
	struct str path = STR_EMPTY;
	str_add(&path, folder);
	str_add(&path, rest);
	return str_take(&path);
}

/* A relative XDG variable is ignored, as its specification asks. */
static bool locate(const char *named, struct location *location, struct err *err)
{
	const char *path = named != NULL ? named : environment("IEMN_FILE");
	if (path != NULL) {
		*location = (struct location){.path = mem_copy_text(path), .is_default = false};
		return true;
	}
	const char *data = environment("XDG_DATA_HOME");
	if (data != NULL && data[0] == '/') {
		*location = (struct location){join(data, "/iemn/directory.db"), true};
		return true;
	}
	const char *home = environment("HOME");
	if (home == NULL) {
		return err_set(
			err, ERR_FAILED,
			_("There is no home folder to keep the directory in. Name a file with "
			  "-f or IEMN_FILE."));
	}
	if (home[0] != '/') {
		return err_set(
			err, ERR_FAILED,
			_("HOME is “%s”, which is not an absolute path. Name a file with -f or "
			  "IEMN_FILE."),
			home);
	}
	*location = (struct location){join(home, "/.local/share/iemn/directory.db"), true};
	return true;
}

/* Notes in the file which edition it began with, and when. */
static bool note_origin(struct store *store, struct err *err)
{
	struct arena *arena = arena_new();
	const char *edition = store_meta(store, "edition", arena);
	char now[MOMENT_SIZE];
	date_now(now);
	bool done = (edition == NULL || store_set_meta(store, "bundle", edition, err)) &&
		    store_set_meta(store, "created", now, err);
	arena_free(arena);
	return done;
}

static bool fill_with_facts(struct store *store, void *context, struct err *err)
{
	(void)context;
	return json_load(store, bundle_facts, bundle_facts_size, err) && note_origin(store, err);
}

static bool fill_with_demo(struct store *store, void *context, struct err *err)
{
	return fill_with_facts(store, context, err) &&
	       json_load(store, bundle_demo, bundle_demo_size, err);
}

static bool open_existing(const struct location *location, const struct directory_options *options,
			  struct store **store, struct err *err)
{
	struct store *opened = NULL;
	if (!store_open_waiting(location->path, options->read_only, options->wait, &opened, err)) {
		return false;
	}
	if (!options->defers_check && !store_check(opened, err)) {
		store_close(opened);
		return false;
	}
	*store = opened;
	return true;
}

static bool open_or_create(const struct location *location, const struct directory_options *options,
			   struct store **store, struct err *err)
{
	struct err reason = {.kind = ERR_NONE};
	if (open_existing(location, options, store, &reason)) {
		return true;
	}
	if (reason.kind != ERR_NOT_FOUND || options->read_only) {
		if (err != NULL) {
			*err = reason;
		}
		return false;
	}
	if (options->is_trial) {
		return store_check_place(location->path, location->is_default, err) &&
		       store_open_memory(fill_with_facts, NULL, store, err);
	}
	return store_create(location->path, location->is_default, fill_with_facts, NULL, err) &&
	       open_existing(location, options, store, err);
}

/* One that cannot be ended now is tried again by the next start. */
static bool end_erasure(struct store *store, struct err *err)
{
	if (!store_is_read_only(store)) {
		return erase_finish(store, err) || err_prefix(err, _("An erasure is not over."));
	}
	return !erase_is_unfinished(store) ||
	       err_set(err, ERR_READ_ONLY, "%s",
		       _("An erasure is not over. Free parts of the file may still hold what was "
			 "erased. A start that may write ends it."));
}

bool directory_open(const struct directory_options *options, struct store **store, struct err *err)
{
	if (options->demo) {
		return store_open_memory(fill_with_demo, NULL, store, err);
	}
	struct location location = {NULL, false};
	if (!locate(options->path, &location, err)) {
		return false;
	}
	bool done = open_or_create(&location, options, store, err);
	struct err warning = {.kind = ERR_NONE};
	if (done && !end_erasure(*store, &warning) && options->warn != NULL) {
		options->warn(options->warn_context, &warning);
	}
	free(location.path);
	return done;
}
