/* SPDX-License-Identifier: MIT
 *
 * The way of a record through an editor, and what happens when it comes back with a mistake.
 */
#include "cli/sheet_text.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "cli/input.h"
#include "interchange/editor.h"
#include "interchange/sheet_erased.h"
#include "interchange/template.h"
#include "interchange/unsaved.h"

/* A text on its way through the editor. */
struct text_edit {
	struct writing *writing;
	struct sheet *sheet;
	struct str text;
	char *place; /* what the paths of its files begin with; or NULL */
	char *copy;  /* path of what the editor left last; or NULL */
};

bool sheet_text_input(struct writing *writing, struct sheet *sheet, struct err *err)
{
	struct str text = STR_EMPTY;
	bool done = (input_read(writing->request->given[OPTION_INPUT], &text, err) ||
		     err_prefix(err, "--input:")) &&
		    (!template_is_empty(str_text(&text)) ||
		     err_set(err, ERR_INVALID, _("The text is empty: nothing was saved."))) &&
		    template_read_file(sheet, writing->store, str_text(&text), text.len, err);
	str_clear(&text);
	return done;
}

/* Forgets the copy of an attempt. */
static void drop_copy(char **copy)
{
	if (*copy != NULL) {
		editor_discard(*copy);
		free(*copy);
		*copy = NULL;
	}
}

/* Names the copy, and lets it stay; of a person who was erased meanwhile none does. */
static void leave_copy(struct text_edit *edit)
{
	struct writing *writing = edit->writing;
	if (edit->copy != NULL && sheet_is_erased(edit->sheet, writing->store)) {
		drop_copy(&edit->copy);
	} else if (edit->copy != NULL) {
		output_say(&writing->request->cli, "",
			   arena_format(writing->arena, _("What was written is kept in %s"),
					edit->copy));
	}
	free(edit->copy);
	edit->copy = NULL;
}

/* Reads the text and saves it; after a mistake the sheet is as it was before. */
static bool read_and_save(struct writing *writing, struct sheet *sheet, const struct str *text,
			  struct err *err)
{
	if (template_is_empty(str_text(text))) {
		return err_set(err, ERR_CANCELLED,
			       _("The text came back empty: nothing was saved."));
	}
	struct template_before before = template_keep(sheet);
	bool done = template_read(sheet, writing->store, str_text(text), text->len, err) &&
		    writing_save(writing, sheet, err);
	if (!done) {
		template_put_back(sheet, &before);
	}
	return done;
}

/* Whether the editor is to come back with the mistake: only what the text itself can mend. */
static bool can_be_mended(const struct err *err)
{
	return err->kind == ERR_INVALID && input_is_terminal();
}

static bool run_editor(struct text_edit *edit, bool *is_changed, struct err *err)
{
	return editor_run(edit->place, &edit->text, is_changed, &edit->copy, err);
}

/* Fields that were given are to be saved, be the text left as it is; without them it is a way to leave. */
static bool edit_until_right(struct text_edit *edit, struct err *err)
{
	bool is_changed = false;
	if (!run_editor(edit, &is_changed, err)) {
		return false;
	}
	is_changed = is_changed || edit->writing->request->flag_count > 0;
	while (is_changed && !read_and_save(edit->writing, edit->sheet, &edit->text, err)) {
		struct err fault;
		char *last = edit->copy;
		if (!can_be_mended(err)) {
			return false;
		}
		template_set_fault(&edit->text, err->text);
		bool done = run_editor(edit, &is_changed, &fault);
		if (!done && edit->copy != NULL) {
			leave_copy(edit);
		}
		if (!done || !is_changed) {
			edit->copy = last;
			return false;
		}
		drop_copy(&last);
	}
	return true;
}

bool sheet_text_edit(struct writing *writing, struct sheet *sheet, struct err *err)
{
	struct text_edit edit = {
		.writing = writing,
		.sheet = sheet,
		.place = unsaved_text_path(writing->store, sheet_subject(sheet)),
	};
	template_write(sheet, writing->store, NULL, &edit.text);
	bool done = edit_until_right(&edit, err);
	if (done || template_is_empty(str_text(&edit.text))) {
		drop_copy(&edit.copy);
	} else {
		(void)sheet_check_erased(sheet, writing->store, err);
		leave_copy(&edit);
	}
	free(edit.place);
	str_clear(&edit.text);
	return done;
}
