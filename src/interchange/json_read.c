/* SPDX-License-Identifier: MIT
 *
 * Reading a whole directory from JSON. jansson refuses what is no RFC 8259 text; this file refuses
 * what is no directory: it names the place as jq does, .organisations[3].names[0]. What may stand in
 * a field is the store's to judge.
 */
#include "interchange/json.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "interchange/json_form.h"
#include "store/search.h"

#define PLACE_SIZE 120

struct reader {
	struct store *store;
	struct arena *arena; /* values of the record at hand */
};

/* Facts about the data that a file may bring; what the program notes itself is not among them. */
static const char *const meta_names[] = {"edition", "network"};

/* Where a record stands, and to whom it belongs. */
struct site {
	enum record_kind kind;
	char place[PLACE_SIZE];
	const struct json_nest *nest; /* NULL at the top */
	const char *owner_uid;
};

static bool refuse(const struct site *site, struct err *err, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static bool refuse(const struct site *site, struct err *err, const char *format, ...)
{
	char text[400];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	return err_set(err, ERR_INVALID, "%s: %s", site->place, text);
}

static const struct json_nest *find_nest(enum record_kind owner, const char *key)
{
	for (size_t i = 0; i < json_nest_count; i++) {
		if (json_nests[i].owner == owner &&
		    strcmp(record_type(json_nests[i].child)->plural, key) == 0) {
			return &json_nests[i];
		}
	}
	return NULL;
}

static bool is_implied(const struct site *site, const char *field)
{
	return site->nest != NULL && strcmp(site->nest->owner_field, field) == 0;
}

/* Keys that the writer adds for readers of a single record. */
static bool is_added(const struct site *site, const char *key)
{
	return strcmp(key, "record") == 0 || strcmp(key, "revision") == 0 ||
	       (strcmp(key, JSON_MEMBERS) == 0 && site->kind == RECORD_ORGANISATION);
}

static bool check_keys(const struct site *site, json_t *object, struct err *err)
{
	const char *key;
	json_t *value;
	json_object_foreach(object, key, value)
	{
		bool known = strcmp(key, "uid") == 0 || is_added(site, key) ||
			     find_nest(site->kind, key) != NULL ||
			     (field_index(site->kind, key) >= 0 && !is_implied(site, key));
		if (!known) {
			return refuse(site, err, _("there is no “%s” in this kind of record."),
				      key);
		}
	}
	json_t *name = json_object_get(object, "record");
	if (name != NULL && (!json_is_string(name) ||
			     strcmp(json_string_value(name), record_type(site->kind)->name) != 0)) {
		return refuse(site, err, _("the record is of another kind than its array."));
	}
	return true;
}

static bool read_uid(const struct site *site, json_t *object, const char **uid, struct err *err)
{
	const char *text = json_string_value(json_object_get(object, "uid"));
	if (text == NULL) {
		return refuse(site, err, _("“uid” is missing or not a string."));
	}
	if (!uid_is_valid(text)) {
		return refuse(site, err, _("“uid” is not a UUID in lower case."));
	}
	*uid = text;
	return true;
}

/* A reference is the uid of its target, or an object of uid and name; the name is for people. */
static bool read_reference(const struct site *site, const struct field *field, json_t *value,
			   const char **text, struct err *err)
{
	if (json_is_string(value)) {
		*text = json_string_value(value);
		return true;
	}
	const char *uid = json_string_value(json_object_get(value, "uid"));
	size_t known = 1 + (json_object_get(value, "name") != NULL);
	if (uid == NULL || json_object_size(value) != known) {
		return refuse(site, err, _("“%s” is neither a uid nor an object of uid and name."),
			      field->name);
	}
	*text = uid;
	return true;
}

static bool read_whole(struct reader *reader, const struct site *site, const struct field *field,
		       json_t *value, const char **text, struct err *err)
{
	if (!json_is_integer(value)) {
		return refuse(site, err, _("“%s” is not a whole number."), field->name);
	}
	*text = arena_format(reader->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	return true;
}

static bool read_value(struct reader *reader, const struct site *site, const struct field *field,
		       json_t *value, const char **text, struct err *err)
{
	if (value == NULL || json_is_null(value)) {
		return true;
	}
	if (field->kind == FIELD_REFERENCE) {
		return read_reference(site, field, value, text, err);
	}
	if (field->kind == FIELD_FLAG && json_is_boolean(value)) {
		*text = json_is_true(value) ? "1" : "0";
		return true;
	}
	if (field->kind == FIELD_FLAG || field->kind == FIELD_NUMBER) {
		return read_whole(reader, site, field, value, text, err);
	}
	if (!json_is_string(value)) {
		return refuse(site, err, _("“%s” is not a string."), field->name);
	}
	*text = json_string_value(value);
	return true;
}

/* The values of a record by its field rows; those that are missing stay NULL. */
static bool read_values(struct reader *reader, const struct site *site, json_t *object,
			struct record *record, struct err *err)
{
	const struct record_type *type = record_type(site->kind);
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		if (is_implied(site, field->name)) {
			record->values[i] = site->owner_uid;
		} else if (!read_value(reader, site, field, json_object_get(object, field->name),
				       &record->values[i], err)) {
			return false;
		}
	}
	return true;
}

/* The store knows what is wrong with a record, this knows where it stands. */
static bool store_record(struct reader *reader, const struct site *site, struct record *record,
			 struct err *err)
{
	struct ref twin;
	if (!record_find_uid(reader->store, site->kind, record->uid, &twin, err)) {
		return false;
	}
	if (twin.id != 0) {
		return refuse(site, err, _("its uid belongs to another record already."));
	}
	struct err reason = {.kind = ERR_NONE};
	if (!record_add(reader->store, record, &reason)) {
		bool has_field = reason.field[0] != '\0';
		return err_set(err, reason.kind, "%s%s%s: %s", site->place, has_field ? "." : "",
			       reason.field, reason.text);
	}
	return true;
}

/* Adds one record, without what is nested in it. */
static bool add_record(struct reader *reader, const struct site *site, json_t *object,
		       struct err *err)
{
	struct record record = {.ref = {site->kind, 0}};
	arena_clear(reader->arena);
	return check_keys(site, object, err) && read_uid(site, object, &record.uid, err) &&
	       read_values(reader, site, object, &record, err) &&
	       store_record(reader, site, &record, err);
}

typedef bool visit_record(struct reader *reader, const struct site *site, json_t *object,
			  struct err *err);

/* Visits each record of an array; site->place is the place of the array. */
static bool for_each(struct reader *reader, const struct site *site, json_t *array,
		     visit_record *visit, struct err *err)
{
	if (array == NULL || json_is_null(array)) {
		return true;
	}
	if (!json_is_array(array)) {
		return refuse(site, err, _("an array is expected here."));
	}
	for (size_t i = 0; i < json_array_size(array); i++) {
		struct site item = *site;
		snprintf(item.place, sizeof item.place, "%.90s[%zu]", site->place, i);
		json_t *object = json_array_get(array, i);
		if (!json_is_object(object)) {
			return refuse(&item, err, _("a record is expected here."));
		}
		if (!visit(reader, &item, object, err)) {
			return false;
		}
	}
	return true;
}

static bool add_with_nests(struct reader *reader, const struct site *site, json_t *object,
			   struct err *err);

/* Adds what is nested in a record that is there already. */
static bool add_nests(struct reader *reader, const struct site *site, json_t *object,
		      struct err *err)
{
	for (size_t i = 0; i < json_nest_count; i++) {
		const struct json_nest *nest = &json_nests[i];
		if (nest->owner != site->kind) {
			continue;
		}
		const char *key = record_type(nest->child)->plural;
		struct site child = {
			.kind = nest->child,
			.nest = nest,
			.owner_uid = json_string_value(json_object_get(object, "uid")),
		};
		snprintf(child.place, sizeof child.place, "%.90s.%s", site->place, key);
		if (!for_each(reader, &child, json_object_get(object, key), add_with_nests, err)) {
			return false;
		}
	}
	return true;
}

static bool add_with_nests(struct reader *reader, const struct site *site, json_t *object,
			   struct err *err)
{
	return add_record(reader, site, object, err) && add_nests(reader, site, object, err);
}

/* Visits the records at the top, section by section. */
static bool for_sections(struct reader *reader, json_t *root, visit_record *visit, struct err *err)
{
	for (size_t i = 0; i < json_section_count; i++) {
		const char *key = record_type(json_sections[i])->plural;
		struct site site = {.kind = json_sections[i]};
		snprintf(site.place, sizeof site.place, ".%s", key);
		if (!for_each(reader, &site, json_object_get(root, key), visit, err)) {
			return false;
		}
	}
	return true;
}

static bool is_section(const char *key)
{
	for (size_t i = 0; i < json_section_count; i++) {
		if (strcmp(record_type(json_sections[i])->plural, key) == 0) {
			return true;
		}
	}
	return false;
}

static bool check_root(json_t *root, struct err *err)
{
	const char *format = json_string_value(json_object_get(root, "format"));
	if (format == NULL || strcmp(format, JSON_FORMAT) != 0) {
		return err_set(err, ERR_INVALID,
			       _("This is not a directory: “format” is not “%s”."), JSON_FORMAT);
	}
	json_t *version = json_object_get(root, "version");
	if (!json_is_integer(version) || json_integer_value(version) != JSON_VERSION) {
		return err_set(
			err, ERR_INVALID,
			_("This program reads version %d of the form; “version” is another."),
			JSON_VERSION);
	}
	const char *key;
	json_t *value;
	json_object_foreach(root, key, value)
	{
		bool known = strcmp(key, "format") == 0 || strcmp(key, "version") == 0 ||
			     strcmp(key, "meta") == 0 || is_section(key);
		if (!known) {
			return err_set(err, ERR_INVALID, _("There is no “%s” in a directory."),
				       key);
		}
	}
	return true;
}

static bool is_meta_name(const char *name)
{
	for (size_t i = 0; i < sizeof meta_names / sizeof meta_names[0]; i++) {
		if (strcmp(meta_names[i], name) == 0) {
			return true;
		}
	}
	return false;
}

static bool add_meta(struct store *store, json_t *meta, struct err *err)
{
	if (meta != NULL && !json_is_object(meta)) {
		return err_set(err, ERR_INVALID, _(".meta: an object is expected here."));
	}
	const char *name;
	json_t *value;
	json_object_foreach(meta, name, value)
	{
		if (!is_meta_name(name)) {
			return err_set(err, ERR_INVALID, _(".meta: “%s” is not known here."), name);
		}
		if (!json_is_string(value)) {
			return err_set(err, ERR_INVALID, _(".meta: “%s” is not a string."), name);
		}
		if (!store_set_meta(store, name, json_string_value(value), err)) {
			return err_prefix(err, ".meta:");
		}
	}
	return true;
}

/* Records at the top first, then what is nested in them: a term may name a body further down. */
static bool add_directory(struct store *store, json_t *root, struct err *err)
{
	struct reader reader = {.store = store, .arena = arena_new()};
	search_defer(store);
	bool done = check_root(root, err) && add_meta(store, json_object_get(root, "meta"), err) &&
		    for_sections(&reader, root, add_record, err) &&
		    for_sections(&reader, root, add_nests, err) && search_rebuild(store, err);
	arena_free(reader.arena);
	return done;
}

bool json_load(struct store *store, const char *text, size_t len, struct err *err)
{
	json_error_t fault;
	json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &fault);
	if (root == NULL) {
		return err_set(err, ERR_INVALID, _("Line %d, column %d: this is not JSON: %s."),
			       fault.line, fault.column, fault.text);
	}
	bool done = add_directory(store, root, err);
	json_decref(root);
	return done;
}
