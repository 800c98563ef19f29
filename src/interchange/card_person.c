/* SPDX-License-Identifier: MIT
 *
 * The card of a person: posts of today first, those of earlier days behind them.
 */
#include "interchange/card_draft.h"

#include <string.h>

#include "base/i18n.h"
#include "interchange/language.h"
#include "text/utf8.h"

/* What a person's status says beyond the usual; NULL for the usual. */
static const char *status_words(const char *status)
{
	if (status != NULL && strcmp(status, "former") == 0) {
		return _("no longer active in the network");
	}
	if (status != NULL && strcmp(status, "deceased") == 0) {
		return _("deceased");
	}
	return NULL;
}

static bool add_head(struct card_draft *draft, struct err *err)
{
	const char *place;
	const char *name = card_value(draft, "name");
	const char *latin = card_value(draft, "latin_name");
	bool is_same = name != NULL && latin != NULL && utf8_is_same(name, latin);
	if (!card_target_name(draft, "place", &place, err)) {
		return false;
	}
	card_summary(draft,
		     (const char *const[]){is_same ? NULL : latin, card_value(draft, "honorific"),
					   place, status_words(card_value(draft, "status"))},
		     4);
	card_gap(draft);
	return true;
}

static bool add_posts(struct card_draft *draft, struct err *err)
{
	struct membership_rows rows;
	if (!membership_of(draft->store, draft->record.ref, draft->day, draft->arena, &rows, err)) {
		return false;
	}
	card_terms(draft, _("Posts"), &rows, RECORD_PERSON, CARD_TERM_POST);
	return true;
}

static bool add_about(struct card_draft *draft, struct err *err)
{
	const char *languages = card_value(draft, "languages");
	if (!card_reference(draft, _("Country"), "place", err)) {
		return false;
	}
	card_show(draft, _("Family name"), "family_name");
	card_show(draft, _("Given name"), "given_name");
	if (languages != NULL) {
		card_list(draft, _("Languages"));
		card_item(draft, language_names(languages, draft->arena))->field = "languages";
	}
	return true;
}

card_section *const card_person_sections[] = {
	add_head, add_posts, add_about, card_channels, card_history, card_note, card_sources, NULL,
};
