/* SPDX-License-Identifier: MIT
 *
 * What a query means in SQL: conditions with their values, for the statements of lists.
 */
#ifndef IEMN_STORE_QUERY_SQL_H
#define IEMN_STORE_QUERY_SQL_H

#include "base/str.h"
#include "store/db.h"
#include "store/field.h"
#include "store/query.h"
#include "store/rows.h"

/* Every term binds at most three values, and the day is one more. */
#define QUERY_VALUES_MAX (3 * QUERY_TERMS_MAX + 1)

struct query_sql {
	struct str
		where; /* conditions joined by AND, never empty; they speak of the table by its name */
	int place;     /* of the first value */
	size_t count;
	const char *values[QUERY_VALUES_MAX]; /* lent by the query */
};

/* Makes the conditions for records of a kind, with values from ?place on. day may be NULL: see
 * query.h. The query is lent until query_sql_clear(). */
void query_sql_make(struct query_sql *sql, const struct query *query, enum record_kind kind,
		    const char *day, int place);

/* Binds the values. */
void query_sql_bind(const struct query_sql *sql, struct store *store, sqlite3_stmt *statement);

void query_sql_clear(struct query_sql *sql);

/* A list of records of a kind that has nothing to count and no window. */
struct query_list {
	enum record_kind kind;
	const char *select;   /* up to WHERE */
	const char *order_by; /* from ORDER BY on */
	rows_read *read;
};

/* Adds an item for each record that the query finds. */
bool query_sql_list(const struct query_list *list, const struct query *query, struct store *store,
		    struct rows *rows, struct err *err);

#endif
