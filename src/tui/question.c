/* SPDX-License-Identifier: MIT
 *
 * A question at the foot. It closes before its answer is handed on, so that what answers it may ask
 * the next one. view_question.c draws it.
 */
#include "tui/question.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/suggest.h"
#include "tui/state.h"

enum {
	CONTROL_C = 3,
	CONTROL_G = 7,
	CONTROL_S = 19,
	OFFERED_RECORDS = 20,
};

static void question_free(struct question *question)
{
	if (question->free_context != NULL) {
		question->free_context(question->context);
	}
	free(question->text);
	line_clear(&question->line);
	free(question);
}

/* Takes the question off the foot, to answer it. */
static struct question *take_question(struct app *app)
{
	struct question *question = app->question;

	app->question = NULL;
	complete_reset(app);
	return question;
}

static void answer(struct app *app, int which)
{
	struct question *question = take_question(app);

	question->answered(app, which, question->context);
	question_free(question);
}

static void enter(struct app *app, const char *text)
{
	struct question *question = take_question(app);

	question->asked.entered(app, text, question->context);
	question_free(question);
}

void question_close(struct app *app)
{
	if (app->question != NULL) {
		question_free(take_question(app));
	}
}

/* Opens a question in place of the one that may be open: the newer one is what was done last. */
static struct question *open_question(struct app *app, const char *text)
{
	question_close(app);
	app->question = mem_new(1, sizeof *app->question);
	app->question->text = mem_copy_text(text);
	app->question->saving = ANSWER_NONE;
	return app->question;
}

void app_ask(struct app *app, const char *text, const struct answer *answers, size_t count,
	     void (*answered)(struct app *app, int answer, void *context), void *take_context,
	     void (*free_context)(void *context))
{
	struct question *question = open_question(app, text);

	question->answers = answers;
	question->count = count;
	question->answered = answered;
	question->context = take_context;
	question->free_context = free_context;
}

void question_save_key(struct app *app, int answer)
{
	app->question->saving = answer;
}

void app_ask_line(struct app *app, const struct line_question *asked)
{
	struct question *question = open_question(app, asked->text);

	line_set(&question->line, asked->initial != NULL ? asked->initial : "");
	question->asked = *asked;
	question->context = asked->take_context;
	question->free_context = asked->free_context;
}

static bool is_cancel(uint32_t code)
{
	return code == SCREEN_KEY_ESCAPE || code == CONTROL_G || code == CONTROL_C;
}

/* The answer of a key; a capital letter counts as the small one, where it is no answer of its own. */
static int answer_of(const struct question *question, uint32_t code)
{
	for (size_t i = 0; i < question->count; i++) {
		if (question->answers[i].key == code) {
			return (int)i;
		}
	}
	return code >= 'A' && code <= 'Z' ? answer_of(question, code - 'A' + 'a') : ANSWER_NONE;
}

static void answer_key(struct app *app, uint32_t code)
{
	bool saves = code == CONTROL_S || code == SCREEN_KEY_F1 + 1;
	int which = saves ? app->question->saving : answer_of(app->question, code);

	if (which != ANSWER_NONE || is_cancel(code)) {
		answer(app, which);
	} else {
		app->question->is_repeated = true;
	}
}

/* Offers records of the kind that is asked for, by what was typed. */
static void offer_records(struct app *app, const char *typed)
{
	struct store *store = app->host.store;
	struct arena *arena = arena_new();
	struct suggestions found = {0};

	suggest_records(store, app->question->asked.kind, typed, OFFERED_RECORDS, arena, &found,
			NULL);
	for (size_t i = 0; i < found.count; i++) {
		const char *name = found.items[i].label;
		const char *detail = found.items[i].detail;

		suggest_name(store, found.items[i].ref, arena, &name, NULL);
		if (uid_is_valid(name)) {
			detail = arena_format(arena, "%s%s%s", found.items[i].label,
					      detail[0] != '\0' ? ", " : "", detail);
		}
		complete_offer(app, "", 0, name, detail);
	}
	arena_free(arena);
}

bool question_check_record(struct app *app, const char *text, struct ref *found)
{
	struct question *question = app->question;
	struct err err = {0};

	*found = (struct ref){0};
	if (suggest_lookup(app->host.store, question->asked.kind, text, found, &err)) {
		return true;
	}
	if (err.kind != ERR_NOT_FOUND && err.kind != ERR_CONFLICT) {
		app_fail(app, &err);
		return false;
	}
	offer_records(app, text);
	app->completion.at = app->completion.count;
	if (app->completion.count == 0) {
		return true;
	}
	if (app->completion.count > 1) {
		app_say(app, _("Several fit: type more, or press Tab."));
		return false;
	}
	complete_step(app, &question->line);
	app_say(app, _("Only this one fits. Enter takes it."));
	return false;
}

static void complete(struct app *app)
{
	struct question *question = app->question;
	const char *typed = str_text(&question->line.text);

	if (!question->asked.completes && question->asked.offer == NULL) {
		app_say(app, _("There is nothing to complete."));
		return;
	}
	if (app->completion.count == 0) {
		str_reset(&app->choices);
		if (question->asked.completes) {
			offer_records(app, typed);
		} else {
			question->asked.offer(app, typed, question->context);
		}
		app->completion.at = app->completion.count;
	}
	complete_step(app, &question->line);
}

void question_enter(struct app *app)
{
	const struct question *question = app->question;
	char *text = mem_copy_text(str_text(&question->line.text));

	complete_reset(app);
	if (question->asked.check == NULL || question->asked.check(app, text, question->context)) {
		enter(app, text);
	}
	free(text);
}

/* Whether a paste has more lines than the one that can stand here. */
static bool has_lines(const struct key *key)
{
	const char *end = key->code == SCREEN_KEY_PASTE ? strchr(key->text, '\n') : NULL;

	return end != NULL && end[strspn(end, "\n ")] != '\0';
}

static void edit_line(struct app *app, const struct key *key)
{
	if (key->code == '\t') {
		complete(app);
		return;
	}
	complete_reset(app);
	if (is_cancel(key->code)) {
		enter(app, NULL);
	} else if (key->code == SCREEN_KEY_ENTER) {
		question_enter(app);
	} else if (line_key(&app->question->line, key) == LINE_IGNORED) {
		app_say(app, _("Enter takes the line, Esc gives up."));
	} else if (has_lines(key)) {
		app_say(app, _("One line is asked for: the line ends that were pasted are blanks "
			       "now."));
	}
}

void question_key(struct app *app, const struct key *key)
{
	if (app->question->answers != NULL) {
		answer_key(app, key->code);
	} else {
		edit_line(app, key);
	}
}
