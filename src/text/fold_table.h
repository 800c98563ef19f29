/* SPDX-License-Identifier: MIT
 *
 * The frozen folding table, for fold.c alone. fold_table.py makes its rows; both arrays are sorted
 * by code point, and neither has anything below U+0080.
 */
#ifndef IEMN_TEXT_FOLD_TABLE_H
#define IEMN_TEXT_FOLD_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum fold_kind {
	FOLD_KEEP,  /* stays as it is */
	FOLD_DROP,  /* is left out */
	FOLD_MOVE,  /* number is added */
	FOLD_SAME,  /* becomes number */
	FOLD_PAIRS, /* capital and small letter by turns: the first of two becomes the second */
};

struct fold_run {
	uint32_t first;
	uint32_t last;
	enum fold_kind kind;
	int32_t number;
};

struct fold_text {
	uint32_t code;
	const char *text; /* a blank in it separates words */
};

extern const struct fold_run fold_runs[];
extern const size_t fold_run_count;
extern const struct fold_text fold_texts[];
extern const size_t fold_text_count;

#endif
