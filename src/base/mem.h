/* SPDX-License-Identifier: MIT
 *
 * Allocation that does not fail: when memory runs out the handler restores the terminal and the
 * program aborts; an open transaction is rolled back by the next start. And the arena: things that
 * live together and are dropped together.
 */
#ifndef IEMN_BASE_MEM_H
#define IEMN_BASE_MEM_H

#include <stddef.h>

/* Zeroed memory for count things of size bytes. Never NULL; free() gives it back. */
void *mem_new(size_t count, size_t size) __attribute__((malloc, alloc_size(1, 2)));

/* old with room for count things of size bytes; what is new is not zeroed. Never NULL. */
void *mem_resize(void *old, size_t count, size_t size) __attribute__((alloc_size(2, 3)));

/* A copy of a text; NULL gives NULL. */
char *mem_copy_text(const char *text);

/* A copy of len bytes with a NUL behind them. */
char *mem_copy_bytes(const char *bytes, size_t len);

/* Called once, before the abort, when memory has run out. It must not allocate. */
void mem_on_failure(void (*handler)(void));

/* Memory has run out in a library: does what mem_new() does then. */
_Noreturn void mem_failed(void);

struct arena;

struct arena *arena_new(void);

/* Frees the arena and everything in it. NULL is accepted. */
void arena_free(struct arena *arena);

/* Forgets everything in the arena and keeps a block for the next use. */
void arena_clear(struct arena *arena);

/* Zeroed memory, aligned for any type, that lives as long as the arena. */
void *arena_new_array(struct arena *arena, size_t count, size_t size);

/* A copy of text in the arena; NULL gives NULL. */
const char *arena_text(struct arena *arena, const char *text);

/* A copy of len bytes in the arena, with a NUL behind them. */
const char *arena_bytes(struct arena *arena, const char *bytes, size_t len);

/* Formatted text in the arena. */
const char *arena_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
