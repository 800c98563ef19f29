/* SPDX-License-Identifier: MIT
 *
 * Sheets that outlive their program: they come back word for word, and only to those whom they concern.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../unit/child.h"
#include "fixture.h"
#include "store/erase.h"
#include "unsaved_fixture.h"

static void assert_same(const struct sheet *a, const struct sheet *b)
{
	char *left = stage_dump(a);
	char *right = stage_dump(b);
	assert_string_equal(left, right);
	free(left);
	free(right);
}

static void a_sheet_comes_back_word_for_word(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	stage_leave(sheet);
	struct unsaved_rows rows = stage_list();
	assert_int_equal(rows.count, 1);
	assert_string_equal(rows.items[0].label, "Ministry of Environment");
	assert_string_equal(rows.items[0].moment, "2026-11-23T12:00:00Z");
	assert_int_equal(rows.items[0].kind, RECORD_ORGANISATION);
	struct sheet *back = NULL;
	stage_must(unsaved_read(stage.store, rows.items[0].path, &back, &stage.err));
	assert_same(sheet, back);
	assert_string_equal(sheet_text(back, stage.store, 0,
				       field_index(RECORD_ORGANISATION, "established"),
				       stage.arena),
			    "last\tsummer");
	assert_true(sheet_is_out(back, 1));
	assert_true(sheet_is_changed(back));
	assert_int_equal(back->parts[0].now.ref.id, sheet->parts[0].now.ref.id);
	sheet_free(back);
	sheet_free(sheet);
}

static void what_comes_back_can_be_saved(void **state)
{
	(void)state;
	struct sheet *sheet = sheet_open(stage.store, stage_find("MOENV"), &stage.err);
	stage_must(sheet_set(sheet, stage.store, 0, field_index(RECORD_ORGANISATION, "note"),
			     "A note.", &stage.err));
	stage_leave(sheet);
	sheet_free(sheet);
	stage_must(unsaved_read(stage.store, stage_list().items[0].path, &sheet, &stage.err));
	struct intent intent = {.origin = "screen"};
	struct save_result result;
	stage_must(sheet_save(sheet, stage.store, &intent, stage.arena, &result, &stage.err));
	assert_true(result.action > 0);
	struct record record;
	stage_must(record_get(stage.store, stage_find("MOENV"), stage.arena, &record, &stage.err));
	assert_string_equal(record_value(&record, "note"), "A note.");
	sheet_free(sheet);
}

static void a_new_record_that_was_saved_already_is_not_added_again(void **state)
{
	(void)state;
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	stage_must(sheet_set(sheet, stage.store, 0, field_index(RECORD_PERSON, "name"),
			     "Ana Example", &stage.err));
	stage_leave(sheet);
	struct intent intent = {.origin = "screen"};
	struct save_result result;
	stage_must(sheet_save(sheet, stage.store, &intent, stage.arena, &result, &stage.err));
	sheet_free(sheet);
	stage_must(unsaved_read(stage.store, stage_list().items[0].path, &sheet, &stage.err));
	assert_false(sheet_is_changed(sheet));
	sheet_free(sheet);
}

static void the_sheet_of_a_running_program_is_not_offered(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	struct unsaved *unsaved = unsaved_open(stage.store);
	stage_must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	assert_int_equal(stage_count_files(), 1);
	assert_int_equal(stage_list().count, 0);
	sheet_put(sheet, 0, "note", "Another note.");
	stage_must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	assert_int_equal(stage_count_files(), 1);
	assert_int_equal(stage_list().count, 0);
	unsaved_close(unsaved, true);
	assert_int_equal(stage_list().count, 1);
	sheet_free(sheet);
}

static int write_and_die(void *context)
{
	struct unsaved *unsaved = unsaved_open(stage.store);
	unsaved_write(unsaved, context, stage.store, NULL);
	raise(SIGKILL);
	return 0;
}

/* Whether another program that lists the folder looks at each file that is about to be locked. */
static bool is_looked_at;

int __real_flock(int file, int operation);
int __wrap_flock(int file, int operation);

int __wrap_flock(int file, int operation)
{
	char path[40];
	if (!is_looked_at || (operation & LOCK_EX) == 0) {
		return __real_flock(file, operation);
	}
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	int other = open(path, O_RDONLY | O_CLOEXEC);
	stage_must(other >= 0 && __real_flock(other, LOCK_SH) == 0);
	int done = __real_flock(file, operation | LOCK_NB);
	close(other);
	/* It has looked: who waits for that comes to hold the file. */
	return done != 0 && (operation & LOCK_NB) == 0 ? __real_flock(file, operation) : done;
}

static void a_sheet_is_in_use_although_another_program_looked_at_it(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	struct unsaved *unsaved = unsaved_open(stage.store);
	is_looked_at = true;
	stage_must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	is_looked_at = false;
	assert_int_equal(stage_count_files(), 1);
	assert_int_equal(stage_list().count, 0);
	unsaved_close(unsaved, false);
	sheet_free(sheet);
}

static void the_sheet_of_a_killed_program_is_offered(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	assert_int_equal(child_run(write_and_die, sheet), -1);
	assert_int_equal(stage_list().count, 1);
	sheet_free(sheet);
}

static void a_sheet_that_is_as_before_is_not_written_again(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	struct unsaved *unsaved = unsaved_open(stage.store);
	stage_must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	stage_must(chmod(stage_folder(), 0500) == 0);
	setenv("SOURCE_DATE_EPOCH", "1795435260", 1);
	struct stat before;
	struct stat after;
	stage_must(stat(stage_folder(), &before) == 0);
	stage_must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	stage_must(stat(stage_folder(), &after) == 0);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	stage_must(chmod(stage_folder(), 0700) == 0);
	unsaved_close(unsaved, false);
	sheet_free(sheet);
}

static void a_sheet_that_was_saved_leaves_nothing(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	struct unsaved *unsaved = unsaved_open(stage.store);
	stage_must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	unsaved_forget(unsaved);
	assert_int_equal(stage_count_files(), 0);
	stage_must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	unsaved_close(unsaved, false);
	assert_int_equal(stage_count_files(), 0);
	sheet_free(sheet);
}

static void each_program_has_a_file_of_its_own(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	stage_leave(sheet);
	setenv("SOURCE_DATE_EPOCH", "1795435260", 1);
	stage_leave(sheet);
	struct unsaved_rows rows = stage_list();
	assert_int_equal(rows.count, 2);
	assert_true(strcmp(rows.items[0].moment, rows.items[1].moment) > 0);
	unsaved_discard(rows.items[0].path);
	assert_int_equal(stage_list().count, 1);
	sheet_free(sheet);
}

static void a_store_in_memory_keeps_none(void **state)
{
	(void)state;
	struct store *store = fixture_demo();
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	struct unsaved *unsaved = unsaved_open(store);
	struct unsaved_rows rows;
	stage_must(unsaved_write(unsaved, sheet, store, &stage.err));
	unsaved_close(unsaved, true);
	stage_must(unsaved_list(store, stage.arena, &rows, &stage.err));
	assert_int_equal(rows.count, 0);
	assert_int_equal(stage_count_files(), 0);
	sheet_free(sheet);
	store_close(store);
}

static void sheets_of_another_directory_are_not_offered(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	stage_leave(sheet);
	struct store *other = stage_open_store(folder_file(&stage.home, "other.db"));
	struct unsaved_rows rows;
	stage_must(unsaved_list(other, stage.arena, &rows, &stage.err));
	assert_int_equal(rows.count, 0);
	struct unsaved *unsaved = unsaved_open(other);
	stage_must(unsaved_write(unsaved, sheet, other, &stage.err));
	unsaved_close(unsaved, true);
	stage_must(unsaved_list(other, stage.arena, &rows, &stage.err));
	assert_int_equal(rows.count, 1);
	stage_must(rename(stage_list().items[0].path, rows.items[0].path) == 0);
	stage_must(unsaved_list(other, stage.arena, &rows, &stage.err));
	assert_int_equal(rows.count, 0);
	store_close(other);
	sheet_free(sheet);
}

/* Puts the directory file elsewhere, as people do with a file that is not open. */
static const char *move_directory(const char *name)
{
	const char *place = folder_file(&stage.home, name);
	store_close(stage.store);
	stage_must(rename(folder_file(&stage.home, "directory.db"), place) == 0);
	stage.store = stage_open_store(place);
	return place;
}

static void a_sheet_is_found_after_its_directory_was_moved(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	const char *old = folder_file(&stage.home, "directory.db");
	stage_leave(sheet);
	assert_null(stage_list().items[0].elsewhere);
	move_directory("moved.db");
	struct unsaved_rows rows = stage_list();
	assert_int_equal(rows.count, 1);
	assert_string_equal(rows.items[0].elsewhere, old);
	struct sheet *back = NULL;
	stage_must(unsaved_read(stage.store, rows.items[0].path, &back, &stage.err));
	assert_same(sheet, back);
	struct unsaved *held = unsaved_open(stage.store);
	stage_must(unsaved_write(held, back, stage.store, &stage.err));
	stage_must(unsaved_discard(rows.items[0].path));
	assert_int_equal(stage_list().count, 0);
	unsaved_close(held, true);
	assert_int_equal(stage_list().count, 1);
	assert_null(stage_list().items[0].elsewhere);
	sheet_free(back);
	sheet_free(sheet);
}

static void a_sheet_belongs_to_what_lies_where_it_was_typed(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	const char *old = folder_file(&stage.home, "directory.db");
	stage_leave(sheet);
	const char *path = stage_list().items[0].path;
	move_directory("copy.db");
	folder_write(&stage.home, "directory.db", "x", 1);
	assert_int_equal(stage_list().count, 0);
	size_t count = 7;
	stage_must(unsaved_discard_about(stage.store, sheet->parts[0].now.uid, &count, &stage.err));
	assert_int_equal(count, 0);
	assert_int_equal(access(path, F_OK), 0);
	stage_must(unlink(old) == 0);
	stage_must(unsaved_discard_about(stage.store, sheet->parts[0].now.uid, &count, &stage.err));
	assert_int_equal(count, 1);
	assert_int_equal(stage_count_files(), 0);
	sheet_free(sheet);
}

static void a_file_that_was_made_later_is_not_the_one_that_went(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	stage_leave(sheet);
	move_directory("moved.db");
	setenv("SOURCE_DATE_EPOCH", "1795435260", 1);
	struct store *later = stage_open_store(folder_file(&stage.home, "later.db"));
	struct unsaved_rows rows;
	stage_must(unsaved_list(later, stage.arena, &rows, &stage.err));
	assert_int_equal(rows.count, 0);
	assert_int_equal(stage_list().count, 1);
	store_close(later);
	sheet_free(sheet);
}

static void a_copy_comes_back_as_a_copy(void **state)
{
	(void)state;
	struct sheet *sheet = sheet_copy(stage.store, stage_find("MOENV"), &stage.err);
	stage_must(sheet != NULL);
	stage_must(sheet_set(sheet, stage.store, 0, field_index(RECORD_ORGANISATION, "note"),
			     "A note.", &stage.err));
	stage_leave(sheet);
	struct sheet *back = NULL;
	stage_must(unsaved_read(stage.store, stage_list().items[0].path, &back, &stage.err));
	assert_same(sheet, back);
	assert_string_equal(back->copied, "Ministry of Environment");
	assert_true(sheet_is_touched(back, 0, field_index(RECORD_ORGANISATION, "note")));
	assert_false(sheet_is_touched(back, 0, field_index(RECORD_ORGANISATION, "name")));
	sheet_free(back);
	sheet_free(sheet);
}

static void what_was_proposed_is_no_change_in_a_sheet_that_comes_back(void **state)
{
	(void)state;
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	struct sheet *ministry = sheet_open(stage.store, stage_find("MOENV"), &stage.err);
	stage_must(ministry != NULL);
	size_t seat = sheet_add(sheet, RECORD_MEMBERSHIP);
	sheet_propose(sheet, seat, "organisation", ministry->parts[0].now.uid);
	sheet_put(sheet, 0, "name", "Nora Example");
	stage_leave(sheet);
	struct sheet *back = NULL;
	stage_must(unsaved_read(stage.store, stage_list().items[0].path, &back, &stage.err));
	assert_same(sheet, back);
	assert_false(sheet_is_touched(back, seat, SHEET_WHOLE));
	assert_true(sheet_is_touched(back, 0, field_index(RECORD_PERSON, "name")));
	sheet_free(back);
	sheet_free(ministry);
	sheet_free(sheet);
}

static void sheets_about_an_erased_record_are_taken_away(void **state)
{
	(void)state;
	struct sheet *about = sheet_new(RECORD_PERSON);
	struct sheet *other = stage_edit_ministry();
	stage_leave(about);
	stage_leave(other);
	size_t count = 7;
	stage_must(unsaved_discard_about(stage.store, about->parts[0].now.uid, &count, &stage.err));
	assert_int_equal(count, 1);
	assert_int_equal(stage_list().count, 1);
	assert_string_equal(stage_list().items[0].label, "Ministry of Environment");
	stage_must(unsaved_discard_about(stage.store, about->parts[0].now.uid, &count, &stage.err));
	assert_int_equal(count, 0);
	sheet_free(about);
	sheet_free(other);
}

static void the_sheet_of_an_erased_person_is_not_offered(void **state)
{
	(void)state;
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	struct intent intent = {.origin = "screen", .name = "Erase a person"};
	struct save_result result;
	struct erase_receipt receipt;
	stage_must(sheet_set(sheet, stage.store, 0, field_index(RECORD_PERSON, "name"),
			     "Ana Example", &stage.err));
	stage_must(sheet_save(sheet, stage.store, &intent, stage.arena, &result, &stage.err));
	stage_leave(sheet);
	assert_int_equal(stage_list().count, 1);
	stage_must(erase_person(stage.store, result.refs[0], "Ana Example", &intent, stage.arena,
				&receipt, &stage.err));
	assert_int_equal(stage_list().count, 0);
	assert_int_equal(stage_count_files(), 0);
	sheet_free(sheet);
}

/* Another user erased the person, whose program does not reach this folder. */
static void the_text_of_an_erased_person_goes_at_the_next_start(void **state)
{
	static const char *const endings[] = {"-abcdef.txt", "-abcdef.txt~"};
	(void)state;
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	struct intent intent = {.origin = "screen", .name = "Erase a person"};
	struct save_result result;
	struct erase_receipt receipt;
	stage_must(sheet_set(sheet, stage.store, 0, field_index(RECORD_PERSON, "name"),
			     "Ana Example", &stage.err));
	stage_must(sheet_save(sheet, stage.store, &intent, stage.arena, &result, &stage.err));
	char *beginning = unsaved_text_path(stage.store, sheet->parts[0].now.uid);
	for (size_t i = 0; i < 2; i++) {
		FILE *file = fopen(arena_format(stage.arena, "%s%s", beginning, endings[i]), "w");
		assert_non_null(file);
		fclose(file);
	}
	free(beginning);
	stage_list();
	assert_int_equal(stage_count_files(), 2);
	stage_must(erase_person(stage.store, result.refs[0], "Ana Example", &intent, stage.arena,
				&receipt, &stage.err));
	stage_list();
	assert_int_equal(stage_count_files(), 0);
	sheet_free(sheet);
}

static void the_sheet_of_a_person_who_is_erased_meanwhile_is_kept_no_more(void **state)
{
	(void)state;
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	struct sheet *term = sheet_new(RECORD_MEMBERSHIP);
	struct intent intent = {.origin = "screen", .name = "Erase a person"};
	struct unsaved *unsaved = unsaved_open(stage.store);
	struct save_result result;
	struct erase_receipt receipt;
	stage_must(sheet_set(sheet, stage.store, 0, field_index(RECORD_PERSON, "name"),
			     "Ana Example", &stage.err));
	stage_must(sheet_save(sheet, stage.store, &intent, stage.arena, &result, &stage.err));
	sheet_put(sheet, 0, "note", "Ana's note");
	sheet_put(term, 0, "person", sheet->parts[0].now.uid);
	stage_must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	assert_int_equal(stage_count_files(), 1);
	stage_must(erase_person(stage.store, result.refs[0], "Ana Example", &intent, stage.arena,
				&receipt, &stage.err));
	stage_must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	assert_int_equal(stage_count_files(), 0);
	stage_must(unsaved_write(unsaved, term, stage.store, &stage.err));
	assert_int_equal(stage_count_files(), 0);
	unsaved_close(unsaved, true);
	sheet_free(term);
	sheet_free(sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGE_TEST(a_sheet_comes_back_word_for_word),
		STAGE_TEST(what_comes_back_can_be_saved),
		STAGE_TEST(a_new_record_that_was_saved_already_is_not_added_again),
		STAGE_TEST(the_sheet_of_a_running_program_is_not_offered),
		STAGE_TEST(a_sheet_is_in_use_although_another_program_looked_at_it),
		STAGE_TEST(the_sheet_of_a_killed_program_is_offered),
		STAGE_TEST(a_sheet_that_is_as_before_is_not_written_again),
		STAGE_TEST(a_sheet_that_was_saved_leaves_nothing),
		STAGE_TEST(each_program_has_a_file_of_its_own),
		STAGE_TEST(a_store_in_memory_keeps_none),
		STAGE_TEST(sheets_of_another_directory_are_not_offered),
		STAGE_TEST(a_sheet_is_found_after_its_directory_was_moved),
		STAGE_TEST(a_sheet_belongs_to_what_lies_where_it_was_typed),
		STAGE_TEST(a_file_that_was_made_later_is_not_the_one_that_went),
		STAGE_TEST(a_copy_comes_back_as_a_copy),
		STAGE_TEST(what_was_proposed_is_no_change_in_a_sheet_that_comes_back),
		STAGE_TEST(sheets_about_an_erased_record_are_taken_away),
		STAGE_TEST(the_sheet_of_an_erased_person_is_not_offered),
		STAGE_TEST(the_text_of_an_erased_person_goes_at_the_next_start),
		STAGE_TEST(the_sheet_of_a_person_who_is_erased_meanwhile_is_kept_no_more),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
