/* SPDX-License-Identifier: MIT
 *
 * The files that hold unsaved sheets, and their folder: for the user alone, whole whenever the program is
 * killed, and nothing that lies there does harm.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include <cmocka.h>

#include "../unit/child.h"
#include "interchange/unsaved_form.h"
#include "unsaved_fixture.h"

static void files_and_folders_are_for_the_user_alone(void **state)
{
	(void)state;
	static const char *const folders[] = {".local", ".local/state", ".local/state/iemn"};
	struct sheet *sheet = sheet_new(RECORD_EVENT);
	struct stat facts;
	mode_t mask = umask(0);
	stage_leave(sheet);
	umask(mask);
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		assert_int_equal(stat(folder_file(&stage.home, folders[i]), &facts), 0);
		assert_int_equal(facts.st_mode & 0777, 0700);
	}
	assert_int_equal(stat(stage_list().items[0].path, &facts), 0);
	assert_int_equal(facts.st_mode & 0777, 0600);
	sheet_free(sheet);
}

static void the_state_folder_can_be_named_but_not_relatively(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	setenv("XDG_STATE_HOME", "state", 1);
	stage_leave(sheet);
	assert_int_equal(stage_count_files(), 1);
	setenv("XDG_STATE_HOME", folder_file(&stage.home, "named"), 1);
	assert_int_equal(stage_list().count, 0);
	stage_leave(sheet);
	assert_int_equal(stage_list().count, 1);
	assert_int_equal(access(folder_file(&stage.home, "named/iemn"), F_OK), 0);
	sheet_free(sheet);
}

static void without_a_home_a_sentence_says_so(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	unsetenv("HOME");
	struct unsaved *unsaved = unsaved_open(stage.store);
	assert_false(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	assert_int_equal(stage.err.kind, ERR_FAILED);
	assert_string_equal(stage.err.text, "What you type cannot be kept for the case that the "
					    "program ends: there is no home folder.");
	unsaved_close(unsaved, true);
	assert_int_equal(stage_list().count, 0);
	sheet_free(sheet);
}

static void a_folder_that_cannot_be_made_is_told(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	folder_write(&stage.home, ".local", "x", 1);
	struct unsaved *unsaved = unsaved_open(stage.store);
	assert_false(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	assert_int_equal(stage.err.kind, ERR_SYSTEM);
	unsaved_close(unsaved, true);
	assert_int_equal(stage_list().count, 0);
	sheet_free(sheet);
}

static int write_twice(void *context)
{
	struct unsaved *unsaved = unsaved_open(stage.store);
	struct sheet *sheet = context;
	bool done = unsaved_write(unsaved, sheet, stage.store, NULL);
	sheet_put(sheet, 0, "note", "The second text.");
	return done && unsaved_write(unsaved, sheet, stage.store, NULL) ? 0 : 1;
}

/* Whatever is offered can be read, and nothing is lost that was there once. */
static bool check_after_kill(bool was_there)
{
	struct unsaved_rows rows = stage_list();
	assert_true(rows.count <= 1);
	assert_true(rows.count == 1 || !was_there);
	if (rows.count == 0) {
		return false;
	}
	struct sheet *sheet = NULL;
	stage_must(unsaved_read(stage.store, rows.items[0].path, &sheet, &stage.err));
	sheet_free(sheet);
	unsaved_discard(rows.items[0].path);
	return true;
}

static void a_kill_at_any_moment_leaves_a_whole_sheet(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	bool was_there = false;
	enum child_end end = CHILD_KILLED;
	unsigned call = 0;
	while (end == CHILD_KILLED) {
		end = child_kill_at(++call, write_twice, sheet);
		if (end == CHILD_UNWATCHED) {
			sheet_free(sheet);
			skip();
		}
		was_there = check_after_kill(was_there);
	}
	assert_int_equal(end, CHILD_FINISHED);
	assert_true(was_there);
	assert_true(call > 10);
	sheet_free(sheet);
}

static void drafts_that_were_left_behind_go(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	stage_leave(sheet);
	const char *path = stage_list().items[0].path;
	const char *draft = arena_format(stage.arena, "%s.new", path);
	stage_must(rename(path, draft) == 0);
	assert_int_equal(stage_list().count, 0);
	assert_int_equal(stage_count_files(), 1);
	utime(draft, &(struct utimbuf){1000, 1000});
	assert_int_equal(stage_list().count, 0);
	assert_int_equal(stage_count_files(), 0);
	sheet_free(sheet);
}

static void write_over(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void assert_refused(const char *path)
{
	struct sheet *sheet = NULL;
	assert_int_equal(stage_list().count, 0);
	assert_int_equal(stage_list().unreadable_count, 0);
	assert_false(unsaved_read(stage.store, path, &sheet, &stage.err));
	assert_int_equal(stage.err.kind, ERR_INVALID);
	assert_null(sheet);
}

/* Refused, and told once: from then on the file bears another name. */
static void assert_set_aside(const char *path)
{
	struct sheet *sheet = NULL;
	const char *aside = arena_format(stage.arena, "%s.unreadable", path);
	assert_false(unsaved_read(stage.store, path, &sheet, &stage.err));
	assert_int_equal(stage.err.kind, ERR_INVALID);
	struct unsaved_rows rows = stage_list();
	assert_int_equal(rows.count, 0);
	assert_int_equal(rows.unreadable_count, 1);
	assert_string_equal(rows.unreadable[0], aside);
	assert_int_equal(stage_list().unreadable_count, 0);
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(access(aside, F_OK), 0);
}

static void the_sheet_of_a_newer_program_stays_for_that(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	stage_leave(sheet);
	const char *path = stage_list().items[0].path;
	sheet_free(sheet);
	write_over(path, "{\"format\": \"iemn-unsaved\", \"version\": 2, \"parts\": [{}]}");
	assert_int_equal(stage_list().count, 0);
	assert_int_equal(stage_list().unreadable_count, 0);
	assert_false(unsaved_read(stage.store, path, &sheet, &stage.err));
	assert_int_equal(stage.err.kind, ERR_NEWER);
}

static void what_is_no_sheet_is_set_aside(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",
		"{",
		"null",
		"[]",
		"{}",
		"{\"format\": \"iemn-unsaved\", \"version\": 1}",
		"{\"format\": \"iemn-unsaved\", \"version\": 1, \"parts\": []}",
		"{\"format\": \"iemn-unsaved\", \"version\": 1, \"parts\": [{}]}",
		"{\"format\":\"iemn-unsaved\",\"version\":1,\"parts\":[{\"record\":\"person\"}]}",
	};
	struct sheet *sheet = stage_edit_ministry();
	stage_leave(sheet);
	const char *path = stage_list().items[0].path;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		write_over(path, texts[i]);
		assert_set_aside(path);
	}
	struct str deep = STR_EMPTY;
	str_add_repeat(&deep, '[', 1000000);
	write_over(path, str_text(&deep));
	assert_set_aside(path);
	str_clear(&deep);
	sheet_free(sheet);
}

/* Each byte of a sheet is changed, and the text is cut there: what is taken is a sheet all the same. */
static void a_damaged_sheet_does_no_harm(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	char *text = stage_dump(sheet);
	size_t len = strlen(text);
	for (size_t i = 0; i < len; i += 7) {
		struct sheet *back = NULL;
		char kept = text[i];
		text[i] = (char)(kept ^ (1 << i % 7));
		if (unsaved_parse(stage.store, text, len, &back, NULL)) {
			sheet_free(back);
		}
		text[i] = kept;
		assert_true(i + 2 > len || !unsaved_parse(stage.store, text, i, &back, NULL));
	}
	free(text);
	sheet_free(sheet);
}

static void what_is_no_plain_file_is_passed_over(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	stage_leave(sheet);
	const char *path = stage_list().items[0].path;
	const char *aside = folder_file(&stage.home, "aside");
	stage_must(rename(path, aside) == 0);
	stage_must(symlink(aside, path) == 0);
	assert_refused(path);
	stage_must(unlink(path) == 0 && mkfifo(path, 0600) == 0);
	assert_refused(path);
	stage_must(unlink(path) == 0 && mkdir(path, 0700) == 0);
	assert_refused(path);
	stage_must(rmdir(path) == 0);
	struct sheet *none = NULL;
	assert_false(unsaved_read(stage.store, path, &none, &stage.err));
	assert_int_equal(stage.err.kind, ERR_NOT_FOUND);
	assert_null(none);
	stage_must(rename(aside, path) == 0);
	assert_int_equal(stage_list().count, 1);
	sheet_free(sheet);
}

static void what_is_too_large_is_set_aside_and_goes_when_its_record_is_erased(void **state)
{
	(void)state;
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	size_t count = 7;
	stage_leave(sheet);
	const char *path = stage_list().items[0].path;
	stage_must(truncate(path, 17L << 20) == 0);
	assert_set_aside(path);
	stage_must(unsaved_discard_about(stage.store, sheet->parts[0].now.uid, &count, &stage.err));
	assert_int_equal(count, 1);
	assert_int_equal(stage_count_files(), 0);
	sheet_free(sheet);
}

static void a_uid_is_found_wherever_it_stands_in_a_file(void **state)
{
	(void)state;
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	const char *uid = sheet->parts[0].now.uid;
	/* Around the ends of the pieces in which a file is read. */
	for (size_t before = 65536 - 40; before < 65536 + 2; before++) {
		struct str text = STR_EMPTY;
		size_t count = 7;
		stage_leave(sheet);
		const char *path = stage_list().items[0].path;
		str_add_repeat(&text, 'x', before);
		str_add(&text, uid);
		write_over(path, str_text(&text));
		stage_must(unsaved_discard_about(stage.store, uid, &count, &stage.err));
		assert_int_equal(count, 1);
		str_clear(&text);
	}
	sheet_free(sheet);
}

static void files_of_other_users_are_passed_over(void **state)
{
	(void)state;
	struct sheet *sheet = stage_edit_ministry();
	stage_leave(sheet);
	const char *path = stage_list().items[0].path;
	if (chown(path, 65534, 65534) != 0) {
		sheet_free(sheet);
		skip();
	}
	assert_refused(path);
	stage_must(chown(path, geteuid(), getegid()) == 0);
	assert_int_equal(stage_list().count, 1);
	stage_must(chown(stage_folder(), 65534, 65534) == 0);
	struct unsaved *unsaved = unsaved_open(stage.store);
	assert_false(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	assert_int_equal(stage.err.kind, ERR_READ_ONLY);
	unsaved_close(unsaved, true);
	sheet_free(sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAGE_TEST(files_and_folders_are_for_the_user_alone),
		STAGE_TEST(the_state_folder_can_be_named_but_not_relatively),
		STAGE_TEST(without_a_home_a_sentence_says_so),
		STAGE_TEST(a_folder_that_cannot_be_made_is_told),
		STAGE_TEST(a_kill_at_any_moment_leaves_a_whole_sheet),
		STAGE_TEST(drafts_that_were_left_behind_go),
		STAGE_TEST(what_is_no_sheet_is_set_aside),
		STAGE_TEST(the_sheet_of_a_newer_program_stays_for_that),
		STAGE_TEST(a_damaged_sheet_does_no_harm),
		STAGE_TEST(what_is_no_plain_file_is_passed_over),
		STAGE_TEST(what_is_too_large_is_set_aside_and_goes_when_its_record_is_erased),
		STAGE_TEST(a_uid_is_found_wherever_it_stands_in_a_file),
		STAGE_TEST(files_of_other_users_are_passed_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
