/* SPDX-License-Identifier: MIT
 *
 * remove and restore.
 */
#include "cli/cmd_bin.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "interchange/bin_text.h"
#include "store/bin.h"
#include "text/fold.h"

/* Says what goes to the bin with a record. */
static void say_weight(struct writing *writing, const struct bin_weight *weight)
{
	struct str list = STR_EMPTY;
	bin_text_add_weight(&list, weight);
	if (list.len > 0) {
		output_say(&writing->request->cli, "",
			   arena_format(writing->arena, _("With it: %s."), str_text(&list)));
	}
	if (weight->current_terms > 0) {
		output_say(&writing->request->cli, "",
			   arena_format(writing->arena,
					ngettext("%zu of the terms is current.",
						 "%zu of the terms are current.",
						 weight->current_terms),
					weight->current_terms));
	}
	str_clear(&list);
}

static bool remove_record(struct writing *writing, struct err *err)
{
	struct bin_weight weight;
	struct held held;
	if (!writing_find(writing, &held, err) ||
	    !bin_weigh(writing->store, held.ref, writing->request->day, &weight, err)) {
		return false;
	}
	writing_hold(writing, &held, 1);
	writing->intent.name =
		arena_format(writing->arena, _("Remove %s"), writing_label(writing, held.ref));
	if (!bin_move(writing->store, &held.ref, 1, &writing->intent, NULL, err)) {
		return false;
	}
	say_weight(writing, &weight);
	return true;
}

bool cmd_remove(struct request *request, struct err *err)
{
	return writing_run(request, remove_record, err);
}

static bool is_same_name(const char *a, const char *b)
{
	struct str folded_a = STR_EMPTY;
	struct str folded_b = STR_EMPTY;
	text_fold(&folded_a, a, strlen(a));
	text_fold(&folded_b, b, strlen(b));
	bool is_same = folded_a.len > 0 && strcmp(str_text(&folded_a), str_text(&folded_b)) == 0;
	str_clear(&folded_b);
	str_clear(&folded_a);
	return is_same;
}

struct candidate {
	struct ref ref;
	const char *uid;
	const char *label;
};

/* Whether a record is meant by a text: one of its names or titles, or the beginning of its uid. */
static bool is_meant(const struct record *record, const char *label, const char *text)
{
	const struct record_type *type = record_type(record->ref.kind);
	if ((uid_is_beginning(text) && strncmp(record->uid, text, strlen(text)) == 0) ||
	    is_same_name(label, text)) {
		return true;
	}
	for (size_t i = 0; i < type->field_count; i++) {
		enum field_kind kind = type->fields[i].kind;
		bool is_name = type->fields[i].searched &&
			       (kind == FIELD_NAME || kind == FIELD_LINE || kind == FIELD_CODE);
		if (is_name && record->values[i] != NULL && is_same_name(record->values[i], text)) {
			return true;
		}
	}
	return false;
}

/* Names the candidates by the beginnings of their uids. */
static bool report_several(const char *text, const struct candidate *found, size_t count,
			   struct err *err)
{
	struct str list = STR_EMPTY;
	for (size_t i = 0; i < count; i++) {
		str_add_format(&list, "%s%.*s %s", i > 0 ? "; " : "", UID_SHOWN, found[i].uid,
			       found[i].label);
	}
	err_set(err, ERR_CONFLICT,
		_("Several records in the bin are called \"%s\". Name one by its uid: %s"), text,
		str_text(&list));
	str_clear(&list);
	return false;
}

static bool find_in_bin(struct writing *writing, const char *text, struct ref *ref, struct err *err)
{
	struct bin_rows rows = {0};
	if (!bin_list(writing->store, writing->arena, &rows, err)) {
		return false;
	}
	struct candidate *found = arena_new_array(writing->arena, rows.count, sizeof found[0]);
	size_t count = 0;
	for (size_t i = 0; i < rows.count; i++) {
		const struct bin_row *row = &rows.items[i];
		struct record record;
		if (!record_get(writing->store, row->ref, writing->arena, &record, err)) {
			return false;
		}
		if (is_meant(&record, row->label, text)) {
			found[count++] = (struct candidate){row->ref, record.uid, row->label};
		}
	}
	if (count == 0) {
		return err_set(err, ERR_NOT_FOUND, _("Nothing in the bin is called \"%s\"."), text);
	}
	if (count > 1) {
		return report_several(text, found, count, err);
	}
	*ref = found[0].ref;
	return true;
}

bool cmd_bin_find(struct writing *writing, struct held *held, struct err *err)
{
	char *text = request_text(writing->request, 0);
	struct ref ref;
	store_begin_reading(writing->store);
	bool done =
		find_in_bin(writing, text, &ref, err) && held_take(writing->store, ref, held, err);
	store_end_reading(writing->store);
	free(text);
	return done;
}

static bool restore_record(struct writing *writing, struct err *err)
{
	struct held held;
	if (!cmd_bin_find(writing, &held, err)) {
		return false;
	}
	writing_hold(writing, &held, 1);
	writing->intent.name =
		arena_format(writing->arena, _("Restore %s"), writing_label(writing, held.ref));
	return bin_restore(writing->store, &held.ref, 1, &writing->intent, NULL, err);
}

bool cmd_restore(struct request *request, struct err *err)
{
	return writing_run(request, restore_record, err);
}
