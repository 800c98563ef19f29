/* SPDX-License-Identifier: MIT
 *
 * Values by the kind of their field.
 */
#include "random_record.h"

#include <stdio.h>
#include <string.h>

static const char *const names[] = {
	"Zoë Łukasz Prüfer", "Ana Ñandú Ejemplo",
	"Nguyễn Văn Mẫu",    "徐試驗",
	"山田見本",	     "홍길동보기",
	"سمير مثال",	     "ليلى تجربة",
	"สมชาย ตัวอย่าง",	     "กานต์ ทดสอบ",
	"Иван Примеров",     "Ελένη Δοκιμή",
	"Ó Sampla",	     "Mono",
	"O'Trial-Šimůnek",
};

static const char *const roles[] = {"chair", "co-chair", "member", "alternate", "observer"};

/* References of which a record has exactly one. */
static const struct {
	enum record_kind kind;
	const char *fields[7];
} owners[] = {
	{RECORD_CHANNEL, {"person", "organisation"}},
	{RECORD_MEMBERSHIP, {"person", "member"}},
	{RECORD_EVENT_LINK, {"organisation", "person", "place"}},
	{RECORD_CITATION, {"organisation", "person", "membership", "place", "event", "page"}},
};

#define COUNT(array) (sizeof array / sizeof array[0])

const char *random_name(struct random *random)
{
	return names[random_next(random, COUNT(names))];
}

static bool is_owner(enum record_kind kind, const char *field)
{
	for (size_t i = 0; i < COUNT(owners); i++) {
		for (size_t j = 0; owners[i].kind == kind && owners[i].fields[j]; j++) {
			if (strcmp(owners[i].fields[j], field) == 0) {
				return true;
			}
		}
	}
	return false;
}

enum record_kind random_kind(struct random *random)
{
	/* The kinds that others refer to come often enough to be referred to. */
	static const enum record_kind kinds[] = {
		RECORD_SOURCE,	     RECORD_ORGANISATION, RECORD_ORGANISATION_NAME,
		RECORD_PERSON,	     RECORD_PERSON,	  RECORD_CHANNEL,
		RECORD_MEMBERSHIP,   RECORD_MEMBERSHIP,	  RECORD_EVENT,
		RECORD_EVENT_LINK,   RECORD_PAGE,	  RECORD_CITATION,
		RECORD_ORGANISATION,
	};
	return kinds[random_next(random, COUNT(kinds))];
}

static const char *text_value(struct random_records *records)
{
	const char *name = random_name(records->random);
	return arena_format(records->arena, "%s %zu", name, random_next(records->random, 50));
}

static const char *date_value(struct random_records *records)
{
	size_t year = 1990 + random_next(records->random, 30);
	size_t month = 1 + random_next(records->random, 12);
	return random_next(records->random, 2)
		       ? arena_format(records->arena, "%zu", year)
		       : arena_format(records->arena, "%zu-%02zu", year, month);
}

static const char *choice_value(struct random *random, const char *const *choices)
{
	size_t count = 0;
	while (choices[count]) {
		count++;
	}
	return choices[random_next(random, count)];
}

/* A value for a field that has one. */
static const char *given_value(struct random_records *records, const struct field *field)
{
	struct random *random = records->random;
	switch (field->kind) {
	case FIELD_DATE:
		return date_value(records);
	case FIELD_FLAG:
		return random_next(random, 2) ? "1" : "0";
	case FIELD_NUMBER:
		return arena_format(records->arena, "%zu", 1 + random_next(random, 3));
	case FIELD_URL:
		return arena_format(records->arena, "https://example.org/%zu",
				    random_next(random, 99));
	case FIELD_LANGUAGES:
		return random_next(random, 2) ? "zh-Hant" : "th";
	case FIELD_REFERENCE:
		return records->target(records->context, field->target);
	default:
		return field->choices ? choice_value(random, field->choices) : text_value(records);
	}
}

const char *random_value(struct random_records *records, enum record_kind kind, int index)
{
	const struct field *field = &record_type(kind)->fields[index];
	/* An address is right for every kind of channel but a link, and a link is not chosen. */
	if (kind == RECORD_CHANNEL && strcmp(field->name, "value") == 0) {
		return arena_format(records->arena, "desk%zu@example.org",
				    random_next(records->random, 999));
	}
	if (kind == RECORD_CHANNEL && strcmp(field->name, "kind") == 0) {
		static const char *const kinds[] = {"email", "phone", "fax", NULL};
		return choice_value(records->random, kinds);
	}
	if (kind == RECORD_MEMBERSHIP && strcmp(field->name, "role") == 0) {
		return roles[random_next(records->random, COUNT(roles))];
	}
	bool may_be_empty = !field->required && !is_owner(kind, field->name);
	if (may_be_empty && random_next(records->random, 3) == 0) {
		return field->initial;
	}
	return given_value(records, field);
}

int random_field(struct random_records *records, enum record_kind kind)
{
	const struct record_type *type = record_type(kind);
	while (true) {
		size_t index = random_next(records->random, type->field_count);
		const struct field *field = &type->fields[index];
		if (field->kind != FIELD_CODE && !is_owner(kind, field->name)) {
			return (int)index;
		}
	}
}

/* A random UUID of the sequence, version 4. */
static const char *next_uid(struct random_records *records)
{
	struct random *random = records->random;
	unsigned parts[4];
	for (size_t i = 0; i < COUNT(parts); i++) {
		parts[i] = (unsigned)random_next(random, 0x7fffffff);
	}
	return arena_format(records->arena, "%08x-%04x-4%03x-8%03x-%04x%08x", parts[0],
			    parts[1] & 0xffff, parts[1] >> 20, parts[2] & 0xfff,
			    parts[2] >> 15 & 0xffff, parts[3]);
}

struct record random_record(struct random_records *records, enum record_kind kind)
{
	const struct record_type *type = record_type(kind);
	struct record record = {.ref = {kind, 0}, .uid = next_uid(records)};
	for (size_t i = 0; i < type->field_count; i++) {
		if (!is_owner(kind, type->fields[i].name)) {
			record.values[i] = random_value(records, kind, (int)i);
		}
	}
	for (size_t i = 0; i < COUNT(owners); i++) {
		if (owners[i].kind == kind) {
			size_t count = 0;
			while (owners[i].fields[count]) {
				count++;
			}
			int index = field_index(
				kind, owners[i].fields[random_next(records->random, count)]);
			record.values[index] = random_value(records, kind, index);
		}
	}
	return record;
}
