/* SPDX-License-Identifier: MIT
 *
 * Directories in memory for the tests of formats, and the whole of one as text.
 */
#ifndef IEMN_TESTS_FIXTURE_H
#define IEMN_TESTS_FIXTURE_H

#include "base/str.h"
#include "store/record.h"
#include "store/store.h"

/* The day that all tests play on. */
#define FIXTURE_DAY "2026-11-23"

/* Stops the clock at FIXTURE_DAY. */
void fixture_stop_clock(void);

/* The bundled facts; with the made-up people too; or what stands in a text of our JSON form. Each is
 * the caller's to close. */
struct store *fixture_facts(void);
struct store *fixture_demo(void);
struct store *fixture_load(const char *text);

/* Loads a text into a directory of its own and gives what was said about it, lent until the next
 * call; NULL when it was taken. */
const char *fixture_refusal(const char *text, size_t len);

/* The whole directory in our JSON form. */
void fixture_dump(struct store *store, struct str *out);

/* How many records of a kind there are: their ids are 1 to this in a directory just loaded. */
int64_t fixture_count(struct store *store, enum record_kind kind);

#endif
