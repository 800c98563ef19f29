/* SPDX-License-Identifier: MIT
 *
 * Erasing a person from a real file: nothing of them is left in its bytes, and nothing else is gone.
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
#include "folder.h"
#include "sample.h"
#include "store/db.h"
#include "store/erase.h"
#include "store/inspect.h"
#include "store/journal.h"
#include "text/fold.h"

/* The one who is erased, and what is to be gone with them. No other text of the file holds any of it. */
#define SUBJECT UID("c7")
#define OTHER UID("c8")
#define TERM UID("d8")
#define LINK UID("ea")
#define LATIN "Zébulon Quixworth"
#define HAN "鶴田霧子"
#define ARABIC "قمرالزمان البديع"
#define REASON "Wortreich begründet"

static const char *const secrets[] = {
	LATIN,
	HAN,
	ARABIC,
	"Tsuruta Kirikova",
	"Quixworth",
	"Zébulon",
	"Vexillographer",
	"zebu.quix@example.org",
	"+999 5551 2323",
	"the left-hand doorbell",
	"Keeper of the Æolian harp",
	"Succession disputed by nobody",
	"Says Łódź was sunny",
	"X-PECULIARITY:whistles",
	REASON,
	"Prefers tea with salt. ",
	"Zébulon, once more",
	"Discarded by hand",
	"harp retuned",
	"gone@zebu.example.org",
};

struct file {
	struct folder folder;
	const char *path;
	struct store *store;
	struct arena *arena;
};

static struct intent intent_of(const char *name, const char *reason)
{
	return (struct intent){
		.origin = "shell", .name = name, .reason = reason, .actor = "tester"};
}

static void begin(struct file *file, const char *name, const char *reason)
{
	struct err err = {0};
	struct intent intent = intent_of(name, reason);
	fixture_assert_ok(action_begin(file->store, &intent, &err), &err);
}

static int64_t end(struct file *file)
{
	struct err err = {0};
	int64_t id = 0;
	fixture_assert_ok(action_end(file->store, &id, &err), &err);
	return id;
}

static void add(struct file *file, enum record_kind kind, const char *uid,
		const struct fixture_value *values)
{
	struct ref ref;
	struct err err = {0};
	fixture_assert_ok(fixture_try(file->store, kind, uid, values, &ref, &err), &err);
}

/* Sets a field of a record inside the open action; the field `binned` is its moment. */
static void set(struct file *file, enum record_kind kind, const char *uid, const char *field,
		const char *value)
{
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(file->store, fixture_ref(file->store, kind, uid), file->arena,
				     &record, &err),
			  &err);
	if (strcmp(field, JOURNAL_BINNED) == 0) {
		record.binned = value;
	} else {
		record.values[field_index(kind, field)] = value;
	}
	fixture_assert_ok(record_update(file->store, &record, &err), &err);
}

static int64_t edit(struct file *file, const char *field, const char *value)
{
	begin(file, "Edit " LATIN, REASON);
	set(file, RECORD_PERSON, SUBJECT, field, value);
	return end(file);
}

static void undo(struct file *file, int64_t action)
{
	struct err err = {0};
	struct intent intent = intent_of(NULL, REASON);
	struct action_rows blockers;
	fixture_assert_ok(journal_undo(file->store, action, &intent, file->arena, &blockers, &err),
			  &err);
}

/* What stays: a body, an event, a source, somebody else. */
static void add_others(struct file *file)
{
	begin(file, "Import the others", NULL);
	add(file, RECORD_SOURCE, REPORT, VALUES({"title", "Annual report"}));
	add(file, RECORD_PLACE, CHILE, VALUES({"code", "CL"}, {"name", "Chile"}));
	add(file, RECORD_ORGANISATION, COMMITTEE,
	    VALUES({"kind", "committee"}, {"name", "Steering Committee"}));
	add(file, RECORD_EVENT, MEETING,
	    VALUES({"date", "2020"}, {"kind", "meeting"}, {"title", "Third meeting"}));
	add(file, RECORD_PERSON, OTHER, VALUES({"name", "Ana Ortiz"}, {"place", CHILE}));
	add(file, RECORD_CHANNEL, NULL,
	    VALUES({"person", OTHER}, {"kind", "email"}, {"value", "ana@example.org"}));
	end(file);
}

static void add_subject(struct file *file)
{
	begin(file, "Add " LATIN, REASON);
	add(file, RECORD_PERSON, SUBJECT,
	    VALUES({"name", LATIN}, {"family_name", "Quixworth"}, {"given_name", "Zébulon"},
		   {"place", CHILE}, {"note", "Vexillographer"}));
	add(file, RECORD_CHANNEL, UID("ca"),
	    VALUES({"person", SUBJECT}, {"kind", "email"}, {"value", "zebu.quix@example.org"}));
	add(file, RECORD_CHANNEL, UID("cb"),
	    VALUES({"person", SUBJECT}, {"kind", "phone"}, {"value", "+999 5551 2323"},
		   {"label", "the left-hand doorbell"}));
	add(file, RECORD_MEMBERSHIP, TERM,
	    VALUES({"person", SUBJECT}, {"organisation", COMMITTEE}, {"role", "chair"},
		   {"title", "Keeper of the Æolian harp"}, {"valid_from", "2020"},
		   {"note", "Succession disputed by nobody"}));
	add(file, RECORD_EVENT_LINK, LINK,
	    VALUES({"event", MEETING}, {"person", SUBJECT}, {"role", "speaker"}));
	add(file, RECORD_CITATION, NULL,
	    VALUES({"source", REPORT}, {"membership", TERM}, {"claim", "Says Łódź was sunny"}));
	add(file, RECORD_CITATION, NULL, VALUES({"source", REPORT}, {"person", SUBJECT}));
	end(file);
}

/* A life in the file: names change, a save is undone, the bin is visited. */
static void edit_subject(struct file *file)
{
	struct str note = STR_EMPTY;
	for (int i = 0; i < 700; i++) {
		str_add(&note, "Prefers tea with salt. ");
	}
	edit(file, "note", str_text(&note));
	str_clear(&note);
	edit(file, "name", HAN);
	edit(file, "latin_name", "Tsuruta Kirikova");
	int64_t undone = edit(file, "note", "Zébulon, once more");
	undo(file, undone);
	edit(file, "name", ARABIC);
	begin(file, "Add a channel", NULL);
	add(file, RECORD_CHANNEL, NULL,
	    VALUES({"person", SUBJECT}, {"kind", "email"}, {"value", "gone@zebu.example.org"}));
	undone = end(file);
	undo(file, undone);
	edit(file, "binned", "2024-01-01T00:00:00Z");
	edit(file, "binned", NULL);
	begin(file, "Edit a term", NULL);
	set(file, RECORD_MEMBERSHIP, TERM, "note", "harp retuned");
	end(file);
}

/* What another program, which does not overwrite what it deletes, left in free pages. */
static void litter(struct file *file)
{
	assert_true(sample_tamper(
		file->path,
		"PRAGMA secure_delete = OFF;"
		"WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE "
		"n < 200) INSERT INTO source (uid, title, note) SELECT printf('%036d', n), 'x', "
		"'Discarded by hand ' || hex(randomblob(200)) FROM number;"
		"DELETE FROM source WHERE title = 'x';"
		"INSERT INTO raw_property (person_id, format, name, value) SELECT id, 'vcard', "
		"'X-PECULIARITY', 'X-PECULIARITY:whistles' FROM person WHERE uid = '" SUBJECT "'"));
}

static bool fill_nothing(struct store *store, void *context, struct err *err)
{
	(void)store;
	(void)context;
	(void)err;
	return true;
}

static int set_up(void **state)
{
	static struct file file;
	struct err err = {0};
	file = (struct file){.arena = arena_new()};
	folder_init(&file.folder);
	file.path = folder_file(&file.folder, "directory.db");
	fixture_assert_ok(store_create(file.path, false, fill_nothing, NULL, &err), &err);
	file.store = sample_open(file.path, false);
	add_others(&file);
	add_subject(&file);
	edit_subject(&file);
	litter(&file);
	*state = &file;
	return 0;
}

static int tear_down(void **state)
{
	struct file *file = *state;
	store_close(file->store);
	arena_free(file->arena);
	folder_clear(&file->folder);
	return 0;
}

static bool try_to_erase(struct file *file, const char *typed, bool is_trial,
			 struct erase_receipt *receipt, struct err *err)
{
	struct intent intent = intent_of("Erase", "asked by letter");
	intent.is_trial = is_trial;
	return erase_person(file->store, fixture_ref(file->store, RECORD_PERSON, SUBJECT), typed,
			    &intent, file->arena, receipt, err);
}

static struct erase_receipt erase(struct file *file)
{
	struct erase_receipt receipt = {.uid = NULL};
	struct err err = {0};
	fixture_assert_ok(try_to_erase(file, ARABIC, false, &receipt, &err), &err);
	return receipt;
}

/* The bytes of the file and of its journal; the store is closed first, for the file must not be opened
 * beside it. */
static struct str read_bytes(struct file *file)
{
	struct str bytes = STR_EMPTY;
	store_close(file->store);
	folder_read(file->path, &bytes);
	folder_read(arena_format(file->arena, "%s-journal", file->path), &bytes);
	file->store = sample_open(file->path, false);
	return bytes;
}

static bool has_bytes(const struct str *bytes, const char *text, size_t len)
{
	for (size_t at = 0; len > 0 && at + len <= bytes->len; at++) {
		if (memcmp(bytes->data + at, text, len) == 0) {
			return true;
		}
	}
	return false;
}

/* As it is, as a sort key holds it, and as search texts do. */
static bool has_any_form(const struct str *bytes, const char *text)
{
	struct str folded = STR_EMPTY;
	struct str words = STR_EMPTY;
	text_fold(&folded, text, strlen(text));
	text_fold_words(&words, text, strlen(text));
	bool has = has_bytes(bytes, text, strlen(text)) ||
		   has_bytes(bytes, str_text(&folded), folded.len) ||
		   (words.len > 2 && has_bytes(bytes, words.data + 1, words.len - 2));
	str_clear(&folded);
	str_clear(&words);
	return has;
}

/* How many of the secrets are there; names them when some are and none should be. */
static size_t count_secrets(struct file *file, bool is_told)
{
	struct str bytes = read_bytes(file);
	size_t count = 0;
	for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
		if (has_any_form(&bytes, secrets[i])) {
			count++;
			if (is_told) {
				print_error("left: %s\n", secrets[i]);
			}
		}
	}
	str_clear(&bytes);
	return count;
}

static void nothing_of_the_person_is_left_in_the_bytes(void **state)
{
	struct file *file = *state;
	assert_int_equal(count_secrets(file, false), sizeof secrets / sizeof secrets[0]);
	erase(file);
	assert_int_equal(count_secrets(file, true), 0);
}

static void the_receipt_counts_what_was_done(void **state)
{
	struct file *file = *state;
	struct erase_receipt receipt = erase(file);
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
	struct file *file = *state;
	struct err err = {0};
	bool is_erased = true;
	fixture_assert_ok(erase_is_erased(file->store, SUBJECT, &is_erased, &err), &err);
	assert_false(is_erased);
	erase(file);
	fixture_assert_ok(erase_is_erased(file->store, SUBJECT, &is_erased, &err), &err);
	assert_true(is_erased);
	assert_string_equal(
		sample_ask(&file->folder, file->path,
			   "SELECT group_concat(record || length(moment), ',') FROM tombstone"),
		"person20");
}

static void the_file_is_sound_afterwards(void **state)
{
	struct file *file = *state;
	struct findings findings;
	struct err err = {0};
	erase(file);
	fixture_assert_ok(inspect_file(file->store, 9, file->arena, &findings, &err), &err);
	if (findings.count > 0) {
		fail_msg("%s", findings.items[0].text);
	}
}

static void what_belongs_to_others_stays(void **state)
{
	struct file *file = *state;
	erase(file);
	assert_string_equal(
		sample_ask(&file->folder, file->path,
			   "SELECT (SELECT group_concat(name) FROM person) || ', ' || "
			   "(SELECT group_concat(value) FROM channel) || ', ' || "
			   "(SELECT title FROM event) || ', ' || (SELECT title FROM source)"),
		"Ana Ortiz, ana@example.org, Third meeting, Annual report");
	assert_string_equal(sample_ask(&file->folder, file->path,
				       "SELECT group_concat(DISTINCT name) FROM action"),
			    "Import the others,Erased,Erase a person");
	assert_string_equal(
		sample_ask(&file->folder, file->path, "SELECT group_concat(reason) FROM action"),
		"asked by letter");
}

static void another_name_erases_nothing(void **state)
{
	struct file *file = *state;
	static const char *const wrong[] = {"", "Ana Ortiz", LATIN, "yes"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct erase_receipt receipt;
		struct err err = {0};
		assert_false(try_to_erase(file, wrong[i], false, &receipt, &err));
		assert_int_equal(err.kind, ERR_INVALID);
		assert_string_equal(err.field, "name");
	}
	assert_int_equal(count_secrets(file, false), sizeof secrets / sizeof secrets[0]);
}

static void the_name_as_lists_show_it_will_do(void **state)
{
	struct file *file = *state;
	struct erase_receipt receipt;
	struct err err = {0};
	/* The e with an accent in two characters, and blanks around. */
	fixture_assert_ok(try_to_erase(file,
				       "  Quixworth, Ze\xcc\x81"
				       "bulon " ARABIC "\n",
				       false, &receipt, &err),
			  &err);
}

static void a_trial_counts_and_erases_nothing(void **state)
{
	struct file *file = *state;
	struct erase_receipt receipt;
	struct err err = {0};
	fixture_assert_ok(try_to_erase(file, ARABIC, true, &receipt, &err), &err);
	assert_int_equal(receipt.rows, 8);
	assert_int_equal(receipt.left, 0);
	assert_int_equal(count_secrets(file, false), sizeof secrets / sizeof secrets[0]);
}

static void a_person_in_the_bin_is_erased_too(void **state)
{
	struct file *file = *state;
	edit(file, "binned", "2024-01-01T00:00:00Z");
	erase(file);
	assert_int_equal(count_secrets(file, true), 0);
}

static void a_term_that_went_over_stays_without_its_past(void **state)
{
	struct file *file = *state;
	begin(file, "Correct a term", NULL);
	set(file, RECORD_MEMBERSHIP, TERM, "title", NULL);
	set(file, RECORD_MEMBERSHIP, TERM, "note", NULL);
	set(file, RECORD_MEMBERSHIP, TERM, "person", OTHER);
	end(file);
	begin(file, "Note on a term", NULL);
	set(file, RECORD_MEMBERSHIP, TERM, "note", "Ana's now");
	end(file);
	fixture_tamper(file->store, "DELETE FROM citation WHERE membership_id IS NOT NULL");
	erase(file);
	assert_int_equal(count_secrets(file, true), 0);
	assert_string_equal(sample_ask(&file->folder, file->path,
				       "SELECT group_concat(field || '=' || new) FROM change "
				       "WHERE record_uid = '" TERM "'"),
			    "note=Ana's now");
	assert_string_equal(sample_ask(&file->folder, file->path,
				       "SELECT person.name FROM membership "
				       "JOIN person ON person.id = person_id"),
			    "Ana Ortiz");
}

static void what_another_record_holds_too_is_told(void **state)
{
	struct file *file = *state;
	begin(file, "Add a page", NULL);
	add(file, RECORD_PAGE, NULL,
	    VALUES({"rank", "1"}, {"title", "Thanks"}, {"body", "We thank " LATIN "."}));
	end(file);
	struct erase_receipt receipt = erase(file);
	/* The name, the family name and the given name. */
	assert_int_equal(receipt.left, 3);
	assert_int_equal(receipt.place_count, 3);
	for (size_t i = 0; i < receipt.place_count; i++) {
		assert_string_equal(receipt.places[i], "page: Thanks");
	}
}

static void a_title_that_others_bear_too_is_not_searched_for(void **state)
{
	struct file *file = *state;
	begin(file, "Add a term", NULL);
	add(file, RECORD_MEMBERSHIP, NULL,
	    VALUES({"person", OTHER}, {"organisation", COMMITTEE}, {"role", "member"},
		   {"title", "Keeper of the Æolian harp"}));
	end(file);
	struct erase_receipt receipt = erase(file);
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
	struct file *file = *state;
	sqlite3_set_authorizer(store_db(file->store), deny_attaching, NULL);

	struct erase_receipt receipt = erase(file);

	sqlite3_set_authorizer(store_db(file->store), NULL, NULL);
	assert_string_equal(receipt.uid, SUBJECT);
	assert_int_equal(receipt.rows, 8);
	assert_false(receipt.is_searched);
	assert_non_null(receipt.unfinished);
	assert_non_null(strstr(receipt.unfinished, "could not be written anew"));
	assert_true(erase_is_unfinished(file->store));
	assert_string_equal(
		sample_ask(&file->folder, file->path, "SELECT group_concat(name) FROM person"),
		"Ana Ortiz");
}

static void a_folded_form_that_is_left_is_told(void **state)
{
	struct file *file = *state;
	fixture_tamper(file->store, "UPDATE search_text SET words = words || ' zebulon quixworth ' "
				    "WHERE record = 'source'");
	struct erase_receipt receipt = erase(file);
	assert_int_equal(receipt.left, 3);
	assert_string_equal(receipt.places[0], "source: Annual report");
}

static void the_past_of_a_row_that_another_program_took_away_goes_too(void **state)
{
	struct file *file = *state;
	begin(file, "Edit a channel", NULL);
	set(file, RECORD_CHANNEL, UID("ca"), "label", "Discarded by hand");
	end(file);
	fixture_tamper(file->store, "DELETE FROM channel WHERE uid = '" UID("ca") "'");
	erase(file);
	assert_int_equal(count_secrets(file, true), 0);
}

static void actions_on_others_that_name_the_person_are_blanked(void **state)
{
	struct file *file = *state;
	begin(file, "Edit Ana Ortiz", "so says ZEBULON  QUIXWORTH, her friend");
	set(file, RECORD_PERSON, OTHER, "note", "A friend");
	end(file);
	struct erase_receipt receipt = erase(file);
	assert_int_equal(receipt.actions, 13);
	assert_int_equal(count_secrets(file, true), 0);
	assert_string_equal(sample_ask(&file->folder, file->path,
				       "SELECT new FROM change WHERE record_uid = '" OTHER
				       "' AND field = 'note'"),
			    "A friend");
}

static void the_rest_of_an_older_action_can_still_be_undone(void **state)
{
	struct file *file = *state;
	struct action_row row;
	struct err err = {0};
	begin(file, "Set the status of two", "both left");
	set(file, RECORD_PERSON, SUBJECT, "status", "former");
	set(file, RECORD_PERSON, OTHER, "status", "former");
	int64_t both = end(file);
	erase(file);
	fixture_assert_ok(journal_next_undo(file->store, file->arena, &row, &err), &err);
	assert_int_equal(row.id, both);
	assert_string_equal(row.name, "Set the status of two");
	assert_null(row.reason);
	undo(file, both);
	assert_string_equal(
		sample_ask(&file->folder, file->path, "SELECT group_concat(status) FROM person"),
		"active");
}

static void an_action_of_which_all_was_erased_cannot_be_undone(void **state)
{
	struct file *file = *state;
	struct action_rows blockers;
	struct err err = {0};
	struct intent intent = intent_of(NULL, NULL);
	int64_t id = edit(file, "note", "short");
	erase(file);
	assert_false(journal_undo(file->store, id, &intent, file->arena, &blockers, &err));
	assert_int_equal(err.kind, ERR_INVALID);
}

static void an_action_on_several_keeps_no_word_of_the_person(void **state)
{
	struct file *file = *state;
	begin(file, "Ana and the VEXILLOGRAPHER leave", NULL);
	set(file, RECORD_PERSON, SUBJECT, "status", "former");
	set(file, RECORD_PERSON, OTHER, "status", "former");
	int64_t both = end(file);
	erase(file);
	struct action_row row;
	struct err err = {0};
	fixture_assert_ok(journal_action(file->store, both, file->arena, &row, &err), &err);
	assert_string_equal(row.name, "Erased");
}

static void copies_from_before_are_named(void **state)
{
	struct file *file = *state;
	const char *backup = folder_write(&file->folder, "directory.db.before-v1", "x", 1);
	folder_write(&file->folder, "other.db.before-v1", "x", 1);
	struct erase_receipt receipt = erase(file);
	assert_int_equal(receipt.backup_count, 1);
	assert_string_equal(receipt.backups[0], backup);
}

static void an_erasure_that_was_stopped_is_ended(void **state)
{
	struct file *file = *state;
	struct err err = {0};
	struct findings findings;
	fixture_assert_ok(store_begin(file->store, &err) &&
				  store_set_meta(file->store, "erasing", "now", &err) &&
				  store_commit(file->store, &err),
			  &err);
	fixture_assert_ok(inspect_file(file->store, 9, file->arena, &findings, &err), &err);
	assert_int_equal(findings.count, 1);
	assert_true(erase_is_unfinished(file->store));
	fixture_assert_ok(erase_finish(file->store, &err), &err);
	assert_false(erase_is_unfinished(file->store));
	struct str bytes = read_bytes(file);
	assert_false(has_any_form(&bytes, "Discarded by hand"));
	str_clear(&bytes);
}

static void a_file_that_can_only_be_read_is_left_alone(void **state)
{
	struct file *file = *state;
	struct erase_receipt receipt;
	struct err err = {0};
	store_close(file->store);
	file->store = sample_open(file->path, true);
	assert_false(try_to_erase(file, ARABIC, false, &receipt, &err));
	assert_int_equal(err.kind, ERR_READ_ONLY);
}

static void a_store_in_memory_is_searched_too(void **state)
{
	struct fixture *fixture = *state;
	struct erase_receipt receipt;
	struct err err = {0};
	struct intent intent = intent_of("Erase", NULL);
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

#define FILE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FILE_TEST(nothing_of_the_person_is_left_in_the_bytes),
		FILE_TEST(the_receipt_counts_what_was_done),
		FILE_TEST(a_tombstone_without_a_name_stays),
		FILE_TEST(the_file_is_sound_afterwards),
		FILE_TEST(what_belongs_to_others_stays),
		FILE_TEST(another_name_erases_nothing),
		FILE_TEST(the_name_as_lists_show_it_will_do),
		FILE_TEST(a_trial_counts_and_erases_nothing),
		FILE_TEST(a_person_in_the_bin_is_erased_too),
		FILE_TEST(a_term_that_went_over_stays_without_its_past),
		FILE_TEST(what_another_record_holds_too_is_told),
		FILE_TEST(a_title_that_others_bear_too_is_not_searched_for),
		FILE_TEST(a_file_that_cannot_be_written_anew_gives_a_receipt_that_says_so),
		FILE_TEST(a_folded_form_that_is_left_is_told),
		FILE_TEST(the_past_of_a_row_that_another_program_took_away_goes_too),
		FILE_TEST(actions_on_others_that_name_the_person_are_blanked),
		FILE_TEST(the_rest_of_an_older_action_can_still_be_undone),
		FILE_TEST(an_action_of_which_all_was_erased_cannot_be_undone),
		FILE_TEST(an_action_on_several_keeps_no_word_of_the_person),
		FILE_TEST(copies_from_before_are_named),
		FILE_TEST(an_erasure_that_was_stopped_is_ended),
		FILE_TEST(a_file_that_can_only_be_read_is_left_alone),
		FIXTURE_TEST(a_store_in_memory_is_searched_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
