/* SPDX-License-Identifier: MIT
 *
 * The card of a section of prose.
 */
#include "interchange/card_draft.h"

#include "base/i18n.h"

static bool add_body(struct card_draft *draft, struct err *err)
{
	card_prose(draft, card_value(draft, "body"));
	card_gap(draft);
	return card_reference(draft, _("About"), "organisation", err);
}

card_section *const card_page_sections[] = {add_body, card_sources, NULL};
