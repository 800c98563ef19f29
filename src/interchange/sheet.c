/* SPDX-License-Identifier: MIT
 *
 * A sheet and its parts: how it begins, what belongs to it, what is shown of it. What is typed into it
 * is sheet_value.c, what changed sheet_change.c, the way into the file sheet_save.c.
 */
#include "interchange/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/rows.h"
#include "base/str.h"
#include "interchange/sheet_parts.h"
#include "interchange/sheet_words.h"
#include "store/journal.h"

#define KINDS(...) ((const enum record_kind[]){__VA_ARGS__})
#define CHILDREN(...) KINDS(__VA_ARGS__), sizeof KINDS(__VA_ARGS__) / sizeof(enum record_kind)

static const struct {
	const enum record_kind *kinds;
	size_t count;
} child_kinds[RECORD_KINDS] = {
	[RECORD_PLACE] = {CHILDREN(RECORD_CITATION)},
	[RECORD_ORGANISATION] = {CHILDREN(RECORD_ORGANISATION_NAME, RECORD_CHANNEL,
					  RECORD_MEMBERSHIP, RECORD_CITATION)},
	[RECORD_PERSON] = {CHILDREN(RECORD_CHANNEL, RECORD_MEMBERSHIP, RECORD_EVENT_LINK,
				    RECORD_CITATION)},
	[RECORD_MEMBERSHIP] = {CHILDREN(RECORD_CITATION)},
	[RECORD_EVENT] = {CHILDREN(RECORD_EVENT_LINK, RECORD_CITATION)},
	[RECORD_PAGE] = {CHILDREN(RECORD_CITATION)},
};

/* The references that are settled by whose sheet a part stands in: the one that names the owner, and
 * those that must then be empty. */
static const struct owner_rule {
	enum record_kind owner;
	enum record_kind child;
	const char *field;
	const char *const *settled; /* NULL-terminated */
} owner_rules[] = {
#define SETTLED(...) ((const char *const[]){__VA_ARGS__, NULL})
#define CITED_BY(kind, field)                                                                      \
	{                                                                                          \
		kind, RECORD_CITATION, field,                                                      \
			SETTLED("organisation", "person", "membership", "place", "event", "page")  \
	}
	{RECORD_ORGANISATION, RECORD_ORGANISATION_NAME, "organisation", SETTLED("organisation")},
	{RECORD_ORGANISATION, RECORD_CHANNEL, "organisation", SETTLED("person", "organisation")},
	{RECORD_PERSON, RECORD_CHANNEL, "person", SETTLED("person", "organisation")},
	{RECORD_ORGANISATION, RECORD_MEMBERSHIP, "member", SETTLED("person", "member")},
	{RECORD_PERSON, RECORD_MEMBERSHIP, "person", SETTLED("person", "member")},
	{RECORD_PERSON, RECORD_EVENT_LINK, "person", SETTLED("organisation", "person", "place")},
	{RECORD_EVENT, RECORD_EVENT_LINK, "event", SETTLED("event")},
	CITED_BY(RECORD_PLACE, "place"),
	CITED_BY(RECORD_ORGANISATION, "organisation"),
	CITED_BY(RECORD_PERSON, "person"),
	CITED_BY(RECORD_MEMBERSHIP, "membership"),
	CITED_BY(RECORD_EVENT, "event"),
	CITED_BY(RECORD_PAGE, "page"),
};

const enum record_kind *sheet_child_kinds(enum record_kind kind, size_t *count)
{
	*count = child_kinds[kind].count;
	return child_kinds[kind].kinds;
}

static const struct owner_rule *find_rule(enum record_kind owner, enum record_kind child)
{
	for (size_t i = 0; i < sizeof owner_rules / sizeof owner_rules[0]; i++) {
		if (owner_rules[i].owner == owner && owner_rules[i].child == child) {
			return &owner_rules[i];
		}
	}
	return NULL;
}

int sheet_owner_field(enum record_kind owner, enum record_kind child)
{
	const struct owner_rule *rule = find_rule(owner, child);
	return rule ? field_index(child, rule->field) : -1;
}

bool sheet_shows(const struct sheet *sheet, size_t part, int field)
{
	if (part == 0) {
		return true;
	}
	enum record_kind kind = sheet->parts[part].now.ref.kind;
	const struct owner_rule *rule = find_rule(sheet->parts[0].now.ref.kind, kind);
	for (const char *const *name = rule ? rule->settled : NULL; name && *name; name++) {
		if (field_index(kind, *name) == field) {
			return false;
		}
	}
	return true;
}

/* Puts a zeroed part at a place. */
static struct sheet_part *insert_part(struct sheet *sheet, size_t at)
{
	struct rows rows = {sheet->parts, sheet->count, sheet->capacity, sizeof *sheet->parts,
			    sheet->arena};
	rows_add(&rows);
	sheet->parts = rows.items;
	sheet->capacity = rows.capacity;
	struct sheet_part *part = &sheet->parts[at];
	memmove(part + 1, part, (sheet->count - at) * sizeof *part);
	*part = (struct sheet_part){.base = {.uid = NULL}};
	sheet->count = rows.count;
	return part;
}

/* A record that is new: its kind, a uid and the values that every new one gets. */
static void begin_new(struct sheet *sheet, struct sheet_part *part, enum record_kind kind)
{
	char uid[UID_SIZE];
	uid_new(uid);
	part->now = (struct record){.ref = {kind, 0}, .uid = arena_text(sheet->arena, uid)};
	part->base.ref.kind = kind;
	const struct record_type *type = record_type(kind);
	for (size_t i = 0; i < type->field_count; i++) {
		part->now.values[i] = type->fields[i].initial;
		part->came[i] = type->fields[i].initial;
	}
}

static struct sheet *begin_sheet(void)
{
	struct sheet *sheet = mem_new(1, sizeof *sheet);
	sheet->arena = arena_new();
	sheet->words = sheet_words_new(sheet->arena);
	return sheet;
}

struct sheet *sheet_new(enum record_kind kind)
{
	struct sheet *sheet = begin_sheet();
	sheet->state.action = -1;
	begin_new(sheet, insert_part(sheet, 0), kind);
	return sheet;
}

void sheet_free(struct sheet *sheet)
{
	if (sheet) {
		arena_free(sheet->arena);
		free(sheet);
	}
}

static bool load_part(struct sheet *sheet, struct store *store, struct ref ref, struct err *err)
{
	struct record record;
	if (!record_get(store, ref, sheet->arena, &record, err)) {
		return false;
	}
	struct sheet_part *part = insert_part(sheet, sheet->count);
	part->base = record;
	part->now = record;
	return true;
}

/* Whether a term stands in front of another: those that go on, then what ended last. */
static bool is_later_term(const struct record *term, const struct record *other)
{
	const char *end = record_value(term, "valid_to");
	const char *other_end = record_value(other, "valid_to");
	if (!end || !other_end) {
		return !end && other_end;
	}
	return date_compare(end, other_end) > 0;
}

/* Puts the part that was loaded last where it belongs among the terms from a place on. */
static void place_term(struct sheet *sheet, size_t first)
{
	struct sheet_part *parts = sheet->parts;
	size_t at = sheet->count - 1;
	struct sheet_part part = parts[at];
	for (; at > first && is_later_term(&part.now, &parts[at - 1].now); at--) {
		parts[at] = parts[at - 1];
	}
	parts[at] = part;
}

static bool load_children(struct sheet *sheet, struct store *store, struct ref owner,
			  enum record_kind kind, struct err *err)
{
	struct refs children;
	size_t first = sheet->count;
	if (!record_children(store, owner, kind, sheet->arena, &children, err)) {
		return false;
	}
	for (size_t i = 0; i < children.count; i++) {
		if (!load_part(sheet, store, children.items[i], err)) {
			return false;
		}
		if (kind == RECORD_MEMBERSHIP) {
			place_term(sheet, first);
		}
	}
	return true;
}

static bool load_state(struct sheet *sheet, struct store *store, struct err *err)
{
	struct action_rows newest;
	if (!journal_actions(store, 0, 1, sheet->arena, &newest, err)) {
		return false;
	}
	sheet->state = (struct sheet_state){0, NULL};
	if (newest.count > 0) {
		sheet->state = (struct sheet_state){newest.items[0].id, newest.items[0].moment};
	}
	return true;
}

bool sheet_load(struct sheet *sheet, struct store *store, struct ref ref, struct err *err)
{
	store_begin_reading(store);
	bool done = load_state(sheet, store, err) && load_part(sheet, store, ref, err);
	for (size_t i = 0; done && i < child_kinds[ref.kind].count; i++) {
		done = load_children(sheet, store, ref, child_kinds[ref.kind].kinds[i], err);
	}
	store_end_reading(store);
	return done;
}

struct sheet *sheet_open(struct store *store, struct ref ref, struct err *err)
{
	struct sheet *sheet = begin_sheet();
	bool done = sheet_load(sheet, store, ref, err);
	if (done && sheet->parts[0].base.binned) {
		done = err_set(err, ERR_CONFLICT,
			       _("%s lies in the bin. Restore it before it is edited."),
			       sheet_summary(sheet, store, 0, sheet->arena));
	}
	if (!done) {
		sheet_free(sheet);
		return NULL;
	}
	return sheet;
}

/* Place of a kind among those that belong to the first part. */
static size_t order_of(const struct sheet *sheet, enum record_kind kind)
{
	enum record_kind owner = sheet->parts[0].now.ref.kind;
	size_t i = 0;
	while (i < child_kinds[owner].count && child_kinds[owner].kinds[i] != kind) {
		i++;
	}
	return i;
}

size_t sheet_make_room(struct sheet *sheet, enum record_kind kind)
{
	size_t at = sheet->count;
	while (at > 1 &&
	       order_of(sheet, sheet->parts[at - 1].now.ref.kind) > order_of(sheet, kind)) {
		at--;
	}
	(void)insert_part(sheet, at);
	return at;
}

size_t sheet_add(struct sheet *sheet, enum record_kind kind)
{
	size_t at = sheet_make_room(sheet, kind);
	struct sheet_part *part = &sheet->parts[at];
	begin_new(sheet, part, kind);
	int field = sheet_owner_field(sheet->parts[0].now.ref.kind, kind);
	if (field >= 0) {
		part->now.values[field] = sheet->parts[0].now.uid;
	}
	return at;
}

void sheet_take_out(struct sheet *sheet, size_t part, bool is_out)
{
	if (part == 0) {
		return;
	}
	char now[MOMENT_SIZE];
	date_now(now);
	struct record *record = &sheet->parts[part].now;
	record->binned = is_out ? arena_text(sheet->arena, now) : NULL;
}

bool sheet_is_out(const struct sheet *sheet, size_t part)
{
	return part > 0 && sheet->parts[part].now.binned;
}

bool sheet_field_is_changed(const struct sheet *sheet, size_t part, int field)
{
	const struct sheet_part *this = &sheet->parts[part];
	const struct field *row = &record_type(this->now.ref.kind)->fields[field];
	const char *before = this->base.uid ? this->base.values[field] : row->initial;
	if (!this->base.uid && !sheet_shows(sheet, part, field)) {
		return false;
	}
	return this->raw[field] || !str_is_same_value(before, this->now.values[field]);
}

bool sheet_part_is_empty(const struct sheet *sheet, size_t part)
{
	const struct record *now = &sheet->parts[part].now;
	for (size_t i = 0; i < record_type(now->ref.kind)->field_count; i++) {
		if (sheet_field_is_changed(sheet, part, (int)i)) {
			return false;
		}
	}
	return sheet->parts[part].base.uid == NULL;
}

void sheet_put(struct sheet *sheet, size_t part, const char *field, const char *value)
{
	struct sheet_part *this = &sheet->parts[part];
	int index = field_index(this->now.ref.kind, field);
	if (index >= 0) {
		this->now.values[index] =
			value && value[0] ? arena_text(sheet->arena, value) : NULL;
		this->raw[index] = NULL;
		this->fault[index] = NULL;
	}
}

void sheet_propose(struct sheet *sheet, size_t part, const char *field, const char *value)
{
	int index = field_index(sheet->parts[part].now.ref.kind, field);
	sheet_put(sheet, part, field, value);
	if (index >= 0) {
		sheet->parts[part].came[index] = sheet->parts[part].now.values[index];
	}
}
