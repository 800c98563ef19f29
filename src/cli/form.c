/* SPDX-License-Identifier: MIT
 *
 * One function a form. What has grown is sent after every record, so that memory does not grow with
 * the list.
 */
#include "cli/form.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "interchange/csv.h"
#include "interchange/json.h"

const char *form_uid(struct store *store, struct ref ref, struct arena *arena, struct err *err)
{
	struct record record;
	if (!record_get(store, ref, arena, &record, err)) {
		return NULL;
	}
	if (record.uid == NULL) {
		err_set(err, ERR_DAMAGED, _("A record has no uid: the file is damaged."));
	}
	return record.uid;
}

/* The text as data: exactly as stored, unless it breaks the rules of the store (another program wrote
 * it) or goes to a terminal, which it could steer. */
static const char *as_data(const struct output *out, struct arena *arena, const char *text)
{
	if (text == NULL ||
	    (out->width == 0 && text_check(text, strlen(text), TEXT_PROSE, SIZE_MAX, NULL))) {
		return text;
	}
	struct str clean = STR_EMPTY;
	output_clean(out, &clean, text, TEXT_PROSE);
	const char *kept = arena_text(arena, str_text(&clean));
	str_clear(&clean);
	return kept;
}

static bool write_table(const struct listing *listing, struct output *out, struct err *err)
{
	(void)err;
	if (listing->table.count > 0) {
		table_print(&listing->table, out);
	}
	return true;
}

static void json_cell(struct json_writer *writer, const struct column *column, const char *cell)
{
	if (column->is_flag) {
		json_flag(writer, column->name, cell != NULL && strcmp(cell, "1") == 0);
	} else if (column->is_number && cell != NULL) {
		json_number(writer, column->name, strtoll(cell, NULL, 10));
	} else {
		json_text(writer, column->name, cell);
	}
}

/* The uid of a row; "" in a plain listing; NULL with err set when it cannot be read. */
static const char *uid_of(const struct listing *listing, const struct table_row *row,
			  struct arena *arena, struct err *err)
{
	return listing->is_plain ? "" : form_uid(listing->store, row->ref, arena, err);
}

/* What the columns hold, as an object. */
static bool json_row(struct json_writer *writer, const struct listing *listing,
		     const struct table_row *row, struct err *err)
{
	struct arena *arena = arena_new();
	const char *uid = uid_of(listing, row, arena, err);
	if (uid != NULL) {
		json_begin_object(writer, NULL);
		if (!listing->is_plain) {
			json_text(writer, "uid", uid);
		}
		for (size_t i = 0; i < listing->table.column_count; i++) {
			const struct column *column = &listing->table.columns[i];
			if (column->name != NULL) {
				json_cell(writer, column, row->cells[i]);
			}
		}
		json_end_object(writer);
	}
	arena_free(arena);
	return uid != NULL;
}

static bool write_json(const struct listing *listing, struct output *out, struct err *err)
{
	struct str text = STR_EMPTY;
	struct json_writer writer = {.out = &text};
	bool done = true;
	json_begin_array(&writer, NULL);
	for (size_t i = 0; done && i < listing->table.count; i++) {
		const struct table_row *row = &listing->table.rows[i];
		done = listing->has_whole_records
			       ? json_record(&writer, NULL, listing->store, row->ref, err)
			       : json_row(&writer, listing, row, err);
		output_send(out, &text);
	}
	if (done) {
		json_end_array(&writer);
		str_add_char(&text, '\n');
		output_send(out, &text);
	}
	str_clear(&text);
	return done;
}

/* The cells of a row, or of the headings when row is NULL, behind the uid. */
static void csv_row(const struct listing *listing, const struct table_row *row, const char *uid,
		    const struct output *out, struct arena *arena, struct str *text)
{
	bool is_first = listing->is_plain;
	if (!is_first) {
		csv_cell(text, uid, true);
	}
	for (size_t i = 0; i < listing->table.column_count; i++) {
		const char *name = listing->table.columns[i].name;
		if (name != NULL) {
			const char *cell = row == NULL ? name : as_data(out, arena, row->cells[i]);
			csv_cell(text, cell, is_first);
			is_first = false;
		}
	}
	csv_end_row(text);
}

static bool write_csv(const struct listing *listing, struct output *out, struct err *err)
{
	struct arena *arena = arena_new();
	struct str text = STR_EMPTY;
	const char *uid = "";
	csv_row(listing, NULL, "uid", out, arena, &text);
	for (size_t i = 0; uid != NULL && i < listing->table.count; i++) {
		const struct table_row *row = &listing->table.rows[i];
		uid = uid_of(listing, row, arena, err);
		if (uid != NULL) {
			csv_row(listing, row, uid, out, arena, &text);
			output_send(out, &text);
		}
		arena_clear(arena);
	}
	output_send(out, &text);
	str_clear(&text);
	arena_free(arena);
	return uid != NULL;
}

/* What a row is known by and called: of a plain one, its first and its last column. */
static bool name_row(const struct listing *listing, const struct table_row *row,
		     struct arena *arena, const char *names[2], struct err *err)
{
	if (listing->is_plain) {
		names[0] = row->cells[0];
		names[1] = row->cells[listing->table.column_count - 1];
		return true;
	}
	names[0] = form_uid(listing->store, row->ref, arena, err);
	names[1] = record_label(listing->store, row->ref, arena);
	return names[0] != NULL;
}

static bool write_null(const struct listing *listing, struct output *out, struct err *err)
{
	struct arena *arena = arena_new();
	struct str text = STR_EMPTY;
	bool done = true;
	for (size_t i = 0; done && i < listing->table.count; i++) {
		const char *names[2] = {NULL, NULL};
		done = name_row(listing, &listing->table.rows[i], arena, names, err);
		if (done) {
			str_add(&text, names[0] != NULL ? names[0] : "");
			str_add_char(&text, '\t');
			str_add(&text, names[1] != NULL ? as_data(out, arena, names[1]) : "");
			str_add_char(&text, '\0');
			output_send(out, &text);
		}
		arena_clear(arena);
	}
	str_clear(&text);
	arena_free(arena);
	return done;
}

bool form_write(const struct listing *listing, struct request *request, struct err *err)
{
	static bool (*const writers[])(const struct listing *, struct output *, struct err *) = {
		[FORM_TEXT] = write_table,
		[FORM_JSON] = write_json,
		[FORM_CSV] = write_csv,
		[FORM_NULL] = write_null,
	};
	return writers[request->form](listing, &request->out, err);
}

bool form_write_record(struct store *store, struct ref ref, struct request *request,
		       struct err *err)
{
	struct str text = STR_EMPTY;
	struct json_writer writer = {.out = &text};
	bool done = json_record(&writer, NULL, store, ref, err);
	if (done) {
		str_add_char(&text, '\n');
		output_send(&request->out, &text);
	}
	str_clear(&text);
	return done;
}
