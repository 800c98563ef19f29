/* SPDX-License-Identifier: MIT
 *
 * What others saved while a form was open: fields that both changed, each with what it was and what
 * they made of it, and records that were binned or erased.
 */
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "interchange/sheet_erased.h"
#include "store/journal.h"
#include "tui/form_parts.h"
#include "tui/question.h"

/* Fields that both sides changed which a notice names. */
enum { RIVALS_SHOWN = 3 };

/* A stored value of a field as a person would read it. */
static const char *text_of_value(struct app *app, const struct form_clash *clash, const char *value)
{
	struct form *form = app->form;
	struct sheet_part *part = &form->sheet->parts[clash->clash.item];
	struct sheet_part kept = *part;
	int field = clash->clash.field;

	part->now.values[field] = value;
	part->raw[field] = NULL;
	const char *text = sheet_text(form->sheet, app->host.store, clash->clash.item, field,
				      form->clashes.arena);
	*part = kept;
	return text[0] != '\0' ? text : _("(empty)");
}

/* "Bea Example, 10:00", with the day when it is not today. */
static const char *format_who(struct app *app, const char *actor, const char *moment,
			      struct arena *arena)
{
	char local[LOCAL_SIZE] = "";
	size_t day = strlen(app->host.today);

	if (moment != NULL) {
		date_local(moment, local);
	}
	bool is_today = strncmp(local, app->host.today, day) == 0 && local[day] == ' ';
	const char *when = is_today ? local + day + 1 : local;
	if (actor != NULL && when[0] != '\0') {
		return arena_format(arena, "%s, %s", actor, when);
	}
	return arena_text(arena, actor != NULL ? actor : when[0] != '\0' ? when : _("others"));
}

static void copy_clash(struct app *app, const struct save_clash *from, struct form_clash *to)
{
	struct arena *arena = app->form->clashes.arena;

	to->clash = *from;
	to->clash.base = arena_text(arena, from->base);
	to->clash.theirs = arena_text(arena, from->theirs);
	to->clash.mine = arena_text(arena, from->mine);
	to->clash.actor = arena_text(arena, from->actor);
	to->clash.moment = arena_text(arena, from->moment);
	to->is_about_part = from->field == SAVE_BIN;
	to->who = format_who(app, from->actor, from->moment, arena);
	if (!to->is_about_part) {
		to->was = text_of_value(app, to, from->base);
		to->theirs = text_of_value(app, to, from->theirs);
		to->other = (struct form_side){.value = to->clash.theirs, .text = to->theirs};
	}
}

/* That the record itself lies in the bin stands above the fields: it has no heading. */
static void tell_bin(struct form *form)
{
	for (size_t i = 0; i < form->clashes.count; i++) {
		const struct form_clash *clash = &form->clashes.items[i];

		if (clash->is_about_part && clash->clash.item == 0) {
			str_reset(&form->notice);
			str_add_format(&form->notice,
				       _("To the bin meanwhile (%s). ^S brings it back with your "
					 "changes."),
				       clash->who);
		}
	}
}

void form_clashes_show(struct app *app, const struct save_result *result)
{
	struct form *form = app->form;
	size_t count = result->clash_count;
	struct err err = {0};

	arena_clear(form->clashes.arena);
	form->clashes.items =
		arena_new_array(form->clashes.arena, count, sizeof(struct form_clash));
	form->clashes.count = count;
	for (size_t i = 0; i < count; i++) {
		copy_clash(app, &result->clashes[i], &form->clashes.items[i]);
		form->is_open[result->clashes[i].item] = true;
	}
	str_reset(&form->notice);
	tell_bin(form);
	form_set_rows(form);
	const struct form_clash *first = &form->clashes.items[0];
	form_go_to(app, first->clash.item, first->is_about_part ? -1 : first->clash.field);
	const char *actor = first->clash.actor != NULL ? first->clash.actor : _("others");
	if (first->is_about_part) {
		err_set(&err, ERR_CONFLICT,
			first->clash.theirs != NULL
				? _("Not saved: it was moved to the bin meanwhile by %s.")
				: _("Not saved: what goes to the bin was changed meanwhile by %s."),
			actor);
	} else {
		err_set(&err, ERR_CONFLICT,
			ngettext("Not saved: %zu field was changed meanwhile by %s.",
				 "Not saved: %zu fields were changed meanwhile by %s.", count),
			count, actor);
	}
	app_fail(app, &err);
}

struct form_clash *form_clash_at(const struct form *form, const struct form_row *row)
{
	for (size_t i = 0; i < form->clashes.count; i++) {
		struct form_clash *clash = &form->clashes.items[i];
		bool is_here = clash->is_about_part ? row->kind == FORM_HEADING
						    : row->field == clash->clash.field;

		if (row->kind != FORM_ADD && clash->clash.item == row->part && is_here) {
			return clash;
		}
	}
	return NULL;
}

/* Keeps what stands in the field, be it a value or not, for the side that it belongs to. */
static void keep_side(struct app *app, const struct form_clash *clash, struct form_side *side)
{
	struct arena *arena = app->form->clashes.arena;
	const struct sheet_part *part = &app->form->sheet->parts[clash->clash.item];
	int field = clash->clash.field;

	side->raw = arena_text(arena, part->raw[field]);
	side->fault = arena_text(arena, part->fault[field]);
	side->value = arena_text(arena, part->now.values[field]);
	side->text = side->raw != NULL ? side->raw : text_of_value(app, clash, side->value);
}

static void put_side(struct form *form, const struct form_clash *clash,
		     const struct form_side *side)
{
	struct sheet *sheet = form->sheet;
	struct sheet_part *part = &sheet->parts[clash->clash.item];
	int field = clash->clash.field;

	sheet_put(sheet, clash->clash.item, record_type(part->now.ref.kind)->fields[field].name,
		  side->value);
	part->raw[field] = arena_text(sheet->arena, side->raw);
	part->fault[field] = arena_text(sheet->arena, side->fault);
}

/* What was typed since the last turn belongs to the side that stood in the field. */
static void turn_field(struct app *app, struct form_clash *clash)
{
	struct form_side *here = clash->takes_theirs ? &clash->other : &clash->mine;
	struct form_side *next = clash->takes_theirs ? &clash->mine : &clash->other;

	if (form_commit(app)) {
		keep_side(app, clash, here);
		put_side(app->form, clash, next);
		clash->takes_theirs = !clash->takes_theirs;
		form_take_text(app);
	}
}

void form_clash_turn(struct app *app)
{
	struct form *form = app->form;
	struct form_clash *clash = form_clash_at(form, form_at(form));

	if (clash != NULL && clash->is_about_part) {
		clash->takes_theirs = !clash->takes_theirs;
		form_forget_texts(form);
	} else if (clash != NULL) {
		turn_field(app, clash);
	}
}

/* The fields hold what is to be saved by now, so mine stays; only the bin is still to be told. */
void form_clashes_settle(struct form *form)
{
	for (size_t i = 0; i < form->clashes.count; i++) {
		const struct form_clash *clash = &form->clashes.items[i];

		sheet_settle(form->sheet, &clash->clash,
			     clash->is_about_part && clash->takes_theirs);
	}
	form->clashes.count = 0;
	str_reset(&form->notice);
}

/* Makes a part whose record is gone one of a new record. */
static void renew_part(struct sheet *sheet, size_t part)
{
	struct sheet_part *this = &sheet->parts[part];
	enum record_kind kind = this->now.ref.kind;
	char uid[UID_SIZE];

	uid_new(uid);
	this->base = (struct record){.ref = {kind, 0}};
	this->theirs = (struct record){.ref = {kind, 0}};
	this->now.uid = arena_text(sheet->arena, uid);
	this->now.ref.id = 0;
	this->now.revision = 0;
}

/* The same of all parts; what belonged to the old record belongs to the new one. */
static void renew_sheet(struct sheet *sheet)
{
	const char *owner = sheet->parts[0].now.uid;

	for (size_t part = 0; part < sheet->count; part++) {
		struct record *now = &sheet->parts[part].now;

		renew_part(sheet, part);
		for (size_t i = 0; part > 0 && i < record_type(now->ref.kind)->field_count; i++) {
			if (now->values[i] != NULL && strcmp(now->values[i], owner) == 0) {
				now->values[i] = sheet->parts[0].now.uid;
			}
		}
	}
}

static bool is_same_value(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static bool is_same_record(const struct record *a, const struct record *b)
{
	for (size_t i = 0; i < record_type(a->ref.kind)->field_count; i++) {
		if (!is_same_value(a->values[i], b->values[i])) {
			return false;
		}
	}
	return true;
}

enum finding { FINDING_SAME, FINDING_CHANGED, FINDING_BINNED, FINDING_GONE, FINDING_ERASED };

/* Where the record of a part is now: the number of a row that is gone may have been given again, and one
 * that came back may have another. Id 0 for nowhere; false when the file could not be asked. */
static bool find_part(struct app *app, const struct sheet_part *part, struct ref *ref)
{
	return record_find_uid(app->host.store, part->base.ref.kind, part->base.uid, ref, NULL);
}

/* What became of a part of the form in the file; what is there of it is in record, else its uid is
 * NULL. */
static enum finding look_at_part(struct app *app, const struct sheet_part *part,
				 struct arena *arena, struct record *found)
{
	struct record record = {.uid = NULL};
	struct ref ref = {0};

	*found = record;
	if (part->base.uid == NULL || !find_part(app, part, &ref)) {
		return FINDING_SAME;
	}
	if (ref.id == 0) {
		return FINDING_GONE;
	}
	if (!record_get(app->host.store, ref, arena, &record, NULL)) {
		return FINDING_SAME;
	}
	*found = record;
	if (record.binned != NULL && part->base.binned == NULL) {
		return FINDING_BINNED;
	}
	return is_same_record(&record, &part->base) ? FINDING_SAME : FINDING_CHANGED;
}

/* What belonged to the record and is gone: who left it alone lets it go, who changed it has it anew,
 * unless it was erased with somebody. Gives whether there was such a part. */
static bool settle_gone_parts(struct app *app)
{
	struct sheet *sheet = app->form->sheet;
	struct arena *arena = arena_new();
	bool has_any = false;

	for (size_t part = 1; part < sheet->count; part++) {
		const struct sheet_part *this = &sheet->parts[part];
		struct record found;

		if (look_at_part(app, this, arena, &found) == FINDING_GONE) {
			bool goes = is_same_record(&this->now, &this->base) ||
				    sheet_part_is_erased(sheet, app->host.store, part);

			renew_part(sheet, part);
			sheet_take_out(sheet, part, goes || sheet_is_out(sheet, part));
			has_any = true;
		}
	}
	arena_free(arena);
	return has_any;
}

/* Whether the record of the form is not in the file. */
static bool is_record_gone(struct app *app)
{
	struct arena *arena = arena_new();
	struct record found;
	bool is_gone =
		look_at_part(app, &app->form->sheet->parts[0], arena, &found) == FINDING_GONE;

	arena_free(arena);
	return is_gone;
}

static void discard_answered(struct app *app, int answer, void *context)
{
	(void)context;
	if (app->form != NULL && answer == 0) {
		form_end(app);
		app_say(app, _("The changes were discarded."));
	}
}

bool form_ask_erased(struct app *app)
{
	static const struct answer answers[] = {{'d', N_("discard")}};

	if (!sheet_is_erased(app->form->sheet, app->host.store)) {
		return false;
	}
	app_ask(app, _("This person was erased meanwhile. What you typed can only be discarded."),
		answers, 1, discard_answered, NULL, NULL);
	return true;
}

static void renewal_answered(struct app *app, int answer, void *context)
{
	(void)context;
	if (app->form == NULL || answer != 0 || form_ask_erased(app)) {
		return;
	}
	if (!is_record_gone(app)) {
		/* Brought back while it was asked: a second one like it was not what was meant. */
		app_say(app, _("It is in the file again. Nothing was saved yet: ^S saves your "
			       "changes to it."));
		return;
	}
	renew_sheet(app->form->sheet);
	str_reset(&app->form->notice);
	form_take_text(app);
	form_save(app);
}

bool form_settle_gone(struct app *app)
{
	static const struct answer answers[] = {{'n', N_("new record")}, {'k', N_("keep editing")}};
	bool is_gone = is_record_gone(app);

	if (form_ask_erased(app)) {
		return true;
	}
	if (!is_gone && !settle_gone_parts(app)) {
		return false;
	}
	if (!is_gone) {
		form_take_text(app);
		form_save(app);
		return true;
	}
	app_ask(app, _("It is gone: adding it was undone. Save it as a new record?"), answers, 2,
		renewal_answered, NULL, NULL);
	return true;
}

/* Who changed the record of the form last. */
static const char *who_changed(struct app *app, struct arena *arena)
{
	struct change_rows rows = {0};
	struct err err = {0};

	struct ref ref = {0};
	if (!find_part(app, &app->form->sheet->parts[0], &ref) || ref.id == 0 ||
	    !journal_of_record(app->host.store, ref, true, arena, &rows, &err) || rows.count == 0) {
		return _("others");
	}
	return format_who(app, rows.items[0].actor, rows.items[0].moment, arena);
}

/* Adds the fields of a part that both sides changed, each to something else. Gives how many there are
 * by now. */
static size_t add_rivals(const struct form *form, size_t at, const struct record *theirs,
			 size_t count, struct str *out)
{
	const struct sheet_part *part = &form->sheet->parts[at];
	const struct record_type *type = record_type(part->now.ref.kind);

	for (size_t i = 0; theirs->uid != NULL && i < type->field_count; i++) {
		const char *base = part->base.values[i];
		bool is_mine = part->raw[i] != NULL || !is_same_value(base, part->now.values[i]);

		if (!is_mine || is_same_value(base, theirs->values[i]) ||
		    (part->raw[i] == NULL &&
		     is_same_value(theirs->values[i], part->now.values[i]))) {
			continue;
		}
		if (count < RIVALS_SHOWN) {
			str_add_format(out, "%s%s%s%s", count > 0 ? ", " : "",
				       at > 0 ? _(type->label) : "", at > 0 ? ": " : "",
				       _(type->fields[i].label));
		} else if (count == RIVALS_SHOWN) {
			str_add(out, ", …");
		}
		count++;
	}
	return count;
}

void form_file_changed(struct app *app)
{
	static const char *const notices[] = {
		[FINDING_CHANGED] =
			N_("Changed meanwhile (%s). Saving merges it with your changes."),
		[FINDING_BINNED] =
			N_("Moved to the bin meanwhile (%s). Saving asks what is to be."),
		[FINDING_GONE] =
			N_("Not in the file any more. Saving can make a new record of it."),
		[FINDING_ERASED] = N_("This person was erased meanwhile. Nothing of it is kept."),
	};
	struct form *form = app->form;
	enum finding worst = FINDING_SAME;
	struct str rivals = STR_EMPTY;
	size_t count = 0;

	if (form == NULL) {
		return;
	}
	struct arena *arena = arena_new();
	for (size_t i = 0; i < form->part_count; i++) {
		struct record theirs;
		enum finding found = look_at_part(app, &form->sheet->parts[i], arena, &theirs);

		/* What belongs to it may come and go; the record itself counts. */
		found = i > 0 && found > FINDING_CHANGED ? FINDING_CHANGED : found;
		if (i == 0 && sheet_is_erased(form->sheet, app->host.store)) {
			found = FINDING_ERASED;
			unsaved_forget(form->unsaved);
		}
		worst = found > worst ? found : worst;
		count = add_rivals(form, i, &theirs, count, &rivals);
	}
	str_reset(&form->notice);
	form->was_changed = worst == FINDING_CHANGED;
	if (form->was_changed && count > 0) {
		str_add_format(
			&form->notice,
			_("Changed meanwhile (%s), also where you did: %s. Saving shows what "
			  "it was, theirs and yours, and you choose."),
			who_changed(app, arena), str_text(&rivals));
	} else if (worst != FINDING_SAME) {
		str_add_format(&form->notice, _(notices[worst]), who_changed(app, arena));
	}
	form_forget_texts(form);
	str_clear(&rivals);
	arena_free(arena);
}
