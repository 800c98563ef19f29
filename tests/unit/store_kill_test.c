/* SPDX-License-Identifier: MIT
 *
 * Programs that are killed while they save, 200 times over on one file: every action is in it whole or
 * not at all, and what was said to be saved is there. IEMN_TEST_SEED replays the moments.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include <cmocka.h>

#include "child.h"
#include "folder.h"
#include "random_record.h"
#include "sample.h"
#include "store/db.h"
#include "store/inspect.h"
#include "store/journal.h"

#define PEOPLE 20
#define TOUCHED 3 /* records that an action changes, a field each */
#define KILLS 200
#define CALLS_MAX 900 /* system calls of a child that opens the file and saves seven times */
#define SAVES 7

/* What a child and its parent both see. */
struct shared {
	int64_t promised; /* the latest action that was said to be saved */
};

struct trial {
	struct folder folder;
	const char *path;
	struct random random;
	struct random childs; /* what the next child does */
	struct shared *shared;
};

static bool fill(struct store *store, void *context, struct err *err)
{
	struct random *random = context;
	struct record place = {.ref = {RECORD_PLACE, 0}};
	place.values[field_index(RECORD_PLACE, "code")] = "TW";
	place.values[field_index(RECORD_PLACE, "name")] = "Taiwan";
	bool ok = record_add(store, &place, err);
	for (int i = 0; ok && i < PEOPLE; i++) {
		struct record record = {.ref = {RECORD_PERSON, 0}};
		record.values[field_index(RECORD_PERSON, "name")] = random_name(random);
		ok = record_add(store, &record, err);
	}
	return ok;
}

static int set_up(void **state)
{
	struct trial *trial = mem_new(1, sizeof *trial);
	struct err err = {0};
	const char *seed = getenv("IEMN_TEST_SEED");
	trial->random.seed = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
	printf("IEMN_TEST_SEED=%llu\n", (unsigned long long)trial->random.seed);
	folder_init(&trial->folder);
	trial->path = folder_file(&trial->folder, "people.db");
	trial->shared = mmap(NULL, sizeof *trial->shared, PROT_READ | PROT_WRITE,
			     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(trial->shared != MAP_FAILED);
	if (!store_create(trial->path, false, fill, &trial->random, &err)) {
		fail_msg("%s", err.text);
	}
	*state = trial;
	return 0;
}

static int tear_down(void **state)
{
	struct trial *trial = *state;
	munmap(trial->shared, sizeof *trial->shared);
	folder_clear(&trial->folder);
	free(trial);
	return 0;
}

/* Gives three people another note, or name, as one action. */
static bool save(struct store *store, struct random *random, struct arena *arena, int64_t *id,
		 struct err *err)
{
	const struct intent intent = {.origin = "shell", .name = "Edit", .actor = "desk"};
	size_t first = random_next(random, PEOPLE);
	const char *field = random_next(random, 2) ? "note" : "name";
	bool ok = action_begin(store, &intent, err);
	for (size_t i = 0; ok && i < TOUCHED; i++) {
		struct record record;
		struct ref ref = {RECORD_PERSON, (int64_t)((first + i) % PEOPLE) + 1};
		const char *text =
			arena_format(arena, "%s %zu %.*s", random_name(random),
				     random_next(random, 1000000), (int)random_next(random, 200),
				     "A note that takes some room, so that now and then a page of "
				     "the file is full and another one has to be taken for it, "
				     "which is when more than one page changes at a time.");
		ok = record_get(store, ref, arena, &record, err);
		if (ok) {
			record.values[field_index(RECORD_PERSON, field)] = text;
			ok = record_update(store, &record, err);
		}
	}
	if (!ok) {
		action_cancel(store);
		return false;
	}
	return action_end(store, id, err);
}

static bool undo(struct store *store, struct arena *arena, struct err *err)
{
	const struct intent intent = {.actor = "desk"};
	struct action_row row;
	struct action_rows blockers;
	return journal_next_undo(store, arena, &row, err) &&
	       (row.id == 0 || journal_undo(store, row.id, &intent, arena, &blockers, err));
}

static int64_t newest(struct store *store, struct arena *arena)
{
	struct action_rows rows = {NULL, 0};
	struct err err;
	journal_actions(store, 0, 1, arena, &rows, &err);
	return rows.count > 0 ? rows.items[0].id : 0;
}

/* The child: opens the file and saves again and again. */
static int save_on(void *context)
{
	struct trial *trial = context;
	struct err err = {0};
	struct store *store = NULL;
	struct arena *arena = arena_new();
	bool ok = store_open(trial->path, false, &store, &err);
	for (int i = 0; ok && i < SAVES; i++) {
		int64_t id = 0;
		ok = i % 3 == 2 ? undo(store, arena, &err)
				: save(store, &trial->childs, arena, &id, &err);
		trial->shared->promised = id ? id : newest(store, arena);
	}
	store_close(store);
	arena_free(arena);
	return ok ? 0 : 1;
}

/* Looks at the file as the next program finds it. */
static void assert_whole(struct trial *trial, unsigned call)
{
	struct store *store = sample_open(trial->path, false);
	struct arena *arena = arena_new();
	struct findings findings;
	struct action_rows rows;
	struct err err = {0};
	if (!inspect_file(store, 10, arena, &findings, &err)) {
		fail_msg("call %u: %s", call, err.text);
	}
	if (findings.count > 0) {
		fail_msg("call %u: %s", call, findings.items[0].text);
	}
	assert_true(journal_actions(store, 0, SAVES, arena, &rows, &err));
	for (size_t i = 0; i < rows.count; i++) {
		assert_int_equal(rows.items[i].change_count, TOUCHED);
	}
	int64_t latest = rows.count > 0 ? rows.items[0].id : 0;
	if (latest < trial->shared->promised) {
		fail_msg("call %u: action %d was said to be saved, the latest is %d", call,
			 (int)trial->shared->promised, (int)latest);
	}
	trial->shared->promised = latest;
	arena_free(arena);
	store_close(store);
}

static void every_action_is_whole_or_absent_whenever_the_program_is_killed(void **state)
{
	struct trial *trial = *state;
	int kills = 0;
	int finished = 0;
	while (kills < KILLS) {
		unsigned call = 1 + (unsigned)random_next(&trial->random, CALLS_MAX);
		trial->childs.seed = trial->random.seed * 31;
		enum child_end end = child_kill_at(call, save_on, trial);
		if (end == CHILD_UNWATCHED) {
			print_message("SKIP: no process can be watched here (ptrace)\n");
			skip();
		}
		assert_int_not_equal(end, CHILD_FAILED);
		kills += end == CHILD_KILLED;
		finished += end == CHILD_FINISHED;
		assert_whole(trial, call);
	}
	printf("%d killed, %d finished, %d actions\n", kills, finished,
	       (int)trial->shared->promised);
	assert_true(trial->shared->promised > KILLS / 2);
}

/* The change counter in the header of the file: it grows by one with every transaction. */
static unsigned long change_count(const char *path)
{
	unsigned char bytes[28];
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	assert_int_equal(fread(bytes, 1, sizeof bytes, file), sizeof bytes);
	fclose(file);
	return (unsigned long)bytes[24] << 24 | (unsigned long)bytes[25] << 16 |
	       (unsigned long)bytes[26] << 8 | bytes[27];
}

static void a_save_is_one_transaction_and_writes_few_pages(void **state)
{
	struct trial *trial = *state;
	struct err err = {0};
	struct arena *arena = arena_new();
	int64_t id;
	int pages = 0;
	int highest = 0;
	unsigned long before = change_count(trial->path);

	struct store *store = sample_open(trial->path, false);
	bool ok = save(store, &trial->random, arena, &id, &err);
	sqlite3_db_status(store_db(store), SQLITE_DBSTATUS_CACHE_WRITE, &pages, &highest, 0);
	store_close(store);

	assert_true(ok);
	assert_int_equal(change_count(trial->path), before + 1);
	assert_true(pages > 0 && pages <= 12);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			every_action_is_whole_or_absent_whenever_the_program_is_killed, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(a_save_is_one_transaction_and_writes_few_pages,
						set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
