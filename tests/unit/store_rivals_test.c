/* SPDX-License-Identifier: MIT
 *
 * Two programs that edit the same 50 records of one file at random: every save is in the file or was
 * shown as a conflict, and none is lost. IEMN_TEST_SECONDS lets them go on for so long.
 */
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
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
#include "store/save.h"

#define PEOPLE 50
#define FORMS 12	 /* that a program has open at a time */
#define SAVES 150	 /* of each program, when no time is given */
#define SAVES_MAX 100000 /* of each program, in any time */
#define TEXT_SIZE 24

static const char *const fields[] = {"note", "honorific", "sort_as"};

/* What became of one try to save. */
struct save {
	int64_t action; /* 0 for a conflict */
	int person;
	int field; /* of fields */
	char base[TEXT_SIZE];
	char value[TEXT_SIZE];
	char theirs[TEXT_SIZE]; /* shown in a conflict */
};

struct program {
	const char *path;
	const char *name;
	int seconds; /* 0 for SAVES saves */
	struct program *other;
	atomic_bool has_opened; /* its first forms */
	size_t count;
	struct save saves[SAVES_MAX];
};

/* A form that somebody has open: the record as it was when it was opened. */
struct form {
	struct record base;
	struct arena *arena;
};

static bool fill(struct store *store, void *context, struct err *err)
{
	bool ok = true;
	for (int i = 0; ok && i < PEOPLE; i++) {
		struct record record = {.ref = {RECORD_PERSON, 0}};
		record.values[field_index(RECORD_PERSON, "name")] = random_name(context);
		ok = record_add(store, &record, err);
	}
	return ok;
}

static struct program *program_new(const char *path, const char *name)
{
	struct program *program = mmap(NULL, sizeof *program, PROT_READ | PROT_WRITE,
				       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	const char *seconds = getenv("IEMN_TEST_SECONDS");
	assert_true(program != MAP_FAILED);
	program->path = path;
	program->name = name;
	program->seconds = seconds ? atoi(seconds) : 0;
	return program;
}

static void copy_text(char out[TEXT_SIZE], const char *text)
{
	snprintf(out, TEXT_SIZE, "%s", text ? text : "");
}

static bool open_form(struct store *store, struct random *random, struct form *form,
		      struct err *err)
{
	struct ref ref = {RECORD_PERSON, (int64_t)random_next(random, PEOPLE) + 1};
	arena_clear(form->arena);
	return record_get(store, ref, form->arena, &form->base, err);
}

/* Fills in one field of a form and saves; false when something else than a conflict came of it. */
static bool save_form(struct store *store, struct program *program, struct random *random,
		      struct form *form, struct err *err)
{
	const struct intent intent = {.origin = "screen", .name = "Edit", .actor = program->name};
	struct save *save = &program->saves[program->count];
	struct save_item item = {form->base, form->base};
	struct save_result result;
	*save = (struct save){.person = (int)form->base.ref.id};
	save->field = (int)random_next(random, sizeof fields / sizeof fields[0]);
	snprintf(save->value, TEXT_SIZE, "%s %zu", program->name, program->count);
	copy_text(save->base, record_value(&form->base, fields[save->field]));
	item.next.values[field_index(RECORD_PERSON, fields[save->field])] = save->value;
	if (save_records(store, &intent, &item, 1, form->arena, &result, NULL, err)) {
		save->action = result.action;
	} else if (err->kind == ERR_CONFLICT && result.clash_count == 1) {
		copy_text(save->theirs, result.clashes[0].theirs);
	} else {
		return false;
	}
	program->count++;
	return true;
}

static bool goes_on(const struct program *program, time_t start)
{
	return program->count < SAVES_MAX &&
	       (program->seconds > 0 ? time(NULL) - start < program->seconds
				     : program->count < SAVES);
}

/* Nobody gives up waiting for the other. */
static bool wait_on(void *context, long milliseconds, const char *holder)
{
	(void)context;
	(void)milliseconds;
	(void)holder;
	return true;
}

/* Nobody saves before both have forms open: what the first one saves is news to the other, however the
 * machine shares its time between them. */
static void wait_for_other(struct program *program)
{
	atomic_store(&program->has_opened, true);
	while (!atomic_load(&program->other->has_opened)) {
		sched_yield();
	}
}

static int edit_on(void *context)
{
	struct program *program = context;
	struct random random = {(unsigned char)program->name[0]};
	struct form forms[FORMS];
	struct err err = {0};
	struct store *store = NULL;
	time_t start = time(NULL);
	bool ok = store_open(program->path, false, &store, &err);
	if (ok) {
		store_on_lock(store, wait_on, NULL);
	}
	for (int i = 0; i < FORMS; i++) {
		forms[i].arena = arena_new();
		ok = ok && open_form(store, &random, &forms[i], &err);
	}
	wait_for_other(program);
	while (ok && goes_on(program, start)) {
		struct form *form = &forms[random_next(&random, FORMS)];
		ok = save_form(store, program, &random, form, &err) &&
		     open_form(store, &random, form, &err);
	}
	for (int i = 0; i < FORMS; i++) {
		arena_free(forms[i].arena);
	}
	if (!ok) {
		fprintf(stderr, "%s: %s\n", program->name, err.text);
	}
	store_close(store);
	return ok ? 0 : 1;
}

/* Steps a query that gives one text for two values; NULL for no row. In the arena. */
static const char *ask(struct store *store, struct arena *arena, const char *sql, int64_t id,
		       const char *text)
{
	struct err err = {0};
	sqlite3_stmt *statement;
	bool row = false;
	assert_true(db_prepare(store, sql, &statement, &err));
	db_bind_int(store, statement, 1, id);
	db_bind_text(store, statement, 2, text);
	assert_true(db_step(store, statement, &row, &err));
	const char *found = row ? db_text(statement, 0, arena) : NULL;
	db_reset(statement);
	return found;
}

/* A save that was said to be done stands in the journal, over the value that its form had shown. */
static void assert_saved(struct store *store, struct arena *arena, const struct save *save)
{
	const char *found = ask(store, arena,
				"SELECT coalesce(old, '') || '>' || new FROM change "
				"WHERE action_id = ?1 AND field = ?2",
				save->action, fields[save->field]);
	const char *expected = arena_format(arena, "%s>%s", save->base, save->value);
	assert_non_null(found);
	assert_string_equal(found, expected);
}

/* A conflict showed a value that the form had not, and that somebody had saved; its own is nowhere. */
static void assert_shown(struct store *store, struct arena *arena, const struct save *save)
{
	static const char sql[] = "SELECT 'x' FROM change WHERE ?1 > 0 AND new = ?2";
	assert_string_not_equal(save->theirs, save->base);
	assert_non_null(ask(store, arena, sql, 1, save->theirs));
	assert_null(ask(store, arena, sql, 1, save->value));
}

static size_t assert_program(struct store *store, const struct program *program)
{
	size_t conflicts = 0;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < program->count; i++) {
		if (program->saves[i].action != 0) {
			assert_saved(store, arena, &program->saves[i]);
		} else {
			assert_shown(store, arena, &program->saves[i]);
			conflicts++;
		}
	}
	arena_free(arena);
	printf("%s: %zu saved, %zu conflicts\n", program->name, program->count - conflicts,
	       conflicts);
	return conflicts;
}

/* Each change of a field begins where the one before ended: nothing was overwritten unseen. */
static const char broken_chain[] =
	"SELECT count(*) FROM (SELECT old, lag(new) OVER (PARTITION BY record_uid, field "
	"ORDER BY id) AS before FROM change) WHERE old IS NOT before";

static void no_save_of_two_programs_is_lost(void **state)
{
	struct folder *folder = *state;
	struct random random = {1};
	struct err err = {0};
	const char *path = folder_file(folder, "people.db");
	assert_true(store_create(path, false, fill, &random, &err));
	struct program *first = program_new(path, "ann");
	struct program *second = program_new(path, "bob");

	first->other = second;
	second->other = first;

	assert_true(child_run_two(edit_on, first, second));

	struct store *store = sample_open(path, false);
	size_t conflicts = assert_program(store, first) + assert_program(store, second);
	assert_true(conflicts > 0);
	assert_true(conflicts < (first->count + second->count) / 2);
	int64_t count = -1;
	assert_true(db_number(store, broken_chain, &count, &err));
	assert_int_equal(count, 0);
	assert_true(db_number(store, "SELECT count(*) FROM action", &count, &err));
	assert_int_equal(count, first->count + second->count - conflicts);
	struct arena *arena = arena_new();
	struct findings findings;
	assert_true(inspect_file(store, 10, arena, &findings, &err));
	assert_int_equal(findings.count, 0);
	arena_free(arena);
	store_close(store);
	munmap(first, sizeof *first);
	munmap(second, sizeof *second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FOLDER_TEST(no_save_of_two_programs_is_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
