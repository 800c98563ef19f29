/* SPDX-License-Identifier: MIT
 *
 * Looks at every byte that a program sends to a terminal: which modes it sets, and whether anything
 * goes out that must not: only known sequences may, no C1 and no bidi controls, with which a text could
 * give the terminal orders or show something else than it says.
 */
#ifndef IEMN_TEST_RECORDER_H
#define IEMN_TEST_RECORDER_H

#include <stdbool.h>
#include <stddef.h>

struct recorder {
	size_t count;	 /* bytes seen */
	bool alternate;	 /* on the alternate screen */
	bool brackets;	 /* pastes are bracketed */
	bool has_cursor; /* the cursor is visible */
	char forbidden[80];
	char sequence[128]; /* an escape sequence so far, without ESC */
	size_t len;
	bool is_inside;
	unsigned long character; /* UTF-8 so far */
	int missing;		 /* bytes that it still needs */
};

void recorder_add(struct recorder *recorder, const char *bytes, size_t len);

#endif
