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
	/* What is special to a list over everything goes before the same key elsewhere. */
	{"show-action", "Enter l Right", NULL, GROUP_JOURNAL, IN_ACTIONS, act_show_action, 0,
	 N_("In the list of actions: show what the action changed")},
	{"undo-action", "u", NULL, GROUP_JOURNAL, IN_ACTIONS | IN_ACTION | WRITES, act_undo_action,
	 0, N_("In the list of actions and in one of them: take the action back")},
	{"restore-field", "r", NULL, GROUP_JOURNAL, IN_CHANGES | WRITES, act_restore_field, 0,
	 N_("In the history of a record: put the old value of the line back")},

	{"down", "j Down ^N", NULL, GROUP_MOVE, ANYWHERE, act_move, 1, N_("Go down a row")},
	{"up", "k Up ^P", NULL, GROUP_MOVE, ANYWHERE, act_move, -1, N_("Go up a row")},
	{"half-page-down", "^D", NULL, GROUP_MOVE, ANYWHERE, act_half_page, 1,
	 N_("Go down half a page")},
	{"half-page-up", "^U", NULL, GROUP_MOVE, ANYWHERE, act_half_page, -1,
	 N_("Go up half a page")},
	{"page-down", "PgDn ^F", NULL, GROUP_MOVE, ANYWHERE, act_page, 1, N_("Go down a page")},
	{"page-up", "PgUp ^B", NULL, GROUP_MOVE, ANYWHERE, act_page, -1, N_("Go up a page")},
	{"scroll", "Space", NULL, GROUP_MOVE, IN_HELP, act_page, 1,
	 N_("Go down a page of what lies over everything")},
	{"top", "g Home", NULL, GROUP_MOVE, ANYWHERE, act_end, -1, N_("Go to the first row")},
	{"bottom", "G End", NULL, GROUP_MOVE, ANYWHERE, act_end, 1, N_("Go to the last row")},
	{"next-part", "}", NULL, GROUP_MOVE, IN_TEXT | IN_CARD | IN_HELP, act_part, 1,
	 N_("Go to the next heading or field of a text")},
	{"previous-part", "{", NULL, GROUP_MOVE, IN_TEXT | IN_CARD | IN_HELP, act_part, -1,
	 N_("Go to the heading or field before")},

	{"next-pane", "Tab", NULL, GROUP_PANES, ANYWHERE, act_next_pane, 1,
	 N_("Go to the next pane, the record included")},
	{"previous-pane", "S-Tab", NULL, GROUP_PANES, ANYWHERE, act_next_pane, -1,
	 N_("Go to the previous pane")},
	{"mission", "1", NULL, GROUP_PANES, ANYWHERE, act_pane, PANE_MISSION,
	 N_("Go to the mission")},
	{"timeline", "2", NULL, GROUP_PANES, ANYWHERE, act_pane, PANE_HISTORY,
	 N_("Go to the history")},
	{"agencies", "3", NULL, GROUP_PANES, ANYWHERE, act_pane, PANE_AGENCIES,
	 N_("Go to the agencies")},
	{"people", "4", NULL, GROUP_PANES, ANYWHERE, act_pane, PANE_PEOPLE, N_("Go to the people")},

	{"open", "Enter l Right", NULL, GROUP_RECORDS, ANYWHERE, act_open, 0,
	 N_("Open the record, or follow the link")},
	{"branch-up", "h Left", NULL, GROUP_RECORDS, IN_AGENCIES, act_branch_up, 0,
	 N_("Fold the branch, or go to what it is a part of")},
	{"back", "h Left Esc Backspace", NULL, GROUP_RECORDS, ANYWHERE, act_back, 0,
	 N_("Go back: to the record before, to the list, to all rows")},
	{"next-record", "J", NULL, GROUP_RECORDS, IN_CARD, act_step_record, 1,
	 N_("Show the next record of the list")},
	{"previous-record", "K", NULL, GROUP_RECORDS, IN_CARD, act_step_record, -1,
	 N_("Show the previous record of the list")},
	{"trail-back", "[", NULL, GROUP_RECORDS, ANYWHERE, act_trail, -1,
	 N_("Go back through the records that were opened")},
	{"trail-forward", "]", NULL, GROUP_RECORDS, ANYWHERE, act_trail, 1,
	 N_("Go forward through the records that were opened")},
	{"show", "", N_("NAME"), GROUP_RECORDS, ANYWHERE, act_show, 0,
	 N_("Open a record by its name, abbreviation or country code")},
	{"link", "o", NULL, GROUP_RECORDS, IN_CARD | IN_HELP, act_link, 0,
	 N_("Open the web address of the line, or copy it where there is no desktop")},
	{"copy", "y", NULL, GROUP_RECORDS, ANYWHERE, act_copy, 0,
	 N_("Copy the line to the clipboard of the terminal")},
	{"copy-card", "Y", NULL, GROUP_RECORDS, ANYWHERE, act_copy_card, 0,
	 N_("Copy the whole record")},

	{"add", "a", N_("KIND"), GROUP_EDIT, IN_LIST | IN_TEXT | IN_CARD | IN_KIND | WRITES,
	 act_add, 0, N_("Add a record, or on a card what belongs to it")},
	{"edit", "e", NULL, GROUP_EDIT, IN_LIST | IN_TEXT | IN_CARD | IN_RECORDS | WRITES, act_edit,
	 0, N_("Edit the record, what the line tells of, or all that are tagged")},
	{"editor", "E", NULL, GROUP_EDIT, IN_LIST | IN_TEXT | IN_CARD | WRITES, act_editor, 0,
	 N_("Edit the whole record as text in your editor")},
	{"duplicate", "c", NULL, GROUP_EDIT, IN_LIST | IN_TEXT | IN_CARD | WRITES, act_duplicate, 0,
	 N_("Add a record that begins with the values of this one")},
	{"remove", "d Delete", NULL, GROUP_EDIT, IN_LIST | IN_TEXT | IN_CARD | WRITES, act_remove,
	 0, N_("Move the record, what the line tells of, or all that are tagged to the bin")},
	{"restore", "R", NULL, GROUP_EDIT, IN_CARD | IN_BIN | WRITES, act_restore, 0,
	 N_("Take the record out of the bin")},
	{"end-term", "x", N_("DATE"), GROUP_EDIT, IN_LIST | IN_CARD | IN_HELP | WRITES,
	 act_end_term, 0, N_("End the term of the line, today or on a date (:end-term 2026-05)")},
	{"succeed", "X", N_("NAME DATE"), GROUP_EDIT, IN_LIST | IN_CARD | IN_HELP | WRITES,
	 act_succeed, 0,
	 N_("End the term of the line and let another person follow, today or on a date that "
	    "stands behind the name")},
	{"verify", "v", NULL, GROUP_EDIT, IN_CARD | IN_RECORDS | WRITES, act_verify, 0,
	 N_("Note that the address or number of the line was seen to work today")},
	{"tell-apart", "t", NULL, GROUP_EDIT, IN_RECORDS | WRITES, act_tell_apart, 0,
	 N_("Tell the two likely duplicates of the line apart")},
	{"rename", "", N_("NAME DATE"), GROUP_EDIT, IN_LIST | IN_CARD | WRITES, act_rename, 0,
	 N_("Give an agency a new name and keep the old one, until a date that stands behind the "
	    "name or is asked for")},
	{"reason", "", N_("TEXT"), GROUP_EDIT, ANYWHERE | WRITES, act_reason, 0,
	 N_("Say why, for the next save")},
	{"bin", "", NULL, GROUP_EDIT, ANYWHERE, act_bin, 0, N_("Show what lies in the bin")},
	{"unsaved", "", NULL, GROUP_EDIT, ANYWHERE | WRITES, act_unsaved, 0,
	 N_("Come back to what was not saved when the program ended")},
	{"erase", "", NULL, GROUP_EDIT, IN_LIST | IN_CARD | IN_BIN | WRITES, act_erase, 0,
	 N_("Erase a person for good, from the history too")},

	{"undo", "u", NULL, GROUP_JOURNAL, ANYWHERE | WRITES, act_undo, -1,
	 N_("Take back what was done last")},
	{"redo", "^R U", NULL, GROUP_JOURNAL, ANYWHERE | WRITES, act_undo, 1,
	 N_("Bring back what was undone last")},
	{"changes", "H", NULL, GROUP_JOURNAL, ANYWHERE, act_changes, 0,
	 N_("Show the history of the record: what each field was")},
	{"history", "", NULL, GROUP_JOURNAL, ANYWHERE, act_actions, 0,
	 N_("Show all that was done in the file, the newest first")},

	{"filter", "/", N_("TEXT"), GROUP_FIND, ANYWHERE, act_filter, 0,
	 N_("Narrow a list, or search in a text, as you type")},
	{"next-hit", "n", NULL, GROUP_FIND, ANYWHERE, act_next_hit, 1, N_("Go to the next hit")},
	{"previous-hit", "N", NULL, GROUP_FIND, ANYWHERE, act_next_hit, -1,
	 N_("Go to the previous hit")},
	{"clear", "\\", NULL, GROUP_FIND, ANYWHERE, act_clear, 0, N_("Show all rows again")},
	{"find", "", N_("TEXT"), GROUP_FIND, ANYWHERE, act_find, 0, N_("Search in everything")},

	{"fold", "Space", NULL, GROUP_VIEW, IN_AGENCIES, act_fold, 0,
	 N_("Fold or unfold a branch")},
	{"more", "+", NULL, GROUP_VIEW, IN_HISTORY, act_zoom, 1, N_("Show more events")},
	{"less", "-", NULL, GROUP_VIEW, IN_HISTORY, act_zoom, -1, N_("Show fewer events")},
	{"tag", "Space", NULL, GROUP_VIEW, IN_HISTORY | IN_PEOPLE | WRITES, act_tag, 0,
	 N_("Tag the row, for e and d, and go down")},
	{"invert-tags", "*", NULL, GROUP_VIEW, IN_HISTORY | IN_PEOPLE | WRITES, act_invert_tags, 0,
	 N_("Tag the rows that are not tagged, and those only")},
	{"untag", "-", NULL, GROUP_VIEW, IN_HISTORY | IN_PEOPLE | WRITES, act_untag, 0,
	 N_("Take all tags away (in the history, where - shows fewer events, type :untag)")},
	{"terms", "T", NULL, GROUP_VIEW, IN_AGENCIES | IN_CARD, act_terms, 0,
	 N_("Show the terms of a body over the years")},
	{"attention", "!", NULL, GROUP_VIEW, ANYWHERE, act_attention, 0,
	 N_("Show what needs attention, and the next step")},
	{"duplicates", "", NULL, GROUP_VIEW, ANYWHERE, act_records, LIST_DUPLICATES,
	 N_("Show people who are likely one and the same")},
	{"countries", "", NULL, GROUP_VIEW, ANYWHERE, act_records, LIST_COUNTRIES,
	 N_("Show the countries")},
	{"sources", "", NULL, GROUP_VIEW, ANYWHERE, act_records, LIST_SOURCES,
	 N_("Show the sources")},
	{"pages", "", NULL, GROUP_VIEW, ANYWHERE, act_records, LIST_PAGES,
	 N_("Show the pages of the mission")},
	{"sort", "s", NULL, GROUP_VIEW, IN_PEOPLE, act_sort, 0,
	 N_("Sort by name, by body, by country")},
	{"reverse", "S", NULL, GROUP_VIEW, IN_PEOPLE, act_reverse, 0, N_("Turn the order round")},

	{"command-line", ":", NULL, GROUP_PROGRAM, ANYWHERE, act_command_line, 0,
	 N_("Type a command; Tab completes")},
	{"help", "? F1", NULL, GROUP_PROGRAM, ANYWHERE, act_help, 0, N_("Show the keys for here")},
	{"messages", "", NULL, GROUP_PROGRAM, ANYWHERE, act_messages, 0,
	 N_("Show what was said at the foot")},
	{"redraw", "^L", NULL, GROUP_PROGRAM, ANYWHERE, act_redraw, 0, N_("Draw the screen again")},
	{"suspend", "^Z", NULL, GROUP_PROGRAM, ANYWHERE, act_suspend, 0,
	 N_("Suspend the program; fg brings it back")},
	{"cancel", "^C ^G", NULL, GROUP_PROGRAM, ANYWHERE, act_cancel, 0,
	 N_("Cancel; with nothing to cancel, ask whether to leave")},
	{"quit", "q", NULL, GROUP_PROGRAM, ANYWHERE, act_quit, 0,
	 N_("Go back; at the top, leave the program")},
	{"leave", "Q", NULL, GROUP_PROGRAM, ANYWHERE, act_leave, 0, N_("Leave the program")},
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
		[GROUP_MOVE] = N_("Moving"),
		[GROUP_PANES] = N_("Panes"),
		[GROUP_RECORDS] = N_("Records"),
		[GROUP_EDIT] = N_("Editing"),
		[GROUP_JOURNAL] = N_("Undo and history"),
		[GROUP_FIND] = N_("Finding"),
		[GROUP_VIEW] = N_("View"),
		[GROUP_PROGRAM] = N_("Program"),
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
		return IN_HELP | app->overlay_view.place;
	}
	return app->on_card ? IN_CARD : places[app->active];
}

bool command_is_here(const struct app *app, const struct command *command)
{
	return (command->where & place_of_focus(app)) != 0;
}

bool command_is_about_line(const struct command *command)
{
	static const bool groups[GROUP_COUNT] = {
		[GROUP_RECORDS] = true,
		[GROUP_EDIT] = true,
		[GROUP_JOURNAL] = true,
		[GROUP_VIEW] = true,
	};

	return groups[command->group];
}

bool command_is_offered(const struct app *app, const struct command *command)
{
	return (command->where & WRITES) == 0 || !store_is_read_only(app->host.store);
}

void command_run(struct app *app, const struct command *command, const char *argument)
{
	if ((command->where & WRITES) == 0 || app_may_write(app)) {
		command->run(app, argument, command->amount);
	}
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
	const char *argument = line + len + strspn(line + len, " ");

	if (len == 0) {
		return;
	}
	if (command == NULL) {
		app_say(app, _("There is no command \"%.*s\". Tab lists them; ? shows the keys."),
			(int)len, line);
		app->message_style = STYLE_ERROR;
	} else if (!command_is_here(app, command)) {
		app_say(app, _("The command %s does nothing here."), command->name);
	} else if (command->argument == NULL && argument[0] != '\0') {
		app_say(app, _("The command %s takes no words behind it."), command->name);
		app->message_style = STYLE_ERROR;
	} else {
		command_run(app, command, argument);
	}
}

void command_add_keys(struct str *out, const struct command *command)
{
	if (command->keys[0] != '\0') {
		str_add(out, command->keys);
		return;
	}
	str_add_format(out, ":%s", command->name);
	if (command->argument != NULL) {
		str_add_format(out, " %s", _(command->argument));
	}
}

static void add_row(struct str *out, const struct command *command)
{
	struct str keys = STR_EMPTY;

	command_add_keys(&keys, command);
	str_add_format(out, "  %-22s %s\n", str_text(&keys), _(command->help));
	str_clear(&keys);
}

void tui_key_table(struct str *out)
{
	for (int group = 0; group < GROUP_COUNT; group++) {
		str_add_format(out, "%s%s\n", group > 0 ? "\n" : "",
			       command_group_title((enum command_group)group));
		for (size_t i = 0; i < ROW_COUNT; i++) {
			if ((int)rows[i].group == group) {
				add_row(out, &rows[i]);
			}
		}
	}
	str_add_char(out, '\n');
	form_key_table(out);
}
