/* SPDX-License-Identifier: MIT
 *
 * The values that are offered below a field while it is typed into: fewer with each letter. None is
 * taken without a key.
 */
#include <string.h>

#include "tui/form_parts.h"

/* More are not asked for: whoever sees so many types another letter. */
enum { OFFERS_MAX = 50 };

bool form_is_choice(const struct field *field)
{
	return field != NULL && (field->kind == FIELD_CHOICE || field->kind == FIELD_FLAG ||
				 field->kind == FIELD_REFERENCE);
}

bool form_is_controlled(const struct field *field)
{
	return form_is_choice(field) ||
	       (field != NULL && (field->kind == FIELD_WORD || field->kind == FIELD_LANGUAGES ||
				  field->choices != NULL));
}

void form_offers_close(struct form *form)
{
	form->offers.is_open = false;
	form->offers.chosen = FORM_NONE;
	form->offers.found.count = 0;
	arena_clear(form->offers.arena);
}

void form_offers_open(struct app *app, bool is_all)
{
	struct form *form = app->form;

	if (form_is_controlled(form_field_of(form, form_at(form)))) {
		form->offers.is_open = true;
		form->offers.is_stale = true;
		form->offers.is_all = is_all;
		form->offers.chosen = FORM_NONE;
	}
}

void form_offers_update(struct app *app)
{
	struct form *form = app->form;
	struct form_offers *offers = &form->offers;
	const struct form_row *row = form_at(form);
	const char *typed = offers->is_all ? "" : str_text(&form->prose.line.text);
	struct err err = {0};

	if (!offers->is_open || !offers->is_stale) {
		return;
	}
	offers->is_stale = false;
	offers->found = (struct sheet_offers){NULL, 0, 0};
	arena_clear(offers->arena);
	if (!sheet_offer(form->sheet, app->host.store, row->part, row->field, typed, OFFERS_MAX,
			 offers->arena, &offers->found, &err)) {
		offers->found.count = 0;
		/* The key that came first asks again. */
		offers->is_stale = err.kind == ERR_CANCELLED;
	}
}

bool form_offers_move(struct app *app, int step)
{
	struct form_offers *offers = &app->form->offers;

	form_offers_update(app);
	if (offers->found.count == 0 || (step < 0 && offers->chosen == FORM_NONE)) {
		return false;
	}
	if (offers->chosen == FORM_NONE) {
		offers->chosen = 0;
	} else if (step < 0) {
		offers->chosen = offers->chosen > 0 ? offers->chosen - 1 : FORM_NONE;
	} else if (offers->chosen + 1 < offers->found.count) {
		offers->chosen++;
	}
	return true;
}

void form_offers_choose(struct app *app)
{
	struct form_offers *offers = &app->form->offers;
	const char *text = str_text(&app->form->prose.line.text);

	offers->chosen = 0;
	for (size_t i = 0; i < offers->found.count; i++) {
		if (strcmp(offers->found.items[i].text, text) == 0) {
			offers->chosen = i;
		}
	}
}

void form_offers_take(struct app *app)
{
	struct form *form = app->form;
	struct form_offers *offers = &form->offers;
	bool is_typed = !offers->is_all && form->prose.line.text.len > 0;
	const char *text = NULL;

	form_offers_update(app);
	if (!offers->is_open) {
		return;
	}
	if (offers->chosen < offers->found.count) {
		text = offers->found.items[offers->chosen].text;
	} else if (is_typed && (offers->found.count == 1 || offers->found.begun == 1)) {
		text = offers->found.items[0].text;
	}
	if (text != NULL) {
		line_set(&form->prose.line, text);
		form->needs_keeping = true;
	}
	form_offers_close(form);
}
