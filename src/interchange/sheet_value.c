/* SPDX-License-Identifier: MIT
 *
 * Texts that people type and the values that they stand for, both ways: a parser for each kind of
 * field, found by a table. Whether the value may stand in the field is asked of field_check().
 */
#include "interchange/sheet_parts.h"
#include "interchange/sheet_words.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "store/country_name.h"
#include "store/suggest.h"
#include "text/clean.h"
#include "text/utf8.h"

/* A text on its way to a value: normal form C, without blanks around it, never empty. */
struct entry {
	struct store *store;
	const struct record *record;
	const char *base; /* the value that was read, or NULL */
	const struct field *field;
	const char *text;
	struct arena *arena;
};

/* Gives the value, or NULL and says in err why there is none. */
typedef const char *parse_entry(const struct entry *entry, struct err *err);

static const char *parse_text(const struct entry *entry, struct err *err)
{
	(void)err;
	return entry->text;
}

static const char *parse_date(const struct entry *entry, struct err *err)
{
	char today[DATE_SIZE];
	(void)err;
	if (strcasecmp(entry->text, "today") != 0 && strcasecmp(entry->text, _("today")) != 0) {
		return entry->text;
	}
	date_today(today);
	return arena_text(entry->arena, today);
}

static const char *find_choice(const struct entry *entry)
{
	for (const char *const *choice = entry->field->choices; choice && *choice; choice++) {
		if (strcasecmp(*choice, entry->text) == 0) {
			return *choice;
		}
	}
	return NULL;
}

static const char *parse_choice(const struct entry *entry, struct err *err)
{
	const char *choice = find_choice(entry);
	if (choice) {
		return choice;
	}
	field_check(entry->field, entry->text, err);
	return NULL;
}

bool sheet_cited_kind(const struct record *citation, enum record_kind *kind)
{
	const struct record_type *type = record_type(citation->ref.kind);
	for (size_t i = 0; i < type->field_count; i++) {
		if (type->fields[i].kind == FIELD_REFERENCE && citation->values[i] &&
		    type->fields[i].target != RECORD_SOURCE) {
			*kind = type->fields[i].target;
			return true;
		}
	}
	return false;
}

static bool is_field_of_citation(const struct record *record, const struct field *field)
{
	return record->ref.kind == RECORD_CITATION && strcmp(field->name, "field") == 0;
}

/* The name of a field of the cited record, by name or label. */
static const char *parse_field_name(const struct entry *entry, struct err *err)
{
	enum record_kind kind;
	if (!sheet_cited_kind(entry->record, &kind)) {
		return entry->text;
	}
	const struct record_type *type = record_type(kind);
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		if (strcasecmp(field->name, entry->text) == 0 ||
		    strcasecmp(field->label, entry->text) == 0 ||
		    strcasecmp(_(field->label), entry->text) == 0) {
			return field->name;
		}
	}
	err_set_field(err, entry->field->name, _("“%.60s” is no field of this record (%s)."),
		      entry->text, _(type->label));
	return NULL;
}

static const char *parse_word(const struct entry *entry, struct err *err)
{
	if (is_field_of_citation(entry->record, entry->field)) {
		return parse_field_name(entry, err);
	}
	const char *choice = find_choice(entry);
	return choice ? choice : entry->text;
}

static const char *parse_flag(const struct entry *entry, struct err *err)
{
	static const struct {
		const char *word;
		const char *value;
	} words[] = {
		{N_("yes"), "1"}, {N_("no"), "0"}, {N_("y"), "1"},
		{N_("n"), "0"},	  {"1", "1"},	   {"0", "0"},
	};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strcasecmp(words[i].word, entry->text) == 0 ||
		    strcasecmp(_(words[i].word), entry->text) == 0) {
			return words[i].value;
		}
	}
	err_set_field(err, entry->field->name, _("Write yes or no."));
	return NULL;
}

/* 007 is stored as 7: a value that only looks different is no change. */
static const char *parse_number(const struct entry *entry, struct err *err)
{
	if (!field_check(entry->field, entry->text, err)) {
		return NULL;
	}
	return arena_format(entry->arena, "%ld", strtol(entry->text, NULL, 10));
}

static const char *parse_code(const struct entry *entry, struct err *err)
{
	size_t len = strlen(entry->text);
	char *code = arena_new_array(entry->arena, len + 1, 1);
	for (size_t i = 0; i < len; i++) {
		char c = entry->text[i];
		code[i] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
	}
	bool may_stay =
		str_is_same_value(entry->base, code) || !field_check(entry->field, code, NULL);
	return may_stay || country_name_check_code(code, err) ? code : NULL;
}

/* Commas separate languages too. */
static const char *parse_languages(const struct entry *entry, struct err *err)
{
	(void)err;
	struct str tags = STR_EMPTY;
	for (const char *tag = entry->text; *tag;) {
		size_t len = strcspn(tag, ", ");
		if (len > 0) {
			str_add(&tags, tags.len > 0 ? " " : "");
			str_add_bytes(&tags, tag, len);
		}
		tag += len;
		tag += strspn(tag, ", ");
	}
	const char *value = arena_text(entry->arena, str_text(&tags));
	str_clear(&tags);
	return value;
}

static const char *parse_reference(const struct entry *entry, struct err *err)
{
	struct ref ref;
	struct record target;
	struct err reason = {.kind = ERR_NONE};
	if (suggest_lookup(entry->store, entry->field->target, entry->text, &ref, &reason) &&
	    record_get(entry->store, ref, entry->arena, &target, &reason)) {
		return target.uid;
	}
	err_set_field(err, entry->field->name, "%s", reason.text);
	return NULL;
}

static parse_entry *const parsers[] = {
	[FIELD_NAME] = parse_text,
	[FIELD_LINE] = parse_text,
	[FIELD_PROSE] = parse_text,
	[FIELD_DATE] = parse_date,
	[FIELD_CHOICE] = parse_choice,
	[FIELD_WORD] = parse_word,
	[FIELD_FLAG] = parse_flag,
	[FIELD_NUMBER] = parse_number,
	[FIELD_URL] = parse_text,
	[FIELD_CODE] = parse_code,
	[FIELD_LANGUAGES] = parse_languages,
	[FIELD_REFERENCE] = parse_reference,
};

/* The text as lines that end with LF alone, in normal form C, without blanks around it: of prose the
 * blanks that its first line begins with stay. What holds nothing that is seen is empty. */
static const char *prepare_text(const char *text, bool is_prose, struct arena *arena)
{
	struct str lines = STR_EMPTY;
	for (const char *c = text; *c; c++) {
		if (!(is_prose && c[0] == '\r' && c[1] == '\n')) {
			str_add_char(&lines, *c);
		}
	}
	size_t start = strspn(str_text(&lines), is_prose ? "\n" : " ");
	while (lines.len > start && strchr(" \n", lines.data[lines.len - 1])) {
		str_cut(&lines, lines.len - 1);
	}
	size_t len = lines.len > start ? lines.len - start : 0;
	len = text_is_visible(str_text(&lines) + start, len) ? len : 0;
	char *normal = utf8_normalize(str_text(&lines) + start, len);
	const char *prepared = arena_text(arena, normal);
	free(normal);
	str_clear(&lines);
	return prepared;
}

bool sheet_parse(const struct typed *typed, struct arena *arena, const char **value,
		 struct err *err)
{
	const struct field *field = &record_type(typed->record->ref.kind)->fields[typed->field];
	struct err reason = {.kind = ERR_NONE};
	if (!utf8_is_valid(typed->text, strlen(typed->text))) {
		text_check(typed->text, strlen(typed->text), TEXT_PROSE, SIZE_MAX, &reason);
		return err_set_field(err, field->name, "%s", reason.text);
	}
	struct entry entry = {
		.store = typed->store,
		.record = typed->record,
		.base = typed->base->values[typed->field],
		.field = field,
		.text = prepare_text(typed->text, field->kind == FIELD_PROSE, arena),
		.arena = arena,
	};
	if (entry.text[0] == '\0') {
		*value = field->initial;
		return true;
	}
	const char *parsed = parsers[field->kind](&entry, err);
	if (!parsed || !field_check(field, parsed, err) ||
	    (!str_is_same_value(entry.base, parsed) && !field_check_letters(field, parsed, err))) {
		return false;
	}
	*value = parsed;
	return true;
}

const char *sheet_format(const struct sheet *sheet, struct store *store, const struct field *field,
			 const char *value, struct arena *arena)
{
	if (!value) {
		return "";
	}
	if (field->kind == FIELD_REFERENCE) {
		const char *name = sheet_name(sheet, store, field->target, value, arena);
		return arena_text(arena, name != NULL ? name : value);
	}
	if (field->kind == FIELD_FLAG) {
		return strcmp(value, "1") == 0 ? _("yes") : _("no");
	}
	return arena_text(arena, value);
}

const char *sheet_text(const struct sheet *sheet, struct store *store, size_t part, int field,
		       struct arena *arena)
{
	const struct sheet_part *this = &sheet->parts[part];
	if (this->raw[field]) {
		return arena_text(arena, this->raw[field]);
	}
	return sheet_format(sheet, store, &record_type(this->now.ref.kind)->fields[field],
			    this->now.values[field], arena);
}

/* Whether a part is an address of the file that is another than it was read. */
static bool is_other_address(const struct sheet_part *part)
{
	int value = field_index(RECORD_CHANNEL, "value");
	return part->now.ref.kind == RECORD_CHANNEL && part->base.uid &&
	       !str_is_same_value(part->base.values[value], part->now.values[value]);
}

void sheet_doubt_channel(struct sheet *sheet, size_t part)
{
	struct sheet_part *this = &sheet->parts[part];
	int verified = field_index(RECORD_CHANNEL, "verified");
	if (is_other_address(this) && !this->raw[verified] &&
	    str_is_same_value(this->base.values[verified], this->now.values[verified])) {
		this->now.values[verified] = NULL;
	}
}

/* The value of a field was typed: the address that was read gets its date back. */
static void follow_value(struct sheet *sheet, size_t part, bool was_other)
{
	struct sheet_part *this = &sheet->parts[part];
	int verified = field_index(RECORD_CHANNEL, "verified");
	if (!was_other) {
		sheet_doubt_channel(sheet, part);
	} else if (!is_other_address(this) && !this->raw[verified] && !this->now.values[verified]) {
		this->now.values[verified] = this->base.values[verified];
	}
}

bool sheet_set(struct sheet *sheet, struct store *store, size_t part, int field, const char *text,
	       struct err *err)
{
	struct sheet_part *this = &sheet->parts[part];
	struct typed typed = {.store = store,
			      .record = &this->now,
			      .base = &this->base,
			      .field = field,
			      .text = text};
	struct err reason = {.kind = ERR_NONE};
	const char *value;
	if (!sheet_parse(&typed, sheet->arena, &value, &reason)) {
		this->raw[field] = arena_text(sheet->arena, text);
		this->fault[field] = arena_text(sheet->arena, reason.text);
		if (err) {
			*err = reason;
		}
		return false;
	}
	bool was_other = is_other_address(this);
	this->now.values[field] = value;
	this->raw[field] = NULL;
	this->fault[field] = NULL;
	if (was_other != is_other_address(this)) {
		follow_value(sheet, part, was_other);
	}
	return true;
}
