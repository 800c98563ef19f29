/* SPDX-License-Identifier: MIT
 *
 * To the bin, out of it, and what lies in it.
 */
#include "store/bin.h"

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "interchange/bin_text.h"
#include "store/owner.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/command.h"
#include "tui/state.h"
#include "tui/tag.h"

/* Adds " with 2 terms, 1 source", what goes to the bin with a record. */
static void add_weight(const struct bin_weight *weight, struct str *out)
{
	struct str list = STR_EMPTY;

	bin_text_add_weight(&list, weight);
	if (list.len > 0) {
		str_add_format(out, _(" with %s"), str_text(&list));
	}
	str_clear(&list);
}

/* The card of what went to the bin has no place any more beside its list. */
static void leave_card_of(struct app *app, struct ref ref)
{
	if (app->on_card && app->card_ref.kind == ref.kind && app->card_ref.id == ref.id) {
		app_leave_card(app);
		app_show_card(app, (struct ref){0});
	}
}

static void remove_one(struct app *app, struct ref ref)
{
	struct store *store = app->host.store;
	struct arena *arena = arena_new();
	const char *words = chosen_words(app, ref, arena);
	struct intent intent = app_intent(app, arena_format(arena, _("Remove %s"), words));
	struct bin_weight weight = {0};
	struct str with = STR_EMPTY;
	struct held held;
	struct err err = {0};
	int64_t moved = 0;

	if (!chosen_hold(app, ref, &held)) {
		arena_free(arena);
		return;
	}
	intent.held = &held;
	intent.held_count = 1;
	if (!bin_weigh(store, ref, app->host.today, &weight, &err) ||
	    !bin_move(store, &ref, 1, &intent, &moved, &err)) {
		app_fail(app, &err);
	} else if (moved == 0) {
		app_say(app, _("It lies in the bin already. R takes it out."));
	} else {
		add_weight(&weight, &with);
		leave_card_of(app, ref);
		app_saved(app);
		app_say(app, _("Moved %s to the bin%s. u takes it back."), words, str_text(&with));
	}
	str_clear(&with);
	arena_free(arena);
}

static void remove_all(struct app *app, struct held_records *records)
{
	size_t count = records->count;
	struct arena *arena = arena_new();
	struct intent intent = app_intent(
		app, arena_format(arena, ngettext("Remove %zu record", "Remove %zu records", count),
				  count));
	struct err err = {0};
	int64_t moved = 0;
	const struct ref *refs = held_records_refs(app, records, &intent, arena, &err);

	if (refs == NULL || !bin_move(app->host.store, refs, count, &intent, &moved, &err)) {
		app_fail(app, &err);
	} else if (moved == 0) {
		app_say(app, _("They lie in the bin already."));
	} else {
		tag_clear(app);
		app_saved(app);
		app_say(app,
			ngettext("Moved %zu record to the bin. u takes it back.",
				 "Moved %zu records to the bin. u takes them back.", count),
			count);
	}
	arena_free(arena);
}

static void removal_answered(struct app *app, int answer, void *context)
{
	if (answer == 0) {
		remove_all(app, context);
	}
}

static void ask_removal(struct app *app)
{
	static const struct answer answers[] = {{'y', N_("yes, to the bin")}, {'n', N_("no")}};
	struct held_records *records = tag_records(app);
	struct arena *arena = arena_new();

	app_ask(app,
		arena_format(arena,
			     ngettext("Move the %zu record that is tagged to the bin?",
				      "Move the %zu records that are tagged to the bin?",
				      records->count),
			     records->count),
		answers, sizeof answers / sizeof *answers, removal_answered, records,
		held_records_free);
	arena_free(arena);
}

void act_remove(struct app *app, const char *argument, int amount)
{
	struct ref ref = app_chosen_record(app);
	struct ref part = app_chosen_part(app);

	(void)argument, (void)amount;
	if (!app->on_card && tag_has_any(app)) {
		ask_removal(app);
	} else if (part.id != 0) {
		remove_one(app, part);
	} else if (ref.id != 0) {
		remove_one(app, ref);
	} else {
		app_say(app, _("There is no record here to remove."));
	}
}

static void restore_one(struct app *app, struct ref ref)
{
	struct arena *arena = arena_new();
	const char *words = chosen_words(app, ref, arena);
	struct intent intent = app_intent(app, arena_format(arena, _("Restore %s"), words));
	struct held held;
	struct err err = {0};

	if (chosen_hold(app, ref, &held)) {
		intent.held = &held;
		intent.held_count = 1;
		if (bin_restore(app->host.store, &ref, 1, &intent, NULL, &err)) {
			app_saved(app);
			app_say(app, _("Took %s out of the bin. u takes that back."), words);
		} else {
			app_fail(app, &err);
		}
	}
	arena_free(arena);
}

void act_restore(struct app *app, const char *argument, int amount)
{
	struct ref ref = app_chosen_record(app);
	struct arena *arena = arena_new();
	struct record record;
	struct err err = {0};

	(void)argument, (void)amount;
	if (app->overlay != NULL) {
		ref = app_chosen_part(app);
	}
	if (ref.id == 0) {
		app_say(app, _("Nothing on this line lies in the bin."));
	} else if (!record_get(app->host.store, ref, arena, &record, &err)) {
		app_fail(app, &err);
	} else if (record.binned == NULL) {
		app_say(app, _("This record does not lie in the bin. :bin shows what does."));
	} else {
		restore_one(app, ref);
	}
	arena_free(arena);
}

/* What leads to the card of a row; what has no card is only told of. */
static bool has_card(enum record_kind kind)
{
	return !owner_has(kind);
}

static bool fill_bin(struct app *app, struct overlay_view *view, struct doc *doc, struct err *err)
{
	struct bin_rows rows = {0};

	if (!bin_list(app->host.store, view->arena, &rows, err)) {
		return false;
	}
	for (size_t i = 0; i < rows.count; i++) {
		const struct bin_row *row = &rows.items[i];
		char moment[LOCAL_SIZE];
		const char *who = row->actor != NULL ? row->actor : _("someone");

		date_local(row->moment, moment);
		struct card_line line = {
			.role = CARD_FIELD,
			.label = _(record_type(row->ref.kind)->label),
			.text = arena_format(view->arena, "%s (%s, %s)", row->label, who, moment),
			.link = has_card(row->ref.kind) ? row->ref : (struct ref){0},
			.about = row->ref};
		doc_add(doc, &line);
	}
	if (rows.count == 0) {
		doc_add(doc, &(struct card_line){.role = CARD_PROSE,
						 .text = _("Nothing lies in the bin.")});
	}
	return true;
}

void act_bin(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	app_open_view(app, _("The bin"), &(struct overlay_view){.place = IN_BIN, .fill = fill_bin});
}
