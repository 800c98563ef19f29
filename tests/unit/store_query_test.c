/* SPDX-License-Identifier: MIT
 *
 * Queries: how they are read, and whom each of their terms lets through.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "directory_fixture.h"
#include "store/person.h"
#include "store/query.h"
#include "store/search.h"

/* ---- reading ---- */

static const char *const field_words[] = {
	[QUERY_TEXT] = "text", [QUERY_COUNTRY] = "country", [QUERY_KIND] = "kind",
	[QUERY_BODY] = "body", [QUERY_ROLE] = "role",	    [QUERY_AT] = "at",
};

/* What was typed, and the terms that it means: a minus if negated, the field, the words in brackets
 * to show their blanks. */
static const struct {
	const char *typed;
	const char *terms;
} parse_rows[] = {
	{"", ""},
	{"   ", ""},
	{"chen", "text[ chen]"},
	{"Chen  Li-hua", "text[ chen] text[ li hua]"},
	{"\"steering committee\"", "text[ steering committee ]"},
	{"\"steer", "text[ steer]"},
	{"\"steering commit", "text[ steering commit]"},
	{"\"steering ", "text[ steering]"},
	{"body:\"steering comm", "body[ steering comm]"},
	{"-\"li hu", "-text[ li hu]"},
	{"-chen", "-text[ chen]"},
	{"-\"li hua\"", "-text[ li hua ]"},
	{"-", ""},
	{"***", ""},
	{"country:TW", "country[ tw]"},
	{"COUNTRY:tw", "country[ tw]"},
	{"country:\"viet nam\"", "country[ viet nam ]"},
	{"-kind:ministry", "-kind[ ministry]"},
	{"country:", ""},
	{"country: TW", "text[ tw]"},
	{"body:\"steering committee\" at:2021", "body[ steering committee ] at[2021]"},
	{"at:2021-05", "at[2021-05]"},
	{"at:soon", "text[ at soon]"},
	{"at:2021-13", "text[ at 2021 13]"},
	{"shoe:42", "text[ shoe 42]"},
	{"countryside:x", "text[ countryside x]"},
	{"徐銘", "text[ 徐 銘]"},
	{"role:chair,", "role[ chair]"},
	{"a\"b c\"d", "text[ a] text[ b c ] text[ d]"},
	{"\"\"", ""},
	{"\"", ""},
};

static void describe(const struct query *query, struct str *out)
{
	for (size_t i = 0; i < query->count; i++) {
		const struct query_term *term = &query->terms[i];
		str_add_format(out, "%s%s%s[%s]", i > 0 ? " " : "", term->negated ? "-" : "",
			       field_words[term->field], term->text);
	}
}

static void what_is_typed_is_read_as_terms(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < sizeof parse_rows / sizeof parse_rows[0]; i++) {
		struct query query;
		struct str terms = STR_EMPTY;
		query_parse(parse_rows[i].typed, arena, &query);
		describe(&query, &terms);
		assert_string_equal(str_text(&terms), parse_rows[i].terms);
		str_clear(&terms);
	}
	arena_free(arena);
}

static void a_term_keeps_what_was_typed(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct query query;
	query_parse("-\"Li Hua\" country:TW", arena, &query);
	assert_string_equal(query.terms[0].raw, "Li Hua");
	assert_string_equal(query.terms[1].raw, "TW");
	arena_free(arena);
}

/* ---- meaning ---- */

/* The beginnings of the uids of the people that a query lets through, sorted: "c1 c5". */
static void list_people(struct fixture *fixture, const char *typed, const char *day,
			struct str *out)
{
	struct person_list list = {.day = day};
	struct person_rows rows;
	struct err err = {0};
	query_parse(typed, fixture->arena, &list.query);
	if (!person_window(fixture->store, &list, 0, 1000, fixture->arena, &rows, &err)) {
		fail_msg("%s: %s", typed, err.text);
	}
	bool is_there[256] = {false};
	for (size_t i = 0; i < rows.count; i++) {
		struct record record;
		assert_true(record_get(fixture->store,
				       (struct ref){RECORD_PERSON, rows.items[i].id},
				       fixture->arena, &record, &err));
		is_there[strtol((char[]){record.uid[0], record.uid[1], '\0'}, NULL, 16)] = true;
	}
	for (int i = 0; i < 256; i++) {
		if (is_there[i]) {
			str_add_format(out, "%s%02x", out->len > 0 ? " " : "", i);
		}
	}
}

static const struct {
	const char *typed;
	const char *people;
} people_rows[] = {
	{"", "c1 c2 c3 c4 c5"},
	{"ana", "c2 c3"},
	{"ORT an", "c2 c3"},
	{"rtiz", ""},
	{"\"ana ort\"", ""},
	{"\"ana ortiz\"", "c2 c3"},
	{"\"ana ort", "c2 c3"}, /* still being typed */
	{"\"an ort", ""},
	{"lukasz", "c5"},
	{"銘", "c1"},
	{"徐銘", "c1"},
	{"徐華", ""},
	{"hsu@example.org", "c1"},
	{"5550-0199", "c1"},
	{"55500199", "c1"},
	{"+886255500199", "c1"},
	{"00199", ""},
	{"waste", "c5"},
	{"taiwan", "c1 c5"},
	{"moenv", "c1"},	   /* on whose behalf */
	{"\"tn staff\"", "c1 c4"}, /* past terms too are found by words */
	{"-ana", "c1 c4 c5"},
	{"-ana -mono taiwan", "c1 c5"},
	{"country:TW", "c1 c5"},
	{"country:taiw", "c1 c5"},
	{"country:TWN", "c1 c5"},
	{"country:台灣", "c1 c5"},
	{"country:\"chinese taipei\"", "c1 c5"},
	{"country:vie", "c3"},
	{"country:viet", "c3"},
	{"country:\"viet nam\"", "c3"},
	{"country:\"viet na\"", ""},
	{"country:nam", "c3"},
	{"country:asia", ""},
	{"-country:TW", "c2 c3 c4"},
	{"kind:ministry", ""},
	{"body:committee", "c1 c5"},
	{"body:\"steering committee\" at:2021", "c1 c2"},
	{"at:2021 body:\"steering comm", "c1 c2"},
	{"at:2021 body:\"steer comm", ""},
	{"at:2021 body:\"committee steer", ""},
	{"body:staff at:2021", ""},
	{"body:staff at:2018", "c1"},
	{"at:2018-01", ""},
	{"at:2018-02", "c1"},
	{"at:2018", "c1"},
	{"at:2019-12-31", "c1"},
	{"at:2023-12-31", "c1 c2 c5"},
	{"at:2022-05-16", "c1 c2"},
	{"at:2022-05", "c1 c2 c5"},
	{"at:2024", "c1 c5"},
	{"at:2015-06", "c4"},
	{"at:2015-07", ""},
	{"role:chair", "c1"}, /* not the co-chair */
	{"role:\"co-chair\"", "c5"},
	{"role:co", "c5"},
	{"role:directrice", "c5"},
	{"role:generale", ""},
	{"role:alternate", ""},
	{"role:alternate at:2023", "c2"},
	{"role:chair body:staff", ""}, /* one term must be both */
	{"-role:chair", "c2 c3 c4 c5"},
	{"-body:committee at:2021", ""},
	{"-body:staff at:2019", ""},
	{"-body:staff at:2020", "c1"},
	{"-at:2021", "c3 c4 c5"},
	{"taiwan role:chair -country:CL", "c1"},
};

static void a_query_lets_through_whom_it_means(void **state)
{
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof people_rows / sizeof people_rows[0]; i++) {
		struct str found = STR_EMPTY;
		list_people(fixture, people_rows[i].typed, FIXTURE_DAY, &found);
		if (strcmp(str_text(&found), people_rows[i].people) != 0) {
			fail_msg("%s: %s instead of %s", people_rows[i].typed, str_text(&found),
				 people_rows[i].people);
		}
		str_clear(&found);
	}
}

static void without_a_day_any_term_counts(void **state)
{
	struct fixture *fixture = *state;
	struct str found = STR_EMPTY;
	list_people(fixture, "body:staff", NULL, &found);
	assert_string_equal(str_text(&found), "c1 c4");
	str_clear(&found);
}

static void a_code_means_that_country_alone(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_PERSON, UID("c7"),
		    VALUES({"name", "In Niger"}, {"place", NIGER}));
	fixture_add(fixture->store, RECORD_PERSON, UID("c8"),
		    VALUES({"name", "In Nigeria"}, {"place", NIGERIA}));
	fixture_add(fixture->store, RECORD_PLACE, UID("a7"),
		    VALUES({"code", "NI"}, {"name", "Nicaragua"}));
	fixture_add(fixture->store, RECORD_PERSON, UID("c9"),
		    VALUES({"name", "In Nicaragua"}, {"place", UID("a7")}));
	struct str found = STR_EMPTY;
	list_people(fixture, "country:ne", FIXTURE_DAY, &found);
	assert_string_equal(str_text(&found), "c7");
	str_reset(&found);
	list_people(fixture, "country:ni", FIXTURE_DAY, &found); /* and not Niger */
	assert_string_equal(str_text(&found), "c9");
	str_reset(&found);
	list_people(fixture, "country:niger", FIXTURE_DAY, &found);
	assert_string_equal(str_text(&found), "c7 c8");
	str_reset(&found);
	list_people(fixture, "country:\"niger\"", FIXTURE_DAY, &found);
	assert_string_equal(str_text(&found), "c7");
	str_clear(&found);
}

static void a_very_long_query_does_not_fail(void **state)
{
	struct fixture *fixture = *state;
	static const char *const words[] = {
		"a ",
		"body:a ",
		"role:a ",
		"country:a ",
		"kind:a ",
		"at:2021 ",
		"-at:2021 ",
		"-role:a ",
		"-body:a ",
		"-country:a ",
		"a role:a -body:a at:2021 -country:a ",
	};
	for (size_t word = 0; word < sizeof words / sizeof words[0]; word++) {
		struct str typed = STR_EMPTY;
		for (int i = 0; i < 200; i++) {
			str_add(&typed, words[word]);
		}
		struct query query;
		struct search_rows rows;
		struct err err = {0};
		query_parse(str_text(&typed), fixture->arena, &query);
		if (!search_all(fixture->store, &query, 100, fixture->arena, &rows, &err)) {
			fail_msg("%s: %s", words[word], err.text);
		}
		str_clear(&typed);
	}
}

static void what_is_added_to_a_record_is_found_at_once(void **state)
{
	struct fixture *fixture = *state;
	struct str found = STR_EMPTY;
	list_people(fixture, "saxophone", FIXTURE_DAY, &found);
	assert_string_equal(str_text(&found), "");

	fixture_add(fixture->store, RECORD_CHANNEL, NULL,
		    VALUES({"person", MONO}, {"kind", "phone"}, {"value", "1"},
			   {"label", "Saxophone line"}));

	list_people(fixture, "saxophone", FIXTURE_DAY, &found);
	assert_string_equal(str_text(&found), "c4");
	str_clear(&found);
}

static void deferred_search_texts_are_written_by_the_rebuild(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref;
	struct err err = {0};
	struct str found = STR_EMPTY;
	assert_true(store_begin(fixture->store, &err));
	search_defer(fixture->store);
	assert_true(fixture_try(fixture->store, RECORD_PERSON, UID("c7"), VALUES({"name", "Later"}),
				&ref, &err));
	list_people(fixture, "later", FIXTURE_DAY, &found);
	assert_string_equal(str_text(&found), "");
	assert_true(search_rebuild(fixture->store, &err));
	assert_false(search_is_deferred(fixture->store));
	assert_true(store_commit(fixture->store, &err));
	list_people(fixture, "later", FIXTURE_DAY, &found);
	assert_string_equal(str_text(&found), "c7");
	str_clear(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_typed_is_read_as_terms),
		cmocka_unit_test(a_term_keeps_what_was_typed),
		FIXTURE_TEST(a_query_lets_through_whom_it_means),
		FIXTURE_TEST(without_a_day_any_term_counts),
		FIXTURE_TEST(a_code_means_that_country_alone),
		FIXTURE_TEST(a_very_long_query_does_not_fail),
		FIXTURE_TEST(what_is_added_to_a_record_is_found_at_once),
		FIXTURE_TEST(deferred_search_texts_are_written_by_the_rebuild),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
