/* SPDX-License-Identifier: MIT
 *
 * The ways out of a form: saving, with the faults and the questions that come before it, and leaving.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "tui/command.h"
#include "tui/form_parts.h"
#include "tui/question.h"

/* Says the first fault at the foot and goes to it; all of them stand below their fields. */
static void show_faults(struct app *app)
{
	struct form *form = app->form;
	const struct sheet_fault first = form->faults.items[0];
	const struct record_type *type = record_type(form->sheet->parts[first.part].now.ref.kind);
	const char *label = first.field >= 0 ? type->fields[first.field].label : type->label;
	size_t count = form->faults.count;
	struct err err = {0};

	for (size_t i = 0; i < count; i++) {
		form->is_open[form->faults.items[i].part] = true;
	}
	if (first.part == 0 && first.field < 0) {
		/* There is no row to say it at. */
		str_add(&form->notice, first.text);
	}
	form_set_rows(form);
	form_go_to(app, first.part, first.field);
	if (count == 1) {
		err_set(&err, ERR_INVALID, _("Not saved. %s: %s"), _(label), first.text);
	} else {
		err_set(&err, ERR_INVALID,
			ngettext("Not saved, %zu fault. %s: %s", "Not saved, %zu faults. %s: %s",
				 count),
			count, _(label), first.text);
	}
	app_fail(app, &err);
}

/* Gathers the faults; false without any when the file could not be asked. */
static bool is_sound(struct app *app, struct err *err)
{
	struct form *form = app->form;

	str_reset(&form->notice);
	form->faults = (struct sheet_faults){NULL, 0};
	arena_clear(form->fault_arena);
	return sheet_check(form->sheet, app->host.store, form->fault_arena, &form->faults, err);
}

/* What was added stands in another row of the list that it was added to. */
static void select_line(struct app *app, struct ref ref)
{
	struct doc *doc = doc_pane_doc(app->overlay);

	for (size_t row = 0; row < doc->row_count; row++) {
		struct ref link = doc_line_at(doc, row)->link;

		if (link.kind == ref.kind && link.id == ref.id) {
			list_select(&app->overlay->list, row);
			return;
		}
	}
}

/* The record is selected in the list of its kind, and its card shown; who stands on a card or a list over
 * everything stays there. */
static void show_saved(struct app *app, struct ref ref)
{
	if (app->overlay != NULL) {
		if ((app->overlay_view.place & IN_KIND) != 0) {
			select_line(app, ref);
		}
		return;
	}
	for (int i = 0; i < FRAME_PANES && !app->on_card; i++) {
		struct pane *pane = app->panes[i];

		if (!pane->type->is_text && pane_reveal(pane, ref)) {
			app->active = i;
			app_refresh(app);
			return;
		}
	}
}

static void say_saved(struct app *app, struct ref ref, size_t merged)
{
	struct arena *arena = arena_new();
	const char *label = record_label(app->host.store, ref, arena);

	if (merged > 0) {
		app_say(app,
			ngettext("Saved, with %zu change of others: %s. u takes it back.",
				 "Saved, with %zu changes of others: %s. u takes it back.", merged),
			merged, label);
	} else {
		app_say(app, _("Saved: %s. u takes it back."), label);
	}
	arena_free(arena);
}

/* Nothing can be saved any more in a file that was moved: says where what was typed is. */
static void show_moved(struct app *app)
{
	struct err err = {0};

	form_keep(app);
	char *path = unsaved_path(app->form->unsaved);
	if (path != NULL) {
		err_set(&err, ERR_CONFLICT,
			_("Not saved: the file was moved, deleted or replaced meanwhile. What you "
			  "typed is kept in %s. It is offered when %s is opened again."),
			path, store_path(app->host.store));
	} else {
		err_set(&err, ERR_CONFLICT,
			_("Not saved: the file was moved, deleted or replaced meanwhile. What you "
			  "typed stands here only."));
	}
	app_fail(app, &err);
	free(path);
}

/* Why nothing was saved: all the faults of the sheet, or what is wrong with the file. Faults are looked
 * for only now, since that costs as much as the save. */
static void show_refusal(struct app *app, const struct err *err)
{
	bool may_be_fault = err->kind == ERR_INVALID || err->kind == ERR_CONFLICT;

	if (store_has_moved(app->host.store)) {
		show_moved(app);
	} else if (may_be_fault && !is_sound(app, NULL) && app->form->faults.count > 0) {
		show_faults(app);
	} else {
		app_fail(app, err);
	}
}

/* The first part that the file does not have yet; 0 for none. */
static size_t first_new_part(const struct sheet *sheet)
{
	for (size_t i = 1; i < sheet->count; i++) {
		if (sheet->parts[i].base.uid == NULL && !sheet_is_out(sheet, i)) {
			return i;
		}
	}
	return 0;
}

/* The line of the card that tells of what was added, such as a seat in the body that one came from. */
static void show_part(struct app *app, struct ref part)
{
	size_t row;

	app_fit_card(app);
	if (app->on_card && part.id != 0 && doc_find_about(doc_pane_doc(app->card), part, &row)) {
		list_select(&app->card->list, row);
	}
}

static void save_sheet(struct app *app)
{
	struct form *form = app->form;
	struct intent intent = app_intent(app, NULL);
	struct arena *arena = arena_new();
	struct save_result result = {0};
	struct err err = {0};

	form_clashes_settle(form);
	size_t part = first_new_part(form->sheet);
	if (sheet_save(form->sheet, app->host.store, &intent, arena, &result, &err)) {
		struct ref ref = result.refs[0];
		struct ref added = part > 0 ? result.refs[part] : (struct ref){0};

		form_end(app);
		app_saved(app);
		show_saved(app, ref);
		show_part(app, added);
		say_saved(app, ref, result.merged);
	} else if (err.kind == ERR_CONFLICT && result.clash_count > 0) {
		form_clashes_show(app, &result);
	} else if (err.kind != ERR_NOT_FOUND || !form_settle_gone(app)) {
		show_refusal(app, &err);
	}
	arena_free(arena);
}

static void date_entered(struct app *app, const char *text, void *context);

/* fault says what was wrong with the date before, or is "". */
static void ask_date(struct app *app, const char *initial, const char *fault)
{
	struct str text = STR_EMPTY;

	str_add_format(&text, "%s%s%s", fault, fault[0] != '\0' ? " " : "",
		       _("The old name was borne until"));
	app_ask_line(app, &(struct line_question){.text = str_text(&text),
						  .initial = initial,
						  .entered = date_entered});
	str_clear(&text);
}

/* Keeps the old name until a date, and saves. */
static void keep_old_name(struct app *app, const char *until)
{
	struct form *form = app->form;
	size_t part = sheet_keep_name(form->sheet, until);

	form->was_name_asked = true;
	if (part > 0) {
		form_insert_part(form, part);
		form_set_rows(form);
	}
	save_sheet(app);
}

static void date_entered(struct app *app, const char *text, void *context)
{
	struct err err = {0};

	(void)context;
	if (text == NULL || app->form == NULL) {
		return;
	}
	if (sheet_check_until(app->form->sheet, text, app->host.today, &err)) {
		keep_old_name(app, text);
	} else {
		ask_date(app, text, err.text);
	}
}

static void renaming_answered(struct app *app, int answer, void *context)
{
	(void)context;
	if (app->form == NULL || answer == ANSWER_NONE) {
		return;
	}
	if (answer == 0) {
		ask_date(app, app->host.today, "");
		return;
	}
	app->form->was_name_asked = true;
	save_sheet(app);
}

/* What a new name means, unless that was said before, and until when the old one was borne. A date that
 * was typed behind the name is shown, since it may be a part of the name. */
static void ask_renaming(struct app *app)
{
	static const struct answer answers[] = {{'r', N_("renamed")}, {'c', N_("correction")}};
	const struct form *form = app->form;

	if (form->renames) {
		ask_date(app, form->until != NULL ? form->until : app->host.today, "");
	} else {
		app_ask(app, _("Was it renamed, or is this a correction?"), answers, 2,
			renaming_answered, NULL, NULL);
	}
}

/* Whether an organisation that is in the file gets another name. */
static bool gets_new_name(const struct form *form)
{
	const struct sheet_part *part = &form->sheet->parts[0];

	if (part->now.ref.kind != RECORD_ORGANISATION || part->base.uid == NULL) {
		return false;
	}
	const char *before = record_value(&part->base, "name");
	const char *now = record_value(&part->now, "name");
	return before != NULL && now != NULL && strcmp(before, now) != 0;
}

static void listed_answered(struct app *app, int answer, void *context)
{
	(void)context;
	if (app->form != NULL && answer == 0) {
		app->form->was_listed_asked = true;
		save_sheet(app);
	}
}

/* Asks before a person is added who seems to be listed; false when there is nothing to ask. */
static bool ask_listed(struct app *app)
{
	static const struct answer answers[] = {{'s', N_("save")}, {'k', N_("keep editing")}};
	struct form *form = app->form;
	struct arena *arena = arena_new();
	struct sheet_listed listed;

	/* What cannot be read now is told by the save. */
	(void)sheet_find_listed(form->sheet, app->host.store, arena, &listed, NULL);
	bool is_asked = listed.name != NULL && !form->was_listed_asked && is_sound(app, NULL);
	if (is_asked) {
		app_ask(app,
			arena_format(arena, _("%s is listed already, with %s. Add another one?"),
				     listed.name, listed.shared),
			answers, 2, listed_answered, NULL, NULL);
	}
	arena_free(arena);
	return is_asked;
}

/* A copy that is as its original was would only be in the way. */
static void refuse_copy(struct app *app)
{
	struct sheet *sheet = app->form->sheet;
	struct err err = {0};

	form_go_to(app, 0, sheet_name_field(sheet->parts[0].now.ref.kind));
	err_set(&err, ERR_INVALID,
		_("Not saved: it is the same as %s still. Change the name first."), sheet->copied);
	app_fail(app, &err);
}

void form_save(struct app *app)
{
	struct form *form = app->form;

	form_offers_take(app);
	if (!form_commit(app)) {
		return;
	}
	if (form_is_touched(form) && form_ask_erased(app)) {
		return;
	}
	struct err err = {0};
	bool is_new = form->sheet->parts[0].base.uid == NULL;
	if (form->sheet->copied != NULL && !form_is_touched(form)) {
		refuse_copy(app);
	} else if (!sheet_is_changed(form->sheet) && !is_new) {
		form_end(app);
		app_say(app, _("Nothing was changed, so nothing was saved."));
	} else if (!gets_new_name(form) || form->was_name_asked) {
		if (!ask_listed(app)) {
			save_sheet(app);
		}
	} else if (is_sound(app, &err)) {
		ask_renaming(app);
	} else if (form->faults.count > 0) {
		show_faults(app);
	} else {
		app_fail(app, &err);
	}
}

/* In a file that was moved nothing can be saved: what was typed may wait for the next start. */
static void leave_moved_answered(struct app *app, int answer, void *context)
{
	(void)context;
	if (app->form == NULL) {
		return;
	}
	if (answer == 0) {
		form_keep(app);
		app->form->is_for_later = app->form->has_file;
	}
	if (app->form->is_for_later) {
		form_end(app);
		app_say(app, _("It is kept, and offered when %s is opened again."),
			store_path(app->host.store));
	} else if (answer == 1) {
		form_end(app);
		app_say(app, _("The changes were discarded."));
	}
}

static void ask_leave_moved(struct app *app)
{
	static const struct answer answers[] = {
		{'l', N_("later")}, {'d', N_("discard")}, {'k', N_("keep editing")}};

	app_ask(app,
		_("The file was moved, deleted or replaced meanwhile: nothing can be saved in it. "
		  "Keep what you typed for later?"),
		answers, 3, leave_moved_answered, NULL, NULL);
}

static void leave_answered(struct app *app, int answer, void *context)
{
	(void)context;
	if (app->form == NULL) {
		return;
	}
	if (answer == 0) {
		form_save(app);
	} else if (answer == 1) {
		form_end(app);
		app_say(app, _("The changes were discarded."));
	}
}

void form_leave(struct app *app)
{
	static const struct answer answers[] = {
		{'s', N_("save")}, {'d', N_("discard")}, {'k', N_("keep editing")}};
	struct form *form = app->form;
	struct str text = STR_EMPTY;

	if (!form_commit(app)) {
		return;
	}
	if (!form_is_touched(form)) {
		form_end(app);
		return;
	}
	if (store_has_moved(app->host.store)) {
		ask_leave_moved(app);
		return;
	}
	if (form_ask_erased(app)) {
		return;
	}
	size_t count = form_count_changes(form);
	str_add_format(&text,
		       ngettext("%zu change is not saved.", "%zu changes are not saved.", count),
		       count);
	app_ask(app, str_text(&text), answers, 3, leave_answered, NULL, NULL);
	question_save_key(app, 0);
	str_clear(&text);
}
