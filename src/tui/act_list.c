/* SPDX-License-Identifier: MIT
 *
 * The records that no pane lists: sources, pages, countries; and people who are likely one. Each as a
 * list over everything, whose rows lead to the records.
 */
#include "base/i18n.h"
#include "store/duplicate.h"
#include "store/page.h"
#include "store/place.h"
#include "store/source.h"
#include "tui/action.h"
#include "tui/command.h"
#include "tui/state.h"

enum { DUPLICATES_SHOWN = 500 };

/* One of two people who are likely one. */
static void add_person(struct doc *doc, const char *label, struct ref person, struct ref other)
{
	doc_add(doc, &(struct card_line){
			     .role = CARD_FIELD, .text = label, .link = person, .about = other});
}

static void add_row(struct doc *doc, const char *label, const char *text, struct ref ref)
{
	doc_add(doc,
		&(struct card_line){.role = CARD_FIELD, .label = label, .text = text, .link = ref});
}

static bool fill_sources(struct app *app, struct overlay_view *view, struct doc *doc,
			 struct err *err)
{
	struct query nothing = {0};
	struct source_rows rows = {0};

	if (!source_list(app->host.store, &nothing, view->arena, &rows, err)) {
		return false;
	}
	for (size_t i = 0; i < rows.count; i++) {
		const struct source_row *row = &rows.items[i];
		const char *text = row->publisher != NULL ? arena_format(view->arena, "%s, %s",
									 row->title, row->publisher)
							  : row->title;

		add_row(doc, row->date != NULL ? row->date : _("no date"), text,
			(struct ref){RECORD_SOURCE, row->id});
	}
	return true;
}

static bool fill_pages(struct app *app, struct overlay_view *view, struct doc *doc, struct err *err)
{
	struct page_rows rows = {0};

	if (!page_list(app->host.store, view->arena, &rows, err)) {
		return false;
	}
	for (size_t i = 0; i < rows.count; i++) {
		add_row(doc, _("Page"), rows.items[i].title,
			(struct ref){RECORD_PAGE, rows.items[i].id});
	}
	return true;
}

static bool fill_countries(struct app *app, struct overlay_view *view, struct doc *doc,
			   struct err *err)
{
	struct query nothing = {0};
	struct place_rows rows = {0};

	if (!place_list(app->host.store, &nothing, true, view->arena, &rows, err)) {
		return false;
	}
	for (size_t i = 0; i < rows.count; i++) {
		add_row(doc, rows.items[i].code, rows.items[i].name,
			(struct ref){RECORD_PLACE, rows.items[i].id});
	}
	return true;
}

static bool fill_duplicates(struct app *app, struct overlay_view *view, struct doc *doc,
			    struct err *err)
{
	struct duplicate_rows rows = {0};

	if (!duplicate_list(app->host.store, DUPLICATES_SHOWN, view->arena, &rows, err)) {
		return false;
	}
	for (size_t i = 0; i < rows.count; i++) {
		const struct duplicate_row *row = &rows.items[i];
		const char *labels[2];

		if (!duplicate_labels(app->host.store, row, view->arena, labels, err)) {
			return false;
		}
		if (i > 0) {
			doc_add(doc, &(struct card_line){.role = CARD_GAP, .text = ""});
		}
		doc_add(doc, &(struct card_line){.role = CARD_NOTE,
						 .text = duplicate_reason_words(row->reason)});
		add_person(doc, labels[0], row->a, row->b);
		add_person(doc, labels[1], row->b, row->a);
	}
	return true;
}

static const struct list_row {
	const char *title;
	const char *empty;
	overlay_fill *fill;
	unsigned place; /* besides that of all such lists */
	enum record_kind kind;
} list_rows[] = {
	[LIST_SOURCES] = {N_("Sources"), N_("No source is listed."), fill_sources, IN_KIND,
			  RECORD_SOURCE},
	[LIST_PAGES] = {N_("Pages of the mission"), N_("No page is listed."), fill_pages, IN_KIND,
			RECORD_PAGE},
	[LIST_COUNTRIES] = {N_("Countries"), N_("No country is listed."), fill_countries, IN_KIND,
			    RECORD_PLACE},
	[LIST_DUPLICATES] = {N_("People who are likely one and the same"),
			     N_("No two people are likely one and the same."), fill_duplicates, 0,
			     RECORD_PERSON},
};

/* Fills the list of the view, and says so where it has no rows. */
static bool fill(struct app *app, struct overlay_view *view, struct doc *doc, struct err *err)
{
	const struct list_row *row = view->rows;

	doc->hang = DOC_HANG;
	if (!row->fill(app, view, doc, err)) {
		return false;
	}
	if (doc->line_count == 0) {
		doc_add(doc, &(struct card_line){.role = CARD_PROSE, .text = _(row->empty)});
	}
	return true;
}

void act_records(struct app *app, const char *argument, int amount)
{
	const struct list_row *row = &list_rows[amount];

	(void)argument;
	app_open_view(app, _(row->title),
		      &(struct overlay_view){.place = IN_RECORDS | row->place,
					     .fill = fill,
					     .kind = row->kind,
					     .rows = row});
}
