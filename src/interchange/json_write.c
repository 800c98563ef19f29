/* SPDX-License-Identifier: MIT
 *
 * Writing JSON (RFC 8259) as a stream, and records in the form that json_read.c reads back. What a
 * terminal or an editor could take for a command is written as an escape.
 */
#include "interchange/json.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "interchange/json_form.h"
#include "store/membership.h"
#include "text/utf8.h"

struct code_range {
	uint32_t first;
	uint32_t last;
};

/* Allowed raw by RFC 8259, and yet harmful: DEL and C1 steer terminals, bidi controls reorder what
 * is read, U+2028 and U+2029 end a line in JavaScript. */
static const struct code_range escaped[] = {
	{0x00, 0x1f},	  {0x7f, 0x9f},	    {0x061c, 0x061c}, {0x200e, 0x200f},
	{0x2028, 0x2029}, {0x202a, 0x202e}, {0x2066, 0x2069},
};

static const char *short_escape(uint32_t code)
{
	switch (code) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\b':
		return "\\b";
	case '\f':
		return "\\f";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case '\t':
		return "\\t";
	default:
		return NULL;
	}
}

static bool is_escaped(uint32_t code)
{
	for (size_t i = 0; i < sizeof escaped / sizeof escaped[0]; i++) {
		if (code >= escaped[i].first && code <= escaped[i].last) {
			return true;
		}
	}
	return false;
}

static void add_code(struct str *out, uint32_t code)
{
	const char *escape = short_escape(code);
	if (escape != NULL) {
		str_add(out, escape);
	} else if (is_escaped(code)) {
		str_add_format(out, "\\u%04" PRIx32, code);
	} else {
		char bytes[4];
		str_add_bytes(out, bytes, utf8_encode(code, bytes));
	}
}

static void add_string(struct str *out, const char *text)
{
	str_add_char(out, '"');
	size_t len = strlen(text);
	for (size_t at = 0; at < len;) {
		uint32_t code;
		at += utf8_decode(text + at, len - at, &code);
		add_code(out, code);
	}
	str_add_char(out, '"');
}

/* Everything up to where the value of a member or of an array's item stands. */
static void begin_item(struct json_writer *writer, const char *key)
{
	if (writer->depth > 0) {
		str_add(writer->out, writer->has_items[writer->depth] ? ",\n" : "\n");
		str_add_repeat(writer->out, ' ', 2 * (size_t)writer->depth);
	}
	writer->has_items[writer->depth] = true;
	if (key != NULL) {
		add_string(writer->out, key);
		str_add(writer->out, ": ");
	}
}

static void begin_nest(struct json_writer *writer, const char *key, char bracket)
{
	begin_item(writer, key);
	str_add_char(writer->out, bracket);
	writer->depth++;
	assert(writer->depth < JSON_DEPTH_MAX);
	writer->has_items[writer->depth] = false;
}

static void end_nest(struct json_writer *writer, char bracket)
{
	assert(writer->depth > 0);
	bool has_items = writer->has_items[writer->depth];
	writer->depth--;
	if (has_items) {
		str_add_char(writer->out, '\n');
		str_add_repeat(writer->out, ' ', 2 * (size_t)writer->depth);
	}
	str_add_char(writer->out, bracket);
}

void json_begin_object(struct json_writer *writer, const char *key)
{
	begin_nest(writer, key, '{');
}

void json_end_object(struct json_writer *writer)
{
	end_nest(writer, '}');
}

void json_begin_array(struct json_writer *writer, const char *key)
{
	begin_nest(writer, key, '[');
}

void json_end_array(struct json_writer *writer)
{
	end_nest(writer, ']');
}

void json_text(struct json_writer *writer, const char *key, const char *text)
{
	begin_item(writer, key);
	if (text == NULL) {
		str_add(writer->out, "null");
	} else {
		add_string(writer->out, text);
	}
}

void json_number(struct json_writer *writer, const char *key, int64_t number)
{
	begin_item(writer, key);
	str_add_format(writer->out, "%" PRId64, number);
}

void json_flag(struct json_writer *writer, const char *key, bool flag)
{
	begin_item(writer, key);
	str_add(writer->out, flag ? "true" : "false");
}

/* A record while it is written: what all steps need. */
struct output {
	struct json_writer *writer;
	struct store *store;
	struct arena *arena;
};

static bool write_reference(struct output *output, const struct field *field, const char *uid,
			    struct err *err)
{
	struct ref target;
	if (!record_find_uid(output->store, field->target, uid, &target, err)) {
		return false;
	}
	json_begin_object(output->writer, field->name);
	json_text(output->writer, "uid", uid);
	json_text(output->writer, "name", record_label(output->store, target, output->arena));
	json_end_object(output->writer);
	return true;
}

static bool write_field(struct output *output, const struct field *field, const char *value,
			struct err *err)
{
	if (value == NULL) {
		json_text(output->writer, field->name, NULL);
		return true;
	}
	switch (field->kind) {
	case FIELD_REFERENCE:
		return write_reference(output, field, value, err);
	case FIELD_FLAG:
		json_flag(output->writer, field->name, strcmp(value, "1") == 0);
		return true;
	case FIELD_NUMBER:
		json_number(output->writer, field->name, strtoll(value, NULL, 10));
		return true;
	default:
		json_text(output->writer, field->name, value);
		return true;
	}
}

/* The fields of a record between its uid and its revision, but for the reference to its owner. */
static bool write_fields(struct output *output, const struct record *record, const char *omitted,
			 struct err *err)
{
	const struct record_type *type = record_type(record->ref.kind);
	json_text(output->writer, "record", type->name);
	json_text(output->writer, "uid", record->uid);
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		if (omitted != NULL && strcmp(field->name, omitted) == 0) {
			continue;
		}
		if (!write_field(output, field, record->values[i], err)) {
			return false;
		}
	}
	json_number(output->writer, "revision", record->revision);
	return true;
}

static bool write_record(struct output *output, const char *key, struct ref ref,
			 const char *omitted, struct err *err);

static bool write_children(struct output *output, struct ref owner, const struct json_nest *nest,
			   struct err *err)
{
	struct refs children;
	if (!record_children(output->store, owner, nest->child, output->arena, &children, err)) {
		return false;
	}
	json_begin_array(output->writer, record_type(nest->child)->plural);
	for (size_t i = 0; i < children.count; i++) {
		if (!write_record(output, NULL, children.items[i], nest->owner_field, err)) {
			return false;
		}
	}
	json_end_array(output->writer);
	return true;
}

/* Who sits in a body. The same terms stand with their members; a reader takes them from there. */
static bool write_members(struct output *output, struct ref body, struct err *err)
{
	char today[DATE_SIZE];
	date_today(today);
	struct membership_rows rows;
	if (!membership_in_body(output->store, body.id, today, output->arena, &rows, err)) {
		return false;
	}
	json_begin_array(output->writer, JSON_MEMBERS);
	for (size_t i = 0; i < rows.count; i++) {
		struct ref term = {RECORD_MEMBERSHIP, rows.items[i].id};
		if (!write_record(output, NULL, term, "organisation", err)) {
			return false;
		}
	}
	json_end_array(output->writer);
	return true;
}

static bool write_nests(struct output *output, struct ref ref, struct err *err)
{
	for (size_t i = 0; i < json_nest_count; i++) {
		if (json_nests[i].owner == ref.kind &&
		    !write_children(output, ref, &json_nests[i], err)) {
			return false;
		}
	}
	return ref.kind != RECORD_ORGANISATION || write_members(output, ref, err);
}

static bool write_record(struct output *output, const char *key, struct ref ref,
			 const char *omitted, struct err *err)
{
	struct record record;
	if (!record_get(output->store, ref, output->arena, &record, err)) {
		return false;
	}
	json_begin_object(output->writer, key);
	if (!write_fields(output, &record, omitted, err) || !write_nests(output, ref, err)) {
		return false;
	}
	json_end_object(output->writer);
	return true;
}

bool json_fields(struct json_writer *writer, struct store *store, const struct record *record,
		 const char *omitted, struct err *err)
{
	struct output output = {.writer = writer, .store = store, .arena = arena_new()};
	bool done = write_fields(&output, record, omitted, err);
	arena_free(output.arena);
	return done;
}

bool json_record(struct json_writer *writer, const char *key, struct store *store, struct ref ref,
		 struct err *err)
{
	struct output output = {.writer = writer, .store = store, .arena = arena_new()};
	bool done = write_record(&output, key, ref, NULL, err);
	arena_free(output.arena);
	return done;
}
