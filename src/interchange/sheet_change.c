/* SPDX-License-Identifier: MIT
 *
 * What a sheet says of itself: what its parts are called, and what differs from the file it was opened
 * from.
 */
#include "interchange/sheet_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "interchange/card_draft.h"
#include "store/person_name.h"

/* The field that a record is called by; records that only tie others have none. */
static const char *const name_fields[RECORD_KINDS] = {
	[RECORD_SOURCE] = "title",	[RECORD_PLACE] = "name",
	[RECORD_ORGANISATION] = "name", [RECORD_ORGANISATION_NAME] = "name",
	[RECORD_PERSON] = "name",	[RECORD_CHANNEL] = "value",
	[RECORD_EVENT] = "title",	[RECORD_PAGE] = "title",
};

int sheet_name_field(enum record_kind kind)
{
	return name_fields[kind] ? field_index(kind, name_fields[kind]) : -1;
}

#define FIELDS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* What the line about a part is made of, what tells it from others first: the line may be cut.
 * valid_from stands for the span of two dates. */
static const char *const *const summary_fields[RECORD_KINDS] = {
	[RECORD_ORGANISATION_NAME] = FIELDS("name", "abbreviation", "kind", "valid_from"),
	[RECORD_CHANNEL] = FIELDS("kind", "value", "label"),
	[RECORD_MEMBERSHIP] =
		FIELDS("valid_from", "person", "member", "role", "title", "organisation", "ended"),
	[RECORD_EVENT_LINK] = FIELDS("event", "organisation", "person", "place", "role"),
	[RECORD_CITATION] = FIELDS("source", "field"),
};

#define SUMMARY_MAX 8

/* A value in words: of a reference what its target is called. NULL for none. */
static const char *words_of(const struct sheet *sheet, struct store *store,
			    const struct field *field, const char *value, struct arena *arena)
{
	if (!value || field->kind != FIELD_REFERENCE) {
		return value ? sheet_format(sheet, store, field, value, arena) : NULL;
	}
	const char *label = sheet_label(sheet, store, field->target, value, arena);
	return label != NULL ? arena_text(arena, label) : value;
}

/* What stands in a field, be it a value or not; NULL for nothing. */
static const char *text_now(const struct sheet_part *part, const char *name)
{
	int field = field_index(part->now.ref.kind, name);
	return part->raw[field] ? part->raw[field] : part->now.values[field];
}

static const char *summary_word(const struct sheet *sheet, struct store *store, size_t part,
				const char *name, struct arena *arena)
{
	const struct sheet_part *this = &sheet->parts[part];
	enum record_kind kind = this->now.ref.kind;
	int field = field_index(kind, name);
	if (!sheet_shows(sheet, part, field)) {
		return NULL;
	}
	if (strcmp(name, "valid_from") == 0) {
		return card_span(arena, text_now(this, name), text_now(this, "valid_to"));
	}
	if (this->raw[field]) {
		return this->raw[field];
	}
	return words_of(sheet, store, &record_type(kind)->fields[field], this->now.values[field],
			arena);
}

static const char *person_label(const struct record *person, struct arena *arena)
{
	struct person_name name = person_name_of(person);
	return name.name ? person_name_for_list(&name, arena) : "";
}

const char *sheet_summary(const struct sheet *sheet, struct store *store, size_t part,
			  struct arena *arena)
{
	const struct record *now = &sheet->parts[part].now;
	const char *const *names = summary_fields[now->ref.kind];
	const char *words[SUMMARY_MAX];
	size_t count = 0;
	for (; names && *names && count < SUMMARY_MAX; names++) {
		words[count++] = summary_word(sheet, store, part, *names, arena);
	}
	const char *text = count > 0 ? card_join(arena, words, count) : NULL;
	if (!names && now->ref.kind == RECORD_PERSON) {
		text = person_label(now, arena);
	} else if (!names) {
		text = record_value(now, name_fields[now->ref.kind]);
	}
	return text && text[0] ? text : _(record_type(now->ref.kind)->label);
}

/* Whether a part goes to the bin or comes out of it. */
static bool is_moved(const struct sheet_part *part)
{
	return part->base.uid && !part->base.binned != !part->now.binned;
}

static bool is_part_changed(const struct sheet *sheet, size_t part)
{
	const struct sheet_part *this = &sheet->parts[part];
	if (sheet_is_out(sheet, part)) {
		return is_moved(this);
	}
	bool is_changed = is_moved(this);
	for (size_t i = 0; i < record_type(this->now.ref.kind)->field_count; i++) {
		is_changed = is_changed || sheet_field_is_changed(sheet, part, (int)i);
	}
	return is_changed;
}

static const char *came_value(const struct sheet_part *part, int field)
{
	return part->base.uid ? part->base.values[field] : part->came[field];
}

const char *sheet_came_text(const struct sheet *sheet, struct store *store, size_t part, int field,
			    struct arena *arena)
{
	const struct sheet_part *this = &sheet->parts[part];
	return sheet_format(sheet, store, &record_type(this->now.ref.kind)->fields[field],
			    came_value(this, field), arena);
}

/* A part of a copy that was taken out is missed, one that was added and taken out again is not. */
static bool is_missed(const struct sheet *sheet, size_t part)
{
	const struct sheet_part *this = &sheet->parts[part];
	const struct record_type *type = record_type(this->now.ref.kind);
	for (size_t i = 0; i < type->field_count; i++) {
		if (sheet_shows(sheet, part, (int)i) &&
		    !str_is_same_value(this->came[i], type->fields[i].initial)) {
			return true;
		}
	}
	return false;
}

static bool is_field_touched(const struct sheet *sheet, size_t part, int field)
{
	const struct sheet_part *this = &sheet->parts[part];
	if (!this->base.uid && !sheet_shows(sheet, part, field)) {
		return false;
	}
	return this->raw[field] ||
	       !str_is_same_value(came_value(this, field), this->now.values[field]);
}

static bool is_part_touched(const struct sheet *sheet, size_t part)
{
	const struct sheet_part *this = &sheet->parts[part];
	if (this->base.uid) {
		return is_part_changed(sheet, part);
	}
	if (sheet_is_out(sheet, part)) {
		return is_missed(sheet, part);
	}
	for (size_t i = 0; i < record_type(this->now.ref.kind)->field_count; i++) {
		if (is_field_touched(sheet, part, (int)i)) {
			return true;
		}
	}
	return false;
}

bool sheet_is_touched(const struct sheet *sheet, size_t part, int field)
{
	return field >= 0 ? is_field_touched(sheet, part, field) : is_part_touched(sheet, part);
}

bool sheet_is_changed(const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++) {
		if (is_part_changed(sheet, i)) {
			return true;
		}
	}
	return false;
}
