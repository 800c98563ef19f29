/* SPDX-License-Identifier: MIT
 *
 * `iemn help` lists commands and options, `iemn help COMMAND` tells more of one, `iemn help keys` the
 * keys of the screen. Nothing is typed here that stands in a row already.
 */
#include "cli/help.h"

#include <string.h>

#include "base/i18n.h"
#include "cli/cmd_add.h"
#include "cli/help_fields.h"
#include "cli/options.h"
#include "interchange/json.h"
#include "store/store.h"

#define COMMAND_GUTTER 20
#define OPTION_GUTTER 24

static void print_text(struct output *out, const char *text)
{
	output_paragraph(out, &(struct paragraph){.text = text});
}

static void print_heading(struct output *out, const char *text)
{
	print_text(out, "");
	output_paragraph(out, &(struct paragraph){.text = text, .bold = true});
}

static void print_command(const struct subcommand *command, struct output *out)
{
	struct str label = STR_EMPTY;
	str_add_format(&label, "  %s", command->name);
	if (command->arguments != NULL) {
		str_add_format(&label, " %s", _(command->arguments));
	}
	output_paragraph(out, &(struct paragraph){.label = str_text(&label),
						  .gutter = COMMAND_GUTTER,
						  .text = _(command->summary)});
	str_clear(&label);
}

static void print_option(const struct option *option, struct output *out)
{
	struct str label = STR_EMPTY;
	if (option->letter != '\0') {
		str_add_format(&label, "  -%c, --%s", option->letter, option->name);
	} else {
		str_add_format(&label, "      --%s", option->name);
	}
	if (option->value != NULL) {
		str_add_format(&label, "=%s", _(option->value));
	}
	output_paragraph(out, &(struct paragraph){.label = str_text(&label),
						  .gutter = OPTION_GUTTER,
						  .text = _(option->help)});
	str_clear(&label);
}

static void print_all(struct output *out)
{
	size_t count;
	const struct subcommand *rows = subcommand_rows(&count);
	print_text(out, _("Usage: iemn [OPTION...] [COMMAND [ARGUMENT...]]"));
	print_text(out, "");
	print_text(out,
		   _("The directory of the International E-Waste Management Network, offline: "
		     "its mission, history, agencies and people. Without a command it opens the "
		     "screen."));
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || rows[i].group != rows[i - 1].group) {
			print_heading(out, subcommand_group_title(rows[i].group));
		}
		print_command(&rows[i], out);
	}
	print_heading(out, _("Options"));
	for (int id = 0; id < OPTION_COUNT; id++) {
		if (option_row((enum option_id)id)->is_common) {
			print_option(option_row((enum option_id)id), out);
		}
	}
	print_text(out, "");
	print_text(out, _("\"iemn help COMMAND\" tells more of a command and its options, \"iemn "
			  "help keys\" lists the keys of the screen."));
}

/* The options of a command; nothing when it has none of its own. */
static void print_options(unsigned set, struct output *out)
{
	if (set == 0) {
		return;
	}
	print_heading(out, _("Options"));
	for (int id = 0; id < OPTION_COUNT; id++) {
		if ((set & OPTION_BIT(id)) != 0) {
			print_option(option_row((enum option_id)id), out);
		}
	}
}

void help_print(const struct subcommand *command, struct output *out)
{
	struct str usage = STR_EMPTY;
	str_add_format(&usage, _("Usage: iemn [OPTION...] %s"), command->name);
	if (command->arguments != NULL) {
		str_add_format(&usage, " %s", _(command->arguments));
	}
	print_text(out, str_text(&usage));
	str_clear(&usage);
	print_text(out, "");
	print_text(out, _(command->help));
	print_options(command->options, out);
	if (command->examples != NULL) {
		print_heading(out, _("Examples"));
		output_paragraph(out, &(struct paragraph){.gutter = 2, .text = command->examples});
	}
	if (command->run == cmd_add) {
		help_print_all_fields(out);
	}
}

/* The fields of the kind that the second word names. */
static bool print_kind(const struct subcommand *command, struct request *request, struct err *err)
{
	if (!command->takes_fields) {
		return err_set(err, ERR_USAGE, _("There is a word too many: \"%s\"."),
			       request->words[1]);
	}
	const struct flag_kind *kind = flag_kind_find(request->words[1], err);
	if (kind == NULL) {
		return false;
	}
	help_print_fields(kind, &request->out);
	return true;
}

static void print_keys(struct request *request)
{
	struct str keys = STR_EMPTY;
	struct str text = STR_EMPTY;
	request->cli.key_table(&keys);
	output_clean(&request->out, &text, str_text(&keys), TEXT_PROSE);
	output_send(&request->out, &text);
	str_clear(&text);
	str_clear(&keys);
}

bool cmd_help(struct request *request, struct err *err)
{
	if (request->word_count == 0) {
		print_all(&request->out);
		return true;
	}
	if (strcmp(request->words[0], "keys") == 0 && request->word_count > 1) {
		return err_set(err, ERR_USAGE, _("\"help keys\" takes nothing behind it."));
	}
	if (strcmp(request->words[0], "keys") == 0) {
		print_keys(request);
		return true;
	}
	const struct subcommand *command = subcommand_find(request->words[0], err);
	if (command == NULL) {
		return false;
	}
	if (request->word_count > 1) {
		return print_kind(command, request, err);
	}
	help_print(command, &request->out);
	return true;
}

bool cmd_version(struct request *request, struct err *err)
{
	(void)err;
	struct str text = STR_EMPTY;
	str_add(&text, "iemn " IEMN_VERSION "\n");
	str_add_format(&text, _("schema version %d\n"), STORE_SCHEMA_VERSION);
	str_add_format(&text, _("JSON form version %d\n"), JSON_VERSION);
	str_add_format(&text, "SQLite %s\n", store_library_version());
	output_send(&request->out, &text);
	str_clear(&text);
	return true;
}
