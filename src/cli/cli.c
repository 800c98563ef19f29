/* SPDX-License-Identifier: MIT
 *
 * From the words of the command line to the exit code: options, the command row, its run.
 */
#include "cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "cli/subcommand.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/waiting.h"

/* What a shell says of a program that a signal ended (POSIX, 2.8.2). */
#define EXIT_SIGNAL 128

#define LIMIT_DIGITS 9

bool cli_parse(int argc, char **argv, struct cli *cli, struct err *err)
{
	static char *const help_words[] = {"help", NULL};
	static char *const version_words[] = {"version", NULL};
	struct request request = {.cli = *cli};
	int next = 0;
	if (argc > 0 && !options_read_leading(argc - 1, argv + 1, &request, &next, err)) {
		return false;
	}
	*cli = request.cli;
	if (request.wants_help || request.wants_version) {
		cli->argc = 1;
		cli->argv = request.wants_help ? help_words : version_words;
	} else {
		/* A program can be started without even its own name. */
		cli->argc = argc > 0 ? argc - 1 - next : 0;
		cli->argv = argv + argc - cli->argc;
	}
	return true;
}

void request_clear(struct request *request)
{
	for (size_t i = 0; i < request->flag_count; i++) {
		free(request->flags[i].name);
	}
	free(request->flags);
	free(request->words);
}

char *request_text(const struct request *request, int first)
{
	struct str text = STR_EMPTY;
	for (int i = first; i < request->word_count; i++) {
		str_add(&text, i > first ? " " : "");
		str_add(&text, request->words[i]);
	}
	return str_take(&text);
}

bool request_limit(const struct request *request, size_t usual, size_t *limit, struct err *err)
{
	const char *text = request->given[OPTION_LIMIT];
	if (text == NULL) {
		*limit = usual;
		return true;
	}
	size_t len = strspn(text, "0123456789");
	if (len == 0 || len > LIMIT_DIGITS || text[len] != '\0') {
		return err_set(err, ERR_USAGE,
			       _("--limit takes a whole number, 0 for all, and not \"%s\"."), text);
	}
	*limit = strtoul(text, NULL, 10);
	*limit = *limit == 0 ? SIZE_MAX : *limit;
	return true;
}

bool request_query(const char *text, struct arena *arena, struct query *query, struct err *err)
{
	query_parse(text, arena, query);
	for (size_t i = 0; i < query->count; i++) {
		const struct query_term *term = &query->terms[i];
		/* What is no date was taken for a word. */
		if (term->field == QUERY_TEXT && strncmp(term->raw, "at:", 3) == 0) {
			return err_set(err, ERR_USAGE,
				       _("“%.200s” is no date. Write at:2021, at:2021-05 or "
					 "at:2021-05-17."),
				       term->raw + 3);
		}
	}
	return true;
}

static bool check_words(const struct request *request, struct err *err)
{
	const struct subcommand *command = request->command;
	if (request->word_count < command->words_min) {
		return err_set(err, ERR_USAGE, _("A word is missing: iemn %s %s"), command->name,
			       _(command->arguments));
	}
	if (command->words_max >= 0 && request->word_count > command->words_max) {
		return err_set(
			err, ERR_USAGE,
			_("There is a word too many: \"%s\". \"iemn help %s\" tells what the "
			  "command takes."),
			request->words[command->words_max], command->name);
	}
	return true;
}

static bool run(struct request *request, struct err *err)
{
	int argc = request->cli.argc;
	char *const *argv = request->cli.argv;
	output_init(&request->out, stdout, &request->cli);
	request->command = subcommand_find(argv[0], err);
	if (request->command == NULL || !options_read_all(argc - 1, argv + 1, request, err)) {
		return false;
	}
	output_init(&request->out, stdout, &request->cli);
	if (request->wants_help) {
		help_print(request->command, &request->out);
		return true;
	}
	if (request->wants_version) {
		return cmd_version(request, err);
	}
	return check_words(request, err) && request->command->run(request, err);
}

static void warn(void *context, const struct err *warning)
{
	const struct request *request = context;
	cli_report(&request->cli, warning);
}

int cli_run(const struct cli *cli)
{
	struct request request = {.cli = *cli};
	struct err err = {.kind = ERR_NONE};
	struct err fault = {.kind = ERR_NONE};
	struct waiting waiting;
	waiting_begin(&waiting, &request.cli);
	request.cli.directory.warn = warn;
	request.cli.directory.warn_context = &request;
	date_today(request.day);
	bool done = run(&request, &err);
	if (!done && request.command != NULL && subcommand_writes(request.command)) {
		report_refused(&request, &err);
	}
	bool written = output_finish(&request.out, &fault);
	request_clear(&request);
	/* Who reads no further, as head does, need not hear of it. */
	if (request.out.fault == EPIPE) {
		return EXIT_SIGNAL + SIGPIPE;
	}
	if (!done) {
		return cli_report(cli, &err);
	}
	return written ? 0 : cli_report(cli, &fault);
}

int cli_report(const struct cli *cli, const struct err *err)
{
	output_say(cli, "iemn: ", err->text);
	return err_exit_code(err->kind);
}
