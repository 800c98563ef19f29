/* SPDX-License-Identifier: MIT
 *
 * The bin: a record in it keeps everything and shows nowhere but there. What belongs to a record
 * (channels, terms, names, links, citations) goes with it at the same moment and comes back with it.
 */
#ifndef IEMN_STORE_BIN_H
#define IEMN_STORE_BIN_H

#include "store/action.h"
#include "store/record.h"

struct late_rules; /* late_rule.h */

/* What goes to the bin with a record. */
struct bin_weight {
	size_t channels;
	size_t terms;
	size_t current_terms; /* of those, on the day asked for */
	size_t links;
	size_t names; /* former and other names */
	size_t citations;
};

bool bin_weigh(struct store *store, struct ref ref, const char *day, struct bin_weight *weight,
	       struct err *err);

/* Moves records to the bin as one action. ERR_CONFLICT when something in use stands on one of them and
 * does not go with it: a body below an organisation, people of a country, a source that is cited. */
bool bin_move(struct store *store, const struct ref *refs, size_t count,
	      const struct intent *intent, int64_t *action, struct err *err);

/* Takes records out of the bin as one action, with what went there at the same moment. ERR_CONFLICT
 * when the owner of one is in the bin itself, or what one refers to, or when another took its post; what
 * can only come back together with others is told with them. */
bool bin_restore(struct store *store, const struct ref *refs, size_t count,
		 const struct intent *intent, int64_t *action, struct err *err);

/* The same inside an action that does more than that. What is taken out may refer to what comes out
 * later: late_rules_check() tells when all is done. */
bool bin_put_in(struct store *store, const struct ref *refs, size_t count, struct arena *arena,
		struct err *err);
bool bin_take_out(struct late_rules *rules, const struct ref *refs, size_t count, struct err *err);

struct bin_row {
	struct ref ref;
	const char *label;
	const char *moment; /* when it was moved there, UTC */
	const char *actor;  /* who, or NULL */
};

struct bin_rows {
	struct bin_row *items;
	size_t count;
};

/* What lies in the bin and was not taken there by its owner, the newest first. */
bool bin_list(struct store *store, struct arena *arena, struct bin_rows *rows, struct err *err);

/* The one of these that a text means: a uid or the beginning of one, or a name or title, in whatever case.
 * ERR_NOT_FOUND; ERR_CONFLICT names the candidates. */
bool bin_find(struct store *store, const char *text, struct arena *arena, struct ref *ref,
	      struct err *err);

#endif
