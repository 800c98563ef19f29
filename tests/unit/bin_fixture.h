/* SPDX-License-Identifier: MIT
 *
 * The bin of the small made-up directory, in tests.
 */
#ifndef IEMN_TESTS_BIN_FIXTURE_H
#define IEMN_TESTS_BIN_FIXTURE_H

#include "directory_fixture.h"
#include "store/bin.h"

/* "To the bin", by the tester, on the screen. */
extern const struct intent bin_intent;

/* The directory with a clock that stands still, for cmocka: what is moved by two actions is moved within
 * one second. */
int bin_set_up(void **state);
int bin_tear_down(void **state);

#define BIN_TEST(name) cmocka_unit_test_setup_teardown(name, bin_set_up, bin_tear_down)

/* Moves a record to the bin, or out of it, as an action of its own. */
bool fixture_try_move(struct fixture *fixture, struct ref ref, struct err *err);
bool fixture_try_restore(struct fixture *fixture, enum record_kind kind, const char *uid,
			 struct err *err);

/* The same where it must succeed. */
void fixture_move(struct fixture *fixture, enum record_kind kind, const char *uid);
void fixture_restore(struct fixture *fixture, enum record_kind kind, const char *uid);

bool fixture_is_binned(struct fixture *fixture, enum record_kind kind, const char *uid);

/* Every row of every table, as a text in the arena: what must be the same before and after. */
const char *fixture_everything(struct fixture *fixture, bool with_revisions);

#endif
