/* SPDX-License-Identifier: MIT
 *
 * Rows of records under columns, and how they are laid out for people: aligned by display width, cut
 * to the width of a terminal.
 */
#ifndef IEMN_CLI_TABLE_H
#define IEMN_CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/output.h"
#include "store/record.h"

#define TABLE_COLUMNS_MAX 12

struct column {
	const char *name; /* in CSV and JSON; NULL for a column that only people see */
	const char
		*label; /* heading for people, marked with N_(); NULL for one that only data has */
	bool is_number; /* stands at the right of its column; a number in JSON */
	bool is_flag;	/* "0" or "1"; false or true in JSON */
};

struct table_row {
	struct ref ref;			      /* its record; not of a plain listing */
	int depth;			      /* in a tree; 0 for a root */
	const char *cells[TABLE_COLUMNS_MAX]; /* as stored, NULL for nothing; in the arena */
};

struct table {
	const struct column *columns;
	size_t column_count;
	struct table_row *rows; /* in the arena */
	size_t count;
};

/* Prints headings and rows; the first column is indented by the depth of its row. */
void table_print(const struct table *table, struct output *out);

#endif
