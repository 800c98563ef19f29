/* SPDX-License-Identifier: MIT
 *
 * Telephone numbers in texts, however they are written: +886 2 1234-5678 is (02) 12345678 too. It is
 * their digits that are compared, from the last one on.
 */
#ifndef IEMN_TEXT_PHONE_H
#define IEMN_TEXT_PHONE_H

#include <stdbool.h>

#include "base/str.h"

/* Adds the digits that a number ends in wherever it is called from: those behind the code of its country
 * and the zeros that are dialled before it. False when a text is no number of six digits or more. */
bool phone_core(const char *text, struct str *core);

/* Whether a text holds a number that ends in these digits. */
bool phone_is_in(const char *core, const char *text);

#endif
