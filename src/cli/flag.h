/* SPDX-License-Identifier: MIT
 *
 * The flags of a command line as fields of a record: --latin-name is the field latin_name, --email
 * adds a channel to the record, --body and --role a term.
 */
#ifndef IEMN_CLI_FLAG_H
#define IEMN_CLI_FLAG_H

#include "cli/guess.h"
#include "cli/request.h"
#include "interchange/sheet.h"

/* Puts the flags of a request into the sheet: fields of its record, and what they add to it. A value
 * that is "-" is read from standard input, once. ERR_USAGE with the nearest guess for a flag that the
 * record has not, ERR_INVALID for a value that it does not take. */
bool flag_fill(const struct request *request, struct sheet *sheet, struct store *store,
	       struct err *err);

/* The field of a kind that a flag means, or -1 with ERR_USAGE and the nearest guess. */
int flag_field(enum record_kind kind, const char *flag, struct err *err);

/* Whether a record of any kind takes the flag. */
bool flag_is_known(const char *flag);

/* Offers the fields of all kinds, for an option that may have been meant to be one. */
void flag_offer_all(struct guess *guess);

/* The value of a flag: what was typed, or for "-" all of standard input without the line ends at its end.
 * ERR_USAGE when another flag of the request has read it. */
bool flag_value(const struct request *request, size_t flag, struct str *value, struct err *err);

/* Kinds of records as the command line calls them. */
struct flag_kind {
	const char *name;
	const char *other; /* name, or NULL */
	enum record_kind kind;
};

/* All of them, in the order of help. */
const struct flag_kind *flag_kinds(size_t *count);

/* The row of a kind; NULL and ERR_USAGE with the nearest guess when there is none. */
const struct flag_kind *flag_kind_find(const char *name, struct err *err);

/* The flags that add a record to one of a kind, one by one from *at = 0 on; NULL when there are no
 * more. help is a sentence, marked with N_(). */
const char *flag_next_detail(enum record_kind kind, size_t *at, const char **help);

/* Adds a name with the hyphens that options have. */
void flag_add_name(struct str *out, const char *name);

/* Adds the flag of a field, the shortest one, without the dashes: latin-name, country. */
void flag_spell(struct str *out, enum record_kind kind, const char *field);

#endif
