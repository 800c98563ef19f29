/* SPDX-License-Identifier: MIT
 *
 * Reading directories in JSON: nothing is lost, and what is wrong is refused with its place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "fixture.h"
#include "interchange/bundle.h"
#include "interchange/json.h"
#include "store/search.h"

#define HEAD "{\"format\": \"iemn-directory\", \"version\": 1, "
#define UID(digit) "00000000-0000-4000-8000-00000000000" digit
#define PLACE "{\"uid\": \"" UID("1") "\", \"code\": \"TW\", \"name\": \"Taiwan\"}"

static void assert_refused(const char *text, const char *expected)
{
	const char *said = fixture_refusal(text, strlen(text));
	if (said == NULL) {
		fail_msg("taken, instead of: %s", expected);
	}
	assert_string_equal(said, expected);
}

/* The words behind the place are jansson's, and those of its versions differ. */
static void assert_refused_at(const char *text, size_t len, const char *place)
{
	const char *said = fixture_refusal(text, len);
	if (said == NULL) {
		fail_msg("taken, instead of: %s", place);
	}
	if (strncmp(said, place, strlen(place)) != 0 || strlen(said) < strlen(place) + 10) {
		fail_msg("%s, instead of: %s", said, place);
	}
}

static void broken_json_is_refused_with_line_and_column(void **state)
{
	(void)state;
	static const char misspelt[] = "{\n  \"format\": oops\n}";
	static const char two[] = "{} {}";
	assert_refused_at(misspelt, sizeof misspelt - 1, "Line 2, column 16: this is not JSON: ");
	assert_refused_at(two, sizeof two - 1, "Line 1, column 4: this is not JSON: ");
	assert_refused_at("", 0, "Line 1, column 0: this is not JSON: ");
}

static void a_key_that_stands_twice_is_refused(void **state)
{
	(void)state;
	static const char text[] = "{\n \"version\": 1,\n \"version\": 1\n}";
	assert_refused_at(text, sizeof text - 1, "Line 3, column 10: this is not JSON: duplicate");
}

static void a_lone_surrogate_is_refused(void **state)
{
	(void)state;
	static const char text[] = "[\"\\ud800\"]";
	assert_refused_at(text, sizeof text - 1, "Line 1, column ");
}

static void a_nul_is_refused(void **state)
{
	(void)state;
	static const char escaped[] = "[\"a\\u0000b\"]";
	static const char raw[] = "[\"a\0b\"]";
	assert_refused_at(escaped, sizeof escaped - 1, "Line 1, column ");
	assert_refused_at(raw, sizeof raw - 1, "Line 1, column ");
}

static void bytes_that_are_not_utf8_are_refused(void **state)
{
	(void)state;
	static const char byte[] = "[\n\"\xff\"]";
	static const char surrogate[] = "[\n\"\xed\xa0\x80\"]";
	assert_refused_at(byte, sizeof byte - 1, "Line 2, column ");
	assert_refused_at(surrogate, sizeof surrogate - 1, "Line 2, column ");
}

static void another_form_or_version_is_refused(void **state)
{
	(void)state;
	assert_refused("{\"version\": 1}",
		       "This is not a directory: “format” is not “iemn-directory”.");
	assert_refused("{\"format\": \"other\", \"version\": 1}",
		       "This is not a directory: “format” is not “iemn-directory”.");
	assert_refused("[]", "This is not a directory: “format” is not “iemn-directory”.");
	assert_refused("{\"format\": \"iemn-directory\", \"version\": 2}",
		       "This program reads version 1 of the form; “version” is another.");
	assert_refused("{\"format\": \"iemn-directory\"}",
		       "This program reads version 1 of the form; “version” is another.");
}

static void an_unknown_key_is_refused_naming_its_record(void **state)
{
	(void)state;
	assert_refused(HEAD "\"persons\": []}", "There is no “persons” in a directory.");
	assert_refused(HEAD "\"meta\": {\"fold\": \"1\"}}", ".meta: “fold” is not known here.");
	assert_refused(HEAD "\"places\": [" PLACE
			    ", {\"uid\": \"" UID("2") "\", \"colour\": \"\"}]}",
		       ".places[1]: there is no “colour” in this kind of record.");
	assert_refused(HEAD "\"places\": [{\"uid\": \"" UID("1") "\", \"members\": []}]}",
		       ".places[0]: there is no “members” in this kind of record.");
}

static void a_record_without_a_proper_uid_is_refused(void **state)
{
	(void)state;
	assert_refused(HEAD "\"places\": [{\"code\": \"TW\", \"name\": \"Taiwan\"}]}",
		       ".places[0]: “uid” is missing or not a string.");
	assert_refused(HEAD "\"places\": [{\"uid\": \"1\", \"code\": \"TW\"}]}",
		       ".places[0]: “uid” is not a UUID in lower case.");
	assert_refused(HEAD "\"places\": [" PLACE ", " PLACE "]}",
		       ".places[1]: its uid belongs to another record already.");
}

static void a_reference_to_no_record_is_refused(void **state)
{
	(void)state;
	assert_refused(HEAD "\"organisations\": [{\"uid\": \"" UID(
			       "1") "\", \"kind\": \"agency\", "
				    "\"name\": \"A\", \"place\": {\"uid\": \"" UID(
					    "7") "\", \"name\": \"N\"}}]}",
		       ".organisations[0].place: There is no record with the uid " UID("7") ".");
	assert_refused(
		HEAD "\"organisations\": [{\"uid\": \"" UID(
			"1") "\", \"kind\": \"agency\", "
			     "\"name\": \"A\", \"place\": {\"name\": \"Taiwan\"}}]}",
		".organisations[0]: “place” is neither a uid nor an object of uid and name.");
}

static void parents_that_go_in_a_circle_are_refused(void **state)
{
	(void)state;
	assert_refused(
		HEAD
		"\"organisations\": ["
		"{\"uid\": \"" UID(
			"1") "\", \"kind\": \"agency\", \"name\": \"A\", "
			     "\"parent\": \"" UID(
				     "2") "\"}, "
					  "{\"uid\": \"" UID(
						  "2") "\", \"kind\": \"agency\", \"name\": \"B\", "
						       "\"parent\": \"" UID("1") "\"}]}",
		".organisations[0].parent: There is no record with the uid " UID("2") ".");
	assert_refused(HEAD "\"organisations\": ["
			    "{\"uid\": \"" UID("1") "\", \"kind\": \"agency\", \"name\": \"A\", "
						    "\"parent\": \"" UID("1") "\"}]}",
		       ".organisations[0].parent: There is no record with the uid " UID("1") ".");
}

static void a_day_that_no_calendar_has_is_refused(void **state)
{
	(void)state;
	const char *text = HEAD "\"events\": [{\"uid\": \"" UID(
		"1") "\", \"kind\": \"law\", "
		     "\"title\": \"T\", \"date\": \"2011-02-30\"}]}";
	const char *said = fixture_refusal(text, strlen(text));
	assert_non_null(said);
	assert_ptr_equal(strstr(said, ".events[0].date: "), said);
}

static void a_control_character_in_a_name_is_refused(void **state)
{
	(void)state;
	const char *text =
		HEAD "\"places\": [{\"uid\": \"" UID("1") "\", \"code\": \"TW\", "
							  "\"name\": \"Tai\\u009bwan\"}]}";
	const char *said = fixture_refusal(text, strlen(text));
	assert_non_null(said);
	assert_ptr_equal(strstr(said, ".places[0].name: "), said);
}

static void values_of_another_type_are_refused(void **state)
{
	(void)state;
	assert_refused(HEAD "\"places\": [{\"uid\": \"" UID("1") "\", \"code\": 7}]}",
		       ".places[0]: “code” is not a string.");
	assert_refused(HEAD "\"pages\": [{\"uid\": \"" UID("1") "\", \"rank\": \"1\"}]}",
		       ".pages[0]: “rank” is not a whole number.");
	assert_refused(HEAD "\"pages\": [{\"uid\": \"" UID("1") "\", \"rank\": 1.5}]}",
		       ".pages[0]: “rank” is not a whole number.");
	assert_refused(HEAD "\"pages\": [7]}", ".pages[0]: a record is expected here.");
	assert_refused(HEAD "\"pages\": {}}", ".pages: an array is expected here.");
	assert_refused(HEAD "\"pages\": [{\"uid\": \"" UID("1") "\", \"record\": \"place\"}]}",
		       ".pages[0]: the record is of another kind than its array.");
}

static void a_nested_record_is_named_by_its_whole_place(void **state)
{
	(void)state;
	assert_refused(
		HEAD "\"organisations\": [{\"uid\": \"" UID(
			"1") "\", \"kind\": \"agency\", "
			     "\"name\": \"A\", \"memberships\": [{\"uid\": \"" UID(
				     "2") "\", "
					  "\"role\": \"member\", \"organisation\": \"" UID(
						  "4") "\", "
						       "\"citations\": [{\"uid\": \"" UID(
							       "3") "\"}]}]}, "
								    "{\"uid\": \"" UID(
									    "4") "\", "
										 "\"kind\": "
										 "\"agency\", "
										 "\"name\": "
										 "\"C\"}]}",
		".organisations[0].memberships[0].citations[0].source: It must not be empty.");
	assert_refused(
		HEAD "\"organisations\": [{\"uid\": \"" UID(
			"1") "\", \"kind\": \"agency\", "
			     "\"name\": \"A\", \"names\": [{\"uid\": \"" UID(
				     "2") "\", "
					  "\"organisation\": \"" UID(
						  "1") "\", \"name\": \"B\"}]}]}",
		".organisations[0].names[0]: there is no “organisation” in this kind of record.");
}

static void a_term_may_name_a_body_that_stands_below_it(void **state)
{
	(void)state;
	struct store *store = fixture_load(HEAD "\"organisations\": [{\"uid\": \"" UID(
		"1") "\", \"kind\": \"agency\", "
		     "\"name\": \"A\", \"memberships\": [{\"uid\": \"" UID(
			     "3") "\", "
				  "\"role\": \"member\", \"organisation\": \"" UID(
					  "2") "\"}]}, "
					       "{\"uid\": \"" UID("2") "\", \"kind\": \"network\", "
								       "\"name\": \"B\"}]}");
	assert_int_equal(fixture_count(store, RECORD_MEMBERSHIP), 1);
	store_close(store);
}

static void facts_about_the_data_are_kept(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct store *store = fixture_load(HEAD "\"meta\": {\"edition\": \"2026-11-23\"}}");
	assert_string_equal(store_meta(store, "edition", arena), "2026-11-23");
	store_close(store);
	arena_free(arena);
}

static void assert_reads_itself(struct store *first)
{
	struct str before = STR_EMPTY;
	struct str after = STR_EMPTY;
	fixture_dump(first, &before);
	store_close(first);
	struct store *second = fixture_load(str_text(&before));
	fixture_dump(second, &after);
	store_close(second);
	assert_true(before.len > 10000);
	assert_string_equal(str_text(&after), str_text(&before));
	str_clear(&before);
	str_clear(&after);
}

static void what_is_written_reads_back_the_same(void **state)
{
	(void)state;
	assert_reads_itself(fixture_facts());
	assert_reads_itself(fixture_demo());
}

static void assert_holds(json_t *whole, json_t *part, const char *place);

static const char *uid_of(json_t *value)
{
	const char *uid = json_string_value(json_object_get(value, "uid"));
	return uid != NULL ? uid : json_string_value(value);
}

/* Records may stand in another order than in the file: they are told by their uids. */
static void assert_array_holds(json_t *whole, json_t *part, const char *place)
{
	assert_int_equal(json_array_size(whole), json_array_size(part));
	for (size_t i = 0; i < json_array_size(part); i++) {
		json_t *item = json_array_get(part, i);
		size_t at = 0;
		while (at < json_array_size(whole) &&
		       strcmp(uid_of(json_array_get(whole, at)), uid_of(item)) != 0) {
			at++;
		}
		assert_holds(json_array_get(whole, at), item, place);
	}
}

static void assert_member_holds(json_t *whole, json_t *part, const char *place)
{
	if (json_is_array(part)) {
		assert_array_holds(whole, part, place);
	} else if (json_is_object(part)) {
		assert_string_equal(uid_of(whole), uid_of(part));
	} else if (json_is_boolean(whole)) {
		assert_int_equal(json_is_true(whole), json_integer_value(part));
	} else if (!json_equal(whole, part)) {
		fail_msg("%s is lost or changed", place);
	}
}

static void assert_holds(json_t *whole, json_t *part, const char *place)
{
	if (whole == NULL) {
		fail_msg("a record of %s is lost", place);
	}
	const char *key;
	json_t *value;
	json_object_foreach(part, key, value)
	{
		if (strcmp(key, "meta") != 0) {
			assert_member_holds(json_object_get(whole, key), value, key);
		}
	}
}

static void nothing_of_the_bundled_file_is_lost(void **state)
{
	(void)state;
	struct str text = STR_EMPTY;
	struct store *store = fixture_facts();
	fixture_dump(store, &text);
	store_close(store);
	json_t *whole = json_loads(str_text(&text), 0, NULL);
	json_t *part = json_loadb(bundle_facts, bundle_facts_size, 0, NULL);
	assert_holds(whole, part, "the file");
	json_decref(whole);
	json_decref(part);
	str_clear(&text);
}

static void a_body_lists_its_members_by_name(void **state)
{
	(void)state;
	struct str text = STR_EMPTY;
	struct store *store = fixture_facts();
	struct ref network;
	struct err err;
	assert_true(record_lookup(store, "IEMN", &network, &err));
	assert_true(json_record(&(struct json_writer){.out = &text}, NULL, store, network, &err));
	json_t *body = json_loads(str_text(&text), 0, NULL);
	json_t *members = json_object_get(body, "members");
	assert_string_equal(json_string_value(json_object_get(body, "record")), "organisation");
	assert_int_equal(json_array_size(members), 2);
	json_t *member = json_object_get(json_array_get(members, 0), "member");
	assert_string_equal(json_string_value(json_object_get(member, "name")),
			    "Ministry of Environment");
	assert_null(json_object_get(json_array_get(members, 0), "organisation"));
	json_decref(body);
	store_close(store);
	str_clear(&text);
}

static void after_a_refused_load_what_is_added_is_found(void **state)
{
	(void)state;
	/* given a load that was refused half way */
	static const char refused[] = HEAD "\"places\": [" PLACE ", {}]}";
	struct store *store = fixture_load(HEAD "\"places\": []}");
	struct err err = {.kind = ERR_NONE};
	assert_true(store_begin(store, &err));
	assert_false(json_load(store, refused, sizeof refused - 1, &err));
	store_rollback(store);

	/* when a record is added */
	struct record record = {.ref = {RECORD_PLACE, 0}};
	record.values[field_index(RECORD_PLACE, "code")] = "CL";
	record.values[field_index(RECORD_PLACE, "name")] = "Chile";
	assert_true(store_begin(store, &err));
	assert_true(record_add(store, &record, &err));
	assert_true(store_commit(store, &err));

	/* then a search finds it */
	struct arena *arena = arena_new();
	struct query query;
	struct search_rows rows;
	query_parse("chile", arena, &query);
	assert_true(search_all(store, &query, 10, arena, &rows, &err));
	assert_int_equal(rows.count, 1);
	arena_free(arena);
	store_close(store);
}

static int stop_clock(void **state)
{
	(void)state;
	fixture_stop_clock();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(broken_json_is_refused_with_line_and_column),
		cmocka_unit_test(a_key_that_stands_twice_is_refused),
		cmocka_unit_test(a_lone_surrogate_is_refused),
		cmocka_unit_test(a_nul_is_refused),
		cmocka_unit_test(bytes_that_are_not_utf8_are_refused),
		cmocka_unit_test(another_form_or_version_is_refused),
		cmocka_unit_test(an_unknown_key_is_refused_naming_its_record),
		cmocka_unit_test(a_record_without_a_proper_uid_is_refused),
		cmocka_unit_test(a_reference_to_no_record_is_refused),
		cmocka_unit_test(parents_that_go_in_a_circle_are_refused),
		cmocka_unit_test(a_day_that_no_calendar_has_is_refused),
		cmocka_unit_test(a_control_character_in_a_name_is_refused),
		cmocka_unit_test(values_of_another_type_are_refused),
		cmocka_unit_test(a_nested_record_is_named_by_its_whole_place),
		cmocka_unit_test(a_term_may_name_a_body_that_stands_below_it),
		cmocka_unit_test(facts_about_the_data_are_kept),
		cmocka_unit_test(what_is_written_reads_back_the_same),
		cmocka_unit_test(nothing_of_the_bundled_file_is_lost),
		cmocka_unit_test(a_body_lists_its_members_by_name),
		cmocka_unit_test(after_a_refused_load_what_is_added_is_found),
	};
	return cmocka_run_group_tests(tests, stop_clock, NULL);
}
