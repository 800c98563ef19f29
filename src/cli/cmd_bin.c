/* SPDX-License-Identifier: MIT
 *
 * remove and restore.
 */
#include "cli/cmd_bin.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "interchange/bin_text.h"
#include "store/bin.h"

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

bool cmd_bin_find(struct writing *writing, struct held *held, struct err *err)
{
	char *text = request_text(writing->request, 0);
	struct ref ref;
	store_begin_reading(writing->store);
	bool done = bin_find(writing->store, text, writing->arena, &ref, err) &&
		    held_take(writing->store, ref, held, err);
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
