/* SPDX-License-Identifier: MIT
 *
 * Who is likely one and the same, and who is not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "directory_fixture.h"
#include "store/duplicate.h"

static void see_limited(struct fixture *fixture, size_t limit)
{
	static const char *const reasons[] = {"email", "name", "swapped"};
	struct duplicate_rows rows;
	struct err err = {0};
	fixture_assert_ok(duplicate_list(fixture->store, limit, fixture->arena, &rows, &err), &err);
	for (size_t i = 0; i < rows.count; i++) {
		const struct duplicate_row *row = &rows.items[i];
		str_add_format(&fixture->seen, "%s = %s by %s\n",
			       record_label(fixture->store, row->a, fixture->arena),
			       record_label(fixture->store, row->b, fixture->arena),
			       reasons[row->reason]);
	}
}

static void see(struct fixture *fixture)
{
	see_limited(fixture, 100);
}

static void add_person(struct fixture *fixture, const char *uid, const char *name,
		       const char *place)
{
	fixture_add(fixture->store, RECORD_PERSON, uid, VALUES({"name", name}, {"place", place}));
}

static void add_email(struct fixture *fixture, const char *person, const char *value,
		      const char *functional)
{
	fixture_add(fixture->store, RECORD_CHANNEL, NULL,
		    VALUES({"person", person}, {"kind", "email"}, {"value", value},
			   {"functional", functional}));
}

static void a_name_alone_is_no_reason(void **state)
{
	struct fixture *fixture = *state;
	add_person(fixture, NULL, "Ana Ortiz", NULL);
	add_person(fixture, NULL, "Mono", NULL);
	see(fixture);
	fixture_assert_seen(fixture, "");
}

static void the_same_name_in_one_country_is_a_reason(void **state)
{
	struct fixture *fixture = *state;
	add_person(fixture, NULL, "ana ortíz", CHILE);
	add_person(fixture, NULL, "Hsu Ming-Hua", TAIWAN);
	see(fixture);
	fixture_assert_seen(fixture, "Hsu, Ming-Hua 徐銘華 = Hsu Ming-Hua by name\n"
				     "Ortiz, Ana = ana ortíz by name\n");
}

static void two_of_one_name_are_told_by_their_uids(void **state)
{
	struct fixture *fixture = *state;
	struct duplicate_rows rows;
	struct err err = {0};
	const char *labels[2];
	add_person(fixture, UID("c8"), "ana ortíz", CHILE);
	add_person(fixture, UID("c9"), "ana ortíz", CHILE);
	fixture_assert_ok(duplicate_list(fixture->store, 9, fixture->arena, &rows, &err), &err);
	for (size_t i = 0; i < rows.count; i++) {
		fixture_assert_ok(duplicate_labels(fixture->store, &rows.items[i], fixture->arena,
						   labels, &err),
				  &err);
		str_add_format(&fixture->seen, "%s = %s\n", labels[0], labels[1]);
	}
	fixture_assert_seen(fixture, "Ortiz, Ana = ana ortíz\n"
				     "Ortiz, Ana = ana ortíz\n"
				     "c8000000 ana ortíz = c9000000 ana ortíz\n");
}

static void the_same_words_in_another_order_are_a_reason(void **state)
{
	struct fixture *fixture = *state;
	add_person(fixture, NULL, "ORTIZ, Ana", CHILE);
	add_person(fixture, NULL, "Ana Ana Ortiz", CHILE);
	add_person(fixture, NULL, "ORTIZ, Ana", NIGER);
	see(fixture);
	fixture_assert_seen(fixture, "Ortiz, Ana = ORTIZ, Ana by swapped\n");
}

static void the_same_address_is_a_reason_anywhere(void **state)
{
	struct fixture *fixture = *state;
	add_email(fixture, MONO, "HSU@Example.org", "0");
	add_email(fixture, MONO, "both@example.org", "0");
	add_email(fixture, HSU, "Both@example.org", "0");
	see(fixture);
	fixture_assert_seen(fixture, "Hsu, Ming-Hua 徐銘華 = Mono by email\n");
}

static void the_address_of_a_post_is_shared_by_its_holders(void **state)
{
	struct fixture *fixture = *state;
	add_email(fixture, MONO, "hsu@example.org", "1");
	see(fixture);
	fixture_assert_seen(fixture, "");
}

static void a_pair_is_listed_once_for_its_strongest_reason(void **state)
{
	struct fixture *fixture = *state;
	add_person(fixture, UID("c7"), "Hsu Ming-Hua", TAIWAN);
	add_email(fixture, UID("c7"), "hsu@example.org", "0");
	see(fixture);
	fixture_assert_seen(fixture, "Hsu, Ming-Hua 徐銘華 = Hsu Ming-Hua by email\n");
}

static void three_of_a_name_are_three_pairs(void **state)
{
	struct fixture *fixture = *state;
	add_person(fixture, NULL, "Kim Test", KOREA);
	add_person(fixture, NULL, "Kim  Test", KOREA);
	add_person(fixture, NULL, "KIM TEST", KOREA);
	see(fixture);
	fixture_assert_seen(fixture, "Kim Test = Kim  Test by name\n"
				     "Kim Test = KIM TEST by name\n"
				     "Kim  Test = KIM TEST by name\n");
	see_limited(fixture, 2);
	fixture_assert_seen(fixture, "Kim Test = Kim  Test by name\n"
				     "Kim Test = KIM TEST by name\n");
}

/* Each pair shares a name, a Latin name, and that again as given and family name. */
static void the_limit_counts_pairs(void **state)
{
	struct fixture *fixture = *state;
	struct duplicate_rows rows;
	struct err err = {0};
	for (int i = 0; i < 40; i++) {
		const char *name = arena_format(fixture->arena, "例%c", 'a' + i / 2);
		const char *family = arena_format(fixture->arena, "Sample%c", 'a' + i / 2);
		const char *latin = arena_format(fixture->arena, "Kim %s", family);
		fixture_add(fixture->store, RECORD_PERSON, NULL,
			    VALUES({"name", name}, {"latin_name", latin}, {"given_name", "Kim"},
				   {"family_name", family}, {"place", KOREA}));
	}
	static const size_t limits[] = {1, 5, 10, 19, 20, SIZE_MAX};
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		fixture_assert_ok(
			duplicate_list(fixture->store, limits[i], fixture->arena, &rows, &err),
			&err);
		assert_int_equal(rows.count, limits[i] < 20 ? limits[i] : 20);
	}
}

/* Each of twelve pairs shares six. */
static void the_limit_counts_pairs_that_share_addresses(void **state)
{
	struct fixture *fixture = *state;
	struct duplicate_rows rows;
	struct err err = {0};
	for (int i = 0; i < 24; i++) {
		const char *uid = arena_format(fixture->arena, "%d" UID(""), 10 + i);
		add_person(fixture, uid, "Somebody", NULL);
		for (int j = 0; j < 6; j++) {
			add_email(fixture, uid,
				  arena_format(fixture->arena, "kim%d.%d@example.org", i / 2, j),
				  "0");
		}
	}
	for (size_t limit = 1; limit <= 12; limit++) {
		fixture_assert_ok(
			duplicate_list(fixture->store, limit, fixture->arena, &rows, &err), &err);
		assert_int_equal(rows.count, limit);
	}
}

static void what_was_told_apart_is_left_out(void **state)
{
	struct fixture *fixture = *state;
	add_person(fixture, UID("c7"), "Ana Ortiz", CHILE);
	add_person(fixture, UID("c8"), "Ana Ortiz", CHILE);
	fixture_tamper(fixture->store, "INSERT INTO not_duplicate VALUES ('" ORTIZ
				       "', '" UID("c8") "', '2024-01-01T00:00:00Z', 'tester')");
	see(fixture);
	fixture_assert_seen(fixture, "Ortiz, Ana = Ana Ortiz by name\n"
				     "Ana Ortiz = Ana Ortiz by name\n");
}

static void the_bin_is_left_out(void **state)
{
	struct fixture *fixture = *state;
	add_person(fixture, UID("c7"), "Ana Ortiz", CHILE);
	add_email(fixture, UID("c7"), "same@example.org", "0");
	add_email(fixture, MONO, "same@example.org", "0");
	add_email(fixture, LUKASZ, "other@example.org", "0");
	add_email(fixture, OTHER_ORTIZ, "other@example.org", "0");
	fixture_tamper(fixture->store,
		       "UPDATE person SET binned = '2024-01-01T00:00:00Z' WHERE uid = '" UID(
			       "c7") "';"
				     "UPDATE channel SET binned = '2024-01-01T00:00:00Z' "
				     "WHERE person_id = (SELECT id FROM person WHERE uid = '" LUKASZ
				     "')");
	see(fixture);
	fixture_assert_seen(fixture, "");
}

/* Who a person is likely to be that is not in the file yet, and why; "" for nobody. */
static const char *find_listed(struct fixture *fixture, const struct fixture_value *values,
			       const char *email)
{
	struct record person = {.ref = {RECORD_PERSON, 0}};
	struct duplicate_match found;
	struct err err = {0};
	for (const struct fixture_value *value = values; value->field; value++) {
		person.values[field_index(RECORD_PERSON, value->field)] = value->value;
	}
	fixture_assert_ok(
		duplicate_find(fixture->store, &person, &email, email ? 1 : 0, &found, &err), &err);
	return found.ref.id == 0
		       ? ""
		       : arena_format(fixture->arena, "%s: %s",
				      record_label(fixture->store, found.ref, fixture->arena),
				      duplicate_reason_name(found.reason));
}

static void one_who_is_listed_is_found_before_another_is_added(void **state)
{
	struct fixture *fixture = *state;
	add_person(fixture, UID("ee"), "Zoé Échantillon", TAIWAN);
	add_email(fixture, UID("ee"), "zoe@example.org", "0");
	add_email(fixture, UID("ee"), "post@example.org", "1");

	assert_string_equal(
		find_listed(fixture, VALUES({"name", "zoe echantillon"}, {"place", TAIWAN}), NULL),
		"Zoé Échantillon: name");
	assert_string_equal(find_listed(fixture,
					VALUES({"name", "王例"}, {"given_name", "Zoe"},
					       {"family_name", "Echantillon"}, {"place", TAIWAN}),
					NULL),
			    "Zoé Échantillon: name");
	assert_string_equal(find_listed(fixture, VALUES({"name", "zoe echantillon"}), NULL), "");
	assert_string_equal(find_listed(fixture, VALUES({"name", "Another"}), "ZOE@example.org"),
			    "Zoé Échantillon: email");
	assert_string_equal(find_listed(fixture, VALUES({"name", "Another"}), "post@example.org"),
			    "");
	assert_string_equal(
		find_listed(fixture, VALUES({"name", "Another"}, {"place", TAIWAN}), NULL), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_name_alone_is_no_reason),
		FIXTURE_TEST(the_same_name_in_one_country_is_a_reason),
		FIXTURE_TEST(two_of_one_name_are_told_by_their_uids),
		FIXTURE_TEST(the_same_words_in_another_order_are_a_reason),
		FIXTURE_TEST(the_same_address_is_a_reason_anywhere),
		FIXTURE_TEST(the_address_of_a_post_is_shared_by_its_holders),
		FIXTURE_TEST(a_pair_is_listed_once_for_its_strongest_reason),
		FIXTURE_TEST(three_of_a_name_are_three_pairs),
		FIXTURE_TEST(the_limit_counts_pairs),
		FIXTURE_TEST(the_limit_counts_pairs_that_share_addresses),
		FIXTURE_TEST(what_was_told_apart_is_left_out),
		FIXTURE_TEST(the_bin_is_left_out),
		FIXTURE_TEST(one_who_is_listed_is_found_before_another_is_added),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
