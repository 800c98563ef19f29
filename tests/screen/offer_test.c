/* SPDX-License-Identifier: MIT
 *
 * The values that a form offers: what each key does while they are shown and while they are not, and
 * what stands in the field, at the foot and in the file then. The table is in form_offer.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"
#include "text/layout.h"
#include "tui/form_parts.h"

#define BACKTAB "\033[Z"
#define CONTROL_L "\014"
#define CONTROL_N "\016"
#define CONTROL_S "\023"
#define CONTROL_U "\025"
#define DOWN "\033OB"
#define ENTER "\r"
#define ESCAPE "\033"
#define PAGE_DOWN "\033[6~"
#define TAB "\t"
#define UP "\033OA"

/* Rows of the form of a person, from the first one on. */
enum { NAME_ROW, COUNTRY_ROW = 6, LANGUAGES_ROW, STATUS_ROW, NOTE_ROW };

static struct scene scene;

static const char uid[] = "c1000000-0000-4000-8000-000000000000";

static bool add_place(struct store *store, const char *code, const char *name, struct err *err)
{
	struct record place = {.ref = {RECORD_PLACE, 0}};
	place.values[field_index(RECORD_PLACE, "code")] = code;
	place.values[field_index(RECORD_PLACE, "name")] = name;
	return record_add(store, &place, err);
}

static bool fill(struct store *store, void *context, struct err *err)
{
	(void)context;
	return add_place(store, "AT", "Austria", err) && add_place(store, "AU", "Australia", err) &&
	       add_place(store, "IN", "India", err) && add_place(store, "ID", "Indonesia", err) &&
	       add_place(store, "SK", "Slovakia", err) && add_place(store, "SI", "Slovenia", err) &&
	       add_place(store, "TW", "Taiwan", err) &&
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

static void press(const char *keys)
{
	scene_type(&scene, keys);
}

/* The form of Ana, the cursor in a row. */
static void open_at(size_t row)
{
	struct err err = {0};
	struct sheet *sheet = sheet_open(scene.store, scene_find(&scene, uid), &err);
	assert_non_null(sheet);
	app_open_form(scene.app, sheet, &(struct form_options){0});
	for (size_t i = 0; i < row; i++) {
		press(TAB);
	}
	assert_int_equal(scene.app->form->rows.at, row);
}

/* What stands in the field under the cursor, which is marked below it (NULL for nothing), and whether
 * anything is shown there. */
static void assert_field(size_t row, const char *text, bool is_shown, const char *marked)
{
	struct form *form = scene.app->form;
	assert_non_null(form);
	form_offers_update(scene.app);
	const struct sheet_offer *offer = form_offers_marked(form);
	assert_int_equal(form->rows.at, row);
	assert_string_equal(str_text(&form->prose.line.text), text);
	assert_int_equal(form->offers.found.count > 0, is_shown);
	assert_string_equal(offer != NULL ? offer->text : "-", marked != NULL ? marked : "-");
}

/* What a row that was left holds. */
static void assert_left(size_t row, const char *text)
{
	struct form *form = scene.app->form;
	assert_int_not_equal(form->rows.at, row);
	assert_string_equal(form_text(scene.app, &form->rows.items[row]), text);
}

/* The country that the file has of Ana; "" for none. */
static const char *stored_country(void)
{
	const char *place = scene_value(&scene, scene_find(&scene, uid), "place");
	return place[0] == '\0' ? "" : scene_value(&scene, scene_find(&scene, place), "name");
}

static void an_emptied_field_offers_nothing_and_is_saved_empty(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("Taiwan" CONTROL_S);
	assert_string_equal(stored_country(), "Taiwan");
	open_at(COUNTRY_ROW);
	press(CONTROL_U);
	assert_field(COUNTRY_ROW, "", false, NULL);
	press(DOWN);
	assert_left(COUNTRY_ROW, "");
	press(CONTROL_S);
	assert_string_equal(stored_country(), "");
}

static void typing_away_the_last_letter_hides_what_was_offered(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("i");
	assert_field(COUNTRY_ROW, "i", true, NULL);
	press("\177");
	assert_field(COUNTRY_ROW, "", false, NULL);
}

static void a_value_in_full_hides_what_was_offered(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("Taiwa");
	assert_field(COUNTRY_ROW, "Taiwa", true, NULL);
	press("n");
	assert_field(COUNTRY_ROW, "Taiwan", false, NULL);
	press(DOWN);
	assert_field(LANGUAGES_ROW, "", false, NULL);
	press(DOWN DOWN);
	assert_left(COUNTRY_ROW, "Taiwan");
}

static void a_value_in_full_counts_in_capitals_too(void **state)
{
	(void)state;
	open_at(STATUS_ROW);
	press("FORMER");
	assert_field(STATUS_ROW, "FORMER", false, NULL);
	press(DOWN);
	assert_left(STATUS_ROW, "former");
}

static void the_list_key_offers_all_and_marks_what_stands_there(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press(CONTROL_N);
	assert_field(COUNTRY_ROW, "", true, NULL);
	press(TAB);
	assert_left(COUNTRY_ROW, "");
	press(BACKTAB CONTROL_N CONTROL_N);
	assert_field(COUNTRY_ROW, "", true, "Australia");
	press(ENTER BACKTAB CONTROL_N);
	assert_field(COUNTRY_ROW, "Australia", true, "Australia");
	press(DOWN);
	assert_field(COUNTRY_ROW, "Australia", true, "Austria");
}

static void the_list_key_offers_what_fits_a_value_in_full(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("taiwan" CONTROL_N);
	assert_field(COUNTRY_ROW, "taiwan", true, "Taiwan");
}

static void arrows_move_the_mark_and_leave_at_the_ends(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("slov" DOWN);
	assert_field(COUNTRY_ROW, "slov", true, "Slovakia");
	press(DOWN);
	assert_field(COUNTRY_ROW, "slov", true, "Slovenia");
	press(UP UP);
	assert_field(COUNTRY_ROW, "slov", true, NULL);
	press(DOWN DOWN DOWN);
	assert_field(LANGUAGES_ROW, "", false, NULL);
	assert_left(COUNTRY_ROW, "Slovenia");
}

static void up_leaves_where_nothing_is_marked(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("slov" UP);
	assert_field(COUNTRY_ROW - 1, "", false, NULL);
	assert_left(COUNTRY_ROW, "slov");
}

/* Each key that goes to another row. */
static const char *const leaving_keys[] = {TAB, ENTER, BACKTAB, PAGE_DOWN, "\033[5~"};

static void whatever_leaves_takes_what_is_marked(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof leaving_keys / sizeof *leaving_keys; i++) {
		open_at(COUNTRY_ROW);
		press("slov" DOWN DOWN);
		press(leaving_keys[i]);
		assert_left(COUNTRY_ROW, "Slovenia");
		form_close(scene.app);
	}
}

static void whatever_leaves_takes_the_only_one_that_fits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof leaving_keys / sizeof *leaving_keys; i++) {
		open_at(COUNTRY_ROW);
		press("taiw");
		press(leaving_keys[i]);
		assert_left(COUNTRY_ROW, "Taiwan");
		form_close(scene.app);
	}
}

static void tab_and_enter_mark_the_first_of_several_and_take_it_then(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		open_at(COUNTRY_ROW);
		press("slov");
		press(leaving_keys[i]);
		assert_field(COUNTRY_ROW, "slov", true, "Slovakia");
		press(leaving_keys[i]);
		assert_field(LANGUAGES_ROW, "", false, NULL);
		assert_left(COUNTRY_ROW, "Slovakia");
		form_close(scene.app);
	}
}

static void tab_types_what_all_that_fits_begins_with(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("aust" TAB);
	assert_field(COUNTRY_ROW, "Austr", true, NULL);
	press(TAB);
	assert_field(COUNTRY_ROW, "Austr", true, "Australia");
	press(TAB);
	assert_left(COUNTRY_ROW, "Australia");
}

static void a_code_is_a_value_although_more_fits(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("IN");
	assert_field(COUNTRY_ROW, "IN", true, NULL);
	press(TAB);
	assert_left(COUNTRY_ROW, "India");
	press(BACKTAB CONTROL_U "si" TAB);
	assert_left(COUNTRY_ROW, "Slovenia");
}

static void what_may_be_a_code_and_half_a_name_waits_for_a_choice(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("ind" TAB);
	assert_field(COUNTRY_ROW, "ind", true, "India");
	press(DOWN TAB);
	assert_left(COUNTRY_ROW, "Indonesia");
}

static void the_mark_stands_at_the_foot_and_is_saved(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("slov" DOWN DOWN);
	scene_expect(&scene, "(empty) → Slovenia");
	scene_expect(&scene, "1 change");
	press(CONTROL_S);
	assert_string_equal(stored_country(), "Slovenia");
}

static void saving_takes_the_only_one_and_none_of_several(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("slov" CONTROL_S);
	scene_expect(&scene, "Not saved. Country: ");
	press(CONTROL_U "taiw" CONTROL_S);
	assert_string_equal(stored_country(), "Taiwan");
}

static void escape_drops_the_mark_first_and_then_leaves(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("slov" DOWN ESCAPE);
	assert_field(COUNTRY_ROW, "slov", false, NULL);
	scene_expect_none(&scene, "Slovakia");
	press(CONTROL_L);
	assert_field(COUNTRY_ROW, "slov", false, NULL);
	press(ESCAPE);
	scene_expect(&scene, "[s]ave  [d]iscard  [k]eep editing");
}

static void what_is_kept_is_what_was_typed(void **state)
{
	(void)state;
	open_at(COUNTRY_ROW);
	press("slov" DOWN);
	scene.app->began += 1000;
	form_keep_unsaved(scene.app);
	assert_field(COUNTRY_ROW, "slov", true, "Slovakia");
	press(ESCAPE BACKTAB);
	assert_left(COUNTRY_ROW, "slov");
}

static void the_next_language_is_not_chosen_before_its_first_letter(void **state)
{
	(void)state;
	open_at(LANGUAGES_ROW);
	press("fr ");
	assert_field(LANGUAGES_ROW, "fr ", false, NULL);
	press(TAB);
	assert_left(LANGUAGES_ROW, "fr");
}

/* The cursor in the role of a new term. */
static size_t open_role(void)
{
	open_at(NOTE_ROW);
	while (form_at(scene.app->form)->adds != RECORD_MEMBERSHIP) {
		press(TAB);
	}
	press(ENTER TAB);
	return scene.app->form->rows.at;
}

static void a_word_of_ones_own_stays_although_others_hold_it(void **state)
{
	(void)state;
	size_t row = open_role();
	press("air");
	assert_field(row, "air", true, NULL);
	press(TAB);
	assert_left(row, "air");
}

static void a_word_that_several_begin_with_waits_for_a_choice(void **state)
{
	(void)state;
	size_t row = open_role();
	press("m" TAB);
	struct form *form = scene.app->form;
	assert_int_equal(form->rows.at, form->offers.found.begun > 1 ? row : row + 1);
	form_close(scene.app);
	row = open_role();
	press("c" TAB);
	assert_field(row, "c", true, "chair");
	press(ESCAPE TAB);
	assert_left(row, "c");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(an_emptied_field_offers_nothing_and_is_saved_empty),
		TEST(typing_away_the_last_letter_hides_what_was_offered),
		TEST(a_value_in_full_hides_what_was_offered),
		TEST(a_value_in_full_counts_in_capitals_too),
		TEST(the_list_key_offers_all_and_marks_what_stands_there),
		TEST(the_list_key_offers_what_fits_a_value_in_full),
		TEST(arrows_move_the_mark_and_leave_at_the_ends),
		TEST(up_leaves_where_nothing_is_marked),
		TEST(whatever_leaves_takes_what_is_marked),
		TEST(whatever_leaves_takes_the_only_one_that_fits),
		TEST(tab_and_enter_mark_the_first_of_several_and_take_it_then),
		TEST(tab_types_what_all_that_fits_begins_with),
		TEST(a_code_is_a_value_although_more_fits),
		TEST(what_may_be_a_code_and_half_a_name_waits_for_a_choice),
		TEST(the_mark_stands_at_the_foot_and_is_saved),
		TEST(saving_takes_the_only_one_and_none_of_several),
		TEST(escape_drops_the_mark_first_and_then_leaves),
		TEST(what_is_kept_is_what_was_typed),
		TEST(the_next_language_is_not_chosen_before_its_first_letter),
		TEST(a_word_of_ones_own_stays_although_others_hold_it),
		TEST(a_word_that_several_begin_with_waits_for_a_choice),
	};
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "UTC", 1);
	layout_set_locale();
	return cmocka_run_group_tests_name("offer", tests, NULL, NULL);
}
