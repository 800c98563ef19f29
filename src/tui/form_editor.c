/* SPDX-License-Identifier: MIT
 *
 * The field under the cursor in the user's editor. What cannot stand in a field, and what an editor that
 * failed wrote, stays in a file that is named, as with the text of a whole record (act_editor.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "interchange/editor.h"
#include "interchange/sheet_erased.h"
#include "interchange/unsaved.h"
#include "text/clean.h"
#include "tui/form_parts.h"

enum { TEXT_LIMIT = 65536 }; /* bytes of a field that has no limit of its own */

/* What an editor wrote as it may stand in the field: line ends as they are typed here. */
static void fit_text(const struct str *text, bool has_ends, struct str *fitted)
{
	for (size_t i = 0; i < text->len; i++) {
		char c = text->data[i];
		bool is_end = c == '\n' && !has_ends;

		if (c != '\r') {
			str_add_char(fitted, c == '\t' || is_end ? ' ' : c);
		}
	}
	while (fitted->len > 0 && strchr(" \n", fitted->data[fitted->len - 1]) != NULL) {
		str_cut(fitted, fitted->len - 1);
	}
}

/* Puts a text into the field and gives whether it stands there. ERR_INVALID when it does not, and as well
 * when it does but is no value: the form holds it then, with its fault. */
static bool put_text(struct app *app, const struct str *text, struct err *err)
{
	struct form *form = app->form;
	struct form_row *row = form_at(form);
	const struct field *field = form_field_of(form, row);
	struct str fitted = STR_EMPTY;
	size_t limit = field->limit > 0 ? field->limit : TEXT_LIMIT;

	fit_text(text, form->prose.line.has_ends, &fitted);
	bool done = text_check(str_text(&fitted), fitted.len, TEXT_PROSE, limit, err);
	if (done) {
		line_set(&form->prose.line, str_text(&fitted));
		form_offers_close(form);
		form->is_typing = false;
		form->is_whole = false;
		form_commit(app);
		const char *fault = form_fault(form, row);
		if (fault != NULL) {
			err_set(err, ERR_INVALID, "%s", fault);
		}
	}
	str_clear(&fitted);
	return done;
}

/* Says what came in the way; the text that is kept in a file, NULL for none, is named. Nothing of a person
 * who was erased is kept. */
static void tell_failure(struct app *app, const char *copy, struct err *err)
{
	bool is_erased = !sheet_check_erased(app->form->sheet, app->host.store, err);

	if (is_erased && copy != NULL) {
		editor_discard(copy);
	}
	if (is_erased || copy == NULL) {
		app_fail(app, err);
	} else {
		app_say(app, _("%s The text is kept in %s."), err->text, copy);
		app->message_style = STYLE_ERROR;
	}
}

void form_edit_outside(struct app *app)
{
	struct str text = STR_EMPTY;
	struct err err = {0};
	bool is_changed = false;
	char *copy = NULL;

	str_add_format(&text, "%s\n", str_text(&app->form->prose.line.text));
	char *place = unsaved_text_path(app->host.store, sheet_subject(app->form->sheet));
	screen_leave(app->host.screen);
	bool done = editor_run(place, &text, &is_changed, &copy, &err);
	screen_return(app->host.screen);
	free(place);
	if (done && is_changed && put_text(app, &text, &err) && copy != NULL) {
		editor_discard(copy);
		free(copy);
		copy = NULL;
	}
	if (err.kind != ERR_NONE) {
		tell_failure(app, copy, &err);
	} else if (!is_changed) {
		app_say(app, _("The text was not changed."));
	}
	free(copy);
	str_clear(&text);
}
