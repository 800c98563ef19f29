/* SPDX-License-Identifier: MIT
 *
 * Building a card: its title, then the sections of its kind, which stand in card_organisation.c,
 * card_person.c, card_event.c and card_page.c.
 */
#include "interchange/card.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "interchange/card_draft.h"

struct card_kind {
	const char *title; /* field that the card is headed by */
	card_section *const *sections;
};

static const struct card_kind kinds[RECORD_KINDS] = {
	[RECORD_ORGANISATION] = {"name", card_organisation_sections},
	[RECORD_PERSON] = {"name", card_person_sections},
	[RECORD_EVENT] = {"title", card_event_sections},
	[RECORD_PLACE] = {"name", card_place_sections},
	[RECORD_PAGE] = {"title", card_page_sections},
	[RECORD_SOURCE] = {"title", card_source_sections},
};

static bool add_sections(struct card_draft *draft, const struct card_kind *kind, struct err *err)
{
	const char *title = card_value(draft, kind->title);
	card_add(draft, CARD_TITLE, title != NULL ? title : draft->record.uid);
	for (size_t i = 0; kind->sections[i] != NULL; i++) {
		if (!kind->sections[i](draft, err)) {
			return false;
		}
	}
	return true;
}

/* Moves the lines into the arena, without the gap that the last section may have left. */
static void hand_over(struct card_draft *draft, struct card *card)
{
	size_t count = draft->count;
	while (count > 0 && draft->items[count - 1].role == CARD_GAP) {
		count--;
	}
	card->items = arena_new_array(draft->arena, count, sizeof draft->items[0]);
	memcpy(card->items, draft->items, count * sizeof draft->items[0]);
	card->count = count;
}

bool card_build(struct store *store, struct ref ref, const char *day, struct arena *arena,
		struct card *card, struct err *err)
{
	const struct card_kind *kind = &kinds[ref.kind];
	if (kind->sections == NULL) {
		return err_set(err, ERR_NOT_FOUND,
			       _("This kind of record has no card of its own."));
	}
	struct card_draft draft = {.store = store, .arena = arena, .day = day};
	if (!record_get(store, ref, arena, &draft.record, err)) {
		return false;
	}
	bool done = add_sections(&draft, kind, err);
	if (done) {
		hand_over(&draft, card);
	}
	free(draft.items);
	return done;
}
