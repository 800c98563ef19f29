/* SPDX-License-Identifier: MIT
 *
 * Actions on a small made-up directory, and walking back and forth over them. All of them must succeed.
 */
#ifndef IEMN_TESTS_ACTION_FIXTURE_H
#define IEMN_TESTS_ACTION_FIXTURE_H

#include "directory_fixture.h"
#include "store/journal.h"

/* "Edit", by the desk, in the shell. */
extern const struct intent fixture_intent;

void fixture_begin(struct fixture *fixture, const struct intent *intent);

/* Gives the action; 0 when it changed nothing. */
int64_t fixture_end(struct fixture *fixture);

/* Sets a field, or adds a record, inside the open action. */
void fixture_set(struct fixture *fixture, struct ref ref, const char *field, const char *value);
struct ref fixture_put(struct fixture *fixture, enum record_kind kind, const char *uid,
		       const struct fixture_value *values);

/* Sets a field as an action of its own, and gives that. */
int64_t fixture_save(struct fixture *fixture, struct ref ref, const char *field, const char *value);

/* The value of a field, NULL for none; in the arena. */
const char *fixture_read(struct fixture *fixture, struct ref ref, const char *field);

void fixture_undo(struct fixture *fixture, int64_t id);
void fixture_redo(struct fixture *fixture, int64_t id);

/* The action that would be undone or redone next; 0 for none. */
int64_t fixture_next(struct fixture *fixture, bool is_back);

/* Shows the changes of an action. */
void fixture_see_changes(struct fixture *fixture, int64_t id);

#endif
