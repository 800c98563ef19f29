/* SPDX-License-Identifier: MIT
 *
 * All waits of a command count as one.
 */
#include "cli/waiting.h"

#include "base/i18n.h"
#include "base/str.h"
#include "cli/output.h"

#define WAIT_SILENT_MS 1000 /* shorter waits are not worth a word */
#define WAIT_LONGEST_MS 3000

static void say(const struct waiting *waiting, const char *holder)
{
	struct str words = STR_EMPTY;
	if (holder == NULL) {
		str_add(&words, _("waiting for another program that holds the file; ^C gives up"));
	} else {
		str_add_format(&words,
			       _("waiting for another program (%s) that holds the file; ^C gives "
				 "up"),
			       holder);
	}
	output_say(waiting->cli, "iemn: ", str_text(&words));
	str_clear(&words);
}

static bool goes_on(void *context, long milliseconds, const char *holder)
{
	struct waiting *waiting = context;
	if (milliseconds < waiting->now) {
		waiting->before += waiting->now;
	}
	waiting->now = milliseconds;
	long waited = waiting->before + milliseconds;
	if (waited >= WAIT_SILENT_MS && !waiting->has_said) {
		waiting->has_said = true;
		say(waiting, holder);
	}
	return waited < WAIT_LONGEST_MS;
}

void waiting_begin(struct waiting *waiting, struct cli *cli)
{
	*waiting = (struct waiting){
		.cli = cli,
		.wait = {.waits = goes_on, .context = waiting, .lasts = true},
	};
	cli->directory.wait = &waiting->wait;
}
