/* SPDX-License-Identifier: MIT
 *
 * Allocation that does not fail. When memory runs out the terminal is put right, a fixed line is
 * written and the program aborts; what was saved is in the file, and an open transaction is rolled
 * back by the next start.
 */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The one global of this layer: who runs out of memory has nobody to ask for it. */
static void (*failure_handler)(void);

void mem_on_failure(void (*handler)(void))
{
	failure_handler = handler;
}

_Noreturn void mem_failed(void)
{
	static const char words[] = "iemn: out of memory; saved data is intact\n";
	void (*handler)(void) = failure_handler;
	failure_handler = NULL;
	if (handler) {
		handler();
	}
	/* Nothing is left to do when even this cannot be written. */
	if (write(STDERR_FILENO, words, sizeof(words) - 1) < 0) {
		abort();
	}
	abort();
}

void *mem_new(size_t count, size_t size)
{
	void *memory = calloc(count > 0 ? count : 1, size > 0 ? size : 1);
	if (!memory) {
		mem_failed();
	}
	return memory;
}

void *mem_resize(void *old, size_t count, size_t size)
{
	if (size > 0 && count > SIZE_MAX / size) {
		mem_failed();
	}
	size_t bytes = count * size;
	/* realloc() may give NULL for no bytes, which would look like a failure. */
	void *memory = realloc(old, bytes > 0 ? bytes : 1);
	if (!memory) {
		mem_failed();
	}
	return memory;
}

char *mem_copy_text(const char *text)
{
	return text ? mem_copy_bytes(text, strlen(text)) : NULL;
}

char *mem_copy_bytes(const char *bytes, size_t len)
{
	if (len == SIZE_MAX) {
		mem_failed();
	}
	char *copy = mem_new(len + 1, 1);
	if (len > 0) {
		memcpy(copy, bytes, len);
	}
	return copy;
}
