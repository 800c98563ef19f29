/* SPDX-License-Identifier: MIT
 *
 * What a command that writes tells: on standard output the records and fields that changed, for people
 * or as JSON; on standard error where it was saved, or why not.
 */
#ifndef IEMN_CLI_REPORT_H
#define IEMN_CLI_REPORT_H

#include "cli/writing.h"
#include "interchange/json.h"

/* Number of the form of a report in JSON; it grows when a reader would have to change. */
#define REPORT_VERSION 1

/* Tells what was saved or, of a trial, what would be. */
void report_done(struct writing *writing);

/* Tells what stood in the way, besides err itself, which the program's end tells. */
void report_failed(struct writing *writing, const struct err *err);

/* Prints the report as JSON; err NULL when the work was done. In report_json.c. */
void report_write_json(struct writing *writing, const struct err *err);

/* The action that was saved; 0 for none. */
int64_t report_action(const struct writing *writing);

/* What the record of a change is called, in the file or only in what changed; "" when that is not
 * known. In the arena. */
const char *report_label(struct writing *writing, enum record_kind kind, const char *uid);

/* The changes of the next record, from change *at on, which moves behind them; false when there are no
 * more. The changes of a record stand together in an action. */
bool report_next_record(const struct writing *writing, size_t *at, struct change_rows *record);

#endif
