/* SPDX-License-Identifier: MIT
 *
 * The first word of the request names the list, the others are its query, or the body that it is
 * about. The lists stand in cmd_list_records.c, cmd_list_terms.c and cmd_list_upkeep.c.
 */
#include "cli/cmd_list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/form.h"
#include "cli/guess.h"
#include "cli/list_kind.h"
#include "cli/options.h"
#include "store/suggest.h"

static const struct list_kind *const kinds[] = {
	&list_people,  &list_agencies, &list_events,	&list_countries,  &list_terms,
	&list_sources, &list_pages,    &list_attention, &list_duplicates, &list_bin,
};

struct table_row *list_new_rows(struct list *list, size_t count)
{
	struct table *table = &list->listing.table;
	table->rows = arena_new_array(list->arena, count, sizeof table->rows[0]);
	table->count = count;
	return table->rows;
}

static const struct list_kind *find_kind(const char *name, struct err *err)
{
	struct guess guess = {.word = name};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (strcmp(kinds[i]->name, name) == 0) {
			return kinds[i];
		}
		guess_offer(&guess, kinds[i]->name);
	}
	if (guess.nearest != NULL) {
		err_set(err, ERR_USAGE, _("There is no list \"%s\". Did you mean \"%s\"?"), name,
			guess.nearest);
	} else {
		err_set(err, ERR_USAGE,
			_("There is no list \"%s\". There are people, agencies, events, countries, "
			  "terms, sources, pages, attention, duplicates and bin."),
			name);
	}
	return NULL;
}

static bool check_request(const struct request *request, const struct list_kind *kind,
			  struct err *err)
{
	if (request->all && !kind->takes_all) {
		return err_set(err, ERR_USAGE, _("--all belongs to: iemn list countries --all"));
	}
	if (request->has_day && !kind->takes_day) {
		return err_set(err, ERR_USAGE,
			       _("--at belongs to the lists of people, terms and attention, and "
				 "not to that of %s."),
			       kind->name);
	}
	if (kind->words == LIST_NO_WORDS && request->word_count > 1) {
		return err_set(err, ERR_USAGE, _("The list of %s takes no words behind it."),
			       kind->name);
	}
	if (kind->words == LIST_BODY && request->word_count < 2) {
		return err_set(err, ERR_USAGE, _("A word is missing: iemn list %s BODY"),
			       kind->name);
	}
	return true;
}

/* Says on stderr why the list is empty. */
static void say_empty(const struct list *list, const struct list_kind *kind, const char *words)
{
	struct str sentence = STR_EMPTY;
	if (list->query.count == 0) {
		str_add(&sentence, _(kind->empty));
	} else {
		str_add_format(&sentence, _("Nothing in the list matches: %.200s"), words);
	}
	output_say(&list->request->cli, "", str_text(&sentence));
	str_clear(&sentence);
}

/* Reads the words behind the name of the list. */
static bool read_words(struct list *list, const struct list_kind *kind, const char *words,
		       struct err *err)
{
	struct store *store = list->listing.store;
	return kind->words != LIST_BODY ||
	       suggest_lookup(store, RECORD_ORGANISATION, words, &list->body, err);
}

static bool write_list(struct list *list, const struct list_kind *kind, struct err *err)
{
	struct table *table = &list->listing.table;
	if (table->count > list->limit) {
		table->count = list->limit;
	}
	if (list->request->form == FORM_TEXT && kind->print != NULL && table->count > 0) {
		return kind->print(list, err);
	}
	return form_write(&list->listing, list->request, err);
}

static bool load_and_write(struct list *list, const struct list_kind *kind, struct err *err)
{
	struct request *request = list->request;
	char *words = request_text(request, 1);
	bool done = (kind->words != LIST_QUERY ||
		     request_query(words, list->arena, &list->query, err)) &&
		    directory_open(&request->cli.directory, &list->listing.store, err) &&
		    read_words(list, kind, words, err) && kind->load(list, err) &&
		    write_list(list, kind, err);
	if (done && list->listing.table.count == 0) {
		say_empty(list, kind, words);
	}
	store_close(list->listing.store);
	free(words);
	return done;
}

bool cmd_list(struct request *request, struct err *err)
{
	const struct list_kind *kind = find_kind(request->words[0], err);
	struct list list = {.request = request};
	if (kind == NULL || !check_request(request, kind, err) ||
	    !request_limit(request, SIZE_MAX, &list.limit, err)) {
		return false;
	}
	list.arena = arena_new();
	list.listing.table.columns = kind->columns;
	list.listing.table.column_count = kind->column_count;
	list.listing.has_whole_records = kind->has_whole_records;
	bool done = load_and_write(&list, kind, err);
	arena_free(list.arena);
	return done;
}
