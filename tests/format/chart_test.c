/* SPDX-License-Identifier: MIT
 *
 * Charts of terms as pictures, held against the files in charts/.
 *
 * usage: chart_test FOLDER
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "interchange/chart.h"
#include "text/layout.h"

static const char *pictures;

static struct chart build(struct store *store, const char *name, int columns, bool ascii,
			  struct arena *arena)
{
	struct chart chart = {0};
	struct err err = {.kind = ERR_NONE};
	struct ref ref;
	if (!record_lookup(store, name, &ref, &err) ||
	    !chart_build(store, ref, FIXTURE_DAY, columns, ascii, arena, &chart, &err)) {
		fail_msg("%s", err.text);
	}
	return chart;
}

static char *draw(struct store *store, const char *name, int columns, bool ascii)
{
	struct arena *arena = arena_new();
	struct str out = STR_EMPTY;
	struct chart chart = build(store, name, columns, ascii, arena);
	for (size_t i = 0; i < chart.count; i++) {
		chart_add_line(&chart, &chart.items[i], &out);
		str_add_char(&out, '\n');
	}
	arena_free(arena);
	return str_take(&out);
}

static char *read_picture(const char *file)
{
	char path[4096];
	struct str text = STR_EMPTY;
	snprintf(path, sizeof path, "%s/%s", pictures, file);
	FILE *in = fopen(path, "rb");
	if (in == NULL) {
		fail_msg("%s: %s", path, strerror(errno));
	}
	char bytes[4096];
	size_t len;
	while ((len = fread(bytes, 1, sizeof bytes, in)) > 0) {
		str_add_bytes(&text, bytes, len);
	}
	fclose(in);
	return str_take(&text);
}

static void assert_chart(struct store *store, const char *name, int columns, const char *file)
{
	char *got = draw(store, name, columns, false);
	char *expected = read_picture(file);
	store_close(store);
	assert_string_equal(got, expected);
	free(got);
	free(expected);
}

#define BODY "00000000-0000-4000-8000-000000000001"
#define MINISTRY "00000000-0000-4000-8000-000000000002"

/* A directory of one board, with people whose terms are the texts between them. */
#define BOARD(people)                                                                              \
	"{\"format\": \"iemn-directory\", \"version\": 1, \"organisations\": ["                    \
	"{\"uid\": \"" BODY "\", \"kind\": \"committee\", \"name\": \"Board of Examples\"},"       \
	"{\"uid\": \"" MINISTRY "\", \"kind\": \"ministry\", \"name\": \"Ministry of Tests\"}],"   \
	"\"people\": [" people "]}"

#define PERSON(digit, name, terms)                                                                 \
	"{\"uid\": \"00000000-0000-4000-8000-1000000000" digit "\", \"name\": \"" name             \
	"\", \"memberships\": [" terms "]}"

#define TERM(digits, role, from, to)                                                               \
	"{\"uid\": \"00000000-0000-4000-8000-2000000000" digits "\", \"role\": \"" role            \
	"\", \"valid_from\": " from ", \"valid_to\": " to ", \"organisation\": \"" BODY "\"}"

#define FOCAL(digits, from, to)                                                                    \
	"{\"uid\": \"00000000-0000-4000-8000-2000000000" digits                                    \
	"\", \"role\": \"focal point\", \"behalf\": \"" MINISTRY "\", \"valid_from\": " from       \
	", \"valid_to\": " to ", \"organisation\": \"" BODY "\"}"

static const char board[] = BOARD(PERSON("01", "Ana Example", TERM("01", "chair", "\"2011\"", "\"2013\"") "," TERM("02", "member", "\"2015\"", "null")) "," PERSON(
	"02", "范例明",
	TERM("03", "chair", "\"2017\"", "\"2019-06\"") "," TERM(
		"04", "co-chair", "null",
		"\"2015-03-31\"")) "," PERSON("03", "مثال النموذجي",
					      TERM("05", "chair", "\"2019-07-01\"", "\"2021-12-31\"") "," FOCAL(
						      "06", "\"2012\"",
						      "\"2024\"")) "," PERSON("04",
									      "ตัวอย่าง "
									      "ทดสอบ",
									      TERM("07", "chair", "\"2022-02-01\"", "null") "," FOCAL(
										      "08",
										      "\"20"
										      "25-"
										      "03-"
										      "15"
										      "\"",
										      "nul"
										      "l")) "," PERSON("05",
												       "Nora Nowhere with a name that is far too long to stand in a chart",
												       TERM("09", "member", "\"2027\"", "\"2028\"") "," TERM(
													       "10",
													       "keeper of lists",
													       "null",
													       "null") "," TERM("11",
																"member",
																"\"2019\"",
																"\"2019\"")));

static void gaps_between_holders_of_a_post_are_named(void **state)
{
	(void)state;
	assert_chart(fixture_load(board), "Board of Examples", 80, "board-80.txt");
}

static void at_40_columns_the_bar_stands_below(void **state)
{
	(void)state;
	assert_chart(fixture_load(board), "Board of Examples", 40, "board-40.txt");
}

static void a_committee_of_many_has_a_row_for_each_term(void **state)
{
	(void)state;
	assert_chart(fixture_demo(), "IEMN Steering Committee", 100, "committee-100.txt");
}

static void a_body_without_terms_has_no_chart(void **state)
{
	(void)state;
	struct store *store = fixture_facts();
	char *got = draw(store, "IEMN Steering Committee", 80, false);
	assert_string_equal(got, "");
	free(got);
	store_close(store);
}

static void assert_fits(struct store *store, int columns, bool ascii)
{
	char *got = draw(store, "Board of Examples", columns, ascii);
	for (char *line = strtok(got, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		bool is_text = line[0] != ' ' || strstr(line, "no one") != NULL;
		if (!is_text && text_width(line) > columns) {
			fail_msg("at %d columns: %s", columns, line);
		}
	}
	free(got);
}

static void rows_fit_into_any_width(void **state)
{
	(void)state;
	struct store *store = fixture_load(board);
	for (int columns = 20; columns <= 300; columns++) {
		assert_fits(store, columns, columns % 2 == 0);
	}
	store_close(store);
}

static void bars_can_be_ascii(void **state)
{
	(void)state;
	struct store *store =
		fixture_load(BOARD(PERSON("01", "Ana Example",
					  TERM("01", "chair", "null", "\"2013\"") "," TERM(
						  "02", "chair", "\"2020\"", "null"))));
	char *got = draw(store, "Board of Examples", 60, true);
	assert_string_equal(got, "                                2015        2020       2025:\n"
				 "chair\n"
				 "  Ana Example  until 2013   <==                            :\n"
				 "  no one from 2014 to 2019    ..............               :\n"
				 "  Ana Example  since 2020                   ===============>\n");
	free(got);
	store_close(store);
}

static void years_far_apart_share_columns(void **state)
{
	(void)state;
	struct store *store =
		fixture_load(BOARD(PERSON("01", "Ana Example",
					  TERM("01", "member", "\"0001\"", "\"0002\"") "," TERM(
						  "02", "member", "\"9998-12-31\"", "\"9999\""))));
	char *got = draw(store, "Board of Examples", 80, true);
	assert_string_equal(
		got, "                                       2000      4000      6000      8000\n"
		     "member\n"
		     "  Ana Example  1 to 2        =         :\n"
		     "  Ana Example  9998 to 9999            :                                     "
		     "  =\n");
	free(got);
	store_close(store);
}

static void every_line_of_a_term_leads_to_it(void **state)
{
	(void)state;
	struct store *store = fixture_load(board);
	struct arena *arena = arena_new();
	struct chart chart = build(store, "Board of Examples", 80, false, arena);
	size_t terms = 0;
	for (size_t i = 0; i < chart.count; i++) {
		const struct chart_line *line = &chart.items[i];
		bool is_term = line->role == CHART_TERM;
		terms += is_term;
		assert_int_equal(line->ref.id != 0, is_term);
		assert_true(!is_term || line->ref.kind == RECORD_MEMBERSHIP);
		assert_true(!is_term || line->member.kind == RECORD_PERSON);
	}
	assert_int_equal(terms, 11);
	arena_free(arena);
	store_close(store);
}

static int stop_clock(void **state)
{
	(void)state;
	fixture_stop_clock();
	layout_set_locale();
	return 0;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gaps_between_holders_of_a_post_are_named),
		cmocka_unit_test(at_40_columns_the_bar_stands_below),
		cmocka_unit_test(a_committee_of_many_has_a_row_for_each_term),
		cmocka_unit_test(a_body_without_terms_has_no_chart),
		cmocka_unit_test(rows_fit_into_any_width),
		cmocka_unit_test(bars_can_be_ascii),
		cmocka_unit_test(years_far_apart_share_columns),
		cmocka_unit_test(every_line_of_a_term_leads_to_it),
	};
	if (argc != 2) {
		fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
		return 1;
	}
	pictures = argv[1];
	return cmocka_run_group_tests(tests, stop_clock, NULL);
}
