/* SPDX-License-Identifier: MIT
 *
 * The receipt of an erasure, in the words that shell and screen share.
 */
#ifndef IEMN_INTERCHANGE_ERASE_TEXT_H
#define IEMN_INTERCHANGE_ERASE_TEXT_H

#include "interchange/card.h"
#include "store/erase.h"

/* What else is to be said of it. */
struct erase_telling {
	bool is_trial; /* it would be erased */
	size_t unsaved; /* forms and texts about the person that were taken away; a trial counts none */
};

/* The receipt as fields of a card, in the arena. */
void erase_text_card(const struct erase_receipt *receipt, const struct erase_telling *telling,
		     struct arena *arena, struct card *card);

/* What stays after an erasure, in a few sentences. */
const char *erase_text_rest(void);

#endif
