/* SPDX-License-Identifier: MIT
 *
 * Tagging rows of the people and the events, and setting one field of all that are tagged.
 */
#include "tui/tag.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "interchange/bulk.h"
#include "tui/action.h"
#include "tui/chosen.h"
#include "tui/form.h"
#include "tui/state.h"

enum { OFFERS = 20 };

bool tag_kind_of_pane(int pane, enum record_kind *kind)
{
	*kind = pane == PANE_PEOPLE ? RECORD_PERSON : RECORD_EVENT;
	return pane == PANE_PEOPLE || pane == PANE_HISTORY;
}

size_t tag_count(const struct app *app)
{
	enum record_kind kind;

	return tag_kind_of_pane(app->active, &kind) ? tags_count(&app->tags, kind) : 0;
}

bool tag_has_any(const struct app *app)
{
	return tag_count(app) > 0;
}

struct held_records *tag_records(const struct app *app)
{
	struct held_records *records = held_records_new(app->tags.count);
	enum record_kind kind = RECORD_PERSON;

	tag_kind_of_pane(app->active, &kind);
	for (size_t i = 0; i < app->tags.count; i++) {
		if (app->tags.items[i].ref.kind == kind) {
			records->items[records->count++] = app->tags.items[i];
		}
	}
	return records;
}

void tag_prune(struct app *app)
{
	struct arena *arena = arena_new();
	size_t kept = 0;

	for (size_t i = 0; i < app->tags.count; i++) {
		struct held held = app->tags.items[i];
		struct record record;

		arena_clear(arena);
		bool is_there = held_is_there(app->host.store, &held);
		bool is_read =
			is_there && record_get(app->host.store, held.ref, arena, &record, NULL);
		if (is_there && !(is_read && record.binned != NULL)) {
			app->tags.items[kept++] = held;
		}
	}
	app->tags.count = kept;
	tags_sort(&app->tags);
	arena_free(arena);
}

void tag_clear(struct app *app)
{
	enum record_kind kind;

	if (tag_kind_of_pane(app->active, &kind)) {
		tags_remove_kind(&app->tags, kind);
	}
}

void act_tag(struct app *app, const char *argument, int amount)
{
	struct pane *pane = app->panes[app->active];
	struct ref ref = pane_current(pane);
	struct err err = {0};
	struct held held;
	enum record_kind kind;

	(void)argument, (void)amount;
	if (!tag_kind_of_pane(app->active, &kind) || ref.id == 0 || ref.kind != kind) {
		app_say(app, _("There is nothing to tag on this row."));
	} else if (!held_take(app->host.store, ref, &held, &err)) {
		app_fail(app, &err);
	} else {
		tags_toggle(&app->tags, &held);
		list_move(&pane->list, 1);
	}
}

void act_invert_tags(struct app *app, const char *argument, int amount)
{
	struct pane *pane = app->panes[app->active];
	struct held *items = mem_new(pane->list.count + 1, sizeof *items);
	enum record_kind kind;
	size_t count = 0;

	(void)argument, (void)amount;
	for (size_t row = 0; tag_kind_of_pane(app->active, &kind) && row < pane->list.count;
	     row++) {
		struct ref ref = pane->type->ref_at(pane, row);

		if (ref.id != 0 && ref.kind == kind &&
		    held_take(app->host.store, ref, &items[count], NULL)) {
			count++;
		}
	}
	tags_invert(&app->tags, items, count);
	app_say(app, ngettext("%zu is tagged.", "%zu are tagged.", tag_count(app)), tag_count(app));
	free(items);
}

void act_untag(struct app *app, const char *argument, int amount)
{
	(void)argument, (void)amount;
	tag_clear(app);
	app_say(app, _("Nothing is tagged."));
}

/* One field of all that are tagged, while it is asked whether to set it. */
struct bulk {
	struct held_records *records;
	size_t changed; /* as many as do not have it already */
	char *field;
	char *text;
};

static void bulk_free(void *context)
{
	struct bulk *bulk = context;

	held_records_free(bulk->records);
	free(bulk->field);
	free(bulk->text);
	free(bulk);
}

static enum record_kind kind_of(const struct bulk *bulk)
{
	return bulk->records->items[0].ref.kind;
}

/* Words for so many records of a kind: "12 people". */
static const char *count_words(enum record_kind kind, size_t count, struct arena *arena)
{
	const char *form = kind == RECORD_PERSON ? ngettext("%zu person", "%zu people", count)
						 : ngettext("%zu event", "%zu events", count);

	return arena_format(arena, form, count);
}

static const char *label_of(const struct bulk *bulk)
{
	const struct record_type *type = record_type(kind_of(bulk));

	return _(type->fields[field_index(kind_of(bulk), bulk->field)].label);
}

/* What is done, as the action is called and asked: "Set Status to former for 12 people". */
static const char *action_words(const struct bulk *bulk, size_t count, struct arena *arena)
{
	const char *who = count_words(kind_of(bulk), count, arena);

	return bulk->text[0] != '\0'
		       ? arena_format(arena, _("Set %s to %s for %s"), label_of(bulk), bulk->text,
				      who)
		       : arena_format(arena, _("Clear %s of %s"), label_of(bulk), who);
}

/* Sets the field in all of them, or with is_trial tells what that would do. */
static bool set_field(struct app *app, const struct bulk *bulk, bool is_trial,
		      struct bulk_result *result, struct err *err)
{
	struct arena *arena = arena_new();
	struct intent intent = app_intent(app, action_words(bulk, bulk->changed, arena));
	const struct ref *refs = held_records_refs(app, bulk->records, &intent, arena, err);

	intent.is_trial = is_trial;
	bool done = refs != NULL && bulk_set(app->host.store, refs, bulk->records->count,
					     bulk->field, bulk->text, &intent, result, err);
	arena_free(arena);
	return done;
}

static void bulk_answered(struct app *app, int answer, void *context)
{
	struct bulk *bulk = context;
	struct arena *arena = arena_new();
	struct bulk_result result = {0};
	struct err err = {0};

	if (answer == 0 && set_field(app, bulk, false, &result, &err)) {
		app_saved(app);
		app_say(app, _("%s is now %s for %s. u takes it back."), label_of(bulk),
			bulk->text[0] != '\0' ? bulk->text : _("empty"),
			count_words(kind_of(bulk), result.changed, arena));
	} else if (answer == 0) {
		app_fail(app, &err);
	}
	arena_free(arena);
}

/* Tries what was asked for, and asks with what it found. */
static void preview(struct app *app, struct bulk *take_bulk)
{
	static const struct answer answers[] = {{'y', N_("yes")}, {'n', N_("no")}};
	struct bulk *bulk = take_bulk;
	struct arena *arena = arena_new();
	struct bulk_result result = {0};
	struct err err = {0};
	bool is_asked = false;

	if (!set_field(app, bulk, true, &result, &err)) {
		app_fail(app, &err);
	} else if (result.changed == 0) {
		app_say(app, _("All of them have it already."));
	} else {
		const char *words = action_words(bulk, result.changed, arena);

		bulk->changed = result.changed;
		const char *text =
			result.same == 0
				? arena_format(arena, _("%s?"), words)
				: arena_format(arena,
					       ngettext("%s? %zu has it already.",
							"%s? %zu have it already.", result.same),
					       words, result.same);
		app_ask(app, text, answers, 2, bulk_answered, bulk, bulk_free);
		is_asked = true;
	}
	if (!is_asked) {
		bulk_free(bulk);
	}
	arena_free(arena);
}

/* The field of a record that a word means: its name, or its label. NULL for none. */
static const struct field *field_of_word(enum record_kind kind, const char *word, size_t len)
{
	const struct record_type *type = record_type(kind);

	for (size_t i = 0; i < type->field_count; i++) {
		const char *names[] = {type->fields[i].name, _(type->fields[i].label)};

		for (int n = 0; n < 2; n++) {
			if (strlen(names[n]) == len && strncasecmp(names[n], word, len) == 0) {
				return &type->fields[i];
			}
		}
	}
	return NULL;
}

static enum record_kind kind_here(const struct app *app)
{
	enum record_kind kind = RECORD_PERSON;

	tag_kind_of_pane(app->active, &kind);
	return kind;
}

/* The value is asked for behind the field, whose name is the context. */
static struct bulk *bulk_new(struct app *app, const char *field, const char *text)
{
	struct bulk *bulk = mem_new(1, sizeof *bulk);

	*bulk = (struct bulk){.records = tag_records(app),
			      .field = mem_copy_text(field),
			      .text = mem_copy_text(text)};
	return bulk;
}

static bool check_value(struct app *app, const char *text, void *context)
{
	struct bulk_result result = {0};
	struct err err = {0};

	if (!tag_has_any(app)) {
		return true;
	}
	struct bulk *bulk = bulk_new(app, context, text);
	bool done = set_field(app, bulk, true, &result, &err);
	if (!done) {
		app_fail(app, &err);
	}
	bulk_free(bulk);
	return done;
}

static void value_entered(struct app *app, const char *text, void *context)
{
	if (text != NULL && tag_has_any(app)) {
		preview(app, bulk_new(app, context, text));
	}
}

static void offer_values(struct app *app, const char *typed, void *context)
{
	enum record_kind kind = kind_here(app);
	struct sheet *sheet = sheet_new(kind);
	struct arena *arena = arena_new();
	struct sheet_offers offers = {0};

	if (sheet_offer(sheet, app->host.store, 0, field_index(kind, context), typed, OFFERS, arena,
			&offers, NULL)) {
		for (size_t i = 0; i < offers.count; i++) {
			complete_offer(app, "", 0, offers.items[i].text, offers.items[i].detail);
		}
	}
	arena_free(arena);
	sheet_free(sheet);
}

static void ask_value(struct app *app, const struct field *field)
{
	struct arena *arena = arena_new();

	app_ask_line(app,
		     &(struct line_question){
			     .text = arena_format(arena, _("New value of %s?"), _(field->label)),
			     .initial = "",
			     .check = check_value,
			     .entered = value_entered,
			     .take_context = mem_copy_text(field->name),
			     .free_context = free,
			     .offer = form_is_controlled(field) ? offer_values : NULL});
	arena_free(arena);
}

static bool check_field(struct app *app, const char *text, void *context)
{
	(void)context;
	if (text[0] == '\0' || field_of_word(kind_here(app), text, strlen(text)) != NULL) {
		return true;
	}
	app_say(app, _("There is no field called \"%s\". Tab lists them."), text);
	return false;
}

static void field_entered(struct app *app, const char *text, void *context)
{
	(void)context;
	if (text != NULL && text[0] != '\0' && tag_has_any(app)) {
		ask_value(app, field_of_word(kind_here(app), text, strlen(text)));
	}
}

static void offer_fields(struct app *app, const char *typed, void *context)
{
	const struct record_type *type = record_type(kind_here(app));
	size_t len = strlen(typed);

	(void)context;
	for (size_t i = 0; i < type->field_count; i++) {
		const char *label = _(type->fields[i].label);

		if (strncasecmp(label, typed, len) == 0) {
			complete_offer(app, "", 0, label, "");
		}
	}
}

void tag_edit(struct app *app)
{
	struct arena *arena = arena_new();

	app_ask_line(app, &(struct line_question){
				  .text = arena_format(
					  arena, _("Which field of %s?"),
					  count_words(kind_here(app), tag_count(app), arena)),
				  .initial = "",
				  .check = check_field,
				  .entered = field_entered,
				  .offer = offer_fields});
	arena_free(arena);
}
