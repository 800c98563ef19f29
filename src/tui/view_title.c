/* SPDX-License-Identifier: MIT
 *
 * The top line: program, file and day, or the tabs of a small screen; and what panes and the record
 * are called in headings.
 */
#include <string.h>

#include "base/i18n.h"
#include "text/layout.h"
#include "tui/state.h"
#include "tui/tag.h"
#include "tui/view.h"

void view_add_pane_name(const struct app *app, int pane, struct str *out)
{
	str_add_format(out, "%d %s", pane + 1, _(app->panes[pane]->type->title));
}

size_t view_count_tags(const struct app *app, int pane)
{
	enum record_kind kind;

	return tag_kind_of_pane(pane, &kind) ? tags_count(&app->tags, kind) : 0;
}

void view_add_summary(const struct app *app, struct pane *pane, struct str *out)
{
	for (int i = 0; i < FRAME_PANES; i++) {
		size_t count = app->panes[i] == pane ? view_count_tags(app, i) : 0;

		if (count > 0) {
			str_add_format(out, ngettext("%zu tagged", "%zu tagged", count), count);
		}
	}
	if (pane->filter != NULL) {
		str_add_format(out, "%s/%s", out->len > 0 ? "  " : "", pane->filter);
	}
	if (pane->type->summary != NULL) {
		str_add(out, out->len > 0 ? "  " : "");
		pane->type->summary(pane, out);
	}
}

const char *view_card_title(const struct app *app)
{
	return app->card_ref.id != 0 ? app_record_title(app->card_ref.kind) : _("Record");
}

/* The top line: the program, then the file in the room that the other two leave, then the day. */
void view_draw_title(struct app *app)
{
	struct screen *screen = app->host.screen;
	int columns = app->frame.columns;
	const char *path = store_path(app->host.store);
	const char *file = path != NULL && strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : "";
	const char *name = _("IEMN Directory");
	struct str right = STR_EMPTY;

	if (app->options.demo) {
		file = _("demo: made-up people, nothing is kept");
	}
	if (store_is_read_only(app->host.store)) {
		str_add_format(&right, "%s  ", _("READ ONLY"));
	}
	str_add_format(&right, "%s ", app->options.today);
	int right_width = text_width(str_text(&right));
	int from = 1 + text_width(name) + 2;
	int room = columns - right_width - 2 - from;
	int width = text_width(file) < room ? text_width(file) : room;
	screen_text(screen, 0, 0, columns, STYLE_BAR, "");
	screen_text(screen, 0, 1, columns - 1, STYLE_BAR, name);
	if (width > 0) {
		screen_text(screen, 0, from + (room - width) / 2, width, STYLE_BAR, file);
	}
	screen_text(screen, 0, columns - right_width, right_width, STYLE_BAR, str_text(&right));
	str_clear(&right);
}

/* The first line of a small screen: the names of the panes, or where the record came from. */
void view_draw_tabs(struct app *app)
{
	struct screen *screen = app->host.screen;
	struct str name = STR_EMPTY;
	int column = 0;

	screen_text(screen, 0, 0, app->frame.columns, STYLE_BAR, "");
	for (int i = 0; i < FRAME_PANES; i++) {
		bool is_active = i == app->active;
		bool is_short = app->on_card || app->frame.columns < 38;

		str_reset(&name);
		if (is_short && !is_active) {
			str_add_format(&name, "%d", i + 1);
		} else {
			view_add_pane_name(app, i, &name);
		}
		screen_text(screen, 0, column, text_width(str_text(&name)),
			    is_active ? STYLE_PANE_FOCUS : STYLE_BAR, str_text(&name));
		column += text_width(str_text(&name)) + 1;
	}
	if (app->on_card) {
		screen_text(screen, 0, column, app->frame.columns - column, STYLE_PANE_FOCUS,
			    view_card_title(app));
	}
	str_clear(&name);
}
