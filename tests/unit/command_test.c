/* SPDX-License-Identifier: MIT
 *
 * The command rows, from which keys, help, completion and the manual are made.
 */
#include "tui/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text/layout.h"
#include "tui/keymap.h"
#include "tui/screen.h"
#include "tui/state.h"
#include "tui/tui.h"

/* Lists over everything that have commands of their own. */
static const unsigned overlays[] = {0, IN_CHANGES, IN_ACTIONS, IN_ACTION, IN_BIN, IN_RECORDS};

/* The places where the focus can be: four panes, the card, and what lies over everything. */
enum { PLACES = FRAME_PANES + 1 + sizeof overlays / sizeof *overlays };

static bool is_in_place(const struct command *command, int place)
{
	struct pane overlay = {0};
	struct app app = {.active = place < FRAME_PANES ? place : 0,
			  .on_card = place == FRAME_PANES,
			  .overlay = place > FRAME_PANES ? &overlay : NULL};
	app.overlay_view.place = place > FRAME_PANES ? overlays[place - FRAME_PANES - 1] : 0;
	return command_is_here(&app, command);
}

static int count_places(const struct command *command)
{
	int count = 0;
	for (int place = 0; place < PLACES; place++) {
		count += is_in_place(command, place);
	}
	return count;
}

/* Whether one of the names of keys is a key of the other row too. */
static bool share_key(const struct command *a, const struct command *b)
{
	for (const char *name = a->keys; *name != '\0';) {
		size_t len = strcspn(name, " ");
		if (keys_hold(b->keys, key_parse(name, (int)len))) {
			return true;
		}
		name += len + strspn(name + len, " ");
	}
	return false;
}

static void every_row_is_complete(void **state)
{
	(void)state;
	size_t count;
	const struct command *rows = command_rows(&count);
	assert_true(count > 20);
	for (size_t i = 0; i < count; i++) {
		const struct command *row = &rows[i];
		assert_true(strlen(row->name) > 0);
		assert_int_equal(strspn(row->name, "abcdefghijklmnopqrstuvwxyz-"),
				 strlen(row->name));
		assert_non_null(row->keys);
		assert_true(row->argument == NULL || row->argument[0] != '\0');
		assert_true(row->help != NULL && row->help[0] != '\0');
		assert_true(row->help[strlen(row->help) - 1] != '.');
		assert_in_range(row->group, 0, GROUP_COUNT - 1);
		assert_non_null(row->run);
		assert_true(count_places(row) > 0);
	}
}

static void names_are_unique(void **state)
{
	(void)state;
	size_t count;
	const struct command *rows = command_rows(&count);
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < i; j++) {
			assert_string_not_equal(rows[i].name, rows[j].name);
			assert_string_not_equal(rows[i].help, rows[j].help);
		}
	}
}

static void every_key_has_a_name_that_is_known(void **state)
{
	(void)state;
	size_t count;
	const struct command *rows = command_rows(&count);
	for (size_t i = 0; i < count; i++) {
		for (const char *name = rows[i].keys; *name != '\0';) {
			size_t len = strcspn(name, " ");
			if (key_parse(name, (int)len) == SCREEN_KEY_NONE) {
				fail_msg("%s: there is no key %.*s", rows[i].name, (int)len, name);
			}
			name += len + strspn(name + len, " ");
		}
	}
}

/* A row for one pane may take a key from a row for all, and stands before it then. */
static void a_key_means_one_thing_wherever_it_is_pressed(void **state)
{
	(void)state;
	size_t count;
	const struct command *rows = command_rows(&count);
	for (size_t j = 0; j < count; j++) {
		for (size_t i = 0; i < j; i++) {
			bool is_special = count_places(&rows[i]) < count_places(&rows[j]);
			for (int place = 0; place < PLACES; place++) {
				if (is_in_place(&rows[i], place) && is_in_place(&rows[j], place) &&
				    share_key(&rows[i], &rows[j]) && !is_special) {
					fail_msg("%s and %s have a key in common", rows[i].name,
						 rows[j].name);
				}
			}
		}
	}
}

static const char *name_of_key(const struct app *app, uint32_t code)
{
	const struct command *command = command_of_key(app, code);
	return command ? command->name : "none";
}

static void a_key_runs_what_fits_where_the_focus_is(void **state)
{
	(void)state;
	struct app agencies = {.active = PANE_AGENCIES};
	struct app people = {.active = PANE_PEOPLE};
	struct app card = {.active = PANE_AGENCIES, .on_card = true};
	assert_string_equal(name_of_key(&agencies, 'h'), "branch-up");
	assert_string_equal(name_of_key(&people, 'h'), "back");
	assert_string_equal(name_of_key(&card, 'h'), "back");
	assert_string_equal(name_of_key(&agencies, ' '), "fold");
	assert_string_equal(name_of_key(&people, ' '), "tag");
	assert_string_equal(name_of_key(&card, ' '), "none");
	assert_string_equal(name_of_key(&card, 'J'), "next-record");
	assert_string_equal(name_of_key(&people, 'J'), "none");
	assert_string_equal(name_of_key(&people, 0x5F90), "none");
}

static void a_list_over_everything_has_keys_of_its_own(void **state)
{
	(void)state;
	struct pane overlay = {0};
	struct app help = {.overlay = &overlay};
	struct app actions = {.overlay = &overlay, .overlay_view.place = IN_ACTIONS};
	struct app changes = {.overlay = &overlay, .overlay_view.place = IN_CHANGES};
	assert_string_equal(name_of_key(&help, 'u'), "undo");
	assert_string_equal(name_of_key(&actions, 'u'), "undo-action");
	assert_string_equal(name_of_key(&actions, SCREEN_KEY_ENTER), "show-action");
	assert_string_equal(name_of_key(&changes, SCREEN_KEY_ENTER), "open");
	assert_string_equal(name_of_key(&changes, 'r'), "restore-field");
	assert_string_equal(name_of_key(&help, 'r'), "none");
	assert_string_equal(name_of_key(&help, 'a'), "none");
}

/* Keys that write are told so by their row, or they would be offered on a file that can only be read. */
static void what_changes_the_file_is_marked(void **state)
{
	static const char *const names[] = {"add",    "edit",	     "editor",	     "duplicate",
					    "remove", "restore",     "succeed",	     "end-term",
					    "rename", "erase",	     "undo",	     "redo",
					    "reason", "undo-action", "restore-field"};
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_true((command_of_name(names[i], strlen(names[i]))->where & WRITES) != 0);
	}
	assert_false((command_of_name("terms", 5)->where & WRITES) != 0);
	assert_true((command_of_name("tag", 3)->where & WRITES) != 0);
	assert_true((command_of_name("unsaved", 7)->where & WRITES) != 0);
	assert_false((command_of_name("sources", 7)->where & WRITES) != 0);
}

static const char *find_name(const char *typed)
{
	const struct command *command = command_of_name(typed, strlen(typed));
	return command ? command->name : "none";
}

static void a_unique_beginning_is_enough_of_a_name(void **state)
{
	(void)state;
	size_t count;
	const struct command *rows = command_rows(&count);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(find_name(rows[i].name), rows[i].name);
	}
	assert_string_equal(find_name("sus"), "suspend");
	assert_string_equal(find_name("copy"), "copy");
	assert_string_equal(find_name("previous"), "none");
	assert_string_equal(find_name("suspended"), "none");
	assert_string_equal(find_name(""), "none");
}

static void the_key_table_tells_every_row(void **state)
{
	(void)state;
	size_t count;
	const struct command *rows = command_rows(&count);
	struct str table = STR_EMPTY;
	tui_key_table(&table);
	for (size_t i = 0; i < count; i++) {
		assert_non_null(strstr(str_text(&table), rows[i].help));
	}
	for (int group = 0; group < GROUP_COUNT; group++) {
		assert_non_null(
			strstr(str_text(&table), command_group_title((enum command_group)group)));
	}
	str_clear(&table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_complete),
		cmocka_unit_test(names_are_unique),
		cmocka_unit_test(every_key_has_a_name_that_is_known),
		cmocka_unit_test(a_key_means_one_thing_wherever_it_is_pressed),
		cmocka_unit_test(a_key_runs_what_fits_where_the_focus_is),
		cmocka_unit_test(a_list_over_everything_has_keys_of_its_own),
		cmocka_unit_test(what_changes_the_file_is_marked),
		cmocka_unit_test(a_unique_beginning_is_enough_of_a_name),
		cmocka_unit_test(the_key_table_tells_every_row),
	};
	return cmocka_run_group_tests_name("command", tests, NULL, NULL);
}
