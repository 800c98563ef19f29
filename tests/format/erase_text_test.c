/* SPDX-License-Identifier: MIT
 *
 * The receipt of an erasure, line by line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/str.h"
#include "interchange/erase_text.h"

/* Eight hours before UTC, so that a moment in UTC falls on the day before. */
static int set_up(void **state)
{
	setenv("TZ", "XYZ8", 1);
	tzset();
	*state = arena_new();
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static void assert_told(struct arena *arena, const struct erase_receipt *receipt,
			const struct erase_telling *telling, const char *expected)
{
	struct str seen = STR_EMPTY;
	struct card card;
	erase_text_card(receipt, telling, arena, &card);
	for (size_t i = 0; i < card.count; i++) {
		const struct card_line *line = &card.items[i];
		str_add_format(&seen, "%s: %s\n", line->label ? line->label : "", line->text);
	}
	assert_string_equal(str_text(&seen), expected);
	str_clear(&seen);
}

static void a_receipt_counts_what_went_and_names_what_is_left(void **state)
{
	const char *places[] = {"person: Bo Example", "source: An example"};
	const char *backups[] = {"/home/a.db.1", "/home/a.db.2"};
	const struct erase_receipt receipt = {
		.uid = "a uid",
		.moment = "2026-11-23T04:05:06Z",
		.actor = "ana",
		.rows = 7,
		.changes = 12,
		.actions = 1,
		.is_searched = true,
		.strings = 5,
		.too_short = 1,
		.left = 2,
		.places = places,
		.place_count = 2,
		.backups = backups,
		.backup_count = 2,
	};
	assert_told(*state, &receipt, &(struct erase_telling){.unsaved = 1},
		    "Erased: a uid\n"
		    "When: 2026-11-22 20:05\n"
		    "By: ana\n"
		    "Records: 7\n"
		    "Changes: 12 of the history\n"
		    "Actions: 1 without its name or reason\n"
		    "Unsaved: 1 form or text\n"
		    "Searched for: 5 names, addresses and notes of the person\n"
		    "Not searched: 1 more, too short to be looked for\n"
		    "Found: 2 of them, since others bear them too:\n"
		    ": person: Bo Example\n"
		    ": source: An example\n"
		    "Copies: /home/a.db.1\n"
		    ": /home/a.db.2\n");
}

static void a_trial_counts_what_would_go(void **state)
{
	const struct erase_receipt receipt = {
		.uid = "a uid", .moment = "2026-11-23T04:05:06Z", .actor = "ana", .rows = 1};
	assert_told(*state, &receipt, &(struct erase_telling){.is_trial = true},
		    "Would be erased: a uid\n"
		    "When: 2026-11-22 20:05\n"
		    "By: ana\n"
		    "Records: 1\n"
		    "Changes: 0\n"
		    "Actions: 0\n");
}

static void what_could_not_be_done_is_said(void **state)
{
	const struct erase_receipt receipt = {.uid = "a uid",
					      .moment = "2026-11-23T04:05:06Z",
					      .actor = "ana",
					      .unfinished = "The disk is full."};
	assert_told(*state, &receipt, &(struct erase_telling){.unsaved = 2},
		    "Erased: a uid\n"
		    "When: 2026-11-22 20:05\n"
		    "By: ana\n"
		    "Records: 0\n"
		    "Changes: 0\n"
		    "Actions: 0\n"
		    "Unsaved: 2 forms and texts\n"
		    "Not done: The disk is full.\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_receipt_counts_what_went_and_names_what_is_left),
		cmocka_unit_test(a_trial_counts_what_would_go),
		cmocka_unit_test(what_could_not_be_done_is_said),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
