/* SPDX-License-Identifier: MIT
 *
 * The people pane: a window of the list of people, read as it is scrolled. While no one is listed it
 * shows the bodies, what the network says about them, and what helps.
 */
#include "base/i18n.h"
#include "store/organisation.h"
#include "store/person.h"
#include "tui/doc.h"

#include <stdlib.h>
#include <string.h>

enum {
	WINDOW_ROWS = 200,  /* read at a time */
	WINDOW_MARGIN = 50, /* of these so many before the row that was asked for */
	COUNTRY_COLUMNS = 3,
	POST_FROM_COLUMNS = 56, /* below, there is room for the body only */
};

struct people_pane {
	struct doc_pane base; /* the document is shown while no one is listed */
	struct person_list list;
	struct person_rows window;
	size_t window_first;
	bool is_empty; /* no one is listed at all */
};

static struct people_pane *self(struct pane *pane)
{
	return (struct people_pane *)pane;
}

static void add(struct pane *pane, enum card_role role, const char *text, struct ref link)
{
	doc_add(&self(pane)->base.doc,
		&(struct card_line){.role = role, .text = text, .link = link});
}

/* Fills the document that stands where people would. */
static bool explain_empty(struct pane *pane, struct err *err)
{
	struct ref nothing = {0};
	struct organisation_bodies bodies;

	doc_reset(&self(pane)->base.doc);
	add(pane, CARD_PROSE, _("No one is listed: the bundled facts name no person."), nothing);
	add(pane, CARD_NOTE, _("iemn --demo shows what a filled roster looks like."), nothing);
	add(pane, CARD_GAP, "", nothing);
	if (!organisation_bodies(pane->host->store, pane->arena, &bodies, err)) {
		return false;
	}
	for (size_t i = 0; i < bodies.count; i++) {
		const struct organisation_body *body = &bodies.items[i];
		struct ref ref = {RECORD_ORGANISATION, body->id};

		add(pane, CARD_TITLE, body->name, ref);
		if (body->description != NULL) {
			add(pane, CARD_PROSE, body->description, ref);
		}
		add(pane, CARD_GAP, "", nothing);
	}
	return true;
}

static bool people_load(struct pane *pane, struct err *err)
{
	struct people_pane *people = self(pane);
	size_t count = 0;

	arena_clear(pane->arena);
	people->window = (struct person_rows){0};
	people->list.day = pane->host->today;
	query_parse(pane->filter != NULL ? pane->filter : "", pane->arena, &people->list.query);
	if (!person_count(pane->host->store, &people->list, &count, err)) {
		return false;
	}
	people->is_empty = count == 0 && pane->filter == NULL;
	if (people->is_empty) {
		return explain_empty(pane, err);
	}
	list_set_count(&pane->list, count);
	return true;
}

static void people_set_width(struct pane *pane, int columns)
{
	if (self(pane)->is_empty) {
		doc_pane_set_width(pane, columns);
	}
}

/* The row at a place of the list, read when it is not in the window; NULL when it cannot be read. */
static const struct person_row *person_at(struct pane *pane, size_t row)
{
	struct people_pane *people = self(pane);
	bool is_inside =
		row >= people->window_first && row - people->window_first < people->window.count;

	if (!is_inside) {
		struct arena *arena = arena_new();

		people->window_first = row > WINDOW_MARGIN ? row - WINDOW_MARGIN : 0;
		people->window = (struct person_rows){0};
		/* The arena holds the query too: it is read anew with the window. */
		arena_free(pane->arena);
		pane->arena = arena;
		query_parse(pane->filter != NULL ? pane->filter : "", arena, &people->list.query);
		person_window(pane->host->store, &people->list, people->window_first, WINDOW_ROWS,
			      arena, &people->window, NULL);
	}
	size_t at = row - people->window_first;
	return at < people->window.count ? &people->window.items[at] : NULL;
}

static const char *or_empty(const char *text)
{
	return text != NULL ? text : "";
}

/* What the list is sorted by stands first, shown where it differs from the row above. */
static const char *group_of(struct pane *pane, const struct person_row *row)
{
	switch (self(pane)->list.order) {
	case PERSON_BY_BODY:
		return or_empty(row->body);
	case PERSON_BY_COUNTRY:
		return or_empty(row->place_name);
	case PERSON_BY_NAME:
		break;
	}
	return NULL;
}

static bool is_group_repeated(struct pane *pane, size_t row, const char *group)
{
	const struct person_row *above = row > 0 ? person_at(pane, row - 1) : NULL;

	return above != NULL && strcmp(group_of(pane, above), group) == 0;
}

/* What the row is grouped by, empty where the row above shows it already. */
static const char *shown_group(struct pane *pane, size_t row, const struct row_look *look,
			       const char *group)
{
	bool is_hidden =
		!look->is_first && look->style == STYLE_TEXT && is_group_repeated(pane, row, group);

	return is_hidden ? "" : group;
}

static void draw_person(struct pane *pane, const struct person_row *person, size_t row,
			const struct row_look *look)
{
	const char *group = group_of(pane, person);
	bool is_wide = look->area.columns >= POST_FROM_COLUMNS && group == NULL;
	bool shows_post = is_wide || self(pane)->list.order == PERSON_BY_BODY;
	int country = person->place_code != NULL ? COUNTRY_COLUMNS - 1 : 0;
	int room = look->area.columns - country;
	struct cell cells[5];
	size_t count = 0;

	if (group != NULL) {
		cells[count++] =
			(struct cell){shown_group(pane, row, look, group), room / 3, STYLE_HEADING};
		room -= room / 3;
	}
	int name = is_wide ? room * 2 / 5 : room * 3 / 5;
	cells[count++] = (struct cell){person->name, name, STYLE_TEXT};
	room -= name;
	if (is_wide) {
		cells[count++] = (struct cell){person->body, room / 2, STYLE_DIM};
		room -= room / 2;
	}
	cells[count++] = (struct cell){shows_post ? person->post : person->body, room, STYLE_DIM};
	cells[count++] = (struct cell){person->place_code, country, STYLE_DIM};
	row_cells(pane, look, cells, count);
}

static void people_draw_row(struct pane *pane, size_t row, const struct row_look *look)
{
	const struct person_row *person = NULL;

	if (self(pane)->is_empty) {
		doc_pane_draw_row(pane, row, look);
		return;
	}
	person = person_at(pane, row);
	if (person != NULL) {
		draw_person(pane, person, row, look);
	} else {
		row_text(pane, look, look->area.column, look->area.columns, STYLE_ERROR,
			 _("This row could not be read."));
	}
}

static struct ref people_ref_at(struct pane *pane, size_t row)
{
	if (self(pane)->is_empty) {
		return doc_pane_ref_at(pane, row);
	}
	const struct person_row *person = person_at(pane, row);

	return person != NULL ? (struct ref){RECORD_PERSON, person->id} : (struct ref){0};
}

static bool people_reveal(struct pane *pane, struct ref ref)
{
	struct people_pane *people = self(pane);
	size_t place = 0;
	bool found = false;

	if (people->is_empty ||
	    !person_position(pane->host->store, &people->list, ref.id, &place, &found, NULL)) {
		return false;
	}
	if (found) {
		list_select(&pane->list, place);
	}
	return found;
}

static const char *people_text_at(struct pane *pane, size_t row)
{
	if (self(pane)->is_empty) {
		return doc_pane_text_at(pane, row);
	}
	const struct person_row *person = person_at(pane, row);

	return person != NULL ? person->name : "";
}

static void people_summary(struct pane *pane, struct str *out)
{
	static const char *const orders[] = {
		[PERSON_BY_NAME] = "",
		[PERSON_BY_BODY] = N_("by body"),
		[PERSON_BY_COUNTRY] = N_("by country"),
	};
	const struct person_list *list = &self(pane)->list;

	if (self(pane)->is_empty || pane->list.count == 0) {
		str_add(out, "0");
		return;
	}
	if (list->order != PERSON_BY_NAME) {
		str_add_format(out, "%s  ", _(orders[list->order]));
	}
	if (list->reverse) {
		str_add_format(out, "%s  ", _("reversed"));
	}
	str_add_format(out, "%zu/%zu", pane->list.selected + 1, pane->list.count);
}

static const struct pane_type people_type = {
	.title = N_("People"),
	.load = people_load,
	.set_width = people_set_width,
	.draw_row = people_draw_row,
	.ref_at = people_ref_at,
	.reveal = people_reveal,
	.text_at = people_text_at,
	.summary = people_summary,
	.free = doc_pane_free,
};

struct pane *pane_people_new(const struct pane_host *host)
{
	struct people_pane *pane = mem_new(1, sizeof *pane);

	pane_init(&pane->base.pane, &people_type, host);
	doc_init(&pane->base.doc);
	return &pane->base.pane;
}

bool people_next_order(struct pane *pane)
{
	struct people_pane *people = self(pane);

	if (people->is_empty) {
		return false;
	}
	people->list.order = people->list.order == PERSON_BY_COUNTRY
				     ? PERSON_BY_NAME
				     : (enum person_order)(people->list.order + 1);
	pane->is_stale = true;
	return true;
}

bool people_reverse(struct pane *pane)
{
	struct people_pane *people = self(pane);

	if (people->is_empty) {
		return false;
	}
	people->list.reverse = !people->list.reverse;
	pane->is_stale = true;
	return true;
}
