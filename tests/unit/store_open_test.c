/* SPDX-License-Identifier: MIT
 *
 * Opening a file: what is refused and in which words, and what is only read and why.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "child.h"
#include "folder.h"
#include "sample.h"
#include "store/db.h"
#include "store/file.h"
#include "store/page.h"
#include "store/person.h"
#include "store/store.h"

static void assert_refused(const char *path, enum err_kind kind, const char *words)
{
	struct store *store = NULL;
	struct err err = {0};
	if (store_open(path, false, &store, &err)) {
		store_close(store);
		fail_msg("%s was opened", path);
	}
	if (err.kind != kind || strstr(err.text, words) == NULL) {
		fail_msg("kind %d: %s", (int)err.kind, err.text);
	}
	assert_null(store);
}

static void skip_aloud(const char *why)
{
	print_message("SKIP: %s\n", why);
	skip();
}

/* Puts bytes into a file at an offset. */
static void overwrite(const char *path, long offset, const char *bytes, size_t len)
{
	FILE *file = fopen(path, "r+b");
	assert_non_null(file);
	assert_int_equal(fseek(file, offset, SEEK_SET), 0);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static void missing_file_is_not_found(void **state)
{
	assert_refused(folder_file(*state, "none.db"), ERR_NOT_FOUND, "There is no file");
	assert_refused(folder_file(*state, "none/none.db"), ERR_NOT_FOUND, "There is no file");
}

static void what_is_no_directory_file_is_refused(void **state)
{
	static char zeros[1024];
	struct folder *folder = *state;
	static const char words[] = "is not a directory file";
	static const char header[] = "SQLite format 3";
	char short_file[200] = "SQLite format 3";

	assert_refused(folder_write(folder, "empty", "", 0), ERR_FOREIGN, words);
	assert_refused(folder_write(folder, "text", "Dear reader,\n", 13), ERR_FOREIGN, words);
	assert_refused(folder_write(folder, "zeros", zeros, sizeof(zeros)), ERR_FOREIGN, words);
	assert_refused(folder_write(folder, "magic", header, 16), ERR_FOREIGN, words);
	assert_refused(folder_write(folder, "short", short_file, 200), ERR_FOREIGN, words);
	assert_refused(folder->path, ERR_FOREIGN, words);
	assert_refused("/dev/zero", ERR_FOREIGN, words);
}

static void pipe_is_refused_without_waiting(void **state)
{
	const char *path = folder_file(*state, "pipe");
	assert_int_equal(mkfifo(path, 0600), 0);

	assert_refused(path, ERR_FOREIGN, "is not a directory file");
}

static void empty_file_is_not_filled_by_opening_it(void **state)
{
	struct stat status;
	const char *path = folder_write(*state, "empty", "", 0);

	assert_refused(path, ERR_FOREIGN, "is not a directory file");

	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_size, 0);
}

static void other_programs_file_keeps_its_journal(void **state)
{
	struct stat before;
	struct stat after;
	const char *path = sample_make(*state, "other.db");
	const char *journal = folder_file(*state, "other.db-journal");
	assert_true(sample_tamper(path, "PRAGMA application_id = 12345"));
	sample_interrupt_save(path);
	assert_int_equal(stat(journal, &before), 0);

	assert_refused(path, ERR_FOREIGN, "database of another program");

	assert_int_equal(stat(journal, &after), 0);
	assert_true(after.st_size == before.st_size && after.st_size > 0);
}

static void newer_file_is_refused(void **state)
{
	const char *path = sample_make(*state, "newer.db");
	assert_true(sample_tamper(path, "PRAGMA user_version = 9"));

	assert_refused(path, ERR_NEWER, "(schema 9; this program knows up to 2)");
}

static void file_without_version_is_refused(void **state)
{
	const char *path = sample_make(*state, "none.db");
	assert_true(sample_tamper(path, "PRAGMA user_version = 0"));
	assert_refused(path, ERR_DAMAGED, "no schema version");
	assert_true(sample_tamper(path, "PRAGMA user_version = -5"));
	assert_refused(path, ERR_DAMAGED, "no schema version");
}

static void cut_file_is_damaged(void **state)
{
	const char *path = sample_make(*state, "cut.db");
	assert_int_equal(truncate(path, 20 * 4096), 0);

	assert_refused(path, ERR_DAMAGED, "damaged");
}

static void a_file_that_is_emptied_while_it_is_open_is_no_directory_any_more(void **state)
{
	static const char words[] = "is not a directory file";
	const char *path = sample_make(*state, "emptied.db");
	struct store *store = sample_open(path, false);
	struct person_list all = {.day = "2026-11-23"};
	struct err err = {.kind = ERR_NONE};
	size_t count = 0;
	assert_true(person_count(store, &all, &count, &err));
	assert_int_equal(truncate(path, 0), 0);
	assert_false(person_count(store, &all, &count, &err));
	assert_int_equal(err.kind, ERR_FOREIGN);
	assert_non_null(strstr(err.text, words));
	assert_false(store_begin(store, &err));
	assert_int_equal(err.kind, ERR_FOREIGN);
	assert_non_null(strstr(err.text, words));
	store_close(store);
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_size, 0);
}

static void unknown_file_format_is_damaged(void **state)
{
	const char *path = sample_make(*state, "format.db");
	overwrite(path, 47, "\x09", 1);

	assert_refused(path, ERR_DAMAGED, "unsupported file format");
}

static void overwritten_page_is_damaged(void **state)
{
	char noise[4096];
	const char *path = sample_make(*state, "noise.db");
	memset(noise, 'x', sizeof(noise));
	overwrite(path, 30 * 4096, noise, sizeof(noise));

	assert_refused(path, ERR_DAMAGED, "damaged");
}

static void a_text_longer_than_any_may_be_is_damage(void **state)
{
	const char *path = sample_make(*state, "long.db");
	struct store *store = NULL;
	struct err err = {0};
	struct arena *arena = arena_new();
	struct page_rows pages;
	assert_true(sample_tamper(path, "PRAGMA ignore_check_constraints = 1;"
					"INSERT INTO page (uid, rank, title, body) VALUES "
					"('x', 1, 'Long', printf('%5000000s', 'x'))"));

	assert_true(store_open_unchecked(path, false, &store, &err));
	assert_false(page_list(store, arena, &pages, &err));

	assert_int_equal(err.kind, ERR_DAMAGED);
	assert_non_null(strstr(err.text, "longer than any may be"));
	store_close(store);
	arena_free(arena);
}

static int lock_and_wait(void *context)
{
	const int *pipes = context;
	char byte = 0;
	sqlite3 *db = NULL;
	return sqlite3_open("locked.db", &db) == SQLITE_OK &&
			       sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL) == SQLITE_OK &&
			       write(pipes[1], "x", 1) == 1 && read(pipes[2], &byte, 1) == 0
		       ? 0
		       : 1;
}

static int lock_in_child(void *context)
{
	int *pipes = context;
	close(pipes[0]);
	close(pipes[3]);
	return lock_and_wait(pipes);
}

static int open_while_locked(void *context)
{
	struct store *store = NULL;
	struct err err = {0};
	char byte;
	int *pipes = context;
	pid_t pid = fork();
	if (pid == 0) {
		_exit(lock_in_child(pipes));
	}
	close(pipes[1]);
	close(pipes[2]);
	if (read(pipes[0], &byte, 1) != 1) {
		return 2;
	}
	bool opened = store_open("locked.db", false, &store, &err);
	return !opened && err.kind == ERR_BUSY ? 0 : 1;
}

static void locked_file_is_busy_after_three_seconds(void **state)
{
	struct folder *folder = *state;
	int pipes[4];
	sample_make(folder, "locked.db");
	char *before = getcwd(NULL, 0);
	assert_int_equal(chdir(folder->path), 0);
	assert_int_equal(pipe(pipes), 0);
	assert_int_equal(pipe(pipes + 2), 0);

	int status = child_run(open_while_locked, pipes);

	for (int i = 0; i < 4; i++) {
		close(pipes[i]);
	}
	assert_int_equal(chdir(before), 0);
	free(before);
	assert_int_equal(status, 0);
}

/* What a user without rights sees; the texts are compared in the child. */
struct visit {
	const char *path;
	enum err_kind kind; /* ERR_NONE when it opens */
	const char *words;  /* of the error, or of the reason */
};

static int visit(void *context)
{
	const struct visit *wanted = context;
	struct store *store = NULL;
	struct err err = {0};
	bool opened = store_open(wanted->path, false, &store, &err);
	const char *words = opened ? store_read_only_reason(store) : err.text;
	enum err_kind kind = opened ? ERR_NONE : err.kind;
	if (kind != wanted->kind || words == NULL || strstr(words, wanted->words) == NULL) {
		fprintf(stderr, "kind %d: %s\n", (int)kind,
			words != NULL ? words : "can be written");
		return 1;
	}
	if (opened) {
		struct arena *arena = arena_new();
		const char *edition = store_meta(store, "edition", arena);
		bool ok = edition != NULL && strcmp(edition, "sample") == 0;
		arena_free(arena);
		store_close(store);
		return ok ? 0 : 1;
	}
	return 0;
}

static void assert_visit(struct visit wanted)
{
	int status = child_run_as_nobody(visit, &wanted);
	if (status == -1) {
		skip_aloud("only root can act as a user without rights");
	}
	assert_int_equal(status, 0);
}

static void unreadable_file_is_refused(void **state)
{
	const char *path = sample_make(*state, "secret.db");

	assert_visit((struct visit){path, ERR_READ_ONLY, "You may not read"});
}

static void file_of_someone_else_is_only_read(void **state)
{
	const char *path = sample_make(*state, "shared.db");
	chmod(path, 0644);

	assert_visit((struct visit){path, ERR_NONE, "you may not write it."});
}

static void file_in_a_folder_of_someone_else_is_only_read(void **state)
{
	const char *path = sample_make(*state, "shared.db");
	chmod(path, 0666);

	assert_visit((struct visit){path, ERR_NONE, "you may not write its folder"});
}

static void file_in_wal_mode_needs_a_folder_that_can_be_written(void **state)
{
	const char *path = sample_make(*state, "wal.db");
	assert_true(sample_tamper(path, "PRAGMA journal_mode = WAL"));
	chmod(path, 0644);

	assert_visit((struct visit){path, ERR_READ_ONLY, "copy it to a folder of yours"});
}

static void file_in_wal_mode_is_turned_back(void **state)
{
	const char *path = sample_make(*state, "wal.db");
	assert_true(sample_tamper(path, "PRAGMA journal_mode = WAL"));
	assert_string_equal(sample_ask(*state, path, "PRAGMA journal_mode"), "wal");

	struct store *store = sample_open(path, false);

	assert_false(store_is_read_only(store));
	store_close(store);
	assert_string_equal(sample_ask(*state, path, "PRAGMA journal_mode"), "delete");
}

/* Turns the folder into a medium of its own that can only be read. */
static int visit_read_only_medium(void *context)
{
	const struct visit *wanted = context;
	char folder[4096];
	snprintf(folder, sizeof(folder), "%s", wanted->path);
	*strrchr(folder, '/') = '\0';
	if (mount(folder, folder, NULL, MS_BIND, NULL) != 0 ||
	    mount("none", folder, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) != 0) {
		return 99;
	}
	return visit(context);
}

static void assert_visit_of_read_only_medium(struct visit wanted)
{
	int status = child_run_with_mounts(visit_read_only_medium, &wanted);
	if (status == -1) {
		skip_aloud("a read-only medium needs root and mounts");
	}
	assert_int_equal(status, 0);
}

static void read_only_medium_is_read(void **state)
{
	const char *path = sample_make(*state, "medium.db");

	assert_visit_of_read_only_medium((struct visit){path, ERR_NONE, "its medium is read-only"});
}

static void read_only_medium_is_read_in_wal_mode_too(void **state)
{
	const char *path = sample_make(*state, "50% #1?.db");
	assert_true(sample_tamper(path, "PRAGMA journal_mode = WAL"));

	assert_visit_of_read_only_medium((struct visit){path, ERR_NONE, "its medium is read-only"});
}

static void half_a_save_on_a_read_only_medium_is_not_shown(void **state)
{
	const char *path = sample_make(*state, "half.db");
	sample_interrupt_save(path);

	assert_visit_of_read_only_medium(
		(struct visit){path, ERR_READ_ONLY, "copy it to a writable folder (both files)"});
}

static int die_in_wal_mode(void *context)
{
	sqlite3 *db = NULL;
	sqlite3_open(context, &db);
	sqlite3_exec(db, "PRAGMA journal_mode = WAL; UPDATE meta SET value = 'later'", NULL, NULL,
		     NULL);
	_exit(0);
}

static void changes_that_wait_in_a_wal_are_not_passed_over(void **state)
{
	const char *path = sample_make(*state, "wal.db");
	child_run(die_in_wal_mode, (void *)path);
	assert_int_equal(unlink(folder_file(*state, "wal.db-shm")), 0);

	assert_visit_of_read_only_medium(
		(struct visit){path, ERR_READ_ONLY, "copy it to a writable folder (both files)"});
}

static void half_a_save_is_taken_back_where_it_can_be(void **state)
{
	struct arena *arena = arena_new();
	const char *path = sample_make(*state, "half.db");
	sample_interrupt_save(path);

	struct store *store = sample_open(path, false);

	assert_string_equal(store_meta(store, "edition", arena), "sample");
	assert_false(store_is_read_only(store));
	store_close(store);
	arena_free(arena);
	assert_string_equal(sample_ask(*state, path, "SELECT count(*) FROM action"), "0");
}

static void half_a_save_is_not_touched_by_who_only_wants_to_read(void **state)
{
	struct store *store = NULL;
	struct err err;
	struct stat status;
	const char *path = sample_make(*state, "half.db");
	sample_interrupt_save(path);

	assert_false(store_open(path, true, &store, &err));

	assert_int_equal(err.kind, ERR_READ_ONLY);
	assert_non_null(strstr(err.text, "open the file once so that it can be written"));
	assert_int_equal(stat(folder_file(*state, "half.db-journal"), &status), 0);
	assert_true(status.st_size > 0);
}

static void who_only_wants_to_read_cannot_write(void **state)
{
	struct err err;
	const char *path = sample_make(*state, "plain.db");

	struct store *store = sample_open(path, true);

	assert_string_equal(store_read_only_reason(store), "The file was opened for reading only.");
	assert_false(store_begin(store, &err));
	assert_int_equal(err.kind, ERR_READ_ONLY);
	assert_false(store_set_meta(store, "edition", "changed", &err));
	store_close(store);
	assert_int_equal(folder_count(*state), 1);
}

static void symbolic_link_leads_to_its_file(void **state)
{
	const char *path = sample_make(*state, "plain.db");
	const char *name = folder_file(*state, "link.db");
	assert_int_equal(symlink(path, name), 0);

	struct store *store = sample_open(name, false);

	assert_string_equal(store_path(store), path);
	assert_false(store_is_read_only(store));
	store_close(store);
}

static void second_name_makes_a_file_read_only(void **state)
{
	const char *path = sample_make(*state, "plain.db");
	assert_int_equal(link(path, folder_file(*state, "other.db")), 0);

	store_close(sample_open_read_only(path, "hard link"));

	assert_int_equal(unlink(folder_file(*state, "other.db")), 0);
	struct store *store = sample_open(path, false);
	assert_false(store_is_read_only(store));
	store_close(store);
}

static void network_file_systems_are_known(void **state)
{
	(void)state;
	assert_true(file_is_network_type(0x6969));
	assert_true(file_is_network_type((long)0xff534d42));
	assert_true(file_is_network_type((int)0xff534d42)); /* f_type is signed on some machines */
	assert_false(file_is_network_type(0xef53));	    /* ext4 */
	assert_false(file_is_network_type(0x01021994));	    /* tmpfs */
}

static void schema_can_be_printed(void **state)
{
	(void)state;
	const char *text = store_schema_text();
	assert_non_null(strstr(text, "-- meta: facts about this file itself"));
	assert_non_null(strstr(text, "CREATE TABLE person"));
	assert_non_null(strstr(text, "CREATE TABLE search_text"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FOLDER_TEST(missing_file_is_not_found),
		FOLDER_TEST(what_is_no_directory_file_is_refused),
		FOLDER_TEST(pipe_is_refused_without_waiting),
		FOLDER_TEST(empty_file_is_not_filled_by_opening_it),
		FOLDER_TEST(other_programs_file_keeps_its_journal),
		FOLDER_TEST(newer_file_is_refused),
		FOLDER_TEST(file_without_version_is_refused),
		FOLDER_TEST(cut_file_is_damaged),
		FOLDER_TEST(a_file_that_is_emptied_while_it_is_open_is_no_directory_any_more),
		FOLDER_TEST(unknown_file_format_is_damaged),
		FOLDER_TEST(overwritten_page_is_damaged),
		FOLDER_TEST(a_text_longer_than_any_may_be_is_damage),
		FOLDER_TEST(locked_file_is_busy_after_three_seconds),
		FOLDER_TEST(unreadable_file_is_refused),
		FOLDER_TEST(file_of_someone_else_is_only_read),
		FOLDER_TEST(file_in_a_folder_of_someone_else_is_only_read),
		FOLDER_TEST(file_in_wal_mode_needs_a_folder_that_can_be_written),
		FOLDER_TEST(file_in_wal_mode_is_turned_back),
		FOLDER_TEST(read_only_medium_is_read),
		FOLDER_TEST(read_only_medium_is_read_in_wal_mode_too),
		FOLDER_TEST(half_a_save_on_a_read_only_medium_is_not_shown),
		FOLDER_TEST(changes_that_wait_in_a_wal_are_not_passed_over),
		FOLDER_TEST(half_a_save_is_taken_back_where_it_can_be),
		FOLDER_TEST(half_a_save_is_not_touched_by_who_only_wants_to_read),
		FOLDER_TEST(who_only_wants_to_read_cannot_write),
		FOLDER_TEST(symbolic_link_leads_to_its_file),
		FOLDER_TEST(second_name_makes_a_file_read_only),
		FOLDER_TEST(network_file_systems_are_known),
		FOLDER_TEST(schema_can_be_printed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
