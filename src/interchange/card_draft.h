/* SPDX-License-Identifier: MIT
 *
 * A card while it is written: lines are added one after the other, a label waits for the first line
 * of its list. The sections that several kinds of card share stand here too. For the card_ files only.
 */
#ifndef IEMN_INTERCHANGE_CARD_DRAFT_H
#define IEMN_INTERCHANGE_CARD_DRAFT_H

#include "interchange/card.h"
#include "store/event.h"
#include "store/membership.h"

struct card_draft {
	struct store *store;
	struct arena *arena;
	const char *day;      /* YYYY-MM-DD; what is current is told for it */
	struct record record; /* whose card it is */
	struct card_line *items;
	size_t count;
	size_t capacity;
	const char *label; /* waits for the next item; NULL when none does */
};

/* A section of a card; adds nothing when there is nothing to say. */
typedef bool card_section(struct card_draft *draft, struct err *err);

/* The sections of a kind of card, NULL-terminated, in their order. */
extern card_section *const card_organisation_sections[];
extern card_section *const card_person_sections[];
extern card_section *const card_event_sections[];
extern card_section *const card_place_sections[];
extern card_section *const card_page_sections[];
extern card_section *const card_source_sections[];

/* A line of any role. The text is lent to the card and lives in its arena. */
struct card_line *card_add(struct card_draft *draft, enum card_role role, const char *text);

/* An empty line, unless one stands there already. */
void card_gap(struct card_draft *draft);

/* Begins a list: the next item gets the label. */
void card_list(struct card_draft *draft, const char *label);

/* An item of the list; the caller may set link and url before the next call. */
struct card_line *card_item(struct card_draft *draft, const char *text);

/* An item that leads to a record; the caller may say what it is about. */
struct card_line *card_link(struct card_draft *draft, const char *text, struct ref link);

/* A remark about the item above, in parentheses: it is about the same record, and as much past. NULL
 * adds nothing and gives NULL. */
struct card_line *card_remark(struct card_draft *draft, const char *text);

/* Label and text in one; NULL adds nothing. */
void card_field(struct card_draft *draft, const char *label, const char *text);

/* Label and value of a field of the record; adds nothing when it has none. */
void card_show(struct card_draft *draft, const char *label, const char *field);

/* A text as paragraphs, one line of the card each, with gaps between them. NULL adds nothing. */
void card_prose(struct card_draft *draft, const char *text);

/* The line of what tells the record from others: parts that are not NULL, up to count. */
void card_summary(struct card_draft *draft, const char *const *parts, size_t count);

/* The value of a field of the record that the card is about, or NULL. */
const char *card_value(const struct card_draft *draft, const char *field);

/* The name of what a reference points to; NULL when it has none. */
bool card_target_name(struct card_draft *draft, const char *field, const char **name,
		      struct err *err);

/* Label and name of what a reference points to, leading there. */
bool card_reference(struct card_draft *draft, const char *label, const char *field,
		    struct err *err);

/* Sections that several kinds share. */
card_section card_channels; /* Contact */
card_section card_note;	    /* Note */
card_section card_history;  /* events tied to the record */
card_section card_sources;  /* Source: what supports the record and its terms; it comes last */

/* Text parts with ", " between them; those that are NULL or "" are left out. In the arena. */
const char *card_join(struct arena *arena, const char *const *parts, size_t count);

/* A name, which may hold commas, and what is said about it; NULL or "" for nothing. In the arena. */
const char *card_tell(struct arena *arena, const char *name, const char *rest);

/* The word for a part in an event; NULL for that of its subject, which goes without saying. */
const char *card_part(const char *role);

/* A span of two partial dates in words: "since 2011", "until 2023-08-21", "2011 to 2023"; NULL when
 * neither is known. In the arena. */
const char *card_span(struct arena *arena, const char *from, const char *to);

/* What stands in the line of a term besides its dates: it leads to the first of these. */
enum card_term_view {
	CARD_TERM_POST,	  /* of a member: the body */
	CARD_TERM_SEAT,	  /* of a body: the member */
	CARD_TERM_BEHALF, /* of an agency: the member and the body */
};

/* The terms of a list: current ones under label, then those to come and those that are over, each
 * under a label of its own. Only those of members of the kind given. */
void card_terms(struct card_draft *draft, const char *label, const struct membership_rows *rows,
		enum record_kind member, enum card_term_view view);

#endif
