/* SPDX-License-Identifier: MIT
 *
 * Running the editor: which one, on what file, and what is taken from it. The editors are shell
 * scripts that the tests write.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../unit/folder.h"
#include "interchange/editor.h"

static struct folder folder;
static struct folder temporary;
static char *usual_temporary; /* $TMPDIR before the tests, or NULL */

static int set_up(void **state)
{
	(void)state;
	usual_temporary = mem_copy_text(getenv("TMPDIR"));
	folder_init(&folder);
	folder_init(&temporary);
	setenv("TMPDIR", temporary.path, 1);
	unsetenv("VISUAL");
	unsetenv("EDITOR");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	folder_clear(&folder);
	folder_clear(&temporary);
	if (usual_temporary) {
		setenv("TMPDIR", usual_temporary, 1);
	} else {
		unsetenv("TMPDIR");
	}
	free(usual_temporary);
	return 0;
}

/* Writes an editor; gives its path. */
static const char *make_editor(const char *name, const char *script)
{
	struct str text = STR_EMPTY;
	str_add_format(&text, "#!/bin/sh\n%s\n", script);
	const char *path = folder_write(&folder, name, str_text(&text), text.len);
	assert_int_equal(chmod(path, 0700), 0);
	str_clear(&text);
	return path;
}

/* Runs the editor on a text and gives what came of it, in the arena of the folder. */
static const char *edit(const char *before, bool *is_changed)
{
	struct str text = STR_EMPTY;
	struct err err = {.kind = ERR_NONE};
	str_add(&text, before);
	if (!editor_run(NULL, &text, is_changed, NULL, &err)) {
		fail_msg("%s", err.text);
	}
	const char *after = arena_text(folder.arena, str_text(&text));
	str_clear(&text);
	return after;
}

static struct err fail_to_edit(char **keep)
{
	struct str text = STR_EMPTY;
	struct err err = {.kind = ERR_NONE};
	bool is_changed;
	str_add(&text, "before\n");
	assert_false(editor_run(NULL, &text, &is_changed, keep, &err));
	assert_string_equal(str_text(&text), "before\n");
	str_clear(&text);
	return err;
}

static void what_the_editor_wrote_is_the_text(void **state)
{
	(void)state;
	bool is_changed;
	setenv("EDITOR", make_editor("add", "echo after >> \"$1\""), 1);
	assert_string_equal(edit("before ü\n", &is_changed), "before ü\nafter\n");
	assert_true(is_changed);
	setenv("EDITOR", make_editor("look", "touch \"$1\""), 1);
	assert_string_equal(edit("before\n", &is_changed), "before\n");
	assert_false(is_changed);
	assert_string_equal(edit("", &is_changed), "");
	assert_false(is_changed);
	setenv("EDITOR", make_editor("empty", ": > \"$1\""), 1);
	assert_string_equal(edit("before\n", &is_changed), "");
	assert_true(is_changed);
	assert_int_equal(folder_count(&temporary), 0);
}

static void an_editor_may_put_another_file_in_the_place(void **state)
{
	(void)state;
	bool is_changed;
	setenv("EDITOR",
	       make_editor("rename", "cp \"$1\" \"$1~\"; echo new > \"$1.x\"; mv \"$1.x\" \"$1\""),
	       1);
	assert_string_equal(edit("before\n", &is_changed), "new\n");
	assert_int_equal(folder_count(&temporary), 0);
}

static void visual_goes_before_editor_and_arguments_are_split_at_blanks(void **state)
{
	(void)state;
	bool is_changed;
	struct str command = STR_EMPTY;
	str_add_format(&command, "  %s -n  two ",
		       make_editor("tell", "eval last=\\${$#}; echo \"$#:$1:$2\" > \"$last\""));
	setenv("VISUAL", str_text(&command), 1);
	setenv("EDITOR", "false", 1);
	assert_string_equal(edit("x", &is_changed), "3:-n:two\n");
	setenv("EDITOR", str_text(&command), 1);
	setenv("VISUAL", " ", 1);
	assert_string_equal(edit("x", &is_changed), "3:-n:two\n");
	str_clear(&command);
}

static void no_shell_sees_the_command(void **state)
{
	(void)state;
	struct str command = STR_EMPTY;
	str_add_format(&command, "%s;touch %s/seen", make_editor("harmless", "true"), folder.path);
	setenv("EDITOR", str_text(&command), 1);
	struct err err = fail_to_edit(NULL);
	assert_int_equal(err.kind, ERR_FAILED);
	assert_int_equal(folder_count(&folder), 1);
	assert_int_equal(folder_count(&temporary), 0);
	str_clear(&command);
}

static void the_file_is_for_the_user_alone_and_is_called_a_text(void **state)
{
	(void)state;
	bool is_changed;
	setenv("EDITOR",
	       make_editor("look", "{ ls -l \"$1\" | cut -c1-10; echo \"$1\"; } > \"$1.x\"; "
				   "cat \"$1.x\" > \"$1\"; rm \"$1.x\""),
	       1);
	const char *seen = edit("x", &is_changed);
	assert_int_equal(strncmp(seen, "-rw-------\n", 11), 0);
	assert_int_equal(strncmp(seen + 11, temporary.path, strlen(temporary.path)), 0);
	assert_string_equal(seen + strlen(seen) - 5, ".txt\n");
}

static void an_editor_that_is_not_there_is_named(void **state)
{
	(void)state;
	setenv("EDITOR", "/nonexistent/editor -x", 1);
	char *keep = NULL;
	struct err err = fail_to_edit(&keep);
	assert_int_equal(err.kind, ERR_FAILED);
	assert_string_equal(err.text,
			    "The editor “/nonexistent/editor” cannot be run: No such file "
			    "or directory. Set EDITOR to one that is there.");
	assert_null(keep);
	assert_int_equal(folder_count(&temporary), 0);
}

static void what_a_failing_editor_wrote_is_kept_but_not_taken(void **state)
{
	(void)state;
	setenv("EDITOR", make_editor("fail", "cp \"$1\" \"$1~\"; echo half > \"$1\"; exit 3"), 1);
	char *keep = NULL;
	struct err err = fail_to_edit(&keep);
	assert_int_equal(err.kind, ERR_FAILED);
	assert_non_null(strstr(err.text, "ended with an error"));
	assert_int_equal(folder_count(&temporary), 1);
	editor_discard(keep);
	free(keep);
	fail_to_edit(NULL);
	assert_int_equal(folder_count(&temporary), 0);
	setenv("EDITOR", make_editor("die", "kill -KILL $$"), 1);
	assert_int_equal(fail_to_edit(NULL).kind, ERR_FAILED);
}

static void what_cannot_be_read_back_is_an_error(void **state)
{
	(void)state;
	setenv("EDITOR", make_editor("remove", "rm \"$1\""), 1);
	assert_int_equal(fail_to_edit(NULL).kind, ERR_FAILED);
	setenv("EDITOR", make_editor("link", "rm \"$1\"; ln -s /etc/passwd \"$1\""), 1);
	assert_int_equal(fail_to_edit(NULL).kind, ERR_SYSTEM);
	setenv("EDITOR", make_editor("pipe", "rm \"$1\"; mkfifo \"$1\""), 1);
	assert_int_equal(fail_to_edit(NULL).kind, ERR_SYSTEM);
	assert_int_equal(folder_count(&temporary), 0);
	setenv("TMPDIR", "/nonexistent", 1);
	assert_int_equal(fail_to_edit(NULL).kind, ERR_SYSTEM);
}

static void an_interrupt_is_the_editors_while_it_runs(void **state)
{
	(void)state;
	bool is_changed;
	struct sigaction action;
	signal(SIGCHLD, SIG_IGN);
	setenv("EDITOR",
	       make_editor("interrupt", "kill -INT $PPID; kill -QUIT $PPID\n"
					"trap 'echo mine > \"$file\"' INT; file=$1; kill -INT $$"),
	       1);
	assert_string_equal(edit("x", &is_changed), "mine\n");
	sigaction(SIGINT, NULL, &action);
	assert_true(action.sa_handler == SIG_DFL);
	sigaction(SIGCHLD, NULL, &action);
	assert_true(action.sa_handler == SIG_IGN);
	signal(SIGCHLD, SIG_DFL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_the_editor_wrote_is_the_text),
		TEST(an_editor_may_put_another_file_in_the_place),
		TEST(visual_goes_before_editor_and_arguments_are_split_at_blanks),
		TEST(no_shell_sees_the_command),
		TEST(the_file_is_for_the_user_alone_and_is_called_a_text),
		TEST(an_editor_that_is_not_there_is_named),
		TEST(what_a_failing_editor_wrote_is_kept_but_not_taken),
		TEST(what_cannot_be_read_back_is_an_error),
		TEST(an_interrupt_is_the_editors_while_it_runs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
