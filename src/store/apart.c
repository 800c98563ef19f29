/* SPDX-License-Identifier: MIT
 *
 * Telling two people apart. The two changes of the journal stand for one row, which moves with the
 * change of the person whose uid is the smaller one.
 */
#include "store/apart.h"

#include <string.h>

#include "base/i18n.h"
#include "store/db.h"
#include "store/held.h"
#include "store/journal.h"

/* The uids in the order of the table. */
struct pair {
	const char *a;
	const char *b;
};

static struct pair pair_of(const char *one, const char *other)
{
	return strcmp(one, other) < 0 ? (struct pair){one, other} : (struct pair){other, one};
}

bool apart_is_field(const char *field)
{
	return strcmp(field, JOURNAL_APART) == 0;
}

static bool is_told(struct store *store, const struct pair *pair, bool *answer, struct err *err)
{
	static const char sql[] = "SELECT 1 FROM not_duplicate WHERE uid_a = ?1 AND uid_b = ?2";
	sqlite3_stmt *statement;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, 1, pair->a);
	db_bind_text(store, statement, 2, pair->b);
	if (!db_step(store, statement, answer, err)) {
		return false;
	}
	db_reset(statement);
	return true;
}

/* Puts the row in, or takes it out. */
static bool set_told(struct store *store, const struct pair *pair, bool is_told, int64_t teller,
		     struct err *err)
{
	static const char insert[] = "INSERT INTO not_duplicate (uid_a, uid_b, moment, actor) "
				     "SELECT ?1, ?2, moment, actor FROM action WHERE id = ?3";
	static const char clear[] =
		"DELETE FROM not_duplicate WHERE uid_a = ?1 AND uid_b = ?2 AND ?3 > 0";
	sqlite3_stmt *statement;
	if (!db_prepare(store, is_told ? insert : clear, &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, 1, pair->a);
	db_bind_text(store, statement, 2, pair->b);
	db_bind_int(store, statement, 3, teller);
	return db_run(store, statement, err);
}

static bool note(struct store *store, const char *uid, const char *other, struct err *err)
{
	const struct change change = {
		.kind = RECORD_PERSON, .uid = uid, .field = JOURNAL_APART, .new = other};
	return change_add(store, &change, err);
}

/* Inside the action. */
static bool tell(struct store *store, struct ref one, struct ref other, struct err *err)
{
	struct held held[2];
	bool is_noted;
	int64_t id;
	if (!held_take(store, one, &held[0], err) || !held_take(store, other, &held[1], err)) {
		return false;
	}
	const struct pair pair = pair_of(held[0].uid, held[1].uid);
	return is_told(store, &pair, &is_noted, err) &&
	       (is_noted ||
		(action_keep(store, &id, err) && set_told(store, &pair, true, id, err) &&
		 note(store, pair.a, pair.b, err) && note(store, pair.b, pair.a, err)));
}

bool apart_tell(struct store *store, struct ref one, struct ref other, const struct intent *intent,
		int64_t *action, struct err *err)
{
	if (one.id == other.id) {
		return err_set(err, ERR_INVALID, "%s",
			       _("These are not two people, but one and the same."));
	}
	if (!action_begin(store, intent, err)) {
		return false;
	}
	if (!tell(store, one, other, err)) {
		action_cancel(store);
		return false;
	}
	return action_end(store, action, err);
}

bool apart_move(struct store *store, const struct change *change, int64_t teller, bool *fits,
		struct err *err)
{
	bool was_told = change->old != NULL;
	const struct pair pair = pair_of(change->uid, was_told ? change->old : change->new);
	bool is_noted = was_told;
	if (pair.a == change->uid) {
		if (!is_told(store, &pair, &is_noted, err) ||
		    (is_noted == was_told && !set_told(store, &pair, !was_told, teller, err))) {
			return false;
		}
	}
	*fits = is_noted == was_told;
	return !*fits || change_add(store, change, err);
}
