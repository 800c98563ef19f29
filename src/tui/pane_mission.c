/* SPDX-License-Identifier: MIT
 *
 * The mission pane: the network's pages as one text with headings. The record of a row is the
 * organisation that its section is about; the last line of a section leads to its source.
 */
#include "base/i18n.h"
#include "store/page.h"
#include "tui/doc.h"

#include <string.h>

static struct doc *doc_of(struct pane *pane)
{
	return &((struct doc_pane *)pane)->doc;
}

/* What the lines of a section have in common. */
struct section {
	struct ref page;
	struct ref about; /* the organisation that it is about */
};

static void add(struct pane *pane, enum card_role role, const char *text,
		const struct section *section)
{
	doc_add(doc_of(pane), &(struct card_line){.role = role,
						  .text = text,
						  .link = section->about,
						  .about = section->page});
}

/* Adds the paragraphs of a text that empty lines divide, with an empty line between them. */
static void add_paragraphs(struct pane *pane, const char *body, const struct section *section)
{
	while (*body != '\0') {
		const char *end = strstr(body, "\n\n");
		size_t len = end != NULL ? (size_t)(end - body) : strlen(body);

		add(pane, CARD_PROSE, arena_bytes(pane->arena, body, len), section);
		body += len;
		while (*body == '\n') {
			body++;
		}
		if (*body != '\0') {
			add(pane, CARD_GAP, "", section);
		}
	}
}

static bool mission_load(struct pane *pane, struct err *err)
{
	struct page_rows pages;

	struct arena *arena = arena_new();

	if (!page_list(pane->host->store, arena, &pages, err)) {
		arena_free(arena);
		return false;
	}
	arena_free(pane->arena);
	pane->arena = arena;
	doc_reset(doc_of(pane));
	for (size_t i = 0; i < pages.count; i++) {
		struct section section = {
			.page = {RECORD_PAGE, pages.items[i].id},
			.about = {RECORD_ORGANISATION, pages.items[i].organisation_id}};

		if (i > 0) {
			add(pane, CARD_GAP, "", &section);
		}
		add(pane, CARD_TITLE, pages.items[i].title, &section);
		add_paragraphs(pane, pages.items[i].body, &section);
		if (pages.items[i].source != NULL) {
			section.about = (struct ref){RECORD_SOURCE, pages.items[i].source_id};
			add(pane, CARD_NOTE,
			    arena_format(pane->arena, _("Source: %s"), pages.items[i].source),
			    &section);
		}
	}
	return true;
}

static const struct pane_type mission_type = {
	.title = N_("Mission"),
	.is_text = true,
	.load = mission_load,
	.set_width = doc_pane_set_width,
	.draw_row = doc_pane_draw_row,
	.ref_at = doc_pane_ref_at,
	.text_at = doc_pane_text_at,
	.free = doc_pane_free,
};

struct pane *pane_mission_new(const struct pane_host *host)
{
	struct doc_pane *pane = mem_new(1, sizeof *pane);

	pane_init(&pane->pane, &mission_type, host);
	doc_init(&pane->doc);
	return &pane->pane;
}
