/* SPDX-License-Identifier: MIT
 *
 * Memory that does not run out quietly, and the arena.
 */
#include "base/mem.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void new_memory_is_zeroed(void **state)
{
	(void)state;
	int *numbers = mem_new(1000, sizeof(*numbers));
	for (int i = 0; i < 1000; i++) {
		assert_int_equal(numbers[i], 0);
	}
	free(numbers);
}

static void nothing_at_all_is_memory_too(void **state)
{
	(void)state;
	void *none = mem_new(0, 16);
	assert_non_null(none);
	none = mem_resize(none, 0, 16);
	assert_non_null(none);
	free(none);
}

static void resized_memory_keeps_its_beginning(void **state)
{
	(void)state;
	char *text = mem_copy_text("Lo");
	text = mem_resize(text, 5000, 1);
	strcat(text, "renz");
	assert_string_equal(text, "Lorenz");
	free(text);
}

static void copies_end_with_a_nul(void **state)
{
	(void)state;
	char *bytes = mem_copy_bytes("a\0bcd", 3);
	assert_memory_equal(bytes, "a\0b", 4);
	char *empty = mem_copy_bytes("", 0);
	assert_string_equal(empty, "");
	assert_null(mem_copy_text(NULL));
	free(bytes);
	free(empty);
}

static void say_restored(void)
{
	if (write(STDERR_FILENO, "restored; ", 10) != 10) {
		_exit(1);
	}
}

/* Runs the body, which must run out of memory; gives what it said on stderr. */
static const char *words_of_failure(void (*body)(void))
{
	static char words[400];
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t pid = fork();
	if (pid == 0) {
		const struct rlimit none = {0, 0};
		setrlimit(RLIMIT_CORE, &none);
		dup2(ends[1], STDERR_FILENO);
		/* cmocka catches SIGABRT in this process. */
		signal(SIGABRT, SIG_DFL);
		body();
		_exit(0);
	}
	close(ends[1]);
	size_t len = 0;
	for (ssize_t got; (got = read(ends[0], words + len, sizeof(words) - 1 - len)) > 0;) {
		len += (size_t)got;
	}
	close(ends[0]);
	words[len] = '\0';
	int status = 0;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	return words;
}

/* Not known to the compiler, which would refuse such sizes. */
static volatile size_t too_many = SIZE_MAX / 2 + 1;

static void ask_for_too_much(void)
{
	mem_resize(NULL, too_many, 2);
}

static void ask_for_too_much_with_handler(void)
{
	mem_on_failure(say_restored);
	ask_for_too_much();
}

static void fail_in_handler(void)
{
	mem_on_failure(ask_for_too_much_with_handler);
	mem_failed();
}

static void fail_the_same_way_in_handler(void)
{
	mem_on_failure(ask_for_too_much);
	mem_failed();
}

static void copy_too_much(void)
{
	mem_copy_bytes("", too_many * 2 - 1);
}

static void arena_too_much(void)
{
	arena_new_array(arena_new(), too_many, 2);
}

static void arena_text_too_long(void)
{
	arena_bytes(arena_new(), "", too_many * 2 - 1);
}

static void running_out_of_memory_says_so_and_aborts(void **state)
{
	(void)state;
	static const char words[] = "iemn: out of memory; saved data is intact\n";
	assert_string_equal(words_of_failure(mem_failed), words);
	assert_string_equal(words_of_failure(ask_for_too_much), words);
	assert_string_equal(words_of_failure(copy_too_much), words);
	/* Here the C library refuses, and a sanitizer puts a line of its own before ours. */
	assert_non_null(strstr(words_of_failure(arena_too_much), words));
	assert_non_null(strstr(words_of_failure(arena_text_too_long), words));
}

static void the_handler_runs_before_the_words_and_only_once(void **state)
{
	(void)state;
	assert_string_equal(words_of_failure(ask_for_too_much_with_handler),
			    "restored; iemn: out of memory; saved data is intact\n");
	assert_string_equal(words_of_failure(fail_in_handler),
			    "restored; iemn: out of memory; saved data is intact\n");
	assert_string_equal(words_of_failure(fail_the_same_way_in_handler),
			    "iemn: out of memory; saved data is intact\n");
}

static void an_arena_keeps_what_it_gave(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const char *texts[3000];
	for (int i = 0; i < 3000; i++) {
		texts[i] = arena_format(arena, "row %d of many", i);
	}
	for (int i = 0; i < 3000; i++) {
		char expected[40];
		snprintf(expected, sizeof(expected), "row %d of many", i);
		assert_string_equal(texts[i], expected);
	}
	arena_free(arena);
}

static void memory_of_an_arena_is_zeroed_and_aligned(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	/* Twice, since what was used before has something in it. */
	for (int round = 0; round < 2; round++) {
		for (size_t size = 1; size < 200; size++) {
			unsigned char *memory = arena_new_array(arena, size, 1);
			assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < size; i++) {
				assert_int_equal(memory[i], 0);
			}
			memset(memory, 0xAA, size);
		}
		arena_clear(arena);
	}
	arena_free(arena);
}

static void an_arena_gives_more_than_a_block(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	char *small = arena_new_array(arena, 10, 1);
	char *large = arena_new_array(arena, 100, 10000);
	memset(large, 'x', 1000000);
	memset(small, 'y', 10);
	assert_int_equal(large[0], 'x');
	assert_int_equal(large[999999], 'x');
	arena_clear(arena);
	assert_string_equal(arena_text(arena, "again"), "again");
	arena_free(arena);
}

static void nothing_has_a_place_in_an_arena(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	char *none = arena_new_array(arena, 0, 8);
	char *other = arena_new_array(arena, 0, 8);
	assert_non_null(none);
	assert_ptr_not_equal(none, other);
	assert_null(arena_text(arena, NULL));
	assert_string_equal(arena_bytes(arena, "abc", 0), "");
	assert_memory_equal(arena_bytes(arena, "a\0bc", 3), "a\0b", 4);
	arena_clear(arena);
	arena_free(arena);
	arena_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_memory_is_zeroed),
		cmocka_unit_test(nothing_at_all_is_memory_too),
		cmocka_unit_test(resized_memory_keeps_its_beginning),
		cmocka_unit_test(copies_end_with_a_nul),
		cmocka_unit_test(running_out_of_memory_says_so_and_aborts),
		cmocka_unit_test(the_handler_runs_before_the_words_and_only_once),
		cmocka_unit_test(an_arena_keeps_what_it_gave),
		cmocka_unit_test(memory_of_an_arena_is_zeroed_and_aligned),
		cmocka_unit_test(an_arena_gives_more_than_a_block),
		cmocka_unit_test(nothing_has_a_place_in_an_arena),
	};
	return cmocka_run_group_tests_name("mem", tests, NULL, NULL);
}
