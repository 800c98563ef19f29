/* SPDX-License-Identifier: MIT
 *
 * The journal as people read it, and walking back and forth in it. Nothing in it is ever changed but
 * by an erasure: an undo is an action of its own that says which one it takes back.
 *
 * In a change the field is the name of a field row, with a reference as the uid of its target;
 * `binned`; or `uid` when the record came into being (old NULL) or was taken out again by undoing
 * that (new NULL). A person has `not_duplicate` as often as there are others with whom they are not to be
 * confused: the value is the uid of one, and both of a pair have theirs in one action.
 */
#ifndef IEMN_STORE_JOURNAL_H
#define IEMN_STORE_JOURNAL_H

#include "store/action.h"
#include "store/record.h"

#define JOURNAL_UID "uid"
#define JOURNAL_BINNED "binned"
#define JOURNAL_APART "not_duplicate"

struct action_row {
	int64_t id;
	const char *moment; /* UTC */
	const char *actor;
	const char *origin;
	const char *name;
	const char *reason;   /* or NULL */
	int64_t undoes;	      /* the action that an undo or redo is about, or 0 */
	int64_t change_count; /* 0 for the first run and for an erasure */
	bool is_undone;
};

struct action_rows {
	struct action_row *items;
	size_t count;
};

struct change_row {
	int64_t id; /* order inside the journal */
	int64_t action_id;
	const char *moment;
	const char *actor;
	const char *origin;
	const char *reason; /* or NULL */
	enum record_kind kind;
	const char *uid;   /* of the record */
	const char *field; /* see above */
	const char *old;   /* or NULL */
	const char *new;   /* or NULL */
};

struct change_rows {
	struct change_row *items;
	size_t count;
};

/* Actions before one, the newest first; before 0 begins with the newest. */
bool journal_actions(struct store *store, int64_t before, size_t limit, struct arena *arena,
		     struct action_rows *rows, struct err *err);

/* One action. ERR_NOT_FOUND. */
bool journal_action(struct store *store, int64_t id, struct arena *arena, struct action_row *row,
		    struct err *err);

/* The last undo or redo that is about an action; id 0 for none. */
bool journal_last_walk(struct store *store, int64_t id, struct arena *arena, struct action_row *row,
		       struct err *err);

/* The changes of an action in their order. */
bool journal_changes(struct store *store, int64_t id, struct arena *arena, struct change_rows *rows,
		     struct err *err);

/* What changed in a record and, when deep is set, in what belongs or belonged to it (channels, terms,
 * names, links, citations), the newest action first, the changes of one in their order. */
bool journal_of_record(struct store *store, struct ref ref, bool deep, struct arena *arena,
		       struct change_rows *rows, struct err *err);

/* The action that undo takes back next, or that redo brings back next; id 0 for none. A save clears
 * what could be redone. */
bool journal_next_undo(struct store *store, struct arena *arena, struct action_row *row,
		       struct err *err);
bool journal_next_redo(struct store *store, struct arena *arena, struct action_row *row,
		       struct err *err);

/* Takes an action back, the newest or an older one, as an action of its own; intent's origin and name
 * are set by it. Its fields become what they were; a record that it added is taken out of its table.
 * When nothing else has changed since, the file is as it was before, revisions too; otherwise they grow
 * as with a save, and the rules between records are asked. ERR_CONFLICT when later actions depend on it
 * (*blockers are those, the newest first) or a rule is broken; nothing was written. ERR_NOT_FOUND for
 * no such action, for one that changed nothing and for one that was taken back already; ERR_INVALID for
 * an undo or redo. */
bool journal_undo(struct store *store, int64_t id, const struct intent *intent, struct arena *arena,
		  struct action_rows *blockers, struct err *err);

/* Brings back an action that was undone, in the same way. */
bool journal_redo(struct store *store, int64_t id, const struct intent *intent, struct arena *arena,
		  struct action_rows *blockers, struct err *err);

/* The same for the action that is next once the file is ours, whatever other programs undid while it was
 * waited for. *row tells which it was; id 0 for none: then nothing was done, and that is no error. */
bool journal_undo_next(struct store *store, const struct intent *intent, struct arena *arena,
		       struct action_row *row, struct action_rows *blockers, struct err *err);
bool journal_redo_next(struct store *store, const struct intent *intent, struct arena *arena,
		       struct action_row *row, struct action_rows *blockers, struct err *err);

#endif
