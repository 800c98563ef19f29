/* SPDX-License-Identifier: MIT
 *
 * Sheets that outlive their program: they come back word for word, and nothing that lies in the folder
 * does harm.
 */
#include "interchange/unsaved.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

#include <cmocka.h>

#include "../unit/child.h"
#include "../unit/folder.h"
#include "fixture.h"
#include "interchange/directory.h"
#include "interchange/unsaved_form.h"
#include "store/erase.h"

struct stage {
	struct folder home;
	struct store *store;
	struct arena *arena;
	struct err err;
};

static struct stage stage;

static struct store *open_store(const char *path)
{
	struct directory_options options = {.path = path};
	struct store *store = NULL;
	struct err err = {.kind = ERR_NONE};
	if (!directory_open(&options, &store, &err)) {
		fail_msg("%s", err.text);
	}
	return store;
}

static int set_up(void **state)
{
	(void)state;
	folder_init(&stage.home);
	setenv("HOME", stage.home.path, 1);
	unsetenv("XDG_STATE_HOME");
	setenv("IEMN_USER", "Tester", 1);
	fixture_stop_clock();
	stage.store = open_store(folder_file(&stage.home, "directory.db"));
	stage.arena = arena_new();
	stage.err = (struct err){.kind = ERR_NONE};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(stage.arena);
	store_close(stage.store);
	folder_clear(&stage.home);
	return 0;
}

static void must(bool done)
{
	if (!done) {
		fail_msg("%s", stage.err.text);
	}
}

static const char *state_folder(void)
{
	return folder_file(&stage.home, ".local/state/iemn");
}

static size_t count_files(void)
{
	struct folder folder = {(char *)state_folder(), stage.arena};
	return access(folder.path, F_OK) == 0 ? folder_count(&folder) : 0;
}

static int field_of(enum record_kind kind, const char *name)
{
	return field_index(kind, name);
}

static struct ref find(const char *name)
{
	struct ref ref;
	must(record_lookup(stage.store, name, &ref, &stage.err));
	return ref;
}

/* The ministry with a changed field, a field that cannot be read yet, a new term and a name taken out. */
static struct sheet *edit_ministry(void)
{
	struct sheet *sheet = sheet_open(stage.store, find("MOENV"), &stage.err);
	must(sheet != NULL);
	must(sheet_set(sheet, stage.store, 0, field_of(RECORD_ORGANISATION, "note"),
		       "First line.\n\nSecond “line” with \\ and \"quotes\".", &stage.err));
	assert_false(sheet_set(sheet, stage.store, 0, field_of(RECORD_ORGANISATION, "established"),
			       "last\tsummer", NULL));
	size_t term = sheet_add(sheet, RECORD_MEMBERSHIP);
	must(sheet_set(sheet, stage.store, term, field_of(RECORD_MEMBERSHIP, "role"), "observer",
		       &stage.err));
	sheet_take_out(sheet, 1, true);
	return sheet;
}

static struct unsaved_rows list(void)
{
	struct unsaved_rows rows;
	must(unsaved_list(stage.store, stage.arena, &rows, &stage.err));
	return rows;
}

/* Everything that a sheet holds, as text. */
static char *dump(const struct sheet *sheet)
{
	struct str text = STR_EMPTY;
	struct unsaved_head head = {.directory = "", .moment = "", .label = ""};
	unsaved_format(sheet, &head, &text);
	return str_take(&text);
}

static void assert_same(const struct sheet *a, const struct sheet *b)
{
	char *left = dump(a);
	char *right = dump(b);
	assert_string_equal(left, right);
	free(left);
	free(right);
}

/* Keeps a sheet as a program does that ends without a word. */
static void leave(const struct sheet *sheet)
{
	struct unsaved *unsaved = unsaved_open(stage.store);
	must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	unsaved_close(unsaved, true);
}

static void a_sheet_comes_back_word_for_word(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
	leave(sheet);
	struct unsaved_rows rows = list();
	assert_int_equal(rows.count, 1);
	assert_string_equal(rows.items[0].label, "Ministry of Environment");
	assert_string_equal(rows.items[0].moment, "2026-11-23T12:00:00Z");
	assert_int_equal(rows.items[0].kind, RECORD_ORGANISATION);
	struct sheet *back = NULL;
	must(unsaved_read(stage.store, rows.items[0].path, &back, &stage.err));
	assert_same(sheet, back);
	assert_string_equal(sheet_text(back, stage.store, 0,
				       field_of(RECORD_ORGANISATION, "established"), stage.arena),
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
	struct sheet *sheet = sheet_open(stage.store, find("MOENV"), &stage.err);
	must(sheet_set(sheet, stage.store, 0, field_of(RECORD_ORGANISATION, "note"), "A note.",
		       &stage.err));
	leave(sheet);
	sheet_free(sheet);
	must(unsaved_read(stage.store, list().items[0].path, &sheet, &stage.err));
	struct intent intent = {.origin = "screen"};
	struct save_result result;
	must(sheet_save(sheet, stage.store, &intent, stage.arena, &result, &stage.err));
	assert_true(result.action > 0);
	struct record record;
	must(record_get(stage.store, find("MOENV"), stage.arena, &record, &stage.err));
	assert_string_equal(record_value(&record, "note"), "A note.");
	sheet_free(sheet);
}

static void a_new_record_that_was_saved_already_is_not_added_again(void **state)
{
	(void)state;
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	must(sheet_set(sheet, stage.store, 0, field_of(RECORD_PERSON, "name"), "Ana Example",
		       &stage.err));
	leave(sheet);
	struct intent intent = {.origin = "screen"};
	struct save_result result;
	must(sheet_save(sheet, stage.store, &intent, stage.arena, &result, &stage.err));
	sheet_free(sheet);
	must(unsaved_read(stage.store, list().items[0].path, &sheet, &stage.err));
	assert_false(sheet_is_changed(sheet));
	sheet_free(sheet);
}

static void files_and_folders_are_for_the_user_alone(void **state)
{
	(void)state;
	static const char *const folders[] = {".local", ".local/state", ".local/state/iemn"};
	struct sheet *sheet = sheet_new(RECORD_EVENT);
	struct stat facts;
	mode_t mask = umask(0);
	leave(sheet);
	umask(mask);
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		assert_int_equal(stat(folder_file(&stage.home, folders[i]), &facts), 0);
		assert_int_equal(facts.st_mode & 0777, 0700);
	}
	assert_int_equal(stat(list().items[0].path, &facts), 0);
	assert_int_equal(facts.st_mode & 0777, 0600);
	sheet_free(sheet);
}

static void the_sheet_of_a_running_program_is_not_offered(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
	struct unsaved *unsaved = unsaved_open(stage.store);
	must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	assert_int_equal(count_files(), 1);
	assert_int_equal(list().count, 0);
	sheet_put(sheet, 0, "note", "Another note.");
	must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	assert_int_equal(count_files(), 1);
	assert_int_equal(list().count, 0);
	unsaved_close(unsaved, true);
	assert_int_equal(list().count, 1);
	sheet_free(sheet);
}

static int write_and_die(void *context)
{
	struct unsaved *unsaved = unsaved_open(stage.store);
	unsaved_write(unsaved, context, stage.store, NULL);
	raise(SIGKILL);
	return 0;
}

static void the_sheet_of_a_killed_program_is_offered(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
	assert_int_equal(child_run(write_and_die, sheet), -1);
	assert_int_equal(list().count, 1);
	sheet_free(sheet);
}

static void a_sheet_that_is_as_before_is_not_written_again(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
	struct unsaved *unsaved = unsaved_open(stage.store);
	must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	must(chmod(state_folder(), 0500) == 0);
	setenv("SOURCE_DATE_EPOCH", "1795435260", 1);
	struct stat before;
	struct stat after;
	must(stat(state_folder(), &before) == 0);
	must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	must(stat(state_folder(), &after) == 0);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	must(chmod(state_folder(), 0700) == 0);
	unsaved_close(unsaved, false);
	sheet_free(sheet);
}

static void a_sheet_that_was_saved_leaves_nothing(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
	struct unsaved *unsaved = unsaved_open(stage.store);
	must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	unsaved_forget(unsaved);
	assert_int_equal(count_files(), 0);
	must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	unsaved_close(unsaved, false);
	assert_int_equal(count_files(), 0);
	sheet_free(sheet);
}

static void each_program_has_a_file_of_its_own(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
	leave(sheet);
	setenv("SOURCE_DATE_EPOCH", "1795435260", 1);
	leave(sheet);
	struct unsaved_rows rows = list();
	assert_int_equal(rows.count, 2);
	assert_true(strcmp(rows.items[0].moment, rows.items[1].moment) > 0);
	unsaved_discard(rows.items[0].path);
	assert_int_equal(list().count, 1);
	sheet_free(sheet);
}

static void a_store_in_memory_keeps_none(void **state)
{
	(void)state;
	struct store *store = fixture_demo();
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	struct unsaved *unsaved = unsaved_open(store);
	struct unsaved_rows rows;
	must(unsaved_write(unsaved, sheet, store, &stage.err));
	unsaved_close(unsaved, true);
	must(unsaved_list(store, stage.arena, &rows, &stage.err));
	assert_int_equal(rows.count, 0);
	assert_int_equal(count_files(), 0);
	sheet_free(sheet);
	store_close(store);
}

static void the_state_folder_can_be_named_but_not_relatively(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
	setenv("XDG_STATE_HOME", "state", 1);
	leave(sheet);
	assert_int_equal(count_files(), 1);
	setenv("XDG_STATE_HOME", folder_file(&stage.home, "named"), 1);
	assert_int_equal(list().count, 0);
	leave(sheet);
	assert_int_equal(list().count, 1);
	assert_int_equal(access(folder_file(&stage.home, "named/iemn"), F_OK), 0);
	sheet_free(sheet);
}

static void without_a_home_a_sentence_says_so(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
	unsetenv("HOME");
	struct unsaved *unsaved = unsaved_open(stage.store);
	assert_false(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	assert_int_equal(stage.err.kind, ERR_FAILED);
	assert_string_equal(stage.err.text, "What you type cannot be kept for the case that the "
					    "program ends: there is no home folder.");
	unsaved_close(unsaved, true);
	assert_int_equal(list().count, 0);
	sheet_free(sheet);
}

static void a_folder_that_cannot_be_made_is_told(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
	folder_write(&stage.home, ".local", "x", 1);
	struct unsaved *unsaved = unsaved_open(stage.store);
	assert_false(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	assert_int_equal(stage.err.kind, ERR_SYSTEM);
	unsaved_close(unsaved, true);
	assert_int_equal(list().count, 0);
	sheet_free(sheet);
}

static void sheets_of_another_directory_are_not_offered(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
	leave(sheet);
	struct store *other = open_store(folder_file(&stage.home, "other.db"));
	struct unsaved_rows rows;
	must(unsaved_list(other, stage.arena, &rows, &stage.err));
	assert_int_equal(rows.count, 0);
	struct unsaved *unsaved = unsaved_open(other);
	must(unsaved_write(unsaved, sheet, other, &stage.err));
	unsaved_close(unsaved, true);
	must(unsaved_list(other, stage.arena, &rows, &stage.err));
	assert_int_equal(rows.count, 1);
	must(rename(list().items[0].path, rows.items[0].path) == 0);
	must(unsaved_list(other, stage.arena, &rows, &stage.err));
	assert_int_equal(rows.count, 0);
	store_close(other);
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
	struct unsaved_rows rows = list();
	assert_true(rows.count <= 1);
	assert_true(rows.count == 1 || !was_there);
	if (rows.count == 0) {
		return false;
	}
	struct sheet *sheet = NULL;
	must(unsaved_read(stage.store, rows.items[0].path, &sheet, &stage.err));
	sheet_free(sheet);
	unsaved_discard(rows.items[0].path);
	return true;
}

static void a_kill_at_any_moment_leaves_a_whole_sheet(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
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
	struct sheet *sheet = edit_ministry();
	leave(sheet);
	const char *path = list().items[0].path;
	const char *draft = arena_format(stage.arena, "%s.new", path);
	must(rename(path, draft) == 0);
	assert_int_equal(list().count, 0);
	assert_int_equal(count_files(), 1);
	utime(draft, &(struct utimbuf){1000, 1000});
	assert_int_equal(list().count, 0);
	assert_int_equal(count_files(), 0);
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
	assert_int_equal(list().count, 0);
	assert_int_equal(list().unreadable_count, 0);
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
	struct unsaved_rows rows = list();
	assert_int_equal(rows.count, 0);
	assert_int_equal(rows.unreadable_count, 1);
	assert_string_equal(rows.unreadable[0], aside);
	assert_int_equal(list().unreadable_count, 0);
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(access(aside, F_OK), 0);
}

static void the_sheet_of_a_newer_program_stays_for_that(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
	leave(sheet);
	const char *path = list().items[0].path;
	sheet_free(sheet);
	write_over(path, "{\"format\": \"iemn-unsaved\", \"version\": 2, \"parts\": [{}]}");
	assert_int_equal(list().count, 0);
	assert_int_equal(list().unreadable_count, 0);
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
	struct sheet *sheet = edit_ministry();
	leave(sheet);
	const char *path = list().items[0].path;
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
	struct sheet *sheet = edit_ministry();
	char *text = dump(sheet);
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
	struct sheet *sheet = edit_ministry();
	leave(sheet);
	const char *path = list().items[0].path;
	const char *aside = folder_file(&stage.home, "aside");
	must(rename(path, aside) == 0);
	must(symlink(aside, path) == 0);
	assert_refused(path);
	must(unlink(path) == 0 && mkfifo(path, 0600) == 0);
	assert_refused(path);
	must(unlink(path) == 0 && mkdir(path, 0700) == 0);
	assert_refused(path);
	must(rmdir(path) == 0);
	assert_refused(path);
	must(rename(aside, path) == 0);
	assert_int_equal(list().count, 1);
	sheet_free(sheet);
}

static void what_is_too_large_is_set_aside_and_goes_when_its_record_is_erased(void **state)
{
	(void)state;
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	size_t count = 7;
	leave(sheet);
	const char *path = list().items[0].path;
	must(truncate(path, 17L << 20) == 0);
	assert_set_aside(path);
	must(unsaved_discard_about(stage.store, sheet->parts[0].now.uid, &count, &stage.err));
	assert_int_equal(count, 1);
	assert_int_equal(count_files(), 0);
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
		leave(sheet);
		const char *path = list().items[0].path;
		str_add_repeat(&text, 'x', before);
		str_add(&text, uid);
		write_over(path, str_text(&text));
		must(unsaved_discard_about(stage.store, uid, &count, &stage.err));
		assert_int_equal(count, 1);
		str_clear(&text);
	}
	sheet_free(sheet);
}

static void a_copy_comes_back_as_a_copy(void **state)
{
	(void)state;
	struct sheet *sheet = sheet_copy(stage.store, find("MOENV"), &stage.err);
	must(sheet != NULL);
	must(sheet_set(sheet, stage.store, 0, field_of(RECORD_ORGANISATION, "note"), "A note.",
		       &stage.err));
	leave(sheet);
	struct sheet *back = NULL;
	must(unsaved_read(stage.store, list().items[0].path, &back, &stage.err));
	assert_same(sheet, back);
	assert_string_equal(back->copied, "Ministry of Environment");
	assert_true(sheet_is_touched(back, 0, field_of(RECORD_ORGANISATION, "note")));
	assert_false(sheet_is_touched(back, 0, field_of(RECORD_ORGANISATION, "name")));
	sheet_free(back);
	sheet_free(sheet);
}

static void files_of_other_users_are_passed_over(void **state)
{
	(void)state;
	struct sheet *sheet = edit_ministry();
	leave(sheet);
	const char *path = list().items[0].path;
	if (chown(path, 65534, 65534) != 0) {
		sheet_free(sheet);
		skip();
	}
	assert_refused(path);
	must(chown(path, geteuid(), getegid()) == 0);
	assert_int_equal(list().count, 1);
	must(chown(state_folder(), 65534, 65534) == 0);
	struct unsaved *unsaved = unsaved_open(stage.store);
	assert_false(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	assert_int_equal(stage.err.kind, ERR_READ_ONLY);
	unsaved_close(unsaved, true);
	sheet_free(sheet);
}

static void sheets_about_an_erased_record_are_taken_away(void **state)
{
	(void)state;
	struct sheet *about = sheet_new(RECORD_PERSON);
	struct sheet *other = edit_ministry();
	leave(about);
	leave(other);
	size_t count = 7;
	must(unsaved_discard_about(stage.store, about->parts[0].now.uid, &count, &stage.err));
	assert_int_equal(count, 1);
	assert_int_equal(list().count, 1);
	assert_string_equal(list().items[0].label, "Ministry of Environment");
	must(unsaved_discard_about(stage.store, about->parts[0].now.uid, &count, &stage.err));
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
	must(sheet_set(sheet, stage.store, 0, field_of(RECORD_PERSON, "name"), "Ana Example",
		       &stage.err));
	must(sheet_save(sheet, stage.store, &intent, stage.arena, &result, &stage.err));
	leave(sheet);
	assert_int_equal(list().count, 1);
	must(erase_person(stage.store, result.refs[0], "Ana Example", &intent, stage.arena,
			  &receipt, &stage.err));
	assert_int_equal(list().count, 0);
	assert_int_equal(count_files(), 0);
	sheet_free(sheet);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_sheet_comes_back_word_for_word),
		TEST(what_comes_back_can_be_saved),
		TEST(a_new_record_that_was_saved_already_is_not_added_again),
		TEST(files_and_folders_are_for_the_user_alone),
		TEST(the_sheet_of_a_running_program_is_not_offered),
		TEST(the_sheet_of_a_killed_program_is_offered),
		TEST(a_sheet_that_is_as_before_is_not_written_again),
		TEST(a_sheet_that_was_saved_leaves_nothing),
		TEST(each_program_has_a_file_of_its_own),
		TEST(a_store_in_memory_keeps_none),
		TEST(the_state_folder_can_be_named_but_not_relatively),
		TEST(without_a_home_a_sentence_says_so),
		TEST(a_folder_that_cannot_be_made_is_told),
		TEST(sheets_of_another_directory_are_not_offered),
		TEST(a_kill_at_any_moment_leaves_a_whole_sheet),
		TEST(drafts_that_were_left_behind_go),
		TEST(what_is_no_sheet_is_set_aside),
		TEST(the_sheet_of_a_newer_program_stays_for_that),
		TEST(a_damaged_sheet_does_no_harm),
		TEST(what_is_no_plain_file_is_passed_over),
		TEST(what_is_too_large_is_set_aside_and_goes_when_its_record_is_erased),
		TEST(a_uid_is_found_wherever_it_stands_in_a_file),
		TEST(a_copy_comes_back_as_a_copy),
		TEST(files_of_other_users_are_passed_over),
		TEST(sheets_about_an_erased_record_are_taken_away),
		TEST(the_sheet_of_an_erased_person_is_not_offered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
