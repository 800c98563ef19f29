/* SPDX-License-Identifier: MIT
 *
 * The bin: what goes there with a record, what holds it in its place, and what comes back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "directory_fixture.h"
#include "store/bin.h"
#include "store/db.h"
#include "store/event.h"
#include "store/journal.h"
#include "store/membership.h"
#include "store/organisation.h"
#include "store/owner.h"
#include "store/person.h"
#include "store/search.h"

static const struct intent intent = {.origin = "screen", .name = "To the bin", .actor = "tester"};

/* The clock stands still: what is moved by two actions is moved within one second. */
static int set_up(void **state)
{
	setenv("SOURCE_DATE_EPOCH", "1709294400", 1); /* 2024-03-01T12:00:00Z */
	return fixture_set_up(state);
}

static int tear_down(void **state)
{
	unsetenv("SOURCE_DATE_EPOCH");
	return fixture_tear_down(state);
}

static bool try_move(struct fixture *fixture, struct ref ref, struct err *err)
{
	int64_t action = -1;
	*err = (struct err){0};
	return bin_move(fixture->store, &ref, 1, &intent, &action, err);
}

static void move(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	struct err err;
	fixture_assert_ok(try_move(fixture, fixture_ref(fixture->store, kind, uid), &err), &err);
}

static bool try_restore(struct fixture *fixture, enum record_kind kind, const char *uid,
			struct err *err)
{
	struct ref ref = fixture_ref(fixture->store, kind, uid);
	int64_t action = -1;
	*err = (struct err){0};
	return bin_restore(fixture->store, &ref, 1, &intent, &action, err);
}

static void restore(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	struct err err;
	fixture_assert_ok(try_restore(fixture, kind, uid, &err), &err);
}

static struct ref add(struct fixture *fixture, enum record_kind kind, const char *uid,
		      const struct fixture_value *values)
{
	return fixture_add(fixture->store, kind, uid, values);
}

/* Holds the bin against lines of what lies in it. */
static void assert_bin(struct fixture *fixture, const char *expected)
{
	struct bin_rows rows;
	struct err err = {0};
	fixture_assert_ok(bin_list(fixture->store, fixture->arena, &rows, &err), &err);
	for (size_t i = 0; i < rows.count; i++) {
		str_add_format(&fixture->seen, "%s %s %s %s\n", rows.items[i].moment + 11,
			       fixture_word(rows.items[i].actor),
			       record_type(rows.items[i].ref.kind)->name, rows.items[i].label);
	}
	fixture_assert_seen(fixture, expected);
}

/* The bin before a test, each time at its end. */
#define OLD_BIN                                                                                    \
	"00:00:00Z - organisation Old Bureau\n"                                                    \
	"00:00:00Z - person Binned Person\n"

static bool is_binned(struct fixture *fixture, enum record_kind kind, const char *uid)
{
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(fixture->store, fixture_ref(fixture->store, kind, uid),
				     fixture->arena, &record, &err),
			  &err);
	return record.binned != NULL;
}

/* Every row of every table but for revisions, as a text: what must be the same before and after. */
static const char *everything(struct fixture *fixture, bool with_revisions)
{
	struct str all = STR_EMPTY;
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		for (int64_t id = 1; id < 60; id++) {
			struct record record;
			struct ref ref = {(enum record_kind)kind, id};
			if (!record_get(fixture->store, ref, fixture->arena, &record, NULL)) {
				continue;
			}
			str_add_format(&all, "%d %s %s %d:", kind, record.uid,
				       fixture_word(record.binned),
				       with_revisions ? (int)record.revision : 0);
			for (size_t i = 0; i < record_type(ref.kind)->field_count; i++) {
				str_add_format(&all, " %s", fixture_word(record.values[i]));
			}
			str_add(&all, "\n");
		}
	}
	const char *text = arena_text(fixture->arena, str_text(&all));
	str_clear(&all);
	return text;
}

static void a_person_goes_with_all_that_is_theirs_and_comes_back_with_it(void **state)
{
	struct fixture *fixture = *state;
	struct bin_weight weight;
	struct err err = {0};
	add(fixture, RECORD_CITATION, UID("aa"),
	    VALUES({"source", REPORT}, {"membership", UID("d1")}));
	add(fixture, RECORD_CITATION, UID("ab"), VALUES({"source", REPORT}, {"person", HSU}));
	const char *before = everything(fixture, false);

	fixture_assert_ok(bin_weigh(fixture->store, fixture_ref(fixture->store, RECORD_PERSON, HSU),
				    FIXTURE_DAY, &weight, &err),
			  &err);
	assert_int_equal(weight.channels, 2);
	assert_int_equal(weight.terms, 2);
	assert_int_equal(weight.current_terms, 1);
	assert_int_equal(weight.links, 1);
	assert_int_equal(weight.names, 0);
	assert_int_equal(weight.citations, 2);

	move(fixture, RECORD_PERSON, HSU);
	assert_true(is_binned(fixture, RECORD_MEMBERSHIP, UID("d1")));
	assert_true(is_binned(fixture, RECORD_MEMBERSHIP, UID("d2")));
	assert_true(is_binned(fixture, RECORD_CITATION, UID("aa")));
	assert_true(is_binned(fixture, RECORD_CITATION, UID("ab")));
	assert_false(is_binned(fixture, RECORD_MEMBERSHIP, UID("d3")));
	assert_bin(fixture, "12:00:00Z tester person Hsu, Ming-Hua 徐銘華\n" OLD_BIN);

	restore(fixture, RECORD_PERSON, HSU);
	assert_bin(fixture, OLD_BIN);
	assert_string_equal(everything(fixture, false), before);
}

/* Takes an action back, or brings it back with journal_redo(). */
typedef bool journal_step(struct store *store, int64_t id, const struct intent *intent,
			  struct arena *arena, struct action_rows *blockers, struct err *err);

static void go(struct fixture *fixture, journal_step *step, int64_t action)
{
	struct action_rows blockers;
	struct err err = {0};
	fixture_assert_ok(step(fixture->store, action, &intent, fixture->arena, &blockers, &err),
			  &err);
}

static void a_move_is_one_step_of_undo(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {0};
	const char *before = everything(fixture, true);
	struct ref refs[] = {
		fixture_ref(fixture->store, RECORD_MEMBERSHIP, UID("d1")),
		fixture_ref(fixture->store, RECORD_PERSON, HSU),
		fixture_ref(fixture->store, RECORD_ORGANISATION, COMMITTEE),
	};
	int64_t moved = 0;
	int64_t restored = 0;
	fixture_assert_ok(bin_move(fixture->store, refs, 3, &intent, &moved, &err), &err);
	const char *in_the_bin = everything(fixture, true);
	fixture_assert_ok(bin_restore(fixture->store, refs, 3, &intent, &restored, &err), &err);
	const char *after = everything(fixture, true);

	go(fixture, journal_undo, restored);
	assert_string_equal(everything(fixture, true), in_the_bin);
	go(fixture, journal_undo, moved);
	assert_string_equal(everything(fixture, true), before);
	go(fixture, journal_redo, moved);
	assert_string_equal(everything(fixture, true), in_the_bin);
	go(fixture, journal_redo, restored);
	assert_string_equal(everything(fixture, true), after);
}

/* Then each record is held against the rules on its way out of the bin. */
static void an_older_move_is_undone_too(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {0};
	struct ref person = fixture_ref(fixture->store, RECORD_PERSON, HSU);
	int64_t moved = 0;
	int64_t restored = 0;
	add(fixture, RECORD_CITATION, UID("aa"),
	    VALUES({"source", REPORT}, {"membership", UID("d1")}));
	const char *before = everything(fixture, false);
	fixture_assert_ok(bin_move(fixture->store, &person, 1, &intent, &moved, &err), &err);
	move(fixture, RECORD_PERSON, LUKASZ);

	go(fixture, journal_undo, moved);
	restore(fixture, RECORD_PERSON, LUKASZ);
	assert_string_equal(everything(fixture, false), before);

	fixture_assert_ok(bin_move(fixture->store, &person, 1, &intent, &moved, &err), &err);
	const char *in_the_bin = everything(fixture, false);
	fixture_assert_ok(bin_restore(fixture->store, &person, 1, &intent, &restored, &err), &err);
	move(fixture, RECORD_PERSON, LUKASZ);
	go(fixture, journal_undo, restored);
	restore(fixture, RECORD_PERSON, LUKASZ);
	assert_string_equal(everything(fixture, false), in_the_bin);
}

static void what_lay_in_the_bin_before_stays_there(void **state)
{
	struct fixture *fixture = *state;
	move(fixture, RECORD_MEMBERSHIP, UID("d2"));
	move(fixture, RECORD_PERSON, HSU);
	assert_bin(fixture,
		   "12:00:01Z tester person Hsu, Ming-Hua 徐銘華\n"
		   "12:00:00Z tester membership staff, TN Staff (Hsu, Ming-Hua 徐銘華)\n" OLD_BIN);

	restore(fixture, RECORD_PERSON, HSU);

	assert_false(is_binned(fixture, RECORD_MEMBERSHIP, UID("d1")));
	assert_bin(fixture,
		   "12:00:00Z tester membership staff, TN Staff (Hsu, Ming-Hua 徐銘華)\n" OLD_BIN);
	restore(fixture, RECORD_MEMBERSHIP, UID("d2"));
	assert_bin(fixture, OLD_BIN);
}

/* The citation of a term of theirs, moved alone within the same second. */
static void what_belongs_to_what_goes_has_its_own_moment_too(void **state)
{
	struct fixture *fixture = *state;
	add(fixture, RECORD_CITATION, UID("aa"),
	    VALUES({"source", REPORT}, {"membership", UID("d1")}));
	move(fixture, RECORD_CITATION, UID("aa"));
	move(fixture, RECORD_PERSON, HSU);

	restore(fixture, RECORD_PERSON, HSU);

	assert_true(is_binned(fixture, RECORD_CITATION, UID("aa")));
	assert_false(is_binned(fixture, RECORD_MEMBERSHIP, UID("d1")));
}

static void a_body_goes_with_the_terms_in_it(void **state)
{
	struct fixture *fixture = *state;
	const char *before = everything(fixture, false);

	move(fixture, RECORD_ORGANISATION, COMMITTEE);
	assert_true(is_binned(fixture, RECORD_MEMBERSHIP, UID("d1")));
	assert_true(is_binned(fixture, RECORD_MEMBERSHIP, UID("d3")));
	assert_true(is_binned(fixture, RECORD_MEMBERSHIP, UID("d4")));
	assert_false(is_binned(fixture, RECORD_MEMBERSHIP, UID("d2")));
	assert_false(is_binned(fixture, RECORD_PERSON, HSU));

	restore(fixture, RECORD_ORGANISATION, COMMITTEE);
	assert_string_equal(everything(fixture, false), before);
}

static void a_term_comes_back_when_its_second_owner_does(void **state)
{
	struct fixture *fixture = *state;
	const char *before = everything(fixture, false);
	add(fixture, RECORD_CITATION, UID("aa"),
	    VALUES({"source", REPORT}, {"membership", UID("d1")}));
	const char *with_citation = everything(fixture, false);
	assert_string_not_equal(before, with_citation);
	move(fixture, RECORD_PERSON, HSU);
	move(fixture, RECORD_ORGANISATION, COMMITTEE);

	restore(fixture, RECORD_PERSON, HSU);
	assert_true(is_binned(fixture, RECORD_MEMBERSHIP, UID("d1")));
	assert_true(is_binned(fixture, RECORD_CITATION, UID("aa")));
	assert_false(is_binned(fixture, RECORD_MEMBERSHIP, UID("d2")));
	assert_bin(fixture, "12:00:01Z tester organisation TN Steering Committee\n" OLD_BIN);

	restore(fixture, RECORD_ORGANISATION, COMMITTEE);
	assert_string_equal(everything(fixture, false), with_citation);
}

static void what_belongs_to_something_in_the_bin_cannot_come_back_alone(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	move(fixture, RECORD_PERSON, HSU);

	assert_false(try_restore(fixture, RECORD_MEMBERSHIP, UID("d1"), &err));

	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_string_equal(err.text,
			    "“chair, TN Steering Committee” belongs to “Hsu, Ming-Hua 徐銘華”, "
			    "which is in the bin itself. Restore that first.");
	assert_true(is_binned(fixture, RECORD_MEMBERSHIP, UID("d1")));
}

static void several_come_back_in_whatever_order(void **state)
{
	struct fixture *fixture = *state;
	const char *before = everything(fixture, false);
	struct err err = {0};
	int64_t action;
	move(fixture, RECORD_MEMBERSHIP, UID("d1"));
	move(fixture, RECORD_PERSON, HSU);
	struct ref refs[] = {
		fixture_ref(fixture->store, RECORD_MEMBERSHIP, UID("d1")),
		fixture_ref(fixture->store, RECORD_PERSON, HSU),
		fixture_ref(fixture->store, RECORD_PERSON, ORTIZ), /* not in the bin */
	};

	fixture_assert_ok(bin_restore(fixture->store, refs, 3, &intent, &action, &err), &err);

	assert_string_equal(everything(fixture, false), before);
}

/* What cannot go, and the sentence that says why. */
static const struct {
	enum record_kind kind;
	const char *uid;
	const char *text;
} held_rows[] = {
	{RECORD_ORGANISATION, NETWORK,
	 "“Test Network” cannot go to the bin: 2 bodies are below it. Change or remove those "
	 "first."},
	{RECORD_ORGANISATION, MINISTRY,
	 "“Ministry of Environment” cannot go to the bin: 1 body is below it, 1 term is held on "
	 "its "
	 "behalf, 1 page is about it. Change or remove those first."},
	{RECORD_PLACE, TAIWAN,
	 "“Taiwan” cannot go to the bin: 2 organisations are there, 2 people are from there, 1 "
	 "event tells of its part. Change or remove those first."},
	{RECORD_PLACE, VIET_NAM,
	 "“Viet Nam” cannot go to the bin: 1 person is from there, 1 event is there, 1 event tells "
	 "of its part. Change or remove those first."},
	{RECORD_SOURCE, LETTER,
	 "“A letter” cannot go to the bin: 3 facts name it as their source. Change or remove those "
	 "first."},
	{RECORD_SOURCE, REPORT,
	 "“Annual report” cannot go to the bin: 1 fact names it as its source. Change or remove "
	 "that "
	 "first."},
};

static void what_others_stand_on_cannot_go(void **state)
{
	struct fixture *fixture = *state;
	const char *before = everything(fixture, true);
	for (size_t i = 0; i < sizeof held_rows / sizeof held_rows[0]; i++) {
		struct err err;
		struct ref ref = fixture_ref(fixture->store, held_rows[i].kind, held_rows[i].uid);
		assert_false(try_move(fixture, ref, &err));
		assert_int_equal(err.kind, ERR_CONFLICT);
		assert_string_equal(err.text, held_rows[i].text);
	}
	assert_string_equal(everything(fixture, true), before);
	move(fixture, RECORD_PLACE, KOREA); /* nobody is there */
}

static void what_goes_along_holds_nothing(void **state)
{
	struct fixture *fixture = *state;
	const char *before = everything(fixture, false);
	struct err err = {0};
	int64_t action;
	struct ref refs[] = {
		fixture_ref(fixture->store, RECORD_ORGANISATION, MINISTRY),
		fixture_ref(fixture->store, RECORD_ORGANISATION, CLIMATE),
		fixture_ref(fixture->store, RECORD_PAGE, MINISTRY_PAGE),
		fixture_ref(fixture->store, RECORD_PERSON, HSU), /* who sits on its behalf */
	};

	fixture_assert_ok(bin_move(fixture->store, refs, 4, &intent, &action, &err), &err);
	assert_true(is_binned(fixture, RECORD_ORGANISATION_NAME, FORMER_NAME));

	fixture_assert_ok(bin_restore(fixture->store, refs, 4, &intent, &action, &err), &err);
	assert_string_equal(everything(fixture, false), before);
}

static void a_second_move_changes_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {0};
	int64_t action = -1;
	move(fixture, RECORD_PERSON, HSU);
	struct ref ref = fixture_ref(fixture->store, RECORD_PERSON, HSU);

	fixture_assert_ok(bin_move(fixture->store, &ref, 1, &intent, &action, &err), &err);
	assert_int_equal(action, 0);
	restore(fixture, RECORD_PERSON, HSU);
	fixture_assert_ok(bin_restore(fixture->store, &ref, 1, &intent, &action, &err), &err);
	assert_int_equal(action, 0);
}

static void what_is_not_there_is_not_moved(void **state)
{
	struct err err;
	assert_false(try_move(*state, (struct ref){RECORD_PERSON, 12345}, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void a_trial_moves_nothing(void **state)
{
	struct fixture *fixture = *state;
	const char *before = everything(fixture, true);
	struct intent trial = intent;
	struct err err = {0};
	int64_t action;
	trial.is_trial = true;
	struct ref ref = fixture_ref(fixture->store, RECORD_PERSON, HSU);

	fixture_assert_ok(bin_move(fixture->store, &ref, 1, &trial, &action, &err), &err);

	assert_string_equal(everything(fixture, true), before);
}

/* The moment of the last second of a day cannot be stepped, and nothing hangs. */
static void the_last_second_of_a_day_is_a_moment_too(void **state)
{
	struct fixture *fixture = *state;
	setenv("SOURCE_DATE_EPOCH", "1709337598", 1); /* 2024-03-01T23:59:58Z */
	move(fixture, RECORD_MEMBERSHIP, UID("d2"));
	move(fixture, RECORD_MEMBERSHIP, UID("d1"));
	move(fixture, RECORD_PERSON, HSU);
	assert_bin(fixture,
		   "23:59:59Z tester person Hsu, Ming-Hua 徐銘華\n"
		   "23:59:58Z tester membership chair, TN Steering Committee (Hsu, "
		   "Ming-Hua 徐銘華)\n"
		   "23:59:58Z tester membership staff, TN Staff (Hsu, Ming-Hua 徐銘華)\n" OLD_BIN);
	restore(fixture, RECORD_PERSON, HSU);
	setenv("SOURCE_DATE_EPOCH", "1709337599", 1);
	move(fixture, RECORD_PERSON, HSU);
	move(fixture, RECORD_PERSON, LUKASZ);
	move(fixture, RECORD_ORGANISATION, COMMITTEE); /* d4 lies there with its moment already */
	assert_true(is_binned(fixture, RECORD_ORGANISATION, COMMITTEE));
}

static void lists_show_nothing_of_what_is_in_the_bin(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {0};
	struct membership_rows terms;
	struct person_rows people;
	struct person_list list = {.day = FIXTURE_DAY};
	struct search_rows hits;
	struct event_link_rows links;
	move(fixture, RECORD_PERSON, HSU);

	fixture_assert_ok(
		membership_in_body(fixture->store,
				   fixture_id(fixture->store, RECORD_ORGANISATION, COMMITTEE),
				   FIXTURE_DAY, fixture->arena, &terms, &err),
		&err);
	assert_int_equal(terms.count, 2);
	fixture_assert_ok(
		membership_on_behalf(fixture->store,
				     fixture_id(fixture->store, RECORD_ORGANISATION, MINISTRY),
				     FIXTURE_DAY, fixture->arena, &terms, &err),
		&err);
	assert_int_equal(terms.count, 0);
	fixture_assert_ok(event_links(fixture->store,
				      fixture_id(fixture->store, RECORD_EVENT, MEETING),
				      fixture->arena, &links, &err),
			  &err);
	assert_int_equal(links.count, 3);
	query_parse("ming-hua", fixture->arena, &list.query);
	fixture_assert_ok(search_all(fixture->store, &list.query, 10, fixture->arena, &hits, &err),
			  &err);
	assert_int_equal(hits.count, 0); /* the meeting does not tell of the speaker either */

	move(fixture, RECORD_ORGANISATION, COMMITTEE);
	query_parse("body:steering", fixture->arena, &list.query);
	fixture_assert_ok(
		person_window(fixture->store, &list, 0, 10, fixture->arena, &people, &err), &err);
	assert_int_equal(people.count, 0);
	query_parse("lukasz", fixture->arena, &list.query);
	fixture_assert_ok(
		person_window(fixture->store, &list, 0, 10, fixture->arena, &people, &err), &err);
	assert_int_equal(people.count, 1);
	assert_null(people.items[0].post);
	query_parse("directrice", fixture->arena, &list.query);
	fixture_assert_ok(search_all(fixture->store, &list.query, 10, fixture->arena, &hits, &err),
			  &err);
	assert_int_equal(hits.count, 0);
}

static unsigned random_below(uint64_t *seed, unsigned limit)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % limit;
}

/* No record in use may belong to one in the bin. */
static void assert_owners_in_use(struct fixture *fixture)
{
	for (size_t i = 0; i < owner_row_count; i++) {
		const struct owner_row *row = &owner_rows[i];
		const struct record_type *type = record_type(row->kind);
		enum record_kind owner = type->fields[field_index(row->kind, row->field)].target;
		int64_t count = -1;
		struct err err = {0};
		const char *sql = arena_format(
			fixture->arena,
			"SELECT count(*) FROM %s this JOIN %s owner ON owner.id = this.%s_id "
			"WHERE this.binned IS NULL AND owner.binned IS NOT NULL",
			type->name, record_type(owner)->name, row->field);
		fixture_assert_ok(db_number(fixture->store, sql, &count, &err), &err);
		assert_int_equal(count, 0);
	}
}

/* Moves, restores or undoes something; what is refused leaves everything as it was. */
static void step_at_random(struct fixture *fixture, uint64_t *seed)
{
	struct ref refs[2];
	struct err err = {0};
	size_t count = 1 + random_below(seed, 2);
	for (size_t i = 0; i < count; i++) {
		struct record record;
		do {
			refs[i] = (struct ref){(enum record_kind)random_below(seed, RECORD_KINDS),
					       1 + random_below(seed, 8)};
		} while (!record_get(fixture->store, refs[i], fixture->arena, &record, NULL));
	}
	unsigned what = random_below(seed, 8);
	struct action_row last;
	struct action_rows blockers;
	const char *before = everything(fixture, true);
	bool ok = true;
	if (what < 4) {
		ok = bin_move(fixture->store, refs, count, &intent, NULL, &err);
	} else if (what < 7) {
		ok = bin_restore(fixture->store, refs, count, &intent, NULL, &err);
	} else if (journal_next_undo(fixture->store, fixture->arena, &last, &err) && last.id != 0) {
		ok = journal_undo(fixture->store, last.id, &intent, fixture->arena, &blockers,
				  &err);
		fixture_assert_ok(ok, &err);
	}
	if (!ok) {
		assert_int_equal(err.kind, ERR_CONFLICT);
		assert_string_equal(everything(fixture, true), before);
	}
}

static void restore_everything(struct fixture *fixture)
{
	struct bin_rows rows;
	struct err err = {0};
	do {
		fixture_assert_ok(bin_list(fixture->store, fixture->arena, &rows, &err), &err);
		size_t count = 0;
		for (size_t i = 0; i < rows.count; i++) {
			const struct bin_row *row = &rows.items[i];
			/* What belongs to another row waits for the next turn. */
			count += bin_restore(fixture->store, &row->ref, 1, &intent, NULL, &err);
		}
		assert_true(rows.count == 0 || count > 0);
	} while (rows.count > 0);
}

static void whatever_is_moved_everything_can_come_back(void **state)
{
	struct fixture *fixture = *state;
	uint64_t seed = 20261123;
	print_message("seed %llu\n", (unsigned long long)seed);
	restore_everything(fixture);
	const char *before = everything(fixture, false);
	for (int round = 0; round < 20; round++) {
		for (int i = 0; i < 20; i++) {
			step_at_random(fixture, &seed);
			assert_owners_in_use(fixture);
		}
		restore_everything(fixture);
		assert_string_equal(everything(fixture, false), before);
		arena_clear(fixture->arena);
		before = everything(fixture, false);
	}
}

#define BIN_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BIN_TEST(a_person_goes_with_all_that_is_theirs_and_comes_back_with_it),
		BIN_TEST(a_move_is_one_step_of_undo),
		BIN_TEST(an_older_move_is_undone_too),
		BIN_TEST(what_lay_in_the_bin_before_stays_there),
		BIN_TEST(what_belongs_to_what_goes_has_its_own_moment_too),
		BIN_TEST(a_body_goes_with_the_terms_in_it),
		BIN_TEST(a_term_comes_back_when_its_second_owner_does),
		BIN_TEST(what_belongs_to_something_in_the_bin_cannot_come_back_alone),
		BIN_TEST(several_come_back_in_whatever_order),
		BIN_TEST(what_others_stand_on_cannot_go),
		BIN_TEST(what_goes_along_holds_nothing),
		BIN_TEST(a_second_move_changes_nothing),
		BIN_TEST(what_is_not_there_is_not_moved),
		BIN_TEST(a_trial_moves_nothing),
		BIN_TEST(the_last_second_of_a_day_is_a_moment_too),
		BIN_TEST(lists_show_nothing_of_what_is_in_the_bin),
		BIN_TEST(whatever_is_moved_everything_can_come_back),
	};
	return cmocka_run_group_tests_name("store-bin", tests, NULL, NULL);
}
