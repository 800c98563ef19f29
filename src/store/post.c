/* SPDX-License-Identifier: MIT
 *
 * The posts, a row each; a post is added here and nowhere else.
 */
#include "store/post.h"

#include <strings.h>

static const struct post posts[] = {
	{"chair", false},	{"co-chair", false},   {"vice-chair", false},
	{"secretariat", false}, {"focal point", true},
};

#define POST_COUNT (sizeof posts / sizeof posts[0])

const struct post *post_find(const char *role)
{
	for (size_t i = 0; i < POST_COUNT; i++) {
		if (strcasecmp(posts[i].role, role) == 0) {
			return &posts[i];
		}
	}
	return NULL;
}

static void add_roles(struct str *sql, const char *column, bool only_for_each_agency)
{
	const char *separator = "";
	str_add_format(sql, "%s COLLATE NOCASE IN (", column);
	for (size_t i = 0; i < POST_COUNT; i++) {
		if (posts[i].is_for_each_agency || !only_for_each_agency) {
			str_add_format(sql, "%s'%s'", separator, posts[i].role);
			separator = ", ";
		}
	}
	str_add(sql, ")");
}

void post_add_condition(struct str *sql, const char *column)
{
	add_roles(sql, column, false);
}

void post_add_agency(struct str *sql, const char *role_column, const char *agency_column)
{
	str_add(sql, "CASE WHEN ");
	add_roles(sql, role_column, true);
	str_add_format(sql, " THEN %s END", agency_column);
}
