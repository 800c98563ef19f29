/* SPDX-License-Identifier: MIT
 *
 * Adding records and reading them back: what is checked, computed and brought into normal form, and
 * what belongs to what.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "directory_fixture.h"
#include "store/db.h"
#include "store/person_name.h"

/* Tries to add a record and takes it back; the error says how that went. */
static struct err try_record(struct store *store, enum record_kind kind, const char *uid,
			     const struct fixture_value *values)
{
	struct err err = {0};
	struct ref ref;
	assert_true(store_begin(store, &err));
	fixture_try(store, kind, uid, values, &ref, &err);
	store_rollback(store);
	return err;
}

static void assert_refused(struct store *store, enum record_kind kind, const char *field,
			   const struct fixture_value *values)
{
	struct err err = try_record(store, kind, NULL, values);
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.field, field);
}

static struct record get(struct fixture *fixture, struct ref ref)
{
	struct record record;
	struct err err = {0};
	if (!record_get(fixture->store, ref, fixture->arena, &record, &err)) {
		fail_msg("%s", err.text);
	}
	return record;
}

static void a_record_comes_back_as_it_went_in(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref = fixture_ref(fixture->store, RECORD_ORGANISATION, CLIMATE);

	struct record record = get(fixture, ref);

	assert_string_equal(record.uid, CLIMATE);
	assert_int_equal(record.revision, 1);
	assert_null(record.binned);
	assert_string_equal(record_value(&record, "kind"), "administration");
	assert_string_equal(record_value(&record, "name"), "Climate Administration");
	assert_null(record_value(&record, "abbreviation"));
	assert_string_equal(record_value(&record, "parent"), MINISTRY);
	assert_string_equal(record_value(&record, "place"), TAIWAN);
	assert_string_equal(record_value(&record, "rank"), "100");
}

static void a_record_without_uid_gets_a_new_one(void **state)
{
	struct fixture *fixture = *state;
	const struct fixture_value *values = VALUES({"name", "Someone New"});

	struct ref first = fixture_add(fixture->store, RECORD_PERSON, NULL, values);
	struct ref second = fixture_add(fixture->store, RECORD_PERSON, "", values);

	const char *uid = get(fixture, first).uid;
	assert_true(uid_is_valid(uid));
	assert_int_equal(uid[14], '4');
	assert_string_not_equal(uid, get(fixture, second).uid);
}

static void a_uid_is_a_uuid_in_lower_case(void **state)
{
	(void)state;
	assert_true(uid_is_valid("0f8fad5b-d9cb-469f-a165-70867728950e"));
	assert_false(uid_is_valid("0F8FAD5B-D9CB-469F-A165-70867728950E"));
	assert_false(uid_is_valid("0f8fad5bd9cb469fa16570867728950e"));
	assert_false(uid_is_valid("0f8fad5b-d9cb-469f-a165-70867728950"));
	assert_false(uid_is_valid("0f8fad5b-d9cb-469f-a165-70867728950g"));
	assert_false(uid_is_valid(""));
}

static void a_record_that_is_not_there_is_not_found(void **state)
{
	struct fixture *fixture = *state;
	struct record record;
	struct err err = {0};
	assert_false(record_get(fixture->store, (struct ref){RECORD_PERSON, 9999}, fixture->arena,
				&record, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);

	struct ref ref;
	assert_true(record_find_uid(fixture->store, RECORD_PERSON, MINISTRY, &ref, &err));
	assert_int_equal(ref.id, 0);
	assert_string_equal(
		record_label(fixture->store, (struct ref){RECORD_EVENT, 9999}, fixture->arena), "");
}

static void texts_are_stored_in_normal_form_and_measured_in_it(void **state)
{
	struct fixture *fixture = *state;
	char decomposed[3 * 150 + 1] = "";
	for (int i = 0; i < 150; i++) {
		strcat(decomposed, "e\xcc\x81");
	}

	/* 450 bytes come in, 300 are stored, 400 are allowed. */
	struct ref ref = fixture_add(fixture->store, RECORD_PERSON, NULL,
				     VALUES({"name", decomposed}, {"note", "Cafe\xcc\x81"}));

	struct record record = get(fixture, ref);
	assert_int_equal(strlen(record_value(&record, "name")), 300);
	assert_string_equal(record_value(&record, "note"), "Caf\xc3\xa9");
}

static void an_empty_text_is_no_value(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref = fixture_add(fixture->store, RECORD_PERSON, NULL,
				     VALUES({"name", "Someone"}, {"note", ""}, {"status", ""}));
	struct record record = get(fixture, ref);
	assert_null(record_value(&record, "note"));
	assert_string_equal(record_value(&record, "status"), "active");
}

static void bad_text_is_refused_and_named(void **state)
{
	struct fixture *fixture = *state;
	assert_refused(fixture->store, RECORD_PERSON, "name", VALUES({"name", "\xc3"}));
	assert_refused(fixture->store, RECORD_PERSON, "name", VALUES({"latin_name", "X"}));
	assert_refused(fixture->store, RECORD_PERSON, "status",
		       VALUES({"name", "X"}, {"status", "x"}));
}

static void a_reference_to_no_record_is_refused_and_named(void **state)
{
	struct fixture *fixture = *state;
	assert_refused(fixture->store, RECORD_PERSON, "place",
		       VALUES({"name", "X"}, {"place", UID("99")}));
	/* The uid of a record of another kind is none either. */
	assert_refused(fixture->store, RECORD_PERSON, "place",
		       VALUES({"name", "X"}, {"place", MINISTRY}));
}

static void a_bad_or_taken_uid_is_refused(void **state)
{
	struct fixture *fixture = *state;
	struct err err =
		try_record(fixture->store, RECORD_PERSON, "four", VALUES({"name", "Someone"}));
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err.field, "uid");
	err = try_record(fixture->store, RECORD_PERSON, HSU, VALUES({"name", "Someone"}));
	assert_int_equal(err.kind, ERR_INVALID);
}

static void end_before_start_is_refused(void **state)
{
	struct fixture *fixture = *state;
	assert_refused(fixture->store, RECORD_EVENT, "date_end",
		       VALUES({"date", "2011-05-17"}, {"date_end", "2011-05-16"},
			      {"kind", "meeting"}, {"title", "X"}));
	assert_refused(fixture->store, RECORD_MEMBERSHIP, "valid_to",
		       VALUES({"person", HSU}, {"organisation", STAFF}, {"role", "staff"},
			      {"valid_from", "2020-01"}, {"valid_to", "2019"}));
	assert_refused(fixture->store, RECORD_ORGANISATION, "dissolved",
		       VALUES({"kind", "office"}, {"name", "X"}, {"established", "2011"},
			      {"dissolved", "2010-12-31"}));
	assert_refused(fixture->store, RECORD_ORGANISATION_NAME, "valid_to",
		       VALUES({"organisation", STAFF}, {"name", "X"}, {"valid_from", "2011"},
			      {"valid_to", "2010"}));
}

static void an_end_less_exact_than_its_start_is_no_end_before_it(void **state)
{
	struct fixture *fixture = *state;
	struct err err =
		try_record(fixture->store, RECORD_MEMBERSHIP, NULL,
			   VALUES({"person", HSU}, {"organisation", STAFF}, {"role", "staff"},
				  {"valid_from", "2020-05-17"}, {"valid_to", "2020"}));
	assert_int_equal(err.kind, ERR_NONE);
}

static void what_belongs_to_someone_belongs_to_exactly_one(void **state)
{
	struct fixture *fixture = *state;
	assert_refused(fixture->store, RECORD_CHANNEL, "person",
		       VALUES({"kind", "phone"}, {"value", "1"}));
	assert_refused(fixture->store, RECORD_CHANNEL, "person",
		       VALUES({"person", HSU}, {"organisation", AGENCY}, {"kind", "phone"},
			      {"value", "1"}));
	assert_refused(fixture->store, RECORD_MEMBERSHIP, "person",
		       VALUES({"organisation", STAFF}, {"role", "staff"}));
	assert_refused(fixture->store, RECORD_EVENT_LINK, "organisation",
		       VALUES({"event", MEETING}, {"person", HSU}, {"place", TAIWAN}));
	assert_refused(fixture->store, RECORD_CITATION, "organisation", VALUES({"source", REPORT}));
}

static void the_value_of_a_channel_is_judged_by_its_kind(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		const char *kind;
		const char *value;
		bool is_good;
	} rows[] = {
		{"email", "desk@example.org", true},
		{"email", "desk", false},
		{"email", "@example.org", false},
		{"email", "desk@", false},
		{"email", "a desk@example.org", false},
		{"email", "a@b@example.org", false},
		{"phone", "+886 2 5550 0199 ext. 4", true},
		{"phone", "01234567890123456789012345678901234567890123456789012345678901234",
		 false},
		{"url", "https://example.org", true},
		{"url", "example.org", false},
		{"address", "1 Test Street, Testville", true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct err err = try_record(
			fixture->store, RECORD_CHANNEL, NULL,
			VALUES({"person", HSU}, {"kind", rows[i].kind}, {"value", rows[i].value}));
		if ((err.kind == ERR_NONE) != rows[i].is_good) {
			fail_msg("%s: %s", rows[i].value, err.text);
		}
		assert_string_equal(err.field, rows[i].is_good ? "" : "value");
	}
}

static void a_record_is_added_only_inside_a_transaction(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref;
	struct err err = {0};
	assert_false(fixture_try(fixture->store, RECORD_PERSON, NULL, VALUES({"name", "X"}), &ref,
				 &err));
	assert_int_equal(err.kind, ERR_FAILED);
}

/* What a person is called in lists, and sorted by. */
static const struct {
	struct person_name name;
	const char *for_list;
	const char *sort_key;
} name_rows[] = {
	{{.name = "徐銘華",
	  .latin_name = "Hsu Ming-Hua",
	  .family_name = "Hsu",
	  .given_name = "Ming-Hua"},
	 "Hsu, Ming-Hua 徐銘華",
	 "hsu ming hua"},
	{{.name = "徐銘華", .latin_name = "Hsu Ming-Hua"}, "Hsu Ming-Hua 徐銘華", "hsu ming hua"},
	{{.name = "徐銘華"}, "徐銘華", NULL},
	{{.name = "Ana Ortiz", .family_name = "Ortiz", .given_name = "Ana"},
	 "Ortiz, Ana",
	 "ortiz ana"},
	{{.name = "Ana Ortiz"}, "Ana Ortiz", "ana ortiz"},
	{{.name = "Ana Ortiz", .family_name = "Ortiz"}, "Ana Ortiz", "ortiz"},
	{{.name = "Zoë Łukasz", .family_name = "Łukasz", .given_name = "Zoë"},
	 "Łukasz, Zoë",
	 "lukasz zoe"},
	{{.name = "Nguyễn Văn Mẫu", .latin_name = "Nguyen Van Mau"},
	 "Nguyễn Văn Mẫu",
	 "nguyen van mau"},
	{{.name = "Trần Thị Mơ", .latin_name = "Tran Thi Mo"}, "Trần Thị Mơ", "tran thi mo"},
	{{.name = "Иван Пример", .latin_name = "Ivan Primer"},
	 "Ivan Primer Иван Пример",
	 "ivan primer"},
	{{.name = "王小明", .latin_name = "王小明"}, "王小明", NULL},
	{{.name = "王小明", .family_name = "王", .given_name = "小明"}, "王小明", NULL},
	{{.name = "Wang Xiaoming", .family_name = "王", .given_name = "小明"},
	 "Wang Xiaoming",
	 NULL},
	{{.name = "王小明 Wang Xiaoming",
	  .latin_name = "Wang Xiaoming",
	  .family_name = "Wang",
	  .given_name = "Xiaoming"},
	 "王小明 Wang Xiaoming",
	 "wang xiaoming"},
	{{.name = "Ana de Ortiz",
	  .family_name = "de Ortiz",
	  .given_name = "Ana",
	  .sort_as = "Ortiz, Ana de"},
	 "de Ortiz, Ana",
	 "ortiz ana de"},
};

static void a_name_for_lists_begins_with_its_latin_form(void **state)
{
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof name_rows / sizeof name_rows[0]; i++) {
		assert_string_equal(person_name_for_list(&name_rows[i].name, fixture->arena),
				    name_rows[i].for_list);
	}
}

static void a_person_is_sorted_by_the_folded_latin_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof name_rows / sizeof name_rows[0]; i++) {
		struct str key = STR_EMPTY;
		person_name_sort_key(&name_rows[i].name, &key);
		if (name_rows[i].sort_key) {
			assert_string_equal(str_text(&key), name_rows[i].sort_key);
		}
		str_clear(&key);
	}
}

static void the_sort_key_is_stored_with_the_person(void **state)
{
	struct fixture *fixture = *state;
	int64_t count = 0;
	struct err err = {0};
	assert_true(db_number(fixture->store,
			      "SELECT count(*) FROM person WHERE sort_key = 'lukasz zoe'", &count,
			      &err));
	assert_int_equal(count, 1);
}

static void every_record_is_called_something(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		enum record_kind kind;
		const char *uid;
		const char *label;
	} rows[] = {
		{RECORD_SOURCE, REPORT, "Annual report"},
		{RECORD_PLACE, TAIWAN, "Taiwan"},
		{RECORD_ORGANISATION, MINISTRY, "Ministry of Environment"},
		{RECORD_ORGANISATION_NAME, FORMER_NAME, "Protection Administration"},
		{RECORD_PERSON, HSU, "Hsu, Ming-Hua 徐銘華"},
		{RECORD_MEMBERSHIP, UID("d1"), "chair, TN Steering Committee"},
		{RECORD_MEMBERSHIP, UID("d4"), "Directrice générale, TN Steering Committee"},
		{RECORD_EVENT, MEETING, "Third meeting"},
		{RECORD_PAGE, MISSION, "Our mission"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct ref ref = fixture_ref(fixture->store, rows[i].kind, rows[i].uid);
		assert_string_equal(record_label(fixture->store, ref, fixture->arena),
				    rows[i].label);
	}
	static const enum record_kind nested[] = {RECORD_CHANNEL, RECORD_EVENT_LINK,
						  RECORD_CITATION};
	for (size_t i = 0; i < sizeof nested / sizeof nested[0]; i++) {
		struct ref ref = {nested[i], 1};
		assert_true(record_label(fixture->store, ref, fixture->arena)[0] != '\0');
	}
}

static struct refs children_of(struct fixture *fixture, enum record_kind kind, const char *uid,
			       enum record_kind child)
{
	struct refs refs;
	struct err err = {0};
	if (!record_children(fixture->store, fixture_ref(fixture->store, kind, uid), child,
			     fixture->arena, &refs, &err)) {
		fail_msg("%s", err.text);
	}
	return refs;
}

static void children_come_in_their_order_and_without_the_bin(void **state)
{
	struct fixture *fixture = *state;

	struct refs channels = children_of(fixture, RECORD_PERSON, HSU, RECORD_CHANNEL);
	assert_int_equal(channels.count, 2);
	struct record first = get(fixture, channels.items[0]);
	assert_string_equal(record_value(&first, "kind"), "email"); /* the preferred one */

	struct refs citations =
		children_of(fixture, RECORD_ORGANISATION, MINISTRY, RECORD_CITATION);
	assert_int_equal(citations.count, 3);
	first = get(fixture, citations.items[0]);
	assert_null(record_value(&first, "field")); /* those of the whole record first */

	fixture_tamper(fixture->store,
		       "UPDATE channel SET binned = '2024-01-01T00:00:00Z' WHERE kind = 'email'");
	channels = children_of(fixture, RECORD_PERSON, HSU, RECORD_CHANNEL);
	assert_int_equal(channels.count, 1);
}

static void the_terms_of_a_record_are_those_that_it_holds(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(children_of(fixture, RECORD_PERSON, HSU, RECORD_MEMBERSHIP).count, 2);
	assert_int_equal(children_of(fixture, RECORD_ORGANISATION, AGENCY, RECORD_MEMBERSHIP).count,
			 1);
	assert_int_equal(
		children_of(fixture, RECORD_ORGANISATION, COMMITTEE, RECORD_MEMBERSHIP).count, 0);
	assert_int_equal(
		children_of(fixture, RECORD_ORGANISATION, MINISTRY, RECORD_ORGANISATION_NAME).count,
		3);
	assert_int_equal(children_of(fixture, RECORD_EVENT, MEETING, RECORD_EVENT_LINK).count, 4);
}

static void what_never_belongs_to_a_record_is_no_child_of_it(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(children_of(fixture, RECORD_PLACE, TAIWAN, RECORD_CHANNEL).count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_record_comes_back_as_it_went_in),
		FIXTURE_TEST(a_record_without_uid_gets_a_new_one),
		cmocka_unit_test(a_uid_is_a_uuid_in_lower_case),
		FIXTURE_TEST(a_record_that_is_not_there_is_not_found),
		FIXTURE_TEST(texts_are_stored_in_normal_form_and_measured_in_it),
		FIXTURE_TEST(an_empty_text_is_no_value),
		FIXTURE_TEST(bad_text_is_refused_and_named),
		FIXTURE_TEST(a_reference_to_no_record_is_refused_and_named),
		FIXTURE_TEST(a_bad_or_taken_uid_is_refused),
		FIXTURE_TEST(end_before_start_is_refused),
		FIXTURE_TEST(an_end_less_exact_than_its_start_is_no_end_before_it),
		FIXTURE_TEST(what_belongs_to_someone_belongs_to_exactly_one),
		FIXTURE_TEST(the_value_of_a_channel_is_judged_by_its_kind),
		FIXTURE_TEST(a_record_is_added_only_inside_a_transaction),
		FIXTURE_TEST(a_name_for_lists_begins_with_its_latin_form),
		cmocka_unit_test(a_person_is_sorted_by_the_folded_latin_form),
		FIXTURE_TEST(the_sort_key_is_stored_with_the_person),
		FIXTURE_TEST(every_record_is_called_something),
		FIXTURE_TEST(children_come_in_their_order_and_without_the_bin),
		FIXTURE_TEST(the_terms_of_a_record_are_those_that_it_holds),
		FIXTURE_TEST(what_never_belongs_to_a_record_is_no_child_of_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
