/* SPDX-License-Identifier: MIT
 *
 * add, copy, edit and rename: each opens a sheet, fills it from flags, a text or the editor, and saves
 * it. What many records are set to at once is bulk.c.
 */
#include "cli/cmd_add.h"

#include <unistd.h>

#include "base/i18n.h"
#include "cli/bulk.h"
#include "cli/flag.h"
#include "cli/input.h"
#include "cli/sheet_text.h"
#include "cli/writing.h"
#include "interchange/editor.h"
#include "store/suggest.h"

/* Fills a sheet in the way that was asked for and saves it. Frees the sheet. */
static bool fill_and_save(struct writing *writing, struct sheet *take_sheet, struct err *err)
{
	const struct request *request = writing->request;
	bool done = take_sheet != NULL && flag_fill(request, take_sheet, writing->store, err);
	if (done && request->given[OPTION_EDITOR] != NULL) {
		done = sheet_text_edit(writing, take_sheet, err);
	} else if (done) {
		done = (request->given[OPTION_INPUT] == NULL ||
			sheet_text_input(writing, take_sheet, err)) &&
		       writing_save(writing, take_sheet, err);
	}
	sheet_free(take_sheet);
	return done;
}

/* Whether a new record, or a change, has anything to begin with. */
static bool has_something(const struct request *request)
{
	return request->flag_count > 0 || request->given[OPTION_EDITOR] != NULL ||
	       request->given[OPTION_INPUT] != NULL;
}

/* Without a terminal the editor that is there when none is named could be neither seen nor left. */
static bool can_edit(void)
{
	return editor_is_named() || (input_is_terminal() && isatty(STDOUT_FILENO) == 1);
}

static bool check_together(const struct request *request, struct err *err)
{
	bool has_editor = request->given[OPTION_EDITOR] != NULL;
	bool has_input = request->given[OPTION_INPUT] != NULL;
	if (has_editor && has_input) {
		return err_set(err, ERR_USAGE, _("Only one of --editor and --input can be given."));
	}
	if (has_input && request->flag_count > 0) {
		return err_set(err, ERR_USAGE,
			       _("--input reads the whole record, so that no field such as --%s "
				 "can be given with it."),
			       request->flags[0].name);
	}
	if (has_editor && !can_edit()) {
		return err_set(err, ERR_USAGE,
			       _("--editor needs a terminal, or an editor that is named in VISUAL "
				 "or EDITOR. --input reads the text from a file."));
	}
	return true;
}

static bool add(struct writing *writing, struct err *err)
{
	const struct flag_kind *kind = flag_kind_find(writing->request->words[0], err);
	return kind != NULL && fill_and_save(writing, sheet_new(kind->kind), err);
}

bool cmd_add(struct request *request, struct err *err)
{
	const struct flag_kind *kind = flag_kind_find(request->words[0], err);
	if (kind == NULL || !check_together(request, err)) {
		return false;
	}
	if (!has_something(request)) {
		return err_set(err, ERR_USAGE,
			       _("No field is given, as --name=TEXT is. \"iemn help add %s\" lists "
				 "the fields."),
			       kind->name);
	}
	return writing_run(request, add, err);
}

static bool copy(struct writing *writing, struct err *err)
{
	struct held held;
	return writing_find(writing, &held, err) &&
	       fill_and_save(writing, sheet_copy(writing->store, held.ref, err), err);
}

bool cmd_copy(struct request *request, struct err *err)
{
	if (!check_together(request, err)) {
		return false;
	}
	if (!has_something(request)) {
		return err_set(err, ERR_USAGE,
			       _("No field is given in which the copy differs, such as "
				 "--name=TEXT."));
	}
	return writing_run(request, copy, err);
}

static bool edit(struct writing *writing, struct err *err)
{
	struct held held;
	return writing_find(writing, &held, err) &&
	       fill_and_save(writing, sheet_open(writing->store, held.ref, err), err);
}

bool cmd_edit(struct request *request, struct err *err)
{
	if (request->given[OPTION_WHERE] != NULL) {
		return bulk_run(request, err);
	}
	if (!check_together(request, err)) {
		return false;
	}
	if (!has_something(request)) {
		return err_set(err, ERR_USAGE,
			       _("No field is given. Write --FIELD=VALUE, an empty value to clear "
				 "it, or --editor for the whole record."));
	}
	return writing_run(request, edit, err);
}

/* The sheet of the agency with its new name; NULL with err set. */
static struct sheet *open_renamed(struct writing *writing, struct ref agency, const char *date,
				  struct err *err)
{
	const struct request *request = writing->request;
	const char *abbreviation = request->given[OPTION_SHORT];
	struct sheet *sheet = sheet_open(writing->store, agency, err);
	if (sheet == NULL) {
		return NULL;
	}
	int name = field_index(RECORD_ORGANISATION, "name");
	int short_form = field_index(RECORD_ORGANISATION, "abbreviation");
	bool done = sheet_set(sheet, writing->store, 0, name, request->words[1], err) &&
		    (abbreviation == NULL ||
		     sheet_set(sheet, writing->store, 0, short_form, abbreviation, err)) &&
		    sheet_check_until(sheet, date, request->day, err);
	if (!done) {
		sheet_free(sheet);
		return NULL;
	}
	(void)sheet_keep_name(sheet, date);
	return sheet;
}

static bool rename_agency(struct writing *writing, struct err *err)
{
	const char *date;
	struct ref ref;
	if (!writing_date(writing, &date, err) ||
	    !suggest_lookup(writing->store, RECORD_ORGANISATION, writing->request->words[0], &ref,
			    err)) {
		return false;
	}
	writing->intent.name =
		arena_format(writing->arena, _("Rename %s"), writing_label(writing, ref));
	struct sheet *sheet = open_renamed(writing, ref, date, err);
	bool done = sheet != NULL && writing_save(writing, sheet, err);
	sheet_free(sheet);
	return done;
}

bool cmd_rename(struct request *request, struct err *err)
{
	return writing_run(request, rename_agency, err);
}
