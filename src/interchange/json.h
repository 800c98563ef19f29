/* SPDX-License-Identifier: MIT
 *
 * The program's own JSON: a writer that streams, and a reader for whole directories in the form of
 * data/iemn.json (see data/README.md). Reading is strict: RFC 8259, no duplicate keys.
 */
#ifndef IEMN_INTERCHANGE_JSON_H
#define IEMN_INTERCHANGE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"
#include "store/record.h"

/* Number of the JSON form; it grows when a reader would have to change. */
#define JSON_VERSION 1

#define JSON_DEPTH_MAX 16

/* Writes to a string; the caller hands that on as it grows. Two blanks an indent. */
struct json_writer {
	struct str *out;
	int depth;
	bool has_items[JSON_DEPTH_MAX]; /* whether something stands at each depth already */
};

void json_begin_object(struct json_writer *writer, const char *key); /* key NULL inside an array */
void json_end_object(struct json_writer *writer);
void json_begin_array(struct json_writer *writer, const char *key);
void json_end_array(struct json_writer *writer);

/* A member; NULL is written as null. Control characters, U+007F to U+009F and bidi controls are
 * escaped. */
void json_text(struct json_writer *writer, const char *key, const char *text);
void json_number(struct json_writer *writer, const char *key, int64_t number);
void json_flag(struct json_writer *writer, const char *key, bool flag);

/* A record with all its fields and, nested, what belongs to it: names, channels, memberships,
 * links, citations; for a body also those who sit in it (members). References are objects of uid and
 * name. No line end stands behind it. */
bool json_record(struct json_writer *writer, const char *key, struct store *store, struct ref ref,
		 struct err *err);

/* The members of an object for a record: which record, uid, each field but the one omitted (NULL for
 * none), revision. References are objects of uid and name. */
bool json_fields(struct json_writer *writer, struct store *store, const struct record *record,
		 const char *omitted, struct err *err);

/* Everything held on a person as one object: the record with all that belongs to it, in the bin too
 * (`binned` is the moment or null), lines of imports that no field holds, every change in the journal
 * with its action, and who the person is not to be confused with. ERR_NOT_FOUND. */
bool json_all_data(struct json_writer *writer, struct store *store, struct ref person,
		   struct err *err);

/* The same of one whom only the journal knows (store/lost.h): person is then null. */
bool json_all_data_lost(struct json_writer *writer, struct store *store,
			const struct record *person, struct err *err);

/* Adds every record of a directory in JSON to the store, inside the open transaction. ERR_INVALID
 * says line and column, or the place of the record and field at fault as jq writes it; the caller
 * then rolls back. */
bool json_load(struct store *store, const char *text, size_t len, struct err *err);

#endif
