/* SPDX-License-Identifier: MIT
 *
 * See sheet_erased.h. Only people are erased, so that all else that refers to one who was belonged to
 * them.
 */
#include "interchange/sheet_erased.h"

#include "base/i18n.h"
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

bool sheet_check_erased(const struct sheet *sheet, struct store *store, struct err *err)
{
	return !sheet_is_erased(sheet, store) ||
	       err_set(err, ERR_NOT_FOUND, "%s",
		       _("This person was erased meanwhile. Nothing was saved."));
}

const char *sheet_subject(const struct sheet *sheet)
{
	const struct record *now = &sheet->parts[0].now;
	const struct record_type *type = record_type(now->ref.kind);
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		if (field->kind == FIELD_REFERENCE && field->target == RECORD_PERSON &&
		    now->values[i] != NULL) {
			return now->values[i];
		}
	}
	return now->uid;
}
