/* SPDX-License-Identifier: MIT
 *
 * What a person types to filter or search: words in any order, each the beginning of a word;
 * "exact words"; -word; field:value. Lists take a query; an empty one lets everything through.
 */
#ifndef IEMN_STORE_QUERY_H
#define IEMN_STORE_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"

enum query_field {
	QUERY_TEXT,    /* a word, or "exact words" */
	QUERY_COUNTRY, /* country:TW or country:taiwan */
	QUERY_KIND,    /* kind:ministry, kind:meeting */
	QUERY_BODY,    /* body:"steering committee", of people */
	QUERY_ROLE,    /* role:chair, of people */
	QUERY_AT,      /* at:2021, of people: who held a post then */
};

struct query_term {
	enum query_field field;
	bool negated;     /* the term stood behind a minus */
	const char *text; /* folded words as text_fold_words() writes them; a date for QUERY_AT */
	const char *raw;  /* as typed, without quotes */
};

struct query {
	struct query_term *terms; /* in the arena */
	size_t count;
};

/* Reads a query; what it cannot read as field:value it takes as words, so that typing never fails.
 * An unclosed quote ends with the text. */
void query_parse(const char *text, struct arena *arena, struct query *query);

/* The names of the fields that a term may begin with, NULL-terminated: country, kind … */
const char *const *query_field_names(void);

#endif
