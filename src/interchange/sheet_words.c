/* SPDX-License-Identifier: MIT
 *
 * What records are called, by uid, in chains by the hash of that.
 */
#include "interchange/sheet_words.h"

#include <string.h>

#include "base/hash.h"
#include "store/suggest.h"

#define CHAINS 512

enum which {
	WHICH_LABEL,
	WHICH_NAME,
	WHICH_COUNT,
};

struct word {
	struct word *next;
	const char *uid;
	const char *texts[WHICH_COUNT]; /* as they were read last; NULL when never */
};

struct sheet_words {
	struct arena *arena;
	struct word *chains[CHAINS];
};

struct asking {
	struct store *store;
	enum record_kind kind;
	const char *uid;
	struct arena *arena;
};

struct sheet_words *sheet_words_new(struct arena *arena)
{
	struct sheet_words *words = arena_new_array(arena, 1, sizeof *words);
	words->arena = arena;
	return words;
}

/* The words of a uid, made when there are none. */
static struct word *get_word(struct sheet_words *words, const char *uid)
{
	struct word **at = &words->chains[hash_text(HASH_START, uid) % CHAINS];
	while (*at != NULL && strcmp((*at)->uid, uid) != 0) {
		at = &(*at)->next;
	}
	if (*at == NULL) {
		*at = arena_new_array(words->arena, 1, sizeof **at);
		(*at)->uid = arena_text(words->arena, uid);
	}
	return *at;
}

/* Sets *text to what is read, NULL for no such record; false when nothing can be read. */
static bool read_text(const struct asking *asking, enum which which, const char **text)
{
	struct ref ref;
	*text = NULL;
	if (!record_find_uid(asking->store, asking->kind, asking->uid, &ref, NULL)) {
		return false;
	}
	if (ref.id == 0) {
		return true;
	}
	if (which == WHICH_NAME) {
		return suggest_name(asking->store, ref, asking->arena, text, NULL);
	}
	*text = record_label(asking->store, ref, asking->arena);
	return (*text)[0] != '\0';
}

static const char *find_text(const struct sheet *sheet, const struct asking *asking,
			     enum which which)
{
	struct word *word = get_word(sheet->words, asking->uid);
	const char *text;
	if (!read_text(asking, which, &text)) {
		return word->texts[which];
	}
	if (text == NULL || word->texts[which] == NULL || strcmp(text, word->texts[which]) != 0) {
		word->texts[which] = text != NULL ? arena_text(sheet->arena, text) : NULL;
	}
	return text;
}

const char *sheet_name(const struct sheet *sheet, struct store *store, enum record_kind kind,
		       const char *uid, struct arena *arena)
{
	return find_text(sheet, &(struct asking){store, kind, uid, arena}, WHICH_NAME);
}

const char *sheet_label(const struct sheet *sheet, struct store *store, enum record_kind kind,
			const char *uid, struct arena *arena)
{
	return find_text(sheet, &(struct asking){store, kind, uid, arena}, WHICH_LABEL);
}
