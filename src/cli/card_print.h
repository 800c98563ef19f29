/* SPDX-License-Identifier: MIT
 *
 * A card as text: its labels in a column of their own, wrapped to the width.
 */
#ifndef IEMN_CLI_CARD_PRINT_H
#define IEMN_CLI_CARD_PRINT_H

#include "cli/output.h"
#include "interchange/card.h"

void card_print(const struct card *card, struct output *out);

#endif
