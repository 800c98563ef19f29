/* SPDX-License-Identifier: MIT
 *
 * Words that a person reads are marked for translation: _() for a sentence, N_() for a text in a
 * table that is translated where it is shown, ngettext() for counts. Whole sentences only.
 */
#ifndef IEMN_BASE_I18N_H
#define IEMN_BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text

#endif
