/* SPDX-License-Identifier: MIT
 *
 * The option rows and what each does to a request. A row without a function of its own leaves its
 * value in request->given, for the command to read.
 */
#include "cli/options.h"

#include <string.h>

#include "base/i18n.h"

static bool apply_file(struct request *request, const char *value, struct err *err)
{
	if (value[0] == '\0') {
		return err_set(err, ERR_USAGE, _("The name of the file is empty."));
	}
	request->cli.directory.path = value;
	return true;
}

static bool apply_read_only(struct request *request, const char *value, struct err *err)
{
	(void)value;
	(void)err;
	request->cli.directory.read_only = true;
	return true;
}

static bool apply_demo(struct request *request, const char *value, struct err *err)
{
	(void)value;
	(void)err;
	request->cli.directory.demo = true;
	return true;
}

static bool apply_ascii(struct request *request, const char *value, struct err *err)
{
	(void)value;
	(void)err;
	request->cli.ascii = true;
	return true;
}

static bool apply_color(struct request *request, const char *value, struct err *err)
{
	static const char *const names[] = {
		[CLI_COLOR_AUTO] = "auto",
		[CLI_COLOR_ALWAYS] = "always",
		[CLI_COLOR_NEVER] = "never",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(value, names[i]) == 0) {
			request->cli.color = (enum cli_color)i;
			return true;
		}
	}
	return err_set(err, ERR_USAGE, _("--color takes auto, always or never, and not \"%s\"."),
		       value);
}

static bool apply_help(struct request *request, const char *value, struct err *err)
{
	(void)value;
	(void)err;
	request->wants_help = true;
	return true;
}

static bool apply_version(struct request *request, const char *value, struct err *err)
{
	(void)value;
	(void)err;
	request->wants_version = true;
	return true;
}

static bool set_form(struct request *request, enum form form, struct err *err)
{
	if (request->form != FORM_TEXT && request->form != form) {
		return err_set(err, ERR_USAGE,
			       _("Only one of --json, --csv and --null can be given."));
	}
	request->form = form;
	return true;
}

static bool apply_json(struct request *request, const char *value, struct err *err)
{
	(void)value;
	return set_form(request, FORM_JSON, err);
}

static bool apply_csv(struct request *request, const char *value, struct err *err)
{
	(void)value;
	return set_form(request, FORM_CSV, err);
}

static bool apply_null(struct request *request, const char *value, struct err *err)
{
	(void)value;
	return set_form(request, FORM_NULL, err);
}

static bool apply_at(struct request *request, const char *value, struct err *err)
{
	struct date date;
	if (!date_parse(value, &date, NULL) || date.day == 0) {
		return err_set(err, ERR_USAGE,
			       _("--at takes a day such as 2021-05-17, and not \"%s\"."), value);
	}
	date_format(date, request->day);
	request->has_day = true;
	return true;
}

static bool apply_all(struct request *request, const char *value, struct err *err)
{
	(void)value;
	(void)err;
	request->all = true;
	return true;
}

static const struct option options[OPTION_COUNT] = {
	[OPTION_FILE] =
		{
			.name = "file",
			.letter = 'f',
			.is_common = true,
			.value = N_("FILE"),
			.help = N_("use this directory file"),
			.apply = apply_file,
		},
	[OPTION_READ_ONLY] =
		{
			.name = "read-only",
			.letter = 'R',
			.is_common = true,
			.help = N_("open the file for reading only"),
			.apply = apply_read_only,
		},
	[OPTION_DEMO] =
		{
			.name = "demo",
			.is_common = true,
			.help = N_("use a throw-away directory with made-up people"),
			.apply = apply_demo,
		},
	[OPTION_ASCII] =
		{
			.name = "ascii",
			.is_common = true,
			.help = N_("draw lines and marks in ASCII"),
			.apply = apply_ascii,
		},
	[OPTION_COLOR] =
		{
			.name = "color",
			.is_common = true,
			.value = N_("auto|always|never"),
			.help = N_("when to use colour; NO_COLOR turns auto off"),
			.apply = apply_color,
		},
	[OPTION_HELP] =
		{
			.name = "help",
			.letter = 'h',
			.is_common = true,
			.help = N_("show help, for a command when one stands before it"),
			.apply = apply_help,
		},
	[OPTION_VERSION] =
		{
			.name = "version",
			.letter = 'V',
			.is_common = true,
			.help = N_("show the version"),
			.apply = apply_version,
		},
	[OPTION_JSON] =
		{
			.name = "json",
			.help = N_("print JSON: whole records, or what changed"),
			.apply = apply_json,
		},
	[OPTION_CSV] =
		{
			.name = "csv",
			.help = N_("print comma-separated values (RFC 4180) with a header row"),
			.apply = apply_csv,
		},
	[OPTION_NULL] =
		{
			.name = "null",
			.letter = '0',
			.help = N_("print uid, TAB and name of each record, each ended by a NUL"),
			.apply = apply_null,
		},
	[OPTION_AT] =
		{
			.name = "at",
			.value = N_("DATE"),
			.help = N_("show who held which post on that day (YYYY-MM-DD); otherwise "
				   "today"),
			.apply = apply_at,
		},
	[OPTION_ALL] =
		{
			.name = "all",
			.help = N_("list every country, also those that nothing is known of"),
			.apply = apply_all,
		},
	[OPTION_DRY_RUN] =
		{
			.name = "dry-run",
			.help = N_("tell what would change and save nothing"),
		},
	[OPTION_REASON] =
		{
			.name = "reason",
			.value = N_("TEXT"),
			.help = N_("why it is done, for the history"),
		},
	[OPTION_YES] =
		{
			.name = "yes",
			.help = N_("do not ask"),
		},
	[OPTION_EDITOR] =
		{
			.name = "editor",
			.help = N_("write the whole record in VISUAL or EDITOR"),
		},
	[OPTION_INPUT] =
		{
			.name = "input",
			.value = N_("FILE"),
			.help = N_("read the whole record from a file, - for standard input, in "
				   "the form that --editor shows"),
		},
	[OPTION_WHERE] =
		{
			.name = "where",
			.value = N_("QUERY"),
			.help = N_("set the field of all records of a list that match"),
		},
	[OPTION_ON] =
		{
			.name = "on",
			.value = N_("DATE"),
			.help = N_("the date it happens, as exactly as it is known; otherwise "
				   "today; succeed: just after a term that has an end"),
		},
	[OPTION_HOW] =
		{
			.name = "how",
			.value = N_("WORDS"),
			.help = N_("how the term ended: term over (when it is left out), "
				   "resigned, replaced, deceased or unknown"),
		},
	[OPTION_BY] =
		{
			.name = "by",
			.value = N_("PERSON"),
			.help = N_("who follows"),
		},
	[OPTION_BODY] =
		{
			.name = "body",
			.value = N_("BODY"),
			.help = N_("which of the person's terms: the one in this body"),
		},
	[OPTION_ROLE] =
		{
			.name = "role",
			.value = N_("ROLE"),
			.help = N_("which of the person's terms: the one with this role"),
		},
	[OPTION_SHORT] =
		{
			.name = "short",
			.value = N_("TEXT"),
			.help = N_("the short form of the new name; empty for none"),
		},
	[OPTION_NAME] =
		{
			.name = "name",
			.value = N_("NAME"),
			.help = N_("the person's name, instead of being asked for it"),
		},
	[OPTION_LIMIT] =
		{
			.name = "limit",
			.value = N_("N"),
			.help = N_("print at most so many rows, 0 for all"),
		},
	[OPTION_ALL_DATA] =
		{
			.name = "all-data",
			.help = N_("print everything held on a person, with the history; needs "
				   "--json"),
		},
};

const struct option *option_row(enum option_id id)
{
	return &options[id];
}
