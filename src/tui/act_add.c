/* SPDX-License-Identifier: MIT
 *
 * Adding: a record of the kind that the pane lists, or on a card what belongs to it.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "store/suggest.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/state.h"

enum { ANSWERS_MAX = 12 };

/* What `:add` takes, and what a card asks for by a letter. */
static const struct add_row {
	enum record_kind kind;
	const char *word;  /* behind `:add` */
	uint32_t key;	   /* on a card; 0 for what stands by itself */
	const char *label; /* the word of the answer */
} add_rows[] = {
	{RECORD_PERSON, "person", 0, NULL},
	{RECORD_ORGANISATION, "agency", 0, NULL},
	{RECORD_ORGANISATION, "organisation", 0, NULL},
	{RECORD_EVENT, "event", 0, NULL},
	{RECORD_PAGE, "page", 0, NULL},
	{RECORD_PLACE, "country", 0, NULL},
	{RECORD_SOURCE, "source", 0, NULL},
	{RECORD_MEMBERSHIP, "term", 't', N_("term")},
	{RECORD_CHANNEL, "channel", 'a', N_("address or number")},
	{RECORD_ORGANISATION_NAME, "name", 'n', N_("name")},
	{RECORD_EVENT_LINK, "link", 'e', N_("event")},
	{RECORD_CITATION, "citation", 'c', N_("citation")},
};

static const struct add_row *row_of_word(const char *word)
{
	for (size_t i = 0; i < sizeof add_rows / sizeof *add_rows; i++) {
		if (strcasecmp(add_rows[i].word, word) == 0) {
			return &add_rows[i];
		}
	}
	return NULL;
}

void add_offer(struct app *app, const char *line, size_t begin)
{
	const char *typed = line + begin;

	for (size_t i = 0; i < sizeof add_rows / sizeof *add_rows; i++) {
		if (strncasecmp(add_rows[i].word, typed, strlen(typed)) == 0) {
			complete_offer(app, line, begin, add_rows[i].word, "");
		}
	}
}

static const struct add_row *part_row_of_kind(enum record_kind kind)
{
	for (size_t i = 0; i < sizeof add_rows / sizeof *add_rows; i++) {
		if (add_rows[i].key != 0 && add_rows[i].kind == kind) {
			return &add_rows[i];
		}
	}
	return NULL;
}

/* Opens the form of a record at a new part of a kind; a seat is in a body. */
static void add_part(struct app *app, struct ref owner, enum record_kind kind, const char *body)
{
	struct err err = {0};
	struct sheet *sheet = sheet_open(app->host.store, owner, &err);

	if (sheet == NULL) {
		app_fail(app, &err);
		return;
	}
	struct form_options options = {.part = sheet_add(sheet, kind)};
	if (body != NULL) {
		sheet_propose(sheet, options.part, "organisation", body);
		options.field = "role";
	}
	app_open_form(app, sheet, &options);
}

static void add_plain(struct app *app, enum record_kind kind)
{
	app_open_form(app, sheet_new(kind), &(struct form_options){0});
}

/* A new person, with a seat in a body where one is named: what must be filled of it shows. */
static void add_person(struct app *app, const char *name, const char *body)
{
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	struct form_options options = {0};

	if (name[0] != '\0') {
		sheet_put(sheet, 0, "name", name);
	}
	if (body != NULL) {
		options.unfolded = sheet_add(sheet, RECORD_MEMBERSHIP);
		sheet_propose(sheet, options.unfolded, "organisation", body);
	}
	app_open_form(app, sheet, &options);
}

enum { ADD_BELOW, ADD_BESIDE, ADD_APART };

/* Where a new organisation stands: what it is a part of, and its country, are proposed. */
static void add_organisation(struct app *app, int answer, void *context)
{
	struct held *beside = context;
	struct arena *arena = arena_new();
	struct ref ref;

	if (answer == ANSWER_NONE || (beside != NULL && !chosen_find(app, beside, &ref))) {
		arena_free(arena);
		return;
	}
	struct sheet *sheet = sheet_new(RECORD_ORGANISATION);
	if (answer != ADD_APART) {
		struct record record = {0};

		if (record_get(app->host.store, ref, arena, &record, NULL)) {
			const char *parent =
				answer == ADD_BELOW ? record.uid : record_value(&record, "parent");
			sheet_propose(sheet, 0, "parent", parent);
			sheet_propose(sheet, 0, "place", record_value(&record, "place"));
		}
	}
	app_open_form(app, sheet, &(struct form_options){0});
	arena_free(arena);
}

static void ask_organisation(struct app *app)
{
	static const struct answer answers[] = {
		[ADD_BELOW] = {'p', N_("part of it")},
		[ADD_BESIDE] = {'b', N_("beside it")},
		[ADD_APART] = {'o', N_("on its own")},
	};
	struct ref beside = app_chosen_record(app);
	struct arena *arena = arena_new();

	if (beside.id == 0 || beside.kind != RECORD_ORGANISATION) {
		add_organisation(app, ADD_APART, NULL);
	} else {
		struct held *context = chosen_hold_new(app, beside);

		if (context != NULL) {
			app_ask(app,
				arena_format(arena, _("Add an agency to %s:"),
					     record_label(app->host.store, beside, arena)),
				answers, sizeof answers / sizeof *answers, add_organisation,
				context, free);
		}
	}
	arena_free(arena);
}

static void add_kind(struct app *app, enum record_kind kind)
{
	if (kind == RECORD_PERSON) {
		add_person(app, "", NULL);
	} else if (kind == RECORD_ORGANISATION) {
		ask_organisation(app);
	} else {
		add_plain(app, kind);
	}
}

/* What a card asks: the answers, and what each of them adds. */
struct add_question {
	struct held owner;
	struct answer answers[ANSWERS_MAX];
	enum record_kind kinds[ANSWERS_MAX];
	size_t count;
	size_t person; /* place of "a person with a seat here", ANSWERS_MAX where it is not asked */
	size_t seat;   /* and of "a seat for someone listed" */
};

static bool check_seat(struct app *app, const char *text, void *context)
{
	struct ref person;

	(void)context;
	return text[0] == '\0' || question_check_record(app, text, &person);
}

static void seat_entered(struct app *app, const char *text, void *context)
{
	const struct held *body = context;
	struct arena *arena = arena_new();
	struct err err = {0};
	struct ref found;
	struct ref person;

	if (text != NULL && text[0] != '\0' && chosen_find(app, body, &found)) {
		const char *uid = body->uid;

		if (suggest_lookup(app->host.store, RECORD_PERSON, text, &person, &err)) {
			add_part(app, person, RECORD_MEMBERSHIP, uid);
		} else if (err.kind == ERR_NOT_FOUND) {
			add_person(app, text, uid);
		} else {
			app_fail(app, &err);
		}
	}
	arena_free(arena);
}

static void ask_seat(struct app *app, const struct held *body)
{
	struct held *context = mem_new(1, sizeof *context);

	*context = *body;
	app_ask_line(app, &(struct line_question){.text = _("Who gets the seat?"),
						  .initial = "",
						  .completes = true,
						  .kind = RECORD_PERSON,
						  .check = check_seat,
						  .entered = seat_entered,
						  .take_context = context,
						  .free_context = free});
}

static void part_chosen(struct app *app, int answer, void *context)
{
	const struct add_question *question = context;
	struct ref owner;

	if (answer == ANSWER_NONE || !chosen_find(app, &question->owner, &owner)) {
		return;
	}
	if ((size_t)answer == question->person) {
		add_person(app, "", question->owner.uid);
	} else if ((size_t)answer == question->seat) {
		ask_seat(app, &question->owner);
	} else {
		add_part(app, owner, question->kinds[answer], NULL);
	}
}

static size_t add_answer(struct add_question *question, uint32_t key, const char *label,
			 enum record_kind kind)
{
	question->answers[question->count] = (struct answer){key, label};
	question->kinds[question->count] = kind;
	return question->count++;
}

/* Whether a record takes parts: not in the bin. Otherwise it has said why. */
static bool can_be_edited(struct app *app, struct ref owner)
{
	struct err err = {0};
	struct sheet *sheet = sheet_open(app->host.store, owner, &err);
	bool done = sheet != NULL;

	if (!done) {
		app_fail(app, &err);
	}
	sheet_free(sheet);
	return done;
}

static void ask_part(struct app *app, struct ref owner)
{
	struct add_question *question = mem_new(1, sizeof *question);
	struct arena *arena = arena_new();
	size_t count = 0;
	const enum record_kind *kinds = sheet_child_kinds(owner.kind, &count);

	if (!can_be_edited(app, owner)) {
		free(question);
		arena_free(arena);
		return;
	}
	*question = (struct add_question){.person = ANSWERS_MAX, .seat = ANSWERS_MAX};
	if (!chosen_hold(app, owner, &question->owner)) {
		free(question);
		arena_free(arena);
		return;
	}
	if (owner.kind == RECORD_ORGANISATION) {
		question->person =
			add_answer(question, 'p', N_("person with a seat here"), RECORD_PERSON);
		question->seat =
			add_answer(question, 'l', N_("listed person gets a seat"), RECORD_PERSON);
	}
	for (size_t i = 0; i < count; i++) {
		const struct add_row *row = part_row_of_kind(kinds[i]);

		if (row != NULL && owner.kind == RECORD_ORGANISATION &&
		    row->kind == RECORD_MEMBERSHIP) {
			/* Not a seat in it, as one might take "term" for. */
			add_answer(question, 'm', N_("member of another body"), row->kind);
		} else if (row != NULL && owner.kind == RECORD_EVENT &&
			   row->kind == RECORD_EVENT_LINK) {
			add_answer(question, 'w', N_("who or where"), row->kind);
		} else if (row != NULL) {
			add_answer(question, row->key, row->label, row->kind);
		}
	}
	if (question->count == 0) {
		app_say(app, _("Nothing can be added to this record."));
		free(question);
	} else {
		app_ask(app,
			arena_format(arena, _("Add to %s:"),
				     record_label(app->host.store, owner, arena)),
			question->answers, question->count, part_chosen, question, free);
	}
	arena_free(arena);
}

static bool has_parts(enum record_kind kind, enum record_kind part)
{
	size_t count = 0;
	const enum record_kind *kinds = sheet_child_kinds(kind, &count);

	for (size_t i = 0; i < count; i++) {
		if (kinds[i] == part) {
			return true;
		}
	}
	return false;
}

static void add_word(struct app *app, const char *word)
{
	const struct add_row *row = row_of_word(word);
	struct ref owner = app_chosen_record(app);

	if (row == NULL) {
		app_say(app, _("Say what to add: person, agency, event, page, country, source; or "
			       "term, channel, name, link, citation of the record."));
		app->message_style = STYLE_ERROR;
	} else if (row->key == 0) {
		add_kind(app, row->kind);
	} else if (owner.id != 0 && has_parts(owner.kind, row->kind)) {
		add_part(app, owner, row->kind, NULL);
	} else {
		app_say(app, _("This record has no %s. Go to the record that gets it first."),
			_(row->label));
	}
}

void act_add(struct app *app, const char *argument, int amount)
{
	static const enum record_kind kinds[FRAME_PANES] = {
		[PANE_MISSION] = RECORD_PAGE,
		[PANE_HISTORY] = RECORD_EVENT,
		[PANE_AGENCIES] = RECORD_ORGANISATION,
		[PANE_PEOPLE] = RECORD_PERSON,
	};

	(void)amount;
	if (argument[0] != '\0') {
		add_word(app, argument);
	} else if (app->overlay != NULL) {
		add_kind(app, app->overlay_view.kind);
	} else if (app->on_card) {
		ask_part(app, app->card_ref);
	} else {
		add_kind(app, kinds[app->active]);
	}
}
