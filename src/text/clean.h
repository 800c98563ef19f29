/* SPDX-License-Identifier: MIT
 *
 * The one gate for text: text_check() says whether it may be stored, text_show() gives what may be
 * sent to a terminal. What is compared is fold.h.
 */
#ifndef IEMN_TEXT_CLEAN_H
#define IEMN_TEXT_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

enum text_kind {
	TEXT_NAME,  /* one line, no bidi controls, at most 8 marks on a letter */
	TEXT_LINE,  /* one line */
	TEXT_PROSE, /* lines, LF between them */
};

/* Whether a text may be stored: well-formed UTF-8, no NUL, C0, DEL or C1, at most limit bytes, and
 * what its kind asks. ERR_INVALID says what is wrong and at which byte. */
bool text_check(const char *bytes, size_t len, enum text_kind kind, size_t limit, struct err *err);

/* Whether a text holds anything that is seen: not only blanks of any kind, ignorable characters and marks
 * without a letter. A control character other than LF counts, so that text_check() names it. */
bool text_is_visible(const char *bytes, size_t len);

/* Adds to out what may be shown of the text. Of TEXT_PROSE line ends stay. C0 becomes its picture
 * (U+2400…), DEL U+2421, C1 and bad bytes U+FFFD, bidi controls a visible mark such as ‹RLO›;
 * ignorable characters are left out but for joiners and variation selectors inside a cluster; a
 * letter keeps four marks. What comes out is clean: showing it again changes nothing. */
void text_show(struct str *out, const char *bytes, size_t len, enum text_kind kind);

/* Adds to out a clean text in ASCII: what has no ASCII form becomes `?`. For terminals that can do
 * no more. Letters with diacritics lose them. */
void text_show_ascii(struct str *out, const char *bytes, size_t len, enum text_kind kind);

#endif
