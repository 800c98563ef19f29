/* SPDX-License-Identifier: MIT
 *
 * See subject.h.
 */
#include "subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sample.h"
#include "store/journal.h"
#include "text/fold.h"

/* No other text of the file holds any of it. */
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

const size_t subject_secret_count = sizeof secrets / sizeof secrets[0];

struct intent subject_intent(const char *name, const char *reason)
{
	return (struct intent){
		.origin = "shell", .name = name, .reason = reason, .actor = "tester"};
}

void subject_begin(struct subject *subject, const char *name, const char *reason)
{
	struct err err = {0};
	struct intent intent = subject_intent(name, reason);
	fixture_assert_ok(action_begin(subject->store, &intent, &err), &err);
}

int64_t subject_end(struct subject *subject)
{
	struct err err = {0};
	int64_t id = 0;
	fixture_assert_ok(action_end(subject->store, &id, &err), &err);
	return id;
}

void subject_add(struct subject *subject, enum record_kind kind, const char *uid,
		 const struct fixture_value *values)
{
	struct ref ref;
	struct err err = {0};
	fixture_assert_ok(fixture_try(subject->store, kind, uid, values, &ref, &err), &err);
}

void subject_set(struct subject *subject, enum record_kind kind, const char *uid, const char *field,
		 const char *value)
{
	struct record record;
	struct err err = {0};
	fixture_assert_ok(record_get(subject->store, fixture_ref(subject->store, kind, uid),
				     subject->arena, &record, &err),
			  &err);
	if (strcmp(field, JOURNAL_BINNED) == 0) {
		record.binned = value;
	} else {
		record.values[field_index(kind, field)] = value;
	}
	fixture_assert_ok(record_update(subject->store, &record, &err), &err);
}

int64_t subject_edit(struct subject *subject, const char *field, const char *value)
{
	subject_begin(subject, "Edit " LATIN, REASON);
	subject_set(subject, RECORD_PERSON, SUBJECT, field, value);
	return subject_end(subject);
}

void subject_undo(struct subject *subject, int64_t action)
{
	struct err err = {0};
	struct intent intent = subject_intent(NULL, REASON);
	struct action_rows blockers;
	fixture_assert_ok(
		journal_undo(subject->store, action, &intent, subject->arena, &blockers, &err),
		&err);
}

/* What stays: a body, an event, a source, somebody else. */
static void add_others(struct subject *subject)
{
	subject_begin(subject, "Import the others", NULL);
	subject_add(subject, RECORD_SOURCE, REPORT, VALUES({"title", "Annual report"}));
	subject_add(subject, RECORD_PLACE, CHILE, VALUES({"code", "CL"}, {"name", "Chile"}));
	subject_add(subject, RECORD_ORGANISATION, COMMITTEE,
		    VALUES({"kind", "committee"}, {"name", "Steering Committee"}));
	subject_add(subject, RECORD_EVENT, MEETING,
		    VALUES({"date", "2020"}, {"kind", "meeting"}, {"title", "Third meeting"}));
	subject_add(subject, RECORD_PERSON, OTHER, VALUES({"name", "Ana Ortiz"}, {"place", CHILE}));
	subject_add(subject, RECORD_CHANNEL, NULL,
		    VALUES({"person", OTHER}, {"kind", "email"}, {"value", "ana@example.org"}));
	subject_end(subject);
}

static void add_subject(struct subject *subject)
{
	subject_begin(subject, "Add " LATIN, REASON);
	subject_add(subject, RECORD_PERSON, SUBJECT,
		    VALUES({"name", LATIN}, {"family_name", "Quixworth"}, {"given_name", "Zébulon"},
			   {"place", CHILE}, {"note", "Vexillographer"}));
	subject_add(
		subject, RECORD_CHANNEL, UID("ca"),
		VALUES({"person", SUBJECT}, {"kind", "email"}, {"value", "zebu.quix@example.org"}));
	subject_add(subject, RECORD_CHANNEL, UID("cb"),
		    VALUES({"person", SUBJECT}, {"kind", "phone"}, {"value", "+999 5551 2323"},
			   {"label", "the left-hand doorbell"}));
	subject_add(subject, RECORD_MEMBERSHIP, TERM,
		    VALUES({"person", SUBJECT}, {"organisation", COMMITTEE}, {"role", "chair"},
			   {"title", "Keeper of the Æolian harp"}, {"valid_from", "2020"},
			   {"note", "Succession disputed by nobody"}));
	subject_add(subject, RECORD_EVENT_LINK, LINK,
		    VALUES({"event", MEETING}, {"person", SUBJECT}, {"role", "speaker"}));
	subject_add(
		subject, RECORD_CITATION, NULL,
		VALUES({"source", REPORT}, {"membership", TERM}, {"claim", "Says Łódź was sunny"}));
	subject_add(subject, RECORD_CITATION, NULL,
		    VALUES({"source", REPORT}, {"person", SUBJECT}));
	subject_end(subject);
}

/* A life in the file: names change, a save is undone, the bin is visited. */
static void edit_subject(struct subject *subject)
{
	struct str note = STR_EMPTY;
	for (int i = 0; i < 700; i++) {
		str_add(&note, "Prefers tea with salt. ");
	}
	subject_edit(subject, "note", str_text(&note));
	str_clear(&note);
	subject_edit(subject, "name", HAN);
	subject_edit(subject, "latin_name", "Tsuruta Kirikova");
	int64_t undone = subject_edit(subject, "note", "Zébulon, once more");
	subject_undo(subject, undone);
	subject_edit(subject, "name", ARABIC);
	subject_begin(subject, "Add a channel", NULL);
	subject_add(
		subject, RECORD_CHANNEL, NULL,
		VALUES({"person", SUBJECT}, {"kind", "email"}, {"value", "gone@zebu.example.org"}));
	undone = subject_end(subject);
	subject_undo(subject, undone);
	subject_edit(subject, "binned", "2024-01-01T00:00:00Z");
	subject_edit(subject, "binned", NULL);
	subject_begin(subject, "Edit a term", NULL);
	subject_set(subject, RECORD_MEMBERSHIP, TERM, "note", "harp retuned");
	subject_end(subject);
}

/* What another program, which does not overwrite what it deletes, left in free pages. */
static void litter(struct subject *subject)
{
	assert_true(sample_tamper(
		subject->path,
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

int subject_set_up(void **state)
{
	static struct subject subject;
	struct err err = {0};
	subject = (struct subject){.arena = arena_new()};
	folder_init(&subject.folder);
	subject.path = folder_file(&subject.folder, "directory.db");
	fixture_assert_ok(store_create(subject.path, false, fill_nothing, NULL, &err), &err);
	subject.store = sample_open(subject.path, false);
	add_others(&subject);
	add_subject(&subject);
	edit_subject(&subject);
	litter(&subject);
	*state = &subject;
	return 0;
}

int subject_tear_down(void **state)
{
	struct subject *subject = *state;
	store_close(subject->store);
	arena_free(subject->arena);
	folder_clear(&subject->folder);
	return 0;
}

bool subject_try_to_erase(struct subject *subject, const char *typed, bool is_trial,
			  struct erase_receipt *receipt, struct err *err)
{
	struct intent intent = subject_intent("Erase", "asked by letter");
	intent.is_trial = is_trial;
	return erase_person(subject->store, fixture_ref(subject->store, RECORD_PERSON, SUBJECT),
			    typed, &intent, subject->arena, receipt, err);
}

struct erase_receipt subject_erase(struct subject *subject)
{
	struct erase_receipt receipt = {.uid = NULL};
	struct err err = {0};
	fixture_assert_ok(subject_try_to_erase(subject, ARABIC, false, &receipt, &err), &err);
	return receipt;
}

struct str subject_bytes(struct subject *subject)
{
	struct str bytes = STR_EMPTY;
	store_close(subject->store);
	folder_read(subject->path, &bytes);
	folder_read(arena_format(subject->arena, "%s-journal", subject->path), &bytes);
	subject->store = sample_open(subject->path, false);
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

bool subject_has(const struct str *bytes, const char *text)
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

size_t subject_secrets(struct subject *subject, bool is_told)
{
	struct str bytes = subject_bytes(subject);
	size_t count = 0;
	for (size_t i = 0; i < subject_secret_count; i++) {
		if (subject_has(&bytes, secrets[i])) {
			count++;
			if (is_told) {
				print_error("left: %s\n", secrets[i]);
			}
		}
	}
	str_clear(&bytes);
	return count;
}
