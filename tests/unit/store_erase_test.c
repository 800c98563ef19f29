/* SPDX-License-Identifier: MIT
 *
 * Erasing a person from a real file: nothing of them is left in its bytes, and nothing else is gone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sample.h"
#include "store/apart.h"
#include "store/db.h"
#include "store/inspect.h"
#include "store/journal.h"
#include "subject.h"

static void nothing_of_the_person_is_left_in_the_bytes(void **state)
{
	struct subject *subject = *state;
	assert_int_equal(subject_secrets(subject, false), subject_secret_count);
	subject_erase(subject);
	assert_int_equal(subject_secrets(subject, true), 0);
}

static void the_receipt_counts_what_was_done(void **state)
{
	struct subject *subject = *state;
	struct erase_receipt receipt = subject_erase(subject);
	assert_string_equal(receipt.uid, SUBJECT);
	assert_string_equal(receipt.actor, "tester");
	assert_int_equal(strlen(receipt.moment), 20);
	/* The person, two channels, a term, a link, two citations, a line of an import. */
	assert_int_equal(receipt.rows, 8);
	assert_int_equal(receipt.actions, 12);
	assert_true(receipt.changes > 30);
	assert_true(receipt.strings >= 14);
	assert_int_equal(receipt.left, 0);
	assert_int_equal(receipt.place_count, 0);
	assert_int_equal(receipt.backup_count, 0);
}

static void a_tombstone_without_a_name_stays(void **state)
{
	struct subject *subject = *state;
	struct err err = {0};
	bool is_erased = true;
	fixture_assert_ok(erase_is_erased(subject->store, SUBJECT, &is_erased, &err), &err);
	assert_false(is_erased);
	subject_erase(subject);
	fixture_assert_ok(erase_is_erased(subject->store, SUBJECT, &is_erased, &err), &err);
	assert_true(is_erased);
	assert_string_equal(
		sample_ask(&subject->folder, subject->path,
			   "SELECT group_concat(record || length(moment), ',') FROM tombstone"),
		"person20");
}

static void the_file_is_sound_afterwards(void **state)
{
	struct subject *subject = *state;
	struct findings findings;
	struct err err = {0};
	subject_erase(subject);
	fixture_assert_ok(inspect_file(subject->store, 9, subject->arena, &findings, &err), &err);
	if (findings.count > 0) {
		fail_msg("%s", findings.items[0].text);
	}
}

static void whom_the_person_was_told_apart_from_keeps_nothing_of_it(void **state)
{
	struct subject *subject = *state;
	struct intent intent = subject_intent("Tell them apart", REASON);
	struct findings findings;
	struct err err = {0};
	int64_t action;
	fixture_assert_ok(apart_tell(subject->store,
				     fixture_ref(subject->store, RECORD_PERSON, OTHER),
				     fixture_ref(subject->store, RECORD_PERSON, SUBJECT), &intent,
				     &action, &err),
			  &err);
	subject_undo(subject, action);
	subject_erase(subject);
	assert_string_equal(
		sample_ask(&subject->folder, subject->path,
			   "SELECT (SELECT count(*) FROM change WHERE field = 'not_duplicate') + "
			   "(SELECT count(*) FROM not_duplicate)"),
		"0");
	fixture_assert_ok(inspect_file(subject->store, 9, subject->arena, &findings, &err), &err);
	assert_int_equal(findings.count, 0);
	assert_int_equal(subject_secrets(subject, true), 0);
}

static void what_belongs_to_others_stays(void **state)
{
	struct subject *subject = *state;
	subject_erase(subject);
	assert_string_equal(
		sample_ask(&subject->folder, subject->path,
			   "SELECT (SELECT group_concat(name) FROM person) || ', ' || "
			   "(SELECT group_concat(value) FROM channel) || ', ' || "
			   "(SELECT title FROM event) || ', ' || (SELECT title FROM source)"),
		"Ana Ortiz, ana@example.org, Third meeting, Annual report");
	assert_string_equal(sample_ask(&subject->folder, subject->path,
				       "SELECT group_concat(DISTINCT name) FROM action"),
			    "Import the others,Erased,Erase a person");
	assert_string_equal(sample_ask(&subject->folder, subject->path,
				       "SELECT group_concat(reason) FROM action"),
			    "asked by letter");
}

static void another_name_erases_nothing(void **state)
{
	struct subject *subject = *state;
	static const char *const wrong[] = {"", "  ", "Ana Ortiz", "Zébulon", "yes"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct erase_receipt receipt;
		struct err err = {0};
		assert_false(subject_try_to_erase(subject, wrong[i], false, &receipt, &err));
		assert_int_equal(err.kind, ERR_INVALID);
		assert_string_equal(err.field, "name");
		assert_string_equal(err.text, "That is not the name of this person, “" ARABIC
					      "” or “Tsuruta Kirikova”. Nothing was erased.");
	}
	assert_int_equal(subject_secrets(subject, false), subject_secret_count);
}

static void the_name_as_lists_show_it_will_do(void **state)
{
	struct subject *subject = *state;
	struct erase_receipt receipt;
	struct err err = {0};
	/* The e with an accent in two characters, and blanks around. */
	fixture_assert_ok(subject_try_to_erase(subject,
					       "  Quixworth, Ze\xcc\x81"
					       "bulon " ARABIC "\n",
					       false, &receipt, &err),
			  &err);
}

static void any_name_that_the_card_shows_will_do(void **state)
{
	struct subject *subject = *state;
	static const char *const names[] = {
		ARABIC,
		LATIN,
		"Tsuruta Kirikova",
		"Ze\u0301bulon Quixworth",
		"Quixworth Zébulon",
		"Quixworth, Zébulon",
		"Ｚébulon　Ｑuixworth",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct erase_receipt receipt;
		struct err err = {0};
		fixture_assert_ok(subject_try_to_erase(subject, names[i], true, &receipt, &err),
				  &err);
	}
}

static void a_trial_counts_and_erases_nothing(void **state)
{
	struct subject *subject = *state;
	struct erase_receipt receipt;
	struct err err = {0};
	fixture_assert_ok(subject_try_to_erase(subject, ARABIC, true, &receipt, &err), &err);
	assert_int_equal(receipt.rows, 8);
	assert_int_equal(receipt.left, 0);
	assert_int_equal(subject_secrets(subject, false), subject_secret_count);
}

static void a_person_in_the_bin_is_erased_too(void **state)
{
	struct subject *subject = *state;
	subject_edit(subject, "binned", "2024-01-01T00:00:00Z");
	subject_erase(subject);
	assert_int_equal(subject_secrets(subject, true), 0);
}

static void a_term_that_went_over_stays_without_its_past(void **state)
{
	struct subject *subject = *state;
	subject_begin(subject, "Correct a term", NULL);
	subject_set(subject, RECORD_MEMBERSHIP, TERM, "title", NULL);
	subject_set(subject, RECORD_MEMBERSHIP, TERM, "note", NULL);
	subject_set(subject, RECORD_MEMBERSHIP, TERM, "person", OTHER);
	subject_end(subject);
	subject_begin(subject, "Note on a term", NULL);
	subject_set(subject, RECORD_MEMBERSHIP, TERM, "note", "Ana's now");
	subject_end(subject);
	fixture_tamper(subject->store, "DELETE FROM citation WHERE membership_id IS NOT NULL");
	subject_erase(subject);
	assert_int_equal(subject_secrets(subject, true), 0);
	assert_string_equal(sample_ask(&subject->folder, subject->path,
				       "SELECT group_concat(field || '=' || new) FROM change "
				       "WHERE record_uid = '" TERM "'"),
			    "note=Ana's now");
	assert_string_equal(sample_ask(&subject->folder, subject->path,
				       "SELECT person.name FROM membership "
				       "JOIN person ON person.id = person_id"),
			    "Ana Ortiz");
}

static void what_another_record_holds_too_is_told(void **state)
{
	struct subject *subject = *state;
	subject_begin(subject, "Add a page", NULL);
	subject_add(subject, RECORD_PAGE, NULL,
		    VALUES({"rank", "1"}, {"title", "Thanks"}, {"body", "We thank " LATIN "."}));
	subject_end(subject);
	struct erase_receipt receipt = subject_erase(subject);
	/* The name, the family name and the given name. */
	assert_int_equal(receipt.left, 3);
	assert_int_equal(receipt.place_count, 3);
	for (size_t i = 0; i < receipt.place_count; i++) {
		assert_string_equal(receipt.places[i], "page: Thanks");
	}
}

static void a_title_that_others_bear_too_is_not_searched_for(void **state)
{
	struct subject *subject = *state;
	subject_begin(subject, "Add a term", NULL);
	subject_add(subject, RECORD_MEMBERSHIP, NULL,
		    VALUES({"person", OTHER}, {"organisation", COMMITTEE}, {"role", "member"},
			   {"title", "Keeper of the Æolian harp"}));
	subject_end(subject);
	struct erase_receipt receipt = subject_erase(subject);
	assert_true(receipt.is_searched);
	assert_int_equal(receipt.left, 0);
}

static int deny_attaching(void *context, int code, const char *first, const char *second,
			  const char *third, const char *fourth)
{
	(void)context, (void)first, (void)second, (void)third, (void)fourth;
	return code == SQLITE_ATTACH ? SQLITE_DENY : SQLITE_OK;
}

/* SQLite attaches an empty file to write a file anew. */
static void a_file_that_cannot_be_written_anew_gives_a_receipt_that_says_so(void **state)
{
	struct subject *subject = *state;
	sqlite3_set_authorizer(store_db(subject->store), deny_attaching, NULL);

	struct erase_receipt receipt = subject_erase(subject);

	sqlite3_set_authorizer(store_db(subject->store), NULL, NULL);
	assert_string_equal(receipt.uid, SUBJECT);
	assert_int_equal(receipt.rows, 8);
	assert_false(receipt.is_searched);
	assert_non_null(receipt.unfinished);
	assert_non_null(strstr(receipt.unfinished, "could not be written anew"));
	assert_int_not_equal(receipt.fault, ERR_NONE);
	assert_true(erase_is_unfinished(subject->store));
	assert_string_equal(sample_ask(&subject->folder, subject->path,
				       "SELECT group_concat(name) FROM person"),
			    "Ana Ortiz");
}

/* In the file of another program names may stand otherwise than in ours. */
static void another_spelling_that_is_left_is_told(void **state)
{
	static const char *const ways[] = {"ZEBU.Quix@Example.ORG", "Ze\u0301bulon Quixworth",
					   "QUIXWORTH"};
	struct subject *subject = *state;
	subject_begin(subject, "Add three", NULL);
	for (size_t i = 0; i < 3; i++) {
		subject_add(subject, RECORD_SOURCE, NULL,
			    VALUES({"title", "One"}, {"url", "https://example.org/"}));
	}
	subject_end(subject);
	for (size_t i = 0; i < 3; i++) {
		fixture_tamper(subject->store,
			       arena_format(subject->arena,
					    "UPDATE source SET note = '%s' WHERE id = "
					    "(SELECT id FROM source WHERE title = 'One' "
					    "ORDER BY id LIMIT 1 OFFSET %zu)",
					    ways[i], i));
	}
	struct erase_receipt receipt = subject_erase(subject);
	/* The address; the name and the given name; the family name. */
	assert_int_equal(receipt.left, 4);
	assert_string_equal(receipt.places[0], "source: One");
}

static void a_folded_form_that_is_left_is_told(void **state)
{
	struct subject *subject = *state;
	fixture_tamper(subject->store,
		       "UPDATE search_text SET words = words || ' zebulon quixworth ' "
		       "WHERE record = 'source'");
	struct erase_receipt receipt = subject_erase(subject);
	assert_int_equal(receipt.left, 3);
	assert_string_equal(receipt.places[0], "source: Annual report");
}

static void the_past_of_a_row_that_another_program_took_away_goes_too(void **state)
{
	struct subject *subject = *state;
	subject_begin(subject, "Edit a channel", NULL);
	subject_set(subject, RECORD_CHANNEL, UID("ca"), "label", "Discarded by hand");
	subject_end(subject);
	fixture_tamper(subject->store, "DELETE FROM channel WHERE uid = '" UID("ca") "'");
	subject_erase(subject);
	assert_int_equal(subject_secrets(subject, true), 0);
}

static void actions_on_others_that_name_the_person_are_blanked(void **state)
{
	struct subject *subject = *state;
	subject_begin(subject, "Edit Ana Ortiz", "so says ZEBULON  QUIXWORTH, her friend");
	subject_set(subject, RECORD_PERSON, OTHER, "note", "A friend");
	subject_end(subject);
	struct erase_receipt receipt = subject_erase(subject);
	assert_int_equal(receipt.actions, 13);
	assert_int_equal(subject_secrets(subject, true), 0);
	assert_string_equal(sample_ask(&subject->folder, subject->path,
				       "SELECT new FROM change WHERE record_uid = '" OTHER
				       "' AND field = 'note'"),
			    "A friend");
}

static void reasons_that_hold_an_address_of_the_person_are_blanked(void **state)
{
	struct subject *subject = *state;
	struct erase_receipt receipt;
	struct err err = {0};
	struct intent intent = subject_intent(NULL, "asked by +999 5551 2323");
	subject_begin(subject, "Edit Ana Ortiz", "so says Zebu.Quix@example.org");
	subject_set(subject, RECORD_PERSON, OTHER, "note", "A friend");
	subject_end(subject);
	subject_begin(subject, "Edit Ana Ortiz", "gone@zebu.example.org said it before");
	subject_set(subject, RECORD_PERSON, OTHER, "note", "No friend");
	subject_end(subject);
	fixture_assert_ok(erase_person(subject->store,
				       fixture_ref(subject->store, RECORD_PERSON, SUBJECT), ARABIC,
				       &intent, subject->arena, &receipt, &err),
			  &err);
	assert_int_equal(subject_secrets(subject, true), 0);
	assert_int_equal(receipt.left, 0);
	assert_null(sample_ask(&subject->folder, subject->path,
			       "SELECT group_concat(reason) FROM action"));
}

static void reasons_that_hold_a_number_of_the_person_otherwise_written_are_blanked(void **state)
{
	struct subject *subject = *state;
	static const char *const reasons[] = {
		"who called from 5551-2323", "+999-5551-2323 does not answer",
		"rang (05) 55 12 323",	     "of 0099955512323, asked",
		"Kept: 5551 2324",
	};
	struct erase_receipt receipt;
	struct err err = {0};
	struct intent intent = subject_intent(NULL, "asked from 0 5551-23-23");
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
		subject_begin(subject, "Edit Ana Ortiz", reasons[i]);
		subject_set(subject, RECORD_PERSON, OTHER, "note",
			    i % 2 == 0 ? "A friend" : "No friend");
		subject_end(subject);
	}
	fixture_assert_ok(erase_person(subject->store,
				       fixture_ref(subject->store, RECORD_PERSON, SUBJECT), ARABIC,
				       &intent, subject->arena, &receipt, &err),
			  &err);
	assert_string_equal(sample_ask(&subject->folder, subject->path,
				       "SELECT group_concat(reason) FROM action"),
			    "Kept: 5551 2324");
}

/* Whole words are looked for in the history, however short; bytes of the file are not. */
static void a_short_name_goes_from_the_reasons_of_others(void **state)
{
	struct subject *subject = *state;
	struct erase_receipt receipt;
	struct err err = {0};
	struct intent intent = subject_intent(NULL, NULL);
	subject_begin(subject, "Add a person", NULL);
	subject_add(subject, RECORD_PERSON, UID("c9"),
		    VALUES({"name", "王"}, {"latin_name", "Bo"}));
	subject_end(subject);
	subject_begin(subject, "Edit Ana Ortiz", "for BO, who asked");
	subject_set(subject, RECORD_PERSON, OTHER, "note", "A friend");
	subject_end(subject);
	subject_begin(subject, "Edit Ana Ortiz", "王: asked");
	subject_set(subject, RECORD_PERSON, OTHER, "note", "No friend");
	subject_end(subject);
	subject_begin(subject, "Edit Ana Ortiz", "both asked");
	subject_set(subject, RECORD_PERSON, OTHER, "note", "A friend again");
	subject_end(subject);
	fixture_assert_ok(erase_person(subject->store,
				       fixture_ref(subject->store, RECORD_PERSON, UID("c9")), "Bo",
				       &intent, subject->arena, &receipt, &err),
			  &err);
	assert_string_equal(sample_ask(&subject->folder, subject->path,
				       "SELECT group_concat(reason, '; ') FROM action "
				       "WHERE reason LIKE '%asked%'"),
			    "both asked");
	assert_true(receipt.is_searched);
	assert_int_equal(receipt.strings, 0);
	assert_int_equal(receipt.too_short, 2);
}

static void the_rest_of_an_older_action_can_still_be_undone(void **state)
{
	struct subject *subject = *state;
	struct action_row row;
	struct err err = {0};
	subject_begin(subject, "Set the status of two", "both left");
	subject_set(subject, RECORD_PERSON, SUBJECT, "status", "former");
	subject_set(subject, RECORD_PERSON, OTHER, "status", "former");
	int64_t both = subject_end(subject);
	subject_erase(subject);
	fixture_assert_ok(journal_next_undo(subject->store, subject->arena, &row, &err), &err);
	assert_int_equal(row.id, both);
	assert_string_equal(row.name, "Set the status of two");
	assert_null(row.reason);
	subject_undo(subject, both);
	assert_string_equal(sample_ask(&subject->folder, subject->path,
				       "SELECT group_concat(status) FROM person"),
			    "active");
}

static void an_action_of_which_all_was_erased_cannot_be_undone(void **state)
{
	struct subject *subject = *state;
	struct action_rows blockers;
	struct err err = {0};
	struct intent intent = subject_intent(NULL, NULL);
	int64_t id = subject_edit(subject, "note", "short");
	subject_erase(subject);
	assert_false(journal_undo(subject->store, id, &intent, subject->arena, &blockers, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void an_action_on_several_keeps_no_word_of_the_person(void **state)
{
	struct subject *subject = *state;
	subject_begin(subject, "Ana and the VEXILLOGRAPHER leave", NULL);
	subject_set(subject, RECORD_PERSON, SUBJECT, "status", "former");
	subject_set(subject, RECORD_PERSON, OTHER, "status", "former");
	int64_t both = subject_end(subject);
	subject_erase(subject);
	struct action_row row;
	struct err err = {0};
	fixture_assert_ok(journal_action(subject->store, both, subject->arena, &row, &err), &err);
	assert_string_equal(row.name, "Erased");
}

static void copies_from_before_are_named(void **state)
{
	struct subject *subject = *state;
	struct str bytes = subject_bytes(subject);
	const char *copies[] = {
		folder_write(&subject->folder, "directory.db.before-v1", bytes.data, bytes.len),
		folder_write(&subject->folder, "january.db", bytes.data, bytes.len),
	};
	folder_write(&subject->folder, "notes.txt", SUBJECT, strlen(SUBJECT));
	str_clear(&bytes);
	struct erase_receipt receipt = subject_erase(subject);
	assert_int_equal(receipt.backup_count, 2);
	for (size_t i = 0; i < 2; i++) {
		bool is_first = strcmp(receipt.backups[0], copies[i]) == 0;
		assert_string_equal(receipt.backups[is_first ? 0 : 1], copies[i]);
	}
}

static void a_copy_without_the_person_is_not_named(void **state)
{
	struct subject *subject = *state;
	struct str bytes = subject_bytes(subject);
	for (size_t at = 0; at + strlen(SUBJECT) <= bytes.len; at++) {
		if (memcmp(bytes.data + at, SUBJECT, strlen(SUBJECT)) == 0) {
			memcpy(bytes.data + at, OTHER, strlen(OTHER));
		}
	}
	folder_write(&subject->folder, "directory.db.before-v1", bytes.data, bytes.len);
	str_clear(&bytes);
	struct erase_receipt receipt = subject_erase(subject);
	assert_int_equal(receipt.backup_count, 0);
}

static void an_erasure_that_was_stopped_is_ended(void **state)
{
	struct subject *subject = *state;
	struct err err = {0};
	struct findings findings;
	fixture_assert_ok(store_begin(subject->store, &err) &&
				  store_set_meta(subject->store, "erasing", "now", &err) &&
				  store_commit(subject->store, &err),
			  &err);
	fixture_assert_ok(inspect_file(subject->store, 9, subject->arena, &findings, &err), &err);
	assert_int_equal(findings.count, 1);
	assert_true(erase_is_unfinished(subject->store));
	fixture_assert_ok(erase_finish(subject->store, &err), &err);
	assert_false(erase_is_unfinished(subject->store));
	struct str bytes = subject_bytes(subject);
	assert_false(subject_has(&bytes, "Discarded by hand"));
	str_clear(&bytes);
}

static void a_file_that_can_only_be_read_is_left_alone(void **state)
{
	struct subject *subject = *state;
	struct erase_receipt receipt;
	struct err err = {0};
	store_close(subject->store);
	subject->store = sample_open(subject->path, true);
	assert_false(subject_try_to_erase(subject, ARABIC, false, &receipt, &err));
	assert_int_equal(err.kind, ERR_READ_ONLY);
}

static void a_store_in_memory_is_searched_too(void **state)
{
	struct fixture *fixture = *state;
	struct erase_receipt receipt;
	struct err err = {0};
	struct intent intent = subject_intent("Erase", NULL);
	fixture_assert_ok(erase_person(fixture->store,
				       fixture_ref(fixture->store, RECORD_PERSON, LUKASZ),
				       "Zoë Łukasz", &intent, fixture->arena, &receipt, &err),
			  &err);
	assert_true(receipt.strings > 3);
	assert_int_equal(receipt.left, 0);
	intent.reason = NULL;
	/* Two are called Ana Ortiz. */
	fixture_assert_ok(erase_person(fixture->store,
				       fixture_ref(fixture->store, RECORD_PERSON, ORTIZ),
				       "Ana Ortiz", &intent, fixture->arena, &receipt, &err),
			  &err);
	assert_int_equal(receipt.left, 2);
	assert_string_equal(receipt.places[0], "person: Ana Ortiz");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SUBJECT_TEST(nothing_of_the_person_is_left_in_the_bytes),
		SUBJECT_TEST(the_receipt_counts_what_was_done),
		SUBJECT_TEST(a_tombstone_without_a_name_stays),
		SUBJECT_TEST(the_file_is_sound_afterwards),
		SUBJECT_TEST(whom_the_person_was_told_apart_from_keeps_nothing_of_it),
		SUBJECT_TEST(what_belongs_to_others_stays),
		SUBJECT_TEST(another_name_erases_nothing),
		SUBJECT_TEST(the_name_as_lists_show_it_will_do),
		SUBJECT_TEST(any_name_that_the_card_shows_will_do),
		SUBJECT_TEST(a_trial_counts_and_erases_nothing),
		SUBJECT_TEST(a_person_in_the_bin_is_erased_too),
		SUBJECT_TEST(a_term_that_went_over_stays_without_its_past),
		SUBJECT_TEST(what_another_record_holds_too_is_told),
		SUBJECT_TEST(a_title_that_others_bear_too_is_not_searched_for),
		SUBJECT_TEST(a_file_that_cannot_be_written_anew_gives_a_receipt_that_says_so),
		SUBJECT_TEST(another_spelling_that_is_left_is_told),
		SUBJECT_TEST(a_folded_form_that_is_left_is_told),
		SUBJECT_TEST(the_past_of_a_row_that_another_program_took_away_goes_too),
		SUBJECT_TEST(actions_on_others_that_name_the_person_are_blanked),
		SUBJECT_TEST(reasons_that_hold_an_address_of_the_person_are_blanked),
		SUBJECT_TEST(
			reasons_that_hold_a_number_of_the_person_otherwise_written_are_blanked),
		SUBJECT_TEST(a_short_name_goes_from_the_reasons_of_others),
		SUBJECT_TEST(the_rest_of_an_older_action_can_still_be_undone),
		SUBJECT_TEST(an_action_of_which_all_was_erased_cannot_be_undone),
		SUBJECT_TEST(an_action_on_several_keeps_no_word_of_the_person),
		SUBJECT_TEST(copies_from_before_are_named),
		SUBJECT_TEST(a_copy_without_the_person_is_not_named),
		SUBJECT_TEST(an_erasure_that_was_stopped_is_ended),
		SUBJECT_TEST(a_file_that_can_only_be_read_is_left_alone),
		FIXTURE_TEST(a_store_in_memory_is_searched_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
