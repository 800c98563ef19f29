/* SPDX-License-Identifier: MIT
 *
 * The fields of records as flags, from the field rows: `iemn help add`, `iemn help add person`.
 */
#include "cli/help_fields.h"

#include "base/i18n.h"
#include "cli/flag.h"

#define FIELD_GUTTER 26

/* What stands for a value of a field. */
static const char *value_name(const struct field *field)
{
	static const char *const names[] = {
		[FIELD_NAME] = N_("TEXT"),	[FIELD_LINE] = N_("TEXT"),
		[FIELD_PROSE] = N_("TEXT"),	[FIELD_DATE] = N_("DATE"),
		[FIELD_CHOICE] = N_("WORD"),	[FIELD_WORD] = N_("WORD"),
		[FIELD_FLAG] = N_("yes|no"),	[FIELD_NUMBER] = N_("NUMBER"),
		[FIELD_URL] = N_("URL"),	[FIELD_CODE] = N_("CODE"),
		[FIELD_LANGUAGES] = N_("TAGS"), [FIELD_REFERENCE] = N_("REF"),
	};
	return names[field->kind];
}

static void add_choices(struct str *text, const struct field *field)
{
	if (field->choices == NULL) {
		return;
	}
	str_add_char(text, ' ');
	str_add(text, field->kind == FIELD_WORD ? _("Usual:") : _("One of:"));
	for (size_t i = 0; field->choices[i] != NULL; i++) {
		str_add_format(text, "%s %s", i > 0 ? "," : "", field->choices[i]);
	}
	str_add_char(text, '.');
}

static void print_field(enum record_kind kind, const struct field *field, struct output *out)
{
	struct str label = STR_EMPTY;
	struct str text = STR_EMPTY;
	str_add(&label, "  --");
	flag_spell(&label, kind, field->name);
	str_add_format(&label, "=%s", _(value_name(field)));
	str_add(&text, _(field->help));
	if (field->required) {
		str_add_format(&text, " %s", _("Needed."));
	}
	add_choices(&text, field);
	output_paragraph(out, &(struct paragraph){.label = str_text(&label),
						  .gutter = FIELD_GUTTER,
						  .text = str_text(&text)});
	str_clear(&text);
	str_clear(&label);
}

static void print_details(enum record_kind kind, struct output *out)
{
	const char *help;
	const char *flag;
	size_t at = 0;
	while ((flag = flag_next_detail(kind, &at, &help)) != NULL) {
		struct str label = STR_EMPTY;
		str_add_format(&label, "  --%s=%s", flag, _("VALUE"));
		output_paragraph(out, &(struct paragraph){.label = str_text(&label),
							  .gutter = FIELD_GUTTER,
							  .text = _(help)});
		str_clear(&label);
	}
}

void help_print_fields(const struct flag_kind *kind, struct output *out)
{
	const struct record_type *type = record_type(kind->kind);
	struct str heading = STR_EMPTY;
	str_add_format(&heading, _("Fields of: %s"), kind->name);
	output_paragraph(out, &(struct paragraph){.text = ""});
	output_paragraph(out, &(struct paragraph){.text = str_text(&heading), .bold = true});
	str_clear(&heading);
	for (size_t i = 0; i < type->field_count; i++) {
		print_field(kind->kind, &type->fields[i], out);
	}
	print_details(kind->kind, out);
}

void help_print_all_fields(struct output *out)
{
	size_t count;
	const struct flag_kind *kinds = flag_kinds(&count);
	for (size_t i = 0; i < count; i++) {
		help_print_fields(&kinds[i], out);
	}
}
