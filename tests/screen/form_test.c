/* SPDX-License-Identifier: MIT
 *
 * A form over a directory file: the end of the program, the editor, a screen that is too small. What a
 * form looks like is told by the pictures, what others save meanwhile by form_meanwhile_test.c.
 */
#include "tui/form.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "form_fixture.h"
#include "interchange/unsaved.h"
#include "tui/state.h"

#define CONTROL_O "\017"
#define CONTROL_S "\023"
#define CONTROL_U "\025"
#define ESCAPE "\033"
#define TAB "\t"

static size_t count_left(void)
{
	struct arena *arena = arena_new();
	struct unsaved_rows rows = {0};
	struct store *store = NULL;
	struct err err = {0};
	assert_true(store_open(scene.path, false, &store, &err));
	assert_true(unsaved_list(store, arena, &rows, &err));
	store_close(store);
	arena_free(arena);
	return rows.count;
}

static void a_signal_leaves_what_was_typed_for_the_next_start(void **state)
{
	(void)state;
	fixture_open_form();
	fixture_type(" B");
	raise(SIGTERM);
	assert_false(fixture_step());
	assert_int_equal(app_signal(scene.app), SIGTERM);
	scene_stop(&scene);
	assert_int_equal(count_left(), 1);
	scene_start(&scene, false);
	assert_true(fixture_step());
	fixture_expect("Not saved when the program ended: Ana Example");
	fixture_type("o");
	fixture_expect("> Name *                  Ana Example B");
	fixture_type(CONTROL_S);
	assert_string_equal(fixture_stored("name"), "Ana Example B");
	scene_stop(&scene);
	assert_int_equal(count_left(), 0);
	scene_start(&scene, false);
}

/* What was typed when a program was ended waits for the next one. */
static void leave_unsaved(void)
{
	fixture_open_form();
	fixture_type(" B");
	raise(SIGTERM);
	assert_false(fixture_step());
	scene_stop(&scene);
	scene_start(&scene, false);
	assert_true(fixture_step());
}

static void note_when_it_was_made(void)
{
	struct err err = {0};
	assert_true(store_begin(scene.store, &err));
	assert_true(store_set_meta(scene.store, "created", "2026-11-23T10:00:00Z", &err));
	assert_true(store_commit(scene.store, &err));
}

static void what_was_typed_is_offered_where_the_file_was_moved_to(void **state)
{
	(void)state;
	const char *old = scene.path;
	note_when_it_was_made();
	fixture_open_form();
	fixture_type(" B");
	raise(SIGTERM);
	assert_false(fixture_step());
	scene_stop(&scene);
	scene.path = folder_file(&scene.folder, "roster.db");
	assert_int_equal(rename(old, scene.path), 0);
	scene_start(&scene, false);
	assert_true(fixture_step());
	fixture_expect("Not saved when the program ended: Ana Example");
	fixture_expect("It was typed");
	fixture_expect("which is not there any");
	fixture_type("o");
	fixture_expect("> Name *                  Ana Example B");
	fixture_type(CONTROL_S);
	assert_string_equal(fixture_stored("name"), "Ana Example B");
	assert_int_equal(count_left(), 0);
}

static void what_is_left_for_later_comes_back_by_a_command(void **state)
{
	(void)state;
	leave_unsaved();
	fixture_expect("[o]pen  [d]iscard  [l]ater");
	fixture_type("l");
	fixture_expect("It is kept. :unsaved comes back to it, and so does the next start.");
	fixture_type(":unsaved\r");
	fixture_expect("Not saved when the program ended: Ana Example");
	fixture_type("\033");
	fixture_expect("It is kept.");
	assert_int_equal(count_left(), 1);
}

static void one_key_alone_discards_nothing(void **state)
{
	(void)state;
	leave_unsaved();
	fixture_type("d");
	fixture_expect("Discard for good what was typed for Ana Example");
	fixture_type("k");
	assert_int_equal(count_left(), 1);
	fixture_type(":unsaved\rdd");
	fixture_expect("Discarded what was typed for Ana Example");
	assert_int_equal(count_left(), 0);
	fixture_type(":unsaved\r");
	fixture_expect("Nothing is left that was not saved.");
}

static size_t count_files(void)
{
	struct folder folder = {.path = NULL};
	char path[500];
	snprintf(path, sizeof path, "%s/iemn", folder_file(&scene.folder, "state"));
	folder.path = path;
	return access(path, F_OK) == 0 ? folder_count(&folder) : 0;
}

/* The path of the one file of unsaved work, in the arena. */
static const char *path_left(struct arena *arena)
{
	struct unsaved_rows rows = {0};
	struct err err = {0};
	assert_true(unsaved_list(scene.store, arena, &rows, &err));
	assert_int_equal(rows.count, 1);
	return rows.items[0].path;
}

static void a_form_that_was_cut_short_is_told_once_and_kept(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	leave_unsaved();
	assert_int_equal(truncate(path_left(arena), 60), 0);
	arena_free(arena);
	scene_stop(&scene);
	scene_start(&scene, false);
	assert_true(fixture_step());
	fixture_expect("1 unsaved form cannot be read. It is kept in ");
	fixture_expect(".json.unreadable");
	assert_int_equal(count_files(), 1);
	scene_stop(&scene);
	scene_start(&scene, false);
	assert_true(fixture_step());
	assert_false(fixture_shows("unsaved form"));
	assert_int_equal(count_files(), 1);
}

static void a_form_that_comes_back_is_offered_to_no_other_program(void **state)
{
	(void)state;
	leave_unsaved();
	assert_int_equal(count_left(), 1);
	fixture_type("o");
	fixture_expect("> Name *                  Ana Example B");
	assert_int_equal(count_left(), 0);
	assert_int_equal(count_files(), 1);
}

static void a_form_that_another_program_took_over_is_not_called_damaged(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	leave_unsaved();
	assert_true(unsaved_discard(path_left(arena)));
	arena_free(arena);
	fixture_type("o");
	fixture_expect("Another program has opened or saved it meanwhile.");
	assert_false(app_has_form(scene.app));
}

static void of_two_programs_that_open_one_form_the_first_goes_on_with_it(void **state)
{
	struct arena *arena = arena_new();
	struct sheet *sheet = NULL;
	struct err err = {0};
	(void)state;
	leave_unsaved();
	const char *path = path_left(arena);
	assert_true(unsaved_read(scene.store, path, &sheet, &err));
	assert_true(unsaved_discard(path));
	assert_false(unsaved_discard(path));
	fixture_type(ESCAPE);
	app_open_form(scene.app, sheet, &(struct form_options){0});
	form_take_over(scene.app, path);
	assert_false(app_has_form(scene.app));
	assert_true(fixture_step());
	fixture_expect("Another program has opened or saved it meanwhile.");
	assert_int_equal(count_files(), 0);
	arena_free(arena);
}

static void what_was_typed_survives_a_file_that_was_moved(void **state)
{
	const char *aside = folder_file(&scene.folder, "aside.db");
	(void)state;
	fixture_open_form();
	fixture_type(" B");
	assert_int_equal(rename(scene.path, aside), 0);
	fixture_type(CONTROL_S);
	fixture_expect("Not saved: the file was moved, deleted or replaced meanwhile.");
	fixture_expect("is kept in");
	assert_false(fixture_shows("erson:"));
	fixture_type(ESCAPE);
	fixture_expect("[l]ater  [d]iscard  [k]eep editing");
	fixture_type("k");
	assert_true(app_has_form(scene.app));
	fixture_type(" C");
	fixture_type(ESCAPE);
	fixture_type("l");
	assert_false(app_has_form(scene.app));
	scene_stop(&scene);
	assert_int_equal(rename(aside, scene.path), 0);
	scene_start(&scene, false);
	assert_true(fixture_step());
	fixture_expect("Not saved when the program ended: Ana Example");
	fixture_type("o" CONTROL_S);
	assert_string_equal(fixture_stored("name"), "Ana Example B C");
}

/* Longer than any that can be typed. */
static void a_name_of_any_length_opens_and_is_found_fault_with(void **state)
{
	struct str name = STR_EMPTY;
	struct err err = {0};
	(void)state;
	str_add_repeat(&name, 'N', 100000);
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	struct unsaved *unsaved = unsaved_open(scene.store);
	sheet_put(sheet, 0, "name", str_text(&name));
	assert_true(unsaved_write(unsaved, sheet, scene.store, &err));
	unsaved_close(unsaved, true);
	sheet_free(sheet);
	str_clear(&name);
	scene_stop(&scene);
	scene_start(&scene, false);
	assert_true(fixture_step());
	fixture_expect("Not saved when the program ended:");
	fixture_expect("IEMN Directory");
	fixture_type("o" CONTROL_S);
	fixture_expect("> Name *                  NNNNNN");
	fixture_expect("This text is too long: 100000 bytes");
}

static void nothing_is_left_of_a_form_without_changes(void **state)
{
	(void)state;
	fixture_open_form();
	fixture_type(" B\177\177");
	raise(SIGTERM);
	assert_false(fixture_step());
	scene_stop(&scene);
	assert_int_equal(count_left(), 0);
	scene_start(&scene, false);
}

static void what_was_typed_is_written_a_second_later_and_forgotten_when_discarded(void **state)
{
	(void)state;
	fixture_open_form();
	fixture_type(" B");
	scene.app->began += 1000;
	form_keep_unsaved(scene.app);
	size_t kept = count_files();
	assert_true(kept > 0);
	fixture_type(ESCAPE);
	fixture_type("d");
	fixture_expect("The changes were discarded.");
	assert_true(count_files() < kept);
	scene_stop(&scene);
	assert_int_equal(count_left(), 0);
	scene_start(&scene, false);
}

static void the_editor_gets_the_field_and_gives_it_back(void **state)
{
	(void)state;
	setenv("VISUAL", "sed -i s/Ana/Eva/", 1);
	fixture_open_form();
	fixture_type(CONTROL_O);
	fixture_expect("> Name *                  Eva Example");
	fixture_expect("Ana Example → Eva Example");
	fixture_type(CONTROL_O);
	fixture_expect("The text was not changed.");
	setenv("VISUAL", "/no/such/editor", 1);
	fixture_type(CONTROL_O);
	fixture_expect("> Name *                  Eva Example");
	unsetenv("VISUAL");
}

static void a_screen_that_is_too_small_keeps_the_form(void **state)
{
	(void)state;
	fixture_open_form();
	fixture_type(" B");
	screen_set_size(scene.stage.screen, 4, 19);
	assert_true(fixture_step());
	fixture_type("qQ" ESCAPE);
	screen_set_size(scene.stage.screen, 24, 80);
	assert_true(fixture_step());
	fixture_expect("> Name *                  Ana Example B");
}

static void on_a_file_that_can_only_be_read_no_form_opens(void **state)
{
	struct err err = {0};
	(void)state;
	scene_stop(&scene);
	scene_start(&scene, true);
	struct sheet *sheet = sheet_open(scene.store, fixture_person(scene.store), &err);
	app_open_form(scene.app, sheet, &(struct form_options){0});
	assert_false(app_has_form(scene.app));
	assert_true(scene.app->message.len > 0);
}

static void what_was_taken_out_last_goes_into_another_field(void **state)
{
	(void)state;
	fixture_open_form();
	fixture_type(CONTROL_U TAB "\031" CONTROL_S);
	fixture_expect("It must not be empty.");
	fixture_type("Eva Example" CONTROL_S);
	assert_string_equal(fixture_stored("latin_name"), "Ana Example");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FORM_TEST(a_signal_leaves_what_was_typed_for_the_next_start),
		FORM_TEST(what_was_typed_is_offered_where_the_file_was_moved_to),
		FORM_TEST(what_is_left_for_later_comes_back_by_a_command),
		FORM_TEST(one_key_alone_discards_nothing),
		FORM_TEST(a_form_that_was_cut_short_is_told_once_and_kept),
		FORM_TEST(a_form_that_comes_back_is_offered_to_no_other_program),
		FORM_TEST(a_form_that_another_program_took_over_is_not_called_damaged),
		FORM_TEST(of_two_programs_that_open_one_form_the_first_goes_on_with_it),
		FORM_TEST(what_was_typed_survives_a_file_that_was_moved),
		FORM_TEST(a_name_of_any_length_opens_and_is_found_fault_with),
		FORM_TEST(nothing_is_left_of_a_form_without_changes),
		FORM_TEST(what_was_typed_is_written_a_second_later_and_forgotten_when_discarded),
		FORM_TEST(the_editor_gets_the_field_and_gives_it_back),
		FORM_TEST(a_screen_that_is_too_small_keeps_the_form),
		FORM_TEST(on_a_file_that_can_only_be_read_no_form_opens),
		FORM_TEST(what_was_taken_out_last_goes_into_another_field),
	};
	return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
