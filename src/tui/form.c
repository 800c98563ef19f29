/* SPDX-License-Identifier: MIT
 *
 * A form: how it begins and ends, its rows, where the cursor is, and what was typed on its way into the
 * sheet. Keys are form_key.c, drawing is form_draw.c.
 */
#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "tui/form_parts.h"

enum { KEEP_MS = 1000 }; /* between two writings of what is not saved */

bool app_has_form(const struct app *app)
{
	return app->form != NULL;
}

struct form_row *form_at(struct form *form)
{
	return &form->rows.items[form->rows.at];
}

const struct field *form_field_of(const struct form *form, const struct form_row *row)
{
	if (row->kind != FORM_FIELD) {
		return NULL;
	}
	return &record_type(form->sheet->parts[row->part].now.ref.kind)->fields[row->field];
}

static void add_row(struct form *form, struct form_row row)
{
	struct form_rows *rows = &form->rows;

	if (rows->count == rows->capacity) {
		rows->capacity = rows->capacity > 0 ? 2 * rows->capacity : 32;
		rows->items = mem_resize(rows->items, rows->capacity, sizeof *rows->items);
	}
	rows->items[rows->count++] = row;
}

static void add_fields(struct form *form, size_t part)
{
	size_t count = record_type(form->sheet->parts[part].now.ref.kind)->field_count;

	for (size_t i = 0; i < count; i++) {
		if (sheet_shows(form->sheet, part, (int)i)) {
			add_row(form, (struct form_row){FORM_FIELD, part, (int)i, 0, NULL});
		}
	}
}

/* The place of a row that stands for the same as another; that of the heading of its part where it is
 * folded away, else the first one. */
static size_t find_row(const struct form *form, const struct form_row *wanted)
{
	size_t found = 0;

	for (size_t i = 0; i < form->rows.count; i++) {
		const struct form_row *row = &form->rows.items[i];
		bool is_same_part = row->part == wanted->part && row->kind != FORM_ADD;

		if (row->kind == wanted->kind && row->part == wanted->part &&
		    row->field == wanted->field && row->adds == wanted->adds) {
			return i;
		}
		found = is_same_part && row->kind == FORM_HEADING ? i : found;
	}
	return found;
}

void form_set_rows(struct form *form)
{
	const struct sheet *sheet = form->sheet;
	struct form_row here =
		form->rows.count > 0 ? *form_at(form) : (struct form_row){.kind = FORM_FIELD};
	size_t kind_count;
	const enum record_kind *kinds =
		sheet_child_kinds(sheet->parts[0].now.ref.kind, &kind_count);

	form->rows.count = 0;
	add_fields(form, 0);
	for (size_t i = 0; i < kind_count; i++) {
		for (size_t part = 1; part < sheet->count; part++) {
			if (sheet->parts[part].now.ref.kind != kinds[i]) {
				continue;
			}
			add_row(form, (struct form_row){FORM_HEADING, part, -1, 0, NULL});
			if (form->is_open[part]) {
				add_fields(form, part);
			}
		}
		add_row(form, (struct form_row){FORM_ADD, 0, -1, kinds[i], NULL});
	}
	form->rows.at = find_row(form, &here);
	form_forget_texts(form);
}

void form_forget_texts(struct form *form)
{
	form->needs_keeping = true;
	arena_clear(form->texts);
	for (size_t i = 0; i < form->rows.count; i++) {
		form->rows.items[i].text = NULL;
	}
}

const char *form_text(struct app *app, struct form_row *row)
{
	struct form *form = app->form;

	if (row->text == NULL && row->kind == FORM_FIELD) {
		row->text = sheet_text(form->sheet, app->host.store, row->part, row->field,
				       form->texts);
	} else if (row->text == NULL && row->kind == FORM_HEADING) {
		row->text = sheet_summary(form->sheet, app->host.store, row->part, form->texts);
	}
	return row->text != NULL ? row->text : "";
}

void form_insert_part(struct form *form, size_t part)
{
	form->is_open = mem_resize(form->is_open, form->part_count + 1, sizeof *form->is_open);
	memmove(form->is_open + part + 1, form->is_open + part,
		(form->part_count - part) * sizeof *form->is_open);
	form->is_open[part] = false;
	form->part_count++;
	for (size_t i = 0; i < form->rows.count; i++) {
		form->rows.items[i].part += form->rows.items[i].part >= part ? 1 : 0;
	}
	for (size_t i = 0; i < form->clashes.count; i++) {
		size_t *item = &form->clashes.items[i].clash.item;
		*item += *item >= part ? 1 : 0;
	}
	form->faults.count = 0;
}

size_t form_count_changes(const struct form *form)
{
	const struct sheet_offer *marked = form_offers_marked(form);
	const char *now = marked != NULL ? marked->text : str_text(&form->prose.line.text);
	bool is_changed = form->before != NULL && strcmp(form->before, now) != 0;

	return form->changes + (is_changed && !form->is_counted ? 1 : 0);
}

bool form_is_touched(const struct form *form)
{
	for (size_t part = 0; part < form->sheet->count; part++) {
		if (sheet_is_touched(form->sheet, part, SHEET_WHOLE)) {
			return true;
		}
	}
	return false;
}

/* Counts what changed in a part besides the field under the cursor. What is new, goes or comes back as a
 * whole is one change. */
static void count_part(struct form *form, size_t part)
{
	const struct form_row *row = form_at(form);
	const struct sheet_part *this = &form->sheet->parts[part];
	bool is_new = part > 0 && this->base.uid == NULL;
	bool is_moved = this->base.uid != NULL && !this->base.binned != !this->now.binned;

	if (is_new || is_moved) {
		form->changes++;
		form->is_counted = form->is_counted || part == row->part;
	}
	for (int i = 0; i < (int)record_type(this->now.ref.kind)->field_count; i++) {
		bool is_here = row->kind == FORM_FIELD && row->part == part && row->field == i;

		if (!is_new && !is_here && !sheet_is_out(form->sheet, part) &&
		    sheet_is_touched(form->sheet, part, i)) {
			form->changes++;
		}
	}
}

/* Counts what changed besides the field under the cursor, and finds what that came with. */
static void count_changes(struct app *app)
{
	struct form *form = app->form;
	const struct form_row *row = form_at(form);

	form->changes = 0;
	form->is_counted = false;
	for (size_t part = 0; part < form->sheet->count; part++) {
		if (sheet_is_touched(form->sheet, part, SHEET_WHOLE)) {
			count_part(form, part);
		}
	}
	free(form->before);
	form->before = NULL;
	if (row->kind == FORM_FIELD) {
		struct arena *arena = arena_new();

		form->before = mem_copy_text(sheet_came_text(form->sheet, app->host.store,
							     row->part, row->field, arena));
		arena_free(arena);
	}
}

/* What is no value is mended rather than replaced. */
static bool is_whole(const struct form *form, const struct form_row *row)
{
	return form_is_choice(form_field_of(form, row)) &&
	       form->sheet->parts[row->part].raw[row->field] == NULL;
}

/* Brings the text of the row under the cursor to where it is typed. */
static void load_text(struct app *app)
{
	struct form *form = app->form;
	const struct field *field = form_field_of(form, form_at(form));
	const char *text = field != NULL ? form_text(app, form_at(form)) : "";

	line_set(&form->prose.line, text);
	form->prose.is_wanted = false;
	form->prose.line.has_ends = field != NULL && field->kind == FIELD_PROSE;
	form->prose.line.limit = form->prose.line.has_ends ? field->limit : 0;
	free(form->entered);
	form->entered = mem_copy_text(text);
	form->is_typing = false;
	form->is_whole = is_whole(form, form_at(form)) && text[0] != '\0';
	form_offers_close(form);
	count_changes(app);
}

/* A fault of a field that was typed into is told anew when it is left. */
static void drop_fault(struct form *form, const struct form_row *row)
{
	struct sheet_faults *faults = &form->faults;
	size_t kept = 0;

	for (size_t i = 0; i < faults->count; i++) {
		if (faults->items[i].part != row->part || faults->items[i].field != row->field) {
			faults->items[kept++] = faults->items[i];
		}
	}
	faults->count = kept;
}

bool form_commit(struct app *app)
{
	struct form *form = app->form;
	struct form_row *row = form_at(form);
	const char *text = str_text(&form->prose.line.text);
	struct err err = {0};

	if (row->kind != FORM_FIELD || strcmp(text, form->entered) == 0) {
		return true;
	}
	bool done = sheet_set(form->sheet, app->host.store, row->part, row->field, text, &err);
	if (!done && err.kind != ERR_INVALID && err.kind != ERR_NOT_FOUND &&
	    err.kind != ERR_CONFLICT) {
		app_tell_failure(app, &err);
		return false;
	}
	free(form->entered);
	form->entered = mem_copy_text(text);
	drop_fault(form, row);
	form_forget_texts(form);
	count_changes(app);
	if (form->was_changed && form->clashes.count == 0) {
		/* What was typed may be a field that others changed. */
		form_file_changed(app);
	}
	return true;
}

bool form_go(struct app *app, size_t row)
{
	struct form *form = app->form;

	if (!form_commit(app)) {
		return false;
	}
	form->rows.at = row < form->rows.count ? row : form->rows.count - 1;
	load_text(app);
	return true;
}

void form_go_to(struct app *app, size_t part, int field)
{
	struct form *form = app->form;
	struct form_row wanted = {.kind = FORM_FIELD, .part = part, .field = field};

	if (!form_commit(app)) {
		return;
	}
	if (field < 0) {
		wanted.kind = part > 0 ? FORM_HEADING : FORM_FIELD;
		wanted.field = part > 0 ? -1 : 0;
	} else if (part > 0 && !form->is_open[part]) {
		form->is_open[part] = true;
		form_set_rows(form);
	}
	form->rows.at = find_row(form, &wanted);
	load_text(app);
}

void form_take_text(struct app *app)
{
	form_forget_texts(app->form);
	load_text(app);
}

/* Where the cursor stands first. */
static void go_to_start(struct app *app, const struct form_options *options)
{
	struct form *form = app->form;
	size_t part = options->part < form->part_count ? options->part : 0;
	int field = -1;

	if (options->field != NULL) {
		field = field_index(form->sheet->parts[part].now.ref.kind, options->field);
	}
	load_text(app);
	form->is_open[part] = true;
	form->is_open[options->unfolded] = true;
	form_set_rows(form);
	form_go_to(app, part, field);
	if (part > 0 && field < 0) {
		form_go(app, form->rows.at + 1);
	}
}

void app_open_form(struct app *app, struct sheet *take_sheet, const struct form_options *options)
{
	if (app->form != NULL || !app_may_write(app)) {
		if (app->form != NULL) {
			app_say(app, _("Another form is open."));
		}
		sheet_free(take_sheet);
		return;
	}
	struct form *form = mem_new(1, sizeof *form);
	form->sheet = take_sheet;
	form->part_count = take_sheet->count;
	form->is_open = mem_new(form->part_count, sizeof *form->is_open);
	form->texts = arena_new();
	form->offers.arena = arena_new();
	form->clashes.arena = arena_new();
	form->fault_arena = arena_new();
	form->unsaved = unsaved_open(app->host.store);
	form->kept_at = app->began;
	form->renames = options->renames;
	form->until = options->until != NULL ? mem_copy_text(options->until) : NULL;
	form->is_over_list = app_lay_aside(app);
	app->form = form;
	form_set_rows(form);
	go_to_start(app, options);
	/* What an ended program left may be older than the file. */
	form_file_changed(app);
	form->needs_keeping = form_is_touched(form);
}

void form_close(struct app *app)
{
	struct form *form = app->form;

	if (form == NULL) {
		return;
	}
	app->form = NULL;
	/* What a signal ended is offered again at the next start. */
	bool is_kept = form->has_file && (app->signal != 0 || form->is_for_later);
	unsaved_close(form->unsaved, is_kept);
	sheet_free(form->sheet);
	free(form->is_open);
	free(form->rows.items);
	prose_clear(&form->prose);
	free(form->entered);
	free(form->before);
	free(form->until);
	arena_free(form->texts);
	arena_free(form->offers.arena);
	arena_free(form->clashes.arena);
	arena_free(form->fault_arena);
	str_clear(&form->notice);
	free(form);
}

void form_end(struct app *app)
{
	bool is_over_list = app->form != NULL && app->form->is_over_list;

	form_close(app);
	if (is_over_list) {
		app_take_back_overlay(app);
	}
}

/* What an ended program left stands in the new file as well: it is not to be offered twice. */
static void forget_leftover(struct app *app)
{
	if (app->leftover != NULL) {
		unsaved_discard(app->leftover);
		free(app->leftover);
		app->leftover = NULL;
	}
}

void form_keep(struct app *app)
{
	struct form *form = app->form;
	struct err err = {0};

	form->kept_at = app->began;
	if (!form_commit(app)) {
		return;
	}
	form->needs_keeping = false;
	if (!form_is_touched(form)) {
		unsaved_forget(form->unsaved);
		form->has_file = false;
	} else if (unsaved_write(form->unsaved, form->sheet, app->host.store, &err)) {
		form->has_file = true;
		forget_leftover(app);
	} else if (!form->was_keep_told) {
		form->was_keep_told = true;
		app_fail(app, &err);
	}
}

/* Of two programs, one takes the file away: that one goes on with it. */
void form_take_over(struct app *app, const char *path)
{
	struct err err = {0};

	form_keep(app);
	if (!app->form->has_file) {
		/* What could not be written anew stays where it is. */
		free(app->leftover);
		app->leftover = mem_copy_text(path);
	} else if (!unsaved_discard(path)) {
		form_end(app);
		err_set(&err, ERR_NOT_FOUND, "%s",
			_("Another program has opened or saved it meanwhile."));
		app_fail(app, &err);
	}
}

void form_keep_unsaved(struct app *app)
{
	struct form *form = app->form;

	if (form == NULL || !form->needs_keeping) {
		return;
	}
	if (app->is_over || app->began - form->kept_at >= KEEP_MS) {
		form_keep(app);
	}
}
