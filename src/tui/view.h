/* SPDX-License-Identifier: MIT
 *
 * What the files that draw share among themselves: view.c, view_title.c,
 * view_foot.c, view_question.c, view_choices.c.
 */
#ifndef IEMN_TUI_VIEW_H
#define IEMN_TUI_VIEW_H

#include "base/str.h"
#include "tui/state.h"

/* Columns left free at the sides of everything: none on a small screen. */
int view_pad(const struct app *app);

/* Adds number and name of a pane, such as "3 Agencies". */
void view_add_pane_name(const struct app *app, int pane, struct str *out);

/* How many rows of a pane are tagged. */
size_t view_count_tags(const struct app *app, int pane);

/* Adds what stands at the right of a pane's heading: how many are tagged, its filter and its summary. */
void view_add_summary(const struct app *app, struct pane *pane, struct str *out);

/* What the card is called in its heading, translated. */
const char *view_card_title(const struct app *app);

/* The top line of a large screen; that of a small one. */
void view_draw_title(struct app *app);
void view_draw_tabs(struct app *app);

/* What was said, or the keys that help here; gives the first row that it takes. And the prompt instead
 * of it, with the cursor. */
int view_draw_foot(struct app *app);
void view_draw_prompt(struct app *app);

/* Draws a line that is being edited in so many columns, and places the cursor in it. */
void view_draw_line(struct app *app, const struct line *line, struct area area);

/* What Tab offers, in as many rows above a row as it takes and there is room for; and how many more there
 * are. Gives the first of them. */
int view_draw_choices(struct app *app, int row);

/* The question that is open, in as many rows at the foot as it takes, with the cursor; gives the first
 * of them. */
int view_draw_question(struct app *app);

#endif
