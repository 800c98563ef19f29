/* SPDX-License-Identifier: MIT
 *
 * The made-up directory, a row for each record.
 */
#include "directory_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/db.h"

#define VALUES_MAX 10

struct fixture_row {
	enum record_kind kind;
	const char *uid;
	const char *binned;
	struct fixture_value values[VALUES_MAX];
};

static const struct fixture_row rows[] = {
	{RECORD_SOURCE, REPORT, NULL, {{"title", "Annual report"}, {"kind", "primary"}}},
	{RECORD_SOURCE, LETTER, NULL, {{"title", "A letter"}, {"kind", "letter"}}},

	{RECORD_PLACE, TAIWAN, NULL, {{"code", "TW"}, {"name", "Taiwan"}, {"region", "Asia"}}},
	{RECORD_PLACE, VIET_NAM, NULL, {{"code", "VN"}, {"name", "Viet Nam"}, {"region", "Asia"}}},
	{RECORD_PLACE, CHILE, NULL, {{"code", "CL"}, {"name", "Chile"}}},
	{RECORD_PLACE, NIGER, NULL, {{"code", "NE"}, {"name", "Niger"}}},
	{RECORD_PLACE, NIGERIA, NULL, {{"code", "NG"}, {"name", "Nigeria"}}},
	{RECORD_PLACE, KOREA, NULL, {{"code", "KR"}, {"name", "Republic of Korea"}}},

	{RECORD_ORGANISATION,
	 NETWORK,
	 NULL,
	 {{"kind", "network"}, {"name", "Test Network"}, {"abbreviation", "TN"}, {"rank", "1"}}},
	{RECORD_ORGANISATION,
	 COMMITTEE,
	 NULL,
	 {{"kind", "committee"},
	  {"name", "TN Steering Committee"},
	  {"parent", NETWORK},
	  {"rank", "2"}}},
	{RECORD_ORGANISATION,
	 STAFF,
	 NULL,
	 {{"kind", "office"}, {"name", "TN Staff"}, {"parent", NETWORK}, {"rank", "1"}}},
	{RECORD_ORGANISATION,
	 MINISTRY,
	 NULL,
	 {{"kind", "ministry"},
	  {"name", "Ministry of Environment"},
	  {"abbreviation", "MOENV"},
	  {"place", TAIWAN}}},
	{RECORD_ORGANISATION,
	 CLIMATE,
	 NULL,
	 {{"kind", "administration"},
	  {"name", "Climate Administration"},
	  {"parent", MINISTRY},
	  {"place", TAIWAN}}},
	{RECORD_ORGANISATION,
	 AGENCY,
	 NULL,
	 {{"kind", "agency"},
	  {"name", "Chile E.P.A. of Tests"},
	  {"abbreviation", "EPA"},
	  {"place", CHILE}}},
	{RECORD_ORGANISATION,
	 BINNED_BUREAU,
	 "2020-01-01T00:00:00Z",
	 {{"kind", "office"}, {"name", "Old Bureau"}}},
	{RECORD_ORGANISATION, ORPHAN_OFFICE, NULL, {{"kind", "office"}, {"name", "Orphan Office"}}},

	{RECORD_ORGANISATION_NAME,
	 FORMER_NAME,
	 NULL,
	 {{"organisation", MINISTRY},
	  {"kind", "former"},
	  {"name", "Protection Administration"},
	  {"abbreviation", "EPA"},
	  {"valid_from", "1987-08-22"},
	  {"valid_to", "2023-08-21"}}},
	{RECORD_ORGANISATION_NAME,
	 NULL,
	 NULL,
	 {{"organisation", MINISTRY}, {"kind", "former"}, {"name", "Board of Sanitation"}}},
	{RECORD_ORGANISATION_NAME,
	 NULL,
	 NULL,
	 {{"organisation", MINISTRY},
	  {"kind", "translation"},
	  {"name", "環境部"},
	  {"language", "zh-Hant"}}},

	{RECORD_PERSON,
	 HSU,
	 NULL,
	 {{"name", "徐銘華"},
	  {"latin_name", "Hsu Ming-Hua"},
	  {"family_name", "Hsu"},
	  {"given_name", "Ming-Hua"},
	  {"place", TAIWAN}}},
	{RECORD_PERSON,
	 ORTIZ,
	 NULL,
	 {{"name", "Ana Ortiz"},
	  {"family_name", "Ortiz"},
	  {"given_name", "Ana"},
	  {"place", CHILE}}},
	{RECORD_PERSON, OTHER_ORTIZ, NULL, {{"name", "Ana Ortiz"}, {"place", VIET_NAM}}},
	{RECORD_PERSON, MONO, NULL, {{"name", "Mono"}}},
	{RECORD_PERSON,
	 LUKASZ,
	 NULL,
	 {{"name", "Zoë Łukasz"},
	  {"family_name", "Łukasz"},
	  {"given_name", "Zoë"},
	  {"place", TAIWAN},
	  {"note", "Speaks of e-waste."}}},
	{RECORD_PERSON, BINNED_PERSON, "2020-01-01T00:00:00Z", {{"name", "Binned Person"}}},

	{RECORD_CHANNEL,
	 NULL,
	 NULL,
	 {{"person", HSU}, {"kind", "phone"}, {"value", "+886 2 5550-0199"}}},
	{RECORD_CHANNEL,
	 NULL,
	 NULL,
	 {{"person", HSU}, {"kind", "email"}, {"value", "hsu@example.org"}, {"preferred", "1"}}},
	{RECORD_CHANNEL,
	 NULL,
	 NULL,
	 {{"organisation", AGENCY}, {"kind", "url"}, {"value", "https://epa.example.org/"}}},

	{RECORD_MEMBERSHIP,
	 UID("d1"),
	 NULL,
	 {{"person", HSU},
	  {"organisation", COMMITTEE},
	  {"role", "chair"},
	  {"behalf", MINISTRY},
	  {"valid_from", "2020"},
	  {"rank", "1"}}},
	{RECORD_MEMBERSHIP,
	 UID("d2"),
	 NULL,
	 {{"person", HSU},
	  {"organisation", STAFF},
	  {"role", "staff"},
	  {"valid_from", "2018-02"},
	  {"valid_to", "2019"}}},
	{RECORD_MEMBERSHIP,
	 UID("d3"),
	 NULL,
	 {{"person", ORTIZ},
	  {"organisation", COMMITTEE},
	  {"role", "alternate"},
	  {"behalf", AGENCY},
	  {"valid_from", "2021"},
	  {"valid_to", "2023"}}},
	{RECORD_MEMBERSHIP,
	 UID("d4"),
	 NULL,
	 {{"person", LUKASZ},
	  {"organisation", COMMITTEE},
	  {"role", "co-chair"},
	  {"title", "Directrice générale"},
	  {"valid_from", "2022-05-17"}}},
	{RECORD_MEMBERSHIP,
	 UID("d5"),
	 NULL,
	 {{"person", MONO}, {"organisation", STAFF}, {"role", "expert"}, {"valid_to", "2015-06"}}},
	{RECORD_MEMBERSHIP,
	 UID("d6"),
	 NULL,
	 {{"member", AGENCY},
	  {"organisation", NETWORK},
	  {"role", "founder"},
	  {"valid_from", "2011"}}},

	{RECORD_EVENT,
	 FOUNDING,
	 NULL,
	 {{"date", "2011"},
	  {"kind", "founding"},
	  {"title", "Test Network established"},
	  {"importance", "1"}}},
	{RECORD_EVENT,
	 RENAMING,
	 NULL,
	 {{"date", "2023"}, {"kind", "renaming"}, {"title", "Ministry created"}}},
	{RECORD_EVENT,
	 MEETING,
	 NULL,
	 {{"date", "2023-09-01"},
	  {"date_end", "2023-09-03"},
	  {"kind", "meeting"},
	  {"title", "Third meeting"},
	  {"city", "Hanoi"},
	  {"place", VIET_NAM}}},
	{RECORD_EVENT,
	 WEBINAR,
	 NULL,
	 {{"date", "2016-10"},
	  {"kind", "webinar"},
	  {"title", "Webinar on batteries"},
	  {"importance", "3"}}},

	{RECORD_EVENT_LINK,
	 NULL,
	 NULL,
	 {{"event", FOUNDING}, {"organisation", MINISTRY}, {"role", "subject"}}},
	{RECORD_EVENT_LINK, NULL, NULL, {{"event", FOUNDING}, {"organisation", AGENCY}}},
	{RECORD_EVENT_LINK, NULL, NULL, {{"event", RENAMING}, {"organisation", MINISTRY}}},
	{RECORD_EVENT_LINK,
	 NULL,
	 NULL,
	 {{"event", MEETING}, {"place", TAIWAN}, {"role", "participant"}}},
	{RECORD_EVENT_LINK,
	 NULL,
	 NULL,
	 {{"event", MEETING}, {"place", VIET_NAM}, {"role", "host"}}},
	{RECORD_EVENT_LINK, NULL, NULL, {{"event", MEETING}, {"person", HSU}, {"role", "speaker"}}},
	{RECORD_EVENT_LINK,
	 NULL,
	 NULL,
	 {{"event", MEETING}, {"organisation", NETWORK}, {"role", "organiser"}}},

	{RECORD_PAGE,
	 MINISTRY_PAGE,
	 NULL,
	 {{"rank", "2"},
	  {"title", "Ministry of Environment"},
	  {"body", "A page about it."},
	  {"organisation", MINISTRY}}},
	{RECORD_PAGE,
	 MISSION,
	 NULL,
	 {{"rank", "1"}, {"title", "Our mission"}, {"body", "To test.\n\nAnd to test again."}}},

	{RECORD_CITATION,
	 NULL,
	 NULL,
	 {{"source", LETTER},
	  {"organisation", MINISTRY},
	  {"field", "established"},
	  {"claim", "It says 1988."},
	  {"rank", "1"}}},
	{RECORD_CITATION,
	 NULL,
	 NULL,
	 {{"source", REPORT}, {"organisation", MINISTRY}, {"rank", "2"}}},
	{RECORD_CITATION,
	 NULL,
	 NULL,
	 {{"source", LETTER}, {"organisation", MINISTRY}, {"rank", "3"}}},
	{RECORD_CITATION, NULL, NULL, {{"source", LETTER}, {"event", MEETING}}},
};

static bool add(struct store *store, const struct fixture_row *row,
		const struct fixture_value *values, struct ref *ref, struct err *err)
{
	struct record record = {.ref = {row->kind, 0}, .uid = row->uid, .binned = row->binned};
	for (; values->field; values++) {
		int index = field_index(row->kind, values->field);
		if (index < 0) {
			return err_set_field(err, values->field, "There is no such field.");
		}
		record.values[index] = values->value;
	}
	if (!record_add(store, &record, err)) {
		return false;
	}
	*ref = record.ref;
	return true;
}

bool fixture_try(struct store *store, enum record_kind kind, const char *uid,
		 const struct fixture_value *values, struct ref *ref, struct err *err)
{
	struct fixture_row row = {.kind = kind, .uid = uid};
	return add(store, &row, values, ref, err);
}

struct ref fixture_add(struct store *store, enum record_kind kind, const char *uid,
		       const struct fixture_value *values)
{
	struct ref ref = {kind, 0};
	struct err err = {0};
	if (!store_begin(store, &err) || !fixture_try(store, kind, uid, values, &ref, &err) ||
	    !store_commit(store, &err)) {
		fail_msg("%s: %s", err.field, err.text);
	}
	return ref;
}

/* A file may hold what is refused today: an office whose parent is in the bin. */
static const char orphan_text[] =
	"UPDATE organisation SET parent_id = (SELECT id FROM organisation "
	"WHERE uid = '" BINNED_BUREAU "') WHERE uid = '" ORPHAN_OFFICE "'";

bool fixture_fill(struct store *store, void *context, struct err *err)
{
	(void)context;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct ref ref;
		if (!add(store, &rows[i], rows[i].values, &ref, err)) {
			return false;
		}
	}
	return db_execute(store, orphan_text, err);
}

static bool fill_nothing(struct store *store, void *context, struct err *err)
{
	(void)store;
	(void)context;
	(void)err;
	return true;
}

static struct store *open_filled(store_fill *filler)
{
	struct store *store = NULL;
	struct err err = {0};
	if (!store_open_memory(filler, NULL, &store, &err)) {
		fail_msg("%s: %s", err.field, err.text);
	}
	return store;
}

int fixture_set_up(void **state)
{
	static struct fixture fixture;
	fixture = (struct fixture){.store = open_filled(fixture_fill), .arena = arena_new()};
	*state = &fixture;
	return 0;
}

int fixture_tear_down(void **state)
{
	struct fixture *fixture = *state;
	store_close(fixture->store);
	arena_free(fixture->arena);
	str_clear(&fixture->seen);
	return 0;
}

struct store *fixture_open_empty(void)
{
	return open_filled(fill_nothing);
}

void fixture_assert_ok(bool ok, const struct err *err)
{
	if (!ok) {
		fail_msg("%s: %s", err->field, err->text);
	}
}

void fixture_assert_seen(struct fixture *fixture, const char *expected)
{
	assert_string_equal(str_text(&fixture->seen), expected);
	str_reset(&fixture->seen);
}

const char *fixture_word(const char *text)
{
	return text ? text : "-";
}

int64_t fixture_id(struct store *store, enum record_kind kind, const char *uid)
{
	return fixture_ref(store, kind, uid).id;
}

struct ref fixture_ref(struct store *store, enum record_kind kind, const char *uid)
{
	struct ref ref;
	struct err err = {0};
	if (!record_find_uid(store, kind, uid, &ref, &err) || ref.id == 0) {
		fail_msg("There is no %s.", uid);
	}
	return ref;
}

void fixture_tamper(struct store *store, const char *sql)
{
	struct err err = {0};
	if (!store_begin(store, &err) || !db_execute(store, sql, &err) ||
	    !store_commit(store, &err)) {
		fail_msg("%s", err.text);
	}
}
