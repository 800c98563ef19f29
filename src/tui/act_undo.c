/* SPDX-License-Identifier: MIT
 *
 * Undo and redo: of the newest action, of an older one, and where one lands afterwards.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/user.h"
#include "store/journal.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/state.h"

/* An action that is to be taken back or brought back. */
struct step {
	int64_t id;
	bool is_redo;
	bool is_next; /* it was not chosen, it was the one whose turn it is */
};

/* The record that an action is about: the owner of what it changed first; id 0 when it is gone. */
static struct ref record_of_action(struct app *app, int64_t id, struct arena *arena)
{
	struct change_rows changes = {0};
	struct ref ref = {0};
	struct ref owner;

	journal_changes(app->host.store, id, arena, &changes, NULL);
	for (size_t i = 0; i < changes.count && ref.id == 0; i++) {
		record_find_uid(app->host.store, changes.items[i].kind, changes.items[i].uid, &ref,
				NULL);
		owner = chosen_owner(app, ref);
		ref = owner.id != 0 ? owner : ref;
	}
	return ref;
}

static bool is_same_record(struct ref a, struct ref b)
{
	return a.kind == b.kind && a.id == b.id;
}

/* Whether what changed is a record, or belongs to it: a seat belongs to its body too. */
static bool is_or_belongs(struct app *app, const struct change_row *change, struct ref whole,
			  struct arena *arena)
{
	struct ref ref = {0};
	struct refs owners = {0};

	if (!record_find_uid(app->host.store, change->kind, change->uid, &ref, NULL) ||
	    ref.id == 0 || !record_owners(app->host.store, ref, arena, &owners, NULL)) {
		return false;
	}
	bool does = is_same_record(ref, whole);
	for (size_t i = 0; i < owners.count; i++) {
		does = does || is_same_record(owners.items[i], whole);
	}
	return does;
}

/* Whether the card that is open shows something of what an action changed: then one stays there. */
static bool is_on_card(struct app *app, int64_t id, struct arena *arena)
{
	struct change_rows changes = {0};

	if (!app->on_card || app->card_ref.id == 0 ||
	    !journal_changes(app->host.store, id, arena, &changes, NULL)) {
		return false;
	}
	for (size_t i = 0; i < changes.count; i++) {
		if (is_or_belongs(app, &changes.items[i], app->card_ref, arena)) {
			return true;
		}
	}
	return false;
}

/* Shows the record in its list, or its card when a card is what one looks at. */
static void go_to(struct app *app, struct ref ref)
{
	static const int panes[RECORD_KINDS] = {
		[RECORD_ORGANISATION] = PANE_AGENCIES,
		[RECORD_PERSON] = PANE_PEOPLE,
		[RECORD_EVENT] = PANE_HISTORY,
	};

	if (ref.id == 0 || app->overlay != NULL) {
		return;
	}
	if (app->on_card) {
		app_jump(app, ref);
	} else if (panes[ref.kind] != PANE_MISSION) {
		app->active = panes[ref.kind];
		app_refresh(app);
		pane_reveal(app->panes[app->active], ref);
	}
}

/* A card of a record that is not there any more gives way to its list. */
static void leave_gone_card(struct app *app)
{
	struct arena *arena = arena_new();
	struct record record;

	if (app->on_card && (app->card_ref.id == 0 ||
			     !record_get(app->host.store, app->card_ref, arena, &record, NULL))) {
		app_leave_card(app);
		app_show_card(app, (struct ref){0});
	}
	arena_free(arena);
}

/* Says which later actions depend on one. */
static void tell_blockers(struct app *app, const struct action_rows *blockers,
			  const struct err *err)
{
	struct str names = STR_EMPTY;

	for (size_t i = 0; i < blockers->count && i < 3; i++) {
		str_add_format(&names, "%s%s", i > 0 ? "; " : "", blockers->items[i].name);
	}
	if (blockers->count == 0) {
		app_fail(app, err);
	} else {
		app_say(app,
			ngettext("%zu later action depends on it and goes first: %s.",
				 "%zu later actions depend on it and go first: %s.",
				 blockers->count),
			blockers->count, str_text(&names));
		app->message_style = STYLE_ERROR;
	}
	str_clear(&names);
}

/* Whether another program took the step first, or erased what it was about. */
static bool is_taken(struct app *app, const struct step *step, struct arena *arena)
{
	struct action_row row = {0};
	struct err err = {0};

	return journal_action(app->host.store, step->id, arena, &row, &err)
		       ? row.is_undone != step->is_redo
		       : err.kind == ERR_NOT_FOUND;
}

static void take_step(struct app *app, const struct step *step)
{
	struct store *store = app->host.store;
	struct arena *arena = arena_new();
	struct intent intent = app_intent(app, NULL);
	struct action_rows blockers = {0};
	struct action_row row = {0};
	struct err err = {0};

	bool done =
		journal_action(store, step->id, arena, &row, &err) &&
		(step->is_redo ? journal_redo(store, step->id, &intent, arena, &blockers, &err)
			       : journal_undo(store, step->id, &intent, arena, &blockers, &err));
	if (!done && step->is_next && is_taken(app, step, arena)) {
		act_undo(app, NULL, step->is_redo);
	} else if (!done) {
		tell_blockers(app, &blockers, &err);
	} else {
		app_saved(app);
		leave_gone_card(app);
		if (!is_on_card(app, step->id, arena)) {
			go_to(app, record_of_action(app, step->id, arena));
		}
		app_say(app,
			step->is_redo ? _("Brought back: %s. u takes it back.")
				      : _("Took back: %s. U brings it back."),
			row.name);
	}
	arena_free(arena);
}

static void step_answered(struct app *app, int answer, void *context)
{
	if (answer == 0) {
		take_step(app, context);
	}
}

static void ask_step(struct app *app, const char *text, const struct step *step)
{
	static const struct answer answers[] = {{'y', N_("yes")}, {'n', N_("no")}};
	struct step *copy = mem_new(1, sizeof *copy);

	*copy = *step;
	app_ask(app, text, answers, 2, step_answered, copy, free);
}

void act_undo(struct app *app, const char *argument, int amount)
{
	struct step step = {.is_redo = amount > 0, .is_next = true};
	struct arena *arena = arena_new();
	struct action_row row = {0};
	struct err err = {0};
	char user[USER_SIZE];
	char moment[LOCAL_SIZE];

	(void)argument;
	bool done = step.is_redo ? journal_next_redo(app->host.store, arena, &row, &err)
				 : journal_next_undo(app->host.store, arena, &row, &err);
	user_name(user);
	step.id = row.id;
	if (!done) {
		app_fail(app, &err);
	} else if (row.id == 0) {
		app_say(app, step.is_redo ? _("Nothing was undone that could be brought back.")
					  : _("Nothing was done that could be taken back."));
	} else if (strcmp(row.actor, user) != 0) {
		date_local(row.moment, moment);
		ask_step(app,
			 arena_format(arena,
				      step.is_redo ? _("%s did this, %s: %s. Bring it back?")
						   : _("%s did this, %s: %s. Take it back?"),
				      row.actor, moment, row.name),
			 &step);
	} else {
		take_step(app, &step);
	}
	arena_free(arena);
}

void act_undo_action(struct app *app, const char *argument, int amount)
{
	const struct doc_line *line = app_line(app);
	struct step step = {.id = app->overlay_view.action};
	struct arena *arena = arena_new();
	struct action_row row = {0};
	struct err err = {0};

	(void)argument, (void)amount;
	if (step.id == 0 && line != NULL) {
		step.id = line->journal;
	}
	if (step.id == 0) {
		app_say(app, _("No action stands on this line."));
	} else if (!journal_action(app->host.store, step.id, arena, &row, &err)) {
		app_fail(app, &err);
	} else if (row.is_undone) {
		step.is_redo = true;
		ask_step(
			app,
			arena_format(arena, _("This was taken back: %s. Bring it back?"), row.name),
			&step);
	} else {
		ask_step(app,
			 arena_format(arena,
				      ngettext("Take back %s, %lld change?",
					       "Take back %s, %lld changes?",
					       (unsigned long)row.change_count),
				      row.name, (long long)row.change_count),
			 &step);
	}
	arena_free(arena);
}
