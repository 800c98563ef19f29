/* SPDX-License-Identifier: MIT
 *
 * Drawing what Tab offers: as many as fit into a third of the screen, side by side, and how many more
 * there are.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "text/layout.h"
#include "tui/view.h"

enum { GAP_COLUMNS = 2 };

/* The rows as they fill up. */
struct choices {
	struct str rows; /* divided by LF */
	int row_count;
	int width; /* of the last row */
};

static size_t count_of(const char *names)
{
	size_t count = names[0] != '\0' ? 1 : 0;

	for (; *names != '\0'; names++) {
		count += *names == '\n' ? 1 : 0;
	}
	return count;
}

/* Adds a name behind the others, in the next row where this one is full. False, and adds nothing, when the
 * rows are full; the last row keeps room for what stands there then. */
static bool add_name(struct choices *choices, const char *name, int columns, int most, int reserved)
{
	int width = text_width(name);
	bool is_last = choices->row_count == most;
	int room = columns - (is_last ? reserved : 0);

	if (choices->width > 0 && choices->width + GAP_COLUMNS + width <= room) {
		str_add_format(&choices->rows, "  %s", name);
		choices->width += GAP_COLUMNS + width;
		return true;
	}
	if (choices->width > 0 && is_last) {
		return false;
	}
	str_add_format(&choices->rows, "%s%s", choices->row_count > 0 ? "\n" : "", name);
	choices->row_count++;
	choices->width = width;
	return true;
}

/* Lays the names out; gives how many found room. */
static size_t lay_out(struct choices *choices, const char *names, int columns, int most,
		      int reserved)
{
	size_t shown = 0;
	bool has_room = true;

	str_reset(&choices->rows);
	choices->row_count = 0;
	choices->width = 0;
	while (*names != '\0' && has_room) {
		size_t len = strcspn(names, "\n");
		char *name = mem_copy_bytes(names, len);

		has_room = add_name(choices, name, columns, most, reserved);
		shown += has_room ? 1 : 0;
		names += len + (names[len] != '\0' ? 1 : 0);
		free(name);
	}
	return shown;
}

static void draw_rows(struct app *app, const char *rows, int row)
{
	int pad = view_pad(app);

	while (*rows != '\0') {
		size_t len = strcspn(rows, "\n");
		char *text = mem_copy_bytes(rows, len);

		screen_text(app->host.screen, row, 0, app->frame.columns, STYLE_BAR, "");
		screen_text(app->host.screen, row, pad, app->frame.columns - pad, STYLE_BAR, text);
		free(text);
		row++;
		rows += len + (rows[len] != '\0' ? 1 : 0);
	}
}

int view_draw_choices(struct app *app, int row)
{
	const char *names = str_text(&app->choices);
	size_t count = count_of(names);
	int columns = app->frame.columns - 2 * view_pad(app);
	int most = app->frame.rows / 3 < row ? app->frame.rows / 3 : row;
	struct choices choices = {.rows = STR_EMPTY};
	struct str more = STR_EMPTY;

	if (count == 0 || most < 1) {
		return row;
	}
	size_t shown = lay_out(&choices, names, columns, most, 0);
	if (shown < count) {
		str_add_format(&more, _("  and %zu more; type a letter"), count);
		shown = lay_out(&choices, names, columns, most, text_width(str_text(&more)));
		str_reset(&more);
		str_add_format(&more, _("  and %zu more; type a letter"), count - shown);
		str_add(&choices.rows, str_text(&more));
	}
	draw_rows(app, str_text(&choices.rows), row - choices.row_count);
	str_clear(&more);
	str_clear(&choices.rows);
	return row - choices.row_count;
}
