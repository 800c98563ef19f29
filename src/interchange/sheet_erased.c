/* SPDX-License-Identifier: MIT
 *
 * See sheet_erased.h. Only people are erased, so that all else that refers to one who was belonged to
 * them.
 */
#include "interchange/sheet_erased.h"

#include "store/erase.h"

static bool is_erased(struct store *store, const char *uid)
{
	bool answer = false;
	return uid != NULL && erase_is_erased(store, uid, &answer, NULL) && answer;
}

bool sheet_part_is_erased(const struct sheet *sheet, struct store *store, size_t part)
{
	const struct record *now = &sheet->parts[part].now;
	const struct record_type *type = record_type(now->ref.kind);
	if (is_erased(store, now->uid)) {
		return true;
	}
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		if (field->kind == FIELD_REFERENCE && field->target == RECORD_PERSON &&
		    is_erased(store, now->values[i])) {
			return true;
		}
	}
	return false;
}

bool sheet_is_erased(const struct sheet *sheet, struct store *store)
{
	return sheet_part_is_erased(sheet, store, 0);
}
