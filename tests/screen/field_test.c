/* SPDX-License-Identifier: MIT
 *
 * What a form says of the field under the cursor, and of the one that it left: what it came with, what
 * is wrong, what is unusual.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"
#include "store/action.h"
#include "text/layout.h"
#include "tui/state.h"

#define BACKSPACE "\177"
#define CONTROL_A "\001"
#define CONTROL_G "\007"
#define CONTROL_S "\023"
#define CONTROL_T "\024"
#define CONTROL_U "\025"
#define ENTER "\r"
#define ESCAPE "\033"
#define TAB "\t"

static struct scene scene;

static const char uid[] = "c1000000-0000-4000-8000-000000000000";

static bool fill(struct store *store, void *context, struct err *err)
{
	struct record place = {.ref = {RECORD_PLACE, 0}};
	struct record body = {.ref = {RECORD_ORGANISATION, 0}};
	(void)context;
	place.values[field_index(RECORD_PLACE, "code")] = "TW";
	place.values[field_index(RECORD_PLACE, "name")] = "Taiwan";
	body.values[field_index(RECORD_ORGANISATION, "name")] = "Sample Committee";
	body.values[field_index(RECORD_ORGANISATION, "kind")] = "committee";
	return record_add(store, &place, err) && record_add(store, &body, err) &&
	       scene_add_person(store, "Ana Example", uid, err);
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

static void open_sheet(struct sheet *sheet)
{
	assert_non_null(sheet);
	app_open_form(scene.app, sheet, &(struct form_options){0});
	scene_type(&scene, "");
}

/* Lets a second pass, after which what was typed is written to the state folder. */
static void wait_a_second(void)
{
	scene.app->began += 1000;
	form_keep_unsaved(scene.app);
	scene_type(&scene, "");
}

/* Goes to a field of the first record, or of the part with the cursor, by its label. */
static void go_to(const char *label)
{
	struct str mark = STR_EMPTY;
	str_add_format(&mark, "> %s", label);
	for (int i = 0; i < 60 && !scene_shows(&scene, str_text(&mark)); i++) {
		scene_type(&scene, TAB);
	}
	str_reset(&mark);
	str_add_format(&mark, "%s", label);
	scene_expect(&scene, str_text(&mark));
	str_clear(&mark);
}

/* A new person with a new term, the cursor in the body of it. */
static void open_new_term(void)
{
	open_sheet(sheet_new(RECORD_PERSON));
	scene_type(&scene, "Bea Example");
	go_to("+ Add a term");
	scene_type(&scene, ENTER);
	scene_expect(&scene, ">   Body *");
}

static void a_field_of_a_new_term_was_empty_before(void **state)
{
	(void)state;
	open_new_term();
	go_to("  Title");
	scene_type(&scene, "V");
	wait_a_second();
	scene_type(&scene, "i");
	scene_expect(&scene, "(empty) → Vi");
	scene_type(&scene, TAB);
	scene_type(&scene, "\033[Z");
	scene_expect(&scene, "(empty) → Vi");
}

static void a_field_of_a_new_person_had_what_every_new_one_has(void **state)
{
	(void)state;
	open_sheet(sheet_new(RECORD_PERSON));
	go_to("Status");
	scene_type(&scene, "former");
	wait_a_second();
	scene_expect(&scene, "active → former");
}

static void a_word_that_is_the_beginning_of_one_choice_is_taken(void **state)
{
	(void)state;
	open_new_term();
	go_to("  Role");
	scene_type(&scene, "cha" TAB);
	scene_expect(&scene, "Role *                chair");
	scene_expect_none(&scene, "A new word");
}

static void a_word_of_ones_own_is_remarked_upon(void **state)
{
	(void)state;
	open_new_term();
	go_to("  Role");
	scene_type(&scene, "hai");
	scene_expect_none(&scene, "A new word");
	scene_type(&scene, TAB);
	scene_expect(&scene, " A new word: the usual ones are chair, co-chair, member …");
	scene_expect(&scene, "Role: A new word: the usual ones are chair");
}

static void a_fault_is_said_when_its_field_is_left(void **state)
{
	(void)state;
	open_sheet(sheet_new(RECORD_PERSON));
	go_to("Country");
	scene_type(&scene, "Nowhere");
	wait_a_second();
	scene_expect_none(&scene, "No record");
	scene_type(&scene, TAB);
	scene_expect(&scene, "\n Country: ");
	scene_type(&scene, TAB);
	scene_expect_none(&scene, "\n Country: ");
	scene_type(&scene, "\033[Z\033[Z");
	scene_expect(&scene, "\n Country: ");
}

/* What another program makes of a field of the person, and of the note. */
static bool save_field(struct store *store, const char *field, const char *value, struct err *err)
{
	struct intent intent = {.origin = "shell", .name = "Edit"};
	struct arena *arena = arena_new();
	struct record record;
	struct ref ref;
	bool done = record_lookup(store, uid, &ref, err) &&
		    record_get(store, ref, arena, &record, err) &&
		    action_begin(store, &intent, err);
	if (done) {
		record.values[field_index(RECORD_PERSON, field)] = value;
		record.values[field_index(RECORD_PERSON, "note")] = value;
		done = record_update(store, &record, err) && action_end(store, NULL, err);
	}
	arena_free(arena);
	return done;
}

static bool save_latin_name(struct store *store, const char *what, struct err *err)
{
	return save_field(store, "latin_name", what, err);
}

static bool save_status(struct store *store, const char *what, struct err *err)
{
	return save_field(store, "status", what, err);
}

static void what_another_changed_is_said_when_the_cursor_comes_to_it(void **state)
{
	struct err err = {0};
	(void)state;
	open_sheet(sheet_open(scene.store, scene_find(&scene, uid), &err));
	go_to("In Latin letters");
	scene_type(&scene, "Mine");
	go_to("Note");
	scene_type(&scene, "Mine");
	scene_other(&scene, save_latin_name, "Theirs");
	scene_type(&scene, CONTROL_S);
	scene_expect(&scene, "2 fields were changed meanwhile by bea");
	scene_type(&scene, TAB);
	go_to("Note");
	scene_expect(&scene, "Note: also changed by bea, ");
}

static void the_side_that_does_not_stand_in_the_field_is_told_below_it(void **state)
{
	struct err err = {0};
	(void)state;
	open_sheet(sheet_open(scene.store, scene_find(&scene, uid), &err));
	go_to("In Latin letters");
	scene_type(&scene, "Mine");
	scene_other(&scene, save_latin_name, "Theirs");
	scene_type(&scene, CONTROL_S);
	scene_expect(&scene, "  theirs: Theirs");
	scene_type(&scene, CONTROL_A);
	scene_expect(&scene, "^T theirs  ");
	scene_type(&scene, CONTROL_T);
	scene_expect(&scene, "> In Latin letters        Theirs");
	scene_expect(&scene, "  yours: Mine");
	scene_expect(&scene, "^T yours  ");
	scene_expect(&scene, "^T takes yours, ^S saves theirs");
	scene_expect_none(&scene, "^S saves this");
	scene_expect_none(&scene, "  theirs: ");
	scene_type(&scene, CONTROL_T);
	scene_expect(&scene, "> In Latin letters        Mine");
	scene_expect(&scene, "  theirs: Theirs");
}

static void a_text_that_is_no_value_comes_back_when_theirs_was_looked_at(void **state)
{
	struct err err = {0};
	(void)state;
	open_sheet(sheet_open(scene.store, scene_find(&scene, uid), &err));
	go_to("Status");
	scene_type(&scene, "deceased" TAB);
	scene_other(&scene, save_status, "former");
	scene_type(&scene, CONTROL_S);
	scene_expect(&scene, "1 field was changed meanwhile by bea");
	scene_type(&scene, CONTROL_U "nowhere" CONTROL_T);
	scene_expect(&scene, "> Status                  former");
	scene_expect(&scene, "  yours: nowhere");
	scene_type(&scene, CONTROL_T);
	scene_expect(&scene, "> Status                  nowhere");
	scene_type(&scene, CONTROL_S);
	scene_expect(&scene, "Status: “nowhere” is none of its choices");
}

static void what_is_typed_onto_theirs_stays_when_mine_was_looked_at(void **state)
{
	struct err err = {0};
	(void)state;
	open_sheet(sheet_open(scene.store, scene_find(&scene, uid), &err));
	go_to("In Latin letters");
	scene_type(&scene, "Mine");
	scene_other(&scene, save_latin_name, "Theirs");
	scene_type(&scene, CONTROL_S CONTROL_T " and more" CONTROL_T);
	scene_expect(&scene, "> In Latin letters        Mine");
	scene_expect(&scene, "  theirs, changed by you: Theirs and more");
	scene_expect(&scene, "^T takes theirs, ^S saves yours");
	scene_type(&scene, CONTROL_T);
	scene_expect(&scene, "> In Latin letters        Theirs and more");
	scene_expect(&scene, "^T takes yours, ^S saves this");
	scene_expect(&scene, "  yours: Mine");
	scene_type(&scene, CONTROL_S);
	scene_expect(&scene, "Saved");
	assert_string_equal(scene_value(&scene, scene_find(&scene, uid), "latin_name"),
			    "Theirs and more");
}

static void what_is_typed_onto_theirs_may_be_no_value(void **state)
{
	struct err err = {0};
	(void)state;
	open_sheet(sheet_open(scene.store, scene_find(&scene, uid), &err));
	go_to("Status");
	scene_type(&scene, "deceased" TAB);
	scene_other(&scene, save_status, "former");
	scene_type(&scene, CONTROL_S CONTROL_T CONTROL_U "nowhere" CONTROL_T);
	scene_expect(&scene, "> Status                  deceased");
	scene_expect(&scene, "  theirs, changed by you: nowhere");
	scene_type(&scene, CONTROL_T);
	scene_expect(&scene, "> Status                  nowhere");
	scene_type(&scene, CONTROL_S);
	scene_expect(&scene, "Status: “nowhere” is none of its choices");
}

static void an_untouched_copy_is_left_without_a_question_and_not_saved(void **state)
{
	struct err err = {0};
	(void)state;
	open_sheet(sheet_copy(scene.store, scene_find(&scene, uid), &err));
	scene_expect(&scene, "Copy of Ana Example");
	scene_expect(&scene, "Still the name of the record that was copied.");
	scene_expect_none(&scene, "change");
	size_t before = scene_actions(&scene);
	scene_type(&scene, CONTROL_S);
	scene_expect(&scene, "Not saved: it is the same as Ana Example still.");
	assert_int_equal(scene_actions(&scene), before);
	scene_type(&scene, CONTROL_G);
	assert_false(app_has_form(scene.app));
}

static void a_copy_with_a_name_of_its_own_is_saved(void **state)
{
	struct err err = {0};
	(void)state;
	open_sheet(sheet_copy(scene.store, scene_find(&scene, uid), &err));
	scene_type(&scene, " B");
	scene_expect(&scene, "Ana Example → Ana Example B");
	scene_expect(&scene, "1 change");
	scene_type(&scene, TAB);
	scene_expect_none(&scene, "Still the name");
	scene_type(&scene, CONTROL_G);
	scene_expect(&scene, "1 change is not saved.");
	scene_type(&scene, "s");
	scene_expect(&scene, "Saved: Ana Example B.");
}

static void the_key_that_saves_answers_the_question_of_leaving(void **state)
{
	struct err err = {0};
	(void)state;
	open_sheet(sheet_open(scene.store, scene_find(&scene, uid), &err));
	scene_type(&scene, " B" ESCAPE);
	scene_expect(&scene, "1 change is not saved.");
	scene_type(&scene, CONTROL_S);
	scene_expect(&scene, "Saved: Ana Example B.");
}

static bool add_address(struct store *store, const char *what, struct err *err)
{
	struct intent intent = {.origin = "shell", .name = "Add"};
	struct record channel = {.ref = {RECORD_CHANNEL, 0}};
	channel.values[field_index(RECORD_CHANNEL, "person")] = uid;
	channel.values[field_index(RECORD_CHANNEL, "kind")] = "email";
	channel.values[field_index(RECORD_CHANNEL, "value")] = what;
	return action_begin(store, &intent, err) && record_add(store, &channel, err) &&
	       action_end(store, NULL, err);
}

static void who_is_listed_already_is_asked_about(void **state)
{
	(void)state;
	scene_other(&scene, add_address, "ana@example.org");
	open_sheet(sheet_new(RECORD_PERSON));
	scene_type(&scene, "Anna Example");
	go_to("+ Add an address");
	scene_type(&scene, ENTER "email" TAB "Ana@example.org" CONTROL_S);
	scene_expect(&scene, "Ana Example is listed already, with the same e-mail address.");
	size_t before = scene_actions(&scene);
	scene_type(&scene, "k");
	assert_int_equal(scene_actions(&scene), before);
	assert_true(app_has_form(scene.app));
	scene_type(&scene, CONTROL_S "s");
	scene_expect(&scene, "Saved: Anna Example.");
	assert_int_equal(scene_actions(&scene), before + 1);
}

static void a_letter_adds_nothing(void **state)
{
	(void)state;
	open_sheet(sheet_new(RECORD_PERSON));
	go_to("+ Add an address");
	scene_type(&scene, "ana");
	scene_expect(&scene, "> + Add an address or number");
	scene_expect(&scene, "Nothing is typed here: Enter adds one.");
	scene_type(&scene, " ");
	scene_expect(&scene, ">   Kind *");
}

static void the_help_of_a_date_says_what_it_is_and_how_it_looks(void **state)
{
	(void)state;
	open_new_term();
	go_to("  From");
	scene_expect(&scene, "\n The first date of the term, as exactly as it is known. 2026, ");
	scene_expect(&scene, "2026-11-23 or today.");
	scene_type(&scene, "2026");
	scene_expect(&scene, "2026-11-23 or today.");
	scene_expect(&scene, "\n (empty) → 2026    ");
	go_to("  Note");
	scene_expect_none(&scene, "or today.");
}

static void a_line_of_a_card_opens_the_form_at_its_field(void **state)
{
	(void)state;
	scene_other(&scene, save_latin_name, "Theirs");
	scene_type(&scene, "4" ENTER);
	scene_type(&scene, "jjje");
	scene_expect(&scene, "Edit Ana Example");
	scene_expect(&scene, "> Note");
}

static void an_address_that_is_not_verified_opens_at_its_date(void **state)
{
	(void)state;
	scene_other(&scene, add_address, "ana@example.org");
	scene_type(&scene, ":attention" ENTER);
	scene_type(&scene, "/verified" ENTER "/never" ENTER "e");
	scene_expect(&scene, ">   Last verified");
}

static void a_seat_that_is_added_with_a_person_shows_what_must_be_filled(void **state)
{
	(void)state;
	scene_type(&scene, "3" ENTER "ap");
	scene_expect(&scene, "New person");
	scene_expect(&scene, "▾ Term                  Sample Committee");
	scene_expect(&scene, "    Body *                Sample Committee");
	scene_expect(&scene, "    Role *");
	scene_expect_none(&scene, "change");
	scene_type(&scene, ESCAPE);
	assert_false(app_has_form(scene.app));
	scene_type(&scene, "apBea Example");
	go_to("  Role");
	scene_type(&scene, "chair" CONTROL_S);
	scene_expect(&scene, "Saved: Bea Example.");
	scene_type(&scene, "q");
	scene_expect(&scene, "Sample Committee");
}

static void what_is_proposed_for_an_agency_is_no_change(void **state)
{
	(void)state;
	scene_type(&scene, "3ap");
	scene_expect(&scene, "  Part of                 Sample Committee");
	scene_expect_none(&scene, "change");
	scene_type(&scene, ESCAPE);
	assert_false(app_has_form(scene.app));
}

static void a_reason_that_cannot_be_kept_is_refused_at_once(void **state)
{
	struct str keys = STR_EMPTY;
	(void)state;
	str_add(&keys, ":reason ");
	str_add_repeat(&keys, 'x', 401);
	str_add(&keys, ENTER);
	scene_type(&scene, str_text(&keys));
	scene_expect(&scene, "The reason cannot be kept. This text is too long");
	assert_null(scene.app->reason);
	scene_type(&scene, ":reason a letter came" ENTER);
	scene_expect(&scene, "The next save says why: a letter came");
	scene_type(&scene, ":reason" ENTER);
	scene_expect(&scene, "The next save gives no reason.");
	str_clear(&keys);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_field_of_a_new_term_was_empty_before),
		TEST(a_field_of_a_new_person_had_what_every_new_one_has),
		TEST(a_word_that_is_the_beginning_of_one_choice_is_taken),
		TEST(a_word_of_ones_own_is_remarked_upon),
		TEST(a_fault_is_said_when_its_field_is_left),
		TEST(what_another_changed_is_said_when_the_cursor_comes_to_it),
		TEST(the_side_that_does_not_stand_in_the_field_is_told_below_it),
		TEST(a_text_that_is_no_value_comes_back_when_theirs_was_looked_at),
		TEST(what_is_typed_onto_theirs_stays_when_mine_was_looked_at),
		TEST(what_is_typed_onto_theirs_may_be_no_value),
		TEST(an_untouched_copy_is_left_without_a_question_and_not_saved),
		TEST(a_copy_with_a_name_of_its_own_is_saved),
		TEST(the_key_that_saves_answers_the_question_of_leaving),
		TEST(who_is_listed_already_is_asked_about),
		TEST(a_letter_adds_nothing),
		TEST(the_help_of_a_date_says_what_it_is_and_how_it_looks),
		TEST(a_line_of_a_card_opens_the_form_at_its_field),
		TEST(an_address_that_is_not_verified_opens_at_its_date),
		TEST(a_seat_that_is_added_with_a_person_shows_what_must_be_filled),
		TEST(what_is_proposed_for_an_agency_is_no_change),
		TEST(a_reason_that_cannot_be_kept_is_refused_at_once),
	};
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "UTC", 1);
	layout_set_locale();
	return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}
