/* SPDX-License-Identifier: MIT
 *
 * A sheet as JSON and back, word for word: what it was opened with, what stands in it now, and texts
 * that could not be taken as values. For unsaved.c alone; what is exchanged with others is json.h.
 */
#ifndef IEMN_INTERCHANGE_UNSAVED_FORM_H
#define IEMN_INTERCHANGE_UNSAVED_FORM_H

#include "base/str.h"
#include "interchange/sheet.h"

struct unsaved_head {
	const char *directory; /* path of the directory file */
	const char *created; /* when that was made, which tells it wherever it is moved; or NULL */
	const char *moment;  /* when it was written, UTC */
	const char *label;   /* what the record is called */
	enum record_kind kind;
	const char *uid; /* of the record; written from the sheet */
};

/* Adds the text of a sheet to out. */
void unsaved_format(const struct sheet *sheet, const struct unsaved_head *head, struct str *out);

/* What a text begins with, in the arena. ERR_INVALID when it is no sheet, ERR_NEWER when a newer
 * version of the program wrote it. */
bool unsaved_parse_head(const char *text, size_t len, struct arena *arena,
			struct unsaved_head *head, struct err *err);

/* The sheet of a text. Its records are found by uid; one that is as new and yet in the file was saved
 * already, and is taken as opened from there. Yours to free. ERR_INVALID, ERR_NEWER. */
bool unsaved_parse(struct store *store, const char *text, size_t len, struct sheet **sheet,
		   struct err *err);

#endif
