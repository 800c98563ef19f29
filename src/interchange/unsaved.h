/* SPDX-License-Identifier: MIT
 *
 * What was being typed when the program ended: a sheet kept in $XDG_STATE_HOME/iemn (0600), one file
 * for each running program, offered again at the next start. A file whose program still runs is left
 * alone (a lock tells).
 */
#ifndef IEMN_INTERCHANGE_UNSAVED_H
#define IEMN_INTERCHANGE_UNSAVED_H

#include "interchange/sheet.h"

struct unsaved;

/* Where the sheets of this directory file are kept; nothing is written yet. A store in memory keeps
 * none. Yours to close; closing takes the file away unless keeps_file. */
struct unsaved *unsaved_open(struct store *store);
void unsaved_close(struct unsaved *unsaved, bool keeps_file);

/* Writes the sheet anew: under another name, synced, renamed. One about a person who was erased is taken
 * away instead. */
bool unsaved_write(struct unsaved *unsaved, const struct sheet *sheet, struct store *store,
		   struct err *err);

/* Path of the file, yours to free; NULL while nothing is written. */
char *unsaved_path(const struct unsaved *unsaved);

/* Takes the file away: the sheet was saved or given up. */
void unsaved_forget(struct unsaved *unsaved);

struct unsaved_row {
	const char *path;
	const char *label;  /* what the record is called */
	const char *moment; /* when it was written, UTC */
	enum record_kind kind;
	const char *elsewhere; /* where the directory file lay then, when it lies elsewhere now */
};
struct unsaved_rows {
	struct unsaved_row *items;
	size_t count;
	const char **unreadable; /* paths of files that were no sheets and were set aside now */
	size_t unreadable_count;
};

/* Sheets of this directory file that ended programs left behind, the newest first; also those from before
 * it was moved, unless a file lies there again. What is none, cut short by a full disk for one, gets
 * another name, so that it is told once and stays for a look; a newer version's stays for that. What tells
 * of somebody whom another user erased goes, texts from an editor too. */
bool unsaved_list(struct store *store, struct arena *arena, struct unsaved_rows *rows,
		  struct err *err);

/* The sheet of such a file as it stood, what it was opened with included, so that saving it finds out
 * what others changed meanwhile. Yours to free. ERR_INVALID when it cannot be read, ERR_NOT_FOUND when
 * another program has taken it away. */
bool unsaved_read(struct store *store, const char *path, struct sheet **sheet, struct err *err);

/* Takes such a file away; false when another program did so before. */
bool unsaved_discard(const char *path);

/* What the path of a text begins with that an editor is to be given: among the sheets, with the uid in
 * the name, so that an erasure finds what is kept of it. Yours to free; NULL for a store in memory, or
 * when there is no such folder. */
char *unsaved_text_path(const struct store *store, const char *uid);

/* Files of sheets and texts that are about a person, of this directory file: an erasure removes them. */
bool unsaved_discard_about(struct store *store, const char *uid, size_t *count, struct err *err);

#endif
