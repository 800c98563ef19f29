/* SPDX-License-Identifier: MIT
 *
 * Sheets on the small made-up directory, with fields by name.
 */
#ifndef IEMN_TESTS_SHEET_FIXTURE_H
#define IEMN_TESTS_SHEET_FIXTURE_H

#include "../unit/directory_fixture.h"
#include "interchange/sheet.h"

/* Today, in these tests. */
#define SHEET_DAY "2026-11-23"

/* The directory with a stopped clock, for cmocka: *state is a struct fixture. */
int sheet_set_up(void **state);

#define SHEET_TEST(name) cmocka_unit_test_setup_teardown(name, sheet_set_up, fixture_tear_down)

/* Who saves in tests; the name is left to what is saved. */
extern const struct intent sheet_intent;

/* The sheet of a record that must open. */
struct sheet *sheet_of(struct fixture *fixture, enum record_kind kind, const char *uid);

/* The part of a kind, counted from 0; it must be there. */
size_t sheet_part_of(const struct sheet *sheet, enum record_kind kind, size_t place);

/* How many parts of a kind there are. */
size_t sheet_count_of(const struct sheet *sheet, enum record_kind kind);

/* Types a text into a field that must take it; what is said about one that must not. */
void sheet_type(struct fixture *fixture, struct sheet *sheet, size_t part, const char *field,
		const char *text);
const char *sheet_refusal(struct fixture *fixture, struct sheet *sheet, size_t part,
			  const char *field, const char *text);

/* The value that is stored, or "-"; and the text that a person sees. */
const char *sheet_value(const struct sheet *sheet, size_t part, const char *field);
const char *sheet_shown(struct fixture *fixture, const struct sheet *sheet, size_t part,
			const char *field);

/* Saves a sheet that must be saved; gives the place of the action in the journal. */
int64_t sheet_must_save(struct fixture *fixture, struct sheet *sheet);

/* What differs as lines "label: old -> new". */
const char *sheet_changes_text(struct fixture *fixture, const struct sheet *sheet);

/* The value of a field in the file, or "-". */
const char *sheet_stored(struct fixture *fixture, enum record_kind kind, const char *uid,
			 const char *field);

#endif
