/* SPDX-License-Identifier: MIT
 *
 * The whole record as text in the editor of the user. A mistake asks whether to go on, with the fault on
 * top of the text; what is not saved is kept in a file that is named.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "interchange/template.h"
#include "tui/action.h"
#include "tui/state.h"

/* A text on its way to the record. */
struct text_edit {
	struct ref ref;
	struct sheet
		*sheet; /* what the record was when the text was made; NULL once it was filled */
	struct str original; /* the text of that */
	struct str text;
	char *copy; /* path of what the editor left last; or NULL */
};

static void text_edit_free(void *context)
{
	struct text_edit *edit = context;

	sheet_free(edit->sheet);
	str_clear(&edit->original);
	str_clear(&edit->text);
	free(edit->copy);
	free(edit);
}

/* The file of the text is not needed: it was saved, or nothing was in it. */
static void finish(struct text_edit *take_edit)
{
	if (take_edit->copy != NULL) {
		remove(take_edit->copy);
	}
	text_edit_free(take_edit);
}

/* A sheet with what the record was before the text; a text that was read half has used the first one up.
 * ERR_CONFLICT when somebody else has saved the record since. */
static struct sheet *take_sheet(struct app *app, struct text_edit *edit, struct err *err)
{
	struct sheet *sheet = edit->sheet;
	struct str text = STR_EMPTY;

	edit->sheet = NULL;
	if (sheet != NULL) {
		return sheet;
	}
	sheet = sheet_open(app->host.store, edit->ref, err);
	if (sheet == NULL) {
		return NULL;
	}
	template_write(sheet, app->host.store, NULL, &text);
	if (strcmp(str_text(&text), str_text(&edit->original)) != 0) {
		err_set(err, ERR_CONFLICT, _("The record was changed by somebody else meanwhile."));
		sheet_free(sheet);
		sheet = NULL;
	}
	str_clear(&text);
	return sheet;
}

/* Saves what the text says; *is_saved tells whether anything differed. A field that somebody else
 * changed too is decided in the form, which then has the sheet. */
static bool save_text(struct app *app, struct text_edit *edit, bool *is_saved, struct err *err)
{
	struct store *store = app->host.store;
	struct intent intent = app_intent(app, NULL);
	struct arena *arena = arena_new();
	struct save_result result = {0};
	struct sheet_faults faults = {0};
	struct sheet *sheet = take_sheet(app, edit, err);

	bool done = sheet != NULL &&
		    template_read(sheet, store, str_text(&edit->text), edit->text.len, err);
	if (done && !sheet_check(sheet, store, arena, &faults, err)) {
		done = faults.count > 0 &&
		       err_set(err, ERR_INVALID, "%s",
			       template_fault(sheet, store, &faults.items[0], arena));
	}
	if (done && !sheet_save(sheet, store, &intent, arena, &result, err)) {
		done = false;
		if (result.clash_count > 0) {
			app_open_form(app, sheet, &(struct form_options){0});
			sheet = NULL;
		}
	}
	*is_saved = done && result.action != 0;
	sheet_free(sheet);
	arena_free(arena);
	return done;
}

static void run_editor(struct app *app, struct text_edit *take_edit);

/* Says that nothing was saved, and where the text is. */
static void leave_text(struct app *app, const struct text_edit *edit)
{
	if (edit->copy != NULL) {
		app_say(app, _("Not saved. The text is kept in %s."), edit->copy);
	} else {
		app_say(app, _("Not saved."));
	}
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
		leave_text(app, edit);
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

	if (save_text(app, take_edit, &is_saved, &err)) {
		if (is_saved) {
			app_saved(app);
			app_say(app, _("Saved %s. u takes it back."),
				record_label(app->host.store, take_edit->ref, arena));
		} else {
			app_say(app, _("Nothing differs from what the file holds."));
		}
		finish(take_edit);
	} else if (app_has_form(app)) {
		app_say(app, _("Somebody else changed the same fields: saving the form asks which "
			       "value stays."));
		finish(take_edit);
	} else {
		ask_again(app, take_edit, &err);
	}
	arena_free(arena);
}

/* Lends the terminal to the editor. */
static void run_editor(struct app *app, struct text_edit *take_edit)
{
	struct text_edit *edit = take_edit;
	bool had_fault = edit->copy != NULL;
	struct err err = {0};
	bool is_changed = false;
	char *copy = NULL;

	screen_leave(app->host.screen);
	bool done = template_run_editor(&edit->text, &is_changed, &copy, &err);
	screen_return(app->host.screen);
	if (copy != NULL) {
		if (edit->copy != NULL) {
			remove(edit->copy);
		}
		free(edit->copy);
		edit->copy = copy;
	}
	if (done && is_changed) {
		take_text(app, edit);
	} else if (had_fault) {
		/* Leaving it as it was gives up, and what was typed before is not lost. */
		leave_text(app, edit);
		text_edit_free(edit);
	} else {
		if (done) {
			app_say(app, _("The text was not changed."));
		} else {
			app_fail(app, &err);
		}
		finish(edit);
	}
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
	edit->ref = ref;
	edit->sheet = sheet;
	template_write(sheet, app->host.store, NULL, &edit->original);
	str_add(&edit->text, str_text(&edit->original));
	run_editor(app, edit);
}
