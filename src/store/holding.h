/* SPDX-License-Identifier: MIT
 *
 * Everything that the file holds on a person, in the bin and in the journal too: what is handed out
 * when the person asks for it, and what is erased.
 */
#ifndef IEMN_STORE_HOLDING_H
#define IEMN_STORE_HOLDING_H

#include "store/record.h"

/* A record that is the person's, or was. */
struct holding_record {
	enum record_kind kind;
	const char *uid;
	int64_t id;    /* 0 when it is no longer in its table, or no longer the person's */
	int64_t until; /* it went over to somebody else by this action; 0 when it did not */
};

/* A line of an import that no field holds. */
struct holding_line {
	const char *format;
	const char *name;
	const char *value;
};

/* A row of the journal; fields and values as journal.h has them. */
struct holding_change {
	int64_t id;
	int64_t action_id;
	const char *moment;
	const char *actor;
	const char *origin;
	const char *action; /* its name */
	const char *reason; /* or NULL */
	enum record_kind kind;
	const char *uid;
	const char *field;
	const char *old; /* or NULL */
	const char *new; /* or NULL */
};

/* Somebody with whom the person is not to be confused. */
struct holding_other {
	const char *uid;
	const char *moment;
	const char *actor;
};

struct holding {
	/* The person first, then what belongs to them and to their terms. */
	struct holding_record *records;
	size_t record_count;
	struct holding_line *lines;
	size_t line_count;
	struct holding_change *changes; /* the oldest first */
	size_t change_count;
	struct holding_other *others;
	size_t other_count;
};

/* Gathers it, in the arena, where the record lives too; of one whom only the journal knows (lost.h) as
 * well. */
bool holding_gather(struct store *store, const struct record *person, struct arena *arena,
		    struct holding *holding, struct err *err);

#endif
