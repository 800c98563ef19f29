/* SPDX-License-Identifier: MIT
 *
 * Events, countries, pages and sources, and the search over everything.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "directory_fixture.h"
#include "store/event.h"
#include "store/page.h"
#include "store/place.h"
#include "store/search.h"
#include "store/source.h"

static struct query parse(struct fixture *fixture, const char *typed)
{
	struct query query;
	query_parse(typed, fixture->arena, &query);
	return query;
}

static void see_events(struct fixture *fixture, const struct event_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct event_row *row = &rows->items[i];
		str_add_format(&fixture->seen, "%s %s, %s, %s\n", row->date, row->title,
			       fixture_word(row->place_code), fixture_word(row->role));
	}
}

static void see_event_list(struct fixture *fixture, const char *typed, int importance)
{
	struct query query = parse(fixture, typed);
	struct event_rows rows;
	struct err err = {0};
	fixture_assert_ok(
		event_list(fixture->store, &query, importance, fixture->arena, &rows, &err), &err);
	see_events(fixture, &rows);
}

static void events_come_oldest_first_up_to_an_importance(void **state)
{
	struct fixture *fixture = *state;
	see_event_list(fixture, "", 3);
	fixture_assert_seen(fixture, "2011 Test Network established, -, -\n"
				     "2016-10 Webinar on batteries, -, -\n"
				     "2023 Ministry created, -, -\n"
				     "2023-09-01 Third meeting, VN, -\n");
	see_event_list(fixture, "", 2);
	fixture_assert_seen(fixture, "2011 Test Network established, -, -\n"
				     "2023 Ministry created, -, -\n"
				     "2023-09-01 Third meeting, VN, -\n");
	see_event_list(fixture, "", 1);
	fixture_assert_seen(fixture, "2011 Test Network established, -, -\n");
}

static void events_are_found_by_what_they_are_tied_to(void **state)
{
	struct fixture *fixture = *state;
	see_event_list(fixture, "country:TW", 3); /* took part */
	fixture_assert_seen(fixture, "2023-09-01 Third meeting, VN, -\n");
	see_event_list(fixture, "country:VN kind:meeting", 3);
	fixture_assert_seen(fixture, "2023-09-01 Third meeting, VN, -\n");
	see_event_list(fixture, "moenv", 3);
	fixture_assert_seen(fixture, "2011 Test Network established, -, -\n"
				     "2023 Ministry created, -, -\n");
	see_event_list(fixture, "hanoi", 3);
	fixture_assert_seen(fixture, "2023-09-01 Third meeting, VN, -\n");
	see_event_list(fixture, "2016", 3);
	fixture_assert_seen(fixture, "2016-10 Webinar on batteries, -, -\n");
	see_event_list(fixture, "徐", 3);
	fixture_assert_seen(fixture, "2023-09-01 Third meeting, VN, -\n");
}

static void a_record_lists_its_events_once_with_its_part(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		enum record_kind kind;
		const char *uid;
		const char *seen;
	} rows[] = {
		{RECORD_ORGANISATION, MINISTRY,
		 "2011 Test Network established, -, subject\n2023 Ministry created, -, -\n"},
		{RECORD_PERSON, HSU, "2023-09-01 Third meeting, VN, speaker\n"},
		{RECORD_PLACE, TAIWAN, "2023-09-01 Third meeting, VN, participant\n"},
		{RECORD_PLACE, VIET_NAM, "2023-09-01 Third meeting, VN, host\n"},
		{RECORD_PLACE, CHILE, ""},
		{RECORD_PLACE, KOREA, "2024 Held in Korea, KR, -\n"},
	};
	fixture_add(fixture->store, RECORD_EVENT, NULL,
		    VALUES({"date", "2024"}, {"kind", "meeting"}, {"title", "Held in Korea"},
			   {"place", KOREA}));
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct event_rows events;
		struct err err = {0};
		fixture_assert_ok(event_of(fixture->store,
					   fixture_ref(fixture->store, rows[i].kind, rows[i].uid),
					   fixture->arena, &events, &err),
				  &err);
		see_events(fixture, &events);
		fixture_assert_seen(fixture, rows[i].seen);
	}
}

static void see_links(struct fixture *fixture, const char *uid)
{
	struct event_link_rows rows;
	struct err err = {0};
	fixture_assert_ok(event_links(fixture->store, fixture_id(fixture->store, RECORD_EVENT, uid),
				      fixture->arena, &rows, &err),
			  &err);
	for (size_t i = 0; i < rows.count; i++) {
		str_add_format(&fixture->seen, "%s %s, %s\n",
			       record_type(rows.items[i].target.kind)->name, rows.items[i].name,
			       fixture_word(rows.items[i].role));
	}
}

static void the_links_of_an_event_have_the_names_of_its_time(void **state)
{
	struct fixture *fixture = *state;
	see_links(fixture, FOUNDING);
	fixture_assert_seen(fixture, "organisation Chile E.P.A. of Tests, -\n"
				     "organisation Protection Administration, subject\n");
	see_links(fixture, RENAMING);
	fixture_assert_seen(fixture, "organisation Ministry of Environment, -\n");
	see_links(fixture, MEETING);
	fixture_assert_seen(fixture, "organisation Test Network, organiser\n"
				     "person Hsu, Ming-Hua 徐銘華, speaker\n"
				     "place Taiwan, participant\n"
				     "place Viet Nam, host\n");
}

static void see_places(struct fixture *fixture, const char *typed, bool all)
{
	struct query query = parse(fixture, typed);
	struct place_rows rows;
	struct err err = {0};
	fixture_assert_ok(place_list(fixture->store, &query, all, fixture->arena, &rows, &err),
			  &err);
	for (size_t i = 0; i < rows.count; i++) {
		const struct place_row *row = &rows.items[i];
		str_add_format(&fixture->seen, "%s %s %d %d %d %s-%s\n", row->code, row->name,
			       (int)row->event_count, (int)row->organisation_count,
			       (int)row->person_count, fixture_word(row->first_year),
			       fixture_word(row->last_year));
	}
}

static void countries_tell_what_they_took_part_in(void **state)
{
	struct fixture *fixture = *state;
	see_places(fixture, "", false);
	fixture_assert_seen(fixture, "CL Chile 0 1 1 ---\n"
				     "TW Taiwan 1 2 2 2023-2023\n"
				     "VN Viet Nam 1 0 1 2023-2023\n");
	see_places(fixture, "", true);
	fixture_assert_seen(fixture, "CL Chile 0 1 1 ---\n"
				     "NE Niger 0 0 0 ---\n"
				     "NG Nigeria 0 0 0 ---\n"
				     "KR Republic of Korea 0 0 0 ---\n"
				     "TW Taiwan 1 2 2 2023-2023\n"
				     "VN Viet Nam 1 0 1 2023-2023\n");
	see_places(fixture, "asia country:TW", true);
	fixture_assert_seen(fixture, "TW Taiwan 1 2 2 2023-2023\n");
	see_places(fixture, "country:korea", true);
	fixture_assert_seen(fixture, "KR Republic of Korea 0 0 0 ---\n");
}

static void pages_come_in_reading_order(void **state)
{
	struct fixture *fixture = *state;
	struct page_rows rows;
	struct err err = {0};
	fixture_assert_ok(page_list(fixture->store, fixture->arena, &rows, &err), &err);
	assert_int_equal(rows.count, 2);
	assert_string_equal(rows.items[0].title, "Our mission");
	assert_string_equal(rows.items[0].body, "To test.\n\nAnd to test again.");
	assert_int_equal(rows.items[0].organisation_id, 0);
	assert_int_equal(rows.items[1].organisation_id,
			 fixture_id(fixture->store, RECORD_ORGANISATION, MINISTRY));
}

static void a_page_names_the_source_relied_on_first(void **state)
{
	struct fixture *fixture = *state;
	struct page_rows rows;
	struct err err = {0};
	fixture_tamper(fixture->store,
		       "INSERT INTO citation (uid, source_id, page_id, field, rank) "
		       "SELECT printf('d0000000-0000-4000-8000-00000000000%d', source.rank), "
		       "source.id, page.id, source.field, source.rank FROM page, "
		       "(SELECT id, 3 AS rank, NULL AS field FROM source WHERE uid = '" LETTER "' "
		       "UNION ALL SELECT id, 2, NULL FROM source WHERE uid = '" REPORT "' "
		       "UNION ALL SELECT id, 1, 'title' FROM source WHERE uid = '" LETTER "') "
		       "AS source WHERE page.uid = '" MISSION "'");

	fixture_assert_ok(page_list(fixture->store, fixture->arena, &rows, &err), &err);

	assert_int_equal(rows.items[0].source_id,
			 fixture_id(fixture->store, RECORD_SOURCE, REPORT));
	assert_string_equal(rows.items[0].source,
			    record_label(fixture->store,
					 fixture_ref(fixture->store, RECORD_SOURCE, REPORT),
					 fixture->arena));
	assert_int_equal(rows.items[1].source_id, 0);
	assert_null(rows.items[1].source);
}

static void sources_of_the_whole_record_come_first(void **state)
{
	struct fixture *fixture = *state;
	struct citation_rows rows;
	struct err err = {0};
	fixture_assert_ok(
		source_citations(fixture->store,
				 fixture_ref(fixture->store, RECORD_ORGANISATION, MINISTRY),
				 fixture->arena, &rows, &err),
		&err);
	for (size_t i = 0; i < rows.count; i++) {
		str_add_format(&fixture->seen, "%s, %s, %s\n", rows.items[i].title,
			       fixture_word(rows.items[i].field),
			       fixture_word(rows.items[i].claim));
	}
	fixture_assert_seen(fixture, "Annual report, -, -\nA letter, -, -\n"
				     "A letter, established, It says 1988.\n");
	fixture_assert_ok(source_citations(fixture->store,
					   fixture_ref(fixture->store, RECORD_SOURCE, LETTER),
					   fixture->arena, &rows, &err),
			  &err);
	assert_int_equal(rows.count, 0);
}

static void a_source_lists_each_record_once(void **state)
{
	struct fixture *fixture = *state;
	struct refs refs;
	struct err err = {0};
	fixture_assert_ok(source_records(fixture->store,
					 fixture_id(fixture->store, RECORD_SOURCE, LETTER),
					 fixture->arena, &refs, &err),
			  &err);
	for (size_t i = 0; i < refs.count; i++) {
		str_add_format(&fixture->seen, "%s\n",
			       record_label(fixture->store, refs.items[i], fixture->arena));
	}
	fixture_assert_seen(fixture, "Ministry of Environment\nThird meeting\n");
}

static void see_search(struct fixture *fixture, const char *typed, size_t limit)
{
	struct query query = parse(fixture, typed);
	struct search_rows rows;
	struct err err = {0};
	fixture_assert_ok(search_all(fixture->store, &query, limit, fixture->arena, &rows, &err),
			  &err);
	for (size_t i = 0; i < rows.count; i++) {
		str_add_format(&fixture->seen, "%s %s: %s\n",
			       record_type(rows.items[i].ref.kind)->name, rows.items[i].label,
			       rows.items[i].detail);
	}
}

static void a_search_goes_over_every_kind_in_its_order(void **state)
{
	struct fixture *fixture = *state;
	setenv("SOURCE_DATE_EPOCH", "1709294400", 1); /* 2024-03-01 */
	see_search(fixture, "taiwan", 100);
	fixture_assert_seen(
		fixture, "person Hsu, Ming-Hua 徐銘華: chair, TN Steering Committee, Taiwan\n"
			 "person Łukasz, Zoë: Directrice générale, TN Steering Committee, Taiwan\n"
			 "organisation Ministry of Environment: MOENV, ministry, Taiwan\n"
			 "organisation Climate Administration: administration, Taiwan\n"
			 "event Third meeting: 2023-09-01, Hanoi, Viet Nam\n"
			 "place Taiwan: TW\n");
	see_search(fixture, "taiwan", 3);
	fixture_assert_seen(
		fixture, "person Hsu, Ming-Hua 徐銘華: chair, TN Steering Committee, Taiwan\n"
			 "person Łukasz, Zoë: Directrice générale, TN Steering Committee, Taiwan\n"
			 "organisation Ministry of Environment: MOENV, ministry, Taiwan\n");
	see_search(fixture, "mission", 100);
	fixture_assert_seen(fixture, "page Our mission: \n");
	see_search(fixture, "nowhere", 100);
	fixture_assert_seen(fixture, "");
	see_search(fixture, "bureau", 100); /* in the bin, also for the office below it */
	fixture_assert_seen(fixture, "");
	unsetenv("SOURCE_DATE_EPOCH");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(events_come_oldest_first_up_to_an_importance),
		FIXTURE_TEST(events_are_found_by_what_they_are_tied_to),
		FIXTURE_TEST(a_record_lists_its_events_once_with_its_part),
		FIXTURE_TEST(the_links_of_an_event_have_the_names_of_its_time),
		FIXTURE_TEST(countries_tell_what_they_took_part_in),
		FIXTURE_TEST(pages_come_in_reading_order),
		FIXTURE_TEST(a_page_names_the_source_relied_on_first),
		FIXTURE_TEST(sources_of_the_whole_record_come_first),
		FIXTURE_TEST(a_source_lists_each_record_once),
		FIXTURE_TEST(a_search_goes_over_every_kind_in_its_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
