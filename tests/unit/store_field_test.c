/* SPDX-License-Identifier: MIT
 *
 * The field rows: that they and the columns of schema.sql are the same, and what may stand in a
 * field of each kind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "directory_fixture.h"
#include "store/db.h"
#include "store/field.h"

/* Columns that no field row stands for. */
static bool is_own_column(const char *name)
{
	static const char *const own[] = {"id", "uid", "revision", "binned", "sort_key"};
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
		if (strcmp(own[i], name) == 0) {
			return true;
		}
	}
	return false;
}

/* The field of a column: its name, without the _id of a reference. */
static const struct field *field_of_column(enum record_kind kind, const char *column)
{
	const struct record_type *type = record_type(kind);
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		size_t len = strlen(field->name);
		const char *end = field->kind == FIELD_REFERENCE ? "_id" : "";
		if (strncmp(column, field->name, len) == 0 && strcmp(column + len, end) == 0) {
			return field;
		}
	}
	return NULL;
}

static bool is_number(enum field_kind kind)
{
	return kind == FIELD_NUMBER || kind == FIELD_FLAG || kind == FIELD_REFERENCE;
}

/* A default stands in SQL as 'active' or as 100. */
static bool is_same_default(const char *sql, const char *initial)
{
	if (!sql || !initial) {
		return !sql && !initial;
	}
	size_t quote = sql[0] == '\'';
	return strlen(sql) == strlen(initial) + 2 * quote &&
	       strncmp(sql + quote, initial, strlen(initial)) == 0;
}

/* Holds a column, as PRAGMA table_info gives it, against its field. */
static void assert_column_is_field(enum record_kind kind, sqlite3_stmt *column)
{
	const char *name = db_lent_text(column, 1);
	const struct field *field = field_of_column(kind, name);
	if (!field) {
		fail_msg("%s.%s has no field row", record_type(kind)->name, name);
	}
	const char *initial = db_lent_text(column, 4);
	if (!is_same_default(initial, field->initial)) {
		fail_msg("%s: default %s, initial %s", name, initial, field->initial);
	}
	assert_int_equal(db_int(column, 3) != 0, field->required || field->initial);
	assert_string_equal(db_lent_text(column, 2), is_number(field->kind) ? "INTEGER" : "TEXT");
}

static size_t count_fields_of_table(struct store *store, enum record_kind kind)
{
	char sql[64];
	snprintf(sql, sizeof sql, "PRAGMA table_info(%s)", record_type(kind)->name);
	sqlite3_stmt *statement;
	struct err err = {0};
	bool row;
	size_t count = 0;
	assert_true(db_prepare(store, sql, &statement, &err));
	while (db_step(store, statement, &row, &err) && row) {
		if (!is_own_column(db_lent_text(statement, 1))) {
			assert_column_is_field(kind, statement);
			count++;
		}
	}
	db_reset(statement);
	return count;
}

static void every_column_has_a_field_and_every_field_a_column(void **state)
{
	(void)state;
	struct store *store = fixture_open_empty();
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		assert_int_equal(count_fields_of_table(store, (enum record_kind)kind),
				 record_type((enum record_kind)kind)->field_count);
	}
	store_close(store);
}

static void every_table_with_a_uid_is_a_kind_of_record(void **state)
{
	(void)state;
	struct store *store = fixture_open_empty();
	sqlite3_stmt *statement;
	struct err err = {0};
	bool row;
	int count = 0;
	assert_true(db_prepare(store,
			       "SELECT m.name FROM sqlite_schema m "
			       "JOIN pragma_table_info(m.name) c ON c.name = 'uid' "
			       "WHERE m.type = 'table' AND m.name <> 'tombstone'",
			       &statement, &err));
	while (db_step(store, statement, &row, &err) && row) {
		enum record_kind kind;
		assert_true(record_kind_of_name(db_lent_text(statement, 0), &kind));
		count++;
	}
	assert_int_equal(count, RECORD_KINDS);
	store_close(store);
}

static void every_field_has_words_for_people(void **state)
{
	(void)state;
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		const struct record_type *type = record_type((enum record_kind)kind);
		assert_true(type->field_count <= FIELDS_MAX);
		assert_non_null(type->label);
		for (size_t i = 0; i < type->field_count; i++) {
			const struct field *field = &type->fields[i];
			assert_true(field->label[0] != '\0');
			assert_int_equal(field->help[strlen(field->help) - 1], '.');
			assert_int_equal(field_index((enum record_kind)kind, field->name), i);
		}
	}
	assert_int_equal(field_index(RECORD_PERSON, "shoe_size"), -1);
}

static void every_initial_value_may_stand_in_its_field(void **state)
{
	(void)state;
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		const struct record_type *type = record_type((enum record_kind)kind);
		for (size_t i = 0; i < type->field_count; i++) {
			struct err err = {0};
			if (!field_check(&type->fields[i], type->fields[i].initial, &err)) {
				assert_true(type->fields[i].required);
			}
		}
	}
}

/* A value for a field of a record, and whether it is good. */
struct check_row {
	enum record_kind kind;
	const char *field;
	const char *value;
	bool is_good;
};

static const struct check_row check_rows[] = {
	{RECORD_PERSON, "name", NULL, false},
	{RECORD_PERSON, "name", "", false},
	{RECORD_PERSON, "name", "   ", false},
	{RECORD_PERSON, "name", "\u200b", false},
	{RECORD_PERSON, "name", "\ufeff", false},
	{RECORD_PERSON, "name", "\u3000 \u00a0", false},
	{RECORD_PERSON, "name", "\u0301", false},
	{RECORD_PERSON, "name", "\u2800\u3164", false},
	{RECORD_PERSON, "name", "\u3000徐", true},
	{RECORD_PERSON, "name", "two\u2028lines", false},
	{RECORD_PAGE, "title", "two\u2029lines", false},
	{RECORD_PAGE, "title", "\u2028", false},
	{RECORD_PERSON, "note", "two\u2028lines", true},
	{RECORD_PERSON, "note", " \n\u200b", false},
	{RECORD_PERSON, "name", "徐銘華", true},
	{RECORD_PERSON, "name", "two\nlines", false},
	{RECORD_PERSON, "name", "a\x1b[2J", false},
	{RECORD_PERSON, "name", "\xff", false},
	{RECORD_PERSON, "name", "Ana \xe2\x80\xae zitrO", false},
	{RECORD_PERSON, "latin_name", NULL, true},
	{RECORD_PERSON, "note", "two\nlines", true},
	{RECORD_PERSON, "note", "bell \a", false},
	{RECORD_PERSON, "status", "former", true},
	{RECORD_PERSON, "status", "retired", false},
	{RECORD_PERSON, "status", "Former", false},
	{RECORD_PERSON, "languages", "en zh-Hant es-419", true},
	{RECORD_PERSON, "languages", "english language", true},
	{RECORD_PERSON, "languages", "en, fr", false},
	{RECORD_PERSON, "languages", "en  fr", false},
	{RECORD_PERSON, "languages", "e", false},
	{RECORD_PERSON, "languages", "en-", false},
	{RECORD_PERSON, "languages", "4u", false},
	{RECORD_PERSON, "languages", "toolonglanguage", false},
	{RECORD_ORGANISATION, "kind", "laboratory", true},
	{RECORD_ORGANISATION, "established", "2011", true},
	{RECORD_ORGANISATION, "established", "2011-05", true},
	{RECORD_ORGANISATION, "established", "2011-05-17", true},
	{RECORD_ORGANISATION, "established", "2011-02-30", false},
	{RECORD_ORGANISATION, "established", "17.5.2011", false},
	{RECORD_ORGANISATION, "rank", "12", true},
	{RECORD_ORGANISATION, "rank", "-3", true},
	{RECORD_ORGANISATION, "rank", "999999999", true},
	{RECORD_ORGANISATION, "rank", "1000000000", false},
	{RECORD_ORGANISATION, "rank", "1.5", false},
	{RECORD_ORGANISATION, "rank", "-", false},
	{RECORD_ORGANISATION, "rank", "first", false},
	{RECORD_ORGANISATION, "place", UID("a1"), true},
	{RECORD_ORGANISATION, "place", "TW", false},
	{RECORD_EVENT, "importance", "3", true},
	{RECORD_EVENT, "importance", "4", false},
	{RECORD_CHANNEL, "preferred", "1", true},
	{RECORD_CHANNEL, "preferred", "yes", false},
	{RECORD_PLACE, "code", "TW", true},
	{RECORD_PLACE, "code", "tw", false},
	{RECORD_PLACE, "code", "TWN", false},
	{RECORD_PLACE, "code", "T1", false},
	{RECORD_SOURCE, "url", "https://example.org/a?b=c", true},
	{RECORD_SOURCE, "url", "http://example.org", true},
	{RECORD_SOURCE, "url", "mailto:desk@example.org", true},
	{RECORD_SOURCE, "url", "https://", false},
	{RECORD_SOURCE, "url", "ftp://example.org", false},
	{RECORD_SOURCE, "url", "javascript:alert(1)", false},
	{RECORD_SOURCE, "url", "https://example.org/a b", false},
	{RECORD_SOURCE, "url", "https://example.org/\x7f", false},
	{RECORD_SOURCE, "url", "https://example.org/\xc3\xa9", false},
};

static void a_value_is_judged_by_the_kind_of_its_field(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof check_rows / sizeof check_rows[0]; i++) {
		const struct check_row *row = &check_rows[i];
		int index = field_index(row->kind, row->field);
		assert_true(index >= 0);
		struct err err = {0};
		if (field_check(&record_type(row->kind)->fields[index], row->value, &err) !=
		    row->is_good) {
			fail_msg("%s: \"%s\": %s", row->field, row->value, err.text);
		}
		if (!row->is_good) {
			assert_int_equal(err.kind, ERR_INVALID);
			assert_string_equal(err.field, row->field);
			assert_true(err.text[0] != '\0');
		}
	}
}

/* Fields and the most bytes they take: a smaller figure would refuse what files hold already. */
static const struct {
	enum record_kind kind;
	const char *field;
	const char *start;
	size_t limit;
} limit_rows[] = {
	{RECORD_PERSON, "name", "", 400},      {RECORD_ORGANISATION, "name", "", 400},
	{RECORD_EVENT, "title", "", 400},      {RECORD_SOURCE, "url", "https://", 2000},
	{RECORD_PERSON, "note", "", 64000},    {RECORD_PAGE, "body", "", 64000},
	{RECORD_CITATION, "claim", "", 64000},
};

static void a_value_may_be_as_long_as_its_limit_and_no_longer(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof limit_rows / sizeof limit_rows[0]; i++) {
		int index = field_index(limit_rows[i].kind, limit_rows[i].field);
		const struct field *field = &record_type(limit_rows[i].kind)->fields[index];
		size_t limit = limit_rows[i].limit;
		char *value = mem_new(limit + 2, 1);
		memset(value, 'x', limit + 1);
		memcpy(value, limit_rows[i].start, strlen(limit_rows[i].start));
		struct err err = {0};
		assert_false(field_check(field, value, &err));
		value[limit] = '\0';
		assert_true(field_check(field, value, &err));
		free(value);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_column_has_a_field_and_every_field_a_column),
		cmocka_unit_test(every_table_with_a_uid_is_a_kind_of_record),
		cmocka_unit_test(every_field_has_words_for_people),
		cmocka_unit_test(every_initial_value_may_stand_in_its_field),
		cmocka_unit_test(a_value_is_judged_by_the_kind_of_its_field),
		cmocka_unit_test(a_value_may_be_as_long_as_its_limit_and_no_longer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
