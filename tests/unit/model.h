/* SPDX-License-Identifier: MIT
 *
 * What a directory holds and how it got there, in plain C: records as arrays of texts, actions as lists
 * of changes. Held against the store, which keeps the same in tables.
 */
#ifndef IEMN_TESTS_MODEL_H
#define IEMN_TESTS_MODEL_H

#include "base/mem.h"
#include "store/journal.h"

#define MODEL_RECORDS 400
#define MODEL_ACTIONS 30000
#define MODEL_STATES 60000

/* Places of a change that are no fields. */
enum { MODEL_BINNED = -1, MODEL_MADE = -2 };

struct model_record {
	bool is_there;
	enum record_kind kind;
	char uid[UID_SIZE];
	int revision;
	const char *binned;
	const char *values[FIELDS_MAX];
};

struct model_change {
	size_t record;
	int field;
	const char *old; /* of MODEL_MADE: NULL */
	const char *new; /* of MODEL_MADE: the uid */
};

/* A way that the file has gone: from one state to another. */
struct model_way {
	const struct model_action *action;
	bool is_undo;
	size_t from;
	size_t to;
};

struct model_action {
	int64_t id; /* in the journal */
	struct model_change *changes;
	size_t count;
	bool is_undone;
	int64_t since;	/* the id of what made it hold: itself, or its latest redo */
	int64_t undone; /* the id of its latest undo */
};

struct model {
	struct arena *arena; /* every text and change there ever was */
	struct model_record records[MODEL_RECORDS];
	size_t record_count;
	struct model_action actions[MODEL_ACTIONS];
	size_t action_count;
	size_t state;	    /* the one of now; 0 at first */
	size_t state_count; /* those there ever were, less one */
	struct model_way ways[MODEL_STATES];
	size_t way_count;
	int *revisions[MODEL_STATES]; /* of all records, by state */
	struct model_action open;     /* the action at hand */
	size_t open_capacity;
};

struct model *model_new(void);
void model_free(struct model *model);

/* Adds a record to the open action; gives its place. */
size_t model_add(struct model *model, const struct record *record);

/* Sets a field, or MODEL_BINNED, in the open action. */
void model_set(struct model *model, size_t record, int field, const char *value);

/* Ends the open action: kept under the id of the journal, or taken back. An action without changes is
 * none. */
void model_keep(struct model *model, int64_t id);
void model_cancel(struct model *model);

/* The action that undo or redo comes to next; NULL for none. */
struct model_action *model_next_undo(struct model *model);
struct model_action *model_next_redo(struct model *model);

/* The actions that keep one from being undone, as ids, the newest first, behind each other in text. */
const char *model_dependents(const struct model *model, const struct model_action *action);

/* Whether an action that was undone fits what is there now. */
bool model_fits(const struct model *model, const struct model_action *action);

/* Whether undoing or redoing an action leads to a state that was there before: it once led from that
 * one to the one of now. */
bool model_is_exact(const struct model *model, const struct model_action *action);

/* Takes an action back, or brings it back, as the walk with that id. */
void model_undo(struct model *model, struct model_action *action, int64_t id);
void model_redo(struct model *model, struct model_action *action, int64_t id);

/* Fails unless the store holds what the model holds. */
void model_assert_same(const struct model *model, struct store *store);

#endif
