/* SPDX-License-Identifier: MIT
 *
 * One row for each list: its columns, how it is loaded, and what is said when it is empty. The first
 * word of the request names the list, the others are its query.
 */
#include "cli/cmd_list.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/form.h"
#include "cli/guess.h"
#include "store/event.h"
#include "store/organisation.h"
#include "store/person.h"
#include "store/place.h"

#define IMPORTANCE_ALL 3

struct list {
	const struct request *request;
	struct arena *arena;
	struct query query;
	struct listing listing;
};

struct list_kind {
	const char *name;
	const struct column *columns;
	size_t column_count;
	bool (*load)(struct list *list, struct err *err);
	const char *empty; /* why nothing is listed; marked with N_() */
};

static struct table_row *new_rows(struct list *list, size_t count)
{
	struct table *table = &list->listing.table;
	table->rows = arena_new_array(list->arena, count, sizeof table->rows[0]);
	table->count = count;
	return table->rows;
}

static const struct column people_columns[] = {
	{.name = "name", .label = N_("Name")},	     {.name = "post", .label = N_("Post")},
	{.name = "body", .label = N_("Body")},	     {.name = "agency"},
	{.name = "country", .label = N_("Country")}, {.name = "country_code"},
};

static bool load_people(struct list *list, struct err *err)
{
	struct store *store = list->listing.store;
	struct person_list people = {.query = list->query, .day = list->request->day};
	struct person_rows found = {0};
	size_t count;
	if (!person_count(store, &people, &count, err) ||
	    !person_window(store, &people, 0, count, list->arena, &found, err)) {
		return false;
	}
	struct table_row *rows = new_rows(list, found.count);
	for (size_t i = 0; i < found.count; i++) {
		const struct person_row *person = &found.items[i];
		rows[i] = (struct table_row){
			.ref = {RECORD_PERSON, person->id},
			.cells = {person->name, person->post, person->body, person->agency,
				  person->place_name, person->place_code},
		};
	}
	return true;
}

static const struct column agency_columns[] = {
	{.name = "name", .label = N_("Name")},
	{.name = "abbreviation", .label = N_("Short")},
	{.name = "kind", .label = N_("Kind")},
	{.name = "country", .label = N_("Country")},
	{.name = "country_code"},
	{.name = "established", .label = N_("Established")},
	{.name = "dissolved"},
	{.name = "role"},
	{.name = "parent"},
};

/* The uid of the body that an organisation is a part of; NULL for a root. */
static bool find_parent(struct list *list, int64_t id, const char **uid, struct err *err)
{
	*uid = NULL;
	if (id == 0 || list->request->form != FORM_CSV) {
		return true;
	}
	struct ref parent = {RECORD_ORGANISATION, id};
	*uid = form_uid(list->listing.store, parent, list->arena, err);
	return *uid != NULL;
}

static bool load_agencies(struct list *list, struct err *err)
{
	struct organisation_rows found = {0};
	if (!organisation_list(list->listing.store, &list->query, list->arena, &found, err)) {
		return false;
	}
	struct table_row *rows = new_rows(list, found.count);
	for (size_t i = 0; i < found.count; i++) {
		const struct organisation_row *agency = &found.items[i];
		const char *parent;
		if (!find_parent(list, agency->parent_id, &parent, err)) {
			return false;
		}
		rows[i] = (struct table_row){
			.ref = {RECORD_ORGANISATION, agency->id},
			.depth = agency->depth,
			.cells = {agency->name, agency->abbreviation, agency->kind,
				  agency->place_name, agency->place_code, agency->established,
				  agency->dissolved, agency->role, parent},
		};
	}
	return true;
}

static const struct column event_columns[] = {
	{.name = "date", .label = N_("Date")},
	{.name = "date_end"},
	{.name = "title", .label = N_("Title")},
	{.name = "kind", .label = N_("Kind")},
	{.label = N_("Place")},
	{.name = "city"},
	{.name = "country"},
	{.name = "country_code"},
	{.name = "importance"},
};

/* City and country as people read them; NULL when neither is known. */
static const char *place_of(struct list *list, const struct event_row *event)
{
	if (event->city == NULL || event->place_name == NULL) {
		return event->city == NULL ? event->place_name : event->city;
	}
	return arena_format(list->arena, _("%s, %s"), event->city, event->place_name);
}

static bool load_events(struct list *list, struct err *err)
{
	struct event_rows found = {0};
	if (!event_list(list->listing.store, &list->query, IMPORTANCE_ALL, list->arena, &found,
			err)) {
		return false;
	}
	struct table_row *rows = new_rows(list, found.count);
	for (size_t i = 0; i < found.count; i++) {
		const struct event_row *event = &found.items[i];
		rows[i] = (struct table_row){
			.ref = {RECORD_EVENT, event->id},
			.cells = {event->date, event->date_end, event->title, event->kind,
				  place_of(list, event), event->city, event->place_name,
				  event->place_code,
				  arena_format(list->arena, "%d", event->importance)},
		};
	}
	return true;
}

static const struct column country_columns[] = {
	{.name = "code", .label = N_("Code")},
	{.name = "name", .label = N_("Name")},
	{.name = "region", .label = N_("Region")},
	{.name = "first_year", .label = N_("First"), .is_number = true},
	{.name = "last_year", .label = N_("Last"), .is_number = true},
	{.name = "events", .label = N_("Events"), .is_number = true},
	{.name = "agencies", .label = N_("Agencies"), .is_number = true},
	{.name = "people", .label = N_("People"), .is_number = true},
};

static const char *number(struct list *list, int64_t value)
{
	return arena_format(list->arena, "%" PRId64, value);
}

static bool load_countries(struct list *list, struct err *err)
{
	struct place_rows found = {0};
	if (!place_list(list->listing.store, &list->query, list->request->all, list->arena, &found,
			err)) {
		return false;
	}
	struct table_row *rows = new_rows(list, found.count);
	for (size_t i = 0; i < found.count; i++) {
		const struct place_row *place = &found.items[i];
		rows[i] = (struct table_row){
			.ref = {RECORD_PLACE, place->id},
			.cells = {place->code, place->name, place->region, place->first_year,
				  place->last_year, number(list, place->event_count),
				  number(list, place->organisation_count),
				  number(list, place->person_count)},
		};
	}
	return true;
}

#define COLUMNS(rows) .columns = (rows), .column_count = sizeof(rows) / sizeof((rows)[0])

static const struct list_kind kinds[] = {
	{
		.name = "people",
		COLUMNS(people_columns),
		.load = load_people,
		.empty = N_("No one is listed: the bundled facts name no person. Try: "
			    "iemn --demo list people"),
	},
	{
		.name = "agencies",
		COLUMNS(agency_columns),
		.load = load_agencies,
		.empty = N_("No agency is listed: this directory file holds none."),
	},
	{
		.name = "events",
		COLUMNS(event_columns),
		.load = load_events,
		.empty = N_("No event is listed: this directory file holds none."),
	},
	{
		.name = "countries",
		COLUMNS(country_columns),
		.load = load_countries,
		.empty = N_("No country is listed: none has an event, an agency or a person. Try: "
			    "iemn list countries --all"),
	},
};

static const struct list_kind *find_kind(const char *name, struct err *err)
{
	struct guess guess = {.word = name};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (strcmp(kinds[i].name, name) == 0) {
			return &kinds[i];
		}
		guess_offer(&guess, kinds[i].name);
	}
	if (guess.nearest != NULL) {
		err_set(err, ERR_USAGE, _("There is no list \"%s\". Did you mean \"%s\"?"), name,
			guess.nearest);
	} else {
		err_set(err, ERR_USAGE,
			_("There is no list \"%s\". There are people, agencies, events and "
			  "countries."),
			name);
	}
	return NULL;
}

/* Says on stderr why the list is empty. */
static void say_empty(const struct list *list, const struct list_kind *kind, const char *query)
{
	struct str sentence = STR_EMPTY;
	if (list->query.count == 0) {
		str_add(&sentence, _(kind->empty));
	} else {
		str_add_format(&sentence, _("Nothing in the list matches: %.200s"), query);
	}
	output_say(&list->request->cli, "", str_text(&sentence));
	str_clear(&sentence);
}

static bool load_and_write(struct list *list, const struct list_kind *kind, struct request *request,
			   struct err *err)
{
	char *query = request_text(request, 1);
	bool done = request_query(query, list->arena, &list->query, err) &&
		    directory_open(&request->cli.directory, &list->listing.store, err) &&
		    kind->load(list, err) && form_write(&list->listing, request, err);
	if (done && list->listing.table.count == 0) {
		say_empty(list, kind, query);
	}
	store_close(list->listing.store);
	free(query);
	return done;
}

bool cmd_list(struct request *request, struct err *err)
{
	const struct list_kind *kind = find_kind(request->words[0], err);
	if (kind == NULL) {
		return false;
	}
	if (request->all && kind->load != load_countries) {
		return err_set(err, ERR_USAGE, _("--all belongs to: iemn list countries --all"));
	}
	struct list list = {
		.request = request,
		.arena = arena_new(),
		.listing.table = {.columns = kind->columns, .column_count = kind->column_count},
		.listing.has_whole_records = true,
	};
	bool done = load_and_write(&list, kind, request, err);
	arena_free(list.arena);
	return done;
}
