/* SPDX-License-Identifier: MIT
 *
 * The layouts that a directory file may have, one a version, and whether a file has one of them. A
 * table, trigger, view or index that is not ours, or was altered, is found here: what another hand put
 * into a schema would run with our rights as soon as we read or write.
 */
#ifndef IEMN_STORE_LAYOUT_H
#define IEMN_STORE_LAYOUT_H

#include <stddef.h>

#include "store/db.h"

/* A row of sqlite_schema, its text as it stands in schema.sql. */
struct layout_row {
	const char *type;
	const char *name;
	const char *table;
	const char *sql;
};

struct layout {
	int version;
	const struct layout_row *rows; /* by name, in byte order */
	size_t count;
};

/* The layouts that this program knows, and the newest one as SQL with its comments; made by
 * schema_rows.py from schema.sql and rebuild.sql. */
extern const struct layout layouts[];
extern const size_t layout_count;
extern const char *const layout_text;

/* Looks whether the file has the layout. *difference is NULL when it has, else the name of the first
 * thing that differs, in the arena. */
bool layout_check(struct store *store, const struct layout *layout, struct arena *arena,
		  const char **difference, struct err *err);

#endif
