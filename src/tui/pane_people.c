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
	if (store_is_read_only(pane->host->store)) {
		add(pane, CARD_PROSE, _("No one is listed: the bundled facts name no person."),
		    nothing);
	} else {
		add(pane, CARD_PROSE, _("No one is listed yet: a adds a person."), nothing);
	}
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

static const struct pane_type people_type;
static const struct pane_type people_empty_type;

static bool people_load(struct pane *pane, struct err *err)
{
	struct people_pane *people = self(pane);
	struct arena *arena = arena_new();
	struct person_list list = people->list;
	size_t count = 0;

	list.day = pane->host->today;
	query_parse(pane->filter != NULL ? pane->filter : "", arena, &list.query);
	if (!person_count(pane->host->store, &list, &count, err)) {
		arena_free(arena);
		return false;
	}
	arena_free(pane->arena);
	pane->arena = arena;
	people->list = list;
	people->window = (struct person_rows){0};
	if (count == 0 && (pane->filter == NULL || pane->type == &people_empty_type)) {
		pane->type = &people_empty_type;
		return explain_empty(pane, err);
	}
	pane->type = &people_type;
	list_set_count(&pane->list, count);
	return true;
}

/* Reads the rows around one into a new arena, with the query, which the arena holds too. What was
 * lent of the rows before is gone. */
static void read_window(struct pane *pane, size_t row)
{
	struct people_pane *people = self(pane);
	struct arena *arena = arena_new();

	people->window_first = row > WINDOW_MARGIN ? row - WINDOW_MARGIN : 0;
	people->window = (struct person_rows){0};
	arena_free(pane->arena);
	pane->arena = arena;
	query_parse(pane->filter != NULL ? pane->filter : "", arena, &people->list.query);
	if (person_window(pane->host->store, &people->list, people->window_first, WINDOW_ROWS,
			  arena, &people->window, &pane->failure) &&
	    row - people->window_first >= people->window.count) {
		/* Fewer people than counted: somebody else has changed the file. */
		pane->is_stale = true;
	}
}

static bool is_in_window(const struct people_pane *people, size_t row)
{
	return row >= people->window_first && row - people->window_first < people->window.count;
}

/* The row at a place of the list, lent until a row outside the window is asked for; NULL when it
 * cannot be read. */
static const struct person_row *person_at(struct pane *pane, size_t row)
{
	struct people_pane *people = self(pane);

	if (!is_in_window(people, row) && pane->failure.kind == ERR_NONE && !pane->is_stale) {
		read_window(pane, row);
	}
	return is_in_window(people, row) ? &people->window.items[row - people->window_first] : NULL;
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
	/* The row above first: asking for it later might move the window. */
	if (row > 0) {
		person_at(pane, row - 1);
	}
	const struct person_row *person = person_at(pane, row);

	if (person != NULL) {
		draw_person(pane, person, row, look);
	} else {
		row_text(pane, look, look->area.column, look->area.columns, STYLE_ERROR,
			 _("This row could not be read."));
	}
}

static struct ref people_ref_at(struct pane *pane, size_t row)
{
	const struct person_row *person = person_at(pane, row);

	return person != NULL ? (struct ref){RECORD_PERSON, person->id} : (struct ref){0};
}

static bool people_find(struct pane *pane, struct ref ref, size_t *row)
{
	bool found = false;

	return ref.kind == RECORD_PERSON &&
	       person_position(pane->host->store, &self(pane)->list, ref.id, row, &found,
			       &pane->failure) &&
	       found;
}

static const char *people_text_at(struct pane *pane, size_t row)
{
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

	if (pane->list.count == 0) {
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

static void people_empty_summary(struct pane *pane, struct str *out)
{
	(void)pane;
	str_add(out, "0");
}

static const struct pane_type people_type = {
	.title = N_("People"),
	.load = people_load,
	.draw_row = people_draw_row,
	.ref_at = people_ref_at,
	.find = people_find,
	.text_at = people_text_at,
	.summary = people_summary,
	.free = doc_pane_free,
};

/* The same pane while no one is listed: a text. */
static const struct pane_type people_empty_type = {
	.title = N_("People"),
	.is_text = true,
	.load = people_load,
	.set_width = doc_pane_set_width,
	.draw_row = doc_pane_draw_row,
	.ref_at = doc_pane_ref_at,
	.text_at = doc_pane_text_at,
	.summary = people_empty_summary,
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

	if (pane->type == &people_empty_type) {
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

	if (pane->type == &people_empty_type) {
		return false;
	}
	people->list.reverse = !people->list.reverse;
	pane->is_stale = true;
	return true;
}
