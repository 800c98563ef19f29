/* SPDX-License-Identifier: MIT
 *
 * What someone may have meant by a mistyped word. Candidates are offered one by one, so that they may
 * come from any table.
 */
#ifndef IEMN_CLI_GUESS_H
#define IEMN_CLI_GUESS_H

#include <stddef.h>

struct guess {
	const char *word;    /* what was typed */
	const char *nearest; /* the best candidate so far; NULL when none is near enough */
	size_t distance;     /* edits between the two */
};

/* Looks whether a candidate is nearer than those before it; it is lent as long as the guess lives. */
void guess_offer(struct guess *guess, const char *candidate);

#endif
