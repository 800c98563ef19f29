/* SPDX-License-Identifier: MIT
 *
 * The action that is open, and the rows that it leaves in the journal. Its own row is written with the
 * first change, so that a save without changes leaves nothing.
 */
#include "store/action.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/user.h"
#include "store/change.h"
#include "store/handle.h"
#include "store/held.h"
#include "store/journal.h"
#include "text/clean.h"

struct action {
	struct arena *arena;
	struct intent intent;
	char moment[MOMENT_SIZE];
	int64_t undoes; /* 0 for none */
	int64_t id;	/* 0 while it has no row */
};

/* Whether a reason says anything. */
static bool has_words(const char *reason)
{
	return reason != NULL && text_is_visible(reason, strlen(reason));
}

/* A reason goes to other people's screens like any text of a record. */
bool action_check_reason(const char *reason, struct err *err)
{
	struct err fault = {.kind = ERR_NONE};
	if (!has_words(reason) ||
	    text_check(reason, strlen(reason), TEXT_LINE, ACTION_REASON_MAX, &fault)) {
		return true;
	}
	err_set_field(err, "reason", "%s", fault.text);
	return err_prefix(err, _("The reason cannot be kept."));
}

static struct action *action_new(const struct intent *intent)
{
	struct action *action = mem_new(1, sizeof *action);
	char actor[USER_SIZE];
	user_name(actor);
	action->arena = arena_new();
	action->intent = (struct intent){
		.origin = arena_text(action->arena, intent->origin),
		.name = arena_text(action->arena, intent->name),
		.reason = has_words(intent->reason) ? arena_text(action->arena, intent->reason)
						    : NULL,
		.actor = arena_text(action->arena, intent->actor ? intent->actor : actor),
		.is_trial = intent->is_trial,
		.changes = intent->changes,
		.arena = intent->arena,
	};
	date_now(action->moment);
	return action;
}

bool action_begin(struct store *store, const struct intent *intent, struct err *err)
{
	if (!action_check_reason(intent->reason, err) || !store_begin(store, err)) {
		return false;
	}
	for (size_t i = 0; i < intent->held_count; i++) {
		if (!held_check(store, &intent->held[i], err)) {
			store_rollback(store);
			return false;
		}
	}
	store->action = action_new(intent);
	return true;
}

void action_cancel(struct store *store)
{
	store_rollback(store);
}

/* Tells who asked what changed, while it still stands in the journal. */
static bool tell_changes(struct store *store, struct err *err)
{
	const struct action *action = store->action;
	if (!action->intent.changes || store->has_failed) {
		return true;
	}
	*action->intent.changes = (struct change_rows){NULL, 0};
	return action->id == 0 || journal_changes(store, action->id, action->intent.arena,
						  action->intent.changes, err);
}

bool action_end(struct store *store, int64_t *id, struct err *err)
{
	assert(store->action);
	int64_t row = store->action->id;
	if (!tell_changes(store, err)) {
		action_cancel(store);
		return false;
	}
	bool is_kept = row != 0 && !store->action->intent.is_trial;
	/* A step that failed is told, even where nothing would be kept. */
	if (is_kept || store->has_failed) {
		if (!store_commit(store, err)) {
			return false;
		}
	} else {
		store_rollback(store);
	}
	if (id) {
		*id = row;
	}
	return true;
}

void action_forget(struct store *store)
{
	if (store->action) {
		arena_free(store->action->arena);
		free(store->action);
		store->action = NULL;
	}
}

void action_set_subject(struct store *store, const struct action_subject *subject)
{
	struct action *action = store->action;
	assert(action && action->id == 0);
	action->undoes = subject->id;
	action->intent.name = arena_text(action->arena, subject->name);
}

bool action_keeps_rules(const struct store *store)
{
	return !store->action || store->action->undoes == 0;
}

bool action_keep(struct store *store, int64_t *id, struct err *err)
{
	static const char sql[] =
		"INSERT INTO action (moment, actor, origin, name, reason, undoes) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
	struct action *action = store->action;
	assert(action);
	if (action->id == 0) {
		sqlite3_stmt *statement;
		if (!db_prepare(store, sql, &statement, err)) {
			return false;
		}
		db_bind_text(store, statement, 1, action->moment);
		db_bind_text(store, statement, 2, action->intent.actor);
		db_bind_text(store, statement, 3, action->intent.origin);
		db_bind_text(store, statement, 4, action->intent.name);
		db_bind_text(store, statement, 5, action->intent.reason);
		db_bind_id(store, statement, 6, action->undoes);
		if (!db_run(store, statement, err)) {
			return false;
		}
		action->id = sqlite3_last_insert_rowid(store->db);
	}
	*id = action->id;
	return true;
}

bool change_add(struct store *store, const struct change *change, struct err *err)
{
	static const char sql[] =
		"INSERT INTO change (action_id, record, record_uid, field, old, new) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
	if (!store->action) {
		return true;
	}
	int64_t id;
	sqlite3_stmt *statement;
	if (!action_keep(store, &id, err) || !db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(store, statement, 1, id);
	db_bind_text(store, statement, 2, record_type(change->kind)->name);
	db_bind_text(store, statement, 3, change->uid);
	db_bind_text(store, statement, 4, change->field);
	db_bind_text(store, statement, 5, change->old);
	db_bind_text(store, statement, 6, change->new);
	return db_run(store, statement, err);
}

bool change_is_first(struct store *store, const char *uid, bool *is_first, struct err *err)
{
	/* The plus keeps SQLite to the index of the record: an action may have many changes. */
	static const char sql[] =
		"SELECT 1 FROM change WHERE record_uid = ?1 AND +action_id = ?2 LIMIT 1";
	bool row = false;
	if (store->action && store->action->id != 0) {
		sqlite3_stmt *statement;
		if (!db_prepare(store, sql, &statement, err)) {
			return false;
		}
		db_bind_text(store, statement, 1, uid);
		db_bind_int(store, statement, 2, store->action->id);
		if (!db_step(store, statement, &row, err)) {
			return false;
		}
		db_reset(statement);
	}
	*is_first = !row;
	return true;
}
