/* SPDX-License-Identifier: MIT
 *
 * A form over a directory file that other programs change meanwhile.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "form_fixture.h"
#include "store/erase.h"
#include "tui/form.h"
#include "tui/form_parts.h"
#include "tui/state.h"

#define CONTROL_G "\007"
#define CONTROL_S "\023"
#define CONTROL_T "\024"
#define CONTROL_U "\025"
#define TAB "\t"

/* What another program does to the person. */
static bool save_note(struct store *store, const char *what, struct err *err)
{
	struct intent intent = {.origin = "shell", .name = "Edit"};
	struct arena *arena = arena_new();
	struct record record;
	bool done = record_get(store, fixture_person(store), arena, &record, err) &&
		    action_begin(store, &intent, err);
	if (done) {
		record.values[field_index(RECORD_PERSON, "note")] = what;
		done = record_update(store, &record, err) && action_end(store, NULL, err);
	}
	arena_free(arena);
	return done;
}

static bool add_address(struct store *store, const char *what, struct err *err)
{
	struct intent intent = {.origin = "shell", .name = "Add"};
	struct record channel = {.ref = {RECORD_CHANNEL, 0}};
	channel.values[field_index(RECORD_CHANNEL, "person")] = fixture_uid;
	channel.values[field_index(RECORD_CHANNEL, "kind")] = "email";
	channel.values[field_index(RECORD_CHANNEL, "value")] = what;
	return action_begin(store, &intent, err) && record_add(store, &channel, err) &&
	       action_end(store, NULL, err);
}

static bool bin_address(struct store *store, const char *what, struct err *err)
{
	struct intent intent = {.origin = "shell", .name = "Remove"};
	struct arena *arena = arena_new();
	struct record record;
	struct refs refs;
	(void)what;
	bool done =
		record_children(store, fixture_person(store), RECORD_CHANNEL, arena, &refs, err) &&
		refs.count == 1 && record_get(store, refs.items[0], arena, &record, err) &&
		action_begin(store, &intent, err);
	if (done) {
		record.binned = "2026-11-23T11:30:00Z";
		done = record_update(store, &record, err) && action_end(store, NULL, err);
	}
	arena_free(arena);
	return done;
}

static bool add_meeting(struct store *store, const char *what, struct err *err)
{
	struct intent intent = {.origin = "shell", .name = "Add"};
	struct record event = {.ref = {RECORD_EVENT, 0}};
	struct record link = {.ref = {RECORD_EVENT_LINK, 0}};
	(void)what;
	event.uid = "e1000000-0000-4000-8000-000000000000";
	event.values[field_index(RECORD_EVENT, "title")] = "Third meeting";
	event.values[field_index(RECORD_EVENT, "date")] = "2020";
	event.values[field_index(RECORD_EVENT, "kind")] = "meeting";
	event.values[field_index(RECORD_EVENT, "importance")] = "2";
	link.values[field_index(RECORD_EVENT_LINK, "event")] = event.uid;
	link.values[field_index(RECORD_EVENT_LINK, "person")] = fixture_uid;
	return action_begin(store, &intent, err) && record_add(store, &event, err) &&
	       record_add(store, &link, err) && action_end(store, NULL, err);
}

static bool erase_person_named(struct store *store, const char *what, struct err *err)
{
	struct intent intent = {.origin = "shell"};
	struct arena *arena = arena_new();
	struct erase_receipt receipt;
	bool done = erase_person(store, fixture_person(store), what, &intent, arena, &receipt, err);
	arena_free(arena);
	return done;
}

static void a_save_of_another_program_is_told_and_what_was_typed_stays(void **state)
{
	(void)state;
	fixture_open_form();
	fixture_type(" B");
	scene_other(&scene, save_note, "a note of others");
	assert_true(fixture_step());
	fixture_expect("Changed meanwhile (bea, ");
	fixture_expect("> Name *                  Ana Example B");
	fixture_type(CONTROL_S);
	fixture_expect("Saved, with 1 change of others: Ana Example B.");
	assert_string_equal(fixture_stored("note"), "a note of others");
	assert_string_equal(fixture_stored("name"), "Ana Example B");
}

static void a_save_that_takes_the_change_back_again_is_no_news(void **state)
{
	(void)state;
	fixture_open_form();
	scene_other(&scene, save_note, "a note of others");
	assert_true(fixture_step());
	scene_other(&scene, scene_undo, NULL);
	assert_true(fixture_step());
	assert_false(fixture_shows("meanwhile"));
}

static void a_record_that_is_gone_can_be_saved_as_a_new_one(void **state)
{
	struct ref ref;
	struct err err = {0};
	(void)state;
	app_open_form(scene.app, sheet_new(RECORD_PERSON), &(struct form_options){0});
	fixture_type("Bea Example" CONTROL_S);
	assert_true(record_lookup(scene.store, "Bea Example", &ref, &err));
	app_open_form(scene.app, sheet_open(scene.store, ref, &err), &(struct form_options){0});
	fixture_type(" C");
	scene_other(&scene, scene_undo, NULL);
	assert_true(fixture_step());
	fixture_expect("Not in the file any more.");
	fixture_type(CONTROL_S);
	fixture_expect("Save it as a new record?");
	assert_false(record_lookup(scene.store, "Bea Example C", &ref, &err));
	fixture_type("n");
	fixture_expect("Saved: Bea Example C.");
	assert_true(record_lookup(scene.store, "Bea Example C", &ref, &err));
}

static void a_person_who_was_erased_does_not_come_back_from_a_form(void **state)
{
	(void)state;
	fixture_open_form();
	fixture_type(" B");
	scene_other(&scene, erase_person_named, "Ana Example");
	assert_true(fixture_step());
	fixture_expect("This person was erased meanwhile.");
	fixture_type(CONTROL_S);
	fixture_expect("What you typed can only be discarded.");
	assert_false(fixture_shows("new record"));
	fixture_type("n");
	assert_true(app_has_form(scene.app));
	fixture_type("d");
	assert_false(app_has_form(scene.app));
	assert_int_equal(scene_find(&scene, "Ana Example B").id, 0);
	assert_int_equal(scene_find(&scene, "Ana Example").id, 0);
}

static void who_leaves_the_form_of_a_person_who_was_erased_is_not_asked_to_save(void **state)
{
	(void)state;
	fixture_open_form();
	fixture_type(" B");
	scene_other(&scene, erase_person_named, "Ana Example");
	assert_true(fixture_step());
	fixture_type(CONTROL_G);
	fixture_expect("What you typed can only be discarded.");
	assert_false(fixture_shows("s save"));
	fixture_type("d");
	assert_false(app_has_form(scene.app));
}

static void of_a_person_who_was_erased_nothing_is_asked_to_be_mended(void **state)
{
	(void)state;
	fixture_open_form();
	for (int i = 0; i < 30 && !fixture_shows("> Country"); i++) {
		fixture_type(TAB);
	}
	fixture_type("nowhere" TAB);
	fixture_expect("nowhere");
	scene_other(&scene, erase_person_named, "Ana Example");
	assert_true(fixture_step());
	fixture_type(CONTROL_S);
	fixture_expect("What you typed can only be discarded.");
	fixture_type("d");
	assert_false(app_has_form(scene.app));
}

static void a_form_without_changes_of_a_person_who_was_erased_closes(void **state)
{
	(void)state;
	fixture_open_form();
	scene_other(&scene, erase_person_named, "Ana Example");
	assert_true(fixture_step());
	fixture_type(CONTROL_S);
	assert_false(app_has_form(scene.app));
}

/* The form of a meeting to which the person was linked: only the link is the person's. */
static void a_link_to_a_person_who_was_erased_is_let_go(void **state)
{
	struct err err = {0};
	(void)state;
	scene_other(&scene, add_meeting, NULL);
	struct ref meeting = scene_find(&scene, "Third meeting");
	app_open_form(scene.app, sheet_open(scene.store, meeting, &err), &(struct form_options){0});
	struct sheet *sheet = scene.app->form->sheet;
	assert_int_equal(sheet->count, 2);
	sheet_put(sheet, 0, "title", "Fourth meeting");
	sheet_put(sheet, 1, "role", "guest");
	scene_other(&scene, erase_person_named, "Ana Example");
	assert_true(fixture_step());
	fixture_type(CONTROL_S);
	assert_false(app_has_form(scene.app));
	assert_int_equal(scene_find(&scene, "Fourth meeting").id, meeting.id);
}

/* The form of a person whose adding is undone, and who is saved: it asks what is to be. */
static struct ref meet_nowhere(void)
{
	struct ref ref;
	struct err err = {0};
	app_open_form(scene.app, sheet_new(RECORD_PERSON), &(struct form_options){0});
	fixture_type("Bea Example" CONTROL_S);
	assert_true(record_lookup(scene.store, "Bea Example", &ref, &err));
	app_open_form(scene.app, sheet_open(scene.store, ref, &err), &(struct form_options){0});
	fixture_type(" C");
	scene_other(&scene, scene_undo, NULL);
	fixture_type(CONTROL_S);
	fixture_expect("Save it as a new record?");
	return ref;
}

static void a_record_that_came_back_while_it_was_asked_is_not_added_again(void **state)
{
	struct ref ref;
	struct err err = {0};
	(void)state;
	meet_nowhere();
	scene_other(&scene, scene_redo, NULL);
	fixture_type("n");
	fixture_expect("It is in the file again.");
	assert_false(record_lookup(scene.store, "Bea Example C", &ref, &err));
	fixture_type(CONTROL_S);
	fixture_expect("Saved: Bea Example C.");
	assert_false(record_lookup(scene.store, "Bea Example", &ref, &err));
}

static void a_record_that_got_the_number_of_another_is_left_alone(void **state)
{
	struct ref zoe;
	struct ref bea;
	struct err err = {0};
	(void)state;
	struct ref before = meet_nowhere();
	scene_other(&scene, scene_add, "Zoe Example");
	fixture_type("n");
	fixture_expect("Saved: Bea Example C.");
	assert_true(record_lookup(scene.store, "Zoe Example", &zoe, &err));
	assert_true(record_lookup(scene.store, "Bea Example C", &bea, &err));
	assert_int_equal(zoe.id, before.id);
	assert_int_not_equal(bea.id, before.id);
}

static void a_field_that_both_changed_is_named(void **state)
{
	(void)state;
	fixture_open_form();
	for (int i = 0; i < 30 && !fixture_shows("> Note"); i++) {
		fixture_type(TAB);
	}
	fixture_type("Mine" TAB);
	scene_other(&scene, save_note, "Theirs");
	assert_true(fixture_step());
	fixture_expect("also where you did: Note.");
	fixture_type("\033[Z" CONTROL_U TAB);
	fixture_expect("Saving merges it with your changes.");
	fixture_type("\033[Z"
		     "Mine" TAB);
	fixture_expect("also where you did: Note.");
	fixture_type(CONTROL_S);
	fixture_expect("1 field was changed meanwhile by bea");
	fixture_expect("theirs: Theirs");
}

static size_t count_addresses(void)
{
	struct arena *arena = arena_new();
	struct refs refs = {0};
	struct err err = {0};
	assert_true(record_children(scene.store, fixture_person(scene.store), RECORD_CHANNEL, arena,
				    &refs, &err));
	arena_free(arena);
	return refs.count;
}

static void an_address_that_is_gone_and_was_left_alone_stays_away(void **state)
{
	(void)state;
	scene_other(&scene, add_address, "ana@example.org");
	fixture_open_form();
	fixture_expect("email, ana@example.org");
	fixture_type(" B");
	scene_other(&scene, scene_undo, NULL);
	fixture_type(CONTROL_S);
	fixture_expect("Saved: Ana Example B.");
	assert_int_equal(count_addresses(), 0);
}

static void an_address_that_is_gone_and_was_changed_is_added_anew(void **state)
{
	(void)state;
	scene_other(&scene, add_address, "ana@example.org");
	fixture_open_form();
	for (int i = 0; i < 10; i++) {
		fixture_type(TAB);
	}
	fixture_type("\r" TAB TAB CONTROL_U "new@example.org");
	scene_other(&scene, scene_undo, NULL);
	fixture_type(CONTROL_S);
	fixture_expect("Saved: Ana Example.");
	assert_int_equal(count_addresses(), 1);
}

/* Changes the address of the form that another program moves to the bin meanwhile, and saves. */
static void meet_in_the_bin(void)
{
	scene_other(&scene, add_address, "ana@example.org");
	fixture_open_form();
	for (int i = 0; i < 10; i++) {
		fixture_type(TAB);
	}
	fixture_type("\r" TAB TAB CONTROL_U "new@example.org");
	scene_other(&scene, bin_address, NULL);
	fixture_type(CONTROL_S);
	fixture_expect("! To the bin meanwhile by bea, ");
	assert_int_equal(count_addresses(), 0);
}

static void an_address_in_the_bin_comes_back_with_what_was_changed(void **state)
{
	(void)state;
	meet_in_the_bin();
	fixture_type(CONTROL_S);
	fixture_expect("Saved: Ana Example.");
	assert_int_equal(count_addresses(), 1);
}

static void an_address_in_the_bin_stays_there_when_theirs_is_taken(void **state)
{
	(void)state;
	meet_in_the_bin();
	fixture_type(CONTROL_T);
	fixture_expect("! Theirs is kept (bea, ");
	fixture_type(CONTROL_S);
	assert_false(app_has_form(scene.app));
	assert_int_equal(count_addresses(), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FORM_TEST(a_save_of_another_program_is_told_and_what_was_typed_stays),
		FORM_TEST(a_save_that_takes_the_change_back_again_is_no_news),
		FORM_TEST(a_record_that_is_gone_can_be_saved_as_a_new_one),
		FORM_TEST(a_person_who_was_erased_does_not_come_back_from_a_form),
		FORM_TEST(who_leaves_the_form_of_a_person_who_was_erased_is_not_asked_to_save),
		FORM_TEST(of_a_person_who_was_erased_nothing_is_asked_to_be_mended),
		FORM_TEST(a_form_without_changes_of_a_person_who_was_erased_closes),
		FORM_TEST(a_link_to_a_person_who_was_erased_is_let_go),
		FORM_TEST(a_record_that_came_back_while_it_was_asked_is_not_added_again),
		FORM_TEST(a_record_that_got_the_number_of_another_is_left_alone),
		FORM_TEST(a_field_that_both_changed_is_named),
		FORM_TEST(an_address_that_is_gone_and_was_left_alone_stays_away),
		FORM_TEST(an_address_that_is_gone_and_was_changed_is_added_anew),
		FORM_TEST(an_address_in_the_bin_comes_back_with_what_was_changed),
		FORM_TEST(an_address_in_the_bin_stays_there_when_theirs_is_taken),
	};
	return cmocka_run_group_tests_name("form-meanwhile", tests, NULL, NULL);
}
