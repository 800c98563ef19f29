/* SPDX-License-Identifier: MIT
 *
 * One field of many records, set at once.
 */
#include "interchange/bulk.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "interchange/sheet_parts.h"

struct bulk {
	struct store *store;
	struct arena *arena;
	const struct ref *refs;
	size_t count;
	int field;
	const char *text;
	struct save_item *items;
};

/* err says what is wrong, this with which record. */
static bool refuse_record(const struct bulk *bulk, size_t place, struct err *err)
{
	return err_prefix(err, "%s:", record_label(bulk->store, bulk->refs[place], bulk->arena));
}

/* Reads the records and what they are to be. The text means the same for all of them, but for a field
 * of a citation, which hangs on what is cited. */
static bool prepare(struct bulk *bulk, struct bulk_result *result, struct err *err)
{
	const char *value = NULL;
	for (size_t i = 0; i < bulk->count; i++) {
		struct record base;
		if (!record_get(bulk->store, bulk->refs[i], bulk->arena, &base, err)) {
			return false;
		}
		struct typed typed = {bulk->store, &base, &base, bulk->field, bulk->text};
		bool is_asked = i == 0 || base.ref.kind == RECORD_CITATION;
		if (is_asked && !sheet_parse(&typed, bulk->arena, &value, err)) {
			return refuse_record(bulk, i, err);
		}
		result->same += str_is_same_value(base.values[bulk->field], value);
		bulk->items[i] = (struct save_item){.base = base, .next = base};
		bulk->items[i].next.values[bulk->field] = value;
	}
	result->changed = bulk->count - result->same;
	return true;
}

/* The name of the action, which messages put into quotes: it has none itself. */
static const char *name_of(const struct bulk *bulk, size_t changed)
{
	const char *label = _(record_type(bulk->refs[0].kind)->fields[bulk->field].label);
	if (bulk->text[0] == '\0') {
		return arena_format(
			bulk->arena,
			ngettext("Clear %s of %zu record", "Clear %s of %zu records", changed),
			label, changed);
	}
	return arena_format(bulk->arena,
			    ngettext("Set %s of %zu record to %.100s",
				     "Set %s of %zu records to %.100s", changed),
			    label, changed, bulk->text);
}

static bool save(const struct bulk *bulk, const struct intent *intent, struct bulk_result *result,
		 struct err *err)
{
	struct save_result saved = {.action = 0};
	struct intent named = *intent;
	size_t fault = bulk->count;
	if (!named.name) {
		named.name = name_of(bulk, result->changed);
	}
	if (!save_records(bulk->store, &named, bulk->items, bulk->count, bulk->arena, &saved,
			  &fault, err)) {
		size_t place = saved.clash_count > 0 ? saved.clashes[0].item : fault;
		return place < bulk->count ? refuse_record(bulk, place, err) : false;
	}
	result->action = saved.action;
	return true;
}

static bool check_kinds(const struct ref *refs, size_t count, const char *field, struct err *err)
{
	for (size_t i = 1; i < count; i++) {
		if (refs[i].kind != refs[0].kind) {
			return err_set(err, ERR_INVALID,
				       _("Only records of one kind can be changed together."));
		}
	}
	if (field_index(refs[0].kind, field) < 0) {
		return err_set_field(err, field, _("There is no field “%.60s” in such a record."),
				     field);
	}
	return true;
}

bool bulk_set(struct store *store, const struct ref *refs, size_t count, const char *field,
	      const char *text, const struct intent *intent, struct bulk_result *result,
	      struct err *err)
{
	*result = (struct bulk_result){.changed = 0};
	if (count == 0) {
		return true;
	}
	if (!check_kinds(refs, count, field, err)) {
		return false;
	}
	struct bulk bulk = {
		.store = store,
		.arena = arena_new(),
		.refs = refs,
		.count = count,
		.field = field_index(refs[0].kind, field),
		.text = text,
	};
	bulk.items = arena_new_array(bulk.arena, count, sizeof *bulk.items);
	bool done = prepare(&bulk, result, err) && save(&bulk, intent, result, err);
	arena_free(bulk.arena);
	return done;
}
