/* SPDX-License-Identifier: MIT
 *
 * The terms of a body: a chart for people, rows for programs.
 */
#include "cli/list_kind.h"

#include "base/i18n.h"
#include "interchange/chart.h"
#include "store/membership.h"

#define WIDTH_DEFAULT 80

static const struct column columns[] = {
	{.name = "name", .label = N_("Name")},
	{.name = "member"},
	{.name = "role", .label = N_("Role")},
	{.name = "title", .label = N_("Title")},
	{.name = "behalf"},
	{.name = "from", .label = N_("From")},
	{.name = "to", .label = N_("To")},
	{.name = "ended"},
	{.name = "current", .is_flag = true},
};

static bool load(struct list *list, struct err *err)
{
	struct store *store = list->listing.store;
	struct membership_rows found = {0};
	if (!membership_in_body(store, list->body.id, list->request->day, list->arena, &found,
				err)) {
		return false;
	}
	struct table_row *rows = list_new_rows(list, found.count);
	for (size_t i = 0; i < found.count; i++) {
		const struct membership_row *term = &found.items[i];
		const char *member = form_uid(store, term->member, list->arena, err);
		if (member == NULL) {
			return false;
		}
		rows[i] = (struct table_row){
			.ref = {RECORD_MEMBERSHIP, term->id},
			.cells = {term->member_name, member, term->role, term->title,
				  term->behalf_name, term->valid_from, term->valid_to, term->ended,
				  term->is_current ? "1" : "0"},
		};
	}
	return true;
}

static void print_line(const struct chart *chart, const struct chart_line *line, struct output *out)
{
	struct str label = STR_EMPTY;
	struct str text = STR_EMPTY;
	struct chart_line shown = *line;
	bool is_heading = line->role == CHART_POST;
	output_clean(out, &label, line->label, TEXT_LINE);
	shown.label = str_text(&label);
	output_bold(out, &text, is_heading);
	chart_add_line(chart, &shown, &text);
	if (is_heading) {
		output_bold(out, &text, false);
	}
	str_add_char(&text, '\n');
	output_send(out, &text);
	str_clear(&text);
	str_clear(&label);
}

static bool print(struct list *list, struct err *err)
{
	struct output *out = &list->request->out;
	struct store *store = list->listing.store;
	struct chart chart = {0};
	int columns_of_chart = out->width > 0 ? out->width : WIDTH_DEFAULT;
	if (!chart_build(store, list->body, list->request->day, columns_of_chart, out->ascii_marks,
			 list->arena, &chart, err)) {
		return false;
	}
	output_paragraph(out,
			 &(struct paragraph){.text = record_label(store, list->body, list->arena),
					     .bold = true});
	for (size_t i = 0; i < chart.count; i++) {
		print_line(&chart, &chart.items[i], out);
	}
	return true;
}

const struct list_kind list_terms = {
	.name = "terms",
	LIST_COLUMNS(columns),
	.words = LIST_BODY,
	.takes_day = true,
	.load = load,
	.print = print,
	.empty = N_("No one is listed: no term of office in this body is noted."),
};
