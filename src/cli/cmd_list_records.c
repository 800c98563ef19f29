/* SPDX-License-Identifier: MIT
 *
 * The lists of what the directory holds: people, agencies, events, countries, sources and pages.
 */
#include "cli/list_kind.h"

#include <inttypes.h>

#include "base/i18n.h"
#include "cli/form.h"
#include "store/event.h"
#include "store/organisation.h"
#include "store/page.h"
#include "store/person.h"
#include "store/place.h"
#include "store/source.h"

#define IMPORTANCE_ALL 3

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
	struct table_row *rows = list_new_rows(list, found.count);
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
	struct table_row *rows = list_new_rows(list, found.count);
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
	struct table_row *rows = list_new_rows(list, found.count);
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
	struct table_row *rows = list_new_rows(list, found.count);
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

static const struct column source_columns[] = {
	{.name = "title", .label = N_("Title")},
	{.name = "publisher", .label = N_("Publisher")},
	{.name = "kind", .label = N_("Kind")},
	{.name = "date", .label = N_("Date")},
	{.name = "url"},
};

static bool load_sources(struct list *list, struct err *err)
{
	struct source_rows found = {0};
	if (!source_list(list->listing.store, &list->query, list->arena, &found, err)) {
		return false;
	}
	struct table_row *rows = list_new_rows(list, found.count);
	for (size_t i = 0; i < found.count; i++) {
		const struct source_row *source = &found.items[i];
		rows[i] = (struct table_row){
			.ref = {RECORD_SOURCE, source->id},
			.cells = {source->title, source->publisher, source->kind, source->date,
				  source->url},
		};
	}
	return true;
}

static const struct column page_columns[] = {
	{.name = "title", .label = N_("Title")},
	{.name = "source", .label = N_("Source")},
};

static bool load_pages(struct list *list, struct err *err)
{
	struct page_rows found = {0};
	if (!page_find(list->listing.store, &list->query, list->arena, &found, err)) {
		return false;
	}
	struct table_row *rows = list_new_rows(list, found.count);
	for (size_t i = 0; i < found.count; i++) {
		rows[i] = (struct table_row){
			.ref = {RECORD_PAGE, found.items[i].id},
			.cells = {found.items[i].title, found.items[i].source},
		};
	}
	return true;
}

const struct list_kind list_people = {
	.name = "people",
	LIST_COLUMNS(people_columns),
	.has_whole_records = true,
	.takes_day = true,
	.load = load_people,
	.empty = N_("No one is listed: the bundled facts name no person. Try: iemn --demo list "
		    "people"),
};

const struct list_kind list_agencies = {
	.name = "agencies",
	LIST_COLUMNS(agency_columns),
	.has_whole_records = true,
	.load = load_agencies,
	.empty = N_("No agency is listed: this directory file holds none."),
};

const struct list_kind list_events = {
	.name = "events",
	LIST_COLUMNS(event_columns),
	.has_whole_records = true,
	.load = load_events,
	.empty = N_("No event is listed: this directory file holds none."),
};

const struct list_kind list_countries = {
	.name = "countries",
	LIST_COLUMNS(country_columns),
	.has_whole_records = true,
	.takes_all = true,
	.load = load_countries,
	.empty = N_("No country is listed: none has an event, an agency or a person. Try: iemn "
		    "list countries --all"),
};

const struct list_kind list_sources = {
	.name = "sources",
	LIST_COLUMNS(source_columns),
	.has_whole_records = true,
	.load = load_sources,
	.empty = N_("No source is listed: this directory file holds none."),
};

const struct list_kind list_pages = {
	.name = "pages",
	LIST_COLUMNS(page_columns),
	.has_whole_records = true,
	.load = load_pages,
	.empty = N_("No page is listed: this directory file holds none."),
};
