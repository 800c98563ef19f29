/* SPDX-License-Identifier: MIT
 *
 * What else a country is called, for those who type it: the letters that ISO 3166-1 gives it, and its
 * formal, former, short and own names. They are found by and never shown; what a country is called is
 * in the file.
 */
#ifndef IEMN_STORE_COUNTRY_NAME_H
#define IEMN_STORE_COUNTRY_NAME_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* The ISO 3166-1 alpha-2 code of the country that bears the text as its alpha-3 code or as another
 * name, folded and without blanks; NULL when none does. Static. */
const char *country_name_code(const char *text);

/* Adds the alpha-2 codes of the countries with an alpha-3 code or another name that begins as the text
 * does, with a blank around each, " GB UA "; nothing when there is none. */
void country_name_add_begun(struct str *codes, const char *text);

/* Whether a code of two capital letters is that of a country. ERR_INVALID names the field `code`. */
bool country_name_check_code(const char *code, struct err *err);

/* Whether a text is three letters that are not all capitals, such as "mar": that may be meant for a code
 * or for the beginning of some name. */
bool country_name_is_doubtful(const char *text);

#endif
