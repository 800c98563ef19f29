/* SPDX-License-Identifier: MIT
 *
 * Waiting for a file that another program holds: who is asked, who is named, and what gives way.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "sample.h"
#include "store/db.h"
#include "store/lock_holder.h"

/* Another program: a process that runs SQL on the file and keeps its lock until it is told to go. */
struct other {
	pid_t pid;
	int order;  /* closed to let it go */
	int answer; /* gives a byte once it holds the file */
};

static void hold(const char *path, const char *sql, int order, int answer)
{
	sqlite3 *db = NULL;
	char byte = 0;
	bool ok = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
		  sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK &&
		  write(answer, "x", 1) == 1 && read(order, &byte, 1) == 0;
	sqlite3_close(db);
	_exit(ok ? 0 : 1);
}

/* Start it before the file is opened here: SQLite's handles must not be carried over a fork. */
static struct other other_start(const char *path, const char *sql)
{
	int order[2];
	int answer[2];
	char byte = 0;
	assert_int_equal(pipe(order), 0);
	assert_int_equal(pipe(answer), 0);
	pid_t pid = fork();
	if (pid == 0) {
		close(order[1]);
		close(answer[0]);
		hold(path, sql, order[0], answer[1]);
	}
	close(order[0]);
	close(answer[1]);
	assert_int_equal(read(answer[0], &byte, 1), 1);
	return (struct other){pid, order[1], answer[0]};
}

static void other_end(struct other *other)
{
	int status = 0;
	close(other->order);
	assert_int_equal(waitpid(other->pid, &status, 0), other->pid);
	close(other->answer);
	assert_int_equal(status, 0);
	other->pid = 0;
}

/* What a lock function was told, and what it does at the third question. */
struct watch {
	struct other *other;
	bool gives_up;
	int asked;
	char holder[LOCK_HOLDER_SIZE];
	const char *path;
	bool is_still_locked; /* by this process */
};

/* Whether this process holds locks on the file, as another one would find out. */
static bool holds_locks(const char *path)
{
	struct stat status;
	FILE *locks = fopen("/proc/locks", "re");
	if (!locks || stat(path, &status) != 0) {
		return false;
	}
	bool held = lock_holder_process(locks, status.st_dev, status.st_ino, 0) != 0;
	fclose(locks);
	return held;
}

static bool watch_lock(void *context, long milliseconds, const char *holder)
{
	struct watch *watch = context;
	assert_true(milliseconds >= 0);
	if (++watch->asked < 3) {
		snprintf(watch->holder, sizeof watch->holder, "%s", holder ? holder : "");
		return true;
	}
	if (!watch->gives_up) {
		other_end(watch->other);
		watch->is_still_locked = holds_locks(watch->path);
	}
	return !watch->gives_up;
}

/* What a holder is called: its program has the name of this one. */
static const char *name_of(struct folder *folder, pid_t pid)
{
	char name[64] = "";
	FILE *file = fopen("/proc/self/comm", "re");
	if (!file || !fgets(name, sizeof name, file)) {
		print_message("SKIP: this machine has no /proc\n");
		skip();
	}
	fclose(file);
	name[strcspn(name, "\n")] = '\0';
	return arena_format(folder->arena, "%s, process %ld", name, (long)pid);
}

static void a_save_waits_as_long_as_it_is_told_and_learns_for_whom(void **state)
{
	struct err err = {0};
	const char *path = sample_make(*state, "plain.db");
	struct other other = other_start(path, "BEGIN IMMEDIATE");
	struct watch watch = {.other = &other, .path = path};
	const char *name = name_of(*state, other.pid);
	struct store *store = sample_open(path, false);
	store_on_lock(store, watch_lock, &watch);

	assert_true(store_begin(store, &err));

	assert_int_equal(watch.asked, 3);
	assert_string_equal(watch.holder, name);
	assert_true(store_commit(store, &err));
	store_close(store);
}

static void a_save_is_given_up_when_that_is_said(void **state)
{
	struct err err = {0};
	const char *path = sample_make(*state, "plain.db");
	struct other other = other_start(path, "BEGIN IMMEDIATE");
	struct watch watch = {.gives_up = true};
	const char *name = name_of(*state, other.pid);
	struct store *store = sample_open(path, false);
	store_on_lock(store, watch_lock, &watch);

	assert_false(store_begin(store, &err));

	assert_int_equal(err.kind, ERR_BUSY);
	assert_int_equal(watch.asked, 3);
	assert_non_null(strstr(err.text, name));
	assert_non_null(strstr(err.text, "Nothing was saved"));
	other_end(&other);
	assert_true(store_begin(store, &err));
	assert_true(store_commit(store, &err));
	store_close(store);
}

static bool always(void *context)
{
	int *asked = context;
	(*asked)++;
	return true;
}

static void a_save_is_not_given_up_for_a_key(void **state)
{
	struct err err = {0};
	const char *path = sample_make(*state, "plain.db");
	struct other other = other_start(path, "BEGIN IMMEDIATE");
	struct watch watch = {.other = &other, .path = path};
	struct store *store = sample_open(path, false);
	int asked = 0;
	store_on_wait(store, always, &asked);
	store_on_lock(store, watch_lock, &watch);

	assert_true(store_begin(store, &err));

	assert_int_equal(watch.asked, 3);
	assert_int_equal(asked, 0);
	store_rollback(store);
	store_close(store);
}

static void the_end_of_a_save_waits_for_who_reads_and_keeps_its_own_locks(void **state)
{
	struct err err = {0};
	const char *path = sample_make(*state, "plain.db");
	struct other other = other_start(path, "BEGIN; SELECT count(*) FROM meta");
	struct watch watch = {.other = &other, .path = path};
	const char *name = name_of(*state, other.pid);
	struct store *store = sample_open(path, false);
	store_on_lock(store, watch_lock, &watch);
	assert_true(store_begin(store, &err));
	assert_int_equal(watch.asked, 0);
	assert_true(store_set_meta(store, "edition", "saved", &err));

	assert_true(store_commit(store, &err));

	assert_int_equal(watch.asked, 3);
	assert_string_equal(watch.holder, name);
	assert_true(watch.is_still_locked);
	store_close(store);
	assert_string_equal(
		sample_ask(*state, path, "SELECT value FROM meta WHERE name = 'edition'"), "saved");
}

static void a_save_given_up_at_its_end_leaves_nothing(void **state)
{
	struct err err = {0};
	const char *path = sample_make(*state, "plain.db");
	struct other other = other_start(path, "BEGIN; SELECT count(*) FROM meta");
	struct watch watch = {.gives_up = true};
	struct store *store = sample_open(path, false);
	store_on_lock(store, watch_lock, &watch);
	assert_true(store_begin(store, &err));
	assert_true(store_set_meta(store, "edition", "half", &err));

	assert_false(store_commit(store, &err));

	assert_int_equal(err.kind, ERR_BUSY);
	other_end(&other);
	assert_string_equal(
		sample_ask(*state, path, "SELECT value FROM meta WHERE name = 'edition'"),
		"sample");
	store_close(store);
}

static void a_read_gives_way_to_a_key_and_asks_nobody_else(void **state)
{
	struct err err = {0};
	int64_t number = 0;
	const char *path = sample_make(*state, "plain.db");
	struct store *store = sample_open(path, false);
	struct store *other = sample_open(path, false);
	struct watch watch = {.gives_up = true};
	int asked = 0;
	assert_true(store_begin(other, &err));
	assert_int_equal(sqlite3_exec(store_db(other), "COMMIT; BEGIN EXCLUSIVE", NULL, NULL, NULL),
			 SQLITE_OK);
	store_on_wait(store, always, &asked);
	store_on_lock(store, watch_lock, &watch);

	assert_false(db_number(store, "SELECT count(*) FROM meta", &number, &err));

	assert_int_equal(err.kind, ERR_CANCELLED);
	assert_int_equal(asked, 1);
	assert_int_equal(watch.asked, 0);
	store_rollback(other);
	store_on_wait(store, NULL, NULL);
	assert_true(db_number(store, "SELECT count(*) FROM meta", &number, &err));
	store_close(other);
	store_close(store);
}

/* As a command of the shell opens it. */
static void a_wait_that_lasts_is_asked_for_reads_of_the_open_file(void **state)
{
	struct err err = {0};
	int64_t number = 0;
	const char *path = sample_make(*state, "plain.db");
	struct watch watch = {.gives_up = true};
	const struct store_wait wait = {watch_lock, &watch, true};
	struct store *store = NULL;
	assert_true(store_open_waiting(path, false, &wait, &store, &err));
	assert_int_equal(watch.asked, 0);
	struct other other = other_start(path, "BEGIN EXCLUSIVE");
	const char *name = name_of(*state, other.pid);

	assert_false(db_number(store, "SELECT count(*) FROM meta", &number, &err));

	assert_int_equal(err.kind, ERR_BUSY);
	assert_int_equal(watch.asked, 3);
	assert_string_equal(watch.holder, name);
	other_end(&other);
	assert_true(db_number(store, "SELECT count(*) FROM meta", &number, &err));
	store_close(store);
}

static bool counts(void *context)
{
	(*(int *)context)++;
	return false;
}

/* Who reads as one keeps others from saving, until all of it is read. */
static void a_reading_inside_another_does_not_end_it(void **state)
{
	static const char sql[] = "UPDATE meta SET value = 'other' WHERE name = 'edition'";
	struct err err = {0};
	int64_t number = 0;
	const char *path = sample_make(*state, "plain.db");
	struct store *store = sample_open(path, false);

	store_begin_reading(store);
	store_begin_reading(store);
	assert_true(db_number(store, "SELECT count(*) FROM meta", &number, &err));
	store_end_reading(store);
	assert_false(sample_tamper(path, sql));
	store_end_reading(store);

	assert_true(sample_tamper(path, sql));
	store_close(store);
}

/* What is drawn takes many reads. Each asks once whether to stop; only a wait asks again. */
static void reads_of_a_file_that_is_held_wait_once(void **state)
{
	struct err err = {0};
	int64_t number = 0;
	const char *path = sample_make(*state, "plain.db");
	struct store *store = sample_open(path, false);
	struct store *other = sample_open(path, false);
	int asked = 0;
	assert_true(db_number(store, "SELECT count(*) FROM meta", &number, &err));
	assert_int_equal(sqlite3_exec(store_db(other), "BEGIN EXCLUSIVE", NULL, NULL, NULL),
			 SQLITE_OK);
	store_on_wait(store, counts, &asked);

	assert_false(store_has_changed(store));
	assert_int_equal(asked, 0);
	assert_false(db_number(store, "SELECT count(*) FROM meta", &number, &err));
	assert_int_equal(err.kind, ERR_BUSY);
	assert_true(asked > 1);
	asked = 0;
	for (int i = 0; i < 20; i++) {
		assert_false(store_has_changed(store));
		assert_false(db_number(store, "SELECT count(*) FROM meta", &number, &err));
	}
	assert_int_equal(asked, 20);

	assert_int_equal(sqlite3_exec(store_db(other), "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	assert_true(db_number(store, "SELECT count(*) FROM meta", &number, &err));
	assert_int_equal(sqlite3_exec(store_db(other), "BEGIN EXCLUSIVE", NULL, NULL, NULL),
			 SQLITE_OK);
	assert_false(store_has_changed(store));
	asked = 0;
	assert_false(db_number(store, "SELECT count(*) FROM meta", &number, &err));
	assert_true(asked > 1); /* a new one is waited for again */
	store_on_wait(store, NULL, NULL);
	store_close(other);
	store_close(store);
}

#define DEVICE 0x801 /* 08:01 */
#define INODE 5678

/* What /proc/locks says, and the process that is found in it; this one is 7. */
static const struct {
	const char *text;
	long process;
} lock_rows[] = {
	{"1: POSIX  ADVISORY  WRITE 12 08:01:5678 1073741825 1073741825\n", 12},
	/* A writer before a reader, wherever it stands. */
	{"1: POSIX  ADVISORY  READ 11 08:01:5678 1073741826 1073742335\n"
	 "2: POSIX  ADVISORY  WRITE 12 08:01:5678 1073741825 1073741825\n"
	 "3: POSIX  ADVISORY  READ 13 08:01:5678 1073741826 1073742335\n",
	 12},
	{"1: POSIX  ADVISORY  READ 11 08:01:5678 1073741826 1073742335\n", 11},
	/* Another file, another device, another kind of lock, other bytes, and who waits. */
	{"1: POSIX  ADVISORY  WRITE 12 08:01:5679 1073741825 1073741825\n", 0},
	{"1: POSIX  ADVISORY  WRITE 12 08:02:5678 1073741825 1073741825\n", 0},
	{"1: POSIX  ADVISORY  WRITE 12 fd:01:5678 1073741825 1073741825\n", 0},
	{"1: FLOCK  ADVISORY  WRITE 12 08:01:5678 0 EOF\n", 0},
	{"1: POSIX  ADVISORY  WRITE 12 08:01:5678 0 EOF\n", 0},
	{"1: -> POSIX  ADVISORY  WRITE 12 08:01:5678 1073741825 1073741825\n", 0},
	/* Oneself, and a process that cannot be seen from here. */
	{"1: POSIX  ADVISORY  WRITE 7 08:01:5678 1073741825 1073741825\n", 0},
	{"1: POSIX  ADVISORY  WRITE 0 08:01:5678 1073741825 1073741825\n", 0},
	{"1: POSIX  ADVISORY  WRITE -1 08:01:5678 1073741825 1073741825\n", 0},
	{"\n", 0},
	{"no such thing\n", 0},
};

static void the_holder_is_found_in_the_list_of_locks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof lock_rows / sizeof lock_rows[0]; i++) {
		char text[400];
		snprintf(text, sizeof text, "%s", lock_rows[i].text);
		FILE *locks = fmemopen(text, strlen(text), "r");
		long process = lock_holder_process(locks, DEVICE, INODE, 7);
		fclose(locks);
		if (process != lock_rows[i].process) {
			fail_msg("%s: %ld", lock_rows[i].text, process);
		}
	}
}

/* btrfs: stat() and the list of locks tell different numbers of a device that is none. */
static void a_device_that_is_none_is_not_compared(void **state)
{
	(void)state;
	char text[] = "1: POSIX  ADVISORY  WRITE 12 00:1f:5678 1073741825 1073741825\n";
	FILE *locks = fmemopen(text, strlen(text), "r");
	assert_int_equal(lock_holder_process(locks, 0x2a, INODE, 7), 12);
	fclose(locks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FOLDER_TEST(a_save_waits_as_long_as_it_is_told_and_learns_for_whom),
		FOLDER_TEST(a_save_is_given_up_when_that_is_said),
		FOLDER_TEST(a_save_is_not_given_up_for_a_key),
		FOLDER_TEST(the_end_of_a_save_waits_for_who_reads_and_keeps_its_own_locks),
		FOLDER_TEST(a_save_given_up_at_its_end_leaves_nothing),
		FOLDER_TEST(a_read_gives_way_to_a_key_and_asks_nobody_else),
		FOLDER_TEST(a_wait_that_lasts_is_asked_for_reads_of_the_open_file),
		FOLDER_TEST(reads_of_a_file_that_is_held_wait_once),
		FOLDER_TEST(a_reading_inside_another_does_not_end_it),
		cmocka_unit_test(the_holder_is_found_in_the_list_of_locks),
		cmocka_unit_test(a_device_that_is_none_is_not_compared),
	};
	return cmocka_run_group_tests_name("store-lock", tests, NULL, NULL);
}
