/* SPDX-License-Identifier: MIT
 *
 * Building a card: its title, then the sections of its kind, which stand in card_organisation.c,
 * card_person.c, card_event.c and card_page.c.
 */
#include "interchange/card.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "interchange/card_draft.h"
#include "store/journal.h"

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

/* Who moved the record to the bin, as the journal has it; NULL when it does not tell. */
static const char *find_binner(struct card_draft *draft, struct err *err)
{
	struct change_rows changes = {0};
	if (!journal_of_record(draft->store, draft->record.ref, false, draft->arena, &changes,
			       err)) {
		return NULL;
	}
	for (size_t i = 0; i < changes.count; i++) {
		const struct change_row *change = &changes.items[i];
		if (strcmp(change->field, JOURNAL_BINNED) == 0 && change->new != NULL) {
			return change->actor;
		}
	}
	return NULL;
}

/* Of a record in the bin, since when it lies there. */
static bool add_bin(struct card_draft *draft, struct err *err)
{
	if (draft->record.binned == NULL) {
		return true;
	}
	struct err fault = {.kind = ERR_NONE};
	char moment[LOCAL_SIZE];
	const char *actor = find_binner(draft, &fault);
	if (fault.kind != ERR_NONE) {
		return err_set(err, fault.kind, "%s", fault.text);
	}
	date_local(draft->record.binned, moment);
	moment[DATE_SIZE - 1] = '\0';
	card_add(draft, CARD_NOTE,
		 actor != NULL
			 ? arena_format(draft->arena, _("In the bin since %s, moved there by %s."),
					moment, actor)
			 : arena_format(draft->arena, _("In the bin since %s."), moment));
	return true;
}

static bool add_sections(struct card_draft *draft, const struct card_kind *kind, struct err *err)
{
	const char *title = card_value(draft, kind->title);
	card_add(draft, CARD_TITLE, title != NULL ? title : draft->record.uid);
	if (!add_bin(draft, err)) {
		return false;
	}
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
