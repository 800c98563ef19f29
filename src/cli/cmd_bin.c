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

/* As the file stands at one moment. */
static bool find_held(struct writing *writing, const char *text, struct held *held, struct err *err)
{
	struct ref ref;
	store_begin_reading(writing->store);
	bool done = bin_find(writing->store, text, writing->arena, &ref, err) &&
		    held_take(writing->store, ref, held, err);
	store_end_reading(writing->store);
	return done;
}

bool cmd_bin_find(struct writing *writing, struct held *held, struct err *err)
{
	char *text = request_text(writing->request, 0);
	bool done = find_held(writing, text, held, err);
	free(text);
	return done;
}

/* All words are one name, or else each names a record. Of words that may be either, what the first one
 * is tells which of the two faults is meant. */
static bool find_words(struct writing *writing, struct held *held, size_t *count, struct err *err)
{
	const struct request *request = writing->request;
	struct err reason = {.kind = ERR_NONE};
	*count = 1;
	if (cmd_bin_find(writing, &held[0], &reason)) {
		return true;
	}
	if (reason.kind == ERR_NOT_FOUND && request->word_count > 1 &&
	    find_held(writing, request->words[0], &held[0], NULL)) {
		*count = (size_t)request->word_count;
		for (size_t i = 1; i < *count; i++) {
			if (!find_held(writing, request->words[i], &held[i], err)) {
				return false;
			}
		}
		return true;
	}
	return err_set(err, reason.kind, "%s", reason.text);
}

static bool restore_records(struct writing *writing, struct err *err)
{
	size_t count = (size_t)writing->request->word_count;
	struct held *held = arena_new_array(writing->arena, count, sizeof *held);
	struct ref *refs = arena_new_array(writing->arena, count, sizeof *refs);
	if (!find_words(writing, held, &count, err)) {
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		refs[i] = held[i].ref;
	}
	writing_hold(writing, held, count);
	writing->intent.name =
		count == 1 ? arena_format(writing->arena, _("Restore %s"),
					  writing_label(writing, refs[0]))
			   : arena_format(writing->arena,
					  ngettext("Restore %zu record", "Restore %zu records",
						   (unsigned long)count),
					  count);
	return bin_restore(writing->store, refs, count, &writing->intent, NULL, err);
}

bool cmd_restore(struct request *request, struct err *err)
{
	return writing_run(request, restore_records, err);
}
