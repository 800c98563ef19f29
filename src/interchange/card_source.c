/* SPDX-License-Identifier: MIT
 *
 * Sources on a card: those of any record at its end, and the card of a source itself.
 */
#include "interchange/card_draft.h"

#include <string.h>

#include "base/i18n.h"
#include "store/source.h"

/* What a citation says beyond naming its source; NULL when nothing. */
static const char *claim_of(struct arena *arena, enum record_kind kind,
			    const struct citation_row *row)
{
	int index = row->field != NULL ? field_index(kind, row->field) : -1;
	if (index < 0) {
		return row->claim;
	}
	const char *label = _(record_type(kind)->fields[index].label);
	return row->claim != NULL ? arena_format(arena, "%s: %s", label, row->claim)
				  : arena_format(arena, _("for “%s”"), label);
}

static bool is_cited_above(const struct card_draft *draft, size_t first, int64_t source_id)
{
	for (size_t i = first; i < draft->count; i++) {
		const struct ref *link = &draft->items[i].link;
		if (link->kind == RECORD_SOURCE && link->id == source_id) {
			return true;
		}
	}
	return false;
}

static void add_claim(struct card_draft *draft, enum record_kind kind,
		      const struct citation_row *row)
{
	const char *claim = claim_of(draft->arena, kind, row);
	if (claim != NULL) {
		card_remark(draft, claim)->about = (struct ref){RECORD_CITATION, row->id};
	}
}

/* Each source once, with all that its citations say below it; first is the line of the first. */
static void add_citations(struct card_draft *draft, enum record_kind kind, size_t first,
			  const struct citation_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct citation_row *row = &rows->items[i];
		if (is_cited_above(draft, first, row->source_id)) {
			continue;
		}
		const char *parts[] = {row->title, row->publisher};
		struct card_line *line = card_item(draft, card_join(draft->arena, parts, 2));
		line->link = (struct ref){RECORD_SOURCE, row->source_id};
		line->url = row->url;
		line->about = (struct ref){RECORD_CITATION, row->id};
		for (size_t j = i; j < rows->count; j++) {
			if (rows->items[j].source_id == row->source_id) {
				add_claim(draft, kind, &rows->items[j]);
			}
		}
	}
}

static bool add_sources_of(struct card_draft *draft, struct ref ref, size_t first, struct err *err)
{
	struct citation_rows rows;
	if (!source_citations(draft->store, ref, draft->arena, &rows, err)) {
		return false;
	}
	add_citations(draft, ref.kind, first, &rows);
	return true;
}

static bool add_sources_of_terms(struct card_draft *draft, size_t first, struct err *err)
{
	struct refs terms;
	if (!record_children(draft->store, draft->record.ref, RECORD_MEMBERSHIP, draft->arena,
			     &terms, err)) {
		return false;
	}
	for (size_t i = 0; i < terms.count; i++) {
		if (!add_sources_of(draft, terms.items[i], first, err)) {
			return false;
		}
	}
	return true;
}

bool card_sources(struct card_draft *draft, struct err *err)
{
	struct ref ref = draft->record.ref;
	card_gap(draft);
	size_t first = draft->count;
	card_list(draft, _("Source"));
	if (!add_sources_of(draft, ref, first, err)) {
		return false;
	}
	bool has_terms = ref.kind == RECORD_PERSON || ref.kind == RECORD_ORGANISATION;
	if (has_terms && !add_sources_of_terms(draft, first, err)) {
		return false;
	}
	if (draft->count == first) {
		card_item(draft, _("No source is noted."));
	}
	return true;
}

static const struct {
	const char *kind;
	const char *words;
} source_words[] = {
	{"network", N_("the network itself")},
	{"primary", N_("primary source")},
	{"secondary", N_("secondary source")},
};

static const char *words_for(const char *kind)
{
	for (size_t i = 0; i < sizeof source_words / sizeof source_words[0]; i++) {
		if (kind != NULL && strcmp(source_words[i].kind, kind) == 0) {
			return _(source_words[i].words);
		}
	}
	return kind;
}

static bool add_head(struct card_draft *draft, struct err *err)
{
	(void)err;
	const char *url = card_value(draft, "url");
	card_summary(draft,
		     (const char *const[]){card_value(draft, "publisher"),
					   words_for(card_value(draft, "kind")),
					   card_value(draft, "date")},
		     3);
	card_gap(draft);
	if (url != NULL) {
		card_list(draft, _("Web address"));
		struct card_line *line = card_item(draft, url);
		line->url = url;
		line->field = "url";
	}
	card_show(draft, _("Read on"), "retrieved");
	card_show(draft, _("Note"), "note");
	return true;
}

/* Kinds of record that a source supports, as they follow each other on its card. */
static const struct {
	enum record_kind kind;
	const char *label;
} supported[] = {
	{RECORD_PAGE, N_("Pages")},    {RECORD_ORGANISATION, N_("Organisations")},
	{RECORD_PERSON, N_("People")}, {RECORD_MEMBERSHIP, N_("Terms")},
	{RECORD_EVENT, N_("Events")},  {RECORD_PLACE, N_("Countries")},
};

/* A term has no card: its line names the member and leads there. */
static bool add_term(struct card_draft *draft, struct ref ref, struct err *err)
{
	struct record term;
	struct ref member;
	if (!record_get(draft->store, ref, draft->arena, &term, err)) {
		return false;
	}
	const char *person = record_value(&term, "person");
	const char *uid = person != NULL ? person : record_value(&term, "member");
	enum record_kind kind = person != NULL ? RECORD_PERSON : RECORD_ORGANISATION;
	if (!record_find_uid(draft->store, kind, uid, &member, err)) {
		return false;
	}
	card_link(draft,
		  card_tell(draft->arena, record_label(draft->store, member, draft->arena),
			    record_label(draft->store, ref, draft->arena)),
		  member)
		->about = ref;
	return true;
}

static bool add_supported(struct card_draft *draft, struct ref ref, struct err *err)
{
	if (ref.kind == RECORD_MEMBERSHIP) {
		return add_term(draft, ref, err);
	}
	card_link(draft, record_label(draft->store, ref, draft->arena), ref);
	return true;
}

static bool add_supports(struct card_draft *draft, struct err *err)
{
	struct refs refs;
	if (!source_records(draft->store, draft->record.ref.id, draft->arena, &refs, err)) {
		return false;
	}
	card_gap(draft);
	card_field(draft, _("Supports"),
		   arena_format(draft->arena,
				ngettext("%zu record", "%zu records", (unsigned long)refs.count),
				refs.count));
	for (size_t i = 0; i < sizeof supported / sizeof supported[0]; i++) {
		card_list(draft, _(supported[i].label));
		for (size_t j = 0; j < refs.count; j++) {
			if (refs.items[j].kind == supported[i].kind &&
			    !add_supported(draft, refs.items[j], err)) {
				return false;
			}
		}
	}
	return true;
}

card_section *const card_source_sections[] = {add_head, add_supports, NULL};
