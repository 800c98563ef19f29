/* SPDX-License-Identifier: MIT
 *
 * What a person types to filter or search: words in any order, each the beginning of a word;
 * "exact words" that must stand so, as whole words; -word; field:value. Behind a quote that is still
 * open the last word is the beginning of one, so that typing never empties a list. Lists take a query;
 * an empty one lets everything through, and every term must hold.
 *
 *	country:TW   the country of a person or organisation, where an event was or who took part in it:
 *	             the code, or the beginning of a word of the name when there is no such code
 *	kind:meeting the beginning of the kind of an organisation or event
 *	body:staff   of people, a term in a body with a name like that
 *	role:chair   of people, a term with a role or title that begins so
 *	at:2021      of people, a term that held at some time in that year, month or day
 *
 * One and the same term of office must satisfy all of body:, role: and at:. Without at: it is one that
 * is current on the day of the list, or any where a list has no day. A field that a kind of record does
 * not have lets none of that kind through.
 */
#ifndef IEMN_STORE_QUERY_H
#define IEMN_STORE_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"

#define QUERY_TERMS_MAX 24 /* what is typed beyond that is not looked at */

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
	bool negated; /* the term stood behind a minus */
	const char
		*text;	 /* folded words as text_fold_words() writes them, the blank at the end only
			     behind closed quotes; a date for QUERY_AT */
	const char *raw; /* as typed, without quotes */
};

struct query {
	struct query_term *terms; /* in the arena */
	size_t count;
};

/* Reads a query; what it cannot read as field:value it takes as words, so that typing never fails.
 * A quote that is not closed goes to the end of the text. */
void query_parse(const char *text, struct arena *arena, struct query *query);

#endif
