/* SPDX-License-Identifier: MIT
 *
 * What the files of the form share among themselves: form.c (its life, its rows and where the cursor
 * is), form_key.c, form_editor.c, form_offer.c, form_save.c, form_clash.c, form_item.c, form_remark.c, form_draw.c. Nobody else includes this.
 */
#ifndef IEMN_TUI_FORM_PARTS_H
#define IEMN_TUI_FORM_PARTS_H

#include "interchange/unsaved.h"
#include "tui/form.h"
#include "tui/form_layout.h"
#include "tui/prose.h"
#include "tui/state.h"

/* A row that the cursor can stand on. */
struct form_row {
	enum form_row_kind kind;
	size_t part;	       /* of the sheet; 0 for FORM_ADD */
	int field;	       /* of FORM_FIELD, else -1 */
	enum record_kind adds; /* of FORM_ADD */
	const char *text;      /* as it is shown, or NULL while it is not known */
};

struct form_rows {
	struct form_row *items;
	size_t count;
	size_t capacity;
	size_t at; /* where the cursor is */
};

/* What is offered for the field under the cursor. */
struct form_offers {
	bool is_open;
	bool is_stale; /* more was typed since they were asked for */
	bool is_asked; /* by key: a value in full closes nothing */
	bool is_all;   /* nothing was typed yet: what stands in the field narrows nothing */
	size_t chosen; /* FORM_NONE for none */
	struct arena *arena;
	struct sheet_offers found;
};

#define FORM_NONE ((size_t)-1)

/* What one side makes of a field that both changed. */
struct form_side {
	const char *value; /* as it is stored */
	const char *raw;   /* what was typed where it is no value, and why; else NULL */
	const char *fault;
	const char *text; /* as for people */
};

/* A field that somebody else changed too. */
struct form_clash {
	struct save_clash clash;
	const char *was; /* texts as for people */
	const char *theirs;
	struct form_side mine;	/* once theirs stands in the field */
	struct form_side other; /* theirs, with what was typed onto it since */
	const char *who;	/* "Bea Example, 10:00" */
	bool takes_theirs;	/* theirs stands in the field now */
	bool is_about_part;	/* the bin and not a field */
};

struct form_clashes {
	struct arena *arena;
	struct form_clash *items;
	size_t count;
};

struct form {
	struct sheet *sheet;
	bool *is_open; /* of each part: its fields show */
	size_t part_count;
	struct form_rows rows;
	struct arena *texts; /* of the rows */

	struct prose prose; /* what is typed into the field under the cursor */
	char *entered;	    /* the part of it that the sheet has */
	bool is_typing;	    /* its fault is not told while it is typed */
	bool is_whole;	    /* nothing was pressed in it yet: a letter replaces all of it */
	size_t changes;	    /* in other fields than this one */
	char *before;	    /* what this one came with, as it would be typed */
	bool is_counted;    /* with the new record that it belongs to */

	struct form_offers offers;
	struct form_clashes clashes;
	struct arena *fault_arena;
	struct sheet_faults faults; /* what saving found */
	bool renames;		    /* another name of an organisation is a new one */
	char *until;		    /* the old one was borne until then; or NULL */
	bool was_name_asked; /* whether a new name of an organisation is a renaming was answered */
	bool was_listed_asked; /* whether a new person may be one who is listed was answered */
	bool was_changed;      /* by others, and the notice says so */
	struct str notice;     /* stands above the fields until it is settled */

	size_t top;	   /* first line that is shown */
	struct area help;  /* where the help of the field stands */
	bool is_over_list; /* the list from which it was opened is laid aside */
	bool was_unfolded; /* what unfolded is scrolled into sight at the next drawing */
	struct unsaved *unsaved;
	bool needs_keeping; /* something changed since it was written there */
	bool has_file;	    /* something is written there */
	bool is_for_later;  /* what is written stays when the form closes */
	bool was_keep_told; /* why it could not be */
	int64_t kept_at;    /* when it was tried, in the milliseconds of app->began */
};

/* The row under the cursor; its field, or NULL when it is none. */
struct form_row *form_at(struct form *form);
const struct field *form_field_of(const struct form *form, const struct form_row *row);

/* Sets the rows up anew after parts came, went, folded or unfolded; the cursor stays on its row. */
void form_set_rows(struct form *form);

/* Forgets the texts of rows: something in the sheet changed. */
void form_forget_texts(struct form *form);

/* The text of a row as it is shown. */
const char *form_text(struct app *app, struct form_row *row);

/* Gives what was typed to the sheet. False when the sheet could not take it now, which has been said; a
 * fault is no such thing. */
bool form_commit(struct app *app);

/* Moves the cursor to a row, or to the row of a field (field -1 for the heading of a part), which is
 * unfolded for it. They commit first; form_go() gives whether that could be done. */
bool form_go(struct app *app, size_t row);
void form_go_to(struct app *app, size_t part, int field);

/* Reads the field under the cursor from the sheet, which was changed behind it. */
void form_take_text(struct app *app);

/* Tells what a part that came in at a place does to the others. */
void form_insert_part(struct form *form, size_t part);

/* Writes what stands in the form to the state folder, or takes the file away when nothing in it is changed
 * any more; form->has_file tells. */
void form_keep(struct app *app);

/* Whether something in the sheet is another than it came. */
bool form_is_touched(const struct form *form);

/* How many changes there are, the text under the cursor included. */
size_t form_count_changes(const struct form *form);

/* form_offer.c: whether a field has one of the values that are offered and nothing else, so that one of
 * them as a whole is replaced. */
bool form_is_choice(const struct field *field);

/* Offers values: because something was typed, or asked for by key, which marks the one that stands there;
 * closes them; and finds what they are by now. */
void form_offers_open(struct app *app);
void form_offers_ask(struct app *app);
void form_offers_close(struct form *form);
void form_offers_update(struct app *app);

/* The value that is marked; NULL for none. */
const struct sheet_offer *form_offers_marked(const struct form *form);

/* Moves the mark; false when it goes no further that way, and the cursor may leave the field. */
bool form_offers_move(struct app *app, int step);

/* Where several values fit and none is marked: types what they all begin with, or marks the first. Gives
 * whether there was something to do. */
bool form_offers_complete(struct app *app);

/* Types the value that is marked, or the only one that fits; the cursor is about to leave the field. */
void form_offers_take(struct app *app);

/* form_item.c: the rows as they are to be shown, as many as there are, in the arena; the title; what
 * helps to fill the row under the cursor; and its "old → new", when it was changed. */
struct form_item *form_items(struct app *app, struct arena *arena);
void form_add_title(struct app *app, struct str *out);
const char *form_help(struct form *form, struct arena *arena);
void form_add_change(struct app *app, struct str *out);

/* form_remark.c: what is wrong with a row, what is to be known of its text (in the arena), NULL for
 * nothing; and saying so at the foot when the cursor has moved: of the row that it left, when that was typed
 * into, else of the one that it came to. */
const char *form_fault(const struct form *form, const struct form_row *row);
const char *form_remark(struct app *app, struct form_row *row, struct arena *arena);
void form_tell_remarks(struct app *app, const struct form_row *left, bool was_typed);

/* form_editor.c: ^O. What the field does not take is kept in a file, which it names. */
void form_edit_outside(struct app *app);

/* form_save.c: ^S and Esc. */
void form_save(struct app *app);
void form_leave(struct app *app);

/* form_clash.c: what others saved meanwhile. */
void form_clashes_show(struct app *app, const struct save_result *result);
struct form_clash *form_clash_at(const struct form *form, const struct form_row *row);
void form_clash_turn(struct app *app);
void form_clashes_settle(struct form *form);

/* Something in the sheet is not in the file any more: saves again without what belonged to the record,
 * or asks whether the record itself is to be a new one. Gives false when nothing is missing. */
bool form_settle_gone(struct app *app);

/* Where the person of the form was erased: asks to discard it. Gives whether that was asked. */
bool form_ask_erased(struct app *app);

#endif
