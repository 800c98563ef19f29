/* SPDX-License-Identifier: MIT
 *
 * What a store holds, as text, to hold one moment against another.
 */
#ifndef IEMN_TESTS_DUMP_H
#define IEMN_TESTS_DUMP_H

#include "base/str.h"
#include "store/store.h"

/* Every row of every table but the journal (action, change), ids, revisions and search texts
 * included; yours to free. */
char *dump_tables(struct store *store);

/* Fails, showing the first line that differs, unless both are the same. */
void dump_assert_same(const char *found, const char *expected);

#endif
