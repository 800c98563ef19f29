/* SPDX-License-Identifier: MIT
 *
 * Reading and writing in a loop.
 */
#include "base/file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_SIZE 16384

bool file_write(int file, const struct str *text)
{
	for (size_t at = 0; at < text->len;) {
		ssize_t count = write(file, text->data + at, text->len - at);
		if (count < 0 && errno != EINTR) {
			return false;
		}
		at += count > 0 ? (size_t)count : 0;
	}
	return true;
}

bool file_read(int file, size_t most, struct str *text)
{
	char bytes[BLOCK_SIZE];
	ssize_t count;
	while ((count = read(file, bytes, sizeof bytes)) != 0) {
		if (count < 0 && errno == EINTR) {
			continue;
		}
		if (count < 0 || text->len + (size_t)count > most) {
			errno = count < 0 ? errno : EFBIG;
			return false;
		}
		str_add_bytes(text, bytes, (size_t)count);
	}
	return true;
}

/* Whether bytes hold a word. A crash leaves zeros in a file: a text does not end at the first one. */
static bool holds(const char *bytes, size_t count, const char *word, size_t len)
{
	for (size_t at = 0; at + len <= count; at++) {
		if (memcmp(bytes + at, word, len) == 0) {
			return true;
		}
	}
	return false;
}

/* Each piece is looked at with the end of the one before. */
bool file_holds(int file, const char *word)
{
	char bytes[65536];
	size_t len = strlen(word);
	size_t kept = 0;
	for (;;) {
		ssize_t count = read(file, bytes + kept, sizeof bytes - kept);
		if (count < 0 && errno == EINTR) {
			continue;
		}
		if (count <= 0) {
			return false;
		}
		size_t all = kept + (size_t)count;
		if (holds(bytes, all, word, len)) {
			return true;
		}
		kept = all < len ? all : len - 1;
		memmove(bytes, bytes + all - kept, kept);
	}
}
