/* SPDX-License-Identifier: MIT
 *
 * The lines of a card and the short phrases they are made of.
 */
#include "interchange/card_draft.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"

struct card_line *card_add(struct card_draft *draft, enum card_role role, const char *text)
{
	if (draft->count == draft->capacity) {
		draft->capacity = draft->capacity * 2 + 32;
		draft->items = mem_resize(draft->items, draft->capacity, sizeof draft->items[0]);
	}
	struct card_line *line = &draft->items[draft->count++];
	*line = (struct card_line){.role = role, .text = text};
	return line;
}

void card_gap(struct card_draft *draft)
{
	if (draft->count > 0 && draft->items[draft->count - 1].role != CARD_GAP) {
		card_add(draft, CARD_GAP, "");
	}
}

void card_list(struct card_draft *draft, const char *label)
{
	draft->label = label;
}

struct card_line *card_item(struct card_draft *draft, const char *text)
{
	enum card_role role = draft->label != NULL ? CARD_FIELD : CARD_ITEM;
	struct card_line *line = card_add(draft, role, text);
	line->label = draft->label;
	draft->label = NULL;
	return line;
}

struct card_line *card_link(struct card_draft *draft, const char *text, struct ref link)
{
	struct card_line *line = card_item(draft, text);
	line->link = link;
	return line;
}

struct card_line *card_remark(struct card_draft *draft, const char *text)
{
	if (text == NULL) {
		return NULL;
	}
	struct card_line *remark =
		card_add(draft, CARD_ITEM, arena_format(draft->arena, "(%s)", text));
	const struct card_line *above = remark - 1;
	remark->about = above->about;
	remark->is_past = above->is_past;
	return remark;
}

void card_field(struct card_draft *draft, const char *label, const char *text)
{
	if (text != NULL) {
		card_list(draft, label);
		card_item(draft, text);
	}
}

void card_show(struct card_draft *draft, const char *label, const char *field)
{
	const char *value = card_value(draft, field);
	if (value != NULL) {
		card_list(draft, label);
		card_item(draft, value)->field = field;
	}
}

void card_prose(struct card_draft *draft, const char *text)
{
	while (text != NULL && text[0] != '\0') {
		const char *end = strstr(text, "\n\n");
		size_t len = end != NULL ? (size_t)(end - text) : strlen(text);
		card_gap(draft);
		card_add(draft, CARD_PROSE, arena_bytes(draft->arena, text, len));
		text += len;
		text += strspn(text, "\n");
	}
}

/* Text parts that are not NULL, with a separator between them. */
static const char *join(struct arena *arena, const char *separator, const char *const *parts,
			size_t count)
{
	struct str text = STR_EMPTY;
	for (size_t i = 0; i < count; i++) {
		if (parts[i] != NULL && parts[i][0] != '\0') {
			str_add(&text, text.len > 0 ? separator : "");
			str_add(&text, parts[i]);
		}
	}
	const char *copy = arena_text(arena, str_text(&text));
	str_clear(&text);
	return copy;
}

void card_summary(struct card_draft *draft, const char *const *parts, size_t count)
{
	const char *text = join(draft->arena, " · ", parts, count);
	if (text[0] != '\0') {
		card_add(draft, CARD_SUMMARY, text);
	}
}

const char *card_join(struct arena *arena, const char *const *parts, size_t count)
{
	return join(arena, ", ", parts, count);
}

const char *card_tell(struct arena *arena, const char *name, const char *rest)
{
	return rest != NULL && rest[0] != '\0' ? arena_format(arena, "%s · %s", name, rest) : name;
}

const char *card_part(const char *role)
{
	return role != NULL && strcmp(role, "subject") == 0 ? NULL : role;
}

const char *card_span(struct arena *arena, const char *from, const char *to)
{
	if (from != NULL && to != NULL) {
		return strcmp(from, to) == 0 ? arena_text(arena, from)
					     : arena_format(arena, _("%s to %s"), from, to);
	}
	if (from != NULL) {
		return arena_format(arena, _("since %s"), from);
	}
	return to != NULL ? arena_format(arena, _("until %s"), to) : NULL;
}

const char *card_value(const struct card_draft *draft, const char *field)
{
	return record_value(&draft->record, field);
}

/* What a reference of the record points to; id 0 when it has none. */
static bool find_target(struct card_draft *draft, const char *field, struct ref *target,
			struct err *err)
{
	enum record_kind kind = draft->record.ref.kind;
	const char *uid = card_value(draft, field);
	const struct field *row = &record_type(kind)->fields[field_index(kind, field)];
	*target = (struct ref){row->target, 0};
	return uid == NULL || record_find_uid(draft->store, row->target, uid, target, err);
}

bool card_target_name(struct card_draft *draft, const char *field, const char **name,
		      struct err *err)
{
	struct ref target;
	if (!find_target(draft, field, &target, err)) {
		return false;
	}
	*name = target.id != 0 ? record_label(draft->store, target, draft->arena) : NULL;
	return true;
}

bool card_reference(struct card_draft *draft, const char *label, const char *field, struct err *err)
{
	struct ref target;
	if (!find_target(draft, field, &target, err)) {
		return false;
	}
	if (target.id != 0) {
		card_list(draft, label);
		card_link(draft, record_label(draft->store, target, draft->arena), target)->field =
			field;
	}
	return true;
}
