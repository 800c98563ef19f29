/* SPDX-License-Identifier: MIT
 *
 * The cards of an event and of a country: when and where, and who took part.
 */
#include "interchange/card_draft.h"

#include "base/i18n.h"
#include "store/organisation.h"
#include "store/person.h"

static bool add_event_head(struct card_draft *draft, struct err *err)
{
	const char *place;
	if (!card_target_name(draft, "place", &place, err)) {
		return false;
	}
	const char *end = card_value(draft, "date_end");
	const char *date = card_value(draft, "date");
	const char *site[] = {card_value(draft, "city"), place};
	bool has_site = site[0] != NULL || site[1] != NULL;
	card_summary(draft,
		     (const char *const[]){end != NULL ? card_span(draft->arena, date, end) : date,
					   card_value(draft, "kind"),
					   has_site ? card_join(draft->arena, site, 2) : NULL},
		     3);
	card_prose(draft, card_value(draft, "description"));
	return true;
}

static bool is_same(struct ref a, struct ref b)
{
	return a.kind == b.kind && a.id == b.id;
}

static bool is_listed_above(const struct event_link_rows *rows, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (is_same(rows->items[i].target, rows->items[at].target)) {
			return true;
		}
	}
	return false;
}

/* Who is tied to the event, once, with every part it had. */
static void add_link(struct card_draft *draft, const struct event_link_rows *rows, size_t at)
{
	struct ref target = rows->items[at].target;
	const char *roles = NULL;
	for (size_t i = at; i < rows->count; i++) {
		if (is_same(rows->items[i].target, target)) {
			const char *parts[] = {roles, card_part(rows->items[i].role)};
			roles = card_join(draft->arena, parts, 2);
		}
	}
	card_link(draft, card_tell(draft->arena, rows->items[at].name, roles), target)->about =
		(struct ref){RECORD_EVENT_LINK, rows->items[at].id};
}

static bool add_links(struct card_draft *draft, struct err *err)
{
	static const struct {
		enum record_kind kind;
		const char *label;
	} lists[] = {
		{RECORD_ORGANISATION, N_("Organisations")},
		{RECORD_PERSON, N_("People")},
		{RECORD_PLACE, N_("Countries")},
	};
	struct event_link_rows rows;
	if (!event_links(draft->store, draft->record.ref.id, draft->arena, &rows, err)) {
		return false;
	}
	card_gap(draft);
	for (size_t list = 0; list < sizeof lists / sizeof lists[0]; list++) {
		card_list(draft, _(lists[list].label));
		for (size_t i = 0; i < rows.count; i++) {
			if (rows.items[i].target.kind == lists[list].kind &&
			    !is_listed_above(&rows, i)) {
				add_link(draft, &rows, i);
			}
		}
	}
	return true;
}

static bool add_place_head(struct card_draft *draft, struct err *err)
{
	(void)err;
	card_summary(draft,
		     (const char *const[]){card_value(draft, "code"), card_value(draft, "region")},
		     2);
	return true;
}

static bool add_organisations(struct card_draft *draft, struct err *err)
{
	struct organisation_rows rows;
	if (!organisation_of_place(draft->store, draft->record.ref.id, draft->arena, &rows, err)) {
		return false;
	}
	card_gap(draft);
	card_list(draft, _("Organisations"));
	for (size_t i = 0; i < rows.count; i++) {
		card_link(draft, rows.items[i].name,
			  (struct ref){RECORD_ORGANISATION, rows.items[i].id});
	}
	return true;
}

static bool add_people(struct card_draft *draft, struct err *err)
{
	struct person_list list = {.order = PERSON_BY_NAME, .day = draft->day};
	struct person_rows rows;
	size_t count;
	query_parse(arena_format(draft->arena, "country:%s", card_value(draft, "code")),
		    draft->arena, &list.query);
	if (!person_count(draft->store, &list, &count, err) ||
	    !person_window(draft->store, &list, 0, count, draft->arena, &rows, err)) {
		return false;
	}
	card_list(draft, _("People"));
	for (size_t i = 0; i < rows.count; i++) {
		const struct person_row *row = &rows.items[i];
		const char *parts[] = {row->post, row->body_name};
		card_link(draft,
			  card_tell(draft->arena, row->name, card_join(draft->arena, parts, 2)),
			  (struct ref){RECORD_PERSON, row->id});
	}
	return true;
}

static bool add_footnote(struct card_draft *draft, struct err *err)
{
	(void)err;
	if (card_value(draft, "footnote") != NULL) {
		card_gap(draft);
		card_show(draft, _("Footnote"), "footnote");
	}
	return true;
}

card_section *const card_event_sections[] = {
	add_event_head, add_links, card_note, card_sources, NULL,
};

card_section *const card_place_sections[] = {
	add_place_head, card_history, add_organisations, add_people, add_footnote,
	card_sources,	NULL,
};
