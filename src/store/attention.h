/* SPDX-License-Identifier: MIT
 *
 * What needs the attention of those who keep the roster.
 */
#ifndef IEMN_STORE_ATTENTION_H
#define IEMN_STORE_ATTENTION_H

#include "store/record.h"

#define ATTENTION_DAYS 90   /* terms that end within so many days, or ended within them */
#define ATTENTION_MONTHS 12 /* channels that were not seen to work for so long */

enum attention_kind {
	ATTENTION_TERM_ENDS, /* a term ends within ATTENTION_DAYS and nobody follows */
	ATTENTION_TERM_ENDED, /* it ended within ATTENTION_DAYS, nobody follows, others hold the post */
	ATTENTION_POST_EMPTY, /* a post for one (chair, co-chair, focal point …) without a holder */
	ATTENTION_NO_CHANNEL, /* an active person without a channel */
	ATTENTION_UNVERIFIED, /* a channel not verified for ATTENTION_MONTHS, or never */
	ATTENTION_NO_SOURCE,  /* an organisation without a source */
	ATTENTION_DUPLICATE,  /* two records that are likely one */
	ATTENTION_KINDS,
};

struct attention_row {
	enum attention_kind kind;
	struct ref ref;	   /* where the next step is taken: a person, an organisation */
	struct ref about;  /* the term or channel in question, the other duplicate; id 0 for none */
	const char *label; /* what the record is called */
	const char *detail; /* in words: "chair of IEMN Steering Committee until 2026-12-31" */
};

struct attention_rows {
	struct attention_row *items;
	size_t count;
};

/* The rows as of a day (YYYY-MM-DD), by kind, then date or name; at most limit of each kind. */
bool attention_list(struct store *store, const char *day, size_t limit, struct arena *arena,
		    struct attention_rows *rows, struct err *err);

/* The name of a kind for data ("term-ends"), and its heading for people, translated. How the next step
 * is taken is said by those who offer it: with keys, or as a command. */
const char *attention_name(enum attention_kind kind);
const char *attention_title(enum attention_kind kind);

#endif
