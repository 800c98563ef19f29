/* SPDX-License-Identifier: MIT
 *
 * The partial date just before or after another, as exactly as that one is known: where one term ends
 * and the next begins.
 */
#ifndef IEMN_BASE_DATE_STEP_H
#define IEMN_BASE_DATE_STEP_H

#include <stdbool.h>

#include "base/date.h"

/* The next day, month or year: 2024-02-29 gives 2024-03-01, 2023-12 gives 2024-01. False for what is no
 * date, or when there is none within the years 1 to 9999. */
bool date_after(const char *date, char out[DATE_SIZE]);

/* The one before it. */
bool date_before(const char *date, char out[DATE_SIZE]);

/* Since when something is over that lasted until a date: the next one, without what the first of a month
 * or year need not say. 2026-10-31 gives 2026-11, 2025-12 gives 2026. False as above. */
bool date_since(const char *until, char out[DATE_SIZE]);

#endif
