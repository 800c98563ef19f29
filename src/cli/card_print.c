/* SPDX-License-Identifier: MIT
 *
 * Lines of a card as paragraphs.
 */
#include "cli/card_print.h"

#include <string.h>

#include "text/layout.h"

#define GUTTER_MAX 24
#define ITEM_HANGING 2 /* tells where an item goes on from where the next one begins */

/* Columns before the texts of a card: its widest label and two blanks. */
static int measure_gutter(const struct card *card, const struct output *out)
{
	struct str label = STR_EMPTY;
	int widest = 0;
	for (size_t i = 0; i < card->count; i++) {
		if (card->items[i].label == NULL) {
			continue;
		}
		str_reset(&label);
		output_clean(out, &label, card->items[i].label, TEXT_LINE);
		int width = text_width(str_text(&label)) + 2;
		widest = width > widest ? width : widest;
	}
	str_clear(&label);
	return widest > GUTTER_MAX ? GUTTER_MAX : widest;
}

/* A link on a line of its own, so that it can be copied whole. */
static void print_url(const struct card_line *line, int gutter, struct output *out)
{
	if (line->url == NULL || strstr(line->text, line->url) != NULL) {
		return;
	}
	struct str text = STR_EMPTY;
	str_add_repeat(&text, ' ', (size_t)gutter);
	output_clean(out, &text, line->url, TEXT_LINE);
	str_add_char(&text, '\n');
	output_send(out, &text);
	str_clear(&text);
}

void card_print(const struct card *card, struct output *out)
{
	int gutter = measure_gutter(card, out);
	for (size_t i = 0; i < card->count; i++) {
		const struct card_line *line = &card->items[i];
		bool is_aligned =
			line->label != NULL || line->role == CARD_FIELD || line->role == CARD_ITEM;
		struct paragraph paragraph = {
			.label = line->label,
			.gutter = is_aligned ? gutter : 0,
			.hanging = line->role == CARD_ITEM ? ITEM_HANGING : 0,
			.text = line->text,
			.bold = line->role == CARD_TITLE,
		};
		output_paragraph(out, &paragraph);
		print_url(line, paragraph.gutter, out);
	}
}
