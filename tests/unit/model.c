/* SPDX-License-Identifier: MIT
 *
 * The model is simple on purpose: it looks through everything, every time.
 */
#include "model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "store/db.h"

struct model *model_new(void)
{
	struct model *model = mem_new(1, sizeof *model);
	model->arena = arena_new();
	return model;
}

void model_free(struct model *model)
{
	free(model->open.changes);
	arena_free(model->arena);
	free(model);
}

/* A field of a record, also one that is no field. */
static const char **place(struct model_record *record, int field)
{
	return field == MODEL_BINNED ? &record->binned : &record->values[field];
}

static void note(struct model *model, struct model_change change)
{
	if (model->open.count == model->open_capacity) {
		model->open_capacity = model->open_capacity * 2 + 16;
		model->open.changes = mem_resize(model->open.changes, model->open_capacity,
						 sizeof *model->open.changes);
	}
	model->open.changes[model->open.count++] = change;
}

void model_set(struct model *model, size_t record, int field, const char *value)
{
	const char **at = place(&model->records[record], field);
	if (!str_is_same(*at, value)) {
		const char *new = arena_text(model->arena, value);
		note(model, (struct model_change){record, field, *at, new});
		*at = new;
	}
}

size_t model_add(struct model *model, const struct record *record)
{
	assert_true(model->record_count < MODEL_RECORDS);
	size_t index = model->record_count++;
	struct model_record *added = &model->records[index];
	*added = (struct model_record){.is_there = true, .kind = record->ref.kind, .revision = 1};
	memcpy(added->uid, record->uid, UID_SIZE);
	note(model, (struct model_change){index, MODEL_MADE, NULL, added->uid});
	for (size_t i = 0; i < record_type(added->kind)->field_count; i++) {
		model_set(model, index, (int)i, record->values[i]);
	}
	model_set(model, index, MODEL_BINNED, record->binned);
	return index;
}

static bool is_made_by(const struct model_action *action, size_t record)
{
	for (size_t i = 0; i < action->count; i++) {
		if (action->changes[i].record == record && action->changes[i].field == MODEL_MADE) {
			return true;
		}
	}
	return false;
}

/* Raises the revision of every record that the action changed, once. */
static void raise_revisions(struct model *model, const struct model_action *action)
{
	for (size_t i = 0; i < action->count; i++) {
		size_t record = action->changes[i].record;
		bool is_first = true;
		for (size_t j = 0; j < i; j++) {
			is_first = is_first && action->changes[j].record != record;
		}
		if (is_first && !is_made_by(action, record)) {
			model->records[record].revision++;
		}
	}
}

/* Leads to a state that was not there before; keeps what the revisions are in it. */
static void enter_new_state(struct model *model, struct model_action *action)
{
	raise_revisions(model, action);
	model->state = ++model->state_count;
	assert_true(model->state < MODEL_STATES);
	int *kept = arena_new_array(model->arena, model->record_count, sizeof *kept);
	for (size_t i = 0; i < model->record_count; i++) {
		kept[i] = model->records[i].revision;
	}
	model->revisions[model->state] = kept;
}

/* Leads back to a state: the revisions of what was there then, and is touched now, are those of then. */
static void enter_old_state(struct model *model, const struct model_action *action, size_t state)
{
	model->state = state;
	for (size_t i = 0; i < action->count; i++) {
		size_t record = action->changes[i].record;
		if (!is_made_by(action, record)) {
			model->records[record].revision = model->revisions[state][record];
		}
	}
}

/* The last way that led to the state of now and that undoing or redoing the action goes back; NULL for
 * none. */
static const struct model_way *find_way(const struct model *model,
					const struct model_action *action)
{
	for (size_t i = model->way_count; i-- > 0;) {
		const struct model_way *way = &model->ways[i];
		if (way->action == action && way->is_undo == action->is_undone &&
		    way->to == model->state) {
			return way;
		}
	}
	return NULL;
}

bool model_is_exact(const struct model *model, const struct model_action *action)
{
	return find_way(model, action) != NULL;
}

/* The state that an action leads to by being made, undone or redone. */
static void move_state(struct model *model, struct model_action *action, bool is_undo)
{
	struct model_way way = {.action = action, .is_undo = is_undo, .from = model->state};
	const struct model_way *back = find_way(model, action);
	if (back) {
		enter_old_state(model, action, back->from);
	} else {
		enter_new_state(model, action);
	}
	way.to = model->state;
	assert_true(model->way_count < MODEL_STATES);
	model->ways[model->way_count++] = way;
}

static void go_back(struct model *model, const struct model_action *action)
{
	for (size_t i = action->count; i-- > 0;) {
		const struct model_change *change = &action->changes[i];
		struct model_record *record = &model->records[change->record];
		if (change->field == MODEL_MADE) {
			record->is_there = false;
		} else {
			*place(record, change->field) = change->old;
		}
	}
}

static void go_forth(struct model *model, const struct model_action *action)
{
	for (size_t i = 0; i < action->count; i++) {
		const struct model_change *change = &action->changes[i];
		struct model_record *record = &model->records[change->record];
		if (change->field == MODEL_MADE) {
			record->is_there = true;
		} else {
			*place(record, change->field) = change->new;
		}
	}
}

void model_keep(struct model *model, int64_t id)
{
	assert_int_equal(id != 0, model->open.count > 0);
	if (id == 0) {
		return;
	}
	assert_true(model->action_count < MODEL_ACTIONS);
	struct model_action *action = &model->actions[model->action_count++];
	*action = (struct model_action){.id = id, .since = id, .count = model->open.count};
	action->changes = arena_new_array(model->arena, action->count, sizeof *action->changes);
	memcpy(action->changes, model->open.changes, action->count * sizeof *action->changes);
	move_state(model, action, false);
	model->open.count = 0;
}

void model_cancel(struct model *model)
{
	go_back(model, &model->open);
	model->open.count = 0;
}

struct model_action *model_next_undo(struct model *model)
{
	struct model_action *found = NULL;
	for (size_t i = 0; i < model->action_count; i++) {
		struct model_action *action = &model->actions[i];
		if (!action->is_undone && (!found || action->since > found->since)) {
			found = action;
		}
	}
	return found;
}

struct model_action *model_next_redo(struct model *model)
{
	struct model_action *found = NULL;
	int64_t newest = 0;
	for (size_t i = 0; i < model->action_count; i++) {
		struct model_action *action = &model->actions[i];
		newest = action->id > newest ? action->id : newest;
		if (action->is_undone && (!found || action->undone > found->undone)) {
			found = action;
		}
	}
	return found && found->undone > newest ? found : NULL;
}

/* Whether one change stands on another. */
static bool depends(const struct model *model, const struct model_change *later,
		    const struct model_change *earlier)
{
	if (earlier->field != MODEL_MADE) {
		return later->record == earlier->record && later->field == earlier->field;
	}
	const char *uid = model->records[earlier->record].uid;
	return later->record == earlier->record || str_is_same(later->new, uid);
}

static bool stands_on(const struct model *model, const struct model_action *later,
		      const struct model_action *earlier)
{
	for (size_t i = 0; i < later->count; i++) {
		for (size_t j = 0; j < earlier->count; j++) {
			if (depends(model, &later->changes[i], &earlier->changes[j])) {
				return true;
			}
		}
	}
	return false;
}

const char *model_dependents(const struct model *model, const struct model_action *action)
{
	struct str text = STR_EMPTY;
	for (size_t i = model->action_count; i-- > 0;) {
		const struct model_action *other = &model->actions[i];
		if (other != action && !other->is_undone && other->since > action->since &&
		    stands_on(model, other, action)) {
			str_add_format(&text, " %d", (int)other->id);
		}
	}
	const char *kept = arena_text(model->arena, str_text(&text));
	str_clear(&text);
	return kept;
}

/* Whether a uid among the values is that of a record which is not there. */
static bool is_missing(const struct model *model, const char *value)
{
	for (size_t i = 0; value && i < model->record_count; i++) {
		if (strcmp(model->records[i].uid, value) == 0) {
			return !model->records[i].is_there;
		}
	}
	return false;
}

bool model_fits(const struct model *model, const struct model_action *action)
{
	struct model *copy = mem_new(1, sizeof *copy);
	memcpy(copy->records, model->records, sizeof copy->records);
	copy->record_count = model->record_count;
	bool fits = true;
	for (size_t i = 0; fits && i < action->count; i++) {
		const struct model_change *change = &action->changes[i];
		struct model_record *record = &copy->records[change->record];
		if (change->field == MODEL_MADE) {
			fits = !record->is_there;
			record->is_there = true;
		} else {
			const char **at = place(record, change->field);
			fits = record->is_there && str_is_same(*at, change->old) &&
			       !is_missing(copy, change->new);
			*at = change->new;
		}
	}
	free(copy);
	return fits;
}

void model_undo(struct model *model, struct model_action *action, int64_t id)
{
	go_back(model, action);
	move_state(model, action, true);
	action->is_undone = true;
	action->undone = id;
}

void model_redo(struct model *model, struct model_action *action, int64_t id)
{
	go_forth(model, action);
	move_state(model, action, false);
	action->is_undone = false;
	action->since = id;
}

static void assert_record(const struct model_record *record, struct store *store,
			  struct arena *arena)
{
	struct ref ref;
	struct record found;
	struct err err = {0};
	assert_true(record_find_uid(store, record->kind, record->uid, &ref, &err));
	if ((ref.id != 0) != record->is_there) {
		fail_msg("%s: there %d, expected %d", record->uid, ref.id != 0, record->is_there);
	}
	if (!record->is_there) {
		return;
	}
	assert_true(record_get(store, ref, arena, &found, &err));
	const struct record_type *type = record_type(record->kind);
	for (size_t i = 0; i < type->field_count; i++) {
		if (!str_is_same(found.values[i], record->values[i])) {
			fail_msg("%s %s %s: found “%s”, expected “%s”", type->name, record->uid,
				 type->fields[i].name, found.values[i] ? found.values[i] : "-",
				 record->values[i] ? record->values[i] : "-");
		}
	}
	if (!str_is_same(found.binned, record->binned)) {
		fail_msg("%s binned: found %s, expected %s", record->uid,
			 found.binned ? found.binned : "-", record->binned ? record->binned : "-");
	}
	assert_int_equal(found.revision, record->revision);
}

static int64_t count_rows(struct store *store)
{
	struct str sql = STR_EMPTY;
	struct err err = {0};
	int64_t count = -1;
	str_add(&sql, "SELECT 0");
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		str_add_format(&sql, " + (SELECT count(*) FROM %s)",
			       record_type((enum record_kind)kind)->name);
	}
	assert_true(db_number(store, str_text(&sql), &count, &err));
	str_clear(&sql);
	return count;
}

void model_assert_same(const struct model *model, struct store *store)
{
	struct arena *arena = arena_new();
	int64_t count = 0;
	for (size_t i = 0; i < model->record_count; i++) {
		assert_record(&model->records[i], store, arena);
		count += model->records[i].is_there;
	}
	assert_int_equal(count_rows(store), count);
	arena_free(arena);
}
