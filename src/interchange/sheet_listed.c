/* SPDX-License-Identifier: MIT
 *
 * Whether a new person of a sheet is somebody who is listed already, as far as a name or an address can
 * tell.
 */
#include "interchange/sheet_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "store/duplicate.h"

/* The e-mail addresses of a sheet that are the person's own. */
static size_t own_emails(const struct sheet *sheet, struct arena *arena, const char ***emails)
{
	size_t count = 0;
	*emails = arena_new_array(arena, sheet->count, sizeof **emails);
	for (size_t i = 1; i < sheet->count; i++) {
		const struct record *now = &sheet->parts[i].now;
		if (now->ref.kind != RECORD_CHANNEL || sheet_is_out(sheet, i)) {
			continue;
		}
		const char *kind = record_value(now, "kind");
		const char *value = record_value(now, "value");
		if (value && kind && strcmp(kind, "email") == 0 &&
		    strcmp(record_value(now, "functional"), "1") != 0) {
			(*emails)[count++] = value;
		}
	}
	return count;
}

/* "Hsu, Ming-Hua (Taiwan)". */
static bool describe(struct store *store, struct ref person, struct arena *arena, const char **name,
		     struct err *err)
{
	struct record record;
	struct ref place = {RECORD_PLACE, 0};
	const char *label = record_label(store, person, arena);
	if (!record_get(store, person, arena, &record, err)) {
		return false;
	}
	const char *uid = record_value(&record, "place");
	if (uid && !record_find_uid(store, RECORD_PLACE, uid, &place, err)) {
		return false;
	}
	*name = place.id != 0 ? arena_format(arena, _("%s (%s)"), label,
					     record_label(store, place, arena))
			      : label;
	return true;
}

bool sheet_find_listed(const struct sheet *sheet, struct store *store, struct arena *arena,
		       struct sheet_listed *listed, struct err *err)
{
	const struct sheet_part *first = &sheet->parts[0];
	struct duplicate_match found;
	const char **emails;
	*listed = (struct sheet_listed){.name = NULL};
	if (first->now.ref.kind != RECORD_PERSON || first->base.uid) {
		return true;
	}
	size_t count = own_emails(sheet, arena, &emails);
	if (!duplicate_find(store, &first->now, emails, count, &found, err)) {
		return false;
	}
	listed->shared = duplicate_reason_words(found.reason);
	return found.ref.id == 0 || describe(store, found.ref, arena, &listed->name, err);
}
