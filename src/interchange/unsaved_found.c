/* SPDX-License-Identifier: MIT
 *
 * Sheets that ended programs left behind. What lies in the folder is looked at with suspicion: only
 * plain files of this user, of a size that can be, that hold what unsaved_form.c takes. What is too large
 * is set aside like any other file that is no sheet.
 */
#include "interchange/unsaved.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/rows.h"
#include "base/str.h"
#include "interchange/unsaved_folder.h"
#include "interchange/unsaved_form.h"
#include "store/erase.h"

#define DRAFT_SECONDS 60 /* a draft that is older was left behind */
#define FILE_MAX (16 * 1024 * 1024)

/* Opens a plain file of this user. Nothing is followed or waited for. */
static int open_file(int folder, const char *name, struct stat *facts)
{
	int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file < 0) {
		return -1;
	}
	if (fstat(file, facts) != 0 || !S_ISREG(facts->st_mode) || facts->st_uid != geteuid()) {
		close(file);
		errno = EPERM;
		return -1;
	}
	return file;
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

/* Whether a sheet was made of this directory file in a place that it was moved from. A copy says of
 * itself what the other says: while a file is in that place, the sheet belongs there. */
static bool is_of_old_place(const struct unsaved_head *head, struct store *store)
{
	struct arena *arena = arena_new();
	const char *created = store_meta(store, "created", arena);
	bool is_same =
		created != NULL && head->created != NULL && strcmp(created, head->created) == 0;
	arena_free(arena);
	return is_same && access(head->directory, F_OK) != 0 &&
	       (errno == ENOENT || errno == ENOTDIR);
}

/* The same of a file that bears the name of one of another directory file. */
static bool came_along(const struct found *found, struct store *store)
{
	struct unsaved_head head;
	struct str text = STR_EMPTY;
	struct arena *arena = arena_new();
	bool answer = found->facts.st_size <= FILE_MAX && file_read(found->file, FILE_MAX, &text) &&
		      unsaved_parse_head(str_text(&text), text.len, arena, &head, NULL) &&
		      is_of_old_place(&head, store) && lseek(found->file, 0, SEEK_SET) == 0;
	arena_free(arena);
	str_clear(&text);
	return answer;
}

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

/* Whether a file may be about another directory file, or this one in another place. */
static bool has_name_of_sheet(const char *name)
{
	return strncmp(name, UNSAVED_START, strlen(UNSAVED_START)) == 0 &&
	       has_ending(name, UNSAVED_ENDING);
}

/* Visits the files of the sheets of a directory file. A missing folder holds none. */
static bool for_each(struct store *store, visit_file *visit, void *context, struct err *err)
{
	char prefix[UNSAVED_PREFIX_SIZE];
	char *path = unsaved_folder_path();
	int folder = path != NULL ? unsaved_folder_open(path) : -1;
	DIR *list = folder >= 0 ? open_list(folder) : NULL;
	bool is_there = path != NULL && errno != ENOENT && errno != ENOTDIR;
	bool done = list != NULL || !is_there || unsaved_report(err);
	unsaved_prefix(store_path(store), prefix);
	for (struct dirent *entry; list != NULL && (entry = readdir(list)) != NULL;) {
		struct found found = {path, folder, entry->d_name, -1, {0}, STR_EMPTY};
		/* Editors put letters before the name of what they keep beside a file. */
		bool is_own = strstr(found.name, prefix) != NULL;
		if (!is_own && !has_name_of_sheet(found.name)) {
			continue;
		}
		found.file = open_file(folder, found.name, &found.facts);
		if (found.file >= 0) {
			if (is_own || came_along(&found, store)) {
				visit(&found, context);
			}
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
	struct rows sheets;	/* struct unsaved_row */
	struct rows unreadable; /* const char * */
};

static void add_row(struct listing *listing, const struct found *found,
		    const struct unsaved_head *head)
{
	struct unsaved_row *row = rows_add(&listing->sheets);
	*row = (struct unsaved_row){
		.path = arena_format(listing->arena, "%s/%s", found->path_of_folder, found->name),
		.label = head->label,
		.moment = head->moment,
		.kind = head->kind,
		.elsewhere = strcmp(head->directory, store_path(listing->store)) != 0
				     ? head->directory
				     : NULL,
	};
}

/* Whether the record was erased, by another user of the file, since its sheet was left. */
static bool is_erased(struct store *store, const char *uid)
{
	bool answer = false;
	return erase_is_erased(store, uid, &answer, NULL) && answer;
}

/* Gives a file that is no sheet another name, by which it is not found again. */
static void set_aside(struct listing *listing, const struct found *found)
{
	const char *aside = arena_format(listing->arena, "%s%s", found->name, UNSAVED_ASIDE_ENDING);
	bool is_aside = renameat(found->folder, found->name, found->folder, aside) == 0;
	const char **path = rows_add(&listing->unreadable);
	*path = arena_format(listing->arena, "%s/%s", found->path_of_folder,
			     is_aside ? aside : found->name);
}

/* Takes a sheet into the list. One about an erased record goes. */
static void list_sheet(struct listing *listing, struct found *found)
{
	struct unsaved_head head;
	struct err err = {.kind = ERR_NONE};
	if (found->facts.st_size > FILE_MAX) {
		set_aside(listing, found);
		return;
	}
	if (!file_read(found->file, FILE_MAX, &found->text)) {
		return;
	}
	if (!unsaved_parse_head(str_text(&found->text), found->text.len, listing->arena, &head,
				&err)) {
		if (err.kind == ERR_INVALID) {
			set_aside(listing, found);
		}
	} else if (strcmp(head.directory, store_path(listing->store)) == 0 ||
		   is_of_old_place(&head, listing->store)) {
		if (is_erased(listing->store, head.uid)) {
			unlinkat(found->folder, found->name, 0);
		} else {
			add_row(listing, found, &head);
		}
	}
}

/* Whether a file is the text of an erased record, from an editor, or what that kept beside it: the uid
 * stands in its name. */
static bool is_erased_text(struct store *store, const char *name)
{
	char prefix[UNSAVED_PREFIX_SIZE];
	char uid[UID_SIZE];
	unsaved_prefix(store_path(store), prefix);
	const char *own = strstr(name, prefix);
	if (own == NULL) {
		return false;
	}
	snprintf(uid, sizeof uid, "%s", own + strlen(prefix));
	return uid_is_valid(uid) && is_erased(store, uid);
}

/* One file of the folder. A draft that no program is writing goes. */
static void list_file(struct found *found, void *context)
{
	struct listing *listing = context;
	if (is_erased_text(listing->store, found->name)) {
		unlinkat(found->folder, found->name, 0);
		return;
	}
	if (is_in_use(found->file)) {
		return;
	}
	if (has_ending(found->name, UNSAVED_DRAFT_ENDING)) {
		if (found->facts.st_mtime + DRAFT_SECONDS < time(NULL)) {
			unlinkat(found->folder, found->name, 0);
		}
	} else if (has_ending(found->name, UNSAVED_ENDING)) {
		list_sheet(listing, found);
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
	*rows = (struct unsaved_rows){.items = NULL};
	if (store_path(store) == NULL) {
		return true;
	}
	struct listing listing = {
		.store = store,
		.arena = arena,
		.sheets = ROWS_OF(struct unsaved_row, arena),
		.unreadable = ROWS_OF(const char *, arena),
	};
	bool done = for_each(store, list_file, &listing, err);
	if (listing.sheets.count > 1) {
		qsort(listing.sheets.items, listing.sheets.count, listing.sheets.size,
		      compare_rows);
	}
	*rows = (struct unsaved_rows){
		.items = listing.sheets.items,
		.count = listing.sheets.count,
		.unreadable = listing.unreadable.items,
		.unreadable_count = listing.unreadable.count,
	};
	return done;
}

bool unsaved_read(struct store *store, const char *path, struct sheet **sheet, struct err *err)
{
	struct stat facts;
	struct err reason = {.kind = ERR_NONE};
	struct str text = STR_EMPTY;
	int file = open_file(AT_FDCWD, path, &facts);
	if (file < 0 && errno == ENOENT) {
		return err_set(err, ERR_NOT_FOUND, "%s",
			       _("Another program has opened or saved it meanwhile."));
	}
	bool is_too_large = file >= 0 && facts.st_size > FILE_MAX;
	errno = is_too_large ? EFBIG : errno;
	bool done = file >= 0 && !is_too_large && file_read(file, FILE_MAX, &text);
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

bool unsaved_discard(const char *path)
{
	return unlink(path) == 0 || errno != ENOENT;
}

char *unsaved_text_path(const struct store *store, const char *uid)
{
	char prefix[UNSAVED_PREFIX_SIZE];
	struct str path = STR_EMPTY;
	char *name = store_path(store) != NULL ? unsaved_folder_path() : NULL;
	if (name != NULL) {
		unsaved_folder_make(name);
	}
	int folder = name != NULL ? unsaved_folder_open(name) : -1;
	if (folder < 0) {
		free(name);
		return NULL;
	}
	close(folder);
	unsaved_prefix(store_path(store), prefix);
	str_add_format(&path, "%s/%s%s", name, prefix, uid);
	free(name);
	return str_take(&path);
}

struct search {
	const char *uid;
	size_t count;
};

/* Takes a file away that has the uid in its name or mentions it anywhere, in use or not, half written, set aside or not: what
 * is erased must not come back from here. */
static void discard_about(struct found *found, void *context)
{
	struct search *search = context;
	bool is_about =
		strstr(found->name, search->uid) != NULL || file_holds(found->file, search->uid);
	if (is_about && unlinkat(found->folder, found->name, 0) == 0) {
		search->count++;
	}
}

bool unsaved_discard_about(struct store *store, const char *uid, size_t *count, struct err *err)
{
	struct search search = {.uid = uid};
	bool done = store_path(store) == NULL || for_each(store, discard_about, &search, err);
	*count = search.count;
	return done;
}
