/* SPDX-License-Identifier: MIT
 *
 * A count of each sort that goes along.
 */
#include "interchange/bin_text.h"

#include "base/i18n.h"

/* The words have one %zu each: those below are their only source. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void add_count(struct str *out, const char *words, size_t count)
{
	if (count > 0) {
		str_add(out, out->len > 0 ? _(", ") : "");
		str_add_format(out, words, count);
	}
}
#pragma GCC diagnostic pop

void bin_text_add_weight(struct str *out, const struct bin_weight *weight)
{
	struct str list = STR_EMPTY;
	add_count(&list, ngettext("%zu term", "%zu terms", weight->terms), weight->terms);
	add_count(&list,
		  ngettext("%zu address or number", "%zu addresses and numbers", weight->channels),
		  weight->channels);
	add_count(&list, ngettext("%zu link", "%zu links", weight->links), weight->links);
	add_count(&list,
		  ngettext("%zu former or other name", "%zu former or other names", weight->names),
		  weight->names);
	add_count(&list, ngettext("%zu citation", "%zu citations", weight->citations),
		  weight->citations);
	str_add(out, str_text(&list));
	str_clear(&list);
}
