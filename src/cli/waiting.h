/* SPDX-License-Identifier: MIT
 *
 * Waiting for another program that holds the file: a command says after a second for whom it waits,
 * whether it reads or writes, and gives up after three.
 */
#ifndef IEMN_CLI_WAITING_H
#define IEMN_CLI_WAITING_H

#include "cli/cli.h"
#include "store/store.h"

struct waiting {
	const struct cli *cli;
	struct store_wait wait; /* for the opening of the directory */
	long before;		/* milliseconds, before the wait of now */
	long now;		/* in that */
	bool has_said;
};

/* Makes the directory of the command be opened with it; it must outlive the command. */
void waiting_begin(struct waiting *waiting, struct cli *cli);

#endif
