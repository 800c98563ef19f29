/* SPDX-License-Identifier: MIT
 *
 * Folding for comparison: case, width, diacritics. The table is frozen and numbered, since folded
 * text is stored and must not change with a library.
 */
#ifndef IEMN_TEXT_FOLD_H
#define IEMN_TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Number of the table; stored in meta as `fold`. It grows when the table changes. */
#define FOLD_VERSION 1

/* Adds the folded text to out: lower case, full and half width alike, no diacritics, also ø→o ł→l
 * đ→d ß→ss æ→ae œ→oe þ→th ı→i; letters and digits stay, every run of anything else becomes one
 * blank; none stands at the start or the end. Thai, Arabic and other vowel marks that make a word
 * stay. Bad bytes count as blanks. */
void text_fold(struct str *out, const char *bytes, size_t len);

/* The same with a blank before each word and one at the end, and one around each Han or kana
 * character, so that " word" finds words by their beginning. Adds nothing for an empty text. */
void text_fold_words(struct str *out, const char *bytes, size_t len);

/* Whether two texts are the same when folded; NULL is an empty one. Those of which nothing is left, such
 * as "+" and "?", are the same only as they stand. */
bool text_is_same_folded(const char *a, const char *b);

/* Whether a code point is Han, hiragana, katakana or hangul syllable: written without blanks, found
 * by single characters. */
bool fold_is_ideograph(uint32_t code);

#endif
