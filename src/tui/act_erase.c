/* SPDX-License-Identifier: MIT
 *
 * Erasing a person for good: the name is typed, a receipt is shown, and what the program itself still
 * remembers of the person is forgotten.
 */
#include "store/erase.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "interchange/erase_text.h"
#include "interchange/unsaved.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/state.h"

static void show_receipt(struct app *app, const struct erase_receipt *receipt, size_t drafts,
			 struct arena *arena)
{
	struct doc *doc = app_open_overlay(app, _("Erased for good: the receipt, q closes"));
	struct card card;

	erase_text_card(receipt, &(struct erase_telling){.unsaved = drafts}, arena, &card);
	for (size_t i = 0; i < card.count; i++) {
		doc_add(doc, &card.items[i]);
	}
	doc_add(doc, &(struct card_line){.role = CARD_GAP, .text = ""});
	doc_add(doc, &(struct card_line){.role = CARD_NOTE, .text = erase_text_rest()});
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
