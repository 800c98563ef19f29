/* SPDX-License-Identifier: MIT
 *
 * What a field offers for what was typed into it: choices, records, languages, fields, yes and no.
 */
#include "interchange/sheet_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "interchange/language.h"
#include "store/suggest.h"
#include "text/find.h"
#include "text/fold.h"

/* Offers while they are gathered: what begins with the text stands before what holds it. */
struct gathering {
	struct arena *arena;
	const char *typed;
	size_t limit;
	struct sheet_offers *offers;
};

/* Letters and digits alone, as they are compared: e-mail begins like email, cochair like co-chair. */
static void squeeze(struct str *out, const char *text)
{
	struct str folded = STR_EMPTY;
	text_fold(&folded, text, strlen(text));
	for (size_t i = 0; i < folded.len; i++) {
		if (folded.data[i] != ' ') {
			str_add_char(out, folded.data[i]);
		}
	}
	str_clear(&folded);
}

static bool begins_folded(const char *text, const char *typed)
{
	struct str a = STR_EMPTY;
	struct str b = STR_EMPTY;
	squeeze(&a, text);
	squeeze(&b, typed);
	bool begins = strncmp(str_text(&a), str_text(&b), b.len) == 0;
	str_clear(&a);
	str_clear(&b);
	return begins;
}

static bool holds(const char *text, const char *typed)
{
	size_t start;
	size_t len;
	return text_find(text, 0, typed, &start, &len);
}

static void insert_offer(struct gathering *gathering, size_t at, const char *text,
			 const char *detail)
{
	struct sheet_offers *offers = gathering->offers;
	if (offers->count == gathering->limit) {
		if (at == offers->count) {
			return;
		}
		offers->count--;
	}
	struct sheet_offer *items = offers->items;
	memmove(&items[at + 1], &items[at], (offers->count - at) * sizeof *items);
	items[at] = (struct sheet_offer){arena_text(gathering->arena, text),
					 arena_text(gathering->arena, detail)};
	offers->count++;
}

/* Adds an offer when its text or detail fits what was typed. */
static void add_fitting(struct gathering *gathering, const char *text, const char *detail)
{
	if (begins_folded(text, gathering->typed) ||
	    (detail[0] && begins_folded(detail, gathering->typed))) {
		insert_offer(gathering, gathering->offers->begun, text, detail);
		gathering->offers->begun += gathering->offers->begun < gathering->limit;
	} else if (holds(text, gathering->typed) || holds(detail, gathering->typed)) {
		insert_offer(gathering, gathering->offers->count, text, detail);
	}
}

static void offer_choices(struct gathering *gathering, const struct field *field)
{
	for (const char *const *choice = field->choices; choice && *choice; choice++) {
		add_fitting(gathering, *choice, "");
	}
}

static void offer_flags(struct gathering *gathering)
{
	add_fitting(gathering, _("yes"), "");
	add_fitting(gathering, _("no"), "");
}

/* The last tag is the one that is being typed; those before it stay. */
static void offer_languages(struct gathering *gathering)
{
	const char *typed = gathering->typed;
	size_t kept = strlen(typed);
	while (kept > 0 && typed[kept - 1] != ' ' && typed[kept - 1] != ',') {
		kept--;
	}
	const char *before = arena_bytes(gathering->arena, typed, kept);
	const char *tag;
	const char *name;
	gathering->typed = typed + kept;
	for (size_t i = 0; language_get(i, &tag, &name); i++) {
		if (!strstr(before, tag)) {
			add_fitting(gathering, arena_format(gathering->arena, "%s%s", before, tag),
				    name);
		}
	}
}

static void offer_fields(struct gathering *gathering, const struct record *citation)
{
	enum record_kind kind;
	if (!sheet_cited_kind(citation, &kind)) {
		return;
	}
	const struct record_type *type = record_type(kind);
	for (size_t i = 0; i < type->field_count; i++) {
		add_fitting(gathering, type->fields[i].name, _(type->fields[i].label));
	}
}

static bool offer_records(struct gathering *gathering, struct store *store,
			  const struct field *field, struct err *err)
{
	struct suggestions found = {NULL, 0};
	if (!suggest_records(store, field->target, gathering->typed, gathering->limit,
			     gathering->arena, &found, err)) {
		return false;
	}
	for (size_t i = 0; i < found.count; i++) {
		const struct suggestion *item = &found.items[i];
		const char *name;
		if (!suggest_name(store, item->ref, gathering->arena, &name, err)) {
			return false;
		}
		/* A name that others bear too is offered as its uid: then the detail names it. */
		const char *detail = item->detail;
		if (strcmp(name, item->label) != 0) {
			detail = arena_format(gathering->arena, "%s%s%s", item->label,
					      item->detail[0] ? ", " : "", item->detail);
		}
		insert_offer(gathering, gathering->offers->count, name, detail);
	}
	return true;
}

bool sheet_offer(const struct sheet *sheet, struct store *store, size_t part, int field,
		 const char *typed, size_t limit, struct arena *arena, struct sheet_offers *offers,
		 struct err *err)
{
	const struct record *record = &sheet->parts[part].now;
	const struct field *row = &record_type(record->ref.kind)->fields[field];
	*offers = (struct sheet_offers){
		.items = arena_new_array(arena, limit + 1, sizeof *offers->items)};
	struct gathering gathering = {arena, typed, limit, offers};
	if (row->kind == FIELD_REFERENCE) {
		return offer_records(&gathering, store, row, err);
	}
	if (row->kind == FIELD_FLAG) {
		offer_flags(&gathering);
	} else if (row->kind == FIELD_LANGUAGES) {
		offer_languages(&gathering);
	} else if (record->ref.kind == RECORD_CITATION && strcmp(row->name, "field") == 0) {
		offer_fields(&gathering, record);
	} else {
		offer_choices(&gathering, row);
	}
	return true;
}
