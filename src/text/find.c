/* SPDX-License-Identifier: MIT
 *
 * Finding words in a text. Each cluster is folded by itself, so that what is found can be pointed at.
 */
#include "text/find.h"

#include <string.h>

#include "base/str.h"
#include "text/fold.h"
#include "text/utf8.h"

/* Whether a cluster that has no letter parts words, as a blank or a dash does. What is not seen, or
 * only stretches a word, does not. */
static bool is_divider(const char *bytes, size_t len)
{
	struct str between = STR_EMPTY;
	struct str folded = STR_EMPTY;

	str_add_char(&between, 'x');
	str_add_bytes(&between, bytes, len);
	str_add_char(&between, 'x');
	text_fold(&folded, between.data, between.len);
	bool divides = strchr(str_text(&folded), ' ') != NULL;
	str_clear(&between);
	str_clear(&folded);
	return divides;
}

/* Adds the folded form of one cluster; what parts words counts as one blank. */
static void fold_cluster(struct str *out, const char *bytes, size_t len)
{
	size_t before = out->len;

	text_fold(out, bytes, len);
	bool is_apart = before > 0 && out->data[before - 1] == ' ';
	if (out->len == before && !is_apart && is_divider(bytes, len)) {
		str_add_char(out, ' ');
	}
}

static void fold_all(struct str *out, const char *text)
{
	size_t size = strlen(text);

	for (size_t at = 0; at < size;) {
		size_t step = cluster_length(text + at, size - at);

		fold_cluster(out, text + at, step);
		at += step;
	}
}

/* How many bytes of text from its beginning fold to want; 0 when they do not. */
static size_t match_length(const char *text, size_t size, const struct str *want, struct str *have)
{
	size_t at = 0;

	str_reset(have);
	while (at < size && have->len < want->len) {
		size_t step = cluster_length(text + at, size - at);

		fold_cluster(have, text + at, step);
		at += step;
		size_t shared = have->len < want->len ? have->len : want->len;
		/* A hit begins with something that is looked for. */
		if (shared == 0 || memcmp(have->data, want->data, shared) != 0) {
			return 0;
		}
	}
	return have->len >= want->len ? at : 0;
}

bool text_find(const char *text, size_t from, const char *needle, size_t *start, size_t *len)
{
	struct str want = STR_EMPTY;
	struct str have = STR_EMPTY;
	size_t size = strlen(text);
	bool found = false;

	fold_all(&want, needle);
	bool is_empty = strspn(str_text(&want), " ") == want.len;
	for (size_t at = from; !is_empty && at < size && !found;) {
		size_t taken = match_length(text + at, size - at, &want, &have);

		if (taken > 0) {
			*start = at;
			*len = taken;
			found = true;
		}
		at += cluster_length(text + at, size - at);
	}
	str_clear(&want);
	str_clear(&have);
	return found;
}
