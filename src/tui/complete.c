/* SPDX-License-Identifier: MIT
 *
 * Tab on the `:` line.
 */
#include "tui/complete.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/search.h"
#include "text/fold.h"
#include "tui/action.h"
#include "tui/command.h"
#include "tui/state.h"

enum {
	OFFERED_RECORDS = 20,
	SEARCHED_RECORDS = 500,
};

/* How well a name matches what was typed; more is better. */
enum match {
	MATCH_NONE,
	MATCH_WORDS,
	MATCH_BEGINNING,
};

struct offered {
	const char *name; /* NULL for none */
	enum match match;
};

void complete_reset(struct app *app)
{
	struct completion *completion = &app->completion;

	for (size_t i = 0; i < completion->count; i++) {
		free(completion->items[i]);
	}
	free(completion->items);
	*completion = (struct completion){NULL, 0, 0};
	str_reset(&app->choices);
}

/* Lists a name among the choices. Of a uid the beginning is enough to know it by: all of it would leave no
 * room for whose it is. */
static void list_choice(struct app *app, const char *name, const char *detail)
{
	struct str *choices = &app->choices;

	str_add(choices, choices->len > 0 ? "\n" : "");
	if (uid_is_valid(name)) {
		str_add_format(choices, "%.*s%s", UID_SHOWN, name,
			       screen_is_ascii(app->host.screen) ? "~" : "…");
	} else {
		str_add(choices, name);
	}
	if (detail[0] != '\0') {
		str_add_format(choices, " (%s)", detail);
	}
}

void complete_offer(struct app *app, const char *begin, size_t len, const char *name,
		    const char *detail)
{
	struct completion *completion = &app->completion;
	struct str line = STR_EMPTY;

	str_add_bytes(&line, begin, len);
	str_add(&line, name);
	completion->items =
		mem_resize(completion->items, completion->count + 1, sizeof *completion->items);
	completion->items[completion->count++] = str_take(&line);
	list_choice(app, name, detail);
}

static void offer(struct app *app, const char *begin, size_t len, const char *name)
{
	complete_offer(app, begin, len, name, "");
}

/* Those that no key leads to come first: they are what the line is for. */
static void offer_commands(struct app *app, const char *begun)
{
	struct completion *completion = &app->completion;
	const struct command *last = NULL;
	size_t count = 0;
	const struct command *rows = command_rows(&count);

	for (int has_key = 0; has_key < 2; has_key++) {
		for (size_t i = 0; i < count; i++) {
			if ((rows[i].keys[0] != '\0') != has_key ||
			    strncmp(rows[i].name, begun, strlen(begun)) != 0 ||
			    !command_is_here(app, &rows[i]) || !command_is_offered(app, &rows[i])) {
				continue;
			}
			last = &rows[i];
			offer(app, "", 0, last->name);
			if (last->argument != NULL) {
				str_add_format(&app->choices, " %s", _(last->argument));
			}
		}
	}
	if (completion->count == 1 && last->argument != NULL) {
		/* What it takes can be typed at once. */
		complete_reset(app);
		offer(app, last->name, strlen(last->name), " ");
	}
}

/* Whether each of the folded words begins a word of a folded name. */
static bool has_words(const char *name, const char *words)
{
	struct str word = STR_EMPTY;
	bool has_all = true;

	for (words += strspn(words, " "); has_all && *words != '\0'; words += strspn(words, " ")) {
		size_t len = strcspn(words, " ");

		str_reset(&word);
		str_add_format(&word, " %.*s", (int)len, words);
		has_all = strstr(name, str_text(&word)) != NULL;
		words += len;
	}
	str_clear(&word);
	return has_all;
}

/* How well a name matches folded words: it begins with them, holds them, or does not match. */
static enum match match_name(const char *name, const char *words)
{
	struct str folded = STR_EMPTY;
	enum match match = MATCH_NONE;

	text_fold_words(&folded, name, strlen(name));
	if (strncmp(str_text(&folded), words, strlen(words) - 1) == 0) {
		match = MATCH_BEGINNING;
	} else if (has_words(str_text(&folded), words)) {
		match = MATCH_WORDS;
	}
	str_clear(&folded);
	return match;
}

/* Keeps a name of a record when it matches better than the one that is kept. */
static void keep_better(struct offered *offered, const char *name, const char *words)
{
	enum match match = name != NULL ? match_name(name, words) : MATCH_NONE;

	if (match > offered->match) {
		*offered = (struct offered){name, match};
	}
}

/* Looks at the names of a record besides the one that lists show. */
static void look_at_names(struct store *store, struct ref ref, struct arena *arena,
			  const char *words, struct offered *offered)
{
	static const char *const fields[RECORD_KINDS][3] = {
		[RECORD_ORGANISATION] = {"abbreviation"},
		[RECORD_ORGANISATION_NAME] = {"name", "abbreviation"},
		[RECORD_PERSON] = {"latin_name"},
		[RECORD_PLACE] = {"code"},
	};
	struct record record;

	if (fields[ref.kind][0] == NULL || !record_get(store, ref, arena, &record, NULL)) {
		return;
	}
	for (const char *const *field = fields[ref.kind]; *field != NULL; field++) {
		keep_better(offered, record_value(&record, *field), words);
	}
}

/* The name by which the words mean a record: the one that lists show, or else another one. */
static struct offered name_of(struct store *store, const struct search_row *row,
			      struct arena *arena, const char *words)
{
	struct offered offered = {NULL, MATCH_NONE};
	struct refs names = {0};

	keep_better(&offered, row->label, words);
	if (offered.match != MATCH_NONE) {
		return offered;
	}
	look_at_names(store, row->ref, arena, words, &offered);
	if (offered.match == MATCH_NONE && row->ref.kind == RECORD_ORGANISATION &&
	    record_children(store, row->ref, RECORD_ORGANISATION_NAME, arena, &names, NULL)) {
		for (size_t i = 0; i < names.count; i++) {
			look_at_names(store, names.items[i], arena, words, &offered);
		}
	}
	return offered;
}

/* Offers the records that have a name with the words behind the name of a command, those first whose
 * name begins with them. A search finds more: words of descriptions too. */
static void offer_records(struct app *app, const char *line, size_t len)
{
	struct arena *arena = arena_new();
	struct str words = STR_EMPTY;
	struct search_rows found = {0};
	struct query query;

	query_parse(line + len, arena, &query);
	text_fold_words(&words, line + len, strlen(line + len));
	if (query.count > 0 && words.len > 0) {
		search_all(app->host.store, &query, SEARCHED_RECORDS, arena, &found, NULL);
	}
	struct offered *names = arena_new_array(arena, found.count + 1, sizeof *names);
	for (size_t i = 0; i < found.count; i++) {
		names[i] = name_of(app->host.store, &found.items[i], arena, str_text(&words));
	}
	for (int match = MATCH_BEGINNING; match > MATCH_NONE; match--) {
		for (size_t i = 0; i < found.count; i++) {
			if ((int)names[i].match == match &&
			    app->completion.count < OFFERED_RECORDS) {
				offer(app, line, len, names[i].name);
			}
		}
	}
	str_clear(&words);
	arena_free(arena);
}

/* Collects what the line may become; gives false where nothing can be completed. */
static bool collect(struct app *app, const char *line)
{
	size_t len = strcspn(line, " ");
	size_t begin = len + strspn(line + len, " ");
	const struct command *command = command_of_name(line, len);

	if (line[len] != ' ') {
		offer_commands(app, line);
	} else if (command != NULL && command->run == act_add) {
		add_offer(app, line, begin);
	} else if (command == NULL || command->run != act_show || line[begin] == '\0') {
		return false;
	} else {
		offer_records(app, line, begin);
	}
	app->completion.at = app->completion.count;
	return true;
}

void complete_step(struct app *app, struct line *line)
{
	struct completion *completion = &app->completion;

	if (completion->count == 0) {
		str_reset(&app->choices);
		str_add(&app->choices, _("Nothing begins like this."));
		return;
	}
	completion->at = completion->at + 1 < completion->count ? completion->at + 1 : 0;
	line_set(line, completion->items[completion->at]);
	if (completion->count == 1) {
		/* Settled: the next Tab completes what comes behind it. */
		complete_reset(app);
	}
}

void complete_next(struct app *app)
{
	if (app->completion.count == 0) {
		str_reset(&app->choices);
		if (!collect(app, str_text(&app->prompt.line.text))) {
			return;
		}
	}
	complete_step(app, &app->prompt.line);
}
