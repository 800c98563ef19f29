/* SPDX-License-Identifier: MIT
 *
 * A small made-up directory in memory for tests of the store, built through record_add(), and helpers
 * to add to it. Everybody in it is invented.
 */
#ifndef IEMN_TESTS_DIRECTORY_FIXTURE_H
#define IEMN_TESTS_DIRECTORY_FIXTURE_H

#include "base/str.h"
#include "store/record.h"

/* uid of a record of the fixture: two hexadecimal letters at the beginning tell it from the others. */
#define UID(two) two "000000-0000-4000-8000-000000000000"

/* Places. */
#define TAIWAN UID("a1")
#define VIET_NAM UID("a2")
#define CHILE UID("a3")
#define NIGER UID("a4")
#define NIGERIA UID("a5")
#define KOREA UID("a6")

/* Organisations: the network with its two bodies, two ministries and an agency. */
#define NETWORK UID("b1")
#define COMMITTEE UID("b2")
#define STAFF UID("b3")
#define MINISTRY UID("b4")
#define CLIMATE UID("b5")
#define AGENCY UID("b6")
#define BINNED_BUREAU UID("b7")
#define ORPHAN_OFFICE UID("b8")
#define FORMER_NAME UID("b9")

/* People. */
#define HSU UID("c1")
#define ORTIZ UID("c2")
#define OTHER_ORTIZ UID("c3")
#define MONO UID("c4")
#define LUKASZ UID("c5")
#define BINNED_PERSON UID("c6")

/* Events. */
#define FOUNDING UID("e1")
#define RENAMING UID("e2")
#define MEETING UID("e3")
#define WEBINAR UID("e4")

/* Pages and sources. */
#define MISSION UID("f1")
#define MINISTRY_PAGE UID("f2")
#define REPORT UID("f3")
#define LETTER UID("f4")

/* The day that lists are looked at for. */
#define FIXTURE_DAY "2024-03-01"

/* What a test works with. */
struct fixture {
	struct store *store;
	struct arena *arena;
	struct str seen; /* what a list showed, as words to compare */
};

/* The directory in memory, for cmocka: *state is a struct fixture. */
int fixture_set_up(void **state);
int fixture_tear_down(void **state);

/* A test that is given the directory. */
#define FIXTURE_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)

/* Puts the directory into a new store, for store_create(). */
bool fixture_fill(struct store *store, void *context, struct err *err);

/* A store in memory without records. */
struct store *fixture_open_empty(void);

/* Fails with the sentence of the error unless ok. */
void fixture_assert_ok(bool ok, const struct err *err);

/* Holds what was seen against what is expected, and forgets it. */
void fixture_assert_seen(struct fixture *fixture, const char *expected);

/* text, or "-" for NULL. */
const char *fixture_word(const char *text);

/* A field and its value. */
struct fixture_value {
	const char *field;
	const char *value;
};

#define VALUES(...) ((const struct fixture_value[]){__VA_ARGS__, {NULL, NULL}})

/* Adds a record of which the values are given up to one without a field, inside an open transaction.
 * uid NULL makes one. */
bool fixture_try(struct store *store, enum record_kind kind, const char *uid,
		 const struct fixture_value *values, struct ref *ref, struct err *err);

/* The same, for a record that must go in, in a transaction of its own. */
struct ref fixture_add(struct store *store, enum record_kind kind, const char *uid,
		       const struct fixture_value *values);

/* The record of a kind with a uid, or its id; it must be there. */
int64_t fixture_id(struct store *store, enum record_kind kind, const char *uid);
struct ref fixture_ref(struct store *store, enum record_kind kind, const char *uid);

/* Runs SQL that changes the store behind the back of record.h. */
void fixture_tamper(struct store *store, const char *sql);

#endif
