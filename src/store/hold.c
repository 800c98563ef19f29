/* SPDX-License-Identifier: MIT
 *
 * References that hold a record in its place: what stands on it does not go to the bin with it. What
 * belongs to it does, and holds it only where the two are moved apart, by an undo.
 */
#include "store/hold.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/db.h"
#include "store/owner.h"

static const struct hold {
	enum record_kind kind;
	const char *field;
	const char *singular; /* what follows the number in the sentence */
	const char *plural;
} holds[] = {
	{RECORD_ORGANISATION, "parent", N_("body is below it"), N_("bodies are below it")},
	{RECORD_ORGANISATION, "place", N_("organisation is there"), N_("organisations are there")},
	{RECORD_PERSON, "place", N_("person is from there"), N_("people are from there")},
	{RECORD_EVENT, "place", N_("event is there"), N_("events are there")},
	{RECORD_EVENT_LINK, "place", N_("event tells of its part"), N_("events tell of its part")},
	{RECORD_MEMBERSHIP, "behalf", N_("term is held on its behalf"),
	 N_("terms are held on its behalf")},
	{RECORD_PAGE, "organisation", N_("page is about it"), N_("pages are about it")},
	{RECORD_CITATION, "source", N_("fact names it as its source"),
	 N_("facts name it as their source")},
};

/* A record that something stands on, and what was found of that. */
struct standing {
	struct store *store;
	struct ref ref;
	struct str words;
	int64_t total;
};

static enum record_kind target_of(enum record_kind kind, const char *field)
{
	return record_type(kind)->fields[field_index(kind, field)].target;
}

/* Adds how many records in use name this one in a field; those of other targets name it never. */
static bool add_count(struct standing *standing, enum record_kind kind, const char *field,
		      int64_t *count, struct err *err)
{
	struct store *store = standing->store;
	char sql[120];
	sqlite3_stmt *statement;
	bool row;
	if (target_of(kind, field) != standing->ref.kind) {
		return true;
	}
	snprintf(sql, sizeof sql, "SELECT count(*) FROM %s WHERE %s_id = ?1 AND binned IS NULL",
		 record_type(kind)->name, field);
	if (!db_prepare(store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(store, statement, 1, standing->ref.id);
	if (!db_step(store, statement, &row, err)) {
		return false;
	}
	*count += row ? db_int(statement, 0) : 0;
	db_reset(statement);
	return true;
}

static void add_words(struct standing *standing, int64_t count, const char *words)
{
	if (count > 0) {
		str_add_format(&standing->words, "%s%lld %s", standing->total > 0 ? ", " : "",
			       (long long)count, words);
		standing->total += count;
	}
}

static bool find(struct standing *standing, struct err *err)
{
	int64_t belonging = 0;
	for (size_t i = 0; i < sizeof holds / sizeof holds[0]; i++) {
		int64_t count = 0;
		if (!add_count(standing, holds[i].kind, holds[i].field, &count, err)) {
			return false;
		}
		add_words(standing, count,
			  ngettext(holds[i].singular, holds[i].plural, (unsigned long)count));
	}
	for (size_t i = 0; i < owner_row_count; i++) {
		if (!add_count(standing, owner_rows[i].kind, owner_rows[i].field, &belonging,
			       err)) {
			return false;
		}
	}
	add_words(
		standing, belonging,
		ngettext("record belongs to it", "records belong to it", (unsigned long)belonging));
	return true;
}

bool hold_check(struct store *store, struct ref ref, struct arena *arena, struct err *err)
{
	struct standing standing = {store, ref, STR_EMPTY, 0};
	bool ok = find(&standing, err);
	if (ok && standing.total > 0) {
		ok = err_set(err, ERR_CONFLICT,
			     ngettext("“%s” cannot go to the bin: %s. Change or remove that first.",
				      "“%s” cannot go to the bin: %s. Change or remove those "
				      "first.",
				      (unsigned long)standing.total),
			     record_label(store, ref, arena), str_text(&standing.words));
	}
	str_clear(&standing.words);
	return ok;
}
