/* SPDX-License-Identifier: MIT
 *
 * The hash against numbers that its authors publish: names of files are made of it, so it must not
 * change.
 */
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void known_texts_have_their_published_numbers(void **state)
{
	static const struct {
		const char *text;
		uint64_t hash;
	} rows[] = {
		{"", UINT64_C(0xcbf29ce484222325)},
		{"a", UINT64_C(0xaf63dc4c8601ec8c)},
		{"foobar", UINT64_C(0x85944171f73967e8)},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_true(hash_text(HASH_START, rows[i].text) == rows[i].hash);
	}
}

static void a_hash_goes_on_where_the_last_one_ended(void **state)
{
	(void)state;
	assert_true(hash_bytes(hash_text(HASH_START, "foo"), "bar", 3) ==
		    hash_text(HASH_START, "foobar"));
	assert_true(hash_bytes(HASH_START, "\xff", 1) != hash_bytes(HASH_START, "\x7f", 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_texts_have_their_published_numbers),
		cmocka_unit_test(a_hash_goes_on_where_the_last_one_ended),
	};
	return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
