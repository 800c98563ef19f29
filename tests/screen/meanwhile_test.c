/* SPDX-License-Identifier: MIT
 *
 * What another program saves between the picture and the key, or while a question stands at the foot:
 * a key acts on what was seen, or on nothing. Ids are given again, so an undone adding is the hard case.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "scene.h"
#include "store/bin.h"
#include "store/held.h"
#include "store/journal.h"
#include "text/layout.h"
#include "tui/state.h"

static struct scene scene;

static const char uid[] = "c1000000-0000-4000-8000-000000000000";

static bool fill(struct store *store, void *context, struct err *err)
{
	struct record channel = {.ref = {RECORD_CHANNEL, 0}};
	struct record body = {.ref = {RECORD_ORGANISATION, 0}, .uid = NULL};
	(void)context;
	body.values[field_index(RECORD_ORGANISATION, "name")] = "Example Committee";
	body.values[field_index(RECORD_ORGANISATION, "kind")] = "committee";
	channel.values[field_index(RECORD_CHANNEL, "person")] = uid;
	channel.values[field_index(RECORD_CHANNEL, "kind")] = "email";
	channel.values[field_index(RECORD_CHANNEL, "value")] = "ana@example.org";
	return record_add(store, &body, err) && scene_add_person(store, "Ana Example", uid, err) &&
	       record_add(store, &channel, err);
}

static int set_up(void **state)
{
	(void)state;
	scene_open(&scene, fill);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	scene_close(&scene);
	return 0;
}

/* Bea is added, and seen; then she is not in the file any more, and Zoe has her id. */
static void add_bea(void)
{
	scene_other(&scene, scene_add, "Bea Example");
	scene_type(&scene, "");
}

static void put_zoe_in_the_place_of_bea(void)
{
	struct ref bea = scene_find(&scene, "Bea Example");
	scene_other(&scene, scene_undo, NULL);
	scene_other(&scene, scene_add, "Zoe Example");
	assert_int_equal(scene_find(&scene, "Zoe Example").id, bea.id);
}

static void assert_zoe_is_untouched(void)
{
	assert_false(scene_is_binned(&scene, scene_find(&scene, "Zoe Example")));
}

static void a_question_about_tagged_records_acts_on_those(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, "4/Bea\r d");
	scene_expect(&scene, "Move the 1 record that is tagged");
	put_zoe_in_the_place_of_bea();
	scene_type(&scene, "y");
	scene_expect(&scene, "taken out of the directory meanwhile");
	assert_zoe_is_untouched();
}

static void a_tag_does_not_go_over_to_another_record(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, "4/Bea\r *\\");
	scene_type(&scene, "-/Bea\r*\\");
	scene_expect(&scene, "1 tagged");
	put_zoe_in_the_place_of_bea();
	scene_type(&scene, "");
	scene_expect_none(&scene, "tagged");
}

static void one_field_of_tagged_records_is_set_in_those(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, "4/Bea\r estatus\rformer\r");
	scene_expect(&scene, "Set Status to former for 1 person?");
	put_zoe_in_the_place_of_bea();
	scene_type(&scene, "y");
	scene_expect(&scene, "taken out of the directory meanwhile");
	assert_string_equal(scene_value(&scene, scene_find(&scene, "Zoe Example"), "status"),
			    "active");
}

static void a_key_for_a_row_of_a_list_does_not_act_on_another(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, "4G");
	scene_expect(&scene, "Bea Example");
	put_zoe_in_the_place_of_bea();
	scene_type(&scene, "d");
	scene_expect(&scene, "is not the one that you saw");
	assert_zoe_is_untouched();
}

static void a_card_does_not_become_that_of_another_record(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, "4G\r");
	put_zoe_in_the_place_of_bea();
	scene_type(&scene, "d");
	assert_zoe_is_untouched();
	scene_type(&scene, "[");
	scene_expect(&scene, "No record was opened before this one.");
}

static void an_erasure_is_of_the_record_that_was_meant(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, "4G:erase\r");
	scene_expect(&scene, "Erase Bea Example for good?");
	put_zoe_in_the_place_of_bea();
	scene_type(&scene, "Zoe Example\r");
	scene_expect(&scene, "taken out of the directory meanwhile");
	assert_int_not_equal(scene_find(&scene, "Zoe Example").id, 0);
}

static void what_is_added_to_a_record_does_not_go_to_another(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, "4G\ra");
	scene_expect(&scene, "Add to Bea Example:");
	put_zoe_in_the_place_of_bea();
	scene_type(&scene, "a");
	scene_expect(&scene, "taken out of the directory meanwhile");
	scene_expect_none(&scene, "^S save");
}

static void a_record_that_is_held_is_moved_by_its_uid_only(void **state)
{
	struct intent intent = {.origin = "screen", .name = "Remove", .held_count = 1};
	struct held held;
	struct err err = {0};
	(void)state;
	add_bea();
	assert_true(held_take(scene.store, scene_find(&scene, "Bea Example"), &held, &err));
	intent.held = &held;
	put_zoe_in_the_place_of_bea();
	assert_false(bin_move(scene.store, &held.ref, 1, &intent, NULL, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
	assert_zoe_is_untouched();
	assert_true(held_take(scene.store, scene_find(&scene, "Zoe Example"), &held, &err));
	assert_true(bin_move(scene.store, &held.ref, 1, &intent, NULL, &err));
}

static void a_key_in_the_bin_restores_the_line_that_was_seen(void **state)
{
	(void)state;
	add_bea();
	scene_other(&scene, scene_add, "Carl Example");
	scene_other(&scene, scene_bin, "Bea Example");
	scene_type(&scene, ":bin\r");
	struct ref carl = scene_find(&scene, "Carl Example");
	scene_other(&scene, scene_bin, "Carl Example");
	scene_type(&scene, "R");
	scene_expect(&scene, "Took Bea Example out of the bin.");
	assert_true(scene_is_binned(&scene, carl));
}

static void a_key_in_the_bin_is_dropped_when_its_line_is_gone(void **state)
{
	(void)state;
	add_bea();
	scene_other(&scene, scene_add, "Carl Example");
	scene_other(&scene, scene_bin, "Carl Example");
	scene_other(&scene, scene_bin, "Bea Example");
	scene_type(&scene, ":bin\rg");
	size_t before = scene_actions(&scene);
	scene_other(&scene, scene_undo, NULL);
	scene_type(&scene, "R");
	scene_expect(&scene, "is not the one that you saw");
	assert_int_equal(scene_actions(&scene), before + 1);
	scene_type(&scene, "j");
	scene_expect_none(&scene, "is not the one that you saw");
}

static bool set_note(struct store *store, const char *what, struct err *err)
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

static void an_undo_that_comes_second_asks_about_what_is_next_then(void **state)
{
	(void)state;
	add_bea();
	scene_other(&scene, set_note, "first");
	scene_type(&scene, "u");
	scene_expect(&scene, ": Edit. Take it back?");
	scene_other(&scene, scene_undo, NULL);
	scene_type(&scene, "y");
	scene_expect(&scene, ": Add a person. Take it back?");
	scene_type(&scene, "y");
	scene_expect(&scene, "Took back: Add a person.");
}

static void a_key_in_a_history_puts_the_value_back_that_was_seen(void **state)
{
	(void)state;
	scene_other(&scene, set_note, "first");
	scene_other(&scene, set_note, "second");
	scene_type(&scene, "4gHg");
	scene_expect(&scene, "first → second");
	scene_other(&scene, set_note, "third");
	scene_type(&scene, "r");
	scene_expect(&scene, "Note is \"first\" again.");
}

static void a_key_in_the_list_of_actions_asks_about_the_line_that_was_seen(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, ":history\rg");
	scene_other(&scene, set_note, "a note");
	scene_type(&scene, "u");
	scene_expect(&scene, "Take back Add a person");
}

static void an_action_shows_what_it_changed_and_is_taken_back_there(void **state)
{
	(void)state;
	scene_other(&scene, set_note, "first");
	scene_other(&scene, set_note, "second");
	add_bea();
	scene_type(&scene, "4g\r:history\rgj\r");
	scene_expect(&scene, "first → second");
	scene_expect_none(&scene, "(empty) → first");
	scene_expect(&scene, "u take back");
	scene_type(&scene, "u");
	scene_expect(&scene, "Take back Edit, 1 change?");
	scene_type(&scene, "y");
	scene_expect(&scene, "It was taken back.");
	assert_string_equal(scene_value(&scene, scene_find(&scene, uid), "note"), "first");
	scene_type(&scene, "q");
	scene_expect(&scene, "All that was done");
	scene_type(&scene, "q");
	scene_expect(&scene, "ana@example.org");
}

static void a_record_in_the_bin_is_not_said_to_be_moved_there(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, "4G\rd");
	scene_expect(&scene, "Moved Bea Example to the bin.");
	scene_type(&scene, ":bin\r\r");
	scene_expect(&scene, "In the bin since");
	size_t before = scene_actions(&scene);
	scene_type(&scene, "d");
	scene_expect(&scene, "It lies in the bin already.");
	assert_int_equal(scene_actions(&scene), before);
}

static void tagged_records_that_went_to_the_bin_meanwhile_are_told(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, "4/Bea\r d");
	scene_other(&scene, scene_bin, "Bea Example");
	scene_type(&scene, "y");
	scene_expect(&scene, "They lie in the bin already.");
}

static void a_bulk_is_named_after_those_that_it_changes(void **state)
{
	struct action_row row = {0};
	struct err err = {0};
	(void)state;
	add_bea();
	scene_type(&scene, "4/Bea\r estatus\rformer\ry\\*");
	scene_type(&scene, "-*estatus\rformer\r");
	scene_expect(&scene, "Set Status to former for 1 person? 1 has it already.");
	scene_type(&scene, "y");
	assert_true(journal_next_undo(scene.store, scene.folder.arena, &row, &err));
	assert_string_equal(row.name, "Set Status to former for 1 person");
}

static void an_address_that_works_is_noted_from_the_list_and_from_the_card(void **state)
{
	struct arena *arena = scene.folder.arena;
	struct refs channels = {0};
	struct err err = {0};
	(void)state;
	assert_true(record_children(scene.store, scene_find(&scene, uid), RECORD_CHANNEL, arena,
				    &channels, &err));
	scene_type(&scene, "!/ana@example\r");
	scene_expect(&scene, "v works");
	scene_type(&scene, "v");
	scene_expect(&scene, "Noted: ana@example.org was seen to work today. u takes it back.");
	assert_string_equal(scene_value(&scene, channels.items[0], "verified"), "2026-11-23");
	scene_type(&scene, "u");
	scene_expect(&scene, "Took back: Seen to work: ana@example.org, Ana Example");
	assert_string_equal(scene_value(&scene, channels.items[0], "verified"), "");
	scene_type(&scene, "q4g\rg}v");
	scene_expect(&scene, "Noted: ana@example.org");
	scene_type(&scene, ":verify\r");
	scene_expect(&scene, "is noted already");
	scene_type(&scene, "gv");
	scene_expect(&scene, "Go to the line of an address or a number first.");
}

/* Keys are pressed while a save waits for another program, as the store tells the screen. */
static void press_while_waiting(const char *keys)
{
	stage_type(&scene.stage, keys, strlen(keys));
	assert_true(saving_waits(scene.app, 600, "iemn, process 1"));
}

/* The save that was waited for ends. */
static void end_waiting(bool is_saved)
{
	scene.app->was_saved = false;
	if (is_saved) {
		app_saved(scene.app);
	}
	saving_settle(scene.app);
	for (int i = 0; i < 20; i++) {
		scene_type(&scene, "");
	}
}

static void keys_that_were_held_back_are_played_after_a_save(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, "4");
	press_while_waiting("/Bea\rd");
	end_waiting(true);
	scene_expect(&scene, "Moved Bea Example to the bin.");
}

static void keys_that_were_held_back_are_dropped_without_a_save(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, "4G");
	size_t before = scene_actions(&scene);
	press_while_waiting("dQ");
	end_waiting(false);
	scene_expect(&scene, "The keys pressed meanwhile were dropped.");
	assert_int_equal(scene_actions(&scene), before);
}

static void keys_that_were_held_back_do_not_act_on_what_another_changed(void **state)
{
	(void)state;
	add_bea();
	scene_type(&scene, "4G");
	press_while_waiting("/Bea\rdq");
	scene_other(&scene, scene_add, "Beatrice Example");
	size_t before = scene_actions(&scene);
	end_waiting(true);
	scene_expect(&scene, "Another program has saved while you waited.");
	scene_expect(&scene, "/Bea");
	assert_int_equal(scene_actions(&scene), before);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_question_about_tagged_records_acts_on_those),
		TEST(a_tag_does_not_go_over_to_another_record),
		TEST(one_field_of_tagged_records_is_set_in_those),
		TEST(a_key_for_a_row_of_a_list_does_not_act_on_another),
		TEST(a_card_does_not_become_that_of_another_record),
		TEST(an_erasure_is_of_the_record_that_was_meant),
		TEST(what_is_added_to_a_record_does_not_go_to_another),
		TEST(a_record_that_is_held_is_moved_by_its_uid_only),
		TEST(a_key_in_the_bin_restores_the_line_that_was_seen),
		TEST(a_key_in_the_bin_is_dropped_when_its_line_is_gone),
		TEST(an_undo_that_comes_second_asks_about_what_is_next_then),
		TEST(a_key_in_a_history_puts_the_value_back_that_was_seen),
		TEST(a_key_in_the_list_of_actions_asks_about_the_line_that_was_seen),
		TEST(an_action_shows_what_it_changed_and_is_taken_back_there),
		TEST(a_record_in_the_bin_is_not_said_to_be_moved_there),
		TEST(tagged_records_that_went_to_the_bin_meanwhile_are_told),
		TEST(an_address_that_works_is_noted_from_the_list_and_from_the_card),
		TEST(a_bulk_is_named_after_those_that_it_changes),
		TEST(keys_that_were_held_back_are_played_after_a_save),
		TEST(keys_that_were_held_back_are_dropped_without_a_save),
		TEST(keys_that_were_held_back_do_not_act_on_what_another_changed),
	};
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "UTC", 1);
	layout_set_locale();
	return cmocka_run_group_tests_name("meanwhile", tests, NULL, NULL);
}
