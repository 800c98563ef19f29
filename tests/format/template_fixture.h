/* SPDX-License-Identifier: MIT
 *
 * Sheets as texts for the editor, in tests.
 */
#ifndef IEMN_TESTS_TEMPLATE_FIXTURE_H
#define IEMN_TESTS_TEMPLATE_FIXTURE_H

#include "interchange/template.h"
#include "sheet_fixture.h"

/* The text of a sheet; yours to clear. */
struct str template_text(struct fixture *fixture, const struct sheet *sheet);

/* Reads a text into the sheet of a record; NULL when it was taken, else what was said. */
const char *template_refusal(struct fixture *fixture, struct sheet *sheet, const char *text,
			     size_t len);

/* Reads a text that must be taken. */
void template_must_read(struct fixture *fixture, struct sheet *sheet, const char *text);

/* Puts text in the place of another that stands there once. */
void template_replace(struct str *text, const char *old, const char *new);

#endif
