/* SPDX-License-Identifier: MIT
 *
 * A list under a query holds just what a plain scan over the same made-up people finds: random
 * people, random queries, and the meaning of a query said a second time without SQL.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "directory_fixture.h"
#include "store/person.h"
#include "store/query.h"
#include "text/fold.h"

#define PEOPLE 300
#define QUERIES 600
#define TEXTS_MAX 24
#define TERMS_MAX 3

static const char *const vocabulary[] = {
	"Ana",	"Anna",	  "Łukasz", "lukas", "Ōta",   "O'Neill", "Li-Hua", "徐銘華",	"徐",
	"銘華", "Nguyễn", "Ан",	    "Анна",  "waste", "e-waste", "re",	   "recycling",
};
static const char *const bodies[] = {"Steering Committee", "Staff", "Committee of Staff"};
static const char *const body_uids[] = {UID("b1"), UID("b2"), UID("b3")};
static const char *const roles[] = {"chair", "co-chair", "member", "chair of staff"};
static const char *const codes[] = {"TW", "CL", "NE"};
static const char *const countries[] = {"Taiwan", "Chile", "Niger"};
static const char *const country_uids[] = {UID("a1"), UID("a2"), UID("a3")};
static const char *const dates[] = {"2018", "2019-06", "2020-02-29", "2021", "2021-12", "2022"};

struct plain_term {
	size_t body;
	const char *role;
	const char *from;
	const char *to;
};

/* A person as the plain scan knows one. */
struct plain_person {
	int64_t id;
	const char *texts[TEXTS_MAX];
	size_t text_count;
	size_t country; /* its place in countries, or 3 for none */
	struct plain_term terms[TERMS_MAX];
	size_t term_count;
};

static unsigned random_below(uint64_t *seed, unsigned limit)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % limit;
}

#define PICK(seed, from) from[random_below(seed, sizeof from / sizeof from[0])]

static void add_text(struct plain_person *person, const char *text)
{
	assert_true(person->text_count < TEXTS_MAX);
	person->texts[person->text_count++] = text;
}

/* False for a term that overlaps with another in the same post. */
static bool add_term(struct store *store, const char *uid, const struct plain_term *term)
{
	struct ref ref;
	struct err err = {0};
	assert_true(store_begin(store, &err));
	if (!fixture_try(store, RECORD_MEMBERSHIP, NULL,
			 VALUES({"person", uid}, {"organisation", body_uids[term->body]},
				{"role", term->role}, {"valid_from", term->from},
				{"valid_to", term->to}),
			 &ref, &err)) {
		assert_string_equal(err.field, "valid_from");
		store_rollback(store);
		return false;
	}
	fixture_assert_ok(store_commit(store, &err), &err);
	return true;
}

static void make_term(struct store *store, struct plain_person *person, const char *uid,
		      uint64_t *seed)
{
	struct plain_term *term = &person->terms[person->term_count++];
	*term = (struct plain_term){
		.body = random_below(seed, 3),
		.role = PICK(seed, roles),
		.from = random_below(seed, 3) ? PICK(seed, dates) : NULL,
		.to = random_below(seed, 2) ? PICK(seed, dates) : NULL,
	};
	if (term->from && term->to && strncmp(term->from, term->to, strlen(term->to)) > 0) {
		term->to = NULL;
	}
	if (!add_term(store, uid, term)) {
		person->term_count--;
		return;
	}
	add_text(person, term->role);
	add_text(person, bodies[term->body]);
}

static void make_person(struct fixture *fixture, struct plain_person *person, uint64_t *seed)
{
	char uid[UID_SIZE];
	uid_new(uid);
	*person = (struct plain_person){.country = random_below(seed, 4)};
	const char *name = arena_format(fixture->arena, "%s %s", PICK(seed, vocabulary),
					PICK(seed, vocabulary));
	const char *note = arena_format(fixture->arena, "%s, %s.", PICK(seed, vocabulary),
					PICK(seed, vocabulary));
	add_text(person, name);
	add_text(person, note);
	if (person->country < 3) {
		add_text(person, countries[person->country]);
		add_text(person, codes[person->country]);
	}
	person->id =
		fixture_add(fixture->store, RECORD_PERSON, uid,
			    VALUES({"name", name}, {"note", note},
				   {"place",
				    person->country < 3 ? country_uids[person->country] : NULL}))
			.id;
	for (unsigned i = random_below(seed, TERMS_MAX + 1); i > 0; i--) {
		make_term(fixture->store, person, uid, seed);
	}
}

static void make_directory(struct fixture *fixture, struct plain_person *people, uint64_t *seed)
{
	for (size_t i = 0; i < 3; i++) {
		fixture_add(fixture->store, RECORD_PLACE, country_uids[i],
			    VALUES({"code", codes[i]}, {"name", countries[i]}));
		fixture_add(fixture->store, RECORD_ORGANISATION, body_uids[i],
			    VALUES({"kind", "committee"}, {"name", bodies[i]}));
	}
	for (size_t i = 0; i < PEOPLE; i++) {
		make_person(fixture, &people[i], seed);
	}
}

static bool plain_has(const char *text, const char *words)
{
	struct str folded = STR_EMPTY;
	text_fold_words(&folded, text, strlen(text));
	bool has = strstr(str_text(&folded), words) != NULL;
	str_clear(&folded);
	return has;
}

static bool plain_begins(const char *text, const char *words)
{
	struct str folded = STR_EMPTY;
	text_fold_words(&folded, text, strlen(text));
	bool begins = strncmp(str_text(&folded), words, strlen(words)) == 0;
	str_clear(&folded);
	return begins;
}

static bool plain_holds(const struct plain_term *term, const char *date)
{
	size_t len = strlen(date);
	return (!term->from || strncmp(term->from, date, len) <= 0) &&
	       (!term->to || strncmp(term->to, date, strlen(term->to)) >= 0);
}

static bool plain_is_code(const struct query_term *term)
{
	for (size_t i = 0; i < 3; i++) {
		if (strcmp(codes[i], term->raw) == 0) {
			return true;
		}
	}
	return false;
}

static bool plain_matches_record(const struct plain_person *person, const struct query_term *term)
{
	if (term->field == QUERY_COUNTRY) {
		return person->country < 3 &&
		       (plain_is_code(term) ? strcmp(codes[person->country], term->raw) == 0
					    : plain_has(countries[person->country], term->text));
	}
	for (size_t i = 0; i < person->text_count; i++) {
		if (plain_has(person->texts[i], term->text)) {
			return true;
		}
	}
	return false;
}

static bool plain_matches_office(const struct plain_term *held, const struct query_term *term)
{
	return term->field == QUERY_BODY   ? plain_has(bodies[held->body], term->text)
	       : term->field == QUERY_ROLE ? plain_begins(held->role, term->text)
					   : plain_holds(held, term->text);
}

static bool is_office(const struct query_term *term)
{
	return term->field == QUERY_BODY || term->field == QUERY_ROLE || term->field == QUERY_AT;
}

/* Whether a term of office holds when the query, or else the day, asks. */
static bool plain_holds_then(const struct plain_term *held, const struct query *query,
			     const char *day)
{
	bool has_date = false;
	for (size_t i = 0; i < query->count; i++) {
		const struct query_term *term = &query->terms[i];
		if (term->field == QUERY_AT && !term->negated) {
			has_date = true;
			if (!plain_holds(held, term->text)) {
				return false;
			}
		}
	}
	return has_date || plain_holds(held, day);
}

/* Whether one term of office is all that the query asks without a minus. */
static bool plain_has_office(const struct plain_person *person, const struct query *query,
			     const char *day)
{
	bool is_asked = false;
	for (size_t i = 0; i < query->count; i++) {
		is_asked = is_asked || (is_office(&query->terms[i]) && !query->terms[i].negated);
	}
	for (size_t i = 0; is_asked && i < person->term_count; i++) {
		bool is_it = plain_holds_then(&person->terms[i], query, day);
		for (size_t j = 0; j < query->count; j++) {
			const struct query_term *term = &query->terms[j];
			is_it = is_it && (!is_office(term) || term->negated ||
					  plain_matches_office(&person->terms[i], term));
		}
		if (is_it) {
			return true;
		}
	}
	return !is_asked;
}

/* Whether the person has a term of office that a term with a minus rules out. */
static bool plain_is_ruled_out(const struct plain_person *person, const struct query *query,
			       const struct query_term *term, const char *day)
{
	for (size_t i = 0; i < person->term_count; i++) {
		const struct plain_term *held = &person->terms[i];
		if (plain_matches_office(held, term) &&
		    (term->field == QUERY_AT || plain_holds_then(held, query, day))) {
			return true;
		}
	}
	return false;
}

static bool plain_matches(const struct plain_person *person, const struct query *query,
			  const char *day)
{
	for (size_t i = 0; i < query->count; i++) {
		const struct query_term *term = &query->terms[i];
		if (is_office(term) && term->negated &&
		    plain_is_ruled_out(person, query, term, day)) {
			return false;
		}
		if (!is_office(term) && plain_matches_record(person, term) == term->negated) {
			return false;
		}
	}
	return plain_has_office(person, query, day);
}

/* Adds the beginning of a text, cut anywhere: also inside a character, as bad input. */
static void type_beginning(struct str *typed, const char *text, uint64_t *seed)
{
	str_add_bytes(typed, text, 1 + random_below(seed, (unsigned)strlen(text)));
}

/* Adds a random term as a person would type it. */
static void type_term(struct str *typed, uint64_t *seed)
{
	static const char *const office[] = {
		"body:staff", "body:\"committee\"",	 "body:committee", "role:chair",
		"role:co",    "role:\"chair of staff\"", "role:m"};
	static const char *const country[] = {"country:TW", "country:chi",	  "country:NE",
					      "country:n",  "country:\"taiwan\"", "country:zz"};
	str_add(typed, random_below(seed, 4) ? " " : " -");
	unsigned kind = random_below(seed, 10);
	if (kind < 4) {
		type_beginning(typed, PICK(seed, vocabulary), seed);
	} else if (kind < 5) {
		str_add_format(typed, "\"%s %s\"", PICK(seed, vocabulary), PICK(seed, vocabulary));
	} else if (kind < 6) {
		str_add_format(typed, "\"%s\"", PICK(seed, vocabulary));
	} else if (kind < 7) {
		str_add_format(typed, "at:%s", PICK(seed, dates));
	} else if (kind < 9) {
		str_add(typed, PICK(seed, office));
	} else {
		str_add(typed, PICK(seed, country));
	}
}

/* Adds a phrase that is still being typed: it can only stand last. */
static void type_open_phrase(struct str *typed, uint64_t *seed)
{
	static const char *const before[] = {" \"", " -\"", " body:\"steering ", " country:\""};
	str_add(typed, PICK(seed, before));
	if (random_below(seed, 2)) {
		str_add_format(typed, "%s ", PICK(seed, vocabulary));
	}
	type_beginning(typed, PICK(seed, vocabulary), seed);
}

static bool is_in(const struct person_rows *rows, int64_t id)
{
	for (size_t i = 0; i < rows->count; i++) {
		if (rows->items[i].id == id) {
			return true;
		}
	}
	return false;
}

/* Holds the list under a query against the plain scan; gives how many people are in it. */
static size_t compare_with_scan(struct fixture *fixture, const struct plain_person *people,
				const char *typed)
{
	struct arena *arena = arena_new();
	struct person_list list = {.day = FIXTURE_DAY};
	struct person_rows rows;
	struct err err = {0};
	query_parse(typed, arena, &list.query);
	if (!person_window(fixture->store, &list, 0, PEOPLE, arena, &rows, &err)) {
		fail_msg("%s: %s", typed, err.text);
	}
	for (size_t i = 0; i < PEOPLE; i++) {
		bool expected = plain_matches(&people[i], &list.query, list.day);
		if (is_in(&rows, people[i].id) != expected) {
			fail_msg("\"%s\": %s (%s) is %s", typed, people[i].texts[0],
				 people[i].texts[1], expected ? "missing" : "too many");
		}
	}
	size_t count;
	assert_true(person_count(fixture->store, &list, &count, &err));
	assert_int_equal(count, rows.count);
	arena_free(arena);
	return count;
}

static void a_list_holds_what_a_plain_scan_finds(void **state)
{
	(void)state;
	uint64_t seed = 20261123;
	print_message("seed %llu\n", (unsigned long long)seed);
	struct fixture fixture = {.store = fixture_open_empty(), .arena = arena_new()};
	struct plain_person *people = arena_new_array(fixture.arena, PEOPLE, sizeof *people);
	make_directory(&fixture, people, &seed);
	size_t hits = 0;
	for (int i = 0; i < QUERIES; i++) {
		struct str typed = STR_EMPTY;
		for (unsigned terms = 1 + random_below(&seed, 3); terms > 0; terms--) {
			type_term(&typed, &seed);
		}
		if (random_below(&seed, 4) == 0) {
			type_open_phrase(&typed, &seed);
		}
		size_t count = compare_with_scan(&fixture, people, str_text(&typed));
		hits += count > 0 && count < PEOPLE;
		str_clear(&typed);
	}
	/* The comparison means something only if many queries tell people apart. */
	assert_true(hits > QUERIES / 4);
	store_close(fixture.store);
	arena_free(fixture.arena);
}

/* Types an open quote and as much of a text as len says; the person that it is of must stay. */
static void assert_stays(struct fixture *fixture, const struct plain_person *person,
			 const char *text, size_t len)
{
	struct arena *arena = arena_new();
	struct person_list list = {.day = FIXTURE_DAY};
	struct person_rows rows;
	struct err err = {0};
	const char *typed = arena_format(arena, "\"%.*s", (int)len, text);
	query_parse(typed, arena, &list.query);
	assert_true(person_window(fixture->store, &list, 0, PEOPLE, arena, &rows, &err));
	if (!is_in(&rows, person->id)) {
		fail_msg("%s: %s is missing", typed, text);
	}
	arena_free(arena);
}

static void whom_a_phrase_means_stays_while_it_is_typed(void **state)
{
	(void)state;
	uint64_t seed = 20261124;
	struct fixture fixture = {.store = fixture_open_empty(), .arena = arena_new()};
	struct plain_person *people = arena_new_array(fixture.arena, PEOPLE, sizeof *people);
	make_directory(&fixture, people, &seed);
	for (size_t i = 0; i < PEOPLE; i += 10) {
		for (size_t j = 0; j < people[i].text_count; j++) {
			const char *text = people[i].texts[j];
			for (size_t len = 0; len <= strlen(text); len++) {
				assert_stays(&fixture, &people[i], text, len);
			}
		}
	}
	store_close(fixture.store);
	arena_free(fixture.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_holds_what_a_plain_scan_finds),
		cmocka_unit_test(whom_a_phrase_means_stays_while_it_is_typed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
