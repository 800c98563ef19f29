/* SPDX-License-Identifier: MIT
 *
 * What needs the attention of those who keep the roster, with the next step.
 */
#include "store/attention.h"

#include "base/i18n.h"
#include "tui/action.h"
#include "tui/command.h"
#include "tui/state.h"

enum { ROWS_OF_A_KIND = 200 };

/* The next step with the keys for it, where the line under the cursor has some. */
static const char *const steps[ATTENTION_KINDS] = {
	[ATTENTION_TERM_ENDS] = N_("Write in who follows (X), or a later end (e)."),
	[ATTENTION_TERM_ENDED] = N_("Write in who follows (X), or a later end (e)."),
	[ATTENTION_POST_EMPTY] = N_("Write in who holds it now (X)."),
	[ATTENTION_NO_CHANNEL] = N_("Add an e-mail address or a number (e)."),
	[ATTENTION_UNVERIFIED] = N_("Try it, and note that it works (v), or mend it (e)."),
	[ATTENTION_NO_SOURCE] = N_("Name the source that its facts come from (e)."),
	[ATTENTION_DUPLICATE] = N_("Compare the two. Take over into one what only the other "
				   "has, and remove that (d on its card); or note that they are "
				   "two people (t)."),
};

static void add_heading(struct doc *doc, enum attention_kind kind, bool is_read_only)
{
	if (doc->line_count > 0) {
		doc_add(doc, &(struct card_line){.role = CARD_GAP, .text = ""});
	}
	doc_add(doc, &(struct card_line){.role = CARD_TITLE, .text = attention_title(kind)});
	if (!is_read_only) {
		doc_add(doc, &(struct card_line){.role = CARD_NOTE, .text = _(steps[kind])});
	}
}

static bool fill_attention(struct app *app, struct overlay_view *view, struct doc *doc,
			   struct err *err)
{
	struct attention_rows rows = {0};
	struct arena *arena = view->arena;

	if (!attention_list(app->host.store, app->host.today, ROWS_OF_A_KIND, arena, &rows, err)) {
		return false;
	}
	doc->hang = DOC_HANG;
	for (size_t i = 0; i < rows.count; i++) {
		const struct attention_row *row = &rows.items[i];

		if (i == 0 || rows.items[i - 1].kind != row->kind) {
			add_heading(doc, row->kind, store_is_read_only(app->host.store));
		}
		doc_add(doc,
			&(struct card_line){
				.role = CARD_PROSE,
				.text = arena_format(arena, _("%s: %s"), row->label, row->detail),
				.link = row->ref,
				.about = row->about,
				.field = row->kind == ATTENTION_UNVERIFIED ? "verified" : NULL});
	}
	if (rows.count == 0) {
		doc_add(doc, &(struct card_line){.role = CARD_PROSE,
						 .text = _("Nothing needs attention today.")});
	}
	app_set_overlay_title(app, arena_format(arena,
						ngettext("%zu thing needs attention",
							 "%zu things need attention", rows.count),
						rows.count));
	return true;
}

void act_attention(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	if (app->overlay == NULL && app_results_are(app, fill_attention)) {
		/* One of its records is open: it comes back as it was left. */
		app_return_to_results(app);
		return;
	}
	app_open_view(app, "", &(struct overlay_view){.place = IN_RECORDS, .fill = fill_attention});
}
