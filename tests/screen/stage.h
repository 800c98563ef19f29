/* SPDX-License-Identifier: MIT
 *
 * A screen in the test's own process: keys come from a pipe, what is sent goes to a file that nobody
 * else sees, and the picture is read back from curses.
 */
#ifndef IEMN_TEST_STAGE_H
#define IEMN_TEST_STAGE_H

#include <stddef.h>
#include <stdio.h>

#include "tui/screen.h"

#define STAGE_TERM "xterm-256color"

struct stage {
	struct screen *screen;
	FILE *in;
	FILE *out;
	int keyboard; /* what is written here is typed; -1 when closed */
};

/* Opens a screen; in and out of the options are set here, and the type if there is none. A stage
 * that cannot be opened ends the test. */
void stage_open(struct stage *stage, struct screen_options options);
void stage_close(struct stage *stage);

void stage_type(struct stage *stage, const char *bytes, size_t len);

/* Nothing more can be typed. */
void stage_hang_up(struct stage *stage);

/* Bytes sent to the terminal so far; they stand in stage->out. */
long stage_sent(const struct stage *stage);

#endif
