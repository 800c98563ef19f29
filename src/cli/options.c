/* SPDX-License-Identifier: MIT
 *
 * The option rows and what each does to a request. Abbreviated long options are refused, so that a
 * new option never changes what an old script means.
 */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/guess.h"
#include "cli/subcommand.h"

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
			.help = N_("print whole records as JSON"),
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
};

const struct option *option_row(enum option_id id)
{
	return &options[id];
}

struct reader {
	int argc;
	char *const *argv;
	int next;
	struct request *request;
};

static const struct option *find_long(const char *name, size_t len)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (strlen(options[i].name) == len && strncmp(options[i].name, name, len) == 0) {
			return &options[i];
		}
	}
	return NULL;
}

static const struct option *find_letter(char letter)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (options[i].letter == letter) {
			return &options[i];
		}
	}
	return NULL;
}

/* Gives false with what to do about an option that does not exist. */
static bool report_unknown(const char *word, size_t len, struct err *err)
{
	char *name = mem_copy_bytes(word, len);
	struct guess guess = {.word = name + strspn(name, "-")};
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		guess_offer(&guess, options[i].name);
	}
	if (guess.nearest != NULL && len > 2) {
		err_set(err, ERR_USAGE, _("There is no option %s. Did you mean --%s?"), name,
			guess.nearest);
	} else {
		err_set(err, ERR_USAGE,
			_("There is no option %s. \"iemn help\" lists them; a word that begins "
			  "with a minus stands behind \"--\"."),
			name);
	}
	free(name);
	return false;
}

/* Whether the option may stand where it was met. */
static bool check_allowed(const struct reader *reader, const struct option *option, struct err *err)
{
	const struct subcommand *command = reader->request->command;
	if (option->is_common) {
		return true;
	}
	if (command == NULL) {
		return err_set(err, ERR_USAGE,
			       _("--%s stands behind its command, as in: iemn list agencies --%s"),
			       option->name, option->name);
	}
	if ((command->options & OPTION_BIT(option - options)) == 0) {
		return err_set(
			err, ERR_USAGE,
			_("The command %s has no option --%s. \"iemn help %s\" lists those that it "
			  "has."),
			command->name, option->name, command->name);
	}
	return true;
}

/* Applies an option; value is what was joined to it, or NULL. */
static bool apply(struct reader *reader, const struct option *option, const char *value,
		  struct err *err)
{
	if (!check_allowed(reader, option, err)) {
		return false;
	}
	if (option->value == NULL && value != NULL) {
		return err_set(err, ERR_USAGE, _("--%s takes no value."), option->name);
	}
	if (option->value != NULL && value == NULL) {
		if (reader->next == reader->argc) {
			return err_set(err, ERR_USAGE, _("--%s needs a value: --%s=%s"),
				       option->name, option->name, _(option->value));
		}
		value = reader->argv[reader->next++];
	}
	return option->apply(reader->request, value, err);
}

static bool read_long(struct reader *reader, const char *word, struct err *err)
{
	size_t len = strcspn(word + 2, "=");
	const char *value = word[2 + len] == '=' ? word + 2 + len + 1 : NULL;
	const struct option *option = find_long(word + 2, len);
	if (option == NULL) {
		return report_unknown(word, len + 2, err);
	}
	return apply(reader, option, value, err);
}

/* Reads letters behind one dash; the last may have its value joined to it. */
static bool read_letters(struct reader *reader, const char *word, struct err *err)
{
	for (const char *letter = word + 1; *letter != '\0'; letter++) {
		const struct option *option = find_letter(*letter);
		bool has_rest = letter[1] != '\0';

		if (option == NULL) {
			return report_unknown(word, strlen(word), err);
		}
		if (option->value != NULL && has_rest) {
			return apply(reader, option, letter + 1, err);
		}
		if (!apply(reader, option, NULL, err)) {
			return false;
		}
	}
	return true;
}

static bool read_option(struct reader *reader, struct err *err)
{
	const char *word = reader->argv[reader->next++];
	return word[1] == '-' ? read_long(reader, word, err) : read_letters(reader, word, err);
}

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] != '\0';
}

static bool check_together(const struct request *request, struct err *err)
{
	if (request->cli.directory.demo && request->cli.directory.path != NULL) {
		return err_set(
			err, ERR_USAGE,
			_("--demo uses a throw-away directory; --file cannot be given with it."));
	}
	return true;
}

bool options_read_leading(int argc, char *const *argv, struct request *request, int *next,
			  struct err *err)
{
	struct reader reader = {argc, argv, 0, request};
	while (reader.next < argc && is_option(argv[reader.next])) {
		if (strcmp(argv[reader.next], "--") == 0) {
			reader.next++;
			break;
		}
		if (!read_option(&reader, err)) {
			return false;
		}
	}
	*next = reader.next;
	return check_together(request, err);
}

bool options_read_all(int argc, char *const *argv, struct request *request, struct err *err)
{
	struct reader reader = {argc, argv, 0, request};
	bool has_ended = false;
	request->words = mem_new((size_t)argc + 1, sizeof request->words[0]);
	while (reader.next < argc) {
		if (has_ended || !is_option(argv[reader.next])) {
			request->words[request->word_count++] = argv[reader.next++];
		} else if (strcmp(argv[reader.next], "--") == 0) {
			has_ended = true;
			reader.next++;
		} else if (!read_option(&reader, err)) {
			return false;
		}
	}
	return check_together(request, err);
}
