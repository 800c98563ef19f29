/* SPDX-License-Identifier: MIT
 *
 * Numbering the states of the file by one pass over the journal.
 */
#include "store/journal_state.h"

/* A save, or an undo or redo of one. */
struct entry {
	int64_t id;
	int64_t subject; /* the action that it is about: itself, when it is a save */
	size_t last;	 /* of a save: the place of the last entry that is about it */
	size_t previous; /* of an undo or redo: the place of the entry before it about the same */
	size_t state;	 /* after it; the state before everything is 0 */
	int step;	 /* what it added to the revisions of the records that it changed */
};

static void read_entry(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct entry *entry = item;
	(void)arena;
	entry->id = db_int(statement, 0);
	entry->subject = db_int(statement, 1);
}

/* The entry with an id, among the first count ones; NULL for none. */
static struct entry *find_entry(const struct journal_states *states, size_t count, int64_t id)
{
	struct entry *entries = states->entries.items;
	size_t first = 0;
	while (first < count) {
		size_t middle = first + (count - first) / 2;
		if (entries[middle].id == id) {
			return &entries[middle];
		}
		if (entries[middle].id < id) {
			first = middle + 1;
		} else {
			count = middle;
		}
	}
	return NULL;
}

static size_t state_after(const struct journal_states *states, size_t count)
{
	const struct entry *entries = states->entries.items;
	return count > 0 ? entries[count - 1].state : 0;
}

/* The entry that a walk over the action would take back exactly after the first count entries: one by
 * which the action came to stand as it stands now, and after which the file held the same. NULL when
 * the walk would lead to a new state. */
static const struct entry *find_reverted(const struct journal_states *states, size_t count,
					 int64_t action)
{
	const struct entry *entries = states->entries.items;
	const struct entry *save = find_entry(states, count, action);
	const struct entry *entry = save ? &entries[save->last] : NULL;
	size_t state = state_after(states, count);
	while (entry && entry->state != state) {
		/* An undo and a redo take turns. */
		const struct entry *other = entry == save ? save : &entries[entry->previous];
		entry = other == save ? NULL : &entries[other->previous];
	}
	return entry;
}

/* Gives an entry its state, those before it having theirs. */
static void enter(struct journal_states *states, size_t at)
{
	struct entry *entry = (struct entry *)states->entries.items + at;
	struct entry *save = find_entry(states, at, entry->subject);
	const struct entry *reverted = find_reverted(states, at, entry->subject);
	entry->last = at;
	entry->state = at + 1;
	entry->step = 1;
	if (reverted) {
		const struct entry *entries = states->entries.items;
		entry->state = state_after(states, (size_t)(reverted - entries));
		entry->step = -reverted->step;
	}
	if (save) {
		entry->previous = save->last;
		save->last = at;
	}
}

bool journal_states_read(struct journal_states *states, struct store *store, struct arena *arena,
			 struct err *err)
{
	static const char sql[] = "SELECT id, coalesce(undoes, id) FROM action ORDER BY id";
	sqlite3_stmt *statement;
	states->entries = ROWS_OF(struct entry, arena);
	if (!db_prepare(store, sql, &statement, err) ||
	    !rows_fill(&states->entries, store, statement, read_entry, err)) {
		return false;
	}
	for (size_t i = 0; i < states->entries.count; i++) {
		enter(states, i);
	}
	return true;
}

bool journal_states_is_exact(const struct journal_states *states, int64_t action)
{
	return find_reverted(states, states->entries.count, action) != NULL;
}

int journal_states_step(const struct journal_states *states, int64_t action)
{
	const struct entry *reverted = find_reverted(states, states->entries.count, action);
	return reverted ? -reverted->step : 1;
}

bool journal_states_revision(const struct journal_states *states, struct store *store,
			     const char *uid, int64_t *revision, struct err *err)
{
	/* Making a record, or putting it in again, is no step, and who is told apart from another one
	 * stays the same record. */
	static const char sql[] =
		"SELECT DISTINCT action_id FROM change WHERE record_uid = ?1 "
		"AND field <> 'not_duplicate' AND action_id NOT IN "
		"(SELECT action_id FROM change WHERE record_uid = ?1 AND field = 'uid')";
	sqlite3_stmt *statement;
	int64_t found = 1;
	bool ok;
	bool row;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, 1, uid);
	while ((ok = db_step(store, statement, &row, err)) && row) {
		const struct entry *entry =
			find_entry(states, states->entries.count, db_int(statement, 0));
		found += entry ? entry->step : 0;
	}
	db_reset(statement);
	if (ok) {
		*revision = found;
	}
	return ok;
}
