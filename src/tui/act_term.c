/* SPDX-License-Identifier: MIT
 *
 * Terms of office: one ends, another follows.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "interchange/term_change.h"
#include "store/suggest.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/state.h"

/* The only current term of a person or a member organisation; says which is meant otherwise. */
static bool find_current(struct app *app, struct ref member, struct ref *term)
{
	struct arena *arena = arena_new();
	struct err err = {0};
	size_t count = 0;

	if (!term_find_current(app->host.store, member, app->host.today, term, &count, &err)) {
		app_fail(app, &err);
	} else if (count == 0) {
		app_say(app,
			member.kind == RECORD_PERSON
				? _("%s holds no term now.")
				: _("%s sits in no body now. Go to the line of a term first."),
			record_label(app->host.store, member, arena));
	} else if (count > 1) {
		app_say(app, _("%s holds %zu terms. Go to the line of one on the card first."),
			record_label(app->host.store, member, arena), count);
	}
	arena_free(arena);
	return count == 1;
}

/* The term that a command is about: of the line, else the only one that is current. What lies over
 * everything does not show that one, so there it must be the line. */
static bool find_term(struct app *app, struct ref *term)
{
	struct ref ref = app_chosen_record(app);

	*term = app_chosen_part(app);
	if (term->id != 0 && term->kind == RECORD_MEMBERSHIP) {
		return true;
	}
	if (app->overlay != NULL) {
		app_say(app, _("Go to the line of a term first."));
		return false;
	}
	if (ref.id != 0 && (ref.kind == RECORD_PERSON || ref.kind == RECORD_ORGANISATION)) {
		return find_current(app, ref, term);
	}
	app_say(app, _("Go to a person, an agency, or the line of a term first."));
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
		struct intent intent = app_intent(app, NULL);
		struct term_words words;

		if (term_describe(app->host.store, term, app->host.today, arena, &words, &err) &&
		    term_end(app->host.store, term, date, NULL, &intent, arena, &result, &err)) {
			bool was_changed = result.action != 0;

			app_saved(app);
			app_say(app,
				was_changed ? _("Ended on %s: %s as %s of %s. u takes it back.")
					    : _("Nothing changed: it ended on %s already (%s as "
						"%s of %s)."),
				date, words.holder, words.role, words.body);
		} else {
			app_fail(app, &err);
		}
	}
	arena_free(arena);
}

/* Who is to follow in which term, while it is asked. */
struct succession {
	struct held term;
	char next[DATE_SIZE]; /* when the next term begins, where nothing else is typed */
	char *name;	      /* as typed, of a person who is not listed; or NULL */
};

static void succession_free(void *context)
{
	struct succession *succession = context;

	free(succession->name);
	free(succession);
}

/* What was typed: a name, and behind it a date where there is one. */
struct successor {
	const char *name;
	const char *date;
	bool has_date;
};

static struct successor read_successor(const struct succession *asked, const char *text,
				       struct arena *arena)
{
	struct named_date typed = chosen_name_and_date(text, arena);

	return (struct successor){typed.name, typed.date != NULL ? typed.date : asked->next,
				  typed.date != NULL};
}

/* What is taken for a name may be a date: one alone, or one that is none. */
static bool check_name(struct app *app, const char *name)
{
	const char *word = chosen_last_word(name);
	struct err err = {0};
	struct date date;

	if (date_parse(word, &date, &err)) {
		app_say(app, _("Write who follows; the date stands behind the name."));
		return false;
	}
	if (chosen_is_date_shaped(word)) {
		app_fail(app, &err);
		return false;
	}
	return true;
}

static void succeed(struct app *app, struct ref term, struct ref person, const char *date)
{
	struct arena *arena = arena_new();
	struct save_result result = {0};
	struct err err = {0};
	const char *name = record_label(app->host.store, person, arena);
	struct intent intent = app_intent(app, NULL);
	struct term_words words;

	if (term_describe(app->host.store, term, app->host.today, arena, &words, &err) &&
	    term_succeed(app->host.store, term, person, date, &intent, arena, &result, &err)) {
		app_saved(app);
		app_say(app, _("%s follows %s as %s of %s, from %s on. u takes it back."), name,
			words.holder, words.role, words.body, date);
	} else {
		app_fail(app, &err);
	}
	arena_free(arena);
}

/* Adds the person with the name alone and lets the person follow; the form is for the rest. */
static void add_successor(struct app *app, struct ref term, const struct successor *successor)
{
	struct arena *arena = arena_new();
	struct intent intent = app_intent(app, NULL);
	struct save_result result = {0};
	struct err err = {0};

	if (term_succeed_new(app->host.store, term, successor->name, successor->date, &intent,
			     arena, &result, &err)) {
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
	struct arena *arena = arena_new();
	struct ref term;

	if (answer == 0 && chosen_find(app, &succession->term, &term)) {
		struct successor successor = read_successor(succession, succession->name, arena);

		add_successor(app, term, &successor);
	}
	arena_free(arena);
}

/* Whether a person may follow, or with id 0 one who is not listed: tried without saving, so that what
 * stands against it is said while it can be mended. */
static bool may_succeed(struct app *app, const struct succession *asked, struct ref person,
			const struct successor *successor)
{
	struct store *store = app->host.store;
	struct arena *arena = arena_new();
	struct intent trial = app_intent(app, NULL);
	struct save_result result = {0};
	struct err err = {0};
	struct ref term;

	trial.is_trial = true;
	bool done = true;
	if (chosen_find(app, &asked->term, &term)) {
		done = person.id != 0
			       ? term_succeed(store, term, person, successor->date, &trial, arena,
					      &result, &err)
			       : term_succeed_new(store, term, successor->name, successor->date,
						  &trial, arena, &result, &err);
	}
	if (!done) {
		app_fail(app, &err);
	}
	arena_free(arena);
	return done;
}

static bool check_successor(struct app *app, const char *text, void *context)
{
	struct arena *arena = arena_new();
	struct successor successor = read_successor(context, text, arena);
	struct line *line = &app->question->line;
	struct ref person = {0};

	if (successor.name[0] != '\0' && !check_name(app, successor.name)) {
		arena_free(arena);
		return false;
	}
	bool done =
		successor.name[0] == '\0' || question_check_record(app, successor.name, &person);
	if (!done && successor.has_date && strcmp(str_text(&line->text), text) != 0) {
		/* The name was completed, the date stays behind it. */
		line_set(line, arena_format(arena, "%s %s", str_text(&line->text), successor.date));
	}
	if (done && successor.name[0] != '\0') {
		done = may_succeed(app, context, person, &successor);
	}
	arena_free(arena);
	return done;
}

static void successor_entered(struct app *app, const char *text, void *context)
{
	static const struct answer answers[] = {{'a', N_("add this person")}, {'n', N_("no")}};
	const struct succession *asked = context;
	struct arena *arena = arena_new();
	struct err err = {0};
	struct ref person;
	struct ref term;

	if (text == NULL || text[0] == '\0' || !chosen_find(app, &asked->term, &term)) {
		arena_free(arena);
		return;
	}
	struct successor successor = read_successor(asked, text, arena);
	if (suggest_lookup(app->host.store, RECORD_PERSON, successor.name, &person, &err)) {
		succeed(app, term, person, successor.date);
	} else if (err.kind == ERR_NOT_FOUND) {
		struct succession *succession = mem_new(1, sizeof *succession);

		*succession = *asked;
		succession->name = mem_copy_text(text);
		app_ask(app, arena_format(arena, _("Nobody listed is called %s."), successor.name),
			answers, 2, successor_answered, succession, succession_free);
	} else {
		app_fail(app, &err);
	}
	arena_free(arena);
}

/* Who follows whom, as what and when; the date is noted with what is asked. */
static const char *succession_words(struct app *app, struct ref term, struct succession *asked,
				    struct arena *arena)
{
	struct err err = {0};
	struct term_words words;

	if (!term_describe(app->host.store, term, app->host.today, arena, &words, &err)) {
		app_fail(app, &err);
		return NULL;
	}
	snprintf(asked->next, sizeof asked->next, "%s", words.next);
	return arena_format(arena,
			    _("Who follows %s as %s of %s, from %s or a date behind the name?"),
			    words.holder, words.role, words.body, words.next);
}

void act_succeed(struct app *app, const char *argument, int amount)
{
	struct succession asked = {.name = NULL};
	struct arena *arena = arena_new();
	const char *words = NULL;
	struct ref term;

	(void)amount;
	if (find_term(app, &term) && chosen_hold(app, term, &asked.term)) {
		words = succession_words(app, term, &asked, arena);
	}
	if (words != NULL) {
		struct succession *succession = mem_new(1, sizeof *succession);

		*succession = asked;
		app_ask_line(app, &(struct line_question){.text = words,
							  .initial = argument,
							  .completes = true,
							  .kind = RECORD_PERSON,
							  .check = check_successor,
							  .entered = successor_entered,
							  .take_context = succession,
							  .free_context = succession_free});
		if (argument[0] != '\0') {
			question_enter(app);
		}
	}
	arena_free(arena);
}
