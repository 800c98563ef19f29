/* SPDX-License-Identifier: MIT
 *
 * Making a directory file: complete or not at all, whenever its maker is killed and whoever else
 * makes one at the same time.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "child.h"
#include "folder.h"
#include "store/db.h"
#include "store/store.h"

/* When set, the file system acts as one that cannot rename without replacing. */
static bool lacks_rename;

long __real_syscall(long number, ...);
long __wrap_syscall(long number, long a, const char *b, long c, const char *d, unsigned e);

long __wrap_syscall(long number, long a, const char *b, long c, const char *d, unsigned e)
{
	if (number == SYS_renameat2 && lacks_rename) {
		e |= 1u << 30; /* a flag that no kernel knows: EINVAL */
	}
	return __real_syscall(number, a, b, c, d, e);
}

static int set_up(void **state)
{
	static struct folder folder;
	folder_init(&folder);
	*state = &folder;
	return 0;
}

static int tear_down(void **state)
{
	lacks_rename = false;
	folder_clear(*state);
	return 0;
}

static bool fill_one(struct store *store, void *context, struct err *err)
{
	return store_set_meta(store, "edition", context, err);
}

/* Opens what stands at path and holds its edition against the expected one. */
static void assert_edition(const char *path, const char *expected)
{
	struct store *store = NULL;
	struct err err = {0};
	struct arena *arena = arena_new();
	if (!store_open(path, false, &store, &err)) {
		fail_msg("%s", err.text);
	}
	assert_null(store_read_only_reason(store));
	const char *edition = store_meta(store, "edition", arena);
	assert_non_null(edition);
	if (expected != NULL) {
		assert_string_equal(edition, expected);
	}
	arena_free(arena);
	store_close(store);
}

static void assert_mode(const char *path, unsigned expected)
{
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, expected);
}

static void file_and_folders_are_private(void **state)
{
	struct err err;
	const char *path = folder_file(*state, "share/iemn/directory.db");
	mode_t before = umask(022);

	bool ok = store_create(path, true, fill_one, "one", &err);

	umask(before);
	assert_true(ok);
	assert_edition(path, "one");
	assert_mode(path, 0600);
	assert_mode(folder_file(*state, "share"), 0700);
	assert_mode(folder_file(*state, "share/iemn"), 0700);
}

static void missing_folder_is_named(void **state)
{
	struct err err;
	const char *path = folder_file(*state, "nowhere/directory.db");

	assert_false(store_create(path, false, fill_one, "one", &err));

	assert_int_equal(err.kind, ERR_NOT_FOUND);
	assert_non_null(strstr(err.text, folder_file(*state, "nowhere")));
	assert_non_null(strstr(err.text, "does not exist"));
	assert_int_equal(folder_count(*state), 0);
}

static void file_that_is_there_is_left_alone(void **state)
{
	struct err err;
	const char *path = folder_file(*state, "directory.db");
	assert_true(store_create(path, false, fill_one, "first", &err));

	assert_true(store_create(path, false, fill_one, "second", &err));

	assert_edition(path, "first");
}

static bool fill_and_fail(struct store *store, void *context, struct err *err)
{
	store_set_meta(store, "edition", context, err);
	return err_set(err, ERR_INVALID, "The bundle is wrong.");
}

static void failed_filling_leaves_nothing(void **state)
{
	struct err err;

	assert_false(store_create(folder_file(*state, "directory.db"), false, fill_and_fail, "one",
				  &err));

	assert_string_equal(err.text, "The bundle is wrong.");
	assert_int_equal(folder_count(*state), 0);
}

static void journal_of_a_lost_file_is_not_played_into_a_new_one(void **state)
{
	struct err err;
	folder_write(*state, "directory.db-journal", "left behind", 11);

	assert_false(
		store_create(folder_file(*state, "directory.db"), false, fill_one, "one", &err));

	assert_int_equal(err.kind, ERR_CONFLICT);
	assert_non_null(strstr(err.text, "directory.db-journal"));
}

static void name_may_look_like_an_uri(void **state)
{
	struct folder *folder = *state;
	struct err err;
	char *before = getcwd(NULL, 0);
	assert_int_equal(chdir(folder->path), 0);

	bool ok = store_create("file:x?mode=memory", false, fill_one, "one", &err);

	assert_int_equal(chdir(before), 0);
	free(before);
	assert_true(ok);
	assert_edition(folder_file(folder, "file:x?mode=memory"), "one");
}

static void store_in_memory_leaves_nothing_behind(void **state)
{
	struct store *store = NULL;
	struct err err;
	struct arena *arena = arena_new();

	assert_true(store_open_memory(fill_one, "demo", &store, &err));

	assert_null(store_path(store));
	assert_false(store_is_read_only(store));
	assert_string_equal(store_meta(store, "edition", arena), "demo");
	assert_true(store_begin(store, &err));
	assert_true(store_commit(store, &err));
	store_close(store);
	arena_free(arena);
	assert_int_equal(folder_count(*state), 0);
}

static int create_here(void *context)
{
	struct err err;
	return store_create(context, true, fill_one, "whole", &err) ? 0 : 1;
}

/* Kills the maker before each of its system calls; the next one must find nothing in its way. */
static void kill_everywhere(struct folder *folder)
{
	enum child_end end = CHILD_KILLED;
	unsigned call = 0;
	while (end == CHILD_KILLED) {
		struct err err = {0};
		const char *path = folder_file(folder, "data/directory.db");
		end = child_kill_at(++call, create_here, (void *)path);
		if (end == CHILD_UNWATCHED) {
			print_message("SKIP: no process can be watched here (ptrace)\n");
			skip();
		}
		if (!store_create(path, true, fill_one, "whole", &err)) {
			fail_msg("after a kill at call %u: %s", call, err.text);
		}
		assert_edition(path, "whole");
		unlink(path);
		unlink(folder_file(folder, "data/directory.db-journal"));
		if (rmdir(folder_file(folder, "data")) != 0) {
			fail_msg("something is left after a kill at call %u", call);
		}
		folder_clear(folder);
		folder_init(folder);
	}
	assert_int_equal(end, CHILD_FINISHED);
	assert_true(call > 50);
}

static void first_run_may_be_killed_at_any_moment(void **state)
{
	kill_everywhere(*state);
}

static void first_run_may_be_killed_where_files_cannot_be_renamed(void **state)
{
	lacks_rename = true;
	kill_everywhere(*state);
}

static bool fill_and_die(struct store *store, void *context, struct err *err)
{
	bool ok = store_set_meta(store, "edition", context, err);
	raise(SIGKILL);
	return ok;
}

static int create_and_die(void *context)
{
	struct err err;
	return store_create(context, false, fill_and_die, "half", &err) ? 0 : 1;
}

static void leftover_of_a_killed_run_is_cleaned_away(void **state)
{
	struct err err;
	const char *path = folder_file(*state, "directory.db");

	assert_int_equal(child_run(create_and_die, (void *)path), -1);
	assert_int_equal(folder_count(*state), 1);
	assert_int_equal(access(path, F_OK), -1);

	assert_true(store_create(path, false, fill_one, "whole", &err));
	assert_edition(path, "whole");
	assert_int_equal(folder_count(*state), 1);
}

/* While one maker is at work, another one comes and finishes first. */
static bool fill_while_another_creates(struct store *store, void *context, struct err *err)
{
	return store_set_meta(store, "edition", "slow", err) &&
	       child_run(create_here, context) == 0;
}

static void loser_of_a_race_leaves_the_winners_file(void **state)
{
	struct err err;
	const char *path = folder_file(*state, "directory.db");

	assert_true(store_create(path, false, fill_while_another_creates, (void *)path, &err));

	assert_edition(path, "whole");
	assert_int_equal(folder_count(*state), 1);
}

static void many_makers_at_once_make_one_file(void **state)
{
	enum { MAKERS = 8 };
	const char *path = folder_file(*state, "directory.db");
	pid_t makers[MAKERS];
	for (int i = 0; i < MAKERS; i++) {
		makers[i] = fork();
		if (makers[i] == 0) {
			_exit(create_here((void *)path));
		}
	}
	for (int i = 0; i < MAKERS; i++) {
		int status = -1;
		assert_int_equal(waitpid(makers[i], &status, 0), makers[i]);
		assert_int_equal(status, 0);
	}
	assert_edition(path, "whole");
	assert_int_equal(folder_count(*state), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(file_and_folders_are_private),
		TEST(missing_folder_is_named),
		TEST(file_that_is_there_is_left_alone),
		TEST(failed_filling_leaves_nothing),
		TEST(journal_of_a_lost_file_is_not_played_into_a_new_one),
		TEST(name_may_look_like_an_uri),
		TEST(store_in_memory_leaves_nothing_behind),
		TEST(first_run_may_be_killed_at_any_moment),
		TEST(first_run_may_be_killed_where_files_cannot_be_renamed),
		TEST(leftover_of_a_killed_run_is_cleaned_away),
		TEST(loser_of_a_race_leaves_the_winners_file),
		TEST(many_makers_at_once_make_one_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
