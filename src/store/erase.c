/* SPDX-License-Identifier: MIT
 *
 * Erasing a person, in one transaction: rows, journal, search texts. Then the file is written anew and
 * its bytes are searched for what the person was known by. What is held on a person stands in
 * holding.c, what becomes of the journal in erase_journal.c, which names may be typed in erase_name.c, which copies are told in erase_copies.c; an erasure that is stopped in between
 * leaves a mark, and the next one ends it.
 */
#include "store/erase.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/user.h"
#include "store/change.h"
#include "store/erasure.h"
#include "store/lost.h"
#include "store/rewrite.h"
#include "store/search.h"

#define MARK "erasing" /* fact about the file while an erasure is not over */
#define PLACES_MAX 20  /* named in a receipt */

bool erasure_run(struct store *store, const char *sql, int64_t id, const char *text, size_t *count,
		 struct err *err)
{
	sqlite3_stmt *statement;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(store, statement, 1, id);
	if (text != NULL) {
		db_bind_text(store, statement, 2, text);
	}
	if (!db_run(store, statement, err)) {
		return false;
	}
	if (count != NULL) {
		*count += (size_t)sqlite3_changes(store_db(store));
	}
	return true;
}

static void read_event(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	(void)arena;
	*(struct ref *)item = (struct ref){RECORD_EVENT, db_int(statement, 0)};
}

static bool gather(struct erasure *erasure, struct err *err)
{
	static const char sql[] = "SELECT DISTINCT event_id FROM event_link WHERE person_id = ?1";
	struct rows events = ROWS_OF(struct ref, erasure->arena);
	if (!holding_gather(erasure->store, &erasure->record, erasure->arena, &erasure->holding,
			    err) ||
	    !erasure_gather_texts(erasure, err) ||
	    !rows_select(&events, erasure->store, sql, erasure->person.id, NULL, read_event, err)) {
		return false;
	}
	erasure->events = (struct refs){events.items, events.count};
	return true;
}

/* What refers to others goes before them. */
static const enum record_kind erase_order[] = {
	RECORD_CITATION, RECORD_EVENT_LINK, RECORD_CHANNEL, RECORD_MEMBERSHIP, RECORD_PERSON,
};

static bool erase_records(struct erasure *erasure, enum record_kind kind, struct err *err)
{
	struct str sql = STR_EMPTY;
	str_add_format(&sql, "DELETE FROM %s WHERE id = ?1", record_type(kind)->name);
	bool ok = true;
	for (size_t i = 0; ok && i < erasure->holding.record_count; i++) {
		const struct holding_record *held = &erasure->holding.records[i];
		struct ref ref = {held->kind, held->id};
		if (held->kind != kind || held->id == 0) {
			continue;
		}
		ok = search_forget(erasure->store, ref, err) &&
		     erasure_run(erasure->store, str_text(&sql), held->id, NULL,
				 &erasure->receipt.rows, err);
	}
	str_clear(&sql);
	return ok;
}

static bool erase_rows(struct erasure *erasure, struct err *err)
{
	struct store *store = erasure->store;
	const char *uid = erasure->record.uid;
	if (!erasure_run(store, "DELETE FROM raw_property WHERE person_id = ?1", erasure->person.id,
			 NULL, &erasure->receipt.rows, err) ||
	    !erasure_run(store,
			 "DELETE FROM not_duplicate WHERE ?1 >= 0 AND (uid_a = ?2 OR uid_b = ?2)",
			 erasure->person.id, uid, &erasure->receipt.rows, err)) {
		return false;
	}
	for (size_t i = 0; i < sizeof erase_order / sizeof erase_order[0]; i++) {
		if (!erase_records(erasure, erase_order[i], err)) {
			return false;
		}
	}
	for (size_t i = 0; i < erasure->events.count; i++) {
		if (!search_update(store, erasure->events.items[i], err)) {
			return false;
		}
	}
	return true;
}

static bool leave_tombstone(struct erasure *erasure, struct err *err)
{
	static const char sql[] = "INSERT INTO tombstone (uid, record, moment) "
				  "VALUES (?1, ?2, ?3) ON CONFLICT (uid) DO NOTHING";
	struct store *store = erasure->store;
	sqlite3_stmt *statement;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, 1, erasure->record.uid);
	db_bind_text(store, statement, 2, record_type(RECORD_PERSON)->name);
	db_bind_text(store, statement, 3, erasure->receipt.moment);
	return db_run(store, statement, err) &&
	       store_set_meta(store, MARK, erasure->receipt.moment, err);
}

/* Reads the person anew, now that the file is ours. */
static bool read_person(struct erasure *erasure, struct err *err)
{
	return erasure->person.id != 0 ? record_get(erasure->store, erasure->person, erasure->arena,
						    &erasure->record, err)
				       : lost_find(erasure->store, erasure->record.uid,
						   erasure->arena, &erasure->record, err);
}

static bool erase_all(struct erasure *erasure, const char *typed, struct err *err)
{
	if (!read_person(erasure, err) || !erasure_check_typed(erasure, typed, err) ||
	    !gather(erasure, err)) {
		return false;
	}
	erasure->receipt.uid = erasure->record.uid;
	erasure->receipt.strings = trace_count(erasure->trace);
	erasure->receipt.too_short = erasure->too_short.count;
	/* Its own row stands there first, so that it is blanked like others when its reason names the
	 * person. */
	int64_t action;
	return action_keep(erasure->store, &action, err) && erase_rows(erasure, err) &&
	       erasure_clear_journal(erasure, err) && leave_tombstone(erasure, err);
}

static bool erase_in_action(struct erasure *erasure, const char *typed, const struct intent *intent,
			    struct err *err)
{
	struct intent nameless = *intent;
	nameless.name = _("Erase a person");
	if (!action_begin(erasure->store, &nameless, err)) {
		return false;
	}
	if (!erase_all(erasure, typed, err)) {
		action_cancel(erasure->store);
		return false;
	}
	return action_end(erasure->store, NULL, err);
}

static bool remove_mark(struct store *store, struct err *err)
{
	if (!store_begin(store, err)) {
		return false;
	}
	if (!erasure_run(store, "DELETE FROM meta WHERE ?1 = 0 AND name = ?2", 0, MARK, NULL,
			 err)) {
		store_rollback(store);
		return false;
	}
	return store_commit(store, err);
}

bool erase_is_unfinished(struct store *store)
{
	struct arena *arena = arena_new();
	bool is_marked = store_meta(store, MARK, arena) != NULL;
	arena_free(arena);
	return is_marked;
}

bool erase_finish(struct store *store, struct err *err)
{
	if (!erase_is_unfinished(store)) {
		return true;
	}
	return (rewrite_file(store, err) && remove_mark(store, err)) ||
	       err_prefix(err, _("The file could not be written anew, and free parts of it may "
				 "still hold what was erased; the next start tries again."));
}

/* Searches the file, and names what holds the texts that are left. */
static bool search_file(struct erasure *erasure, struct err *err)
{
	struct erase_receipt *receipt = &erasure->receipt;
	if (!trace_search(erasure->trace, erasure->store, err)) {
		return err_prefix(err, _("The person is erased, but the file could not be searched "
					 "for what is left."));
	}
	receipt->places = arena_new_array(erasure->arena, PLACES_MAX, sizeof *receipt->places);
	for (size_t i = 0; i < receipt->strings; i++) {
		const char *found = trace_found(erasure->trace, i);
		if (found == NULL) {
			continue;
		}
		receipt->left++;
		if (receipt->place_count < PLACES_MAX) {
			receipt->places[receipt->place_count++] =
				trace_place(erasure->store, found, erasure->arena);
		}
	}
	return true;
}

/* What comes after the person is erased changes nothing of that, so that a failure is told only. */
static void clean_up(struct erasure *erasure)
{
	struct erase_receipt *receipt = &erasure->receipt;
	struct err fault = {.kind = ERR_NONE};
	receipt->is_searched = (erase_finish(erasure->store, &fault) ||
				err_prefix(&fault, _("The person is erased."))) &&
			       search_file(erasure, &fault);
	if (!receipt->is_searched) {
		receipt->fault = fault.kind;
		receipt->unfinished = arena_text(erasure->arena, fault.text);
	}
}

static bool erase_and_clean(struct erasure *erasure, const char *typed, const struct intent *intent,
			    struct err *err)
{
	if (!erase_in_action(erasure, typed, intent, err)) {
		return false;
	}
	erasure_list_copies(erasure);
	if (!intent->is_trial) {
		clean_up(erasure);
	}
	return true;
}

static bool erase(struct erasure *erasure, const char *typed, const struct intent *intent,
		  struct erase_receipt *receipt, struct err *err)
{
	char actor[USER_SIZE];
	char moment[MOMENT_SIZE];
	user_name(actor);
	date_now(moment);
	erasure->trace = trace_new();
	erasure->names = ROWS_OF(const char *, erasure->arena);
	erasure->numbers = ROWS_OF(const char *, erasure->arena);
	erasure->words = ROWS_OF(const char *, erasure->arena);
	erasure->too_short = ROWS_OF(const char *, erasure->arena);
	erasure->receipt.moment = arena_text(erasure->arena, moment);
	erasure->receipt.actor = arena_text(erasure->arena, intent->actor ? intent->actor : actor);
	bool ok = erase_and_clean(erasure, typed, intent, err);
	trace_free(erasure->trace);
	if (ok) {
		*receipt = erasure->receipt;
	}
	return ok;
}

bool erase_person(struct store *store, struct ref ref, const char *typed,
		  const struct intent *intent, struct arena *arena, struct erase_receipt *receipt,
		  struct err *err)
{
	struct erasure erasure = {.store = store, .person = ref, .arena = arena};
	assert(ref.kind == RECORD_PERSON && ref.id != 0);
	return erase(&erasure, typed, intent, receipt, err);
}

bool erase_lost(struct store *store, const char *uid, const char *typed,
		const struct intent *intent, struct arena *arena, struct erase_receipt *receipt,
		struct err *err)
{
	struct erasure erasure = {
		.store = store,
		.person = {RECORD_PERSON, 0},
		.record.uid = uid,
		.arena = arena,
	};
	return erase(&erasure, typed, intent, receipt, err);
}

bool erase_is_erased(struct store *store, const char *uid, bool *is_erased, struct err *err)
{
	static const char sql[] = "SELECT 1 FROM tombstone WHERE uid = ?1";
	sqlite3_stmt *statement;
	bool row;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, 1, uid);
	if (!db_step(store, statement, &row, err)) {
		return false;
	}
	db_reset(statement);
	*is_erased = row;
	return true;
}
