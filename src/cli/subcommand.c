/* SPDX-License-Identifier: MIT
 *
 * The rows of the commands.
 */
#include "cli/subcommand.h"

#include <string.h>

#include "base/i18n.h"
#include "cli/cmd_check.h"
#include "cli/cmd_history.h"
#include "cli/cmd_list.h"
#include "cli/cmd_show.h"
#include "cli/guess.h"
#include "cli/help.h"
#include "cli/options.h"

#define FORMS (OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_CSV) | OPTION_BIT(OPTION_NULL))

static const struct subcommand subcommands[] = {
	{
		.name = "list",
		.arguments = N_("KIND [QUERY]"),
		.summary = N_("print a list"),
		.help = N_("Prints people, agencies, events, countries, sources or pages. "
			   "Agencies stand in a tree, each below the body that it is a part of.\n"
			   "\n"
			   "\"list terms BODY\" draws who sat in a body over the years, and names "
			   "the time when nobody did; the forms for programs give a row for each "
			   "term. \"list attention\" tells what needs the attention of those who "
			   "keep the roster, each with the command that is the next step; \"list "
			   "duplicates\" the people who are likely one; \"list bin\" what was "
			   "moved to the bin. With --limit, \"list attention\" prints so many rows "
			   "of each sort.\n"
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
			    "iemn --demo list terms IEMN Steering Committee\n"
			    "iemn list attention\n"
			    "iemn list people -- chair -taiwan",
		.options = FORMS | OPTION_BIT(OPTION_AT) | OPTION_BIT(OPTION_ALL) |
			   OPTION_BIT(OPTION_LIMIT),
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
			   "the first four or more characters of one.\n"
			   "\n"
			   "\"show --all-data REF --json\" prints everything held on a person, what "
			   "lies in the bin and the history included, for someone who asks for it."),
		.examples = "iemn show MOENV\n"
			    "iemn show Environmental Protection Administration\n"
			    "iemn show TW\n"
			    "iemn show SERI --json\n"
			    "iemn --demo show --all-data Ana Fictícia --json",
		.options = OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_AT) |
			   OPTION_BIT(OPTION_ALL_DATA),
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
		.name = "history",
		.arguments = N_("[REF]"),
		.summary = N_("tell what was changed, when and by whom"),
		.help = N_("Prints what was done, the newest first: each action with its number, "
			   "moment, who did it, where from and why. With REF it prints what became "
			   "of one record and of what belongs to it: each field with its old and "
			   "new value.\n"
			   "\n"
			   "Moments are in local time for people, and in UTC in the forms for "
			   "programs. On a terminal the newest 50 rows are printed unless --limit "
			   "says otherwise; the forms for programs, and a pipe, get all. \"iemn "
			   "undo\" takes an action back."),
		.examples = "iemn history\n"
			    "iemn history --limit 10\n"
			    "iemn history MOENV\n"
			    "iemn history --csv > history.csv",
		.options = FORMS | OPTION_BIT(OPTION_LIMIT),
		.words_max = -1,
		.run = cmd_history,
	},
	{
		.name = "check",
		.summary = N_("look through the whole file for faults"),
		.help = N_("Looks through the whole directory file: its pages, its references, "
			   "values that break a rule, the search and the history. It reads and "
			   "changes nothing. The exit code is 0 when no fault was found, and 7 when "
			   "the file is damaged; then each fault is a row."),
		.examples = "iemn check\n"
			    "iemn check --file copy.db --json",
		.options = FORMS,
		.run = cmd_check,
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
