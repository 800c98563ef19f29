/* SPDX-License-Identifier: MIT
 *
 * What is to be known of a row of a form: a fault of its text, a remark on it. They stand below the
 * row (form_item.c), and are said at the foot when the cursor moves, for those who hear the screen.
 */
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "tui/form_parts.h"

enum { USUAL_SHOWN = 3 };

/* A fault that lies between this field and another one, told as soon as both are typed. */
static const char *fault_between(const struct form *form, const struct form_row *row)
{
	const struct sheet_part *part = &form->sheet->parts[row->part];
	struct err err = {0};

	if (part->raw[row->field] != NULL ||
	    !sheet_is_touched(form->sheet, row->part, SHEET_WHOLE) ||
	    sheet_is_out(form->sheet, row->part) || record_check_between(&part->now, &err) ||
	    err.field[0] == '\0' || field_index(part->now.ref.kind, err.field) != row->field) {
		return NULL;
	}
	return arena_text(form->texts, err.text);
}

const char *form_fault(const struct form *form, const struct form_row *row)
{
	const struct form_row *here = &form->rows.items[form->rows.at];

	if (row->kind == FORM_ADD || (row == here && form->is_typing)) {
		return NULL;
	}
	for (size_t i = 0; i < form->faults.count; i++) {
		const struct sheet_fault *fault = &form->faults.items[i];
		bool is_whole = fault->field < 0 && row->kind == FORM_HEADING;

		if (fault->part == row->part && (fault->field == row->field || is_whole)) {
			return fault->text;
		}
	}
	if (row->kind != FORM_FIELD) {
		return NULL;
	}
	const char *own = form->sheet->parts[row->part].fault[row->field];

	return own != NULL ? own : fault_between(form, row);
}

/* A word of one's own is fine; one that was only begun is not. */
static const char *remark_on_word(const struct field *field, const char *text, struct arena *arena)
{
	const char *usual = "";

	for (size_t i = 0; field->choices[i] != NULL; i++) {
		if (strcasecmp(field->choices[i], text) == 0) {
			return NULL;
		}
		if (i < USUAL_SHOWN) {
			usual = arena_format(arena, "%s%s%s", usual, i > 0 ? ", " : "",
					     field->choices[i]);
		}
	}
	return arena_format(arena, _("A new word: the usual ones are %s …"), usual);
}

const char *form_remark(struct app *app, struct form_row *row, struct arena *arena)
{
	struct form *form = app->form;
	const struct sheet *sheet = form->sheet;
	const struct field *field = form_field_of(form, row);
	bool is_here = row == form_at(form);

	if (field == NULL || (is_here && form->is_typing)) {
		return NULL;
	}
	const char *text = is_here ? str_text(&form->prose.line.text) : form_text(app, row);
	bool is_touched = sheet_is_touched(sheet, row->part, row->field);
	bool is_name =
		row->part == 0 && row->field == sheet_name_field(sheet->parts[0].now.ref.kind);
	if (is_name && sheet->copied != NULL && !is_touched) {
		return _("Still the name of the record that was copied.");
	}
	if (is_touched && field->kind == FIELD_WORD && field->choices != NULL && text[0] != '\0') {
		return remark_on_word(field, text, arena);
	}
	return NULL;
}

/* The row that stands for the same as one did before the cursor moved. */
static struct form_row *find_same(struct form *form, const struct form_row *row)
{
	for (size_t i = 0; i < form->rows.count; i++) {
		struct form_row *other = &form->rows.items[i];

		if (other->kind == row->kind && other->part == row->part &&
		    other->field == row->field) {
			return other;
		}
	}
	return NULL;
}

/* Says what stands below a row; gives whether there was something. */
static bool tell_row(struct app *app, struct form_row *row, struct arena *arena)
{
	struct form *form = app->form;
	const struct field *field = form_field_of(form, row);
	const char *label = field != NULL ? _(field->label) : form_text(app, row);
	const struct form_clash *clash = form_clash_at(form, row);
	const char *fault = form_fault(form, row);
	const char *remark = form_remark(app, row, arena);
	struct err err = {0};

	if (fault != NULL) {
		err_set(&err, ERR_INVALID, _("%s: %s"), label, fault);
	} else if (clash != NULL && clash->is_about_part) {
		err_set(&err, ERR_CONFLICT,
			clash->clash.mine != NULL
				? _("%s: changed meanwhile by %s. ^T keeps it.")
				: _("%s: to the bin meanwhile by %s. ^T leaves it there."),
			label, clash->who);
	} else if (clash != NULL) {
		err_set(&err, ERR_CONFLICT, _("%s: also changed by %s, to %s. ^T takes theirs."),
			label, clash->who, clash->theirs);
	}
	if (err.kind != ERR_NONE) {
		app_fail(app, &err);
	} else if (remark != NULL) {
		app_say(app, _("%s: %s"), label, remark);
	}
	return err.kind != ERR_NONE || remark != NULL;
}

void form_tell_remarks(struct app *app, const struct form_row *left, bool was_typed)
{
	struct form *form = app->form;
	struct form_row *before = was_typed ? find_same(form, left) : NULL;
	struct arena *arena = arena_new();

	if (app->message.len == 0 && (before == NULL || !tell_row(app, before, arena))) {
		tell_row(app, form_at(form), arena);
	}
	arena_free(arena);
}
