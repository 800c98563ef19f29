/* SPDX-License-Identifier: MIT
 *
 * Makes the process safe, reads the command line, then opens the screen or runs a command. The only
 * place where the program ends.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/process.h"
#include "cli/cli.h"
#include "text/layout.h"
#include "tui/tui.h"

#define EXIT_SIGNAL 128
#define WAIT_SILENT_MS 1000 /* shorter waits are not worth a word */

static void prepare_language(struct cli *cli)
{
	cli->utf8 = layout_set_locale();
	bindtextdomain("iemn", IEMN_LOCALEDIR);
	bind_textdomain_codeset("iemn", "UTF-8");
	textdomain("iemn");
}

/* While another program holds the file nothing can be shown: this is said before the screen is taken, and
 * ^C ends the program as it does any other. */
struct opening {
	const struct cli *cli;
	bool has_said_wait;
};

static bool opening_waits(void *context, long milliseconds, const char *holder)
{
	struct opening *opening = context;
	struct err words = {.kind = ERR_NONE};
	if (milliseconds >= WAIT_SILENT_MS && !opening->has_said_wait) {
		opening->has_said_wait = true;
		if (holder != NULL) {
			err_set(&words, ERR_BUSY,
				_("waiting for another program (%s) that holds the file; ^C gives "
				  "up"),
				holder);
		} else {
			err_set(&words, ERR_BUSY,
				_("waiting for another program that holds the file; ^C gives up"));
		}
		cli_report(opening->cli, &words);
	}
	return true;
}

/* Said before the screen is taken, it stands there again when the program ends. */
static void opening_warns(void *context, const struct err *warning)
{
	const struct opening *opening = context;
	cli_report(opening->cli, warning);
}

static int open_screen(const struct cli *cli)
{
	static const enum screen_color colors[] = {
		[CLI_COLOR_AUTO] = SCREEN_COLOR_AUTO,
		[CLI_COLOR_ALWAYS] = SCREEN_COLOR_ALWAYS,
		[CLI_COLOR_NEVER] = SCREEN_COLOR_NEVER,
	};
	struct err err = {.kind = ERR_NONE};
	struct store *store = NULL;
	int signal_number = 0;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		err_set(&err, ERR_USAGE,
			_("The screen needs a terminal, and this is none. The shell commands work "
			  "everywhere: iemn help"));
		return cli_report(cli, &err);
	}
	char today[DATE_SIZE];
	date_today(today);
	struct tui_options options = {
		.screen = {.in = stdin,
			   .out = stdout,
			   .color = colors[cli->color],
			   .ascii = cli->ascii || !cli->utf8},
		.today = today,
		.demo = cli->directory.demo,
	};
	/* The file is not made for a terminal that cannot show it, and damage is looked for once the
	 * first picture stands. */
	struct directory_options directory = cli->directory;
	directory.defers_check = true;
	struct opening opening = {cli, false};
	directory.wait = &(const struct store_wait){opening_waits, &opening, false};
	directory.warn = opening_warns;
	directory.warn_context = &opening;
	options.screen.is_checked = screen_check(&options.screen, &err);
	bool done = options.screen.is_checked && directory_open(&directory, &store, &err) &&
		    tui_run(store, &options, &signal_number, &err);
	store_close(store);
	if (!done) {
		return cli_report(cli, &err);
	}
	return signal_number == 0 ? EXIT_SUCCESS : EXIT_SIGNAL + signal_number;
}

int main(int argc, char **argv)
{
	struct cli cli = {.key_table = tui_key_table};
	struct err err = {.kind = ERR_NONE};
	bool is_ready = process_prepare(&err);
	prepare_language(&cli);
	if (!is_ready || !cli_parse(argc, argv, &cli, &err)) {
		return cli_report(&cli, &err);
	}
	return cli.argc == 0 ? open_screen(&cli) : cli_run(&cli);
}
