/* SPDX-License-Identifier: MIT
 *
 * Languages by their names instead of their tags.
 */
#ifndef IEMN_INTERCHANGE_LANGUAGE_H
#define IEMN_INTERCHANGE_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

/* Language tags (BCP 47) separated by blanks as a list of names: "English, Chinese (traditional)". A
 * tag that the table does not hold stays a tag. In the arena. */
const char *language_names(const char *tags, struct arena *arena);

/* The languages of the table in their order, by place from 0 on; false behind the last one. */
bool language_get(size_t place, const char **tag, const char **name);

#endif
