/* SPDX-License-Identifier: MIT
 *
 * The form of a kept sheet. Values stand under the names of their fields, so that a text of an older
 * program is read as long as its fields are known; anything else is refused, never guessed at.
 */
#include "interchange/unsaved_form.h"

#include <jansson.h>
#include <string.h>

#include "base/i18n.h"
#include "interchange/json.h"

#define FORMAT "iemn-unsaved"
#define VERSION 1
#define PARTS_MAX 10000

static void write_values(struct json_writer *writer, const char *key, enum record_kind kind,
			 const char *const *values)
{
	const struct record_type *type = record_type(kind);
	json_begin_object(writer, key);
	for (size_t i = 0; i < type->field_count; i++) {
		if (values[i] != NULL) {
			json_text(writer, type->fields[i].name, values[i]);
		}
	}
	json_end_object(writer);
}

/* A record as the file held it; null for one that the file did not hold. */
static void write_stored(struct json_writer *writer, const char *key, const struct record *record)
{
	if (record->uid == NULL) {
		json_text(writer, key, NULL);
		return;
	}
	json_begin_object(writer, key);
	json_number(writer, "revision", record->revision);
	json_text(writer, "binned", record->binned);
	write_values(writer, "values", record->ref.kind, record->values);
	json_end_object(writer);
}

static void write_part(struct json_writer *writer, const struct sheet_part *part)
{
	enum record_kind kind = part->now.ref.kind;
	json_begin_object(writer, NULL);
	json_text(writer, "record", record_type(kind)->name);
	json_text(writer, "uid", part->now.uid);
	json_text(writer, "binned", part->now.binned);
	write_values(writer, "now", kind, part->now.values);
	write_values(writer, "raw", kind, part->raw);
	write_values(writer, "fault", kind, part->fault);
	if (part->base.uid == NULL) {
		write_values(writer, "came", kind, part->came);
	}
	write_stored(writer, "base", &part->base);
	write_stored(writer, "theirs", &part->theirs);
	json_end_object(writer);
}

void unsaved_format(const struct sheet *sheet, const struct unsaved_head *head, struct str *out)
{
	struct json_writer writer = {.out = out};
	json_begin_object(&writer, NULL);
	json_text(&writer, "format", FORMAT);
	json_number(&writer, "version", VERSION);
	json_text(&writer, "directory", head->directory);
	json_text(&writer, "created", head->created);
	json_text(&writer, "moment", head->moment);
	json_text(&writer, "label", head->label);
	json_text(&writer, "copied", sheet->copied);
	json_begin_array(&writer, "parts");
	for (size_t i = 0; i < sheet->count; i++) {
		write_part(&writer, &sheet->parts[i]);
	}
	json_end_array(&writer);
	json_end_object(&writer);
	str_add_char(out, '\n');
}

static bool refuse(struct err *err)
{
	return err_set(err, ERR_INVALID, _("It is not the unsaved work of a form."));
}

static bool refuse_newer(struct err *err)
{
	return err_set(err, ERR_NEWER, _("A newer version of the program wrote it."));
}

static json_t *load_root(const char *text, size_t len, struct err *err)
{
	json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
	const char *format = json_string_value(json_object_get(root, "format"));
	json_t *version = json_object_get(root, "version");
	json_t *parts = json_object_get(root, "parts");
	bool is_of_form = format != NULL && strcmp(format, FORMAT) == 0 && json_is_integer(version);
	bool is_newer = is_of_form && json_integer_value(version) > VERSION;
	if (!is_of_form || json_integer_value(version) != VERSION || json_array_size(parts) == 0 ||
	    json_array_size(parts) > PARTS_MAX) {
		json_decref(root);
		(void)(is_newer ? refuse_newer(err) : refuse(err));
		return NULL;
	}
	return root;
}

static bool read_identity(json_t *part, enum record_kind *kind, const char **uid)
{
	const char *name = json_string_value(json_object_get(part, "record"));
	*uid = json_string_value(json_object_get(part, "uid"));
	return name != NULL && record_kind_of_name(name, kind) && *uid != NULL &&
	       uid_is_valid(*uid);
}

bool unsaved_parse_head(const char *text, size_t len, struct arena *arena,
			struct unsaved_head *head, struct err *err)
{
	json_t *root = load_root(text, len, err);
	if (root == NULL) {
		return false;
	}
	json_t *first = json_array_get(json_object_get(root, "parts"), 0);
	struct unsaved_head found = {
		.directory = json_string_value(json_object_get(root, "directory")),
		.created = json_string_value(json_object_get(root, "created")),
		.moment = json_string_value(json_object_get(root, "moment")),
		.label = json_string_value(json_object_get(root, "label")),
	};
	bool done = found.directory != NULL && found.moment != NULL && found.label != NULL &&
		    read_identity(first, &found.kind, &found.uid);
	if (done) {
		*head = (struct unsaved_head){
			.directory = arena_text(arena, found.directory),
			.created = arena_text(arena, found.created),
			.moment = arena_text(arena, found.moment),
			.label = arena_text(arena, found.label),
			.kind = found.kind,
			.uid = arena_text(arena, found.uid),
		};
	}
	json_decref(root);
	return done || refuse(err);
}

/* A text that may be missing. */
static bool read_text(json_t *value, struct arena *arena, const char **text)
{
	*text = arena_text(arena, json_string_value(value));
	return *text != NULL || value == NULL || json_is_null(value);
}

static bool read_values(json_t *object, enum record_kind kind, struct arena *arena,
			const char **values)
{
	const char *name;
	json_t *value;
	if (!json_is_object(object)) {
		return false;
	}
	json_object_foreach(object, name, value)
	{
		int field = field_index(kind, name);
		if (field < 0 || !json_is_string(value)) {
			return false;
		}
		values[field] = arena_text(arena, json_string_value(value));
	}
	return true;
}

/* A record as the file held it; uid stays NULL when it did not hold it. */
static bool read_stored(json_t *object, const struct record *now, struct arena *arena,
			struct record *stored)
{
	stored->ref = now->ref;
	if (json_is_null(object)) {
		return true;
	}
	json_t *revision = json_object_get(object, "revision");
	stored->uid = now->uid;
	stored->revision = json_integer_value(revision);
	return json_is_integer(revision) &&
	       read_text(json_object_get(object, "binned"), arena, &stored->binned) &&
	       read_values(json_object_get(object, "values"), now->ref.kind, arena, stored->values);
}

static bool read_part(json_t *object, enum record_kind kind, struct arena *arena,
		      struct sheet_part *part)
{
	*part = (struct sheet_part){.now = {.ref = {kind, 0}}};
	part->now.uid = arena_text(arena, json_string_value(json_object_get(object, "uid")));
	return read_text(json_object_get(object, "binned"), arena, &part->now.binned) &&
	       read_values(json_object_get(object, "now"), kind, arena, part->now.values) &&
	       read_values(json_object_get(object, "raw"), kind, arena, part->raw) &&
	       read_values(json_object_get(object, "fault"), kind, arena, part->fault) &&
	       read_stored(json_object_get(object, "base"), &part->now, arena, &part->base) &&
	       read_stored(json_object_get(object, "theirs"), &part->now, arena, &part->theirs);
}

/* Where the record stands in the file of today; it may be there although the sheet was never told so,
 * when the program ended between saving it and taking the sheet away. */
static bool find_record(struct store *store, struct sheet_part *part, struct arena *arena,
			struct err *err)
{
	struct ref ref;
	if (!record_find_uid(store, part->now.ref.kind, part->now.uid, &ref, err)) {
		return false;
	}
	part->now.ref = ref;
	part->base.ref = ref;
	part->theirs.ref = ref;
	bool was_saved = part->base.uid == NULL && ref.id != 0;
	return !was_saved || record_get(store, ref, arena, &part->base, err);
}

static bool is_child_kind(enum record_kind owner, enum record_kind kind)
{
	size_t count;
	const enum record_kind *kinds = sheet_child_kinds(owner, &count);
	for (size_t i = 0; i < count; i++) {
		if (kinds[i] == kind) {
			return true;
		}
	}
	return false;
}

/* Puts the part of an array into the sheet, which has its first part already. */
static bool add_part(struct sheet *sheet, struct store *store, json_t *object, size_t at,
		     struct err *err)
{
	enum record_kind kind;
	const char *uid;
	struct sheet_part part;
	if (!read_identity(object, &kind, &uid) ||
	    (at > 0 && !is_child_kind(sheet->parts[0].now.ref.kind, kind)) ||
	    !read_part(object, kind, sheet->arena, &part)) {
		return refuse(err);
	}
	if (!find_record(store, &part, sheet->arena, err)) {
		return false;
	}
	size_t place = at == 0 ? 0 : sheet_add(sheet, kind);
	json_t *came = json_object_get(object, "came");
	if (came == NULL) {
		memcpy(part.came, sheet->parts[place].came, sizeof part.came);
	} else if (!read_values(came, kind, sheet->arena, part.came)) {
		return refuse(err);
	}
	sheet->parts[place] = part;
	return true;
}

static struct sheet *read_sheet(struct store *store, json_t *root, struct err *err)
{
	json_t *parts = json_object_get(root, "parts");
	enum record_kind kind;
	const char *uid;
	if (!read_identity(json_array_get(parts, 0), &kind, &uid)) {
		refuse(err);
		return NULL;
	}
	struct sheet *sheet = sheet_new(kind);
	for (size_t i = 0; i < json_array_size(parts); i++) {
		if (!add_part(sheet, store, json_array_get(parts, i), i, err)) {
			sheet_free(sheet);
			return NULL;
		}
	}
	if (!read_text(json_object_get(root, "copied"), sheet->arena, &sheet->copied)) {
		refuse(err);
		sheet_free(sheet);
		return NULL;
	}
	if (sheet->parts[0].base.uid != NULL) {
		sheet->copied = NULL; /* it was saved, and is a record of its own */
	}
	return sheet;
}

bool unsaved_parse(struct store *store, const char *text, size_t len, struct sheet **sheet,
		   struct err *err)
{
	json_t *root = load_root(text, len, err);
	if (root == NULL) {
		return false;
	}
	struct sheet *found = read_sheet(store, root, err);
	json_decref(root);
	if (found != NULL) {
		*sheet = found;
	}
	return found != NULL;
}
