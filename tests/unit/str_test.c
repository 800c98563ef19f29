/* SPDX-License-Identifier: MIT
 *
 * The growing string, held against a plain array.
 */
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void an_empty_string_has_a_text(void **state)
{
	(void)state;
	struct str str = STR_EMPTY;
	assert_string_equal(str_text(&str), "");
	str_cut(&str, 0);
	str_reset(&str);
	str_remove(&str, 0, 0);
	str_clear(&str);
	str_clear(NULL);
	assert_string_equal(str_text(&str), "");
}

static void parts_stand_one_behind_the_other(void **state)
{
	(void)state;
	struct str str = STR_EMPTY;
	str_add(&str, "IE");
	str_add_bytes(&str, "MNxx", 2);
	str_add_char(&str, ':');
	str_add_repeat(&str, '=', 3);
	str_add_format(&str, "%d/%s", 14, "agencies");
	assert_string_equal(str_text(&str), "IEMN:===14/agencies");
	assert_int_equal(str.len, 19);
	str_clear(&str);
}

static void nothing_added_makes_an_empty_text(void **state)
{
	(void)state;
	struct str str = STR_EMPTY;
	str_add_bytes(&str, NULL, 0);
	str_add_repeat(&str, 'x', 0);
	str_add(&str, "");
	assert_non_null(str.data);
	assert_string_equal(str_text(&str), "");
	str_clear(&str);
}

static void bytes_keep_their_nul(void **state)
{
	(void)state;
	struct str str = STR_EMPTY;
	str_add_bytes(&str, "a\0b", 3);
	str_add_char(&str, '\0');
	assert_int_equal(str.len, 4);
	assert_memory_equal(str.data, "a\0b\0", 5);
	str_clear(&str);
}

static void a_formatted_text_grows_the_string(void **state)
{
	(void)state;
	struct str str = STR_EMPTY;
	str_add_format(&str, "%05000d|", 7);
	assert_int_equal(str.len, 5001);
	assert_string_equal(str_text(&str) + 4999, "7|");
	str_clear(&str);
}

static void a_cut_only_shortens(void **state)
{
	(void)state;
	struct str str = STR_EMPTY;
	str_add(&str, "directory");
	str_cut(&str, 20);
	assert_string_equal(str_text(&str), "directory");
	str_cut(&str, 6);
	assert_string_equal(str_text(&str), "direct");
	str_reset(&str);
	assert_string_equal(str_text(&str), "");
	assert_true(str.capacity > 0);
	str_clear(&str);
	assert_int_equal(str.capacity, 0);
}

static void a_taken_text_leaves_an_empty_string(void **state)
{
	(void)state;
	struct str str = STR_EMPTY;
	char *nothing = str_take(&str);
	assert_string_equal(nothing, "");
	str_add(&str, "mine");
	char *text = str_take(&str);
	assert_string_equal(text, "mine");
	assert_string_equal(str_text(&str), "");
	str_add(&str, "next");
	assert_string_equal(text, "mine");
	str_clear(&str);
	free(text);
	free(nothing);
}

static void bytes_go_in_and_out_at_any_place(void **state)
{
	(void)state;
	struct str str = STR_EMPTY;
	str_insert(&str, 0, "cd", 2);
	str_insert(&str, 0, "ab", 2);
	str_insert(&str, 4, "f", 1);
	str_insert(&str, 4, "e", 1);
	str_insert(&str, 2, NULL, 0);
	assert_string_equal(str_text(&str), "abcdef");
	str_remove(&str, 1, 2);
	assert_string_equal(str_text(&str), "adef");
	str_remove(&str, 4, 0);
	str_remove(&str, 2, 2);
	assert_string_equal(str_text(&str), "ad");
	str_remove(&str, 0, 2);
	assert_string_equal(str_text(&str), "");
	str_clear(&str);
}

/* A next number of a fixed sequence. */
static size_t next_number(uint64_t *seed, size_t limit)
{
	*seed = *seed * 6364136223846793005U + 1442695040888963407U;
	return (size_t)(*seed >> 33) % limit;
}

enum { MODEL_SIZE = 4000 };

static void step(struct str *str, char *model, size_t *len, uint64_t *seed)
{
	size_t at = next_number(seed, *len + 1);
	size_t size = next_number(seed, 30);
	if (next_number(seed, 100) < 55 && *len + size < MODEL_SIZE) {
		char bytes[30];
		memset(bytes, (int)('a' + next_number(seed, 26)), sizeof(bytes));
		memmove(model + at + size, model + at, *len - at);
		memcpy(model + at, bytes, size);
		*len += size;
		str_insert(str, at, bytes, size);
	} else {
		size_t out = size < *len - at ? size : *len - at;
		memmove(model + at, model + at + out, *len - at - out);
		*len -= out;
		str_remove(str, at, out);
	}
}

static void random_edits_equal_those_of_an_array(void **state)
{
	(void)state;
	char model[MODEL_SIZE];
	size_t len = 0;
	uint64_t seed = 20110517;
	struct str str = STR_EMPTY;
	for (int round = 0; round < 20000; round++) {
		step(&str, model, &len, &seed);
		assert_int_equal(str.len, len);
		if (len > 0) {
			assert_memory_equal(str.data, model, len);
		}
		assert_int_equal(str_text(&str)[len], '\0');
	}
	str_clear(&str);
}

static void no_text_is_the_same_as_no_text_only(void **state)
{
	(void)state;
	assert_true(str_is_same("a", "a"));
	assert_false(str_is_same("a", "b"));
	assert_true(str_is_same(NULL, NULL));
	assert_false(str_is_same(NULL, ""));
	assert_false(str_is_same("a", NULL));
}

static void an_empty_value_is_the_same_as_none(void **state)
{
	(void)state;
	assert_true(str_is_same_value("a", "a"));
	assert_false(str_is_same_value("a", "b"));
	assert_true(str_is_same_value(NULL, NULL));
	assert_true(str_is_same_value(NULL, ""));
	assert_true(str_is_same_value("", NULL));
	assert_false(str_is_same_value("a", NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_string_has_a_text),
		cmocka_unit_test(parts_stand_one_behind_the_other),
		cmocka_unit_test(nothing_added_makes_an_empty_text),
		cmocka_unit_test(bytes_keep_their_nul),
		cmocka_unit_test(a_formatted_text_grows_the_string),
		cmocka_unit_test(a_cut_only_shortens),
		cmocka_unit_test(a_taken_text_leaves_an_empty_string),
		cmocka_unit_test(bytes_go_in_and_out_at_any_place),
		cmocka_unit_test(no_text_is_the_same_as_no_text_only),
		cmocka_unit_test(an_empty_value_is_the_same_as_none),
		cmocka_unit_test(random_edits_equal_those_of_an_array),
	};
	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
