/* SPDX-License-Identifier: MIT
 *
 * One row for each command, and finding the row of a key or a name.
 */
#include "tui/command.h"

#include <string.h>

#include "base/i18n.h"
#include "tui/action.h"
#include "tui/keymap.h"
#include "tui/state.h"
#include "tui/tui.h"

static const struct command rows[] = {
	{"down", "j Down ^N", NULL, N_("Go down a row"), GROUP_MOVE, ANYWHERE, act_move, 1},
	{"up", "k Up ^P", NULL, N_("Go up a row"), GROUP_MOVE, ANYWHERE, act_move, -1},
	{"half-page-down", "^D", NULL, N_("Go down half a page"), GROUP_MOVE, ANYWHERE,
	 act_half_page, 1},
	{"half-page-up", "^U", NULL, N_("Go up half a page"), GROUP_MOVE, ANYWHERE, act_half_page,
	 -1},
	{"page-down", "PgDn ^F", NULL, N_("Go down a page"), GROUP_MOVE, ANYWHERE, act_page, 1},
	{"page-up", "PgUp ^B", NULL, N_("Go up a page"), GROUP_MOVE, ANYWHERE, act_page, -1},
	{"top", "g Home", NULL, N_("Go to the first row"), GROUP_MOVE, ANYWHERE, act_end, -1},
	{"bottom", "G End", NULL, N_("Go to the last row"), GROUP_MOVE, ANYWHERE, act_end, 1},

	{"next-pane", "Tab", NULL, N_("Go to the next pane, the record included"), GROUP_PANES,
	 ANYWHERE, act_next_pane, 1},
	{"previous-pane", "S-Tab", NULL, N_("Go to the previous pane"), GROUP_PANES, ANYWHERE,
	 act_next_pane, -1},
	{"mission", "1", NULL, N_("Go to the mission"), GROUP_PANES, ANYWHERE, act_pane,
	 PANE_MISSION},
	{"history", "2", NULL, N_("Go to the history"), GROUP_PANES, ANYWHERE, act_pane,
	 PANE_HISTORY},
	{"agencies", "3", NULL, N_("Go to the agencies"), GROUP_PANES, ANYWHERE, act_pane,
	 PANE_AGENCIES},
	{"people", "4", NULL, N_("Go to the people"), GROUP_PANES, ANYWHERE, act_pane, PANE_PEOPLE},

	{"open", "Enter l Right", NULL, N_("Open the record, or follow the link"), GROUP_RECORDS,
	 ANYWHERE, act_open, 0},
	{"branch-up", "h Left", NULL, N_("Fold the branch, or go to what it is a part of"),
	 GROUP_RECORDS, IN_AGENCIES, act_branch_up, 0},
	{"back", "h Left Esc Backspace", NULL,
	 N_("Go back: to the record before, to the list, to all rows"), GROUP_RECORDS, ANYWHERE,
	 act_back, 0},
	{"next-record", "J", NULL, N_("Show the next record of the list"), GROUP_RECORDS, IN_CARD,
	 act_step_record, 1},
	{"previous-record", "K", NULL, N_("Show the previous record of the list"), GROUP_RECORDS,
	 IN_CARD, act_step_record, -1},
	{"trail-back", "[", NULL, N_("Go back through the records that were opened"), GROUP_RECORDS,
	 ANYWHERE, act_trail, -1},
	{"trail-forward", "]", NULL, N_("Go forward through the records that were opened"),
	 GROUP_RECORDS, ANYWHERE, act_trail, 1},
	{"show", "", "NAME", N_("Open a record by its name, abbreviation or country code"),
	 GROUP_RECORDS, ANYWHERE, act_show, 0},
	{"link", "o", NULL, N_("Show the web address of the line, and copy it"), GROUP_RECORDS,
	 IN_CARD | IN_HELP, act_link, 0},
	{"copy", "y", NULL, N_("Copy the line to the clipboard of the terminal"), GROUP_RECORDS,
	 ANYWHERE, act_copy, 0},
	{"copy-card", "Y", NULL, N_("Copy the whole record"), GROUP_RECORDS, ANYWHERE,
	 act_copy_card, 0},

	{"filter", "/", "TEXT", N_("Narrow a list, or search in a text, as you type"), GROUP_FIND,
	 ANYWHERE, act_filter, 0},
	{"next-hit", "n", NULL, N_("Go to the next hit"), GROUP_FIND, ANYWHERE, act_next_hit, 1},
	{"previous-hit", "N", NULL, N_("Go to the previous hit"), GROUP_FIND, ANYWHERE,
	 act_next_hit, -1},
	{"clear", "\\", NULL, N_("Show all rows again"), GROUP_FIND, ANYWHERE, act_clear, 0},
	{"find", "", "TEXT", N_("Search in everything"), GROUP_FIND, ANYWHERE, act_find, 0},

	{"fold", "Space", NULL, N_("Fold or unfold a branch"), GROUP_VIEW, IN_AGENCIES, act_fold,
	 0},
	{"more", "+", NULL, N_("Show more events"), GROUP_VIEW, IN_HISTORY, act_zoom, 1},
	{"less", "-", NULL, N_("Show fewer events"), GROUP_VIEW, IN_HISTORY, act_zoom, -1},
	{"sort", "s", NULL, N_("Sort by name, by body, by country"), GROUP_VIEW, IN_PEOPLE,
	 act_sort, 0},
	{"reverse", "S", NULL, N_("Turn the order round"), GROUP_VIEW, IN_PEOPLE, act_reverse, 0},

	{"command-line", ":", NULL, N_("Type a command; Tab completes"), GROUP_PROGRAM, ANYWHERE,
	 act_command_line, 0},
	{"help", "? F1", NULL, N_("Show the keys for here"), GROUP_PROGRAM, ANYWHERE, act_help, 0},
	{"messages", "", NULL, N_("Show what was said at the foot"), GROUP_PROGRAM, ANYWHERE,
	 act_messages, 0},
	{"redraw", "^L", NULL, N_("Draw the screen again"), GROUP_PROGRAM, ANYWHERE, act_redraw, 0},
	{"suspend", "^Z", NULL, N_("Suspend the program; fg brings it back"), GROUP_PROGRAM,
	 ANYWHERE, act_suspend, 0},
	{"cancel", "^C ^G", NULL, N_("Cancel; with nothing to cancel, ask whether to leave"),
	 GROUP_PROGRAM, ANYWHERE, act_cancel, 0},
	{"quit", "q", NULL, N_("Go back; at the top, leave the program"), GROUP_PROGRAM, ANYWHERE,
	 act_quit, 0},
	{"leave", "Q", NULL, N_("Leave the program"), GROUP_PROGRAM, ANYWHERE, act_leave, 0},
};

enum { ROW_COUNT = sizeof rows / sizeof *rows };

const struct command *command_rows(size_t *count)
{
	*count = ROW_COUNT;
	return rows;
}

const char *command_group_title(enum command_group group)
{
	static const char *const titles[GROUP_COUNT] = {
		[GROUP_MOVE] = N_("Moving"),	 [GROUP_PANES] = N_("Panes"),
		[GROUP_RECORDS] = N_("Records"), [GROUP_FIND] = N_("Finding"),
		[GROUP_VIEW] = N_("View"),	 [GROUP_PROGRAM] = N_("Program"),
	};

	return _(titles[group]);
}

static unsigned place_of_focus(const struct app *app)
{
	static const unsigned places[FRAME_PANES] = {
		[PANE_MISSION] = IN_TEXT,
		[PANE_HISTORY] = IN_LIST | IN_HISTORY,
		[PANE_AGENCIES] = IN_LIST | IN_AGENCIES,
		[PANE_PEOPLE] = IN_LIST | IN_PEOPLE,
	};

	if (app->overlay != NULL) {
		return IN_HELP;
	}
	return app->on_card ? IN_CARD : places[app->active];
}

bool command_is_here(const struct app *app, const struct command *command)
{
	return (command->where & place_of_focus(app)) != 0;
}

const struct command *command_of_key(const struct app *app, uint32_t code)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (keys_hold(rows[i].keys, code) && command_is_here(app, &rows[i])) {
			return &rows[i];
		}
	}
	return NULL;
}

const struct command *command_of_name(const char *name, size_t len)
{
	const struct command *found = NULL;
	size_t hits = 0;

	for (size_t i = 0; len > 0 && i < ROW_COUNT; i++) {
		if (strncmp(rows[i].name, name, len) == 0) {
			if (strlen(rows[i].name) == len) {
				return &rows[i];
			}
			found = &rows[i];
			hits++;
		}
	}
	return hits == 1 ? found : NULL;
}

void command_run_line(struct app *app, const char *line)
{
	line += strspn(line, " ");
	size_t len = strcspn(line, " ");
	const struct command *command = command_of_name(line, len);

	if (len == 0) {
		return;
	}
	if (command == NULL) {
		app_say(app, _("There is no command \"%.*s\". Tab lists them; ? shows the keys."),
			(int)len, line);
		app->message_style = STYLE_ERROR;
	} else if (!command_is_here(app, command)) {
		app_say(app, _("The command %s does nothing here."), command->name);
	} else {
		line += len;
		command->run(app, line + strspn(line, " "), command->amount);
	}
}

void tui_key_table(struct str *out)
{
	for (int group = 0; group < GROUP_COUNT; group++) {
		str_add_format(out, "%s%s\n", group > 0 ? "\n" : "", command_group_title(group));
		for (size_t i = 0; i < ROW_COUNT; i++) {
			if ((int)rows[i].group == group && rows[i].keys[0] != '\0') {
				str_add_format(out, "  %-22s %s\n", rows[i].keys, _(rows[i].help));
			}
		}
	}
}
