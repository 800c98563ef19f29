/* SPDX-License-Identifier: MIT
 *
 * What stood under the cursor when a key was pressed.
 */
#include "tui/anchor.h"

#include <stdlib.h>
#include <string.h>

#include "tui/state.h"

void anchor_take(struct app *app, struct anchor *anchor)
{
	struct pane *pane = app_focus(app);
	const struct doc_line *line = app_line(app);
	bool has_row = pane->list.count > 0;

	*anchor = (struct anchor){
		.pane = pane,
		.ref = pane_current(pane),
		.part = app_chosen_part(app),
		.journal = line != NULL ? line->journal : 0,
		.text = mem_copy_text(has_row ? pane->type->text_at(pane, pane->list.selected)
					      : ""),
	};
	if (app->card_ref.id != 0) {
		memcpy(anchor->card, app->card_uid, sizeof anchor->card);
	}
}

void anchor_clear(struct anchor *anchor)
{
	free(anchor->text);
}

static bool is_same(struct ref a, struct ref b)
{
	return a.kind == b.kind && a.id == b.id;
}

bool anchor_holds(struct app *app, const struct anchor *anchor)
{
	struct anchor now;

	anchor_take(app, &now);
	bool holds = now.pane == anchor->pane && is_same(now.ref, anchor->ref) &&
		     is_same(now.part, anchor->part) && now.journal == anchor->journal &&
		     strcmp(now.card, anchor->card) == 0 && strcmp(now.text, anchor->text) == 0;
	anchor_clear(&now);
	return holds;
}
