/* SPDX-License-Identifier: MIT
 *
 * Which search texts a change of a record concerns: besides its own those of its owner, of which it is
 * a part, and of the records that show its name (search_text.c says what stands in a text).
 */
#include "store/search.h"

#include "base/str.h"
#include "store/rows.h"

/* The field that holds the owner of a record which others show beside theirs. */
static const struct {
	enum record_kind kind;
	const char *field;
} owner_fields[] = {
	{RECORD_ORGANISATION_NAME, "organisation"},
	{RECORD_CHANNEL, "person"},
	{RECORD_CHANNEL, "organisation"},
	{RECORD_MEMBERSHIP, "person"},
	{RECORD_MEMBERSHIP, "member"},
	{RECORD_EVENT_LINK, "event"},
};

/* The fields under which others show a record. */
static const struct {
	enum record_kind kind;
	const char *field;
} shown_fields[] = {
	{RECORD_PLACE, "name"},	       {RECORD_PLACE, "code"},
	{RECORD_ORGANISATION, "name"}, {RECORD_ORGANISATION, "abbreviation"},
	{RECORD_PERSON, "name"},       {RECORD_PERSON, "latin_name"},
};

/* Who shows them: one row for each of the beside_parts of search_text.c that reaches another record. */
static const struct {
	enum record_kind shown;
	enum record_kind by;
	const char *sql;
} dependents[] = {
	{RECORD_PLACE, RECORD_PERSON, "SELECT id FROM person WHERE place_id = ?1"},
	{RECORD_PLACE, RECORD_ORGANISATION, "SELECT id FROM organisation WHERE place_id = ?1"},
	{RECORD_PLACE, RECORD_EVENT,
	 "SELECT id FROM event WHERE place_id = ?1 "
	 "UNION SELECT event_id FROM event_link WHERE place_id = ?1"},
	{RECORD_ORGANISATION, RECORD_PERSON,
	 "SELECT person_id FROM membership WHERE organisation_id = ?1 AND person_id IS NOT NULL "
	 "UNION SELECT person_id FROM membership WHERE behalf_id = ?1 AND person_id IS NOT NULL"},
	{RECORD_ORGANISATION, RECORD_ORGANISATION,
	 "SELECT id FROM organisation WHERE parent_id = ?1 "
	 "UNION SELECT member_id FROM membership WHERE organisation_id = ?1 AND member_id IS NOT "
	 "NULL "
	 "UNION SELECT member_id FROM membership WHERE behalf_id = ?1 AND member_id IS NOT NULL"},
	{RECORD_ORGANISATION, RECORD_EVENT,
	 "SELECT DISTINCT event_id FROM event_link WHERE organisation_id = ?1"},
	{RECORD_ORGANISATION, RECORD_PAGE, "SELECT id FROM page WHERE organisation_id = ?1"},
	{RECORD_PERSON, RECORD_EVENT,
	 "SELECT DISTINCT event_id FROM event_link WHERE person_id = ?1"},
};

/* The text of the owner that a field of the record names; an owner that is gone has none. */
static bool update_owner(struct store *store, const struct record *record, const char *field,
			 struct err *err)
{
	const char *uid = record_value(record, field);
	struct ref owner = {0};
	if (!uid) {
		return true;
	}
	int index = field_index(record->ref.kind, field);
	enum record_kind kind = record_type(record->ref.kind)->fields[index].target;
	return record_find_uid(store, kind, uid, &owner, err) &&
	       (owner.id == 0 || search_update(store, owner, err));
}

static bool update_owners(struct store *store, const struct record *old, const struct record *new,
			  struct err *err)
{
	enum record_kind kind = (new ? new : old)->ref.kind;
	for (size_t i = 0; i < sizeof owner_fields / sizeof owner_fields[0]; i++) {
		const char *field = owner_fields[i].field;
		if (owner_fields[i].kind != kind) {
			continue;
		}
		if (new && !update_owner(store, new, field, err)) {
			return false;
		}
		bool is_other = !old || !new ||
				!str_is_same(record_value(old, field), record_value(new, field));
		if (old && is_other && !update_owner(store, old, field, err)) {
			return false;
		}
	}
	return true;
}

static bool is_shown_otherwise(const struct record *old, const struct record *new)
{
	if ((old->binned == NULL) != (new->binned == NULL)) {
		return true;
	}
	for (size_t i = 0; i < sizeof shown_fields / sizeof shown_fields[0]; i++) {
		const char *field = shown_fields[i].field;
		if (shown_fields[i].kind == new->ref.kind &&
		    !str_is_same(record_value(old, field), record_value(new, field))) {
			return true;
		}
	}
	return false;
}

static bool update_dependents(struct store *store, struct ref ref, struct err *err)
{
	struct arena *arena = arena_new();
	bool ok = true;
	for (size_t i = 0; ok && i < sizeof dependents / sizeof dependents[0]; i++) {
		if (dependents[i].shown != ref.kind) {
			continue;
		}
		struct rows rows = ROWS_OF(int64_t, arena);
		ok = rows_select(&rows, store, dependents[i].sql, ref.id, NULL, rows_read_id, err);
		const int64_t *ids = rows.items;
		for (size_t row = 0; ok && row < rows.count; row++) {
			ok = search_update(store, (struct ref){dependents[i].by, ids[row]}, err);
		}
	}
	arena_free(arena);
	return ok;
}

bool search_follow(struct store *store, const struct record *old, const struct record *new,
		   struct err *err)
{
	if (search_is_deferred(store)) {
		return true;
	}
	bool ok = new ? search_update(store, new->ref, err) : search_forget(store, old->ref, err);
	/* Nobody can show a record that was just added, or one that nothing refers to any more. */
	if (ok && old && new &&is_shown_otherwise(old, new)) {
		ok = update_dependents(store, new->ref, err);
	}
	return ok && update_owners(store, old, new, err);
}
