/* SPDX-License-Identifier: MIT
 *
 * A form over a directory file: other programs that save meanwhile, the end of the program, the editor.
 * What a form looks like is told by the pictures.
 */
#include "tui/form.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../unit/child.h"
#include "../unit/folder.h"
#include "interchange/unsaved.h"
#include "stage.h"
#include "store/action.h"
#include "store/journal.h"
#include "text/layout.h"
#include "tui/state.h"

#define CONTROL_O "\017"
#define CONTROL_S "\023"
#define CONTROL_T "\024"
#define CONTROL_U "\025"
#define ESCAPE "\033"
#define TAB "\t"

static const char uid[] = "c1000000-0000-4000-8000-000000000000";

struct scene {
	struct folder folder;
	const char *path;
	const char *state_folder;
	struct stage stage;
	struct store *store;
	struct app *app;
	struct str seen;
};

static struct scene scene;

static bool fill(struct store *store, void *context, struct err *err)
{
	struct record person = {.ref = {RECORD_PERSON, 0}, .uid = uid};
	(void)context;
	person.values[field_index(RECORD_PERSON, "name")] = "Ana Example";
	person.values[field_index(RECORD_PERSON, "status")] = "active";
	return record_add(store, &person, err);
}

static struct ref find_person(struct store *store)
{
	struct ref ref = {RECORD_PERSON, 0};
	struct err err = {0};
	record_find_uid(store, RECORD_PERSON, uid, &ref, &err);
	return ref;
}

static void start(bool is_read_only)
{
	static const struct app_options options = {.today = "2026-11-23"};
	struct err err = {0};
	stage_open(&scene.stage, (struct screen_options){.rows = 24, .columns = 80});
	assert_true(store_open(scene.path, is_read_only, &scene.store, &err));
	assert_true(app_new(scene.store, scene.stage.screen, &options, &scene.app, &err));
}

static void stop(void)
{
	app_free(scene.app);
	store_close(scene.store);
	stage_close(&scene.stage);
	scene.app = NULL;
}

static int set_up(void **state)
{
	struct err err = {0};
	scene = (struct scene){0};
	folder_init(&scene.folder);
	scene.path = folder_file(&scene.folder, "directory.db");
	scene.state_folder = folder_file(&scene.folder, "state");
	setenv("XDG_STATE_HOME", scene.state_folder, 1);
	setenv("IEMN_USER", "ana", 1);
	if (!store_create(scene.path, false, fill, NULL, &err)) {
		return -1;
	}
	start(false);
	*state = &scene;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	if (scene.app != NULL) {
		stop();
	}
	str_clear(&scene.seen);
	folder_clear(&scene.folder);
	return 0;
}

/* Answers all that was typed, and draws. */
static bool step(void)
{
	bool goes_on = true;
	do {
		goes_on = app_step(scene.app, 0);
	} while (goes_on && screen_has_key(scene.stage.screen));
	if (goes_on) {
		scene.app->needs_drawing = true;
		goes_on = app_step(scene.app, 0);
	}
	return goes_on;
}

static void type(const char *keys)
{
	stage_type(&scene.stage, keys, strlen(keys));
	assert_true(step());
}

static void open_form(void)
{
	struct err err = {0};
	struct sheet *sheet = sheet_open(scene.store, find_person(scene.store), &err);
	assert_non_null(sheet);
	app_open_form(scene.app, sheet, &(struct form_options){0});
	assert_true(step());
}

static bool is_seen(const char *text)
{
	str_reset(&scene.seen);
	screen_dump(scene.stage.screen, &scene.seen);
	return strstr(str_text(&scene.seen), text) != NULL;
}

static void assert_sees(const char *text)
{
	if (!is_seen(text)) {
		fail_msg("\"%s\" is not in\n%s", text, str_text(&scene.seen));
	}
}

/* What is stored of the person. */
static const char *stored(const char *field)
{
	static char value[100];
	struct arena *arena = arena_new();
	struct record record;
	struct err err = {0};
	assert_true(record_get(scene.store, find_person(scene.store), arena, &record, &err));
	const char *found = record_value(&record, field);
	snprintf(value, sizeof value, "%s", found != NULL ? found : "-");
	arena_free(arena);
	return value;
}

/* What another program does to the person, in a process of its own. */
static int save_note(void *context)
{
	struct intent intent = {.origin = "shell", .name = "Edit", .actor = "bea"};
	struct arena *arena = arena_new();
	struct store *store = NULL;
	struct record record;
	struct err err = {0};
	bool done = store_open(scene.path, false, &store, &err) &&
		    record_get(store, find_person(store), arena, &record, &err) &&
		    action_begin(store, &intent, &err);
	if (done) {
		record.values[field_index(RECORD_PERSON, "note")] = context;
		done = record_update(store, &record, &err) && action_end(store, NULL, &err);
	}
	store_close(store);
	arena_free(arena);
	return done ? 0 : 1;
}

static int add_address(void *context)
{
	struct intent intent = {.origin = "shell", .name = "Add", .actor = "bea"};
	struct record channel = {.ref = {RECORD_CHANNEL, 0}};
	struct store *store = NULL;
	struct err err = {0};
	channel.values[field_index(RECORD_CHANNEL, "person")] = uid;
	channel.values[field_index(RECORD_CHANNEL, "kind")] = "email";
	channel.values[field_index(RECORD_CHANNEL, "value")] = context;
	bool done = store_open(scene.path, false, &store, &err) &&
		    action_begin(store, &intent, &err) && record_add(store, &channel, &err) &&
		    action_end(store, NULL, &err);
	store_close(store);
	return done ? 0 : 1;
}

static int bin_address(void *context)
{
	struct intent intent = {.origin = "shell", .name = "Remove", .actor = "bea"};
	struct arena *arena = arena_new();
	struct store *store = NULL;
	struct record record;
	struct refs refs;
	struct err err = {0};
	(void)context;
	bool done =
		store_open(scene.path, false, &store, &err) &&
		record_children(store, find_person(store), RECORD_CHANNEL, arena, &refs, &err) &&
		refs.count == 1 && record_get(store, refs.items[0], arena, &record, &err) &&
		action_begin(store, &intent, &err);
	if (done) {
		record.binned = "2026-11-23T11:30:00Z";
		done = record_update(store, &record, &err) && action_end(store, NULL, &err);
	}
	store_close(store);
	arena_free(arena);
	return done ? 0 : 1;
}

static int undo_newest(void *context)
{
	struct intent intent = {.origin = "screen", .actor = "bea"};
	struct arena *arena = arena_new();
	struct store *store = NULL;
	struct action_row row;
	struct action_rows blockers;
	struct err err = {0};
	(void)context;
	bool done = store_open(scene.path, false, &store, &err) &&
		    journal_next_undo(store, arena, &row, &err) &&
		    journal_undo(store, row.id, &intent, arena, &blockers, &err);
	store_close(store);
	arena_free(arena);
	return done ? 0 : 1;
}

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

static void a_save_of_another_program_is_told_and_what_was_typed_stays(void **state)
{
	(void)state;
	open_form();
	type(" B");
	assert_int_equal(child_run(save_note, "a note of others"), 0);
	assert_true(step());
	assert_sees("Changed meanwhile (bea, ");
	assert_sees("> Name *                  Ana Example B");
	type(CONTROL_S);
	assert_sees("Saved, with 1 change of others: Ana Example B.");
	assert_string_equal(stored("note"), "a note of others");
	assert_string_equal(stored("name"), "Ana Example B");
}

static void a_save_that_takes_the_change_back_again_is_no_news(void **state)
{
	(void)state;
	open_form();
	assert_int_equal(child_run(save_note, "a note of others"), 0);
	assert_true(step());
	assert_int_equal(child_run(undo_newest, NULL), 0);
	assert_true(step());
	str_reset(&scene.seen);
	screen_dump(scene.stage.screen, &scene.seen);
	assert_null(strstr(str_text(&scene.seen), "meanwhile"));
}

static void a_record_that_is_gone_can_be_saved_as_a_new_one(void **state)
{
	struct ref ref;
	struct err err = {0};
	(void)state;
	app_open_form(scene.app, sheet_new(RECORD_PERSON), &(struct form_options){0});
	type("Bea Example" CONTROL_S);
	assert_true(record_lookup(scene.store, "Bea Example", &ref, &err));
	app_open_form(scene.app, sheet_open(scene.store, ref, &err), &(struct form_options){0});
	type(" C");
	assert_int_equal(child_run(undo_newest, NULL), 0);
	assert_true(step());
	assert_sees("Not in the file any more.");
	type(CONTROL_S);
	assert_sees("Save it as a new record?");
	assert_false(record_lookup(scene.store, "Bea Example C", &ref, &err));
	type("n");
	assert_sees("Saved: Bea Example C.");
	assert_true(record_lookup(scene.store, "Bea Example C", &ref, &err));
}

static int redo_newest(void *context)
{
	struct intent intent = {.origin = "redo", .actor = "bea"};
	struct arena *arena = arena_new();
	struct store *store = NULL;
	struct action_row row;
	struct action_rows blockers;
	struct err err = {0};
	(void)context;
	bool done = store_open(scene.path, false, &store, &err) &&
		    journal_next_redo(store, arena, &row, &err) &&
		    journal_redo(store, row.id, &intent, arena, &blockers, &err);
	store_close(store);
	arena_free(arena);
	return done ? 0 : 1;
}

static int add_zoe(void *context)
{
	struct intent intent = {.origin = "shell", .name = "Add", .actor = "bea"};
	struct record person = {.ref = {RECORD_PERSON, 0}};
	struct store *store = NULL;
	struct err err = {0};
	(void)context;
	person.values[field_index(RECORD_PERSON, "name")] = "Zoe Example";
	person.values[field_index(RECORD_PERSON, "status")] = "active";
	bool done = store_open(scene.path, false, &store, &err) &&
		    action_begin(store, &intent, &err) && record_add(store, &person, &err) &&
		    action_end(store, NULL, &err);
	store_close(store);
	return done ? 0 : 1;
}

/* The form of a person whose adding is undone, and who is saved: it asks what is to be. */
static struct ref meet_nowhere(void)
{
	struct ref ref;
	struct err err = {0};
	app_open_form(scene.app, sheet_new(RECORD_PERSON), &(struct form_options){0});
	type("Bea Example" CONTROL_S);
	assert_true(record_lookup(scene.store, "Bea Example", &ref, &err));
	app_open_form(scene.app, sheet_open(scene.store, ref, &err), &(struct form_options){0});
	type(" C");
	assert_int_equal(child_run(undo_newest, NULL), 0);
	type(CONTROL_S);
	assert_sees("Save it as a new record?");
	return ref;
}

static void a_record_that_came_back_while_it_was_asked_is_not_added_again(void **state)
{
	struct ref ref;
	struct err err = {0};
	(void)state;
	meet_nowhere();
	assert_int_equal(child_run(redo_newest, NULL), 0);
	type("n");
	assert_sees("It is in the file again.");
	assert_false(record_lookup(scene.store, "Bea Example C", &ref, &err));
	type(CONTROL_S);
	assert_sees("Saved: Bea Example C.");
	assert_false(record_lookup(scene.store, "Bea Example", &ref, &err));
}

static void a_record_that_got_the_number_of_another_is_left_alone(void **state)
{
	struct ref zoe;
	struct ref bea;
	struct err err = {0};
	(void)state;
	struct ref before = meet_nowhere();
	assert_int_equal(child_run(add_zoe, NULL), 0);
	type("n");
	assert_sees("Saved: Bea Example C.");
	assert_true(record_lookup(scene.store, "Zoe Example", &zoe, &err));
	assert_true(record_lookup(scene.store, "Bea Example C", &bea, &err));
	assert_int_equal(zoe.id, before.id);
	assert_int_not_equal(bea.id, before.id);
}

static void a_field_that_both_changed_is_named(void **state)
{
	(void)state;
	open_form();
	for (int i = 0; i < 30 && !is_seen("> Note"); i++) {
		type(TAB);
	}
	type("Mine" TAB);
	assert_int_equal(child_run(save_note, "Theirs"), 0);
	assert_true(step());
	assert_sees("also where you did: Note.");
	type("\033[Z" CONTROL_U TAB);
	assert_sees("Saving merges it with your changes.");
	type("\033[Z"
	     "Mine" TAB);
	assert_sees("also where you did: Note.");
	type(CONTROL_S);
	assert_sees("1 field was changed meanwhile by bea");
	assert_sees("theirs: Theirs");
}

static size_t count_addresses(void)
{
	struct arena *arena = arena_new();
	struct refs refs = {0};
	struct err err = {0};
	assert_true(record_children(scene.store, find_person(scene.store), RECORD_CHANNEL, arena,
				    &refs, &err));
	arena_free(arena);
	return refs.count;
}

static void an_address_that_is_gone_and_was_left_alone_stays_away(void **state)
{
	(void)state;
	assert_int_equal(child_run(add_address, "ana@example.org"), 0);
	open_form();
	assert_sees("email, ana@example.org");
	type(" B");
	assert_int_equal(child_run(undo_newest, NULL), 0);
	type(CONTROL_S);
	assert_sees("Saved: Ana Example B.");
	assert_int_equal(count_addresses(), 0);
}

static void an_address_that_is_gone_and_was_changed_is_added_anew(void **state)
{
	(void)state;
	assert_int_equal(child_run(add_address, "ana@example.org"), 0);
	open_form();
	for (int i = 0; i < 10; i++) {
		type(TAB);
	}
	type("\r" TAB TAB CONTROL_U "new@example.org");
	assert_int_equal(child_run(undo_newest, NULL), 0);
	type(CONTROL_S);
	assert_sees("Saved: Ana Example.");
	assert_int_equal(count_addresses(), 1);
}

/* Changes the address of the form that another program moves to the bin meanwhile, and saves. */
static void meet_in_the_bin(void)
{
	assert_int_equal(child_run(add_address, "ana@example.org"), 0);
	open_form();
	for (int i = 0; i < 10; i++) {
		type(TAB);
	}
	type("\r" TAB TAB CONTROL_U "new@example.org");
	assert_int_equal(child_run(bin_address, NULL), 0);
	type(CONTROL_S);
	assert_sees("! To the bin meanwhile by bea, ");
	assert_int_equal(count_addresses(), 0);
}

static void an_address_in_the_bin_comes_back_with_what_was_changed(void **state)
{
	(void)state;
	meet_in_the_bin();
	type(CONTROL_S);
	assert_sees("Saved: Ana Example.");
	assert_int_equal(count_addresses(), 1);
}

static void an_address_in_the_bin_stays_there_when_theirs_is_taken(void **state)
{
	(void)state;
	meet_in_the_bin();
	type(CONTROL_T);
	assert_sees("! Theirs is kept (bea, ");
	type(CONTROL_S);
	assert_false(app_has_form(scene.app));
	assert_int_equal(count_addresses(), 0);
}

static void a_signal_leaves_what_was_typed_for_the_next_start(void **state)
{
	(void)state;
	open_form();
	type(" B");
	raise(SIGTERM);
	assert_false(step());
	assert_int_equal(app_signal(scene.app), SIGTERM);
	stop();
	assert_int_equal(count_left(), 1);
	start(false);
	assert_true(step());
	assert_sees("Not saved when the program ended: Ana Example");
	type("o");
	assert_sees("> Name *                  Ana Example B");
	type(CONTROL_S);
	assert_string_equal(stored("name"), "Ana Example B");
	stop();
	assert_int_equal(count_left(), 0);
	start(false);
}

/* What was typed when a program was ended waits for the next one. */
static void leave_unsaved(void)
{
	open_form();
	type(" B");
	raise(SIGTERM);
	assert_false(step());
	stop();
	start(false);
	assert_true(step());
}

static void what_is_left_for_later_comes_back_by_a_command(void **state)
{
	(void)state;
	leave_unsaved();
	assert_sees("[o]pen  [d]iscard  [l]ater");
	type("l");
	assert_sees("It is kept. :unsaved comes back to it, and so does the next start.");
	type(":unsaved\r");
	assert_sees("Not saved when the program ended: Ana Example");
	type("\033");
	assert_sees("It is kept.");
	assert_int_equal(count_left(), 1);
}

static void one_key_alone_discards_nothing(void **state)
{
	(void)state;
	leave_unsaved();
	type("d");
	assert_sees("Discard for good what was typed for Ana Example");
	type("k");
	assert_int_equal(count_left(), 1);
	type(":unsaved\rdd");
	assert_sees("Discarded what was typed for Ana Example");
	assert_int_equal(count_left(), 0);
	type(":unsaved\r");
	assert_sees("Nothing is left that was not saved.");
}

static size_t count_files(void)
{
	struct folder folder = {.path = NULL};
	char path[500];
	snprintf(path, sizeof path, "%s/iemn", scene.state_folder);
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
	stop();
	start(false);
	assert_true(step());
	assert_sees("1 unsaved form cannot be read. It is kept in ");
	assert_sees(".json.unreadable");
	assert_int_equal(count_files(), 1);
	stop();
	start(false);
	assert_true(step());
	str_reset(&scene.seen);
	screen_dump(scene.stage.screen, &scene.seen);
	assert_null(strstr(str_text(&scene.seen), "unsaved form"));
	assert_int_equal(count_files(), 1);
}

static void what_was_typed_survives_a_file_that_was_moved(void **state)
{
	const char *aside = folder_file(&scene.folder, "aside.db");
	(void)state;
	open_form();
	type(" B");
	assert_int_equal(rename(scene.path, aside), 0);
	type(CONTROL_S);
	assert_sees("Not saved: the file was moved, deleted or replaced meanwhile.");
	assert_sees("is kept in");
	assert_false(is_seen("erson:"));
	type(ESCAPE);
	assert_sees("[l]ater  [d]iscard  [k]eep editing");
	type("k");
	assert_true(app_has_form(scene.app));
	type(" C");
	type(ESCAPE);
	type("l");
	assert_false(app_has_form(scene.app));
	stop();
	assert_int_equal(rename(aside, scene.path), 0);
	start(false);
	assert_true(step());
	assert_sees("Not saved when the program ended: Ana Example");
	type("o" CONTROL_S);
	assert_string_equal(stored("name"), "Ana Example B C");
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
	stop();
	start(false);
	assert_true(step());
	assert_sees("Not saved when the program ended:");
	assert_sees("IEMN Directory");
	type("o" CONTROL_S);
	assert_sees("> Name *                  NNNNNN");
	assert_sees("This text is too long: 100000 bytes");
}

static void nothing_is_left_of_a_form_without_changes(void **state)
{
	(void)state;
	open_form();
	type(" B\177\177");
	raise(SIGTERM);
	assert_false(step());
	stop();
	assert_int_equal(count_left(), 0);
	start(false);
}

static void what_was_typed_is_written_a_second_later_and_forgotten_when_discarded(void **state)
{
	(void)state;
	open_form();
	type(" B");
	scene.app->began += 1000;
	form_keep_unsaved(scene.app);
	size_t kept = count_files();
	assert_true(kept > 0);
	type(ESCAPE);
	type("d");
	assert_sees("The changes were discarded.");
	assert_true(count_files() < kept);
	stop();
	assert_int_equal(count_left(), 0);
	start(false);
}

static void the_editor_gets_the_field_and_gives_it_back(void **state)
{
	(void)state;
	setenv("VISUAL", "sed -i s/Ana/Eva/", 1);
	open_form();
	type(CONTROL_O);
	assert_sees("> Name *                  Eva Example");
	assert_sees("Ana Example → Eva Example");
	type(CONTROL_O);
	assert_sees("The text was not changed.");
	setenv("VISUAL", "/no/such/editor", 1);
	type(CONTROL_O);
	assert_sees("> Name *                  Eva Example");
	unsetenv("VISUAL");
}

static void a_screen_that_is_too_small_keeps_the_form(void **state)
{
	(void)state;
	open_form();
	type(" B");
	screen_set_size(scene.stage.screen, 4, 19);
	assert_true(step());
	type("qQ" ESCAPE);
	screen_set_size(scene.stage.screen, 24, 80);
	assert_true(step());
	assert_sees("> Name *                  Ana Example B");
}

static void on_a_file_that_can_only_be_read_no_form_opens(void **state)
{
	struct err err = {0};
	(void)state;
	stop();
	start(true);
	struct sheet *sheet = sheet_open(scene.store, find_person(scene.store), &err);
	app_open_form(scene.app, sheet, &(struct form_options){0});
	assert_false(app_has_form(scene.app));
	assert_true(scene.app->message.len > 0);
}

static void what_was_taken_out_last_goes_into_another_field(void **state)
{
	(void)state;
	open_form();
	type(CONTROL_U TAB "\031" CONTROL_S);
	assert_sees("It must not be empty.");
	type("Eva Example" CONTROL_S);
	assert_string_equal(stored("latin_name"), "Ana Example");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_save_of_another_program_is_told_and_what_was_typed_stays),
		TEST(a_save_that_takes_the_change_back_again_is_no_news),
		TEST(a_record_that_is_gone_can_be_saved_as_a_new_one),
		TEST(a_record_that_came_back_while_it_was_asked_is_not_added_again),
		TEST(a_record_that_got_the_number_of_another_is_left_alone),
		TEST(a_field_that_both_changed_is_named),
		TEST(an_address_that_is_gone_and_was_left_alone_stays_away),
		TEST(an_address_that_is_gone_and_was_changed_is_added_anew),
		TEST(an_address_in_the_bin_comes_back_with_what_was_changed),
		TEST(an_address_in_the_bin_stays_there_when_theirs_is_taken),
		TEST(a_signal_leaves_what_was_typed_for_the_next_start),
		TEST(what_is_left_for_later_comes_back_by_a_command),
		TEST(one_key_alone_discards_nothing),
		TEST(a_form_that_was_cut_short_is_told_once_and_kept),
		TEST(what_was_typed_survives_a_file_that_was_moved),
		TEST(a_name_of_any_length_opens_and_is_found_fault_with),
		TEST(nothing_is_left_of_a_form_without_changes),
		TEST(what_was_typed_is_written_a_second_later_and_forgotten_when_discarded),
		TEST(the_editor_gets_the_field_and_gives_it_back),
		TEST(a_screen_that_is_too_small_keeps_the_form),
		TEST(on_a_file_that_can_only_be_read_no_form_opens),
		TEST(what_was_taken_out_last_goes_into_another_field),
	};
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "UTC", 1);
	layout_set_locale();
	return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
