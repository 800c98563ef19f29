/* SPDX-License-Identifier: MIT
 *
 * The way of a record through an editor, and what happens when it comes back with a mistake.
 */
#include "cli/sheet_text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/input.h"
#include "interchange/template.h"

/* Whether a text says nothing: only remarks and blanks. Read as it is, it would take out all that
 * belongs to the record. */
static bool is_empty(const struct str *text)
{
	const char *line = str_text(text);
	while (*line != '\0') {
		size_t blank = strspn(line, " \t\r");
		if (line[blank] != '#' && line[blank] != '\n' && line[blank] != '\0') {
			return false;
		}
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	return true;
}

bool sheet_text_input(struct writing *writing, struct sheet *sheet, struct err *err)
{
	struct str text = STR_EMPTY;
	bool done = input_read(writing->request->given[OPTION_INPUT], &text, err) &&
		    (!is_empty(&text) ||
		     err_set(err, ERR_INVALID, _("The text is empty: nothing was saved."))) &&
		    template_read_file(sheet, writing->store, str_text(&text), text.len, err);
	str_clear(&text);
	return done;
}

/* The parts of a sheet as they were before a text was read into it. What the sheet was opened with
 * must stay the same over all attempts, or another program's save in between would be overwritten. */
struct before {
	struct sheet_part *parts;
	size_t count;
};

static struct before keep_parts(const struct sheet *sheet)
{
	struct before before = {.count = sheet->count};
	before.parts = arena_new_array(sheet->arena, sheet->count, sizeof before.parts[0]);
	memcpy(before.parts, sheet->parts, sheet->count * sizeof before.parts[0]);
	return before;
}

static void put_back(struct sheet *sheet, const struct before *before)
{
	memcpy(sheet->parts, before->parts, before->count * sizeof before->parts[0]);
	sheet->count = before->count;
}

/* Forgets the copy of an attempt. */
static void drop_copy(char **copy)
{
	if (*copy != NULL) {
		(void)unlink(*copy);
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
	if (is_empty(text)) {
		return err_set(err, ERR_CANCELLED,
			       _("The text came back empty: nothing was saved."));
	}
	struct before before = keep_parts(sheet);
	bool done = template_read(sheet, writing->store, str_text(text), text->len, err) &&
		    writing_save(writing, sheet, err);
	if (!done) {
		put_back(sheet, &before);
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
	bool done = template_run_editor(text, &is_changed, copy, err);
	if (!done || !is_changed) {
		drop_copy(copy);
		return done;
	}
	while (!read_and_save(writing, sheet, text, err)) {
		if (!can_be_mended(err)) {
			return false;
		}
		template_set_fault(text, err->text);
		char *last = *copy;
		struct err fault;
		*copy = NULL;
		if (!template_run_editor(text, &is_changed, copy, &fault) || !is_changed) {
			drop_copy(copy);
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
	if (done) {
		drop_copy(&copy);
	} else if (copy != NULL) {
		say_copy(writing, copy);
	}
	free(copy);
	str_clear(&text);
	return done;
}
