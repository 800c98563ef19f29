/* SPDX-License-Identifier: MIT
 *
 * The values that are offered below a field while it is typed into: fewer with each letter. None is
 * taken without a key, and the one that is marked stands at the foot as the new value.
 *
 *                      not shown      shown, none marked           shown, one marked
 *   a letter           are shown      narrows; a value in full     the same
 *                                     or nothing at all hides them
 *   ^N                 shows them     marks the first              marks the next, as Down
 *   Down               next row       marks the first              marks the next; at the last one
 *                                                                  takes it, next row
 *   Up                 row before     takes the only one,          marks the one before; at the
 *                                     row before                   first one none
 *   Tab, Enter         next row       takes the only one, next     takes it, next row
 *                                     row; of several types what
 *                                     they begin with, else marks
 *                                     the first
 *   S-Tab, PgUp, PgDn  leave          take the only one, leave     take it, leave
 *   ^S                 saves          takes the only one, saves    takes it, saves
 *   Esc                leaves         hides them                   hides them
 *   the program ends   keeps what was typed, in all three
 *
 * The only one is the one that fits what was typed, or that begins with it; where a word of one's own may
 * stand, that begins with it. A text that is a value already, a country code say, is left as it is.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "store/suggest.h"
#include "text/utf8.h"
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
	form->offers.found = (struct sheet_offers){NULL, 0, 0};
	arena_clear(form->offers.arena);
}

static const char *typed_text(const struct form *form)
{
	return str_text(&form->prose.line.text);
}

static const struct field *field_here(struct form *form)
{
	return form_field_of(form, form_at(form));
}

/* Whether other words than the values offered may stand there too. */
static bool takes_own_words(const struct field *field)
{
	return field->kind == FIELD_WORD && field->choices != NULL;
}

/* Whether something was typed to look for: not in an empty field, nor before the first letter of the
 * next language. */
static bool has_begun(const struct field *field, const char *text)
{
	size_t len = strlen(text);

	if (field->kind == FIELD_LANGUAGES && len > 0 && strchr(" ,", text[len - 1]) != NULL) {
		return false;
	}
	return text[strspn(text, " ")] != '\0';
}

static void open_offers(struct form *form, bool is_asked)
{
	form->offers.is_open = true;
	form->offers.is_stale = true;
	form->offers.is_asked = is_asked;
	/* A value that stands there as it was read narrows nothing: one wants another. */
	form->offers.is_all = is_asked && !form->is_typing;
	form->offers.chosen = FORM_NONE;
}

void form_offers_open(struct app *app)
{
	struct form *form = app->form;
	const struct field *field = field_here(form);

	if (form_is_controlled(field) && has_begun(field, typed_text(form))) {
		open_offers(form, false);
	} else {
		form_offers_close(form);
	}
}

/* The offer that a text names in full, however it is spelled where that makes no difference. */
static size_t find_value(const struct form_offers *offers, const struct field *field,
			 const char *text)
{
	bool is_exact = !form_is_choice(field) && !takes_own_words(field);

	for (size_t i = 0; i < offers->found.count; i++) {
		const char *value = offers->found.items[i].text;

		if (is_exact ? strcmp(value, text) == 0 : strcasecmp(value, text) == 0) {
			return i;
		}
	}
	return FORM_NONE;
}

void form_offers_update(struct app *app)
{
	struct form *form = app->form;
	struct form_offers *offers = &form->offers;
	const struct form_row *row = form_at(form);
	const char *typed = offers->is_all ? "" : typed_text(form);
	struct err err = {0};

	if (!offers->is_open || !offers->is_stale) {
		return;
	}
	offers->is_stale = false;
	offers->found = (struct sheet_offers){NULL, 0, 0};
	arena_clear(offers->arena);
	if (!sheet_offer(form->sheet, app->host.store, row->part, row->field, typed, OFFERS_MAX,
			 offers->arena, &offers->found, &err)) {
		offers->found = (struct sheet_offers){NULL, 0, 0};
		/* The key that came first asks again. */
		offers->is_stale = err.kind == ERR_CANCELLED;
	}
	if (!offers->is_asked && find_value(offers, field_here(form), typed) != FORM_NONE) {
		offers->found = (struct sheet_offers){NULL, 0, 0};
	}
}

void form_offers_ask(struct app *app)
{
	struct form *form = app->form;

	open_offers(form, true);
	form_offers_update(app);
	if (form->offers.found.count == 0) {
		form_offers_close(form);
		app_say(app, _("Nothing fits what was typed."));
	} else {
		form->offers.chosen = find_value(&form->offers, field_here(form), typed_text(form));
	}
}

const struct sheet_offer *form_offers_marked(const struct form *form)
{
	const struct form_offers *offers = &form->offers;

	return offers->chosen < offers->found.count ? &offers->found.items[offers->chosen] : NULL;
}

bool form_offers_move(struct app *app, int step)
{
	struct form_offers *offers = &app->form->offers;

	form_offers_update(app);
	if (offers->found.count == 0 || (step < 0 && offers->chosen == FORM_NONE) ||
	    (step > 0 && offers->chosen + 1 == offers->found.count)) {
		return false;
	}
	/* FORM_NONE is the one before the first. */
	offers->chosen += step < 0 ? -(size_t)1 : 1;
	return true;
}

/* Whether something was typed that fits values, none of which is marked. */
static bool is_narrowed(struct form *form)
{
	const struct form_offers *offers = &form->offers;

	return offers->found.count > 0 && !offers->is_all && form_offers_marked(form) == NULL &&
	       has_begun(field_here(form), typed_text(form));
}

/* The only value that fits what was typed; NULL when none or more than one does. */
static const struct sheet_offer *find_only(struct form *form)
{
	const struct sheet_offers *found = &form->offers.found;
	bool is_only =
		found->begun == 1 || (found->count == 1 && !takes_own_words(field_here(form)));

	return is_narrowed(form) && is_only ? &found->items[0] : NULL;
}

/* Whether a text names a record for sure: what it begins no two names with, or a code or short form as
 * it stands beside one of them. "ind" is a code of India to a computer and half a name to a person. */
static bool is_sure(const struct sheet_offers *found, const char *text)
{
	size_t len = strlen(text);
	size_t begun = 0;

	for (size_t i = 0; i < found->count; i++) {
		const char *detail = found->items[i].detail;

		if (strncmp(detail, text, len) == 0 && strchr(",", detail[len]) != NULL) {
			return true;
		}
		begun += strncasecmp(found->items[i].text, text, len) == 0 ? 1 : 0;
	}
	return begun < 2;
}

/* Whether what was typed may stay: a word of one's own, a value in full, what else names a record. */
static bool may_stay(struct app *app)
{
	struct form *form = app->form;
	const struct sheet_offers *found = &form->offers.found;
	const struct field *field = field_here(form);
	const char *typed = typed_text(form);
	struct ref ref;

	if (takes_own_words(field) && found->begun == 0) {
		return true;
	}
	return find_value(&form->offers, field, typed) != FORM_NONE ||
	       (field->kind == FIELD_REFERENCE && is_sure(found, typed) &&
		suggest_lookup(app->host.store, field->target, typed, &ref, NULL));
}

/* How many bytes the values that fit begin with alike; those that only hold what was typed do not count
 * where others begin with it. */
static size_t common_length(const struct sheet_offers *found)
{
	const char *first = found->items[0].text;
	size_t count = found->begun > 0 ? found->begun : found->count;
	size_t len = strlen(first);
	size_t kept = 0;

	for (size_t i = 1; i < count; i++) {
		size_t same = 0;

		while (same < len && found->items[i].text[same] == first[same]) {
			same++;
		}
		len = same;
	}
	while (kept < len && kept + cluster_length(first + kept, strlen(first + kept)) <= len) {
		kept += cluster_length(first + kept, strlen(first + kept));
	}
	return kept;
}

/* Types on as far as all that fits is the same; false when that is no further than it was typed. */
static bool type_common(struct app *app)
{
	struct form *form = app->form;
	const struct sheet_offers *found = &form->offers.found;
	size_t typed = form->prose.line.text.len;
	size_t len = common_length(found);

	/* More may fit than were asked for. */
	if (found->count >= OFFERS_MAX || len <= typed ||
	    strncasecmp(found->items[0].text, typed_text(form), typed) != 0) {
		return false;
	}
	char *text = mem_copy_bytes(found->items[0].text, len);
	line_set(&form->prose.line, text);
	free(text);
	form->needs_keeping = true;
	form_offers_open(app);
	return true;
}

bool form_offers_complete(struct app *app)
{
	struct form *form = app->form;

	form_offers_update(app);
	if (!is_narrowed(form) || find_only(form) != NULL || may_stay(app)) {
		return false;
	}
	if (!type_common(app)) {
		form->offers.chosen = 0;
	}
	return true;
}

void form_offers_take(struct app *app)
{
	struct form *form = app->form;

	form_offers_update(app);
	if (!form->offers.is_open) {
		return;
	}
	const struct sheet_offer *taken = form_offers_marked(form);
	taken = taken != NULL ? taken : find_only(form);
	if (taken != NULL) {
		line_set(&form->prose.line, taken->text);
		form->needs_keeping = true;
	}
	form_offers_close(form);
}
