/* SPDX-License-Identifier: MIT
 *
 * Erasing a person for good: the name is typed, a receipt is shown, and what the program itself still
 * remembers of the person is forgotten.
 */
#include "store/erase.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "interchange/unsaved.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/state.h"

static void add_field(struct doc *doc, const char *label, const char *text)
{
	doc_add(doc, &(struct card_line){.role = CARD_FIELD, .label = label, .text = text});
}

static void add_count(struct doc *doc, const char *label, size_t count, struct arena *arena)
{
	add_field(doc, label, arena_format(arena, "%zu", count));
}

static void add_search(struct doc *doc, const struct erase_receipt *receipt, struct arena *arena)
{
	if (!receipt->is_searched) {
		add_field(doc, _("Not done"), receipt->unfinished);
		return;
	}
	add_field(doc, _("Searched for"),
		  arena_format(arena,
			       ngettext("%zu name, address or note of the person",
					"%zu names, addresses and notes of the person",
					receipt->strings),
			       receipt->strings));
	if (receipt->too_short > 0) {
		add_field(doc, _("Not searched"),
			  arena_format(arena,
				       ngettext("%zu more, too short to be looked for",
						"%zu more, too short to be looked for",
						receipt->too_short),
				       receipt->too_short));
	}
	if (receipt->strings == 0) {
		return;
	}
	add_field(doc, _("Found"),
		  receipt->left == 0
			  ? _("none of them")
			  : arena_format(arena,
					 ngettext("%zu of them, since others bear it too:",
						  "%zu of them, since others bear them too:",
						  receipt->left),
					 receipt->left));
	for (size_t i = 0; i < receipt->place_count; i++) {
		add_field(doc, NULL, receipt->places[i]);
	}
}

static void show_receipt(struct app *app, const struct erase_receipt *receipt, size_t drafts,
			 struct arena *arena)
{
	struct doc *doc = app_open_overlay(app, _("Erased for good: the receipt, q closes"));
	char moment[LOCAL_SIZE];

	date_local(receipt->moment, moment);
	add_field(doc, _("Record"), receipt->uid);
	add_field(doc, _("When"), moment);
	add_field(doc, _("By"), receipt->actor);
	add_count(doc, _("Rows"), receipt->rows, arena);
	add_count(doc, _("Changes"), receipt->changes, arena);
	add_count(doc, _("Actions"), receipt->actions, arena);
	add_count(doc, _("Unsaved"), drafts, arena);
	add_search(doc, receipt, arena);
	for (size_t i = 0; i < receipt->backup_count; i++) {
		add_field(doc, i == 0 ? _("Copies") : NULL, receipt->backups[i]);
	}
	doc_add(doc, &(struct card_line){.role = CARD_GAP, .text = ""});
	doc_add(doc,
		&(struct card_line){
			.role = CARD_NOTE,
			.text = _("Rows and changes were taken out, actions lost the name. What "
				  "stays is the number of the record, so that an import does "
				  "not bring the person back. Copies of the file from before "
				  "are yours to deal with.")});
}

/* Lines typed and messages said hold names too; so does the trail, by a row that is gone. */
static void forget(struct app *app)
{
	str_clear(&app->messages);
	str_clear(&app->message);
	prompt_clear(&app->prompt);
	free(app->before.filter);
	app->before = (struct before_filter){0};
	app->trail.count = 0;
	app->trail.at = 0;
	app->followed = 0;
	tags_clear(&app->tags);
	app_close_overlay(app);
	app->on_card = false;
	app_show_card(app, (struct ref){0});
}

static void name_entered(struct app *app, const char *text, void *context)
{
	const struct held *asked = context;
	struct held held = *asked;
	struct arena *arena = arena_new();
	struct erase_receipt receipt = {0};
	struct intent intent = app_intent(app, NULL);
	struct err err = {0};
	size_t drafts = 0;

	if (text == NULL || text[0] == '\0') {
		app_say(app, _("Nobody was erased."));
		arena_free(arena);
		return;
	}
	intent.held = &held;
	intent.held_count = 1;
	if (!held_resolve(app->host.store, &held, &err) ||
	    !erase_person(app->host.store, held.ref, text, &intent, arena, &receipt, &err)) {
		app_fail(app, &err);
	} else {
		bool is_tidy = unsaved_discard_about(app->host.store, receipt.uid, &drafts, &err);

		forget(app);
		app_saved(app);
		show_receipt(app, &receipt, drafts, arena);
		if (!is_tidy) {
			app_fail(app, &err);
		}
	}
	arena_free(arena);
}

void act_erase(struct app *app, const char *argument, int amount)
{
	struct ref ref = app_chosen_record(app);
	struct arena *arena = arena_new();
	struct held *context = NULL;

	(void)argument, (void)amount;
	if (ref.id == 0 || ref.kind != RECORD_PERSON) {
		app_say(app, _("Only people can be erased. d moves other records to the bin."));
	} else if ((context = chosen_hold_new(app, ref)) != NULL) {
		app_ask_line(app,
			     &(struct line_question){
				     .text = arena_format(
					     arena,
					     _("Erase %s for good? It cannot be undone. Type the "
					       "name to do it"),
					     record_label(app->host.store, ref, arena)),
				     .initial = "",
				     .entered = name_entered,
				     .take_context = context,
				     .free_context = free});
	}
	arena_free(arena);
}
