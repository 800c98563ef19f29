/* SPDX-License-Identifier: MIT
 *
 * A session as a member of staff has it, typed key by key on a terminal of the size given: a committee
 * is added, its chair is succeeded, an agency renamed, all of it undone and redone. What the file holds
 * is held against what it held before, table by table.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/dump.h"
#include "desk.h"

#define ESCAPE "\033"
#define SAVE "\023"
#define CLEAR_LINE "\025"
#define REDO "\022"

/* Rows of a form that Tab may pass before it must have come to the one that is looked for. */
#define TABS_MAX 40

static int rows;
static int columns;

/* A person with a seat. What is typed for country and role is only its beginning. */
struct seat {
	const char *name;
	const char *latin; /* "" where the name is written in Latin */
	const char *country;
	const char *email;
	const char *role;
	const char *from;
};

static const struct seat seats[] = {
	{"Zoë Müstermann", "", "germ", "zoe@example.org", "chai", "2021-05"},
	{"徐範例", "Hsu Fan-li", "tai", "hsu@example.org", "mem", "2022"},
	{"مثال نموذجي", "Mithal Namudhaji", "jor", "mithal@example.org", "alt", "2022-01-15"},
	{"ตัวอย่าง สมมุติ", "Tuayang Sommut", "thai", "tuayang@example.org", "obs", "2023"},
	{"Nguyễn Thí Dụ", "", "viet", "nguyen@example.org", "co-", "2021-05-02"},
};
enum { SEATS = sizeof seats / sizeof *seats };

/* Tests begin at the desk, with the file made. */
static int sit_down(void **state)
{
	static struct desk desk;
	desk_init(&desk);
	struct terminal *terminal = desk_start(&desk, NULL, rows, columns);
	assert_true(terminal_wait_for(terminal, "Mission"));
	terminal_type_text(terminal, "Q");
	desk_end(terminal, 0);
	*state = &desk;
	return 0;
}

static int stand_up(void **state)
{
	desk_clear(*state);
	return 0;
}

static struct terminal *start(struct desk *desk)
{
	struct terminal *terminal = desk_start(desk, NULL, rows, columns);
	assert_true(terminal_wait_for(terminal, "Mission"));
	return terminal;
}

/* Types, and waits for what must show then. */
static void type(struct terminal *terminal, const char *keys, const char *awaited)
{
	terminal_type_text(terminal, keys);
	assert_true(terminal_wait_for(terminal, awaited));
}

/* The row of a form that is marked, and its label without what stands beside it on a wide screen; -1
 * when none or more than one is. */
static int find_marked(struct terminal *terminal, struct str *label)
{
	struct str text = STR_EMPTY;
	int marked = -1;
	int count = 0;
	for (int i = 0; i < rows; i++) {
		str_reset(&text);
		terminal_row(terminal, i, &text);
		if (text.len > 1 && text.data[0] == '>') {
			const char *begin = str_text(&text) + 1 + strspn(str_text(&text) + 1, " ");
			const char *gap = strstr(begin, "  ");
			marked = i;
			count++;
			str_reset(label);
			str_add_bytes(label, begin, gap ? (size_t)(gap - begin) : strlen(begin));
		}
	}
	str_clear(&text);
	return count == 1 ? marked : -1;
}

/* The label of the marked row; false while the screen is being painted. The cursor comes last: into the
 * value, which stands beside the label or below it, or onto a row without a value. */
static bool marked_label(struct terminal *terminal, struct str *label)
{
	int row;
	int column;
	int marked = find_marked(terminal, label);
	const char *text = str_text(label);
	bool is_field = strncmp(text, "▸", 3) != 0 && strncmp(text, "▾", 3) != 0 && text[0] != '+';
	bool is_below = is_field && columns < 80;
	int least = !is_field ? 2 : is_below ? 4 : 26;
	terminal_cursor(terminal, &row, &column);
	return marked >= 0 && row == marked + (is_below ? 1 : 0) && column >= least &&
	       (is_field || column == least);
}

/* Whether another row than one with this label is marked. */
static bool is_elsewhere(struct terminal *terminal, void *context)
{
	struct str label = STR_EMPTY;
	bool is_other = marked_label(terminal, &label) && strcmp(str_text(&label), context) != 0;
	str_clear(&label);
	return is_other;
}

/* The label of the marked row, when the form has been painted; yours to free. */
static char *wait_for_label(struct terminal *terminal, const char *before)
{
	struct str label = STR_EMPTY;
	assert_true(terminal_wait_until(terminal, is_elsewhere, (void *)before));
	assert_true(marked_label(terminal, &label));
	return str_take(&label);
}

/* Presses a key that goes to another row of the form, or turns this one into another. */
static void press(struct terminal *terminal, const char *key)
{
	char *before = wait_for_label(terminal, "");
	terminal_type_text(terminal, key);
	free(wait_for_label(terminal, before));
	free(before);
}

/* Presses Tab until a row whose label begins with the words is marked. */
static void go_to(struct terminal *terminal, const char *words)
{
	for (int i = 0; i < TABS_MAX; i++) {
		char *label = wait_for_label(terminal, "");
		bool is_there = strncmp(label, words, strlen(words)) == 0;
		free(label);
		if (is_there) {
			return;
		}
		press(terminal, "\t");
	}
	fail_msg("no row of the form is called %s", words);
}

static void fill(struct terminal *terminal, const char *label, const char *text)
{
	go_to(terminal, label);
	terminal_type_text(terminal, text);
}

/* Opens the form of a new person with a seat in the body whose card is open, and fills all of it but
 * the date. */
static void begin_seat(struct terminal *terminal, const struct seat *seat)
{
	type(terminal, "a", "[p]erson with a seat here");
	type(terminal, "p", "New person");
	fill(terminal, "Name", seat->name);
	fill(terminal, "In Latin letters", seat->latin);
	fill(terminal, "Country", seat->country);
	go_to(terminal, "+ Add an address or number");
	press(terminal, "\r");
	fill(terminal, "Kind", "em");
	fill(terminal, "Address or number *", seat->email);
	fill(terminal, "Role", seat->role);
}

static void save(struct terminal *terminal, const struct seat *seat)
{
	type(terminal, SAVE, "Saved: ");
	assert_true(terminal_wait_for(terminal, seat->name));
}

static void open_committee(struct terminal *terminal)
{
	type(terminal, "3/steering\r", "1 row matches");
	type(terminal, "\r", "committee");
}

static void add_committee(struct terminal *terminal)
{
	open_committee(terminal);
	for (int i = 0; i < SEATS; i++) {
		begin_seat(terminal, &seats[i]);
		fill(terminal, "From", seats[i].from);
		save(terminal, &seats[i]);
	}
}

/* On the card of the committee: goes to the line of the chair. */
static void succeed_chair(struct terminal *terminal)
{
	type(terminal, "/müst\r", "Zoë Müstermann · chair");
	type(terminal, "X", "Who follows");
	type(terminal, "hsu\t\r", "Hsu Fan-li 徐範例 follows");
	assert_true(terminal_wait_for(terminal, "Formerly"));
}

static void rename_agency(struct terminal *terminal)
{
	type(terminal, "3\\", "IEMN Secretariat");
	type(terminal, "/MOENV\r", "8 rows match");
	type(terminal, ":rename Ministry of Examples\r", "Edit Ministry");
	type(terminal, SAVE, "The old name was borne until");
	type(terminal, CLEAR_LINE "2026-06-30\r", "Saved: Ministry of Examples");
}

static void edit_note(struct terminal *terminal)
{
	type(terminal, "4/nguy\r", "1 row matches");
	type(terminal, "e", "Edit ");
	fill(terminal, "Note", "Writes in Vietnamese.");
	type(terminal, SAVE, "Saved: Nguyễn");
}

struct either {
	const char *a;
	const char *b;
};

static bool shows_either(struct terminal *terminal, void *context)
{
	const struct either *either = context;
	return terminal_shows(terminal, either->a) || terminal_shows(terminal, either->b);
}

static bool shows_neither(struct terminal *terminal, void *context)
{
	return !shows_either(terminal, context);
}

/* Presses a key, which says that it was done, until it says that nothing is left; gives how often it
 * was done. */
static int press_until(struct terminal *terminal, const char *key, const char *done,
		       const char *nothing)
{
	struct either said = {done, nothing};
	for (int count = 0;; count++) {
		terminal_type_text(terminal, key);
		assert_true(terminal_wait_until(terminal, shows_either, &said));
		if (terminal_shows(terminal, nothing)) {
			return count;
		}
		/* What was said goes away with the next key. */
		terminal_type_text(terminal, "k");
		assert_true(terminal_wait_until(terminal, shows_neither, &said));
	}
}

/* Every table of the file but the journal; yours to free. */
static char *read_tables(struct desk *desk)
{
	struct store *store;
	struct err err = {0};
	if (!store_open(desk_file(desk), true, &store, &err)) {
		fail_msg("%s", err.text);
	}
	char *tables = dump_tables(store);
	store_close(store);
	return tables;
}

static void leave(struct terminal *terminal)
{
	terminal_type_text(terminal, "Q");
	desk_end(terminal, 0);
}

/* The file holds what it is to hold, and `iemn check` finds nothing. */
static void assert_file(struct desk *desk, const char *expected)
{
	char *found = read_tables(desk);
	dump_assert_same(found, expected);
	free(found);
	desk_end(desk_start(desk, "check", rows, columns), 0);
}

/* The tables hold what was typed, and what became of it. */
static void assert_session(const char *tables)
{
	static const char *const words[] = {
		"role=chair ",		"role=co-chair ",	  "role=observer ",
		"ended=replaced ",	"valid_from=2021-05 ",	  "name=Ministry of Examples ",
		"valid_to=2026-06-30 ", "valid_from=2026-11-23 ", "note=Writes in Vietnamese."};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!strstr(tables, words[i])) {
			fail_msg("nothing holds %s", words[i]);
		}
	}
	for (int i = 0; i < SEATS; i++) {
		assert_non_null(strstr(tables, seats[i].name));
		assert_non_null(strstr(tables, seats[i].latin));
		assert_non_null(strstr(tables, seats[i].email));
	}
}

static void a_session_is_undone_and_redone_to_the_letter(void **state)
{
	struct desk *desk = *state;
	char *before = read_tables(desk);

	struct terminal *terminal = start(desk);
	add_committee(terminal);
	succeed_chair(terminal);
	rename_agency(terminal);
	edit_note(terminal);
	leave(terminal);
	char *after = read_tables(desk);
	assert_session(after);
	assert_file(desk, after);

	terminal = start(desk);
	assert_int_equal(press_until(terminal, "u", "Took back", "Nothing was done"), SEATS + 3);
	leave(terminal);
	assert_file(desk, before);

	terminal = start(desk);
	assert_int_equal(press_until(terminal, REDO, "Brought back", "Nothing was undone"),
			 SEATS + 3);
	leave(terminal);
	assert_file(desk, after);

	free(before);
	free(after);
}

static void a_form_is_left_only_when_asked_and_saved_only_without_fault(void **state)
{
	struct terminal *terminal = start(*state);

	open_committee(terminal);
	begin_seat(terminal, &seats[0]);
	fill(terminal, "From", "2021-13");
	type(terminal, ESCAPE, "[k]eep editing");
	type(terminal, "k", "^S save");
	type(terminal, SAVE, "Not saved. From: The month must be");
	type(terminal, CLEAR_LINE "2021-05", "→ 2021-05");
	save(terminal, &seats[0]);
	type(terminal, "u", "Took back: Add Zoë Müstermann");
	type(terminal, "k", "? help");
	type(terminal, "u", "Nothing was done");
	leave(terminal);
}

static bool says_no_change(struct terminal *terminal, void *context)
{
	(void)context;
	return !terminal_shows(terminal, "1 change");
}

static void a_change_taken_back_by_hand_is_none(void **state)
{
	struct terminal *terminal = start(*state);

	open_committee(terminal);
	type(terminal, "e", "Edit IEMN Steering Committee");
	fill(terminal, "Short form", "x");
	assert_true(terminal_wait_for(terminal, "1 change"));
	terminal_type_text(terminal, "\177");
	assert_true(terminal_wait_until(terminal, says_no_change, NULL));
	type(terminal, ESCAPE, "? help");
	assert_true(terminal_shows(terminal, "committee"));
	type(terminal, "u", "Nothing was done");
	leave(terminal);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, sit_down, stand_up)

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_session_is_undone_and_redone_to_the_letter),
		TEST(a_form_is_left_only_when_asked_and_saved_only_without_fault),
		TEST(a_change_taken_back_by_hand_is_none),
	};
	if (argc != 3 || !getenv("IEMN_PROGRAM")) {
		fprintf(stderr, "usage: IEMN_PROGRAM=FILE session_test ROWS COLUMNS\n");
		return 2;
	}
	rows = atoi(argv[1]);
	columns = atoi(argv[2]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
