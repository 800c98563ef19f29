/* SPDX-License-Identifier: MIT
 *
 * See action_fixture.h.
 */
#include "action_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

const struct intent fixture_intent = {.origin = "shell", .name = "Edit", .actor = "desk"};

void fixture_begin(struct fixture *fixture, const struct intent *intent)
{
	struct err err = {0};
	fixture_assert_ok(action_begin(fixture->store, intent, &err), &err);
}

int64_t fixture_end(struct fixture *fixture)
{
	struct err err = {0};
	int64_t id = -1;
	fixture_assert_ok(action_end(fixture->store, &id, &err), &err);
	return id;
}

void fixture_set(struct fixture *fixture, struct ref ref, const char *field, const char *value)
{
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	record.values[field_index(ref.kind, field)] = value;
	fixture_assert_ok(record_update(fixture->store, &record, &err), &err);
}

struct ref fixture_put(struct fixture *fixture, enum record_kind kind, const char *uid,
		       const struct fixture_value *values)
{
	struct ref ref = {kind, 0};
	struct err err = {0};
	fixture_assert_ok(fixture_try(fixture->store, kind, uid, values, &ref, &err), &err);
	return ref;
}

int64_t fixture_save(struct fixture *fixture, struct ref ref, const char *field, const char *value)
{
	fixture_begin(fixture, &fixture_intent);
	fixture_set(fixture, ref, field, value);
	return fixture_end(fixture);
}

const char *fixture_read(struct fixture *fixture, struct ref ref, const char *field)
{
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(fixture->store, ref, fixture->arena, &record, &err), &err);
	return record_value(&record, field);
}

void fixture_undo(struct fixture *fixture, int64_t id)
{
	struct err err = {0};
	struct action_rows blockers;
	fixture_assert_ok(
		journal_undo(fixture->store, id, &fixture_intent, fixture->arena, &blockers, &err),
		&err);
}

void fixture_redo(struct fixture *fixture, int64_t id)
{
	struct err err = {0};
	struct action_rows blockers;
	fixture_assert_ok(
		journal_redo(fixture->store, id, &fixture_intent, fixture->arena, &blockers, &err),
		&err);
}

int64_t fixture_next(struct fixture *fixture, bool is_back)
{
	struct action_row row;
	struct err err = {0};
	fixture_assert_ok(is_back ? journal_next_undo(fixture->store, fixture->arena, &row, &err)
				  : journal_next_redo(fixture->store, fixture->arena, &row, &err),
			  &err);
	return row.id;
}

void fixture_see_changes(struct fixture *fixture, int64_t id)
{
	struct change_rows rows;
	struct err err = {0};
	fixture_assert_ok(journal_changes(fixture->store, id, fixture->arena, &rows, &err), &err);
	for (size_t i = 0; i < rows.count; i++) {
		const struct change_row *row = &rows.items[i];
		str_add_format(&fixture->seen, "%s %.2s %s: %s > %s\n",
			       record_type(row->kind)->name, row->uid, row->field,
			       fixture_word(row->old), fixture_word(row->new));
	}
}
