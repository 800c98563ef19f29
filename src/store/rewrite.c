/* SPDX-License-Identifier: MIT
 *
 * The whole file at once: written anew, and read byte for byte through SQLite's own descriptor.
 */
#include "store/rewrite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/handle.h"

#define BLOCK_SIZE (256 * 1024)

bool rewrite_file(struct store *store, struct err *err)
{
	/* The new file is made in memory, for in a temporary file it would leave names behind; the
	 * limit that protects from hostile files would keep large ones from being rewritten. */
	sqlite3_int64 limit = sqlite3_hard_heap_limit64(0);
	store->is_writing = true;
	store->is_saving = true;
	int code = sqlite3_exec(store->db, "VACUUM", NULL, NULL, NULL);
	store->is_saving = false;
	store->is_writing = false;
	store->has_failed = false;
	sqlite3_hard_heap_limit64(limit);
	/* All is saved before the file is written anew: to fail here is to save nothing less. */
	return code == SQLITE_OK || ((code & 0xff) == SQLITE_FULL ? err_set(err, ERR_SYSTEM, "%s",
									    _("The disk is full."))
								  : db_error(store, err));
}

static bool read_failed(struct err *err)
{
	return err_set(err, ERR_SYSTEM, "%s", _("The bytes of the file could not be read."));
}

static bool read_blocks(sqlite3_file *file, rewrite_reader *reader, void *context, struct err *err)
{
	sqlite3_int64 size = 0;
	if (file->pMethods->xFileSize(file, &size) != SQLITE_OK) {
		return read_failed(err);
	}
	unsigned char *block = mem_new(BLOCK_SIZE, 1);
	bool ok = true;
	for (sqlite3_int64 at = 0; ok && at < size; at += BLOCK_SIZE) {
		int len = size - at < BLOCK_SIZE ? (int)(size - at) : BLOCK_SIZE;
		ok = file->pMethods->xRead(file, block, len, at) == SQLITE_OK || read_failed(err);
		if (ok) {
			reader(context, block, (size_t)len, at + len == size);
		}
	}
	free(block);
	return ok;
}

/* A store in memory has no file: its pages are copied. */
static bool read_memory(struct store *store, rewrite_reader *reader, void *context, struct err *err)
{
	sqlite3_int64 size = 0;
	unsigned char *bytes = sqlite3_serialize(store->db, "main", &size, 0);
	if (bytes == NULL) {
		return read_failed(err);
	}
	reader(context, bytes, (size_t)size, true);
	sqlite3_free(bytes);
	return true;
}

static bool read_descriptor(int fd, rewrite_reader *reader, void *context, struct err *err)
{
	unsigned char *block = mem_new(BLOCK_SIZE, 1);
	ssize_t len;
	do {
		len = read(fd, block, BLOCK_SIZE);
		if (len > 0) {
			reader(context, block, (size_t)len, false);
		}
	} while (len > 0 || (len < 0 && errno == EINTR));
	reader(context, block, 0, true);
	free(block);
	return len == 0 || read_failed(err);
}

/* Nothing locks the journal: it may be opened. Cut to nothing by the last save, it should be empty. */
static bool read_journal(struct store *store, rewrite_reader *reader, void *context,
			 struct err *err)
{
	struct str path = STR_EMPTY;
	str_add_format(&path, "%s-journal", store->path);
	int fd = open(path.data, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	bool is_missing = fd < 0 && errno == ENOENT;
	str_clear(&path);
	if (fd < 0) {
		return is_missing || read_failed(err);
	}
	bool ok = read_descriptor(fd, reader, context, err);
	close(fd);
	return ok;
}

/* The lock of a reader keeps others from saving meanwhile. */
static bool read_all(struct store *store, rewrite_reader *reader, void *context, struct err *err)
{
	sqlite3_file *file = NULL;
	int64_t tables = 0;
	if (!db_number(store, "SELECT count(*) FROM sqlite_schema", &tables, err)) {
		return false;
	}
	if (store->path == NULL) {
		return read_memory(store, reader, context, err);
	}
	if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
		    SQLITE_OK ||
	    file == NULL || file->pMethods == NULL) {
		return read_failed(err);
	}
	return read_blocks(file, reader, context, err) && read_journal(store, reader, context, err);
}

bool rewrite_read(struct store *store, rewrite_reader *reader, void *context, struct err *err)
{
	store_begin_reading(store);
	bool ok = read_all(store, reader, context, err);
	store_end_reading(store);
	return ok;
}
