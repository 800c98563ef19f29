/* SPDX-License-Identifier: MIT
 *
 * A person with a life in a real file, for those who erase it: whose names changed, who was undone and in
 * the bin, and of whom free pages hold something.
 */
#ifndef IEMN_TESTS_SUBJECT_H
#define IEMN_TESTS_SUBJECT_H

#include "directory_fixture.h"
#include "folder.h"
#include "store/action.h"
#include "store/erase.h"

/* The one who is erased, who is not, and what belongs to the first. */
#define SUBJECT UID("c7")
#define OTHER UID("c8")
#define TERM UID("d8")
#define LINK UID("ea")
#define LATIN "Zébulon Quixworth"
#define HAN "鶴田霧子"
#define ARABIC "قمرالزمان البديع"
#define REASON "Wortreich begründet"

struct subject {
	struct folder folder;
	const char *path;
	struct store *store;
	struct arena *arena;
};

/* A file for each test, for cmocka: *state is a struct subject. */
int subject_set_up(void **state);
int subject_tear_down(void **state);

#define SUBJECT_TEST(name) cmocka_unit_test_setup_teardown(name, subject_set_up, subject_tear_down)

/* What the tester does in the shell. */
struct intent subject_intent(const char *name, const char *reason);

/* An action, which must succeed, and what is done inside it. The field `binned` of a record is its
 * moment. */
void subject_begin(struct subject *subject, const char *name, const char *reason);
int64_t subject_end(struct subject *subject);
void subject_add(struct subject *subject, enum record_kind kind, const char *uid,
		 const struct fixture_value *values);
void subject_set(struct subject *subject, enum record_kind kind, const char *uid, const char *field,
		 const char *value);

/* Sets a field of the person, or takes an action back, as an action of its own. */
int64_t subject_edit(struct subject *subject, const char *field, const char *value);
void subject_undo(struct subject *subject, int64_t action);

/* Erases the person, whose name was typed; the second one must succeed. */
bool subject_try_to_erase(struct subject *subject, const char *typed, bool is_trial,
			  struct erase_receipt *receipt, struct err *err);
struct erase_receipt subject_erase(struct subject *subject);

/* The bytes of the file and of its journal, yours to clear, and whether a text is among them: as it is,
 * as a sort key holds it, or as search texts do. */
struct str subject_bytes(struct subject *subject);
bool subject_has(const struct str *bytes, const char *text);

/* How many texts are to be gone with the person, and how many of them are there; names those when some
 * are and none should be. */
extern const size_t subject_secret_count;
size_t subject_secrets(struct subject *subject, bool is_told);

#endif
