/* SPDX-License-Identifier: MIT
 *
 * A sheet as text for people who have never seen one: each field under what it is for and what it may
 * hold, and at the end of each kind an empty section to copy. Reading is template_read.c.
 */
#include "interchange/template.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "interchange/sheet_parts.h"
#include "interchange/template_form.h"
#include "text/layout.h"

#define COMMENT_WIDTH 76

const char *template_word(enum record_kind kind)
{
	static const char *const words[RECORD_KINDS] = {
		[RECORD_ORGANISATION_NAME] = "name", [RECORD_CHANNEL] = "channel",
		[RECORD_MEMBERSHIP] = "term",	     [RECORD_EVENT_LINK] = "link",
		[RECORD_CITATION] = "citation",
	};
	return words[kind] ? words[kind] : record_type(kind)->name;
}

/* How a record is named in a field that refers to it. */
static const char *const reference_hints[RECORD_KINDS] = {
	[RECORD_SOURCE] = N_("The title of a source, or its uid."),
	[RECORD_PLACE] = N_("A country by its name or code."),
	[RECORD_ORGANISATION] = N_("An agency or body by its name or short form."),
	[RECORD_PERSON] = N_("A person by name, “Family, Given” too."),
	[RECORD_MEMBERSHIP] = N_("The uid of a term."),
	[RECORD_EVENT] = N_("The title of an event, or its uid."),
	[RECORD_PAGE] = N_("The title of a page."),
};

/* Text on its way out; lead stands before every line: "" or, in a section to copy, "#". */
struct writer {
	const struct sheet *sheet;
	struct store *store;
	struct arena *arena;
	struct str *out;
	const char *lead;
};

static void add_line(struct writer *writer, const char *text)
{
	str_add_format(writer->out, "%s%s\n", writer->lead, text);
}

static void add_comment(struct writer *writer, const char *text)
{
	struct text_lines lines = {NULL, 0, 0};
	text_wrap(text, COMMENT_WIDTH, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		str_add_format(writer->out, "%s# %.*s\n", writer->lead, (int)lines.items[i].len,
			       text + lines.items[i].start);
	}
	text_lines_clear(&lines);
}

static void add_choices(struct str *text, const struct field *field)
{
	struct str choices = STR_EMPTY;
	for (const char *const *choice = field->choices; *choice; choice++) {
		str_add_format(&choices, "%s%s", choices.len > 0 ? ", " : "", *choice);
	}
	str_add_format(text,
		       field->kind == FIELD_WORD ? _("Such as: %s; or another word.")
						 : _("One of: %s."),
		       str_text(&choices));
	str_clear(&choices);
}

/* What may stand in the field, after what it is for. */
static void add_hint(struct str *text, const struct field *field)
{
	str_add_char(text, ' ');
	if (field->choices) {
		add_choices(text, field);
	} else if (field->kind == FIELD_REFERENCE && reference_hints[field->target]) {
		str_add(text, _(reference_hints[field->target]));
	} else if (field->kind == FIELD_DATE) {
		str_add(text, _("Such as 2011, 2011-05, 2011-05-17 or today."));
	} else if (field->kind == FIELD_FLAG) {
		str_add(text, _("Write yes or no."));
	}
}

static void add_help(struct writer *writer, const struct field *field)
{
	struct str text = STR_EMPTY;
	str_add_format(&text, "%s%s: %s", _(field->label), field->required ? " *" : "",
		       _(field->help));
	add_hint(&text, field);
	add_comment(writer, str_text(&text));
	str_clear(&text);
}

/* Empty lines at either end of a long text are indented too: others there do not count. */
static void add_block(struct writer *writer, const char *value)
{
	const char *first = value + strspn(value, "\n");
	const char *last = value + strlen(value);
	while (last > first && last[-1] == '\n') {
		last--;
	}
	for (const char *line = value;;) {
		size_t len = strcspn(line, "\n");
		bool is_bare = len == 0 && line >= first && line < last;
		str_add_format(writer->out, "%s%*s%.*s\n", writer->lead,
			       is_bare ? 0 : TEMPLATE_INDENT, "", (int)len, line);
		if (line[len] == '\0') {
			return;
		}
		line += len + 1;
	}
}

static void add_value(struct writer *writer, const struct field *field, const char *value)
{
	bool is_block = value[0] && (field->kind == FIELD_PROSE || strchr(value, '\n'));
	str_add_format(writer->out, "%s%s:%s%s\n", writer->lead, field->name,
		       is_block || !value[0] ? "" : " ", is_block ? "" : value);
	if (is_block) {
		add_block(writer, value);
	}
}

static void add_fields(struct writer *writer, size_t part, bool has_help)
{
	const struct record_type *type = record_type(writer->sheet->parts[part].now.ref.kind);
	for (size_t i = 0; i < type->field_count; i++) {
		if (!sheet_shows(writer->sheet, part, (int)i)) {
			continue;
		}
		if (has_help) {
			str_add_format(writer->out, "%s\n", writer->lead);
			add_help(writer, &type->fields[i]);
		}
		add_value(writer, &type->fields[i],
			  sheet_text(writer->sheet, writer->store, part, (int)i, writer->arena));
	}
}

/* As many letters of the uid as tell the part from all others. */
static int uid_length(const struct sheet *sheet, size_t part)
{
	const char *uid = sheet->parts[part].now.uid;
	int len = UID_SHOWN;
	for (size_t i = 0; i < sheet->count; i++) {
		while (i != part && len < UID_SIZE - 1 &&
		       strncmp(sheet->parts[i].now.uid, uid, (size_t)len) == 0) {
			len++;
		}
	}
	return len;
}

static void add_section(struct writer *writer, size_t part, bool has_help)
{
	const struct record *now = &writer->sheet->parts[part].now;
	str_add_format(writer->out, "\n[%s %.*s]\n", template_word(now->ref.kind),
		       uid_length(writer->sheet, part), now->uid);
	add_fields(writer, part, has_help);
}

/* An empty section behind #, as it would be if it were added. */
static void add_empty_section(struct writer *writer, enum record_kind kind, bool has_help)
{
	struct sheet *empty = sheet_new(writer->sheet->parts[0].now.ref.kind);
	size_t part = sheet_add(empty, kind);
	struct writer blank = *writer;
	blank.sheet = empty;
	blank.lead = "#";
	str_add_char(writer->out, '\n');
	add_comment(writer, _("To add one, take the first # from each of these lines:"));
	str_add_format(writer->out, "#[new %s]\n", template_word(kind));
	add_fields(&blank, part, has_help);
	sheet_free(empty);
}

static void add_kind(struct writer *writer, enum record_kind kind)
{
	const struct sheet *sheet = writer->sheet;
	bool has_help = true;
	str_add_format(writer->out, "\n# ---- %s ----\n", _(record_type(kind)->label));
	for (size_t i = 1; i < sheet->count; i++) {
		if (sheet->parts[i].now.ref.kind == kind && !sheet_is_out(sheet, i)) {
			add_section(writer, i, has_help);
			has_help = false;
		}
	}
	add_empty_section(writer, kind, has_help);
}

static const char beginning[] =
	N_("This is a record of the directory as text. Change what stands behind the names, save, "
	   "and close the editor.");

static const char *const guide[] = {
	N_("Lines that begin with # are remarks; they are not read. A field with nothing behind "
	   "its "
	   "colon is empty. A * marks what must be filled in."),
	N_("A long text stands below its name, each line with four blanks before it."),
	N_("A heading in [brackets] begins something that belongs to the record. Take it out with "
	   "its lines, and it goes to the bin. The letters in it must stay as they are. Empty "
	   "ones to add stand behind #."),
};

static const char state_guide[] =
	N_("By its second line the text is held against what others save meanwhile: leave that "
	   "line as it is.");

enum { VI_LINES = 5 }; /* at the end, and at the beginning, in which vi looks for settings */

/* A text in a record must not be taken for settings: where no empty section stands behind the last value,
 * empty lines do. */
static void add_end(struct writer *writer, bool has_sections)
{
	str_add_repeat(writer->out, '\n', has_sections ? 1 : VI_LINES - 1);
	add_comment(writer, _(TEMPLATE_END));
}

/* What becomes of a text that is left as it is. */
static const char *outcome(const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++) {
		if (sheet_is_touched(sheet, i, SHEET_WHOLE)) {
			return _("What was given already is saved in any case, unless the text is "
				 "left empty.");
		}
	}
	return _("When nothing is changed, nothing is saved.");
}

/* How the text is to be read and changed. */
static void add_guide(struct writer *writer, bool has_state)
{
	add_line(writer, "#");
	add_comment(writer,
		    arena_format(writer->arena, "%s %s", _(beginning), outcome(writer->sheet)));
	for (size_t i = 0; i < sizeof guide / sizeof guide[0]; i++) {
		add_line(writer, "#");
		add_comment(writer, _(guide[i]));
	}
	if (has_state) {
		add_line(writer, "#");
		add_comment(writer, _(state_guide));
	}
}

void template_write(const struct sheet *sheet, struct store *store, const char *fault,
		    struct str *out)
{
	struct arena *arena = arena_new();
	struct str text = STR_EMPTY;
	struct writer writer = {sheet, store, arena, &text, ""};
	bool has_state = sheet->parts[0].base.uid && sheet->state.action >= 0;
	add_line(&writer, TEMPLATE_TITLE);
	if (has_state) {
		template_write_state(sheet, &text);
	}
	add_guide(&writer, has_state);
	add_fields(&writer, 0, true);
	size_t count;
	const enum record_kind *kinds = sheet_child_kinds(sheet->parts[0].now.ref.kind, &count);
	for (size_t i = 0; i < count; i++) {
		add_kind(&writer, kinds[i]);
	}
	add_end(&writer, count > 0);
	if (fault) {
		template_set_fault(&text, fault);
	}
	str_add_bytes(out, str_text(&text), text.len);
	str_clear(&text);
	arena_free(arena);
}

static size_t bom_length(const char *text, size_t len)
{
	size_t bom = strlen(TEMPLATE_BOM);
	return len >= bom && memcmp(text, TEMPLATE_BOM, bom) == 0 ? bom : 0;
}

static bool begins(const char *text, size_t len, const char *with)
{
	return len >= strlen(with) && memcmp(text, with, strlen(with)) == 0;
}

bool template_has_title(const char *text, size_t len)
{
	size_t bom = bom_length(text, len);
	return begins(text + bom, len - bom, TEMPLATE_TITLE) ||
	       begins(text + bom, len - bom, TEMPLATE_FAULT);
}

const char *template_field_label(const struct field *field, struct arena *arena)
{
	const char *label = _(field->label);
	return strcasecmp(label, field->name) == 0
		       ? label
		       : arena_format(arena, "%s (%s)", label, field->name);
}

const char *template_fault(const struct sheet *sheet, struct store *store,
			   const struct sheet_fault *fault, struct arena *arena)
{
	const struct record_type *type = record_type(sheet->parts[fault->part].now.ref.kind);
	const char *field = fault->field >= 0
				    ? template_field_label(&type->fields[fault->field], arena)
				    : _(type->label);
	if (fault->part == 0) {
		return arena_format(arena, "%s: %s", field, fault->text);
	}
	return arena_format(arena, "%s (%s), %s: %s", _(type->label),
			    sheet_summary(sheet, store, fault->part, arena), field, fault->text);
}

void template_set_fault(struct str *text, const char *fault)
{
	size_t at = bom_length(str_text(text), text->len);
	if (template_has_title(str_text(text), text->len)) {
		const char *end = memchr(text->data + at, '\n', text->len - at);
		size_t len = end ? (size_t)(end - text->data) + 1 - at : text->len - at;
		str_remove(text, at, len);
	}
	struct str line = STR_EMPTY;
	str_add_format(&line, "%s%s", fault ? TEMPLATE_FAULT : TEMPLATE_TITLE, fault ? fault : "");
	for (size_t i = 0; i < line.len; i++) {
		line.data[i] = line.data[i] == '\n' ? ' ' : line.data[i];
	}
	str_add_char(&line, '\n');
	str_insert(text, at, str_text(&line), line.len);
	str_clear(&line);
}
