/* SPDX-License-Identifier: MIT
 *
 * The files in which sheets are kept: where they lie, whose they are, and that they are whole. What
 * stands in one is unsaved_form.c. Each is locked (flock) by the program that writes it for as long as
 * that runs; a lock goes with its program, however that ends, so no process number has to be trusted.
 */
#include "interchange/unsaved.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "interchange/unsaved_form.h"

#define ENDING ".json"
#define DRAFT_ENDING ".json.new" /* being written */
#define DRAFT_SECONDS 60	 /* a draft that is older was left behind */
#define FILE_MAX (16L * 1024 * 1024)
#define RANDOM_LEN 8
#define PREFIX_SIZE 32

struct unsaved {
	char *folder;	 /* NULL when there is no home to keep anything in */
	char *directory; /* path of the directory file; NULL for a store in memory */
	char *name;
	char *draft;
	char moment[MOMENT_SIZE]; /* of what was written last */
	struct str written;	  /* the text of it */
	int file;		  /* the same, open and locked; -1 for none */
};

/* A folder of the user that the variable names, if absolute (XDG Base Directory Specification). */
static char *find_folder(void)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	struct str path = STR_EMPTY;
	if (state != NULL && state[0] == '/') {
		str_add_format(&path, "%s/iemn", state);
	} else if (home != NULL && home[0] == '/') {
		str_add_format(&path, "%s/.local/state/iemn", home);
	} else {
		return NULL;
	}
	return str_take(&path);
}

/* What the names of all sheets of a directory file begin with: FNV-1a, 64 bits, of its path. */
static void make_prefix(const char *directory, char out[PREFIX_SIZE])
{
	uint64_t hash = 0xcbf29ce484222325U;
	for (const char *at = directory; *at != '\0'; at++) {
		hash = (hash ^ (unsigned char)*at) * 0x100000001b3U;
	}
	snprintf(out, PREFIX_SIZE, "unsaved-%016" PRIx64 "-", hash);
}

struct unsaved *unsaved_open(const struct store *store)
{
	struct unsaved *unsaved = mem_new(1, sizeof *unsaved);
	unsaved->file = -1;
	if (store_path(store) == NULL) {
		return unsaved;
	}
	char prefix[PREFIX_SIZE];
	char uid[UID_SIZE];
	struct str name = STR_EMPTY;
	unsaved->folder = find_folder();
	unsaved->directory = mem_copy_text(store_path(store));
	make_prefix(unsaved->directory, prefix);
	uid_new(uid);
	str_add_format(&name, "%s%ld-%.*s", prefix, (long)getpid(), RANDOM_LEN, uid);
	unsaved->draft = mem_new(name.len + sizeof DRAFT_ENDING, 1);
	sprintf(unsaved->draft, "%s%s", str_text(&name), DRAFT_ENDING);
	str_add(&name, ENDING);
	unsaved->name = str_take(&name);
	return unsaved;
}

/* Makes the folders of a path that are missing; the last one may be missing still, which shows when it
 * is opened. */
static void make_folders(const char *path)
{
	char *folder = mem_copy_text(path);
	for (char *slash = strchr(folder + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(folder, 0700);
		*slash = '/';
	}
	mkdir(folder, 0700);
	free(folder);
}

static bool report(struct err *err)
{
	bool denied = errno == EACCES || errno == EPERM || errno == EROFS;
	return err_set(err, denied ? ERR_READ_ONLY : ERR_SYSTEM,
		       _("What you type cannot be kept for the case that the program ends: %s."),
		       strerror(errno));
}

/* Opens the folder, if it is the user's own; -1 with errno otherwise. */
static int open_folder(const char *path)
{
	struct stat facts;
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder >= 0 && (fstat(folder, &facts) != 0 || facts.st_uid != geteuid())) {
		close(folder);
		errno = EPERM;
		return -1;
	}
	return folder;
}

static bool write_all(int file, const struct str *text)
{
	for (size_t at = 0; at < text->len;) {
		ssize_t count = write(file, text->data + at, text->len - at);
		if (count < 0 && errno != EINTR) {
			return false;
		}
		at += count > 0 ? (size_t)count : 0;
	}
	return true;
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

/* Replaces the file by one with this text. A file system without locks is no reason not to write. */
static bool replace_file(struct unsaved *unsaved, int folder, const struct str *text)
{
	int file = open_draft(folder, unsaved->draft);
	if (file < 0) {
		return false;
	}
	flock(file, LOCK_EX | LOCK_NB);
	if (!write_all(file, text) || fsync(file) != 0 ||
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
		return record_label(store, now->ref, arena);
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
	make_folders(unsaved->folder);
	int folder = open_folder(unsaved->folder);
	date_now(unsaved->moment);
	unsaved_format(sheet, head, &text);
	bool done = folder >= 0 && replace_file(unsaved, folder, &text);
	if (done) {
		str_clear(&unsaved->written);
		unsaved->written = text;
	} else {
		report(err);
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
	if (unsaved->folder == NULL) {
		return err_set(err, ERR_FAILED,
			       _("What you type cannot be kept for the case that the program ends: "
				 "there is no home folder."));
	}
	struct arena *arena = arena_new();
	struct unsaved_head head = {
		.directory = unsaved->directory,
		.moment = unsaved->moment,
		.label = find_label(sheet, store, arena),
	};
	bool done = is_written(unsaved, sheet, &head) || write_text(unsaved, sheet, &head, err);
	arena_free(arena);
	return done;
}

void unsaved_forget(struct unsaved *unsaved)
{
	if (unsaved->file < 0) {
		return;
	}
	int folder = open_folder(unsaved->folder);
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
	free(unsaved->directory);
	free(unsaved->folder);
	free(unsaved);
}

/* Opens a file that can be a sheet: a plain one of this user. Nothing is followed or waited for. */
static int open_file(int folder, const char *name, struct stat *facts)
{
	int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file < 0) {
		return -1;
	}
	if (fstat(file, facts) != 0 || !S_ISREG(facts->st_mode) || facts->st_uid != geteuid() ||
	    facts->st_size > FILE_MAX) {
		close(file);
		errno = EPERM;
		return -1;
	}
	return file;
}

/* Reads what stands in the file, as far as it was long when it was looked at. */
static bool read_all(int file, off_t size, struct str *text)
{
	char bytes[16384];
	while ((off_t)text->len < size) {
		ssize_t count = read(file, bytes, sizeof bytes);
		if (count == 0) {
			return true;
		}
		if (count < 0 && errno != EINTR) {
			return false;
		}
		str_add_bytes(text, bytes, count > 0 ? (size_t)count : 0);
	}
	return true;
}

static bool has_ending(const char *name, const char *ending)
{
	size_t len = strlen(name);
	size_t end = strlen(ending);
	return len > end && strcmp(name + len - end, ending) == 0;
}

/* Whether a program that still runs holds the file. */
static bool is_in_use(int file)
{
	return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

/* One file of the folder, looked at. */
struct found {
	const char *path_of_folder;
	int folder;
	const char *name;
	int file;
	struct stat facts;
	struct str text;
};

typedef void visit_file(struct found *found, void *context);

/* The names in a folder; NULL with errno when they cannot be read. */
static DIR *open_list(int folder)
{
	int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *list = again >= 0 ? fdopendir(again) : NULL;
	if (list == NULL && again >= 0) {
		close(again);
	}
	return list;
}

/* Visits the files of the sheets of a directory file. A missing folder holds none. */
static bool for_each(const char *directory, visit_file *visit, void *context, struct err *err)
{
	char prefix[PREFIX_SIZE];
	char *path = find_folder();
	int folder = path != NULL ? open_folder(path) : -1;
	DIR *list = folder >= 0 ? open_list(folder) : NULL;
	bool is_there = path != NULL && errno != ENOENT && errno != ENOTDIR;
	bool done = list != NULL || !is_there || report(err);
	make_prefix(directory, prefix);
	for (struct dirent *entry; list != NULL && (entry = readdir(list)) != NULL;) {
		struct found found = {path, folder, entry->d_name, -1, {0}, STR_EMPTY};
		if (strncmp(found.name, prefix, strlen(prefix)) != 0) {
			continue;
		}
		found.file = open_file(folder, found.name, &found.facts);
		if (found.file >= 0) {
			visit(&found, context);
			close(found.file);
			str_clear(&found.text);
		}
	}
	if (list != NULL) {
		closedir(list);
	}
	if (folder >= 0) {
		close(folder);
	}
	free(path);
	return done;
}

struct listing {
	struct store *store;
	struct arena *arena;
	struct unsaved_row *items;
	size_t count;
	size_t capacity;
};

static void add_row(struct listing *listing, const struct found *found,
		    const struct unsaved_head *head)
{
	if (listing->count == listing->capacity) {
		listing->capacity = listing->capacity * 2 + 8;
		listing->items =
			mem_resize(listing->items, listing->capacity, sizeof listing->items[0]);
	}
	listing->items[listing->count++] = (struct unsaved_row){
		.path = arena_format(listing->arena, "%s/%s", found->path_of_folder, found->name),
		.label = head->label,
		.moment = head->moment,
		.kind = head->kind,
	};
}

/* Takes a file into the list when it can be read. A draft that no program is writing goes. */
static void list_file(struct found *found, void *context)
{
	struct listing *listing = context;
	struct unsaved_head head;
	if (is_in_use(found->file)) {
		return;
	}
	if (has_ending(found->name, DRAFT_ENDING)) {
		if (found->facts.st_mtime + DRAFT_SECONDS < time(NULL)) {
			unlinkat(found->folder, found->name, 0);
		}
		return;
	}
	if (has_ending(found->name, ENDING) &&
	    read_all(found->file, found->facts.st_size, &found->text) &&
	    unsaved_parse_head(str_text(&found->text), found->text.len, listing->arena, &head,
			       NULL) &&
	    strcmp(head.directory, store_path(listing->store)) == 0) {
		add_row(listing, found, &head);
	}
}

/* The newest first. */
static int compare_rows(const void *a, const void *b)
{
	const struct unsaved_row *left = a;
	const struct unsaved_row *right = b;
	int order = strcmp(right->moment, left->moment);
	return order != 0 ? order : strcmp(left->path, right->path);
}

bool unsaved_list(struct store *store, struct arena *arena, struct unsaved_rows *rows,
		  struct err *err)
{
	*rows = (struct unsaved_rows){NULL, 0};
	if (store_path(store) == NULL) {
		return true;
	}
	struct listing listing = {.store = store, .arena = arena};
	bool done = for_each(store_path(store), list_file, &listing, err);
	if (listing.count > 0) {
		qsort(listing.items, listing.count, sizeof listing.items[0], compare_rows);
		rows->items = arena_new_array(arena, listing.count, sizeof rows->items[0]);
		rows->count = listing.count;
		memcpy(rows->items, listing.items, listing.count * sizeof rows->items[0]);
	}
	free(listing.items);
	return done;
}

bool unsaved_read(struct store *store, const char *path, struct sheet **sheet, struct err *err)
{
	struct stat facts;
	struct err reason = {.kind = ERR_NONE};
	struct str text = STR_EMPTY;
	int file = open_file(AT_FDCWD, path, &facts);
	bool done = file >= 0 && read_all(file, facts.st_size, &text);
	if (!done) {
		err_set(&reason, ERR_INVALID, "%s.", strerror(errno));
	}
	done = done && unsaved_parse(store, str_text(&text), text.len, sheet, &reason);
	if (file >= 0) {
		close(file);
	}
	str_clear(&text);
	return done || err_set(err, reason.kind, _("The unsaved work in %s cannot be read. %s"),
			       path, reason.text);
}

void unsaved_discard(const char *path)
{
	unlink(path);
}

struct search {
	const char *uid;
	size_t count;
};

/* Takes a file away that mentions the uid anywhere, in use or not, half written or not: what is erased
 * must not come back from here. */
static void discard_about(struct found *found, void *context)
{
	struct search *search = context;
	if (read_all(found->file, found->facts.st_size, &found->text) &&
	    strstr(str_text(&found->text), search->uid) != NULL &&
	    unlinkat(found->folder, found->name, 0) == 0) {
		search->count++;
	}
}

bool unsaved_discard_about(const struct store *store, const char *uid, size_t *count,
			   struct err *err)
{
	struct search search = {.uid = uid};
	bool done = store_path(store) == NULL ||
		    for_each(store_path(store), discard_about, &search, err);
	*count = search.count;
	return done;
}
