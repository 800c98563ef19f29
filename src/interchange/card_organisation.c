/* SPDX-License-Identifier: MIT
 *
 * The card of an organisation: what it is, what it was called when, its place in the tree, who sits
 * in it and where it sits itself.
 */
#include "interchange/card_draft.h"

#include <string.h>

#include "base/i18n.h"
#include "interchange/language.h"
#include "store/organisation.h"

static bool add_head(struct card_draft *draft, struct err *err)
{
	const char *place;
	if (!card_target_name(draft, "place", &place, err)) {
		return false;
	}
	card_summary(draft,
		     (const char *const[]){card_value(draft, "abbreviation"),
					   card_value(draft, "kind"), place},
		     3);
	card_prose(draft, card_value(draft, "description"));
	card_gap(draft);
	card_show(draft, _("Role in IEMN"), "role");
	card_show(draft, _("Established"), "established");
	card_show(draft, _("Dissolved"), "dissolved");
	return true;
}

static void add_name(struct card_draft *draft, const struct record *name)
{
	const char *abbreviation = record_value(name, "abbreviation");
	const char *language = record_value(name, "language");
	const char *text = record_value(name, "name");
	const char *full = abbreviation != NULL
				   ? arena_format(draft->arena, "%s (%s)", text, abbreviation)
				   : text;
	const char *parts[] = {
		language != NULL ? language_names(language, draft->arena) : NULL,
		card_span(draft->arena, record_value(name, "valid_from"),
			  record_value(name, "valid_to")),
	};
	card_item(draft, card_tell(draft->arena, full, card_join(draft->arena, parts, 2)))->about =
		name->ref;
	card_remark(draft, record_value(name, "note"));
}

/* Other names by what they are: a former name stands under its own label. */
static const struct {
	const char *kind;
	const char *label;
} name_lists[] = {
	{"former", N_("Former names")},
	{"alias", N_("Other names")},
	{"translation", N_("Translations")},
};

static bool add_names_of_kind(struct card_draft *draft, const struct refs *names, size_t list,
			      struct err *err)
{
	card_list(draft, _(name_lists[list].label));
	for (size_t i = 0; i < names->count; i++) {
		struct record name;
		if (!record_get(draft->store, names->items[i], draft->arena, &name, err)) {
			return false;
		}
		if (strcmp(record_value(&name, "kind"), name_lists[list].kind) == 0) {
			add_name(draft, &name);
		}
	}
	return true;
}

static bool add_names(struct card_draft *draft, struct err *err)
{
	struct refs names;
	if (!record_children(draft->store, draft->record.ref, RECORD_ORGANISATION_NAME,
			     draft->arena, &names, err)) {
		return false;
	}
	for (size_t i = 0; i < sizeof name_lists / sizeof name_lists[0]; i++) {
		if (!add_names_of_kind(draft, &names, i, err)) {
			return false;
		}
	}
	return true;
}

static bool add_tree(struct card_draft *draft, struct err *err)
{
	struct organisation_rows rows;
	if (!card_reference(draft, _("Country"), "place", err) ||
	    !card_reference(draft, _("Part of"), "parent", err) ||
	    !organisation_children(draft->store, draft->record.ref.id, draft->arena, &rows, err)) {
		return false;
	}
	card_list(draft, _("Bodies"));
	for (size_t i = 0; i < rows.count; i++) {
		card_link(draft, rows.items[i].name,
			  (struct ref){RECORD_ORGANISATION, rows.items[i].id});
	}
	return true;
}

static bool add_posts(struct card_draft *draft, struct err *err)
{
	struct membership_rows rows;
	if (!membership_of(draft->store, draft->record.ref, draft->day, draft->arena, &rows, err)) {
		return false;
	}
	card_terms(draft, _("Member of"), &rows, RECORD_ORGANISATION, CARD_TERM_POST);
	return true;
}

/* Kinds of body that are made of people, so that it is worth a word when none is listed. */
static bool is_made_of_people(const char *kind)
{
	static const char *const kinds[] = {"committee", "secretariat", "staff"};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (strcmp(kinds[i], kind) == 0) {
			return true;
		}
	}
	return false;
}

static bool has_people(const struct membership_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		if (rows->items[i].member.kind == RECORD_PERSON) {
			return true;
		}
	}
	return false;
}

static bool add_seats(struct card_draft *draft, struct err *err)
{
	struct membership_rows rows;
	if (!membership_in_body(draft->store, draft->record.ref.id, draft->day, draft->arena, &rows,
				err)) {
		return false;
	}
	card_terms(draft, _("Members"), &rows, RECORD_ORGANISATION, CARD_TERM_SEAT);
	card_terms(draft, _("People"), &rows, RECORD_PERSON, CARD_TERM_SEAT);
	if (!has_people(&rows) && is_made_of_people(card_value(draft, "kind"))) {
		card_field(
			draft, _("People"),
			_("No one is listed yet. The program brings no personal data with it; the "
			  "network's own staff fills the roster."));
	}
	return true;
}

static bool add_focal_points(struct card_draft *draft, struct err *err)
{
	struct membership_rows rows;
	if (!membership_on_behalf(draft->store, draft->record.ref.id, draft->day, draft->arena,
				  &rows, err)) {
		return false;
	}
	card_terms(draft, _("On its behalf"), &rows, RECORD_PERSON, CARD_TERM_BEHALF);
	return true;
}

card_section *const card_organisation_sections[] = {
	add_head,      add_names,    add_tree,	add_posts,    add_seats, add_focal_points,
	card_channels, card_history, card_note, card_sources, NULL,
};
