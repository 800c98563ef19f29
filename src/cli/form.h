/* SPDX-License-Identifier: MIT
 *
 * The forms in which a list leaves the program: a table for people, JSON, CSV, and records ended by
 * NUL for other programs.
 */
#ifndef IEMN_CLI_FORM_H
#define IEMN_CLI_FORM_H

#include <stdbool.h>

#include "base/err.h"
#include "cli/request.h"
#include "cli/table.h"
#include "store/store.h"

struct listing {
	struct store *store;
	struct table table;
	bool has_whole_records; /* JSON gives the records, not just what the columns hold */
	bool is_plain;		/* the rows are no records: no uid, and the first column stands for
				   it and the last for a name */
};

/* Prints the listing in the form that was asked for. */
bool form_write(const struct listing *listing, struct request *request, struct err *err);

/* Prints one record as a JSON object. */
bool form_write_record(struct store *store, struct ref ref, struct request *request,
		       struct err *err);

/* The uid of a record, in the arena; NULL with err set when it cannot be read. */
const char *form_uid(struct store *store, struct ref ref, struct arena *arena, struct err *err);

#endif
