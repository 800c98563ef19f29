/* SPDX-License-Identifier: MIT
 *
 * A template that comes back from the editor. Every line is accounted for: what it means, or why it
 * cannot be taken, with its number.
 */
#include "interchange/template.h"

#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/rows.h"
#include "interchange/sheet_parts.h"
#include "interchange/template_form.h"
#include "text/utf8.h"

struct reader {
	struct sheet *sheet;
	struct store *store;
	struct arena *arena;
	struct rows seen; /* const char *: uids of the parts that the text holds */
	size_t line;	  /* number of the line that is read */
	bool has_end;	  /* the line that stands at the end of every template was there */

	size_t part;		 /* the section that is read */
	bool filled[FIELDS_MAX]; /* fields of it that stood in the text */

	int field;	   /* whose value is being read, or -1 */
	size_t field_line; /* where it began */
	struct str value;
	bool has_lines;	    /* a line of the value was there */
	size_t empty_count; /* empty lines that count when more follows */
};

static const struct record_type *type_of(const struct reader *reader)
{
	return record_type(reader->sheet->parts[reader->part].now.ref.kind);
}

/* Whether the value is what stood in the text from the beginning: a record that it names may have got
 * another name since. */
static bool is_untouched(const struct reader *reader)
{
	const char *value = str_text(&reader->value);
	return strcmp(value, sheet_text(reader->sheet, reader->store, reader->part, reader->field,
					reader->arena)) == 0 ||
	       sheet_was_called(reader->sheet, reader->store, reader->part, reader->field, value);
}

/* The value is complete. What was not touched is not judged: a name that fits two records by now, a
 * text with blanks around it. */
static bool end_field(struct reader *reader, struct err *err)
{
	if (reader->field < 0) {
		return true;
	}
	const struct field *field = &type_of(reader)->fields[reader->field];
	struct err reason = {.kind = ERR_NONE};
	bool done =
		is_untouched(reader) || sheet_set(reader->sheet, reader->store, reader->part,
						  reader->field, str_text(&reader->value), &reason);
	reader->field = -1;
	if (!done) {
		err_set_field(err, field->name, _("Line %zu, %s: %s"), reader->field_line,
			      template_field_label(field, reader->arena), reason.text);
	}
	return done;
}

static char plain_letter(char c)
{
	if (c == '-' || c == ' ') {
		return '_';
	}
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Capitals count as small letters, blanks and hyphens as the low line that field names have. */
static bool is_word(const char *name, const char *bytes, size_t len)
{
	size_t i = 0;
	while (i < len && name[i] && plain_letter(name[i]) == plain_letter(bytes[i])) {
		i++;
	}
	return i == len && name[i] == '\0';
}

/* A field of the section by its name or label; -1 for none. */
static int find_field(const struct reader *reader, const char *bytes, size_t len)
{
	const struct record_type *type = type_of(reader);
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		if (sheet_shows(reader->sheet, reader->part, (int)i) &&
		    (is_word(field->name, bytes, len) || is_word(field->label, bytes, len) ||
		     is_word(_(field->label), bytes, len))) {
			return (int)i;
		}
	}
	return -1;
}

static size_t trimmed_length(const char *bytes, size_t len)
{
	while (len > 0 && (bytes[len - 1] == ' ' || bytes[len - 1] == '\t')) {
		len--;
	}
	return len;
}

/* name: value */
static bool read_field(struct reader *reader, const char *bytes, size_t len, struct err *err)
{
	const char *colon = memchr(bytes, ':', len);
	if (!colon) {
		return err_set(err, ERR_INVALID,
			       _("Line %zu: this is neither “name: value” nor a [section] nor a "
				 "remark behind #."),
			       reader->line);
	}
	size_t name = trimmed_length(bytes, (size_t)(colon - bytes));
	int field = find_field(reader, bytes, name);
	if (field < 0) {
		return err_set(err, ERR_INVALID, _("Line %zu: there is no field “%.*s” here."),
			       reader->line, (int)(name < 60 ? name : 60), bytes);
	}
	if (reader->filled[field]) {
		return err_set_field(
			err, type_of(reader)->fields[field].name,
			_("Line %zu: %s stands here a second time."), reader->line,
			template_field_label(&type_of(reader)->fields[field], reader->arena));
	}
	const char *value = colon + 1;
	size_t left = len - (size_t)(value - bytes);
	if (left > 0 && value[0] == ' ') {
		value++;
		left--;
	}
	reader->filled[field] = true;
	reader->field = field;
	reader->field_line = reader->line;
	reader->empty_count = 0;
	str_reset(&reader->value);
	str_add_bytes(&reader->value, value, left);
	reader->has_lines = left > 0;
	return true;
}

/* A line of a long text. Editors may put a tab where four blanks stood. */
static bool read_indented(struct reader *reader, const char *bytes, size_t len, struct err *err)
{
	if (reader->field < 0) {
		if (trimmed_length(bytes, len) == 0) {
			return true;
		}
		return err_set(err, ERR_INVALID,
			       _("Line %zu: this line begins with a blank, but no field stands "
				 "above it."),
			       reader->line);
	}
	size_t indent = bytes[0] == '\t' ? 1 : 0;
	while (bytes[0] == ' ' && indent < len && indent < TEMPLATE_INDENT &&
	       bytes[indent] == ' ') {
		indent++;
	}
	if (indent == len && bytes[0] == ' ' && len < TEMPLATE_INDENT) {
		reader->empty_count += reader->has_lines;
		return true;
	}
	str_add_repeat(&reader->value, '\n', reader->empty_count + reader->has_lines);
	str_add_bytes(&reader->value, bytes + indent, len - indent);
	reader->has_lines = true;
	reader->empty_count = 0;
	return true;
}

static void mark_seen(struct reader *reader, size_t part)
{
	*(const char **)rows_add(&reader->seen) = reader->sheet->parts[part].now.uid;
}

static bool is_seen(const struct reader *reader, size_t part)
{
	const char *const *seen = reader->seen.items;
	for (size_t i = 0; i < reader->seen.count; i++) {
		if (strcmp(seen[i], reader->sheet->parts[part].now.uid) == 0) {
			return true;
		}
	}
	return false;
}

/* The kind that a word in a heading means, among those that belong to the record. */
static bool find_kind(const struct reader *reader, const char *bytes, size_t len,
		      enum record_kind *kind)
{
	size_t count;
	const enum record_kind *kinds =
		sheet_child_kinds(reader->sheet->parts[0].now.ref.kind, &count);
	for (size_t i = 0; i < count; i++) {
		const struct record_type *type = record_type(kinds[i]);
		if (is_word(template_word(kinds[i]), bytes, len) ||
		    is_word(type->name, bytes, len) || is_word(type->label, bytes, len) ||
		    is_word(_(type->label), bytes, len)) {
			*kind = kinds[i];
			return true;
		}
	}
	return false;
}

/* The part of a kind whose uid begins with these letters; 0 for none or several. */
static size_t find_part(const struct reader *reader, enum record_kind kind, const char *bytes,
			size_t len)
{
	size_t found = 0;
	for (size_t i = 1; i < reader->sheet->count; i++) {
		const struct record *now = &reader->sheet->parts[i].now;
		if (now->ref.kind == kind && strncasecmp(now->uid, bytes, len) == 0) {
			if (found != 0) {
				return 0;
			}
			found = i;
		}
	}
	return found;
}

static bool refuse_section(struct reader *reader, const char *bytes, size_t len, struct err *err)
{
	return err_set(err, ERR_INVALID,
		       _("Line %zu: there is no section “%.*s” here. To add one, write [new …] "
			 "with what it is."),
		       reader->line, (int)(len < 60 ? len : 60), bytes);
}

static bool begin_section(struct reader *reader, size_t part, struct err *err)
{
	if (is_seen(reader, part)) {
		return err_set(err, ERR_INVALID,
			       _("Line %zu: this section stands here a second time. To add one, "
				 "write [new %s]."),
			       reader->line,
			       template_word(reader->sheet->parts[part].now.ref.kind));
	}
	mark_seen(reader, part);
	sheet_take_out(reader->sheet, part, false);
	reader->part = part;
	memset(reader->filled, 0, sizeof reader->filled);
	return true;
}

/* [channel 1a2b3c4d] or [new channel] */
static bool read_section(struct reader *reader, const char *bytes, size_t len, struct err *err)
{
	static const char new_mark[] = "new ";
	enum record_kind kind;
	size_t whole = trimmed_length(bytes, len);
	if (whole < 3 || bytes[whole - 1] != ']') {
		return refuse_section(reader, bytes, whole, err);
	}
	const char *word = bytes + 1 + strspn(bytes + 1, " ");
	size_t left = trimmed_length(word, (size_t)(bytes + whole - 1 - word));
	if (left > strlen(new_mark) && strncasecmp(word, new_mark, strlen(new_mark)) == 0) {
		word += strlen(new_mark);
		left -= strlen(new_mark);
		return find_kind(reader, word, left, &kind)
			       ? begin_section(reader, sheet_add(reader->sheet, kind), err)
			       : refuse_section(reader, bytes, whole, err);
	}
	size_t uid = left;
	while (uid > 0 && word[uid - 1] != ' ') {
		uid--;
	}
	if (uid == 0 || uid == left || !find_kind(reader, word, trimmed_length(word, uid), &kind)) {
		return refuse_section(reader, bytes, whole, err);
	}
	size_t part = find_part(reader, kind, word + uid, left - uid);
	return part != 0 ? begin_section(reader, part, err)
			 : refuse_section(reader, bytes, whole, err);
}

/* The last remark, in the language of now or untranslated. */
static bool is_end(const char *bytes, size_t len)
{
	const char *text = bytes + 1 + (len > 1 && bytes[1] == ' ');
	size_t left = trimmed_length(text, (size_t)(bytes + len - text));
	const char *const marks[] = {_(TEMPLATE_END), TEMPLATE_END};
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (left == strlen(marks[i]) && memcmp(text, marks[i], left) == 0) {
			return true;
		}
	}
	return false;
}

static bool read_line(struct reader *reader, const char *bytes, size_t len, struct err *err)
{
	if (memchr(bytes, '\0', len) || !utf8_is_valid(bytes, len)) {
		return err_set(err, ERR_INVALID, _("Line %zu: this is not UTF-8 text."),
			       reader->line);
	}
	if (len == 0) {
		reader->empty_count += reader->field >= 0 && reader->has_lines;
		return true;
	}
	if (bytes[0] == '#') {
		reader->has_end = reader->has_end || is_end(bytes, len);
		return true;
	}
	if (bytes[0] == ' ' || bytes[0] == '\t') {
		return read_indented(reader, bytes, len, err);
	}
	return end_field(reader, err) && (bytes[0] == '[' ? read_section(reader, bytes, len, err)
							  : read_field(reader, bytes, len, err));
}

static bool read_lines(struct reader *reader, const char *text, size_t len, struct err *err)
{
	size_t at = strlen(TEMPLATE_BOM);
	at = len >= at && memcmp(text, TEMPLATE_BOM, at) == 0 ? at : 0;
	while (at < len) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t step = end ? (size_t)(end - (text + at)) : len - at;
		size_t bare = step > 0 && text[at + step - 1] == '\r' ? step - 1 : step;
		reader->line++;
		if (!read_line(reader, text + at, bare, err)) {
			return false;
		}
		at += step + 1;
	}
	return end_field(reader, err);
}

/* Sections that the text does not hold are gone; those that were added and left empty never were. */
static void take_out_missing(struct reader *reader)
{
	for (size_t i = 1; i < reader->sheet->count; i++) {
		if (!is_seen(reader, i) || sheet_part_is_empty(reader->sheet, i)) {
			sheet_take_out(reader->sheet, i, true);
		}
	}
}

/* Whether something that the file holds would go to the bin. */
static bool leaves_out(const struct reader *reader)
{
	for (size_t i = 1; i < reader->sheet->count; i++) {
		if (reader->sheet->parts[i].now.ref.id != 0 && !sheet_is_out(reader->sheet, i) &&
		    !is_seen(reader, i)) {
			return true;
		}
	}
	return false;
}

/* A text that was cut short, by a full disk or a pipe that broke, must not take out what it lost. */
static bool check_end(const struct reader *reader, bool is_template, struct err *err)
{
	if (reader->has_end || !(is_template || leaves_out(reader))) {
		return true;
	}
	return err_set(err, ERR_INVALID,
		       _("The text ends too early: the line “# %s” is missing. When nothing else "
			 "is, write it at the end."),
		       _(TEMPLATE_END));
}

/* The line of the date may stand above the address, or stand there as it was. */
static void doubt_channels(struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++) {
		sheet_doubt_channel(sheet, i);
	}
}

/* What is_template was written by template_write() and must have its end. */
static bool read_text(struct reader *reader, const char *text, size_t len, bool is_template,
		      struct err *err)
{
	reader->arena = arena_new();
	reader->seen = ROWS_OF(const char *, reader->arena);
	reader->field = -1;
	bool done = read_lines(reader, text, len, err) && check_end(reader, is_template, err);
	if (done) {
		take_out_missing(reader);
		doubt_channels(reader->sheet);
	}
	str_clear(&reader->value);
	arena_free(reader->arena);
	return done;
}

/* The line that begins so, without its end; NULL for none. */
static const char *find_line(const char *text, size_t len, const char *beginning, size_t *length)
{
	size_t begins = strlen(beginning);
	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t step = end ? (size_t)(end - (text + at)) : len - at;
		if (step >= begins && memcmp(text + at, beginning, begins) == 0) {
			*length = step > 0 && text[at + step - 1] == '\r' ? step - 1 : step;
			return text + at;
		}
		at += step + 1;
	}
	return NULL;
}

/* A text that was taken at another time than the sheet is held against what the record was then. */
static bool take_state(struct sheet *sheet, struct store *store, const char *text, size_t len,
		       struct err *err)
{
	size_t length;
	const char *state = find_line(text, len, TEMPLATE_STATE, &length);
	return sheet->parts[0].now.ref.id == 0 || !state ||
	       template_read_state(sheet, store, state, length, err);
}

bool template_read(struct sheet *sheet, struct store *store, const char *text, size_t len,
		   struct err *err)
{
	bool has_title = template_has_title(text, len);
	struct reader reader = {.sheet = sheet, .store = store, .line = has_title ? 0 : 1};
	return take_state(sheet, store, text, len, err) &&
	       read_text(&reader, text, len, has_title, err);
}

bool template_read_file(struct sheet *sheet, struct store *store, const char *text, size_t len,
			struct err *err)
{
	bool is_stored = sheet->parts[0].now.ref.id != 0;
	struct reader reader = {.sheet = sheet, .store = store};
	return take_state(sheet, store, text, len, err) &&
	       read_text(&reader, text, len, is_stored && template_has_title(text, len), err);
}

bool template_is_empty(const char *text)
{
	while (*text != '\0') {
		size_t blank = strspn(text, " \t\r");
		if (text[blank] != '#' && text[blank] != '\n' && text[blank] != '\0') {
			return false;
		}
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return true;
}

struct template_before template_keep(const struct sheet *sheet)
{
	struct template_before before = {.count = sheet->count, .state = sheet->state};
	before.parts = arena_new_array(sheet->arena, sheet->count, sizeof before.parts[0]);
	memcpy(before.parts, sheet->parts, sheet->count * sizeof before.parts[0]);
	return before;
}

void template_put_back(struct sheet *sheet, const struct template_before *before)
{
	memcpy(sheet->parts, before->parts, before->count * sizeof before->parts[0]);
	sheet->count = before->count;
	sheet->state = before->state;
}
