/* SPDX-License-Identifier: MIT
 *
 * What tests of sheets share.
 */
#include "sheet_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

const struct intent sheet_intent = {.origin = "shell", .actor = "tester"};

int sheet_set_up(void **state)
{
	setenv("SOURCE_DATE_EPOCH", "1795435200", 1); /* 2026-11-23T12:00:00Z */
	setenv("TZ", "UTC0", 1);
	return fixture_set_up(state);
}

struct sheet *sheet_of(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	struct err err = {.kind = ERR_NONE};
	struct ref ref = fixture_ref(fixture->store, kind, uid);
	struct sheet *sheet = sheet_open(fixture->store, ref, &err);
	fixture_assert_ok(sheet != NULL, &err);
	return sheet;
}

size_t sheet_part_of(const struct sheet *sheet, enum record_kind kind, size_t place)
{
	for (size_t i = 0; i < sheet->count; i++) {
		if (sheet->parts[i].now.ref.kind == kind && place-- == 0) {
			return i;
		}
	}
	fail_msg("There is no such %s.", record_type(kind)->name);
	return 0;
}

size_t sheet_count_of(const struct sheet *sheet, enum record_kind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < sheet->count; i++) {
		count += sheet->parts[i].now.ref.kind == kind;
	}
	return count;
}

static int field_of(const struct sheet *sheet, size_t part, const char *field)
{
	int index = field_index(sheet->parts[part].now.ref.kind, field);
	if (index < 0) {
		fail_msg("There is no field %s.", field);
	}
	return index;
}

void sheet_type(struct fixture *fixture, struct sheet *sheet, size_t part, const char *field,
		const char *text)
{
	struct err err = {.kind = ERR_NONE};
	fixture_assert_ok(
		sheet_set(sheet, fixture->store, part, field_of(sheet, part, field), text, &err),
		&err);
}

const char *sheet_refusal(struct fixture *fixture, struct sheet *sheet, size_t part,
			  const char *field, const char *text)
{
	struct err err = {.kind = ERR_NONE};
	int index = field_of(sheet, part, field);
	assert_false(sheet_set(sheet, fixture->store, part, index, text, &err));
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.field, field);
	assert_string_equal(sheet->parts[part].raw[index], text);
	assert_string_equal(sheet->parts[part].fault[index], err.text);
	return arena_text(fixture->arena, err.text);
}

const char *sheet_value(const struct sheet *sheet, size_t part, const char *field)
{
	return fixture_word(sheet->parts[part].now.values[field_of(sheet, part, field)]);
}

const char *sheet_shown(struct fixture *fixture, const struct sheet *sheet, size_t part,
			const char *field)
{
	return sheet_text(sheet, fixture->store, part, field_of(sheet, part, field),
			  fixture->arena);
}

int64_t sheet_must_save(struct fixture *fixture, struct sheet *sheet)
{
	struct save_result result;
	struct err err = {.kind = ERR_NONE};
	fixture_assert_ok(
		sheet_save(sheet, fixture->store, &sheet_intent, fixture->arena, &result, &err),
		&err);
	return result.action;
}

static void add_field_changes(struct fixture *fixture, const struct sheet *sheet, size_t part,
			      struct str *text)
{
	const struct record_type *type = record_type(sheet->parts[part].now.ref.kind);
	for (int i = 0; i < (int)type->field_count; i++) {
		if (sheet_is_touched(sheet, part, i)) {
			str_add_format(
				text, "%s: %s -> %s\n", type->fields[i].label,
				sheet_came_text(sheet, fixture->store, part, i, fixture->arena),
				sheet_text(sheet, fixture->store, part, i, fixture->arena));
		}
	}
}

/* What is new, goes or comes back is told as a whole. */
static void add_part_changes(struct fixture *fixture, const struct sheet *sheet, size_t part,
			     struct str *text)
{
	const struct sheet_part *this = &sheet->parts[part];
	bool is_out = sheet_is_out(sheet, part);
	bool is_new = part > 0 && !this->base.uid;
	if (is_new || (this->base.uid && !this->base.binned != !this->now.binned)) {
		const char *summary = sheet_summary(sheet, fixture->store, part, fixture->arena);
		str_add_format(text, "%s: %s -> %s\n", record_type(this->now.ref.kind)->label,
			       is_out ? summary : "", is_out ? "" : summary);
	}
	if (!is_new && !is_out) {
		add_field_changes(fixture, sheet, part, text);
	}
}

const char *sheet_changes_text(struct fixture *fixture, const struct sheet *sheet)
{
	struct str text = STR_EMPTY;
	for (size_t i = 0; i < sheet->count; i++) {
		if (sheet_is_touched(sheet, i, SHEET_WHOLE)) {
			add_part_changes(fixture, sheet, i, &text);
		}
	}
	assert_int_equal(text.len > 0, sheet_is_changed(sheet));
	const char *lent = arena_text(fixture->arena, str_text(&text));
	str_clear(&text);
	return lent;
}

const char *sheet_stored(struct fixture *fixture, enum record_kind kind, const char *uid,
			 const char *field)
{
	struct record record;
	struct err err = {.kind = ERR_NONE};
	fixture_assert_ok(record_get(fixture->store, fixture_ref(fixture->store, kind, uid),
				     fixture->arena, &record, &err),
			  &err);
	return fixture_word(record_value(&record, field));
}
