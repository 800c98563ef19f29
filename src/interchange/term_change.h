/* SPDX-License-Identifier: MIT
 *
 * What happens to terms of office, each as one action: one ends, another follows.
 */
#ifndef IEMN_INTERCHANGE_TERM_CHANGE_H
#define IEMN_INTERCHANGE_TERM_CHANGE_H

#include "store/save.h"

/* Ends a term on a partial date; how NULL stands for what is said of its end already, or "term over".
 * ERR_INVALID when it begins after that date, is to end before it, or has ended already, unless the date
 * says more exactly when. In all of these intent->name NULL gets words of its own. */
bool term_end(struct store *store, struct ref term, const char *date, const char *how,
	      const struct intent *intent, struct arena *arena, struct save_result *result,
	      struct err *err);

/* Ends a term the day before a date ("replaced") and begins one of another person in the same post, with
 * the same body, role, title and agency, on that date. A term that has ended already stays as it is, and
 * the next one cannot begin before that end. A member organisation may follow too. */
bool term_succeed(struct store *store, struct ref term, struct ref person, const char *date,
		  const struct intent *intent, struct arena *arena, struct save_result *result,
		  struct err *err);

/* The same with a person of that name who is not listed yet, added by the same action: refs[0] of the
 * result. */
bool term_succeed_new(struct store *store, struct ref term, const char *name, const char *date,
		      const struct intent *intent, struct arena *arena, struct save_result *result,
		      struct err *err);

/* The one term that words mean: a uid or its beginning; or a person with one current term, in the body
 * and role given where these are not NULL. ERR_CONFLICT names the terms. */
bool term_lookup(struct store *store, const char *person, const char *body, const char *role,
		 const char *day, struct ref *term, struct err *err);

/* Tells how many terms a person or a member organisation holds on a day, and sets *term where it is one. */
bool term_find_current(struct store *store, struct ref holder, const char *day, struct ref *term,
		       size_t *count, struct err *err);

/* Who holds a term, in which post, and when the next one begins unless a date is named: just after its end,
 * as exactly as that is known, or today where it has none. In the arena. */
struct term_words {
	const char *holder;
	const char *role;
	const char *body;
	const char *next;
};
bool term_describe(struct store *store, struct ref term, const char *today, struct arena *arena,
		   struct term_words *words, struct err *err);

#endif
