/* SPDX-License-Identifier: MIT
 *
 * People who are likely one and the same: never by name alone.
 */
#ifndef IEMN_STORE_DUPLICATE_H
#define IEMN_STORE_DUPLICATE_H

#include "store/record.h"

enum duplicate_reason {
	DUPLICATE_EMAIL,   /* the same e-mail address, letters compared without case */
	DUPLICATE_NAME,	   /* the same folded name, the same country */
	DUPLICATE_SWAPPED, /* the same words in another order, the same country */
};

/* Its word for programs; and for people what the two share: "the same name and country". */
const char *duplicate_reason_name(enum duplicate_reason reason);
const char *duplicate_reason_words(enum duplicate_reason reason);

struct duplicate_row {
	struct ref a;
	struct ref b;
	enum duplicate_reason reason;
};

struct duplicate_rows {
	struct duplicate_row *items;
	size_t count;
};

/* Pairs of people in use, at most limit, without those that were told apart (not_duplicate). */
bool duplicate_list(struct store *store, size_t limit, struct arena *arena,
		    struct duplicate_rows *rows, struct err *err);

/* What the two of a pair are called; the beginnings of their uids stand before it when both are called the
 * same. In the arena. */
bool duplicate_labels(struct store *store, const struct duplicate_row *row, struct arena *arena,
		      const char *labels[2], struct err *err);

/* Somebody in use whom a person that is about to be added is likely to be: with one of these e-mail
 * addresses, or of the same folded name in the same country. ref.id is 0 for nobody. */
struct duplicate_match {
	struct ref ref;
	enum duplicate_reason reason;
};
bool duplicate_find(struct store *store, const struct record *person, const char *const *emails,
		    size_t email_count, struct duplicate_match *found, struct err *err);

#endif
