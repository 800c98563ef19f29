/* SPDX-License-Identifier: MIT
 *
 * Records of one kind by what is typed: what is offered, in which order, and how it is read back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "directory_fixture.h"
#include "store/suggest.h"

static void see(struct fixture *fixture, enum record_kind kind, const char *typed, size_t limit)
{
	struct suggestions found;
	struct err err = {0};
	fixture_assert_ok(
		suggest_records(fixture->store, kind, typed, limit, fixture->arena, &found, &err),
		&err);
	for (size_t i = 0; i < found.count; i++) {
		const struct suggestion *item = &found.items[i];
		assert_int_equal(item->ref.kind, kind);
		assert_int_equal(fixture_id(fixture->store, kind, item->uid), item->ref.id);
		str_add_format(&fixture->seen, "%s (%s)\n", item->label, item->detail);
	}
}

static void nothing_typed_offers_the_first_ones(void **state)
{
	struct fixture *fixture = *state;
	see(fixture, RECORD_PERSON, "", 3);
	fixture_assert_seen(fixture, "Ana Ortiz (Viet Nam)\n"
				     "Hsu, Ming-Hua 徐銘華 (Taiwan)\n"
				     "Łukasz, Zoë (Taiwan)\n");
	see(fixture, RECORD_PLACE, " - ", 2);
	fixture_assert_seen(fixture, "Chile (CL)\nNiger (NE)\n");
	see(fixture, RECORD_CHANNEL, "", 10); /* which nothing refers to */
	fixture_assert_seen(fixture, "");
}

static void people_are_found_by_any_of_their_names(void **state)
{
	struct fixture *fixture = *state;
	static const char *const typed[] = {"hsu",  "ming",    "Ming-H", "徐",
					    "銘華", "hua hsu", "HSU m"};
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		see(fixture, RECORD_PERSON, typed[i], 10);
		fixture_assert_seen(fixture, "Hsu, Ming-Hua 徐銘華 (Taiwan)\n");
	}
	see(fixture, RECORD_PERSON, "su", 10);	   /* no beginning of a word */
	see(fixture, RECORD_PERSON, "speaks", 10); /* no name */
	see(fixture, RECORD_PERSON, "taiwan", 10);
	see(fixture, RECORD_PERSON, "binned", 10);
	fixture_assert_seen(fixture, "");
}

static void organisations_are_found_by_former_names_and_short_forms(void **state)
{
	struct fixture *fixture = *state;
	static const char *const typed[] = {"moenv", "protection adm", "環境", "board of",
					    "of env"};
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		see(fixture, RECORD_ORGANISATION, typed[i], 10);
		fixture_assert_seen(fixture, "Ministry of Environment (MOENV, Taiwan)\n");
	}
	see(fixture, RECORD_ORGANISATION, "tn", 10);
	fixture_assert_seen(fixture, "Test Network (TN)\nTN Staff ()\nTN Steering Committee ()\n");
	see(fixture, RECORD_ORGANISATION, "old bureau", 10);
	fixture_assert_seen(fixture, "");
}

static void what_begins_so_comes_first(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_ORGANISATION, NULL,
		    VALUES({"kind", "agency"}, {"name", "A Ministry of Nothing"}));
	fixture_add(fixture->store, RECORD_ORGANISATION, NULL,
		    VALUES({"kind", "agency"}, {"name", "Zeta"}, {"abbreviation", "Min"}));
	see(fixture, RECORD_ORGANISATION, "min", 10);
	fixture_assert_seen(fixture, "Ministry of Environment (MOENV, Taiwan)\n"
				     "Zeta (Min)\n"
				     "A Ministry of Nothing ()\n");
	see(fixture, RECORD_ORGANISATION, "min", 2);
	fixture_assert_seen(fixture, "Ministry of Environment (MOENV, Taiwan)\nZeta (Min)\n");
}

static void who_is_listed_so_comes_before_who_is_called_so(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_PERSON, NULL,
		    VALUES({"name", "Anna Zulu"}, {"family_name", "Zulu"}, {"given_name", "Anna"}));
	fixture_add(fixture->store, RECORD_PERSON, NULL,
		    VALUES({"name", "Zita Aal"}, {"family_name", "Aal"}, {"given_name", "Zita"}));
	fixture_add(fixture->store, RECORD_PERSON, NULL,
		    VALUES({"name", "Bo Zed"}, {"family_name", "Zed"}, {"given_name", "Bo"},
			   {"sort_as", "Bo"}));
	see(fixture, RECORD_PERSON, "z", 10);
	fixture_assert_seen(fixture, "Zulu, Anna ()\nAal, Zita ()\nZed, Bo ()\n"
				     "Łukasz, Zoë (Taiwan)\n");
	see(fixture, RECORD_PERSON, "z", 1);
	fixture_assert_seen(fixture, "Zulu, Anna ()\n");
}

static void other_kinds_are_found_by_titles_and_codes(void **state)
{
	struct fixture *fixture = *state;
	see(fixture, RECORD_PLACE, "tw", 10);
	fixture_assert_seen(fixture, "Taiwan (TW)\n");
	see(fixture, RECORD_PLACE, "nig", 10);
	fixture_assert_seen(fixture, "Niger (NE)\nNigeria (NG)\n");
	see(fixture, RECORD_EVENT, "third", 10);
	fixture_assert_seen(fixture, "Third meeting (2023-09-01)\n");
	see(fixture, RECORD_SOURCE, "annual", 10);
	fixture_assert_seen(fixture, "Annual report ()\n");
	see(fixture, RECORD_PAGE, "our", 10);
	fixture_assert_seen(fixture, "Our mission ()\n");
}

static void countries_are_found_by_other_names_and_the_one_meant_comes_first(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_PLACE, NULL,
		    VALUES({"code", "UA"}, {"name", "Ukraine"}));
	fixture_add(fixture->store, RECORD_PLACE, NULL,
		    VALUES({"code", "GB"}, {"name", "United Kingdom"}));
	fixture_add(fixture->store, RECORD_PLACE, NULL,
		    VALUES({"code", "TZ"}, {"name", "Tanzania"}));
	see(fixture, RECORD_PLACE, "uk", 10);
	fixture_assert_seen(fixture, "United Kingdom (GB)\nUkraine (UA)\n");
	see(fixture, RECORD_PLACE, "ukr", 10);
	fixture_assert_seen(fixture, "Ukraine (UA)\n");
	see(fixture, RECORD_PLACE, "unit", 10); /* not what is formally a united republic */
	fixture_assert_seen(fixture, "United Kingdom (GB)\n");
	see(fixture, RECORD_PLACE, "great br", 10);
	fixture_assert_seen(fixture, "United Kingdom (GB)\n");
	see(fixture, RECORD_PLACE, "台", 10);
	fixture_assert_seen(fixture, "Taiwan (TW)\n");
	see(fixture, RECORD_PERSON, "台灣", 10);
	fixture_assert_seen(fixture, "");
}

static void terms_are_found_by_holder_post_and_body(void **state)
{
	struct fixture *fixture = *state;
	static const char *const typed[] = {"hsu chair", "chair steering hsu", "徐 steer"};
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		see(fixture, RECORD_MEMBERSHIP, typed[i], 10);
		fixture_assert_seen(fixture,
				    "chair, TN Steering Committee (Hsu Ming-Hua, 2020–)\n");
	}
	see(fixture, RECORD_MEMBERSHIP, "chile", 10);
	fixture_assert_seen(fixture, "founder, Test Network (Chile E.P.A. of Tests, 2011–)\n");
	see(fixture, RECORD_MEMBERSHIP, "", 2);
	fixture_assert_seen(fixture, "founder, Test Network (Chile E.P.A. of Tests, 2011–)\n"
				     "staff, TN Staff (Hsu Ming-Hua, 2018-02–2019)\n");
}

static void many_words_do_no_harm(void **state)
{
	struct fixture *fixture = *state;
	see(fixture, RECORD_PERSON,
	    "hsu ming hua hsu ming hua hsu ming hua hsu ming hua hsu ming hua hsu ming hua", 10);
	fixture_assert_seen(fixture, "Hsu, Ming-Hua 徐銘華 (Taiwan)\n");
	see(fixture, RECORD_PERSON, "\" % _ ' | *", 1);
	fixture_assert_seen(fixture, "Ana Ortiz (Viet Nam)\n");
}

static const char *name_of(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	const char *name;
	struct err err = {0};
	fixture_assert_ok(suggest_name(fixture->store, fixture_ref(fixture->store, kind, uid),
				       fixture->arena, &name, &err),
			  &err);
	return name;
}

static void every_name_is_read_back(void **state)
{
	struct fixture *fixture = *state;
	size_t labels = 0;
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		for (int64_t id = 1; id < 20; id++) {
			struct ref ref = {(enum record_kind)kind, id};
			struct ref found;
			const char *name;
			struct err err = {0};
			if (!suggest_name(fixture->store, ref, fixture->arena, &name, &err)) {
				assert_int_equal(err.kind, ERR_NOT_FOUND);
				continue;
			}
			labels += !uid_is_valid(name);
			fixture_assert_ok(
				suggest_lookup(fixture->store, ref.kind, name, &found, &err), &err);
			assert_int_equal(found.id, id);
		}
	}
	assert_true(labels > 20);
}

static void a_label_is_a_name_unless_others_bear_it(void **state)
{
	struct fixture *fixture = *state;
	assert_string_equal(name_of(fixture, RECORD_PERSON, HSU), "Hsu, Ming-Hua 徐銘華");
	assert_string_equal(name_of(fixture, RECORD_PERSON, ORTIZ), "Ortiz, Ana");
	assert_string_equal(name_of(fixture, RECORD_ORGANISATION, MINISTRY),
			    "Ministry of Environment");
	assert_string_equal(name_of(fixture, RECORD_PLACE, NIGER), "Niger");
	assert_string_equal(name_of(fixture, RECORD_MEMBERSHIP, UID("d1")), UID("d1"));
	assert_string_equal(name_of(fixture, RECORD_PERSON, BINNED_PERSON), BINNED_PERSON);

	fixture_add(fixture->store, RECORD_PERSON, NULL,
		    VALUES({"name", "徐銘華"}, {"family_name", "Hsu"}, {"given_name", "Ming-Hua"}));
	fixture_add(fixture->store, RECORD_ORGANISATION, NULL,
		    VALUES({"kind", "ministry"}, {"name", "Ministry of Environment"}));
	assert_string_equal(name_of(fixture, RECORD_PERSON, HSU), HSU);
	assert_string_equal(name_of(fixture, RECORD_ORGANISATION, MINISTRY), MINISTRY);
}

/* Sorted by something else, a person is still found by what the list shows. */
static void a_person_sorted_otherwise_is_read_back(void **state)
{
	struct fixture *fixture = *state;
	fixture_add(fixture->store, RECORD_PERSON, UID("cc"),
		    VALUES({"name", "Ana María Ejemplo"}, {"family_name", "Ejemplo"},
			   {"given_name", "Ana María"}, {"sort_as", "Zzz"}));
	assert_string_equal(name_of(fixture, RECORD_PERSON, UID("cc")), "Ejemplo, Ana María");
}

static void a_look_up_stays_among_its_kind(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref;
	struct err err = {0};
	fixture_assert_ok(suggest_lookup(fixture->store, RECORD_PLACE, "taiwan", &ref, &err), &err);
	assert_int_equal(ref.id, fixture_id(fixture->store, RECORD_PLACE, TAIWAN));
	fixture_assert_ok(suggest_lookup(fixture->store, RECORD_MEMBERSHIP, "d1000000", &ref, &err),
			  &err);
	assert_int_equal(ref.id, fixture_id(fixture->store, RECORD_MEMBERSHIP, UID("d1")));

	assert_false(suggest_lookup(fixture->store, RECORD_PERSON, "taiwan", &ref, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
	assert_string_equal(err.text, "No person is called “taiwan”.");
	assert_false(suggest_lookup(fixture->store, RECORD_PERSON, TAIWAN, &ref, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
	assert_false(suggest_lookup(fixture->store, RECORD_PERSON, "ana ortiz", &ref, &err));
	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_false(suggest_lookup(fixture->store, RECORD_PLACE, "", &ref, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void see_refusal(struct fixture *fixture, const char *text, const char *sentence)
{
	struct ref ref;
	struct err err = {0};
	assert_false(record_lookup(fixture->store, text, &ref, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
	assert_string_equal(err.text, sentence);
}

static void who_has_a_name_in_part_is_named(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref;
	struct err err = {0};
	see_refusal(fixture, "Zoë", "No record is called “Zoë”. Did you mean: “Łukasz, Zoë”?");
	see_refusal(fixture, "committee steering",
		    "No record is called “committee steering”. Did you mean: “TN Steering "
		    "Committee”?");
	see_refusal(fixture, "A",
		    "No record is called “A”. Did you mean: “Chile E.P.A. of Tests”, “Climate "
		    "Administration”, “Ministry of Environment”?");
	see_refusal(fixture, "Zoë Nobody", "No record is called “Zoë Nobody”.");
	see_refusal(fixture, "“!”", "No record is called ““!””.");

	assert_false(suggest_lookup(fixture->store, RECORD_PERSON, "zo", &ref, &err));
	assert_string_equal(err.text, "No person is called “zo”. Did you mean: “Łukasz, Zoë”?");
}

/* "Ana Ortiz" is the whole name of both, though the list shows only one of them so. */
static void what_a_list_shows_of_one_and_another_is_called_is_a_conflict(void **state)
{
	struct fixture *fixture = *state;
	struct ref ref;
	struct err err = {0};
	assert_false(suggest_lookup(fixture->store, RECORD_PERSON, "Ana Ortiz", &ref, &err));
	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_non_null(strstr(err.text, "c2000000 Ortiz, Ana (Chile)"));
	assert_non_null(strstr(err.text, "c3000000 Ana Ortiz (Viet Nam)"));
	assert_string_equal(name_of(fixture, RECORD_PERSON, OTHER_ORTIZ), OTHER_ORTIZ);
	assert_string_equal(name_of(fixture, RECORD_PERSON, ORTIZ), "Ortiz, Ana");
	fixture_add(fixture->store, RECORD_PERSON, UID("cc"), VALUES({"name", "徐銘華"}));
	assert_false(suggest_lookup(fixture->store, RECORD_PERSON, "徐銘華", &ref, &err));
	assert_int_equal(err.kind, ERR_CONFLICT);
	fixture_assert_ok(record_lookup(fixture->store, "Hsu, Ming-Hua 徐銘華", &ref, &err), &err);
	assert_int_equal(ref.id, fixture_id(fixture->store, RECORD_PERSON, HSU));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(nothing_typed_offers_the_first_ones),
		FIXTURE_TEST(people_are_found_by_any_of_their_names),
		FIXTURE_TEST(organisations_are_found_by_former_names_and_short_forms),
		FIXTURE_TEST(what_begins_so_comes_first),
		FIXTURE_TEST(who_is_listed_so_comes_before_who_is_called_so),
		FIXTURE_TEST(other_kinds_are_found_by_titles_and_codes),
		FIXTURE_TEST(countries_are_found_by_other_names_and_the_one_meant_comes_first),
		FIXTURE_TEST(terms_are_found_by_holder_post_and_body),
		FIXTURE_TEST(many_words_do_no_harm),
		FIXTURE_TEST(who_has_a_name_in_part_is_named),
		FIXTURE_TEST(every_name_is_read_back),
		FIXTURE_TEST(a_label_is_a_name_unless_others_bear_it),
		FIXTURE_TEST(a_person_sorted_otherwise_is_read_back),
		FIXTURE_TEST(a_look_up_stays_among_its_kind),
		FIXTURE_TEST(what_a_list_shows_of_one_and_another_is_called_is_a_conflict),
	};
	return cmocka_run_group_tests_name("store-suggest", tests, NULL, NULL);
}
