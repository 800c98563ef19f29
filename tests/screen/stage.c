/* SPDX-License-Identifier: MIT
 *
 * See stage.h.
 */
#include "stage.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void fail(const char *what)
{
	fprintf(stderr, "stage: %s\n", what);
	abort();
}

void stage_open(struct stage *stage, struct screen_options options)
{
	struct err err = {0};
	int ends[2];
	if (pipe(ends) != 0) {
		fail("no pipe");
	}
	stage->in = fdopen(ends[0], "r");
	stage->out = tmpfile();
	stage->keyboard = ends[1];
	if (!stage->in || !stage->out) {
		fail("no file");
	}
	options.in = stage->in;
	options.out = stage->out;
	options.term = options.term ? options.term : STAGE_TERM;
	if (!screen_open(&options, &stage->screen, &err)) {
		fail(err.text);
	}
}

void stage_close(struct stage *stage)
{
	screen_close(stage->screen);
	fclose(stage->in);
	fclose(stage->out);
	stage_hang_up(stage);
	*stage = (struct stage){.keyboard = -1};
}

void stage_type(struct stage *stage, const char *bytes, size_t len)
{
	if (write(stage->keyboard, bytes, len) != (ssize_t)len) {
		fail("typing failed");
	}
}

void stage_hang_up(struct stage *stage)
{
	if (stage->keyboard >= 0) {
		close(stage->keyboard);
	}
	stage->keyboard = -1;
}

long stage_sent(const struct stage *stage)
{
	struct stat info;
	return fstat(fileno(stage->out), &info) == 0 ? (long)info.st_size : -1;
}
