/* SPDX-License-Identifier: MIT
 *
 * Where the file of the directory lies, and what the first start makes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "../unit/folder.h"
#include "fixture.h"
#include "interchange/directory.h"
#include "store/erase.h"

static struct folder folder;

/* A home that is empty, and no variable that points elsewhere. */
static int set_up(void **state)
{
	(void)state;
	folder_init(&folder);
	fixture_stop_clock();
	setenv("HOME", folder.path, 1);
	unsetenv("IEMN_FILE");
	unsetenv("XDG_DATA_HOME");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	folder_clear(&folder);
	return 0;
}

/* Tries to open a file that is not there, and gives what is said about it. */
static struct err refuse(const char *named)
{
	struct directory_options options = {.path = named, .read_only = true};
	struct err err = {.kind = ERR_NONE};
	struct store *store = NULL;
	assert_false(directory_open(&options, &store, &err));
	return err;
}

static void assert_path(const char *named, const char *expected)
{
	struct err err = refuse(named);
	char sentence[120];
	assert_int_equal(err.kind, ERR_NOT_FOUND);
	snprintf(sentence, sizeof sentence, "There is no file %s.", expected);
	assert_string_equal(err.text, sentence);
}

static void a_named_file_goes_before_all_else(void **state)
{
	(void)state;
	setenv("IEMN_FILE", "/b.db", 1);
	setenv("XDG_DATA_HOME", "/data", 1);
	assert_path("a.db", "a.db");
	assert_path(NULL, "/b.db");
	setenv("IEMN_FILE", "", 1);
	assert_path(NULL, "/data/iemn/directory.db");
}

static void a_relative_data_folder_is_ignored(void **state)
{
	(void)state;
	setenv("HOME", "/home/user", 1);
	setenv("XDG_DATA_HOME", "data", 1);
	assert_path(NULL, "/home/user/.local/share/iemn/directory.db");
	setenv("XDG_DATA_HOME", "", 1);
	assert_path(NULL, "/home/user/.local/share/iemn/directory.db");
}

static void without_home_a_file_must_be_named(void **state)
{
	(void)state;
	unsetenv("HOME");
	struct err err = refuse(NULL);
	assert_int_equal(err.kind, ERR_FAILED);
	assert_non_null(strstr(err.text, "IEMN_FILE"));
	assert_path("a.db", "a.db");
}

static void a_home_that_is_not_absolute_is_refused(void **state)
{
	(void)state;
	setenv("HOME", "home/user", 1);
	struct err err = refuse(NULL);
	assert_int_equal(err.kind, ERR_FAILED);
	assert_non_null(strstr(err.text, "“home/user”"));
	assert_non_null(strstr(err.text, "IEMN_FILE"));
	assert_path("a.db", "a.db");
	setenv("XDG_DATA_HOME", "/data", 1);
	assert_path(NULL, "/data/iemn/directory.db");
}

static struct store *must_open(struct directory_options options)
{
	struct err err = {.kind = ERR_NONE};
	struct store *store = NULL;
	if (!directory_open(&options, &store, &err)) {
		fail_msg("%s", err.text);
	}
	return store;
}

static enum err_kind kind_of_failure(struct directory_options options)
{
	struct err err = {.kind = ERR_NONE};
	struct store *store = NULL;
	assert_false(directory_open(&options, &store, &err));
	assert_true(err.text[0] != '\0');
	return err.kind;
}

static unsigned mode_of(const char *name)
{
	struct stat status;
	assert_int_equal(stat(folder_file(&folder, name), &status), 0);
	return status.st_mode & 0777;
}

#define DEFAULT_FILE ".local/share/iemn/directory.db"

static void the_first_start_makes_folders_and_file_for_the_user_alone(void **state)
{
	(void)state;
	struct store *store = must_open((struct directory_options){.path = NULL});
	assert_int_equal(mode_of(DEFAULT_FILE), 0600);
	assert_int_equal(mode_of(".local/share/iemn"), 0700);
	assert_int_equal(mode_of(".local"), 0700);
	assert_null(store_read_only_reason(store));
	store_close(store);
}

static void the_first_start_fills_the_file_with_the_bundled_facts(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct store *store = must_open((struct directory_options){.path = NULL});
	assert_string_equal(store_meta(store, "bundle", arena),
			    store_meta(store, "edition", arena));
	assert_string_equal(store_meta(store, "created", arena), "2026-11-23T12:00:00Z");
	assert_true(fixture_count(store, RECORD_ORGANISATION) >= 16);
	assert_int_equal(fixture_count(store, RECORD_PERSON), 0);
	store_close(store);
	arena_free(arena);
}

static void a_second_start_leaves_the_file_alone(void **state)
{
	(void)state;
	struct stat before;
	struct stat after;
	const char *path = folder_file(&folder, DEFAULT_FILE);
	store_close(must_open((struct directory_options){.path = NULL}));
	assert_int_equal(stat(path, &before), 0);
	store_close(must_open((struct directory_options){.path = NULL}));
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(after.st_ino, before.st_ino);
	assert_int_equal(after.st_size, before.st_size);
	assert_memory_equal(&after.st_mtim, &before.st_mtim, sizeof before.st_mtim);
}

static void a_start_ends_an_erasure_that_was_stopped(void **state)
{
	(void)state;
	struct err err = {.kind = ERR_NONE};
	struct store *store = must_open((struct directory_options){.path = NULL});
	assert_true(store_begin(store, &err));
	assert_true(store_set_meta(store, "erasing", "2026-11-23T12:00:00Z", &err));
	assert_true(store_commit(store, &err));
	store_close(store);
	store = must_open((struct directory_options){.read_only = true});
	assert_true(erase_is_unfinished(store));
	store_close(store);
	store = must_open((struct directory_options){.path = NULL});
	assert_false(erase_is_unfinished(store));
	store_close(store);
}

static void a_named_file_is_made_in_a_folder_that_is_there(void **state)
{
	(void)state;
	setenv("IEMN_FILE", folder_file(&folder, "mine.db"), 1);
	store_close(must_open((struct directory_options){.path = NULL}));
	assert_int_equal(mode_of("mine.db"), 0600);
}

static void a_named_file_in_a_missing_folder_is_an_error(void **state)
{
	(void)state;
	setenv("IEMN_FILE", folder_file(&folder, "none/mine.db"), 1);
	assert_int_equal(kind_of_failure((struct directory_options){.path = NULL}), ERR_NOT_FOUND);
	assert_int_equal(folder_count(&folder), 0);
}

static void a_missing_file_that_is_only_to_be_read_is_not_found(void **state)
{
	(void)state;
	assert_int_equal(kind_of_failure((struct directory_options){.read_only = true}),
			 ERR_NOT_FOUND);
	assert_int_equal(folder_count(&folder), 0);
}

static void a_file_of_another_program_is_left_alone(void **state)
{
	(void)state;
	const char *path = folder_write(&folder, "notes.txt", "notes\n", 6);
	assert_int_equal(kind_of_failure((struct directory_options){.path = path}), ERR_FOREIGN);
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_size, 6);
}

static void the_demo_leaves_nothing_behind(void **state)
{
	(void)state;
	struct store *store = must_open((struct directory_options){.demo = true});
	assert_true(fixture_count(store, RECORD_PERSON) >= 40);
	assert_null(store_path(store));
	store_close(store);
	assert_int_equal(folder_count(&folder), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_named_file_goes_before_all_else),
		TEST(a_relative_data_folder_is_ignored),
		TEST(without_home_a_file_must_be_named),
		TEST(a_home_that_is_not_absolute_is_refused),
		TEST(the_first_start_makes_folders_and_file_for_the_user_alone),
		TEST(the_first_start_fills_the_file_with_the_bundled_facts),
		TEST(a_second_start_leaves_the_file_alone),
		TEST(a_start_ends_an_erasure_that_was_stopped),
		TEST(a_named_file_is_made_in_a_folder_that_is_there),
		TEST(a_named_file_in_a_missing_folder_is_an_error),
		TEST(a_missing_file_that_is_only_to_be_read_is_not_found),
		TEST(a_file_of_another_program_is_left_alone),
		TEST(the_demo_leaves_nothing_behind),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
