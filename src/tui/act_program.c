/* SPDX-License-Identifier: MIT
 *
 * Commands about the program itself: help, messages, the way out.
 */
#include "base/i18n.h"
#include "tui/action.h"
#include "tui/command.h"
#include "tui/state.h"

#include <string.h>

enum { KEYS_COLUMNS = 24 };

void act_command_line(struct app *app, const char *argument, int amount)
{
	(void)amount;
	prompt_open(&app->prompt, PROMPT_COMMAND, argument);
}

/* Adds the commands of a group: those for here, or the others. */
static void add_group(struct app *app, struct doc *doc, int group, bool is_here)
{
	size_t count = 0;
	const struct command *rows = command_rows(&count);
	bool has_title = false;

	for (size_t i = 0; i < count; i++) {
		bool fits = (int)rows[i].group == group &&
			    command_is_here(app, &rows[i]) == is_here &&
			    command_is_offered(app, &rows[i]);

		if (!fits) {
			continue;
		}
		if (!has_title) {
			doc_add(doc, &(struct card_line){.role = CARD_TITLE,
							 .text = command_group_title(
								 (enum command_group)group)});
			has_title = true;
		}
		struct str keys = STR_EMPTY;
		command_add_keys(&keys, &rows[i]);
		doc_add(doc, &(struct card_line){.role = CARD_FIELD,
						 .label = str_text(&keys),
						 .text = _(rows[i].help)});
		str_clear(&keys);
	}
}

/* The group of what a person is about to do where they are: look back, edit, or look around. */
static enum command_group first_group(const struct app *here)
{
	const unsigned looking_back = IN_ACTIONS | IN_ACTION | IN_CHANGES;

	if (here->overlay != NULL) {
		return (here->overlay_view.place & looking_back) != 0 ? GROUP_JOURNAL : GROUP_EDIT;
	}
	return here->on_card ? GROUP_EDIT : GROUP_VIEW;
}

/* Whether what lies over everything has commands of its own, unlike help. */
static bool is_list(const struct app *app)
{
	return app->overlay != NULL && app->overlay_view.place != 0;
}

/* Opens a text over everything; a list that lies there comes back when the text is left. */
static struct doc *open_text(struct app *app, const char *title)
{
	bool is_over_list = is_list(app) && app_lay_aside(app);
	struct doc *doc = app_open_overlay(app, title);

	app->overlay_view.is_over_list = app->overlay_view.is_over_list || is_over_list;
	return doc;
}

void act_help(struct app *app, const char *argument, int amount)
{
	static const char *const queries[][2] = {
		{"taiwan epa", N_("both words, in any order, each the beginning of a word")},
		{"\"annual meeting\"", N_("these words, side by side")},
		{"-webinar", N_("without this word")},
		{"country:TW", N_("of a country, by code or name")},
		{"kind:ministry", N_("of a kind of organisation or event")},
		{"body:committee", N_("people of a body; role:chair by their role")},
	};
	/* What is where the focus was; help itself is an overlay and would hide that. */
	struct app here = *app;

	(void)argument, (void)amount;
	if (!is_list(app)) {
		here.overlay = NULL;
	}
	struct doc *doc = open_text(app, _("Help: / searches here, q closes"));
	doc->wanted = KEYS_COLUMNS;
	enum command_group first = first_group(&here);
	add_group(&here, doc, (int)first, true);
	for (int group = 0; group < GROUP_COUNT; group++) {
		if (group != (int)first) {
			add_group(&here, doc, group, true);
		}
	}
	doc_add(doc,
		&(struct card_line){.role = CARD_TITLE, .text = _("What a filter understands")});
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		doc_add(doc, &(struct card_line){.role = CARD_FIELD,
						 .label = queries[i][0],
						 .text = _(queries[i][1])});
	}
	doc_add(doc, &(struct card_line){.role = CARD_TITLE, .text = _("Elsewhere")});
	for (int group = 0; group < GROUP_COUNT; group++) {
		add_group(&here, doc, group, false);
	}
}

void act_messages(struct app *app, const char *argument, int amount)
{
	const char *text = str_text(&app->messages);

	(void)argument, (void)amount;
	struct doc *doc = open_text(app, _("Messages, the newest last"));
	doc_add(doc,
		&(struct card_line){.role = CARD_PROSE,
				    .text = text[0] != '\0' ? text : _("Nothing was said yet.")});
}

void act_redraw(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	screen_redraw(app->host.screen);
}

void act_suspend(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	screen_suspend(app->host.screen);
}

void act_cancel(struct app *app, const char *argument, int amount)
{
	bool has_more = app->overlay != NULL || app->on_card || app_focus(app)->filter != NULL;

	(void)amount;
	if (has_more) {
		act_back(app, argument, 0);
	} else {
		app_say(app, _("q leaves, any other key stays."));
		app->asked_leave = true;
	}
}

void act_quit(struct app *app, const char *argument, int amount)
{
	(void)amount;
	if (app->overlay != NULL || app->on_card || app_focus(app)->filter != NULL) {
		act_back(app, argument, 0);
	} else {
		app->is_over = true;
	}
}

void act_leave(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	app->is_over = true;
}
