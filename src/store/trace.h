/* SPDX-License-Identifier: MIT
 *
 * Looking for texts in the bytes of a file: whether anything is left of what was erased, and where.
 */
#ifndef IEMN_STORE_TRACE_H
#define IEMN_STORE_TRACE_H

#include "store/record.h"

#define TRACE_MIN 4 /* bytes of the shortest text that is looked for */

struct trace;

struct trace *trace_new(void);
void trace_free(struct trace *trace);

/* Adds a text to look for: as it is, in capital or small letters of ASCII, with letters and marks composed
 * or apart, and folded. A long one is looked for in pieces, since the file may
 * break it anywhere. One that is short or there already is left out; NULL is accepted. */
void trace_add(struct trace *trace, const char *text);

/* How many texts there are. */
size_t trace_count(const struct trace *trace);

/* Looks for them in the file and the journal beside it. */
bool trace_search(struct trace *trace, struct store *store, struct err *err);

/* Of a text, what was found of it, its ASCII letters small; NULL when nothing was. */
const char *trace_found(const struct trace *trace, size_t index);

/* What holds a text that was found, for people: the label of a record, or the part of the file. In the
 * arena. */
const char *trace_place(struct store *store, const char *found, struct arena *arena);

#endif
