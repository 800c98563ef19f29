/* SPDX-License-Identifier: MIT
 *
 * The whole record as text in the editor of the user. A mistake asks whether to go on, with the fault on
 * top of the text; what is not saved is kept in a file that is named.
 */
#include <stdlib.h>

#include "base/i18n.h"
#include "interchange/editor.h"
#include "interchange/sheet_erased.h"
#include "interchange/template.h"
#include "interchange/unsaved.h"
#include "tui/action.h"
#include "tui/state.h"

/* A text on its way to the record. */
struct text_edit {
	struct sheet *sheet; /* what the record was when the text was made */
	struct str text;
	char *copy; /* path of what the editor left last; or NULL */
};

static void text_edit_free(void *context)
{
	struct text_edit *edit = context;

	sheet_free(edit->sheet);
	str_clear(&edit->text);
	free(edit->copy);
	free(edit);
}

/* The file of the text is not needed: it was saved, or nothing was in it. */
static void finish(struct text_edit *take_edit)
{
	if (take_edit->copy != NULL) {
		editor_discard(take_edit->copy);
	}
	text_edit_free(take_edit);
}

/* Puts the text into the sheet. ERR_INVALID names the first fault. */
static bool read_text(struct app *app, struct text_edit *edit, struct arena *arena, struct err *err)
{
	struct store *store = app->host.store;
	struct sheet_faults faults = {0};

	if (!template_read(edit->sheet, store, str_text(&edit->text), edit->text.len, err)) {
		return false;
	}
	return sheet_check(edit->sheet, store, arena, &faults, err) ||
	       (faults.count > 0 &&
		err_set(err, ERR_INVALID, "%s",
			template_fault(edit->sheet, store, &faults.items[0], arena)));
}

/* Saves what the text says; *is_saved tells whether anything differed. A field that somebody else
 * changed too is decided in the form, which then has the sheet. */
static bool save_text(struct app *app, struct text_edit *edit, bool *is_saved, struct err *err)
{
	struct intent intent = app_intent(app, NULL);
	struct template_before before = template_keep(edit->sheet);
	struct arena *arena = arena_new();
	struct save_result result = {0};

	bool done = read_text(app, edit, arena, err) &&
		    sheet_save(edit->sheet, app->host.store, &intent, arena, &result, err);
	*is_saved = done && result.action != 0;
	if (!done && result.clash_count > 0) {
		app_open_form(app, edit->sheet, &(struct form_options){0});
		edit->sheet = NULL;
	} else if (!done) {
		template_put_back(edit->sheet, &before);
	}
	arena_free(arena);
	return done;
}

/* Of a person who was erased meanwhile nothing is left to edit or to keep. Gives whether it is so. */
static bool drop_erased(struct app *app, struct text_edit *take_edit, char *take_copy)
{
	struct err err = {0};

	if (sheet_check_erased(take_edit->sheet, app->host.store, &err)) {
		return false;
	}
	if (take_copy != NULL) {
		editor_discard(take_copy);
	}
	free(take_copy);
	finish(take_edit);
	app_fail(app, &err);
	return true;
}

static void run_editor(struct app *app, struct text_edit *take_edit);

/* Says that nothing was saved, why unless that is NULL, and where the text is. */
static void leave_text(struct app *app, const struct text_edit *edit, const char *why)
{
	if (edit->copy == NULL) {
		app_say(app, "%s", why != NULL ? why : _("Not saved."));
	} else if (why == NULL) {
		app_say(app, _("Not saved. The text is kept in %s."), edit->copy);
	} else {
		app_say(app, _("%s The text is kept in %s."), why, edit->copy);
	}
	app->message_style = why != NULL ? STYLE_ERROR : STYLE_MESSAGE;
}

static void fault_answered(struct app *app, int answer, void *context)
{
	struct text_edit *edit = context;

	if (answer == 0) {
		struct text_edit *again = mem_new(1, sizeof *again);

		*again = *edit;
		*edit = (struct text_edit){0};
		run_editor(app, again);
	} else {
		leave_text(app, edit, NULL);
	}
}

static void ask_again(struct app *app, struct text_edit *take_edit, const struct err *err)
{
	static const struct answer answers[] = {{'e', N_("edit it again")}, {'l', N_("leave it")}};
	struct arena *arena = arena_new();

	template_set_fault(&take_edit->text, err->text);
	app_ask(app, arena_format(arena, _("Not saved: %s"), err->text), answers, 2, fault_answered,
		take_edit, text_edit_free);
	arena_free(arena);
}

/* What the editor left is saved, or asked about. */
static void take_text(struct app *app, struct text_edit *take_edit)
{
	struct arena *arena = arena_new();
	struct err err = {0};
	bool is_saved = false;

	if (template_is_empty(str_text(&take_edit->text))) {
		app_say(app, _("The text came back empty: nothing was saved."));
		finish(take_edit);
	} else if (save_text(app, take_edit, &is_saved, &err)) {
		if (is_saved) {
			app_saved(app);
			app_say(app, _("Saved %s. u takes it back."),
				sheet_summary(take_edit->sheet, app->host.store, 0, arena));
		} else {
			app_say(app, _("Nothing differs from what the file holds."));
		}
		finish(take_edit);
	} else if (app_has_form(app)) {
		app_say(app, _("Somebody else changed the same fields: saving the form asks which "
			       "value stays."));
		finish(take_edit);
	} else if (!drop_erased(app, take_edit, NULL)) {
		ask_again(app, take_edit, &err);
	}
	arena_free(arena);
}

/* Lends the terminal to the editor. What was typed before is kept until something takes its place. */
static void run_editor(struct app *app, struct text_edit *take_edit)
{
	struct text_edit *edit = take_edit;
	struct err err = {0};
	bool is_changed = false;
	char *copy = NULL;

	char *place = unsaved_text_path(app->host.store, sheet_subject(edit->sheet));
	screen_leave(app->host.screen);
	bool done = editor_run(place, &edit->text, &is_changed, &copy, &err);
	screen_return(app->host.screen);
	free(place);
	if (done && is_changed) {
		if (edit->copy != NULL) {
			editor_discard(edit->copy);
		}
		free(edit->copy);
		edit->copy = copy;
		take_text(app, edit);
		return;
	}
	if (!(done && edit->copy == NULL) && drop_erased(app, edit, copy)) {
		return;
	}
	if (done && edit->copy == NULL) {
		app_say(app, _("The text was not changed."));
	} else if (copy != NULL && edit->copy != NULL) {
		app_say(app, _("%s The text is kept in %s, and what it was before in %s."),
			err.text, copy, edit->copy);
		app->message_style = STYLE_ERROR;
	} else {
		edit->copy = edit->copy != NULL ? edit->copy : copy;
		copy = NULL;
		leave_text(app, edit, done ? NULL : err.text);
	}
	free(copy);
	text_edit_free(edit);
}

void act_editor(struct app *app, const char *argument, int amount)
{
	struct ref ref = app_chosen_record(app);
	struct err err = {0};

	(void)argument, (void)amount;
	if (ref.id == 0) {
		app_say(app, _("There is no record here to edit."));
		return;
	}
	struct sheet *sheet = sheet_open(app->host.store, ref, &err);
	if (sheet == NULL) {
		app_fail(app, &err);
		return;
	}
	struct text_edit *edit = mem_new(1, sizeof *edit);
	edit->sheet = sheet;
	template_write(sheet, app->host.store, NULL, &edit->text);
	run_editor(app, edit);
}
