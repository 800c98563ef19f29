/* SPDX-License-Identifier: MIT
 *
 * The rules between records: terms in one post, circles of organisations, references to the bin, codes
 * and uids that are taken.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "directory_fixture.h"

#define MOMENT "2024-03-01T00:00:00Z"

/* Tries to write a record as it is; nothing of it stays. */
static bool try_update(struct store *store, const struct record *record, struct err *err)
{
	*err = (struct err){0};
	assert_true(store_begin(store, err));
	bool ok = record_update(store, record, err);
	store_rollback(store);
	return ok;
}

static void update(struct store *store, const struct record *record)
{
	struct err err = {0};
	fixture_assert_ok(store_begin(store, &err) && record_update(store, record, &err) &&
				  store_commit(store, &err),
			  &err);
}

static bool try_add(struct store *store, enum record_kind kind, const char *uid,
		    const struct fixture_value *values, struct err *err)
{
	struct ref ref;
	*err = (struct err){0};
	assert_true(store_begin(store, err));
	bool ok = fixture_try(store, kind, uid, values, &ref, err);
	store_rollback(store);
	return ok;
}

static struct record get(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(fixture->store, fixture_ref(fixture->store, kind, uid),
				     fixture->arena, &record, &err),
			  &err);
	return record;
}

static void set(struct record *record, const char *field, const char *value)
{
	record->values[field_index(record->ref.kind, field)] = value;
}

static void assert_refused(bool ok, const struct err *err, const char *field, const char *text)
{
	assert_false(ok);
	assert_int_equal(err->kind, ERR_INVALID);
	assert_string_equal(err->field, field);
	assert_string_equal(err->text, text);
}

/* Two terms of one person in one post, and whether they may stand side by side. */
static const struct {
	const char *from;
	const char *to;
	const char *other_from;
	const char *other_to;
	bool are_allowed;
} span_rows[] = {
	/* Two spells with a gap, and years that meet. */
	{"2015", "2017", "2019", "2021", true},
	{"2019", "2021", "2021", NULL, true},
	{"2019", "2021", "2022", NULL, true},
	{NULL, "2019", "2019", NULL, true},
	{"2019-03", "2019-06", "2019-06", "2019-09", true},
	{"2019-03-01", "2019-06-30", "2019-07-01", NULL, true},
	/* What is known by its year alone may have been any part of it. */
	{"2019", "2019", "2019-03", "2019-05", true},
	{"2018", "2021", "2019", "2019", true},
	{"2018", NULL, "2020", "2020", true},
	{"2019-03", "2019-03", "2019-03-01", "2019-03-31", true},
	{"2019-02-27", "2019-03", "2019-03", NULL, true},
	/* From the end of the one year to the beginning of the next is certain. */
	{"2018", NULL, "2020", "2021", false},
	{"2019", "2020", "2019", "2021", false},
	{"2019", "2022", "2020", "2021", false},
	{"2019", "2021", "2020-06", "2020-07", false},
	{"2019-03-01", "2019-06-30", "2019-06-30", NULL, false},
	{"2020-02", NULL, "2019", "2020-02-29", false},
	{"2020-02", NULL, "2019", "2020-02-28", true},
	{"2019-02", NULL, "2018", "2019-02-28", false},
	{"2018", NULL, "2020", NULL, false},
	{NULL, "2020", NULL, "2015", false},
	{NULL, NULL, "2015-05-05", "2015-05-05", false},
	/* The same twice, however little is certain of it. */
	{"2019", "2019", "2019", "2019", false},
	{"2019-03", "2019-03", "2019-03", "2019-03", false},
	{NULL, NULL, NULL, NULL, false},
	{"2019", NULL, "2019", NULL, false},
};

static void check_spans(struct fixture *fixture, size_t i, bool is_turned)
{
	const char *from = is_turned ? span_rows[i].other_from : span_rows[i].from;
	const char *to = is_turned ? span_rows[i].other_to : span_rows[i].to;
	const char *other_from = is_turned ? span_rows[i].from : span_rows[i].other_from;
	const char *other_to = is_turned ? span_rows[i].to : span_rows[i].other_to;
	char uid[UID_SIZE];
	struct err err;
	uid_new(uid);
	fixture_add(fixture->store, RECORD_PERSON, uid, VALUES({"name", "Someone"}));
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", uid}, {"organisation", STAFF}, {"role", "staff"},
			   {"valid_from", from}, {"valid_to", to}));
	bool ok = try_add(fixture->store, RECORD_MEMBERSHIP, NULL,
			  VALUES({"person", uid}, {"organisation", STAFF}, {"role", "staff"},
				 {"valid_from", other_from}, {"valid_to", other_to}),
			  &err);
	if (ok != span_rows[i].are_allowed) {
		fail_msg("%s to %s, %s to %s: %s", fixture_word(from), fixture_word(to),
			 fixture_word(other_from), fixture_word(other_to),
			 ok ? "was allowed" : err.text);
	}
}

static void terms_in_one_post_must_not_overlap_for_certain(void **state)
{
	for (size_t i = 0; i < sizeof span_rows / sizeof span_rows[0]; i++) {
		check_spans(*state, i, false);
		check_spans(*state, i, true);
	}
}

static void the_sentence_names_the_other_term(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	bool ok = try_add(fixture->store, RECORD_MEMBERSHIP, NULL,
			  VALUES({"person", HSU}, {"organisation", COMMITTEE}, {"role", "chair"},
				 {"valid_from", "2023"}),
			  &err);
	assert_refused(ok, &err, "valid_from",
		       "Hsu, Ming-Hua 徐銘華 has a term as chair in TN Steering Committee already, "
		       "from 2020. Two terms in one post must not overlap.");
	ok = try_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		     VALUES({"person", LUKASZ}, {"organisation", COMMITTEE}, {"role", "co-chair"},
			    {"title", "DIRECTRICE GENERALE"}),
		     &err);
	assert_refused(ok, &err, "valid_from",
		       "Łukasz, Zoë has a term as Directrice générale in TN Steering Committee "
		       "already, from 2022-05-17. Two terms in one post must not overlap.");
	ok = try_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		     VALUES({"member", AGENCY}, {"organisation", NETWORK}, {"role", "Founder"}),
		     &err);
	assert_refused(ok, &err, "valid_from",
		       "Chile E.P.A. of Tests has a term as founder in Test Network already, from "
		       "2011. Two terms in one post must not overlap.");
}

static void other_posts_bodies_and_people_do_not_count(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	const struct fixture_value *const fine[] = {
		VALUES({"person", HSU}, {"organisation", COMMITTEE}, {"role", "member"}),
		VALUES({"person", HSU}, {"organisation", COMMITTEE}, {"role", "chair"},
		       {"title", "Chair of the working group"}),
		VALUES({"person", HSU}, {"organisation", STAFF}, {"role", "chair"}),
		VALUES({"person", ORTIZ}, {"organisation", COMMITTEE}, {"role", "chair"}),
		VALUES({"member", MINISTRY}, {"organisation", COMMITTEE}, {"role", "chair"}),
	};
	for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
		fixture_assert_ok(try_add(fixture->store, RECORD_MEMBERSHIP, NULL, fine[i], &err),
				  &err);
	}
}

static void a_term_that_has_ended_needs_its_last_date(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	struct record term = get(fixture, RECORD_MEMBERSHIP, UID("d1"));

	set(&term, "ended", "resigned");
	assert_refused(try_update(fixture->store, &term, &err), &err, "valid_to",
		       "A term that has ended needs its last date, as exactly as it is known. "
		       "While it lasts, “How it ended” is empty.");
	set(&term, "valid_to", "2024");
	assert_true(try_update(fixture->store, &term, &err));
	assert_refused(try_add(fixture->store, RECORD_MEMBERSHIP, NULL,
			       VALUES({"person", ORTIZ}, {"organisation", COMMITTEE},
				      {"role", "expert"}, {"ended", "unknown"}),
			       &err),
		       &err, "valid_to",
		       "A term that has ended needs its last date, as exactly as it is known. "
		       "While it lasts, “How it ended” is empty.");
}

static void a_term_that_is_moved_onto_another_is_refused(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	fixture_add(fixture->store, RECORD_MEMBERSHIP, UID("dd"),
		    VALUES({"person", HSU}, {"organisation", COMMITTEE}, {"role", "chair"},
			   {"valid_from", "2015"}, {"valid_to", "2017"}));
	struct record term = get(fixture, RECORD_MEMBERSHIP, UID("dd"));

	set(&term, "note", "Only a note.");
	assert_true(try_update(fixture->store, &term, &err));
	set(&term, "valid_to", "2022-05");
	assert_false(try_update(fixture->store, &term, &err));
	assert_string_equal(err.field, "valid_from");
	set(&term, "valid_to", "2020");
	assert_true(try_update(fixture->store, &term, &err));
	term = get(fixture, RECORD_MEMBERSHIP, UID("d1"));
	set(&term, "rank", "7"); /* it does not overlap with itself */
	assert_true(try_update(fixture->store, &term, &err));
}

static void an_overlap_that_is_there_already_leaves_the_rest_to_be_edited(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	fixture_add(fixture->store, RECORD_MEMBERSHIP, UID("dd"),
		    VALUES({"person", HSU}, {"organisation", COMMITTEE}, {"role", "chair"},
			   {"valid_from", "2015"}, {"valid_to", "2017"}));
	fixture_tamper(fixture->store, "UPDATE membership SET valid_to = NULL "
				       "WHERE uid = '" UID("dd") "'");
	struct record term = get(fixture, RECORD_MEMBERSHIP, UID("dd"));

	set(&term, "note", "It overlaps.");
	assert_true(try_update(fixture->store, &term, &err));
	set(&term, "valid_from", "2016");
	assert_false(try_update(fixture->store, &term, &err));
	set(&term, "valid_to", "2018");
	assert_true(try_update(fixture->store, &term, &err));
}

static void a_term_in_the_bin_does_not_count_until_it_comes_back(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	struct record term = get(fixture, RECORD_MEMBERSHIP, UID("d1"));
	term.binned = MOMENT;
	update(fixture->store, &term);
	fixture_add(fixture->store, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", HSU}, {"organisation", COMMITTEE}, {"role", "chair"},
			   {"valid_from", "2020"}));

	set(&term, "valid_from", "2021");
	set(&term, "behalf", BINNED_BUREAU); /* which lies there too */
	assert_true(try_update(fixture->store, &term, &err));
	set(&term, "behalf", NULL);
	term.binned = NULL;

	assert_false(try_update(fixture->store, &term, &err));
	assert_string_equal(err.field, "valid_from");
}

static void an_organisation_cannot_stand_below_itself(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	struct record network = get(fixture, RECORD_ORGANISATION, NETWORK);
	fixture_add(fixture->store, RECORD_ORGANISATION, UID("bb"),
		    VALUES({"kind", "office"}, {"name", "Deep Office"}, {"parent", COMMITTEE}));

	set(&network, "parent", NETWORK);
	assert_refused(try_update(fixture->store, &network, &err), &err, "parent",
		       "It cannot be a part of itself.");
	set(&network, "parent", UID("bb"));
	assert_refused(try_update(fixture->store, &network, &err), &err, "parent",
		       "“Deep Office” is itself a part of “Test Network”, near or far.");
	set(&network, "parent", CLIMATE);
	assert_true(try_update(fixture->store, &network, &err));
}

static void a_circle_that_is_there_already_ends(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	fixture_tamper(fixture->store,
		       "UPDATE organisation SET parent_id = (SELECT id FROM organisation "
		       "WHERE uid = '" COMMITTEE "') WHERE uid = '" NETWORK "'");
	struct record agency = get(fixture, RECORD_ORGANISATION, AGENCY);
	struct record network = get(fixture, RECORD_ORGANISATION, NETWORK);

	set(&agency, "parent", COMMITTEE);
	assert_true(try_update(fixture->store, &agency, &err));
	set(&network, "note", "In a circle.");
	assert_true(try_update(fixture->store, &network, &err));
	set(&network, "parent", NULL);
	assert_true(try_update(fixture->store, &network, &err));
}

static void what_is_in_the_bin_is_not_referred_to_anew(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	bool ok = try_add(
		fixture->store, RECORD_MEMBERSHIP, NULL,
		VALUES({"person", BINNED_PERSON}, {"organisation", STAFF}, {"role", "staff"}),
		&err);
	assert_refused(ok, &err, "person", "“Binned Person” is in the bin. Restore it first.");

	struct record office = get(fixture, RECORD_ORGANISATION, ORPHAN_OFFICE);
	set(&office, "note", "Its parent lies in the bin, as it did before.");
	assert_true(try_update(fixture->store, &office, &err));
	struct record staff = get(fixture, RECORD_ORGANISATION, STAFF);
	set(&staff, "parent", BINNED_BUREAU);
	assert_refused(try_update(fixture->store, &staff, &err), &err, "parent",
		       "“Old Bureau” is in the bin. Restore it first.");
}

static void what_comes_out_of_the_bin_needs_its_owner(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	struct record person = get(fixture, RECORD_PERSON, HSU);
	struct record term = get(fixture, RECORD_MEMBERSHIP, UID("d1"));
	term.binned = MOMENT;
	update(fixture->store, &term);
	person.binned = MOMENT;
	update(fixture->store, &person);

	term.binned = NULL;
	assert_refused(try_update(fixture->store, &term, &err), &err, "person",
		       "“Hsu, Ming-Hua 徐銘華” is in the bin. Restore it first.");
	person.binned = NULL;
	update(fixture->store, &person);
	assert_true(try_update(fixture->store, &term, &err));
}

static void a_code_or_a_uid_is_taken_once(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	bool ok = try_add(fixture->store, RECORD_PLACE, NULL,
			  VALUES({"code", "CL"}, {"name", "Another Chile"}), &err);
	assert_refused(ok, &err, "code", "The code CL is that of “Chile” already.");
	ok = try_add(fixture->store, RECORD_PLACE, NIGER,
		     VALUES({"code", "BR"}, {"name", "Brazil"}), &err);
	assert_refused(ok, &err, "uid", "“Niger” has the uid " NIGER " already.");

	struct record chile = get(fixture, RECORD_PLACE, CHILE);
	set(&chile, "code", "NE");
	assert_refused(try_update(fixture->store, &chile, &err), &err, "code",
		       "The code NE is that of “Niger” already.");
	set(&chile, "code", "TW");
	assert_refused(try_update(fixture->store, &chile, &err), &err, "code",
		       "The code TW is that of “Taiwan” already.");
	set(&chile, "code", "BR");
	assert_true(try_update(fixture->store, &chile, &err));
	struct record niger = get(fixture, RECORD_PLACE, NIGER);
	niger.binned = MOMENT;
	update(fixture->store, &niger);
	set(&chile, "code", "NE");
	assert_refused(try_update(fixture->store, &chile, &err), &err, "code",
		       "The code NE is that of “Niger”, which is in the bin.");
}

/* QQ, XX and ZZ are for users of the standard to agree on, OO is for nobody. What a file holds from
 * before stays. */
static void a_code_that_no_country_has_is_refused(void **state)
{
	struct fixture *fixture = *state;
	static const char *const codes[] = {"QQ", "XX", "ZZ", "OO", "XK"};
	struct record chile = get(fixture, RECORD_PLACE, CHILE);
	struct err err;
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		const char *told = arena_format(
			fixture->arena, "ISO 3166-1 gives the code %s to no country.", codes[i]);
		bool added = try_add(fixture->store, RECORD_PLACE, NULL,
				     VALUES({"code", codes[i]}, {"name", "Testland"}), &err);
		assert_refused(added, &err, "code", told);
		set(&chile, "code", codes[i]);
		assert_refused(try_update(fixture->store, &chile, &err), &err, "code", told);
	}

	fixture_tamper(fixture->store, "UPDATE place SET code = 'QQ' WHERE code = 'CL'");
	chile = get(fixture, RECORD_PLACE, CHILE);
	set(&chile, "region", "Americas");
	update(fixture->store, &chile);
	chile.binned = MOMENT;
	update(fixture->store, &chile);
	chile.binned = NULL;
	update(fixture->store, &chile);
}

/* What a file holds from before stays. */
static void only_latin_letters_stand_where_they_are_asked_for(void **state)
{
	struct fixture *fixture = *state;
	static const char *const fields[] = {"latin_name", "family_name", "given_name"};
	struct err err;
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		struct record hsu = get(fixture, RECORD_PERSON, HSU);
		set(&hsu, fields[i], "A-徐銘");
		assert_refused(
			try_update(fixture->store, &hsu, &err), &err, fields[i],
			"“徐” is not a Latin letter. A name in its own letters is written in "
			"the field “Name”.");
		assert_refused(try_add(fixture->store, RECORD_PERSON, NULL,
				       VALUES({"name", "Ana"}, {fields[i], "Αna"}), &err),
			       &err, fields[i],
			       "“Α” is not a Latin letter. A name in its own letters is written in "
			       "the field “Name”.");
		set(&hsu, fields[i], "Nguyễn’s (2.)");
		assert_true(try_update(fixture->store, &hsu, &err));
	}

	fixture_tamper(fixture->store,
		       "UPDATE person SET family_name = '徐' WHERE uid = '" HSU "'");
	struct record hsu = get(fixture, RECORD_PERSON, HSU);
	set(&hsu, "note", "Another one");
	assert_true(try_update(fixture->store, &hsu, &err));
}

static void two_countries_are_not_called_alike(void **state)
{
	struct fixture *fixture = *state;
	struct record niger = get(fixture, RECORD_PLACE, NIGER);
	struct record taiwan = get(fixture, RECORD_PLACE, TAIWAN);
	const char told[] = "The name “Taiwan” is that of the country TW already.";
	struct err err;
	bool added = try_add(fixture->store, RECORD_PLACE, NULL,
			     VALUES({"code", "PW"}, {"name", "TAÏWAN"}), &err);
	assert_refused(added, &err, "name", told);
	set(&niger, "name", "Taiwan");
	assert_refused(try_update(fixture->store, &niger, &err), &err, "name", told);
	/* A name in the bin is free until it comes back; what is there already can be edited. */
	taiwan.binned = MOMENT;
	update(fixture->store, &taiwan);
	update(fixture->store, &niger);
	taiwan = get(fixture, RECORD_PLACE, TAIWAN);
	taiwan.binned = NULL;
	assert_refused(try_update(fixture->store, &taiwan, &err), &err, "name",
		       "The name “Taiwan” is that of the country NE already.");
	fixture_tamper(fixture->store, "UPDATE place SET binned = NULL WHERE code = 'TW'");
	taiwan = get(fixture, RECORD_PLACE, TAIWAN);
	set(&taiwan, "region", "Asia");
	update(fixture->store, &taiwan);
}

static void an_organisation_is_no_member_of_itself(void **state)
{
	struct fixture *fixture = *state;
	const char told[] = "It cannot be a member of itself.";
	struct err err;
	bool added = try_add(
		fixture->store, RECORD_MEMBERSHIP, NULL,
		VALUES({"member", AGENCY}, {"organisation", AGENCY}, {"role", "member"}), &err);
	assert_refused(added, &err, "member", told);
	fixture_add(fixture->store, RECORD_MEMBERSHIP, UID("de"),
		    VALUES({"member", AGENCY}, {"organisation", NETWORK}, {"role", "member"}));
	struct record term = get(fixture, RECORD_MEMBERSHIP, UID("de"));
	set(&term, "organisation", AGENCY);
	assert_refused(try_update(fixture->store, &term, &err), &err, "member", told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(terms_in_one_post_must_not_overlap_for_certain),
		FIXTURE_TEST(the_sentence_names_the_other_term),
		FIXTURE_TEST(other_posts_bodies_and_people_do_not_count),
		FIXTURE_TEST(a_term_that_has_ended_needs_its_last_date),
		FIXTURE_TEST(a_term_that_is_moved_onto_another_is_refused),
		FIXTURE_TEST(an_overlap_that_is_there_already_leaves_the_rest_to_be_edited),
		FIXTURE_TEST(a_term_in_the_bin_does_not_count_until_it_comes_back),
		FIXTURE_TEST(an_organisation_cannot_stand_below_itself),
		FIXTURE_TEST(a_circle_that_is_there_already_ends),
		FIXTURE_TEST(what_is_in_the_bin_is_not_referred_to_anew),
		FIXTURE_TEST(what_comes_out_of_the_bin_needs_its_owner),
		FIXTURE_TEST(a_code_or_a_uid_is_taken_once),
		FIXTURE_TEST(a_code_that_no_country_has_is_refused),
		FIXTURE_TEST(only_latin_letters_stand_where_they_are_asked_for),
		FIXTURE_TEST(two_countries_are_not_called_alike),
		FIXTURE_TEST(an_organisation_is_no_member_of_itself),
	};
	return cmocka_run_group_tests_name("store-rule", tests, NULL, NULL);
}
