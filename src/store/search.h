/* SPDX-License-Identifier: MIT
 *
 * One search over people, organisations, events, places and pages.
 */
#ifndef IEMN_STORE_SEARCH_H
#define IEMN_STORE_SEARCH_H

#include "base/str.h"
#include "store/query.h"
#include "store/record.h"

struct search_row {
	struct ref ref;
	const char *label; /* what the record is called */
	const char *
		detail; /* what tells it from others: post and body, kind and country, date; or "" */
};

struct search_rows {
	struct search_row *items;
	size_t count;
};

/* Records that match, people first, then organisations, events, places, pages; each kind in the
 * order of its list. */
bool search_all(struct store *store, const struct query *query, size_t limit, struct arena *arena,
		struct search_rows *rows, struct err *err);

/* Whether records of a kind have a search text. */
bool search_has_text(enum record_kind kind);

/* Adds the words that the search text of a record must hold, without writing them. */
bool search_compose(struct store *store, struct ref ref, struct str *words, struct err *err);

/* Writes the search text of one record anew, inside the open transaction. Call it for the owner when
 * something beside a record changed (a name, a channel, a term). */
bool search_update(struct store *store, struct ref ref, struct err *err);

/* Brings the search texts to what a change of a record means for them: its own, its owner's, and
 * those of the records that show its name. old is NULL when it was added, new when it was taken out;
 * the rows are already as they are to be. */
bool search_follow(struct store *store, const struct record *old, const struct record *new,
		   struct err *err);

/* Takes the search text of a record away, inside the open transaction. */
bool search_forget(struct store *store, struct ref ref, struct err *err);

/* From now on record_add() and record_update() leave the search texts alone, until search_rebuild()
 * has written them all or the transaction is rolled back: for loading many records, where that is
 * several times quicker. */
void search_defer(struct store *store);
bool search_is_deferred(const struct store *store);

/* Writes the search text of every record anew, inside the open transaction, and ends what
 * search_defer() began. */
bool search_rebuild(struct store *store, struct err *err);

#endif
