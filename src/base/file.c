/* SPDX-License-Identifier: MIT
 *
 * Reading and writing in a loop.
 */
#include "base/file.h"

#include <errno.h>
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
