/* SPDX-License-Identifier: MIT
 *
 * The rows of the commands.
 */
#include "cli/subcommand.h"

#include <string.h>

#include "base/i18n.h"
#include "cli/cmd_check.h"
#include "cli/cmd_history.h"
#include "cli/cmd_add.h"
#include "cli/cmd_apart.h"
#include "cli/cmd_bin.h"
#include "cli/cmd_erase.h"
#include "cli/cmd_list.h"
#include "cli/cmd_show.h"
#include "cli/cmd_term.h"
#include "cli/cmd_undo.h"
#include "cli/guess.h"
#include "cli/help.h"
#include "cli/options.h"

#define FORMS (OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_CSV) | OPTION_BIT(OPTION_NULL))

/* What every command that writes takes. */
#define WRITES (OPTION_BIT(OPTION_DRY_RUN) | OPTION_BIT(OPTION_REASON) | OPTION_BIT(OPTION_JSON))
#define TEXTS (OPTION_BIT(OPTION_EDITOR) | OPTION_BIT(OPTION_INPUT))
#define WHICH_TERM (OPTION_BIT(OPTION_BODY) | OPTION_BIT(OPTION_ROLE) | OPTION_BIT(OPTION_ON))

static const struct subcommand subcommands[] = {
	{
		.name = "list",
		.group = SUBCOMMAND_READ,
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
		.group = SUBCOMMAND_READ,
		.arguments = N_("REF"),
		.summary = N_("print one record"),
		.help = N_(
			"Prints all that is known of a person, an agency, an event, a country, "
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
		.group = SUBCOMMAND_READ,
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
		.group = SUBCOMMAND_READ,
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
		.name = "add",
		.group = SUBCOMMAND_KEEP,
		.arguments = N_("KIND --FIELD=VALUE..."),
		.summary = N_("add a record"),
		.help = N_("Adds a person, an agency, a term, a channel (an address or number), a "
			   "name, an event, a link (who or what has a part in an event), a "
			   "country, a page, a source or a citation "
			   "(which source a record comes from). Each field is an option; a "
			   "value that names another record may be a name, a code or a uid, and "
			   "\"-\" takes the value from standard input, where it shows in no list "
			   "of processes. A person can be added with addresses, terms and sources "
			   "at once.\n"
			   "\n"
			   "It prints what is saved, and on stderr the number of the action, which "
			   "\"iemn undo\" takes back. --dry-run checks and prints the same and "
			   "saves nothing. \"iemn help add KIND\" lists the fields of one kind."),
		.examples = "iemn add person --name='Ana Example' --email=ana@example.org\n"
			    "iemn add person --name='Ana Example' --body=IEMN --role=member\n"
			    "iemn add agency --name='Example Agency' --kind=agency --country=TW\n"
			    "iemn add term --person='Ana Example' --body=IEMN --role=chair\n"
			    "iemn add person --editor",
		.options = WRITES | TEXTS,
		.takes_fields = true,
		.words_min = 1,
		.words_max = 1,
		.run = cmd_add,
	},
	{
		.name = "edit",
		.group = SUBCOMMAND_KEEP,
		.arguments = N_("REF --FIELD=VALUE..."),
		.summary = N_("change a record, or a field of many"),
		.help = N_("Sets fields of a record, as \"iemn help add\" lists them. An empty "
			   "value clears a field; --email, --body, --source and their like add "
			   "one more. With --editor the whole record opens as a text in VISUAL or "
			   "EDITOR; a text that comes back unchanged changes nothing but the "
			   "fields that were given, and one with a mistake comes back with the "
			   "mistake on top.\n"
			   "\n"
			   "With --where it sets one field of all people, agencies or events that "
			   "a query lets through. It tells how many first, and asks; where nobody "
			   "can be asked it needs --yes. All of it is one action."),
		.examples = "iemn edit Ana Example --note='Speaks Thai'\n"
			    "iemn edit Ana Example --note=\n"
			    "iemn edit --editor MOENV\n"
			    "iemn edit --where country:TW people --status=former --dry-run",
		.options = WRITES | TEXTS | OPTION_BIT(OPTION_WHERE) | OPTION_BIT(OPTION_YES),
		.takes_fields = true,
		.words_min = 1,
		.words_max = -1,
		.run = cmd_edit,
	},
	{
		.name = "copy",
		.group = SUBCOMMAND_KEEP,
		.arguments = N_("REF --FIELD=VALUE..."),
		.summary = N_("add a record like another"),
		.help = N_("Adds a record with the values of another, but for the fields that are "
			   "given. The terms that are not over come without their dates, and of "
			   "the addresses those that stay with the post."),
		.examples = "iemn copy Ana Example --name='Lin Example' --given-name=Lin",
		.options = WRITES | TEXTS,
		.takes_fields = true,
		.words_min = 1,
		.words_max = -1,
		.run = cmd_copy,
	},
	{
		.name = "rename",
		.group = SUBCOMMAND_KEEP,
		.arguments = N_("AGENCY NAME"),
		.summary = N_("give an agency a new name and keep the old one"),
		.help = N_("Gives an agency a new name. The old one, with its short form, stays as "
			   "a former name until the date of --on, so that old papers can still be "
			   "understood: both names find the agency, and its history tells which "
			   "one it bore when. Names of several words are quoted."),
		.examples = "iemn rename EPAT 'Ministry of Environment' --short=MOENV --on=2023",
		.options = WRITES | OPTION_BIT(OPTION_SHORT) | OPTION_BIT(OPTION_ON),
		.words_min = 2,
		.words_max = 2,
		.run = cmd_rename,
	},
	{
		.name = "end-term",
		.group = SUBCOMMAND_KEEP,
		.arguments = N_("TERM|PERSON"),
		.summary = N_("end a term of office"),
		.help = N_(
			"Ends the current term of a person, or the term of a uid. When the "
			"person has several, --body and --role tell which one. A term that is over "
			"keeps its end, which \"iemn edit\" changes."),
		.examples = "iemn end-term Ana Example\n"
			    "iemn end-term Ana Example --body=IEMN --role=chair --on=2026-11 "
			    "--how=resigned",
		.options = WRITES | WHICH_TERM | OPTION_BIT(OPTION_HOW),
		.words_min = 1,
		.words_max = -1,
		.run = cmd_end_term,
	},
	{
		.name = "succeed",
		.group = SUBCOMMAND_KEEP,
		.arguments = N_("TERM|PERSON --by=PERSON"),
		.summary = N_("end a term and begin that of the next person"),
		.help = N_(
			"Ends a term the day before the date of --on, and begins one of another "
			"person in the same post on that date, both in one action. The term is "
			"named as for end-term. Without --on the next one begins just after a term "
			"that has an end, which stays as it is, and otherwise today."),
		.examples = "iemn succeed Ana Example --by='Lin Example' --role=chair "
			    "--on=2026-12-01",
		.options = WRITES | WHICH_TERM | OPTION_BIT(OPTION_BY),
		.words_min = 1,
		.words_max = -1,
		.run = cmd_succeed,
	},
	{
		.name = "tell-apart",
		.group = SUBCOMMAND_KEEP,
		.arguments = N_("PERSON PERSON"),
		.summary = N_("note that two who look like one are two people"),
		.help = N_("Notes that two people are two, although they share a name or an "
			   "address: \"iemn list duplicates\" and \"list attention\" do not "
			   "name the pair any more. Names of several words are quoted; those who "
			   "bear the same name are told by their uids, or the first four or more "
			   "characters of them."),
		.examples = "iemn tell-apart 'Ana Example' 'Lin Example'\n"
			    "iemn tell-apart 3f2a 9c41 --reason='asked both'",
		.options = WRITES,
		.words_min = 2,
		.words_max = 2,
		.run = cmd_tell_apart,
	},
	{
		.name = "remove",
		.group = SUBCOMMAND_KEEP,
		.arguments = N_("REF"),
		.summary = N_("move a record to the bin"),
		.help = N_("Moves a record to the bin, with the addresses, terms, names, parts in "
			   "events and sources that belong to it. \"iemn restore\" brings all of "
			   "it back. "
			   "What others depend on stays: an agency with bodies below it, a source "
			   "that facts come from."),
		.examples = "iemn remove Ana Example --reason='added twice'",
		.options = WRITES,
		.words_min = 1,
		.words_max = -1,
		.run = cmd_remove,
	},
	{
		.name = "restore",
		.group = SUBCOMMAND_KEEP,
		.arguments = N_("REF..."),
		.summary = N_("take records out of the bin"),
		.help = N_("Takes a record out of the bin, with all that went there with it. REF "
			   "is its name, its uid, or the first four or more characters of it. "
			   "Several come back as one action, which those need that refer to each "
			   "other; a name of several words is quoted then."),
		.examples = "iemn restore Ana Example\n"
			    "iemn restore 'First Example Office' 'Second Example Office'",
		.options = WRITES,
		.words_min = 1,
		.words_max = -1,
		.run = cmd_restore,
	},
	{
		.name = "undo",
		.group = SUBCOMMAND_KEEP,
		.arguments = N_("[ACTION]"),
		.summary = N_("take back what was saved"),
		.help = N_("Takes back the last action that was saved and not undone; again, the "
			   "one before. With a number, that action, as long as no later one "
			   "depends on it: otherwise those are named and nothing changes."),
		.examples = "iemn undo\n"
			    "iemn undo 12 --dry-run",
		.options = WRITES,
		.words_max = 1,
		.run = cmd_undo,
	},
	{
		.name = "redo",
		.group = SUBCOMMAND_KEEP,
		.arguments = N_("[ACTION]"),
		.summary = N_("bring back what was undone"),
		.help = N_("Brings back the action that was undone last, or the one of a number. "
			   "Saving anything else ends what can be redone."),
		.examples = "iemn redo",
		.options = WRITES,
		.words_max = 1,
		.run = cmd_redo,
	},
	{
		.name = "erase",
		.group = SUBCOMMAND_KEEP,
		.arguments = N_("PERSON"),
		.summary = N_("erase a person for good"),
		.help = N_("Takes a person, and all that belongs to the person, out of the file, "
			   "its history and its free space, for those who ask to be forgotten. "
			   "Only the uid stays, so that no import brings the person back. It "
			   "cannot be undone; \"iemn remove\" can. The name must be typed, or "
			   "given by --name. A receipt is printed."),
		.examples = "iemn erase Ana Example",
		.options = WRITES | OPTION_BIT(OPTION_NAME),
		.words_min = 1,
		.words_max = -1,
		.run = cmd_erase,
	},
	{
		.name = "check",
		.group = SUBCOMMAND_PROGRAM,
		.summary = N_("look through the whole file for faults"),
		.help = N_(
			"Looks through the whole directory file: its pages, its references, "
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
		.group = SUBCOMMAND_PROGRAM,
		.summary = N_("print the schema of the directory file as SQL"),
		.help = N_("Prints the tables of the directory file as SQL. A comment says what "
			   "each row is and what each column holds."),
		.examples = "iemn schema | less",
		.run = cmd_schema,
	},
	{
		.name = "help",
		.group = SUBCOMMAND_PROGRAM,
		.arguments = N_("[COMMAND [KIND]|keys]"),
		.summary = N_("list the commands, or tell more of one"),
		.help = N_(
			"Lists the commands, tells more of one of them, or lists the keys of the "
			"screen. \"iemn help add KIND\" lists the fields of a kind of record."),
		.examples = "iemn help list\n"
			    "iemn help add person\n"
			    "iemn help keys",
		.words_max = 2,
		.run = cmd_help,
	},
	{
		.name = "version",
		.group = SUBCOMMAND_PROGRAM,
		.summary = N_("print the version"),
		.help = N_("Prints the version of the program, of the file's schema and of the "
			   "JSON form, and the library that reads the file."),
		.run = cmd_version,
	},
};

const char *subcommand_group_title(enum subcommand_group group)
{
	static const char *const titles[SUBCOMMAND_GROUPS] = {
		[SUBCOMMAND_READ] = N_("Look things up"),
		[SUBCOMMAND_KEEP] = N_("Keep the roster"),
		[SUBCOMMAND_PROGRAM] = N_("The file and the program"),
	};
	return _(titles[group]);
}

const struct subcommand *subcommand_rows(size_t *count)
{
	*count = sizeof subcommands / sizeof subcommands[0];
	return subcommands;
}

bool subcommand_writes(const struct subcommand *command)
{
	return (command->options & OPTION_BIT(OPTION_DRY_RUN)) != 0;
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
