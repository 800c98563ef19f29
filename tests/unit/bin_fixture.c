/* SPDX-License-Identifier: MIT
 *
 * See bin_fixture.h.
 */
#include "bin_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

const struct intent bin_intent = {.origin = "screen", .name = "To the bin", .actor = "tester"};

int bin_set_up(void **state)
{
	setenv("SOURCE_DATE_EPOCH", "1709294400", 1); /* 2024-03-01T12:00:00Z */
	return fixture_set_up(state);
}

int bin_tear_down(void **state)
{
	unsetenv("SOURCE_DATE_EPOCH");
	return fixture_tear_down(state);
}

bool fixture_try_move(struct fixture *fixture, struct ref ref, struct err *err)
{
	int64_t action = -1;
	*err = (struct err){0};
	return bin_move(fixture->store, &ref, 1, &bin_intent, &action, err);
}

void fixture_move(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	struct err err;
	fixture_assert_ok(fixture_try_move(fixture, fixture_ref(fixture->store, kind, uid), &err),
			  &err);
}

bool fixture_try_restore(struct fixture *fixture, enum record_kind kind, const char *uid,
			 struct err *err)
{
	struct ref ref = fixture_ref(fixture->store, kind, uid);
	int64_t action = -1;
	*err = (struct err){0};
	return bin_restore(fixture->store, &ref, 1, &bin_intent, &action, err);
}

void fixture_restore(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	struct err err;
	fixture_assert_ok(fixture_try_restore(fixture, kind, uid, &err), &err);
}

bool fixture_is_binned(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(fixture->store, fixture_ref(fixture->store, kind, uid),
				     fixture->arena, &record, &err),
			  &err);
	return record.binned != NULL;
}

const char *fixture_everything(struct fixture *fixture, bool with_revisions)
{
	struct str all = STR_EMPTY;
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		for (int64_t id = 1; id < 60; id++) {
			struct record record;
			struct ref ref = {(enum record_kind)kind, id};
			if (!record_get(fixture->store, ref, fixture->arena, &record, NULL)) {
				continue;
			}
			str_add_format(&all, "%d %s %s %d:", kind, record.uid,
				       fixture_word(record.binned),
				       with_revisions ? (int)record.revision : 0);
			for (size_t i = 0; i < record_type(ref.kind)->field_count; i++) {
				str_add_format(&all, " %s", fixture_word(record.values[i]));
			}
			str_add(&all, "\n");
		}
	}
	const char *text = arena_text(fixture->arena, str_text(&all));
	str_clear(&all);
	return text;
}
