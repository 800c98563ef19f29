/* SPDX-License-Identifier: MIT
 *
 * The form of a directory in JSON beyond the field rows: which arrays stand at the top and which
 * records stand inside which. Writer and reader walk these tables.
 */
#ifndef IEMN_INTERCHANGE_JSON_FORM_H
#define IEMN_INTERCHANGE_JSON_FORM_H

#include <stddef.h>

#include "store/field.h"

#define JSON_FORMAT "iemn-directory"

/* Key of the array of those who sit in a body. Written for readers of one record; not read. */
#define JSON_MEMBERS "members"

/* The records of one kind that stand in an array inside the record that they belong to. */
struct json_nest {
	enum record_kind owner;
	enum record_kind child;
	const char *owner_field; /* the child's reference to its owner: implied, not written */
};

extern const struct json_nest json_nests[];
extern const size_t json_nest_count;

/* Kinds that have an array of their own at the top, each behind those that it refers to. */
extern const enum record_kind json_sections[];
extern const size_t json_section_count;

#endif
