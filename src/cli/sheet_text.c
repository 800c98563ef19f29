/* SPDX-License-Identifier: MIT
 *
 * The way of a record through an editor, and what happens when it comes back with a mistake.
 */
#include "cli/sheet_text.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "cli/input.h"
#include "interchange/editor.h"
#include "interchange/template.h"

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

static void say_copy(struct writing *writing, const char *copy)
{
	output_say(&writing->request->cli, "",
		   arena_format(writing->arena, _("What was written is kept in %s"), copy));
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

static bool edit_until_right(struct writing *writing, struct sheet *sheet, struct str *text,
			     char **copy, struct err *err)
{
	bool is_changed = false;
	if (!editor_run(text, &is_changed, copy, err)) {
		return false;
	}
	while (is_changed && !read_and_save(writing, sheet, text, err)) {
		struct err fault;
		char *last = *copy;
		if (!can_be_mended(err)) {
			return false;
		}
		template_set_fault(text, err->text);
		bool done = editor_run(text, &is_changed, copy, &fault);
		if (!done && *copy != NULL) {
			say_copy(writing, *copy);
			free(*copy);
		}
		if (!done || !is_changed) {
			*copy = last;
			return false;
		}
		drop_copy(&last);
	}
	return true;
}

bool sheet_text_edit(struct writing *writing, struct sheet *sheet, struct err *err)
{
	struct str text = STR_EMPTY;
	char *copy = NULL;
	template_write(sheet, writing->store, NULL, &text);
	bool done = edit_until_right(writing, sheet, &text, &copy, err);
	if (done || template_is_empty(str_text(&text))) {
		drop_copy(&copy);
	} else if (copy != NULL) {
		say_copy(writing, copy);
	}
	free(copy);
	str_clear(&text);
	return done;
}
