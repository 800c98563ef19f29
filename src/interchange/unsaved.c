/* SPDX-License-Identifier: MIT
 *
 * The file in which this program keeps its sheet: always whole, and locked (flock) for as long as the
 * program runs. A lock goes with its program, however that ends, so no process number has to be
 * trusted. What stands in the file is unsaved_form.c, what other programs left is unsaved_found.c.
 */
#include "interchange/unsaved.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/date.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/str.h"
#include "interchange/sheet_erased.h"
#include "interchange/unsaved_folder.h"
#include "interchange/unsaved_form.h"

#define RANDOM_LEN 8

struct unsaved {
	char *folder;	 /* NULL when there is no home to keep anything in */
	char *directory; /* path of the directory file; NULL for a store in memory */
	char *created;	 /* when that was made; NULL where it does not say */
	char *name;
	char *draft;
	char moment[MOMENT_SIZE]; /* of what was written last */
	struct str written;	  /* the text of it */
	int file;		  /* the same, open and locked; -1 for none */
};

static char *find_created(struct store *store)
{
	struct arena *arena = arena_new();
	const char *created = store_meta(store, "created", arena);
	char *copy = created != NULL ? mem_copy_text(created) : NULL;
	arena_free(arena);
	return copy;
}

struct unsaved *unsaved_open(struct store *store)
{
	struct unsaved *unsaved = mem_new(1, sizeof *unsaved);
	unsaved->file = -1;
	if (store_path(store) == NULL) {
		return unsaved;
	}
	char prefix[UNSAVED_PREFIX_SIZE];
	char uid[UID_SIZE];
	struct str name = STR_EMPTY;
	unsaved->folder = unsaved_folder_path();
	unsaved->directory = mem_copy_text(store_path(store));
	unsaved->created = find_created(store);
	unsaved_prefix(unsaved->directory, prefix);
	uid_new(uid);
	str_add_format(&name, "%s%ld-%.*s", prefix, (long)getpid(), RANDOM_LEN, uid);
	unsaved->draft = mem_new(name.len + sizeof UNSAVED_DRAFT_ENDING, 1);
	sprintf(unsaved->draft, "%s%s", str_text(&name), UNSAVED_DRAFT_ENDING);
	str_add(&name, UNSAVED_ENDING);
	unsaved->name = str_take(&name);
	return unsaved;
}

/* Opens a new file of that name; one of that name that a failure left behind gives way. */
static int open_draft(int folder, const char *name)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int file = openat(folder, name, flags, 0600);
	if (file < 0 && errno == EEXIST && unlinkat(folder, name, 0) == 0) {
		file = openat(folder, name, flags, 0600);
	}
	return file;
}

/* Another program may be looking whether the file is in use: it has done so in a moment. A file system
 * without locks is no reason not to write. */
static void lock(int file)
{
	while (flock(file, LOCK_EX) != 0 && errno == EINTR) {
	}
}

/* Replaces the file by one with this text. */
static bool replace_file(struct unsaved *unsaved, int folder, const struct str *text)
{
	int file = open_draft(folder, unsaved->draft);
	if (file < 0) {
		return false;
	}
	lock(file);
	if (!file_write(file, text) || fsync(file) != 0 ||
	    renameat(folder, unsaved->draft, folder, unsaved->name) != 0 || fsync(folder) != 0) {
		int fault = errno;
		unlinkat(folder, unsaved->draft, 0);
		close(file);
		errno = fault;
		return false;
	}
	if (unsaved->file >= 0) {
		close(unsaved->file);
	}
	unsaved->file = file;
	return true;
}

static const char *find_label(const struct sheet *sheet, struct store *store, struct arena *arena)
{
	const struct record *now = &sheet->parts[0].now;
	if (now->ref.id != 0) {
		const char *label = sheet_label(sheet, store, now->ref.kind, now->uid, arena);
		return label != NULL ? label : "";
	}
	const char *field = field_index(now->ref.kind, "name") >= 0 ? "name" : "title";
	const char *value =
		field_index(now->ref.kind, field) >= 0 ? record_value(now, field) : NULL;
	return value != NULL ? value : "";
}

/* Writes the text, with the moment of now in its head. */
static bool write_text(struct unsaved *unsaved, const struct sheet *sheet,
		       struct unsaved_head *head, struct err *err)
{
	struct str text = STR_EMPTY;
	date_now(unsaved->moment);
	unsaved_format(sheet, head, &text);
	unsaved_folder_make(unsaved->folder);
	int folder = unsaved_folder_open(unsaved->folder);
	bool done = folder >= 0 && replace_file(unsaved, folder, &text);
	if (done) {
		str_clear(&unsaved->written);
		unsaved->written = text;
	} else {
		unsaved_report(err);
		str_clear(&text);
	}
	if (folder >= 0) {
		close(folder);
	}
	return done;
}

/* The text as it would be written at the moment of the last writing: so an unchanged one shows. */
static bool is_written(const struct unsaved *unsaved, const struct sheet *sheet,
		       const struct unsaved_head *head)
{
	struct str text = STR_EMPTY;
	if (unsaved->file < 0) {
		return false;
	}
	unsaved_format(sheet, head, &text);
	bool is_same = strcmp(str_text(&text), str_text(&unsaved->written)) == 0;
	str_clear(&text);
	return is_same;
}

bool unsaved_write(struct unsaved *unsaved, const struct sheet *sheet, struct store *store,
		   struct err *err)
{
	if (unsaved->directory == NULL) {
		return true;
	}
	if (sheet_is_erased(sheet, store)) {
		unsaved_forget(unsaved);
		return true;
	}
	if (unsaved->folder == NULL) {
		return err_set(err, ERR_FAILED,
			       _("What you type cannot be kept for the case that the program ends: "
				 "there is no home folder."));
	}
	struct arena *arena = arena_new();
	struct unsaved_head head = {
		.directory = unsaved->directory,
		.created = unsaved->created,
		.moment = unsaved->moment,
		.label = find_label(sheet, store, arena),
	};
	bool done = is_written(unsaved, sheet, &head) || write_text(unsaved, sheet, &head, err);
	arena_free(arena);
	return done;
}

char *unsaved_path(const struct unsaved *unsaved)
{
	struct str path = STR_EMPTY;
	if (unsaved->file < 0) {
		return NULL;
	}
	str_add_format(&path, "%s/%s", unsaved->folder, unsaved->name);
	return str_take(&path);
}

void unsaved_forget(struct unsaved *unsaved)
{
	if (unsaved->file < 0) {
		return;
	}
	int folder = unsaved_folder_open(unsaved->folder);
	if (folder >= 0) {
		unlinkat(folder, unsaved->name, 0);
		close(folder);
	}
	close(unsaved->file);
	unsaved->file = -1;
	str_clear(&unsaved->written);
}

void unsaved_close(struct unsaved *unsaved, bool keeps_file)
{
	if (unsaved == NULL) {
		return;
	}
	if (!keeps_file) {
		unsaved_forget(unsaved);
	}
	if (unsaved->file >= 0) {
		close(unsaved->file);
	}
	str_clear(&unsaved->written);
	free(unsaved->draft);
	free(unsaved->name);
	free(unsaved->created);
	free(unsaved->directory);
	free(unsaved->folder);
	free(unsaved);
}
