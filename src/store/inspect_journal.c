/* SPDX-License-Identifier: MIT
 *
 * Whether the journal leads to what the rows hold: the newest change of a field is its value, and what
 * was taken out is not there. It is read once, record by record.
 */
#include "store/inspection.h"

#include <string.h>

#include "base/i18n.h"
#include "store/journal.h"

/* The last word of the journal on a value. */
struct last {
	bool is_told;
	const char *value;
};

/* What the journal says of the record at hand; its texts live in the scratch arena. */
struct account {
	enum record_kind kind;
	const char *uid;
	struct last existence;
	struct last binned;
	struct last fields[FIELDS_MAX];
};

static bool is_same(const char *a, const char *b)
{
	return a != NULL && b != NULL ? strcmp(a, b) == 0 : a == b;
}

static struct last *find_last(struct account *account, const char *field)
{
	if (strcmp(field, JOURNAL_UID) == 0) {
		return &account->existence;
	}
	if (strcmp(field, JOURNAL_BINNED) == 0) {
		return &account->binned;
	}
	int index = field_index(account->kind, field);
	return index >= 0 ? &account->fields[index] : NULL;
}

static void compare_value(struct inspection *inspection, struct ref ref, const struct last *last,
			  const char *value, const char *label)
{
	if (last->is_told && !is_same(last->value, value)) {
		inspection_add(inspection, ref,
			       _("%s: the value is not the one that the history says last."),
			       label);
	}
}

static bool compare_record(struct inspection *inspection, const struct account *account,
			   struct ref ref, struct err *err)
{
	struct record record;
	const struct record_type *type = record_type(ref.kind);
	if (!record_get(inspection->store, ref, inspection->scratch, &record, err)) {
		return false;
	}
	for (size_t i = 0; i < type->field_count; i++) {
		compare_value(inspection, ref, &account->fields[i], record.values[i],
			      _(type->fields[i].label));
	}
	compare_value(inspection, ref, &account->binned, record.binned, _("In the bin"));
	return true;
}

/* Holds what the journal says against the record. */
static bool close_account(struct inspection *inspection, const struct account *account,
			  struct err *err)
{
	struct ref ref;
	if (account->uid == NULL) {
		return true;
	}
	if (!record_find_uid(inspection->store, account->kind, account->uid, &ref, err)) {
		return false;
	}
	bool is_taken_out = account->existence.is_told && account->existence.value == NULL;
	if (ref.id == 0 && !is_taken_out) {
		inspection_add(inspection, ref,
			       _("The history tells of a record that is not there: %s, uid %s."),
			       _(record_type(account->kind)->label), account->uid);
	}
	if (ref.id != 0 && is_taken_out) {
		inspection_add(inspection, ref,
			       _("It is there, although its history says that it was taken out."));
	}
	return ref.id == 0 || is_taken_out || compare_record(inspection, account, ref, err);
}

static bool is_of(const struct account *account, const char *kind, const char *uid)
{
	return account->uid != NULL && strcmp(account->uid, uid) == 0 &&
	       strcmp(record_type(account->kind)->name, kind) == 0;
}

/* Begins the account of the record that the statement has come to. */
static bool open_account(struct inspection *inspection, struct account *account,
			 sqlite3_stmt *statement, struct err *err)
{
	const char *kind = db_lent_text(statement, 0);
	const char *uid = db_lent_text(statement, 1);
	if (is_of(account, kind, uid)) {
		return true;
	}
	bool ok = close_account(inspection, account, err);
	arena_clear(inspection->scratch);
	*account = (struct account){.kind = RECORD_PERSON};
	if (!record_kind_of_name(kind, &account->kind)) {
		inspection_add(inspection, (struct ref){RECORD_PERSON, 0},
			       _("The history tells of records of an unknown kind (%s)."), kind);
	} else {
		account->uid = arena_text(inspection->scratch, uid);
	}
	return ok;
}

static void note_change(struct inspection *inspection, struct account *account,
			sqlite3_stmt *statement)
{
	struct last *last = find_last(account, db_lent_text(statement, 2));
	if (last != NULL) {
		*last = (struct last){true, db_text(statement, 3, inspection->scratch)};
	}
}

bool inspect_journal(struct inspection *inspection, struct err *err)
{
	static const char sql[] = "SELECT record, record_uid, field, new FROM change "
				  "ORDER BY record_uid, record, id";
	struct account account = {.uid = NULL};
	sqlite3_stmt *statement;
	bool ok;
	bool row;
	if (!db_prepare(inspection->store, sql, &statement, err)) {
		return false;
	}
	while ((ok = db_step(inspection->store, statement, &row, err)) && row &&
	       !inspection_is_full(inspection)) {
		ok = open_account(inspection, &account, statement, err);
		if (!ok) {
			break;
		}
		note_change(inspection, &account, statement);
	}
	db_reset(statement);
	return ok && close_account(inspection, &account, err);
}
