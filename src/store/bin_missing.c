/* SPDX-License-Identifier: MIT
 *
 * See bin_missing.h.
 */
#include "store/bin_missing.h"

#include "base/i18n.h"
#include "base/str.h"
#include "store/bin.h"

#define UID_SHOWN 8 /* characters of a uid that say which record is meant */

/* What the record at fault refers to in the field at fault, if that is in the bin; id 0 if not. */
static bool find_target(struct late_rules *rules, const struct err *reason, struct ref *ref)
{
	const struct record *was = rules->at_fault;
	struct record record;
	*ref = (struct ref){RECORD_PERSON, 0};
	int index = was != NULL ? field_index(was->ref.kind, reason->field) : -1;
	if (index < 0 || !record_find_uid(rules->store, was->ref.kind, was->uid, ref, NULL) ||
	    !record_get(rules->store, *ref, rules->arena, &record, NULL)) {
		return false;
	}
	const struct field *field = &record_type(was->ref.kind)->fields[index];
	return field->kind == FIELD_REFERENCE && record.values[index] != NULL &&
	       record_find_uid(rules->store, field->target, record.values[index], ref, NULL) &&
	       record_get(rules->store, *ref, rules->arena, &record, NULL) && record.binned != NULL;
}

bool bin_missing_take_out(struct late_rules *rules, const struct err *reason, struct rows *missing)
{
	struct err next = *reason;
	for (bool is_kept = false; !is_kept;) {
		struct ref ref;
		struct err fault = {.kind = ERR_NONE};
		if (!find_target(rules, &next, &ref) || !bin_take_out(rules, &ref, 1, &fault)) {
			return false;
		}
		struct ref *kept = rows_add(missing);
		*kept = ref;
		is_kept = late_rules_check(rules, &fault);
		next = fault;
	}
	return true;
}

static void add_labels(struct str *out, struct store *store, struct refs refs, struct arena *arena)
{
	for (size_t i = 0; i < refs.count; i++) {
		str_add_format(out, _("%s“%s”"), i > 0 ? ", " : "",
			       record_label(store, refs.items[i], arena));
	}
}

static void add_uids(struct str *out, struct store *store, struct refs refs, struct arena *arena)
{
	for (size_t i = 0; i < refs.count; i++) {
		struct record record;
		if (record_get(store, refs.items[i], arena, &record, NULL)) {
			str_add_format(out, " %.*s", UID_SHOWN, record.uid);
		}
	}
}

bool bin_missing_refuse(struct store *store, struct refs refs, struct refs missing,
			struct arena *arena, struct err *err)
{
	struct str these = STR_EMPTY;
	struct str those = STR_EMPTY;
	struct str uids = STR_EMPTY;
	add_labels(&these, store, refs, arena);
	add_labels(&those, store, missing, arena);
	add_uids(&uids, store, refs, arena);
	add_uids(&uids, store, missing, arena);
	err_set(err, ERR_CONFLICT,
		ngettext("%s cannot come back without %s, which is in the bin too. Restore them "
			 "together, in the shell: iemn restore%s",
			 "%s cannot come back without %s, which are in the bin too. Restore them "
			 "together, in the shell: iemn restore%s",
			 (unsigned long)missing.count),
		str_text(&these), str_text(&those), str_text(&uids));
	str_clear(&these);
	str_clear(&those);
	str_clear(&uids);
	return false;
}
