/* SPDX-License-Identifier: MIT
 *
 * The arena: memory in large blocks that is handed out in order and dropped all at once. It is used
 * for the rows of a query and the like; nothing in it is freed alone.
 */
#include "base/mem.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)16 * 1024)

struct block {
	struct block *next;
	size_t used;
	size_t size;
	max_align_t memory[]; /* size bytes */
};

struct arena {
	struct block *first; /* the block in use; full ones follow */
};

/* Rounds up to a multiple of the strictest alignment. 0 when that does not fit. */
static size_t round_up(size_t bytes)
{
	size_t unit = sizeof(max_align_t);
	return bytes > SIZE_MAX - unit ? 0 : (bytes + unit - 1) / unit * unit;
}

static struct block *block_new(size_t bytes)
{
	size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
	/* An overflowing sum becomes a size that mem_new() refuses. */
	size_t total =
		size > SIZE_MAX - sizeof(struct block) ? SIZE_MAX : size + sizeof(struct block);
	struct block *block = mem_resize(NULL, total, 1);
	block->next = NULL;
	block->used = 0;
	block->size = size;
	return block;
}

struct arena *arena_new(void)
{
	return mem_new(1, sizeof(struct arena));
}

static void free_blocks(struct block *block)
{
	while (block) {
		struct block *next = block->next;
		free(block);
		block = next;
	}
}

void arena_free(struct arena *arena)
{
	if (arena) {
		free_blocks(arena->first);
		free(arena);
	}
}

void arena_clear(struct arena *arena)
{
	if (arena->first) {
		free_blocks(arena->first->next);
		arena->first->next = NULL;
		arena->first->used = 0;
	}
}

static void *take(struct arena *arena, size_t bytes)
{
	struct block *block = arena->first;
	if (!block || block->size - block->used < bytes) {
		block = block_new(bytes);
		block->next = arena->first;
		arena->first = block;
	}
	void *memory = (char *)block->memory + block->used;
	block->used += bytes;
	return memory;
}

void *arena_new_array(struct arena *arena, size_t count, size_t size)
{
	size_t bytes = size > 0 && count > SIZE_MAX / size ? SIZE_MAX : count * size;
	size_t rounded = round_up(bytes > 0 ? bytes : 1);
	void *memory = take(arena, rounded > 0 ? rounded : SIZE_MAX);
	memset(memory, 0, bytes);
	return memory;
}

const char *arena_text(struct arena *arena, const char *text)
{
	return text ? arena_bytes(arena, text, strlen(text)) : NULL;
}

const char *arena_bytes(struct arena *arena, const char *bytes, size_t len)
{
	char *copy = arena_new_array(arena, len < SIZE_MAX ? len + 1 : len, 1);
	if (len > 0) {
		memcpy(copy, bytes, len);
	}
	return copy;
}

const char *arena_format(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int len = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (len < 0) {
		return "";
	}
	char *text = arena_new_array(arena, (size_t)len + 1, 1);
	va_start(arguments, format);
	vsnprintf(text, (size_t)len + 1, format, arguments);
	va_end(arguments);
	return text;
}
