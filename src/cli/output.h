/* SPDX-License-Identifier: MIT
 *
 * Where a command writes: what the other side can show, text made harmless for it, paragraphs, and
 * whether everything arrived.
 */
#ifndef IEMN_CLI_OUTPUT_H
#define IEMN_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"
#include "cli/cli.h"
#include "text/clean.h"

struct output {
	FILE *file;
	bool color;	  /* attributes may be used */
	bool ascii_marks; /* cuts are marked with ~ */
	bool ascii_text;  /* the terminal shows nothing but ASCII */
	int width;	  /* columns of the terminal; 0 when lines are not to be cut */
	int fault;	  /* errno of the first write that failed, or 0 */
};

/* Prepares writing to file: into anything but a terminal go whole lines of UTF-8 without colour. */
void output_init(struct output *out, FILE *file, const struct cli *cli);

/* Sends the text and empties it. */
void output_send(struct output *out, struct str *text);

/* Adds text to line as this output may show it. */
void output_clean(const struct output *out, struct str *line, const char *text,
		  enum text_kind kind);

/* Begins and ends what is printed bold, when colour is on. */
void output_bold(const struct output *out, struct str *line, bool on);

struct paragraph {
	const char *label; /* stands before the first line; or NULL */
	int gutter;	   /* columns before the text; a longer label gets its own line */
	int hanging;	   /* columns more before its second and later lines */
	const char *text;
	bool bold;
};

/* Prints a text wrapped to the width, 80 columns at most; its line ends stay. */
void output_paragraph(struct output *out, const struct paragraph *paragraph);

/* Sends what is left. ERR_SYSTEM when something could not be written. */
bool output_finish(struct output *out, struct err *err);

/* Prints a sentence for people on stderr, cleaned; lead stands before it, "" for nothing. */
void output_say(const struct cli *cli, const char *lead, const char *sentence);

#endif
