/* SPDX-License-Identifier: MIT
 *
 * A record as a person reads it: labelled lines, headings and links, with its sources at the end. The
 * screen lays a card out and follows its links; the shell prints it.
 */
#ifndef IEMN_INTERCHANGE_CARD_H
#define IEMN_INTERCHANGE_CARD_H

#include "store/record.h"

enum card_role {
	CARD_TITLE,   /* name of the record; the first line */
	CARD_SUMMARY, /* kind, abbreviation, country: what tells it from others */
	CARD_FIELD,   /* label and text; the first line of a list, whose others are CARD_ITEM */
	CARD_ITEM,    /* a further line below a label: one more of the list, or, in parentheses,
			 a remark about the line above; it has no label */
	CARD_PROSE,   /* a paragraph */
	CARD_NOTE,    /* a remark: less important than the rest; it has no label */
	CARD_GAP,     /* an empty line */
};

struct card_line {
	enum card_role role;
	const char *label; /* or NULL */
	const char *text;  /* as stored, not cleaned; never NULL */
	struct ref link;   /* record that the line leads to; id 0 for none */
	struct ref about; /* record that the line tells of, when it is not that of the card: a term,
			      a channel, a name, a link, a citation; id 0 for none */
	const char
		*field;	 /* that the line shows, of that record or of the card's: static; or NULL */
	const char *url; /* link out of the program, or NULL */
	bool is_past;	 /* a term that is over: the screen folds a long list of them */
};

struct card {
	struct card_line *items; /* in the arena, as are the texts */
	size_t count;
};

/* The card of a person, organisation, event, place, page or source as of a day (YYYY-MM-DD). A record
 * of another kind has none: ERR_NOT_FOUND. */
bool card_build(struct store *store, struct ref ref, const char *day, struct arena *arena,
		struct card *card, struct err *err);

#endif
