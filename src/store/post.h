/* SPDX-License-Identifier: MIT
 *
 * Posts that one at a time holds: who follows in one, and when it is empty, can be told from the terms
 * alone.
 */
#ifndef IEMN_STORE_POST_H
#define IEMN_STORE_POST_H

#include <stdbool.h>

#include "base/str.h"

struct post {
	const char *role;
	bool is_for_each_agency; /* one for each agency that sends someone, not for the whole body */
};

/* The post of a role, in capitals or not; NULL when several may hold it at a time. */
const struct post *post_find(const char *role);

/* Adds the condition that the role in a column is such a post. */
void post_add_condition(struct str *sql, const char *column);

/* Adds what tells posts of one role in a body apart: the agency in a column where each agency has one,
 * otherwise nothing. */
void post_add_agency(struct str *sql, const char *role_column, const char *agency_column);

#endif
