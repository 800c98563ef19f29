/* SPDX-License-Identifier: MIT
 *
 * A whole record in the editor, from the screen: what is taken of the text, what is kept of it, and
 * what stays on the disk. The editors are shell scripts that the tests write.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "../unit/folder.h"
#include "interchange/unsaved.h"
#include "scene.h"
#include "store/erase.h"
#include "text/layout.h"
#include "tui/state.h"

#define CONTROL_O "\017"

static struct scene scene;
static struct folder temporary;
static struct folder scripts;
static char *usual_temporary; /* $TMPDIR before the test, or NULL */

static const char uid[] = "c1000000-0000-4000-8000-000000000000";

static bool fill(struct store *store, void *context, struct err *err)
{
	struct record channel = {.ref = {RECORD_CHANNEL, 0}};
	(void)context;
	channel.values[field_index(RECORD_CHANNEL, "person")] = uid;
	channel.values[field_index(RECORD_CHANNEL, "kind")] = "email";
	channel.values[field_index(RECORD_CHANNEL, "value")] = "ana@example.org";
	return scene_add_person(store, "Ana Example", uid, err) && record_add(store, &channel, err);
}

static int set_up(void **state)
{
	(void)state;
	usual_temporary = mem_copy_text(getenv("TMPDIR"));
	folder_init(&temporary);
	folder_init(&scripts);
	scene_open(&scene, fill);
	setenv("TMPDIR", temporary.path, 1);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unsetenv("VISUAL");
	if (usual_temporary != NULL) {
		setenv("TMPDIR", usual_temporary, 1);
	} else {
		unsetenv("TMPDIR");
	}
	free(usual_temporary);
	scene_close(&scene);
	folder_clear(&temporary);
	folder_clear(&scripts);
	return 0;
}

/* From now on this is the editor; the file is "$1". */
static void set_editor(const char *script)
{
	struct str text = STR_EMPTY;
	str_add_format(&text, "#!/bin/sh\n%s\n", script);
	const char *path = folder_write(&scripts, "editor", str_text(&text), text.len);
	assert_int_equal(chmod(path, 0700), 0);
	setenv("VISUAL", path, 1);
	str_clear(&text);
}

/* How many texts are kept: where sheets are, and among temporary files. */
static size_t count_kept(void)
{
	const char *folder = folder_file(&scene.folder, "state/iemn");
	DIR *stream = opendir(folder);
	size_t count = folder_count(&temporary);
	for (struct dirent *entry; stream != NULL && (entry = readdir(stream)) != NULL;) {
		count += strstr(entry->d_name, ".txt") != NULL;
	}
	if (stream != NULL) {
		closedir(stream);
	}
	return count;
}

static struct ref ana(void)
{
	return scene_find(&scene, uid);
}

static bool add_note(struct store *store, const char *what, struct err *err)
{
	struct intent intent = {.origin = "shell", .name = "Edit"};
	struct arena *arena = arena_new();
	struct record record;
	struct ref ref;
	bool done = record_lookup(store, uid, &ref, err) &&
		    record_get(store, ref, arena, &record, err) &&
		    action_begin(store, &intent, err);
	if (done) {
		record.values[field_index(RECORD_PERSON, "note")] = what;
		done = record_update(store, &record, err) && action_end(store, NULL, err);
	}
	arena_free(arena);
	return done;
}

static void an_emptied_text_takes_nothing_out(void **state)
{
	static const char *const scripts_of[] = {": > \"$1\"", "printf '# only\\n \\n' > \"$1\""};
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		set_editor(scripts_of[i]);
		size_t before = scene_actions(&scene);
		scene_type(&scene, "4E");
		scene_expect(&scene, "The text came back empty: nothing was saved.");
		assert_int_equal(scene_actions(&scene), before);
	}
	assert_int_equal(count_kept(), 0);
}

static void what_an_editor_leaves_beside_the_text_goes_with_it(void **state)
{
	(void)state;
	set_editor("cp \"$1\" \"$1~\"; sed -i s/Ana/Eva/ \"$1\"");
	scene_type(&scene, "4E");
	scene_expect(&scene, "Saved Eva Example.");
	assert_int_equal(count_kept(), 0);
	set_editor("cp \"$1\" \"$1~\"");
	scene_type(&scene, "E");
	scene_expect(&scene, "The text was not changed.");
	assert_int_equal(count_kept(), 0);
}

static void what_a_failing_editor_wrote_is_kept_and_named(void **state)
{
	(void)state;
	set_editor("cp \"$1\" \"$1~\"; sed -i s/Ana/Eva/ \"$1\"; exit 3");
	scene_type(&scene, "4E");
	scene_expect(&scene, "ended with an error");
	scene_expect(&scene, "is kept in");
	assert_int_equal(count_kept(), 1);
	assert_string_equal(scene_value(&scene, ana(), "name"), "Ana Example");
}

static void a_failing_editor_that_wrote_nothing_leaves_nothing(void **state)
{
	(void)state;
	set_editor("exit 3");
	scene_type(&scene, "4E");
	scene_expect(&scene, "ended with an error");
	scene_expect_none(&scene, "kept in");
	setenv("VISUAL", "/nonexistent/editor", 1);
	scene_type(&scene, "E");
	scene_expect(&scene, "cannot be run");
	assert_int_equal(count_kept(), 0);
}

static void a_text_that_is_too_large_is_kept_and_named(void **state)
{
	(void)state;
	set_editor("head -c 17000000 /dev/zero | tr '\\0' 'x' >> \"$1\"");
	scene_type(&scene, "4E");
	scene_expect(&scene, "cannot be read");
	scene_expect(&scene, "is kept in");
	assert_int_equal(count_kept(), 1);
}

static bool erase_ana(struct store *store, const char *what, struct err *err)
{
	struct intent intent = {.origin = "shell"};
	struct arena *arena = arena_new();
	struct erase_receipt receipt;
	struct ref ref;
	size_t count = 0;
	bool done = record_lookup(store, uid, &ref, err) &&
		    erase_person(store, ref, what, &intent, arena, &receipt, err) &&
		    unsaved_discard_about(store, uid, &count, err);
	arena_free(arena);
	return done;
}

static void what_was_kept_of_a_person_goes_when_they_are_erased(void **state)
{
	(void)state;
	set_editor("sed -i s/Ana/Eva/ \"$1\"; exit 3");
	scene_type(&scene, "4E");
	scene_expect(&scene, "is kept in");
	scene_type(&scene, "e" CONTROL_O);
	scene_expect(&scene, "is kept in");
	assert_int_equal(count_kept(), 2);
	scene_other(&scene, erase_ana, "Ana Example");
	assert_int_equal(count_kept(), 0);
}

static void a_text_about_a_person_who_is_erased_meanwhile_is_not_kept(void **state)
{
	(void)state;
	set_editor("echo nonsense >> \"$1\"");
	scene_type(&scene, "4E");
	scene_expect(&scene, "Not saved:");
	scene_other(&scene, erase_ana, "Ana Example");
	set_editor("sed -i s/nonsense/note:/ \"$1\"");
	scene_type(&scene, "e");
	scene_expect(&scene, "This person was erased meanwhile. Nothing was saved.");
	assert_int_equal(count_kept(), 0);
	assert_int_equal(ana().id, 0);
}

static void a_save_of_another_program_between_two_attempts_is_merged(void **state)
{
	(void)state;
	set_editor("grep -q '^name:$' \"$1\" && sed -i 's/^name:$/name: Eva Example/' \"$1\" || "
		   "sed -i 's/^name: Ana Example$/name:/' \"$1\"");
	scene_type(&scene, "4E");
	scene_expect(&scene, "Not saved:");
	scene_other(&scene, add_note, "a note of others");
	scene_type(&scene, "e");
	scene_expect(&scene, "Saved Eva Example.");
	assert_string_equal(scene_value(&scene, ana(), "name"), "Eva Example");
	assert_string_equal(scene_value(&scene, ana(), "note"), "a note of others");
	assert_int_equal(count_kept(), 0);
}

static void a_text_that_is_left_is_the_only_file(void **state)
{
	(void)state;
	set_editor("cp \"$1\" \"$1~\"; echo nonsense >> \"$1\"");
	scene_type(&scene, "4E");
	scene_expect(&scene, "[l]eave it");
	scene_type(&scene, "l");
	scene_expect(&scene, "The text is kept");
	assert_int_equal(count_kept(), 1);
}

static void open_form(void)
{
	scene_type(&scene, "4ge");
	scene_expect(&scene, "> Name *                  Ana Example");
}

static void what_a_failing_editor_wrote_for_a_field_is_kept_and_named(void **state)
{
	(void)state;
	open_form();
	set_editor("sed -i s/Ana/Eva/ \"$1\"; exit 3");
	scene_type(&scene, CONTROL_O);
	scene_expect(&scene, "ended with an error");
	scene_expect(&scene, "The text is kept");
	scene_expect(&scene, "> Name *                  Ana Example");
	assert_int_equal(count_kept(), 1);
	set_editor("sed -i s/Ana/Eva/ \"$1\"");
	scene_type(&scene, CONTROL_O);
	scene_expect(&scene, "> Name *                  Eva Example");
	assert_int_equal(count_kept(), 1);
}

static void a_text_that_a_field_does_not_take_is_kept_and_named(void **state)
{
	static const char *const scripts_of[] = {
		"printf 'Eva\\0 Example' > \"$1\"",
		"printf 'Eva \\377' > \"$1\"",
		"head -c 70000 /dev/zero | tr '\\0' x > \"$1\"",
	};
	(void)state;
	open_form();
	for (size_t i = 0; i < 3; i++) {
		set_editor(scripts_of[i]);
		scene_type(&scene, CONTROL_O);
		scene_expect(&scene, "The text is kept");
		scene_expect(&scene, "> Name *                  Ana Example");
		assert_int_equal(count_kept(), i + 1);
	}
}

static void a_text_with_a_fault_stands_in_the_field_and_nowhere_else(void **state)
{
	(void)state;
	open_form();
	for (int i = 0; i < 20 && !scene_shows(&scene, "> Country"); i++) {
		scene_type(&scene, "\t");
	}
	set_editor("echo Nowhere > \"$1\"");
	scene_type(&scene, CONTROL_O);
	scene_expect_none(&scene, "The text is kept");
	scene_expect(&scene, "> Country                 Nowhere");
	assert_int_equal(scene.app->message_style, STYLE_ERROR);
	assert_int_equal(count_kept(), 0);
}

/* Erasing takes away what the editor is at work on, and another program can do so meanwhile. */
static void an_editor_is_not_blamed_for_what_was_erased_meanwhile(void **state)
{
	(void)state;
	open_form();
	scene_other(&scene, erase_ana, "Ana Example");
	set_editor("rm \"$1\"");
	scene_type(&scene, CONTROL_O);
	scene_expect(&scene, "This person was erased meanwhile. Nothing was saved.");
	set_editor("printf 'Eva \\377' > \"$1\"");
	scene_type(&scene, CONTROL_O);
	scene_expect(&scene, "This person was erased meanwhile. Nothing was saved.");
	assert_int_equal(count_kept(), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(an_emptied_text_takes_nothing_out),
		TEST(what_an_editor_leaves_beside_the_text_goes_with_it),
		TEST(what_a_failing_editor_wrote_is_kept_and_named),
		TEST(a_failing_editor_that_wrote_nothing_leaves_nothing),
		TEST(a_text_that_is_too_large_is_kept_and_named),
		TEST(what_was_kept_of_a_person_goes_when_they_are_erased),
		TEST(a_text_about_a_person_who_is_erased_meanwhile_is_not_kept),
		TEST(a_save_of_another_program_between_two_attempts_is_merged),
		TEST(a_text_that_is_left_is_the_only_file),
		TEST(what_a_failing_editor_wrote_for_a_field_is_kept_and_named),
		TEST(a_text_that_a_field_does_not_take_is_kept_and_named),
		TEST(a_text_with_a_fault_stands_in_the_field_and_nowhere_else),
		TEST(an_editor_is_not_blamed_for_what_was_erased_meanwhile),
	};
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "UTC", 1);
	layout_set_locale();
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
