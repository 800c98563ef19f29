/* SPDX-License-Identifier: MIT
 *
 * The terms of a body over the years, as a chart.
 */
#include "base/i18n.h"
#include "interchange/chart.h"
#include "tui/action.h"
#include "tui/command.h"
#include "tui/state.h"

static void add_line(const struct chart *chart, const struct chart_line *row, struct doc *doc)
{
	static const enum card_role roles[] = {
		[CHART_POST] = CARD_TITLE,
		[CHART_TERM] = CARD_PROSE,
		[CHART_GAP] = CARD_NOTE,
	};
	struct str text = STR_EMPTY;

	chart_add_line(chart, row, &text);
	doc_add(doc, &(struct card_line){.role = roles[row->role],
					 .text = str_text(&text),
					 .link = row->member,
					 .about = row->ref});
	str_clear(&text);
}

/* The years stay in sight when the terms below them are scrolled. */
static const char *axis_text(const struct chart *chart, const struct chart_line *axis,
			     struct arena *arena)
{
	struct str text = STR_EMPTY;

	chart_add_line(chart, axis, &text);
	const char *kept = arena_text(arena, str_text(&text));
	str_clear(&text);
	return kept;
}

static bool fill_chart(struct app *app, struct overlay_view *view, struct doc *doc, struct err *err)
{
	struct chart chart = {0};

	if (!chart_build(app->host.store, view->ref, app->host.today, view->columns,
			 screen_is_ascii(app->host.screen), view->arena, &chart, err)) {
		return false;
	}
	for (size_t i = 0; i < chart.count; i++) {
		if (chart.items[i].role == CHART_AXIS) {
			view->pinned = axis_text(&chart, &chart.items[i], view->arena);
		} else {
			add_line(&chart, &chart.items[i], doc);
		}
	}
	if (chart.count == 0) {
		doc_add(doc, &(struct card_line){
				     .role = CARD_PROSE,
				     .text = _("Nobody holds or held a term here. a on the card of "
					       "the body adds a person with a seat.")});
	}
	return true;
}

void act_terms(struct app *app, const char *argument, int amount)
{
	struct ref body = app_chosen_record(app);
	const struct doc_line *line = app_line(app);
	struct arena *arena = arena_new();

	(void)argument, (void)amount;
	if (line != NULL && line->about.id != 0 && line->about.kind == RECORD_MEMBERSHIP &&
	    line->link.kind == RECORD_ORGANISATION && body.kind == RECORD_PERSON) {
		/* The body in which the person on the card holds the term of the line. */
		body = line->link;
	}
	if (body.id == 0 || body.kind != RECORD_ORGANISATION) {
		app_say(app, _("Go to a body or an agency first: its terms make the chart."));
	} else {
		app_open_view(app,
			      arena_format(arena, _("Terms: %s"),
					   record_label(app->host.store, body, arena)),
			      &(struct overlay_view){.place = IN_RECORDS,
						     .fill = fill_chart,
						     .ref = body,
						     .is_by_width = true});
	}
	arena_free(arena);
}
