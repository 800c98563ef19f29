/* SPDX-License-Identifier: MIT
 *
 * The one rule for whether a term of office holds on a date, in SQL.
 */
#ifndef IEMN_STORE_TERM_H
#define IEMN_STORE_TERM_H

#include "base/str.h"

/* Adds the condition that the membership called `term` in the statement holds at some moment of the
 * partial date at a place such as "?1". Two partial dates are compared as far as both are known: a term
 * to 2023 holds all of 2023, one from 2023 too, and one that held for a while in 2021 holds "in
 * 2021". Open ends are open. */
void term_add_condition(struct str *sql, const char *day);

/* Adds a statement in brackets that gives the id of the term that comes first, on cards as in lists,
 * among those that the person at hand holds on a day: by its rank, then its beginning. */
void term_add_first(struct str *sql, const char *day);

#endif
