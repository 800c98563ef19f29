/* SPDX-License-Identifier: MIT
 *
 * See person_ladder.h. The first rung stands before everybody and the last one behind, so that every
 * person stands between two of them; the place of the last one is how many are listed.
 */
#include "store/person_ladder.h"

#include <stdlib.h>
#include <string.h>

#include "store/handle.h"
#include "store/person_name.h"
#include "store/rows.h"

/* People between two rungs when the ladder is made: counting so many costs less than a page read. */
enum { SPAN = 500 };

/* Text is valid UTF-8, where this byte is never found: it stands behind every key. */
static const char behind_all[] = "\xff";

struct person_ladder {
	struct arena *arena;
	struct rows rungs;
	int64_t data_version; /* of the file that it was made of */
	int untold; /* rows of people written that person_ladder_follow() was not told of */
	bool is_stale;
};

void person_ladder_free(struct person_ladder *ladder)
{
	if (ladder) {
		arena_free(ladder->arena);
		free(ladder);
	}
}

static struct person_rung *rung_at(const struct person_ladder *ladder, size_t i)
{
	return (struct person_rung *)ladder->rungs.items + i;
}

/* The last rung that is not behind a key; there is always one. */
static size_t find_key(const struct person_ladder *ladder, const char *sort_key, const char *uid)
{
	size_t low = 0;
	size_t high = ladder->rungs.count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		const struct person_rung *rung = rung_at(ladder, middle);
		int order = strcmp(rung->sort_key, sort_key);
		if (order < 0 || (order == 0 && strcmp(rung->uid, uid) <= 0)) {
			low = middle;
		} else {
			high = middle;
		}
	}
	return low;
}

static void add_rung(struct person_ladder *ladder, const char *sort_key, const char *uid,
		     size_t place)
{
	struct person_rung *rung = rows_add(&ladder->rungs);
	*rung = (struct person_rung){arena_text(ladder->arena, sort_key),
				     arena_text(ladder->arena, uid), place};
}

/* Adds the rung that stands a span behind the last one; *found is false when there is none. */
static bool add_next(struct store *store, struct person_ladder *ladder, bool *found,
		     struct err *err)
{
	static const char sql[] = "SELECT sort_key, uid\n"
				  "FROM person\n"
				  "WHERE binned IS NULL AND (sort_key, uid) >= (?1, ?2)\n"
				  "ORDER BY sort_key, uid\n"
				  "LIMIT 1 OFFSET ?3";
	const struct person_rung *last = rung_at(ladder, ladder->rungs.count - 1);
	sqlite3_stmt *statement;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, 1, last->sort_key);
	db_bind_text(store, statement, 2, last->uid);
	db_bind_int(store, statement, 3, SPAN);
	if (!db_step(store, statement, found, err)) {
		return false;
	}
	if (*found) {
		add_rung(ladder, db_lent_text(statement, 0), db_lent_text(statement, 1),
			 last->place + SPAN);
		db_reset(statement);
	}
	return true;
}

/* How many people stand from a rung on and before a key. */
static bool count_between(struct store *store, const struct person_rung *rung, const char *sort_key,
			  const char *uid, size_t *count, struct err *err)
{
	static const char sql[] = "SELECT count(*)\n"
				  "FROM person\n"
				  "WHERE binned IS NULL AND (sort_key, uid) >= (?1, ?2)\n"
				  "AND (sort_key, uid) < (?3, ?4)";
	sqlite3_stmt *statement;
	bool row;
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(store, statement, 1, rung->sort_key);
	db_bind_text(store, statement, 2, rung->uid);
	db_bind_text(store, statement, 3, sort_key);
	db_bind_text(store, statement, 4, uid);
	if (!db_step(store, statement, &row, err)) {
		return false;
	}
	*count = (size_t)db_int(statement, 0);
	db_reset(statement);
	return true;
}

static bool add_rungs(struct store *store, struct person_ladder *ladder, struct err *err)
{
	bool found = true;
	size_t count;
	add_rung(ladder, "", "", 0);
	while (found) {
		if (!add_next(store, ladder, &found, err)) {
			return false;
		}
	}
	const struct person_rung *last = rung_at(ladder, ladder->rungs.count - 1);
	if (!count_between(store, last, behind_all, "", &count, err)) {
		return false;
	}
	add_rung(ladder, behind_all, "", last->place + count);
	return true;
}

/* SQLite tells of every row that is written. */
static void notice_row(void *context, int operation, const char *database, const char *table,
		       sqlite3_int64 id)
{
	struct store *store = context;
	(void)operation, (void)database, (void)id;
	if (store->ladder && strcmp(table, "person") == 0) {
		store->ladder->untold++;
	}
}

static void notice_rollback(void *context)
{
	struct store *store = context;
	if (store->ladder) {
		store->ladder->is_stale = true;
	}
}

static bool make_ladder(struct store *store, int64_t data_version, struct err *err)
{
	struct person_ladder *ladder = mem_new(1, sizeof *ladder);
	person_ladder_free(store->ladder);
	store->ladder = NULL;
	ladder->arena = arena_new();
	ladder->rungs = ROWS_OF(struct person_rung, ladder->arena);
	ladder->data_version = data_version;
	if (!add_rungs(store, ladder, err)) {
		person_ladder_free(ladder);
		return false;
	}
	sqlite3_update_hook(store->db, notice_row, store);
	sqlite3_rollback_hook(store->db, notice_rollback, store);
	store->ladder = ladder;
	return true;
}

/* Sees to it that the ladder fits what the file holds now. */
static bool make_ready(struct store *store, struct err *err)
{
	const struct person_ladder *ladder = store->ladder;
	int64_t data_version;
	if (!db_number(store, "PRAGMA data_version", &data_version, err)) {
		return false;
	}
	return (ladder && !ladder->is_stale && ladder->untold == 0 &&
		ladder->data_version == data_version) ||
	       make_ladder(store, data_version, err);
}

bool person_ladder_count(struct store *store, size_t *count, struct err *err)
{
	if (!make_ready(store, err)) {
		return false;
	}
	*count = rung_at(store->ladder, store->ladder->rungs.count - 1)->place;
	return true;
}

bool person_ladder_place(struct store *store, const char *sort_key, const char *uid, size_t *place,
			 struct err *err)
{
	if (!make_ready(store, err)) {
		return false;
	}
	const struct person_rung *rung =
		rung_at(store->ladder, find_key(store->ladder, sort_key, uid));
	size_t before = rung->place;
	if (!count_between(store, rung, sort_key, uid, place, err)) {
		return false;
	}
	*place += before;
	return true;
}

bool person_ladder_span(struct store *store, size_t place, struct person_rung *before,
			struct person_rung *behind, struct err *err)
{
	if (!make_ready(store, err)) {
		return false;
	}
	size_t last = store->ladder->rungs.count - 1;
	size_t i = 0;
	while (i < last && rung_at(store->ladder, i + 1)->place <= place) {
		i++;
	}
	*before = *rung_at(store->ladder, i);
	*behind = *rung_at(store->ladder, i < last ? i + 1 : last);
	return true;
}

/* Everybody behind a person who comes or goes moves by one. */
static void move_rungs(struct person_ladder *ladder, const char *sort_key, const char *uid,
		       bool is_coming)
{
	size_t i = find_key(ladder, sort_key, uid) + 1;
	for (; i < ladder->rungs.count; i++) {
		rung_at(ladder, i)->place += is_coming ? 1 : (size_t)-1;
	}
}

void person_ladder_follow(struct store *store, const struct record *old, const struct record *new)
{
	struct person_ladder *ladder = store->ladder;
	const struct record *sides[] = {old, new};
	if (!ladder || (old ? old : new)->ref.kind != RECORD_PERSON) {
		return;
	}
	/* Where many are loaded at once it is not worth the while. */
	ladder->is_stale = ladder->is_stale || store->defers_search;
	ladder->untold--;
	for (int i = 0; i < 2 && !ladder->is_stale; i++) {
		if (sides[i] && !sides[i]->binned) {
			struct str key = STR_EMPTY;
			person_name_record_key(sides[i], &key);
			move_rungs(ladder, str_text(&key), sides[i]->uid, i == 1);
			str_clear(&key);
		}
	}
}
