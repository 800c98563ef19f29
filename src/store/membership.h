/* SPDX-License-Identifier: MIT
 *
 * Terms of office: who sits in a body, and where a person or an organisation sits.
 */
#ifndef IEMN_STORE_MEMBERSHIP_H
#define IEMN_STORE_MEMBERSHIP_H

#include "store/record.h"

struct membership_row {
	int64_t id;
	struct ref member; /* a person or an organisation */
	const char *member_name;
	int64_t body_id;
	const char *body_name;
	const char *role;
	const char *title;	 /* or NULL */
	int64_t behalf_id;	 /* or 0 */
	const char *behalf_name; /* or NULL */
	const char *valid_from;	 /* partial date or NULL */
	const char *valid_to;	 /* partial date or NULL */
	const char *ended;	 /* how, or NULL */
	const char *note;	 /* or NULL */
	bool is_current;	 /* on the day asked for */
};

struct membership_rows {
	struct membership_row *items;
	size_t count;
};

/* In all lists a term that was over on the day shows the names that its organisations bore when it
 * ended. */

/* Terms in a body: current ones first by rank, role and name, then past ones, the latest end first. */
bool membership_in_body(struct store *store, int64_t body_id, const char *day, struct arena *arena,
			struct membership_rows *rows, struct err *err);

/* Terms of a person or an organisation: current ones first, then past ones, the latest end first. */
bool membership_of(struct store *store, struct ref member, const char *day, struct arena *arena,
		   struct membership_rows *rows, struct err *err);

/* Terms held on behalf of an organisation, in the same order. */
bool membership_on_behalf(struct store *store, int64_t organisation_id, const char *day,
			  struct arena *arena, struct membership_rows *rows, struct err *err);

#endif
