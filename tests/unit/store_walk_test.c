/* SPDX-License-Identifier: MIT
 *
 * A thousand random edits with random undo and redo, held against a model in plain C after each step;
 * now and then the whole file is looked through for what no save may leave behind. IEMN_TEST_SEED replays a sequence, IEMN_TEST_EDITS makes it longer or shorter.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "directory_fixture.h"
#include "dump.h"
#include "model.h"
#include "random_record.h"
#include "store/bin.h"
#include "store/inspect.h"
#include "store/search.h"

#define PILE_MAX 64	/* moved to the bin together */
#define RECORDS_MAX 150 /* beyond that no more are added, so that they meet more often */

struct trial {
	struct store *store;
	struct arena *arena;
	struct random random;
	struct random_records records;
	struct model *model;
	int edits;
	int refused;
	int walks;
	int blocked;
	int moves; /* to the bin and out of it */
	long now;  /* the clock, which stands still in between */
};

static const struct intent intent = {.origin = "shell", .name = "Edit 試驗", .actor = "desk"};

static size_t environment_number(const char *name, size_t otherwise)
{
	const char *text = getenv(name);
	return text ? strtoull(text, NULL, 10) : otherwise;
}

/* Some record of a kind that is there, mostly one in use; the number of records for none. */
static size_t some_record(struct trial *trial, enum record_kind kind)
{
	const struct model *model = trial->model;
	for (int i = 0; i < 200; i++) {
		size_t at = random_next(&trial->random, model->record_count);
		const struct model_record *record = &model->records[at];
		if (record->is_there && (kind == RECORD_KINDS || record->kind == kind) &&
		    (!record->binned || i > 20)) {
			return at;
		}
	}
	return model->record_count;
}

static const char *some_uid(void *context, enum record_kind kind)
{
	struct trial *trial = context;
	size_t at = some_record(trial, kind);
	return at < trial->model->record_count ? trial->model->records[at].uid : NULL;
}

static int set_up(void **state)
{
	struct trial *trial = mem_new(1, sizeof *trial);
	trial->random.seed = environment_number("IEMN_TEST_SEED", (size_t)time(NULL));
	printf("IEMN_TEST_SEED=%llu\n", (unsigned long long)trial->random.seed);
	trial->store = fixture_open_empty();
	trial->arena = arena_new();
	trial->model = model_new();
	trial->now = 1709294400; /* 2024-03-01T12:00:00Z */
	trial->records = (struct random_records){&trial->random, trial->arena, some_uid, trial};
	*state = trial;
	return 0;
}

static int tear_down(void **state)
{
	struct trial *trial = *state;
	store_close(trial->store);
	arena_free(trial->arena);
	model_free(trial->model);
	free(trial);
	unsetenv("SOURCE_DATE_EPOCH");
	return 0;
}

static void must(bool ok, const struct err *err)
{
	if (!ok) {
		fail_msg("%s: %s", err->field, err->text);
	}
}

/* Countries, as an action: nothing is there that the journal does not know of. */
static void add_countries(struct trial *trial)
{
	static const char *const rows[][2] = {
		{"TW", "Taiwan"}, {"VN", "Viet Nam"}, {"CL", "Chile"}, {"NE", "Niger"}};
	struct err err = {0};
	int64_t id;
	must(action_begin(trial->store, &intent, &err), &err);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct record record = random_record(&trial->records, RECORD_PLACE);
		record.values[field_index(RECORD_PLACE, "code")] = rows[i][0];
		record.values[field_index(RECORD_PLACE, "name")] = rows[i][1];
		must(record_add(trial->store, &record, &err), &err);
		model_add(trial->model, &record);
	}
	must(action_end(trial->store, &id, &err), &err);
	model_keep(trial->model, id);
}

static bool add_one(struct trial *trial, struct err *err)
{
	struct record record = random_record(&trial->records, random_kind(&trial->random));
	if (!record_add(trial->store, &record, err)) {
		return false;
	}
	model_add(trial->model, &record);
	return true;
}

static bool edit_one(struct trial *trial, struct err *err)
{
	size_t at = some_record(trial, RECORD_KINDS);
	struct ref ref;
	struct record record;
	enum record_kind kind = trial->model->records[at].kind;
	must(record_find_uid(trial->store, kind, trial->model->records[at].uid, &ref, err), err);
	must(record_get(trial->store, ref, trial->arena, &record, err), err);
	int fields[3];
	size_t count = 1 + random_next(&trial->random, 3);
	for (size_t i = 0; i < count; i++) {
		fields[i] = random_field(&trial->records, kind);
		record.values[fields[i]] = random_value(&trial->records, kind, fields[i]);
	}
	if (!record_update(trial->store, &record, err)) {
		return false;
	}
	for (int i = 0; i < FIELDS_MAX; i++) {
		model_set(trial->model, at, i, record.values[i]);
	}
	return true;
}

/* An action of one to four edits; what a rule refuses leaves nothing of the whole of it. */
static void edit(struct trial *trial)
{
	struct err err = {0};
	int64_t id;
	size_t count = 1 + random_next(&trial->random, 4);
	bool ok = true;
	must(action_begin(trial->store, &intent, &err), &err);
	for (size_t i = 0; ok && i < count; i++) {
		bool is_full = trial->model->record_count > RECORDS_MAX;
		bool is_new = !is_full && random_next(&trial->random, 9) < 4;
		ok = is_new ? add_one(trial, &err) : edit_one(trial, &err);
	}
	if (!ok) {
		assert_int_equal(err.kind, ERR_INVALID);
		action_cancel(trial->store);
		model_cancel(trial->model);
		trial->refused++;
		return;
	}
	must(action_end(trial->store, &id, &err), &err);
	model_keep(trial->model, id);
	trial->edits += id != 0;
}

/* Who went along is what the rows say; that the journal says the same shows when it is walked back. */
static void follow_bin(struct trial *trial)
{
	struct model *model = trial->model;
	for (size_t i = 0; i < model->record_count; i++) {
		struct ref ref;
		struct record record;
		struct err err = {0};
		if (model->records[i].is_there) {
			must(record_find_uid(trial->store, model->records[i].kind,
					     model->records[i].uid, &ref, &err),
			     &err);
			must(record_get(trial->store, ref, trial->arena, &record, &err), &err);
			model_set(model, i, MODEL_BINNED, record.binned);
		}
	}
}

/* Moves records to the bin, or takes them out, as one action. */
static void move(struct trial *trial, const size_t *places, size_t count, bool is_out)
{
	struct ref refs[PILE_MAX];
	struct err err = {0};
	int64_t id;
	char now[32];
	trial->now += (long)random_next(&trial->random, 3);
	snprintf(now, sizeof now, "%ld", trial->now);
	setenv("SOURCE_DATE_EPOCH", now, 1);
	for (size_t i = 0; i < count; i++) {
		const struct model_record *record = &trial->model->records[places[i]];
		must(record_find_uid(trial->store, record->kind, record->uid, &refs[i], &err),
		     &err);
	}
	if (!(is_out ? bin_restore : bin_move)(trial->store, refs, count, &intent, &id, &err)) {
		assert_int_equal(err.kind, ERR_CONFLICT);
		trial->refused++;
		return;
	}
	follow_bin(trial);
	model_keep(trial->model, id);
	trial->edits += id != 0;
	trial->moves += id != 0;
}

/* A parent, a country, a source, or a body that somebody sits for. */
static size_t some_support(struct trial *trial)
{
	static const enum record_kind kinds[] = {RECORD_ORGANISATION, RECORD_ORGANISATION,
						 RECORD_SOURCE, RECORD_PLACE};
	return some_record(trial, kinds[random_next(&trial->random, 4)]);
}

static bool names(const struct model_record *record, const char *uid)
{
	for (size_t i = 0; i < FIELDS_MAX; i++) {
		if (str_is_same(record->values[i], uid)) {
			return true;
		}
	}
	return false;
}

/* What stands on a record goes to the bin, all at once or one by one, and then the record itself. */
static void move_with_all(struct trial *trial)
{
	const struct model *model = trial->model;
	size_t places[PILE_MAX];
	size_t count = 0;
	size_t at = some_support(trial);
	bool is_apart = random_next(&trial->random, 4) == 0;
	if (at == model->record_count || model->records[at].binned) {
		return;
	}
	for (size_t i = 0; i < model->record_count && count < PILE_MAX - 1; i++) {
		const struct model_record *record = &model->records[i];
		if (record->is_there && !record->binned && names(record, model->records[at].uid)) {
			places[count++] = i;
		}
	}
	for (size_t i = 0; is_apart && i < count; i++) {
		move(trial, &places[i], 1, false);
	}
	places[is_apart ? 0 : count] = at;
	move(trial, places, is_apart ? 1 : count + 1, false);
}

static void move_some(struct trial *trial)
{
	const struct model *model = trial->model;
	size_t places[PILE_MAX];
	size_t count = 1 + random_next(&trial->random, 3);
	for (size_t i = 0; i < count; i++) {
		places[i] = some_record(trial, RECORD_KINDS);
	}
	move(trial, places, count, model->records[places[0]].binned != NULL);
}

/* Takes out what lies in the bin, one or two at a time, as far as it can come out. */
static void restore_some(struct trial *trial)
{
	const struct model *model = trial->model;
	size_t first = random_next(&trial->random, model->record_count);
	size_t wanted = 1 + random_next(&trial->random, 8);
	for (size_t i = 0; i < model->record_count && wanted > 0; i++) {
		size_t at = (first + i) % model->record_count;
		if (model->records[at].is_there && model->records[at].binned) {
			move(trial, &at, 1, true);
			wanted--;
		}
	}
}

static int64_t newest_id(struct trial *trial)
{
	struct action_rows rows;
	struct err err = {0};
	must(journal_actions(trial->store, 0, 1, trial->arena, &rows, &err), &err);
	return rows.items[0].id;
}

static const char *ids_of(struct trial *trial, const struct action_rows *rows)
{
	struct str text = STR_EMPTY;
	for (size_t i = 0; i < rows->count; i++) {
		str_add_format(&text, " %d", (int)rows->items[i].id);
	}
	const char *kept = arena_text(trial->arena, str_text(&text));
	str_clear(&text);
	return kept;
}

/* Undoes an action; the model knows whether that can be, but for the rules between records, which may
 * refuse a state that the file never had. */
static void undo(struct trial *trial, struct model_action *action)
{
	struct action_rows blockers;
	struct err err = {0};
	const char *expected = model_dependents(trial->model, action);
	bool is_exact = model_is_exact(trial->model, action);
	bool done = journal_undo(trial->store, action->id, &intent, trial->arena, &blockers, &err);
	assert_string_equal(ids_of(trial, &blockers), expected);
	if (done) {
		model_undo(trial->model, action, newest_id(trial));
		trial->walks++;
	} else if (expected[0] == '\0' && (is_exact || err.kind != ERR_CONFLICT)) {
		fail_msg("%s", err.text);
	} else {
		trial->blocked++;
	}
}

static void redo(struct trial *trial, struct model_action *action)
{
	struct action_rows blockers;
	struct err err = {0};
	bool fits = model_fits(trial->model, action);
	bool is_exact = model_is_exact(trial->model, action);
	assert_true(fits || !is_exact);
	bool done = journal_redo(trial->store, action->id, &intent, trial->arena, &blockers, &err);
	if (done) {
		assert_true(fits);
		model_redo(trial->model, action, newest_id(trial));
		trial->walks++;
	} else if (is_exact || err.kind != ERR_CONFLICT) {
		fail_msg("%s", err.text);
	} else {
		trial->blocked++;
	}
}

static int64_t id_of(const struct model_action *action)
{
	return action ? action->id : 0;
}

static void assert_next(struct trial *trial)
{
	struct action_row row;
	struct err err = {0};
	must(journal_next_undo(trial->store, trial->arena, &row, &err), &err);
	assert_int_equal(row.id, id_of(model_next_undo(trial->model)));
	must(journal_next_redo(trial->store, trial->arena, &row, &err), &err);
	assert_int_equal(row.id, id_of(model_next_redo(trial->model)));
}

/* `iemn check` finds nothing. */
static void assert_sound(struct trial *trial)
{
	struct findings findings;
	struct err err = {0};
	must(inspect_file(trial->store, 1, trial->arena, &findings, &err), &err);
	if (findings.count > 0) {
		const struct finding *first = &findings.items[0];
		fail_msg("%s %s: %s", record_type(first->ref.kind)->name,
			 record_label(trial->store, first->ref, trial->arena), first->text);
	}
}

/* What edits keep in step is what a rebuild writes. */
static void assert_search_texts(struct trial *trial)
{
	struct err err = {0};
	char *kept = dump_tables(trial->store);
	must(store_begin(trial->store, &err), &err);
	must(search_rebuild(trial->store, &err), &err);
	char *rebuilt = dump_tables(trial->store);
	store_rollback(trial->store);
	dump_assert_same(kept, rebuilt);
	free(kept);
	free(rebuilt);
}

static void step(struct trial *trial)
{
	size_t kind = random_next(&trial->random, 20);
	struct model_action *back = model_next_undo(trial->model);
	struct model_action *forth = model_next_redo(trial->model);
	struct model_action *any =
		&trial->model->actions[random_next(&trial->random, trial->model->action_count)];
	if (kind < 4 && back && back->id > 1) {
		undo(trial, back);
	} else if (kind < 7 && forth) {
		redo(trial, forth);
	} else if (kind == 8 && any->is_undone) {
		redo(trial, any);
	} else if (kind == 9 && !any->is_undone && any->id > 1) {
		undo(trial, any);
	} else if (kind == 10) {
		move_with_all(trial);
	} else if (kind == 11) {
		move_some(trial);
	} else if (kind < 14) {
		restore_some(trial);
	} else {
		edit(trial);
	}
}

static void random_edits_undone_and_redone_match_a_model(void **state)
{
	struct trial *trial = *state;
	int edits = (int)environment_number("IEMN_TEST_EDITS", 1000);
	add_countries(trial);
	for (int i = 0; trial->edits - trial->moves < edits; i++) {
		step(trial);
		model_assert_same(trial->model, trial->store);
		assert_next(trial);
		if (i % 20 == 0) {
			assert_search_texts(trial);
			assert_sound(trial);
			arena_clear(trial->arena);
		}
	}
	assert_sound(trial);
	printf("%d edits, %d moves, %d refused, %d walks, %d blocked\n",
	       trial->edits - trial->moves, trial->moves, trial->refused, trial->walks,
	       trial->blocked);
	assert_true(trial->moves > edits / 10);
	assert_true(trial->walks > edits / 10);
	assert_true(trial->blocked > edits / 100);
}

#define HISTORY 150

static void all_undone_and_all_redone_every_table_is_as_it_was(void **state)
{
	struct trial *trial = *state;
	char *moments[HISTORY + 1];
	int count = 0;
	add_countries(trial);
	for (moments[0] = dump_tables(trial->store); count < HISTORY; arena_clear(trial->arena)) {
		int before = trial->edits;
		edit(trial);
		if (trial->edits > before) {
			moments[++count] = dump_tables(trial->store);
		}
	}
	for (int way = -1; way <= 1; way += 2) {
		for (int i = 0; i < HISTORY; i++) {
			if (way < 0) {
				undo(trial, model_next_undo(trial->model));
			} else {
				redo(trial, model_next_redo(trial->model));
			}
			count += way;
			char *now = dump_tables(trial->store);
			dump_assert_same(now, moments[count]);
			free(now);
		}
	}
	for (int i = 0; i <= HISTORY; i++) {
		free(moments[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(random_edits_undone_and_redone_match_a_model),
		TEST(all_undone_and_all_redone_every_table_is_as_it_was),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
