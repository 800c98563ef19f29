/* SPDX-License-Identifier: MIT
 *
 * What goes to the bin with a record, in the words that shell and screen share.
 */
#ifndef IEMN_INTERCHANGE_BIN_TEXT_H
#define IEMN_INTERCHANGE_BIN_TEXT_H

#include "base/str.h"
#include "store/bin.h"

/* Adds "2 terms, 1 address or number, 1 citation"; nothing when nothing goes along. */
void bin_text_add_weight(struct str *out, const struct bin_weight *weight);

#endif
