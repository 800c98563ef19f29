/* SPDX-License-Identifier: MIT
 *
 * What the journal holds of a record, in words: what became of it, its fields and their values. Shell
 * and screen tell changes with the same words and leave out the same; how they are laid out is theirs.
 */
#ifndef IEMN_INTERCHANGE_CHANGE_TEXT_H
#define IEMN_INTERCHANGE_CHANGE_TEXT_H

#include "store/journal.h"

/* Where words come from. All that is given lives in the arena or as long as the changes. */
struct change_text {
	struct store *store;
	struct arena *arena;
	const char *of_uid;		 /* the record whose history is told, or NULL */
	const struct change_rows *known; /* name records that are not in the file, or NULL */
};

enum change_fate {
	CHANGE_EDITED,
	CHANGE_NEW,
	CHANGE_TAKEN_OUT,
	CHANGE_BINNED,
	CHANGE_RESTORED,
	CHANGE_APART,	 /* a person was told apart from another one */
	CHANGE_TOGETHER, /* that was taken back */
};

/* The changes of one record in one action: they stand together. */
struct change_group {
	const struct change_row *items;
	size_t count;
	enum change_fate fate; /* of the record as a whole */
};

/* The group that begins at a place of the changes, which is one of theirs. */
struct change_group change_group_at(const struct change_rows *changes, size_t place);

/* The field that changed; NULL for a change of the record as a whole. */
const struct field *change_field(const struct change_row *change);

/* Whether the values of a change are the uids of other records, and of which kind. */
bool change_refers(const struct change_row *change, enum record_kind *kind);

/* Whether a change has to be told: what a new record has by itself, whose it is in the history of its
 * owner, and the fields of a record that was taken out go without saying. */
bool change_text_tells(const struct change_text *text, const struct change_group *group,
		       const struct change_row *change);

/* What a record is called, in the file or in what is known; "" when neither tells. */
const char *change_text_label(const struct change_text *text, enum record_kind kind,
			      const char *uid);

/* A value as people read it: of a reference the name of its target, "(empty)" for none. */
const char *change_text_value(const struct change_text *text, const struct field *field,
			      const char *value);

/* The heading of a group: "term chair, Example Committee (Ana Example), new", with whose it is where
 * the history is not the owner's; of the record whose history it is only "new". NULL when there is
 * nothing to say. */
const char *change_text_heading(const struct change_text *text, const struct change_group *group);

/* What a field became: "old → new", of a new record only its value. */
const char *change_text_step(const struct change_text *text, const struct change_group *group,
			     const struct change_row *change, const char *arrow);

#endif
