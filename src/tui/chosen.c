/* SPDX-License-Identifier: MIT
 *
 * What the commands that change something share.
 */
#include "tui/chosen.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "tui/state.h"

size_t chosen_part(const struct sheet *sheet, struct ref ref)
{
	for (size_t i = 1; ref.id != 0 && i < sheet->count; i++) {
		const struct ref *at = &sheet->parts[i].base.ref;

		if (at->kind == ref.kind && at->id == ref.id) {
			return i;
		}
	}
	return 0;
}

void chosen_edit(struct app *app, struct ref owner, struct ref part, const char *field)
{
	struct err err = {0};
	struct sheet *sheet = sheet_open(app->host.store, owner, &err);

	if (sheet == NULL) {
		app_fail(app, &err);
		return;
	}
	app_open_form(app, sheet,
		      &(struct form_options){.part = chosen_part(sheet, part), .field = field});
}

struct ref chosen_owner(struct app *app, struct ref part)
{
	struct arena *arena = arena_new();
	struct refs owners = {0};
	struct ref owner = {0};

	if (part.id != 0 && record_owners(app->host.store, part, arena, &owners, NULL) &&
	    owners.count > 0) {
		owner = owners.items[0];
	}
	arena_free(arena);
	return owner;
}

const char *chosen_words(struct app *app, struct ref ref, struct arena *arena)
{
	const char *label = record_label(app->host.store, ref, arena);
	struct ref owner = chosen_owner(app, ref);
	struct err err = {0};

	if (owner.id == 0) {
		return label;
	}
	struct sheet *sheet = sheet_open(app->host.store, owner, &err);
	size_t part = sheet != NULL ? chosen_part(sheet, ref) : 0;
	const char *words = part > 0 ? sheet_summary(sheet, app->host.store, part, arena) : label;
	words = arena_format(arena, "%s: %s", record_label(app->host.store, owner, arena), words);
	sheet_free(sheet);
	return words;
}

bool chosen_hold(struct app *app, struct ref ref, struct held *held)
{
	struct err err = {0};

	if (ref.kind == app->card_ref.kind && ref.id == app->card_ref.id) {
		*held = (struct held){.ref = ref};
		memcpy(held->uid, app->card_uid, sizeof held->uid);
		return true;
	}
	if (!held_take(app->host.store, ref, held, &err)) {
		app_fail(app, &err);
		return false;
	}
	return true;
}

struct held *chosen_hold_new(struct app *app, struct ref ref)
{
	struct held *held = mem_new(1, sizeof *held);

	if (!chosen_hold(app, ref, held)) {
		free(held);
		return NULL;
	}
	return held;
}

bool chosen_find(struct app *app, const struct held *held, struct ref *ref)
{
	struct held found = *held;
	struct err err = {0};

	if (!held_resolve(app->host.store, &found, &err)) {
		app_fail(app, &err);
		return false;
	}
	*ref = found.ref;
	return true;
}

struct named_date chosen_name_and_date(const char *text, struct arena *arena)
{
	size_t len = strlen(text);
	struct date date;

	while (len > 0 && text[len - 1] == ' ') {
		len--;
	}
	text = arena_bytes(arena, text, len);
	const char *last = strrchr(text, ' ');
	if (last == NULL || !date_parse(last + 1, &date, NULL)) {
		return (struct named_date){text, NULL};
	}
	while (last > text && last[-1] == ' ') {
		last--;
	}
	return (struct named_date){arena_bytes(arena, text, (size_t)(last - text)),
				   arena_text(arena, strrchr(text, ' ') + 1)};
}

const char *chosen_last_word(const char *text)
{
	const char *blank = strrchr(text, ' ');

	return blank != NULL ? blank + 1 : text;
}

/* Digits, and between them what stands in dates: nothing is called so. */
bool chosen_is_date_shaped(const char *word)
{
	size_t digits = strspn(word, "0123456789");

	return digits > 0 && word[digits] != '\0' && word[strspn(word, "0123456789-/.")] == '\0';
}

struct held_records *held_records_new(size_t capacity)
{
	struct held_records *records = mem_new(1, sizeof *records);

	records->items = mem_new(capacity + 1, sizeof *records->items);
	return records;
}

void held_records_free(void *records)
{
	struct held_records *those = records;

	free(those->items);
	free(those);
}

const struct ref *held_records_refs(struct app *app, struct held_records *records,
				    struct intent *intent, struct arena *arena, struct err *err)
{
	struct ref *refs = arena_new_array(arena, records->count + 1, sizeof *refs);

	for (size_t i = 0; i < records->count; i++) {
		if (!held_resolve(app->host.store, &records->items[i], err)) {
			return NULL;
		}
		refs[i] = records->items[i].ref;
	}
	intent->held = records->items;
	intent->held_count = records->count;
	return refs;
}
