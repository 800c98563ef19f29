/* SPDX-License-Identifier: MIT
 *
 * What the person was known by, and taking it out of the journal: changes go, actions lose the name and
 * the reason that told of the person.
 */
#include "store/erasure.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "text/fold.h"
#include "text/phone.h"

#define WORDS_MAX 1000 /* bytes of a text that the name of an action may hold */

/* Whether the values of a field are words of the person, and not of a list, a number or a date. What
 * stands before a name is shared by half the world. */
static bool is_personal(const struct field *field)
{
	return (field->kind == FIELD_NAME || field->kind == FIELD_LINE ||
		field->kind == FIELD_PROSE || field->kind == FIELD_URL) &&
	       strcmp(field->name, "honorific") != 0;
}

/* Keeps a text folded, to look for it in the names and reasons of actions, where it stands for whole
 * words. */
static void note_words(struct rows *rows, const char *text)
{
	size_t len = text != NULL ? strlen(text) : 0;
	if (len > WORDS_MAX) {
		return;
	}
	struct str folded = STR_EMPTY;
	text_fold_words(&folded, text, len);
	if (folded.len > 0) {
		const char **kept = rows_add(rows);
		*kept = arena_text(rows->arena, str_text(&folded));
	}
	str_clear(&folded);
}

/* Keeps the digits of a telephone number, which a reason may hold in another way of writing. */
static void note_number(struct rows *rows, const char *text)
{
	struct str core = STR_EMPTY;
	if (text != NULL && phone_core(text, &core)) {
		const char **kept = rows_add(rows);
		*kept = arena_text(rows->arena, str_text(&core));
	}
	str_clear(&core);
}

/* Whether a text is the person's own. Others bear the same title in a post; finding that somewhere
 * would say nothing. */
static bool is_own(enum record_kind kind, const struct field *field)
{
	return kind == RECORD_PERSON || field->kind == FIELD_PROSE ||
	       (kind == RECORD_CHANNEL && strcmp(field->name, "value") == 0);
}

/* Keeps a text to search the file for. Of one that is too short for that only is told that it is. */
static void note_trace(struct erasure *erasure, const char *text)
{
	if (text == NULL || text[0] == '\0' || strlen(text) >= TRACE_MIN) {
		trace_add(erasure->trace, text);
		return;
	}
	const char *const *items = erasure->too_short.items;
	for (size_t i = 0; i < erasure->too_short.count; i++) {
		if (strcmp(items[i], text) == 0) {
			return;
		}
	}
	const char **kept = rows_add(&erasure->too_short);
	*kept = arena_text(erasure->arena, text);
}

/* Whether what a text names is one person, so that no action may hold it, be it about others: what the
 * person was called, and the addresses. */
static bool is_name(enum record_kind kind, const char *field)
{
	return kind == RECORD_PERSON
		       ? strcmp(field, "name") == 0 || strcmp(field, "latin_name") == 0
		       : kind == RECORD_CHANNEL && strcmp(field, "value") == 0;
}

static void note_value(struct erasure *erasure, enum record_kind kind, const char *field_name,
		       const char *value)
{
	int index = field_index(kind, field_name);
	const struct field *field = index >= 0 ? &record_type(kind)->fields[index] : NULL;
	if (!field || !is_personal(field)) {
		return;
	}
	if (is_own(kind, field)) {
		note_trace(erasure, value);
	}
	if (value != NULL && strlen(value) >= TRACE_MIN) {
		note_words(&erasure->words, value);
	}
	if (is_name(kind, field_name)) {
		note_words(&erasure->names, value);
	}
	if (kind == RECORD_CHANNEL && is_name(kind, field_name)) {
		note_number(&erasure->numbers, value);
	}
}

static bool note_record(struct erasure *erasure, const struct holding_record *held, struct err *err)
{
	struct record record;
	struct ref ref = {held->kind, held->id};
	if (held->id == 0) {
		return true;
	}
	if (!record_get(erasure->store, ref, erasure->arena, &record, err)) {
		return false;
	}
	const struct record_type *type = record_type(held->kind);
	for (size_t i = 0; i < type->field_count; i++) {
		note_value(erasure, held->kind, type->fields[i].name, record.values[i]);
	}
	return true;
}

/* Both orders of the name, as staff would write it in the reason of a save. */
static void note_full_names(struct erasure *erasure)
{
	const char *family = record_value(&erasure->record, "family_name");
	const char *given = record_value(&erasure->record, "given_name");
	if (family != NULL && given != NULL) {
		note_words(&erasure->names, arena_format(erasure->arena, "%s %s", family, given));
		note_words(&erasure->names, arena_format(erasure->arena, "%s %s", given, family));
	}
}

/* What the file is searched for afterwards. */
bool erasure_gather_texts(struct erasure *erasure, struct err *err)
{
	const struct holding *holding = &erasure->holding;
	for (size_t i = 0; i < holding->record_count; i++) {
		if (!note_record(erasure, &holding->records[i], err)) {
			return false;
		}
	}
	for (size_t i = 0; i < holding->change_count; i++) {
		const struct holding_change *change = &holding->changes[i];
		note_value(erasure, change->kind, change->field, change->old);
		note_value(erasure, change->kind, change->field, change->new);
	}
	for (size_t i = 0; i < holding->line_count; i++) {
		note_trace(erasure, holding->lines[i].value);
	}
	note_full_names(erasure);
	return true;
}

/* Takes the name and the reason of an action away. */
static bool blank(struct erasure *erasure, int64_t id, struct err *err)
{
	return erasure_run(erasure->store,
			   "UPDATE action SET name = ?2, reason = NULL "
			   "WHERE id = ?1 AND (name <> ?2 OR reason IS NOT NULL)",
			   id, _("Erased"), &erasure->receipt.actions, err);
}

/* The same, but for the name of an action that changed other records too: an import of many people
 * stays one. */
static bool blank_in_part(struct erasure *erasure, int64_t id, struct err *err)
{
	return erasure_run(
		erasure->store,
		"UPDATE action SET reason = NULL, name = CASE "
		"WHEN EXISTS (SELECT 1 FROM change WHERE action_id = ?1) THEN name ELSE ?2 END "
		"WHERE id = ?1 AND (reason IS NOT NULL OR (name <> ?2 AND NOT EXISTS "
		"(SELECT 1 FROM change WHERE action_id = ?1)))",
		id, _("Erased"), &erasure->receipt.actions, err);
}

static bool holds_any(const struct rows *words, const char *text, struct str *folded)
{
	if (text == NULL) {
		return false;
	}
	str_reset(folded);
	text_fold_words(folded, text, strlen(text));
	const char *const *items = words->items;
	for (size_t i = 0; i < words->count; i++) {
		if (strstr(str_text(folded), items[i]) != NULL) {
			return true;
		}
	}
	return false;
}

static bool holds_number(const struct rows *numbers, const char *text)
{
	const char *const *items = numbers->items;
	for (size_t i = 0; text != NULL && i < numbers->count; i++) {
		if (phone_is_in(items[i], text)) {
			return true;
		}
	}
	return false;
}

/* Whether a text of any action names the person or gives an address. */
static bool names_person(const struct erasure *erasure, const char *text, struct str *folded)
{
	return holds_any(&erasure->names, text, folded) || holds_number(&erasure->numbers, text);
}

/* The actions that changed what is erased. Why they did is the person's too. */
static bool blank_own(struct erasure *erasure, struct err *err)
{
	struct str folded = STR_EMPTY;
	bool ok = true;
	int64_t last = 0;
	for (size_t i = 0; ok && i < erasure->holding.change_count; i++) {
		const struct holding_change *change = &erasure->holding.changes[i];
		if (change->action_id != last) {
			ok = holds_any(&erasure->words, change->action, &folded)
				     ? blank(erasure, change->action_id, err)
				     : blank_in_part(erasure, change->action_id, err);
		}
		last = change->action_id;
	}
	str_clear(&folded);
	return ok;
}

/* Actions on other records may name the person too: "Ana Example moved to the ministry". */
static bool find_naming(struct erasure *erasure, struct rows *ids, struct err *err)
{
	static const char sql[] = "SELECT id, name, reason FROM action";
	sqlite3_stmt *statement;
	struct str folded = STR_EMPTY;
	bool ok;
	bool row;
	if (!db_prepare(erasure->store, sql, &statement, err)) {
		return false;
	}
	while ((ok = db_step(erasure->store, statement, &row, err)) && row) {
		if (names_person(erasure, db_lent_text(statement, 1), &folded) ||
		    names_person(erasure, db_lent_text(statement, 2), &folded)) {
			int64_t *id = rows_add(ids);
			*id = db_int(statement, 0);
		}
	}
	db_reset(statement);
	str_clear(&folded);
	return ok;
}

static bool blank_naming(struct erasure *erasure, struct err *err)
{
	struct rows naming = ROWS_OF(int64_t, erasure->arena);
	bool ok = find_naming(erasure, &naming, err);
	const int64_t *ids = naming.items;
	for (size_t i = 0; ok && i < naming.count; i++) {
		ok = blank(erasure, ids[i], err);
	}
	return ok;
}

bool erasure_clear_journal(struct erasure *erasure, struct err *err)
{
	for (size_t i = 0; i < erasure->holding.change_count; i++) {
		if (!erasure_run(erasure->store, "DELETE FROM change WHERE id = ?1",
				 erasure->holding.changes[i].id, NULL, &erasure->receipt.changes,
				 err)) {
			return false;
		}
	}
	return blank_own(erasure, err) && blank_naming(erasure, err);
}
