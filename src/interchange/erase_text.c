/* SPDX-License-Identifier: MIT
 *
 * A line for each thing that was erased, then what the file was searched for.
 */
#include "interchange/erase_text.h"

#include "base/date.h"
#include "base/i18n.h"

#define LINES_MAX 10 /* without those of places and copies */

struct telling {
	struct arena *arena;
	struct card *card;
};

static void add(struct telling *telling, const char *label, const char *text)
{
	struct card_line *line = &telling->card->items[telling->card->count++];
	*line = (struct card_line){
		.role = label != NULL ? CARD_FIELD : CARD_ITEM, .label = label, .text = text};
}

/* The words have one %zu each, which ngettext() or N_() below gave. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void add_count(struct telling *telling, const char *label, const char *words, size_t count)
{
	add(telling, label, count > 0 ? arena_format(telling->arena, words, count) : "0");
}
#pragma GCC diagnostic pop

/* What the bytes of the file were searched for, once the person was out of them. */
static void add_search(struct telling *telling, const struct erase_receipt *receipt)
{
	add_count(telling, _("Searched for"),
		  ngettext("%zu name, address or note of the person",
			   "%zu names, addresses and notes of the person", receipt->strings),
		  receipt->strings);
	if (receipt->too_short > 0) {
		add_count(telling, _("Not searched"), _("%zu more, too short to be looked for"),
			  receipt->too_short);
	}
	if (receipt->strings == 0) {
		return;
	}
	if (receipt->left == 0) {
		add(telling, _("Found"), _("none of them"));
	} else {
		add_count(telling, _("Found"),
			  ngettext("%zu of them, since others bear it too:",
				   "%zu of them, since others bear them too:", receipt->left),
			  receipt->left);
	}
	for (size_t i = 0; i < receipt->place_count; i++) {
		add(telling, NULL, receipt->places[i]);
	}
}

void erase_text_card(const struct erase_receipt *receipt, const struct erase_telling *erasure,
		     struct arena *arena, struct card *card)
{
	struct telling telling = {arena, card};
	size_t most = LINES_MAX + receipt->place_count + receipt->backup_count;
	char moment[LOCAL_SIZE];
	date_local(receipt->moment, moment);
	*card = (struct card){.items = arena_new_array(arena, most, sizeof card->items[0])};
	add(&telling, erasure->is_trial ? _("Would be erased") : _("Erased"), receipt->uid);
	add(&telling, _("When"), arena_text(arena, moment));
	add(&telling, _("By"), receipt->actor);
	add_count(&telling, _("Records"), "%zu", receipt->rows);
	add_count(&telling, _("Changes"), _("%zu of the history"), receipt->changes);
	add_count(&telling, _("Actions"),
		  ngettext("%zu without its name or reason", "%zu without their names or reasons",
			   receipt->actions),
		  receipt->actions);
	if (!erasure->is_trial) {
		add_count(&telling, _("Unsaved"),
			  ngettext("%zu form or text", "%zu forms and texts", erasure->unsaved),
			  erasure->unsaved);
	}
	if (receipt->is_searched) {
		add_search(&telling, receipt);
	} else if (!erasure->is_trial) {
		add(&telling, _("Not done"), receipt->unfinished);
	}
	for (size_t i = 0; i < receipt->backup_count; i++) {
		add(&telling, i == 0 ? _("Copies") : NULL, receipt->backups[i]);
	}
}

const char *erase_text_rest(void)
{
	return _("The person is erased. Only the uid stays, so that no import brings the person "
		 "back. Copies of the file made before still hold the person.");
}
