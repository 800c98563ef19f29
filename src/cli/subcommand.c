/* SPDX-License-Identifier: MIT
 *
 * The rows of the commands.
 */
#include "cli/subcommand.h"

#include <string.h>

#include "base/i18n.h"
#include "cli/cmd_list.h"
#include "cli/cmd_show.h"
#include "cli/guess.h"
#include "cli/help.h"
#include "cli/options.h"

#define FORMS (OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_CSV) | OPTION_BIT(OPTION_NULL))

static const struct subcommand subcommands[] = {
	{
		.name = "list",
		.arguments = N_("people|agencies|events|countries [QUERY]"),
		.summary = N_("print a list"),
		.help = N_("Prints people, agencies, events or countries. Agencies stand in a "
			   "tree, each below the body that it is a part of.\n"
			   "\n"
			   "QUERY keeps what matches all of its words, in any order. A word stands "
			   "for every word that begins with it; \"words in quotes\" stand for "
			   "themselves, and -word leaves out what matches. country:TW, "
			   "kind:ministry, body:committee, role:chair and at:2021 look at one "
			   "field. A word that begins with a minus stands behind \"--\".\n"
			   "\n"
			   "On a terminal rows are cut to its width; into a pipe or a file they "
			   "are whole. An empty list is no error: a sentence on stderr says why it "
			   "is empty."),
		.examples = "iemn list agencies\n"
			    "iemn list agencies country:TW --json\n"
			    "iemn list events kind:meeting --csv > meetings.csv\n"
			    "iemn --demo list people --at 2021-05-17\n"
			    "iemn list people -- chair -taiwan",
		.options = FORMS | OPTION_BIT(OPTION_AT) | OPTION_BIT(OPTION_ALL),
		.words_min = 1,
		.words_max = -1,
		.run = cmd_list,
	},
	{
		.name = "show",
		.arguments = N_("REF"),
		.summary = N_("print one record"),
		.help = N_("Prints all that is known of a person, an agency, an event, a country, "
			   "a page or a source. REF is a name, a former name, an abbreviation, a "
			   "country code or a title, if only one record bears it; or a uid, or "
			   "the first four or more characters of one."),
		.examples = "iemn show MOENV\n"
			    "iemn show Environmental Protection Administration\n"
			    "iemn show TW\n"
			    "iemn show SERI --json",
		.options = OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_AT),
		.words_min = 1,
		.words_max = -1,
		.run = cmd_show,
	},
	{
		.name = "search",
		.arguments = N_("QUERY"),
		.summary = N_("look for words in all records"),
		.help = N_("Looks through people, agencies, events, countries and pages. QUERY is "
			   "written as for \"iemn list\". When nothing is found, the exit code "
			   "is 3."),
		.examples = "iemn search circular economy\n"
			    "iemn search recycling --null | xargs -0 -n 1 echo",
		.options = FORMS,
		.words_min = 1,
		.words_max = -1,
		.run = cmd_search,
	},
	{
		.name = "schema",
		.summary = N_("print the schema of the directory file as SQL"),
		.help = N_("Prints the tables of the directory file as SQL. A comment says what "
			   "each row is and what each column holds."),
		.examples = "iemn schema | less",
		.run = cmd_schema,
	},
	{
		.name = "help",
		.arguments = N_("[COMMAND|keys]"),
		.summary = N_("list the commands, or tell more of one"),
		.help = N_(
			"Lists the commands, tells more of one of them, or lists the keys of the "
			"screen."),
		.examples = "iemn help list\n"
			    "iemn help keys",
		.words_max = 1,
		.run = cmd_help,
	},
	{
		.name = "version",
		.summary = N_("print the version"),
		.help = N_("Prints the version of the program, of the file's schema and of the "
			   "JSON form, and the library that reads the file."),
		.run = cmd_version,
	},
};

const struct subcommand *subcommand_rows(size_t *count)
{
	*count = sizeof subcommands / sizeof subcommands[0];
	return subcommands;
}

const struct subcommand *subcommand_find(const char *name, struct err *err)
{
	struct guess guess = {.word = name};
	for (size_t i = 0; i < sizeof subcommands / sizeof subcommands[0]; i++) {
		if (strcmp(subcommands[i].name, name) == 0) {
			return &subcommands[i];
		}
		guess_offer(&guess, subcommands[i].name);
	}
	if (guess.nearest != NULL) {
		err_set(err, ERR_USAGE, _("There is no command \"%s\". Did you mean \"%s\"?"), name,
			guess.nearest);
	} else {
		err_set(err, ERR_USAGE, _("There is no command \"%s\". \"iemn help\" lists them."),
			name);
	}
	return NULL;
}
