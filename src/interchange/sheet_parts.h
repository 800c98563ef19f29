/* SPDX-License-Identifier: MIT
 *
 * What the sheet_ files share: who owns a part, and how texts become values. For them, the template
 * and the bulk alone.
 */
#ifndef IEMN_INTERCHANGE_SHEET_PARTS_H
#define IEMN_INTERCHANGE_SHEET_PARTS_H

#include "interchange/sheet.h"

/* The field of a child that names its owner, or -1 when such records never belong to such an owner. */
int sheet_owner_field(enum record_kind owner, enum record_kind child);

/* A part that has no values but those that every new one gets; it is left out of a save. */
bool sheet_part_is_empty(const struct sheet *sheet, size_t part);

/* Whether a field is as it was read, or of a new part as every new one. */
bool sheet_field_is_changed(const struct sheet *sheet, size_t part, int field);

/* Puts a zeroed part where those of a kind stand; gives its place. */
size_t sheet_make_room(struct sheet *sheet, enum record_kind kind);

/* Whether a text is what the record that a field refers to was called in the state of the sheet. */
bool sheet_was_called(const struct sheet *sheet, struct store *store, size_t part, int field,
		      const char *text);

/* Fills an emptied sheet with a record and what belongs to it. */
bool sheet_load(struct sheet *sheet, struct store *store, struct ref ref, struct err *err);

/* Of an address or number that is another than it was read nobody knows whether it works: the date of
 * that goes, if it is the one that was read. Nothing happens to other parts. */
void sheet_doubt_channel(struct sheet *sheet, size_t part);

/* What is typed, and where. */
struct typed {
	struct store *store;
	const struct record
		*record; /* the record as it stands: what a citation may cite hangs on it */
	const struct record *base; /* as it was read: what stood there may stay */
	int field;
	const char *text;
};

/* The value that stands for a text, NULL for none; in the arena. ERR_INVALID names the field. */
bool sheet_parse(const struct typed *typed, struct arena *arena, const char **value,
		 struct err *err);

/* A value as a person would type it; "" for none. */
const char *sheet_format(const struct sheet *sheet, struct store *store, const struct field *field,
			 const char *value, struct arena *arena);

/* The kind of record that a citation cites; false when it cites none. */
bool sheet_cited_kind(const struct record *citation, enum record_kind *kind);

#endif
