/* SPDX-License-Identifier: MIT
 *
 * Cards as pictures: label, text, where a line leads and <what it tells of>, held against the files in
 * cards/.
 *
 * usage: card_test FOLDER
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
#include "interchange/card.h"
#include "interchange/directory.h"
#include "store/bin.h"

static const char *pictures;

static struct card build(struct store *store, struct ref ref, struct arena *arena)
{
	struct card card = {NULL, 0};
	struct err err = {.kind = ERR_NONE};
	if (!card_build(store, ref, FIXTURE_DAY, arena, &card, &err)) {
		fail_msg("%s", err.text);
	}
	return card;
}

static void draw_line(struct str *out, const struct card_line *line)
{
	static const char *const marks[] = {
		[CARD_TITLE] = "# ", [CARD_SUMMARY] = "", [CARD_FIELD] = "", [CARD_ITEM] = "",
		[CARD_PROSE] = "",   [CARD_NOTE] = "! ",  [CARD_GAP] = "",
	};
	bool has_gutter = line->role == CARD_FIELD || line->role == CARD_ITEM;
	if (has_gutter) {
		str_add_format(out, "%-16s", line->label != NULL ? line->label : "");
	}
	str_add_format(out, "%s%s", marks[line->role], line->text);
	if (line->link.id != 0) {
		str_add_format(out, " -> %s", record_type(line->link.kind)->name);
	}
	if (line->url != NULL) {
		str_add_format(out, " -> %s", line->url);
	}
	if (line->about.id != 0) {
		str_add_format(out, " <%s%s>", record_type(line->about.kind)->name,
			       line->is_past ? ", past" : "");
	}
	str_add_char(out, '\n');
}

static char *draw(struct store *store, const char *name)
{
	struct arena *arena = arena_new();
	struct str out = STR_EMPTY;
	struct err err = {.kind = ERR_NONE};
	struct ref ref;
	if (!record_lookup(store, name, &ref, &err)) {
		fail_msg("%s", err.text);
	}
	struct card card = build(store, ref, arena);
	for (size_t i = 0; i < card.count; i++) {
		draw_line(&out, &card.items[i]);
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

static void assert_card(struct store *store, const char *name, const char *file)
{
	char *got = draw(store, name);
	char *expected = read_picture(file);
	store_close(store);
	assert_string_equal(got, expected);
	free(got);
	free(expected);
}

static void a_ministry_tells_its_former_names_and_bodies(void **state)
{
	(void)state;
	assert_card(fixture_facts(), "MOENV", "ministry.txt");
}

static void a_meeting_names_organisations_as_they_were_called_then(void **state)
{
	(void)state;
	assert_card(fixture_facts(), "Ninth meeting, Bangkok", "meeting.txt");
}

static void a_country_tells_what_it_took_part_in(void **state)
{
	(void)state;
	assert_card(fixture_facts(), "TW", "country.txt");
}

static void a_country_lists_its_people(void **state)
{
	(void)state;
	struct store *store = fixture_demo();
	char *got = draw(store, "BR");
	assert_non_null(strstr(got, "Fictícia, Ana · Chair of the Steering Committee"));
	free(got);
	store_close(store);
}

static void a_person_shows_posts_of_today_before_former_ones(void **state)
{
	(void)state;
	assert_card(fixture_demo(), "Ana Fictícia", "person.txt");
}

static void an_empty_committee_says_why_no_one_is_listed(void **state)
{
	(void)state;
	assert_card(fixture_facts(), "IEMN Steering Committee", "committee.txt");
}

static void a_full_committee_lists_who_sits_in_it(void **state)
{
	(void)state;
	assert_card(fixture_demo(), "IEMN Steering Committee", "seats.txt");
}

static void a_source_lists_what_it_supports(void **state)
{
	(void)state;
	assert_card(fixture_facts(), "SERI named IEMN Secretariat", "source.txt");
}

static void a_page_is_its_paragraphs(void **state)
{
	(void)state;
	assert_card(fixture_facts(), "Our mission", "page.txt");
}

/* Names and texts that show what the bundled data has no example of. */
static void terms_to_come_and_single_days_read_well(void **state)
{
	(void)state;
	assert_card(
		fixture_load(
			"{\"format\": \"iemn-directory\", \"version\": 1,"
			"\"organisations\": [{\"uid\": \"00000000-0000-4000-8000-000000000001\","
			" \"kind\": \"committee\", \"name\": \"Board of Examples\"}],"
			"\"people\": [{\"uid\": \"00000000-0000-4000-8000-000000000002\","
			" \"name\": \"Nora Nowhere\", \"status\": \"former\","
			" \"languages\": \"en la zh-hant\","
			" \"channels\": ["
			"{\"uid\": \"00000000-0000-4000-8000-000000000003\","
			" \"kind\": \"phone\", \"value\": \"+999 1\"},"
			"{\"uid\": \"00000000-0000-4000-8000-000000000004\","
			" \"kind\": \"email\", \"value\": \"desk@example.org\","
			" \"label\": \"front desk\", \"functional\": true,"
			" \"preferred\": true, \"verified\": \"2026-09\"}],"
			" \"memberships\": ["
			"{\"uid\": \"00000000-0000-4000-8000-000000000005\","
			" \"role\": \"chair\", \"valid_from\": \"2027\", \"organisation\":"
			" \"00000000-0000-4000-8000-000000000001\"},"
			"{\"uid\": \"00000000-0000-4000-8000-000000000006\","
			" \"role\": \"staff\", \"title\": \"Keeper of lists\","
			" \"valid_to\": \"2020\", \"ended\": \"resigned\","
			" \"note\": \"Half time.\", \"organisation\":"
			" \"00000000-0000-4000-8000-000000000001\"},"
			"{\"uid\": \"00000000-0000-4000-8000-000000000007\","
			" \"role\": \"expert\", \"valid_from\": \"2019-05\","
			" \"valid_to\": \"2019-05\", \"organisation\":"
			" \"00000000-0000-4000-8000-000000000001\"}]}]}"),
		"Nora Nowhere", "terms.txt");
}

static void who_had_two_parts_in_an_event_is_listed_once(void **state)
{
	(void)state;
	struct store *store = fixture_load(
		"{\"format\": \"iemn-directory\", \"version\": 1,"
		"\"places\": [{\"uid\": \"00000000-0000-4000-8000-000000000001\","
		" \"code\": \"MY\", \"name\": \"Malaysia\"}],"
		"\"events\": [{\"uid\": \"00000000-0000-4000-8000-000000000002\","
		" \"kind\": \"meeting\", \"date\": \"2020\", \"title\": \"A meeting\", \"links\": ["
		"{\"uid\": \"00000000-0000-4000-8000-000000000003\", \"role\": \"host\","
		" \"place\": \"00000000-0000-4000-8000-000000000001\"},"
		"{\"uid\": \"00000000-0000-4000-8000-000000000004\", \"role\": \"speaker\","
		" \"place\": \"00000000-0000-4000-8000-000000000001\"}]}]}");
	char *event = draw(store, "A meeting");
	assert_string_equal(event, "# A meeting\n2020 · meeting\n\n"
				   "Countries       Malaysia · host, speaker -> place "
				   "<event_link>\n\n"
				   "Source          No source is noted.\n");
	free(event);
	store_close(store);
}

static void a_card_in_the_bin_says_since_when_and_by_whom(void **state)
{
	(void)state;
	struct store *store = fixture_demo();
	struct arena *arena = arena_new();
	struct err err = {.kind = ERR_NONE};
	struct intent intent = {.origin = "screen", .name = "To the bin", .actor = "Kim Tester"};
	struct ref ref;
	if (!record_lookup(store, "Ana Fictícia", &ref, &err) ||
	    !bin_move(store, &ref, 1, &intent, NULL, &err)) {
		fail_msg("%s", err.text);
	}
	struct card card = build(store, ref, arena);
	assert_int_equal(card.items[1].role, CARD_NOTE);
	assert_string_equal(card.items[1].text,
			    "In the bin since 2026-11-23, moved there by Kim Tester.");
	arena_free(arena);
	store_close(store);
}

static void a_card_in_the_bin_without_a_history_says_since_when(void **state)
{
	(void)state;
	struct store *store = fixture_facts();
	struct arena *arena = arena_new();
	struct err err = {.kind = ERR_NONE};
	struct record record = {.ref = {RECORD_PERSON, 0}, .binned = "2020-01-31T09:00:00Z"};
	record.values[field_index(RECORD_PERSON, "name")] = "Nora Nowhere";
	if (!store_begin(store, &err) || !record_add(store, &record, &err) ||
	    !store_commit(store, &err)) {
		fail_msg("%s", err.text);
	}
	struct card card = build(store, record.ref, arena);
	assert_string_equal(card.items[1].text, "In the bin since 2020-01-31.");
	arena_free(arena);
	store_close(store);
}

/* What every card of the bundle must have: a title, and a source. */
static void assert_sound(struct store *store, struct ref ref)
{
	struct arena *arena = arena_new();
	struct card card = build(store, ref, arena);
	size_t sources = 0;
	for (size_t i = 0; i < card.count; i++) {
		assert_non_null(card.items[i].text);
		sources += card.items[i].link.kind == RECORD_SOURCE && card.items[i].link.id != 0;
		assert_true(card.items[i].label == NULL || strlen(card.items[i].label) < 16);
	}
	assert_int_equal(card.items[0].role, CARD_TITLE);
	assert_true(card.items[0].text[0] != '\0');
	if (sources == 0) {
		fail_msg("no source on the card of %s", card.items[0].text);
	}
	arena_free(arena);
}

static void every_card_of_the_bundle_names_a_source(void **state)
{
	(void)state;
	static const enum record_kind kinds[] = {
		RECORD_ORGANISATION,
		RECORD_EVENT,
		RECORD_PAGE,
		RECORD_PLACE,
	};
	struct store *store = fixture_facts();
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		int64_t count = fixture_count(store, kinds[i]);
		assert_true(count > 0);
		for (int64_t id = 1; id <= count; id++) {
			assert_sound(store, (struct ref){kinds[i], id});
		}
	}
	store_close(store);
}

static void what_stands_inside_another_record_has_no_card(void **state)
{
	(void)state;
	struct store *store = fixture_facts();
	struct arena *arena = arena_new();
	struct err err = {.kind = ERR_NONE};
	struct card card;
	assert_false(card_build(store, (struct ref){RECORD_CITATION, 1}, FIXTURE_DAY, arena, &card,
				&err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
	arena_free(arena);
	store_close(store);
}

static int stop_clock(void **state)
{
	(void)state;
	fixture_stop_clock();
	return 0;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_ministry_tells_its_former_names_and_bodies),
		cmocka_unit_test(a_meeting_names_organisations_as_they_were_called_then),
		cmocka_unit_test(a_country_tells_what_it_took_part_in),
		cmocka_unit_test(a_country_lists_its_people),
		cmocka_unit_test(a_person_shows_posts_of_today_before_former_ones),
		cmocka_unit_test(an_empty_committee_says_why_no_one_is_listed),
		cmocka_unit_test(a_full_committee_lists_who_sits_in_it),
		cmocka_unit_test(a_source_lists_what_it_supports),
		cmocka_unit_test(a_page_is_its_paragraphs),
		cmocka_unit_test(terms_to_come_and_single_days_read_well),
		cmocka_unit_test(who_had_two_parts_in_an_event_is_listed_once),
		cmocka_unit_test(a_card_in_the_bin_says_since_when_and_by_whom),
		cmocka_unit_test(a_card_in_the_bin_without_a_history_says_since_when),
		cmocka_unit_test(every_card_of_the_bundle_names_a_source),
		cmocka_unit_test(what_stands_inside_another_record_has_no_card),
	};
	if (argc != 2) {
		fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
		return 1;
	}
	pictures = argv[1];
	return cmocka_run_group_tests(tests, stop_clock, NULL);
}
