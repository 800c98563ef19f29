/* SPDX-License-Identifier: MIT
 *
 * What a sheet calls the records that it tells of while another program holds the file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/folder.h"
#include "interchange/sheet.h"
#include "store/db.h"

#define PERSON "c1000000-0000-4000-8000-000000000000"
#define PLACE "e1000000-0000-4000-8000-000000000000"
#define LATER "e2000000-0000-4000-8000-000000000000"

static bool add(struct store *store, enum record_kind kind, const char *uid,
		const char *fields[][2], struct err *err)
{
	struct record record = {.ref = {kind, 0}, .uid = uid};
	for (size_t i = 0; fields[i][0] != NULL; i++) {
		record.values[field_index(kind, fields[i][0])] = fields[i][1];
	}
	return record_add(store, &record, err);
}

static bool fill(struct store *store, void *context, struct err *err)
{
	static const char *place[][2] = {
		{"code", "FJ"}, {"name", "Testland"}, {"region", "Asia"}, {NULL, NULL}};
	static const char *later[][2] = {
		{"code", "PW"}, {"name", "Otherland"}, {"region", "Asia"}, {NULL, NULL}};
	static const char *person[][2] = {
		{"name", "Ana Example"}, {"place", PLACE}, {"status", "active"}, {NULL, NULL}};
	(void)context;
	return add(store, RECORD_PLACE, PLACE, place, err) &&
	       add(store, RECORD_PLACE, LATER, later, err) &&
	       add(store, RECORD_PERSON, PERSON, person, err);
}

/* A key that is there already: nothing is waited for. */
static bool gives_way(void *context)
{
	(void)context;
	return true;
}

static const char *country(const struct sheet *sheet, struct store *store)
{
	return sheet_text(sheet, store, 0, field_index(RECORD_PERSON, "place"), sheet->arena);
}

static const char *label(const struct sheet *sheet, struct store *store)
{
	return sheet_label(sheet, store, RECORD_PERSON, PERSON, sheet->arena);
}

static void names_stay_while_the_file_cannot_be_read(void **state)
{
	struct folder folder;
	struct store *store = NULL;
	struct store *other = NULL;
	struct err err = {.kind = ERR_NONE};
	(void)state;
	folder_init(&folder);
	const char *path = folder_file(&folder, "directory.db");
	assert_true(store_create(path, false, fill, NULL, &err));
	assert_true(store_open(path, false, &store, &err));
	assert_true(store_open(path, false, &other, &err));
	struct ref ref = {RECORD_PERSON, 1};
	struct sheet *sheet = sheet_open(store, ref, &err);
	assert_non_null(sheet);
	assert_string_equal(country(sheet, store), "Testland");
	assert_string_equal(label(sheet, store), "Ana Example");
	store_on_wait(store, gives_way, NULL);

	assert_int_equal(sqlite3_exec(store_db(other),
				      "BEGIN EXCLUSIVE; UPDATE place SET name = 'Newland' "
				      "WHERE code = 'FJ'",
				      NULL, NULL, NULL),
			 SQLITE_OK);

	assert_string_equal(country(sheet, store), "Testland");
	assert_string_equal(label(sheet, store), "Ana Example");
	sheet_put(sheet, 0, "place", LATER); /* was never called anything here */
	assert_string_equal(country(sheet, store), LATER);
	sheet_put(sheet, 0, "place", PLACE);

	assert_int_equal(sqlite3_exec(store_db(other), "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	store_on_wait(store, NULL, NULL);
	sheet_put(sheet, 0, "place", LATER);
	assert_string_equal(country(sheet, store), "Otherland");
	assert_null(sheet_label(sheet, store, RECORD_PERSON, LATER, sheet->arena));
	sheet_free(sheet);
	store_close(other);
	store_close(store);
	folder_clear(&folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_stay_while_the_file_cannot_be_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
