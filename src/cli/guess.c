/* SPDX-License-Identifier: MIT
 *
 * Nearness is the number of edits (a letter put in, left out, changed, or two neighbours swapped)
 * between two words. The beginning of a candidate counts as one edit.
 */
#include "cli/guess.h"

#include <stdbool.h>
#include <string.h>

#define GUESS_WORD_MAX 32

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Edits that turn a into b. Both are at most GUESS_WORD_MAX bytes. */
static size_t count_edits(const char *a, const char *b)
{
	size_t edits[GUESS_WORD_MAX + 1][GUESS_WORD_MAX + 1];
	size_t a_len = strlen(a);
	size_t b_len = strlen(b);
	for (size_t i = 0; i <= a_len; i++) {
		for (size_t k = 0; k <= b_len; k++) {
			if (i == 0 || k == 0) {
				edits[i][k] = i + k;
				continue;
			}
			size_t best = edits[i - 1][k - 1] + (a[i - 1] != b[k - 1]);
			best = smaller(best, smaller(edits[i - 1][k], edits[i][k - 1]) + 1);
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) {
				best = smaller(best, edits[i - 2][k - 2] + 1);
			}
			edits[i][k] = best;
		}
	}
	return edits[a_len][b_len];
}

void guess_offer(struct guess *guess, const char *candidate)
{
	size_t len = strlen(guess->word);
	if (len > GUESS_WORD_MAX || strlen(candidate) > GUESS_WORD_MAX) {
		return;
	}
	bool is_beginning = len >= 2 && strncmp(candidate, guess->word, len) == 0;
	size_t distance = is_beginning ? 1 : count_edits(guess->word, candidate);
	/* More edits than this would turn most words into most others. */
	if (distance > 1 + len / 4) {
		return;
	}
	if (guess->nearest == NULL || distance < guess->distance) {
		guess->nearest = candidate;
		guess->distance = distance;
	}
}
