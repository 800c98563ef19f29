/* SPDX-License-Identifier: MIT
 *
 * What a command that writes tells: on standard output the records and fields that changed, for people
 * or as JSON; on standard error where it was saved, or why not.
 */
#ifndef IEMN_CLI_REPORT_H
#define IEMN_CLI_REPORT_H

#include "cli/writing.h"
#include "interchange/change_text.h"
#include "interchange/json.h"

/* Number of the form of a report in JSON; it grows when a reader would have to change. */
#define REPORT_VERSION 1

/* Tells what was saved or, of a trial, what would be. */
void report_done(struct writing *writing);

/* Tells what stood in the way, besides err itself, which the program's end tells. */
void report_failed(struct writing *writing, const struct err *err);

/* Tells, as JSON where that is asked for, that a command was refused before it began; nothing when it
 * told it itself. */
void report_refused(struct request *request, const struct err *err);

/* Prints the report as JSON; err NULL when the work was done. In report_json.c. */
void report_write_json(struct writing *writing, const struct err *err);

/* The action that was saved; 0 for none. */
int64_t report_action(const struct writing *writing);

/* Where the words for what changed come from: of a trial the file does not hold what is new. */
struct change_text report_words(const struct writing *writing);

#endif
