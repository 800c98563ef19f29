/* SPDX-License-Identifier: MIT
 *
 * One row for each field of each record. Forms, validation, shell flags, import, export, history and
 * search walk these rows; a field is added here and as a column in schema.sql, nowhere else.
 */
#ifndef IEMN_STORE_FIELD_H
#define IEMN_STORE_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum record_kind {
	RECORD_SOURCE,
	RECORD_PLACE,
	RECORD_ORGANISATION,
	RECORD_ORGANISATION_NAME,
	RECORD_PERSON,
	RECORD_CHANNEL,
	RECORD_MEMBERSHIP,
	RECORD_EVENT,
	RECORD_EVENT_LINK,
	RECORD_PAGE,
	RECORD_CITATION,
	RECORD_KINDS, /* how many there are */
};

enum field_kind {
	FIELD_NAME,	 /* one line, a name: no bidi controls */
	FIELD_LINE,	 /* one line */
	FIELD_PROSE,	 /* lines */
	FIELD_DATE,	 /* partial date, ISO 8601 */
	FIELD_CHOICE,	 /* one of choices */
	FIELD_WORD,	 /* one of choices, or any other word */
	FIELD_FLAG,	 /* "0" or "1" */
	FIELD_NUMBER,	 /* a whole number */
	FIELD_URL,	 /* http, https or mailto link, printable ASCII */
	FIELD_CODE,	 /* ISO 3166-1 alpha-2 code */
	FIELD_LANGUAGES, /* language tags (BCP 47) separated by blanks */
	FIELD_REFERENCE, /* uid of another record */
};

#define FIELDS_MAX 24

struct field {
	const char *name;  /* in JSON, CSV headers and shell flags; the column, but for the
				       _id at the end of a reference's */
	const char *label; /* for people; marked with N_() */
	const char *help;  /* a line under the field in a form; marked with N_() */
	enum field_kind kind;
	size_t limit; /* bytes, 0 for kinds that limit themselves */
	bool required;
	const char *initial;	    /* value that a new record gets when none is given, or NULL */
	bool is_latin;		    /* a save takes only letters of the Latin script */
	bool searched;		    /* its words are found by a search for the record */
	enum record_kind target;    /* of a reference: what it refers to */
	const char *const *choices; /* NULL-terminated, or NULL */
};

struct record_type {
	const char *name;   /* of the table, also in JSON: organisation */
	const char *plural; /* key of the array in JSON: organisations, names, channels */
	const char *label;  /* for people; marked with N_() */
	const struct field *fields;
	size_t field_count;
};

/* The rows of a kind of record. */
const struct record_type *record_type(enum record_kind kind);

/* The kind whose table has this name; false when there is none. */
bool record_kind_of_name(const char *name, enum record_kind *kind);

/* Place of a field in the rows of its record, or -1. */
int field_index(enum record_kind kind, const char *name);

/* Whether a value may stand in a field, by kind, limit and choices; NULL and "" stand for no value.
 * ERR_INVALID names the field. References are looked up by record.h. */
bool field_check(const struct field *field, const char *value, struct err *err);

/* Whether letters are those that the field is for. It is asked of values that are new alone: what a file
 * holds from before stays, and an undo gives it back. ERR_INVALID names the field. */
bool field_check_letters(const struct field *field, const char *value, struct err *err);

#endif
