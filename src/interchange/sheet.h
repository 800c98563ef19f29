/* SPDX-License-Identifier: MIT
 *
 * A sheet: a record with what belongs to it, as it is being edited. The form on the screen, the text
 * in the editor and the flags of the shell all fill a sheet, so that they accept the same values and
 * say the same of a fault. It knows what it was opened with, so it can tell what changed.
 */
#ifndef IEMN_INTERCHANGE_SHEET_H
#define IEMN_INTERCHANGE_SHEET_H

#include "store/record.h"
#include "store/save.h"

/* One record of a sheet. What was typed and is no value of its field stands in raw, and why in fault. */
struct sheet_part {
	struct record base;   /* as it was read; uid NULL when it is new */
	struct record now;    /* as it stands here; a new one has its uid; binned when taken out */
	struct record theirs; /* what the file held when a save met a clash; uid NULL before */
	const char *came[FIELDS_MAX];  /* values that a new one came with, those of a copy too */
	const char *raw[FIELDS_MAX];   /* or NULL */
	const char *fault[FIELDS_MAX]; /* a sentence, or NULL */
};

/* How far the history went at a moment. Nothing in it is ever taken out, so that this tells one state of
 * the file from all others. */
struct sheet_state {
	int64_t action;	    /* the last one; 0 for none, -1 when it is not known */
	const char *moment; /* of that action; NULL without one */
};

struct sheet {
	struct arena *arena;	  /* everything in it lives here */
	struct sheet_part *parts; /* the record itself, then what belongs to it, kind by kind; of
				     its terms those that go on first */
	size_t count;
	size_t capacity;
	struct sheet_words *words; /* what records are called (sheet_words.h) */
	const char *copied;	   /* what the record is called that it is a copy of, or NULL */
	struct sheet_state state;  /* of the file when it was opened, or rewound to */
};

/* The kinds that belong to a kind and are edited with it, in the order of forms: channels, terms,
 * citations of a person. */
const enum record_kind *sheet_child_kinds(enum record_kind kind, size_t *count);

/* An empty sheet for a new record; one for a record with all that belongs to it; one for a new record
 * with the values of another, its terms that are not over, without their dates, the channels that stay
 * with its post and, of an event, its links. Yours to free. What lies in the bin cannot be opened:
 * ERR_CONFLICT. */
struct sheet *sheet_new(enum record_kind kind);
struct sheet *sheet_open(struct store *store, struct ref ref, struct err *err);
struct sheet *sheet_copy(struct store *store, struct ref ref, struct err *err);
void sheet_free(struct sheet *sheet);

/* Opens a sheet anew as the record stood in a state of the file, so that what others saved since is
 * merged, or clashes, when it is saved. ERR_CONFLICT when the history does not know that state. The sheet
 * is then of no use. */
bool sheet_rewind(struct sheet *sheet, struct store *store, const struct sheet_state *state,
		  struct err *err);

/* Adds an empty record of a kind that belongs to the first one; gives its place. Places of parts behind
 * it move. */
size_t sheet_add(struct sheet *sheet, enum record_kind kind);

/* Takes a part out: a new one is dropped when the sheet is saved, one that was read goes to the bin.
 * The first part cannot be taken out. is_out false takes it in again. */
void sheet_take_out(struct sheet *sheet, size_t part, bool is_out);
bool sheet_is_out(const struct sheet *sheet, size_t part);

/* Whether a field is for people to fill: not the reference to the owner inside the owner's sheet. */
bool sheet_shows(const struct sheet *sheet, size_t part, int field);

/* Takes what a person typed as the value of a field: a name or code for a reference, yes or no for a
 * flag, "today" for a date, the rest as it is but for blanks around it; "" for no value, or for that of
 * a new record. ERR_INVALID says what is wrong with it; the text is kept in raw then, and its fault.
 * An address that changes loses the date on which it was last verified; set that after it. */
bool sheet_set(struct sheet *sheet, struct store *store, size_t part, int field, const char *text,
	       struct err *err);

/* Puts a stored value in as it is (a uid for a reference). */
void sheet_put(struct sheet *sheet, size_t part, const char *field, const char *value);

/* The same for a field of a new record, of which it counts as what that came with. */
void sheet_propose(struct sheet *sheet, size_t part, const char *field, const char *value);

/* The value of a field as a person would type it; raw where there is one; "" for none. In the arena. */
const char *sheet_text(const struct sheet *sheet, struct store *store, size_t part, int field,
		       struct arena *arena);

/* A line that tells a part from others: "since 2021, chair, Steering Committee"; of the first one what
 * it is called. In the arena. */
const char *sheet_summary(const struct sheet *sheet, struct store *store, size_t part,
			  struct arena *arena);

/* What a record is called that the sheet is of or refers to, as record_label() tells it; where the file
 * cannot be read just now, as it was called last. NULL when that is not known. */
const char *sheet_label(const struct sheet *sheet, struct store *store, enum record_kind kind,
			const char *uid, struct arena *arena);

/* What is offered for what was typed into a field: values as a person would type them, with what tells
 * them apart. Empty for fields without controlled values. */
struct sheet_offer {
	const char *text;
	const char *detail; /* or "" */
};
struct sheet_offers {
	struct sheet_offer *items;
	size_t count;
	size_t begun; /* how many, the first ones, begin with what was typed; 0 for references */
};
bool sheet_offer(const struct sheet *sheet, struct store *store, size_t part, int field,
		 const char *typed, size_t limit, struct arena *arena, struct sheet_offers *offers,
		 struct err *err);

#define SHEET_WHOLE (-2) /* a change or fault of a whole part */

/* The value that a field came with, as a person would type it; "" for none. In the arena. */
const char *sheet_came_text(const struct sheet *sheet, struct store *store, size_t part, int field,
			    struct arena *arena);

/* Whether a field, or with SHEET_WHOLE anything of a part, is another than it came: a copy that nobody
 * touched has all to be saved, and nothing that would be lost. */
bool sheet_is_touched(const struct sheet *sheet, size_t part, int field);

/* The field that a kind of record is called by, or -1. */
int sheet_name_field(enum record_kind kind);

/* Whether anything differs from what the sheet was opened with, so that there is something to save. */
bool sheet_is_changed(const struct sheet *sheet);

struct sheet_fault {
	size_t part;
	int field; /* or SHEET_WHOLE */
	const char *text;
};
struct sheet_faults {
	struct sheet_fault *items;
	size_t count;
};

/* All faults of the sheet, in its order: values, what is required, rules between fields and with the
 * records in the file. Raw texts are tried once more. True when there are none. False without faults
 * when the file could not be asked, such as ERR_BUSY; what clashes is left to the save. */
bool sheet_check(struct sheet *sheet, struct store *store, struct arena *arena,
		 struct sheet_faults *faults, struct err *err);

/* Saves the sheet as one action; intent->name NULL gets "Add …" or "Edit …". Raw texts are faults and
 * stop it. With ERR_CONFLICT and clashes in the result nothing was saved: sheet_settle() each, then
 * save again. Items and refs of the result are the parts as they stood before. After a save that is no
 * trial the sheet is as if opened anew. */
bool sheet_save(struct sheet *sheet, struct store *store, const struct intent *intent,
		struct arena *arena, struct save_result *result, struct err *err);

/* Of a new person: somebody who is listed and likely the same, as a sentence names them, and what the two
 * share. In the arena. */
struct sheet_listed {
	const char *name;   /* NULL for nobody */
	const char *shared; /* "the same e-mail address" */
};
bool sheet_find_listed(const struct sheet *sheet, struct store *store, struct arena *arena,
		       struct sheet_listed *listed, struct err *err);

/* From now on theirs is what the field (or, for SAVE_BIN, the part) was opened with. Mine stays unless
 * takes_theirs. */
void sheet_settle(struct sheet *sheet, const struct save_clash *clash, bool takes_theirs);

/* Of an organisation whose name or short form was changed in the sheet: keeps the old ones as a former
 * name until a partial date, from the end of the one before or its establishment where that is known.
 * Gives the place of the new part, or 0 when nothing was changed. */
size_t sheet_keep_name(struct sheet *sheet, const char *until);

/* Whether such a name can have ended then: ERR_INVALID for what is no date, for one before the
 * organisation or the end of the name before, and for one after today. True where no name is kept. */
bool sheet_check_until(const struct sheet *sheet, const char *until, const char *today,
		       struct err *err);

#endif
