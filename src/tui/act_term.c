/* SPDX-License-Identifier: MIT
 *
 * Terms of office: one ends, another follows.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "interchange/term_change.h"
#include "store/membership.h"
#include "store/suggest.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/state.h"

/* The only current term of a person or a member organisation; says which is meant otherwise. */
static bool find_current(struct app *app, struct ref member, struct ref *term)
{
	struct arena *arena = arena_new();
	struct membership_rows rows = {0};
	struct err err = {0};
	size_t count = 0;

	if (!membership_of(app->host.store, member, app->host.today, arena, &rows, &err)) {
		app_fail(app, &err);
		arena_free(arena);
		return false;
	}
	for (size_t i = 0; i < rows.count; i++) {
		if (rows.items[i].is_current) {
			*term = (struct ref){RECORD_MEMBERSHIP, rows.items[i].id};
			count++;
		}
	}
	if (count == 0) {
		app_say(app, _("%s holds no term now."),
			record_label(app->host.store, member, arena));
	} else if (count > 1) {
		app_say(app, _("%s holds %zu terms. Go to the line of one on the card first."),
			record_label(app->host.store, member, arena), count);
	}
	arena_free(arena);
	return count == 1;
}

/* The term that a command is about: of the line, else the only one that is current. */
static bool find_term(struct app *app, struct ref *term)
{
	struct ref ref = app_chosen_record(app);

	*term = app_chosen_part(app);
	if (term->id != 0 && term->kind == RECORD_MEMBERSHIP) {
		return true;
	}
	if (ref.id != 0 && ref.kind == RECORD_PERSON) {
		return find_current(app, ref, term);
	}
	app_say(app, _("Go to a person, or to the line of a term, first."));
	return false;
}

void act_end_term(struct app *app, const char *argument, int amount)
{
	const char *date =
		argument[0] != '\0' && strcmp(argument, "today") != 0 ? argument : app->host.today;
	struct arena *arena = arena_new();
	struct save_result result = {0};
	struct err err = {0};
	struct ref term;

	(void)amount;
	if (find_term(app, &term)) {
		const char *words = chosen_words(app, term, arena);
		struct intent intent = app_intent(app, NULL);

		if (term_end(app->host.store, term, date, NULL, &intent, arena, &result, &err)) {
			app_saved(app);
			app_say(app, _("Ended on %s: %s. u takes it back."), date, words);
		} else {
			app_fail(app, &err);
		}
	}
	arena_free(arena);
}

/* Who is to follow in which term, while it is asked. */
struct succession {
	struct held term;
	char *name; /* of a person who is not listed; or NULL */
};

static void succession_free(void *context)
{
	struct succession *succession = context;

	free(succession->name);
	free(succession);
}

static void succeed(struct app *app, struct ref term, struct ref person)
{
	struct arena *arena = arena_new();
	struct save_result result = {0};
	struct err err = {0};
	const char *words = chosen_words(app, term, arena);
	const char *name = record_label(app->host.store, person, arena);
	struct intent intent = app_intent(app, NULL);

	if (term_succeed(app->host.store, term, person, app->host.today, &intent, arena, &result,
			 &err)) {
		app_saved(app);
		app_say(app, _("%s follows from %s on (%s). u takes it back."), name,
			app->host.today, words);
	} else {
		app_fail(app, &err);
	}
	arena_free(arena);
}

/* Adds the person with the name alone and lets the person follow; the form is for the rest. */
static void add_successor(struct app *app, struct ref term, const char *name)
{
	struct arena *arena = arena_new();
	struct intent intent = app_intent(app, NULL);
	struct save_result result = {0};
	struct err err = {0};

	if (term_succeed_new(app->host.store, term, name, app->host.today, &intent, arena, &result,
			     &err)) {
		app_saved(app);
		chosen_edit(app, result.refs[0], (struct ref){0}, NULL);
	} else {
		app_fail(app, &err);
	}
	arena_free(arena);
}

static void successor_answered(struct app *app, int answer, void *context)
{
	const struct succession *succession = context;
	struct ref term;

	if (answer == 0 && chosen_find(app, &succession->term, &term)) {
		add_successor(app, term, succession->name);
	}
}

static void successor_entered(struct app *app, const char *text, void *context)
{
	static const struct answer answers[] = {{'a', N_("add this person")}, {'n', N_("no")}};
	const struct succession *asked = context;
	struct err err = {0};
	struct ref person;
	struct ref term;

	if (text == NULL || text[0] == '\0' || !chosen_find(app, &asked->term, &term)) {
		return;
	}
	if (suggest_lookup(app->host.store, RECORD_PERSON, text, &person, &err)) {
		succeed(app, term, person);
	} else if (err.kind == ERR_NOT_FOUND) {
		struct succession *succession = mem_new(1, sizeof *succession);
		struct arena *arena = arena_new();

		*succession = (struct succession){asked->term, mem_copy_text(text)};
		app_ask(app, arena_format(arena, _("Nobody listed is called %s."), text), answers,
			2, successor_answered, succession, succession_free);
		arena_free(arena);
	} else {
		app_fail(app, &err);
	}
}

void act_succeed(struct app *app, const char *argument, int amount)
{
	struct succession asked = {.name = NULL};
	struct ref term;

	(void)amount;
	if (!find_term(app, &term) || !chosen_hold(app, term, &asked.term)) {
		return;
	}
	if (argument[0] != '\0') {
		successor_entered(app, argument, &asked);
		return;
	}
	struct succession *succession = mem_new(1, sizeof *succession);
	*succession = asked;
	app_ask_line(app, &(struct line_question){.text = _("Succeeded by"),
						  .initial = "",
						  .completes = true,
						  .kind = RECORD_PERSON,
						  .entered = successor_entered,
						  .take_context = succession,
						  .free_context = succession_free});
}
