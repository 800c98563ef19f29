/* SPDX-License-Identifier: MIT
 *
 * Whole texts into and out of an open file, however the system cuts them up.
 */
#ifndef IEMN_BASE_FILE_H
#define IEMN_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Writes all of a text where the file stands. False with errno. */
bool file_write(int file, const struct str *text);

/* Adds what stands in the file from where it stands to its end. False with errno: EFBIG when text would
 * come to hold more than most bytes. */
bool file_read(int file, size_t most, struct str *text);

/* Whether a word stands anywhere in the file from where it stands on; a file of any size is read, piece
 * by piece. What cannot be read holds nothing. */
bool file_holds(int file, const char *word);

#endif
