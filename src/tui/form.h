/* SPDX-License-Identifier: MIT
 *
 * A form: the sheet of a record as rows to type into, with a heading for each record that belongs to
 * it. It edits; the loop (app.c) hands it keys and draws it.
 */
#ifndef IEMN_TUI_FORM_H
#define IEMN_TUI_FORM_H

#include "base/str.h"
#include "interchange/sheet.h"
#include "tui/pane.h"

struct app;
struct form;

struct form_options {
	size_t part;	   /* where the cursor stands first: a part of the sheet */
	const char *field; /* and a field of it, or NULL for the first */
	size_t unfolded;   /* another part whose fields show, or 0 */
	bool renames;	   /* another name is a new one and no correction: that is not asked */
	const char *until; /* proposed when it is asked until when the old one was borne; or NULL */
};

/* Opens a form over everything; it takes the sheet. On a file that can only be read it says why and
 * opens nothing. */
void app_open_form(struct app *app, struct sheet *take_sheet, const struct form_options *options);

/* Whether a form is open. */
bool app_has_form(const struct app *app);

/* Whether there are values to offer for a field. */
bool form_is_controlled(const struct field *field);

/* A key for the form; it saves, asks and closes by itself. */
void form_key(struct app *app, const struct key *key);

/* Draws the form into an area and places the cursor; adds what stands at the foot. */
void form_draw(struct app *app, struct area area);

/* Once the foot of the screen is drawn, whose first row this is: help of which it hides a part ends with
 * an ellipsis. */
void form_fit_help(struct app *app, int foot);

/* Adds the keys that help here to out, as many as fit into so many columns. */
void form_add_hints(struct app *app, int columns, struct str *out);

/* Adds the keys of forms to the table of keys, as tui_key_table() has those of commands. */
void form_key_table(struct str *out);

/* Called when the file has changed: a form whose record changed says so, and keeps what was typed. */
void form_file_changed(struct app *app);

/* Writes what was typed to the state folder when it changed since the last time: called once a second
 * and before the program ends by a signal. */
void form_keep_unsaved(struct app *app);

/* Takes over the file of an ended program whose sheet was opened just now. Where another program was
 * first, the form closes, which is said: it must not be open in both. */
void form_take_over(struct app *app, const char *path);

/* Closes the form without asking and frees it. */
void form_close(struct app *app);

/* The same, and the list over which it was opened lies over everything again. */
void form_end(struct app *app);

#endif
