/* SPDX-License-Identifier: MIT
 *
 * The search for many texts in one pass: the first four bytes lead to the texts that begin so. Which
 * record holds what was found is trace_place.c.
 */
#include "store/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "store/rewrite.h"
#include "text/fold.h"
#include "text/utf8.h"

#define PIECE_MAX 48
#define HASH_BITS 14
#define HASH_SIZE (1 << HASH_BITS)

/* A run of bytes that is looked for. */
struct piece {
	const char *bytes; /* with a NUL behind */
	size_t len;
	size_t text; /* which text it is of */
	size_t next; /* one more than the piece with the same hash, 0 for none */
};

struct trace {
	struct arena *arena;
	const char **texts;
	const char **found; /* of each text, the first piece that was found */
	size_t count;
	struct piece *pieces;
	size_t piece_count;
	size_t heads[HASH_SIZE]; /* one more than the first piece of each hash, 0 for none */
	char *bytes;		 /* what is looked through now, ASCII letters small */
	size_t len;
	size_t capacity;
};

struct trace *trace_new(void)
{
	struct trace *trace = mem_new(1, sizeof *trace);
	trace->arena = arena_new();
	return trace;
}

void trace_free(struct trace *trace)
{
	if (trace == NULL) {
		return;
	}
	arena_free(trace->arena);
	free(trace->texts);
	free(trace->found);
	free(trace->pieces);
	free(trace->bytes);
	free(trace);
}

static size_t hash_start(const void *bytes)
{
	uint32_t start;
	memcpy(&start, bytes, sizeof start);
	return (size_t)(start * 2654435761u >> (32 - HASH_BITS));
}

/* Makes the ASCII letters of texts in whatever coding small, as lower() of SQLite does. */
static void make_small(char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
			bytes[i] = (char)(bytes[i] - 'A' + 'a');
		}
	}
}

static void add_piece(struct trace *trace, const char *bytes, size_t len)
{
	if ((trace->piece_count & (trace->piece_count - 1)) == 0) {
		size_t capacity = trace->piece_count > 0 ? trace->piece_count * 2 : 1;
		trace->pieces = mem_resize(trace->pieces, capacity, sizeof *trace->pieces);
	}
	char *small = arena_new_array(trace->arena, len + 1, 1);
	memcpy(small, bytes, len);
	make_small(small, len);
	size_t hash = hash_start(small);
	trace->pieces[trace->piece_count] = (struct piece){
		.bytes = small,
		.len = len,
		.text = trace->count - 1,
		.next = trace->heads[hash],
	};
	trace->heads[hash] = ++trace->piece_count;
}

/* Pieces end between characters, so that they can be asked for in SQL. */
static size_t piece_length(const char *bytes, size_t len)
{
	if (len <= PIECE_MAX) {
		return len;
	}
	size_t end = PIECE_MAX;
	while (end > TRACE_MIN && ((unsigned char)bytes[end] & 0xc0) == 0x80) {
		end--;
	}
	return end;
}

static void add_pieces(struct trace *trace, const char *bytes, size_t len)
{
	while (len >= TRACE_MIN) {
		size_t step = piece_length(bytes, len);
		add_piece(trace, bytes, step);
		bytes += step;
		len -= step;
	}
}

/* Folded as search texts hold it, and as sort keys do; the first differs where there is no blank
 * between words. */
static void add_folded(struct trace *trace, const char *text)
{
	struct str folded = STR_EMPTY;
	text_fold_words(&folded, text, strlen(text));
	if (folded.len > 2) {
		add_pieces(trace, folded.data + 1, folded.len - 2);
	}
	str_reset(&folded);
	text_fold(&folded, text, strlen(text));
	add_pieces(trace, str_text(&folded), folded.len);
	str_clear(&folded);
}

/* The file keeps its own texts composed; what came in otherwise may stand as it came. */
static void add_forms(struct trace *trace, const char *text, size_t len)
{
	char *composed = utf8_normalize(text, len);
	char *apart = utf8_decompose(text, len);
	add_pieces(trace, text, len);
	if (strcmp(composed, text) != 0) {
		add_pieces(trace, composed, strlen(composed));
	}
	if (strcmp(apart, text) != 0 && strcmp(apart, composed) != 0) {
		add_pieces(trace, apart, strlen(apart));
	}
	free(composed);
	free(apart);
}

static bool has_text(const struct trace *trace, const char *text)
{
	for (size_t i = 0; i < trace->count; i++) {
		if (strcmp(trace->texts[i], text) == 0) {
			return true;
		}
	}
	return false;
}

void trace_add(struct trace *trace, const char *text)
{
	size_t len = text != NULL ? strlen(text) : 0;
	if (len < TRACE_MIN || has_text(trace, text)) {
		return;
	}
	if ((trace->count & (trace->count - 1)) == 0) {
		size_t capacity = trace->count > 0 ? trace->count * 2 : 1;
		trace->texts = mem_resize(trace->texts, capacity, sizeof *trace->texts);
		trace->found = mem_resize(trace->found, capacity, sizeof *trace->found);
	}
	trace->texts[trace->count] = arena_text(trace->arena, text);
	trace->found[trace->count] = NULL;
	trace->count++;
	add_forms(trace, text, len);
	add_folded(trace, text);
}

size_t trace_count(const struct trace *trace)
{
	return trace->count;
}

const char *trace_found(const struct trace *trace, size_t index)
{
	return trace->found[index];
}

static void look_at(struct trace *trace, size_t at)
{
	const char *start = trace->bytes + at;
	for (size_t next = trace->heads[hash_start(start)]; next != 0;) {
		const struct piece *piece = &trace->pieces[next - 1];
		next = piece->next;
		if (piece->len <= trace->len - at && trace->found[piece->text] == NULL &&
		    memcmp(piece->bytes, start, piece->len) == 0) {
			trace->found[piece->text] = piece->bytes;
		}
	}
}

/* What a piece may begin in and end behind is kept for the next bytes. */
static void look_through(void *context, const unsigned char *bytes, size_t len, bool is_last)
{
	struct trace *trace = context;
	if (trace->len + len > trace->capacity) {
		trace->capacity = trace->len + len;
		trace->bytes = mem_resize(trace->bytes, trace->capacity, 1);
	}
	memcpy(trace->bytes + trace->len, bytes, len);
	make_small(trace->bytes + trace->len, len);
	trace->len += len;
	size_t kept = is_last ? TRACE_MIN - 1 : PIECE_MAX - 1;
	size_t end = trace->len > kept ? trace->len - kept : 0;
	for (size_t at = 0; at < end; at++) {
		look_at(trace, at);
	}
	if (is_last) {
		trace->len = 0;
	} else if (end > 0) {
		memmove(trace->bytes, trace->bytes + end, trace->len - end);
		trace->len -= end;
	}
}

bool trace_search(struct trace *trace, struct store *store, struct err *err)
{
	return rewrite_read(store, look_through, trace, err);
}
